import Access
import Identity
import Operations
import Registry
import Wire

/// Searches the EES: by document and other alphanumeric data at a border or inside (Articles 23(2), 26(1)), by sticker and
/// biometrics for visas and facilitation programmes (24, 25), for the security check of a screening (24a), for identification after a
/// failed verification (27), and for law enforcement (32, 33). Which keys may be used, and when, is the access policy's to say.
///
/// Several keys are used together: a file is found where all of them point to it. That nothing was found is a fact on
/// which an identification may rest (Articles 23(4), 26(3), 27(1)).
public struct SearchFiles: Operation {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ees(
        "search", "Search for files",
        "Finds individual files by identity, document, visa sticker, biometrics or crossing, as far as the caller's right goes.",
        article: "23(2), 24(2), 24a, 25(2), 26(1), 27(1), 32, 33", .search, .POST, "/search",
        grants: [
            EESGrants.borderSearch, EESGrants.immigrationSearch, EESGrants.identify, EESGrants.identifyByNames,
            EESGrants.visaSearch, EESGrants.facilitationSearch, EESGrants.etiasSearch, EESGrants.designatedHistory,
            EESGrants.europolHistory, EESGrants.designatedFace, EESGrants.designatedPrints, EESGrants.europolIdentify,
            EESGrants.screeningSearch, EESGrants.screeningRead,
        ], refusals: [.noKey])

    public struct Input: WireRecord, Hashable {
        public var identity: RegisteredIdentity?
        public var document: NumberOfIssuer?
        public var visaSticker: NumberOfIssuer?
        public var fingerprints: [Fingerprint] = []
        public var latentFingerprints: [Fingerprint] = []
        public var facialImage: FacialImage?
        public var crossing: CrossingKey?
        public var limit = 20

        public init() {}
        public static let wireName = "SearchFiles"
        public static let meaning = "What is searched with; all that is given is used together."
        public static let fields: [Field<Input>] = [
            .optional("identity", \.identity, "Names, date of birth, nationalities, sex."),
            .optional("document", \.document, "Travel document."),
            .optional("visaSticker", \.visaSticker, "Visa sticker."),
            .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...10),
            .list("latentFingerprints", \.latentFingerprints, "Latent fingerprints; law enforcement only.", count: 0...10),
            .optional("facialImage", \.facialImage, "Facial image."),
            .optional("crossing", \.crossing, "Place and day of an entry, exit or refusal; law enforcement only."),
            .defaulted("limit", \.limit, to: 20, "Files at most.", limits: .integer(1...50)),
        ]

        var keys: Set<SearchKey> {
            var keys: Set<SearchKey> = []
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            if visaSticker != nil { keys.insert(.visaSticker) }
            if !fingerprints.isEmpty { keys.insert(.fingerprints) }
            if !latentFingerprints.isEmpty { keys.insert(.latentFingerprints) }
            if facialImage != nil { keys.insert(.face) }
            if crossing != nil { keys.insert(.entryCrossingPoint) }
            return keys
        }

