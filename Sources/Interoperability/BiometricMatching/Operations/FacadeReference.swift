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
///
/// Of MOSIP's reasons 2 (aborted), 3 (unexpected error) and 17 (address expired) have no case here; what would be 1 is an error of HTTP.
public enum FacadeFailure: String, CaseIterable, Hashable, Sendable, WireChoice {
    case invalidStructure = "4"
    case missingReferenceID = "5"
    case missingRequestID = "6"
    /// An address was given and no sample: nothing is fetched.
    case samplesNotFetched = "7"
    case missingRequestTime = "9"
    case referenceExists = "10"
    case noData = "11"
    case referenceNotFound = "12"
    case invalidVersion = "13"
    case invalidID = "14"
    case invalidRequestTime = "15"
    /// No sample can be read.
    case invalidFormat = "16"
    /// Samples were read, and none is good enough to be compared.
    case poorQuality = "18"
}

/// What every request of the facade has.
public struct FacadeEnvelope: WireRecord, Hashable {
    public var id = ""
    public var version = "1.1"
    public var requestID: String?
    public var requestTime: String?
    public var referenceID: String?
    public var referenceURL: String?
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
        .optional(
            "requestId", \.requestID, "Identifier of the request; without it the reply is failure 6.", limits: .text(.init(length: 0...80))),
        .optional(
            "requesttime", \.requestTime, "When it was made, as 2020-03-29T07:01:24.692Z; without it the reply is failure 9.",
            limits: .text(.init(length: 0...40))),
        .optional("referenceId", \.referenceID, "The reference.", limits: .text(.init(length: 0...80))),
        .optional(
            "referenceURL", \.referenceURL, "Address of the samples. It is not asked: an adapter fetches them and sends them along.",
            limits: .text(.init(length: 0...2000))),
        .list("samples", \.samples, "Samples, in place of an address to fetch them from.", count: 0...20),
        .optional("gallery", \.gallery, "References to compare with."),
        .optional("flags", \.flags, "How to search."),
    ]

    /// What is wrong with a request, looked at in MOSIP's order; `nil` where nothing is.
    func failure(as name: String, needsReference: Bool = false) -> FacadeFailure? {
        if id != name { return .invalidID }
        if !["1.0", "1.1"].contains(version) { return .invalidVersion }
        if (requestID ?? "").isEmpty { return .missingRequestID }
        guard let requestTime, !requestTime.isEmpty else { return .missingRequestTime }
        if Instant(requestTime) == nil { return .invalidRequestTime }
        if needsReference, reference == nil { return .missingReferenceID }
        return nil
    }

    /// MOSIP writes an empty text where it has none.
    var reference: String? { referenceID.flatMap { $0.isEmpty ? nil : $0 } }
    var isAddressGiven: Bool { !(referenceURL ?? "").isEmpty }
}

/// What every reply of the facade has.
public struct FacadeReply: WireRecord, Hashable {
    public enum ReturnValue: String, CaseIterable, Hashable, Sendable, WireChoice {
        case success = "1"
        case failure = "2"
    }
    public var id = ""
    public var requestID: String?
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
        .optional("requestId", \.requestID, "Identifier of the request.", limits: .text(.init(length: 0...80))),
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
