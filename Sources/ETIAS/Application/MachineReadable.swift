import Identity
import Operations
import Registry
import Wire

/// What a machine-readable zone tells of a traveller.
public struct MachineReadable: WireRecord, Hashable {
    public var number = ""
    public var issuer = CountryCode.unspecified
    public var dateOfBirth = Day(number: 0)
    public init() {}
    public init(number: String, issuer: CountryCode, dateOfBirth: Day) {
        self.number = number
        self.issuer = issuer
        self.dateOfBirth = dateOfBirth
    }
    public static let wireName = "ETIASDocumentData"
    public static let meaning = "Travel document and date of birth, as machines read them."
    public static let fields: [Field<MachineReadable>] = [
        .required("number", \.number, "Number of the travel document.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing country."), .required("dateOfBirth", \.dateOfBirth, "Date of birth."),
    ]

    public var key: String { TravelDocument(kind: .other, number: number, issuer: issuer).key }

    /// The files of this document and person.
    func files(from reader: Reader) throws -> [Recorded<ApplicationFile>] {
        try reader.values(ApplicationFile.self, key: ETIASKey.document, value: key).filter {
            $0.value.form.identity.dateOfBirth == dateOfBirth
        }
    }

    /// The file that counts: one with an authorisation in force, else the one decided or submitted last.
    func file(on day: Day, in state: CountryCode?, from reader: Reader) throws -> Recorded<ApplicationFile>? {
        let files = try files(from: reader)
        return files.first { $0.value.held(on: day, in: state) != nil } ?? files.max { $0.value.submitted < $1.value.submitted }
    }
}
