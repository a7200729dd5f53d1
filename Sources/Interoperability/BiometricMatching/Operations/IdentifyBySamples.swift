import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS
import Wire

/// One-to-many identification in the gallery of one system (2019/817 Articles 12, 14), under that system's own right to search by biometrics
/// and its conditions.
public struct IdentifyBySamples: Operation {
    let matching: BiometricMatching
    let gates: [SystemName: SystemGate]
    let regime: EurodacRegime
    public init(_ matching: BiometricMatching, gates: [SystemName: SystemGate], regime: EurodacRegime = .regulation1358) {
        (self.matching, self.gates, self.regime) = (matching, gates, regime)
    }

    public let about = OperationDescription.sbms(
        "identify", "Identify by samples",
        "Records of one system whose samples are the person's, best first, at a stated share of false positive identifications. Asks for the right to search that system by these kinds of samples.",
        article: "2019/817 12, 14", .search, .POST, "/identification", grants: [MatchingGrants.identify],
        refusals: [.sampleUnusable, .systemNotMatched, .galleryUnavailable])

    public struct Input: WireRecord, Hashable {
        public var system = SystemName.EES
        public var samples: [ProbeSample] = []
        public var limit = 10
        public init() {}
        public static let wireName = "IdentifyBySamples"
        public static let meaning = "Samples, and the system to search."
        public static let fields: [Field<Input>] = [
            .required("system", \.system, "The system."), .list("samples", \.samples, "The samples.", count: 1...20),
            .defaulted("limit", \.limit, to: 10, "Most records to show.", limits: .integer(1...50)),
        ]
    }

