import Foundation
import Identity
import Testing

@testable import SIS

@Suite("UN consolidated list: reading") struct UNListParserTests {
    @Test func aWholeEntry() throws {
        let list = try SmallList.list()
        #expect(list.generated == Instant("2026-02-27T00:00:09.554Z"))
        #expect(list.individuals.map(\.reference) == ["SYi.001", "SYi.003"])
        let entry = try #require(list.individuals.first)
        #expect(entry.dataID == "1" && entry.version == "3" && entry.listType == "SYNTHETIC")
        #expect(entry.names == ["TAVIN", "OSKAR", "MORKALEV"])
        #expect(entry.originalScriptNames == ["Тавин Моркалев"])
        #expect(entry.comments == "Seen at a harbour & gone.")
        #expect(entry.sex == .male)
        #expect(entry.listedOn == Day("2012-12-31"))
        #expect(entry.lastUpdated == [Day("2016-10-13")!, Day("2020-01-01")!])
        #expect(entry.titles == ["Dr."] && entry.designations == ["Quartermaster", "Captain"])
        #expect(entry.nationalities.map(\.code) == [CountryCode("UTO"), nil, CountryCode("TUR")])
        #expect(entry.aliases.map(\.quality) == [.good, .low, .alsoKnownAs, .unstated])
        #expect(entry.aliases[1].datesOfBirth == [PartialDate("1970-01-02")!, PartialDate("1955")!])
        #expect(entry.aliases[1].countryOfBirth?.code == CountryCode("ITA"))
        #expect(entry.datesOfBirth.map(\.date) == ["1971-04-19", "1972", "1974", "1977-08"].map { PartialDate($0)! })
        #expect(entry.datesOfBirth.map(\.through) == [nil, nil, PartialDate("1976"), PartialDate("1977-09")])
        #expect(entry.datesOfBirth.map(\.precision) == [.exact, .approximately, .between, .exact])
        #expect(entry.placesOfBirth.map(\.line) == ["Zenda, Old Coast", "Poseidonis"])
        #expect(entry.addresses.map(\.line) == ["1 Quay, Zenda, 4"])
        #expect(entry.documents.count == 4)
        #expect(entry.documents[0].cityOfIssue == "Streslau")
        #expect(list.organisations.map(\.names) == [["ZENDA SALVAGE"]])
        #expect(list.organisations[0].aliases.map(\.quality) == [.formerlyKnownAs])
    }

