import Access
import Identity
import Operations

/// The procedure for requests of persons about links (2019/817 and 2019/818 Article 48): any Member State takes a request, contacts the
/// one that verified the link within seven days, which checks within thirty, and answers within forty-five. The check and the answer
/// can be put off once by fifteen days, with reasons. Where the ETIAS Central Unit verified it gives its opinion in these terms, and the
/// Member State asked decides, as it does where nobody had to verify.
///
/// These are values: whoever keeps the links gives the records that a request is about.
public enum LinkRights {
    public static let articles = RightsArticles(
        rights: "48", addressee: "48(1)", submission: "48(1)", decision: "48(3)–(5)", answer: "48(2)", forward: "48(3)", reasons: "48(7)–(8)",
        supervision: "48(10)", retention: "48(10)")

    /// The same for access, rectification, erasure and restriction.
    public static let terms = RightsTerms(answer: .days(45), forward: .days(7), check: .days(30), postponement: .days(15))

    /// The ETIAS Central Unit takes no requests and decides on none (Article 48(4)–(5)).
    public static let opinionGiver = OpinionGiver(
        authority: .etiasCentral, article: "48(4)",
        read: .data(.MID, [.read], [.dataSubjectRequest], [.etiasCentral], for: [.dataSubjectRequest], article: "817 48(4)"),
        give: .data(.MID, [.update], [.requestOpinion], [.etiasCentral], for: [.dataSubjectRequest], article: "817 48(4)"))

    /// Whoever may verify a link deals with requests about it.
    public static func handle(_ authorities: Set<AuthorityKind>) -> Grant {
        .data(
            .MID, [.create, .read, .update], [.dataSubjectRequest], authorities, for: [.dataSubjectRequest],
            article: "817 48(1)–(5)")
    }
}
