import Access
import Operations
import Registry
import Wire

/// What a kind of authority asks the search portal for a purpose: which systems must be asked and which may be
/// (2019/817 Art 8). Rights are the policy's; a profile only narrows.
public struct UserProfile: AdministrationRecord {
    public static let kind = RecordKind(.administration, "profile")
    public static let collection = "profiles"
    public static let noun = "profile"

    public var authorityKind = AuthorityKind.border
    public var purpose = Purpose.borderCheck
    public var systems: [SystemName] = []
    public var withdrawn = false
    public var name: String { "\(authorityKind.rawValue).\(purpose.rawValue)" }

    public init() {}
    public init(kind: AuthorityKind, purpose: Purpose, systems: [SystemName]) {
        authorityKind = kind
        self.purpose = purpose
        self.systems = systems
    }
    public static let meaning = "The systems that a kind of authority asks through the portal for a purpose (817 Art 8)."
    public static let fields: [Field<UserProfile>] = [
        .required("kind", \.authorityKind, "Kind of authority."),
        .required("purpose", \.purpose, "Purpose."),
        .list("systems", \.systems, "Systems that are asked.", count: 1...10),
        .defaulted("withdrawn", \.withdrawn, to: false, "Out of service."),
    ]
}
