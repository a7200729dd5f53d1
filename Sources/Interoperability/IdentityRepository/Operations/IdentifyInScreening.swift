import Access
import Identity
import Operations
import Registry
import Wire

/// Identifies a person in the repository, or verifies who somebody is, in a screening (Article 20a; 2024/1356 Article 14): by biometric
/// data, documents and what the person says, whichever there are. The reply shows the data of Article 18(1) and never which systems
/// they come from. It says nothing of security: the systems are asked for that, each under its own provision.
public struct IdentifyInScreening: Operation {
    let search: RepositorySearch
    public init(_ search: RepositorySearch) { self.search = search }

    public let about = OperationDescription.cir(
        "identifyInScreening", "Identify a person in a screening",
        "By biometric data, identity and document, in a case for which a screening is open. The reply shows identity and document data, and hides which systems they come from.",
        article: "20a(1)–(2)", .search, .POST, "/screening-identification",
        grants: [CIRGrants.identifyInScreening, CIRGrants.seeInScreening], refusals: [.nothingToSearch, .systemUnavailable])

    public struct Input: WireRecord, Hashable {
        public var samples: [ProbeSample] = []
        public var identity: PersonIdentity?
        public var document: TravelDocument?
        public var limit = 5
        public init() {}
        public static let wireName = "IdentifyInScreening"
        public static let meaning = "What is known of the person."
        public static let fields: [Field<Input>] = [
            .list("samples", \.samples, "Fingerprints and faces taken live during the screening.", count: 0...20),
            .optional("identity", \.identity, "Identity data, from a document or as the person gives them."),
            .optional("document", \.document, "Travel document."),
            .defaulted("limit", \.limit, to: 5, "Most persons to show.", limits: .integer(1...20)),
        ]
        var keys: Set<SearchKey> {
            var keys = Set(samples.map(\.key))
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            return keys
        }
    }

    public typealias Output = IdentifyPerson.Output

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        // Police authorities have a way of their own, with conditions of its own.
        let keys = input.keys
        let mandate = try await desk.mandate(for: about, byOwnGrants: true) { facts in
            Demand(keys: keys, conditions: try facts.established(in: .CIR))
        }
        guard !keys.isEmpty else { throw Refusal(.nothingToSearch, "give samples, identity data or a document") }
        var answer = RepositorySearch.Answer()
        if !input.samples.isEmpty {
            answer = await search.byBiometrics(input.samples.map(\.template), in: RepositoryFile.systems)
        }
        if input.identity != nil || input.document != nil {
            let named = search.byIdentity(input.identity, input.document.map { [$0] } ?? [], in: RepositoryFile.systems)
            answer.found += named.found
            answer.unavailable += named.unavailable
        }
        guard answer.unavailable.isEmpty else {
            // "Nobody" would be a lie, and naming the part that is out would tell of systems.
            throw Refusal(.systemUnavailable, "the repository cannot be asked as a whole; try again")
        }
        // Children are screened too: nobody is left out for age.
        let files = try await RepositorySearch.files(answer.found, at: desk, article: about.article) { _ in true }
        var output = Output()
        output.persons = files.prefix(input.limit).map(\.view)
        output.more = files.count > input.limit
        output.result = !files.isEmpty ? .found : answer.isComparable ? .notFound : .samplesUnusable
        return Outcome(
            output, under: mandate,
            log: LogDetails(
                records: files.flatMap { $0.members.map(\.side.record) }, keys: keys,
                query: IdentifyPerson.typed(input.identity, input.document), results: [.CIR: output.persons.count]),
            visible: mandate.visible)
    }
}
