import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State's wish to be consulted on, or informed of, visas for nationals of a third country or a category of them
/// (Articles 16(2) and (3a); Visa Code, Articles 22 and 31). The list is managed in the VIS, each State for itself.
public struct ConsultationRequirement: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "consultationRequirement")

    public enum Mode: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Consulted before the decision (Visa Code, Article 22).
        case prior
        /// Informed of what was issued (Visa Code, Article 31).
        case exPost
    }

    public var memberState = ""
    public var nationality = CountryCode.unspecified
    /// Holders of these kinds of documents; none: all nationals.
    public var documents: [TravelDocument.Kind] = []
    public var mode = Mode.prior

    public init() {}
    public static let meaning = "A Member State asks to be consulted on, or informed of, visas for certain nationals."
    public static let fields: [Field<ConsultationRequirement>] = [
        .required("memberState", \.memberState, "Member State that asks.", limits: .text(.init(length: 3...3))),
        .required("nationality", \.nationality, "Nationality concerned."),
        .list("documents", \.documents, "Holders of these kinds of documents alone; all where empty.", count: 0...13),
        .required("mode", \.mode, "Consulted before, or informed after."),
    ]

    public var projection: Projection {
        Projection(keys: [
            RecordKey(VISKey.nationality, nationality.text, unique: false), RecordKey(VISKey.list, mode.rawValue, unique: false),
        ])
    }

    /// Applies to the applicant of a file that another Member State processes.
    func concerns(_ file: ApplicationFile, processedBy owner: String) -> Bool {
        memberState != owner && file.sort == .shortStayVisa && file.identity.nationalities.contains(nationality)
            && (documents.isEmpty || file.documents.contains { documents.contains($0.kind) })
    }
}

extension Reader {
    /// The Member States that a list names for an applicant, each once.
    func statesAsking(_ mode: ConsultationRequirement.Mode, about file: ApplicationFile, processedBy owner: String) throws -> [String] {
        let all = try Set(file.identity.nationalities).flatMap {
            try values(ConsultationRequirement.self, key: VISKey.nationality, value: $0.text)
        }
        return Set(all.filter { $0.value.mode == mode && $0.value.concerns(file, processedBy: owner) }.map(\.value.memberState)).sorted()
    }
}
