import Access
import Identity
import Matching
import Operations
import Registry
import Wire

/// The data that a link joins, side by side, with what comparing them came to: for verifying a yellow link (Articles 21(1), 29(3)), or
/// against identity fraud where the link is red (Article 21(2)).
public struct ReadLinkedData: Operation {
    let search: CandidateSearch
    let settings: MIDSettings
    public init(_ search: CandidateSearch, _ settings: MIDSettings = MIDSettings()) {
        (self.search, self.settings) = (search, settings)
    }

    public let about = OperationDescription.cir(
        "readLinkedData", "Read linked data",
        "Identity data, document data and references to biometric data of both sides, with their systems and the evidence for and against one person.",
        article: "21", .read, .GET, "/linked-data/{link}", data: .linkedIdentity,
        grants: CIRGrants.verify + CIRGrants.redLinked,
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "ReadLinkedData"
        public static let meaning = "Which link."
        public static let fields: [Field<Input>] = [.required("link", \.link, "The link.")]
    }

    /// One side's data, with their origin.
    public struct Side: WireRecord, Hashable {
        public var side = LinkSide()
        public var launching = false
        public var created = Instant(milliseconds: 0)
        public var identities: [PersonIdentity] = []
        public var documents: [TravelDocument] = []
        public var fingers: [Int] = []
        public var face = false
        public init() {}
        init(_ person: PersonRecord, launching: Bool) {
            (side, self.launching, created) = (person.side, launching, person.created)
            (identities, documents) = (person.identities, person.documents)
            fingers = Set(person.templates.flatMap { BiometricSample.positions(of: $0) }).filter { (1...10).contains($0) }.sorted()
            face = person.templates.contains { $0.kind.hasPrefix("fac") }
        }
        public static let wireName = "LinkedDataSide"
        public static let meaning = "Data of one system."
        public static let fields: [Field<Side>] = [
            .required("side", \.side, "System and record."),
            .defaulted(
                "launching", \.launching, to: false, "The record whose creation or change started the detection."),
            .required("created", \.created, "When the record was created."),
            .list("identities", \.identities, "Identity data.", count: 0...300),
            .list("documents", \.documents, "Travel document data.", count: 0...300),
            .list("fingers", \.fingers, "Fingers of which samples are held.", count: 0...10),
            .defaulted("face", \.face, to: false, "A facial image is held."),
        ]
    }

    /// What one category of identity data came to (2023/333 Annexes I and II).
    public struct Category: WireRecord, Hashable {
        public var category = ""
        public var result = LinkRule.Identity.different
        public var rules: [String] = []
        public init() {}
        init(_ name: String, _ found: IdentityComparison.Category) {
            category = name
            result = LinkRule.Identity(rawValue: found.result.rawValue) ?? .different
            rules = found.rules.map(\.rawValue)
        }
        public static let wireName = "ComparedCategory"
        public static let meaning = "What one category of identity data came to."
        public static let fields: [Field<Category>] = [
            .required(
                "category", \.category, "Category.", limits: .choice(["names", "dateOfBirth", "sex", "nationality"])),
            .required("result", \.result, "Same, similar or different."),
            .list("rules", \.rules, "Letters of Annex II that make it similar.", count: 0...8),
        ]
    }

    /// How likely one finger of both is one.
    public struct Finger: WireRecord, Hashable {
        public var position = 0
        public var score = 0.0
        public init() {}
        public static let wireName = "ComparedFinger"
        public static let meaning = "Comparison of one finger."
        public static let fields: [Field<Finger>] = [
            .required("position", \.position, "Finger; 0 where it is not known.", limits: .integer(0...10)),
            .required("score", \.score, "Comparison score."),
        ]
    }

