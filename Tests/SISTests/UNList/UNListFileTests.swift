import Foundation
import Identity
import Testing

@testable import SIS

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The real list, where somebody has it: `SEXTANT_DATA` names a folder with `lists/UN_consolidated.xml`.
let realUNList: URL? = ProcessInfo.processInfo.environment["SEXTANT_DATA"].flatMap { folder in
    let url = URL(filePath: folder).appending(path: "lists/UN_consolidated.xml")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
}

@Suite("UN consolidated list: nothing of the file is lost", .enabled(if: realUNList != nil))
struct UNListFileTests {
    /// Every leaf element with text, as its path and text: read with a parser of our own, independent of the reader.
    final class Leaves: NSObject, XMLParserDelegate {
        var path: [String] = []
        var text = ""
        var entry = 0
        var leaves: [(entry: Int, path: String, text: String)] = []
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            path.append(name)
            text = ""
            if path.count == 3 { entry += 1 }
        }
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            let clean = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !clean.isEmpty { leaves.append((entry, path.dropFirst(2).joined(separator: "/"), clean)) }
            text = ""
            path.removeLast()
        }
    }

    static func everyText(of list: UNList) -> [String: Int] {
        var texts: [String: Int] = [:]
        func add(_ text: String?) { if let text { texts[text, default: 0] += 1 } }
        func add(_ place: UNListEntry.Place) {
            for text in [place.street, place.city, place.province, place.zipCode, place.country?.text, place.note] {
                add(text)
            }
        }
        func add(_ alias: UNListEntry.Alias) {
            add(alias.name)
            if alias.quality != .unstated { add(alias.quality.rawValue) }
            for value in alias.datesOfBirth { add(value.description) }
            add(alias.cityOfBirth)
            add(alias.countryOfBirth?.text)
            add(alias.note)
        }
        for entry in list.individuals {
            for text in [entry.dataID, entry.version, entry.reference, entry.listType, entry.comments] { add(text) }
            entry.sex.map { add($0 == .male ? "Male" : "Female") }
            for text in entry.names + entry.listNames + entry.originalScriptNames + entry.titles + entry.designations {
                add(text)
            }
            for value in entry.nationalities { add(value.text) }
            for value in entry.aliases { add(value) }
            for value in entry.placesOfBirth { add(value) }
            for value in entry.addresses { add(value) }
            for value in ([entry.listedOn].compactMap { $0 } + entry.lastUpdated) { add(value.description) }
            for value in entry.otherTexts { add(value.text) }
            for birth in entry.datesOfBirth {
                if birth.precision != .unstated { add(birth.precision.rawValue) }
                if birth.precision == .between || birth.through == nil {
                    if !(birth.note.map { ProseDates.only(in: $0) == birth.date || ProseDates.hijri($0) == birth.date }
                        ?? false)
                    {
                        add(
                            birth.note.flatMap(ProseDates.loneMonth) == nil
                                ? birth.date.description : "\(birth.date.year)")
                    }
                    add(birth.through?.description)
                }
                add(birth.note)
            }
            for document in entry.documents {
                for text in [
                    document.type, document.type2, document.number, document.issuingCountry?.text,
                    document.countryOfIssue?.text, document.cityOfIssue, document.issued?.description, document.note,
                ] { add(text) }
            }
        }
        for organisation in list.organisations {
            for text in [organisation.dataID, organisation.reference, organisation.listType, organisation.comments] {
                add(text)
            }
            for text in organisation.names + organisation.originalScriptNames { add(text) }
            for value in organisation.aliases { add(value) }
            for value in organisation.addresses { add(value) }
            for value in ([organisation.listedOn].compactMap { $0 } + organisation.lastUpdated) {
                add(value.description)
            }
            for value in organisation.otherTexts { add(value.text) }
        }
        for unread in list.unread where unread.reason != .unknownCountry { add(unread.text) }
        return texts
    }

    @Test("every text of the file is in an entry, an organisation or the report")
    func everyTextIsKept() throws {
        let file = try #require(realUNList)
        let list = try UNListParser.parse(contentsOf: file)
        let leaves = Leaves()
        let parser = try #require(XMLParser(contentsOf: file))
        parser.delegate = leaves
        #expect(parser.parse())

        var kept = Self.everyText(of: list)
        var missing: [String] = []
        let typeOfDateOfUnread = Set(list.unread.filter { $0.reason == .unreadableDate }.map(\.path))
        for leaf in leaves.leaves {
            // Only organisations say nothing more by these than the individuals' fields do.
            if leaf.path.hasSuffix("LIST_TYPE/VALUE") || leaf.path.hasSuffix("VERSIONNUM"),
                leaf.path.hasPrefix("ENTITY")
            {
                continue
            }
            var text = leaf.text
            // The offset of a time zone after a day says nothing.
            if leaf.path.hasSuffix("LISTED_ON") || leaf.path.hasSuffix("LAST_DAY_UPDATED/VALUE") {
                text = String(text.prefix(10))
            }
            if kept[text, default: 0] > 0 {
                kept[text, default: 0] -= 1
            } else if leaf.path.hasSuffix("TYPE_OF_DATE"), !typeOfDateOfUnread.isEmpty {
                // The type of the dates that were reported as unreadable; their number is checked below.
                continue
            } else {
                missing.append("\(leaf.path): \(leaf.text)")
            }
        }
        #expect(missing.isEmpty, "\(missing.prefix(20))")
        #expect(leaves.entry == list.individuals.count + list.organisations.count)
        #expect(list.unread.count < 20, "\(list.unread)")
    }

    @Test("every individual, alias, date, nationality and document is mapped or reported")
    func everythingIsMapped() throws {
        let list = try UNListParser.parse(contentsOf: try #require(realUNList))
        #expect(list.individuals.count > 500)
        var sums = (aliases: 0, dates: 0, nationalities: 0, documents: 0)
        for entry in list.individuals {
            let mapping = UNListMapping(entry)
            let identities = mapping.identities
            #expect(mapping.reference == entry.reference)
            #expect(identities.first?.category == .confirmed)
            #expect(identities.filter { $0.category == .confirmed }.count == 1)
            #expect(identities.allSatisfy { !$0.surnames.isEmpty || !$0.otherNames.isEmpty })

            let names = Set(identities.flatMap { $0.surnames + $0.givenNames + $0.otherNames })
            for original in entry.originalScriptNames { #expect(names.contains(original)) }
            for alias in entry.aliases {
                sums.aliases += 1
                // Every word of the alias is in a name or in a remark of it.
                let category: IdentityCategory = alias.quality == .low ? .notConfirmed : .alias
                var said: [String] = []
                for identity in identities where identity.category == category {
                    said += identity.surnames + identity.givenNames + identity.otherNames
                }
                let prefix = "Alias \(alias.name): "
                for remark in mapping.remarks where remark.hasPrefix(prefix) {
                    said.append(String(remark.dropFirst(prefix.count)))
                }
                let words = Set(said.flatMap(Self.words) + ["b", "original", "script"])
                let lost = Self.words(alias.name).filter { !words.contains($0) }
                #expect(lost.isEmpty, "\(entry.reference) \(alias.name): \(lost)")
                for date in alias.datesOfBirth {
                    #expect(identities.contains { $0.category != .confirmed && $0.dateOfBirth == date })
                }
                if let note = alias.note { #expect(mapping.remarks.contains("Alias \(alias.name): \(note)")) }
            }
            for birth in entry.datesOfBirth {
                sums.dates += 1
                let mapped = identities.contains { $0.dateOfBirth == birth.date }
                let through = birth.through.map { last in identities.contains { $0.dateOfBirth == last } } ?? true
                #expect(mapped && through, "\(entry.reference) \(birth)")
            }
            for nationality in entry.nationalities {
                sums.nationalities += 1
                if let code = nationality.code {
                    #expect(identities.allSatisfy { $0.nationalities.contains(code) })
                } else {
                    #expect(mapping.remarks.contains("Nationality: \(nationality.text)"))
                    #expect(list.unread.contains { $0.text == nationality.text && $0.reason == .unknownCountry })
                }
            }
            for place in entry.placesOfBirth where !place.line.isEmpty {
                #expect(identities.contains { $0.placeOfBirth?.hasPrefix(place.line) == true })
            }
            for (index, document) in entry.documents.enumerated() {
                sums.documents += 1
                let mapped = mapping.documents.filter { $0.sources.contains(document) }
                let reported =
                    mapping.unread.contains { $0.path == "\(entry.reference)/INDIVIDUAL_DOCUMENT[\(index + 1)]" }
                    || mapping.unread.contains {
                        $0.reason == .documentWithoutNumber && document.note.map($0.text.contains) ?? false
                    }
                #expect(mapped.count == 1 || reported, "\(entry.reference) \(document)")
                if let number = document.number, let found = mapped.first {
                    #expect(
                        TravelDocument.level(number: number).hasSuffix(
                            TravelDocument.level(number: found.document.number))
                            || TravelDocument.level(number: number).contains(
                                TravelDocument.level(number: found.document.number))
                    )
                }
                for text in [document.note, document.type2].compactMap({ $0 }) where !reported {
                    #expect(mapping.remarks.contains { $0.contains(text) })
                }
            }
            for text in entry.titles + entry.designations + [entry.comments].compactMap({ $0 }) {
                #expect(mapping.remarks.contains { $0.hasSuffix(text) })
            }
        }
        // As counted in the file of 27 February 2026; another edition has other sums, but not fewer by half.
        #expect(sums.aliases > 1000 && sums.dates > 400 && sums.nationalities > 300 && sums.documents > 200, "\(sums)")
    }

    static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }
}
