import Access
import Identity
import Operations
import Registry
import Wire

/// What became of an alert on return that gave a hit: it stays, or it gave way to an alert for refusal of entry and stay,
/// and the authorisation is refused (Articles 23(2), third subparagraph, and 26(3a)). Said by the SIRENE Bureau or the
/// National Unit of the Member State that entered it.
public struct StateReturnAlert: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "stateReturnAlert", "State what became of an alert on return",
        "Says whether it was replaced by an alert for refusal of entry and stay.",
        article: "23(2), 26(3a)", .update, .PUT, "/applications/{application}/return-alert", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate, ETIASGrants.sirene],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .wrongStage, .hitUnknown])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var replaced = false
        public init() {}
        public static let wireName = "StateReturnAlert"
        public static let meaning = "What became of the alert."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("replaced", \.replaced, "Deleted, and an alert for refusal of entry and stay entered."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        let own = step.file.hits.indices.filter { index in
            let hit = step.file.hits[index]
            return hit.check == .o && hit.confirmed == true && hit.memberState == context.caller.memberState
        }
        guard !own.isEmpty else {
            throw Refusal(.hitUnknown, "no confirmed hit rests on an alert on return of the caller's Member State", article: "ETIAS 26(3a)")
        }
        for index in own { step.file.hits[index].replacedByRefusalAlert = input.replaced }
        step.tellUnit(
            "etias.returnAlert", "26(3a)",
            "Application \(step.file.number): the alert on return \(input.replaced ? "was replaced by one for refusal" : "stays").")
        step.proceed()
        return step.decision
    }
}
