import Access
import EES
import Identity
import Installation
import Interoperability
import Matching
import Operations
import Registry
import Sandbox
import Wire

/// What must hold whatever happened: each is looked at on the registers as they stand and on what really happened, never
/// on what the code that is examined says of itself.
struct Invariants {
    let world: SimulatedWorld
    let sweeps: SweepLedger
    let checkpoints: [SignedCheckpoint]

    var store: any Store { world.installation.store }
    var today: Day { world.settings.lastDay }

    func check() async throws {
        let register = try await Register(store)
        ErasureInvariant(world: world, register: register, today: today).check()
        try await DeadlineInvariant(world: world, register: register, today: today).check()
        TruthInvariant(world: world, register: register, today: today).check()
        await DaysInvariant(world: world, today: today).check()
        try await IndexInvariant(world: world).check()
        try await LogInvariant(world: world, checkpoints: checkpoints).check()
        try await LinkInvariant(world: world, register: register).check()
        try await StatisticsInvariant(world: world, register: register, today: today).check()
        // Last: it lets what follows catch up.
        try await QualityInvariant(world: world).check()
        if world.witness.asked == 0 { world.findings.add("rights", "the witness was never asked") }
    }
}

/// All records as they stand, read once.
struct Register {
    struct Entry {
        var id: RecordID
        var kind: RecordKind
        var owner: String
        var value: JSON
        var projection: Projection
    }
    var entries: [Entry] = []
    var byKind: [RecordKind: [Int]] = [:]
    var places: [RecordID: Int] = [:]
    var notices: [RecordID: [(kind: String, recipient: String, at: Instant)]] = [:]
    /// The feed's last word on each record.
    var feedIsWhole = true

    init(_ store: any Store) async throws {
        let read = try await store.read { view -> ([(RecordID, RecordKind, Projection, StoredRecord?)], Bool) in
            var found: [(RecordID, RecordKind, Projection, StoredRecord?)] = []
            try view.forEachProjection { id, kind, projection in
                if kind.system != .administration { found.append((id, kind, projection, nil)) }
            }
            for place in found.indices { found[place].3 = try view.record(found[place].0) }
            var (sequence, isWhole): (Int64, Bool) = (0, true)
            while true {
                let page = try view.feed(after: sequence, limit: 4096)
                guard let last = page.last else { break }
                for (number, entry) in page.enumerated() where entry.sequence != sequence + Int64(number) + 1 {
                    isWhole = false
                }
                sequence = last.sequence
            }
            return (found, isWhole)
        }
        feedIsWhole = read.1
        for (id, kind, projection, record) in read.0 {
            guard let record,
                let value = try? JSON(parsing: record.payload, limits: .init(bytesMax: 1 << 26, depthMax: 64))
            else { continue }
            places[id] = entries.count
            byKind[kind, default: []].append(entries.count)
            entries.append(Entry(id: id, kind: kind, owner: record.owner, value: value, projection: projection))
        }
    }

    func all(_ system: SystemName, _ name: String) -> [Entry] {
        (byKind[RecordKind(system, name)] ?? []).map { entries[$0] }
    }

    subscript(id: RecordID) -> Entry? { places[id].map { entries[$0] } }
}

/// No record stands on or after the day on which it had to go, and the days that records carry are the law's.
struct ErasureInvariant {
    let world: SimulatedWorld
    let register: Register
    let today: Day

    func check() {
        if !register.feedIsWhole { world.findings.add("erasure", "the feed has a gap") }
        for entry in register.entries {
            for due in entry.projection.due where due.action == .erase && due.day <= today {
                world.findings.add(
                    "erasure", "\(entry.kind) \(entry.id) was to be erased on \(due.day) under \(due.article)")
            }
            guard let expected = TermsRecounted.eraseOn(entry) else { continue }
            let carried = entry.projection.due.filter { $0.action == .erase }.map(\.day).min()
            if carried != expected {
                world.findings.add(
                    "erasure",
                    "\(entry.kind) \(entry.id) carries \(carried?.description ?? "no day") and not \(expected) as its last term"
                )
            }
            if expected <= today {
                world.findings.add(
                    "erasure", "\(entry.kind) \(entry.id) stands on \(today) and had to go on \(expected)")
            }
        }
    }
}

