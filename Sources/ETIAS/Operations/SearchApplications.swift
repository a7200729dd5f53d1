import Access
import Identity
import Operations
import Registry
import Wire

/// Searches application files: the units with any of their data; designated authorities and Europol with the items of
/// Article 52(2), which nationality, sex and date of birth may narrow (52(3)); screening authorities, in a security check, for decisions on
/// grounds of security (13(4b)), and who has the person on the watchlist is told (35a).
public struct SearchApplications: Operation {
    public init() {}

    public let about = OperationDescription.etias(
        "searchApplications", "Search application files",
        "Finds files by the data in them; all that is given is used together. Nationality, sex and date of birth only narrow.",
        article: "13(1), 13(4b), 52(2)–(3), 53(3)", .search, .POST, "/searches",
        grants: [
            ETIASGrants.unitsSearch, ETIASGrants.designatedSearch, ETIASGrants.europolSearch, ETIASGrants.screeningSearch,
            ETIASGrants.screeningRead,
        ], refusals: [.noKey])

    public struct Input: WireRecord, Hashable {
        public var surname: String?
        public var firstNames: [String] = []
        public var otherNames: String?
        public var documentNumber: String?
        public var homeAddress: String?
        public var email: String?
        public var phone: String?
        public var ipAddress: String?
        public var nationality: CountryCode?
        public var sex: Sex?
        public var dateOfBirth: Day?
        public var ageFrom: Int?
        public var ageUntil: Int?
        public var limit = 20
        public init() {}
        public static let wireName = "SearchApplications"
        public static let meaning = "What is searched with."
        public static let fields: [Field<Input>] = [
            .optional("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
            .list("firstNames", \.firstNames, "First names, with a surname.", count: 0...10, element: ApplicantIdentity.name),
            .optional("otherNames", \.otherNames, "Alias, artistic or usual name.", limits: ApplicantIdentity.name),
            .optional("documentNumber", \.documentNumber, "Number of the travel document.", limits: .text(.init(length: 1...40))),
            .optional("homeAddress", \.homeAddress, "Home address.", limits: .text(.init(length: 1...300))),
            .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .optional("phone", \.phone, "Phone number.", limits: .text(.init(length: 4...30))),
            .optional("ipAddress", \.ipAddress, "IP address.", limits: .text(.init(length: 2...45))),
            .optional("nationality", \.nationality, "Narrows: nationality."), .optional("sex", \.sex, "Narrows: sex."),
            .optional("dateOfBirth", \.dateOfBirth, "Narrows: date of birth."),
            .optional("ageFrom", \.ageFrom, "Narrows: youngest age.", limits: .integer(0...130)),
            .optional("ageUntil", \.ageUntil, "Narrows: oldest age.", limits: .integer(0...130)),
            .defaulted("limit", \.limit, to: 20, "Files at most.", limits: .integer(1...50)),
        ]

        var keys: Set<SearchKey> {
            var keys: Set<SearchKey> = []
            if surname != nil || !firstNames.isEmpty { keys.insert(.surname) }
            if otherNames != nil { keys.insert(.otherNames) }
            if documentNumber != nil { keys.insert(.documentNumber) }
            if homeAddress != nil { keys.insert(.homeAddress) }
            if email != nil { keys.insert(.email) }
            if phone != nil { keys.insert(.phone) }
            if ipAddress != nil { keys.insert(.ipAddress) }
            if nationality != nil { keys.insert(.nationality) }
            if sex != nil { keys.insert(.sex) }
            if dateOfBirth != nil || ageFrom != nil || ageUntil != nil { keys.insert(.dateOfBirth) }
            return keys
        }

        /// Names and values under which files are kept.
        var stored: [(key: String, value: String)] {
            var stored: [(key: String, value: String)] = []
            if let documentNumber { stored.append((ETIASKey.documentNumber, Levelled.text(documentNumber))) }
            if let email { stored.append((ETIASKey.email, Levelled.email(email))) }
            if let phone { stored.append((ETIASKey.phone, Levelled.phone(phone))) }
            if let homeAddress { stored.append((ETIASKey.homeAddress, Levelled.text(homeAddress))) }
            if let ipAddress { stored.append((ETIASKey.ipAddress, ipAddress)) }
            if let otherNames { stored.append((ETIASKey.otherNames, Levelled.text(otherNames))) }
            if let surname { stored.append((ETIASKey.surname, Levelled.text(surname))) }
            return stored
        }

        func admits(_ file: ApplicationFile, on day: Day) -> Bool {
            let identity = file.form.identity
            let names = Set(identity.firstNames.map(Levelled.text))
            guard firstNames.allSatisfy({ names.contains(Levelled.text($0)) }) else { return false }
            if let nationality, !([identity.nationality] + identity.otherNationalities).contains(nationality) { return false }
            if let sex, identity.sex != sex { return false }
            if let dateOfBirth, identity.dateOfBirth != dateOfBirth { return false }
            let age = identity.age(on: day)
            return age >= ageFrom ?? 0 && age <= ageUntil ?? .max
        }
    }

