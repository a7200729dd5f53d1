import Identity
import Testing

@testable import Access

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct EntryProofTests {
    let log = try! SampleLog(count: 300)

    @Test func onePersonChecksOneEntryOffline() throws {
        let witness = CheckpointTests.witness(1)
        var checkpoint = log.checkpoint(300)
        checkpoint.add(try checkpoint.cosignature(with: witness, at: Instant(milliseconds: 0)))
        let policy = try WitnessPolicy(quorum: 1, of: [witness.verifierKey])
        for index in [0, 1, 128, 255, 256, 298, 299] {
            let proof = try EntryProof(
                of: UInt64(index), in: checkpoint, tiles: log.tiles, salt: log.salts[index])
            let read = try EntryProof(bytes: proof.bytes)
            #expect(read == proof)
            #expect(read.text.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
            let believed = try read.verify(
                entry: log.entries[index], log: log.key.verifierKey, witnesses: policy)
            #expect(believed == checkpoint.checkpoint)
            // Also without the contents, once they are erased.
            let bare = try EntryProof(of: UInt64(index), in: checkpoint, tiles: log.tiles, salt: nil)
            try bare.verify(leafData: log.leaves[index].data, log: log.key.verifierKey)
            try bare.verify(entry: log.entries[index], salt: log.salts[index], log: log.key.verifierKey)
            #expect(throws: EntryProof.VerificationError.noSalt) {
                try bare.verify(entry: log.entries[index], log: log.key.verifierKey)
            }
            let json = try JSONEncoder().encode(read.portable)
            #expect(try EntryProof(JSONDecoder().decode(EntryProof.Portable.self, from: json)) == proof)
        }
    }

    @Test func nothingElseIsProved() throws {
        let proof = try EntryProof(of: 17, in: log.checkpoint(300), tiles: log.tiles, salt: log.salts[17])
        let key = log.key.verifierKey
        typealias Failure = EntryProof.VerificationError
        #expect(throws: Failure.proof(.rootMismatch)) { try proof.verify(entry: log.entries[18], log: key) }
        #expect(throws: Failure.proof(.rootMismatch)) {
            try proof.verify(entry: log.entries[17], salt: log.salts[18], log: key)
        }
        #expect(throws: Failure.checkpoint(.notSigned(by: key.name))) {
            try proof.verify(entry: log.entries[17], log: CheckpointTests.other.verifierKey)
        }
        let policy = try WitnessPolicy(quorum: 1, of: [CheckpointTests.witness(1).verifierKey])
        #expect(throws: Failure.witnesses(.tooFew(found: 0, needed: 1))) {
            try proof.verify(entry: log.entries[17], log: key, witnesses: policy)
        }
        #expect(throws: TreeReadError.outOfRange) {
            try EntryProof(of: 300, in: log.checkpoint(300), tiles: log.tiles, salt: nil)
        }
    }

    @Test func noDamagedProofProvesAnything() throws {
        let proof = try EntryProof(of: 17, in: log.checkpoint(300), tiles: log.tiles, salt: log.salts[17])
        for version in hostileVersions(of: proof.bytes, seed: 80) where version != proof.bytes {
            guard let read = try? EntryProof(bytes: version) else { continue }
            #expect(read.bytes == version)
            guard (try? read.verify(entry: log.entries[17], log: log.key.verifierKey)) != nil else { continue }
            // Only lines of other keys, which mean nothing, may differ.
            #expect((read.index, read.path, read.salt) == (proof.index, proof.path, proof.salt))
            #expect(read.checkpoint.checkpoint == proof.checkpoint.checkpoint)
        }
        var portable = proof.portable
        portable.hashes[0] = "AAAA"
        #expect(throws: EntryProof.FormatError.malformed) { try EntryProof(portable) }
        portable = proof.portable
        portable.salt = "AAAA"
        #expect(throws: EntryProof.FormatError.malformed) { try EntryProof(portable) }
        portable = proof.portable
        portable.checkpoint = ""
        #expect(throws: EntryProof.FormatError.checkpoint(.note(.noSignatureBlock))) { try EntryProof(portable) }
        portable = proof.portable
        portable.hashes = Array(repeating: portable.hashes[0], count: 64)
        #expect(throws: EntryProof.FormatError.malformed) { try EntryProof(portable) }
        #expect(throws: EntryProof.FormatError.tooLong) {
            try EntryProof(bytes: [UInt8](repeating: 65, count: EntryProof.maximumByteCount + 1))
        }
    }
}
