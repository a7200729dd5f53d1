import Access
import Operations

/// The procedures of the EES whose steps have a clock: access for law enforcement (Articles 31–33) and requests of persons
/// concerned (Article 52).
public enum EESProcedures: TaskOwner {
    public static let system = SystemName.EES
    public static let grants: [Grant] = EESGrants.tasks
}
