import Foundation
import Testing

/// The helper process `store-torture`, which lies beside the tests.
struct Torture {
    let process = Process()
    let output: URL
    private let handle: FileHandle

    static var helper: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("store-torture")
    }

    /// Starts the helper; its standard output goes, as it comes, to the end of the file `words`.
    init(_ arguments: [String], words: String) throws {
        if !FileManager.default.fileExists(atPath: words) { _ = FileManager.default.createFile(atPath: words, contents: nil) }
        output = URL(fileURLWithPath: words)
        handle = try FileHandle(forUpdating: output)
        try handle.seekToEnd()
        process.executableURL = Self.helper
        process.arguments = arguments
        process.standardOutput = handle
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        try process.run()
    }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// The exit status, or minus the signal.
    func end() async -> Int32 {
        while process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
        try? handle.close()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Runs the helper to its end; what it printed.
    static func run(_ arguments: [String]) async throws -> (status: Int32, text: String) {
        let scratch = Scratch()
        let torture = try Torture(arguments, words: scratch.path + "/words")
        let status = await torture.end()
        return (status, try String(contentsOf: torture.output, encoding: .utf8))
    }

    static func words(in file: String) throws -> [Substring] { try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") }
}
