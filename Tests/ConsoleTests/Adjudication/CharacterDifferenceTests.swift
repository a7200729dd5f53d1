import Testing

@testable import Console

@Suite struct CharacterDifferenceTests {
    private func marked(_ runs: [CharacterDifference.Run]) -> String {
        runs.map { $0.isOther ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test func `what one clerk wrote otherwise is marked, character by character`() {
        for (a, b, x, y) in [
            ("MUELLER", "MULLER", "MU[E]LLER", "MULLER"), ("1985-04-12", "1985-12-04", "1985-[04-]12", "1985-12[-04]"),
            ("IVANOV", "IVANOVA", "IVANOV", "IVANOV[A]"), ("", "ADA", "", "[ADA]"), ("Ada", "ADA", "Ada", "ADA"),
            ("АННА", "ANNA", "[АННА]", "[ANNA]"),
        ] {
            let runs = CharacterDifference.runs(a, b)
            #expect(marked(runs.left) == x)
            #expect(marked(runs.right) == y)
        }
    }

    /// Whatever the texts: nothing is lost, what is not marked is the same on both sides, and no longer common part is possible.
    @Test func `runs are the texts, and their unmarked parts are one`() {
        var state: UInt64 = 7
        func next(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % Int(bound)
        }
        let letters = Array("ABÉ -ß\u{301}\u{202E}<".unicodeScalars)
        func text() -> String {
            var text = ""
            for _ in 0..<next(12) { text.unicodeScalars.append(letters[next(UInt64(letters.count))]) }
            return text
        }
        func longest(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
            guard let x = a.first, let y = b.first else { return 0 }
            let (restA, restB) = (Array(a.dropFirst()), Array(b.dropFirst()))
            return x.properties.uppercaseMapping == y.properties.uppercaseMapping
                ? longest(restA, restB) + 1 : max(longest(a, restB), longest(restA, b))
        }
        for round in 0..<300 {
            let (a, b) = (text(), text())
            let runs = CharacterDifference.runs(a, b)
            #expect(Array(runs.left.map(\.text).joined().unicodeScalars) == Array(a.unicodeScalars))
            #expect(Array(runs.right.map(\.text).joined().unicodeScalars) == Array(b.unicodeScalars))
            func common(_ runs: [CharacterDifference.Run]) -> [String] {
                runs.filter { !$0.isOther }.flatMap { $0.text.unicodeScalars.map(\.properties.uppercaseMapping) }
            }
            #expect(common(runs.left) == common(runs.right))
            if round < 60 {
                #expect(common(runs.left).count == longest(Array(a.unicodeScalars), Array(b.unicodeScalars)))
            }
        }
        let long = String(repeating: "A", count: 5000)
        #expect(CharacterDifference.runs(long, long + "B").left == [.init(text: long, isOther: true)])
    }
}
