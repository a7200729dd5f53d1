import Access
import Identity
import Operations
import Registry
import Wire

/// The Central Unit verifies whether the hits are about the applicant (Article 22): all false, and the authorisation is
/// issued; otherwise the application goes to the Member State responsible.
public struct VerifyHits: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "verifyHits", "Verify hits", "States of each hit whether it corresponds to the applicant. Doubt counts as correspondence.",
        article: "22", .update, .PUT, "/applications/{application}/verification", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate], refusals: RefusalKind.step + [.hitUnknown])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var verdicts: [Verdict] = []
        public init() {}
        public static let wireName = "VerifyHits"
        public static let meaning = "Verdicts on hits."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list("verdicts", \.verdicts, "A verdict for each hit that is still open, or for some of them.", count: 1...1000),
        ]
    }

    public struct Verdict: WireRecord, Hashable {
        public var hit = 0
        public var corresponds = false
        public init() {}
        public init(hit: Int, corresponds: Bool) {
            self.hit = hit
            self.corresponds = corresponds
        }
        public static let wireName = "HitVerdict"
        public static let meaning = "Whether a hit is about the applicant."
        public static let fields: [Field<Verdict>] = [
            .required("hit", \.hit, "Place of the hit in the file's list, from 0.", limits: .integer(0...999)),
            .required("corresponds", \.corresponds, "It corresponds, or doubts as to the identity remain (Article 22(5))."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        guard context.caller.kind == .etiasCentral else {
            throw Refusal(.notResponsible, "the Central Unit verifies hits", article: "ETIAS 22")
        }
        var step = Proceeding(dossier, in: context)
        guard step.file.status == .verification else {
            throw Refusal(.wrongStage, "the application is at the stage \(step.file.status.rawValue)", article: "ETIAS 22")
        }
        for (index, verdict) in input.verdicts.enumerated() {
            guard step.file.hits.indices.contains(verdict.hit), step.file.hits[verdict.hit].confirmed == nil else {
                throw Refusal(.hitUnknown, "there is no open hit at \(verdict.hit)", pointer: "/verdicts/\(index)/hit")
            }
            step.file.hits[verdict.hit].confirmed = verdict.corresponds
        }
        step.proceed()
        if step.file.status == .manual { step.tellSIRENEOfConfirmed() }
        return step.decision
    }
}

extension RefusalKind {
    public static let hitUnknown = RefusalKind("etias/hit-unknown", 422, "There is no such hit to verify", article: "ETIAS 22")
}
