import Identity
import Testing

@testable import Access

@Suite struct CheckpointTests {
    static let key = try! SigningKey(
        name: NoteName("sextant.example/log")!, algorithm: .ed25519, seed: [UInt8](repeating: 3, count: 32))
    static let other = try! SigningKey(
        name: NoteName("sextant.example/log")!, algorithm: .ed25519, seed: [UInt8](repeating: 4, count: 32))
    static func witness(_ number: UInt8) -> SigningKey {
        try! SigningKey(
            name: NoteName("witness.example/w\(number)")!, algorithm: .cosignatureV1,
            seed: [UInt8](repeating: number, count: 32))
    }
    static let checkpoint = LogCheckpoint(origin: key.verifierKey.name, size: 20_852_163, root: .leaf([1]))

    @Test("tlog-checkpoint: origin, size and root, a line each, and the log's signature")
    func form() throws {
        let signed = try SignedCheckpoint(signing: Self.checkpoint, with: Self.key)
        let lines = signed.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "sextant.example/log")
        #expect(lines[1] == "20852163")
        #expect(lines[2] == Self.checkpoint.root.base64[...])
        #expect(lines[3].isEmpty)
        #expect(lines[4].hasPrefix("— sextant.example/log "))
        #expect(lines.count == 6 && lines[5].isEmpty)
        let read = try SignedCheckpoint(bytes: signed.bytes)
        #expect(read == signed)
        #expect(try read.verify(by: Self.key.verifierKey) == Self.checkpoint)
    }

    @Test("The example of tlog-cosignature is read whole, with its cosignature line")
    func exampleOfTheSpecification() throws {
        let text = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """
        let signed = try SignedCheckpoint(bytes: Array(text.utf8))
        #expect(signed.text == text)
        #expect(signed.checkpoint.size == 20_852_163)
        #expect(signed.note.signatures.map { $0.signature.count } == [64, 72])
        // 1679315147 is the time that the specification states for this line.
        #expect(signed.note.signatures[1].signature.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } == 1_679_315_147)
    }

    @Test func onlyTheLogsOwnSignatureCounts() throws {
        var signed = try SignedCheckpoint(signing: Self.checkpoint, with: Self.other)
        #expect(throws: CheckpointError.notSigned(by: Self.key.verifierKey.name)) {
            try signed.verify(by: Self.key.verifierKey)
        }
        // Signatures of unknown keys do not disturb.
        signed.add(try SignedCheckpoint(signing: Self.checkpoint, with: Self.key).note.signatures[0])
        try signed.verify(by: Self.key.verifierKey)
        // A line that names the key and is not its signature is a forgery, whatever stands beside it.
        let genuine = signed.note.signatures[1]
        signed.add(
            NoteSignature(name: genuine.name, keyID: genuine.keyID, signature: genuine.signature.reversed()))
        #expect(throws: CheckpointError.forged(genuine.name)) { try signed.verify(by: Self.key.verifierKey) }
        let foreign = LogCheckpoint(origin: try #require(NoteName("elsewhere")), size: 1, root: .emptyRoot)
        #expect(throws: CheckpointError.wrongOrigin(foreign.origin)) {
            try SignedCheckpoint(signing: foreign, with: Self.key)
        }
        #expect(throws: CheckpointError.wrongAlgorithm(.cosignatureV1)) {
            try signed.verify(by: Self.witness(1).verifierKey)
        }
        #expect(throws: CheckpointError.cannotSign) {
            try SignedCheckpoint(
                signing: LogCheckpoint(origin: Self.checkpoint.origin, size: .max, root: .emptyRoot), with: Self.key)
        }
    }

    @Test func noDamagedCheckpointIsBelieved() throws {
        let signed = try SignedCheckpoint(signing: Self.checkpoint, with: Self.key)
        for version in hostileVersions(of: signed.bytes, seed: 30) where version != signed.bytes {
            guard let read = try? SignedCheckpoint(bytes: version) else { continue }
            #expect(read.bytes == version)
            if let believed = try? read.verify(by: Self.key.verifierKey) { #expect(believed == Self.checkpoint) }
        }
        for text in [
            "a\n1\n", "a\n01\n\(Self.checkpoint.root.base64)\n", "a\n1\nAAAA\n",
            "\n1\n\(Self.checkpoint.root.base64)\n",
            "a\n-1\n\(Self.checkpoint.root.base64)\n", "a\n9223372036854775808\n\(Self.checkpoint.root.base64)\n",
            "a\n1\n\(Self.checkpoint.root.base64)\nextension\n", "a b\n1\n\(Self.checkpoint.root.base64)\n",
        ] {
            #expect(throws: CheckpointError.malformed, "\(text)") {
                try SignedCheckpoint(bytes: Array((text + "\n— b AAAAAAA=\n").utf8))
            }
        }
    }

    @Test("tlog-cosignature: the signed message is header, time and note body")
    func cosignature() throws {
        var signed = try SignedCheckpoint(signing: Self.checkpoint, with: Self.key)
        let witness = Self.witness(1)
        #expect(try signed.cosignature(by: witness.verifierKey) == nil)
        let line = try signed.cosignature(with: witness, at: Instant(milliseconds: 1_679_315_147_999))
        #expect(line.signature.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } == 1_679_315_147)
        let message = "cosignature/v1\ntime 1679315147\n" + Self.checkpoint.text
        #expect(line.signature.dropFirst(8).elementsEqual(try #require(witness.signature(over: Array(message.utf8)))))
        #expect(NoteSignature(text: line.text) == line)
        #expect(NoteSignature(text: line.text.dropLast()) == nil)
        signed.add(line)
        let found = try #require(try signed.cosignature(by: witness.verifierKey))
        #expect(found.instant == Instant(milliseconds: 1_679_315_147_000))
        // The log's own signature stays good; of several times the latest counts.
        try signed.verify(by: Self.key.verifierKey)
        signed.add(try signed.cosignature(with: witness, at: Instant(milliseconds: 1_700_000_000_000)))
        #expect(
            try signed.cosignature(by: witness.verifierKey)?.instant == Instant(milliseconds: 1_700_000_000_000))
        #expect(throws: CheckpointError.cannotSign) {
            try signed.cosignature(with: witness, at: Instant(milliseconds: -1))
        }
        #expect(throws: CheckpointError.wrongAlgorithm(.ed25519)) {
            try signed.cosignature(with: Self.key, at: Instant(milliseconds: 0))
        }
        // Another time under the same signature is a forgery.
        var altered = line.signature
        altered[7] ^= 1
        var forged = try SignedCheckpoint(signing: Self.checkpoint, with: Self.key)
        forged.add(NoteSignature(name: line.name, keyID: line.keyID, signature: altered))
        #expect(throws: CheckpointError.forged(line.name)) { try forged.cosignature(by: witness.verifierKey) }
    }
}
