import Access
import Identity
import Operations
import Registry
import Wire

/// Which records a search has identified in one case of one authority. What may follow only after a hit rests on it: the
/// confirmation by face (Article 6(1)), the report of an error, the question to a Member State. It goes after thirty days.
public struct Identification: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "identification")
    public var authority = ""
    public var caseReference = ""
    public var records: [RecordID] = []
    public var found = Day(number: 0)

    public init() {}
    init(_ records: [RecordID], in context: DecisionContext, reference: String) {
        authority = context.caller.authority
        caseReference = reference
        self.records = records
        found = context.today
    }
    public static let meaning = "Records that a search has identified in a case."
    public static let fields: [Field<Identification>] = [
        .required("authority", \.authority, "Who searched.", limits: .text(.init(length: 1...256))),
        .required("caseReference", \.caseReference, "In which case.", limits: .text(.init(length: 1...256))),
        .list("records", \.records, "The records.", count: 0...100), .required("found", \.found, "When."),
    ]
    static func caseKey(_ authority: String, _ reference: String) -> String { authority + "/" + reference }
    public var projection: Projection {
        Projection(
            keys: [RecordKey(ECRISTCNKey.case, Identification.caseKey(authority, caseReference), unique: false)]
                + records.map { RecordKey(ECRISTCNKey.record, $0.description, unique: false) },
            due: [DueDate(found + 30, .erase, article: "ECRIS-TCN 7(7)")])
    }
}

extension Reader {
    /// Whether a search of the caller in this case has identified the record.
    func hasIdentified(_ record: RecordID, caller: Caller, case reference: CaseReference) throws -> Bool {
        guard let number = reference.reference else { return false }
        return try values(
            Identification.self, key: ECRISTCNKey.case, value: Identification.caseKey(caller.authority, number)
        ).contains { $0.value.records.contains(record) }
    }
}

extension RefusalKind {
    public static let notIdentified = RefusalKind(
        "ecris-tcn/not-identified", 409, "No search in this case has identified the record", article: "816 7(7)")
}
