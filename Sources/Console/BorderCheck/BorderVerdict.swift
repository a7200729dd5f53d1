import Access
import EES
import Identity
import SIS

/// What a border check comes to, for the officer who asked. It advises; the decision is the officer's.
public struct Verdict: Sendable, Hashable {
    public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// Nothing found that stands against the crossing.
        case proceed
        /// Something is to be done or cleared up first.
        case check
        /// Must not simply pass.
        case stop

        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
        /// Said beside the colour, never replaced by it.
        public var word: String {
            switch self {
            case .proceed: "Proceed"
            case .check: "Check first"
            case .stop: "Stop"
            }
        }
    }

    public struct Action: Sendable, Hashable {
        public var title: String
        public var detail: String
        /// What to know before coming near.
        public var warnings: [String]
        public var advice: [String]
        /// The person must not learn of it.
        public var isDiscreet: Bool
        /// Executed before the others (2018/1862 Article 23(4)).
        public var isFirst: Bool
        public init(
            _ title: String, detail: String = "", warnings: [String] = [], advice: [String] = [], isDiscreet: Bool = false,
            isFirst: Bool = false
        ) {
            self.title = title
            self.detail = detail
            self.warnings = warnings
            self.advice = advice
            self.isDiscreet = isDiscreet
            self.isFirst = isFirst
        }
    }

    public var level: Level
    public var headline: String
    /// What else was weighed, the gravest first.
    public var reasons: [String]
    /// What is to be done, in order.
    public var actions: [Action]
}

/// Draws the verdict from what the systems said. Pure: no clock, no store.
///
/// Every finding contributes a sentence with a level; the gravest gives headline and level, the others become reasons.
/// Alerts go before the stay, because an alert is executed whatever is left of 90 days. A discreet check contributes
/// no level: colour and headline, which a traveller may glimpse, are the same as without it (2018/1862 Article 37(3)).
public enum BorderVerdict {
    public static func of(_ findings: CheckFindings, at place: CheckPlace = .entry) -> Verdict {
        var said: [Sentence] = []
        var actions: [Verdict.Action] = []
        // The order of the reply is kept within both groups.
        let alerts = findings.alerts.filter(\.executeFirst) + findings.alerts.filter { !$0.executeFirst }
        for alert in alerts { weigh(alert, place, &said, &actions) }
        weighSilence(findings, &said, &actions)
        weighDocuments(findings, place, &said)
        weighStay(findings, place, &said, &actions)
        weighReading(findings, &said)

        let level = said.map(\.level).max() ?? .proceed
        let first = said.firstIndex { $0.level == level }
        let headline = first.map { said[$0].text } ?? "No system was asked"
        let others = said.indices.filter { $0 != first }.sorted { (said[$1].level, $0) < (said[$0].level, $1) }
        return Verdict(
            level: first == nil ? .check : level, headline: headline, reasons: others.map { said[$0].aside ?? said[$0].text },
            actions: actions)
    }

    private struct Sentence {
        var level: Verdict.Level
        var text: String
        /// How it reads as a reason beside a graver headline: "may stay" under "refuse entry" would contradict it.
        var aside: String?
        init(_ level: Verdict.Level, _ text: String, aside: String? = nil) {
            self.level = level
            self.text = text
            self.aside = aside
        }
    }

    // MARK: - Alerts