    /// A file that was found.
    public struct Found: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var number = ""
        public var identity = ApplicantIdentity()
        public var document = TravelDocument()
        public var status = ApplicationStatus.requested
        public init() {}
        init(_ recorded: Recorded<ApplicationFile>) {
            (application, number, status) = (recorded.id, recorded.value.number, recorded.value.status)
            (identity, document) = (recorded.value.form.identity, recorded.value.form.document)
        }
        public static let wireName = "ApplicationFound"
        public static let meaning = "A file that was found."
        public static let fields: [Field<Found>] = [
            .required("application", \.application, "The application file."), .required("number", \.number, "Application number."),
            .required("identity", \.identity, "Who applies."), .required("document", \.document, "Travel document."),
            .required("status", \.status, "How it stands."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var files: [Found] = []
        public var more = false
        public init() {}
        public static let wireName = "ApplicationsFound"
        public static let meaning = "What the search found."
        public static let fields: [Field<Output>] = [
            .list("files", \.files, "Files.", count: 0...50, group: "applicationFile"),
            .defaulted("more", \.more, to: false, "More files fit than are shown.", group: "applicationFile"),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.noKey, "a search starts from something") }
        guard input.firstNames.isEmpty || input.surname != nil else {
            throw Refusal(.noKey, "first names come with a surname", pointer: "/firstNames", article: "ETIAS 52(2)(a)")
        }
        let mandate = try await desk.mandate(for: about) { facts in Demand(keys: keys, conditions: try facts.etiasConditions()) }
        let today = desk.today
        let ofSecurity = mandate.visible.contains(.etiasSecurityHit)
        guard let first = input.stored.first else {
            throw Refusal(.noKey, "nationality, sex and age only narrow a search", article: "ETIAS 52(3)")
        }
        let found = try await desk.read(under: mandate) { reader in
            var sets = try input.stored.dropFirst().map {
                Set(try reader.find(ApplicationFile.kind, key: $0.key, value: $0.value).map(\.id))
            }
            sets = sets.isEmpty ? [] : [sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }]
            return try reader.values(ApplicationFile.self, key: first.key, value: first.value)
                .filter { file in sets.allSatisfy { $0.contains(file.id) } && input.admits(file.value, on: today) }
                .filter { !ofSecurity || $0.value.isSecurityHit }
        }
        var output = Output()
        output.files = found.prefix(input.limit).map(Found.init)
        output.more = found.count > input.limit
        let met = try await WatchlistInScreening.met(by: input.person, [], at: desk)
        var outcome = Outcome(
            output, under: mandate, changes: met.changes, notices: met.notices,
            log: LogDetails(
                records: output.files.map(\.application), keys: keys, query: String(decoding: input.wire.bytes, as: UTF8.self),
                results: [.ETIAS: found.count]),
            visible: ofSecurity ? mandate.visible.union([.etiasApplicationFile]) : mandate.visible)
        outcome.entailed = met.mandate
        return outcome
    }
}

extension SearchApplications.Input {
    /// Whom the search is about, as far as it says so.
    var person: PersonIdentity? {
        guard let surname else { return nil }
        return PersonIdentity(
            surnames: [surname], givenNames: firstNames, dateOfBirth: dateOfBirth.map { PartialDate($0) }, sex: sex,
            nationalities: nationality.map { [$0] } ?? [])
    }
}

extension RefusalKind {
    public static let noKey = RefusalKind("etias/no-key", 422, "The search starts from nothing", article: "ETIAS 52(2)")
}
