/// Why a mapping of columns could not be read.
public enum ColumnsRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case notAMapping(String)
    case unknownKind(String)
    case twice(kind: String)
    case nothingToCompare
    /// A kind that linking compares and searching does not.
    case notSearched(kind: String)

    public var description: String {
        switch self {
        case .notAMapping(let part): "“\(part)” is not KIND=COLUMN"
        case .unknownKind(let kind): "there is no kind of column “\(kind)”; there are \(LinkColumns.kinds)"
        case .twice(let kind): "“\(kind)” can be named once"
        case .nothingToCompare: "no column is named that can be compared"
        case .notSearched(let kind): "columns of the kind “\(kind)” are compared when linking, not when searching"
        }
    }
}

/// What the columns of a register hold, for linking.
public struct LinkColumns: Sendable, Hashable {
    /// How the values of a further column are compared.
    public enum Further: String, Sendable, Hashable, CaseIterable {
        /// Words in any order: a place, a street.
        case text
        /// A code or number: equal, equal beginning, or one character off.
        case code
        /// Equal or not: an occupation, a region.
        case category
    }

    public var id: String
    public var family: [String]
    public var given: [String]
    /// Names that are not split.
    public var name: [String]
    public var birth: String?
    public var sex: String?
    public var nationality: String?
    public var documentNumber: String?
    public var documentCountry: String?
    public var further: [(column: String, kind: Further)]
    /// Named by somebody: each of them must be there.
    public private(set) var areNamed = false

    public init(
        id: String = "rec_id", family: [String] = ["family"], given: [String] = ["given"], name: [String] = [],
        birth: String? = "dob", sex: String? = "sex", nationality: String? = "nat", documentNumber: String? = "doc_no",
        documentCountry: String? = "doc_country", further: [(column: String, kind: Further)] = []
    ) {
        self.id = id
        self.family = family
        self.given = given
        self.name = name
        self.birth = birth
        self.sex = sex
        self.nationality = nationality
        self.documentNumber = documentNumber
        self.documentCountry = documentCountry
        self.further = further
    }

    public static func == (a: LinkColumns, b: LinkColumns) -> Bool { a.description == b.description }
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// The kinds of columns that a mapping names, with the other words for them.
    public static let kinds =
        "id, family (surname), given, name, birth (dob), sex (gender), nationality (nat), document (doc_no), issuer (doc_country), text, code, category"

    /// `id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode,category=occupation`. `family`, `given`, `name` and the
    /// last three may be repeated. What is not named is not read, but for the record's own name, which is `rec_id` as usual.
    public init(_ text: String, id usual: String = "rec_id") throws(ColumnsRefusal) {
        self.init(
            id: usual, family: [], given: [], birth: nil, sex: nil, nationality: nil, documentNumber: nil, documentCountry: nil)
        func once(_ known: String?, _ kind: String, _ column: String) throws(ColumnsRefusal) -> String {
            if known != nil { throw .twice(kind: kind) }
            return column
        }
        var named: String?
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmedBlanks }
            guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else { throw .notAMapping(String(part)) }
            let column = pair[1]
            switch pair[0].lowercased() {
            case "id", "rec_id", "qid": named = try once(named, "id", column)
            case "family", "surname": family.append(column)
            case "given": given.append(column)
            case "name": name.append(column)
            case "birth", "dob": birth = try once(birth, "birth", column)
            case "sex", "gender": sex = try once(sex, "sex", column)
            case "nationality", "nat": nationality = try once(nationality, "nationality", column)
            case "document", "doc_no": documentNumber = try once(documentNumber, "document", column)
            case "issuer", "doc_country": documentCountry = try once(documentCountry, "issuer", column)
            default:
                guard let kind = Further(rawValue: pair[0].lowercased()) else { throw .unknownKind(pair[0]) }
                further.append((column, kind))
            }
        }
        if let named { id = named }
        if family.isEmpty, given.isEmpty, name.isEmpty, documentNumber == nil, further.isEmpty { throw .nothingToCompare }
        areNamed = true
    }

    public var description: String {
        var parts = ["id=\(id)"]
        parts += family.map { "family=\($0)" } + given.map { "given=\($0)" } + name.map { "name=\($0)" }
        for (kind, column) in [
            ("birth", birth), ("sex", sex), ("nationality", nationality), ("document", documentNumber),
            ("issuer", documentCountry),
        ] {
            if let column { parts.append("\(kind)=\(column)") }
        }
        parts += further.map { "\($0.kind.rawValue)=\($0.column)" }
        return parts.joined(separator: ",")
    }
}
