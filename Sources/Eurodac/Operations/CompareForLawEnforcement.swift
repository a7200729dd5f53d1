import Access
import Identity
import Operations
import Registry
import Wire

/// A designated authority or Europol has data compared with Eurodac in a verified case (603 Articles 19–21; 1358 Articles 32–34): by
/// fingerprints, under the recast also by face or alphanumeric data. Data of beneficiaries of protection that 603 has blocked look as
/// though they were not there (18(2)).
///
/// The conditions come from the verified request of that authority in that case, never from the message.
public struct CompareForLawEnforcement: Operation {
    let ports: EurodacPorts
    let regime: EurodacRegime
    public let about: OperationDescription

    public init(_ ports: EurodacPorts = .none, regime: EurodacRegime = .regulation1358) {
        self.ports = ports
        self.regime = regime
        let grants = EurodacGrants(regime)
        about = .eurodac(
            regime, "compareForLawEnforcement", "Compare for law enforcement",
            "Compares fingerprints, latent prints, a face or alphanumeric data of a specific case with all categories, after the request was verified.",
            article: ("19–21", "32–34"), .search, .POST, "/law-enforcement/comparisons",
            grants: [grants.designatedSearch, grants.europolSearch],
            refusals: [.noKey, .referenceWrong, .comparisonNotAvailable, .notComparable], consequences: [.create])
    }

    public struct Input: WireRecord, Hashable {
        public var reference = ReferenceNumber()
        public var fingerprints: [Fingerprint] = []
        public var latentFingerprints: [Fingerprint] = []
        public var facialImage: FacialImage?
        public var identity: PersonIdentity?
        public var document: TravelDocument?
        public var includeOwn = false
        public init() {}
        public static let wireName = "CompareForLawEnforcement"
        public static let meaning = "What is compared; all that is given is used together."
        public static let fields: [Field<Input>] = [
            .required("reference", \.reference, "Reference number of the request, with the digit 4, or 5 for Europol."),
            .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...20),
            .list("latentFingerprints", \.latentFingerprints, "Latent fingerprints.", count: 0...20),
            .optional("facialImage", \.facialImage, "Facial image; the recast only."),
            .optional("identity", \.identity, "Identity data; the recast only."),
            .optional("document", \.document, "Identity or travel document; the recast only."),
            .defaulted("includeOwn", \.includeOwn, to: false, "Compare with the Member State's own sets too."),
        ]

        var keys: Set<SearchKey> {
            var keys: Set<SearchKey> = []
            if !fingerprints.isEmpty { keys.insert(.fingerprints) }
            if !latentFingerprints.isEmpty { keys.insert(.latentFingerprints) }
            if facialImage != nil { keys.insert(.face) }
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            return keys
        }

        var probe: EurodacBiometricSearch.Probe {
            EurodacBiometricSearch.Probe(
                fingerprints: fingerprints.map(\.template), latentFingerprints: latentFingerprints.map(\.template),
                face: facialImage?.template, sex: identity?.sex)
        }

        /// What the log keeps (51(g)): the data as typed, without the samples.
        var logged: String {
            var typed = self
            (typed.fingerprints, typed.latentFingerprints, typed.facialImage) = ([], [], nil)
            return String(decoding: typed.wire.bytes, as: UTF8.self)
        }
    }

    public typealias Output = ComparisonReply

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<ComparisonReply> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.noKey, "a comparison starts from something") }
        let regime = regime
        let mandate = try await desk.mandate(for: about) { facts in
            Demand(keys: keys, conditions: try facts.eurodacConditions(regime))
        }
        let context = desk.context(under: mandate)
        let category = context.caller.kind == .europol ? EurodacCategory.europol : .lawEnforcement
        guard input.reference.digit == category.digit(in: regime),
            input.reference.belongs(to: context.caller.memberState)
        else {
            throw Refusal(
                .referenceWrong, "it begins with the letters of the Member State, or EP, and the digit of the request",
                pointer: "/reference",
                article: regime.article("24(4)", "37(4)"))
        }
        var comparison = EurodacComparison()
        comparison.regime = regime
        comparison.category = category
        comparison.reference = input.reference
        comparison.authority = context.caller.authority
        comparison.authorityKind = context.caller.kind
        comparison.memberState = context.caller.memberState
        comparison.arrived = context.now
        comparison.includeOwn = input.includeOwn
        let work = ComparisonWork(ports: ports, regime: regime)
        let probe = input.probe
        var named: [RecordID]?
        if let identity = input.identity {
            guard let found = await ports.identitySearch?.datasets(identity, 200) else {
                throw Refusal(.comparisonNotAvailable, "no index answers; send it again", pointer: "/identity")
            }
            named = found
        }
        let engine = probe.isEmpty ? nil : await work.ask(probe)
        let (asked, byName) = (comparison, named)
        let started = try await desk.read(under: mandate) { reader in
            let byDocument = try input.document.map {
                try reader.find(EurodacDataset.kind, key: EurodacKey.document, value: $0.key).map(\.id)
            }
            let lists = [byName, byDocument].compactMap { $0 }
            let within = lists.isEmpty ? nil : lists.dropFirst().reduce(Set(lists[0])) { $0.intersection($1) }
            let alphanumeric = (lists.first ?? []).map {
                EurodacBiometricSearch.Candidate(record: $0, fingerprints: false, face: false)
            }
            return try ComparisonStart(
                work: work, comparison: asked, question: asked.question(admission: nil), searched: nil,
                reply: engine ?? .candidates(alphanumeric), reader: reader, context: context,
                alphanumeric: engine == nil, within: within)
        }
        var none: EurodacDataset?
        let result = try started.result(dataset: &none)
        var counts = result.counted
        counts[StatisticsPoint(category == .europol ? "u" : "t", "requests"), default: 0] += 1
        return Outcome(
            result.reply, under: mandate, changes: result.changes + context.counting(counts), notices: result.notices,
            log: LogDetails(
                records: result.reply.hits.map(\.dataset), keys: keys, query: input.logged,
                results: [.Eurodac: result.reply.hits.count]))
    }
}

extension RefusalKind {
    public static let noKey = RefusalKind(
        "eurodac/no-key", 422, "The comparison starts from nothing", article: "Eurodac 32")
}
