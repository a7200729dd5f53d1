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
    default: print("?")
    }
} catch {
    print("error: \(error)")
}
