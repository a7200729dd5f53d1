import Access
import Identity
import Operations
import Registry
import Wire

/// Tells the Member State that entered an alert of a hit on it, and whether the action could be taken (1860 Articles 6 and
/// 8; 1861 Articles 8 and 43; 1862 Articles 8, 48(2), 49(2), 50(3) and 58).
public struct ReportHit: AlertCommand {
    public init() {}
    public var asks: DataGroup? { .sisHit }

    public let about = OperationDescription.sis(
        "reportHit", "Report a hit",
        "Reports place, time and circumstances of a hit, the action taken, or why it could not be taken. The report waits in the inbox of the issuing Member State.",
        article: "1860 6, 8, 1861 43, 1862 48(2), 49(2), 50(3), 58", .create, .POST, "/alerts/{schengenId}/hits",
        data: .sisHit, grants: SISGrants.hits, refusals: [.notFound, .contradiction, .whyMissing])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var report = HitReport()
        public init() {}
        public init(_ schengenID: String, _ report: HitReport) {
            self.schengenID = schengenID
            self.report = report
        }
        public static let wireName = "ReportHit"
        public static let meaning = "A hit on an alert."
        public static let fields: [Field<Input>] = [.alert(\.schengenID), .required("report", \.report, "The report.")]
    }

    public struct Output: WireRecord, Hashable {
        public var hit = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "HitReported"
        public static let meaning = "The hit was reported."
        public static let fields: [Field<Output>] = [.required("hit", \.hit, "Identifier of the report.")]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        /// What the same Member State or agency reported before.
        let earlier: [HitReport]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            alert: try reader.alert(input.schengenID),
            earlier: try reader.values(Hit.self, key: SISKey.schengenID, value: input.schengenID)
                .filter { $0.value.reporter == context.owner }.map(\.value.report))
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        let alert = current.alert
        let report = input.report
        guard report.time <= context.now else {
            throw Refusal(.contradiction, "the check lies in the future", pointer: "/report/time")
        }
        guard report.outcome != .notPossible || report.why != nil else {
            throw Refusal(.whyMissing, "say why the action could not be taken", pointer: "/report/why")
        }
        guard report.outcome != .returnConfirmed || alert.value.content.category == .return else {
            throw Refusal(
                .contradiction, "a return is confirmed on an alert on return", pointer: "/report/outcome",
                article: "1860 6")
        }
        guard report.outcome != .returnConfirmed || report.direction != .entry else {
            throw Refusal(
                .contradiction, "a return is confirmed of whoever leaves", pointer: "/report/direction", article: "1860 6")
        }
        guard alert.value.content.category != .unknownWanted || report.match == .dactyloscopic else {
            throw Refusal(
                .contradiction, "an unknown person is met by prints alone", pointer: "/report/match", article: "1862 41")
        }
        var hit = Hit()
        hit.schengenID = alert.value.schengenID
        hit.category = alert.value.content.category
        hit.group = alert.value.dataGroup.rawValue
        hit.issuingState = alert.value.issuingState
        hit.reporter = context.owner
        hit.authority = context.caller.authority
        hit.received = context.now
        hit.report = report
        let id = context.ids.next()
        var output = Output()
        output.hit = id
        // The same address of a person sought for a procedure is not sent twice; the alert is to be looked at (55(3)).
        let isRepeated =
            alert.value.content.category == .judicial && report.outcome == .taken && report.account != nil
            && current.earlier.contains { $0.account == report.account }
        var changes: [Change] = [.create(id, hit.draft(owner: context.owner))]
        if !isRepeated { changes += form(report, alert.value, hit: id, in: context) }
        changes += HitDuties.tasks(of: hit, id, on: alert, in: context)
        // The SIRENE Bureau is told, and the authority that the alert is of.
        var told = [Notice.ofSIS(alert.value.issuingState)]
        if let kind = alert.value.authorityKind, kind != .sirene { told.append(alert.value.authority) }
        return Decision(
            output, changes: changes, version: 1,
            notices: told.map { (recipient: String) -> Notice in
                Notice(
                    id: context.ids.next(), recipient: recipient,
                    kind: isRepeated
                        ? "sis.repeatedHit" : report.outcome == .notPossible ? "sis.hitWithoutAction" : "sis.hit",
                    article: isRepeated ? "1862 55(3)" : Self.article(report.outcome, alert.value.content), record: id,
                    text: isRepeated
                        ? "\(context.owner) met the person of alert \(alert.value.schengenID) again at the address that it has reported: assess whether the alert is still needed."
                        : Self.text(report, alert.value, reporter: context.owner), at: context.now)
            })
    }

    /// A hit opens an exchange: form G, or form H where the action could not be taken. The report's notice tells of it.
    private func form(_ report: HitReport, _ alert: Alert, hit: RecordID, in context: DecisionContext) -> [Change] {
        guard context.owner != alert.issuingState else { return [] }
        var content = SupplementaryContent()
        if report.outcome == .notPossible {
            var form = ActionNotPossible()
            form.why = report.why ?? ""
            form.alternative = report.actionTaken?.rawValue
            content.actionNotPossible = form
        } else {
            var form = HitInformation()
            form.place = report.place
            form.time = report.time
            form.match = report.match
            form.actionTaken = report.actionTaken
            form.account = report.account
            content.hitInformation = form
        }
        var message = SupplementaryMessage(
            content, report.outcome == .notPossible ? .H : .G, on: alert, from: context.owner, to: [alert.issuingState],
            in: context)
        message.hit = hit
        return message.sending(answer: true, id: context.ids.next(), in: context)
    }

    private static func article(_ outcome: HitOutcome, _ content: AlertContent) -> String {
        switch (AlertCategoryRule.rule(for: content.category).article.prefix(4), outcome) {
        case ("1860", .returnConfirmed): "1860 6"
        case ("1860", _): "1860 8"
        case ("1861", .notPossible): "1861 43"
        case ("1861", _): "1861 8"
        case (_, .notPossible): "1862 58"
        default: "1862 8"
        }
    }

    /// Names the alert and the report; the person is in neither.
    private static func text(_ report: HitReport, _ alert: Alert, reporter: String) -> String {
        let start = "Hit on alert \(alert.schengenID), reported by \(reporter): "
        switch report.outcome {
        case .taken: return start + "the action was taken."
        case .notPossible: return start + "the action could not be taken; see the report."
        case .returnConfirmed:
            return start + "the person has left\(report.removed ? " by removal" : ""); delete the alert on return."
        case .notTheSamePerson:
            return start + "the person was somebody else; consider whether the alert tells them apart."
        }
    }
}

extension RefusalKind {
    public static let whyMissing = RefusalKind(
        "sis/why-missing", 422, "The reason why the action could not be taken is missing", article: "1862 58, 1861 43")
}
