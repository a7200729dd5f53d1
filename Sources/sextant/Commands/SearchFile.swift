import ArgumentParser
import Foundation
import Matching

struct SearchFile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search-file",
        abstract: "Searches the persons of one CSV file in another.",
        discussion: """
            Both files have the columns family,given,dob,sex,nat,doc_no,doc_country, the persons rec_id and the queries qid before them. \
            Results: qid,rank,rec_id,score,probability.
            """)

    @Argument(help: "CSV file of persons.")
    var people: String
    @Argument(help: "CSV file of queries.")
    var queries: String
    @Option(name: .customShort("k"), help: "Most results for each query.")
    var limit = 10
    @Option(name: [.customShort("o"), .long], help: "File for the results.")
    var output: String
    @Option(help: "Least score, in bits, of a result.")
    var minimumScore = 0.0
    @Flag(help: "Prints queries a second, p50, p99 and memory.")
    var stats = false

    func validate() throws {
        if !(1...10_000).contains(limit) { throw ValidationError("-k lies from 1 to 10000") }
    }

    func run() throws {
        var searcher = FileSearcher(people: people, queries: queries)
        searcher.limit = limit
        searcher.minimumScore = minimumScore
        let statistics = try searcher.run(to: output)
        if stats { print(statistics.description) }
    }
}
