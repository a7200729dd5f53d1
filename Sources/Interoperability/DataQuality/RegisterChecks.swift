import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Quality
import Registry
import SIS
import VIS

// What each register's records say of themselves to the rules of data quality. The acts differ in what they ask for; the
// rules do not.

/// Other records of the kind that have one of the documents: how many are on somebody else, and how many on the same person.
private func othersWithDocuments<Value: RecordValue>(
    _ type: Value.Type, _ documents: [TravelDocument], key: String, beside id: RecordID, person: PersonIdentity?, reader: Reader,
    identity: (Value) -> PersonIdentity?
) throws -> (others: Int, same: Int) {
    var seen: Set<RecordID> = [id]
    var (others, same) = (0, 0)
    // A document that hundreds of records have is found by its first ones.
    for document in documents.prefix(5) where document.issuer != .unspecified {
        for found in try reader.find(Value.kind, key: key, value: document.key, after: nil, limit: 20) where seen.insert(found.id).inserted {
            guard let other = identity(try Value(stored: found)), let person else { continue }
            if isSomebodyElse(other, than: person) { others += 1 } else { same += 1 }
        }
    }
    return (others, same)
}

extension Reader {
    /// What is kept beside a record, found by that record's identifier, as it stood before a moment; as it stands where there is none.
    fileprivate func part<Value: RecordValue>(_ type: Value.Type, key: String, of whole: RecordID, before moment: Instant?) throws -> Value? {
        guard let standing = try find(Value.kind, key: key, value: whole.description).first else { return nil }
        guard let moment else { return try Value(stored: standing) }
        return try history(standing.id).last { $0.changed < moment }.map { try Value(stored: $0) }
    }
}

/// Neither name nor birth agree: not a corrected spelling of one person.
private func isSomebodyElse(_ a: PersonIdentity, than b: PersonIdentity) -> Bool {
    func level(_ names: [String]) -> String { Transliteration.searchKey(names.joined(separator: " ")) }
    return a.dateOfBirth != b.dateOfBirth && level(a.surnames) != level(b.surnames)
}

public enum EESQuality: QualityOwner {
    public static let register = CheckedRegister.EES
    public static let system = SystemName.EES
    public static let checked = [IndividualFile.kind, EntryExitRecord.kind, RefusalRecord.kind]
    public static let parts = [BiometricData.kind]
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [(.border, [.borderCheck]), (.immigration, [.verification])]

