import ECRISTCN
import EES
import Eurodac
import ETIAS
import Identity
import Interoperability
import SIS
import VIS
import Wire

/// Until when a record may be kept.
public enum RetentionRule: ConformanceRule {
    public static let name = "retention"
    public static let article =
        "2017/2226 34-35, 767/2008 23, 2018/1862 53-54, 2018/1861 39, 2024/1358 29, 603/2013 12, 2018/1240 54, 2019/816 8, 2019/817 35"

    public struct Question: WireRecord {
        var system = ""
        var record = ""
        var regime: String?
        var category: JSONText?
        var exit: Day?
        var entry: Day?
        var refused: Day?
        var lastRecord: Day?
        var authorisedEnd: Day?
        var acquired: Day?
        var dataErased: Day?
        var created: Day?
        var entered: Day?
        var lastExtended: Day?
        var decisionLongerThanThreeYears = false
        var linkedAlertKeptUntil: Day?
        var alertDeleted: Day?
        var status: String?
        var validUntil: Day?
        var decided: Day?
        var retentionEnd: Day?
        var taken: Day?
        var transmitted: Day?
        var admission: String?
        var councilDecision: Day?
        var extensions: Int?
        var consent = false
        var sourceDeleted: Day?
        var nationalErasure: Day?
        var offence: String?
        var linkedDataKeptUntil: [Day] = []
        public init() {}
        public static let wireName = "RetentionRuleQuestion"
        public static let meaning = "A record and the dates that its period runs from."
        public static let fields: [Field<Question>] = [
            .required("system", \.system, "System."), .required("record", \.record, "Kind of record."),
            .optional("regime", \.regime, "603 or 1358."),
            .optional("category", \.category, "Alert category, or number of a Eurodac category."),
            .optional("exit", \.exit, "Day of exit."), .optional("entry", \.entry, "Day of entry."),
            .optional("refused", \.refused, "Day of refusal."), .optional("lastRecord", \.lastRecord, "Last record of the file."),
            .optional("authorisedEnd", \.authorisedEnd, "End of the authorised stay."),
            .optional("acquired", \.acquired, "Day of naturalisation."), .optional("dataErased", \.dataErased, "Day of erasure."),
            .optional("created", \.created, "Day of creation."), .optional("entered", \.entered, "Day of entry of the alert."),
            .optional("lastExtended", \.lastExtended, "Last extension."),
            .defaulted("decisionLongerThanThreeYears", \.decisionLongerThanThreeYears, to: false, "The decision runs longer."),
            .optional("linkedAlertKeptUntil", \.linkedAlertKeptUntil, "End of the linked alert."),
            .optional("alertDeleted", \.alertDeleted, "Day on which the alert was deleted."),
            .optional("status", \.status, "Status."), .optional("validUntil", \.validUntil, "End of validity."),
            .optional("decided", \.decided, "Day of the decision."), .optional("retentionEnd", \.retentionEnd, "End of retention."),
            .optional("taken", \.taken, "Day of fingerprinting."), .optional("transmitted", \.transmitted, "Day of transmission."),
            .optional("admission", \.admission, "State of an admission procedure."),
            .optional("councilDecision", \.councilDecision, "Day of the Council decision."),
            .optional("extensions", \.extensions, "Years of extension.", limits: .integer(0...100)),
            .defaulted("consent", \.consent, to: false, "Consent of the applicant."),
            .optional("sourceDeleted", \.sourceDeleted, "Day on which the source data went."),
            .optional("nationalErasure", \.nationalErasure, "Erasure of the national record."),
            .optional("offence", \.offence, "terrorist or listed."),
            .list("linkedDataKeptUntil", \.linkedDataKeptUntil, "Ends of the linked data.", count: 0...1000),
        ]
    }

