import Access
import Identity
import Operations
import Quality
import Registry

extension DataGroup {
    /// Which records of one's own State do not comply with which rule of data quality.
    public static let qualityIssues: DataGroup = "qualityIssues"
    /// Weekly reports: figures alone.
    public static let qualityReports: DataGroup = "qualityReports"
    /// Asking the rules about data that are not entered yet.
    public static let qualityCheck: DataGroup = "qualityCheck"
}

/// A register whose records are checked for their quality: what its records say of themselves, and who works off what is found.
///
/// What is found stays in the register that it is about, and each register is followed for itself: nobody sees two by way of
/// their flaws.
public protocol QualityOwner: Sendable {
    static var register: CheckedRegister { get }
    static var system: SystemName { get }
    /// Kinds of record that are checked.
    static var checked: [RecordKind] { get }
    /// Kinds whose change concerns a checked record: samples that are kept beside it.
    static var parts: [RecordKind] { get }
    /// The checked record that a part belongs to; `nil` where it says of none.
    static func whole(of part: StoredRecord) throws -> RecordID?
    /// The record as the rules see it.
    /// - Parameter moment: of an earlier version, when it was one no more; what is kept beside the record is looked at as it stood before.
    static func check(_ record: StoredRecord, before moment: Instant?, reader: Reader) throws -> CheckedRecord?
    /// Member State that works off what is found; `nil` for a unit of the Union.
    static func responsible(_ record: StoredRecord) throws -> String?
    /// Who works off issues, for which purposes.
    static var workers: [(AuthorityKind, Set<Purpose>)] { get }
}

extension QualityOwner {
    static var stem: String { system.rawValue.lowercased() }
    /// The record as it stands.
    static func check(_ record: StoredRecord, reader: Reader) throws -> CheckedRecord? { try check(record, before: nil, reader: reader) }
    public static var parts: [RecordKind] { [] }
    public static func whole(of part: StoredRecord) throws -> RecordID? { nil }
    public static func responsible(_ record: StoredRecord) throws -> String? {
        // Data of an agency have its authority as owner, which is no code of a State.
        CountryCode(record.owner) == nil ? nil : record.owner
    }

    static var grants: [Grant] {
        workers.map {
            .data(system, [.read, .update], [.qualityIssues], [$0.0], for: $0.1, article: "817 37(3), \(register.accuracyArticle)")
        }
    }

    /// Whether somebody filled the register at once, as a sandbox is: when it was recorded says nothing then.
    static func isRecordedLive(_ record: StoredRecord) -> Bool { record.changedBy != "SEXTANT" }
}