    public static func whole(of part: StoredRecord) throws -> RecordID? { try BiometricData(stored: part).file }

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        switch record.kind {
        case IndividualFile.kind: try file(record, before: moment, reader)
        case EntryExitRecord.kind: try stay(record, reader)
        default: try refusal(record)
        }
    }

    private static func file(_ record: StoredRecord, before moment: Instant?, _ reader: Reader) throws -> CheckedRecord {
        let file = try IndividualFile(stored: record)
        var checked = CheckedRecord(register)
        checked.identities = file.identities.map(\.person)
        checked.documents = file.documents.map(\.document)
        checked.recorded = file.opened
        if let samples = try reader.part(BiometricData.self, key: EESKey.file, of: record.id, before: moment) {
            checked.samples = samples.fingerprints.map { .init(.fingerprint, position: $0.position, quality: $0.quality) }
            if let face = samples.facialImage { checked.samples.append(.init(.face, quality: face.quality)) }
        }
        checked.asked = [
            .surname, .givenName, .dateOfBirth, .sex, .nationality, .documentNumber, .documentExpiry, .face, .fingerprints,
        ]
        checked.noteGiven()
        if file.facialImage != nil { checked.given.insert(.face) }
        switch file.fingerprints.mark {
        case .taken: checked.given.insert(.fingerprints)
        case .notApplicable, .heldInVIS, .notForeseen, .temporarilyImpossible: checked.excused.insert(.fingerprints)
        case .missing: break
        }
        // A refusal for most reasons needs no face either (18(1)).
        if file.fingerprints.mark == .notForeseen, file.facialImage == nil { checked.excused.insert(.face) }
        // Nor where the VIS holds one that was taken live (16(1)(d)).
        if file.faceInVIS != nil { checked.excused.insert(.face) }
        let found = try othersWithDocuments(
            IndividualFile.self, checked.documents, key: EESKey.document, beside: record.id, person: checked.identities.first,
            reader: reader, identity: { $0.identities.first?.person })
        (checked.othersWithDocument, checked.twins) = found
        return checked
    }

    private static func stay(_ record: StoredRecord, _ reader: Reader) throws -> CheckedRecord {
        let stay = try EntryExitRecord(stored: record)
        var checked = CheckedRecord(register)
        if let entry = stay.entry, let exit = stay.exit { checked.orders.append(.init("exit", entry.day, exit.day)) }
        guard stay.fallback == nil else { return checked }
        let stored = try record.version == 1 ? [record] : reader.history(record.id).filter { $0.version <= record.version }
        let versions = try stored.map { (version: $0, stay: try EntryExitRecord(stored: $0)) }
        let crossings = [
            recorded(versions.map { (version: $0.version, crossing: $0.stay.entry) }),
            recorded(versions.map { (version: $0.version, crossing: $0.stay.exit) }),
        ].compactMap { $0 }
        // Both are judged: the record says of itself what the slower one says.
        if let slower = crossings.max(by: { $0.recorded - $0.occurred < $1.recorded - $1.occurred }) {
            (checked.occurred, checked.recorded, checked.recordedWithinDays) = (slower.occurred, slower.recorded, 1)
        }
        return checked
    }

    /// The day of a crossing and the one on which it was recorded: as the first version said that has it ever since. What changed later,
    /// the crossing's own day included, says nothing of that. `nil` where there is none, or nobody recorded it as it happened.
    private static func recorded(
        _ versions: [(version: StoredRecord, crossing: BorderCrossing?)]
    ) -> (occurred: Day, recorded: Day)? {
        let without = versions.lastIndex { $0.crossing == nil }.map { $0 + 1 } ?? 0
        guard let first = versions.dropFirst(without).first, let crossing = first.crossing, isRecordedLive(first.version) else { return nil }
        // An entry without a crossing point is known from a stamp alone: it was recorded by whoever saw the stamp.
        guard crossing.crossingPoint != nil else { return nil }
        return (crossing.day, first.version.changed.utcDay)
    }

    private static func refusal(_ record: StoredRecord) throws -> CheckedRecord {
        let refusal = try RefusalRecord(stored: record)
        var checked = CheckedRecord(register)
        if isRecordedLive(record), refusal.fallback == nil {
            (checked.occurred, checked.recorded, checked.recordedWithinDays) = (refusal.refused.day, record.created.utcDay, 1)
        }
        return checked
    }
}

public enum VISQuality: QualityOwner {
    public static let register = CheckedRegister.VIS
    public static let system = SystemName.VIS
    public static let checked = [VIS.ApplicationFile.kind]
    public static let parts = [ApplicantSamples.kind]
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [(.visa, [.visaExamination]), (.immigration, [.residenceDecision])]