    /// A word, or a number written as one.
    struct JSONText: WireValue {
        var text: String
        static let schema = Schema.either([.text(.init(length: 1...50)), .integer(0...9)])
        init(wire: JSON, at path: WirePath) throws(WireError) {
            switch wire {
            case .string(let text): self.text = text
            case .integer(let number): text = String(number)
            default: throw WireError(path, .wrongType, "is neither a word nor a number")
            }
        }
        var wire: JSON { .string(text) }
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        switch question.system {
        case "EES":
            let term = EESRetention.term(for: try ees(question))
            return line(term.keptUntil, term.eraseOn, review: nil, notice: term.noticeOn, term.article)
        case "SIS":
            let term = SISRetention.term(for: try sis(question))
            return line(term.keptUntil, term.eraseOn, review: term.reviewBy, notice: term.noticeOn, term.article)
        case "VIS":
            let term = VISRetention.term(for: try vis(question))
            return line(term.keptUntil, term.eraseOn, review: nil, notice: nil, term.article)
        case "Eurodac":
            let term = EurodacRetention.term(for: try eurodac(question))
            return line(term.keptUntil, term.eraseOn, review: nil, notice: nil, term.article)
        case "ETIAS":
            let term = ETIASRetention.term(for: try etias(question))
            return line(term.keptUntil, term.eraseOn, review: term.reviewBy, notice: nil, term.article)
        case "ECRIS-TCN":
            let term = ECRISTCNRetention.term(for: try ecrisTCN(question))
            return line(term.keptUntil, term.eraseOn, review: nil, notice: nil, term.article)
        case "ESP", "sBMS", "CIR", "MID":
            let term = InteroperabilityRetention.term(for: try component(question))
            return line(term.keptUntil, term.keptUntil.map { $0 + 1 }, review: nil, notice: nil, term.article)
        default: throw RuleError("there is no system \(question.system)")
        }
    }

    private static func component(_ question: Question) throws(RuleError) -> InteroperabilityRetention.Record {
        switch (question.system, question.record) {
        case ("ESP", "log"): .portalLog(created: try need(question.created, "created"))
        case ("sBMS", "log"): .matchingLog(created: try need(question.created, "created"))
        case ("CIR", "log"): .repositoryLog(created: try need(question.created, "created"))
        case ("MID", "log"): .detectorLog(created: try need(question.created, "created"))
        case ("MID", "link"): .link(dataKeptUntil: question.linkedDataKeptUntil)
        default: throw RuleError("\(question.system) has no record \(question.record)")
        }
    }

    private static func line(_ kept: Day?, _ erase: Day?, review: Day?, notice: Day?, _ article: String) -> JSONObject {
        JSONObject([
            ("keptUntil", kept.orNull), ("eraseOn", erase.orNull), ("reviewBy", review.orNull),
            ("noticeOn", notice.orNull), ("article", .string(article)),
        ])
    }

    private static func need(_ day: Day?, _ name: String) throws(RuleError) -> Day {
        guard let day else { throw RuleError("\(name) is missing") }
        return day
    }

    private static func ees(_ question: Question) throws(RuleError) -> EESRetention.Record {
        switch question.record {
        case "entryExit": .entryExit(exit: try need(question.exit, "exit"))
        case "refusal": .refusal(refused: try need(question.refused, "refused"))
        case "individualFile": .individualFile(lastRecord: try need(question.lastRecord, "lastRecord"))
        case "noExit": .noExit(authorisedEnd: try need(question.authorisedEnd, "authorisedEnd"))
        case "familyEntryExit": .familyEntryExit(exit: try need(question.exit, "exit"))
        case "familyNoExit": .familyNoExit(entry: try need(question.entry, "entry"))
        case "naturalised": .naturalised(acquired: try need(question.acquired, "acquired"))
        case "log": .log(dataErased: try need(question.dataErased, "dataErased"))
        case "carrierLog": .carrierLog(created: try need(question.created, "created"))
        default: throw RuleError("the EES has no record \(question.record)")
        }
    }

    private static func vis(_ question: Question) throws(RuleError) -> VISRetention.Record {
        switch question.record {
        case "applicationFile":
            switch question.status {
            case "issued": .issued(validUntil: try need(question.validUntil, "validUntil"))
            case "extended", "renewed": .extended(validUntil: try need(question.validUntil, "validUntil"))
            case "withdrawn", "closed", "discontinued": .closed(created: try need(question.created, "created"))
            case "refused", "annulled", "revoked": .decided(try need(question.decided, "decided"))
            default: throw RuleError("status is missing or none of an application file")
            }
        case "childBiometrics":
            .childBiometrics(validUntil: try need(question.validUntil, "validUntil"), exit: try need(question.exit, "exit"))
        case "log": .log(retentionEnd: try need(question.retentionEnd, "retentionEnd"))
        case "carrierLog": .carrierLog(created: try need(question.created, "created"))
        default: throw RuleError("the VIS has no record \(question.record)")
        }
    }

