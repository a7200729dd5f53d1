import Identity

/// Two sets of identity data, and whether they belong to one person: what searching and linking are measured on.
public struct LabelledPair: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // One person.
        case variantSpelling, swappedDayMonth, marriage, renewedDocument, partialBirthDate, assumedIdentity
        /// The own document with altered data.
        case alteredData
        // Two persons.
        case twins, siblings, namesakes
        /// The document of one in the hands of the other.
        case sharedDocument
        case strangers
    }

    public struct Side: Hashable, Sendable {
        public var personTruth: Int
        public var identity: PersonIdentity
        public var document: TravelDocument
    }

    public var kind: Kind
    public var a: Side
    public var b: Side
    public var variations: [Variation]
    public var isSamePerson: Bool { a.personTruth == b.personTruth }
}

extension Population {
    /// Labelled pair number `index`; the kinds take turns. `nil` where a population is too small to have one of the kind.
    public func labelledPair(_ index: Int) -> LabelledPair? {
        guard count > 1, index >= 0 else { return nil }
        var g = streams.cases[index]
        let kind = LabelledPair.Kind.allCases[index % LabelledPair.Kind.allCases.count]
        for _ in 0..<4000 {
            let person = person(g.below(count))
            if let pair = pair(kind, person, &g) { return pair }
        }
        return nil
    }

    private func side(_ person: Person) -> LabelledPair.Side {
        LabelledPair.Side(personTruth: person.index, identity: person.identity, document: person.document)
    }

    private func pair(_ kind: LabelledPair.Kind, _ person: Person, _ g: inout SeededGenerator) -> LabelledPair? {
        let a = side(person)
        func same(_ change: (inout LabelledPair.Side) -> [Variation]) -> LabelledPair? {
            var b = a
            let variations = change(&b)
            return b == a ? nil : LabelledPair(kind: kind, a: a, b: b, variations: variations)
        }
        func other(_ second: Person?) -> LabelledPair? {
            second.map { LabelledPair(kind: kind, a: a, b: side($0), variations: []) }
        }
        switch kind {
        case .variantSpelling:
            return same {
                IdentityVariations.apply(.respelling, to: &$0.identity, &g)
                return [.respelling]
            }
        case .swappedDayMonth:
            return same {
                IdentityVariations.apply(.dayMonthSwapped, to: &$0.identity, &g)
                return [.dayMonthSwapped]
            }
        case .marriage:
            return same {
                IdentityVariations.apply(.maidenName, to: &$0.identity, &g)
                if person.documents.count > 1 { $0.document = person.documents[1] }
                return $0.identity == a.identity ? [] : [.maidenName]
            }.flatMap { $0.variations.isEmpty ? nil : $0 }
        case .renewedDocument:
            guard let old = person.documents.dropFirst().first(where: { $0.issuer == person.document.issuer }) else { return nil }
            return same {
                $0.document = old
                return []
            }
        case .partialBirthDate:
            return same {
                IdentityVariations.apply(.yearOnly, to: &$0.identity, &g)
                return [.yearOnly]
            }
        case .assumedIdentity:
            return same {
                $0.identity = assumedIdentity(for: person, number: 0, &g)
                $0.identity.category = .confirmed
                let nationality = $0.identity.nationalities.first
                let profile = CountryProfile.all.firstIndex { $0.code == nationality } ?? 0
                $0.document.issuer = CountryProfile.all[profile].code
                $0.document.number = documentNumber(profile: profile, index: person.index, ordinal: 4)
                return [.assumed]
            }
        case .alteredData:
            return same {
                let table = CountryProfile.all[g.below(CountryProfile.all.count)].names[0]
                $0.identity.surnames = [table.surname(&g).latin]
                return [.assumed]
            }
        case .twins: return other(person.twin.map { self.person($0) })
        case .siblings:
            guard person.twin == nil, person.role == .child || person.role == .sibling else { return nil }
            return other(householdMembers(of: person.index).first { $0.role == person.role && $0.index != person.index })
        case .namesakes:
            // People are looked at in a row until two of one country and sex share the first surname and given name.
            var seen: [String: Person] = [:]
            for step in 0..<Swift.min(count, 5000) {
                let next = self.person((person.index + step) % count)
                guard let surname = next.identity.surnames.first, let given = next.identity.givenNames.first,
                    let nationality = next.identity.nationalities.first
                else { continue }
                let key = nationality.text + surname + "|" + given
                if let known = seen[key], known.household.id != next.household.id {
                    return LabelledPair(kind: kind, a: side(known), b: side(next), variations: [])
                }
                seen[key] = next
            }
            return nil
        case .sharedDocument:
            let second = self.person(g.below(count))
            guard second.household.id != person.household.id else { return nil }
            var b = side(second)
            b.document = a.document
            return LabelledPair(kind: kind, a: a, b: b, variations: [])
        case .strangers:
            let second = self.person(g.below(count))
            guard second.household.id != person.household.id else { return nil }
            return other(second)
        }
    }
}
