import Access
import Identity
import Operations
import Registry
import Wire

/// An identity confirmation file (Article 34): the links that hang together, and the number by which they are retrieved.
/// Kept as long as the linked data are in two or more systems (Article 35).
public struct ConfirmationFile: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "confirmationFile")
    static let linksMax = 10_000
    /// Each number is a key of the record, of which a store takes 1024.
    static let formerNumbersMax = 1000

    /// The single identification number (Article 34(c)).
    public var number = ""
    /// Numbers of files that were joined to this one, each once: whoever was told them must still be understood.
    public var formerNumbers: [String] = []
    public var links: [RecordID] = []
    public var created = Instant(milliseconds: 0)
    public var updated = Instant(milliseconds: 0)

    public init() {}
    public static let wireName = "IdentityConfirmationFile"
    public static let meaning = "Identity confirmation file (2019/817 Article 34)."
    public static let fields: [Field<ConfirmationFile>] = [
        .required("number", \.number, "Single identification number.", limits: numberSchema),
        .list(
            "formerNumbers", \.formerNumbers, "Numbers of files that were joined to this one.", count: 0...linksMax,
            element: numberSchema),
        .list("links", \.links, "The links.", count: 1...linksMax),
        .required("created", \.created, "When the file was created."),
        .required("updated", \.updated, "When it was last updated."),
    ]
    public static let numberSchema = Schema.text(
        .init(length: 16...16, pattern: "^MID[0-9A-HJKMNP-TV-Z]{13}$", example: "MID0G7K2M9QXT4B1"))

    public static let numberKey = "number"
    public var projection: Projection {
        Projection(
            keys: [RecordKey(ConfirmationFile.numberKey, number, unique: true)]
                + formerNumbers.map { RecordKey(ConfirmationFile.numberKey, $0, unique: false) })
    }

    /// Understands from here on by what numbers another file was known, which is joined to this one or of which this one was a part. Each
    /// number is kept once, however often files are split and joined again; of very many the oldest go.
    mutating func takeOver(numbersOf other: ConfirmationFile) {
        var known: Set<String> = [number]
        formerNumbers = (other.formerNumbers + formerNumbers + [other.number]).filter { known.insert($0).inserted }
        formerNumbers.removeFirst(max(0, formerNumbers.count - ConfirmationFile.formerNumbersMax))
    }

    /// `MID` and 65 bits in Crockford's base 32, which has no letters that are taken for digits.
    static func number(from bits: UInt64) -> String {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var (text, rest) = ("MID", bits)
        for _ in 0..<13 {
            text.append(digits[Int(rest & 31)])
            rest >>= 5
        }
        return text
    }
}

/// A pair that an authority looked at and to which no point of Articles 31 to 33 gives a colour: the comparison had been
/// wrong, or the two sets are one person's and nothing is unjustified. Without it the next detection would ask again. It
/// says something of the pair only as long as comparing comes to the same and the data are those that were looked at, and goes with either
/// side.
public struct SettledPair: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "settledPair")
    public var a = LinkSide()
    public var b = LinkSide()
    public var comparison = LinkComparison()
    /// The versions of both sides that the link which went was about; empty of pairs settled before this was kept.
    public var compared: [ComparedVersion] = []
    public var conclusion = LinkRule.Conclusion.twoPersons
    public var authority = ""
    public var settled = Instant(milliseconds: 0)
    /// Colour of the link that went, and since when it had had it; `nil` of pairs settled before this was kept.
    public var colour: LinkRule.Colour?
    public var since: Instant?
    public init() {}
    public static let meaning = "A pair that was verified and has no link."
    public static let fields: [Field<SettledPair>] = [
        .required("a", \.a, "One side."), .required("b", \.b, "The other."),
        .required("comparison", \.comparison, "What comparing came to."),
        .list("compared", \.compared, "The versions of both sides that were looked at.", count: 0...2),
        .required("conclusion", \.conclusion, "What was concluded."),
        .required("authority", \.authority, "By whom.", limits: .text(.init(length: 1...120))),
        .required("settled", \.settled, "When."),
        .optional("colour", \.colour, "Colour of the link that went."),
        .optional("since", \.since, "Since when the link had had its colour."),
    ]
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(IdentityLink.pairKey, IdentityLink.pair(a, b), unique: true),
                RecordKey(IdentityLink.sideKey, a.key, unique: false),
                RecordKey(IdentityLink.sideKey, b.key, unique: false),
            ])
    }
}