    private static func sis(_ question: Question) throws(RuleError) -> SISRetention.Record {
        switch question.record {
        case "alert":
            let dates = SISRetention.AlertDates(
                entered: try need(question.entered, "entered"), lastExtended: question.lastExtended,
                decisionLongerThanThreeYears: question.decisionLongerThanThreeYears,
                linkedAlertKeptUntil: question.linkedAlertKeptUntil)
            if question.category?.text == "objectCheck" { return .objectCheck(dates) }
            guard let category = question.category.flatMap({ AlertCategory(rawValue: $0.text) }) else {
                throw RuleError("category is missing or none of SIS")
            }
            return .alert(category, dates)
        case "log": return .log(created: try need(question.created, "created"))
        case "alertHistoryLog": return .alertHistoryLog(alertDeleted: try need(question.alertDeleted, "alertDeleted"))
        case "supplementaryInformation":
            return .supplementaryInformation(alertDeleted: try need(question.alertDeleted, "alertDeleted"))
        default: throw RuleError("SIS has no record \(question.record)")
        }
    }

    private static func eurodac(_ question: Question) throws(RuleError) -> EurodacRetention.Record {
        switch question.record {
        case "dataset":
            guard let regime = EurodacRegime(rawValue: question.regime ?? "1358") else { throw RuleError("regime is 603 or 1358") }
            guard let digit = question.category.flatMap({ Int($0.text) }), let category = EurodacCategory(digit: digit, in: regime),
                !category.isRequest
            else { throw RuleError("category is missing, or no category of persons under \(regime.rawValue)") }
            switch (regime, category) {
            // What is never stored needs no date.
            case (.regulation603, .illegalStay): return .dataset603(category, taken: question.taken ?? Day(number: 0))
            case (.regulation603, _): return .dataset603(category, taken: try need(question.taken, "taken"))
            case (.regulation1358, .temporaryProtection):
                return .temporaryProtection(
                    councilDecision: try need(question.councilDecision, "councilDecision"), extensions: question.extensions ?? 0)
            case (.regulation1358, .admission):
                guard let admission = question.admission.flatMap({ AdmissionState(rawValue: $0) }) else {
                    throw RuleError("admission is missing, or none of \(AdmissionState.allCases.map(\.rawValue))")
                }
                return .dataset1358(
                    category, admission,
                    transmitted: admission == .registered ? question.transmitted ?? Day(number: 0) : try need(question.transmitted, "transmitted"))
            case (.regulation1358, _): return .dataset1358(category, nil, transmitted: try need(question.transmitted, "transmitted"))
            }
        case "log": return .log(retentionEnd: try need(question.retentionEnd, "retentionEnd"))
        default: throw RuleError("Eurodac has no record \(question.record)")
        }
    }

    private static func etias(_ question: Question) throws(RuleError) -> ETIASRetention.Record {
        switch (question.record, question.status ?? "") {
        case ("applicationFile", "issued"):
            return .issued(validUntil: try need(question.validUntil, "validUntil"), consent: question.consent)
        case ("applicationFile", "refused"), ("applicationFile", "annulled"), ("applicationFile", "revoked"):
            return .negative(decided: try need(question.decided, "decided"), sourceDeleted: question.sourceDeleted)
        case ("applicationFile", _): throw RuleError("status is missing or none of ETIAS")
        case ("watchlist", _): return .watchlist(entered: try need(question.entered, "entered"))
        case ("log", _): return .log(retentionEnd: try need(question.retentionEnd, "retentionEnd"))
        case ("carrierLog", _): return .carrierLog(created: try need(question.created, "created"))
        default: throw RuleError("ETIAS has no record \(question.record)")
        }
    }

    private static func ecrisTCN(_ question: Question) throws(RuleError) -> ECRISTCNRetention.Record {
        switch question.record {
        case "record": return .record(nationalErasure: try need(question.nationalErasure, "nationalErasure"))
        case "flag":
            guard let offence = question.offence.flatMap({ FlagOffence(rawValue: $0) }) else {
                throw RuleError("offence is missing, or neither terrorist nor listed")
            }
            return .flag(offence, created: try need(question.created, "created"))
        case "log": return .log(created: try need(question.created, "created"))
        default: throw RuleError("ECRIS-TCN has no record \(question.record)")
        }
    }
}
