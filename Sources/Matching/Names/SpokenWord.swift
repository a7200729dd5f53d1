/// A word as the row of sounds that a speaker hears, to hold a name written in Hangul against the same name in letters.
///
/// Hangul writes foreign names by ear: Robert is 로버트 (ro-beo-teu), Fisher 피셔 (pi-syeo), Zemeckis 저메키스. Sounds that Korean does
/// not have become near ones (f and p, v and b, z and j, th and s), r and l are one, a vowel is put between consonants, an
/// r before a consonant falls silent. So the two rows are aligned, and each exchange, gap and silent letter has its price; Korean
/// names in any romanisation (이 as Lee, Yi, Rhee) cost little by the same prices.
enum SpokenWord {
    static let capacity = 64

    private static let k: UInt8 = 0, t: UInt8 = 1, p: UInt8 = 2, s: UInt8 = 3, l: UInt8 = 4, m: UInt8 = 5, n: UInt8 = 6, ng: UInt8 = 7,
        h: UInt8 = 8, j: UInt8 = 9, ch: UInt8 = 10, f: UInt8 = 11, v: UInt8 = 12, z: UInt8 = 13, th: UInt8 = 14, kh: UInt8 = 15,
        r: UInt8 = 16, gh: UInt8 = 17, ngOrNG: UInt8 = 18, softG: UInt8 = 19
    private static let a: UInt8 = 20, e: UInt8 = 21, eo: UInt8 = 22, o: UInt8 = 23, u: UInt8 = 24, eu: UInt8 = 25, i: UInt8 = 26,
        letterE: UInt8 = 27, y: UInt8 = 28, w: UInt8 = 29
    private static let none: UInt8 = 255

    /// Vowels and glides.
    @inline(__always) private static func isVowel(_ sound: UInt8) -> Bool { sound >= a }
    @inline(__always) private static func isVowelLetter(_ letter: UInt8) -> Bool {
        letter == 97 || letter == 101 || letter == 105 || letter == 111 || letter == 117 || letter == 121
    }

    // MARK: - Reading

    /// The sounds of a word read off Hangul, in the Revised Romanisation that `Hangul.syllable` writes.
    static func read(korean token: NameToken, into out: UnsafeMutablePointer<UInt8>) -> Int {
        let length = token.length
        var count = 0
        var index = 0
        while index < length {
            let (letter, next, after) = (token[index], letterAt(index + 1, token), letterAt(index + 2, token))
            var step = 1
            // What is heard; `none` where nothing is.
            var (first, second) = (none, none)
            switch letter {
            case 97: if next == 101 { first = e; step = 2 } else { first = a }  // a ae
            case 101:  // e eo eu
                if next == 111 { first = eo; step = 2 } else if next == 117 { first = eu; step = 2 } else { first = e }
            case 105: first = i
            case 111: if next == 101 { (first, second) = (w, e); step = 2 } else { first = o }  // o oe
            case 117: if next == 105 { (first, second) = (eu, i); step = 2 } else { first = u }  // u; ui
            case 119:  // wa wae wo we wi
                first = w
                if next == 111 { second = eo; step = 2 }
            case 121: first = y
            case 103, 107: first = k
            case 100, 116: first = t
            case 98, 112: first = p
            case 115: first = s
            case 106: first = j
            case 99: first = ch; if next == 104 { step = 2 }
            case 104: first = h
            case 108, 114: first = l
            case 109: first = m
            case 110:
                if next == 103 {
                    first = isVowelLetter(after) || after == 119 ? ngOrNG : ng
                    step = 2
                } else {
                    first = n
                }
            default: break
            }
            if first != none { hear(first, out, &count) }
            if second != none { hear(second, out, &count) }
            index += step
        }
        return count
    }

    @inline(__always)
    private static func hear(_ sound: UInt8, _ out: UnsafeMutablePointer<UInt8>, _ count: inout Int) {
        // Doubled consonants are one.
        if count > 0, !isVowel(sound), out[count - 1] == sound { return }
        guard count < capacity else { return }
        out[count] = sound
        count += 1
    }

    @inline(__always)
    private static func letterAt(_ index: Int, _ token: NameToken) -> UInt8 { index < token.length ? token[index] : 0 }

