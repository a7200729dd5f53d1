import Identity

/// An entry of the list as the values of a restrictive-measure alert (Regulation (EU) 2018/1861, Article 25).
///
/// Nothing of the entry is lost: what is no identity and no document stands in `remarks` or in `unread`.
public struct UNListMapping: Hashable, Sendable {
    /// A document with what had to be supplied.
    public struct MappedDocument: Hashable, Sendable {
        /// Where the issuing state comes from; the list leaves it out of one document in three.
        public enum IssuerSource: String, CaseIterable, Hashable, Sendable {
            /// The list states the issuing state.
            case stated
            /// The country in which it was issued.
            case countryOfIssue
            /// Named with the number or in the remark: "Libyan passport No. 884213".
            case text
            /// The person's only nationality: an assumption.
            case nationality
            /// Unknown: the issuer is `XXX`, ICAO's code for unspecified.
            case unknown
        }

        public var document: TravelDocument
        public var issuerSource: IssuerSource
        /// As the list has it; several where it repeats one document, for instance in another language.
        public var sources: [UNListEntry.Document]
    }

    /// The United Nations' reference number, the reference of the decision.
    public var reference: String
    /// The list and the measure, in one line.
    public var legalBasis: String
    /// The confirmed identity first. Every further date and place of birth, and every alias, is an identity of its own.
    public var identities: [PersonIdentity]
    public var documents: [MappedDocument]
    /// Titles, designations, addresses, remarks and comments, one a line, each with what it is.
    public var remarks: [String]
    public var listedOn: Day?
    public var lastUpdated: Day?
    /// What could not be made a value.
    public var unread: [Unread]

    /// Years of a period of birth that are written out, each in an identity of its own.
    static let widestPeriod = 20
    /// Identities of one alert; the real list has 25 at most. What comes after is reported.
    static let mostIdentities = 1000

    public init(_ entry: UNListEntry) {
        reference = entry.reference
        legalBasis = "United Nations Security Council, list \(entry.listType), \(entry.reference)"
        listedOn = entry.listedOn
        lastUpdated = entry.lastUpdated.max()
        identities = []
        documents = []
        remarks = []
        unread = []
        addIdentities(entry)
        addDocuments(entry)
        addRemarks(entry)
    }

    // MARK: - Identities

    private mutating func addIdentities(_ entry: UNListEntry) {
        let nationalities = unique(entry.nationalities.compactMap(\.code))
        let dates = unique(entry.datesOfBirth.enumerated().flatMap { birthDates($0.element, entry, $0.offset + 1) })
        let places = entry.placesOfBirth
        let fullName = entry.names.joined(separator: " ")

        // A date or place more is another account of the same person: not confirmed.
        for index in 0..<max(1, dates.count, places.count) {
            guard identities.count < Self.mostIdentities else {
                let text = [
                    index < dates.count ? dates[index].description : nil,
                    index < places.count ? places[index].line : nil,
                ]
                report(text.compactMap { $0 }.joined(separator: "; "), entry, .tooManyIdentities)
                continue
            }
            var identity = PersonIdentity(category: index == 0 ? .confirmed : .notConfirmed)
            (identity.surnames, identity.givenNames) = Self.split(entry.names, listType: entry.listType)
            identity.otherNames = unique((entry.names.count > 1 ? [fullName] : []) + entry.originalScriptNames)
            identity.dateOfBirth = index < dates.count ? dates[index] : dates.first
            identity.sex = entry.sex
            identity.nationalities = nationalities
            if let place = index < places.count ? places[index] : places.first {
                identity.placeOfBirth = placeText(place)
                identity.countryOfBirth = place.country?.code
            }
            identities.append(identity)
        }

        let first = identities[0]
        for alias in entry.aliases {
            let names = AliasNames(alias)
            for remark in names.remarks { remarks.append("Alias \(alias.name): \(remark)") }
            var overflow = false
            for name in names.names where !overflow {
                // Dates used with an alias are its own; without any, the person's first is as true of the alias.
                let dates = unique(alias.datesOfBirth + names.datesOfBirth)
                for date in dates.isEmpty ? [first.dateOfBirth] : dates.map(Optional.some) {
                    guard identities.count < Self.mostIdentities else {
                        overflow = true
                        break
                    }
                    var identity = PersonIdentity(category: alias.quality == .low ? .notConfirmed : .alias)
                    identity.surnames = name.surnames
                    identity.givenNames = name.givenNames
                    identity.otherNames = name.otherNames
                    identity.dateOfBirth = date
                    identity.sex = entry.sex
                    identity.nationalities = nationalities
                    if alias.cityOfBirth != nil || alias.countryOfBirth != nil {
                        let unknown = alias.countryOfBirth.flatMap { $0.code == nil ? $0.text : nil }
                        let place = [alias.cityOfBirth, unknown].compactMap { $0 }.joined(separator: ", ")
                        identity.placeOfBirth = place.isEmpty ? nil : place
                        identity.countryOfBirth = alias.countryOfBirth?.code
                    } else {
                        identity.placeOfBirth = first.placeOfBirth
                        identity.countryOfBirth = first.countryOfBirth
                    }
                    identities.append(identity)
                }
            }
            if overflow { report(alias.name, entry, .tooManyIdentities) }
        }
        identities = unique(identities)
    }

