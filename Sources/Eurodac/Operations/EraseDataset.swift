import Access
import Operations
import Registry
import Wire

/// Why a data set goes before its period has run (603 Articles 13, 16(2), 27(3); 1358 Articles 30, 40(3)).
public enum ErasureGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Citizenship of a Member State was acquired.
    case citizenship
    /// A residence document was issued: 603, irregular crossing only. Under the recast the set is marked instead.
    case residenceDocument
    /// The person left the territory of the Member States: 603, irregular crossing only.
    case leftTerritory
    case inaccurate
    /// Recorded in breach of the Regulation.
    case unlawful

    public func isForeseen(_ category: EurodacCategory, in regime: EurodacRegime) -> Bool {
        switch self {
        case .citizenship, .inaccurate, .unlawful: true
        case .residenceDocument, .leftTerritory: regime == .regulation603 && category == .irregularCrossing
        }
    }

    public func article(_ category: EurodacCategory, in regime: EurodacRegime) -> String {
        switch self {
        case .citizenship: regime.article(category == .applicant ? "13(1)" : "16(2)(c)", "30(1)")
        case .residenceDocument: regime.article("16(2)(a)", "31(4)")
        case .leftTerritory: regime.article("16(2)(b)", "22(7)")
        case .inaccurate, .unlawful: regime.article("27(3)", "40(3)")
        }
    }
}

/// The Member State of origin erases a data set with everything that hangs on it; the others whose data hit are told where the
/// Regulation says so.
public struct EraseDataset: Command {
    public let about: OperationDescription

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "eraseDataset", "Erase a data set",
            "Erases one's own data set, its samples and scans, its comparisons, and its traces in the results of others.",
            article: ("13, 16(2), 27(3)", "30, 40(3)"), .delete, .DELETE, "/datasets/{dataset}",
            grants: EurodacGrants(regime).change,
            refusals: [.notFound, .conflict, .notForeseen], consequences: [.update, .create])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var ground = ErasureGround.inaccurate
        public init() {}
        public static let wireName = "EraseEurodacDataset"
        public static let meaning = "Which data set, and why."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."), .required("ground", \.ground, "Why it goes."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var erased = 0
        public var article = ""
        public init() {}
        public static let wireName = "EurodacDatasetErased"
        public static let meaning = "The data set is gone."
        public static let fields: [Field<Output>] = [
            .required("erased", \.erased, "Records that went."),
            .required("article", \.article, "Article.", limits: .text(.init(length: 1...60))),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        try facts.demand(forDataset: input.dataset, of: about)
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> DatasetDossier {
        try DatasetDossier(input.dataset, from: reader)
    }

    public func decide(_ input: Input, _ dossier: DatasetDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<Output>
    {
        try context.requireOwn(dossier.dataset.owner)
        let set = dossier.dataset.value
        let article = input.ground.article(set.category, in: set.regime)
        guard input.ground.isForeseen(set.category, in: set.regime) else {
            throw Refusal(
                .notForeseen, "\(input.ground.rawValue) erases no set of \(set.category.rawValue)", pointer: "/ground",
                article: article)
        }
        let changes = dossier.erasure(article: article, at: context.now)
        var output = Output()
        output.erased = changes.count { if case .erase = $0 { true } else { false } }
        output.article = article
        let told = input.ground != .inaccurate && input.ground != .unlawful
        // The report goes with the set, and so does what it names: the notice stands by itself.
        let reporters = Set(dossier.reports.filter { $0.value.state == .open }.map(\.value.reporter)).sorted()
        let answers = reporters.map { reporter in
            Notice(
                id: context.ids.next(), recipient: reporter, kind: "eurodac.reportAnswered",
                article: set.regime.article("27(4)–(5)", "40(5)"), record: nil, text: "Data that you reported were erased.",
                at: context.now)
        }
        return Decision(
            output, changes: changes,
            notices: answers
                + (told
                    ? dossier.notices(
                        kind: "eurodac.erasedElsewhere",
                        article: set.regime.article(input.ground == .citizenship ? "13(2), 16(4)" : "16(3)", "30(2)"),
                        text:
                            "Another Member State erased its data on a person on whom you hold data: \(input.ground.rawValue).",
                        in: context)
                    : []))
    }
}
