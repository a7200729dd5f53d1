import Identity
import Registry
import Wire

/// One number of the monthly statistics: the letter of Article 12(1) (under 603 of Article 8(1)), and what exactly is counted.
public struct StatisticsPoint: Hashable, Comparable, Sendable {
    public let letter: String
    public let subject: String
    public init(_ letter: String, _ subject: String) {
        self.letter = letter
        self.subject = subject
    }
    public static func < (a: StatisticsPoint, b: StatisticsPoint) -> Bool {
        (a.letter, a.subject) < (b.letter, b.subject)
    }
    var key: String { "\(letter)/\(subject)" }

    init?(key: String) {
        guard let cut = key.firstIndex(of: "/") else { return nil }
        self.init(String(key[..<cut]), String(key[key.index(after: cut)...]))
    }

    /// What a hit points to, in the words of points (k) to (p).
    enum Target: String, CaseIterable {
        case applicationRegistered, irregularCrossing, illegalStay, disembarked, protectionGranted, temporaryProtection
        case admissionGranted, admissionRefused, admissionDiscontinued, nationalResettlement

        init?(_ set: EurodacDataset) {
            switch set.category {
            case .applicant: self = set.marks.protection != nil ? .protectionGranted : .applicationRegistered
            case .irregularCrossing: self = .irregularCrossing
            case .illegalStay: self = .illegalStay
            case .disembarked: self = .disembarked
            case .temporaryProtection: self = .temporaryProtection
            case .nationalResettlement: self = .nationalResettlement
            case .admission:
                switch set.admission {
                case .granted: self = .admissionGranted
                case .refused: self = .admissionRefused
                case .discontinued: self = .admissionDiscontinued
                case .registered, nil: return nil
                }
            case .lawEnforcement, .europol, .dataSubject: return nil
            }
        }
    }

    /// The letter under which the hits of a category that searches stand.
    static func hitLetter(_ category: EurodacCategory) -> String? {
        switch category {
        case .applicant: "k"
        case .admission: "l"
        case .irregularCrossing: "m"
        case .illegalStay: "n"
        case .disembarked: "o"
        case .temporaryProtection: "p"
        default: nil
        }
    }

    /// What one answered comparison adds.
    static func counts(
        _ comparison: EurodacComparison, searched: EurodacDataset?, found: [RecordID: EurodacDataset]
    ) -> [StatisticsPoint: Int] {
        var counts: [StatisticsPoint: Int] = [:]
        func add(_ letter: String, _ subject: String, _ number: Int = 1) {
            counts[StatisticsPoint(letter, subject), default: 0] += number
        }
        switch comparison.category {
        case .lawEnforcement: add("t", "hits", comparison.hits.count)
        case .europol: add("u", "hits", comparison.hits.count)
        case .dataSubject: break
        default:
            if let letter = hitLetter(comparison.category) {
                for hit in comparison.hits {
                    guard let set = found[hit.dataset], let target = Target(set) else { continue }
                    add(letter, target.rawValue)
                    if set.marks.protection != nil || set.marks.residenceDocument != nil {
                        add("s", comparison.category.rawValue)
                    }
                }
            }
            if comparison.category == .applicant, searched != nil {
                add("a", "applicants")
                if !comparison.hits.contains(where: { $0.category == .applicant }) { add("a", "firstTimeApplicants") }
            }
        }
        return counts.filter { $0.value != 0 }
    }

    /// What the transmission of a set adds, before any comparison.
    static func counts(transmission data: TransmittedData, kept: Bool, today: Day) -> [StatisticsPoint: Int] {
        var counts: [StatisticsPoint: Int] = [:]
        func add(_ letter: String, _ subject: String) { counts[StatisticsPoint(letter, subject), default: 0] += 1 }
        let category = data.category
        if category == .dataSubject { add("v", "requests") }
        if category == .admission, data.admission == .registered { add("j", "admission") }
        guard kept || category == .illegalStay else { return counts }
        switch category {
        case .admission:
            if data.admission == .granted { add("g", "admitted") } else { add("i", "admission") }
        case .nationalResettlement: add("h", "admitted")
        default: add("i", category.rawValue)
        }
        if category == .disembarked { add("c", "persons") }
        if category == .temporaryProtection { add("d", "persons") }
        if let age = data.identity?.dateOfBirth?.certainAge(on: today) ?? data.age, age < 18 { add("f", "minors") }
        if data.status.rejected { add("b", "rejectedApplicants") }
        return counts
    }

    /// Every number that the statistics of a regime have, so that nothing is left out where it is nought.
    public static func all(in regime: EurodacRegime) -> [StatisticsPoint] {
        let targets = Target.allCases.map(\.rawValue)
        switch regime {
        case .regulation603:
            return [
                ("i", "applicant"), ("i", "irregularCrossing"), ("i", "illegalStay"), ("k", "applicationRegistered"),
                ("k", "irregularCrossing"),
                ("k", "protectionGranted"), ("n", "applicationRegistered"), ("n", "protectionGranted"),
                ("q", "samplesAskedAgain"),
                ("r", "marked"), ("r", "unmarked"), ("r", "blocked"), ("r", "unblocked"), ("s", "applicant"),
                ("s", "illegalStay"),
                ("t", "requests"), ("t", "hits"), ("u", "requests"), ("u", "hits"),
            ].map { StatisticsPoint($0.0, $0.1) }
        case .regulation1358:
            let searching: [EurodacCategory] = [
                .applicant, .irregularCrossing, .illegalStay, .disembarked, .temporaryProtection,
            ]
            var points = [
                ("a", "applicants"), ("a", "firstTimeApplicants"), ("b", "rejectedApplicants"), ("c", "persons"),
                ("d", "persons"),
                ("e", "protectionGranted"), ("f", "minors"), ("g", "admitted"), ("h", "admitted"), ("i", "admission"),
                ("j", "admission"),
                ("q", "samplesAskedAgain"), ("r", "marked"), ("r", "unmarked"), ("t", "requests"), ("t", "hits"),
                ("u", "requests"),
                ("u", "hits"), ("v", "requests"), ("w", "falseHits"),
            ].map { StatisticsPoint($0.0, $0.1) }
            for category in searching {
                points.append(StatisticsPoint("i", category.rawValue))
                points.append(StatisticsPoint("s", category.rawValue))
                points += targets.map { StatisticsPoint(hitLetter(category) ?? "k", $0) }
            }
            points += [
                Target.protectionGranted, .admissionGranted, .admissionRefused, .admissionDiscontinued,
                .nationalResettlement,
            ]
            .map { StatisticsPoint("l", $0.rawValue) }
            return points.sorted()
        }
    }
}
