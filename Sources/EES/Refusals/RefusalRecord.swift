import Access
import Identity
import Operations
import Registry
import Wire

/// A refusal of entry (Article 18(6)).
public struct RefusalRecord: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "refusal")

    public var file = RecordID(high: 0, low: 0)
    public var refused = BorderCrossing()
    public var reasons: [RefusalReason] = []
    public var visa: VisaUse?
    public var fallback: FallbackProcedure?

    public init() {}

    public static let meaning = "Refusal of entry record (Article 18(6))."
    public static let fields: [Field<RefusalRecord>] = [
        .required("file", \.file, "The individual file."),
        .required("refused", \.refused, "When and where entry was refused, and by which authority."),
        .list("reasons", \.reasons, "Points of Annex V, Part B, of the Schengen Borders Code.", count: 1...10),
        .optional("visa", \.visa, "The visa presented."),
        .optional("fallback", \.fallback, "The fall-back procedure by which the record came in."),
    ]

    public var term: EESRetention.Term { EESRetention.term(for: .refusal(refused: refused.day)) }

    public var projection: Projection {
        var keys = [RecordKey(EESKey.file, file.description, unique: false)]
        if let sticker = visa?.sticker.key { keys.append(RecordKey(EESKey.visaSticker, sticker, unique: false)) }
        if let crossing = refused.key { keys.append(RecordKey(EESKey.crossing, crossing, unique: false)) }
        return Projection(keys: keys, due: [DueDate(term.eraseOn, .erase, article: term.article)])
    }
}
