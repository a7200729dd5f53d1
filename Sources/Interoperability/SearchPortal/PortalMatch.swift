import Identity
import Matching
import Wire

/// Why a record was found: every score explains itself.
public struct PortalMatch: WireRecord {
    /// The document's number and issuer, or names, birth date and sex, are the same; otherwise something is similar.
    public var exact = false
    /// The chance that it is the person sought, from 0 to 1.
    public var probability = 0.0
    /// Sum of the evidence, in bits.
    public var bits = 0.0
    public var evidence: [PortalEvidence] = []

    public init() {}
    public init(_ candidate: Candidate) {
        probability = (candidate.probability * 10_000).rounded() / 10_000
        bits = (candidate.score * 100).rounded() / 100
        evidence = candidate.evidence.map(PortalEvidence.init)
        exact = candidate.evidence.allSatisfy { $0.left == $0.right } && !candidate.evidence.isEmpty
    }
    /// Found by the document alone: its holder's data are others, or there are none.
    init(document: TravelDocument) {
        exact = true
        probability = 1
        var same = PortalEvidence()
        (same.kind, same.asked, same.found, same.rule) = (Evidence.Kind.document.rawValue, document.key, document.key, "the same document")
        evidence = [same]
    }
    /// Not found by what was asked: a white link says that it is of the person who was found (2019/817 Article 33(2)).
    static let linked: PortalMatch = {
        var match = PortalMatch()
        match.probability = 1
        var link = PortalEvidence()
        (link.kind, link.rule) = ("link", "a white link joins it with what was found")
        match.evidence = [link]
        return match
    }()
    /// As it is told to whom the record's identity is not: how each value asked for meets the one recorded, and neither the latter nor how
    /// rare it is. What samples say stays.
    var withoutRecordedValues: PortalMatch {
        var match = self
        for place in evidence.indices where Evidence.Kind(rawValue: evidence[place].kind) != nil {
            (match.evidence[place].found, match.evidence[place].bits) = ("", 0)
        }
        match.bits = match.evidence.reduce(0) { $0 + $1.bits }
        return match
    }
    public static let meaning = "Why a record was found."
    public static let fields: [Field<PortalMatch>] = [
        .required("exact", \.exact, "Everything that was compared is the same; otherwise something is similar."),
        .required("probability", \.probability, "Chance that it is the person sought, 0 to 1."),
        .required("bits", \.bits, "Sum of the evidence in bits."),
        .list("evidence", \.evidence, "What met what."),
    ]
}

/// One piece of evidence.
public struct PortalEvidence: WireRecord {
    public var kind = ""
    public var asked = ""
    public var found = ""
    public var rule = ""
    public var bits = 0.0
    public init() {}
    init(_ evidence: Evidence) {
        kind = evidence.kind.rawValue
        asked = evidence.left
        found = evidence.right
        rule = evidence.rule
        bits = (evidence.bits * 100).rounded() / 100
    }
    public static let meaning = "One value asked for, the value found, and what it says."
    public static let fields: [Field<PortalEvidence>] = [
        .required("kind", \.kind, "What was compared.", limits: .choice(Evidence.Kind.allCases.map(\.rawValue) + ["fingerprints", "face", "link"])),
        .required("asked", \.asked, "Value asked for, levelled.", limits: .text(.init(length: 0...500))),
        .required("found", \.found, "Value found, levelled.", limits: .text(.init(length: 0...500))),
        .required("rule", \.rule, "How they meet or part.", limits: .text(.init(length: 0...200))),
        .required("bits", \.bits, "Weight in bits; negative speaks against."),
    ]
}
