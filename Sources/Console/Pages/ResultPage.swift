import Access
import EES
import Foundation
import Identity
import SIS

/// A fact with its name.
struct FactView: Sendable {
    var label: String
    var value: String
}

/// The answer to a border check, ready for the template.
struct ResultPage: Sendable {
    struct VerdictView: Sendable {
        struct ActionView: Sendable {
            var title: String
            var detail: String
            var hasDetail: Bool
            var warnings: String
            var hasWarnings: Bool
            var advice: [String]
            var isFirst: Bool
            var isDiscreet: Bool
        }
        var level: String
        var word: String
        var headline: String
        var isStop: Bool
        var isCheckFirst: Bool
        var isProceed: Bool
        var reasons: [String]
        var hasReasons: Bool
        var actions: [ActionView]
        var hasActions: Bool

        init(_ verdict: Verdict) {
            level = "\(verdict.level)"
            word = verdict.level.word
            headline = verdict.headline
            isStop = verdict.level == .stop
            isCheckFirst = verdict.level == .check
            isProceed = verdict.level == .proceed
            reasons = verdict.reasons
            hasReasons = !reasons.isEmpty
            actions = verdict.actions.map {
                ActionView(
                    title: $0.title, detail: $0.detail, hasDetail: !$0.detail.isEmpty,
                    warnings: $0.warnings.joined(separator: ", "), hasWarnings: !$0.warnings.isEmpty, advice: $0.advice,
                    isFirst: $0.isFirst, isDiscreet: $0.isDiscreet)
            }
            hasActions = !actions.isEmpty
        }
    }

    struct PersonView: Sendable {
        var name: String
        var facts: [FactView]
    }

    struct SystemView: Sendable {
        var name: String
        var words: String
        var state: String
        var isHit: Bool
        var isNoHit: Bool
        var isSilent: Bool
    }

    struct StayView: Sendable {
        struct Figure: Sendable {
            var label: String
            var value: String
            var unit: String?
        }
        struct Bar: Sendable {
            var used: Int
            var isOver: Bool
        }
        struct Line: Sendable {
            var entry: String
            var entryPoint: String
            var exit: String
            var exitPoint: String
            var authorisedEnd: String
            var overstay: Bool
        }
        var traveller: String?
        var figures: [Figure]
        var hasFigures: Bool
        var bar: Bar?
        var strip: StripView?
        var stays: [Line]
        var hasStays: Bool
    }

    struct HitView: Sendable {
        struct Evidence: Sendable {
            var kind: String
            var asked: String
            var found: String
            var rule: String
            var bits: String
            var isAgainst: Bool
        }
        struct IdentityView: Sendable {
            var name: String
            var words: String
            var isMatched: Bool
        }
        var title: String
        var likeness: String
        var isExact: Bool
        var identities: [IdentityView]
        var hasIdentities: Bool
        var facts: [FactView]
        var weights: String
        var evidence: [Evidence]
    }

    var frame: PageFrame
    var form: FormView
    var verdict: VerdictView
    var person: PersonView
    var remarks: [String]
    var hasRemarks: Bool
    var systems: [SystemView]
    var stay: StayView?
    var hits: [HitView]
    var hasHits: Bool
    var proof: ProofView

    init(_ findings: CheckFindings, _ verdict: Verdict, logEntry: String, form: FormView, frame: PageFrame) {
        self.frame = frame
        self.form = form
        self.verdict = VerdictView(verdict)
        person = ResultPage.person(findings)
        remarks = findings.remarks
        hasRemarks = !remarks.isEmpty
        systems = findings.systems.map { ResultPage.system($0, findings) }
        stay = findings.files.first(where: \.match.isLikely).flatMap(ResultPage.stay)
        hits = findings.alerts.map(HitView.init) + findings.files.map(HitView.init)
        hasHits = !hits.isEmpty
        proof = ProofView(waitingFor: logEntry)
    }

    private static func person(_ findings: CheckFindings) -> PersonView {
        var facts = identityFacts(findings.person)
        for document in findings.documents { facts.append(FactView(label: "Document", value: document.words)) }
        let name = Words.name(findings.person)
        return PersonView(name: name.isEmpty ? "No name given" : name, facts: facts)
    }

    static func identityFacts(_ identity: PersonIdentity) -> [FactView] {
        var facts: [FactView] = []
        if let date = identity.dateOfBirth { facts.append(FactView(label: "Born", value: words(date))) }
        if let sex = Words.sex(identity.sex) { facts.append(FactView(label: "Sex", value: sex)) }
        if !identity.nationalities.isEmpty {
            facts.append(
                FactView(
                    label: identity.nationalities.count == 1 ? "Nationality" : "Nationalities",
                    value: identity.nationalities.map { $0.name }.joined(separator: ", ")))
        }
        return facts
    }

    static func words(_ date: PartialDate) -> String {
        if let day = date.exactDay { return Words.day(day) }
        return date.description
    }

    private static func system(_ state: SystemState, _ findings: CheckFindings) -> SystemView {
        let count: Int? =
            switch state.system {
            case .SIS: findings.alerts.count
            case .EES: findings.files.count
            default: nil
            }
        let noun = state.system == .SIS ? "alert" : state.system == .EES ? "file" : "record"
        let words: String =
            switch state.state {
            case .hit: count.map { "\($0) \(noun)\($0 == 1 ? "" : "s")" } ?? "hit"
            case .noHit: "no \(noun)"
            case .unavailable: "did not answer"
            }
        return SystemView(
            name: state.system.rawValue, words: words, state: state.state == .unavailable ? "silent" : "\(state.state)",
            isHit: state.state == .hit, isNoHit: state.state == .noHit, isSilent: state.state == .unavailable)
    }

