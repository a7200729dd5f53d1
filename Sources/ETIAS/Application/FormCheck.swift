import Identity
import Operations

/// Whether a form is complete and its applicant within the scope of the Regulation (Articles 2, 17, 19(1)). Pure.
///
/// What it refuses never becomes an application file: the website tells the applicant what is missing.
public enum FormCheck {
    public static func check(_ form: ApplicationForm, payment: FeePayment?, on today: Day) throws(Refusal) {
        try scope(form, on: today)
        try document(form.document, on: today)
        try identity(form.identity, on: today)
        try contact(form, on: today)
        try answers(form, on: today)
        guard form.declaration.authentic, form.declaration.truthful, form.declaration.entryConditionsUnderstood else {
            throw Refusal(.declarationMissing, "all three declarations are needed", pointer: "/form/declaration")
        }
        try fee(form, payment, on: today)
    }

    private static func scope(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        do throws(Refusal) { try ApplicantScope.check(form, on: today) } catch { throw error.inside("/form") }
        guard isMemberState(form.firstIntendedStay, on: today) else {
            throw Refusal(
                .formIncomplete, "\(form.firstIntendedStay.text) is no Member State of ETIAS", pointer: "/form/firstIntendedStay",
                article: "ETIAS 17(2)(j)")
        }
    }

    /// States that apply ETIAS: the Schengen States, and Cyprus, which the Regulation binds. Not Ireland.
    public static func isMemberState(_ state: CountryCode, on day: Day) -> Bool {
        state.isSchengenState(on: day) || state.text == "CYP"
    }

    private static func document(_ document: TravelDocument, on today: Day) throws(Refusal) {
        let allowed: Set<TravelDocument.Kind> = [
            .passport, .diplomaticPassport, .servicePassport, .emergencyTravelDocument, .refugeeTravelDocument,
            .statelessTravelDocument, .seafarerBook, .laissezPasser, .other,
        ]
        guard allowed.contains(document.kind) else {
            throw Refusal(
                .formIncomplete, "a \(document.kind.rawValue) is no travel document to which a visa may be affixed",
                pointer: "/form/document/kind", article: "ETIAS 3(10)")
        }
        guard !Levelled.text(document.number).isEmpty else {
            throw Refusal(.formIncomplete, "the number has no letter or digit", pointer: "/form/document/number", article: "ETIAS 17(2)(d)")
        }
        guard let issued = document.issued, let expiry = document.expiry else {
            throw Refusal(
                .formIncomplete, "days of issue and expiry are needed",
                pointer: document.issued == nil ? "/form/document/issued" : "/form/document/expiry", article: "ETIAS 17(2)(e)")
        }
        guard issued <= today, issued <= expiry else {
            throw Refusal(
                .formIncomplete, "the day of issue lies after today or the expiry", pointer: "/form/document/issued",
                article: "ETIAS 17(2)(e)")
        }
        guard expiry >= today else {
            throw Refusal(.documentExpired, "the document expired on \(expiry)", pointer: "/form/document/expiry")
        }
    }

    private static func identity(_ identity: ApplicantIdentity, on today: Day) throws(Refusal) {
        guard identity.dateOfBirth <= today, identity.age(on: today) <= 130 else {
            throw Refusal(
                .formIncomplete, "nobody living was born on that day", pointer: "/form/identity/dateOfBirth", article: "ETIAS 17(2)(a)")
        }
        guard !Levelled.text(identity.surname).isEmpty else {
            throw Refusal(.formIncomplete, "the surname has no letter", pointer: "/form/identity/surname", article: "ETIAS 17(2)(a)")
        }
    }

