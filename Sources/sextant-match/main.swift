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
        print(try searcher.run(to: option("-o") ?? "/dev/stdout").description)
    case "names" where arguments.contains("--pairs"):
        print(try NamePairFile(path: option("--pairs") ?? "").run(to: option("-o") ?? "/dev/null").description)
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
        if arguments.contains("--parts") {
            for pair in pairs {
                let total = scorer.score(pair.0, pair.1)
                let p = scorer.parts
                print(total, p.met, p.conflict, p.missing, p.left, p.right)
            }
        } else {
            for score in scores { print(score) }
        }
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
                for piece in why.evidence { print(piece.summary) }
            }
        }
        var evaluation: LinkEvaluation?
        if let truth = option("--evaluate") {
            let person = try LinkEvaluation.persons(
                of: outcome, truth: truth, idColumn: columns.id, personColumn: option("--person") ?? "cluster")
            var found = LinkEvaluation(outcome, person: person)
            for name in (option("--by") ?? "").split(separator: ",") {
                if let attribute = GroupErrors.Attribute(rawValue: String(name)) {
                    found.groups.append(GroupErrors(outcome, person: person, by: attribute))
                }
            }
            print(found.text)
            evaluation = found
        }
        if let path = option("-o") {
            let clock = ContinuousClock()
            let begin = clock.now
            try outcome.writePairs(to: path, evidence: !arguments.contains("--no-evidence"))
            try outcome.writeClusters(to: option("--clusters") ?? path + ".clusters")
            print("# wrote in", clock.now - begin)
        }
        if let path = option("--report") { try outcome.writeReport(to: path, evaluation: evaluation) }
    default: print("?")
    }
} catch {
    print("error: \(error)")
}
