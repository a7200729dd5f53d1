/// The writing in which a person's names stand in their own country.
public enum Script: String, CaseIterable, Hashable, Sendable {
    case latin, cyrillic, arabic, hebrew, georgian, armenian, devanagari, bengali, sinhala, tamil, thai, han, japanese,
        hangul, ethiopic

    /// Whether a letter belongs to the script. Marks that names carry in every script (blank, hyphen, apostrophe,
    /// full stop, zero-width joiners) belong to none and are true for all.
    public func contains(_ scalar: Unicode.Scalar) -> Bool {
        let v = scalar.value
        switch v {
        case 0x20, 0x27, 0x2D, 0x2E, 0x2019, 0x200C, 0x200D: return true
        default: break
        }
        switch self {
        case .latin:
            return (0x41...0x5A).contains(v) || (0x61...0x7A).contains(v)
                || ((0xC0...0x24F).contains(v) && v != 0xD7 && v != 0xF7) || (0x1E00...0x1EFF).contains(v)
        case .cyrillic: return (0x400...0x52F).contains(v)
        case .arabic: return (0x620...0x65F).contains(v) || (0x66E...0x6D3).contains(v)
        case .hebrew: return (0x5D0...0x5EA).contains(v)
        case .georgian: return (0x10D0...0x10FF).contains(v)
        case .armenian: return (0x531...0x556).contains(v) || (0x561...0x587).contains(v)
        case .devanagari: return (0x900...0x97F).contains(v)
        case .bengali: return (0x980...0x9FF).contains(v)
        case .sinhala: return (0xD80...0xDFF).contains(v)
        case .tamil: return (0xB80...0xBFF).contains(v)
        case .thai: return (0xE00...0xE7F).contains(v)
        case .han: return (0x4E00...0x9FFF).contains(v)
        case .japanese: return (0x4E00...0x9FFF).contains(v) || (0x3041...0x30FC).contains(v) || v == 0x3005
        case .hangul: return (0xAC00...0xD7A3).contains(v)
        case .ethiopic: return (0x1200...0x137F).contains(v)
        }
    }
}

/// A person's names in their own country's writing.
public struct NativeNames: Hashable, Sendable {
    public var surnames: [String]
    public var givenNames: [String]
    public var script: Script

    public init(surnames: [String], givenNames: [String], script: Script) {
        self.surnames = surnames
        self.givenNames = givenNames
        self.script = script
    }
}
