import Access
import ArgumentParser
import Foundation
import Identity
import Installation
import Operations
import SIS
import Wire

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes records in, each through the operation that the law has for it.",
        subcommands: [UNList.self, Records.self])

    struct UNList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "un-list",
            abstract: "Reads the UN Security Council consolidated list into alerts for restrictive measures.",
            discussion: "Run again with a newer list, it updates what changed and deletes what was delisted.")
        @OptionGroup var options: Options
        @Argument(help: "The list as XML.")
        var file: String
        @Option(help: "Authority that enters the alerts.")
        var authority: String
        @ArgumentParser.Flag(help: "Only say what would be read.")
        var dryRun = false

        func run() async throws {
            let installation = try await Opening.installation(InstallationSettings(try await options.reader()))
            let report = try await UNListLoading.load(file, into: installation, authority: authority, dryRun: dryRun)
            print(report)
            _ = try await installation.sequencer.advance()
            await installation.store.close()
        }
    }

    struct Records: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Carries out a file of operations, one JSON object a line.",
            discussion: """
                {"operation": "ees.createFile", "authority": "FRA-BORDER", "purpose": "borderCheck", "case": "…", "key": "…", \
                "version": 1, "input": {…}}
                key is the Idempotency-Key (default: a digest of the line, so that a file can be run again); version is If-Match. Replies go \
                to standard output, one line each; a refused line does not stop the rest.
                """)
        @OptionGroup var options: Options
        @Argument(help: "File of operations; - for standard input.")
        var file: String

        func run() async throws {
            let installation = try await Opening.installation(InstallationSettings(try await options.reader()))
            let text =
                file == "-"
                ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
                : try String(contentsOfFile: file, encoding: .utf8)
            let lines = Records.lines(text)
            let progress = Progress("importing")
            var refused = 0
            for (number, line) in lines.enumerated() {
                do {
                    let reply = try await RecordLine(String(line), number: number + 1).run(installation)
                    print(reply.compact)
                } catch let refusal as Refusal {
                    refused += 1
                    print(
                        JSON.object([
                            "line": .integer(Int64(number + 1)), "refused": .string(refusal.kind.code),
                            "detail": .string(refusal.detail), "article": refusal.article.map { .string($0) } ?? .null,
                        ]).compact)
                }
                if number % 100 == 0 { progress.show(number, of: lines.count) }
            }
            progress.done("\(lines.count - refused) carried out, \(refused) refused")
            _ = try await installation.sequencer.advance()
            await installation.store.close()
            if refused > 0 { throw ExitCode(1) }
        }

        /// Lines that say something, whichever system ended them.
        static func lines(_ text: String) -> [Substring] {
            text.split { $0 == "\n" || $0 == "\r\n" }.filter { !$0.allSatisfy(\.isWhitespace) }
        }
    }
}

/// One line of an import: an operation with everything that a request has.
struct RecordLine {
    private let operation: String
    private let request: (Caller) throws -> OperationRequest
    private let authority: String

    init(_ line: String, number: Int) throws(Refusal) {
        let json: JSON
        do { json = try JSON(parsing: line, limits: .init(bytesMax: 1 << 22, depthMax: 32)) } catch {
            throw Refusal(.notJSON, "line \(number): \(error)")
        }
        let known: Set<String> = ["operation", "authority", "purpose", "case", "key", "version", "input"]
        if case .object(let object) = json, let unknown = object.names.first(where: { !known.contains($0) }) {
            throw Refusal(.malformed, "line \(number): \(unknown) is unknown", pointer: "/\(unknown)")
        }
        guard let operation = json["operation"]?.text, let authority = json["authority"]?.text, let input = json["input"],
            let word = json["purpose"]?.text
        else { throw Refusal(.malformed, "line \(number): operation, authority, purpose and input are needed, the first three as texts") }
        guard let purpose = Purpose(rawValue: word) else {
            throw Refusal(.malformed, "line \(number): the acts know no such purpose", pointer: "/purpose")
        }
        for name in ["case", "key"] {
            if let value = json[name], value.text == nil {
                throw Refusal(.malformed, "line \(number): \(name) is not a text", pointer: "/\(name)")
            }
        }
        var version: Int?
        if let value = json["version"] {
            guard case .integer(let seen) = value else {
                throw Refusal(.malformed, "line \(number): version is not a whole number", pointer: "/version")
            }
            version = Int(seen)
        }
        // The digest of the line is a key that is the same whenever the file is run again.
        let key = json["key"]?.text ?? RecordLine.digest(line)
        let reference = json["case"]?.text
        self.operation = operation
        self.authority = authority
        let expected = version
        request = { caller in
            OperationRequest(
                caller: caller,
                case: CaseReference(purpose: purpose, reference: reference, requestID: "import-\(number)"), input: input,
                idempotencyKey: key, expectedVersion: expected)
        }
    }

    func run(_ installation: Installation) async throws -> JSON {
        guard let entry = installation.directory.authority(authority) else {
            throw Refusal(.unauthenticated, "\(authority) is not registered or no longer in service")
        }
        let caller = Caller(
            authority: entry.name, kind: entry.authorityKind, memberState: entry.memberState, user: "import",
            standing: entry.standing)
        let reply = try await installation.run(operation, try request(caller))
        return .object(["log": .string(reply.logEntry.description), "reply": reply.body])
    }

    /// FNV-1a of 64 bits, twice with different beginnings: no secret, only a name for the line.
    private static func digest(_ line: String) -> String {
        [0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15].map { (seed: UInt64) in
            String(line.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
        }.joined()
    }
}
