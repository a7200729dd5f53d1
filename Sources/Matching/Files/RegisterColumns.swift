import Identity

/// Which columns of a file hold what. Columns that are not named here are ignored.
public struct RegisterColumns: Sendable, Hashable {
    public var id = "rec_id"
    public var family = "family"
    public var given = "given"
    public var name: String? = nil
    public var birth = "dob"
    public var sex = "sex"
    public var nationality = "nat"
    public var documentNumber = "doc_no"
    public var documentCountry = "doc_country"

    public init() {}

    public static var register: RegisterColumns { RegisterColumns() }
    public static var queries: RegisterColumns {
        var columns = RegisterColumns()
        columns.id = "qid"
        return columns
    }
}

/// Reads persons from the records of a file.
struct RegisterReader {
    let file: CSVFile
    private let id: Int
    private let family: Int
    private let given: Int
    private let name: Int
    private let birth: Int
    private let sex: Int
    private let nationality: Int
    private let documentNumber: Int
    private let documentCountry: Int

    init(_ file: CSVFile, _ columns: RegisterColumns) throws(FileRefusal) {
        self.file = file
        func optional(_ name: String?) -> Int { name.flatMap { file.column($0) } ?? -1 }
        id = try file.requiredColumn(columns.id)
        family = optional(columns.family)
        given = optional(columns.given)
        name = optional(columns.name)
        if family < 0, given < 0, name < 0 { throw .missingColumn(path: file.file.path, name: columns.family) }
        birth = optional(columns.birth)
        sex = optional(columns.sex)
        nationality = optional(columns.nationality)
        documentNumber = optional(columns.documentNumber)
        documentCountry = optional(columns.documentCountry)
    }

    func id(_ fields: CSVFile.FieldBuffer) -> String { fields.text(id) }

    func person(_ fields: CSVFile.FieldBuffer, reference: IndexReference, reader: inout NameReader) -> PreparedPerson {
        var identity = PreparedIdentity()
        func add(_ column: Int, _ role: NameRole, _ part: NameReader.Part) {
            guard column >= 0 else { return }
            reader.reset()
            reader.read(fields.bytes(column), as: part)
            for token in reader.tokens where identity.tokens.count < PreparedIdentity.tokenLimit {
                identity.tokens.append(token)
                identity.roles.append(role)
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
        func list(_ column: Int) -> [String] {
            let text = fields.text(column)
            return text.isEmpty ? [] : [text]
        }
        var query = IdentityQuery(surnames: list(family), givenNames: list(given), wholeName: list(name).first)
        let date = RecordDate(bytes: fields.bytes(birth))
        query.dateOfBirth = PartialDate(year: date.year, month: date.month, day: date.day)
        query.sex = Sex(rawValue: fields.text(sex).uppercased())
        query.nationalities = list(nationality).compactMap { CountryCode($0) }
        if let number = list(documentNumber).first, let issuer = CountryCode(fields.text(documentCountry)) {
            query.documents = [TravelDocument(kind: .other, number: number, issuer: issuer)]
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
    /// `1974-08-12`, `1974-08`, `1974` or `19740812`; unknown where the text is none of these.
    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.init(packed: 0)
        var digits: [Int] = []
        digits.reserveCapacity(8)
        for (index, byte) in bytes.enumerated() {
            if byte >= 48, byte <= 57, digits.count < 8 {
                digits.append(Int(byte - 48))
            } else if byte == 45, index == 4 || index == 7 {
                continue
            } else {
                return
            }
        }
        guard digits.count == 4 || digits.count == 6 || digits.count == 8 else { return }
        let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
        let month = digits.count > 4 ? digits[4] * 10 + digits[5] : 0
        let day = digits.count > 6 ? digits[6] * 10 + digits[7] : 0
        guard month <= 13, day <= 31 else { return }
        self.init(year: year, month: month, day: day)
    }
}
