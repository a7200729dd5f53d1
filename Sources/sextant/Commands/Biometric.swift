import ArgumentParser
import Biometrics

struct Fingerprint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fingerprints: extract, verify, identify, quality, evaluate, synthesise, inspect, segment, convert.",
        discussion: FingerprintCommand.help)

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []

    func run() throws {
        let status = FingerprintCommand.run(arguments) { print($0) }
        if status != 0 { throw ExitCode(status) }
    }
}

struct Face: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Faces: encode, verify, identify, evaluate.", discussion: FaceCommand.help)

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []

    func run() throws {
        let status = FaceCommand.run(arguments) { print($0) }
        if status != 0 { throw ExitCode(status) }
    }
}
