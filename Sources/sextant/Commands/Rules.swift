import ArgumentParser
import Foundation
import Rules

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers questions to one rule of law: a JSON object a line in, one a line out.",
        discussion: """
            Rules: \(RuleBook.names.joined(separator: ", ")).
            A line that is no question of the rule is answered {"id": …, "error": …}; the exit status is then 1.
            """)

    @Argument(help: "Name of the rule.")
    var rule: String

    func run() throws {
        guard RuleBook.names.contains(rule) else {
            throw ValidationError("there is no rule \(rule); there are \(RuleBook.names.joined(separator: ", "))")
        }
        var allAnswered = true
        while let line = readLine() {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let reply = RuleBook.answer(rule: rule, line: line) else { continue }
            print(reply.line)
            allAnswered = allAnswered && reply.isAnswer
        }
        if !allAnswered { throw ExitCode(1) }
    }
}
