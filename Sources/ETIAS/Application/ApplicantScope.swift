import Identity
import Operations

/// Whether the Regulation applies to somebody (Article 2): who needs no visa, and neither moves freely nor resides in a Member State.
/// Pure; pointers lead into a message with `identity`, `document`, `residence` and `familyMember`.
///
/// References to Regulation (EC) No 539/2001 are read as references to Regulation (EU) 2018/1806 (its Article 14 and Annex IV): Annex II
/// is Annex II, and Article 4(2) is now the second paragraph of Article 6.
public enum ApplicantScope {
    public static func check(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        let (identity, document) = (form.identity, form.document)
        for nationality in [identity.nationality] + identity.otherNationalities where movesFreely(nationality, on: today) {
            throw Refusal(
                .outOfScope, "nationals of \(nationality.name) need no travel authorisation", pointer: "/identity/nationality",
                article: "ETIAS 2(2)(g)")
        }
        guard document.issuer.text != "VAT" else {
            throw Refusal(
                .outOfScope, "holders of a passport of the Holy See need no travel authorisation", pointer: "/document/issuer",
                article: "ETIAS 2(2)(g)")
        }
        if form.familyMember?.holdsResidenceCard ?? false {
            throw Refusal(
                .outOfScope, "holders of a residence card need no travel authorisation", pointer: "/familyMember/holdsResidenceCard",
                article: "ETIAS 2(2)(b)")
        }
        if isRefugeeOrStateless(form) {
            try refugeeOrStateless(form, on: today)
        } else {
            try national(form, on: today)
        }
    }

    /// Nationals of the Union and of Schengen States, and of the states named in Article 2(2)(g).
    static func movesFreely(_ nationality: CountryCode, on day: Day) -> Bool {
        nationality.isEUMemberState(on: day) || nationality.isSchengenState(on: day)
            || ["AND", "MCO", "SMR", "VAT"].contains(nationality.text)
    }

    /// By the document that they travel on, or by a nationality that says so.
    static func isRefugeeOrStateless(_ form: ApplicationForm) -> Bool {
        [.refugeeTravelDocument, .statelessTravelDocument].contains(form.document.kind)
            || ["XXA", "XXB", "XXC"].contains(form.identity.nationality.text)
    }

    /// Article 2(2)(a): with a document of the Member State where they reside they need none. Article 2(1)(b): of those who reside in a
    /// third country, Member States may exempt from the visa requirement whom a country of Annex II gave the document, and whom Ireland
    /// did (2018/1806 6(2)(b), (d)); which of them do so is asked at the border.
    private static func refugeeOrStateless(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        let issuer = form.document.issuer
        guard !FormCheck.isMemberState(issuer, on: today) else {
            throw Refusal(
                .outOfScope, "refugees and stateless persons with a travel document of a Member State need no travel authorisation",
                pointer: "/document/issuer", article: "ETIAS 2(2)(a)")
        }
        guard issuer.text == "IRL" || VisaExemption.of(issuer, on: today) != nil else {
            throw Refusal(
                .outOfScope, "refugees and stateless persons with a travel document of \(issuer.name) need a visa",
                pointer: "/document/issuer", article: "ETIAS 2(1)(b)")
        }
        guard form.residence.country == issuer else {
            throw Refusal(
                .outOfScope, "refugees and stateless persons need a visa where they do not reside in the country of their travel document",
                pointer: "/residence/country", article: "ETIAS 2(1)(b)")
        }
    }

    /// Article 2(1)(a): nationals of Annex II. Family members of Union citizens too are in the scope only where they need no visa (c).
    private static func national(_ form: ApplicationForm, on today: Day) throws(Refusal) {
        let nationality = form.identity.nationality
        // Nobody's nationality: the specimens of ICAO Doc 9303 are let through, so that an installation can be tried with them.
        guard nationality.text != "UTO" else { return }
        let article = form.familyMember == nil ? "ETIAS 2(1)(a)" : "ETIAS 2(1)(c)"
        guard let exemption = VisaExemption.of(nationality, on: today) else {
            throw Refusal(
                .outOfScope, "who travels as a national of \(nationality.name) needs a visa, and no travel authorisation",
                pointer: "/identity/nationality", article: article)
        }
        guard exemption.mayBeMet(by: form.document) else {
            throw Refusal(
                .outOfScope,
                "nationals of \(nationality.name) are exempt from the visa requirement only with \(exemption.condition?.meaning ?? "a passport")",
                pointer: "/document", article: article)
        }
    }
}
