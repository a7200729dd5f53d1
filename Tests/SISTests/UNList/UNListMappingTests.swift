import Foundation
import Identity
import Testing

@testable import SIS

@Suite("UN consolidated list: mapping to alerts under 1861 Article 25") struct UNListMappingTests {
    func mapping() throws -> UNListMapping { UNListMapping(try #require(try SmallList.list().individuals.first)) }

    @Test func identities() throws {
        let mapping = try mapping()
        let confirmed = mapping.identities[0]
        #expect(confirmed.category == .confirmed)
        #expect(confirmed.surnames == ["MORKALEV"] && confirmed.givenNames == ["TAVIN OSKAR"])
        #expect(confirmed.otherNames == ["TAVIN OSKAR MORKALEV", "Тавин Моркалев"])
        #expect(confirmed.dateOfBirth == PartialDate("1971-04-19"))
        #expect(confirmed.sex == .male)
        #expect(confirmed.nationalities == [CountryCode("UTO")!, CountryCode("TUR")!])
        #expect(confirmed.placeOfBirth == "Zenda, Old Coast" && confirmed.countryOfBirth == CountryCode("UTO"))

        // Every other date of birth, the years of a period one by one, is an unconfirmed identity under the same name.
        let others = mapping.identities.filter { $0.surnames == ["MORKALEV"] && $0.category == .notConfirmed }
        #expect(others.map { $0.dateOfBirth?.description } == ["1972", "1974", "1975", "1976", "1977-08", "1977-09"])
        #expect(others[0].placeOfBirth == "Poseidonis, Atlantis" && others[0].countryOfBirth == nil)
        #expect(others[1].placeOfBirth == "Zenda, Old Coast")
    }

    @Test func aliases() throws {
        let identities = try mapping().identities
        let split = try #require(identities.first { $0.surnames == ["Morkaleff"] })
        #expect(split.category == .alias && split.givenNames == ["Tawin"] && split.otherNames == ["Tawin Morkaleff"])
        #expect(split.dateOfBirth == PartialDate("1971-04-19"))

        // Low quality: two names, each with the two dates used with them.
        let low = identities.filter { $0.otherNames == ["Tavo"] || $0.otherNames == ["Tavito"] }
        #expect(low.count == 4 && low.allSatisfy { $0.category == .notConfirmed })
        #expect(Set(low.map(\.dateOfBirth)) == [PartialDate("1970-01-02"), PartialDate("1955")])
        #expect(low.allSatisfy { $0.placeOfBirth == "Zenda" && $0.countryOfBirth == CountryCode("ITA") })

        #expect(identities.contains { $0.otherNames == ["Tavin", "Тавин"] && $0.category == .alias })
        #expect(identities.contains { $0.otherNames == ["Oskar"] && $0.category == .alias })
    }

    @Test func documents() throws {
        let mapping = try mapping()
        #expect(mapping.documents.count == 3)
        let passport = mapping.documents[0]
        #expect(passport.document.kind == .passport && passport.document.number == "L 774-1902")
        #expect(passport.document.issuer == CountryCode("UTO") && passport.issuerSource == .stated)
        #expect(passport.document.issued == Day("2019-06-03") && passport.document.expiry == Day("2029-06-02"))
        let diplomatic = mapping.documents[1]
        #expect(diplomatic.document.kind == .diplomaticPassport && diplomatic.document.number == "884213")
        #expect(diplomatic.document.issuer == CountryCode("LBY") && diplomatic.issuerSource == .text)
        #expect(mapping.documents[2].issuerSource == .unknown)
        #expect(mapping.documents[2].document.issuer == CountryCode("XXX"))
        #expect(
            mapping.unread == [
                Unread(
                    path: "SYi.001/INDIVIDUAL_DOCUMENT[4]", text: "Passport; a second one is reported",
                    reason: .documentWithoutNumber)
            ])
    }

    @Test func remarks() throws {
        let remarks = try mapping().remarks
        for remark in [
            "Title: Dr.", "Designation: Captain", "Nationality: Atlantis", "Alias Tavo; Tavito: nom de guerre",
            "Address: 1 Quay, Zenda, 4; Utopia; as of 2020", "Seen at a harbour & gone.",
            "Date of birth 1972: approximately", "Date of birth: between 1974 and 1976",
            "Place of birth Poseidonis: now under water",
            "Document L 774-1902: expires on 2 Jun. 2029; issued in Streslau",
        ] { #expect(remarks.contains(remark), "\(remark)") }
    }

    @Test("the list's Korean names begin with the surname")
    func surnameFirst() throws {
        let entry = try #require(try SmallList.list().individuals.last)
        let identity = UNListMapping(entry).identities[0]
        #expect(identity.surnames == ["PAK"] && identity.givenNames == ["UN SOK"])
        #expect(identity.dateOfBirth == nil)
    }

    @Test("one name is a surname; a period that is too wide keeps its ends and is reported")
    func edges() throws {
        let xml = SmallList.xml.replacingOccurrences(of: "<TO_YEAR>1976", with: "<TO_YEAR>2020")
            .replacingOccurrences(of: "<SECOND_NAME>OSKAR</SECOND_NAME><THIRD_NAME>MORKALEV</THIRD_NAME>", with: "")
        let mapping = UNListMapping(try #require(try SmallList.list(xml).individuals.first))
        #expect(mapping.identities[0].surnames == ["TAVIN"] && mapping.identities[0].givenNames.isEmpty)
        #expect(mapping.identities.contains { $0.dateOfBirth == PartialDate("2020") })
        #expect(mapping.unread.contains { $0.reason == .periodTooWide })
    }

    @Test(
        "numbers of documents as the list writes them",
        arguments: [
            ("AB120045", "AB120045", nil), ("OB 0771420", "OB 0771420", nil),
            ("CAR diplomatic passport no. D00077114", "D00077114", "CAF"),
            ("Central African Republic number O00077115", "O00077115", "CAF"),
            ("381000777 (Expired 25 Jan. 2016)", "381000777", nil), ("403000777 (US)", "403000777", "USA"),
            ("R00077140, South Sudan", "R00077140", "SSD"), ("Libya 771420", "771420", "LBY"),
            ("Russian passport number 8208 No. 770027", "8208 No. 770027", "RUS"),
            ("Afghan passport number SE 077820", "SE 077820", "AFG"),
            ("Diplomatic Passport: Z30077794", "Z30077794", nil), ("unknown", nil, nil), ("(", nil, nil),
            (")", nil, nil),
        ] as [(String, String?, String?)])
    func numbers(text: String, number: String?, issuer: String?) {
        let reading = DocumentReading(
            .init(
                type: "Passport", type2: nil, number: text, issuingCountry: nil, countryOfIssue: nil, cityOfIssue: nil,
                issued: nil, note: nil))
        #expect(reading.number == number)
        #expect(reading.issuer == issuer.flatMap { CountryCode($0) })
    }

    @Test(
        "aliases as the list writes them",
        arguments: [
            ("Farzad Pour; Farzaad Poor", ["Farzad Pour", "Farzaad Poor"]),
            ("Wei Jiansheng (韦建声)", ["Wei Jiansheng|韦建声"]),
            ("A B; C b) D", ["A B", "C", "D"]), ("“Kestrel”", ["Kestrel"]),
            ("Sulastri Wira (birth name)", ["Sulastri Wira"]),
            ("Rodel Tumbaga, III (third)", ["Rodel Tumbaga, III"]), (") Zarkuni", ["Zarkuni"]),
            ("X Y, born in Kandahar on 01 Jan.1967", ["X Y"]),
            ("Sinitsa (original script: Синица)", ["Sinitsa|Синица"]),
            ("نوال (Nawal; Nawel)", ["نوال|Nawal|Nawel"]), ("(", ["("]), ("()", ["()"]),
        ] as [(String, [String])])
    func aliasForms(text: String, expected: [String]) {
        let names = AliasNames(
            .init(name: text, quality: .good, datesOfBirth: [], cityOfBirth: nil, countryOfBirth: nil, note: nil))
        #expect(names.names.map { $0.otherNames.joined(separator: "|") } == expected)
    }

    @Test("an entry made to explode is mapped at once, within bounds, and what is left out is reported")
    func explosion() throws {
        let names = String(repeating: "A;B;C;", count: 2000).dropLast()
        let dates = (1...2000).map { "<DATE_OF_BIRTH>\(1000 + $0)</DATE_OF_BIRTH>" }.joined()
        let noise = String(repeating: "no no. number ( ", count: 10_000)
        let documents = (1...2000).map {
            "<INDIVIDUAL_DOCUMENT><NUMBER>A1</NUMBER><DATE_OF_ISSUE>\(1900 + $0 % 100)-01-01</DATE_OF_ISSUE></INDIVIDUAL_DOCUMENT>"
        }.joined()
        let xml = """
            <CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>X</REFERENCE_NUMBER><FIRST_NAME>X</FIRST_NAME>
            <INDIVIDUAL_ALIAS><ALIAS_NAME>\(names)</ALIAS_NAME>\(dates)<NOTE>\(noise)</NOTE></INDIVIDUAL_ALIAS>\(documents)
            <INDIVIDUAL_DOCUMENT><NOTE>\(noise)</NOTE></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>
            """
        let entry = try #require(try SmallList.list(xml).individuals.first)
        var mapping: UNListMapping?
        let time = ContinuousClock().measure { mapping = UNListMapping(entry) }
        #expect(time < .seconds(20))
        #expect(try #require(mapping).identities.count <= 1000)
        #expect(try #require(mapping).unread.contains { $0.reason == .tooManyIdentities })
    }

    @Test("the synthetic list of the demonstration: all of it can be entered")
    func syntheticList() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let list = try UNListParser.parse(contentsOf: root.appending(path: "Examples/un-list-synthetic.xml"))
        #expect(list.individuals.count == 30)
        #expect(list.organisations.count == 2)
        #expect(list.unread.map(\.text) == ["former Atlantis"])
        let mappings = list.individuals.map(UNListMapping.init)
        #expect(mappings.flatMap(\.unread).map(\.reason) == [.documentWithoutNumber])
        #expect(mappings.allSatisfy { mapping in mapping.remarks.contains { $0.hasPrefix("SYNTHETIC") } })
        #expect(mappings.flatMap(\.documents).count > 25)
        #expect(Set(mappings.map(\.reference)).count == 30)
        #expect(mappings.flatMap(\.identities).count > 80)
    }
}
