import ArgumentParser
import Biometrics

struct Fingerprint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fingerprints: extract, verify, identify, quality, evaluate, synthesise, inspect, segment, convert, compose.",
        discussion: FingerprintCommand.help)

    @Argument(parsing: .captureForPassthrough, help: "A verb and what it needs.")
    var arguments: [String] = []

    func run() throws { try Passed.on(arguments, helpOf: Self.self, FingerprintCommand.run) }
}

struct Face: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Faces: extract, verify, identify, evaluate, inspect.", discussion: FaceCommand.help)

    @Argument(parsing: .captureForPassthrough, help: "A verb and what it needs.")
    var arguments: [String] = []

    func run() throws { try Passed.on(arguments, helpOf: Self.self, FaceCommand.run) }
}

/// Commands whose verbs are read by a library that is of use without this program.
private enum Passed {
    static func on(
        _ arguments: [String], helpOf command: any ParsableCommand.Type, _ run: ([String], (String) -> Void) -> Int32
    ) throws {
        if let first = arguments.first, ["-h", "--help", "help"].contains(first) {
            print(SextantCommand.helpMessage(for: command))
            return
        }
        switch run(arguments, { print($0) }) {
        case 0: return
        case 2: throw ExitCode.validationFailure
        case let status: throw ExitCode(status)
        }
    }
}
