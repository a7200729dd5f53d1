import Access
import Identity
import Operations
import Registry
import SIS
import Wire

/// Whose eyes a link is for (Article 26). What a link is to the asker is established from Sextant's own records: whose duty it
/// is, which systems are open to the authority, whether an alert is kept hidden.
struct LinkAccess: Sendable {
    struct Known: Sendable {
        var id: RecordID
        var version: Int
        var link: IdentityLink
        var number: String?
        var question: AccessQuestion
        /// An alert that looks absent to the asker for now (2018/1862 Article 26(4)).
        var isHidden = false
        /// What comparing came to is kept from the asker until they have an opinion of their own.
        var isWithheld = false
        /// Whoever has evidence puts it right (Articles 31(3), 32(7)(b), 33(5)): no alert of SIRENE's is linked, nor one that the asker does not see.
        var isOpenToCorrection = false
        /// Evidence against it waits to be looked at (Articles 31(3), 32(7), 33(5)); to who answers for the link.
        var isReviewed = false
        /// A person's request was granted and waits to be carried out (Article 48(5)); to who answers for the link.
        var isGranted = false
        /// Processing is restricted at the request of the person concerned (Article 48; 2016/679 18).
        var isRestricted = false
        /// In the place of a link: a known pair.
        var pair: KnownPair?
    }

    let desk: Desk
    var settings = MIDSettings()

    /// - Parameter found: keys of records that the asker's queries have shown, who alone can know their identifiers.
    func look(
        at find: @escaping @Sendable (Reader) throws -> [Recorded<IdentityLink>], found: Set<String> = [],
        action: AccessAction = .read
    ) async throws(Refusal) -> [Known] {
        let mandate = desk.policy.mandate(
            forTask: "establish-conditions", systems: [.MID, .SIS], actions: [.read], article: "817 26",
            requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let (desk, working) = (desk, settings.desk(desk.caller.authority))
        return try await desk.read(under: mandate) { reader in
            let links = try find(reader)
            guard !links.isEmpty else { return [] }
            let openSystems = SystemsOpen(desk)
            return try links.map { recorded in
                let link = recorded.value
                var known = Known(
                    id: recorded.id, version: recorded.version, link: link,
                    number: try reader.value(ConfirmationFile.self, link.file)?.value.number,
                    question: AccessQuestion(
                        authority: desk.caller.kind, purpose: desk.case.purpose, system: .MID, action: action,
                        data: link.colour.dataGroup, conditions: desk.caller.standing))
                known.isRestricted = try reader.isRestricted(recorded.id, MIDTasks.self)
                if link.responsible?.isCaller(desk.caller) == true {
                    known.question.conditions.insert(.responsible)
                    let waiting = Set(
                        try reader.tasks(MIDTasks.self, about: recorded.id).filter { $0.value.state == .open }.map(\.value.step))
                    known.isReviewed = waiting.contains(MIDTasks.Step.reviewEvidence.rawValue)
                    known.isGranted = waiting.contains(MIDTasks.Step.carryOutRequest.rawValue)
                }
                known.isOpenToCorrection = link.sides.allSatisfy { side in
                    side.system != .SIS || side.alert?.isSIRENEs == false && openSystems.contains(side)
                }
                known.isWithheld = link.withholdsComparison(from: desk.caller, working)
                if link.colour == .white || link.colour == .green {
                    if link.sides.allSatisfy(openSystems.contains) {
                        known.question.conditions.insert(.bothSystemsOpen)
                    }
                    if link.sides.allSatisfy({ found.contains($0.key) }) {
                        known.question.conditions.insert(.bothRecordsFound)
                    }
                }
                known.isHidden = try link.isHidden(from: desk.caller, at: desk.now, reader)
                return known
            }
        }
    }

    /// One link; or the known pair of the asker's desk that has this identifier, looked at as though it were one. `nil` where there is neither.
    func lookAtOne(_ id: RecordID) async throws(Refusal) -> Known? {
        if let known = try await look(at: { reader in try reader.value(IdentityLink.self, id).map { [$0] } ?? [] }).first {
            return known
        }
        return try await knownPair(id)
    }

    /// A known pair of the asker's desk.
    func knownPair(_ id: RecordID, action: AccessAction = .read) async throws(Refusal) -> Known? {
        let mandate = desk.policy.mandate(
            forTask: "establish-conditions", systems: [.MID], actions: [.read], article: "817 26", requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let recorded = try await desk.read(under: mandate) { reader in try reader.value(KnownPair.self, id) }
        guard let recorded, recorded.value.desk.isCaller(desk.caller) else { return nil }
        let link = recorded.value.likeness()
        return Known(
            id: id, version: recorded.version, link: link, number: ConfirmationFile.number(from: id.low),
            question: AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .MID, action: action,
                data: link.colour.dataGroup, conditions: desk.caller.standing.union([.responsible])),
            isWithheld: link.withholdsComparison(from: desk.caller, settings.desk(desk.caller.authority)), pair: recorded.value)
    }

    /// The links that join any of these records, which the asker's queries have shown.
    func links(of found: Set<String>) async throws(Refusal) -> [Known] {
        try await look(
            at: { reader in
                var links: [RecordID: Recorded<IdentityLink>] = [:]
                for key in found.sorted() {
                    for link in try reader.values(IdentityLink.self, key: IdentityLink.sideKey, value: key) { links[link.id] = link }
                }
                return links.values.sorted { $0.id < $1.id }
            }, found: found)
    }

    /// The view of a link that the asker may see; `nil` where it must look absent.
    func view(of known: Known) -> (view: LinkView, visible: Set<DataGroup>)? {
        guard !known.isHidden, case .allowed = desk.policy.decide(known.question) else { return nil }
        let visible = desk.policy.readable(
            .MID, by: desk.caller.kind, for: desk.case.purpose, conditions: known.question.conditions)
        return (LinkView(known, visible: visible, for: desk.caller), visible)
    }

    /// The mandate for one link, or the refusal that there is none.
    func mandate(for known: Known?, group: DataGroup? = nil, consequences: Set<AccessAction> = []) throws(Refusal)
        -> Mandate
    {
        guard let known, !known.isHidden else { throw Refusal(.notFound, "there is no such record") }
        var question = known.question
        if let group { question.data = group }
        return try desk.mandate(question, consequences: consequences)
    }
}

extension IdentityLink {
    /// Whether it looks absent to an authority for now, as the alert for arrest that it joins does (2018/1862 Article 26(4)). Reads SIS.
    func isHidden(from caller: Caller, at now: Instant, _ reader: Reader) throws -> Bool {
        guard caller.kind != .sirene else { return false }
        for side in sides where side.alert == .arrest {
            let alert = try reader.value(Alert.self, side.record)?.value
            if alert?.isUnavailable(in: caller.memberState ?? "", at: now) == true { return true }
        }
        return false
    }
}

/// Whether the systems that a link joins are open to an authority for its purpose; of SIS, the kind of alert.
private struct SystemsOpen: Sendable {
    private let readable: [SystemName: Set<DataGroup>]
    /// Whoever sees no more of a system than what they must do, or put right, has no access to its data.
    private static let ownWork: Set<DataGroup> = [.legalTasks, .qualityIssues]