    private static func weigh(
        _ alert: AlertFinding, _ place: CheckPlace, _ said: inout [Sentence], _ actions: inout [Verdict.Action]
    ) {
        let origin = "alert of \(Words.state(alert.issuingState)) under \(Words.article(alert.article))"
        let (level, title) = order(alert, place)
        let isSure = alert.match.isLikely && !alert.isMisusedIdentity
        if !alert.isDiscreet {
            if isSure {
                said.append(Sentence(level, "\(title) — \(origin)"))
                if alert.match.isByDocumentAlone, !alert.isOnObject {
                    said.append(
                        Sentence(.check, "The \(origin) was found by the document alone: verify that its holder is this person"))
                } else if !alert.match.exact {
                    said.append(
                        Sentence(.check, "The match with the \(origin) is similar, not the same: verify the identity before acting"))
                }
            } else if alert.isMisusedIdentity {
                said.append(
                    Sentence(
                        max(.check, alert.match.isLikely ? level : .check),
                        "Verify the identity: somebody's identity was misused, and this may be the victim — \(origin)"))
            } else {
                said.append(Sentence(.check, "Possible \(origin): verify the identity first"))
            }
        }
        actions.append(
            Verdict.Action(
                isSure ? "\(title) — \(origin)" : "Verify the identity; then: \(lowercasedFirst(title)) — \(origin)",
                detail: alert.instruction, warnings: alert.warnings, advice: alert.advice, isDiscreet: alert.isDiscreet,
                isFirst: alert.executeFirst))
    }

    /// What the action comes to at the place of the check, and how grave it is.
    private static func order(_ alert: AlertFinding, _ place: CheckPlace) -> (Verdict.Level, String) {
        let state = Words.state(alert.issuingState)
        switch alert.action {
        case .arrest: return (.stop, "Arrest")
        case .refuseEntry:
            // Refusal is a decision on entry; whoever is inside or leaves is the issuing Member State's to be asked about.
            return place == .entry ? (.stop, "Refuse entry") : (.stop, "Alert for refusal of entry and stay: contact \(state)")
        case .preventTravel: return (.stop, "Prevent from travelling")
        case .protect: return (.stop, "Place under protection")
        case .seize: return (.stop, "Seize the document or object")
        case .identify: return (.stop, "Establish the identity: wanted person known by prints")
        case .reportToIssuer where alert.isSuspended:
            return (.check, "Return decision, suspended: contact \(state)")
        case .reportToIssuer:
            return place == .exit
                ? (.check, "Confirm the return to \(state)") : (.stop, "Return decision: contact \(state) at once")
        case .reportWhereabouts: return (.check, "Missing person: report the whereabouts to \(state)")
        case .reportResidence: return (.check, "Find out the residence and report it to \(state)")
        case .inquiryCheck: return (.check, "Inquiry check: interview and report to \(state)")
        case .specificCheck: return (.check, "Specific check: search person and luggage, report to \(state)")
        case .discreetCheck: return (.proceed, "Discreet check: report to \(state), let nothing be noticed")
        case .discreetCollection:
            return (.proceed, "Information alert: collect what the check shows, report to \(state), let nothing be noticed")
        case .locate: return (.check, "The object may lead to a person: tell \(state) where it is")
        case .noAction: return (.proceed, "Alert of \(state) with a flag: no action here")
        }
    }

