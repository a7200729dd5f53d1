import Registry
import Wire

/// A link between the files of persons who apply or travel together (Articles 8(4), 22a(4)).
public struct TravelLink: WireRecord, Hashable {
    public enum Relation: String, CaseIterable, Hashable, Sendable, WireChoice {
        case groupMember, spouse, parent, child, otherFamily

        /// What this person is to the other one.
        public var inverse: Relation {
            switch self {
            case .parent: .child
            case .child: .parent
            case .groupMember, .spouse, .otherFamily: self
            }
        }
    }

    public var application = RecordID(high: 0, low: 0)
    /// What the other applicant is to this one.
    public var relation = Relation.groupMember

    public init() {}
    public init(_ application: RecordID, _ relation: Relation) {
        self.application = application
        self.relation = relation
    }
    public static let meaning = "The file of somebody who applies or travels together with the applicant."
    public static let fields: [Field<TravelLink>] = [
        .required("application", \.application, "The other application file."),
        .required("relation", \.relation, "What the other applicant is to this one."),
    ]
}
