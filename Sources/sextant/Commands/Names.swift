import ArgumentParser
import Matching

struct Names: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares two names in whatever script and says why they may, or may not, be one person's.")

    @Argument(help: "Two names.")
    var names: [String] = []
    @Option(help: "A file of pairs with the columns name1 and name2 instead; -o takes the scores.")
    var pairs: String?
    @Option(name: [.customShort("o"), .long], help: "File for the scores of the pairs.")
    var output: String?

    func validate() throws {
        guard (names.count == 2 && pairs == nil) || (names.isEmpty && pairs != nil && output != nil) else {
            throw ValidationError("give two names, or --pairs FILE -o FILE")
        }
    }

    func run() throws {
        if let pairs, let output {
            print(try NamePairFile(path: pairs).run(to: output).description)
            return
        }
        let score = NamePairScorer().score(names[0], names[1]) { print($0.summary) }
        print("\((score * 100).rounded() / 100) bits")
    }
}