    public static func whole(of part: StoredRecord) throws -> RecordID? { try ApplicantSamples(stored: part).application }

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        let file = try VIS.ApplicationFile(stored: record)
        var checked = CheckedRecord(register)
        checked.identities = [file.identity.person]
        checked.documents = file.documents.map(\.document)
        checked.recorded = file.created
        if let samples = try reader.part(ApplicantSamples.self, key: VISKey.application, of: record.id, before: moment) {
            checked.samples = samples.fingerprints.map { .init(.fingerprint, position: $0.position, quality: $0.quality) }
            if let face = samples.facialImage { checked.samples.append(.init(.face, quality: face.quality)) }
        }
        checked.asked = [
            .surname, .givenName, .dateOfBirth, .sex, .nationality, .placeOfBirth, .countryOfBirth, .documentNumber, .face, .fingerprints,
        ]
        if file.sort.isVisa { checked.asked.formUnion([.documentExpiry, .homeAddress, .occupation]) }
        checked.noteGiven()
        if file.facialImage != nil { checked.given.insert(.face) }
        switch file.fingerprints.mark {
        case .taken, .copied: checked.given.insert(.fingerprints)
        case .erased: checked.excused.insert(.fingerprints)
        case .absent: if file.fingerprints.absence != nil { checked.excused.insert(.fingerprints) }
        }
        if let address = file.form.homeAddress {
            checked.given.insert(.homeAddress)
            checked.texts.append(.init("form/homeAddress/city", address.city))
        }
        if file.form.jobGroup != nil { checked.given.insert(.occupation) }
        if file.form.notApplicable.contains(.homeAddress) { checked.excused.insert(.homeAddress) }
        if file.form.notApplicable.contains(.jobGroup) { checked.excused.insert(.occupation) }
        if file.createdLate { (checked.occurred, checked.recordedWithinDays) = (file.lodging.admissible, 0) }
        checked.orders.append(.init("lodging/admissible", file.lodging.date, file.lodging.admissible))
        if let arrival = file.form.arrival, let departure = file.form.departure {
            checked.orders.append(.init("form/departure", arrival, departure))
        }
        if let document = file.document { checked.orders.append(.init("document/validUntil", document.validFrom, document.validUntil)) }
        checked.othersWithDocument = try othersWithDocuments(
            VIS.ApplicationFile.self, checked.documents, key: VISKey.document, beside: record.id, person: file.identity.person,
            reader: reader, identity: { $0.identity.person }
        ).others
        return checked
    }
}

public enum SISQuality: QualityOwner {
    public static let register = CheckedRegister.SIS
    public static let system = SystemName.SIS
    public static let checked = [Alert.kind]
    /// The SIRENE bureaux coordinate the verification of the quality of what is entered (1861 and 1862 Article 7(2)).
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [(.sirene, [.supplementaryInformation])]

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        let alert = try Alert(stored: record)
        let content = alert.content
        var checked = CheckedRecord(register)
        // Identities that were misused belong to others, who answer for none of it.
        checked.identities = content.identities
        checked.documents = content.documents + (content.object?.document.map { [$0] } ?? [])
        checked.recorded = alert.entered
        if !content.identities.isEmpty { checked.asked = [.surname, .dateOfBirth, .reason] }
        if content.category.refusesEntry || content.category == .return { checked.asked.insert(.decisionReference) }
        checked.noteGiven()
        if content.reason != nil { checked.given.insert(.reason) }
        if content.decisionReference != nil { checked.given.insert(.decisionReference) }
        if let end = content.voluntaryDepartureDate { checked.orders.append(.init("voluntaryDepartureDate", alert.entered.adding(years: -1), end)) }
        return checked
    }
}

public enum EurodacQuality: QualityOwner {
    public static let register = CheckedRegister.Eurodac
    public static let system = SystemName.Eurodac
    public static let checked = [EurodacDataset.kind]
    public static let parts = [DatasetBiometrics.kind]
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [
        (.asylum, [.registration, .asylumExamination]), (.border, [.registration]), (.immigration, [.registration]),
    ]

    public static func whole(of part: StoredRecord) throws -> RecordID? { try DatasetBiometrics(stored: part).dataset }

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        let dataset = try EurodacDataset(stored: record)
        var checked = CheckedRecord(register)
        let named = !dataset.identity.surnames.isEmpty || !dataset.identity.givenNames.isEmpty
        checked.identities = named ? [dataset.identity] : []
        checked.documents = dataset.document.map { [$0] } ?? []
        let samples = try reader.part(DatasetBiometrics.self, key: EurodacKey.dataset, of: record.id, before: moment)?.samples
        if let samples {
            checked.samples = samples.fingerprints.map { .init(.fingerprint, position: $0.position, quality: $0.quality) }
            if let face = samples.facialImage { checked.samples.append(.init(.face, quality: face.quality)) }
            if samples.fingerprintsUnusable != nil { checked.excused.insert(.fingerprints) }
            if samples.faceUnavailable != nil { checked.excused.insert(.face) }
        }
        checked.asked = [.fingerprints]
        // Under 603 the sex alone is recorded of the person (Article 11).
        if dataset.regime == .regulation1358 { checked.asked.formUnion([.surname, .givenName, .dateOfBirth, .sex, .nationality, .face]) }
        checked.noteGiven()
        if !dataset.fingers.isEmpty { checked.given.insert(.fingerprints) }
        if dataset.face { checked.given.insert(.face) }
        checked.orders.append(.init("taken", dataset.taken, dataset.transmittedOn))
        // Seventy-two hours, forty-eight more where there are grounds; ten days for temporary protection (15, 22–24, 26).
        if isRecordedLive(record) {
            (checked.occurred, checked.recorded) = (dataset.event, dataset.transmittedOn)
            checked.recordedWithinDays = dataset.category == .temporaryProtection ? 10 : 5
        }
        return checked
    }
}

