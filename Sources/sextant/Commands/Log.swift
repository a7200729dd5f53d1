import Access
import Administration
import ArgumentParser
import Foundation
import Identity
import Installation
import Operations
import Registry
import RegistrySQLite
import Wire

struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The provable log: verify it, prove an entry, witness its checkpoints.",
        subcommands: [Verify.self, Prove.self, Check.self, Witness.self, Key.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Builds the whole tree anew and compares every entry, tile and checkpoint.")
        @OptionGroup var options: Options

        func run() async throws {
            let (book, _, store) = try await open(options)
            let today = try await ServedInEarnest.today(store)
            let progress = Progress("verifying")
            let report = try await book.verify(today: today) { done, total in progress.show(Int(done), of: Int(total)) }
            progress.done("\(report.leaves) entries")
            print("entries           \(report.leaves)")
            print("contents compared \(report.entriesCompared)")
            print("contents erased   \(report.entriesErased)\(today == nil ? ", days not compared: never served in earnest" : "")")
            print("tiles compared    \(report.tilesCompared)")
            print("not yet covered   \(report.leavesNotCovered)")
            for finding in report.findings { print("FINDING \(finding)") }
            print(report.isSound ? "the log is sound" : "\(report.findingCount) findings")
            if !report.isSound { throw ExitCode(1) }
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the proof that an entry is in the log, and the entry, for checking elsewhere.")
        @OptionGroup var options: Options
        @Argument(help: "Identifier of the entry (the reply's Sextant-Log-Entry).")
        var entry: String
        @Option(name: .shortAndLong, help: "Prefix of the files to write.")
        var output = "entry"

        func run() async throws {
            guard let id = RecordID(entry) else { throw ValidationError("an entry's identifier has 32 hexadecimal digits") }
            let (book, sequencer, _) = try await open(options)
            try await sequencer.advance()
            let (proof, bytes) = try await book.proof(of: id)
            try Data(proof.bytes).write(to: URL(fileURLWithPath: output + ".tlog-proof"))
            if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: output + ".entry")) }
            print("position \(proof.index) of \(proof.checkpoint.checkpoint.size); key \(book.verifierKey)")
            print("wrote \(output).tlog-proof" + (bytes == nil ? "; the contents were erased after their term" : " and \(output).entry"))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a proof offline: needs the two files and the log's public key, nothing else.")
        @Argument(help: "Prefix of the files that `prove` wrote.")
        var prefix: String
        @Option(help: "Public key of the log, as `sextant log key` prints it.")
        var key: String
        @Flag(help: "Also print every part of the entry, down to the last.")
        var full = false

        func run() throws {
            let proof = try EntryProof(bytes: Array(Data(contentsOf: URL(fileURLWithPath: prefix + ".tlog-proof"))))
            let entry = Array(try Data(contentsOf: URL(fileURLWithPath: prefix + ".entry")))
            let checkpoint = try proof.verify(entry: entry, log: try VerifierKey(key))
            print("the entry stands at \(proof.index) in the log of \(checkpoint.origin), size \(checkpoint.size)")
            let read = try AccessLogEntry(decoding: entry)
            print(read.legible(position: Int(proof.index)).pretty)
            if full { dump(read) }
        }
    }

    struct Witness: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Acts as a second party: cosigns the newest checkpoint if it extends the one cosigned last.",
            discussion: "State and key of the witness lie in its own folder; run it on a machine of another's.")
        @OptionGroup var options: Options
        @Option(help: "Folder of the witness.")
        var folder = "witness"
        @Option(help: "Name of the witness.")
        var name = "witness.local"

        func run() async throws {
            let (book, sequencer, _) = try await open(options)
            try await sequencer.advance()
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard let noteName = NoteName(name) else { throw ValidationError("not a name of a key: \(name)") }
            let keyFile = URL(fileURLWithPath: folder + "/witness.key")
            let stateFile = URL(fileURLWithPath: folder + "/witness.state")
            if !FileManager.default.fileExists(atPath: keyFile.path) {
                let key = SigningKey(name: noteName, algorithm: .cosignatureV1)
                FileManager.default.createFile(
                    atPath: keyFile.path, contents: Data(key.secretText.utf8), attributes: [.posixPermissions: 0o600])
            }
            let key = try SigningKey(
                secretText: String(contentsOf: keyFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
            let state = try Witness.memory(at: stateFile)
            var witness = try Access.Witness(key: key, logs: [book.verifierKey], state: state)
            let seen = state.latest(of: book.verifierKey.name)?.checkpoint.size ?? 0
            let (proof, checkpoint) = try await book.consistency(from: seen)
            let signature = try witness.cosign(checkpoint, proof: proof, at: Clock.machine.now())
            // The state is on disk before the signature leaves: else a crash could make the witness sign a fork.
            try Data(witness.state.bytes).write(to: stateFile, options: .atomic)
            print("cosigned \(checkpoint.checkpoint.size) entries (before: \(seen)) as \(key.verifierKey)")
            print(signature.text, terminator: "")
        }

        /// What the witness remembers: nothing only where there is no file. One that is there and cannot be read may tell of
        /// checkpoints, and a witness that has forgotten them could sign a fork.
        static func memory(at file: URL) throws -> WitnessState {
            guard FileManager.default.fileExists(atPath: file.path) else { return WitnessState() }
            return try WitnessState(bytes: Array(Data(contentsOf: file)))
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the public key that the log's checkpoints are checked by.")
        @OptionGroup var options: Options
        func run() async throws {
            let keys = try Opening.existingKeys(InstallationSettings(try await options.reader()))
            print(keys.logSigning.verifierKey)
        }
    }

    static func open(_ options: Options) async throws -> (LogBook, LogSequencer, SQLiteStore) {
        let settings = try Opening.existing(InstallationSettings(try await options.reader()))
        let keys = try Opening.keys(settings)
        let store = try Opening.store(settings)
        return (book(of: store, keys), try await LogSequencer(store: store, key: keys.logSigning), store)
    }

    static func book(of store: SQLiteStore, _ keys: InstallationKeys) -> LogBook {
        LogBook(store: store, keys: LogKeyRing(current: keys.logSealing), verifierKey: keys.logSigning.verifierKey)
    }
}
