import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Matching
import Operations
import Registry
import SIS
import VIS

/// A record on a person as the detector and the common repository see it, whichever system it is of.
public struct PersonRecord: Sendable {
    public var side: LinkSide
    public var kind: RecordKind
    public var version: Int
    public var identities: [PersonIdentity]
    public var documents: [TravelDocument]
    public var templates: [StoredTemplate]
    /// The record that holds the samples.
    public var samples: RecordID?
    public var samplesVersion: Int?
    /// Authority that made this version.
    public var changedBy: String
    public var created: Instant
    public var changed: Instant
    /// Whether the data are such that detection is launched for them (Article 27(1)).
    public var isLaunching: Bool
    /// Of a data set of Eurodac: the kind of authority that is competent to collect the data of its category.
    public var collector: AuthorityKind?

    /// Whether the data are in the common identity repository (Article 18(1)): never those of SIS, and of Eurodac none that were recorded
    /// under 603/2013.
    public var isInRepository = true

    public var key: String { side.key }
}

/// How the six systems' records on persons are read. Detection looks at all kinds here and at nothing else.
public enum PersonRecords {
    public static let kinds: [RecordKind] = [
        IndividualFile.kind, VIS.ApplicationFile.kind, Alert.kind, EurodacDataset.kind, DataRecord.kind,
        ETIAS.ApplicationFile.kind,
    ]
    public static let sampleKinds: [RecordKind] = [
        BiometricData.kind, ApplicantSamples.kind, AlertSamples.kind, DatasetBiometrics.kind, RecordSamples.kind,
    ]
    public static let systems: Set<SystemName> = Set(kinds.map(\.system))

    /// `nil` where there is no such record, or it is on no person.
    public static func read(_ id: RecordID, from reader: Reader) throws -> PersonRecord? {
        guard let stored = try reader.record(id) else { return nil }
        return try read(stored, from: reader)
    }

    public static func read(_ stored: StoredRecord, from reader: Reader) throws -> PersonRecord? {
        guard let (record, place) = try plain(stored) else { return nil }
        return try record.with(try place?.samples(from: reader), from: reader)
    }

    /// Where the samples of a record are found.
    struct SamplesPlace: Hashable, Sendable {
        var kind: RecordKind
        var key: String
        var value: String

        func samples(from reader: Reader) throws -> StoredRecord? { try reader.find(kind, key: key, value: value).first }
    }

    /// A record on a person without its samples, and where these are; `nil` where it is on no person.
    static func plain(_ stored: StoredRecord) throws -> (record: PersonRecord, samples: SamplesPlace?)? {
        func person(_ projection: Projection) -> PersonRecord {
            PersonRecord(
                side: LinkSide(system: stored.kind.system, record: stored.id, owner: stored.owner), kind: stored.kind,
                version: stored.version, identities: projection.identities, documents: projection.documents, templates: [], samples: nil,
                changedBy: stored.changedBy, created: stored.created, changed: stored.changed, isLaunching: true)
        }
        func place(_ kind: RecordKind, _ key: String, _ value: String? = nil) -> SamplesPlace {
            SamplesPlace(kind: kind, key: key, value: value ?? stored.id.description)
        }
        switch stored.kind {
        case IndividualFile.kind:
            return (person(try IndividualFile(stored: stored).projection), place(BiometricData.kind, EESKey.file))
        case VIS.ApplicationFile.kind:
            return (person(try VIS.ApplicationFile(stored: stored).projection), place(ApplicantSamples.kind, VISKey.application))
        case ETIAS.ApplicationFile.kind: return (person(try ETIAS.ApplicationFile(stored: stored).projection), nil)
        case EurodacDataset.kind:
            let dataset = try EurodacDataset(stored: stored)
            var record = person(dataset.projection)
            record.isLaunching = dataset.isCompleteForDetection
            record.isInRepository = dataset.regime == .regulation1358
            record.collector = EurodacGrants(dataset.regime).collector(of: dataset.category)
            return (record, place(DatasetBiometrics.kind, EurodacKey.dataset))
        case DataRecord.kind:
            return (person(try DataRecord(stored: stored).projection), place(RecordSamples.kind, ECRISTCNKey.record))
        case Alert.kind:
            let alert = try Alert(stored: stored)
            guard let article = alert.detectedUnder else { return nil }
            var record = person(alert.projection)
            record.side.alert = article
            record.isInRepository = false
            return (record, place(AlertSamples.kind, SISKey.schengenID, alert.schengenID))
        default: return nil
        }
    }

    /// The record that samples belong to; `nil` where either is gone.
    public static func person(ofSamples id: RecordID, _ kind: RecordKind, from reader: Reader) throws -> RecordID? {
        guard let stored = try reader.record(id), stored.kind == kind else { return nil }
        switch kind {
        case BiometricData.kind: return try BiometricData(stored: stored).file
        case ApplicantSamples.kind: return try ApplicantSamples(stored: stored).application
        case DatasetBiometrics.kind: return try DatasetBiometrics(stored: stored).dataset
        case RecordSamples.kind: return try RecordSamples(stored: stored).record
        case AlertSamples.kind:
            return try reader.find(
                Alert.kind, key: SISKey.schengenID, value: try AlertSamples(stored: stored).schengenID
            ).first?.id
        default: return nil
        }
    }

