import Identity
import Testing

@testable import SIS

@Suite("SIS 1862 Article 38: objects") struct ObjectRulesTests {
    @Test("38(2): every point from (a) to (r) has a kind")
    func points() {
        #expect(Set(ObjectKind.allCases.compactMap(\.point)) == Set("abcdefghijklmnopqr"))
        #expect(ObjectKind.identityDocument.article == "1862 38(2)(l)")
        #expect(ObjectKind.nonCashMeansOfPayment.article == "1862 36(1)")
        #expect(!ObjectKind.nonCashMeansOfPayment.maySeize)
    }

    @Test("36(1): which objects may be checked; 26(5), 32(8), 34(2): which may be entered to locate a person")
    func purposes() {
        #expect(ObjectKind.allCases.filter(\.mayCheck).compactMap(\.point).sorted() == Array("abceghjkl"))
        #expect(ObjectKind.nonCashMeansOfPayment.mayCheck)
        func points(_ category: AlertCategory) -> String {
            String(ObjectKind.allCases.filter { $0.mayLocatePerson(under: category) }.compactMap(\.point))
        }
        #expect(points(.judicial) == "abceghk" && points(.missing) == "abceghk")
        #expect(points(.arrest) == "abceghjk")
        #expect(points(.refusal) == "" && points(.return) == "")
        // 36 and 37a name the same objects as may be checked by themselves.
        #expect(points(.discreetCheck) == "abceghjkl" && points(.information) == "abceghjkl")
    }

    func problems(_ vin: String) -> [ObjectFinding.Problem] {
        ObjectRules.findings(VehicleDescription(vin: vin)).map(\.problem)
    }

    @Test("ISO 3779: length, letters, serial number; soft, because older vehicles have other numbers")
    func vin() {
        #expect(problems("1M8GDM9AXKP042788") == [])  // the example of 49 CFR 565.15
        #expect(problems("1m8gdm9a xkp-042788") == [])
        #expect(problems("1M8GDM9A1KP042788") == [.vinCheckDigit])
        #expect(problems("WVWZZZ1JZ3W386752") == [])  // European maker: Z in the ninth place, no check digit
        #expect(problems("WVWZZZ1JZ3W38675") == [.vinLength])
        #expect(problems("WVWZZZ1JO3W386752") == [.vinCharacter])
        #expect(problems("WVWZZZ1JZ3W38675A") == [.vinCharacter])
        #expect(problems("11111111111111111") == [])
        for finding in ObjectRules.findings(VehicleDescription(vin: "X")) { #expect(finding.weight == .soft) }
    }

    @Test("a character of another value makes the check digit wrong, wherever it stands")
    func oneWrongCharacter() {
        let vin = Array("1M8GDM9AXKP042788")
        for index in vin.indices where index != 8 {
            var wrong = vin
            // 2, B, K and S have one value.
            wrong[index] = "2BKS".contains(wrong[index]) ? "3" : "2"
            #expect(ObjectRules.hasRightCheckDigit(String(wrong)) == false, "\(String(wrong))")
        }
    }

    @Test("38(2): an object must be identifiable")
    func identifiable() {
        #expect(ObjectRules.findings(VehicleDescription(make: "Fiat")).map(\.problem) == [.notIdentifiable])
        let plate = VehicleDescription(registrationMark: "B-AB 123")
        #expect(ObjectRules.findings(plate).map(\.problem) == [.registrationStateMissing])
        #expect(ObjectRules.key("b-ab 123") == "BAB123")
        #expect(
            ObjectRules.findings(VehicleDescription(registrationMark: " - ", registrationState: CountryCode("DEU")))
                .map(\.problem) == [.empty])
        #expect(
            ObjectRules.findings(
                VehicleDescription(registrationMark: "ΑΒΓ-1234", registrationState: CountryCode("GRC"))) == [])
    }

    @Test func documents() {
        func problems(_ number: String, issued: String? = nil, expiry: String? = nil) -> [ObjectFinding.Problem] {
            ObjectRules.findings(
                SoughtDocument(
                    document: TravelDocument(
                        kind: .passport, number: number, issuer: CountryCode("UTO")!,
                        issued: issued.flatMap { Day($0) },
                        expiry: expiry.flatMap { Day($0) }))
            ).map(\.problem)
        }
        #expect(problems("L898902C3") == [])
        #expect(problems("") == [.empty])
        #expect(problems(String(repeating: "9", count: 41)) == [.tooLong])
        #expect(problems("L89\u{0}890") == [.character])
        #expect(problems("L89\u{202E}890") == [.character])
        #expect(problems("A1", issued: "2026-01-02", expiry: "2026-01-01") == [.datesReversed])
        #expect(ObjectRules.findings(.invalidated, of: .identityDocument).isEmpty)
        #expect(ObjectRules.findings(.invalidated, of: .blankDocument).map(\.problem) == [.circumstance])
        #expect(ObjectRules.findings(.stolen, of: .firearm).map(\.problem) == [.circumstance])
        #expect(ObjectRules.findings(nil, of: .firearm).isEmpty)
    }
}