    init(_ desk: Desk) {
        readable = Dictionary(
            uniqueKeysWithValues: PersonRecords.systems.map {
                (
                    $0,
                    desk.policy.readable(
                        $0, by: desk.caller.kind, for: desk.case.purpose, conditions: desk.caller.standing
                    ).subtracting(SystemsOpen.ownWork)
                )
            })
    }

    func contains(_ side: LinkSide) -> Bool {
        let groups = readable[side.system] ?? []
        guard let alert = side.alert else { return !groups.isEmpty }
        let needed: Set<DataGroup> =
            switch alert {
            case .arrest: ["arrest"]
            case .missing: ["missing"]
            case .judicial: ["judicial"]
            // Information alerts stand beside checks, and have readers of their own.
            case .check: ["check", "information"]
            case .refusal, .restrictiveMeasure: ["refusal"]
            case .returnDecision: ["return"]
            }
        return needed.isSubset(of: groups)
    }
}

/// A link as somebody may see it: who has no right to a part does not see that it is there.
public struct LinkView: WireRecord, Hashable {
    public var link = RecordID(high: 0, low: 0)
    public var colour = LinkRule.Colour.yellow
    public var systems: [SystemName] = []
    public var effect = ""
    public var version: Int?
    public var launching: LinkSide?
    public var other: LinkSide?
    public var number: String?
    public var comparison: LinkComparison?
    public var articles: [String] = []
    public var responsible: ResponsibleAuthority?
    public var conclusion: LinkRule.Conclusion?
    public var opinion: FirstOpinion?
    public var unaided: UnaidedOpinion?
    public var withheld = false
    public var restricted = false
    public var reviewed = false
    public var granted = false
    public var toInform = false
    public var information: PersonInformation?
    public var earlierInformation: [PersonInformation] = []
    public var created: Instant?
    public var updated: Instant?
    public var history: [LinkEvent] = []
    public var evidence: [LinkEvidence] = []

