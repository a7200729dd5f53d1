import ArgumentParser
import Foundation
import Rules
import Wire

struct Conformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Holds a system against the conformance vectors.",
        discussion: """
            Without --command the vectors are put to this very program. A command gets one JSON object a line, and the rule's
            name in place of {rule}: sextant conformance Conformance --command 'mysystem rules {rule}'.
            """)

    @Argument(help: "Folder of vectors, a file RULE.jsonl for each rule.")
    var folder = "Conformance"

    @Option(help: "Command to ask instead; {rule} stands for the rule's name.")
    var command: String?

    @Option(help: "Only this rule.")
    var rule: String?

    func run() throws {
        var (right, wrong) = (0, 0)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Failure("there is no folder \(folder) here; name the folder of vectors, which comes with the sources as Conformance")
        }
        let files = names.filter { $0.hasSuffix(".jsonl") }.sorted()
        for file in files {
            let name = String(file.dropLast(6))
            if let rule, rule != name { continue }
            // A name goes into a command that a shell reads.
            guard name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 }) else {
                print("\(file): a rule's name has letters, digits and hyphens")
                continue
            }
            guard command != nil || RuleBook.names.contains(name) else {
                print("\(name): no such rule in this version")
                continue
            }
            let vectors = try vectors(folder + "/" + file)
            let answers = try ask(name, vectors)
            var (good, bad) = (0, 0)
            for (vector, answer) in zip(vectors, answers) {
                let differences = differences(vector, answer)
                if differences.isEmpty {
                    good += 1
                } else {
                    bad += 1
                    print("\(vector["id"]?.text ?? "?") (\(vector["article"]?.text ?? "")): \(differences.joined(separator: "; "))")
                }
            }
            print("\(name): \(good) right, \(bad) wrong")
            right += good
            wrong += bad + max(0, vectors.count - answers.count)
        }
        print("\(right) right, \(wrong) wrong")
        // Who asked for nothing has shown nothing.
        guard right + wrong > 0 else { throw Failure("no vector was put: \(folder) has none\(rule.map { " of \($0)" } ?? "")") }
        if wrong > 0 { throw ExitCode(1) }
    }

    private func vectors(_ path: String) throws -> [JSON] {
        try String(contentsOfFile: path, encoding: .utf8).split { $0 == "\n" || $0 == "\r\n" }.map { line in
            try JSON(parsing: String(line), limits: .init(bytesMax: 1 << 22, depthMax: 32))
        }
    }

    private func ask(_ rule: String, _ vectors: [JSON]) throws -> [JSON] {
        let questions = vectors.map { vector -> String in
            guard case .object(var input)? = vector["input"] else { return "{}" }
            input["id"] = vector["id"]
            return JSON.object(input).compact
        }
        guard let command else {
            return try questions.compactMap { try RuleBook.answer(rule: rule, line: $0).map { try JSON(parsing: $0.line) } }
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command.replacing("{rule}", with: rule)]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        // A command that does not read on ends its own run, not this one.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
        let text = questions.joined(separator: "\n") + "\n"
        // Written on a thread of its own: a command may answer before it has read everything.
        Thread.detachNewThread {
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? input.fileHandleForWriting.close()
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try String(decoding: data, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }.map { try JSON(parsing: String($0)) }
    }

    private func differences(_ vector: JSON, _ answer: JSON) -> [String] {
        guard case .object(let expected)? = vector["expected"] else { return ["no expectation"] }
        return expected.compactMap { name, value in
            answer[name] == value
                ? nil : "\(name) is \((answer[name] ?? answer["error"])?.compact ?? "absent"), not \(value.compact)"
        }
    }
}
