import Identity
import Interoperability

/// The form of a border check as it was filled in.
struct CheckForm: Sendable, Equatable {
    var zone = ""
    var surnames = ""
    var givenNames = ""
    var birthDay = ""
    var birthMonth = ""
    var birthYear = ""
    var sex = ""
    var nationality = ""
    var documentNumber = ""
    var documentIssuer = ""
    var reference = ""
    var place = CheckPlace.entry

    /// What cannot be asked, in words for the officer, and the field that it is about.
    struct Mistake: Error, Equatable {
        var field: String
        var message: String
    }

    init() {}

    init(_ fields: FormFields) {
        zone = fields["zone"]
        surnames = fields["surnames"]
        givenNames = fields["givenNames"]
        birthDay = fields["birthDay"]
        birthMonth = fields["birthMonth"]
        birthYear = fields["birthYear"]
        sex = fields["sex"]
        nationality = fields["nationality"]
        documentNumber = fields["documentNumber"]
        documentIssuer = fields["documentIssuer"]
        reference = fields["reference"]
        place = CheckPlace(rawValue: fields["place"]) ?? .entry
    }

    /// Whether the person's data were typed rather than a zone read.
    var isByData: Bool {
        [surnames, givenNames, birthDay, birthMonth, birthYear, nationality, documentNumber, documentIssuer].contains { !trimmed($0).isEmpty }
    }

    func question() throws(Mistake) -> PortalQuestion {
        var question = PortalQuestion()
        guard trimmed(reference).unicodeScalars.count <= 100, trimmed(reference).utf8.count <= 256 else {
            throw Mistake(field: "reference", message: "The reference of a case has at most 100 characters, of 256 bytes.")
        }
        if !isByData {
            let lines = ZoneText.lines(zone)
            guard !lines.isEmpty else {
                throw Mistake(field: "zone", message: "Scan or paste the two or three lines of the machine-readable zone.")
            }
            guard lines.count <= 3, lines.allSatisfy({ $0.unicodeScalars.count <= 100 }) else {
                throw Mistake(field: "zone", message: "A machine-readable zone has two or three lines of at most 44 characters.")
            }
            question.machineReadableZone = lines
            return question
        }
        question.surnames = try names(surnames, "surnames")
        question.givenNames = try names(givenNames, "givenNames")
        question.dateOfBirth = try dateOfBirth()
        question.sex = Sex(rawValue: trimmed(sex))
        if let nationality = try country(nationality, "nationality") { question.nationalities = [nationality] }
        let number = trimmed(documentNumber)
        if !number.isEmpty {
            guard number.unicodeScalars.count <= 40 else {
                throw Mistake(field: "documentNumber", message: "A document's number has at most 40 characters.")
            }
            question.document = .init(number: number, issuer: try country(documentIssuer, "documentIssuer"))
        }
        guard question.document != nil || !(question.surnames.isEmpty && question.givenNames.isEmpty) else {
            throw Mistake(field: "surnames", message: "Give a name with a date of birth, or the number of a document.")
        }
        guard question.document != nil || question.dateOfBirth != nil else {
            throw Mistake(field: "birthYear", message: "A name alone finds too many: give the date of birth, or at least its year.")
        }
        return question
    }

    private func names(_ text: String, _ field: String) throws(Mistake) -> [String] {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == ";" }).map { trimmed(String($0)) }.filter { !$0.isEmpty }
        guard parts.count <= 10, parts.allSatisfy({ $0.unicodeScalars.count <= 200 }) else {
            throw Mistake(field: field, message: "Give at most ten names, separated by commas.")
        }
        return parts
    }

    private func dateOfBirth() throws(Mistake) -> PartialDate? {
        let parts = [birthYear, birthMonth, birthDay].map(trimmed)
        if parts.allSatisfy(\.isEmpty) { return nil }
        let numbers = parts.map { $0.isEmpty ? 0 : Int($0) ?? -1 }
        guard numbers.allSatisfy({ (0...9999).contains($0) }), numbers[0] > 0,
            let date = PartialDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else {
            throw Mistake(field: "birthYear", message: "That is no date of birth. The year is needed; leave day or month empty where unknown.")
        }
        return date
    }

    private func country(_ text: String, _ field: String) throws(Mistake) -> CountryCode? {
        let text = trimmed(text).uppercased()
        if text.isEmpty { return nil }
        guard let code = CountryCode(text) else {
            throw Mistake(field: field, message: "“\(text.prefix(12))” is no country code: use three letters, for instance UKR.")
        }
        return code
    }
}

func trimmed(_ text: String) -> String {
    var view = text.unicodeScalars[...]
    while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return String(view)
}
