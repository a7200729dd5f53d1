import Identity
import Registry

/// Whom or what an alert is on, as far as two alerts can be seen to be on the same (Article 23(1) of 2018/1861 and
/// 2018/1862): equal names and complete date of birth, an equal document of the person, an equal identifier of the object.
struct AlertSubject: Hashable, Sendable {
    /// Key name and value.
    struct Mark: Hashable, Sendable {
        let name: String
        let value: String
    }
    private(set) var marks: [Mark] = []

    init(_ content: AlertContent) {
        if let object = content.object {
            note(object.keys.map { Mark(name: SISKey.object, value: $0) })
            return
        }
        note(content.identities.flatMap(Self.identityMarks))
        note(content.documents.filter(Self.identifies).map { Mark(name: SISKey.document, value: $0.key) })
    }

    /// A person, before there is an alert.
    init(identities: [PersonIdentity]) { note(identities.flatMap(Self.identityMarks)) }

    private mutating func note(_ new: [Mark]) {
        var seen = Set(marks)
        for mark in new where seen.insert(mark).inserted { marks.append(mark) }
    }

    /// A name without a complete date of birth is many people's.
    private static func identityMarks(_ identity: PersonIdentity) -> [Mark] {
        guard let born = identity.dateOfBirth, born.isComplete else { return [] }
        let surname = Transliteration.searchKey(identity.surnames.joined(separator: " "))
        let given = Transliteration.searchKey(identity.givenNames.joined(separator: " "))
        guard !surname.isEmpty else { return [] }
        return [Mark(name: SISKey.identity, value: "\(surname)/\(given)/\(born)")]
    }

    /// A number of no issuer, or of a few characters, is no evidence that two persons are one.
    private static func identifies(_ document: TravelDocument) -> Bool {
        document.issuer != .unspecified && TravelDocument.level(number: document.number).count >= 5
    }
}

extension Alert {
    var keys: [RecordKey] {
        var keys = [
            RecordKey(SISKey.schengenID, schengenID, unique: true),
            RecordKey(SISKey.issuer, issuingState, unique: false),
        ]
        if let reference = content.nationalReference {
            keys.append(RecordKey(SISKey.nationalReference, "\(issuingState)/\(reference)", unique: true))
        }
        // The unique key stands guard where two requests come at the same moment. Alerts that were told apart by hand
        // carry their own number in it.
        let discriminator = distinctFrom.isEmpty ? "" : "/" + schengenID
        for mark in AlertSubject(content).marks {
            keys.append(RecordKey(mark.name, mark.value, unique: false))
            keys.append(
                RecordKey(SISKey.subject, "\(issuingState)/\(mark.name)/\(mark.value)\(discriminator)", unique: true))
        }
        for number in content.object?.searchKeys ?? [] {
            keys.append(RecordKey(SISKey.objectNumber, number, unique: false))
        }
        return keys
    }
}
