import Access
import Identity
import Operations
import Registry
import Wire

/// Which systems hold data on a person: the first of the two steps of law enforcement (Article 22). The reply is a list of systems and
/// nothing else; it opens a request for full access in each, and one must follow.
public struct SearchPresence: Operation {
    let search: RepositorySearch
    public init(_ search: RepositorySearch) { self.search = search }

    /// Of these the Regulations speak (2019/817 Article 22(1): EES, VIS, ETIAS; 2019/818 Article 22(1): Eurodac).
    static let systems: Set<SystemName> = [.EES, .VIS, .ETIAS, .Eurodac]

    public let about = OperationDescription.cir(
        "searchPresence", "Ask which systems hold data on a person",
        "For law enforcement, in a case whose grounds are stated. Only the systems are named.",
        article: "22", .search, .POST, "/presence", grants: [CIRGrants.presence, CIRGrants.presenceSystems],
        refusals: [.nothingToSearch, .samplesUnusable, .systemUnavailable], consequences: [.create, .update])

    public struct Input: WireRecord, Hashable {
        public var samples: [ProbeSample] = []
        public var identity: PersonIdentity?
        public var document: TravelDocument?
        public init() {}
        public static let wireName = "SearchPresence"
        public static let meaning = "What is known of the person."
        public static let fields: [Field<Input>] = [
            .list("samples", \.samples, "Biometric samples.", count: 0...20),
            .optional("identity", \.identity, "Identity data."), .optional("document", \.document, "Travel document."),
        ]
        var keys: Set<SearchKey> {
            var keys = Set(samples.map(\.key))
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            return keys
        }
    }

    public struct Output: WireRecord, Hashable {
        public var systems: [SystemName] = []
        public init() {}
        public static let wireName = "PresenceReply"
        public static let meaning = "Systems that hold data on the person."
        public static let fields: [Field<Output>] = [
            .list("systems", \.systems, "The systems.", count: 0...10, group: "originSystem")
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        // Others search the repository too, by ways of their own, and never learn where data come from.
        let keys = input.keys
        let mandate = try await desk.mandate(for: about, byOwnGrants: true) { facts in
            Demand(keys: keys, conditions: try facts.established(in: .CIR))
        }
        guard !keys.isEmpty else { throw Refusal(.nothingToSearch, "give samples, identity data or a document") }
        var answer = RepositorySearch.Answer()
        if !input.samples.isEmpty {
            answer = await search.byBiometrics(input.samples.map(\.template), in: SearchPresence.systems)
            // "No system" would be a lie where nothing was compared.
            guard answer.isComparable || input.identity != nil || input.document != nil else {
                throw Refusal(.samplesUnusable, "no sample can be compared", pointer: "/samples")
            }
        }
        if input.identity != nil || input.document != nil {
            let named = search.byIdentity(input.identity, input.document.map { [$0] } ?? [], in: SearchPresence.systems)
            answer.found += named.found
            answer.unavailable += named.unavailable
        }
        guard answer.unavailable.isEmpty else {
            throw Refusal(.systemUnavailable, "the repository cannot be asked as a whole; try again")
        }
        var output = Output()
        let found = answer.found
        let task = desk.policy.mandate(
            forTask: "identity-repository", systems: RepositoryFile.systems.union([.MID, .CIR]), actions: [.read],
            article: about.article,
            requestID: desk.case.requestID, actingFor: desk.caller, case: desk.case)
        let (caller, reference) = (desk.caller, desk.case.reference ?? "")
        let (named, requests) = try await desk.read(under: task) { reader in
            // What an index or a gallery remembers must still be there; white and red links make one person of several records.
            var systems: Set<SystemName> = []
            for record in try RepositorySearch.persons(found, from: reader) {
                for member in try RepositoryFile(of: record, from: reader)?.members ?? [] {
                    systems.insert(member.side.system)
                }
            }
            return (
                systems.intersection(SearchPresence.systems),
                try reader.values(
                    PresenceRequest.self, key: PresenceRequest.caseKey,
                    value: PresenceRequest.caseValue(caller.authority, reference))
            )
        }
        output.systems = named.sorted { $0.rawValue < $1.rawValue }
        let context = desk.context(under: mandate)
        var facts: [EstablishedFact] = []
        var changes: [Change] = []
        let latest = requests.max { $0.value.stated < $1.value.stated }
        if let latest {
            // An access is one whatever it found (24(4)).
            changes.append(
                .create(
                    desk.ids.next(), CIRTasks.verification(about: latest.id, desk.caller, at: desk.now).draft(owner: latest.owner)))
        }
        if !named.isEmpty {
            // What a later right rests on: the reply of the repository that names the system (VIS 22o(1), Eurodac 33(2), ETIAS 52(1a)).
            facts = output.systems.compactMap { EstablishedFact.cir(.cirHit, system: $0, hours: 24 * 7, in: context) }
            if named.contains(.Eurodac), let fact = EstablishedFact.cir(.cirHit, hours: 24 * 7, in: context) {
                facts.append(fact)
            }
            if var request = latest {
                let isDue = request.value.isDue(for: named)
                request.value.systems = Set(request.value.systems).union(named).sorted { $0.rawValue < $1.rawValue }
                if isDue {
                    request.value.state = .named
                    changes.append(
                        .create(
                            desk.ids.next(),
                            CIRTasks.start(about: request.id, desk.caller, at: desk.now).draft(owner: request.owner)))
                }
                changes.append(request.update)
            }
        }
        return Outcome(
            output, under: mandate, changes: changes, facts: facts,
            log: LogDetails(
                keys: keys,
                query: input.identity.map {
                    [
                        $0.surnames.joined(separator: " "), $0.givenNames.joined(separator: " "),
                        $0.dateOfBirth?.description ?? "", input.document?.number ?? "",
                    ]
                    .joined(separator: "|")
                } ?? input.document?.number, results: Dictionary(uniqueKeysWithValues: output.systems.map { ($0, 1) })),
            visible: mandate.visible)
    }
}
