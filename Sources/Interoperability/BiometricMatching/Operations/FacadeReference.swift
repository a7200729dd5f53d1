import Access
import Identity
import Operations
import Registry
import Wire

/// A reference of a service outside the Union's systems: opaque identifier and samples, in a gallery of its own. Nothing joins it with
/// any of the six systems.
public struct FacadeReference: RecordValue, Hashable {
    public static let kind = RecordKind(.sBMS, "reference")
    public var referenceID = ""
    public var samples: [ProbeSample] = []
    public init() {}
    public static let meaning = "A reference of the matching facade."
    public static let fields: [Field<FacadeReference>] = [
        .required(
            "referenceId", \.referenceID, "Identifier that the service gave.", limits: .text(.init(length: 1...80))),
        .list("samples", \.samples, "Samples.", count: 1...20),
    ]
    static let idKey = "referenceId"
    static let listKey = "list"
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(FacadeReference.idKey, referenceID, unique: true),
                RecordKey(FacadeReference.listKey, "all", unique: false),
            ],
            templates: samples.map(\.template))
    }
}

/// Requests and replies of the facade follow MOSIP's ABIS interface 1.1: names, return values and reasons of failure. Samples come in
/// the request, where MOSIP gives an address to fetch them from: Sextant asks no server outside.
public enum FacadeFailure: String, CaseIterable, Hashable, Sendable, WireChoice {
    case invalidStructure = "4"
    case referenceExists = "10"
    case noData = "11"
    case referenceNotFound = "12"
    case invalidID = "14"
    case invalidFormat = "16"
}

/// What every request of the facade has.
public struct FacadeEnvelope: WireRecord, Hashable {
    public var id = ""
    public var version = "1.1"
    public var requestID = ""
    public var requestTime: Instant?
    public var referenceID: String?
    public var samples: [ProbeSample] = []
    public var gallery: Gallery?
    public var flags: Flags?
    public init() {}

    public struct Gallery: WireRecord, Hashable {
        public var referenceIDs: [Entry] = []
        public init() {}
        public struct Entry: WireRecord, Hashable {
            public var referenceID = ""
            public init() {}
            public static let wireName = "FacadeGalleryEntry"
            public static let meaning = "A reference to compare with."
            public static let fields: [Field<Entry>] = [
                .required("referenceId", \.referenceID, "The reference.", limits: .text(.init(length: 1...80)))
            ]
        }
        public static let wireName = "FacadeGallery"
        public static let meaning = "References to compare with; all of them where absent."
        public static let fields: [Field<Gallery>] = [
            .list("referenceIds", \.referenceIDs, "The references.", count: 0...10_000)
        ]
    }
    public struct Flags: WireRecord, Hashable {
        public var maxResults = 10
        public var targetFPIR = 30
        public init() {}
        public static let wireName = "FacadeFlags"
        public static let meaning = "How to search."
        public static let fields: [Field<Flags>] = [
            .defaulted("maxResults", \.maxResults, to: 10, "Most candidates.", limits: .integer(1...50)),
            .defaulted(
                "targetFPIR", \.targetFPIR, to: 30,
                "Share of false positive identifications, as -10 log10: 30 is one in a thousand.",
                limits: .integer(10...90)),
        ]
    }

    public static let meaning = "A request of MOSIP's ABIS interface, with its samples."
    public static let fields: [Field<FacadeEnvelope>] = [
        .required(
            "id", \.id, "Name of the operation, for instance mosip.abis.insert.", limits: .text(.init(length: 1...60))),
        .defaulted("version", \.version, to: "1.1", "Version of the interface.", limits: .text(.init(length: 1...10))),
        .required("requestId", \.requestID, "Identifier of the request.", limits: .text(.init(length: 1...80))),
        .optional("requesttime", \.requestTime, "When it was made."),
        .optional("referenceId", \.referenceID, "The reference.", limits: .text(.init(length: 1...80))),
        .list("samples", \.samples, "Samples, in place of an address to fetch them from.", count: 0...20),
        .optional("gallery", \.gallery, "References to compare with."),
        .optional("flags", \.flags, "How to search."),
    ]
}

/// What every reply of the facade has.
public struct FacadeReply: WireRecord, Hashable {
    public enum ReturnValue: String, CaseIterable, Hashable, Sendable, WireChoice {
        case success = "1"
        case failure = "2"
    }
    public var id = ""
    public var requestID = ""
    public var responseTime = Instant(milliseconds: 0)
    public var returnValue = ReturnValue.success
    public var failureReason: FacadeFailure?
    public var count: Int?
    public var candidateList: CandidateList?
    public init() {}

    public struct CandidateList: WireRecord, Hashable {
        public var count = 0
        public var candidates: [Candidate] = []
        public init() {}
        public static let wireName = "FacadeCandidateList"
        public static let meaning = "Candidates, best first."
        public static let fields: [Field<CandidateList>] = [
            .required("count", \.count, "How many."),
            .list("candidates", \.candidates, "The candidates.", count: 0...50),
        ]
    }
    public struct Candidate: WireRecord, Hashable {
        public var referenceID = ""
        public var analytics = Analytics()
        public init() {}
        public static let wireName = "FacadeCandidate"
        public static let meaning = "A reference that may be the person's."
        public static let fields: [Field<Candidate>] = [
            .required("referenceId", \.referenceID, "The reference.", limits: .text(.init(length: 1...80))),
            .required("analytics", \.analytics, "How sure it is."),
        ]
    }
    public struct Analytics: WireRecord, Hashable {
        public var confidence = 0.0
        public var internalScore = 0.0
        public init() {}
        public static let wireName = "FacadeAnalytics"
        public static let meaning = "How sure a candidate is."
        public static let fields: [Field<Analytics>] = [
            .required("confidence", \.confidence, "0 to 100."),
            .required("internalScore", \.internalScore, "Score of the matcher."),
        ]
    }
    public static let meaning = "A reply of MOSIP's ABIS interface."
    public static let fields: [Field<FacadeReply>] = [
        .required("id", \.id, "Name of the operation.", limits: .text(.init(length: 1...60))),
        .required("requestId", \.requestID, "Identifier of the request.", limits: .text(.init(length: 1...80))),
        .required("responsetime", \.responseTime, "When it was answered."),
        .required("returnValue", \.returnValue, "1 success, 2 failure."),
        .optional("failureReason", \.failureReason, "Why it failed."),
        .optional("count", \.count, "References held."),
        .optional("candidateList", \.candidateList, "Candidates."),
    ]

    init(to request: FacadeEnvelope, at now: Instant) {
        (id, requestID, responseTime) = (request.id, request.requestID, now)
    }
    func failing(_ reason: FacadeFailure) -> FacadeReply {
        var reply = self
        (reply.returnValue, reply.failureReason) = (.failure, reason)
        return reply
    }
}
