import Identity
import Operations
import Testing

@testable import ETIAS

@Suite("Whom the Regulation applies to (Article 2)")
struct ApplicantScopeTests {
    static let today = Day("2027-03-01")!

    private func refusal(_ form: ApplicationForm) -> Refusal? {
        do {
            try ApplicantScope.check(form, on: Self.today)
            return nil
        } catch { return error }
    }
    private func refusal(_ nationality: String, _ change: (inout ApplicationForm) -> Void = { _ in }) -> Refusal? {
        var form = ApplicationForm.complete(nationality: nationality)
        change(&form)
        return refusal(form)
    }

    @Test("Art. 2(1)(a): nationals of Annex II to 2018/1806, and of no other country, whatever its code")
    func nationals() {
        for code in CountryCode.all where !["XXA", "XXB", "XXC", "UTO"].contains(code.text) {
            let found = refusal(code.text)
            let isExempt = VisaExemption.of(code, on: Self.today) != nil && !["AND", "MCO", "SMR", "VAT"].contains(code.text)
            #expect((found == nil) == isExempt, "\(code)")
            #expect(found.map { $0.kind == .outOfScope } ?? true)
        }
        let nigerian = refusal("NGA")
        #expect(nigerian?.pointer == "/identity/nationality" && nigerian?.article == "ETIAS 2(1)(a)")
        #expect(refusal("CHN")?.article == "ETIAS 2(1)(a)")
        // ICAO's specimen state.
        #expect(refusal("UTO") == nil)
        #expect(refusal("VUT") != nil)
        for code in ["GBR", "GBD", "GBN", "GBO", "GBP", "GBS"] {
            #expect(refusal(code) { $0.document.issuer = CountryCode("GBR")! } == nil, "\(code)")
        }
        // With two nationalities it is that of the document which counts.
        #expect(refusal("BRA") { $0.identity.otherNationalities = [CountryCode("NGA")!] } == nil)
        #expect(refusal("NGA") { $0.identity.otherNationalities = [CountryCode("BRA")!] } != nil)
    }

    @Test("Art. 2(1)(a), 2018/1806 Annex II: where passports of a certain kind are exempt, nothing but a passport is")
    func conditions() {
        for code in ["UKR", "GEO", "MDA", "SRB", "RKS", "TWN", "HKG", "MAC"] {
            #expect(refusal(code) == nil, "\(code)")
            let found = refusal(code) { $0.document.kind = .emergencyTravelDocument }
            #expect(found?.kind == .outOfScope && found?.pointer == "/document", "\(code)")
        }
        #expect(refusal("HKG") { $0.document.issuer = CountryCode("CHN")! } == nil)
        #expect(refusal("TWN") { $0.document.issuer = CountryCode("CHN")! } != nil)
        #expect(refusal("BRA") { $0.document.kind = .emergencyTravelDocument } == nil)
    }

    @Test("Art. 2(1)(c): a family member of a Union citizen who needs a visa gets no travel authorisation")
    func familyMembers() {
        var form = ApplicationForm.family()
        #expect(refusal(form) == nil)
        form.identity.nationality = CountryCode("MAR")!
        let found = refusal(form)
        #expect(found?.kind == .outOfScope && found?.article == "ETIAS 2(1)(c)")
        form.identity.nationality = CountryCode("BRA")!
        form.familyMember?.holdsResidenceCard = true
        #expect(refusal(form)?.article == "ETIAS 2(2)(b)")
    }

    @Test("Art. 2(1)(b), (2)(a): refugees and stateless persons by the state that gave them the document, where they reside")
    func refugees() {
        func found(_ issuer: String, _ kind: TravelDocument.Kind = .refugeeTravelDocument, resides: String? = nil, nationality: String = "SYR")
            -> Refusal?
        {
            refusal(nationality) {
                $0.document.kind = kind
                $0.document.issuer = CountryCode(issuer)!
                $0.residence.country = CountryCode(resides ?? issuer)!
            }
        }
        for kind in [TravelDocument.Kind.refugeeTravelDocument, .statelessTravelDocument] {
            for issuer in ["GBR", "CAN", "USA", "IRL"] { #expect(found(issuer, kind) == nil, "\(issuer)") }
            #expect(found("DEU", kind)?.article == "ETIAS 2(2)(a)" && found("CYP", kind)?.article == "ETIAS 2(2)(a)")
            #expect(found("CHE", kind)?.article == "ETIAS 2(2)(a)")
            #expect(found("TUR", kind)?.pointer == "/document/issuer" && found("TUR", kind)?.article == "ETIAS 2(1)(b)")
            #expect(found("CAN", kind, resides: "KEN")?.pointer == "/residence/country")
        }
        // The document decides, and not the nationality that somebody still has.
        #expect(found("KEN", nationality: "COL") != nil && found("CAN", nationality: "COL") == nil)
        for code in ["XXA", "XXB", "XXC"] {
            #expect(found("CAN", .other, nationality: code) == nil && found("TUR", .other, nationality: code) != nil, "\(code)")
        }
        #expect(found("CAN", .other, nationality: "XXX") != nil)
    }

    @Test("Art. 2(2)(g): who moves freely needs none, and who travels on a passport of the Holy See")
    func free() {
        for code in ["AND", "MCO", "SMR", "VAT", "DEU", "IRL", "CHE", "NOR"] { #expect(refusal(code)?.article == "ETIAS 2(2)(g)", "\(code)") }
        #expect(refusal("BRA") { $0.document.issuer = CountryCode("VAT")! }?.pointer == "/document/issuer")
        #expect(refusal("BRA") { $0.identity.otherNationalities = [CountryCode("FRA")!] }?.article == "ETIAS 2(2)(g)")
    }

    @Test("Art. 2(1)(a): a Nigerian's application is refused, and nothing is stored")
    func submission() async throws {
        let bench = Bench()
        await #expect(throws: Refusal.self) { try await bench.submit(.complete(nationality: "NGA")) }
        #expect(try await bench.values(ApplicationFile.self).isEmpty)
        var input = SubmitApplication.Input()
        input.form = .complete(nationality: "NGA")
        input.ipAddress = "203.0.113.7"
        input.payment = FeePayment(cents: Fee.cents, reference: "PAY-NGA")
        do {
            _ = try await bench.run(SubmitApplication(bench.ports), input, as: .website)
            Issue.record("a Nigerian was let in")
        } catch { #expect(error.kind == .outOfScope && error.pointer == "/form/identity/nationality") }
    }

    @Test("Art. 2, 40, 64(2): nobody comes to hold an authorisation by an amendment; a refused file is put right")
    func amendment() async throws {
        let bench = Bench()
        let issued = try await bench.submit().application
        var input = AmendApplication.Input()
        input.application = issued
        input.reason = "A letter of the person, with the passport."
        input.identity = ApplicationForm.complete(nationality: "NGA").identity
        let amend = AmendApplication(bench.ports)
        let seen = try await bench.file(issued).version
        #expect(await bench.refusal(amend, input, as: .spain, for: .dataSubjectRequest, version: seen) == .outOfScope)
        #expect(try await bench.file(issued).value.form.identity.nationality == CountryCode("BRA"))
        let refused = try await bench.manual(.complete("B", number: "B1"))
        _ = try await bench.decide(refused, issue: false)
        input.application = refused
        input.identity = ApplicationForm.complete("B", nationality: "NGA", number: "B1").identity
        let decided = try await bench.file(refused).version
        #expect(await bench.refusal(amend, input, as: .france, for: .dataSubjectRequest, version: decided) == nil)
    }
}
