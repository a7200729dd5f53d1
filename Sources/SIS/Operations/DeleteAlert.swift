import Access
import Identity
import Operations
import Registry
import Wire

/// Why an alert goes (1860 Articles 6, 8, 9, 11, 14; 1861 Article 40; 1862 Articles 53(9) and 55).
public enum DeletionGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// It has achieved its purpose: surrendered, found, served, seized, identified, returned.
    case purposeAchieved
    /// The decision behind it was withdrawn, annulled or revoked.
    case decisionWithdrawn
    /// A decision of the competent authority of the issuing Member State.
    case decisionOfAuthority
    /// Residence permit or long-stay visa granted or maintained after consultation.
    case consultation
    /// The person has become a citizen of a Member State, or of a state whose nationals have the right of free movement.
    case citizenship
    /// Unlawful or wrong.
    case unlawful

    func article(of category: AlertCategory) -> String? {
        let act = AlertCategoryRule.rule(for: category).article.prefix(4)
        switch (self, act) {
        case (.purposeAchieved, "1860"): return "1860 6, 14"
        case (.purposeAchieved, "1861"): return "1861 39, 40"
        case (.purposeAchieved, _): return "1862 53(9), 55"
        case (.decisionWithdrawn, "1860"): return "1860 11, 14"
        case (.decisionWithdrawn, "1861"): return "1861 40"
        case (.decisionWithdrawn, _): return category == .arrest ? "1862 55(1)" : "1862 55"
        case (.decisionOfAuthority, "1862"): return category == .arrest ? nil : "1862 55"
        case (.decisionOfAuthority, _): return nil
        case (.consultation, "1860"): return "1860 9, 11"
        case (.consultation, "1861"): return category == .restrictiveMeasure ? nil : "1861 27, 29, 40"
        case (.consultation, _): return nil
        case (.citizenship, "1860"): return "1860 14"
        case (.citizenship, "1861"): return "1861 40"
        case (.citizenship, _): return nil
        case (.unlawful, "1862"): return "1862 59, 67"
        case (.unlawful, _): return "1861 44, 53"
        }
    }
}

/// The issuing Member State deletes its alert; nobody else can.
public struct DeleteAlert: AlertCommand {
    public typealias Output = Nothing

    public init() {}

    public let about = OperationDescription.sis(
        "deleteAlert", "Delete an alert",
        "Erases an alert with its samples and the objects that lead to its person, beyond recovery. What was exchanged on it stays for one year.",
        article: "1860 14, 1861 40, 1862 53(9), 55", .delete, .DELETE, "/alerts/{schengenId}",
        grants: SISGrants.issuing,
        refusals: [.notFound, .noSuchGround, .preconditionFailed, .entryBanStands], consequences: [.create, .update])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var ground = DeletionGround.purposeAchieved
        public init() {}
        public init(_ schengenID: String, ground: DeletionGround) {
            self.schengenID = schengenID
            self.ground = ground
        }
        public static let wireName = "DeleteAlert"
        public static let meaning = "Which alert goes, and why."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID), .required("ground", \.ground, "Why the alert goes."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> AlertDossier {
        try reader.dossier(of: reader.alert(input.schengenID))
    }

    public func decide(
        _ input: Input, _ current: AlertDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<Nothing> {
        try context.require(version: current.alert.version)
        guard let article = input.ground.article(of: current.alert.value.content.category) else {
            throw Refusal(
                .noSuchGround, "no provision deletes an alert of this category on this ground", pointer: "/ground")
        }
        let content = current.alert.value.content
        guard content.category != .return || input.ground != .purposeAchieved || content.entryBan != true else {
            throw Refusal(
                .entryBanStands, "the return decision comes with an entry ban: replace the alert, so that there is no gap",
                pointer: "/ground")
        }
        return Decision(Nothing(), changes: current.erasure(article: article, in: context))
    }
}

extension RefusalKind {
    public static let noSuchGround = RefusalKind(
        "sis/no-such-ground", 422, "The acts do not know this ground for the category")
    public static let entryBanStands = RefusalKind(
        "sis/entry-ban-stands", 422, "An alert for refusal of entry takes the place of this one", article: "1860 6(2), 8(a)")
}
