import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS

/// A record that one of the six systems holds on an invented person: what the acts make a record of, without the
/// procedure that leads to it.
public struct HeldRecord: Sendable {
    public var system: SystemName
    public var id: RecordID
    public var samplesID: RecordID
    /// Unique among the records of a system.
    public var number: Int
    public var state: String
    public var day: Day
    public var identity: PersonIdentity
    public var document: TravelDocument?
    public var samples: SyntheticSamples?
    public var alert = AlertCategory.refusal
    /// Fingerprints too; a visa holder's EES file has the face alone (2017/2226 Article 16).
    public var hasFingerprints = true
    public var fingers = SyntheticSamples.positions
    /// A face among the samples; the EES leaves that of a visa holder to the VIS where it holds one (2017/2226 Article 16(1a)).
    public var hasFace = true

    public init(
        _ system: SystemName, id: RecordID, samplesID: RecordID, number: Int, state: String, day: Day,
        identity: PersonIdentity,
        document: TravelDocument? = nil, samples: SyntheticSamples? = nil
    ) {
        (self.system, self.id, self.samplesID, self.number) = (system, id, samplesID, number)
        (self.state, self.day, self.identity, self.document, self.samples) = (state, day, identity, document, samples)
    }

    /// The drafts of the record and of its samples.
    public var drafts: [(id: RecordID, draft: RecordDraft)] {
        switch system {
        case .EES: ees
        case .VIS: vis
        case .ETIAS: etias
        case .Eurodac: eurodac
        case .ecrisTCN: ecris
        case .SIS: sis
        case .ESP, .sBMS, .CIR, .MID, .CRRS, .administration: []
        }
    }

    /// What a system has of the person, as recorded: names and documents without samples.
    var recorded: Projection {
        var plain = self
        plain.samples = nil
        return plain.drafts.first?.draft.projection ?? Projection()
    }

    public var creations: [Change] { drafts.map { .create($0.id, $0.draft) } }

    private var positions: [Int] { samples == nil || !hasFingerprints ? [] : fingers }
    /// Every record has a document where its system knows no record without one.
    private var held: TravelDocument {
        document
            ?? TravelDocument(
                kind: .passport, number: "N\(number)", issuer: identity.nationalities.first ?? .unspecified,
                expiry: day + 1000)
    }
    private var nationalities: [CountryCode] {
        identity.nationalities.isEmpty ? [.unspecified] : identity.nationalities
    }
    private var surnames: [String] { identity.surnames.isEmpty ? ["UNKNOWN"] : identity.surnames }

    private var ees: [(id: RecordID, draft: RecordDraft)] {
        var file = IndividualFile()
        file.traveller = hasFingerprints ? .visaExempt : .visaRequired
        file.identities = [
            RegisteredIdentity(
                surnames: surnames, givenNames: identity.givenNames, dateOfBirth: identity.dateOfBirth,
                nationalities: nationalities,
                sex: identity.sex)
        ]
        file.documents = [
            RegisteredDocument(kind: held.kind, number: held.number, issuer: held.issuer, expiry: held.expiry)
        ]
        file.opened = day
        guard let samples else { return [(id, file.draft(owner: state))] }
        let image = EES.FacialImage(
            source: .live, format: SyntheticSamples.faceFormat, quality: 80, data: samples.face())
        file.facialImage = image.note(takenOn: day)
        file.fingerprints =
            hasFingerprints
            ? FingerprintNote(mark: .taken, positions: positions, takenOn: day) : FingerprintNote(mark: .heldInVIS)
        let prints = positions.map {
            EES.Fingerprint(
                position: $0, format: SyntheticSamples.fingerprintFormat, quality: 70, data: samples.fingerprint($0))
        }
        return [
            (id, file.draft(owner: state)),
            (samplesID, BiometricData(file: id, facialImage: image, fingerprints: prints).draft(owner: state)),
        ]
    }

    private var vis: [(id: RecordID, draft: RecordDraft)] {
        var file = VIS.ApplicationFile()
        file.number = "VIS\(number)"
        file.lodging.authority = "\(state)-CONSULATE"
        file.lodging.location = "Nowhere"
        file.lodging.place = "Nowhere"
        (file.lodging.date, file.lodging.admissible, file.created) = (day, day, day)
        file.identity = VIS.ApplicantIdentity(
            surnames: surnames, givenNames: identity.givenNames, dateOfBirth: identity.dateOfBirth, sex: identity.sex,
            nationalities: nationalities, surnamesAtBirth: identity.surnamesAtBirth)
        file.documents = [
            ApplicantDocument(
                kind: held.kind, number: held.number, issuer: held.issuer, issued: held.issued, expiry: held.expiry)
        ]
        guard let samples else { return [(id, file.draft(owner: state))] }
        let image = ApplicantImage(
            source: .live, format: SyntheticSamples.faceFormat, quality: 80, data: samples.face())
        file.facialImage = ImageNote(image, takenOn: day)
        file.fingerprints = FingerprintField(mark: .taken, positions: positions, takenOn: day)
        let prints = positions.map {
            ApplicantFingerprint(
                position: $0, format: SyntheticSamples.fingerprintFormat, quality: 70, data: samples.fingerprint($0))
        }
        return [
            (id, file.draft(owner: state)),
            (
                samplesID,
                ApplicantSamples(application: id, facialImage: image, fingerprints: prints, documentScan: nil).draft(
                    owner: state)
            ),
        ]
    }

