import EES
import Identity
import Sandbox

/// How officers fill in the forms of the EES for a synthetic person.
enum EESForms {
    static func newFile(_ person: Person, document: Int) -> NewFile {
        NewFile(
            traveller: person.visaRequirement == .required ? .visaRequired : .visaExempt, identity: identity(person),
            document: self.document(person, document))
    }

    static func identity(_ person: Person) -> RegisteredIdentity {
        RegisteredIdentity(
            surnames: person.identity.surnames, givenNames: person.identity.givenNames,
            dateOfBirth: person.identity.dateOfBirth, nationalities: person.identity.nationalities,
            sex: person.identity.sex)
    }

    static func document(_ person: Person, _ place: Int) -> RegisteredDocument {
        let document = person.documents[place]
        return RegisteredDocument(
            kind: document.kind, number: document.number, issuer: document.issuer, expiry: document.expiry)
    }

    /// Sixteen bytes that stand for the person's face or finger: the same person, the same bytes.
    static func sample(_ person: Person, position: Int) -> [UInt8] {
        var generator = Seed(UInt64(bitPattern: Int64(person.index))).stream(for: "sample", position)
        let (high, low) = (generator.next(), generator.next())
        return (0..<8).map { UInt8(truncatingIfNeeded: high >> (8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: low >> (8 * $0)) }
    }

    static func face(_ person: Person) -> FacialImage {
        var image = FacialImage()
        image.source = .live
        image.format = "synthetic"
        image.quality = 80
        image.data = BiometricBytes(sample(person, position: 0))
        return image
    }

    /// Four fingers of the right hand, or nothing of children and visa holders.
    static func fingerprints(_ person: Person, on day: Day) -> FingerprintEnrolment? {
        fingerprints(person, born: person.identity.dateOfBirth, on: day)
    }

    /// The same where another date of birth is recorded.
    static func fingerprints(_ person: Person, born: PartialDate?, on day: Day) -> FingerprintEnrolment? {
        guard person.visaRequirement == .exempt, (born?.greatestAge(on: day) ?? 99) >= 12 else { return nil }
        return FingerprintEnrolment(
            prints: (2...5).map {
                Fingerprint(position: $0, format: "synthetic", quality: 70, data: sample(person, position: $0))
            })
    }
}
