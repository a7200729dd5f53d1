import Access
import Biometrics
import Eurodac
import Identity
import Operations
import Registry
import Wire

/// Puts a reference into the facade's gallery: quality is looked at before insertion, and it can be found with the same commit.
public struct FacadeInsert: Operation {
    let matching: BiometricMatching
    public init(_ matching: BiometricMatching) { self.matching = matching }
    public typealias Input = FacadeEnvelope
    public typealias Output = FacadeReply
    public let about = OperationDescription.sbms(
        "facadeInsert", "Facade: insert", "Puts a reference in. Duplicates are not looked for.",
        article: "MOSIP ABIS insert", .create, .POST,
        "/facade/insert", data: .abisReferences, grants: [MatchingGrants.facade])

    public func perform(_ input: FacadeEnvelope, at desk: Desk) async throws(Refusal) -> Outcome<FacadeReply> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .abisReferences) }
        let reply = FacadeReply(to: input, at: desk.now)
        func no(_ reason: FacadeFailure) -> Outcome<FacadeReply> { Outcome(reply.failing(reason), under: mandate) }
        if let failure = input.failure(as: "mosip.abis.insert", needsReference: true) { return no(failure) }
        guard let id = input.reference else { return no(.missingReferenceID) }
        // What could never be found is not put in (2019/817 Article 13(3) asks the same of the Union's own templates).
        let templates = await matching.comparable(input.samples.map(\.template))
        let unusable = await matching.off { [matching] in FacadeFailure(of: templates, matching) }
        let exists = try await desk.read(under: mandate) { reader in
            try !reader.find(FacadeReference.kind, key: FacadeReference.idKey, value: id).isEmpty
        }
        guard !exists else { return no(.referenceExists) }
        guard !input.samples.isEmpty else { return no(input.isAddressGiven ? .samplesNotFetched : .noData) }
        if let unusable { return no(unusable) }
        var reference = FacadeReference()
        (reference.referenceID, reference.samples) = (id, input.samples)
        let context = desk.context(under: mandate)
        let change = Change.create(context.ids.next(), reference.draft(owner: context.owner))
        return Outcome(reply, under: mandate, changes: [change], version: 1, log: LogDetails(records: [change.id]))
    }
}

extension FacadeFailure {
    /// Why nothing can be compared with any of these samples; `nil` where something can. Takes the processor time that reading takes.
    init?(of samples: [StoredTemplate], _ matching: BiometricMatching) {
        var failure = FacadeFailure.invalidFormat
        for sample in samples {
            switch BiometricSample.reading(sample) {
            case .samples: return nil
            case .poor: failure = .poorQuality
            case .unreadable: if matching.isWithoutFace(sample) { failure = .poorQuality }
            }
        }
        self = failure
    }
}

/// Takes a reference out, wholly.
public struct FacadeDelete: Command {
    public init() {}
    public typealias Input = FacadeEnvelope
    public typealias Output = FacadeReply
    public let about = OperationDescription.sbms(
        "facadeDelete", "Facade: delete", "Takes a reference out.", article: "MOSIP ABIS delete", .delete, .POST,
        "/facade/delete",
        data: .abisReferences, grants: [MatchingGrants.facade])

    public func load(_ input: FacadeEnvelope, from reader: Reader, in context: DecisionContext) throws -> [StoredRecord] {
        try reader.find(FacadeReference.kind, key: FacadeReference.idKey, value: input.reference ?? "")
    }

    public func decide(_ input: FacadeEnvelope, _ current: [StoredRecord], in context: DecisionContext) throws(Refusal)
        -> Decision<FacadeReply>
    {
        let reply = FacadeReply(to: input, at: context.now)
        if let failure = input.failure(as: "mosip.abis.delete", needsReference: true) { return Decision(reply.failing(failure), changes: []) }
        guard let record = current.first else { return Decision(reply.failing(.referenceNotFound), changes: []) }
        return Decision(reply, changes: [.erase(record.id, expected: record.version, article: "MOSIP ABIS delete")])
    }
}

/// Looks for the person of a reference, or of samples, among the others.
public struct FacadeIdentify: Operation {
    let matching: BiometricMatching
    public init(_ matching: BiometricMatching) { self.matching = matching }
    public typealias Input = FacadeEnvelope
    public typealias Output = FacadeReply
    public let about = OperationDescription.sbms(
        "facadeIdentify", "Facade: identify",
        "References that may be the same person's, the reference itself left out.",
        article: "MOSIP ABIS identify", .read, .POST, "/facade/identify", data: .abisReferences,
        grants: [MatchingGrants.facade])