        /// What the log keeps: the query as typed, without the samples.
        var logged: String {
            var typed = self
            (typed.fingerprints, typed.latentFingerprints, typed.facialImage) = ([], [], nil)
            return String(decoding: typed.wire.bytes, as: UTF8.self)
        }
    }

    /// Where and when somebody crossed.
    public struct CrossingKey: WireRecord, Hashable {
        public var crossingPoint = ""
        public var day = Day(number: 0)
        public init() {}
        public static let meaning = "A border crossing point on a local day."
        public static let fields: [Field<CrossingKey>] = [
            .required("crossingPoint", \.crossingPoint, "Border crossing point.", limits: .text(.init(length: 1...60))),
            .required("day", \.day, "Local day."),
        ]
    }

    public enum State: String, CaseIterable, Sendable, WireChoice {
        case answered
        /// Some keys could not be searched with; the files found fit the others.
        case partial
        /// No key could be searched with.
        case notAvailable
    }

    /// A file that was found.
    public struct Hit: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var traveller = TravellerCategory.visaExempt
        public var identity = RegisteredIdentity()
        public var document = RegisteredDocument()
        public init() {}
        public static let wireName = "FileHit"
        public static let meaning = "A file that was found."
        public static let fields: [Field<Hit>] = [
            .required("file", \.file, "The individual file."),
            .required("traveller", \.traveller, "Under which rules the person is registered."),
            .required("identity", \.identity, "The latest identity."),
            .required("document", \.document, "The latest document."),
        ]
    }

    public struct Output: WireRecord, Sendable {
        public var state = State.answered
        public var hits: [Hit] = []
        public var more = false
        public var notAvailable: [SearchKey] = []
        public var established: [Condition] = []
        public init() {}
        public static let wireName = "FilesFound"
        public static let meaning = "What the search found."
        public static let fields: [Field<Output>] = [
            .required("state", \.state, "Whether all keys could be searched with."),
            .list("hits", \.hits, "Files found.", count: 0...50, group: "individualFile"),
            .defaulted("more", \.more, to: false, "More files fit than are shown.", group: "individualFile"),
            .list("notAvailable", \.notAvailable, "Keys that could not be searched with.", count: 0...20),
            .list("established", \.established, "What this search established for the case.", count: 0...5),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.noKey, "a search starts from something") }
        let mandate = try await desk.mandate(for: about) { facts in
            Demand(keys: keys, conditions: try facts.eesConditions())
        }
        let (fromOutside, notAvailable) = await askPorts(input)
        let answered = keys.subtracting(notAvailable)
        let ofSecurity = mandate.visible.contains(.eesSecurityHit)
        let found: (hits: [Hit], more: Bool, inside: Bool) =
            answered.isEmpty
            ? ([], false, false)
            : try await desk.read(under: mandate) { reader in
                try SearchFiles.look(input, fromOutside, ofSecurity: ofSecurity, reader)
            }

        var output = Output()
        output.state = notAvailable.isEmpty ? .answered : answered.isEmpty ? .notAvailable : .partial
        (output.hits, output.more) = (found.hits, found.more)
        output.notAvailable = notAvailable.sorted()
        output.established = established(keys, answered: answered, hits: found.hits.count, purpose: desk.case.purpose, kind: desk.caller.kind)
        // What an immigration authority needs before it may ask ETIAS (ETIAS Article 49(2)): every key was searched with, and
        // nobody who was found has entered without leaving.
        if desk.caller.kind == .immigration, desk.case.purpose == .verification, notAvailable.isEmpty, !found.inside, !found.more {
            output.established.append(.eesSearchedNoEntry)
            // And before it may retrieve who is to be returned (ETIAS Article 65(3)): nobody was found at all.
            if found.hits.isEmpty { output.established.append(.eesSearchedNoData) }
        }
        let context = desk.context(under: mandate)
        return Outcome(
            output, under: mandate,
            facts: output.established.compactMap { EstablishedFact.ees($0, in: context) },
            log: LogDetails(
                records: found.hits.map(\.file), keys: keys, query: input.logged,
                results: [.EES: answered.isEmpty ? nil : found.hits.count]),
            visible: ofSecurity ? mandate.visible.union([.individualFile]) : mandate.visible)
    }

    /// Candidates of the keys that others search with; `nil` entries do not occur: what gave no answer is named.
    private func askPorts(_ input: Input) async -> (found: [[RecordID]], notAvailable: Set<SearchKey>) {
        var (found, missing): ([[RecordID]], Set<SearchKey>) = ([], [])
        if let identity = input.identity {
            if let files = await ports.identitySearch?.files(for: identity, limit: 200) {
                found.append(files)
            } else {
                missing.insert(.identity)
            }
        }
        // Fingerprints and face are one search: 27(1) speaks of their combination.
        let face = input.facialImage.map { [$0.template] } ?? []
        let exemplars = input.fingerprints.map(\.template) + face
        if !exemplars.isEmpty {
            if let files = await ports.identification?.candidates(for: exemplars, latent: false, limit: 200) {
                found.append(files)
            } else {
                if !input.fingerprints.isEmpty { missing.insert(.fingerprints) }
                if !face.isEmpty { missing.insert(.face) }
            }
        }
        if !input.latentFingerprints.isEmpty {
            let latents = input.latentFingerprints.map(\.template)
            if let files = await ports.identification?.candidates(for: latents, latent: true, limit: 200) {
                found.append(files)
            } else {
                missing.insert(.latentFingerprints)
            }
        }
        return (found, missing)
    }

    /// - Parameter ofSecurity: only files with a refusal on grounds of security are hits (Article 24a).
    private static func look(
        _ input: Input, _ fromOutside: [[RecordID]], ofSecurity: Bool, _ reader: Reader
    ) throws -> (hits: [Hit], more: Bool, inside: Bool) {
        var sets: [[RecordID]] = try fromOutside.map { try $0.map { try file(of: $0, reader) } }
        if let document = input.document {
            sets.append(try reader.find(IndividualFile.kind, key: EESKey.document, value: document.key).map(\.id))
        }
        if let sticker = input.visaSticker {
            sets.append(try files(EESKey.visaSticker, sticker.key, reader))
        }
        if let crossing = input.crossing {
            sets.append(try files(EESKey.crossing, BorderCrossing.key(crossingPoint: crossing.crossingPoint, day: crossing.day), reader))
        }
        guard let first = sets.first else { return ([], false, false) }
        // The order of the first key, best first.
        var seen: Set<RecordID> = []
        let rest = sets.dropFirst().map(Set.init)
        let all = first.filter { id in rest.allSatisfy { $0.contains(id) } && seen.insert(id).inserted }
        var hits: [Hit] = []
        var (more, inside) = (false, false)
        for id in all {
            guard let file = try reader.value(IndividualFile.self, id) else { continue }
            if ofSecurity, try reader.securityRefusals(of: id).isEmpty { continue }
            guard hits.count < input.limit else {
                more = true
                break
            }
            if file.value.openStay != nil { inside = true }
            var hit = Hit()
            hit.file = id
            hit.traveller = file.value.traveller
            hit.identity = file.value.identities.first ?? RegisteredIdentity()
            hit.document = file.value.documents.first ?? RegisteredDocument()
            hits.append(hit)
        }
        return (hits, more, inside)
    }

    /// The files that records with a key belong to.
    private static func files(_ key: String, _ value: String, _ reader: Reader) throws -> [RecordID] {
        let entryExits = try reader.find(EntryExitRecord.kind, key: key, value: value, after: nil, limit: 5000)
        let refusals = try reader.find(RefusalRecord.kind, key: key, value: value, after: nil, limit: 5000)
        return try entryExits.map { try EntryExitRecord(stored: $0).file } + refusals.map { try RefusalRecord(stored: $0).file }
    }

    /// Engines know the record that holds the samples; its file is what is shown.
    private static func file(of id: RecordID, _ reader: Reader) throws -> RecordID {
        guard let record = try reader.record(id), record.kind == BiometricData.kind else { return id }
        return try BiometricData(stored: record).file
    }

    /// What a search that found nothing establishes for border and immigration authorities: no record (Articles 23(4),
    /// 26(3)), or that the search by fingerprints failed (27(1)).
    private func established(
        _ keys: Set<SearchKey>, answered: Set<SearchKey>, hits: Int, purpose: Purpose, kind: AuthorityKind
    ) -> [Condition] {
        guard kind == .border || kind == .immigration else { return [] }
        switch purpose {
        case .borderCheck, .verification: return hits == 0 && !answered.isEmpty ? [.verificationFailed] : []
        case .identification: return answered.contains(.fingerprints) && hits == 0 ? [.fingerprintsUnusable] : []
        default: return []
        }
    }
}

extension RefusalKind {
    public static let noKey = RefusalKind("ees/no-key", 422, "The search starts from nothing")
}
