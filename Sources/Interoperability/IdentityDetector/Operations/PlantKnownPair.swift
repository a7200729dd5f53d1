import Access
import Identity
import Operations
import Registry
import Wire

/// An authority plants two sets of data of which it knows whether they are of one person, to measure its own desk (Article 44). Nothing of
/// them is in any system, and no link comes of them.
public struct PlantKnownPair: Operation {
    public init() {}

    public let about = OperationDescription.mid(
        "plantKnownPair", "Plant a known pair",
        "Two sets of data that are put before the officials of the caller's own desk as links are, to measure how it decides. They must be such that a link between them would be yellow.",
        article: "44", .create, .POST, "/known-pairs", data: .knownPairs, grants: MIDGrants.ownDesk,
        refusals: [.knownPairNotYellow])

    public struct Side: WireRecord, Hashable {
        public var system = SystemName.EES
        public var owner = ""
        public var alert: LinkRule.AlertArticle?
        public var identities: [PersonIdentity] = []
        public var documents: [TravelDocument] = []
        public var samples: [KnownPair.Sample] = []
        public var created: Instant?
        public init() {}
        public static let wireName = "PlantedSide"
        public static let meaning = "One set of data."
        public static let fields: [Field<Side>] = [
            .required("system", \.system, "System in whose place it stands."),
            .required("owner", \.owner, "Member State or agency whose data it is said to be.", limits: .text(.init(length: 1...120))),
            .optional("alert", \.alert, "Article under which an alert is said to have been entered."),
            .list("identities", \.identities, "Identity data.", count: 1...20),
            .list("documents", \.documents, "Travel document data.", count: 0...20),
            .list("samples", \.samples, "Samples.", count: 0...11),
            .optional("created", \.created, "When it is said to have been recorded; now where absent."),
        ]
    }

    public struct Input: WireRecord, Hashable {
        public var truth = KnownPair.Truth.twoPersons
        public var launching = Side()
        public var other = Side()
        public init() {}
        public static let wireName = "PlantKnownPair"
        public static let meaning = "Two sets of data, and what is true of them."
        public static let fields: [Field<Input>] = [
            .required("truth", \.truth, "One person or two."),
            .required("launching", \.launching, "The set in the place of the record that starts the detection."),
            .required("other", \.other, "The set in the place of the record that is found."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var pair = RecordID(high: 0, low: 0)
        public var comparison = LinkComparison()
        public init() {}
        public static let wireName = "KnownPairPlanted"
        public static let meaning = "The known pair."
        public static let fields: [Field<Output>] = [
            .required("pair", \.pair, "Its identifier."), .required("comparison", \.comparison, "What comparing came to."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .MID, action: .create, data: .knownPairs,
                conditions: desk.caller.standing), by: about.grants)
        let context = desk.context(under: mandate)
        var pair = KnownPair()
        pair.desk = ResponsibleAuthority(kind: context.caller.kind, memberState: context.caller.memberState)
        (pair.truth, pair.planted, pair.plantedBy) = (input.truth, context.now, context.caller.authority)
        pair.launching = PlantKnownPair.side(input.launching, context)
        pair.other = PlantKnownPair.side(input.other, context)
        pair.comparison = PersonComparison.compare(
            ComparedPerson(pair.launching.person), ComparedPerson(pair.other.person))
        let verdict = LinkRule.verdict(
            pair.launching.side.rule, pair.other.side.rule, biometrics: pair.comparison.biometrics,
            identity: pair.comparison.identity, document: pair.comparison.document)
        guard verdict.colour == .yellow else {
            throw Refusal(
                .knownPairNotYellow,
                "biometrics are \(pair.comparison.biometrics.rawValue), identities \(pair.comparison.identity.rawValue), documents \(pair.comparison.document.rawValue)"
            )
        }
        pair.articles = verdict.articles
        var output = Output()
        (output.pair, output.comparison) = (context.ids.next(), pair.comparison)
        return Outcome(
            output, under: mandate, changes: [.create(output.pair, pair.draft(owner: context.owner))], version: 1,
            log: LogDetails(records: [output.pair]))
    }

    private static func side(_ planted: Side, _ context: DecisionContext) -> KnownPair.Side {
        var side = KnownPair.Side()
        side.side = LinkSide(system: planted.system, record: context.ids.next(), owner: planted.owner, alert: planted.alert)
        (side.identities, side.documents, side.samples) = (planted.identities, planted.documents, planted.samples)
        side.created = planted.created ?? context.now
        return side
    }
}
