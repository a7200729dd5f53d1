@testable import Identity

/// A generator whose sequence the seed decides, so that a failure can be had again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Random zones that a state could print, such that reading them gives them back letter by letter.
struct ZoneGenerator {
    static let asOf = Day(year: 2026, month: 6, day: 1)!
    static let codes = CountryCode.all.filter { !$0.isHistorical }
    static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let alphanumerics = letters + Array("0123456789")

    var random: SeededGenerator
    init(seed: UInt64) { random = SeededGenerator(seed) }

    mutating func text(_ characters: [Character], _ length: ClosedRange<Int>) -> String {
        String((0..<Int.random(in: length, using: &random)).map { _ in characters.randomElement(using: &random)! })
    }

    mutating func words(_ count: ClosedRange<Int>, _ length: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in text(Self.letters, length) }.joined(separator: " ")
    }

    mutating func birth() -> PartialDate? {
        let day = Self.asOf - Int.random(in: 0...36_000, using: &random)
        let (year, month, dayOfMonth) = day.components
        return switch Int.random(in: 0..<10, using: &random) {
        case 0: nil
        case 1: PartialDate(year: year)
        case 2: PartialDate(year: year, month: month)
        default: PartialDate(year: year, month: month, day: dayOfMonth)
        }
    }

    mutating func zone(_ format: MachineReadableZone.Format? = nil) -> MachineReadableZone {
        let format = format ?? MachineReadableZone.Format.allCases.randomElement(using: &random)!
        let code =
            switch format {
            case .td1, .td2: ["A", "C", "I", "ID", "IR"].randomElement(using: &random)!
            case .td3: ["P", "PD", "PO", "PS"].randomElement(using: &random)!
            case .mrvA, .mrvB: ["V", "VC"].randomElement(using: &random)!
            case .fraID: "ID"
            }
        let isLong = (format == .td1 || format == .td2) && Int.random(in: 0..<4, using: &random) == 0
        let number = text(Self.alphanumerics, isLong ? 10...13 : format == .fraID ? 12...12 : 6...9)
        let optionalRoom =
            switch format {
            case .td1: isLong ? 6 : 15
            case .td2: isLong ? 0 : 7
            case .td3: 14
            case .mrvA: 16
            case .mrvB: 8
            case .fraID: 6
            }
        let issuer = Self.codes.filter { format != .td2 || $0.text != "FRA" }.randomElement(using: &random)!
        return MachineReadableZone(
            format: format, documentCode: code, issuer: format == .fraID ? "FRA" : issuer.machineReadableText,
            surname: words(1...2, 1...5), givenNames: words(0...2, 1...5), documentNumber: number,
            nationality: format == .fraID
                ? "FRA" : Self.codes.randomElement(using: &random)!.machineReadableText,
            dateOfBirth: birth(), sex: Sex.allCases.randomElement(using: &random)!,
            expiry: format == .fraID ? nil : Self.asOf + Int.random(in: -15_000...15_000, using: &random),
            optional: Bool.random(using: &random) ? "" : text(Self.alphanumerics, 0...optionalRoom),
            optional2: format == .td1 && Bool.random(using: &random) ? text(Self.alphanumerics, 0...11) : "")
    }
}
