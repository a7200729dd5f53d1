import Access
import Identity
import Operations
import Registry
import Wire

/// Which Member States hold criminal records information on a person (Articles 7, 7a–7c, 14). The answer says where, with the
/// reference to ask for and the identity to check; what the convictions are is asked of those Member States through ECRIS.
///
/// The VIS designated authorities, the ETIAS Central Unit and screening authorities are answered from flagged records alone, and are
/// not shown the flags (Article 5(7)): that there is a hit tells them what they may know.
public struct SearchRecords: Operation {
    let ports: ECRISTCNPorts
    public init(_ ports: ECRISTCNPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ecrisTCN(
        "search", "Identify the Member States",
        "Finds the Member States that hold criminal records information on a person, by identity, document or fingerprints.",
        article: "7, 7a–7c, 14", .search, .POST, "/search",
        grants: [
            ECRISTCNGrants.search, ECRISTCNGrants.agencySearch, ECRISTCNGrants.etiasSearch, ECRISTCNGrants.visSearch,
            ECRISTCNGrants.etiasRead, ECRISTCNGrants.visRead, ECRISTCNGrants.screeningSearch, ECRISTCNGrants.screeningRead,
        ], refusals: [.nothingToSearchBy], consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var identity: PersonIdentity?
        public var document: IdentificationDocument?
        public var fingerprints: [FingerprintImpression] = []
        public var limit = 20
        public init() {}
        public static let wireName = "SearchDataRecords"
        public static let meaning =
            "All or some of the data of Article 5(1); a record is found by any of them. Also of a citizen of the Union, who may be recorded as a third-country national (Article 7(4))."
        public static let fields: [Field<Input>] = [
            .optional("identity", \.identity, "Names, date and place of birth, nationalities, gender."),
            .optional("document", \.document, "Identification document."),
            .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...20),
            .defaulted("limit", \.limit, to: 20, "Most hits to show.", limits: .integer(1...100)),
        ]
        var keys: Set<SearchKey> {
            var keys: Set<SearchKey> = []
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            if !fingerprints.isEmpty { keys.insert(.fingerprints) }
            return keys
        }
        /// What the log keeps: the query as typed, without the samples.
        var logged: String {
            var typed = self
            typed.fingerprints = []
            return String(decoding: typed.wire.bytes, as: UTF8.self)
        }
    }

    public enum State: String, CaseIterable, Sendable, WireChoice {
        case hit, noHit
        /// Some keys could not be searched with; nothing was found by the others.
        case partial
        case notAvailable
    }

    /// A Member State that holds information, and what is needed to ask it.
    public struct Hit: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var memberState = ""
        public var reference = ""
        public var person: ConvictedPerson?
        public var fingerprintsHeld = false
        public var facialImageHeld = false
        public var foundBy: [SearchKey] = []
        public var restricted = false
        public init() {}
        public static let wireName = "DataRecordHit"
        public static let meaning = "A Member State that holds criminal records information."
        public static let fields: [Field<Hit>] = [
            .required("record", \.record, "The data record."),
            .required("memberState", \.memberState, "Member State to ask."),
            .required("reference", \.reference, "Reference to ask it for."),
            .optional("person", \.person, "Identity information, for verifying the identity alone (Article 7(7))."),
            .defaulted("fingerprintsHeld", \.fingerprintsHeld, to: false, "Fingerprints are held."),
            .defaulted(
                "facialImageHeld", \.facialImageHeld, to: false,
                "A facial image is held, by which the identity can be confirmed."),
            .list("foundBy", \.foundBy, "Keys that found it.", count: 0...3),
            .defaulted(
                "restricted", \.restricted, to: false,
                "Processing is restricted at the request of the person concerned."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var state = State.noHit
        public var memberStates: [String] = []
        public var hits: [Hit] = []
        public var more = false
        public var notAvailable: [SearchKey] = []
        public init() {}
        public static let wireName = "MemberStatesFound"
        public static let meaning = "Where criminal records information is held."
        public static let fields: [Field<Output>] = [
            .required("state", \.state, "Hit, no hit, or no full answer."),
            .list("memberStates", \.memberStates, "Codes of the Member States.", count: 0...40),
            .list("hits", \.hits, "One for each data record.", count: 0...100),
            .defaulted("more", \.more, to: false, "More records fit than are shown."),
            .list("notAvailable", \.notAvailable, "Keys that could not be searched with.", count: 0...3),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.nothingToSearchBy, "a search starts from something") }
        let mandate = try await desk.mandate(for: about) { _ in Demand(keys: keys) }
        // Whoever has no right to records as such is answered from those that are flagged.
        let flaggedAlone = !mandate.visible.contains(.dataRecord)
        let context = desk.context(under: mandate)
        let (found, missing) = await askPorts(input, today: context.today)
        let hits = try await desk.read(under: mandate) { reader in
            try SearchRecords.hits(input, found, flaggedAlone: flaggedAlone, on: context.today, reader)
        }
        var output = Output()
        output.hits = Array(hits.prefix(input.limit))
        output.more = hits.count > input.limit
        output.memberStates = Set(hits.map(\.memberState)).sorted()
        output.notAvailable = missing.sorted()
        output.state = !hits.isEmpty ? .hit : missing.isEmpty ? .noHit : missing == keys ? .notAvailable : .partial
        var changes: [Change] = []
        if let reference = desk.case.reference, !output.hits.isEmpty {
            let identification = Identification(output.hits.map(\.record), in: context, reference: reference)
            changes.append(.create(desk.ids.next(), identification.draft(owner: context.owner)))
        }
        return Outcome(
            output, under: mandate, changes: changes,
            log: LogDetails(
                records: output.hits.map(\.record), keys: keys, query: input.logged,
                results: [.ecrisTCN: output.state == .notAvailable ? nil : hits.count]))
    }

