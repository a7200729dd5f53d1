import Testing

@testable import Identity

@Suite struct CountryCodeTests {
    @Test(
        "Codes are levelled: case, fillers, D and the three codes of Kosovo",
        arguments: [
            ("DEU", "DEU"), ("D", "DEU"), ("D<<", "DEU"), ("d", "DEU"), (" fra ", "FRA"), ("XXK", "RKS"),
            ("XKX", "RKS"),
            ("RKS", "RKS"), ("uto", "UTO"), ("GBD", "GBD"), ("XXA", "XXA"), ("SUN", "SUN"), ("ROM", "ROM"),
        ])
    func levelling(text: String, code: String) {
        #expect(CountryCode(text)?.text == code)
        #expect(CountryCode(Substring(text))?.text == code)
        #expect(CountryCode(utf8: text.utf8)?.description == code)
    }

    @Test(
        "What no table knows is no code",
        arguments: [
            "", "<", "<<<", "F", "DE", "QQQ", "AAAA", "FRA1", "ÖST", "FR4", "D<D", "ＦＲＡ", "ZZZ", "AAA", "UIO",
        ])
    func unknown(text: String) { #expect(CountryCode(text) == nil) }

    @Test func everyCodeReadsItselfAndSortsAsItsText() {
        let all = CountryCode.all
        #expect(Set(all).count == all.count)
        #expect(all.map(\.text) == all.map(\.text).sorted())
        #expect(all.sorted() == all)
        for code in all {
            #expect(CountryCode(code.text) == code)
            #expect(CountryCode(code.machineReadableText) == code)
            #expect(!code.name.isEmpty && code.alpha2.map { $0.utf8.count == 2 } != false)
        }
    }

    @Test("ISO 3166-1 has 249 entries, 193 of them members of the United Nations and one the Holy See")
    func size() {
        let current = CountryCode.all.filter { !$0.isHistorical }
        let iso = current.filter { $0.alpha2 != nil && !["RKS", "EUE", "UNO"].contains($0.text) }
        #expect(iso.count == 249)
        #expect(Set(iso.compactMap(\.alpha2)).count == 249)
        #expect(current.filter { $0.kind == .state }.count == 194)
        for code
            in "D EUE GBD GBN GBO GBP GBS RKS UNO UNA UNK XXA XXB XXC XXX XOM XPO XBA XIM XCC XCO XEC XES XMP XDC XCE XCT UTO"
            .split(separator: " ")
        {
            #expect(CountryCode(code) != nil, "\(code)")
        }
        for code in "SUN YUG CSK SCG DDR ANT ZAR TMP BUR BYS YMD HVO DHY RHO NHB ROM VDR AFI GEL FXX SKM".split(
            separator: " ")
        {
            #expect(CountryCode(code)?.isHistorical == true, "\(code)")
        }
        #expect(CountryCode("CZE")?.name == "Czechia" && CountryCode("SUN")?.withdrawnIn == 1992)
        #expect(CountryCode("XXB")?.kind == .personStatus && CountryCode("GRL")?.kind == .dependent)
    }

    @Test("Members of the Union on a day")
    func union() {
        func count(_ day: String) -> Int { CountryCode.euMemberStates(on: Day(day)!).count }
        #expect(count("1957-12-31") == 0 && count("1958-01-01") == 6 && count("1973-01-01") == 9)
        #expect(count("1981-01-01") == 10 && count("1986-01-01") == 12 && count("1995-01-01") == 15)
        #expect(count("2004-04-30") == 15 && count("2004-05-01") == 25 && count("2007-01-01") == 27)
        #expect(count("2013-07-01") == 28 && count("2020-01-31") == 28 && count("2020-02-01") == 27)
        #expect(CountryCode("NOR")?.isEUMemberState(on: Day("2026-01-01")!) == false)
    }

    @Test("The Schengen area on a day, at each kind of border")
    func schengen() {
        func count(_ day: String) -> Int { CountryCode.schengenStates(on: Day(day)!).count }
        #expect(count("1995-03-26") == 7 && count("2001-03-25") == 15 && count("2008-03-30") == 24)
        #expect(count("2011-12-19") == 26 && count("2022-12-31") == 26 && count("2023-03-26") == 27)
        #expect(count("2024-12-31") == 27 && count("2025-01-01") == 29)
        let (romania, croatia) = (CountryCode("ROU")!, CountryCode("HRV")!)
        #expect(!romania.isSchengenState(on: Day("2024-03-30")!, at: .air))
        #expect(romania.isSchengenState(on: Day("2024-03-31")!, at: .sea))
        #expect(!romania.isSchengenState(on: Day("2024-12-31")!, at: .land))
        #expect(romania.isSchengenState(on: Day("2025-01-01")!))
        #expect(croatia.isSchengenState(on: Day("2023-01-01")!, at: .land))
        #expect(!croatia.isSchengenState(on: Day("2023-03-25")!, at: .air))
        for code in ["CYP", "IRL", "GBR", "XXX"] {
            #expect(CountryCode(code)?.isSchengenState(on: Day("2026-01-01")!) == false)
        }
    }
}
