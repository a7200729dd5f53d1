/// Holds the answers of a search against the truth: what `sextant search-file --person` prints.
///
/// A query is *mated* where the register holds its person, else *absent*. Missing a mated person, and answering for an
/// absent one, are the two errors (ISO/IEC 19795-1: false-negative and false-positive identification).
public struct SearchEvaluation: Sendable {
    /// One query and what it got.
    struct Answer: Sendable {
        var isMated: Bool
        /// The rank at which a record of the person stands, from 1; 0 where none does.
        var rank = 0
        /// Score and probability of the first result; none where there is no result.
        var score = -Double.infinity
        var probability = 0.0
        var groups: [GroupErrors.Attribute: String] = [:]
    }

    public struct Row: Sendable {
        public var probability: Double
        /// Mated persons that stand first with at least this probability.
        public var found: Share
        /// Absent persons for whom a record with at least this probability was returned.
        public var absentAnswered: Share
    }

    public var limit: Int
    /// Mated persons that stand first, and among the first `limit`.
    public var first: Share
    public var listed: Share
    public var thresholds: [Row] = []
    /// The score that the wanted share of mated persons, first in their list, reach; none where fewer are first.
    public var operatingScore: Double?
    public var operatingRecall: Double
    /// Absent persons answered at that score.
    public var absentAtOperatingScore = Share(hits: 0, of: 0)
    /// For bins of probability: how many first results, and how many of them are right.
    public var calibration: [(from: Double, to: Double, mean: Double, share: Share)] = []
    public var groups: [GroupErrors] = []

    init(_ answers: [Answer], limit: Int, recall: Double = 0.97, by attributes: [GroupErrors.Attribute] = []) {
        self.limit = limit
        operatingRecall = recall
        let mated = answers.filter(\.isMated)
        let absent = answers.filter { !$0.isMated }
        first = Share(hits: mated.count { $0.rank == 1 }, of: mated.count)
        listed = Share(hits: mated.count { $0.rank > 0 }, of: mated.count)
        for threshold in [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999] {
            thresholds.append(
                Row(
                    probability: threshold,
                    found: Share(hits: mated.count { $0.rank == 1 && $0.probability >= threshold }, of: mated.count),
                    absentAnswered: Share(hits: absent.count { $0.probability >= threshold }, of: absent.count)))
        }
        let right = mated.filter { $0.rank == 1 }.map(\.score).sorted(by: >)
        let wanted = Int((recall * Double(mated.count)).rounded(.up))
        if wanted > 0, right.count >= wanted {
            let score = right[wanted - 1]
            operatingScore = score
            absentAtOperatingScore = Share(hits: absent.count { $0.score >= score }, of: absent.count)
        }
        for from in stride(from: 0.0, to: 1.0, by: 0.1) {
            let bin = answers.filter { $0.score > -.infinity && $0.probability >= from && ($0.probability < from + 0.1 || from >= 0.9) }
            let mean = bin.isEmpty ? from + 0.05 : bin.map(\.probability).reduce(0, +) / Double(bin.count)
            calibration.append((from, from + 0.1, mean, Share(hits: bin.count { $0.isMated && $0.rank == 1 }, of: bin.count)))
        }
        groups = attributes.map { attribute in
            var missed: [String: (Int, Int)] = [:]
            var wrong: [String: (Int, Int)] = [:]
            for answer in answers {
                let name = answer.groups[attribute] ?? "unknown"
                if answer.isMated {
                    missed[name, default: (0, 0)].1 += 1
                    if answer.rank != 1 { missed[name, default: (0, 0)].0 += 1 }
                } else {
                    wrong[name, default: (0, 0)].1 += 1
                    if answer.probability >= 0.5 { wrong[name, default: (0, 0)].0 += 1 }
                }
            }
            return GroupErrors(
                attribute, missed: missed, wrong: wrong,
                of: "mated persons not first in their list, absent persons answered with probability 0.5 or more")
        }
    }

    public var text: String {
        var lines = [
            "recall@1            \(first.text)",
            "recall@\(limit)\(String(repeating: " ", count: max(1, 13 - "\(limit)".count)))\(listed.text)",
        ]
        if let operatingScore {
            lines.append(
                "at \(operatingScore.rounded(places: 2)) bits (recall \(operatingRecall.rounded(places: 2))): absent persons answered \(absentAtOperatingScore.text)"
            )
        }
        lines += ["", "probability  found first                absent answered"]
        for row in thresholds { lines.append("\(row.probability.rounded(places: 3))        \(row.found.text)  \(row.absentAnswered.text)") }
        lines += ["", "probability  mean   first results that are right"]
        for bin in calibration where bin.share.of > 0 {
            lines.append(
                "\(bin.from.rounded(places: 1))–\(bin.to.rounded(places: 1))      \(bin.mean.rounded(places: 3))  \(bin.share.text) of \(bin.share.of)"
            )
        }
        for group in groups { lines += ["", group.text] }
        return lines.joined(separator: "\n")
    }
}
