import Access
import Identity
import Operations
import Registry
import Wire

/// Identifies a person in the repository for a police authority (Article 20): by live biometric data first; by identity data, with a
/// travel document or alone, where these cannot be used or their query fails. The reply never says where the data come from.
public struct IdentifyPerson: Operation {
    let search: RepositorySearch
    public init(_ search: RepositorySearch) { self.search = search }

    public let about = OperationDescription.cir(
        "identifyPerson", "Identify a person",
        "By live fingerprints or facial image, or by identity where these cannot be used, in a case for which an identity check is open. The reply shows identity and document data, and hides which systems they come from.",
        article: "20(2)–(4)", .search, .POST, "/identification", grants: CIRGrants.identification,
        refusals: [.nothingToSearch, .systemUnavailable])

    public struct Input: WireRecord, Hashable {
        public var samples: [ProbeSample] = []
        public var identity: PersonIdentity?
        public var document: TravelDocument?
        public var limit = 5
        public init() {}
        public static let wireName = "IdentifyPerson"
        public static let meaning = "Live samples of the person, or identity data where these cannot be used."
        public static let fields: [Field<Input>] = [
            .list("samples", \.samples, "Fingerprints and facial images taken live during the check.", count: 0...20),
            .optional("identity", \.identity, "Identity data."),
            .optional("document", \.document, "Travel document, with identity data."),
            .defaulted("limit", \.limit, to: 5, "Most persons to show.", limits: .integer(1...20)),
        ]
        var keys: Set<SearchKey> {
            var keys = Set(samples.map(\.key))
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            return keys
        }
    }

    public struct Output: WireRecord, Hashable {
        public enum Result: String, CaseIterable, Sendable, WireChoice {
            case found, notFound
            /// No sample can be compared: identity data may be used now.
            case samplesUnusable
        }
        public var result = Result.notFound
        public var persons: [RepositoryView] = []
        public var more = false
        public init() {}
        public static let wireName = "IdentifiedPersons"
        public static let meaning = "Whom the data fit, the surest first."
        public static let fields: [Field<Output>] = [
            .required("result", \.result, "What came of it."),
            .list("persons", \.persons, "Persons.", count: 0...20, group: "repositoryIdentity"),
            .defaulted("more", \.more, to: false, "There are more than shown."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        // Screening authorities have a way of their own.
        let keys = input.keys
        let mandate = try await desk.mandate(for: about, byOwnGrants: true) { facts in
            Demand(keys: keys, conditions: try facts.established(in: .CIR))
        }
        guard !keys.isEmpty else { throw Refusal(.nothingToSearch, "give fingerprints or a facial image, or identity data") }
        let byBiometrics = !input.samples.isEmpty
        let answer =
            byBiometrics
            ? await search.byBiometrics(input.samples.map(\.template), in: RepositoryFile.systems)
            : search.byIdentity(input.identity, input.document.map { [$0] } ?? [], in: RepositoryFile.systems)
        guard answer.unavailable.isEmpty else {
            // "Nobody" would be a lie, and naming the part that is out would tell of systems.
            throw Refusal(.systemUnavailable, "the repository cannot be asked as a whole; try again")
        }
        let now = desk.now
        // A child under twelve is not shown unless the check is for one.
        let files = try await RepositorySearch.files(answer.found, at: desk, article: about.article) { reader in
            let facts = Set(try reader.facts(at: now).filter { $0.system == .CIR }.map(\.condition))
            return !facts.isDisjoint(with: [.bestInterests, .unidentifiedAfterDisaster])
        }
        var output = Output()
        output.persons = files.prefix(input.limit).map(\.view)
        output.more = files.count > input.limit
        output.result = !answer.isComparable ? .samplesUnusable : files.isEmpty ? .notFound : .found
        let context = desk.context(under: mandate)
        var facts: [EstablishedFact] = []
        // Where the query with biometric data fails, the identity may be used (Article 20(3), third subparagraph).
        if byBiometrics, output.persons.isEmpty,
            let fact = EstablishedFact.cir(.fingerprintsUnusable, hours: OpenIdentityCheck.hours, in: context)
        {
            facts.append(fact)
        }
        return Outcome(
            output, under: mandate, facts: facts,
            log: LogDetails(
                records: files.flatMap { $0.members.map(\.side.record) }, keys: keys, query: IdentifyPerson.typed(input.identity, input.document),
                results: [.CIR: output.persons.count]),
            visible: mandate.visible)
    }

    /// For the log: what was typed, and no sample.
    static func typed(_ identity: PersonIdentity?, _ document: TravelDocument?) -> String? {
        guard let identity else { return document?.number }
        return [
            identity.surnames.joined(separator: " "), identity.givenNames.joined(separator: " "),
            identity.dateOfBirth?.description ?? "", document?.number ?? "",
        ].joined(separator: "|")
    }
}
