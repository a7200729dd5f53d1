struct ZoneRepairer {
    static func repair(_ lines: [String], strict: MachineReadableZone.Reading, asOf: Day) -> MachineReadableZone.Reading { strict }
}
