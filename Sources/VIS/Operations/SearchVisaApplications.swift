import Access
import Identity
import Operations
import Registry
import Wire

/// Searches the VIS: for visa applications (Article 15(2)), at borders (18(1), 19a, 22g(1)), in the territory (19(1), 22h(1)), for
/// identification (20(1), 22i(1)), asylum (21, 22, 22j, 22k), ETIAS (18c, 18d), the security check of a screening (6(2-a)), law enforcement
/// (22o, 22r) and missing persons (22p). Which keys may be used, and when, is the access policy's to say.
///
/// Several keys are used together: a file is found where all of them point to it.
public struct SearchVisaApplications: Operation {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }

    public let about = OperationDescription.vis(
        "search", "Search for application files", "Finds application files by the keys that the caller's right admits.",
        article: "6(2-a), 15(2), 18(1), 19(1), 20(1), 21(1), 22(1), 22g–22k, 22o, 22p, 22r", .search, .POST, "/search",
        grants: [
            VISGrants.visaSearch, VISGrants.etiasSearch, VISGrants.borderSearch, VISGrants.territorySearch, VISGrants.identify,
            VISGrants.identifyByData, VISGrants.teamBorderSearch, VISGrants.teamTerritorySearch, VISGrants.teamIdentify,
            VISGrants.asylumSearch, VISGrants.asylumByData, VISGrants.designatedSearch, VISGrants.designatedHistory,
            VISGrants.europolSearch, VISGrants.europolHistory, VISGrants.missingSearch, VISGrants.missingByData,
            VISGrants.screeningSearch, VISGrants.screeningRead,
        ], refusals: [.noVISKey])

    public struct Input: WireRecord, Hashable {
        public var applicationNumber: String?
        public var identity: PersonIdentity?
        public var document: DocumentNumber?
        public var inviter: Inviter?
        public var visaSticker: DocumentNumber?
        public var fingerprints: [ApplicantFingerprint] = []
        public var latentFingerprints: [ApplicantFingerprint] = []
        public var facialImage: ApplicantImage?
        public var protectionApplied: Day?
        public var limit = 20

        public init() {}
        public static let wireName = "SearchVisaApplications"
        public static let meaning = "What is searched with; all that is given is used together."
        public static let fields: [Field<Input>] = [
            .optional("applicationNumber", \.applicationNumber, "Application number.", limits: .text(.init(length: 1...60))),
            .optional("identity", \.identity, "Names, date of birth, nationalities, sex."),
            .optional("document", \.document, "Travel document."),
            .optional("inviter", \.inviter, "Person or organisation that invites."),
            .optional("visaSticker", \.visaSticker, "Number of a sticker, long-stay visa or residence permit."),
            .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...10),
            .list("latentFingerprints", \.latentFingerprints, "Latent fingerprints; law enforcement only.", count: 0...10),
            .optional("facialImage", \.facialImage, "Facial image; never alone."),
            .optional(
                "protectionApplied", \.protectionApplied,
                "Date of the application for international protection (Article 21(2)); today where absent."),
            .defaulted("limit", \.limit, to: 20, "Files at most.", limits: .integer(1...50)),
        ]

        var keys: Set<SearchKey> {
            var keys: Set<SearchKey> = []
            if applicationNumber != nil { keys.insert(.applicationNumber) }
            if identity != nil { keys.insert(.identity) }
            if document != nil { keys.insert(.document) }
            if inviter != nil { keys.insert(.inviter) }
            if visaSticker != nil { keys.insert(.visaSticker) }
            if !fingerprints.isEmpty { keys.insert(.fingerprints) }
            if !latentFingerprints.isEmpty { keys.insert(.latentFingerprints) }
            if facialImage != nil { keys.insert(.face) }
            return keys
        }

        var usesSamples: Bool { !fingerprints.isEmpty || !latentFingerprints.isEmpty || facialImage != nil }

        /// What the log keeps: the query as typed, without the samples.
        var logged: String {
            var typed = self
            (typed.fingerprints, typed.latentFingerprints, typed.facialImage) = ([], [], nil)
            return String(decoding: typed.wire.bytes, as: UTF8.self)
        }
    }

    public enum State: String, CaseIterable, Sendable, WireChoice {
        case answered
        /// Some keys could not be searched with; the files found fit the others.
        case partial
        /// No key could be searched with.
        case notAvailable
    }

    public struct Output: WireRecord, Sendable {
        public var state = State.answered
        public var hits: [VisaApplicationView] = []
        public var more = false
        public var notAvailable: [SearchKey] = []
        public var established: [Condition] = []
        public init() {}
        public static let wireName = "VisaApplicationsFound"
        public static let meaning = "What the search found."
        public static let fields: [Field<Output>] = [
            .required("state", \.state, "Whether all keys could be searched with."),
            .list("hits", \.hits, "Files found, as far as the right goes.", count: 0...50),
            .defaulted("more", \.more, to: false, "More files fit than are shown."),
            .list("notAvailable", \.notAvailable, "Keys that could not be searched with.", count: 0...20),
            .list("established", \.established, "What this search established for the case.", count: 0...5),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys = input.keys
        guard !keys.isEmpty else { throw Refusal(.noVISKey, "a search starts from something") }
        let mandate = try await desk.mandate(for: about) { facts in Demand(keys: keys, conditions: try facts.visConditions()) }
        if let inviter = input.inviter, inviter.key == nil {
            throw Refusal(.noVISKey, "an inviter is a person or an organisation", pointer: "/inviter")
        }
        let (fromOutside, notAvailable) = await askPorts(input)
        let answered = keys.subtracting(notAvailable)
        let asking = Asking(
            input: input, fromOutside: fromOutside, visible: mandate.visible.ofFile, caller: desk.caller, purpose: desk.case.purpose,
            today: desk.today)
        let found: (hits: [VisaApplicationView], more: Bool) =
            answered.isEmpty ? ([], false) : try await desk.read(under: mandate) { reader in try asking.look(in: reader) }

        var output = Output()
        output.state = notAvailable.isEmpty ? .answered : answered.isEmpty ? .notAvailable : .partial
        (output.hits, output.more) = found
        output.notAvailable = notAvailable.sorted()
        output.established = established(answered: answered, hits: found.hits.count, desk)
        let context = desk.context(under: mandate)
        return Outcome(
            output, under: mandate, notices: try await TeamFindings.notices(of: found.hits.map(\.application), at: desk),
            facts: output.established.compactMap { EstablishedFact.vis($0, in: context) },
            log: LogDetails(
                records: found.hits.map(\.application), keys: keys, query: input.logged,
                results: [.VIS: answered.isEmpty ? nil : found.hits.count]))
    }

    /// Candidates of the keys that others search with; what gave no answer is named.
    private func askPorts(_ input: Input) async -> (found: [[RecordID]], notAvailable: Set<SearchKey>) {
        var (found, missing): ([[RecordID]], Set<SearchKey>) = ([], [])
        if let identity = input.identity {
            if let files = await ports.identitySearch(identity, 200) { found.append(files) } else { missing.insert(.identity) }
        }
        let exemplars = input.fingerprints.map(\.template) + (input.facialImage.map { [$0.template] } ?? [])
        if !exemplars.isEmpty {
            if let files = await ports.identification(exemplars, false, 200) {
                found.append(files)
            } else {
                if !input.fingerprints.isEmpty { missing.insert(.fingerprints) }
                if input.facialImage != nil { missing.insert(.face) }
            }
        }
        if !input.latentFingerprints.isEmpty {
            if let files = await ports.identification(input.latentFingerprints.map(\.template), true, 200) {
                found.append(files)
            } else {
                missing.insert(.latentFingerprints)
            }
        }
        return (found, missing)
    }

    /// A search by fingerprints that finds nothing opens the search by data (Articles 20(1), 21(1), 22(1), 22p(2)).
    private func established(answered: Set<SearchKey>, hits: Int, _ desk: Desk) -> [Condition] {
        let purposes: Set<Purpose> = [.identification, .asylumResponsibility, .asylumExamination, .missingPersonIdentification]
        guard purposes.contains(desk.case.purpose), hits == 0, answered.contains(.fingerprints) else { return [] }
        return [.fingerprintsUnusable]
    }
}