    private static func stay(_ file: FileFinding) -> StayView? {
        var figures: [StayView.Figure] = []
        var bar: StayView.Bar?
        if let stay = file.stay, stay.applies {
            let used = stay.usedDays ?? 0
            figures.append(.init(label: "Used", value: "\(used)", unit: "of 90 days"))
            if let days = stay.overstayDays, days > 0 {
                figures.append(.init(label: "Overstay", value: "\(days)", unit: days == 1 ? "day" : "days"))
            } else if let left = stay.remainingDays {
                figures.append(.init(label: "Left", value: "\(left)", unit: left == 1 ? "day" : "days"))
            }
            if let end = stay.authorisedEnd { figures.append(.init(label: "Last lawful day", value: Words.day(end))) }
            if let entries = stay.entriesLeft {
                figures.append(.init(label: "Visa", value: "\(entries)", unit: entries == 1 ? "entry left" : "entries left"))
            }
            bar = .init(used: min(90, used), isOver: used > 90 || (stay.overstayDays ?? 0) > 0)
        }
        let strip = file.strip.flatMap(StripView.init)
        let stays = file.stays.map { line in
            StayView.Line(
                entry: line.entry.map(Words.day) ?? "not recorded", entryPoint: line.entryPoint ?? "",
                exit: line.exit.map(Words.day) ?? "none", exitPoint: line.exitPoint ?? "",
                authorisedEnd: line.authorisedEnd.map(Words.day) ?? "", overstay: line.overstay)
        }
        guard !figures.isEmpty || strip != nil || !stays.isEmpty else { return nil }
        return StayView(
            traveller: file.traveller.map(Words.traveller), figures: figures, hasFigures: !figures.isEmpty, bar: bar,
            strip: strip, stays: stays, hasStays: !stays.isEmpty)
    }
}

extension ResultPage.HitView {
    init(_ alert: AlertFinding) {
        self.init(
            title: "SIS: alert of \(Words.state(alert.issuingState)) under \(Words.article(alert.article))",
            match: alert.match,
            identities: alert.identities.map { .init($0.identity, isMatched: $0.isMatched, hasCategory: true) },
            facts: [FactView(label: "Schengen ID", value: alert.schengenID)]
                + alert.facts.map { FactView(label: $0.name, value: $0.value) }
                + (alert.validUntil.map { [FactView(label: "Valid until", value: Words.day($0))] } ?? []))
    }

    init(_ file: FileFinding) {
        var facts = [FactView(label: "File", value: file.file)]
        if let document = file.document { facts.append(FactView(label: "Document on file", value: document.words)) }
        if file.refusals > 0 { facts.append(FactView(label: "Refusals of entry", value: "\(file.refusals)")) }
        self.init(
            title: "EES: individual file", match: file.match,
            identities: Words.name(file.identity).isEmpty ? [] : [.init(file.identity, isMatched: true, hasCategory: false)], facts: facts)
    }

    private init(title: String, match: MatchFinding, identities: [IdentityView], facts: [FactView]) {
        self.title = title
        // A probability is never said to be certain: rounding must not make it so.
        let percent = min(99, Int((match.probability * 100).rounded(.down)))
        likeness =
            match.isByDocumentAlone ? "same document" : match.exact ? "same data" : match.isLikely ? "similar, \(percent)%" : "possible, \(percent)%"
        isExact = match.exact && !match.isByDocumentAlone
        self.identities = identities
        hasIdentities = !identities.isEmpty
        self.facts = facts
        let sum = match.bits == 0 ? "" : "\(ResultPage.HitView.signed(match.bits)) bits in all. "
        weights = "Evidence: \(sum)A positive weight speaks for the same person, a negative one against."
        evidence = match.evidence.map {
            Evidence(
                kind: Words.spaced($0.kind), asked: $0.asked, found: $0.found, rule: $0.rule, bits: Self.signed($0.bits),
                isAgainst: $0.bits < 0)
        }
    }

    static func signed(_ bits: Double) -> String {
        let text = String(format: "%.1f", abs(bits))
        return bits < 0 ? "−\(text)" : "+\(text)"
    }
}

extension ResultPage.HitView.IdentityView {
    /// - Parameter hasCategory: SIS says how sure an identity is; the EES does not.
    init(_ identity: PersonIdentity, isMatched: Bool, hasCategory: Bool) {
        name = Words.name(identity)
        let facts = ResultPage.identityFacts(identity).map(\.value)
        words = ((hasCategory ? [Words.category(identity.category)] : []) + facts).joined(separator: " · ")
        self.isMatched = isMatched
    }
}

extension TravelDocument {
    var words: String {
        let kindWords: String? = kind == .other ? nil : Words.spaced("\(kind)")
        let issuer: String? = self.issuer == .unspecified ? nil : self.issuer.name
        return [kindWords, number, issuer, expiry.map { "valid until \(Words.day($0))" }].compactMap { $0 }.joined(separator: " · ")
    }
}
