import Access
import Identity
import Operations
import Registry
import Wire

/// An immigration authority retrieves who somebody is that has to be returned (Article 65(3)): only after a search in the EES in the same
/// case that found no data on the person.
///
/// Whether and what of it may be transferred to the third country the authority examines by itself: adequacy or safeguards, the purpose
/// that the third country has agreed to, and a return decision that is enforceable are nothing that ETIAS knows.
public struct SearchForReturn: Operation {
    public init() {}

    public let about = OperationDescription.etias(
        "searchForReturn", "Find who is to be returned",
        "Identity, document, residence and contact of an applicant, and of a minor the guardian, to prove the identity of somebody who is to be returned.",
        article: "65(3)", .search, .POST, "/return-searches", grants: [ETIASGrants.returnSearch, ETIASGrants.returnRead],
        refusals: [.noKey])

    public struct Input: WireRecord, Hashable {
        public var documentNumber: String?
        public var documentIssuer: CountryCode?
        public var surname: String?
        public var firstNames: [String] = []
        public var dateOfBirth: Day?
        public var nationality: CountryCode?
        public init() {}
        public static let wireName = "SearchForReturn"
        public static let meaning = "Data of the person (Article 17(2)(a)–(e)); a travel document, a surname or both."
        public static let fields: [Field<Input>] = [
            .optional("documentNumber", \.documentNumber, "Number of the travel document.", limits: .text(.init(length: 1...40))),
            .optional("documentIssuer", \.documentIssuer, "Its issuing country."),
            .optional("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
            .list("firstNames", \.firstNames, "First names.", count: 0...10, element: ApplicantIdentity.name),
            .optional("dateOfBirth", \.dateOfBirth, "Date of birth."), .optional("nationality", \.nationality, "Nationality."),
        ]

        var keys: Set<SearchKey> {
            Set((documentNumber == nil ? [] : [SearchKey.document]) + (surname == nil ? [] : [SearchKey.identity]))
        }

        /// Whether a file agrees with all that is given.
        func admits(_ form: ApplicationForm) -> Bool {
            let identity = form.identity
            if let documentNumber, Levelled.text(form.document.number) != Levelled.text(documentNumber) { return false }
            if let documentIssuer, form.document.issuer != documentIssuer { return false }
            if let surname, Levelled.text(identity.surname) != Levelled.text(surname) { return false }
            let names = Set(identity.firstNames.map(Levelled.text))
            guard firstNames.allSatisfy({ names.contains(Levelled.text($0)) }) else { return false }
            if let dateOfBirth, identity.dateOfBirth != dateOfBirth { return false }
            return nationality.map { ([identity.nationality] + identity.otherNationalities).contains($0) } ?? true
        }
    }

    /// Points (a) to (g) of Article 17(2), and of minors point (k).
    public struct Applicant: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var identity: ApplicantIdentity?
        public var document: TravelDocument?
        public var residence: ApplicationForm.Residence?
        public var email: String?
        public var phones: [String] = []
        public var guardian: ApplicationForm.Guardian?
        public init() {}
        init(_ recorded: Recorded<ApplicationFile>, on day: Day) {
            let form = recorded.value.form
            application = recorded.id
            (identity, document, residence) = (form.identity, form.document, form.residence)
            (email, phones) = (form.email, form.phones)
            guardian = form.identity.isMinor(on: day) ? form.guardian : nil
        }
        public static let wireName = "ApplicantForReturn"
        public static let meaning = "An applicant, as far as Article 65(3) opens the file."
        public static let fields: [Field<Applicant>] = [
            .required("application", \.application, "The application file."),
            .optional("identity", \.identity, "Who applied (17(2)(a)–(c)).", group: "returnData"),
            .optional("document", \.document, "Travel document (17(2)(d)–(e)).", group: "returnData"),
            .optional("residence", \.residence, "Residence (17(2)(f)).", group: "returnData"),
            .optional("email", \.email, "Email address (17(2)(g)).", limits: .text(.init(length: 3...254)), group: "returnData"),
            .list(
                "phones", \.phones, "Phone numbers (17(2)(g)).", count: 0...5, element: .text(.init(length: 4...30)), group: "returnData"),
            .optional("guardian", \.guardian, "Of a minor, who exercises parental authority (17(2)(k)).", group: "returnData"),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var applicants: [Applicant] = []
        public var more = false
        public init() {}
        public static let wireName = "ApplicantsForReturn"
        public static let meaning = "Whom the data fit."
        public static let fields: [Field<Output>] = [
            .list("applicants", \.applicants, "Applicants.", count: 0...10, group: "returnData"),
            .defaulted("more", \.more, to: false, "More fit than are shown: say more.", group: "returnData"),
        ]
    }

    static let applicantsMax = 10

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.noKey, "a search starts from a travel document or a surname", article: "ETIAS 65(3)") }
        let mandate = try await desk.mandate(for: about) { facts in Demand(keys: keys, conditions: try facts.etiasConditions()) }
        // Others search by the same data for other ends, and by ways of their own.
        guard mandate.visible.contains(.etiasReturnData) else {
            throw Refusal(.forbidden, "for returns, and after a search in the EES that found no data on the person", article: "ETIAS 65(3)")
        }
        let found = try await desk.read(under: mandate) { reader in
            let (key, value) =
                input.documentNumber.map { (ETIASKey.documentNumber, Levelled.text($0)) }
                ?? (ETIASKey.surname, Levelled.text(input.surname ?? ""))
            return try reader.values(ApplicationFile.self, key: key, value: value).filter { input.admits($0.value.form) }
        }
        let today = desk.today
        var output = Output()
        output.applicants = found.prefix(SearchForReturn.applicantsMax).map { Applicant($0, on: today) }
        output.more = found.count > SearchForReturn.applicantsMax
        return Outcome(
            output, under: mandate,
            log: LogDetails(
                records: output.applicants.map(\.application), keys: keys, query: String(decoding: input.wire.bytes, as: UTF8.self),
                results: [.ETIAS: found.count]),
            visible: mandate.visible)
    }
}
