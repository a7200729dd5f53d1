import Identity

/// Which columns of a file hold what. Columns that are not named here are ignored.
public struct RegisterColumns: Sendable, Hashable {
    public var id = "rec_id"
    public var family = ["family"]
    public var given = ["given"]
    /// Names that are not split.
    public var name: [String] = []
    public var birth: String? = "dob"
    public var sex: String? = "sex"
    public var nationality: String? = "nat"
    public var documentNumber: String? = "doc_no"
    public var documentCountry: String? = "doc_country"
    /// Says who it truly is, where a search is to be evaluated.
    public var person: String?
    /// Named by somebody: each of them must be there.
    public private(set) var areNamed = false

    public init() {}

    public static var register: RegisterColumns { RegisterColumns() }
    public static var queries: RegisterColumns {
        var columns = RegisterColumns()
        columns.id = "qid"
        return columns
    }

    /// `id=number,name=full_name,birth=born`, with the kinds that `LinkColumns` has; what is not named is not read, but for `id`.
    public init(_ text: String, id usual: String = "rec_id") throws(ColumnsRefusal) {
        let columns = try LinkColumns(text, id: usual)
        if let further = columns.further.first { throw .notSearched(kind: further.kind.rawValue) }
        id = columns.id
        family = columns.family
        given = columns.given
        name = columns.name
        birth = columns.birth
        sex = columns.sex
        nationality = columns.nationality
        documentNumber = columns.documentNumber
        documentCountry = columns.documentCountry
        areNamed = true
    }
}

/// Reads persons from the records of a file.
struct RegisterReader {
    let file: CSVFile
    private let id: Int
    private let family: [Int]
    private let given: [Int]
    private let name: [Int]
    private let birth: Int
    private let sex: Int
    private let nationality: Int
    private let documentNumber: Int
    private let documentCountry: Int
    /// The column that names the person, where the truth is known: read for evaluation, never for searching.
    private let person: Int

    init(_ file: CSVFile, _ columns: RegisterColumns) throws(FileRefusal) {
        self.file = file
        /// A column that somebody named must be there; one that only has its usual name may be missing.
        func optional(_ name: String?) throws(FileRefusal) -> Int {
            guard let name else { return -1 }
            if columns.areNamed { return try file.requiredColumn(name) }
            return file.column(name) ?? -1
        }
        id = try file.requiredColumn(columns.id)
        family = try columns.family.map { (column) throws(FileRefusal) in try optional(column) }.filter { $0 >= 0 }
        given = try columns.given.map { (column) throws(FileRefusal) in try optional(column) }.filter { $0 >= 0 }
        name = try columns.name.map { (column) throws(FileRefusal) in try optional(column) }.filter { $0 >= 0 }
        birth = try optional(columns.birth)
        sex = try optional(columns.sex)
        nationality = try optional(columns.nationality)
        documentNumber = try optional(columns.documentNumber)
        documentCountry = try optional(columns.documentCountry)
        person = try columns.person.map { (column) throws(FileRefusal) in try file.requiredColumn(column) } ?? -1
        if family.isEmpty, given.isEmpty, name.isEmpty, documentNumber < 0 {
            throw .missingColumn(path: file.file.path, name: columns.family.first ?? "family", names: file.header)
        }
    }

    func person(_ fields: CSVFile.FieldBuffer) -> String { fields.text(person) }

    func id(_ fields: CSVFile.FieldBuffer) -> String { fields.text(id) }

    func person(_ fields: CSVFile.FieldBuffer, reference: IndexReference, reader: inout NameReader) -> PreparedPerson {
        var identity = PreparedIdentity()
        func add(_ columns: [Int], _ role: NameRole, _ part: NameReader.Part) {
            for column in columns {
                reader.reset()
                reader.read(fields.bytes(column), as: part)
                for token in reader.tokens where identity.tokens.count < PreparedIdentity.tokenLimit {
                    identity.tokens.append(token)
                    identity.roles.append(role)
                }
            }
        }
        add(family, .surname, .surname)
        add(given, .given, .given)
        add(name, .whole, .whole)
        identity.date = RecordDate(bytes: fields.bytes(birth))
        identity.sex = SexCode.code(fields.bytes(sex))
        identity.nationality = RegisterReader.state(fields.bytes(nationality))
        var documents: [DocumentKey] = []
        let number = fields.bytes(documentNumber)
        if !number.isEmpty,
            let key = DocumentKey(number: fields.text(documentNumber), issuer: RegisterReader.state(fields.bytes(documentCountry)))
        {
            documents.append(key)
        }
        return PreparedPerson(reference: reference, identities: [identity], documents: documents)
    }