    private static func contact(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        guard isEmail(form.email) else {
            throw Refusal(.formIncomplete, "is no email address", pointer: "/form/email", article: "ETIAS 17(2)(g)")
        }
        if form.identity.isMinor(on: today) {
            guard let guardian = form.guardian else {
                throw Refusal(.guardianMissing, "a minor's form names the person with parental authority", pointer: "/form/guardian")
            }
            guard guardian.signed else {
                throw Refusal(
                    .guardianMissing, "a minor's form is signed by that person", pointer: "/form/guardian/signed", article: "ETIAS 17(1)")
            }
            guard isEmail(guardian.email) else {
                throw Refusal(.formIncomplete, "is no email address", pointer: "/form/guardian/email", article: "ETIAS 17(2)(k)")
            }
        } else if form.guardian != nil {
            throw Refusal(.notForeseen, "only a minor's form names a guardian", pointer: "/form/guardian", article: "ETIAS 17(2)(k)")
        }
        if let submitter = form.submitter, !submitter.representationSigned {
            throw Refusal(
                .formIncomplete, "who applies for another signs a declaration of representation",
                pointer: "/form/submitter/representationSigned", article: "ETIAS 17(2)(m)")
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
            && !text.contains(where: \.isWhitespace)
    }

    private static func answers(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        switch (form.familyMember, form.answers.returnDecision) {
        case (.some, .some):
            throw Refusal(
                .notForeseen, "family members do not answer this question", pointer: "/form/answers/returnDecision",
                article: "ETIAS 24(2)(a)")
        case (nil, nil):
            throw Refusal(.formIncomplete, "the answer is missing", pointer: "/form/answers/returnDecision", article: "ETIAS 17(4)(c)")
        default: break
        }
        for question in BackgroundAnswers.Question.allCases {
            guard let answer = form.answers[question] else { continue }
            let pointer = "/form/answers/\(question.rawValue)"
            guard answer.yes else {
                if answer.from != nil || answer.until != nil || answer.country != nil || answer.particulars != nil {
                    throw Refusal(.notForeseen, "a no has no particulars", pointer: pointer, article: question.article)
                }
                continue
            }
            guard let from = answer.from, answer.country != nil, answer.particulars != nil else {
                throw Refusal(.answerIncomplete, "a yes says when, in which country, and why", pointer: pointer, article: question.article)
            }
            let last = answer.until ?? from
            guard from <= last, last <= today else {
                throw Refusal(
                    .answerIncomplete, "the period ends before it begins, or in the future", pointer: pointer + "/until",
                    article: question.article)
            }
            guard last >= today.adding(years: -question.years) else {
                throw Refusal(
                    .answerIncomplete, "the question looks back \(question.years) years; what lies before is not asked",
                    pointer: pointer + "/from", article: question.article)
            }
        }
    }

    private static func fee(_ form: ApplicationForm, _ payment: FeePayment?, on today: Day) throws(Refusal) {
        if let exemption = Fee.exemption(form, on: today) {
            guard payment == nil else {
                throw Refusal(.notForeseen, "no fee is due (\(exemption.rawValue))", pointer: "/payment", article: "ETIAS 18(2)")
            }
            return
        }
        guard let payment, payment.cents == Fee.cents else {
            throw Refusal(.feeMissing, "the fee of \(Fee.cents / 100) euro is to be paid first", pointer: "/payment")
        }
        guard !payment.key.isEmpty else {
            throw Refusal(.feeMissing, "the payment has no reference", pointer: "/payment/reference", article: "ETIAS 19(3)(e)")
        }
    }
}

extension RefusalKind {
    public static let formIncomplete = RefusalKind(
        "etias/form-incomplete", 422, "The application form is not complete", article: "ETIAS 19(1)(a)")
    public static let documentExpired = RefusalKind(
        "etias/document-expired", 422, "The travel document has expired", article: "ETIAS 17(2)(e)")
    public static let guardianMissing = RefusalKind(
        "etias/guardian-missing", 422, "A minor's guardian is missing", article: "ETIAS 17(2)(k)")
    public static let declarationMissing = RefusalKind("etias/declaration-missing", 422, "A declaration is missing", article: "ETIAS 17(1)")
    public static let answerIncomplete = RefusalKind("etias/answer-incomplete", 422, "An answer is not complete", article: "ETIAS 17(4)")
    public static let notForeseen = RefusalKind(
        "etias/not-foreseen", 422, "The form does not foresee this for the applicant", article: "ETIAS 17")
    public static let feeMissing = RefusalKind(
        "etias/fee-missing", 402, "The travel authorisation fee was not collected", article: "ETIAS 19(1)(b)")
    public static let outOfScope = RefusalKind(
        "etias/out-of-scope", 422, "The Regulation does not apply to the applicant", article: "ETIAS 2")

    static let form: [RefusalKind] = [
        .formIncomplete, .documentExpired, .guardianMissing, .declarationMissing, .answerIncomplete, .notForeseen, .feeMissing,
        .outOfScope,
    ]
}
