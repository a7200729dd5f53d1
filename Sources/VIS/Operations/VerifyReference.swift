import Access
import Identity
import Operations
import Registry
import Wire

/// The visa authority verifies by hand a hit that is referenced in its file (Articles 9c(1)–(5), 22b(12)). A false one is erased. Of a
/// family member, a refusal alert for an illegal immigration risk does not count (9b(3)). An alert on return goes on to the SIRENE
/// Bureau (9f(1)–(2)).
public struct VerifyReference: Command {
    public init() {}
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "verifyReference", "Verify a hit in the file", "Confirms that the data correspond, or erases a false hit.",
        article: "9c, 22b(12)", .update, .POST, "/applications/{application}/hits",
        grants: [VISGrants.visaUpdate, VISGrants.longStayUpdate, VISGrants.permitUpdate],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .noSuchHit], consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var hit = RecordID(high: 0, low: 0)
        public var corresponds = false
        public init() {}
        public static let wireName = "VerifyReference"
        public static let meaning = "Which hit, and whether the data correspond."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("hit", \.hit, "The hit within the file."),
            .required("corresponds", \.corresponds, "The applicant's data correspond to those of the other system."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try facts.changeDemand(of: input.application) }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        var file = dossier.file.value
        guard let place = file.queries?.references.firstIndex(where: { $0.id == input.hit }), let hit = file.queries?.references[place]
        else {
            throw Refusal(.noSuchHit, "the file has no such hit", pointer: "/hit")
        }
        guard hit.state == .open else { throw Refusal(.noSuchHit, "the hit is verified", pointer: "/hit") }
        guard input.corresponds else {
            file.queries?.references.remove(at: place)
            return dossier.decided(file)
        }
        let disregarded = file.form.euFamily && hit.point == .sisRefusal && hit.immigrationRisk
        file.queries?.references[place].state = disregarded ? .disregarded : .confirmed
        file.queries?.references[place].verified = context.today
        var others: [Change] = []
        if hit.point == .sisReturn {
            var followUp = HitVerification()
            (followUp.application, followUp.verifiedBy, followUp.point) = (dossier.file.id, context.owner, .sisReturn)
            (followUp.memberState, followUp.reference, followUp.notified) = (hit.memberState, hit.reference, context.now)
            followUp.confirmed = true
            let id = context.ids.next()
            others = [
                .create(id, followUp.draft(owner: context.owner)),
                VISTasks.start(.sireneFollowUp, about: id, .sirene, of: context.owner, at: context.now)
                    .started(context.ids, owner: context.owner),
            ]
        }
        return dossier.decided(file, others)
    }
}

extension RefusalKind {
    static let noSuchHit = RefusalKind("vis/no-such-hit", 404, "There is no such hit to verify", article: "VIS 9c")
}