/// The terms of the acts once more, from the stored data alone.
enum TermsRecounted {
    static func eraseOn(_ entry: Register.Entry) -> Day? {
        switch entry.kind.description {
        case "EES/entryExit":
            let isFamily = entry.value["euFamily"] == .bool(true)
            // Article 34(1), (3) and (4).
            if let exit = entry.value.at("exit")?.day("day") { return exit.adding(years: isFamily ? 1 : 3) + 1 }
            guard let entered = entry.value.at("entry")?.day("day") else { return nil }
            return (isFamily ? entered : entry.value.day("authorisedEnd") ?? entered).adding(years: 5) + 1
        case "EES/refusal": return entry.value.at("refused")?.day("day").map { $0.adding(years: 3) + 1 }
        case "EES/individualFile":
            // Three years and a day after the last record; longer while a stay is open (Article 34(2), (3)).
            guard let opened = entry.value.day("opened") else { return nil }
            let closed = (entry.value.day("lastDeparture") ?? opened).adding(years: 3) + 2
            guard let stay = entry.value["openStay"], let entered = stay.day("entry") else { return closed }
            let isFamily = stay["euFamily"] == .bool(true)
            return max(closed, (isFamily ? entered : stay.day("authorisedEnd") ?? entered).adding(years: 5) + 1)
        case "ETIAS/applicationFile":
            // Article 54(1): as long as what was issued is valid, or five years from the last negative decision and seven days from
            // when the data behind it went. While a decision is to come, nothing.
            switch entry.value["status"]?.text {
            case "issued":
                guard let until = entry.value["authorisation"]?.day("until") else { return nil }
                return (entry.value["consent"] == nil ? until : until.adding(years: 3)) + 1
            case "refused", "annulled", "revoked":
                let decided = entry.value["decisions"]?.elements?.last?["at"]?.text.flatMap { Instant($0) }?.utcDay
                let gone = entry.value.day("sourceDeleted").map { $0 + 8 }
                return [decided.map { $0.adding(years: 5) + 1 }, gone].compactMap { $0 }.min()
            default: return nil
            }
        case "VIS/applicationFile":
            // Article 23(1): five years from the end of the visa, from the decision, or from the file's creation.
            let decisions = entry.value["decisions"]?.elements ?? []
            let from: Day? =
                switch decisions.last?["status"]?.text {
                case "issued", "extended", "renewed": decisions.last { $0["document"] != nil }?["document"]?.day("validUntil")
                case "refused", "annulled", "revoked", "withdrawn": decisions.last?.day("decided")
                default: entry.value.day("created")
                }
            return from.map { $0.adding(years: 5) + 1 }
        default: return nil
        }
    }
}

/// No deadline is lost: each was kept, or somebody was told.
struct DeadlineInvariant {
    let world: SimulatedWorld
    let register: Register
    let today: Day

    func check() async throws {
        var notices: [RecordID: [Notice]] = [:]
        let recipients = Set(world.truth.clocks.values.flatMap { $0.map(\.recipient) }).sorted()
        for notice in try await world.installation.store.read({ view in
            try recipients.flatMap { try view.inbox(recipient: $0, after: nil, limit: .max) }
        }) {
            if let record = notice.record { notices[record, default: []].append(notice) }
        }
        for (id, clocks) in world.truth.clocks.sorted(by: { $0.key < $1.key }) where register[id] != nil {
            for clock in clocks {
                let told = (notices[id] ?? []).contains {
                    $0.kind == clock.notice && $0.recipient == clock.recipient && $0.at.utcDay >= clock.dueOn
                }
                let early = (notices[id] ?? []).contains { $0.kind == clock.notice && $0.at.utcDay < clocks[0].dueOn }
                let wasSilent = clock.done.map { $0 >= clock.dueOn + clock.grace } ?? true
                if wasSilent, clock.dueOn + clock.grace <= today, !told {
                    world.findings.add(
                        "deadlines", "\(id): nobody was told on \(clock.dueOn) that a term had passed (\(clock.notice))"
                    )
                }
                if early { world.findings.add("deadlines", "\(id): somebody was told before a term had passed") }
            }
        }
        try await messages()
        try await tasks()
    }

