import Access
import Identity
import Operations
import Registry
import Wire

/// Something that is administered: an authority, a client, a certificate, a profile, a crossing point, a key.
///
/// Nothing here is personal data of the systems. The whole entry stands in the projection, so that the directory in
/// memory follows commits without reading the store.
public protocol AdministrationRecord: RecordValue {
    /// One word for the path: `authorities`.
    static var collection: String { get }
    /// One word for the sentence: `authority`.
    static var noun: String { get }
    /// The name by which it is addressed, unique within its kind.
    var name: String { get }
    /// Out of service: kept for the history, gives no right.
    var withdrawn: Bool { get set }
    /// As it is shown: without what only Sextant needs to know.
    var shown: Self { get }
    /// As it is recorded in place of `standing`: what was not shown is not changed by whoever puts back what they have read.
    func amending(_ standing: Self) -> Self
    /// The authority that it belongs to, which must be registered.
    var namedAuthority: String? { get }
    /// What is wrong with it, where its fields contradict each other.
    var contradiction: Refusal? { get }
}

extension AdministrationRecord {
    public var projection: Projection {
        Projection(keys: [
            RecordKey("name", name, unique: true), RecordKey("entry", wire.compact, unique: false),
        ])
    }
    public var contradiction: Refusal? { nil }
    public var shown: Self { self }
    public func amending(_ standing: Self) -> Self { self }
    public var namedAuthority: String? { nil }
}

extension RefusalKind {
    static let contradiction = RefusalKind("administration/contradiction", 422, "The fields contradict each other")
}
