import Testing

@testable import Access

@Suite struct NoteTests {
    /// The note and key of the documentation of golang.org/x/mod/sumdb/note: an implementation not ours.
    static let peterNeumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let peterNeumannSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let quotation = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test("signed-note: a note and a key of another implementation verify, and are made the same")
    func knownNote() throws {
        let key = try VerifierKey(Self.peterNeumann)
        #expect(key.text == Self.peterNeumann)
        let note = try SignedNote(bytes: Array(Self.quotation.utf8))
        #expect(note.signatures(by: key).count == 1)
        #expect(key.verifies(note.signatures[0].signature, over: note.text))
        let secret = try SigningKey(secretText: Self.peterNeumannSecret)
        #expect(secret.secretText == Self.peterNeumannSecret)
        #expect(secret.verifierKey == key)
        #expect(secret.signature(over: note.text) == note.signatures[0].signature)
        #expect(!"\(secret)".contains("AYEK"))
    }

    @Test("signed-note: the key of Go's checksum database has the id that it states")
    func knownKey() throws {
        let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        #expect(try VerifierKey(text).text == text)
    }

    @Test func keysAreReadStrictly() throws {
        let good = Self.peterNeumann
        #expect(throws: NoteKeyError.keyIDMismatch) {
            try VerifierKey(good.replacing("c74f20a3", with: "c74f20a4"))
        }
        #expect(throws: NoteKeyError.keyIDMismatch) { try VerifierKey(good.replacing("Peter", with: "peter")) }
        #expect(throws: NoteKeyError.unknownAlgorithm(2)) {
            try VerifierKey("a+00000000+" + Base64.encode([2] + [UInt8](repeating: 0, count: 32)))
        }
        #expect(throws: NoteKeyError.invalidKey) { try VerifierKey("a+00000000+" + Base64.encode([1, 2, 3])) }
        for text in [
            "", "+", "++", "a+b", "a++", "+00000000+AQ==", "a b+00000000+AQ==", "a+0000000+AQ==", "a+00000000+",
        ] {
            #expect(throws: NoteKeyError.malformed) { try VerifierKey(text) }
        }
        for version in hostileVersions(of: Array(good.utf8), seed: 20) {
            let text = String(decoding: version, as: UTF8.self)
            guard let key = try? VerifierKey(text) else { continue }
            #expect(key.text == text)
        }
        for version in hostileVersions(of: Array(Self.peterNeumannSecret.utf8), seed: 21) {
            let text = String(decoding: version, as: UTF8.self)
            guard let key = try? SigningKey(secretText: text) else { continue }
            #expect(key.secretText == text)
        }
    }

    @Test func notesAreReadStrictly() throws {
        let good = Array(Self.quotation.utf8)
        let key = try VerifierKey(Self.peterNeumann)
        let text = try SignedNote(bytes: good).text
        #expect(try SignedNote(bytes: good).bytes == good)
        for version in hostileVersions(of: good, seed: 22) where version != good {
            guard let note = try? SignedNote(bytes: version) else { continue }
            #expect(note.bytes == version)
            // Whatever still parses either has the same text or is not signed.
            for line in note.signatures(by: key) where note.text != text {
                #expect(!key.verifies(line.signature, over: note.text))
            }
        }
        let cases: [(String, SignedNote.FormatError)] = [
            ("", .noSignatureBlock), ("\n", .noSignatureBlock), ("\n\n", .noSignatureBlock),
            ("a\n\n", .noSignatureBlock),
            ("a\n— b AAAAAAA=\n", .noSignatureBlock), ("a\n\n— b AAAAAAA=", .noSignatureBlock),
            ("a\r\n\n— b AAAAAAA=\n", .invalidText), ("a\t\n\n— b AAAAAAA=\n", .invalidText),
            ("a\n\n- b AAAAAAA=\n", .malformedSignature(line: 1)),
            ("a\n\n— b  AAAAAAA=\n", .malformedSignature(line: 1)),
            ("a\n\n— b AAAAAA==\n", .malformedSignature(line: 1)),
            ("a\n\n— b+c AAAAAAA=\n", .malformedSignature(line: 1)),
            ("a\n\n— b\u{A0}c AAAAAAA=\n", .malformedSignature(line: 1)),
            ("a\n\n— b AAAAAAA=\nx\n", .malformedSignature(line: 2)),
        ]
        for (text, error) in cases {
            #expect(throws: error, "\(text.debugDescription)") { try SignedNote(bytes: Array(text.utf8)) }
        }
        #expect(throws: SignedNote.FormatError.invalidText) { try SignedNote(bytes: [0xFF, 0x0A]) }
        let line = "— b AAAAAAA=\n"
        #expect(throws: SignedNote.FormatError.tooManySignatures) {
            try SignedNote(bytes: Array(("a\n\n" + String(repeating: line, count: 101)).utf8))
        }
        #expect(
            try SignedNote(bytes: Array(("a\n\n" + String(repeating: line, count: 100)).utf8)).signatures.count == 100)
        #expect(throws: SignedNote.FormatError.tooLong) {
            try SignedNote(bytes: [UInt8](repeating: 0x41, count: SignedNote.maximumByteCount + 1))
        }
    }

    @Test func aNoteTakesNoMoreSignaturesThanCanBeReadBack() throws {
        var note = try SignedNote(text: Array("text\n".utf8))
        let name = try #require(NoteName("b"))
        for number in 0..<UInt32(SignedNote.maximumSignatureCount) {
            let added = note.add(NoteSignature(name: name, keyID: number, signature: [1]))
            let repeated = note.add(NoteSignature(name: name, keyID: number, signature: [1]))
            #expect(added && repeated)
        }
        #expect(note.signatures.count == 100)
        let refused = note.add(NoteSignature(name: name, keyID: 1000, signature: [1]))
        #expect(!refused)
        #expect(try SignedNote(bytes: note.bytes) == note)
    }

    @Test func namesAreComparedByBytes() throws {
        let composed = try #require(NoteName("caf\u{E9}"))
        let decomposed = try #require(NoteName("cafe\u{301}"))
        #expect(composed.description == decomposed.description)
        #expect(composed != decomposed)
        for name in [
            "", " ", "a b", "a+b", "a\u{2003}b", "a\u{85}", "a\nb", "a\u{0}", String(repeating: "a", count: 256),
        ] {
            #expect(NoteName(name) == nil, "\(name.debugDescription)")
        }
    }
}
