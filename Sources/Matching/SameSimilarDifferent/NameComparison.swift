/// Surnames and given names compared under Delegated Regulation (EU) 2023/333, Annex I 3.1 and Annex II, point 1.
struct NameComparison {
    typealias Text = [Unicode.Scalar]
    typealias Rule = IdentityComparison.Rule

    private struct Side {
        var surnames: Set<Text>
        var givenNames: Set<Text>

        init(_ identity: ComparedIdentity) {
            func level(_ group: [String]) -> Set<Text> { Set(group.map { ComparedText($0).level }.filter { !$0.isEmpty }) }
            surnames = level(identity.surnameGroup)
            givenNames = level(identity.givenNameGroup)
        }
    }

    private let a: Side
    private let b: Side

    init(_ a: ComparedIdentity, _ b: ComparedIdentity) {
        self.a = Side(a)
        self.b = Side(b)
    }

    /// Which of the letters (a) and (g) may be used throughout.
    private struct Levelling {
        var transliterated: Bool
        var unpunctuated: Bool
        var rules: Set<Rule> { Set((transliterated ? [.a] : []) + (unpunctuated ? [.g] : [])) }

        func forms(_ text: Text) -> Set<Text> { unpunctuated ? ComparedText.forms(text) : [text] }

        func equal(_ x: Text, _ y: Text) -> Bool {
            if x == y { return true }
            let (left, right) = (forms(x), forms(y))
            if !left.isDisjoint(with: right) { return true }
            guard transliterated else { return false }
            return left.contains { form in right.contains { ComparedText.areTransliterations(form, $0) } }
        }

        /// Some value of the one group equals some value of the other; two empty groups are equal.
        func match(_ x: Set<Text>, _ y: Set<Text>) -> Bool {
            if x.isEmpty || y.isEmpty { return x.isEmpty && y.isEmpty }
            if !x.isDisjoint(with: y) { return true }
            return x.contains { left in y.contains { equal(left, $0) } }
        }

        /// Some pair of values, in some of their forms, stands in the relation.
        func related(_ x: Set<Text>, _ y: Set<Text>, _ relation: (Text, Text) -> Bool) -> Bool {
            x.contains { left in
                let leftForms = forms(left)
                return y.contains { right in
                    let rightForms = forms(right)
                    return leftForms.contains { form in rightForms.contains { relation(form, $0) } }
                }
            }
        }
    }

    var category: IdentityComparison.Category {
        let plain = Levelling(transliterated: false, unpunctuated: false)
        if plain.match(a.surnames, b.surnames), plain.match(a.givenNames, b.givenNames) { return .init(.same) }
        var explanations: [Set<Rule>] = []
        for levelling in [
            plain, Levelling(transliterated: false, unpunctuated: true), Levelling(transliterated: true, unpunctuated: false),
            Levelling(transliterated: true, unpunctuated: true),
        ] {
            let surnames = levelling.match(a.surnames, b.surnames)
            let givenNames = levelling.match(a.givenNames, b.givenNames)
            func explained(by rule: Rule? = nil) { explanations.append(levelling.rules.union(rule.map { [$0] } ?? [])) }
            if surnames, givenNames { explained() }
            // (b) surname and given name exchanged
            if levelling.match(a.surnames, b.givenNames), levelling.match(a.givenNames, b.surnames) { explained(by: .b) }
            // (c) surname and given name in one value
            if isRegrouped(a, b, levelling) || isRegrouped(b, a, levelling) { explained(by: .c) }
            // (d) words exchanged in one value, the other group being equal
            if givenNames, areWordsExchanged(a.surnames, b.surnames, levelling) { explained(by: .d) }
            if surnames, areWordsExchanged(a.givenNames, b.givenNames, levelling) { explained(by: .d) }
            // (e), (f), (h) look at the text as written
            if levelling.transliterated { continue }
            for (rule, relation) in [
                (.e, ComparedText.isExchangeOfLetters), (.f, ComparedText.isOneEdit),
            ] as [(Rule, (Text, Text) -> Bool)] {
                if givenNames, levelling.related(a.surnames, b.surnames, relation) { explained(by: rule) }
                if surnames, levelling.related(a.givenNames, b.givenNames, relation) { explained(by: rule) }
            }
            let shortSurnames = levelling.related(a.surnames, b.surnames, ComparedText.isShortening)
            let shortGivenNames = levelling.related(a.givenNames, b.givenNames, ComparedText.isShortening)
            if (surnames || shortSurnames) && (givenNames || shortGivenNames) && (shortSurnames || shortGivenNames) {
                explained(by: .h)
            }
        }
        let smallest = explanations.filter { one in !explanations.contains { $0.isStrictSubset(of: one) } }
        let rules = smallest.reduce(into: Set<Rule>()) { $0.formUnion($1) }
        return .init(rules.isEmpty ? .different : .similar, rules)
    }

    /// (c): one side has surname and given name, in either order, in one value of one field; its other group is empty, or has a value
    /// made of words of that value.
    private func isRegrouped(_ whole: Side, _ parts: Side, _ levelling: Levelling) -> Bool {
        for (group, other) in [(whole.surnames, whole.givenNames), (whole.givenNames, whole.surnames)] {
            for value in group {
                let words = Set(levelling.forms(value).flatMap(ComparedText.words))
                guard
                    other.isEmpty
                        || other.contains(where: { text in
                            levelling.forms(text).contains { ComparedText.words($0).allSatisfy(words.contains) }
                        })
                else { continue }
                for surname in parts.surnames {
                    for given in parts.givenNames {
                        if levelling.equal(value, surname + [" "] + given) || levelling.equal(value, given + [" "] + surname) {
                            return true
                        }
                    }
                }
            }
        }
        return false
    }

    /// (d): two words of a value exchanged, adjacent or not.
    private func areWordsExchanged(_ x: Set<Text>, _ y: Set<Text>, _ levelling: Levelling) -> Bool {
        for left in x {
            for form in levelling.forms(left) {
                let words = ComparedText.words(form)
                guard words.count >= 2, words.count <= 20 else { continue }
                for i in words.indices.dropLast() {
                    for j in (i + 1)..<words.count where words[i] != words[j] {
                        var exchanged = words
                        exchanged.swapAt(i, j)
                        let text = ComparedText.joined(exchanged)
                        if y.contains(where: { levelling.equal(text, $0) }) { return true }
                    }
                }
            }
        }
        return false
    }
}
