import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// What is counted of the records of one State in one register: figures alone.
struct QualityTally: Sendable, Equatable {
    var records = 0
    /// Records of which the act asks something; a record of a crossing is never incomplete, and makes others no completer.
    var asked = 0
    var complete = 0
    var good = 0
    /// Records that an indicator says something of…
    var measured: [QualityIndicator: Int] = [:]
    /// …and the sums of its values in them.
    var sums: [QualityIndicator: Int] = [:]
    /// Records that a rule finds something in…
    var rules: [String: Int] = [:]
    /// …of these, those of low quality…
    var low: [String: Int] = [:]
    /// …and fields, without their place in a list.
    var fields: [String: Int] = [:]
    var flagged = 0

    mutating func add(_ record: CheckedRecord, _ assessment: QualityAssessment) {
        records += 1
        if !record.asked.isEmpty {
            asked += 1
            if record.missing.isEmpty { complete += 1 }
        }
        if assessment.quality == .good { good += 1 }
        if !assessment.findings.isEmpty { flagged += 1 }
        for (indicator, value) in assessment.values where value < 100 || record.isMeasured(by: indicator) {
            measured[indicator, default: 0] += 1
            sums[indicator, default: 0] += value
        }
        for rule in Set(assessment.findings.map(\.rule)) {
            rules[rule, default: 0] += 1
            if assessment.quality == .low { low[rule, default: 0] += 1 }
        }
        for field in Set(assessment.findings.map { QualityTally.plain($0.field) }) { fields[field, default: 0] += 1 }
    }

    static func + (a: QualityTally, b: QualityTally) -> QualityTally {
        var sum = a
        sum.records += b.records
        sum.asked += b.asked
        sum.complete += b.complete
        sum.good += b.good
        sum.flagged += b.flagged
        sum.measured.merge(b.measured, uniquingKeysWith: +)
        sum.sums.merge(b.sums, uniquingKeysWith: +)
        sum.rules.merge(b.rules, uniquingKeysWith: +)
        sum.low.merge(b.low, uniquingKeysWith: +)
        sum.fields.merge(b.fields, uniquingKeysWith: +)
        return sum
    }

    /// `identities/0/surnames` is `identities/surnames`.
    static func plain(_ field: String) -> String {
        field.split(separator: "/").filter { Int($0) == nil }.joined(separator: "/")
    }
}

/// One State's line of a report. A share of nothing is absent, and so is the mean of an indicator that says something of no record: it is not
/// 100 per cent.
public struct QualityStateLine: WireRecord, Hashable {
    public var memberState = ""
    public var records = 0
    /// In tenths of a per cent.
    public var completePerMille: Int?
    public var goodPerMille: Int?
    public var lowPerMille: Int?
    public var completeness: Int?
    public var accuracy: Int?
    public var timeliness: Int?
    public var uniqueness: Int?
    public var consistency: Int?
    public var flagged = 0
    public var openIssues = 0
    public var resolvedIssues = 0
    public var overdueErasures = 0

    public init() {}
    init(_ memberState: String, _ tally: QualityTally) {
        self.memberState = memberState
        records = tally.records
        flagged = tally.flagged
        func perMille(_ part: Int, of all: Int) -> Int? { all > 0 ? 1000 * part / all : nil }
        completePerMille = perMille(tally.complete, of: tally.asked)
        (goodPerMille, lowPerMille) = (perMille(tally.good, of: records), perMille(records - tally.good, of: records))
        func mean(_ indicator: QualityIndicator) -> Int? {
            guard let measured = tally.measured[indicator], measured > 0 else { return nil }
            return (tally.sums[indicator] ?? 0) / measured
        }
        (completeness, accuracy, timeliness) = (mean(.completeness), mean(.accuracy), mean(.timeliness))
        (uniqueness, consistency) = (mean(.uniqueness), mean(.consistency))
    }

