import Foundation
import Testing

@testable import Matching

/// The inputs that the fuzzer starts from go through the fuzz target on every run of the tests, whole and damaged. What
/// contradicts itself stops the program.
@Suite struct MatchingCorpusTests {
    @Test func theCorpusBreaksNothing() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../MatchingFuzz/Corpus")
            .standardizedFileURL
        var choices: Set<UInt8> = []
        var dice = Dice(state: 29)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            guard let choice = bytes.first else { continue }
            choices.insert(choice % 7)
            runFuzzedInput(bytes)
            for _ in 0..<4 {
                var damaged = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &dice)))
                for _ in 0..<3 where damaged.count > 1 {
                    damaged[Int.random(in: 1..<damaged.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
                }
                runFuzzedInput(damaged)
            }
        }
        // Names, an index, a date, a table, a register and columns; a snapshot is damaged in IndexSnapshotTests.
        #expect(choices.isSuperset(of: [0, 1, 2, 3, 5, 6]))
    }
}