    private var etias: [(id: RecordID, draft: RecordDraft)] {
        var file = ETIAS.ApplicationFile()
        file.number = "ETIAS\(number)"
        file.ipAddress = "192.0.2.1"
        file.submitted = Instant(day: day, secondOfDay: 36_000)
        file.form.identity.surname = surnames.joined(separator: " ")
        file.form.identity.firstNames = identity.givenNames
        file.form.identity.surnameAtBirth = identity.surnamesAtBirth.first
        file.form.identity.dateOfBirth = identity.dateOfBirth?.range?.lowerBound ?? day
        file.form.identity.placeOfBirth = identity.placeOfBirth ?? "Nowhere"
        file.form.identity.sex = identity.sex ?? .unspecified
        file.form.identity.nationality = nationalities[0]
        file.form.identity.otherNationalities = Array(nationalities.dropFirst())
        file.form.document = held
        file.form.email = "nobody@example.org"
        file.form.residence.city = "Nowhere"
        return [(id, file.draft(owner: state))]
    }

    private var eurodac: [(id: RecordID, draft: RecordDraft)] {
        var dataset = EurodacDataset()
        dataset.reference = ReferenceNumber(wireText: "FR1\(number)") ?? dataset.reference
        dataset.identity = identity
        dataset.identity.countryOfBirth = identity.countryOfBirth ?? nationalities[0]
        dataset.document = document
        (dataset.place, dataset.operatorUser) = ("Nowhere", "operator")
        (dataset.event, dataset.taken, dataset.transmittedOn) = (day, day, day)
        dataset.transmitted = Instant(day: day, secondOfDay: 36_000)
        (dataset.fingers, dataset.face) = (positions, samples != nil)
        guard let samples else { return [(id, dataset.draft(owner: state))] }
        let set = BiometricSet(
            fingerprints: positions.map {
                Eurodac.Fingerprint(
                    position: $0, format: SyntheticSamples.fingerprintFormat, data: samples.fingerprint($0))
            },
            facialImage: Eurodac.FacialImage(format: SyntheticSamples.faceFormat, data: samples.face()))
        return [
            (id, dataset.draft(owner: state)),
            (samplesID, DatasetBiometrics(dataset: id, samples: set).draft(owner: state)),
        ]
    }

    private var ecris: [(id: RecordID, draft: RecordDraft)] {
        var record = DataRecord()
        (record.memberState, record.reference, record.entered) = (state, "R-\(number)", day)
        record.person.surnames = identity.surnames
        record.person.givenNames = identity.givenNames
        (record.person.dateOfBirth, record.person.gender) = (identity.dateOfBirth, identity.sex)
        (record.person.townOfBirth, record.person.countryOfBirth) = (identity.placeOfBirth, identity.countryOfBirth)
        record.person.nationalities = identity.nationalities
        if let document {
            record.person.documents = [
                IdentificationDocument(kind: document.kind, number: document.number, issuer: document.issuer)
            ]
        }
        record.fingerprints.positions = positions
        guard let samples else { return [(id, record.draft(owner: state))] }
        var held = RecordSamples()
        held.record = id
        held.fingerprints = positions.map {
            FingerprintImpression(
                position: $0, format: SyntheticSamples.fingerprintFormat, data: samples.fingerprint($0))
        }
        return [(id, record.draft(owner: state)), (samplesID, held.draft(owner: state))]
    }

    private var sis: [(id: RecordID, draft: RecordDraft)] {
        var alert = SIS.Alert()
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var (text, rest) = (state, number)
        for _ in 0..<13 {
            text.append(digits[rest & 31])
            rest >>= 5
        }
        (alert.schengenID, alert.issuingState, alert.authority, alert.entered) = (text, state, "\(state)-SIRENE", day)
        alert.content.category = self.alert
        alert.content.identities = [identity]
        alert.content.documents = document.map { [$0] } ?? []
        alert.content.reason = "SYNTHETIC"
        alert.content.action = AlertCategoryRule.rule(for: self.alert).action
        guard let samples else { return [(id, alert.draft(owner: state))] }
        alert.samples = positions.map { _ in AlertSampleKind.fingerprint } + [AlertSampleKind.facialImage]
        var held = AlertSamples()
        held.schengenID = alert.schengenID
        held.samples =
            positions.map {
                AlertSample(
                    .fingerprint, position: $0, format: SyntheticSamples.fingerprintFormat,
                    data: samples.fingerprint($0))
            }
            + [AlertSample(.facialImage, format: SyntheticSamples.faceFormat, data: samples.face())]
        return [(id, alert.draft(owner: state)), (samplesID, held.draft(owner: state))]
    }
}
