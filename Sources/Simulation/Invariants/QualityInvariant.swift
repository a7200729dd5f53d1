import Access
import Identity
import Interoperability
import Operations
import Quality
import Registry
import Wire

/// What is said of the quality of the data says nothing of persons (2019/817 and 2019/818 Article 37(3); 2021/2224 Article 6): reports are
/// counts, rules, fields and Member States, of every week that was looked at and every register; flags stand on records that are there,
/// and what a desk has confirmed is not asked again.
struct QualityInvariant {
    let world: SimulatedWorld

    func check() async throws {
        await world.follow()
        try await checkReports()
        try await checkIssues()
    }

    private func complain(_ text: String) { world.findings.add("quality", text) }

    private func checkReports() async throws {
        let stored = try await everything(QualityReport.kind)
        let reports = try stored.map { try QualityReport(stored: $0) }
        let weeks = Dictionary(grouping: reports, by: \.week)
        if weeks.count != world.qualityWeeks { complain("\(weeks.count) weeks are reported, and \(world.qualityWeeks) were looked at") }
        for (week, reports) in weeks.sorted(by: { $0.key < $1.key }) {
            let registers = Set(reports.map(\.system))
            if reports.count != CheckedRegister.allCases.count || registers.count != reports.count {
                complain("of the week of \(week) there are \(reports.count) reports on \(registers.count) registers")
            }
            for report in reports { check(report) }
        }
    }

    private func check(_ report: QualityReport) {
        let place = "the report on \(report.system.rawValue) of \(report.week)"
        guard let whole = report.lines.first, whole.memberState == "ALL" else { return complain("\(place) has no line of the whole") }
        let parts = report.lines.dropFirst()
        let sums: [(String, Int, Int)] = [
            ("records", whole.records, parts.reduce(0) { $0 + $1.records }), ("flagged", whole.flagged, parts.reduce(0) { $0 + $1.flagged }),
            ("open issues", whole.openIssues, parts.reduce(0) { $0 + $1.openIssues }),
            ("resolved issues", whole.resolvedIssues, parts.reduce(0) { $0 + $1.resolvedIssues }),
        ]
        for (what, all, sum) in sums where all != sum { complain("\(place) counts \(all) \(what) in all, and \(sum) by Member State") }
        let states = Set(parts.map(\.memberState))
        for state in states where state != "UNION" && (state.utf8.count > 3 || !state.utf8.allSatisfy { (65...90).contains($0) }) {
            complain("\(place) has a line of \(state)")
        }
        for line in report.top {
            if QualityRules.rule(line.subject) == nil, !Self.isField(line.subject) { complain("\(place) names \(line.subject)") }
            if !states.isSuperset(of: line.memberStates) { complain("\(place) names \(line.memberStates) beside its lines") }
        }
    }

    private func checkIssues() async throws {
        for register in CheckedRegister.allCases {
            guard let system = SystemName(rawValue: register.rawValue) else { continue }
            for stored in try await everything(RecordKind(system, "qualityIssue")) {
                guard let issue = try? JSON(parsing: stored.payload, limits: .init(bytesMax: 1 << 26, depthMax: 64)), let about = issue.id("about")
                else {
                    complain("an issue of \(system.rawValue) cannot be read")
                    continue
                }
                if try await world.installation.store.read({ view in try view.record(about) }) == nil {
                    complain("the issue \(stored.id) of \(system.rawValue) is about a record that is gone")
                }
                for finding in issue["findings"]?.elements ?? [] {
                    let (rule, field) = (finding["rule"]?.text ?? "", finding["field"]?.text ?? "")
                    if QualityRules.rule(rule) == nil || !Self.isField(field) { complain("the issue \(stored.id) says \(rule) of \(field)") }
                    guard let day = world.truth.confirmedFindings[stored.id]?["\(rule) \(field)"], let since = finding.day("since"), since <= day
                    else { continue }
                    if finding["standing"]?.text != "confirmed" { complain("\(rule) of the issue \(stored.id) was confirmed on \(day), and is open") }
                }
            }
        }
    }

    private func everything(_ kind: RecordKind) async throws -> [StoredRecord] {
        try await world.installation.store.read { view in
            var found: [StoredRecord] = []
            var after: RecordID?
            while true {
                let page = try view.page(kind, after: after, limit: 2000)
                found += page
                guard page.count == 2000 else { return found }
                after = page.last?.id
            }
        }
    }

    /// The name of a field, with its place in lists: nothing that was typed.
    private static func isField(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 47 }
    }
}