    /// A link that the data of a side have already: what is verified takes it into account (Article 29(6)).
    public struct Existing: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var colour = LinkRule.Colour.yellow
        public var systems: [SystemName] = []
        public var since = Instant(milliseconds: 0)
        public init() {}
        init(_ known: LinkAccess.Known) {
            (link, colour, since) = (known.id, known.link.colour, known.link.colouredSince)
            systems = known.link.sides.map(\.system).sorted { $0.rawValue < $1.rawValue }
        }
        public static let wireName = "ExistingLink"
        public static let meaning = "A link that the data of a side have already."
        public static let fields: [Field<Existing>] = [
            .required("link", \.link, "The link."), .required("colour", \.colour, "Its colour."),
            .list("systems", \.systems, "Systems that hold the linked data.", count: 0...2),
            .required("since", \.since, "Since when it has had its colour."),
        ]
    }

    public struct Output: WireRecord {
        public var link = RecordID(high: 0, low: 0)
        public var version = 0
        public var colour = LinkRule.Colour.yellow
        public var sides: [Side] = []
        public var existing: [Existing] = []
        public var withheld = false
        public var comparison: LinkComparison?
        public var categories: [Category] = []
        public var fingers: [Finger] = []
        public var falseMatchRate: Double?
        public var cosine: Double?
        public var bits: Double?
        public var probability: Double?
        public var evidence: [PortalEvidence] = []
        public init() {}
        public static let wireName = "LinkedData"
        public static let meaning = "Both sides of a link and what comparing them came to."
        public static let fields: [Field<Output>] = [
            .required("link", \.link, "The link."), .required("version", \.version, "Its version, for If-Match."),
            .required("colour", \.colour, "Its colour."), .list("sides", \.sides, "The sides.", count: 0...2),
            .list(
                "existing", \.existing, "Links that the data of either side have already; for verifying a yellow link.",
                count: 0...ReadLinkedData.existingMax),
            .defaulted(
                "withheld", \.withheld, to: false,
                "What comparing came to is kept back until the official has noted an opinion (`mid.noteOpinion`)."),
            .optional("comparison", \.comparison, "What comparing came to."),
            .list("categories", \.categories, "By category of identity data.", count: 0...4),
            .list("fingers", \.fingers, "By finger.", count: 0...20),
            .optional(
                "falseMatchRate", \.falseMatchRate,
                "Share of comparisons of two persons' fingers that come to such a score or a higher one."),
            .optional("cosine", \.cosine, "Likeness of the faces, -1 to 1, where no finger could be compared."),
            .optional(
                "bits", \.bits, "Sum of the evidence of names, date of birth, sex, nationality and documents, in bits."),
            .optional(
                "probability", \.probability, "Chance of one person that this evidence leaves, without biometrics."),
            .list("evidence", \.evidence, "Evidence in bits; negative speaks against.", count: 0...60),
        ]
    }

    static let existingMax = 200

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try about.requireKind(of: desk)
        let sides = try await LinkedSides.read(input.link, at: desk, settings)
        let known = sides.known
        var output = Output()
        (output.link, output.version, output.colour) = (known.id, known.version, known.link.colour)
        output.sides = sides.shown.map { Side($0, launching: $0.side.key == known.link.launching.key) }
        output.withheld = known.isWithheld
        if !known.isWithheld {
            // What comparing came to says something of both sides: it is for who may see both (Articles 21(2), 26(2)).
            if sides.shown.count == sides.persons.count { output.comparison = known.link.comparison }
            // What colleagues and the machine made of other links comes after an own opinion, like all they say.
            output.existing = sides.existing.prefix(ReadLinkedData.existingMax).map(Existing.init)
            if sides.isVerifier { await explain(sides.persons[0], sides.persons[1], isKnown: known.pair != nil, &output) }
        }
        return Outcome(output, under: sides.mandate, version: known.version, log: sides.log)
    }

    /// The reasons for the colour. Bits are those of the register that holds the other side: rare names weigh more in it.
    private func explain(_ a: PersonRecord, _ b: PersonRecord, isKnown: Bool, _ output: inout Output) async {
        let search = search
        let (explained, evidence) = await search.matching.off {
            let (x, y) = (ComparedPerson(a), ComparedPerson(b))
            let found = PersonComparison.evidence(x, y)
            var best: Candidate?
            // A known pair is in no register: an index of its own, with it alone, weighs what the names are worth by themselves.
            let index = isKnown ? SystemIndex(system: b.side.system) : search.indexes[b.side.system]
            if isKnown {
                index?.apply(
                    b.side.record, RecordKind(b.side.system, KnownPair.kind.name),
                    Projection(identities: b.identities, documents: b.documents))
            }
            for identity in a.identities {
                let query = IdentityQuery(identity, documents: a.documents)
                if let hit = index?.compare(query, with: b.side.record), hit.score > best?.score ?? -.infinity { best = hit }
            }
            return (found, best)
        }
        let identity = explained.identity
        output.categories = [
            Category("names", identity.names), Category("dateOfBirth", identity.dateOfBirth),
            Category("sex", identity.sex),
            Category("nationality", identity.nationality),
        ]
        output.fingers = explained.biometrics.fingers.map { finger in
            var compared = Finger()
            (compared.position, compared.score) = (finger.position, (finger.score * 100).rounded() / 100)
            return compared
        }
        output.falseMatchRate = explained.biometrics.falseMatchRate
        output.cosine = explained.biometrics.cosine.map { Double(($0 * 1000).rounded() / 1000) }
        guard let evidence else { return }
        output.bits = (evidence.score * 100).rounded() / 100
        output.probability = (evidence.probability * 10_000).rounded() / 10_000
        output.evidence = evidence.evidence.map(PortalEvidence.init)
    }
}