/// One search, with what may be seen and by whom.
private struct Asking: Sendable {
    var input: SearchVisaApplications.Input
    var fromOutside: [[RecordID]]
    var visible: Set<DataGroup>
    var caller: Caller
    var purpose: Purpose
    var today: Day

    func look(in reader: Reader) throws -> (hits: [VisaApplicationView], more: Bool) {
        var sets: [[RecordID]] = try fromOutside.map { try $0.map { try file(of: $0, reader) } }
        func find(_ key: String, _ value: String) throws -> [RecordID] {
            try reader.find(ApplicationFile.kind, key: key, value: value).map(\.id)
        }
        if let number = input.applicationNumber { sets.append(try find(VISKey.number, TravelDocument.level(number: number))) }
        if let document = input.document { sets.append(try find(VISKey.document, document.key)) }
        if let sticker = input.visaSticker { sets.append(try find(VISKey.sticker, sticker.key)) }
        if let inviter = input.inviter, let key = inviter.key {
            sets.append(
                try reader.values(ApplicationFile.self, key: VISKey.inviter, value: key).filter {
                    $0.value.form.inviter?.fits(inviter) ?? false
                }
                .map(\.id))
        }
        guard let first = sets.first else { return ([], false) }
        // The order of the first key, best first.
        var seen: Set<RecordID> = []
        let rest = sets.dropFirst().map(Set.init)
        let all = first.filter { id in rest.allSatisfy { $0.contains(id) } && seen.insert(id).inserted }
        var hits: [VisaApplicationView] = []
        for id in all {
            guard let file = try reader.value(ApplicationFile.self, id), isOpen(file.value) else { continue }
            guard hits.count < input.limit else { return (hits, true) }
            hits.append(
                VisaApplicationView(
                    file, links: try ApplicationLinks(of: id, file.value, from: reader), visible: visible,
                    processing: file.owner == caller.memberState))
        }
        return (hits, false)
    }

    private func isOpen(_ file: ApplicationFile) -> Bool {
        file.isOpen(
            to: caller.kind, for: purpose, visible: visible, usesSamples: input.usesSamples, protectionApplied: input.protectionApplied,
            on: today)
    }

    /// Engines know the record that holds the samples; its file is what is shown.
    private func file(of id: RecordID, _ reader: Reader) throws -> RecordID {
        guard let record = try reader.record(id), record.kind == ApplicantSamples.kind else { return id }
        return try ApplicantSamples(stored: record).application
    }
}

/// Which files count for the responsibility for an application for international protection (Articles 21(2), 22j(2)).
public enum AsylumResponsibility {
    /// A visa issued or extended that expired at most six months before; a long-stay visa or permit whenever it is recorded.
    public static func concerns(_ file: ApplicationFile, appliedOn day: Day) -> Bool {
        guard let document = file.document else { return false }
        return !file.sort.isVisa || document.validUntil.adding(months: 6) >= day
    }
}

extension RefusalKind {
    static let noVISKey = RefusalKind("vis/no-key", 422, "The search starts from nothing")
}
