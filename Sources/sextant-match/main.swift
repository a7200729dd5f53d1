import Foundation
import Identity
import Matching

let arguments = Array(CommandLine.arguments.dropFirst())
func option(_ name: String) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
}
do {
    switch arguments.first {
    case "search-file":
        var searcher = FileSearcher(people: arguments[1], queries: arguments[2])
        searcher.limit = option("-k").flatMap { Int($0) } ?? 10
        print("qid,rank,rec_id,score,probability")
        var lines: [String] = []
        let statistics = try searcher.run { (result) throws(FileRefusal) in
            lines.append("\(result.queryID),\(result.rank),\(result.recordID),\(result.score),\(result.probability)")
        }
        for line in lines { print(line) }
        print("#" + statistics.description.split(separator: "\n").joined(separator: "\n#"))
        for part in statistics.parts { print("# \(part.part) \(part.bytes)") }
    case "names":
        let scorer = NamePairScorer()
        print(scorer.score(arguments[1], arguments[2]) { print($0) })
    case "name-pairs":
        let text = try String(contentsOfFile: arguments[1], encoding: .utf8)
        var pairs: [(String, String)] = []
        for line in text.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            pairs.append((String(parts[5]), String(parts[6])))
        }
        let scorer = NamePairScorer()
        let clock = ContinuousClock()
        let begin = clock.now
        var scores: [Double] = []
        for _ in 0..<10 { scores = pairs.map { scorer.score($0.0, $0.1) } }
        let duration = clock.now - begin
        print("#", Double(pairs.count * 10) / (Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18), "pairs a second")
        for score in scores { print(score) }
    case "link":
        let columns = option("--columns").flatMap { LinkColumns($0) } ?? LinkColumns()
        var linker = RegisterLinker(files: [(arguments[1], columns)])
        linker.progress = { print("#", $0) }
        let outcome = try linker.run()
        var shown = outcome.model; shown.learned = [:]; print("#", shown)
        if let pair = option("--explain") {
            let ids = pair.split(separator: ",").map(String.init)
            if let why = outcome.explain(ids[0], ids[1]) {
                print(why.bits, why.probability)
                for piece in why.evidence { print(piece) }
            }
        } else if let path = option("-o") {
            var text = "left_id,right_id,probability,bits\n"
            for index in 0..<outcome.pairCount {
                let pair = outcome.pair(index)
                text += "\(pair.left),\(pair.right),\(pair.probability),\(pair.bits)\n"
            }
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            text = "rec_id,cluster\n"
            for record in 0..<outcome.recordCount { text += "\(outcome.recordID(record)),\(outcome.cluster(of: record))\n" }
            try text.write(toFile: path + ".clusters", atomically: true, encoding: .utf8)
        }
    default: print("?")
    }
} catch {
    print("error: \(error)")
}