    public func perform(_ input: FacadeEnvelope, at desk: Desk) async throws(Refusal) -> Outcome<FacadeReply> {
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .sBMS, action: .read,
                data: .abisReferences,
                conditions: desk.caller.standing))
        let reply = FacadeReply(to: input, at: desk.now)
        func no(_ reason: FacadeFailure) -> Outcome<FacadeReply> { Outcome(reply.failing(reason), under: mandate) }
        if let failure = input.failure(as: "mosip.abis.identify") { return no(failure) }
        let reference = input.reference
        let own = try await desk.read(under: mandate) { reader -> (id: RecordID, templates: [StoredTemplate])? in
            guard let reference, let stored = try reader.find(FacadeReference.kind, key: FacadeReference.idKey, value: reference).first
            else { return nil }
            return (stored.id, try reader.projection(of: stored)?.templates ?? [])
        }
        // The reference is preferred where it is given.
        let probe: [StoredTemplate]
        if reference != nil {
            guard let own else { return no(.referenceNotFound) }
            probe = own.templates
        } else {
            guard !input.samples.isEmpty else { return no(input.isAddressGiven ? .samplesNotFetched : .missingReferenceID) }
            probe = await matching.comparable(input.samples.map(\.template))
        }
        // "No candidate" would be a lie where nothing could be compared.
        if let unusable = await matching.off({ [matching] in FacadeFailure(of: probe, matching) }) { return no(unusable) }
        let flags = input.flags ?? FacadeEnvelope.Flags()
        guard let gallery = matching.galleries[.sBMS] else { return no(.invalidStructure) }
        let rate = FacadeIdentify.rate(flags.targetFPIR)
        let wanted = input.gallery.map { Set($0.referenceIDs.map(\.referenceID)) } ?? []
        // Where some are asked for, they may stand behind others that are likelier.
        let most = wanted.isEmpty ? flags.maxResults + 1 : FacadeIdentify.lookedAtMax
        let found = await matching.off { gallery.search(probe, falsePositiveRate: rate, limit: most) }
        let list = try await desk.read(under: mandate) { reader -> FacadeReply.CandidateList in
            var list = FacadeReply.CandidateList()
            for hit in found where hit.record != own?.id {
                guard let reference = try reader.value(FacadeReference.self, hit.record),
                    wanted.isEmpty || wanted.contains(reference.value.referenceID)
                else { continue }
                var candidate = FacadeReply.Candidate()
                candidate.referenceID = reference.value.referenceID
                candidate.analytics.internalScore = ((hit.score ?? Double(hit.cosine ?? 0)) * 100).rounded() / 100
                candidate.analytics.confidence = FacadeIdentify.confidence(hit)
                list.candidates.append(candidate)
            }
            list.candidates = Array(list.candidates.prefix(flags.maxResults))
            list.count = list.candidates.count
            return list
        }
        var answer = reply
        answer.candidateList = list
        return Outcome(
            answer, under: mandate, log: LogDetails(keys: Set(input.samples.map(\.key)), results: [.sBMS: list.count]))
    }

    /// Candidates above the threshold, of which those asked for are chosen.
    private static let lookedAtMax = 10_000

    /// `targetFPIR` as MOSIP writes it: 30 means one in a thousand.
    private static func rate(_ target: Int) -> Double { (0..<target).reduce(1.0) { rate, _ in rate * 0.794_328_234_7 } }

    /// One minus the false match rate of the score, of faces the cosine, in hundredths.
    private static func confidence(_ hit: SystemGallery.Found) -> Double {
        let share = hit.score.map { 1 - FalseMatchRates.of($0) } ?? Double(hit.cosine ?? 0)
        return (max(0, min(1, share)) * 10_000).rounded() / 100
    }
}