    private mutating func report(_ text: String, _ entry: UNListEntry, _ reason: Unread.Reason) {
        unread.append(Unread(path: entry.reference, text: text, reason: reason))
    }

    /// The list numbers the names and does not say which is the surname. It is the last one in most traditions; the
    /// list's Korean names begin with it. The whole name stands under other names, so that neither reading misses.
    static func split(_ names: [String], listType: String) -> (surnames: [String], givenNames: [String]) {
        guard names.count > 1 else { return (names, []) }
        let surnameFirst = listType == "DPRK"
        let surname = surnameFirst ? names[0] : names[names.count - 1]
        let given = surnameFirst ? names.dropFirst() : names.dropLast()
        return ([surname], [given.joined(separator: " ")])
    }

    private func placeText(_ place: UNListEntry.Place) -> String? {
        let unknownCountry = place.country.flatMap { $0.code == nil ? $0.text : nil }
        let text = [place.line.isEmpty ? nil : place.line, unknownCountry].compactMap { $0 }.joined(separator: ", ")
        return text.isEmpty ? nil : text
    }

    /// One date, or each year or month of a period.
    private mutating func birthDates(_ birth: UNListEntry.BirthDate, _ entry: UNListEntry, _ number: Int)
        -> [PartialDate]
    {
        guard let last = birth.through else { return [birth.date] }
        let first = birth.date
        if first.year == last.year, first.month > 0, last.month >= first.month {
            return (first.month...last.month).compactMap { PartialDate(year: Int(first.year), month: Int($0)) }
        }
        guard last.year >= first.year, Int(last.year - first.year) < Self.widestPeriod else {
            unread.append(
                Unread(
                    path: "\(entry.reference)/INDIVIDUAL_DATE_OF_BIRTH[\(number)]", text: "\(first) – \(last)",
                    reason: .periodTooWide))
            return [first, last]
        }
        return (first.year...last.year).compactMap { PartialDate(year: Int($0)) }
    }

    // MARK: - Documents

