import Wire

/// The five common indicators of data quality (2021/2224 Article 3(6)).
public enum QualityIndicator: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// What the act asks for is there.
    case completeness
    /// What is there can be true.
    case accuracy
    /// It came in time and is still current.
    case timeliness
    /// It is there once.
    case uniqueness
    /// Its parts agree with each other.
    case consistency
}

/// The registers whose records are checked; the names are those of the systems.
public enum CheckedRegister: String, CaseIterable, Hashable, Sendable, WireChoice {
    case SIS, VIS, Eurodac, EES, ETIAS
    case ecrisTCN = "ECRIS-TCN"

    /// The provision that lists the data of a record.
    var dataArticle: String {
        switch self {
        case .EES: "EES 16(1), 17(1)"
        case .VIS: "VIS 9"
        case .ETIAS: "ETIAS 17(2)"
        case .SIS: "1862 20(3), 22"
        case .Eurodac: "Eurodac 17(1)"
        case .ecrisTCN: "ECRIS-TCN 5(1)"
        }
    }

    /// The provision by which the State or unit that entered data answers for their accuracy.
    public var accuracyArticle: String {
        switch self {
        case .EES: "EES 39(1)"
        case .VIS: "VIS 29(1)"
        case .ETIAS: "ETIAS 7(2), 8(2)"
        case .SIS: "1862 59(1)"
        case .Eurodac: "Eurodac 36(1)"
        case .ecrisTCN: "ECRIS-TCN 9"
        }
    }
}
