import Identity
import Testing

@testable import Access

@Suite struct WitnessTests {
    let now = Instant(milliseconds: 1_800_000_000_000)
    let key = CheckpointTests.key

    func signed(_ size: UInt64, _ root: TreeHash, by key: SigningKey? = nil) throws -> SignedCheckpoint {
        let key = key ?? self.key
        return try SignedCheckpoint(
            signing: LogCheckpoint(origin: key.verifierKey.name, size: size, root: root), with: key)
    }

    @Test func aGrowingLogIsCosignedStepByStep() throws {
        let (_, tiles, roots) = ProofTests.log(600)
        var witness = try Witness(key: CheckpointTests.witness(1), logs: [key.verifierKey])
        var (generator, size) = (SeededGenerator(40), 0)
        for _ in 0..<40 {
            let next = min(600, size + Int.random(in: 0...30, using: &generator))
            var checkpoint = try signed(UInt64(next), roots[next])
            let request = try WitnessRequest(checkpoint, cosigned: UInt64(size), tiles: tiles)
            checkpoint.add(try witness.cosign(try WitnessRequest(bytes: request.bytes), at: now))
            #expect(try checkpoint.cosignature(by: witness.verifierKey)?.instant == now)
            size = next
            // A witness that was restarted from its bytes goes on the same.
            let state = try WitnessState(bytes: witness.state.bytes)
            #expect(state == witness.state)
            witness = try Witness(key: CheckpointTests.witness(1), logs: [key.verifierKey], state: state)
        }
        #expect(witness.state.latest(of: key.verifierKey.name)?.checkpoint.size == UInt64(size))
    }