    /// What the VIS had to carry has arrived, once, and nothing else has.
    private func messages() async throws {
        let kinds = Set(["vis.consultation", "vis.consultationReply", "vis.decision", "vis.visaIssued"])
        let arrived = try await world.installation.store.read { view in
            try Officers.states.flatMap { try view.inbox(recipient: $0, after: nil, limit: .max) }
        }.filter { kinds.contains($0.kind) }
            .reduce(into: [Truth.VisaMessage: Int]()) { counts, notice in
                guard let record = notice.record else { return }
                counts[Truth.VisaMessage(kind: notice.kind, recipient: notice.recipient, application: record), default: 0] += 1
            }
        for message in Set(arrived.keys).union(world.truth.visaMessages.keys).sorted(by: { "\($0)" < "\($1)" }) {
            let (came, sent) = (arrived[message, default: 0], world.truth.visaMessages[message, default: 0])
            if came != sent {
                world.findings.add(
                    "deadlines", "\(message.kind) to \(message.recipient) about \(message.application) was sent \(sent) times and came \(came) times")
            }
        }
    }

    /// Tasks of all systems: open ones whose deadline has passed are reported as overdue, and those that silence ends are ended.
    private func tasks() async throws {
        let now = world.clock.now
        let open = register.entries.filter { $0.kind.name == "legalTask" && $0.value["state"]?.text == "open" }
        var overdue: [SystemName: Int] = [:]
        for task in open {
            guard let deadline = task.value["deadline"]?.text.flatMap({ Instant($0) }) else { continue }
            if let about = task.value.id("about"), register[about] == nil {
                world.findings.add("deadlines", "\(task.kind) \(task.id) is about a record that is gone")
            }
            guard deadline < now else { continue }
            if task.value["silence"]?.text == "overdue" {
                overdue[task.kind.system, default: 0] += 1
            } else if deadline.utcDay < today {
                world.findings.add(
                    "deadlines",
                    "\(task.kind) \(task.id), \(task.value["step"]?.text ?? ""), lapsed on \(deadline) and nothing followed"
                )
            }
        }
        for system in SystemName.allCases {
            let operation = "\(system.rawValue.lowercased()).reportOverdue"
            guard world.installation.catalogue[operation] != nil else { continue }
            let body = await world.ask(operation, .object([:]), as: Officers.of(.supervisory, nil), for: .supervision)
                .reply?.body
            let told = (body?["lines"]?.elements ?? []).reduce(0) { $0 + ($1.integer("overdue") ?? 0) }
            if told != overdue[system, default: 0] {
                world.findings.add(
                    "deadlines", "\(operation) tells of \(told) overdue tasks; there are \(overdue[system, default: 0])"
                )
            }
        }
    }
}

/// What the registers hold is what happened: every file, stay, refusal, overstayer and alert, and nothing besides.
struct TruthInvariant {
    let world: SimulatedWorld
    let register: Register
    let today: Day

    func check() {
        files()
        faces()
        overstayers()
        alerts()
        others()
        visas()
        authorisations()
    }

