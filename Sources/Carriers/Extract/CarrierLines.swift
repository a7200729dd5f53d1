import Identity

/// What the EES hands over for one travel document: the entries of the visa used last, the stay that remains, and when the holder
/// last entered. The least that a reply needs (EES 13(5)).
public struct EESLine: Hashable, Sendable {
    /// `TravelDocument.key`.
    public var documentKey: String
    public var dateOfBirth: PartialDate?
    /// The visa of the last entry by one; `entriesUsed` counts the entries made by it.
    public var visa: CarrierRule.Document?
    public var visaNumber: String?
    /// Days of stay that remain to somebody who arrives on the day of extraction, the day after, and so on; the last counts for
    /// later days. Empty where the calculator does not apply.
    public var remainingDays: [Int]
    public var lastEntry: Day?

    public init(
        documentKey: String, dateOfBirth: PartialDate?, visa: CarrierRule.Document? = nil, visaNumber: String? = nil,
        remainingDays: [Int] = [], lastEntry: Day? = nil
    ) {
        self.documentKey = documentKey
        self.dateOfBirth = dateOfBirth
        self.visa = visa
        self.visaNumber = visaNumber
        self.remainingDays = remainingDays
        self.lastEntry = lastEntry
    }
}

/// What the VIS hands over: one visa or residence permit of the holder of a travel document (VIS 45c(3)).
public struct VISLine: Hashable, Sendable {
    public var documentKey: String
    public var dateOfBirth: PartialDate?
    public var held: CarrierRule.Document
    public var number: String

    public init(documentKey: String, dateOfBirth: PartialDate?, held: CarrierRule.Document, number: String) {
        self.documentKey = documentKey
        self.dateOfBirth = dateOfBirth
        self.held = held
        self.number = number
    }
}

/// What ETIAS hands over: one travel authorisation (ETIAS 45(4)).
public struct ETIASLine: Hashable, Sendable {
    public var documentKey: String
    public var dateOfBirth: PartialDate?
    public var authorisation: CarrierRule.Authorisation

    public init(documentKey: String, dateOfBirth: PartialDate?, authorisation: CarrierRule.Authorisation) {
        self.documentKey = documentKey
        self.dateOfBirth = dateOfBirth
        self.authorisation = authorisation
    }
}

/// Where the daily extraction reads. Each source gives its lines in pages, in one direction: there is no way back
/// (EES 13(5), 1409 Article 8(4)).
public struct CarrierSources: Sendable {
    /// A page of lines and where the next begins; `nil` after the last. `mark` is opaque, `nil` for the first page.
    public typealias Pages<Line> =
        @Sendable (_ mark: String?, _ asOf: Instant) async throws -> (lines: [Line], next: String?)

    /// `nil`: the installation has no such system.
    public var ees: Pages<EESLine>?
    public var vis: Pages<VISLine>?
    public var etias: Pages<ETIASLine>?

    public init(ees: Pages<EESLine>? = nil, vis: Pages<VISLine>? = nil, etias: Pages<ETIASLine>? = nil) {
        self.ees = ees
        self.vis = vis
        self.etias = etias
    }
    public static let none = CarrierSources()
}