    private static func lowercasedFirst(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

    // MARK: - Systems that said nothing

    private static func weighSilence(
        _ findings: CheckFindings, _ said: inout [Sentence], _ actions: inout [Verdict.Action]
    ) {
        for silent in findings.systems where silent.state == .unavailable {
            switch silent.system {
            case .EES:
                said.append(Sentence(.check, "The EES did not answer: ask again or use the fall-back procedure (Art 21)"))
                actions.append(
                    Verdict.Action(
                        "Ask the EES again",
                        detail: "Where it stays out of reach: record by the fall-back procedure of 2017/2226 Art 21 and enter the data later."))
            case .SIS:
                said.append(Sentence(.check, "SIS did not answer: whether there is an alert is not known; ask again"))
                actions.append(
                    Verdict.Action("Ask SIS again", detail: "Without its answer, ask the national copy or the SIRENE Bureau."))
            default:
                said.append(Sentence(.check, "\(silent.system.rawValue) did not answer: ask again"))
            }
        }
        for state in findings.systems where state.more {
            said.append(Sentence(.check, "\(state.system.rawValue) has more records that fit than are shown: narrow the question"))
        }
    }

    // MARK: - The document

    private static func weighDocuments(_ findings: CheckFindings, _ place: CheckPlace, _ said: inout [Sentence]) {
        for document in findings.documents {
            guard let expiry = document.expiry, expiry < findings.today else { continue }
            said.append(Sentence(.check, "The document expired on \(Words.day(expiry))"))
        }
    }

    /// Last of its level: what the systems said of the person is the better headline.
    private static func weighReading(_ findings: CheckFindings, _ said: inout [Sentence]) {
        guard !findings.remarks.isEmpty else { return }
        said.append(Sentence(.check, "The machine-readable zone was not read cleanly: compare with the document"))
    }

    // MARK: - The stay

    private static func weighStay(
        _ findings: CheckFindings, _ place: CheckPlace, _ said: inout [Sentence], _ actions: inout [Verdict.Action]
    ) {
        guard let ees = findings.systems.first(where: { $0.system == .EES }) else {
            if findings.systems.contains(where: { $0.system == .SIS && $0.state == .noHit }) {
                said.append(Sentence(.proceed, "No alert found; the EES was not asked"))
            }
            return
        }
        guard ees.state != .unavailable else { return }
        guard let file = findings.files.first(where: \.match.isLikely) else {
            weighUnknown(findings, place, &said, &actions)
            return
        }
        let files = findings.files.filter(\.match.isLikely)
        if files.count > 1 {
            said.append(Sentence(.check, "\(files.count) files of the EES may be this person's: verify the identity"))
        }
        if file.match.isByDocumentAlone {
            said.append(Sentence(.check, "The file was found by the document alone: verify that its holder is this person (Art 23(2))"))
        } else if !file.match.exact {
            said.append(Sentence(.check, "The file found is similar, not the same: verify the identity (Art 23(2))"))
        }
        weighPresence(file, place, &said, &actions)
        weighCalculator(file, findings.today, place, &said, &actions)
        for warning in file.warnings where !saidByCalculator.contains(warning) {
            said.append(Sentence(.check, Words.warning(warning)))
        }
        if file.isListed, (file.stay?.overstayDays ?? 0) == 0 {
            said.append(Sentence(.check, "On the list of overstayers for an earlier stay (Art 12(3))"))
        }
        if let refusal = file.lastRefusal {
            let reasons = refusal.reasons.map(Words.reason).joined(separator: ", ")
            said.append(
                Sentence(
                    .proceed,
                    "Entry was refused \(file.refusals == 1 ? "once" : "\(file.refusals) times"), last on \(Words.day(refusal.day)) by \(Words.state(refusal.memberState))\(reasons.isEmpty ? "" : ": " + reasons)"
                ))
        }
    }

    /// Warnings that the calculator's own sentences already say.
    private static let saidByCalculator: Set<CrossingWarning> = [.overstay, .noAuthorisedStay]

    private static func weighUnknown(
        _ findings: CheckFindings, _ place: CheckPlace, _ said: inout [Sentence], _ actions: inout [Verdict.Action]
    ) {
        if let best = findings.files.first {
            said.append(
                Sentence(.check, "A file of the EES is possibly this person's (\(percent(best.match.probability))): verify the identity first"))
            return
        }
        let free = findings.person.nationalities.filter { movesFreely($0, on: findings.today) }
        if let nationality = free.first {
            said.append(Sentence(.proceed, "No file, and none is due: the EES does not apply to nationals of \(nationality.name)"))
            return
        }
        switch place {
        case .entry:
            said.append(Sentence(.check, "Not found in the EES: first entry — create a file"))
            actions.append(
                Verdict.Action(
                    "Create an individual file",
                    detail: "Before that, search by fingerprints where the person may be on file under other data (2017/2226 Art 14, 23(4))."))
        case .exit:
            said.append(Sentence(.check, "Not found in the EES: no entry is recorded (Art 20)"))
            actions.append(
                Verdict.Action(
                    "Establish when the stay began",
                    detail: "Without proof of lawful stay it may be presumed unlawful; hear the person and look at the evidence (2017/2226 Art 20)."))
        case .inside:
            said.append(Sentence(.check, "Not found in the EES: the stay may be presumed unlawful (Art 20)"))
            actions.append(
                Verdict.Action(
                    "Hear the person",
                    detail: "Evidence of a residence permit, long-stay visa or lawful entry rebuts the presumption (2017/2226 Art 20)."))
        }
    }

    /// Nationals of the Union, the EEA and Switzerland, to whom the EES does not apply (Article 2(1), 2(3)).
    static func movesFreely(_ code: CountryCode, on day: Day) -> Bool {
        code.isEUMemberState(on: day) || ["NOR", "ISL", "LIE", "CHE"].contains(code.text)
    }

    private static func weighPresence(
        _ file: FileFinding, _ place: CheckPlace, _ said: inout [Sentence], _ actions: inout [Verdict.Action]
    ) {
        guard let present = file.present ?? file.stay?.present else { return }
        switch (place, present) {
        case (.entry, true):
            said.append(Sentence(.check, "Inside by the records: the last exit is not recorded"))
            actions.append(
                Verdict.Action(
                    "Clear up the missing exit",
                    detail: "Look at the stamps and tickets; complete the record before the new entry (2017/2226 Art 14(3), 16)."))
        case (.exit, false):
            said.append(Sentence(.check, "Outside by the records: no entry is recorded for this exit (Art 20)"))
        case (.inside, false):
            said.append(Sentence(.check, "Outside by the records: no entry is recorded for this stay (Art 20)"))
        default: break
        }
    }

    private static func weighCalculator(
        _ file: FileFinding, _ today: Day, _ place: CheckPlace, _ said: inout [Sentence],
        _ actions: inout [Verdict.Action]
    ) {
        guard let stay = file.stay else {
            said.append(Sentence(.proceed, "On file in the EES; the stay is not shown to this authority"))
            return
        }
        guard stay.applies else {
            said.append(Sentence(.proceed, "Family member of a Union citizen: the calculator does not apply (Art 11(1))"))
            return
        }
        let used = "\(stay.usedDays ?? 0) of 90 days used"
        if let days = stay.overstayDays, days > 0 {
            said.append(Sentence(.stop, "Overstay: \(Words.days(days))"))
            actions.append(
                Verdict.Action(
                    place == .exit ? "Record the exit and the overstay" : "Establish the overstay",
                    detail:
                        "Hear the person before any decision: force majeure and other good grounds are to be looked at (2017/2226 Art 11, 12; national law)."
                ))
            return
        }
        if let moment = stay.authorisedUntil {
            said.append(Sentence(.proceed, "Transit allowed until \(moment)"))
            return
        }
        guard let end = stay.authorisedEnd else {
            let entries = stay.entriesLeft == 0 ? "the entries of the visa are used up" : "\(used), none left"
            said.append(Sentence(place == .exit ? .check : .stop, "No lawful stay: \(entries)"))
            if place == .entry {
                actions.append(
                    Verdict.Action(
                        "Refuse entry unless an exception applies",
                        detail: "Standard form, reason \(stay.entriesLeft == 0 ? "C" : "F") of Annex V, Part B (2016/399 Art 14)."))
            }
            return
        }
        let left = stay.remainingDays.map { "\(Words.days($0)) left" }
        let leaves = place == .exit && stay.present == true
        said.append(
            Sentence(
                .proceed,
                leaves
                    ? "May leave: the stay is lawful until \(Words.day(end)), \(used)"
                    : "May stay until \(Words.day(end)): \(used)\(left.map { ", \($0)" } ?? "")",
                aside: "By the calculator alone, a stay is lawful until \(Words.day(end)): \(used)"))
    }

    private static func percent(_ probability: Double) -> String { "\(Int((probability * 100).rounded()))%" }
}
