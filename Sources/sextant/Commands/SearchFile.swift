import ArgumentParser
import Foundation
import Matching

struct SearchFile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search-file",
        abstract: "Searches the persons of one CSV file in another.",
        discussion: """
            Both files have the columns family,given,dob,sex,nat,doc_no,doc_country, the persons rec_id and the queries qid before them; \
            other columns are ignored. --columns names others, for instance id=number,name=full_name,birth=born: then only those are read. \
            Results: qid,rank,rec_id,score,probability. The score is in bits.
            """)

    @Argument(help: "CSV file of persons.")
    var people: String
    @Argument(help: "CSV file of queries.")
    var queries: String
    @Option(name: [.customShort("k"), .customLong("limit")], help: "Most results for each query.")
    var limit = 10
    @Option(name: [.customShort("o"), .long], help: "File for the results; - is standard output.")
    var output = "-"
    @Option(help: "Columns of the persons by kind: \(LinkColumns.kinds).")
    var columns: String?
    @Option(help: "Columns of the queries; as of the persons where not named, with qid for the query.")
    var queryColumns: String?
    @Option(help: "Least score, in bits, of a result.")
    var minimumScore = 0.0
    @Option(help: "Least probability of a result.")
    var minimumProbability = 0.0
    @Flag(help: "Adds a column with the evidence of each result.")
    var evidence = false
    @Flag(help: "Prints queries a second, p50, p99 and memory.")
    var stats = false
    @Flag(help: "Measures changes while searches run, and a restart from a snapshot, which lies beside the results meanwhile.")
    var trial = false
    @Option(help: "Column of both files that names the true person (empty or unknown: absent): prints the error rates.")
    var person: String?
    @Option(help: "Breaks the error rates down: nationality, sex, script, age, separated by commas.")
    var by: String?

    func validate() throws {
        if !(1...10_000).contains(limit) { throw ValidationError("-k lies from 1 to 10000") }
        if !(0...1).contains(minimumProbability) { throw ValidationError("--minimum-probability lies from 0 to 1") }
        if !minimumScore.isFinite { throw ValidationError("--minimum-score is a number of bits") }
        if [people, queries].map({ URL(fileURLWithPath: $0).standardizedFileURL }).contains(URL(fileURLWithPath: output).standardizedFileURL) {
            throw ValidationError("\(output) is read: it is not written over")
        }
        if by != nil, person == nil { throw ValidationError("--by needs --person: error rates need the truth") }
        _ = try GroupErrors.Attribute.list(by ?? "")
        do {
            if let columns { _ = try RegisterColumns(columns) }
            if let queryColumns { _ = try RegisterColumns(queryColumns, id: "qid") }
        } catch { throw ValidationError("\(error)") }
    }

    func run() throws {
        var searcher = FileSearcher(people: people, queries: queries)
        searcher.limit = limit
        searcher.minimumScore = minimumScore
        searcher.minimumProbability = minimumProbability
        searcher.evidence = evidence
        searcher.groups = try GroupErrors.Attribute.list(by ?? "")
        if let columns { searcher.peopleColumns = try RegisterColumns(columns) }
        if let text = queryColumns {
            searcher.queryColumns = try RegisterColumns(text, id: "qid")
        } else if let columns {
            searcher.queryColumns = try RegisterColumns(columns)
            searcher.queryColumns.id = "qid"
        }
        searcher.peopleColumns.person = person
        searcher.queryColumns.person = person
        let statistics = try searcher.run(to: output)
        // Results on standard output stay alone there.
        let say: (String) -> Void = { if output == "-" { complain($0) } else { print($0) } }
        if stats { say(statistics.description) }
        if trial {
            var trial = IndexTrial(people: people, queries: queries)
            (trial.peopleColumns, trial.queryColumns) = (searcher.peopleColumns, searcher.queryColumns)
            say(try trial.run(snapshot: (output == "-" ? "sextant" : output) + ".snapshot").description)
        }
        if let evaluation = statistics.evaluation { say(evaluation.text) }
    }
}

extension GroupErrors.Attribute {
    /// `nationality,sex`: refuses what is no group.
    static func list(_ text: String) throws -> [GroupErrors.Attribute] {
        try text.split(separator: ",").map { name in
            guard let attribute = GroupErrors.Attribute(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
                throw ValidationError("there is no group \(name); there are \(allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return attribute
        }
    }
}