    public struct Hit: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var fingerprints = false
        public var face = false
        public var score: Double?
        public var falseMatchRate: Double?
        public var cosine: Double?
        public init() {}
        init(_ found: SystemGallery.Found, record: RecordID) {
            self.record = record
            (fingerprints, face) = (found.byFingerprints, found.byFace)
            score = found.score.map { ($0 * 100).rounded() / 100 }
            falseMatchRate = found.score.map(FalseMatchRates.of)
            cosine = found.cosine.map { Double(($0 * 1000).rounded() / 1000) }
        }
        public static let wireName = "BiometricHit"
        public static let meaning = "A record that may be the person's."
        public static let fields: [Field<Hit>] = [
            .required("record", \.record, "The person's record."),
            .defaulted("fingerprints", \.fingerprints, to: false, "Found by fingerprints."),
            .defaulted("face", \.face, to: false, "Found by the face."),
            .optional("score", \.score, "Fused score of the fingers."),
            .optional(
                "falseMatchRate", \.falseMatchRate,
                "Share of comparisons of two persons that come to this score or a higher one."),
            .optional("cosine", \.cosine, "Likeness of the faces, -1 to 1."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var hits: [Hit] = []
        public var falsePositiveRate = BiometricMatching.identificationFalsePositiveRate
        public init() {}
        public static let wireName = "BiometricIdentification"
        public static let meaning = "Records that may be the person's, best first."
        public static let fields: [Field<Output>] = [
            .list("hits", \.hits, "The records.", count: 0...50),
            .required(
                "falsePositiveRate", \.falsePositiveRate,
                "Share of searches for somebody who is not there that may name anybody (Implementing Decision (EU) 2019/329)."
            ),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = Set(input.samples.map(\.key))
        let first = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .sBMS, action: .search, keys: keys,
                conditions: desk.caller.standing))
        let system = input.system
        let visible = try await search(of: system, keys, at: desk).visible
        guard PersonRecords.systems.contains(system),
            let kind = PersonRecords.sampleKinds.first(where: { $0.system == system })
        else {
            throw Refusal(.systemNotMatched, "\(system.rawValue) has no gallery", pointer: "/system")
        }
        guard gates[system].map({ $0.isOpen && $0.condition == .inService }) ?? false else {
            throw Refusal(.galleryUnavailable, "\(system.rawValue) is out of service")
        }
        let probe = await matching.comparable(input.samples.map(\.template))
        guard !PreparedSamples(probe).isEmpty else {
            throw Refusal(.sampleUnusable, "no sample can be compared", pointer: "/samples")
        }
        // What the asker may not see takes nobody's place.
        let found = await matching.identify(probe, in: system, limit: IdentifyBySamples.hitsMax) ?? []
        let task = desk.policy.mandate(
            forTask: "shared-matching", systems: [system], actions: [.read], article: about.article,
            requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        var output = Output()
        let regime = regime
        let hits = try await desk.read(under: task) { reader in
            try found.compactMap { hit -> Hit? in
                guard let record = try PersonRecords.person(ofSamples: hit.record, kind, from: reader),
                    try IdentifyBySamples.isShown(record, of: system, visible, at: desk, regime, from: reader)
                else { return nil }
                return Hit(hit, record: record)
            }
        }
        output.hits = Array(hits.prefix(input.limit))
        // Of biometrics the log has the kind, the system and how many, never a sample (Article 16(1)).
        return Outcome(
            output, under: first,
            log: LogDetails(records: output.hits.map(\.record), keys: keys, results: [system: output.hits.count]))
    }

    /// Records that are looked at for samples, however many of them are to be shown.
    static let hitsMax = 50

    /// Whether the system's own search would show the record: that there is an alert of a category that the asker does not see, or one that is
    /// unavailable for now, must not follow from a hit (2018/1862 Articles 26(4), 44; 2019/816 Articles 7a, 7b). Nor that there is a file that
    /// the VIS does not open (767/2008 Articles 6(2d)–(2f), 21(2), 22o(6)), or a data set that is blocked (603/2013 Article 18(2)).
    private static func isShown(
        _ record: RecordID, of system: SystemName, _ visible: Set<DataGroup>, at desk: Desk, _ regime: EurodacRegime, from reader: Reader
    ) throws -> Bool {
        let (caller, today) = (desk.caller, desk.today)
        return switch system {
        case .SIS: try reader.value(Alert.self, record)?.value.isVisible(to: caller, visible, at: desk.now, today: today) ?? false
        case .VIS:
            try reader.value(VIS.ApplicationFile.self, record)?.value.isOpen(
                to: caller.kind, for: desk.case.purpose, visible: visible, usesSamples: true, on: today) ?? false
        // Nobody searches Eurodac but for law enforcement; the rest transmit and are told.
        case .Eurodac: try reader.value(EurodacDataset.self, record)?.value.answersLawEnforcement(in: regime, on: today) ?? false
        case .ecrisTCN: try ECRISTCNPortalView.read(record, from: reader, asOf: today, visible: visible) != nil
        default: true
        }
    }

    /// The system's own right, under what Sextant's records establish for the caller there.
    private func search(of system: SystemName, _ keys: Set<SearchKey>, at desk: Desk) async throws(Refusal) -> Mandate {
        let establishing = desk.policy.mandate(
            forTask: "establish-conditions", systems: [system, .CIR], actions: [.read], article: about.article,
            requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let (caller, now) = (desk.caller, desk.now)
        let conditions = try await desk.read(under: establishing) { reader in
            let facts = FactReader(of: reader, caller: caller, now: now)
            return switch system {
            case .EES: try facts.conditions(of: EESProcedures.self)
            case .VIS: try facts.conditions(of: VISTasks.self)
            case .ETIAS: try facts.conditions(of: ETIASTasks.self)
            case .Eurodac:
                try facts.conditions(of: EurodacProcedures.self).union(
                    facts.established(in: .CIR).intersection([.cirHit]))
            default: try facts.established(in: system)
            }
        }
        return try desk.mandate(
            AccessQuestion(
                authority: caller.kind, purpose: desk.case.purpose, system: system, action: .search, keys: keys,
                conditions: conditions.union(caller.standing)))
    }
}
