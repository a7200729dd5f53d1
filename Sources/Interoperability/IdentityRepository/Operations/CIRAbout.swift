import Access
import Identity
import Operations
import Registry
import Wire

extension OperationDescription {
    /// Description of an operation of the common identity repository (Regulations (EU) 2019/817 and 2019/818, which number alike).
    static func cir(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String,
        data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [], needsVersion: Bool? = nil,
        consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "cir." + id, title: title, meaning: meaning, article: "2019/817 " + article, system: .CIR,
            action: action, method,
            "/v1/cir" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}

extension RefusalKind {
    static let cirCaseMissing = RefusalKind("cir/case-missing", 422, "The request names no case")
    static let checkNotLawful = RefusalKind(
        "cir/check-not-lawful", 422, "Nobody may be identified in this way", article: "2019/817 20(1)")
    static let samplesUnusable = RefusalKind(
        "cir/samples-unusable", 422, "No sample can be compared",
        article: "2019/817 13(3)")
    static let nothingToSearch = RefusalKind("cir/nothing-to-search", 422, "The message has nothing to search by")
    static let systemUnavailable = RefusalKind(
        "cir/system-unavailable", 503, "A part of the repository cannot be asked now")
    static let nothingToJustify = RefusalKind(
        "cir/nothing-to-justify", 409, "No request for full access is due", article: "2019/817 22(2)")
}

extension EstablishedFact {
    /// `nil` where the request names no case: a fact belongs to one.
    static func cir(_ condition: Condition, system: SystemName = .CIR, hours: Int64 = 24, in context: DecisionContext)
        -> EstablishedFact?
    {
        context.case.reference.map { reference in
            EstablishedFact(
                condition: condition, authority: context.caller.authority, caseReference: reference, system: system,
                at: context.now,
                expires: context.now.adding(hours: hours))
        }
    }
}

/// A sample as it is searched or compared with.
public struct ProbeSample: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice { case fingerprint, latentFingerprint, face }
    public var kind = Kind.fingerprint
    public var position: Int?
    public var format = ""
    public var data = ProbeBytes([])
    public init() {}
    public init(_ kind: Kind, position: Int? = nil, format: String, data: [UInt8]) {
        (self.kind, self.position, self.format, self.data) = (kind, position, format, ProbeBytes(data))
    }
    public static let meaning = "A biometric sample to search or compare with. It is not stored and not logged."
    public static let fields: [Field<ProbeSample>] = [
        .required("kind", \.kind, "What it is."),
        .optional("position", \.position, "Finger, by the numbers of ANSI/NIST-ITL.", limits: .integer(1...10)),
        .required(
            "format", \.format, "Format of the data, for instance iso19794-2:2005, wsq, embedding-f32le.",
            limits: .text(.init(length: 1...60))),
        .required("data", \.data, "The image or template."),
    ]
    public var template: StoredTemplate {
        switch kind {
        case .fingerprint:
            StoredTemplate(
                kind: position.map { "fingerprint/\($0)" } ?? "fingerprint", format: format, bytes: data.bytes)
        case .latentFingerprint: StoredTemplate(kind: "latent", format: format, bytes: data.bytes)
        case .face: StoredTemplate(kind: "face", format: format, bytes: data.bytes)
        }
    }
    var key: SearchKey {
        switch kind {
        case .fingerprint: .fingerprints
        case .latentFingerprint: .latentFingerprints
        case .face: .face
        }
    }
}

/// Bytes of a probe.
public typealias ProbeBytes = Base64Sample<ProbeSampleLimit>
public enum ProbeSampleLimit: SampleLimit { public static let bytesMax = 1_500_000 }