    private mutating func addDocuments(_ entry: UNListEntry) {
        let nationalities = unique(entry.nationalities.compactMap(\.code))
        var seen: [String: [Int]] = [:]
        for (index, source) in entry.documents.enumerated() {
            let reading = DocumentReading(source)
            let lines = [source.type, source.type2, source.number, source.note].compactMap { $0 }
            guard let number = reading.number else {
                unread.append(
                    Unread(
                        path: "\(entry.reference)/INDIVIDUAL_DOCUMENT[\(index + 1)]",
                        text: lines.joined(separator: "; "), reason: .documentWithoutNumber))
                continue
            }
            let issuer: (CountryCode?, MappedDocument.IssuerSource) =
                if let code = source.issuingCountry?.code {
                    (code, .stated)
                } else if let code = reading.issuer {
                    (code, .text)
                } else if let code = source.countryOfIssue?.code {
                    (code, .countryOfIssue)
                } else if nationalities.count == 1 {
                    (nationalities[0], .nationality)
                } else {
                    (CountryCode("XXX"), .unknown)
                }
            guard let code = issuer.0 else {
                unread.append(
                    Unread(
                        path: "\(entry.reference)/INDIVIDUAL_DOCUMENT[\(index + 1)]",
                        text: lines.joined(separator: "; "), reason: .unknownCountry))
                continue
            }
            if let issued = source.issued, issued.exactDay == nil {
                unread.append(
                    Unread(
                        path: "\(entry.reference)/INDIVIDUAL_DOCUMENT[\(index + 1)]/DATE_OF_ISSUE",
                        text: issued.description, reason: .incompleteDate))
            }
            add(
                to: &seen,
                MappedDocument(
                    document: TravelDocument(
                        kind: reading.kind, number: number, issuer: code,
                        issued: source.issued?.exactDay ?? reading.issued, expiry: reading.expiry),
                    issuerSource: issuer.1, sources: [source]))
            // What the value has no place for.
            var rest = [source.type2, source.number == number ? nil : source.number, source.note].compactMap { $0 }
            if let city = source.cityOfIssue { rest.append("issued in \(city)") }
            if let stated = source.issuingCountry, let place = source.countryOfIssue, stated != place {
                rest.append("issued in \(place.text)")
            }
            if !rest.isEmpty { remarks.append("Document \(number): " + rest.joined(separator: "; ")) }
        }
        // Remarks on aliases tell of documents too.
        for alias in entry.aliases {
            for remark in AliasNames(alias).remarks {
                let reading = DocumentReading(remark: remark)
                guard let number = reading.number else { continue }
                let issuer = reading.issuer ?? (nationalities.count == 1 ? nationalities[0] : CountryCode("XXX"))
                guard let issuer else { continue }
                let source: MappedDocument.IssuerSource =
                    reading.issuer != nil ? .text : nationalities.count == 1 ? .nationality : .unknown
                add(
                    to: &seen,
                    MappedDocument(
                        document: TravelDocument(
                            kind: reading.kind, number: number, issuer: issuer, issued: reading.issued,
                            expiry: reading.expiry),
                        issuerSource: source,
                        sources: [
                            .init(
                                type: nil, type2: nil, number: nil, issuingCountry: nil, countryOfIssue: nil,
                                cityOfIssue: nil, issued: nil, note: remark)
                        ]))
            }
        }
    }

    /// One document may come several times, with more or less said of it: it becomes one, unless two dates disagree.
    private mutating func add(to seen: inout [String: [Int]], _ new: MappedDocument) {
        func agree(_ a: Day?, _ b: Day?) -> Bool { a == nil || b == nil || a == b }
        let key = "\(new.document.kind) \(new.document.key)"
        let index = seen[key]?.first {
            agree(documents[$0].document.issued, new.document.issued)
                && agree(documents[$0].document.expiry, new.document.expiry)
        }
        guard let index else {
            // Documents that differ in nothing but their dates are compared one by one; ten are enough.
            if (seen[key]?.count ?? 0) < 10 { seen[key, default: []].append(documents.count) }
            documents.append(new)
            return
        }
        documents[index].document.issued = documents[index].document.issued ?? new.document.issued
        documents[index].document.expiry = documents[index].document.expiry ?? new.document.expiry
        documents[index].sources += new.sources
    }

    // MARK: - Remarks

    private mutating func addRemarks(_ entry: UNListEntry) {
        remarks += entry.titles.map { "Title: \($0)" }
        remarks += entry.designations.map { "Designation: \($0)" }
        for nationality in entry.nationalities where nationality.code == nil {
            remarks.append("Nationality: \(nationality.text)")
        }
        for birth in entry.datesOfBirth {
            if birth.precision == .approximately { remarks.append("Date of birth \(birth.date): approximately") }
            if let through = birth.through { remarks.append("Date of birth: between \(birth.date) and \(through)") }
            if let note = birth.note { remarks.append("Date of birth \(birth.date): \(note)") }
        }
        for place in entry.placesOfBirth {
            if let note = place.note { remarks.append("Place of birth \(place.line): \(note)") }
        }
        for address in entry.addresses {
            let parts = [address.line.isEmpty ? nil : address.line, address.country?.text, address.note]
            remarks.append("Address: " + parts.compactMap { $0 }.joined(separator: "; "))
        }
        remarks += entry.otherTexts.map { "\($0.element): \($0.text)" }
        if let comments = entry.comments { remarks.append(comments) }
        remarks = unique(remarks)
    }
}

/// The values in their order, each once.
private func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
}