    /// The sounds of a word in Latin letters, or in what another script became, as most languages would speak it.
    static func read(letters token: NameToken, into out: UnsafeMutablePointer<UInt8>) -> Int {
        let length = token.length
        var count = 0
        var index = 0
        while index < length {
            let (letter, next, after) = (token[index], letterAt(index + 1, token), letterAt(index + 2, token))
            var step = 1
            // What is heard; `none` where nothing is.
            var (first, second) = (none, none)
            switch letter {
            case 115 where next == 99 && after == 104: first = s; step = 3  // sch
            case 116 where next == 99 && after == 104: first = ch; step = 3  // tch
            case 115 where next == 104: first = s; step = 2
            case 99 where next == 104: first = ch; step = 2
            case 112 where next == 104: first = f; step = 2
            case 116 where next == 104: first = th; step = 2
            case 116 where next == 115 || next == 122: first = ch; step = 2
            case 99 where next == 122: first = ch; step = 2
            case 99 where next == 107: first = k; step = 2
            case 103 where next == 104: first = gh; step = 2
            case 107 where next == 104: first = kh; step = 2
            case 122 where next == 104: first = j; step = 2
            case 113 where next == 117: (first, second) = (k, w); step = 2
            case 110 where next == 103: first = isVowelLetter(after) ? ngOrNG : ng; step = 2
            case 119 where next == 114 && index == 0: first = l; step = 2
            case 107 where next == 110 && index == 0: first = n; step = 2
            case _ where letter == next && !isVowelLetter(letter): break  // the second of two is spoken
            case 97:
                switch next {
                case 101: first = e; step = 2
                case 105, 121: (first, second) = (e, i); step = 2
                case 117, 119: first = o; step = 2
                default: first = a
                }
            case 101:
                switch next {
                case 117, 111: first = eo; step = 2
                case 101, 97, 121: first = i; step = 2
                case 105: (first, second) = (e, i); step = 2
                default: first = letterE
                }
            case 105: first = i; if next == 101 { step = 2 }
            case 111:
                switch next {
                case 117, 111: first = u; step = 2
                case 101: first = e; step = 2
                case 97: first = o; step = 2
                default: first = o
                }
            case 117: first = u; if next == 101 || next == 105 { step = 2 }
            case 121: first = y
            case 98: first = p
            case 99: first = next == 101 || next == 105 || next == 121 ? s : k
            case 100: first = t
            case 102: first = f
            case 103: first = next == 101 || next == 105 || next == 121 ? softG : k
            case 104: first = h
            case 106: first = softG
            case 107, 113: first = k
            case 108: first = l
            case 109: first = m
            case 110: first = n
            case 112: first = p
            case 114: first = r
            case 115: first = s
            case 116: first = t
            case 118: first = v
            case 119: first = w
            case 120: (first, second) = (k, s)
            case 122: first = z
            default: break
            }
            if first != none, count < capacity {
                out[count] = first
                count += 1
            }
            if second != none, count < capacity {
                out[count] = second
                count += 1
            }
            index += step
        }
        return count
    }

    // MARK: - Prices

    /// What it costs that a sound heard in Hangul stands for a sound in letters: row by the Korean one, 32 to a row.
    private static let exchange: [Float] = {
        var table = [Float](repeating: 1, count: 32 * 32)
        for x in 0..<32 as Range<UInt8> {
            for y in 0..<32 as Range<UInt8> {
                let at = Int(x) * 32 + Int(y)
                if x == y {
                    table[at] = 0
                } else if isVowel(x), isVowel(y) {
                    table[at] = x == eu || y == eu ? 0.2 : 0.3
                } else if isVowel(x) != isVowel(y) {
                    table[at] = 1.2
                }
            }
        }
        func price(_ korean: UInt8, _ letters: UInt8, _ cost: Float) { table[Int(korean) * 32 + Int(letters)] = cost }
        for (x, y, cost) in [
            (p, f, 0.05), (p, v, 0.1), (h, f, 0.4), (p, w, 0.4), (s, th, 0.15), (t, th, 0.15), (j, z, 0.1), (j, softG, 0.05), (k, softG, 0.15),
            (h, softG, 0.3), (j, ch, 0.2), (ch, j, 0.3), (j, t, 0.4), (ch, t, 0.4), (ch, s, 0.5), (s, ch, 0.35), (j, s, 0.5), (s, z, 0.25),
            (ch, k, 0.5), (k, ch, 0.35), (h, kh, 0.2), (k, kh, 0.2), (k, gh, 0.1), (l, r, 0), (n, ng, 0.35), (ng, n, 0.35), (ng, k, 0.5),
            (k, ng, 0.5), (ch, softG, 0.3), (t, softG, 0.7), (k, h, 0.4), (h, k, 0.4), (h, ch, 0.4), (m, n, 0.6), (n, m, 0.6), (s, softG, 0.5),
            (t, s, 0.6), (s, t, 0.6), (ch, z, 0.3), (n, l, 0.55), (n, r, 0.6),
            (ngOrNG, ng, 0.1), (ngOrNG, n, 0.3), (ngOrNG, k, 0.5), (ng, ngOrNG, 0.1), (n, ngOrNG, 0.3), (k, ngOrNG, 0.5),
        ] as [(UInt8, UInt8, Float)] { price(x, y, cost) }
        for (x, y, cost) in [
            (eo, o, 0.1), (eo, letterE, 0.15), (eo, u, 0.15), (eo, a, 0.2), (e, a, 0.2), (e, letterE, 0.05), (e, i, 0.2), (o, u, 0.15), (o, a, 0.25),
            (a, letterE, 0.25), (i, letterE, 0.15), (u, letterE, 0.3), (i, y, 0.05), (u, w, 0.1),
        ] as [(UInt8, UInt8, Float)] {
            price(x, y, cost)
            price(y, x, cost)
        }
        price(u, v, 0.4)
        price(w, v, 0.35)
        price(y, softG, 0.2)
        price(i, softG, 0.3)
        return table
    }()