    /// Tells records as statistics tell what is held: exact ones, week by week, would undo the rounding there. Of so few records that none
    /// is told, a share would tell them.
    mutating func round(to least: Int) {
        let isTold = records >= least
        records -= records % least
        guard !isTold else { return }
        (completePerMille, goodPerMille, lowPerMille) = (nil, nil, nil)
        (completeness, accuracy, timeliness, uniqueness, consistency) = (nil, nil, nil, nil, nil)
    }

    public static let meaning = "Data quality of one Member State or unit in one register."
    static let percentage = Schema.integer(0...100)
    static let shares = [
        "completePerMille", "goodPerMille", "lowPerMille", "completeness", "accuracy", "timeliness", "uniqueness", "consistency",
    ]
    public static let fields: [Field<QualityStateLine>] = [
        .required("memberState", \.memberState, "Member State or unit; ALL for the whole register.", limits: .text(.init(length: 1...60))),
        .required(
            "records", \.records,
            "Records checked, rounded down to a multiple of five; of ALL, the sum of those. Of fewer than five there are no shares."),
        .optional(
            "completePerMille", \.completePerMille, "Complete ones of the records of which the act asks data, in tenths of a per cent (6(2)(b)).",
            limits: .integer(0...1000)),
        .optional("goodPerMille", \.goodPerMille, "Of good quality, in tenths of a per cent (6(2)(c)).", limits: .integer(0...1000)),
        .optional("lowPerMille", \.lowPerMille, "Of low quality, in tenths of a per cent (6(2)(d)).", limits: .integer(0...1000)),
        .optional("completeness", \.completeness, "Mean of the indicator over the records that it says something of.", limits: percentage),
        .optional("accuracy", \.accuracy, "Mean of the indicator.", limits: percentage),
        .optional("timeliness", \.timeliness, "Mean of the indicator.", limits: percentage),
        .optional("uniqueness", \.uniqueness, "Mean of the indicator.", limits: percentage),
        .optional("consistency", \.consistency, "Mean of the indicator.", limits: percentage),
        .required("flagged", \.flagged, "Records in which something was found (6(2)(f))."),
        .required("openIssues", \.openIssues, "Issues to work off."),
        .required("resolvedIssues", \.resolvedIssues, "Issues settled in the week."),
        .required("overdueErasures", \.overdueErasures, "Records past the day of their erasure (6(2)(e))."),
    ]
}

/// One of the ten most frequent issues, with the States that have most of it.
public struct QualityTopLine: WireRecord, Hashable {
    public enum List: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Data that are missing (6(2)(b)).
        case missing
        /// Rules that find most (6(2)(f)).
        case issue
        /// Fields in which most is found (6(2)(g)).
        case field
        /// Rules that find most in records of low quality (6(2)(c)–(d)).
        case low
        /// Kinds of records that are past the day of their erasure (6(2)(e)).
        case overdue
    }
    public var list = List.issue
    public var subject = ""
    public var records = 0
    public var memberStates: [String] = []
    public init() {}
    public static let meaning = "One of the ten most frequent issues (6(2)(h)–(i))."
    public static let fields: [Field<QualityTopLine>] = [
        .required("list", \.list, "Which list it is in."),
        .required("subject", \.subject, "Rule, field or kind of record.", limits: .text(.init(length: 1...120))),
        .required("records", \.records, "Records concerned."),
        .list("memberStates", \.memberStates, "The States with most of them, most first.", count: 0...10),
    ]
}

/// The weekly report on one register (2019/817 and 2019/818 Article 37(3); 2021/2224 Article 6): figures by State, the ten most
/// frequent issues, and no personal data, because there is nothing in it but counts, rules and fields.
public struct QualityReport: RecordValue, Hashable {
    public static let kind = RecordKind(.CRRS, "qualityReport")

    public var system = CheckedRegister.EES
    /// The Monday on which the week began.
    public var week = Day(number: 0)
    public var made = Instant(milliseconds: 0)
    public var lines: [QualityStateLine] = []
    public var top: [QualityTopLine] = []

    /// The first shape gave 100 per cent to lines without a record.
    public static let schemaNumber = 2
    public static func upgrade(_ payload: JSON, from schema: Int) -> JSON {
        guard case .object(var report) = payload, let lines = payload["lines"]?.elements else { return payload }
        report["lines"] = .array(
            lines.map { line -> JSON in
                guard case .object(var members) = line, members["records"] == .integer(0) else { return line }
                for share in QualityStateLine.shares { members[share] = nil }
                return .object(members)
            })
        return .object(report)
    }