    /// Each application for a travel authorisation ended as its units decided, and what was issued is valid for as long as it may be.
    private func authorisations() {
        for (id, truth) in world.truth.authorisations.sorted(by: { $0.key < $1.key }) {
            guard let entry = register[id] else {
                // What was issued goes with its validity; a refusal goes early where the data behind it are gone (Article 54(1)(b)).
                if truth.status.isOpen || truth.status == .issued && truth.until.map({ today <= $0 }) ?? true {
                    world.findings.add("truth", "the application \(id) for a travel authorisation is gone")
                }
                continue
            }
            let status = entry.value["status"]?.text ?? "-"
            let isSame = truth.status.isOpen ? ["verification", "manual"].contains(status) : status == truth.status.rawValue
            // The revocation that somebody inside has asked for comes with their exit.
            let isRevoked = truth.status == .issued && status == "revoked" && world.truth.revocationsAwaited.contains(truth.person)
            if !isSame, !isRevoked {
                world.findings.add("truth", "the application \(id) of person \(truth.person) is held as \(status) and is \(truth.status.rawValue)")
            }
            if truth.status == .issued, !isRevoked, entry.value["authorisation"]?.day("until") != truth.until {
                world.findings.add("truth", "the authorisation \(id) ends on another day than it was issued for")
            }
        }
        for entry in register.all(.ETIAS, "applicationFile") where world.truth.authorisations[entry.id] == nil {
            world.findings.add("truth", "the application \(entry.id) for a travel authorisation is held and nobody made it")
        }
    }

    /// Each application for a visa stands as it was decided, with its samples for as long as they may be held; and nothing hangs
    /// on one that is not there.
    private func visas() {
        let samples = Dictionary(
            grouping: register.all(.VIS, "applicantSamples"), by: { $0.value.id("application") ?? $0.id })
        for (id, truth) in world.truth.visas.sorted(by: { $0.key < $1.key }) {
            guard let entry = register[id] else { continue }
            let last = entry.value["decisions"]?.elements?.last
            if (last?["status"]?.text ?? "requested") != truth.status.rawValue {
                world.findings.add(
                    "truth", "application \(truth.number) is held as \(last?["status"]?.text ?? "requested") and is \(truth.status.rawValue)")
            }
            let stickers = (entry.value["decisions"]?.elements ?? []).compactMap { $0.at("document", "number", "number")?.text }
            if stickers != truth.events.compactMap({ $0.document?.sticker }) {
                world.findings.add("truth", "application \(truth.number) holds the stickers \(stickers)")
            }
            if entry.owner != truth.owner { world.findings.add("truth", "application \(truth.number) is \(entry.owner)'s") }
            let held = samples[id]?.contains { $0.value["facialImage"] != nil } ?? false
            if held != truth.holdsSamples(on: today) {
                world.findings.add(
                    held ? "erasure" : "truth",
                    "application \(truth.number): samples are \(held ? "held" : "gone"), the last exit was \(truth.lastExit?.description ?? "not seen")"
                )
            }
        }
        for id in samples.keys.sorted() where world.truth.visas[id] == nil {
            world.findings.add("truth", "samples of the application \(id), which nobody made")
        }
    }

    /// Eurodac, ETIAS and ECRIS-TCN: what was entered stands until its term, and not a day longer.
    private func others() {
        for kind in Set(world.truth.records.values.map(\.kind)).sorted(by: { $0.description < $1.description }) {
            let real = world.truth.records.filter { $0.value.kind == kind && ($0.value.lastDay ?? today) >= today }
            differ(kind.description, Set(real.keys), Set(register.all(kind.system, kind.name).map(\.id)))
        }
    }

    private func differ(_ what: String, _ real: Set<RecordID>, _ held: Set<RecordID>) {
        for id in real.subtracting(held).sorted() {
            world.findings.add("truth", "\(what) \(id) happened and is not held")
        }
        for id in held.subtracting(real).sorted() {
            world.findings.add("truth", "\(what) \(id) is held and did not happen")
        }
    }

    private func files() {
        let files = world.truth.files
        differ("file", Set(files.values.map(\.id)), Set(register.all(.EES, "individualFile").map(\.id)))
        differ(
            "stay", Set(files.values.flatMap { Recount.standing($0.stays, on: today).compactMap(\.record) }),
            Set(register.all(.EES, "entryExit").map(\.id)))
        let refusals = files.values.reduce(0) { $0 + $1.refusals.count { today <= $0.adding(years: 3) } }
        let held = register.all(.EES, "refusal").count
        if refusals != held {
            world.findings.add("truth", "\(refusals) refusals of entry happened and \(held) are held")
        }
        for (person, file) in files.sorted(by: { $0.key < $1.key }) {
            for stay in Recount.standing(file.stays, on: today) {
                guard let record = stay.record, let entry = register[record] else { continue }
                let (entered, left) = (entry.value.at("entry")?.day("day"), entry.value.at("exit")?.day("day"))
                if entered != stay.entry || left != stay.exit {
                    func words(_ from: Day?, _ to: Day?) -> String { "\(from?.description ?? "-") to \(to?.description ?? "-")" }
                    world.findings.add(
                        "truth",
                        "person \(person), stay \(stay.number): held \(words(entered, left)), was \(words(stay.entry, stay.exit))")
                }
            }
        }
    }

