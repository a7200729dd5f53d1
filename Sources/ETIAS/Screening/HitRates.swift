import Identity
import Wire

/// How often a rule would have reported a hit in one group of applicants.
public struct HitRate: WireRecord, Hashable {
    public var group = ""
    public var applications = 0
    public var hits = 0
    /// Share of applications with a hit, and the bounds of its 95 % interval (Wilson, 1927).
    public var rate = 0.0
    public var low = 0.0
    public var high = 1.0
    /// The interval lies wholly above that of everybody else: the group is hit more often than chance explains.
    public var raised = false

    public init() {}
    public init(group: String, applications: Int, hits: Int) {
        self.group = group
        self.applications = applications
        self.hits = hits
        (rate, low, high) = HitRate.wilson(hits: hits, of: applications)
    }

    public static let meaning = "Hits of a rule in one group of applicants."
    public static let fields: [Field<HitRate>] = [
        .required("group", \.group, "Group.", limits: .text(.init(length: 1...40))),
        .required("applications", \.applications, "Applications."), .required("hits", \.hits, "Of these, with a hit."),
        .required("rate", \.rate, "Share, 0 to 1."), .required("low", \.low, "Lower bound of the 95 % interval."),
        .required("high", \.high, "Upper bound."),
        .defaulted("raised", \.raised, to: false, "Hit more often than everybody else, beyond chance."),
    ]

    /// The score interval of Wilson at 95 %. Without any application everything is possible: 0 to 1.
    public static func wilson(hits: Int, of count: Int) -> (rate: Double, low: Double, high: Double) {
        guard count > 0 else { return (0, 0, 1) }
        let (n, z) = (Double(count), 1.959_963_984_540_054)
        let share = Double(hits) / n
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (share, hits == 0 ? 0 : max(0, centre - half), hits == count ? 1 : min(1, centre + half))
    }
}

/// The test of a rule on past applications: how often it hits, whom, and whether some more than others (Article 33(5):
/// targeted, proportionate, and never discriminating).
public struct HitRateReport: WireRecord, Hashable {
    public var at = Instant(milliseconds: 0)
    public var revision = 0
    public var all = HitRate()
    public var byNationality: [HitRate] = []
    public var bySex: [HitRate] = []
    public var byAge: [HitRate] = []

    public init() {}

    public static let meaning = "Test of a screening rule on past applications."
    public static let fields: [Field<HitRateReport>] = [
        .required("at", \.at, "When it was made."), .required("revision", \.revision, "Revision of the indicators tested."),
        .required("all", \.all, "All applications."),
        .list("byNationality", \.byNationality, "By nationality.", count: 0...300),
        .list("bySex", \.bySex, "By sex.", count: 0...3), .list("byAge", \.byAge, "By age group.", count: 0...10),
    ]

    /// Groups smaller than this are counted together as `other`, so that nobody can be made out.
    public static let smallestGroup = 5

    static let ages: [(name: String, range: ClosedRange<Int>)] = [
        ("0-17", 0...17), ("18-29", 18...29), ("30-44", 30...44), ("45-59", 45...59), ("60-70", 60...70), ("71+", 71...200),
    ]

    /// Counts; fed with one application after another, so that no list of them is held.
    public struct Counter: Sendable {
        private var counts: [[String: (all: Int, hits: Int)]] = [[:], [:], [:]]
        private var total = (all: 0, hits: 0)
        public init() {}

        public mutating func add(_ form: ApplicationForm, hit: Bool, on day: Day) {
            let age = form.identity.age(on: day)
            let groups = [
                form.identity.nationality.text, form.identity.sex.rawValue,
                HitRateReport.ages.first { $0.range.contains(age) }?.name ?? "71+",
            ]
            total = (total.all + 1, total.hits + (hit ? 1 : 0))
            for (index, group) in groups.enumerated() {
                let known = counts[index][group] ?? (0, 0)
                counts[index][group] = (known.all + 1, known.hits + (hit ? 1 : 0))
            }
        }

        public func report(at now: Instant, revision: Int) -> HitRateReport {
            var report = HitRateReport()
            (report.at, report.revision) = (now, revision)
            report.all = HitRate(group: "all", applications: total.all, hits: total.hits)
            (report.byNationality, report.bySex, report.byAge) = (rates(counts[0]), rates(counts[1]), rates(counts[2]))
            return report
        }

        private func rates(_ counts: [String: (all: Int, hits: Int)]) -> [HitRate] {
            var other = (all: 0, hits: 0)
            var lines: [HitRate] = []
            for (group, count) in counts.sorted(by: { $0.key < $1.key }) {
                if count.all < HitRateReport.smallestGroup {
                    other = (other.all + count.all, other.hits + count.hits)
                } else {
                    lines.append(HitRate(group: group, applications: count.all, hits: count.hits))
                }
            }
            if other.all > 0 { lines.append(HitRate(group: "other", applications: other.all, hits: other.hits)) }
            for index in lines.indices {
                let rest = HitRate.wilson(hits: total.hits - lines[index].hits, of: total.all - lines[index].applications)
                lines[index].raised = lines[index].low > rest.high
            }
            return lines
        }
    }
}
