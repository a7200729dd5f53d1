import Foundation
import Testing

/// The built program, run as anybody would run it: with its exit status and what it says.
enum Program {
    struct End: Sendable {
        var status: Int32
        var output: String
        var errors: String
        var lines: [Substring] { output.split(separator: "\n") }
    }

    /// It lies beside the program of the tests.
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("sextant").path
    }()

    /// The repository, which the vectors are read from.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in folder: String? = nil
    ) throws -> End {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SEXTANT_") }.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        // Each stream on a thread of its own, so that none fills up while another is waited for.
        let errors = Collected()
        let reading = Thread {
            errors.finish(stderr.fileHandleForReading.readDataToEndOfFile())
        }
        reading.start()
        Thread.detachNewThread {
            try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? stdin.fileHandleForWriting.close()
        }
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return End(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors.wait(), as: UTF8.self))
    }

    private final class Collected: @unchecked Sendable {
        // Written once by the reading thread before the semaphore is given, read once after it was taken.
        private var data = Data()
        private let done = DispatchSemaphore(value: 0)
        func finish(_ read: Data) {
            data = read
            done.signal()
        }
        func wait() -> Data {
            done.wait()
            return data
        }
    }
}

/// A folder that goes with its last holder.
final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "sextant-cli-" + UUID().uuidString
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
