import Foundation
import Testing

@testable import Biometrics

/// The inputs that the fuzzer starts from, and those that once broke a parser, go through each parser on every run of the tests.
@Suite struct CorpusTests {
    static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../BiometricsFuzz/Corpus")
        .standardizedFileURL

    @Test func `every parser has a corpus, and every corpus a parser`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
        #expect(Set(folders) == Set(fuzzedParsers.keys))
    }

    @Test(arguments: fuzzedParsers.keys.sorted())
    func `the corpus is read or refused, whole and damaged`(_ parser: String) throws {
        let parse = try #require(fuzzedParsers[parser])
        let folder = Self.corpus.appending(path: parser)
        var read = 0
        var random = SeededGenerator(seed: 29)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            if parse(bytes) { read += 1 }
            for _ in 0..<6 {
                _ = parse(Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1)))))
                guard !bytes.isEmpty else { continue }
                var damaged = bytes
                for _ in 0..<3 { damaged[Int(random.next() % UInt64(bytes.count))] ^= UInt8(truncatingIfNeeded: random.next()) }
                _ = parse(damaged)
            }
        }
        // Seeds that are all refused reach little of a parser. Those of JPEG need the system's libraries, which may be missing.
        if parser != "jpeg" { #expect(read > 0) }
    }
}
