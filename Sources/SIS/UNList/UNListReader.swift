import Identity

/// Turns the XML of one entry into a value. Every element with text ends in a field or in `unread`.
struct UNListReader {
    private(set) var unread: [Unread] = []
    private var reference = ""

    /// All texts of an element and of those in it.
    mutating func report(_ node: UNListNode, path: String, _ reason: Unread.Reason) {
        if !node.value.isEmpty { unread.append(Unread(path: path, text: node.value, reason: reason)) }
        for (index, child) in node.children.enumerated() {
            report(child, path: "\(path)/\(child.name)[\(index + 1)]", reason)
        }
    }

    private mutating func report(_ text: String, _ element: String, _ reason: Unread.Reason) {
        unread.append(Unread(path: reference + "/" + element, text: text, reason: reason))
    }

    // MARK: - Entries

    mutating func individual(_ node: UNListNode) -> UNListEntry? {
        guard let parts = parts(of: node, prefix: "INDIVIDUAL") else { return nil }
        return UNListEntry(
            dataID: parts.dataID, version: parts.version, reference: reference, listType: parts.listType,
            listNames: parts.listNames, names: parts.names.compactMap { $0 },
            originalScriptNames: parts.originalScriptNames, titles: parts.titles, designations: parts.designations,
            sex: parts.sex, aliases: parts.aliases, nationalities: parts.nationalities,
            datesOfBirth: parts.datesOfBirth, placesOfBirth: parts.placesOfBirth, addresses: parts.addresses,
            documents: parts.documents, listedOn: parts.listedOn, lastUpdated: parts.lastUpdated,
            comments: parts.comments, otherTexts: parts.otherTexts)
    }

    mutating func organisation(_ node: UNListNode) -> UNListOrganisation? {
        guard let parts = parts(of: node, prefix: "ENTITY") else { return nil }
        return UNListOrganisation(
            dataID: parts.dataID, reference: reference, listType: parts.listType,
            names: parts.names.compactMap { $0 }, originalScriptNames: parts.originalScriptNames,
            aliases: parts.aliases, addresses: parts.addresses, listedOn: parts.listedOn,
            lastUpdated: parts.lastUpdated, comments: parts.comments, otherTexts: parts.otherTexts)
    }

    /// What entries of both kinds are made of.
    private struct Parts {
        var dataID = ""
        var version: String?
        var listType = ""
        var listNames: [String] = []
        var names: [String?] = [nil, nil, nil, nil]
        var originalScriptNames: [String] = []
        var titles: [String] = []
        var designations: [String] = []
        var sex: Sex?
        var aliases: [UNListEntry.Alias] = []
        var nationalities: [UNListCountry] = []
        var datesOfBirth: [UNListEntry.BirthDate] = []
        var placesOfBirth: [UNListEntry.Place] = []
        var addresses: [UNListEntry.Place] = []
        var documents: [UNListEntry.Document] = []
        var listedOn: Day?
        var lastUpdated: [Day] = []
        var comments: String?
        var otherTexts: [UNListEntry.OtherText] = []
    }

    private mutating func parts(of node: UNListNode, prefix: String) -> Parts? {
        func first(_ name: String) -> String {
            node.children.first { $0.name == name && !$0.value.isEmpty }?.value ?? ""
        }
        reference = first("REFERENCE_NUMBER")
        let dataID = first("DATAID")
        guard !reference.isEmpty else {
            report(node, path: "\(prefix)[\(dataID)]", .entryWithoutReference)
            return nil
        }
        var parts = Parts()
        var counts: [String: Int] = [:]
        var seen: Set<String> = []
        if !node.value.isEmpty { report(node.value, prefix, .unknownElement) }

        for child in node.children {
            let number = counts[child.name, default: 0] + 1
            counts[child.name] = number
            let path = "\(child.name)[\(number)]"

            /// The text of an element that comes once and has no elements in it.
            func single() -> String? {
                for inner in child.children {
                    report(inner, path: "\(reference)/\(path)/\(inner.name)", .unknownElement)
                }
                guard !child.value.isEmpty else { return nil }
                guard seen.insert(child.name).inserted else {
                    report(child.value, path, .repeatedElement)
                    return nil
                }
                return child.value
            }
            switch child.name {
            case "DATAID": parts.dataID = single() ?? parts.dataID
            case "VERSIONNUM": parts.version = single() ?? parts.version
            case "REFERENCE_NUMBER": _ = single()
            case "UN_LIST_TYPE": parts.listType = single() ?? parts.listType
            case "FIRST_NAME": parts.names[0] = single() ?? parts.names[0]
            case "SECOND_NAME": parts.names[1] = single() ?? parts.names[1]
            case "THIRD_NAME": parts.names[2] = single() ?? parts.names[2]
            case "FOURTH_NAME": parts.names[3] = single() ?? parts.names[3]
            case "COMMENTS1": parts.comments = single() ?? parts.comments
            case "LISTED_ON":
                if let text = single() { parts.listedOn = day(text, path) }
            case "GENDER":
                if let text = single() { parts.sex = sex(text, path) }
            case "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_BY", "SUBMITTED_ON", "NATIONALITY2", "DELISTED_ON":
                if let text = single() { parts.otherTexts.append(.init(element: child.name, text: text)) }
            case "NAME_ORIGINAL_SCRIPT":
                parts.originalScriptNames += texts(child, path)
            case "LIST_TYPE": parts.listNames += texts(child, path)
            case "TITLE": parts.titles += texts(child, path)
            case "DESIGNATION": parts.designations += texts(child, path)
            case "LAST_DAY_UPDATED": parts.lastUpdated += texts(child, path).compactMap { day($0, path) }
            case "NATIONALITY": parts.nationalities += texts(child, path).map { country($0, path) }
            case prefix + "_ALIAS":
                if let alias = alias(child, path) { parts.aliases.append(alias) }
            case prefix + "_ADDRESS":
                if let place = place(child, path) { parts.addresses.append(place) }
            case prefix + "_DATE_OF_BIRTH":
                if let date = birthDate(child, path) { parts.datesOfBirth.append(date) }
            case prefix + "_PLACE_OF_BIRTH":
                if let place = place(child, path) {
                    if let country = place.country, country.code == nil { report(country.text, path, .unknownCountry) }
                    parts.placesOfBirth.append(place)
                }
            case prefix + "_DOCUMENT":
                if let document = document(child, path) { parts.documents.append(document) }
            default: report(child, path: reference + "/" + path, .unknownElement)
            }
        }
        if parts.names.allSatisfy({ $0 == nil }) {
            report(reference, prefix, .entryWithoutName)
        }
        return parts
    }

