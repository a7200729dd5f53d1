import Access
import Identity
import Operations
import Registry
import Wire

/// The issuing Member State replaces what its alert says (1862 Article 59(3), 1861 Article 44(3)).
public struct UpdateAlert: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "updateAlert", "Update an alert",
        "Replaces what the alert says; the category stays within its chapter. Misused identities, extensions and the number stay as they are.",
        article: "1861 44(3), 1862 59(3)", .update, .PUT, "/alerts/{schengenId}", grants: SISGrants.issuing,
        refusals: RefusalKind.ofEntry + [.categoryFixed, .nothingToDo], consequences: [.create, .delete])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var alert = AlertContent()
        public var samples: [AlertSample]?
        public var distinctFrom: [String] = []

        public init() {}
        public init(
            _ schengenID: String, _ alert: AlertContent, samples: [AlertSample]? = nil, distinctFrom: [String] = []
        ) {
            self.schengenID = schengenID
            self.alert = alert
            self.samples = samples
            self.distinctFrom = distinctFrom
        }
        public static let wireName = "UpdateAlert"
        public static let meaning = "An alert as it is to be."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required("alert", \.alert, "What the alert is to say."),
            .optional(
                "samples", \.samples, "Samples and copies that take the place of those held; absent: they stay.",
                limits: .list(AlertSample.schema, 0...AlertSamples.countMax)),
            .list(
                "distinctFrom", \.distinctFrom,
                "Alerts of the same Member State that were looked at and are on others (2018/1862 Article 61).",
                count: 0...50, element: Alert.schengenIDSchema),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let samples: Recorded<AlertSamples>?
        let around: AlertsAround
        /// Objects that were entered to locate the person.
        let bound: [Recorded<Alert>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        return Current(
            alert: alert,
            samples: try reader.values(AlertSamples.self, key: SISKey.schengenID, value: input.schengenID).first,
            around: try reader.alertsAround(
                input.alert, distinctFrom: input.distinctFrom, owner: alert.owner, except: alert.id),
            bound: try reader.boundObjects(of: alert))
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        var alert = current.alert
        guard input.alert.dataGroup == alert.value.dataGroup,
            input.alert.isOnObject == alert.value.content.isOnObject,
            alert.value.boundUntil == nil || input.alert.category == alert.value.content.category,
            current.bound.isEmpty || input.alert.category == alert.value.content.category
        else {
            throw Refusal(
                .categoryFixed, "an alert of another chapter or on another kind of object is a new alert",
                pointer: "/alert/category")
        }
        alert.value.content = input.alert
        // What has gone since it was told apart is left out; what was never there is a mistake.
        let new = input.distinctFrom.filter { !alert.value.distinctFrom.contains($0) }
        try AlertEntry.checkDistinct(new, known: current.around.distinct)
        try AlertEntry.checkAge(input.alert, today: context.today)
        alert.value.distinctFrom = input.distinctFrom.filter(current.around.distinct.contains)
        if let samples = input.samples { alert.value.samples = samples.map(\.kind) }
        try alert.value.judge(against: current.around.existing)
        try current.around.checkCompatible(input.alert, in: context)

        var changes: [Change] = []
        if let new = input.samples, new != current.samples?.value.samples ?? [] {
            var samples = AlertSamples(schengenID: alert.value.schengenID, samples: new)
            samples.misused = current.samples?.value.misused ?? []
            switch current.samples {
            case let held? where new.isEmpty && samples.misused.isEmpty:
                changes.append(.erase(held.id, expected: held.version, article: "1861 44, 1862 59"))
            case let held?:
                changes.append(.update(held.id, expected: held.version, samples.draft(owner: held.owner)))
            case nil:
                changes.append(.create(context.ids.next(), samples.draft(owner: alert.owner)))
            }
        }
        guard alert.value != current.alert.value || !changes.isEmpty else {
            throw Refusal(.nothingToDo, "the alert says this already")
        }
        changes.insert(alert.update, at: 0)
        changes += current.bound.following(alert.value)
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: changes, version: alert.version + 1)
    }
}

extension Alert {
    /// Refuses an alert that may not stand as it is now.
    func judge(against others: [Recorded<Alert>]) throws(Refusal) {
        guard let state = CountryCode(issuingState) else {
            throw Refusal(.forbidden, "only Member States have alerts", article: "1862 59(3)")
        }
        _ = try AlertEntry.judge(
            content, samples: samples, issuingState: state, existing: others.compactMap { AlertEntry.Existing($0) },
            entered: entered, locatesPerson: boundUntil != nil)
    }
}

extension RefusalKind {
    public static let categoryFixed = RefusalKind("sis/category-fixed", 422, "The alert belongs to another chapter")
    public static let nothingToDo = RefusalKind("sis/nothing-to-do", 422, "Nothing would change")
}
