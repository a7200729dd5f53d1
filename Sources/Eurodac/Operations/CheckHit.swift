import Access
import Identity
import Operations
import Registry
import Wire

/// The receiving Member State says whether a hit is right. Where the face alone matched, and under 603 always, an expert must have
/// looked. A confirmed hit confirms the link of the two sets; a false one is erased at once and reported to the Central System (603
/// Article 25(4)–(5); 1358 Articles 3(6), 38(4)–(6)).
public struct CheckHit: Command {
    public let about: OperationDescription
    public typealias Output = ComparisonReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "checkHit", "Confirm or reject a hit",
            "Final identification of one hit; a false one goes at once and is reported with both reference numbers.",
            article: ("25(4)–(5)", "38(4)–(6)"), .update, .PUT, "/comparisons/{comparison}/hits/{dataset}",
            data: .eurodacComparison,
            grants: EurodacGrants(regime).results,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .expertNeeded, .nothingToDo],
            consequences: [.create, .delete])
    }

    public enum Verdict: String, CaseIterable, Hashable, Sendable, WireChoice {
        case samePerson, otherPerson
    }

    public struct Input: WireRecord, Hashable {
        public var comparison = RecordID(high: 0, low: 0)
        public var dataset = RecordID(high: 0, low: 0)
        public var verdict = Verdict.samePerson
        public var byExpert = false
        public init() {}
        public static let wireName = "CheckEurodacHit"
        public static let meaning = "The verdict on a hit."
        public static let fields: [Field<Input>] = [
            .required("comparison", \.comparison, "The comparison."),
            .required("dataset", \.dataset, "The set that was found."),
            .required("verdict", \.verdict, "Whether it is the same person."),
            .defaulted("byExpert", \.byExpert, to: false, "A trained expert has checked it."),
        ]
    }

    /// The comparison with what a verdict touches.
    public struct Current: Sendable {
        var comparison: Recorded<EurodacComparison>
        var sets: [RecordID: Recorded<EurodacDataset>] = [:]
        var link: Recorded<DatasetLink>?
        var tasks: [Recorded<EurodacTask>] = []
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        var current = Current(comparison: try reader.require(EurodacComparison.self, input.comparison))
        try current.comparison.requireAsker(context)
        for hit in current.comparison.value.hits {
            current.sets[hit.dataset] = try reader.value(EurodacDataset.self, hit.dataset)
        }
        if let own = current.comparison.value.dataset {
            current.link = try reader.links(of: own).first { $0.value.other(than: own) == input.dataset }
        }
        current.tasks = try reader.tasks(EurodacClocks.self, about: input.comparison)
        return current
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        ComparisonReply
    > {
        var comparison = current.comparison
        try context.require(version: comparison.version)
        guard let place = comparison.value.hits.firstIndex(where: { $0.dataset == input.dataset }) else {
            throw Refusal(.notFound, "the comparison has no such hit", pointer: "/dataset")
        }
        let hit = comparison.value.hits[place]
        let regime = comparison.value.regime
        guard hit.verdict == .open || input.verdict == .otherPerson else {
            throw Refusal(.nothingToDo, "the hit is confirmed already")
        }
        guard input.byExpert || !hit.needsExpert(in: regime) else {
            throw Refusal(
                .expertNeeded, "a hit by \(hit.basis.rawValue) is checked by an expert", pointer: "/byExpert",
                article: regime.article("25(4)", "38(5)"))
        }
        var (changes, notices): ([Change], [Notice]) = ([], [])
        switch input.verdict {
        case .samePerson:
            comparison.value.hits[place].verdict = .confirmed
            if var link = current.link, !link.value.confirmed {
                link.value.confirmed = true
                changes.append(link.update)
            }
        case .otherPerson:
            comparison.value.hits.remove(at: place)
            comparison.value.falseHits += 1
            let article = regime.article("25(5)", "38(6)")
            if let link = current.link { changes.append(.erase(link.id, expected: link.version, article: article)) }
            changes += context.counting("w", "falseHits")
            let other = current.sets[input.dataset]?.value.reference.wireText ?? "a set that was erased since"
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: CheckHit.centralUnit, kind: "eurodac.falseHit", article: article,
                    record: current.sets[input.dataset] == nil ? comparison.id : input.dataset,
                    text: "The hit of \(comparison.value.reference.wireText) with \(other) is of another person.",
                    at: context.now))
        }
        if !comparison.value.hits.contains(where: { $0.verdict == .open }) {
            changes += current.tasks.ending(step: EurodacClocks.checkHits, at: context.now)
        }
        return Decision(
            ComparisonReply(
                id: comparison.id, version: comparison.version + 1, comparison.value, datasets: current.sets),
            changes: [comparison.update] + changes, version: comparison.version + 1, notices: notices)
    }

    /// Who is told of false hits.
    static let centralUnit = "EURODAC-CU"
}

extension RefusalKind {
    public static let expertNeeded = RefusalKind(
        "eurodac/expert-needed", 422, "A trained expert must check this hit first", article: "Eurodac 38(5)")
}
