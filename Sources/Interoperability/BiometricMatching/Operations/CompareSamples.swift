import Access
import ECRISTCN
import EES
import Operations
import Registry
import SIS
import VIS
import Wire

/// One-to-one comparison of live samples with those of a record (2019/817 Articles 12, 14), under the right to verify in the record's system.
public struct CompareSamples: Operation {
    let matching: BiometricMatching
    public init(_ matching: BiometricMatching) { self.matching = matching }

    public let about = OperationDescription.sbms(
        "verify", "Verify by samples",
        "Whether live samples and those of a record are one person's, at a stated false match rate. Asks for the right to verify in the record's system.",
        article: "2019/817 12, 14", .read, .POST, "/verification", data: .biometricComparison,
        grants: [MatchingGrants.compare],
        refusals: [.notFound, .sampleUnusable, .systemNotMatched])

    public struct Input: WireRecord, Hashable {
        public var system = SystemName.EES
        public var record = RecordID(high: 0, low: 0)
        public var samples: [ProbeSample] = []
        public init() {}
        public static let wireName = "CompareSamples"
        public static let meaning = "Live samples, and the record to compare with."
        public static let fields: [Field<Input>] = [
            .required("system", \.system, "System of the record."),
            .required("record", \.record, "The person's record."),
            .list("samples", \.samples, "The samples.", count: 1...20),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public enum Verdict: String, CaseIterable, Sendable, WireChoice { case match, nonMatch, notComparable }
        public var verdict = Verdict.notComparable
        public var score: Double?
        public var falseMatchRate: Double?
        public var cosine: Double?
        public var threshold = BiometricMatching.verificationFalseMatchRate
        public init() {}
        public static let wireName = "BiometricVerificationReply"
        public static let meaning = "Whether the samples are one person's."
        public static let fields: [Field<Output>] = [
            .required("verdict", \.verdict, "Match, no match, or nothing that could be compared."),
            .optional("score", \.score, "Fused score of the fingers."),
            .optional(
                "falseMatchRate", \.falseMatchRate,
                "Share of comparisons of two persons that come to this score or a higher one."),
            .optional("cosine", \.cosine, "Likeness of the faces, -1 to 1."),
            .required(
                "threshold", \.threshold,
                "Share of verifications of another person that may succeed (Implementing Decision (EU) 2019/329)."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let first = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .sBMS, action: .read,
                data: .biometricComparison,
                conditions: desk.caller.standing))
        let task = desk.policy.mandate(
            forTask: "shared-matching", systems: PersonRecords.systems, actions: [.read], article: about.article,
            requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let (now, today) = (desk.now, desk.today)
        let (person, group, hidden) = try await desk.read(under: task) { reader -> (PersonRecord?, DataGroup?, Bool) in
            guard let stored = try reader.record(input.record), stored.kind.system == input.system,
                let person = try PersonRecords.read(stored, from: reader)
            else { return (nil, nil, false) }
            switch input.system {
            case .EES: return (person, "biometricVerification", false)
            case .VIS:
                let file = try VIS.ApplicationFile(stored: stored)
                let isOpen = file.isOpen(to: desk.caller.kind, for: desk.case.purpose, visible: [], usesSamples: true, on: today)
                return (person, "holderVerification", !isOpen)
            case .ecrisTCN: return (person, "dataRecord", false)
            case .SIS:
                let alert = try SIS.Alert(stored: stored)
                return (person, alert.dataGroup, !alert.isVisible(to: desk.caller, [alert.dataGroup], at: now, today: today))
            default: return (person, nil, false)
            }
        }
        // A record that may not be verified against looks like one that is not there.
        guard let person, let group, !hidden,
            (try? desk.mandate(
                AccessQuestion(
                    authority: desk.caller.kind, purpose: desk.case.purpose, system: input.system, action: .read,
                    data: group,
                    conditions: desk.caller.standing))) != nil
        else { throw Refusal(.notFound, "there is no such record") }
        let samples = input.samples
        let live = await matching.comparable(samples.map(\.template))
        let (evidence, isReadable) = await matching.off {
            let probe = PreparedSamples(live)
            return (BiometricEvidence(probe, PreparedSamples(person.templates)), !probe.isEmpty)
        }
        guard isReadable else { throw Refusal(.sampleUnusable, "no sample can be compared", pointer: "/samples") }
        var output = Output()
        if evidence.isComparable {
            output.verdict =
                evidence.isMatch(
                    falseMatchRate: BiometricMatching.verificationFalseMatchRate, faces: .verification)
                ? .match : .nonMatch
        }
        output.score = evidence.score.map { ($0 * 100).rounded() / 100 }
        output.falseMatchRate = evidence.falseMatchRate
        output.cosine = evidence.cosine.map { Double(($0 * 1000).rounded() / 1000) }
        return Outcome(
            output, under: first,
            log: LogDetails(
                records: [person.side.record], keys: Set(samples.map(\.key)),
                results: [input.system: output.verdict == .match ? 1 : 0]))
    }
}