/// Whether the facade answers.
public struct FacadePing: Query {
    public init() {}
    public typealias Input = FacadeEnvelope
    public typealias Output = FacadeReply
    public let about = OperationDescription.sbms(
        "facadePing", "Facade: ping", "Whether it answers.", article: "MOSIP ABIS ping", .read, .POST, "/facade/ping",
        data: .abisReferences,
        grants: [MatchingGrants.facade])
    public func answer(_ input: FacadeEnvelope, from reader: Reader, in context: DecisionContext) throws -> Answer<
        FacadeReply
    > {
        let reply = FacadeReply(to: input, at: context.now)
        return Answer(input.failure(as: "mosip.abis.ping").map { reply.failing($0) } ?? reply)
    }
}

/// How many references the facade holds.
public struct FacadeReferenceCount: Query {
    public init() {}
    public typealias Input = FacadeEnvelope
    public typealias Output = FacadeReply
    public let about = OperationDescription.sbms(
        "facadeReferenceCount", "Facade: reference count", "How many references are held.",
        article: "MOSIP ABIS referenceCount", .read, .POST,
        "/facade/reference-count", data: .abisReferences, grants: [MatchingGrants.facade])
    public func answer(_ input: FacadeEnvelope, from reader: Reader, in context: DecisionContext) throws -> Answer<
        FacadeReply
    > {
        var reply = FacadeReply(to: input, at: context.now)
        if let failure = input.failure(as: "mosip.abis.referenceCount") { return Answer(reply.failing(failure)) }
        reply.count = try reader.count(FacadeReference.kind)
        return Answer(reply)
    }
}

/// Whether a sample is good enough to be put in (2019/817 Article 13(3)), before anybody is sent away without one.
public struct CheckSample: Operation {
    let matching: BiometricMatching
    public init(_ matching: BiometricMatching) { self.matching = matching }
    public let about = OperationDescription.sbms(
        "checkSample", "Check the quality of a sample",
        "Whether it can be read and compared, how good it is, and what to do about it.",
        article: "2019/817 13(3), 37", .read, .POST, "/quality", data: .biometricComparison,
        grants: [MatchingGrants.compare])

    public struct Input: WireRecord, Hashable {
        public var sample = ProbeSample()
        public init() {}
        public static let wireName = "CheckSample"
        public static let meaning = "The sample."
        public static let fields: [Field<Input>] = [.required("sample", \.sample, "The sample.")]
    }
    public struct Output: WireRecord, Hashable {
        public var usable = false
        public var quality: Int?
        public var reasons: [String] = []
        public init() {}
        public static let wireName = "SampleQuality"
        public static let meaning = "How good a sample is."
        public static let fields: [Field<Output>] = [
            .required("usable", \.usable, "It can be compared."),
            .optional(
                "quality", \.quality, "Of an image of a finger: 0 to 100, the higher the better.",
                limits: .integer(0...100)),
            .list(
                "reasons", \.reasons, "What is wrong with it.", count: 0...10, element: .text(.init(length: 1...120))),
        ]
    }
    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .sBMS, action: .read,
                data: .biometricComparison,
                conditions: desk.caller.standing))
        let sample = input.sample
        let live = await matching.comparable([sample.template])
        let output = await matching.off { [matching] () -> Output in
            var output = Output()
            output.usable = !PreparedSamples(live).isEmpty
            if live.contains(where: matching.isWithoutFace) { output.reasons = ["no face was found"] }
            if sample.kind != .face, ImageFile.format(of: sample.data.bytes) != nil,
                let image = try? ImageFile.decode(sample.data.bytes, pixelLimit: BiometricSample.pixelsMax),
                let quality = try? FingerprintQuality.assess(image)
            {
                output.quality = quality.score
                output.reasons = quality.reasons.map(\.rawValue)
            }
            return output
        }
        return Outcome(output, under: mandate, log: LogDetails(keys: [sample.key]))
    }
}

/// Every operation of the shared biometric matching service.
public enum MatchingOperations {
    /// - Parameter regime: the edition of Eurodac's Regulation that the installation works under.
    public static func all(
        _ matching: BiometricMatching, gates: [SystemName: SystemGate], regime: EurodacRegime = .regulation1358
    ) -> [AnyOperation] {
        [
            AnyOperation(IdentifyBySamples(matching, gates: gates, regime: regime)), AnyOperation(CompareSamples(matching)),
            AnyOperation(CheckSample(matching)),
            AnyOperation(FacadeInsert(matching)), AnyOperation(FacadeIdentify(matching)), AnyOperation(FacadeDelete()),
            AnyOperation(FacadePing()),
            AnyOperation(FacadeReferenceCount()),
        ]
    }
}
