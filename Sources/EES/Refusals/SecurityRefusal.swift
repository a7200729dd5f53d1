import Operations
import Registry

extension RefusalReason {
    /// The grounds that a security check for a screening looks for (Article 24a).
    public static let ofSecurity: Set<RefusalReason> = [.B, .D, .H, .I, .J]
}

extension RefusalRecord {
    /// Whether it makes its file a hit of a security check (Article 24a).
    public var isOfSecurity: Bool { !RefusalReason.ofSecurity.isDisjoint(with: reasons) }
}

extension Reader {
    /// The refusals that make a file a hit of a security check (Article 24a); none where it is no hit.
    func securityRefusals(of file: RecordID) throws -> [RefusalRecord] {
        try find(RefusalRecord.kind, key: EESKey.file, value: file.description)
            .map { try RefusalRecord(stored: $0) }.filter(\.isOfSecurity)
    }
}
