import Identity
import Wire

/// Machine-readable zones: reads lines, or composes them.
public enum MRZRule: ConformanceRule {
    public static let name = "mrz"
    public static let article = "ICAO Doc 9303"

    public struct Question: WireRecord {
        var lines: [String]?
        var asOf: Day?
        var compose: Composition?
        public init() {}
        public static let wireName = "MRZQuestion"
        public static let meaning = "Lines to read, or data to compose."
        public static let fields: [Field<Question>] = [
            .optional("lines", \.lines, "Lines to read.", limits: .list(.text(.init(length: 0...10_000)), 0...100)),
            .optional("asOf", \.asOf, "Day asked about; years of two digits depend on it."),
            .optional("compose", \.compose, "Data to compose."),
        ]
    }

    public struct Composition: WireRecord {
        var format = ""
        var documentCode = ""
        var issuer = ""
        var surname = ""
        var givenNames = ""
        var documentNumber = ""
        var nationality = ""
        var dateOfBirth: PartialDate?
        var sex = Sex.unspecified
        var expiry: Day?
        var optional = ""
        var optional2 = ""
        public init() {}
        public static let wireName = "MRZComposition"
        public static let meaning = "What a zone is to say."
        private static let any = Schema.text(.init(length: 0...200))
        public static let fields: [Field<Composition>] = [
            .required("format", \.format, "Format.", limits: .choice(MachineReadableZone.Format.allCases.map(\.rawValue))),
            .required("documentCode", \.documentCode, "One or two letters.", limits: any),
            .required("issuer", \.issuer, "Issuing body.", limits: any),
            .required("surname", \.surname, "Surname.", limits: any),
            .defaulted("givenNames", \.givenNames, to: "", "Given names.", limits: any),
            .required("documentNumber", \.documentNumber, "Number.", limits: any),
            .required("nationality", \.nationality, "Nationality.", limits: any),
            .optional("dateOfBirth", \.dateOfBirth, "Date of birth."),
            .defaulted("sex", \.sex, to: .unspecified, "Sex."),
            .optional("expiry", \.expiry, "Expiry."),
            .defaulted("optional", \.optional, to: "", "Optional data.", limits: any),
            .defaulted("optional2", \.optional2, to: "", "Optional data of a TD1's second line.", limits: any),
        ]
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        if let composition = question.compose { return try compose(composition) }
        guard let lines = question.lines, let asOf = question.asOf else {
            throw RuleError("give lines and asOf, or compose")
        }
        return read(lines, asOf: asOf)
    }

    private static func compose(_ data: Composition) throws(RuleError) -> JSONObject {
        guard let format = MachineReadableZone.Format(rawValue: data.format) else { throw RuleError("no such format") }
        let zone = MachineReadableZone(
            format: format, documentCode: data.documentCode, issuer: data.issuer, surname: data.surname,
            givenNames: data.givenNames, documentNumber: data.documentNumber, nationality: data.nationality,
            dateOfBirth: data.dateOfBirth, sex: data.sex, expiry: data.expiry, optional: data.optional,
            optional2: data.optional2)
        do {
            return JSONObject([("lines", .array(try zone.lines().map { .string($0) }))])
        } catch {
            throw RuleError("no zone can say that: \(error)")
        }
    }

    private static func read(_ lines: [String], asOf: Day) -> JSONObject {
        let reading = MachineReadableZone.read(lines, asOf: asOf)
        var answer = JSONObject([
            ("format", reading.format.map { .string($0.rawValue) } ?? .null), ("valid", .bool(reading.isValid)),
            ("errors", .array(reading.defects.map { .string($0.rawValue) })),
        ])
        guard let zone = reading.zone else { return answer }
        answer.append("documentCode", .string(zone.documentCode))
        answer.append("issuer", .string(zone.issuer))
        answer.append("surname", .string(zone.surname))
        answer.append("givenNames", .string(zone.givenNames))
        answer.append("documentNumber", .string(zone.documentNumber))
        answer.append("nationality", .string(zone.nationality))
        answer.append("dateOfBirth", zone.dateOfBirth.orNull)
        answer.append("sex", zone.sex.orNull)
        answer.append("expiry", zone.expiry.orNull)
        answer.append("optional", .string(zone.optional))
        if zone.format == .td1 { answer.append("optional2", .string(zone.optional2)) }
        return answer
    }
}