    func query(_ fields: CSVFile.FieldBuffer) -> IdentityQuery {
        func list(_ columns: [Int]) -> [String] { columns.map { fields.text($0) }.filter { !$0.isEmpty } }
        var query = IdentityQuery(surnames: list(family), givenNames: list(given))
        let whole = list(name)
        if !whole.isEmpty { query.wholeName = whole.joined(separator: " ") }
        let date = RecordDate(bytes: fields.bytes(birth))
        query.dateOfBirth = PartialDate(year: date.year, month: date.month, day: date.day)
        query.sex = SexCode.sex(SexCode.code(fields.bytes(sex)))
        query.nationalities = list([nationality]).compactMap { CountryCode($0) }
        if let number = list([documentNumber]).first {
            if let issuer = CountryCode(fields.text(documentCountry)) {
                query.documents = [TravelDocument(kind: .other, number: number, issuer: issuer)]
            } else {
                query.documentNumbers = [number]
            }
        }
        return query
    }

    private static func state(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
        bytes.isEmpty ? 0 : CountryCode(String(decoding: bytes, as: UTF8.self)).map(StateCode.code) ?? 0
    }
}

extension PreparedPerson {
    init(reference: IndexReference, identities: [PreparedIdentity], documents: [DocumentKey]) {
        self.reference = reference
        self.identities = identities
        self.documents = documents
    }
}

extension SexCode {
    static func sex(_ code: UInt8) -> Sex? { [nil, .female, .male, .unspecified][Int(code & 3)] }

    static func code(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        guard let first = bytes.first else { return 0 }
        switch first {
        case 70, 102: return 1
        case 77, 109: return 2
        case 88, 120, 60: return 3
        default: return 0
        }
    }
}

extension RecordDate {
    /// `1974-08-12`, `1974-08`, `1974`, `19740812`, `1974/8/12`, `12.08.1974`, `12/08/1974` (day first, unless that cannot be a month),
    /// with or without a time behind it. Parts that are zero or written as letters (`1974-XX-XX`) are unknown; so is everything where the
    /// text is none of these.
    init(bytes: UnsafeBufferPointer<UInt8>) {
        self = RecordDate.read(bytes) ?? RecordDate(packed: 0)
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> RecordDate? {
        var parts = (0, 0, 0)
        var digits = (0, 0, 0)
        var unknown = (false, false, false)
        var count = 0
        var first = true
        for byte in bytes {
            switch byte {
            case 48...57:
                let digit = Int(byte - 48)
                switch count {
                case 0: parts.0 = parts.0 * 10 + digit; digits.0 += 1
                case 1: parts.1 = parts.1 * 10 + digit; digits.1 += 1
                default: parts.2 = parts.2 * 10 + digit; digits.2 += 1
                }
                if digits.0 > 8 || digits.1 > 4 || digits.2 > 4 { return nil }
                first = false
            case 45, 46, 47:  // - . /
                if count == 2 { return nil }
                count += 1
                first = true
            case 88, 120, 63, 42, 95:  // X x ? * _ stand for a digit that is not known
                switch count {
                case 0: digits.0 += 1; unknown.0 = true
                case 1: digits.1 += 1; unknown.1 = true
                default: digits.2 += 1; unknown.2 = true
                }
                if digits.0 > 8 || digits.1 > 4 || digits.2 > 4 { return nil }
                first = false
            case 32 where first: continue  // blanks before a part
            case 32,
                84 where !first && (count == 2 || digits.0 == 8):
                return finish(parts, digits, count, unknown)  // a time follows
            case 32: continue
            default: return nil
            }
        }
        return finish(parts, digits, count, unknown)
    }

    private static func finish(
        _ known: (Int, Int, Int), _ digits: (Int, Int, Int), _ count: Int, _ unknown: (Bool, Bool, Bool)
    ) -> RecordDate? {
        // A digit that is not known leaves nothing of its part.
        let parts = (unknown.0 ? 0 : known.0, unknown.1 ? 0 : known.1, unknown.2 ? 0 : known.2)
        var (year, month, day) = parts
        switch (count, digits.0) {
        case (0, 4): break
        case (0, 6): (year, month, day) = (parts.0 / 100, parts.0 % 100, 0)
        case (0, 8): (year, month, day) = (parts.0 / 10_000, parts.0 / 100 % 100, parts.0 % 100)
        case (1, 4): day = 0
        case (1, 1...2) where digits.1 == 4: (year, month, day) = (parts.1, parts.0, 0)
        case (2, 4): break
        case (2, 1...2) where digits.2 == 4:
            (day, month, year) = parts
            if month > 13, day <= 12 { swap(&day, &month) }
        default: return nil
        }
        guard year <= 9999, month <= 13, day <= 31 else { return nil }
        return RecordDate(year: year, month: month, day: day)
    }
}