    @Test("what cannot be read is reported with its place, and nothing else is")
    func report() throws {
        let list = try SmallList.list()
        let reports = Set(list.unread)
        let expected: [Unread] = [
            Unread(path: "SYi.001/NATIONALITY[1]", text: "Atlantis", reason: .unknownCountry),
            Unread(path: "SYi.001/INDIVIDUAL_ALIAS[4]/QUALITY", text: "Excellent", reason: .unknownAliasQuality),
            Unread(path: "SYi.001/INDIVIDUAL_ALIAS[6]/NOTE", text: "a name that was lost", reason: .aliasWithoutName),
            Unread(
                path: "SYi.001/INDIVIDUAL_DATE_OF_BIRTH[5]/NOTE", text: "about thirty years old",
                reason: .unreadableDate),
            Unread(path: "SYi.001/INDIVIDUAL_DATE_OF_BIRTH[6]/DATE", text: "1971-14-30", reason: .unreadableDate),
            Unread(path: "SYi.001/INDIVIDUAL_PLACE_OF_BIRTH[2]", text: "Atlantis", reason: .unknownCountry),
            Unread(path: "SYi.001/INDIVIDUAL_DOCUMENT[3]/ISSUING_COUNTRY", text: "Atlantis", reason: .unknownCountry),
            Unread(path: "SYi.001/HAT_SIZE[1]", text: "58", reason: .unknownElement),
            Unread(path: "SYi.001/HAT_SIZE[1]/UNIT[1]", text: "cm", reason: .unknownElement),
            Unread(path: "SYi.001/GENDER[2]", text: "Female", reason: .repeatedElement),
            Unread(path: "INDIVIDUAL[2]/DATAID[1]", text: "2", reason: .entryWithoutReference),
            Unread(path: "INDIVIDUAL[2]/FIRST_NAME[2]", text: "NAMELESS REFERENCE", reason: .entryWithoutReference),
            Unread(path: "SYi.003/GENDER[1]", text: "Unsure", reason: .unknownGender),
            Unread(path: "CONSOLIDATED_LIST", text: "stray words", reason: .unknownElement),
        ]
        for report in expected { #expect(reports.contains(report), "\(report)") }
        #expect(list.unread.count == expected.count, "\(reports.subtracting(expected))")
    }

    @Test(
        "dates in remarks",
        arguments: [
            ("expired on 21 Feb. 2012", "2012-02-21"), ("Expiration date: 2026-12-11.", "2026-12-11"),
            ("valid until 10 April 2018", "2018-04-10"), ("Passport expiration date: March 22, 2018", "2018-03-22"),
            ("exp. 20 Aug 2017", "2017-08-20"), ("expired 27\nFeb. 2001", "2001-02-27"),
            ("Issued on 12 June 2014, expires 12 June 2019", "2019-06-12"), ("expired", nil),
            ("expired on 31 Feb. 2012", nil), ("officially cancelled as of 2013", nil),
            ("expired on 7 Mar. 2010. Expiry date in Hijri Calendar 21/03/1431.", "2010-03-07"),
        ] as [(String, String?)])
    func expiry(note: String, expected: String?) {
        let document = UNListEntry.Document(
            type: "Passport", type2: nil, number: "A1", issuingCountry: nil, countryOfIssue: nil, cityOfIssue: nil,
            issued: nil, note: note)
        #expect(DocumentReading(document).expiry == expected.flatMap { Day($0) })
    }

    @Test func datesOfBirthInRemarks() {
        func births(_ text: String) -> [String] { ProseDates.births(in: text).map(\.description) }
        #expect(births("born in 1976") == ["1976"])
        #expect(births("DOB: a) 12 May 1960 b) 12 May 1963. POB: Egypt") == ["1960-05-12", "1963-05-12"])
        #expect(births("(DPOB - 1970) - Passport No. 277158, expires 21 August 2005") == ["1970"])
        #expect(births("passport expired 4 May 2003") == [])
        #expect(ProseDates.hijri("24/06/1401 (Hijri Calendar)") == PartialDate("1401-06-24"))
        #expect(ProseDates.hijri("24/06/1401") == nil)
        #expect(ProseDates.only(in: "May 1961") == PartialDate("1961-05"))
        #expect(ProseDates.only(in: "30-35 years old") == nil)
    }

    @Test func countries() {
        #expect(UNListCountry("Iran (Islamic Republic of)").code == CountryCode("IRN"))
        #expect(UNListCountry("  democratic people’s republic of korea ").code == CountryCode("PRK"))
        #expect(UNListCountry("CÔTE D'IVOIRE").code == CountryCode("CIV"))
        #expect(UNListCountry("The Gambia").code == CountryCode("GMB"))
        #expect(UNListCountry("Congo").code == CountryCode("COG"))
        #expect(UNListCountry("former Soviet Union").code == nil)
        #expect(UNListCountry("").code == nil)
        for code in Set(CountryNames.names.values).union(CountryNames.adjectives.values) {
            #expect(CountryCode(code)?.text == code)
        }
        #expect(CountryNames.names.count > 200)
        #expect(CountryNames.code(ofAdjective: "Yemeni") == CountryCode("YEM"))
    }
}

@Suite("UN consolidated list: hostile files") struct UNListHostileTests {
    func refusal(_ data: Data, _ limits: UNListParser.Limits = .init()) -> UNListRefusal? {
        do throws(UNListRefusal) {
            _ = try UNListParser.parse(data, limits: limits)
            return nil
        } catch {
            return error
        }
    }
    func refusal(_ text: String, _ limits: UNListParser.Limits = .init()) -> UNListRefusal? {
        refusal(Data(text.utf8), limits)
    }

    @Test("entities that multiply, and external ones, are refused before they are read")
    func entities() {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">"
        for level in 1...12 {
            let before = level == 1 ? "lol" : "lol\(level - 1)"
            bomb += "<!ENTITY lol\(level) \"" + String(repeating: "&\(before);", count: 10) + "\">"
        }
        bomb += "]><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>&lol12;</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
        #expect(refusal(bomb) == .documentTypeDeclaration)
        #expect(refusal("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><CONSOLIDATED_LIST/>") == .documentTypeDeclaration)
        #expect(refusal("<CONSOLIDATED_LIST><!ENTITY a \"b\"></CONSOLIDATED_LIST>") == .documentTypeDeclaration)
        // The same in encodings in which those bytes look otherwise.
        for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32] {
            let text = bomb.replacingOccurrences(of: "version=\"1.0\"", with: "version=\"1.0\" encoding=\"UTF-16\"")
            #expect(refusal(text.data(using: encoding) ?? Data()) == .notUTF8)
        }
        #expect(refusal("<?xml version=\"1.0\" encoding=\"UTF-7\"?><CONSOLIDATED_LIST/>") == .notUTF8)
        #expect(refusal("<?xml version='1.0' encoding = 'ebcdic-cp-us'?><CONSOLIDATED_LIST/>") == .notUTF8)
        #expect(refusal("<?xml version='1.0' encoding='utf-8'?><CONSOLIDATED_LIST/>") == nil)
        if case .notWellFormed? = refusal("<CONSOLIDATED_LIST>&unknown;</CONSOLIDATED_LIST>") {
        } else {
            Issue.record("an entity that nobody declared")
        }
    }