    /// A face is held here, or left to the VIS, or due: the file says which, and the samples are as it says (2017/2226 Article 16(1a)).
    private func faces() {
        let held = Set(register.all(.EES, "biometricData").filter { $0.value["facialImage"] != nil }.compactMap { $0.value.id("file") })
        for entry in register.all(.EES, "individualFile") {
            let isNoted = entry.value["facialImage"] != nil
            if isNoted != held.contains(entry.id) {
                world.findings.add("truth", "file \(entry.id) \(isNoted ? "notes a face and holds none" : "holds a face and notes none")")
            }
            if isNoted, entry.value["faceInVIS"] != nil {
                world.findings.add("erasure", "file \(entry.id) holds a face that it has left to the VIS")
            }
        }
    }

    /// Whoever stayed longer than they might is listed, unless an authority took them off; and nobody else is.
    private func overstayers() {
        var expected: Set<RecordID> = []
        for file in world.truth.files.values {
            for stay in Recount.standing(file.stays, on: today) where !stay.isFamilyMember && !stay.isDelisted {
                guard let record = stay.record, let entry = stay.entry else { continue }
                let end = stay.decidedEnd ?? Recount(file.stays, on: entry)?.authorisedEnd ?? entry - 1
                if (stay.exit ?? today) > end { expected.insert(record) }
            }
        }
        differ(
            "overstay of record", expected, Set(register.all(.EES, "overstayer").compactMap { $0.value.id("record") }))
    }

    private func alerts() {
        let held = Set(register.all(.SIS, "alert").compactMap { $0.value["schengenId"]?.text })
        let real = Set(world.truth.alerts.filter { $0.value.isLive(on: today) }.map(\.key))
        for number in real.subtracting(held).sorted() {
            world.findings.add("truth", "alert \(number) stands and is not held")
        }
        for number in held.subtracting(real).sorted() {
            world.findings.add("truth", "alert \(number) is held and is over")
        }
        let hits = world.truth.alerts.values.reduce(0) { $0 + $1.hits }
        let reports = register.all(.SIS, "hit").count
        if world.settings.days <= 365, hits != reports {
            world.findings.add("truth", "\(hits) hits were reported and \(reports) are held")
        }
    }
}

/// Every person's days, as a border guard is told them on the last day, equal an independent recount.
struct DaysInvariant {
    let world: SimulatedWorld
    let today: Day

    func check() async {
        world.begin("recount", Appointment(at: Instant(day: today, secondOfDay: 43_200), actor: 0, person: 0, step: 0))
        world.clock.now = max(world.clock.now, Instant(day: today, secondOfDay: 43_200))
        let officer = Officers.of(.border, "FRA")
        for (person, file) in world.truth.files.sorted(by: { $0.key < $1.key }) {
            let input = CalculateStay.Input.of(file.id, asOf: today)
            guard let body = await world.ask("ees.calculateStay", input.wire, as: officer, for: .borderCheck).reply?.body
            else { continue }
            let said = Recount(said: body)
            let counted = Recount(Recount.standing(file.stays, on: today), on: today)
            if said != counted {
                func words(_ recount: Recount?) -> String { recount.map(String.init(describing:)) ?? "nothing" }
                world.findings.add("days", "person \(person): told \(words(said)), counted \(words(counted))")
            }
        }
    }
}

