import Identity

/// What a machine-readable zone is composed from.
public struct ZoneContents: Hashable, Sendable {
    /// Layouts of ICAO Doc 9303 parts 4 to 7.
    public enum Format: String, CaseIterable, Hashable, Sendable {
        case td1 = "TD1"
        case td2 = "TD2"
        case td3 = "TD3"
        case mrvA = "MRV-A"
        case mrvB = "MRV-B"
    }

    public var format: Format
    /// First surnames, then given names, as the passport prints them; the first nationality counts.
    public var identity: PersonIdentity
    public var document: TravelDocument
    /// The issuer's own data.
    public var optional: String

    public init(format: Format, identity: PersonIdentity, document: TravelDocument, optional: String = "") {
        self.format = format
        self.identity = identity
        self.document = document
        self.optional = optional
    }
}
