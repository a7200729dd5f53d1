/// How two words of two names stand to each other: the levels of agreement that carry a weight.
public enum NameRelation: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case none
    /// Equal letters once levelled.
    case exact
    /// One edit apart and of the same sound: Mikhail, Mihail.
    case spelling
    /// One edit apart.
    case oneEdit
    /// Two edits apart and of the same sound.
    case farSpelling
    /// Two edits apart in words of five letters and more, three in words of nine.
    case twoEdits
    /// The same consonants.
    case sound
    /// One is how the other begins: cut by a machine-readable zone or shortened.
    case beginning
    /// One is the other's first letter.
    case initial
    /// Equal consonants across scripts of which one leaves vowels out.
    case script
    /// Nearly equal consonants across scripts.
    case farScript
    /// Two words of one are one word of the other.
    case joined
    /// Different words that stand for one name, such as Jack and John: as the register itself shows, or as is known.
    case learned
}

/// Words that join names rather than name anybody: their absence says little.
enum NameParticles {
    /// Open addressing by the eight letters of a word. Made once and never freed, as `NameForms.Table`.
    struct Table: @unchecked Sendable, BitwiseCopyable {
        private let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: 512)

        fileprivate init() {
            keys.initialize(repeating: 0, count: 512)
            for word in text.split(separator: " ") {
                let key = NameToken(word).first
                var at = place(key)
                while keys[at] != 0, keys[at] != key { at = (at + 1) & 511 }
                keys[at] = key
            }
        }

        @inline(__always)
        private func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55) }

        @inline(__always)
        func contains(_ token: NameToken) -> Bool {
            guard token.count <= 8, token.count > 0 else { return false }
            let key = token.first
            var at = place(key)
            while keys[at] != 0 {
                if keys[at] == key { return true }
                at = (at + 1) & 511
            }
            return false
        }
    }

    static let table = Table()
    private static let text = """
        al el ul ad as ash at an ar az bin ben ibn bint bt abu abou abd ould ait ag de da do das dos del della dello di du d la le \
        les lo los las von van vom zu zum zur der den het ter ten te op af av y e i und und and mac mc o saint st san santa sao \
        dr mr mrs ms jr sr sir haji hajji sheikh shaikh mullah maulana
        """

    static func contains(_ token: NameToken) -> Bool { table.contains(token) }
}

extension NamePattern {
    /// The relation of this word to another of a dictionary.
    func relation(
        to text: UnsafePointer<UInt8>, count: Int, fine: UInt64, fineCount: UInt8, script: UInt8,
        letters: UInt32, coarse: NameSound? = nil
    ) -> NameRelation {
        let own = token.length
        if own == 0 || count == 0 { return .none }
        let vowels = token.script.leavesVowelsOut
        let otherVowels = script == NameScript.arabic.rawValue || script == NameScript.hebrew.rawValue
        if vowels != otherVowels { return relationAcrossScripts(text, count, coarse) }
        if (token.script == .hangul) != (script == NameScript.hangul.rawValue), token.script == .latin || script == NameScript.latin.rawValue {
            return relationToKorean(text, count)
        }
        let shorter = min(own, count)
        if shorter == 1 {
            if own == count { return token[0] == text[0] ? .exact : .none }
            return token[0] == text[0] ? .initial : .none
        }
        let longer = max(own, count)
        // Letters that only one of them has: at least as many edits on that side.
        let apart = max((letterSet & ~letters).nonzeroBitCount, (letters & ~letterSet).nonzeroBitCount)
        if apart <= (longer >= 9 ? 3 : 2), longer - shorter <= 3 {
            let edits = distance(to: text, count: count)
            if edits == 0 { return .exact }
            let sameSound = fine == sound.fine && fineCount > 0
            if edits == 1, shorter >= 3 || sameSound { return sameSound ? .spelling : .oneEdit }
            if edits == 2, sameSound { return .farSpelling }
            if edits == 2, longer >= 5 { return .twoEdits }
            if edits == 3, longer >= 9 { return .twoEdits }
            if sameSound, fineCount >= 3 { return .sound }
        } else if fine == sound.fine, fineCount >= 3 {
            return .sound
        }
        if shorter >= 3, longer > shorter, letterSet & ~letters == 0 || letters & ~letterSet == 0, sharesPrefix(with: text, count: count) {
            return .beginning
        }
        return .none
    }

    private func relationToKorean(_ text: UnsafePointer<UInt8>, _ count: Int) -> NameRelation {
        let other = NameToken(bytes: text, count: count)
        if token.spelled(like: other) { return .exact }
        if min(token.length, count) == 1 { return token[0] == other[0] ? .initial : .none }
        let alike =
            token.script == .hangul
            ? SpokenWord.similarity(korean: token, letters: other) : SpokenWord.similarity(korean: other, letters: token)
        return alike >= SpokenWord.same ? .script : alike >= SpokenWord.near ? .farScript : .none
    }

    private func relationAcrossScripts(_ text: UnsafePointer<UInt8>, _ count: Int, _ known: NameSound?) -> NameRelation {
        let other = known ?? NameSound(NameToken(bytes: text, count: count))
        let (a, b) = (sound.coarseCount, other.coarseCount)
        if a == 0 || b == 0 { return a == b && distance(to: text, count: count) <= 1 ? .farScript : .none }
        if sound.coarse == other.coarse { return a >= 2 ? .script : .farScript }
        guard max(a, b) >= 3, abs(Int(a) - Int(b)) <= 1 else { return .none }
        return NamePattern.coarseEdits(sound.coarse, Int(a), other.coarse, Int(b)) <= 1 ? .farScript : .none
    }

    /// Edits between two sequences of three-bit codes, exact up to 1.
    static func coarseEdits(_ a: UInt64, _ aCount: Int, _ b: UInt64, _ bCount: Int) -> Int {
        func code(_ value: UInt64, _ index: Int) -> UInt64 { value >> UInt64(index * 3) & 7 }
        var front = 0
        while front < min(aCount, bCount), code(a, front) == code(b, front) { front += 1 }
        var back = 0
        while back < min(aCount, bCount) - front, code(a, aCount - 1 - back) == code(b, bCount - 1 - back) { back += 1 }
        return max(aCount, bCount) - front - back
    }
}