    /// What of a version is compared.
    struct Compared: Equatable {
        var identities: [String] = []
        var documents: [String] = []
        /// What the record says of its samples.
        var samples = ""
        /// Under which article it is compared, or whether it is.
        var launching = ""
    }

    /// What of a version is compared: a version that leaves it as it was launches nothing, or every crossing of a border would
    /// have its traveller compared anew.
    static func compared(_ stored: StoredRecord) throws -> Compared {
        func parts(_ projection: Projection, _ samples: String = "", launching: String = "") -> Compared {
            Compared(
                identities: projection.identities.map { String(decoding: $0.wireBytes, as: UTF8.self) },
                documents: Set(projection.documents.map(\.key)).sorted(), samples: samples, launching: launching)
        }
        switch stored.kind {
        case IndividualFile.kind:
            let file = try IndividualFile(stored: stored)
            return parts(file.projection, "\(file.facialImage?.wire.compact ?? "") \(file.fingerprints.wire.compact)")
        case VIS.ApplicationFile.kind:
            let file = try VIS.ApplicationFile(stored: stored)
            return parts(file.projection, "\(file.facialImage?.wire.compact ?? "") \(file.fingerprints.wire.compact)")
        case ETIAS.ApplicationFile.kind: return parts(try ETIAS.ApplicationFile(stored: stored).projection)
        case EurodacDataset.kind:
            let dataset = try EurodacDataset(stored: stored)
            return parts(dataset.projection, "\(dataset.fingers) \(dataset.face)", launching: "\(dataset.isCompleteForDetection)")
        case DataRecord.kind:
            let record = try DataRecord(stored: stored)
            return parts(record.projection, "\(record.fingerprints.wire.compact) \(record.facialImage)")
        case Alert.kind:
            let alert = try Alert(stored: stored)
            return parts(alert.projection, "\(alert.samples.map(\.rawValue))", launching: alert.detectedUnder?.rawValue ?? "")
        default: return Compared()
        }
    }

    /// Who last changed what is compared of a record, and when. A crossing of a border leaves it as it was, and Sextant's own tasks are no
    /// authority. Only where a record has several versions does it read more than the last ones.
    static func lastCompared(_ record: PersonRecord, besides own: String, from reader: Reader) throws -> (by: String, at: Instant) {
        var last = (by: record.changedBy, at: record.changed)
        if record.version > 1 {
            let versions = try reader.history(record.side.record)
            for place in versions.indices.reversed() where versions[place].changedBy != own {
                if place > versions.startIndex, try compared(versions[place]) == compared(versions[place - 1]) { continue }
                last = (by: versions[place].changedBy, at: versions[place].changed)
                break
            }
        }
        // Samples can be taken again although what the record says of them stays.
        if let id = record.samples, let samples = try reader.record(id), samples.changedBy != own, samples.changed > last.at {
            last = (by: samples.changedBy, at: samples.changed)
        }
        return last
    }
}

extension PersonRecord {
    /// The record with what is kept of its samples to be compared, as far as it is.
    func with(_ samples: StoredRecord?, from reader: Reader) throws -> PersonRecord {
        guard let samples else { return self }
        var record = self
        (record.samples, record.samplesVersion) = (samples.id, samples.version)
        let templates = try reader.projection(of: samples)?.templates ?? []
        record.templates =
            switch samples.kind {
            // A facial image confirms whom fingerprints or names have found, and finds nobody (2019/816 Article 6(1)).
            case RecordSamples.kind: templates.filter { !$0.kind.hasPrefix("face") }
            // Latents and palm prints are found at scenes, not taken of the person named (Article 13(1)(c)).
            case AlertSamples.kind: templates.filter { !$0.kind.hasPrefix("latent") && !$0.kind.hasPrefix("palm") }
            default: templates
            }
        return record
    }
}

extension Alert {
    /// The article of an alert on a person for which detection is launched (817 Article 27(1)(d), 818 Article 27(1)(b)); `nil` of
    /// objects, and of unknown wanted persons, whose alerts are entered under a chapter that the Article does not name.
    var detectedUnder: LinkRule.AlertArticle? {
        guard !content.isOnObject else { return nil }
        return switch content.category {
        case .return: .returnDecision
        case .refusal, .entryBan: .refusal
        case .restrictiveMeasure: .restrictiveMeasure
        case .arrest: .arrest
        case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult: .missing
        case .judicial: .judicial
        case .discreetCheck, .inquiryCheck, .specificCheck, .information: .check
        case .object, .unknownWanted: nil
        }
    }
}