    @Test func rollbackForkAndGapsAreRefusedAndChangeNothing() throws {
        let (_, tiles, roots) = ProofTests.log(100)
        var witness = try Witness(key: CheckpointTests.witness(1), logs: [key.verifierKey])
        func proof(_ old: UInt64, _ new: UInt64) throws -> ConsistencyProof {
            try TiledTree(size: new, tiles: tiles).consistencyProof(from: old)
        }
        let fifty = try signed(50, roots[50])
        _ = try witness.cosign(fifty, proof: try proof(0, 50), at: now)
        let before = witness.state
        #expect(throws: Witness.Refusal.rollback(cosigned: 50, offered: 49)) {
            try witness.cosign(try signed(49, roots[49]), proof: try proof(49, 49), at: now)
        }
        let other = try signed(50, .leaf([]))
        let known = try #require(before.latest(of: key.verifierKey.name))
        let evidence = try #require(ForkEvidence(known, other, log: key.verifierKey))
        #expect(ForkEvidence(known, known, log: key.verifierKey) == nil)
        #expect(ForkEvidence(known, other, log: CheckpointTests.other.verifierKey) == nil)
        #expect(throws: Witness.Refusal.fork(evidence)) {
            try witness.cosign(other, proof: ConsistencyProof(oldSize: 50, newSize: 50, path: []), at: now)
        }
        #expect(throws: Witness.Refusal.otherStart(cosigned: 50)) {
            try witness.cosign(try signed(60, roots[60]), proof: try proof(40, 60), at: now)
        }
        #expect(throws: Witness.Refusal.inconsistent(.outOfRange)) {
            try witness.cosign(try signed(60, roots[60]), proof: try proof(50, 61), at: now)
        }
        // A rewritten history: no path leads from what was cosigned to it.
        #expect(throws: Witness.Refusal.self) {
            try witness.cosign(try signed(60, .leaf([])), proof: try proof(50, 60), at: now)
        }
        #expect(throws: Witness.Refusal.checkpoint(.notSigned(by: key.verifierKey.name))) {
            try witness.cosign(
                try signed(60, roots[60], by: CheckpointTests.other), proof: try proof(50, 60), at: now)
        }
        let stranger = SigningKey(name: try #require(NoteName("stranger")), algorithm: .ed25519)
        #expect(throws: Witness.Refusal.unknownLog(stranger.verifierKey.name)) {
            try witness.cosign(try signed(60, roots[60], by: stranger), proof: try proof(50, 60), at: now)
        }
        #expect(witness.state == before)
        _ = try witness.cosign(try signed(60, roots[60]), proof: try proof(50, 60), at: now)
        #expect(witness.state != before)
    }

    @Test("tlog-witness: the example of a request is read whole, and damaged ones are refused or have no other form")
    func requests() throws {
        let text = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

            """
        let good = Array(text.utf8)
        let request = try WitnessRequest(bytes: good)
        #expect(request.bytes == good)
        #expect((request.proof.oldSize, request.proof.newSize) == (20_852_014, 20_852_163))
        #expect(request.proof.path.count == 4)
        for version in hostileVersions(of: good, seed: 42, random: 100) {
            guard let read = try? WitnessRequest(bytes: version) else { continue }
            #expect(read.bytes == version)
        }
        #expect(throws: WitnessRequest.FormatError.malformed) {
            try WitnessRequest(bytes: Array(text.replacing("old 20852014", with: "old 20852164").utf8))
        }
        #expect(throws: WitnessRequest.FormatError.malformed) {
            let line = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
            _ = try WitnessRequest(
                bytes: Array(text.replacing(line, with: String(repeating: line, count: 61)).utf8))
        }
        #expect(throws: WitnessRequest.FormatError.tooLong) {
            try WitnessRequest(bytes: [UInt8](repeating: 65, count: WitnessRequest.maximumByteCount + 1))
        }
    }

    @Test func aFirstCheckpointNeedsNoPath() throws {
        var witness = try Witness(key: CheckpointTests.witness(1), logs: [key.verifierKey])
        let proof = ConsistencyProof(oldSize: 0, newSize: 7, path: [.emptyRoot])
        #expect(throws: Witness.Refusal.inconsistent(.wrongLength)) {
            try witness.cosign(try signed(7, .leaf([])), proof: proof, at: now)
        }
        _ = try witness.cosign(
            try signed(7, .leaf([])), proof: ConsistencyProof(oldSize: 0, newSize: 7, path: []), at: now)
        #expect(throws: CheckpointError.wrongAlgorithm(.ed25519)) { try Witness(key: key, logs: []) }
    }

    @Test func signaturesOfOthersAreNotRemembered() throws {
        var witness = try Witness(key: CheckpointTests.witness(1), logs: [key.verifierKey])
        var checkpoint = try signed(7, .leaf([]))
        let name = try #require(NoteName("noise"))
        while checkpoint.add(
            NoteSignature(
                name: name, keyID: UInt32(checkpoint.note.signatures.count),
                signature: [UInt8](repeating: 0, count: 3000)))
        {}
        _ = try witness.cosign(checkpoint, proof: ConsistencyProof(oldSize: 0, newSize: 7, path: []), at: now)
        #expect(witness.state.bytes.count < 1000)
        #expect(try WitnessState(bytes: witness.state.bytes) == witness.state)
    }

    @Test func damagedStateIsNotUsed() throws {
        var state = WitnessState()
        for origin in ["b", "a", "c"] {
            let key = SigningKey(name: try #require(NoteName(origin)), algorithm: .ed25519)
            state.record(try signed(5, .leaf([]), by: key))
        }
        #expect(state.origins.map(\.description) == ["a", "b", "c"])
        let good = state.bytes
        #expect(try WitnessState(bytes: good) == state)
        #expect(try WitnessState(bytes: WitnessState().bytes) == WitnessState())
        for version in hostileVersions(of: good, seed: 41) where version != good {
            #expect(throws: WitnessState.FormatError.self) { try WitnessState(bytes: version) }
        }
    }

    /// A state whose digest fits although its contents do not: as a witness could be given by somebody else.
    @Test func aStateTellsEachLogOnceAndInOrder() throws {
        func state(_ notes: [[UInt8]]) -> [UInt8] {
            var bytes = Array("sextant witness state v1\n".utf8)
            for note in notes { bytes += Array("\(note.count)\n".utf8) + note }
            return bytes + Array("sha256 \(hash(NaiveTree.sha256(bytes)))\n".utf8)
        }
        let notes = try ["a", "b"].map { origin in
            try signed(5, .leaf([]), by: SigningKey(name: #require(NoteName(origin)), algorithm: .ed25519)).bytes
        }
        #expect(try WitnessState(bytes: state(notes)).origins.map(\.description) == ["a", "b"])
        for wrong in [[notes[1], notes[0]], [notes[0], notes[0]], [notes[0], Array("nonsense".utf8)], [[]]] {
            #expect(throws: WitnessState.FormatError.malformed) { try WitnessState(bytes: state(wrong)) }
        }
    }

    @Test func thePolicyCountsEachWitnessOnce() throws {
        let keys = (1...3).map { CheckpointTests.witness(UInt8($0)) }
        let policy = try WitnessPolicy(quorum: 2, of: keys.map(\.verifierKey))
        var checkpoint = try signed(1, .leaf([]))
        #expect(throws: WitnessPolicy.NotMet.tooFew(found: 0, needed: 2)) { try policy.check(checkpoint) }
        for second in 0..<5 {
            checkpoint.add(try checkpoint.cosignature(with: keys[0], at: now.adding(seconds: Int64(second))))
        }
        checkpoint.add(try checkpoint.cosignature(with: CheckpointTests.witness(9), at: now))
        #expect(throws: WitnessPolicy.NotMet.tooFew(found: 1, needed: 2)) { try policy.check(checkpoint) }
        checkpoint.add(try checkpoint.cosignature(with: keys[2], at: now))
        #expect(try policy.check(checkpoint).map(\.witness) == [keys[0].verifierKey, keys[2].verifierKey])
        try WitnessPolicy.none.check(checkpoint)
        #expect(throws: WitnessPolicy.Invalid.quorumOutOfRange) {
            try WitnessPolicy(quorum: 4, of: keys.map(\.verifierKey))
        }
        #expect(throws: WitnessPolicy.Invalid.quorumOutOfRange) { try WitnessPolicy(quorum: -1, of: []) }
        let renamed = try VerifierKey(
            name: try #require(NoteName("another")), algorithm: .cosignatureV1,
            publicKey: keys[0].verifierKey.publicKey)
        #expect(throws: WitnessPolicy.Invalid.duplicateWitness(renamed.name)) {
            try WitnessPolicy(quorum: 1, of: [keys[0].verifierKey, renamed])
        }
        #expect(throws: WitnessPolicy.Invalid.wrongAlgorithm(.ed25519)) {
            try WitnessPolicy(quorum: 1, of: [key.verifierKey])
        }
    }
}
