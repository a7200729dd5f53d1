import EES
import Identity
import Interoperability
import Registry

/// What really happened, as the actors who did it know it: kept by the simulation alone, and held against the registers
/// at the end.
struct Truth {
    /// By `Person.index`.
    var files: [Int: FileTruth] = [:]
    /// Whose file it is.
    var persons: [RecordID: Int] = [:]
    /// By Schengen ID.
    var alerts: [String: AlertTruth] = [:]
    /// Schengen IDs in the order in which the alerts were entered.
    var alertsEntered: [String] = []
    /// The alerts on a person, by `Person.index`.
    var alertNumbers: [Int: [String]] = [:]
    /// Records of Eurodac, ETIAS and ECRIS-TCN by system: what was entered, and the last day on which it may be held.
    var records: [RecordID: RecordTruth] = [:]
    /// Clocks that the law started, by the record that carries them.
    var clocks: [RecordID: [ClockTruth]] = [:]
    /// Applications for visas by their file.
    var visas: [RecordID: VisaTruth] = [:]
    /// Of a sticker, by issuer and number, the file.
    var stickers: [String: RecordID] = [:]
    /// Files that name a file as that of somebody who applies together.
    var visaLinks: [RecordID: Set<RecordID>] = [:]
    /// Applications of a person, in the order in which their files were created.
    var visaFiles: [Int: [RecordID]] = [:]
    /// Messages that the VIS had to carry: how many of a kind, to whom, about which file.
    var visaMessages: [VisaMessage: Int] = [:]
    /// Applications for travel authorisations by their file.
    var authorisations: [RecordID: AuthorisationTruth] = [:]
    /// Applications of a person, in the order in which they were submitted.
    var authorisationFiles: [Int: [RecordID]] = [:]
    /// Persons who asked for revocation while they were inside, or nobody knew: it takes effect with the next exit.
    var revocationsAwaited: Set<Int> = []

    /// What was concluded of links.
    var links: [RecordID: LinkTruth] = [:]
    /// What desks have said to be right of the findings of data quality: of an issue each rule and field, and the day.
    var confirmedFindings: [RecordID: [String: Day]] = [:]
    /// Schengen IDs of alerts that links join, by their records.
    var alertRecords: [RecordID: String] = [:]

    mutating func enter(_ number: String, _ alert: AlertTruth) {
        alerts[number] = alert
        alertsEntered.append(number)
        if let person = alert.person { alertNumbers[person, default: []].append(number) }
    }

    /// A person's file and what stands in it.
    struct FileTruth {
        var id: RecordID
        var opened: Day
        /// Subject to a visa requirement.
        var visaRequired: Bool
        /// Positions in `Person.documents` that are recorded.
        var documents: Set<Int>
        /// Whether samples are held.
        var samples: Bool
        var stays: [StayTruth] = []
        var refusals: [Day] = []
    }

    /// A stay as it happened. What the register knows of it may come later, where a fall-back procedure was used.
    struct StayTruth {
        /// The entry/exit record; `nil` until something was recorded.
        var record: RecordID?
        var entry: Day?
        var exit: Day?
        var isFamilyMember: Bool
        var visa: VisaUse?
        /// Member State of entry.
        var state: String
        /// Last lawful day by the last decision under Article 19.
        var decidedEnd: Day?
        var isDelisted = false
        /// Number of the stay in the person's travel history.
        var number: Int
    }

    /// What an authority has concluded of a link; no colour where none followed.
    struct LinkTruth {
        var conclusion: LinkRule.Conclusion
        var colour: LinkRule.Colour?
        var authority: String
    }

    struct AlertTruth {
        var person: Int?
        var object: Int?
        var category: String
        var objectKind: String?
        var issuer: String
        var entered: Day
        var lastExtended: Day?
        /// The decision behind it runs longer than three years.
        var longDecision: Bool
        /// A return decision that comes with an entry ban: the alert is replaced and not deleted as achieved.
        var hasEntryBan = false
        var isDeleted = false
        /// Hits reported.
        var hits = 0
        var documents: [TravelDocument] = []
        /// Hidden from these states' end-users until then (2018/1862 Article 26(4)).
        var hidden: (until: Instant, states: Set<String>)?

        var group: String { AlertGroup.of(category: category, object: objectKind) }

        /// Last day of its period, counted here from the acts alone (2018/1861 Article 39, 2018/1862 Articles 53 and 54).
        var lastDay: Day {
            let years =
                switch category {
                case "childAbduction", "childRisk", "vulnerableAdult": 1
                case "discreetCheck", "inquiryCheck", "specificCheck": object == nil ? 1 : 10
                case "judicial", "unknownWanted": 3
                case "return", "refusal", "entryBan", "restrictiveMeasure": longDecision ? 5 : 3
                case "object": 10
                default: 5
                }
            return (lastExtended ?? entered).adding(years: years)
        }

        func isLive(on day: Day) -> Bool { !isDeleted && day <= lastDay }

        func isVisible(in state: String, at now: Instant, on day: Day) -> Bool {
            guard isLive(on: day) else { return false }
            guard let hidden else { return true }
            return now >= hidden.until || !hidden.states.contains(state)
        }
    }

    struct VisaMessage: Hashable {
        var kind: String
        var recipient: String
        var application: RecordID
    }

    /// A record whose term is known from the acts; `nil` while nothing ends it.
    struct RecordTruth {
        var kind: RecordKind
        var person: Int
        var lastDay: Day?
    }

    /// Something due on a day, of which somebody must be told when it passes in silence.
    struct ClockTruth {
        /// The notice that tells of it.
        var notice: String
        var recipient: String
        /// The day on which silence is told of.
        var dueOn: Day
        /// Days that the telling may come later: a clock that ends with a day's last hour is told of by the next round.
        var grace = 0
        /// When it was done.
        var done: Day?
    }
}