public enum ETIASQuality: QualityOwner {
    public static let register = CheckedRegister.ETIAS
    public static let system = SystemName.ETIAS
    public static let checked = [ETIAS.ApplicationFile.kind]
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [(.etiasCentral, [.etiasProcessing]), (.etiasNational, [.etiasProcessing])]

    /// The unit that has the application; the Central Unit as long as no Member State has.
    public static func responsible(_ record: StoredRecord) throws -> String? { try ETIAS.ApplicationFile(stored: record).responsible }

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        let file = try ETIAS.ApplicationFile(stored: record)
        var checked = CheckedRecord(register)
        checked.identities = [file.form.identity.person]
        checked.documents = [file.form.document]
        checked.recorded = file.submitted.utcDay
        checked.asked = [
            .surname, .givenName, .dateOfBirth, .sex, .nationality, .placeOfBirth, .countryOfBirth, .documentNumber, .documentExpiry,
            .homeAddress,
        ]
        checked.noteGiven()
        if file.form.residence.address != nil { checked.given.insert(.homeAddress) }
        // City and country stand in for an address that there is none of (17(2)(f)).
        if !file.form.residence.city.isEmpty { checked.excused.insert(.homeAddress) }
        checked.texts = [.init("form/residence/city", file.form.residence.city)]
        if let address = file.form.residence.address { checked.texts.append(.init("form/residence/address", address)) }
        checked.othersWithDocument = try othersWithDocuments(
            ETIAS.ApplicationFile.self, checked.documents, key: ETIASKey.document, beside: record.id, person: file.form.identity.person,
            reader: reader, identity: { $0.form.identity.person }
        ).others
        return checked
    }
}

public enum ECRISTCNQuality: QualityOwner {
    public static let register = CheckedRegister.ecrisTCN
    public static let system = SystemName.ecrisTCN
    public static let checked = [DataRecord.kind]
    public static let parts = [RecordSamples.kind]
    public static let workers: [(AuthorityKind, Set<Purpose>)] = [(.criminalRecords, [.criminalProceedings])]

    public static func whole(of part: StoredRecord) throws -> RecordID? { try RecordSamples(stored: part).record }

    public static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord? {
        let data = try DataRecord(stored: record)
        var checked = CheckedRecord(register)
        checked.identities = [data.person.identity]
        checked.documents = data.person.documents.map { TravelDocument(kind: $0.kind, number: $0.number, issuer: $0.issuer ?? .unspecified) }
        checked.recorded = data.entered
        // Found by the data record's identifier, as its other parts are.
        if let samples = try reader.part(RecordSamples.self, key: "record", of: record.id, before: moment) {
            checked.samples = samples.fingerprints.map { .init(.fingerprint, position: $0.position, quality: $0.quality) }
            if let face = samples.facialImage { checked.samples.append(.init(.face, quality: face.quality)) }
        }
        checked.asked = [.surname, .givenName, .dateOfBirth, .sex, .nationality, .placeOfBirth, .countryOfBirth]
        checked.noteGiven()
        for datum in data.person.notKnown {
            switch datum {
            case .surnames: checked.excused.insert(.surname)
            case .givenNames: checked.excused.insert(.givenName)
            case .dateOfBirth: checked.excused.insert(.dateOfBirth)
            case .townOfBirth: checked.excused.insert(.placeOfBirth)
            case .countryOfBirth: checked.excused.insert(.countryOfBirth)
            case .nationalities: checked.excused.insert(.nationality)
            case .gender: checked.excused.insert(.sex)
            }
        }
        return checked
    }
}
