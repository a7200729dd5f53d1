import Identity
import Operations

/// A machine-readable zone as the portal reads it: tolerant of what scanners do, and saying so.
struct ReadZone {
    let identity: PersonIdentity
    let documents: [TravelDocument]
    let remarks: [String]

    init(_ lines: [String], today: Day) throws(Refusal) {
        let reading = MachineReadableZone.read(lines, asOf: today, repairing: true)
        let holder: DocumentHolder
        do {
            holder = try reading.holder()
        } catch {
            switch error {
            case .unreadable(let defects):
                throw Refusal(
                    .malformed,
                    defects.contains(.format)
                        ? "no document has such a zone: give its lines one by one, two of 44 or 36 characters or three of 30"
                        : "no document has such a zone: \(defects.map(\.rawValue).joined(separator: ", "))",
                    pointer: "/machineReadableZone")
            case .unknownIssuer:
                throw Refusal(.malformed, "the zone names an issuer that no table knows", pointer: "/machineReadableZone")
            }
        }
        var remarks = reading.repairs.map { repair in
            "line \(repair.line), column \(repair.column): read \(repair.to.isEmpty ? "nothing" : repair.to) for \(repair.from.isEmpty ? "nothing" : repair.from) (\(repair.field.rawValue))"
        }
        remarks += holder.defects.map { "the zone has a defect: \($0.rawValue)" }
        if let nationality = holder.unknownNationality { remarks.append("no table knows the nationality \(nationality)") }
        identity = holder.identity
        documents = [holder.document]
        self.remarks = remarks
    }
}
