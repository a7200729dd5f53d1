// What the fuzz target does with an input: what names, dates, files and snapshots go through in Matching; the first byte
// chooses. The fuzzer compiles this file together with the sources of the module; `make test` replays the committed corpus
// through it (Tests/MatchingTests/Corpus links here).
import Identity

#if canImport(Matching)
    @testable import Matching
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

private let path = "/tmp/sextant-fuzz-\(getpid())"

private func withFile(_ bytes: [UInt8], _ body: (String) -> Void) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    body(path)
    unlink(path)
}

/// Stops the program where an answer contradicts itself.
func runFuzzedInput(_ input: [UInt8]) {
    guard let choice = input.first, input.count > 1 else { return }
    let bytes = Array(input.dropFirst())
    let parts = bytes.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    func text(_ index: Int) -> String { index < texts.count ? texts[index] : "" }
    switch choice % 7 {
    case 0:  // two names
        let scorer = NamePairScorer()
        let (a, b) = (scorer.score(text(0), text(1)), scorer.score(text(1), text(0)))
        precondition(a.isFinite && abs(a - b) < 1e-2 * (1 + abs(a)), "two orders, two scores")
    case 1:  // an index
        let index = IdentityIndex()
        let identity = PersonIdentity(
            surnames: [text(0)], givenNames: [text(1)], otherNames: [text(2)], dateOfBirth: PartialDate(text(3)))
        for number in 0..<3 { index.insert(IndexReference(UInt64(number)), identities: [identity, identity]) }
        let found = index.search(IdentityQuery(identity), limit: 5, minimumScore: -1000)
        for candidate in found {
            precondition(abs(candidate.evidence.reduce(0) { $0 + $1.bits } - candidate.score) < 0.1, "evidence does not add up")
        }
        _ = index.search(IdentityQuery(wholeName: text(1), documentNumbers: [text(2)]))
        for number in 0..<3 { precondition(index.remove(IndexReference(UInt64(number)))) }
        precondition(index.count == 0 && index.recordCount == 0)
    case 2:  // a date
        bytes.withUnsafeBufferPointer {
            let date = RecordDate(bytes: $0)
            precondition(date.year <= 9999 && date.month <= 13 && date.day <= 31)
        }
    case 3:  // a table
        withFile(bytes) { path in
            guard let file = try? CSVFile(path: path) else { return }
            var read = 0
            file.forEachRecord { fields in for index in 0..<fields.count { read += fields.bytes(index).count } }
            precondition(read <= bytes.count)
        }
    case 4:  // a snapshot
        withFile(bytes) { _ = try? IdentityIndex.fromSnapshot($0) }
    case 5:  // a register to be linked
        withFile(Array("rec_id,family,given,dob,sex,nat,doc_no,doc_country\n".utf8) + bytes) { path in
            var linker = RegisterLinker(files: [(path, LinkColumns())])
            linker.threads = 1
            guard let outcome = try? linker.run() else { return }
            for index in 0..<min(outcome.pairCount, 20) { precondition(outcome.pair(index).probability.isFinite) }
        }
    default:  // the ways to name columns
        _ = try? LinkColumns(String(decoding: bytes, as: UTF8.self))
        _ = try? RegisterColumns(String(decoding: bytes, as: UTF8.self))
    }
}
