import Foundation
import Testing

@testable import Biometrics

/// Real prints and files are not shipped: tests that need them take their place from `SEXTANT_DATA` and are skipped
/// where it is not set.
enum TestData {
    static let folder: String? = ProcessInfo.processInfo.environment["SEXTANT_DATA"]
    static var present: Bool { folder != nil }

    /// Work on whole images takes minutes in an unoptimised build: such tests run with `swift test -c release`.
    static let optimised: Bool = {
        #if DEBUG
            false
        #else
            true
        #endif
    }()

    static func bytes(_ path: String) throws -> [UInt8] {
        try LocalFiles.read(try #require(folder) + "/" + path)
    }

    static func list(_ path: String) throws -> [String] { try LocalFiles.list(try #require(folder) + "/" + path) }
}

/// Bytes that no sender should send: truncations and changes of good ones.
struct Mutator {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func mutate(_ good: [UInt8]) -> [UInt8] {
        guard !good.isEmpty else { return [] }
        var bytes = good
        switch Int(random.next() % 4) {
        case 0: bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
        case 1:
            for _ in 0..<(1 + random.next() % 8) { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 255) }
        case 2:
            // Numbers at their limits, near the beginning, where the headers are.
            let at = Int(random.next() % UInt64(min(bytes.count, 64)))
            bytes[at] = [0, 1, 0x7f, 0x80, 0xff][Int(random.next() % 5)]
            if at + 1 < bytes.count { bytes[at + 1] = [0, 0xff][Int(random.next() % 2)] }
        default:
            let from = Int(random.next() % UInt64(bytes.count)), n = min(bytes.count - from, Int(random.next() % 64))
            bytes.insert(contentsOf: bytes[from..<(from + n)], at: Int(random.next() % UInt64(bytes.count)))
        }
        return bytes
    }
}