    @inline(__always)
    private static func costOfKoreanAlone(_ sound: UInt8) -> Float {
        switch sound {
        case eu: 0.03
        case y, w: 0.12
        case a...i: 0.25
        case h: 0.4
        default: 0.9
        }
    }

    @inline(__always)
    private static func costOfLettersAlone(_ sound: UInt8, _ next: UInt8?, isFirst: Bool) -> Float {
        switch sound {
        // 이 is Lee and Rhee, 임 Lim, 유 Ryu: the l is written and not spoken.
        case l where isFirst && (next == i || next == y), r where isFirst && (next == i || next == y): 0.12
        case letterE where next == nil: 0.05
        case y, w: 0.15
        case a...letterE: 0.25
        case r where next.map({ !isVowel($0) }) ?? true: 0.08
        case h, gh: next.map { isVowel($0) } ?? false ? 0.4 : 0.2
        case t, s, l: next == nil ? 0.6 : 0.9
        default: 0.9
        }
    }

    private static func weight(_ sounds: UnsafePointer<UInt8>, _ count: Int) -> Float {
        var sum: Float = 0
        for index in 0..<count { sum += isVowel(sounds[index]) ? 0.35 : 1 }
        return sum
    }

    /// 1 where the two words sound alike, less by the price of what differs against how much there is; may be negative.
    static func similarity(_ korean: UnsafePointer<UInt8>, _ m: Int, _ letters: UnsafePointer<UInt8>, _ n: Int) -> Float {
        guard m > 0, n > 0 else { return 0 }
        let whole = max((weight(korean, m) + weight(letters, n)) / 2, 0.5)
        let distance = exchange.withUnsafeBufferPointer { exchange in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * n + 1) { memory -> Float in
                guard let row = memory.baseAddress else { return 0 }
                let gaps = row + n + 1
                row[0] = 0
                for y in 0..<n {
                    gaps[y] = costOfLettersAlone(letters[y], y + 1 < n ? letters[y + 1] : nil, isFirst: y == 0)
                    row[y + 1] = row[y] + gaps[y]
                }
                for x in 0..<m {
                    var diagonal = row[0]
                    let alone = costOfKoreanAlone(korean[x])
                    var left = row[0] + alone
                    row[0] = left
                    guard let prices = exchange.baseAddress.map({ $0 + Int(korean[x]) * 32 }) else { return 0 }
                    for y in 0..<n {
                        let above = row[y + 1]
                        left = min(diagonal + prices[Int(letters[y])], above + alone, left + gaps[y])
                        row[y + 1] = left
                        diagonal = above
                    }
                }
                return row[n]
            }
        }
        return 1 - distance / whole
    }

    /// The same of two words, of which the first is read off Hangul.
    static func similarity(korean: NameToken, letters: NameToken) -> Float {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity * 2) { memory in
            guard let base = memory.baseAddress else { return 0 }
            let m = read(korean: korean, into: base)
            let n = read(letters: letters, into: base + capacity)
            return similarity(base, m, base + capacity, n)
        }
    }

    /// Below this, two words have nothing in common.
    static let least: Float = 0.55
    /// From this on they are the same name, for searching.
    static let same: Float = 0.85
    static let near: Float = 0.7
}