    public init() {}
    init(_ known: LinkAccess.Known, visible: Set<DataGroup>, for caller: Caller) {
        let value = known.link
        (link, colour) = (known.id, value.colour)
        systems = value.sides.map(\.system).sorted { $0.rawValue < $1.rawValue }
        // Data are marked as restricted for whoever sees them (2016/679 Articles 4(3), 18).
        (effect, restricted) = (LinkView.effect(of: value.colour), known.isRestricted)
        if visible.contains(.linkedRecords) { (launching, other) = (value.launching, value.other) }
        guard visible.contains(.linkDetails) else { return }
        (version, number, comparison, articles) = (known.version, known.number, value.comparison, value.articles)
        (responsible, conclusion, opinion, information) = (
            value.responsible, value.conclusion, value.opinion, value.information
        )
        (created, updated, history, evidence) = (value.created, value.updated, value.history, value.evidence)
        (reviewed, granted) = (known.isReviewed, known.isGranted)
        earlierInformation = value.earlierInformation
        toInform = value.information == nil && value.isPersonsToKnow
        unaided = value.unaidedOpinion(of: caller)
        guard known.isWithheld else { return }
        // Neither the machine's word nor a colleague's: what the link was before says what somebody concluded.
        (withheld, comparison, articles, opinion, earlierInformation, evidence) = (true, nil, [], nil, [], [])
        history.removeAll { $0.conclusion != nil || $0.colour != .yellow }
    }

    public static let meaning = "A link, as far as the asker may see it."
    public static let fields: [Field<LinkView>] = [
        .required("link", \.link, "The link."), .required("colour", \.colour, "Its colour."),
        .list("systems", \.systems, "Systems that hold the linked data.", count: 0...2),
        .required(
            "effect", \.effect, "What the colour means for whoever sees it.", limits: .text(.init(length: 0...400))),
        .optional("version", \.version, "Version, for If-Match."),
        .optional("launching", \.launching, "The record whose creation or change started the detection."),
        .optional("other", \.other, "The record that was found."),
        .optional(
            "number", \.number, "Single identification number of the confirmation file.",
            limits: ConfirmationFile.numberSchema),
        .optional("comparison", \.comparison, "What comparing came to."),
        .list("articles", \.articles, "Points that give the colour.", count: 0...8),
        .optional("responsible", \.responsible, "Who verifies different identities."),
        .optional("conclusion", \.conclusion, "What was concluded."),
        .optional("opinion", \.opinion, "A first opinion that waits for a second person."),
        .optional("unaided", \.unaided, "The asker's own opinion before seeing the comparison."),
        .defaulted(
            "withheld", \.withheld, to: false,
            "What comparing came to is kept back until the asker has noted an opinion (`mid.noteOpinion`)."),
        .defaulted("restricted", \.restricted, to: false, "Processing is restricted at the request of the person concerned."),
        .defaulted("reviewed", \.reviewed, to: false, "Evidence against it waits to be looked at; shown to who answers for the link."),
        .defaulted(
            "granted", \.granted, to: false,
            "A person's request was granted and waits to be carried out; shown to who answers for the link."),
        .defaulted("toInform", \.toInform, to: false, "The person is to be told in writing; shown to who answers for the link."),
        .optional("information", \.information, "How the person was told."),
        .list(
            "earlierInformation", \.earlierInformation, "What the person was told while the link had another colour.",
            count: 0...IdentityLink.informationMax),
        .optional("created", \.created, "When the link was created."),
        .optional("updated", \.updated, "When it was last updated."),
        .list("history", \.history, "What became of it.", count: 0...IdentityLink.historyMax),
        .list("evidence", \.evidence, "What speaks against it; shown to who answers for the link.", count: 0...IdentityLink.evidenceMax),
    ]

    /// Articles 30(3), 31(2), 32(2), 33(2).
    static func effect(of colour: LinkRule.Colour) -> String {
        switch colour {
        case .yellow: "Not verified yet: nothing follows from it but the duty to verify (Articles 28(4), 29)."
        case .green: "The linked data are not of the same person (Article 31(2))."
        case .red: "Used in an unjustified manner. No legal consequence follows from the link alone (Article 32(2))."
        case .white: "The linked data are of the same person (Article 33(2))."
        }
    }
}
