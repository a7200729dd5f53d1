import Access
import Identity
import Operations
import Registry
import Wire

/// A person with an entry ban comes back, or has left: the alert on return goes and the alert for refusal of entry and stay
/// stands in the same moment, so that there is no gap (1860 Article 8(a), 1861 Article 24(1)(b)).
public struct ReplaceReturnAlert: AlertCommand {
    public typealias Output = EnterAlert.Output

    public init() {}
    public var asks: DataGroup? { .sisRefusal }

    public let about = OperationDescription.sis(
        "replaceReturnAlert", "Replace an alert on return by one for refusal of entry",
        "Deletes an alert on return that comes with an entry ban and enters the alert for refusal of entry and stay in one step.",
        article: "1860 8(a), 1861 24(1)(b)", .create, .POST, "/alerts/{schengenId}/replacement", data: .sisRefusal,
        grants: SISGrants.issuing, refusals: RefusalKind.ofEntry + [.noEntryBan, .permitMaintained], consequences: [.update, .delete])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var alert = AlertContent()
        public var samples: [AlertSample]?

        public init() {}
        public init(_ schengenID: String, _ alert: AlertContent, samples: [AlertSample]? = nil) {
            self.schengenID = schengenID
            self.alert = alert
            self.samples = samples
        }
        public static let wireName = "ReplaceReturnAlert"
        public static let meaning =
            "The alert for refusal of entry and stay that takes the place of an alert on return."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID), .required("alert", \.alert, "The new alert; of category entryBan."),
            .optional(
                "samples", \.samples, "Samples and copies; absent: those of the alert on return.",
                limits: .list(AlertSample.schema, 0...AlertSamples.countMax)),
        ]
    }

    public struct Current: Sendable {
        let old: AlertDossier
        let around: AlertsAround
        let entry: EnterAlert.Current
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let old = try reader.dossier(of: reader.alert(input.schengenID))
        let around = try reader.alertsAround(
            input.alert, distinctFrom: old.alert.value.distinctFrom, owner: old.alert.owner, except: old.alert.id)
        return Current(
            old: old, around: around, entry: try reader.entry(of: EnterAlert.Input(input.alert), around: around, in: context))
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<EnterAlert.Output> {
        let old = current.old.alert
        guard old.value.content.category == .return, old.value.content.entryBan == true else {
            throw Refusal(.noEntryBan, "the alert is not one on return that comes with an entry ban")
        }
        guard input.alert.category == .entryBan else {
            throw Refusal(
                .contradiction, "an entry ban takes the place of a return decision", pointer: "/alert/category")
        }
        var entry = EnterAlert.Input(
            input.alert, distinctFrom: old.value.distinctFrom.filter(current.around.distinct.contains))
        entry.samples = input.samples ?? current.old.samples?.value.samples ?? []
        var decision = try EnterAlert().decide(entry, current.entry, in: context)
        decision.changes = current.old.erasure(article: "1860 8(a)", in: context) + decision.changes
        return decision
    }
}

extension RefusalKind {
    public static let noEntryBan = RefusalKind(
        "sis/no-entry-ban", 422, "The alert is not one on return with an entry ban", article: "1860 8(a)")
}