    // MARK: - Parts of entries

    /// The texts of an element that holds VALUE elements, or a text of its own.
    private mutating func texts(_ node: UNListNode, _ path: String) -> [String] {
        var texts = node.value.isEmpty ? [] : [node.value]
        for child in node.children {
            if child.name == "VALUE", child.children.isEmpty {
                if !child.value.isEmpty { texts.append(child.value) }
            } else {
                report(child, path: "\(reference)/\(path)/\(child.name)", .unknownElement)
            }
        }
        return texts
    }

    /// The texts of known elements in an element by name; others, and a second one of a name, are reported.
    private mutating func fields(
        of node: UNListNode, _ path: String, _ known: Set<String>, repeated: String? = nil
    ) -> (fields: [String: String], repeated: [String]) {
        var fields: [String: String] = [:]
        var many: [String] = []
        if !node.value.isEmpty { report(node.value, path, .unknownElement) }
        for child in node.children {
            let childPath = "\(path)/\(child.name)"
            guard known.contains(child.name) || child.name == repeated else {
                report(child, path: "\(reference)/\(childPath)", .unknownElement)
                continue
            }
            for inner in child.children {
                report(inner, path: "\(reference)/\(childPath)/\(inner.name)", .unknownElement)
            }
            if child.value.isEmpty { continue }
            if child.name == repeated {
                many.append(child.value)
            } else if fields[child.name] == nil {
                fields[child.name] = child.value
            } else {
                report(child.value, childPath, .repeatedElement)
            }
        }
        return (fields, many)
    }