    @Test func notAList() {
        #expect(refusal("<html><body/></html>") == .notAConsolidatedList(root: "html"))
        for text in [
            "", " ", "<", "CONSOLIDATED_LIST", "<CONSOLIDATED_LIST>", "<CONSOLIDATED_LIST/><CONSOLIDATED_LIST/>",
            "<CONSOLIDATED_LIST/>garbage",
        ] {
            guard case .notWellFormed? = refusal(text) else {
                Issue.record("accepted: \(text)")
                continue
            }
        }
        #expect(refusal(Data([0xFF, 0xFE, 0x00])) == .notUTF8)
        #expect(throws: UNListRefusal.unreadableFile("nothing.xml")) {
            try UNListParser.parse(contentsOf: URL(filePath: "/nonexistent/nothing.xml"))
        }
        #expect(throws: UNListRefusal.self) { try UNListParser.parse(contentsOf: URL(filePath: "/")) }
    }

    @Test("a file cut anywhere is refused")
    func truncated() {
        let bytes = Array(SmallList.xml.utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: ">"))!
        for length in stride(from: 0, to: end, by: 53) {
            #expect(refusal(Data(bytes[..<length])) != nil, "cut at \(length)")
        }
        #expect(refusal(Data(bytes[...end])) == nil)
    }

    @Test("depth, number of entries, and their size are bounded")
    func bounds() {
        let deep = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>" + String(repeating: "<A>", count: 200_000)
        #expect(refusal(deep) == .tooDeep(limit: 16))
        let shallow = String(repeating: "<CONSOLIDATED_LIST>", count: 100_000)
        #expect(refusal(shallow) == .tooDeep(limit: 16))
        let wide = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>" + String(repeating: "<A/>", count: 100_000)
        if case .entryTooLarge? = refusal(wide) {} else { Issue.record("too many elements") }
        let long = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><COMMENTS1>" + String(repeating: "x", count: 2 << 20)
        if case .entryTooLarge? = refusal(long) {} else { Issue.record("too much text") }
        let many = "<CONSOLIDATED_LIST><INDIVIDUALS>" + String(repeating: "<INDIVIDUAL/>", count: 300_000)
        #expect(refusal(many) == .tooManyEntries(limit: 200_000))
        var limits = UNListParser.Limits()
        limits.bytes = 1000
        #expect(refusal(SmallList.xml, limits) == .tooLarge(bytes: SmallList.xml.utf8.count, limit: 1000))
        let stray = "<CONSOLIDATED_LIST>" + String(repeating: "x", count: 1 << 20) + "</CONSOLIDATED_LIST>"
        #expect((try? SmallList.list(stray))?.unread.first.map { $0.text.utf8.count <= 1 << 17 } == true)
    }

    @Test("bytes changed at random: a list or a refusal, and what is read can be mapped", arguments: 0..<8)
    func mutations(seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        let original = Array(SmallList.xml.utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<150 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert("<>&\"0; (),/".utf8.randomElement(using: &random)!, at: at)
                case 3: bytes[at] = UInt8.random(in: 48...122, using: &random)
                default:
                    let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
                    bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
                }
            }
            do throws(UNListRefusal) {
                let list = try UNListParser.parse(Data(bytes))
                for entry in list.individuals { #expect(!UNListMapping(entry).identities.isEmpty) }
                read += 1
            } catch {
                refused += 1
            }
        }
        #expect(read > 10 && refused > 10)
    }

    @Test("texts of fields changed at random: every text ends in the entry or in the report", arguments: 0..<4)
    func textMutations(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(100 + seed))
        let alphabet = Array("0123456789-/.,;:()ab Zé金ا<")
        let plain = "ABCDEFGHIJ"
        for _ in 0..<100 {
            let junk = String(
                (0..<Int.random(in: 1...30, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
            let escaped = junk.replacingOccurrences(of: "<", with: "&lt;")
            let element = [
                "ALIAS_NAME>Morkaleff, Tawin", "DATE>1971-04-19", "YEAR>1972", "FROM_YEAR>1974", "NUMBER>L 774-1902",
                "DATE_OF_ISSUE>2019-06-03", "NOTE>expires on 2 Jun. 2029", "LISTED_ON>2012-12-31-05:00",
                "VALUE>Utopia", "NOTE>Between Aug. and Sep. 1977",
            ].randomElement(using: &random)!
            let name = element.prefix { $0 != ">" }
            let xml = SmallList.xml.replacingOccurrences(of: "<\(element)<", with: "<\(name)>\(plain)\(escaped)<")
            #expect(xml != SmallList.xml)
            let list = try SmallList.list(xml)
            let text = (plain + junk).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let mirror = String(describing: list)
            #expect(mirror.contains(text.debugDescription.dropFirst().dropLast()) || mirror.contains(text), "\(text)")
        }
    }
}

/// SplitMix64: the same mutations on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
