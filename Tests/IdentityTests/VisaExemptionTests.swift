import Testing

@testable import Identity

@Suite("Annex II to Regulation (EU) 2018/1806")
struct VisaExemptionTests {
    static let today = Day("2027-03-01")!

    private func of(_ code: String, on day: String = "2027-03-01") -> VisaExemption? {
        VisaExemption.of(CountryCode(code)!, on: Day(day)!)
    }

    @Test("Annexes I and II: whole, and nobody in both")
    func list() {
        let exempt = VisaExemption.nationalities(on: Self.today)
        // 61 states, two regions, five classes of British nationals, Taiwan and Kosovo, less Vanuatu.
        #expect(exempt.count == 69)
        #expect(exempt.filter { $0.kind == .state }.count == 60)
        #expect(exempt.filter { $0.kind == .nationalityClass }.count == 5)
        #expect(Set(exempt.filter { $0.kind == .authority }) == Set([CountryCode("TWN")!, CountryCode("RKS")!]))
        #expect(Set(exempt.filter { $0.kind == .dependent }) == Set([CountryCode("HKG")!, CountryCode("MAC")!]))
        let required = """
            AFG ARM AGO AZE BGD BFA BHR BDI BEN BOL BTN BWA BLR BLZ COD CAF COG CIV CMR CHN CUB CPV DJI DOM DZA ECU EGY ERI SWZ ETH FJI GAB GHA
            GMB GIN GNQ GNB GUY HTI IDN IND IRQ IRN JAM JOR KEN KGZ KHM COM PRK KWT KAZ LAO LBN LKA LBR LSO LBY MAR MDG MLI MMR MNG MRT MDV MWI
            MOZ NAM NER NGA NPL OMN PNG PHL PAK QAT RUS RWA SAU SDN SLE SEN SOM SUR SSD STP SYR TCD TGO THA TJK TKM TUN TUR TZA UGA UZB VNM YEM
            ZAF ZMB ZWE PSE VUT
            """.split(whereSeparator: \.isWhitespace).map { CountryCode($0)! }
        #expect(exempt.isDisjoint(with: required))
        // Between them the Annexes name every state that is neither of the Union nor of the Schengen area.
        let states = CountryCode.all.filter {
            $0.kind == .state && !$0.isHistorical && !$0.isEUMemberState(on: Self.today) && !$0.isSchengenState(on: Self.today)
        }
        #expect(Set(states).isSubset(of: exempt.union(required)))
    }

    @Test("Annex II, footnotes: Kosovo since 1 January 2024, Vanuatu until 3 February 2023")
    func days() {
        #expect(of("RKS", on: "2023-12-31") == nil && of("RKS", on: "2024-01-01") != nil)
        #expect(of("VUT", on: "2023-02-03") != nil && of("VUT", on: "2023-02-04") == nil && of("VUT") == nil)
        #expect(VisaExemption.nationalities(on: VisaExemption.asOf) == VisaExemption.nationalities(on: Self.today))
    }

    @Test("Annex II, footnotes: biometric passports, passports of the regions, passports of Taiwan with an identity card number")
    func conditions() throws {
        let biometric = CountryCode.all.filter { VisaExemption.of($0, on: Self.today)?.condition == .biometricPassport }
        #expect(biometric.map(\.text) == ["ALB", "BIH", "GEO", "MDA", "MKD", "MNE", "RKS", "SRB", "UKR"])
        func met(_ nationality: String, _ kind: TravelDocument.Kind, issuer: String) -> Bool? {
            of(nationality)?.mayBeMet(by: TravelDocument(kind: kind, number: "A1", issuer: CountryCode(issuer)!))
        }
        for code in ["UKR", "RKS", "TWN", "HKG", "MAC"] {
            #expect(met(code, .passport, issuer: code) == true)
            #expect(met(code, .diplomaticPassport, issuer: code) == true)
            #expect(met(code, .emergencyTravelDocument, issuer: code) == false)
            #expect(met(code, .passport, issuer: "USA") == false)
        }
        #expect(met("HKG", .passport, issuer: "CHN") == true && met("TWN", .passport, issuer: "CHN") == false)
        #expect(met("CHN", .passport, issuer: "CHN") == nil)
        #expect(met("BRA", .emergencyTravelDocument, issuer: "BRA") == true)
        #expect(met("GBD", .passport, issuer: "GBR") == true)
    }

    @Test("Who is in neither Annex is not exempt")
    func others() {
        for code in ["UTO", "XXA", "XXB", "XXX", "UNO", "EUE", "DEU", "NOR", "CHN"] { #expect(of(code) == nil, "\(code)") }
    }
}