extension Recount {
    /// What the calculator of the EES says; `nil` where it does not apply.
    init?(said body: JSON) {
        guard body["applies"] == .bool(true) else { return nil }
        self.init()
        present = body["present"] == .bool(true)
        usedDays = body.integer("usedDays") ?? -1
        authorisedEnd = body.day("authorisedEnd")
        remainingDays = body.integer("remainingDays") ?? -1
        overstayDays = body.integer("overstayDays") ?? -1
    }

    private init() {}
}

/// The indexes that followed every commit find what indexes find that are built anew.
struct IndexInvariant {
    let world: SimulatedWorld

    func check() async throws {
        for (system, index) in world.installation.indexes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let rebuilt = SystemIndex(system: system)
            try await world.installation.store.read { view in
                try view.forEachProjection { id, kind, projection in rebuilt.apply(id, kind, projection) }
            }
            if rebuilt.count != index.count {
                world.findings.add(
                    "indexes", "\(system.rawValue): \(index.count) entries, a rebuild has \(rebuilt.count)")
            }
            let step = max(1, world.settings.persons / 150)
            for person in stride(from: 0, to: world.settings.persons, by: step) {
                let traveller = world.traveller(person).person
                let query = IdentityQuery(traveller.identity, documents: [traveller.document])
                let (kept, anew) = (
                    findings(index, query, traveller.document), findings(rebuilt, query, traveller.document)
                )
                if kept != anew {
                    world.findings.add(
                        "indexes",
                        "\(system.rawValue), person \(person): \(kept.count) found, a rebuild finds \(anew.count)")
                }
            }
        }
    }

    private func findings(_ index: SystemIndex, _ query: IdentityQuery, _ document: TravelDocument) -> [String] {
        index.search(query, limit: 500, minimumScore: 0)
            .map { "\($0.id) \(Int(($0.candidate.probability * 1000).rounded()))" }.sorted()
            + index.find(document: document).map { "\($0.id)" }.sorted()
    }
}

/// The log holds one entry for each request and no other, every proof is valid, and history was never rewritten.
struct LogInvariant {
    let world: SimulatedWorld
    let checkpoints: [SignedCheckpoint]

    func check() async throws {
        let book = world.installation.logBook
        _ = try await world.installation.sequencer.advance()
        let report = try await book.verify()
        if !report.isSound {
            world.findings.add("log", report.findings.prefix(3).map(String.init(describing:)).joined(separator: "; "))
        }
        if report.leavesNotCovered > 0 {
            world.findings.add("log", "\(report.leavesNotCovered) leaves are under no checkpoint")
        }

        var events: [String: Int] = [:]
        var ids: [RecordID] = []
        var position: Int64 = 0
        while true {
            let rows = try await world.installation.store.logRows(from: position, limit: 4096)
            guard let last = rows.last?.position else { break }
            for row in rows {
                events[row.row.event, default: 0] += 1
                ids.append(row.row.id)
            }
            position = last + 1
        }
        for (operation, line) in world.tally.lines.sorted(by: { $0.key < $1.key }) {
            let asked = line.replies + line.refusals.values.reduce(0, +)
            let logged = events[operation] ?? 0
            if asked != logged {
                world.findings.add("log", "\(operation) was asked \(asked) times and logged \(logged) times")
            }
        }
        var g = world.settings.seed.stream(for: "simulation proofs", 0)
        for _ in 0..<min(40, ids.count) {
            let id = ids[g.below(ids.count)]
            let (proof, entry) = try await book.proof(of: id)
            do {
                if let entry {
                    try proof.verify(entry: entry, log: book.verifierKey)
                } else if let row = try await world.installation.store.logRow(id), let leaf = TreeHash(row.row.leafData) {
                    try proof.verify(leafData: leaf, log: book.verifierKey)
                }
            } catch { world.findings.add("log", "the proof of entry \(id) does not hold: \(error)") }
        }
        for checkpoint in checkpoints {
            let old = checkpoint.checkpoint
            let (proof, now) = try await book.consistency(from: old.size)
            do { try proof.verify(oldRoot: old.root, newRoot: now.checkpoint.root) } catch {
                world.findings.add("log", "the log of \(old.size) entries is no beginning of the present one: \(error)")
            }
        }
    }
}
