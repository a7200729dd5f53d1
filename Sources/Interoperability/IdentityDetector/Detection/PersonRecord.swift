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
    /// Authority that made this version.
    public var changedBy: String
    public var created: Instant
    public var changed: Instant
    /// Whether the data are such that detection is launched for them (Article 27(1)).
    public var isLaunching: Bool

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
        switch stored.kind {
        case IndividualFile.kind:
            return try person(
                stored, try IndividualFile(stored: stored).projection,
                try reader.find(BiometricData.kind, key: EESKey.file, value: stored.id.description).first
            ) { try BiometricData(stored: $0).projection }
        case VIS.ApplicationFile.kind:
            return try person(
                stored, try VIS.ApplicationFile(stored: stored).projection,
                try reader.find(ApplicantSamples.kind, key: VISKey.application, value: stored.id.description).first
            ) { try ApplicantSamples(stored: $0).projection }
        case ETIAS.ApplicationFile.kind:
            return try person(stored, try ETIAS.ApplicationFile(stored: stored).projection, nil) { _ in Projection() }
        case EurodacDataset.kind:
            let dataset = try EurodacDataset(stored: stored)
            var record = try person(
                stored, dataset.projection,
                try reader.find(DatasetBiometrics.kind, key: EurodacKey.dataset, value: stored.id.description).first
            ) { try DatasetBiometrics(stored: $0).projection }
            record.isLaunching = dataset.isCompleteForDetection
            return record
        case DataRecord.kind:
            var record = try person(
                stored, try DataRecord(stored: stored).projection,
                try reader.find(RecordSamples.kind, key: ECRISTCNKey.record, value: stored.id.description).first
            ) { try RecordSamples(stored: $0).projection }
            // A facial image confirms whom fingerprints or names have found, and finds nobody (2019/816 Article 6(1)).
            record.templates.removeAll { $0.kind.hasPrefix("face") }
            return record
        case Alert.kind:
            let alert = try Alert(stored: stored)
            guard let article = alert.detectedUnder else { return nil }
            var record = try person(
                stored, alert.projection,
                try reader.find(AlertSamples.kind, key: SISKey.schengenID, value: alert.schengenID).first
            ) { try AlertSamples(stored: $0).projection }
            record.side.alert = article
            // Latents and palm prints are found at scenes, not taken of the person named (Article 13(1)(c)).
            record.templates.removeAll { $0.kind.hasPrefix("latent") || $0.kind.hasPrefix("palm") }
            return record
        default: return nil
        }
    }

    private static func person(
        _ stored: StoredRecord, _ projection: Projection, _ samples: StoredRecord?,
        _ read: (StoredRecord) throws -> Projection
    ) throws -> PersonRecord {
        PersonRecord(
            side: LinkSide(system: stored.kind.system, record: stored.id, owner: stored.owner), kind: stored.kind,
            version: stored.version, identities: projection.identities, documents: projection.documents,
            templates: try samples.map { try read($0).templates } ?? [], samples: samples?.id,
            changedBy: stored.changedBy,
            created: stored.created, changed: stored.changed, isLaunching: true)
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

    /// What of a version is compared: a version that leaves it as it was launches nothing, or every crossing of a border would
    /// have its traveller compared anew.
    static func compared(_ stored: StoredRecord) throws -> [String] {
        func parts(_ projection: Projection, _ samples: String = "") -> [String] {
            projection.identities.map { String(decoding: $0.wireBytes, as: UTF8.self) }
                + Set(projection.documents.map(\.key)).sorted() + [samples]
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
            return parts(dataset.projection, "\(dataset.fingers) \(dataset.face) \(dataset.isCompleteForDetection)")
        case DataRecord.kind:
            let record = try DataRecord(stored: stored)
            return parts(record.projection, "\(record.fingerprints.wire.compact) \(record.facialImage)")
        case Alert.kind:
            let alert = try Alert(stored: stored)
            return parts(alert.projection, "\(alert.detectedUnder?.rawValue ?? "") \(alert.samples.map(\.rawValue))")
        default: return []
        }
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
