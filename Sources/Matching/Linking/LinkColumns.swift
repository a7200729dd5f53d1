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

    /// `id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode,category=occupation`: kinds may be repeated. `nil` for a
    /// kind that does not exist.
    public init?(_ text: String) {
        self.init(
            family: [], given: [], birth: nil, sex: nil, nationality: nil, documentNumber: nil, documentCountry: nil)
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmedBlanks }
            guard pair.count == 2 else { return nil }
            switch pair[0] {
            case "id": id = pair[1]
            case "family", "surname": family.append(pair[1])
            case "given": given.append(pair[1])
            case "name": name.append(pair[1])
            case "birth", "dob": birth = pair[1]
            case "sex", "gender": sex = pair[1]
            case "nationality", "nat": nationality = pair[1]
            case "document", "doc_no": documentNumber = pair[1]
            case "issuer", "doc_country": documentCountry = pair[1]
            default:
                guard let kind = Further(rawValue: pair[0]) else { return nil }
                further.append((pair[1], kind))
            }
        }
    }

    public var description: String {
        var parts = ["id=\(id)"]
        parts += family.map { "family=\($0)" } + given.map { "given=\($0)" } + name.map { "name=\($0)" }
        for (kind, column) in [("birth", birth), ("sex", sex), ("nationality", nationality), ("document", documentNumber),
            ("issuer", documentCountry)]
        {
            if let column { parts.append("\(kind)=\(column)") }
        }
        parts += further.map { "\($0.kind.rawValue)=\($0.column)" }
        return parts.joined(separator: ",")
    }
}