    public init() {}
    public static let meaning = "Weekly report on the quality of the data in one register."
    public static let fields: [Field<QualityReport>] = [
        .required("system", \.system, "The register."), .required("week", \.week, "The Monday on which the week began."),
        .required("made", \.made, "When it was made."),
        .list("lines", \.lines, "The whole register first, then Member States and units.", count: 0...200),
        .list("top", \.top, "The ten most frequent issues of each list.", count: 0...100),
    ]

    public static let weekKey = "quality.week"
    public static let reportKey = "quality.report"
    static func reportName(_ week: Day, _ system: CheckedRegister) -> String { "\(week)/\(system.rawValue)" }

    public var projection: Projection {
        Projection(keys: [
            RecordKey(Self.weekKey, week.description, unique: false),
            RecordKey(Self.reportKey, Self.reportName(week, system), unique: true),
        ])
    }

    static let topCount = 10
    static let whole = "ALL"

    /// The report of what was counted. Pure.
    init(_ system: CheckedRegister, week: Day, made: Instant, tallies: [String: QualityTally], works: [String: IssueWork]) {
        self.system = system
        self.week = week
        self.made = made
        let all = tallies.values.reduce(QualityTally(), +)
        let states = Set(tallies.keys).union(works.keys).sorted()
        var (whole, parts) = (QualityStateLine(Self.whole, all), states.map { QualityStateLine($0, tallies[$0] ?? QualityTally()) })
        let least = StatisticsPublishing.standardLeast
        whole.round(to: least)
        for place in parts.indices { parts[place].round(to: least) }
        // What the parts come to: their remainders would say something of each.
        whole.records = parts.reduce(0) { $0 + $1.records }
        lines = [whole] + parts
        for place in lines.indices {
            let work = lines[place].memberState == Self.whole ? works.values.reduce(IssueWork(), +) : works[lines[place].memberState] ?? IssueWork()
            (lines[place].openIssues, lines[place].resolvedIssues, lines[place].overdueErasures) = (work.open, work.resolved, work.overdue)
        }
        func add(_ list: QualityTopLine.List, _ counts: (QualityTally) -> [String: Int]) {
            for (subject, records) in counts(all).sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(Self.topCount) {
                var line = QualityTopLine()
                (line.list, line.subject, line.records) = (list, subject, records)
                let share = tallies.compactMapValues { counts($0)[subject] }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                line.memberStates = share.prefix(Self.topCount).map(\.key)
                top.append(line)
            }
        }
        add(.missing) { $0.rules.filter { $0.key.hasPrefix("missing.") } }
        add(.issue) { $0.rules.filter { !$0.key.hasPrefix("missing.") } }
        add(.field) { $0.fields }
        add(.low) { $0.low }
        let overdue = works.values.reduce(IssueWork(), +).overdueKinds
        for (kind, records) in overdue.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(Self.topCount) {
            var line = QualityTopLine()
            (line.list, line.subject, line.records) = (.overdue, kind, records)
            let share = works.compactMapValues { $0.overdueKinds[kind] }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            line.memberStates = share.prefix(Self.topCount).map(\.key)
            top.append(line)
        }
    }
}

/// What is to do and was done in one State.
struct IssueWork: Sendable, Equatable {
    var open = 0
    var resolved = 0
    var overdue = 0
    /// By kind of record.
    var overdueKinds: [String: Int] = [:]
    static func + (a: IssueWork, b: IssueWork) -> IssueWork {
        IssueWork(
            open: a.open + b.open, resolved: a.resolved + b.resolved, overdue: a.overdue + b.overdue,
            overdueKinds: a.overdueKinds.merging(b.overdueKinds, uniquingKeysWith: +))
    }
}

extension Day {
    /// The Monday of its week.
    var monday: Day { self - (Int(number) - 4 + 7_000_000) % 7 }
}
