import Identity

/// A further set of identity data under which one person is, or wants to be, known: the cases that the multiple-identity
/// detector exists for, each with its truth.
public struct SecondIdentity: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // Honest: the person is the same and hides nothing.
        /// Another authority wrote the data down with an error.
        case clericalError
        /// A new passport after marriage.
        case marriage
        /// A second nationality with the name as that country writes it.
        case otherPassport
        // Fraud.
        /// A genuine document of somebody else's, who looks alike.
        case impostor
        /// A forged document with an invented identity.
        case forgedDocument
        /// The own document, with data altered.
        case alteredData

        public var isFraud: Bool {
            switch self {
            case .clericalError, .marriage, .otherPassport: false
            case .impostor, .forgedDocument, .alteredData: true
            }
        }
    }

    public var kind: Kind
    /// `Person.index` of the person in the flesh.
    public var personTruth: Int
    public var identity: PersonIdentity
    public var document: TravelDocument
    public var variations: [Variation]
    /// The person whose document or identity it really is: the impostor's victim.
    public var victimTruth: Int?
    /// Whether the document also belongs to another identity of this population, by design.
    public var sharesDocument: Bool
}

extension Population {
    /// Three persons in a hundred are known under a second identity by honest error, five in a thousand by fraud;
    /// `nil` for all others. `honestPermille` and `fraudPermille` change that.
    public func secondIdentity(
        of person: Person, honestPermille: Int = 30, fraudPermille: Int = 5
    ) -> SecondIdentity? {
        var g = streams.second[person.index]
        let ticket = g.below(1000)
        guard ticket < honestPermille + fraudPermille else { return nil }
        var second = ticket < honestPermille ? honest(person, &g) : fraud(person, &g)
        if second.victimTruth == nil, let born = second.identity.dateOfBirth?.range?.upperBound, born > person.born,
            reference - born < Population.infancy
        {
            // Whatever goes wrong with a small child's date of birth, nobody writes down one that has not come yet.
            second.identity.dateOfBirth = person.identity.dateOfBirth
        }
        return second
    }

    /// Days: longer than any time that is played on either side of the reference day.
    private static let infancy = 1000

    private func honest(_ person: Person, _ g: inout SeededGenerator) -> SecondIdentity {
        var identity = person.identity
        if !identity.surnamesAtBirth.isEmpty, g.chance(permille: 500) {
            IdentityVariations.apply(.maidenName, to: &identity, &g)
            let old = person.documents.count > 1 ? person.documents[1] : person.document
            return SecondIdentity(
                kind: .marriage, personTruth: person.index, identity: identity, document: old, variations: [.maidenName],
                victimTruth: nil, sharesDocument: false)
        }
        if identity.nationalities.count > 1, let other = person.documents.last, other.issuer != person.document.issuer {
            identity.nationalities = [other.issuer]
            let changed = IdentityVariations.vary(identity, &g)
            return SecondIdentity(
                kind: .otherPassport, personTruth: person.index, identity: changed.identity, document: other,
                variations: changed.variations, victimTruth: nil, sharesDocument: false)
        }
        let changed = IdentityVariations.vary(identity, &g)
        return SecondIdentity(
            kind: .clericalError, personTruth: person.index, identity: changed.identity, document: person.document,
            variations: changed.variations, victimTruth: nil, sharesDocument: false)
    }

    private func fraud(_ person: Person, _ g: inout SeededGenerator) -> SecondIdentity {
        switch g.below(3) {
        case 0:
            // Somebody of the same sex and country near in age: a few are looked at and the best taken.
            let bound = Swift.max(count, 2)
            var best = self.person((person.index + 1) % bound)
            var bestScore = Int.min
            for _ in 0..<8 {
                let other = self.person(g.below(bound))
                guard other.index != person.index else { continue }
                var score = -abs(other.born - person.born) / 365
                if other.identity.sex == person.identity.sex { score += 40 }
                if other.identity.nationalities == person.identity.nationalities { score += 30 }
                if score > bestScore { (best, bestScore) = (other, score) }
            }
            return SecondIdentity(
                kind: .impostor, personTruth: person.index, identity: best.identity, document: best.document,
                variations: [.assumed], victimTruth: best.index, sharesDocument: true)
        case 1:
            var identity = assumedIdentity(for: person, number: 0, &g)
            identity.category = .confirmed
            let profile = CountryProfile.all.firstIndex { $0.code == identity.nationalities.first } ?? 0
            let issued = reference - (100 + g.below(1200))
            let document = TravelDocument(
                kind: .passport, number: documentNumber(profile: profile, index: person.index, ordinal: 4),
                issuer: CountryProfile.all[profile].code, issued: issued, expiry: issued.adding(years: 5) - 1)
            return SecondIdentity(
                kind: .forgedDocument, personTruth: person.index, identity: identity, document: document,
                variations: [.assumed], victimTruth: nil, sharesDocument: false)
        default:
            var identity = person.identity
            let table = CountryProfile.all[g.below(CountryProfile.all.count)].names[0]
            identity.surnames = [table.surname(&g).latin]
            IdentityVariations.apply(.dateDigit, to: &identity, &g)
            return SecondIdentity(
                kind: .alteredData, personTruth: person.index, identity: identity, document: person.document,
                variations: [.assumed, .dateDigit], victimTruth: nil, sharesDocument: true)
        }
    }
}
