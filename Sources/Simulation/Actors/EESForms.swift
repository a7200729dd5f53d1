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

    /// The person's face (position 0) or finger, as one authority took it: each has an impression of its own.
    static func sample(_ person: Person, position: Int, taking: Taking) -> [UInt8] {
        let samples = SyntheticSamples(person: person.index, taking: taking.rawValue)
        return position == 0 ? samples.face() : samples.fingerprint(position)
    }
    enum Taking: Int { case border, consulate, asylum, court, police, bureau }

    static let (faceFormat, fingerprintFormat) = (SyntheticSamples.faceFormat, SyntheticSamples.fingerprintFormat)

    static func face(_ person: Person, taking: Taking = .border) -> FacialImage {
        var image = FacialImage()
        image.source = .live
        image.format = faceFormat
        image.quality = 80
        image.data = BiometricBytes(sample(person, position: 0, taking: taking))
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
                Fingerprint(position: $0, format: fingerprintFormat, quality: 70, data: sample(person, position: $0, taking: .border))
            })
    }
}
