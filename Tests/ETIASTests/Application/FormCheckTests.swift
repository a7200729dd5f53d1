import Identity
import Operations
import Testing

@testable import ETIAS

@Suite("The application form")
struct FormCheckTests {
    static let today = Day("2027-03-01")!
    static let fee = FeePayment(cents: 2000, reference: "P")

    func kind(_ form: ApplicationForm, _ payment: FeePayment? = fee) -> RefusalKind? {
        do {
            try FormCheck.check(form, payment: payment, on: Self.today)
            return nil
        } catch { return error.kind }
    }
    func kind(_ change: (inout ApplicationForm) -> Void) -> RefusalKind? {
        var form = ApplicationForm.complete()
        change(&form)
        return kind(form)
    }

    @Test("Art. 19(1)(a): a complete form is admissible") func complete() {
        #expect(kind(.complete()) == nil)
        #expect(kind(.minor(), nil) == nil)
        #expect(kind(.family(), nil) == nil)
    }

    @Test("Art. 17(2)(d)–(e): the document is one to which a visa may be affixed, and valid") func document() {
        #expect(kind { $0.document.expiry = Day("2027-02-28") } == .documentExpired)
        #expect(kind { $0.document.expiry = Self.today } == nil)
        #expect(kind { $0.document.expiry = nil } == .formIncomplete)
        #expect(kind { $0.document.issued = Day("2027-03-02") } == .formIncomplete)
        #expect(kind { $0.document.kind = .drivingLicence } == .formIncomplete)
        #expect(kind { $0.document.number = "--" } == .formIncomplete)
    }

    @Test("Art. 2(2): who needs no authorisation gets none") func scope() {
        for code in ["AND", "MCO", "SMR", "VAT", "DEU", "IRL", "CHE", "NOR"] {
            #expect(kind(.complete(nationality: code)) == .outOfScope, "\(code)")
        }
        #expect(kind { $0.identity.otherNationalities = [CountryCode("FRA")!] } == .outOfScope)
        var card = ApplicationForm.family()
        card.familyMember?.holdsResidenceCard = true
        #expect(kind(card, nil) == .outOfScope)
        #expect(kind { $0.firstIntendedStay = CountryCode("IRL")! } == .formIncomplete)
        #expect(kind { $0.firstIntendedStay = CountryCode("CYP")! } == nil)
    }

    @Test("Art. 17(1), (2)(k): a minor's guardian is named and signs; an adult has none") func minors() {
        var form = ApplicationForm.minor()
        form.guardian?.signed = false
        #expect(kind(form, nil) == .guardianMissing)
        form.guardian = nil
        #expect(kind(form, nil) == .guardianMissing)
        #expect(kind { $0.guardian = ApplicationForm.minor().guardian } == .notForeseen)
    }

    @Test("Art. 17(4), (6): a yes says when, where and why, within the years of its question") func answers() {
        let place = CountryCode("SYR")!
        for question in BackgroundAnswers.Question.allCases {
            func with(_ answer: BackgroundAnswer) -> RefusalKind? {
                kind { form in
                    switch question {
                    case .terroristOffence: form.answers.terroristOffence = answer
                    case .criminalOffence: form.answers.criminalOffence = answer
                    case .conflictZone: form.answers.conflictZone = answer
                    case .returnDecision: form.answers.returnDecision = answer
                    }
                }
            }
            let edge = Self.today.adding(years: -question.years)
            #expect(with(BackgroundAnswer(yes: true, from: edge, country: place, particulars: "why")) == nil)
            #expect(with(BackgroundAnswer(yes: true, from: edge - 1, country: place, particulars: "why")) == .answerIncomplete)
            #expect(with(BackgroundAnswer(yes: true, from: edge - 1, until: edge, country: place, particulars: "why")) == nil)
            #expect(with(BackgroundAnswer(yes: true)) == .answerIncomplete)
            #expect(with(BackgroundAnswer(yes: true, from: edge, particulars: "why")) == .answerIncomplete)
            #expect(with(BackgroundAnswer(yes: true, from: Self.today + 1, country: place, particulars: "why")) == .answerIncomplete)
            #expect(with(BackgroundAnswer(yes: false, country: place)) == .notForeseen)
        }
        #expect(kind { $0.answers.returnDecision = nil } == .formIncomplete)
    }

    @Test("Art. 24(2)(a): family members are not asked about return decisions") func family() {
        var form = ApplicationForm.family()
        form.answers.returnDecision = BackgroundAnswer(yes: false)
        #expect(kind(form, nil) == .notForeseen)
    }

    @Test("Art. 17(1): all three declarations") func declarations() {
        #expect(kind { $0.declaration.authentic = false } == .declarationMissing)
        #expect(kind { $0.declaration.truthful = false } == .declarationMissing)
        #expect(kind { $0.declaration.entryConditionsUnderstood = false } == .declarationMissing)
    }

    @Test("Art. 18, 2025/1411: twenty euro; nothing below 18, above 70 and for family members") func fee() {
        #expect(kind(.complete(), nil) == .feeMissing)
        #expect(kind(.complete(), FeePayment(cents: 700, reference: "P")) == .feeMissing)
        #expect(kind(.complete(), FeePayment(cents: 2000, reference: "  ")) == .feeMissing)
        // 17, 18, 70 and 71 full years on the day of application.
        let ages: [(String, Fee.Exemption?)] = [
            ("2009-03-02", .under18), ("2009-03-01", nil), ("1956-03-02", nil), ("1956-03-01", .over70),
        ]
        for (born, exemption) in ages { #expect(Fee.exemption(.complete(born: born), on: Self.today) == exemption, "\(born)") }
        #expect(Fee.exemption(.family(), on: Self.today) == .familyMember)
        #expect(kind(.family()) == .notForeseen)
    }

    @Test("Art. 17(2)(g), (8): addresses are addresses") func addresses() {
        for text in ["a", "a@", "@b.c", "a@b", "a b@c.d", "a@b.c@d.e", "a@.c"] {
            #expect(kind { $0.email = text } == .formIncomplete, "\(text)")
        }
        for text in ["203.0.113.7", "2001:db8::1", "::1", "::", "fe80:0:0:0:0:0:0:1"] { #expect(IPAddress.isWellFormed(text), "\(text)") }
        for text in ["", "1.2.3", "1.2.3.256", "1.2.3.04", "1.2.3.4.5", "2001:db8", "1::2::3", "g::1", "1:2:3:4:5:6:7:8:9", "12345::"] {
            #expect(!IPAddress.isWellFormed(text), "\(text)")
        }
    }
}