    /// Candidates by key; a key without an answer is named.
    private func askPorts(_ input: Input, today: Day) async -> (
        found: [(SearchKey, [RecordID])], missing: Set<SearchKey>
    ) {
        var (found, missing): ([(SearchKey, [RecordID])], Set<SearchKey>) = ([], [])
        if !input.fingerprints.isEmpty {
            if let records = await ports.identification(input.fingerprints.map(\.template), 200) {
                found.append((.fingerprints, records))
            } else {
                missing.insert(.fingerprints)
            }
        }
        if let identity = input.identity {
            if let records = await ports.identitySearch(SearchRecords.probe(identity, on: today), 200) {
                found.append((.identity, records))
            } else {
                missing.insert(.identity)
            }
        }
        return (found, missing)
    }

    /// A citizenship of the Union that somebody has now says nothing against having been convicted as a third-country national
    /// (Article 7(4)): it is not compared.
    static func probe(_ identity: PersonIdentity, on day: Day) -> PersonIdentity {
        var probe = identity
        probe.nationalities.removeAll { $0.isEUMemberState(on: day) }
        return probe
    }

    private static func hits(
        _ input: Input, _ fromPorts: [(SearchKey, [RecordID])], flaggedAlone: Bool, on day: Day, _ reader: Reader
    ) throws -> [Hit] {
        var found = fromPorts
        if let document = input.document {
            found.append(
                (.document, try reader.find(DataRecord.kind, key: ECRISTCNKey.document, value: document.key).map(\.id)))
        }
        var order: [RecordID] = []
        var foundBy: [RecordID: Set<SearchKey>] = [:]
        for (key, records) in found {
            for id in records {
                let record = try SearchRecords.record(of: id, reader)
                if foundBy[record] == nil { order.append(record) }
                foundBy[record, default: []].insert(key)
            }
        }
        var hits: [Hit] = []
        for id in order {
            guard let record = try reader.value(DataRecord.self, id), !record.value.hasEnded(on: day) else { continue }
            if flaggedAlone, !record.value.isFlagged(on: day) { continue }
            var hit = Hit()
            hit.record = id
            hit.memberState = record.value.memberState
            hit.reference = record.value.reference
            hit.foundBy = (foundBy[id] ?? []).sorted()
            hit.person = record.value.person
            if !flaggedAlone {
                hit.fingerprintsHeld = !record.value.fingerprints.positions.isEmpty
                hit.facialImageHeld = record.value.facialImage
            }
            hit.restricted = try reader.isRestricted(id, ECRISTCNTasks.self)
            hits.append(hit)
        }
        // Who is found by more keys comes first; else the order of the engines.
        return hits.enumerated().sorted {
            ($1.element.foundBy.count, $0.offset) < ($0.element.foundBy.count, $1.offset)
        }.map(\.element)
    }

    /// Engines know the record that holds the samples; what is shown is the data record.
    private static func record(of id: RecordID, _ reader: Reader) throws -> RecordID {
        guard let stored = try reader.record(id), stored.kind == RecordSamples.kind else { return id }
        return try RecordSamples(stored: stored).record
    }
}

extension DataRecord {
    /// What should be gone is gone, whether or not the sweeper has come by.
    func hasEnded(on day: Day) -> Bool {
        nationalRecordKeptUntil.map { ECRISTCNRetention.term(for: .record(nationalErasure: $0)).eraseOn <= day }
            ?? false
    }

    /// Whether it is one of those that the automated verifications of VIS and ETIAS find: not ended, and a flag is in force.
    func isFlagged(on day: Day) -> Bool { !hasEnded(on: day) && flags.contains { $0.isInForce(on: day) } }
}

extension RefusalKind {
    public static let nothingToSearchBy = RefusalKind(
        "ecris-tcn/nothing-to-search-by", 422, "The search starts from nothing", article: "816 7(5)")
}