    private mutating func alias(_ node: UNListNode, _ path: String) -> UNListEntry.Alias? {
        let (fields, dates) = fields(
            of: node, path, ["QUALITY", "ALIAS_NAME", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"],
            repeated: "DATE_OF_BIRTH")
        guard let name = fields["ALIAS_NAME"] else {
            // The list fills empty places with aliases that have neither name nor quality.
            for (element, text) in fields.sorted(by: { $0.key < $1.key }) {
                report(text, "\(path)/\(element)", .aliasWithoutName)
            }
            for text in dates { report(text, path + "/DATE_OF_BIRTH", .aliasWithoutName) }
            return nil
        }
        var quality = UNListEntry.Alias.Quality.unstated
        if let text = fields["QUALITY"] {
            if let known = UNListEntry.Alias.Quality.allCases.first(where: {
                $0.rawValue.lowercased() == text.lowercased()
            }) {
                quality = known
            } else {
                report(text, path + "/QUALITY", .unknownAliasQuality)
            }
        }
        var alias = UNListEntry.Alias(
            name: name, quality: quality, datesOfBirth: [], cityOfBirth: fields["CITY_OF_BIRTH"],
            countryOfBirth: fields["COUNTRY_OF_BIRTH"].map { country($0, path + "/COUNTRY_OF_BIRTH") },
            note: fields["NOTE"])
        for text in dates {
            if let date = isoDate(text) ?? ProseDates.first(in: text) {
                alias.datesOfBirth.append(date)
            } else {
                report(text, path + "/DATE_OF_BIRTH", .unreadableDate)
            }
        }
        return alias
    }

    private mutating func birthDate(_ node: UNListNode, _ path: String) -> UNListEntry.BirthDate? {
        let (fields, _) = fields(
            of: node, path, ["TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"])
        var precision = UNListEntry.BirthDate.Precision.unstated
        if let text = fields["TYPE_OF_DATE"] {
            if let known = UNListEntry.BirthDate.Precision(rawValue: text.uppercased()) {
                precision = known
            } else {
                report(text, path + "/TYPE_OF_DATE", .unknownDateType)
            }
        }
        let note = fields["NOTE"]
        func unreadable(_ element: String) {
            if let text = fields[element] { report(text, "\(path)/\(element)", .unreadableDate) }
        }
        var dates: (PartialDate, PartialDate?)?
        if let text = fields["DATE"] {
            dates = isoDate(text).map { ($0, nil) }
            if dates == nil { unreadable("DATE") }
        }
        if let text = fields["YEAR"] {
            if let year = year(text), dates == nil {
                // A month may stand in the note: 1958, "Sep.".
                let month = note.flatMap { ProseDates.loneMonth($0) } ?? 0
                dates = PartialDate(year: year, month: month).map { ($0, nil) }
            } else if year(text) == nil || dates?.0.year != year(text).map({ UInt16($0) }) {
                unreadable("YEAR")
            }
        }
        if fields["FROM_YEAR"] != nil || fields["TO_YEAR"] != nil {
            let years = (fields["FROM_YEAR"].flatMap(year), fields["TO_YEAR"].flatMap(year))
            if dates == nil, let from = years.0, let to = years.1, from <= to, let first = PartialDate(year: from) {
                dates = (first, from == to ? nil : PartialDate(year: to))
                if precision == .unstated { precision = .between }
            } else {
                unreadable("FROM_YEAR")
                unreadable("TO_YEAR")
            }
        }
        if dates == nil, let note {
            if let period = ProseDates.period(note) {
                dates = (period.from, period.through)
            } else if let date = ProseDates.hijri(note) ?? ProseDates.only(in: note) {
                dates = (date, nil)
            }
            if dates == nil { unreadable("NOTE") }
        }
        guard let dates else { return nil }
        return .init(precision: precision, date: dates.0, through: dates.1, note: note)
    }

    private mutating func place(_ node: UNListNode, _ path: String) -> UNListEntry.Place? {
        let (fields, _) = fields(of: node, path, ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"])
        if fields.isEmpty { return nil }
        return .init(
            street: fields["STREET"], city: fields["CITY"], province: fields["STATE_PROVINCE"],
            zipCode: fields["ZIP_CODE"], country: fields["COUNTRY"].map(UNListCountry.init), note: fields["NOTE"])
    }

    private mutating func document(_ node: UNListNode, _ path: String) -> UNListEntry.Document? {
        let (fields, _) = fields(
            of: node, path,
            [
                "TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE",
                "CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE",
            ])
        if fields.isEmpty { return nil }
        var issued: PartialDate?
        if let text = fields["DATE_OF_ISSUE"] {
            issued = isoDate(text) ?? ProseDates.only(in: text)
            if issued == nil { report(text, path + "/DATE_OF_ISSUE", .unreadableDate) }
        }
        return .init(
            type: fields["TYPE_OF_DOCUMENT"], type2: fields["TYPE_OF_DOCUMENT2"], number: fields["NUMBER"],
            issuingCountry: fields["ISSUING_COUNTRY"].map { country($0, path + "/ISSUING_COUNTRY") },
            countryOfIssue: fields["COUNTRY_OF_ISSUE"].map { country($0, path + "/COUNTRY_OF_ISSUE") },
            cityOfIssue: fields["CITY_OF_ISSUE"], issued: issued, note: fields["NOTE"])
    }

    // MARK: - Values

    private mutating func country(_ text: String, _ path: String) -> UNListCountry {
        let country = UNListCountry(text)
        if country.code == nil { report(text, path, .unknownCountry) }
        return country
    }

    private mutating func sex(_ text: String, _ path: String) -> Sex? {
        switch text.lowercased() {
        case "male": return .male
        case "female": return .female
        default:
            report(text, path, .unknownGender)
            return nil
        }
    }

    /// A day, with or without the offset of a time zone after it: `2012-12-31`, `2012-12-31-05:00`.
    private mutating func day(_ text: String, _ path: String) -> Day? {
        if let day = Day(text.prefix(10)), text.dropFirst(10).allSatisfy({ "+-:Z0123456789".contains($0) }) {
            return day
        }
        report(text, path, .unreadableDate)
        return nil
    }

    private func isoDate(_ text: String) -> PartialDate? {
        guard text.dropFirst(10).allSatisfy({ "+-:Z0123456789".contains($0) }),
            let date = PartialDate(text.prefix(10)), date.year > 0
        else { return nil }
        return date
    }

    private func year(_ text: String) -> Int? {
        guard text.utf8.count == 4, let year = Int(text), year > 0 else { return nil }
        return year
    }
}
