import Identity
import Operations
import Registry

/// What the carrier gateway is told of a visa, long-stay visa or residence permit (Article 45c(3)): enough for OK or NOT OK.
///
/// The gateway works on an extraction of at most a day ago (Article 45c(6)): decisions of the day of the extraction or later are not in
/// it. It is worked out at the time of the question, so that there is no second copy of personal data.
public struct VISCarrierStatus: Hashable, Sendable {
    public var sort: IssuedDocument.Sort
    public var status: VisaStatus
    public var validFrom: Day
    public var validUntil: Day
    /// Entries authorised; `nil` for any number.
    public var entries: Int?
    /// Member States for which it is valid; empty where not limited.
    public var territory: [CountryCode]
    public var sticker: DocumentNumber

    public func isValid(on day: Day, for state: CountryCode) -> Bool {
        status.isInForce && validFrom <= day && day <= validUntil && (territory.isEmpty || territory.contains(state))
    }

    /// OK means a document that is valid on the day of arrival for the Member State of entry or transit; an airport transit visa opens
    /// transit areas alone (Visa Code, Article 2(5)).
    public func allows(arrival: Day, in state: CountryCode, airportTransit: Bool) -> Bool {
        isValid(on: arrival, for: state) && (airportTransit || sort != .airportTransit)
    }

    /// As the extraction on the beginning of `extracted` knows it; `nil` where nothing had been issued.
    public init?(_ file: ApplicationFile, extracted: Day) {
        let known = file.decisions.filter { $0.decided < extracted }
        guard let status = known.last?.status, let document = known.last(where: { $0.document != nil })?.document else { return nil }
        self.status = status
        sort = document.sort
        validFrom = document.validFrom
        validUntil = document.validUntil
        entries = document.entries?.limit
        territory = document.territory
        sticker = document.number
    }

    /// What is known of the holder of a travel document: data of Article 9(4)(a)–(c) as the document has them. The best one first: valid
    /// on arrival, then the latest.
    public static func read(
        documentKey: String, dateOfBirth: PartialDate?, arrival: Day, extracted: Day, from reader: Reader
    ) throws -> [VISCarrierStatus] {
        try reader.values(ApplicationFile.self, key: VISKey.document, value: documentKey)
            .filter { $0.value.identity.dateOfBirth == dateOfBirth }
            .compactMap { VISCarrierStatus($0.value, extracted: extracted) }
            .sorted { first, second in
                let valid = [first, second].map { $0.status.isInForce && $0.validFrom <= arrival && arrival <= $0.validUntil }
                return valid[0] == valid[1] ? first.validUntil > second.validUntil : valid[0]
            }
    }
}
