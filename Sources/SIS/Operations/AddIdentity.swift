import Access
import Identity
import Operations
import Registry
import Wire

/// Adds an identity to an alert: one more name of the subject, or, with consent, the identity of a victim of misuse (1862
/// Articles 20(3)(a)–(d) and 62, 1861 Articles 20(2)(a)–(d) and 47).
public struct AddIdentity: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "addIdentity", "Add an identity to an alert",
        "Adds an alias or another identity of the subject, or the identity of a person whose identity was misused, with that person's explicit consent for each category of data.",
        article: "1861 20, 47, 1862 20, 62", .update, .POST, "/alerts/{schengenId}/identities",
        grants: SISGrants.issuing,
        refusals: RefusalKind.ofEntry + [.consentMissing, .nothingToDo], consequences: [.create])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var identity: PersonIdentity?
        public var misused: MisusedIdentity?
        public var distinctFrom: [String] = []
        public var samples: [AlertSample] = []

        public init() {}
        public init(_ schengenID: String, _ identity: PersonIdentity, distinctFrom: [String] = []) {
            self.schengenID = schengenID
            self.identity = identity
            self.distinctFrom = distinctFrom
        }
        public init(_ schengenID: String, misused: MisusedIdentity) {
            self.schengenID = schengenID
            self.misused = misused
        }
        public static let wireName = "AddIdentity"
        public static let meaning = "An identity to be added: one of the two."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .optional("identity", \.identity, "Another identity of the subject: confirmed, not confirmed or alias."),
            .optional("misused", \.misused, "The identity of a person whose identity was misused."),
            .list(
                "distinctFrom", \.distinctFrom,
                "Further alerts of the same Member State that were looked at and are on others (2018/1862 Article 61).",
                count: 0...50, element: Alert.schengenIDSchema),
            .list(
                "samples", \.samples, "Photographs and prints of the person whose identity was misused.",
                count: 0...AlertSamples.countMax),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let around: AlertsAround
        let samples: Recorded<AlertSamples>?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        var content = alert.value.content
        if let identity = input.identity { content.identities.append(identity) }
        return Current(
            alert: alert,
            around: try reader.alertsAround(
                content, distinctFrom: alert.value.distinctFrom + input.distinctFrom, owner: alert.owner,
                except: alert.id),
            samples: try reader.values(AlertSamples.self, key: SISKey.schengenID, value: input.schengenID).first)
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        var alert = current.alert
        var more: [Change] = []
        guard input.samples.isEmpty || input.misused != nil else {
            throw Refusal(.contradiction, "samples of the subject are given with the alert", pointer: "/samples")
        }
        switch (input.identity, input.misused) {
        case (let identity?, nil):
            guard identity.category != .misused else {
                throw Refusal(
                    .consentMissing, "the identity of somebody else is added as misused, with consent",
                    pointer: "/identity/category")
            }
            guard !alert.value.content.identities.contains(identity) else {
                throw Refusal(.nothingToDo, "the alert has this identity", pointer: "/identity")
            }
            guard alert.value.content.identities.count < 200 else { throw .full("identities") }
            alert.value.content.identities.append(identity)
        case (nil, var misused?):
            misused.samples = input.samples.map(\.kind)
            misused.number = (alert.value.misused.map(\.number).max() ?? 0) + 1
            try check(misused, in: alert.value, on: context.today)
            guard alert.value.misused.count < 20 else { throw .full("misused identities") }
            alert.value.misused.append(misused)
            more = try hold(input.samples, of: misused.number, current, in: context)
        default:
            throw Refusal(.contradiction, "give `identity` or `misused`, one of the two")
        }
        try AlertEntry.checkDistinct(input.distinctFrom, known: current.around.distinct)
        for other in input.distinctFrom where !alert.value.distinctFrom.contains(other) {
            alert.value.distinctFrom.append(other)
        }
        guard alert.value.distinctFrom.count <= 50 else { throw .full("alerts on others") }
        try alert.value.judge(against: current.around.existing)
        try current.around.checkCompatible(alert.value.content, in: context)
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update] + more, version: alert.version + 1)
    }

    /// Samples of the person whose identity was misused, which go with that identity.
    private func hold(
        _ samples: [AlertSample], of number: Int, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> [Change] {
        guard !samples.isEmpty else { return [] }
        if let place = samples.firstIndex(where: {
            !$0.kind.isDactyloscopic && $0.kind != .photograph && $0.kind != .facialImage
        }) {
            throw Refusal(
                .contradiction, "of whoever was misused, photographs and prints are held and no more",
                pointer: "/samples/\(place)/kind", article: "1862 62(3)")
        }
        let new = samples.map { AlertSamples.MisusedSample(number, $0) }
        guard var held = current.samples else {
            var first = AlertSamples(schengenID: current.alert.value.schengenID, samples: [])
            first.misused = new
            return [.create(context.ids.next(), first.draft(owner: current.alert.owner))]
        }
        guard held.value.misused.count + new.count <= AlertSamples.countMax else { throw .full("samples") }
        held.value.misused += new
        return [held.update]
    }

    private func check(_ misused: MisusedIdentity, in alert: Alert, on today: Day) throws(Refusal) {
        guard !alert.content.isOnObject, alert.content.category != .unknownWanted else {
            throw Refusal(
                .contradiction, "this alert is on nobody whose identity could be told apart", pointer: "/misused")
        }
        guard misused.identity.category == .misused else {
            throw Refusal(
                .contradiction, "the category of a misused identity is misused", pointer: "/misused/identity/category")
        }
        guard misused.consented <= today else {
            throw Refusal(.consentMissing, "the consent lies in the future", pointer: "/misused/consented")
        }
        let without = misused.withoutConsent
        guard without.isEmpty else {
            throw Refusal(
                .consentMissing, "no consent to: \(without.map(\.rawValue).joined(separator: ", "))",
                pointer: "/misused/consentTo")
        }
        var known = misused
        guard
            !alert.misused.contains(where: {
                known.number = $0.number
                return $0 == known
            })
        else {
            throw Refusal(.nothingToDo, "the alert has this identity", pointer: "/misused")
        }
    }
}

extension RefusalKind {
    public static let consentMissing = RefusalKind(
        "sis/consent-missing", 422, "The person whose identity was misused has not consented",
        article: "1862 62, 1861 47")
}

extension Refusal {
    static func full(_ what: String) -> Refusal { Refusal(.contradiction, "the alert holds as many \(what) as it can") }
}
