import Access
import Identity
import Operations
import Registry

/// Links, confirmation files and tasks as they stand, and as they will stand after the commit that is being made. Detection
/// and verification both change links through it, so that what belongs to a link cannot be forgotten.
struct LinkBook {
    private var links = Drafts<IdentityLink>()
    private var files = Drafts<ConfirmationFile>()
    private var tasks = Drafts<LegalTask<MIDTasks>>()
    private var settled = Drafts<SettledPair>()
    private var requests = Drafts<RightsRequest<MIDTasks>>()
    private var linksOfSide: [String: Set<RecordID>] = [:]
    private var tasksOfLink: [RecordID: Set<RecordID>] = [:]
    private var settledOfPair: [String: RecordID] = [:]
    private var settledOfSide: [String: Set<RecordID>] = [:]
    /// Of links that were asked for by name: one that goes leaves it to the pair that is settled.
    private var comparedOfPair: [String: [ComparedVersion]] = [:]

    let reader: Reader
    let context: DecisionContext
    private(set) var notices: [Notice] = []
    /// Links created, changed or erased.
    private(set) var touched: Set<RecordID> = []

    init(reader: Reader, context: DecisionContext) { (self.reader, self.context) = (reader, context) }

    /// Whose the records of the detector are.
    static let owner = "MID"

    func changes() -> [Change] {
        links.changes(owner: LinkBook.owner) + files.changes(owner: LinkBook.owner)
            + tasks.changes(owner: LinkBook.owner)
            + settled.changes(owner: LinkBook.owner) + requests.changes(owner: LinkBook.owner)
    }

    // MARK: - Reading

    mutating func link(_ id: RecordID) throws -> IdentityLink? {
        if links[id] == nil, !touched.contains(id) { try links.load(id, from: reader) }
        if let link = links[id] { comparedOfPair[link.pair] = link.compared }
        return links[id]
    }

    mutating func links(of side: String) throws -> [(id: RecordID, link: IdentityLink)] {
        if linksOfSide[side] == nil {
            var ids: Set<RecordID> = []
            for recorded in try reader.values(IdentityLink.self, key: IdentityLink.sideKey, value: side) {
                if !touched.contains(recorded.id) { links.load(recorded) }
                ids.insert(recorded.id)
            }
            linksOfSide[side] = ids
        }
        return (linksOfSide[side] ?? []).sorted().compactMap { id in links[id].map { (id, $0) } }
    }

    private mutating func loadSettled(of side: String) throws {
        guard settledOfSide[side] == nil else { return }
        var ids: Set<RecordID> = []
        for recorded in try reader.values(SettledPair.self, key: IdentityLink.sideKey, value: side) {
            settled.load(recorded)
            settledOfPair[IdentityLink.pair(recorded.value.a, recorded.value.b)] = recorded.id
            ids.insert(recorded.id)
        }
        settledOfSide[side] = ids
    }

    /// Whether an authority has looked at a pair whose comparison came to the same, and found that no link is due. Of identities and
    /// samples that it has not seen it has found nothing, unless the identities are the same.
    mutating func isSettled(_ a: PersonRecord, _ b: PersonRecord, _ comparison: LinkComparison) throws -> Bool {
        try loadSettled(of: a.key)
        guard let id = settledOfPair[IdentityLink.pair(a.side, b.side)], var pair = settled[id], pair.comparison == comparison else {
            return false
        }
        let isOutdated = try pair.compared.isOutdated(by: [a, b], document: comparison.document, from: reader)
        guard !isOutdated || comparison.identity == .same else { return false }
        // Of a pair from before this was kept it is noted now.
        if isOutdated || pair.compared.isEmpty {
            pair.compared = ComparedVersion.of(a, b)
            settled.put(id, pair)
        }
        return true
    }

    // MARK: - Changing

    /// A new link; the data were not linked before.
    mutating func create(_ link: IdentityLink) throws -> RecordID {
        let id = context.ids.next()
        var link = link
        _ = try links(of: link.launching.key)
        _ = try links(of: link.other.key)
        link.file = try file(for: id, between: link)
        links.put(id, link)
        touched.insert(id)
        for side in link.sides { linksOfSide[side.key, default: []].insert(id) }
        tasksOfLink[id] = []
        try setClock(of: id, link)
        return id
    }

    /// Puts a link in place of itself.
    mutating func update(_ id: RecordID, _ link: IdentityLink) throws {
        let link = try keepRequest(of: id, link)
        links.put(id, link)
        touched.insert(id)
        try setClock(of: id, link)
    }

    /// A link goes with everything that hangs on it (Article 35).
    mutating func erase(_ id: RecordID, article: String) throws {
        guard let link = try link(id) else { return }
        try loadTasks(of: id)
        for task in tasksOfLink[id] ?? [] { tasks.erase(task, article: article) }
        try liftRestrictions(of: id)
        links.erase(id, article: article)
        touched.insert(id)
        for side in link.sides { linksOfSide[side.key]?.remove(id) }
        try leave(link.file, id)
    }

    /// Where the data are gone nothing of them is restricted any more, and the term of the written record begins (Article 48(10)).
    private mutating func liftRestrictions(of id: RecordID) throws {
        typealias Request = RightsRequest<MIDTasks>
        for request in try reader.values(Request.self, key: Request.restrictedKey, value: id.description) {
            requests.load(request)
            guard var lifted = requests[request.id] else { continue }
            (lifted.restrictionLifted, lifted.reasons) = (context.today, "The data are gone.")
            requests.put(request.id, lifted)
        }
    }

    /// What is known of a record that is gone goes too.
    mutating func forget(side: String, article: String) throws -> [RecordID] {
        let gone = try links(of: side).map(\.id)
        for id in gone { try erase(id, article: article) }
        try loadSettled(of: side)
        for id in settledOfSide[side] ?? [] { settled.erase(id, article: article) }
        return gone
    }

    /// A pair that was looked at gets no link.
    mutating func settle(_ pair: SettledPair) throws {
        try loadSettled(of: pair.a.key)
        var pair = pair
        // What was looked at is what the link that goes was about.
        if pair.compared.isEmpty { pair.compared = comparedOfPair[IdentityLink.pair(pair.a, pair.b)] ?? [] }
        let id = settledOfPair[IdentityLink.pair(pair.a, pair.b)] ?? context.ids.next()
        settled.put(id, pair)
        settledOfPair[IdentityLink.pair(pair.a, pair.b)] = id
        settledOfSide[pair.a.key, default: []].insert(id)
    }

    mutating func tell(
        _ authority: ResponsibleAuthority, kind: String, article: String, of id: RecordID?, _ text: String
    ) {
        tell(authority.reference, kind: kind, article: article, of: id, text)
    }

    mutating func tell(_ recipient: String, kind: String, article: String, of id: RecordID?, _ text: String) {
        // Notices that are about no record are told apart by what they say.
        let isTold = notices.contains {
            $0.recipient == recipient && $0.kind == kind && $0.record == id && (id != nil || $0.text == text)
        }
        guard !isTold else { return }
        notices.append(
            Notice(
                id: context.ids.next(), recipient: recipient, kind: kind, article: article, record: id, text: text,
                at: context.now))
    }

    mutating func start(_ step: MIDTasks.Step, about id: RecordID, _ authority: ResponsibleAuthority) throws {
        try loadTasks(of: id)
        let running = (tasksOfLink[id] ?? []).contains { task in
            tasks[task].map {
                $0.state == .open && $0.step == step.rawValue && $0.authority == authority.kind
                    && $0.memberState == authority.memberState
            } ?? false
        }
        guard !running else { return }
        let task = context.ids.next()
        tasks.put(task, MIDTasks.start(step, about: id, authority, at: context.now))
        tasksOfLink[id, default: []].insert(task)
    }

    /// Puts a link before the authority that looks at what speaks against it, which answers for the link from here on.
    mutating func review(_ id: RecordID, _ link: IdentityLink, _ step: MIDTasks.Step = .reviewEvidence) throws -> ResponsibleAuthority {
        let reviewer = link.reviewer
        // Whoever is to verify a yellow link is settled already.
        if link.colour != .yellow, link.responsible != reviewer {
            var link = link
            link.responsible = reviewer
            try update(id, link)
        }
        try start(step, about: id, reviewer)
        return reviewer
    }

    /// Since when something waits to be done with a link; `nil` where nothing of the kind does.
    mutating func begun(_ step: MIDTasks.Step, about id: RecordID) throws -> Instant? {
        try loadTasks(of: id)
        return (tasksOfLink[id] ?? []).compactMap { tasks[$0] }.filter { $0.state == .open && $0.step == step.rawValue }.map(\.begun).min()
    }

    /// What was granted to a person stays to be done, whatever becomes of the data, by whoever answers for the link (Article 48(5)).
    private mutating func keepRequest(of id: RecordID, _ link: IdentityLink) throws -> IdentityLink {
        guard try isRunning(.carryOutRequest, about: id) else { return link }
        var link = link
        let responsible = link.responsible ?? link.reviewer
        link.responsible = responsible
        for task in (tasksOfLink[id] ?? []).sorted() {
            guard var value = tasks[task], value.state == .open, value.step == MIDTasks.Step.carryOutRequest.rawValue,
                value.authority != responsible.kind || value.memberState != responsible.memberState
            else { continue }
            (value.authority, value.memberState) = (responsible.kind, responsible.memberState)
            tasks.put(task, value)
        }
        return link
    }

    mutating func isRunning(_ step: MIDTasks.Step, about id: RecordID) throws -> Bool {
        try loadTasks(of: id)
        return (tasksOfLink[id] ?? []).contains { task in
            tasks[task].map { $0.state == .open && $0.step == step.rawValue } ?? false
        }
    }

    mutating func end(_ step: MIDTasks.Step, about id: RecordID, _ state: LegalTask<MIDTasks>.State) throws {
        try loadTasks(of: id)
        for task in (tasksOfLink[id] ?? []).sorted() {
            guard var value = tasks[task], value.state == .open, value.step == step.rawValue else { continue }
            (value.state, value.ended) = (state, context.now)
            tasks.put(task, value)
        }
    }

    // MARK: - Clocks

    private mutating func loadTasks(of id: RecordID) throws {
        guard tasksOfLink[id] == nil else { return }
        let running = try reader.tasks(MIDTasks.self, about: id)
        for task in running { tasks.load(task) }
        tasksOfLink[id] = Set(running.map(\.id))
    }

    /// A yellow link waits in the queue of who is responsible, and no other does.
    private mutating func setClock(of id: RecordID, _ link: IdentityLink) throws {
        guard link.colour == .yellow, let responsible = link.responsible else {
            try end(.verifyLink, about: id, link.conclusion == nil ? .withdrawn : .done)
            return
        }
        try loadTasks(of: id)
        for task in (tasksOfLink[id] ?? []).sorted() {
            guard var value = tasks[task], value.state == .open, value.step == MIDTasks.Step.verifyLink.rawValue,
                value.authority != responsible.kind || value.memberState != responsible.memberState
            else { continue }
            // Another authority is responsible now.
            (value.state, value.ended) = (.withdrawn, context.now)
            tasks.put(task, value)
        }
        try start(.verifyLink, about: id, responsible)
    }

    // MARK: - Confirmation files

    private mutating func fileValue(_ id: RecordID) throws -> ConfirmationFile? {
        try files.load(id, from: reader)
        return files[id]
    }

    /// The file of a new link: that of what is linked already (Article 28(2)), joined where there are several.
    private mutating func file(for id: RecordID, between link: IdentityLink) throws -> RecordID {
        var known: [(id: RecordID, file: ConfirmationFile)] = []
        for side in link.sides {
            for (_, other) in try links(of: side.key) where !known.contains(where: { $0.id == other.file }) {
                if let file = try fileValue(other.file) { known.append((other.file, file)) }
            }
        }
        // The oldest keeps its number; by number where they are as old, so that it is the same one each time.
        known.sort { ($0.file.created, $0.file.number) < ($1.file.created, $1.file.number) }
        guard var first = known.first else {
            let file = context.ids.next()
            files.put(file, newFile([id]))
            return file
        }
        for (other, file) in known.dropFirst() {
            first.file.links += file.links
            first.file.takeOver(numbersOf: file)
            for member in file.links {
                guard var moved = try self.link(member) else { continue }
                moved.file = first.id
                links.put(member, moved)
            }
            files.erase(other, article: "817 28(2)")
        }
        first.file.links.append(id)
        first.file.updated = context.now
        files.put(first.id, first.file)
        return first.id
    }

    private func newFile(_ links: [RecordID]) -> ConfirmationFile {
        var file = ConfirmationFile()
        file.number = ConfirmationFile.number(from: context.ids.next().low)
        file.links = links
        (file.created, file.updated) = (context.now, context.now)
        return file
    }

    /// Takes a link out of its file. What hangs together no longer gets a file of its own; the number stays with the oldest
    /// link, and is still understood for the others.
    private mutating func leave(_ id: RecordID, _ gone: RecordID) throws {
        guard var file = try fileValue(id) else { return }
        file.links.removeAll { $0 == gone }
        file.updated = context.now
        guard !file.links.isEmpty else {
            files.erase(id, article: "817 35")
            return
        }
        var groups: [(sides: Set<String>, links: [RecordID])] = []
        for member in file.links {
            guard let link = try link(member) else { continue }
            let sides = Set(link.sides.map(\.key))
            var joined = (sides: sides, links: [member])
            groups.removeAll { group in
                guard !group.sides.isDisjoint(with: sides) else { return false }
                joined.sides.formUnion(group.sides)
                joined.links = group.links + joined.links
                return true
            }
            groups.append(joined)
        }
        let first = file.links.first
        for group in groups where !group.links.contains(where: { $0 == first }) {
            var part = newFile(group.links)
            part.created = file.created
            part.takeOver(numbersOf: file)
            let partID = context.ids.next()
            files.put(partID, part)
            for member in group.links {
                guard var moved = try link(member) else { continue }
                moved.file = partID
                links.put(member, moved)
            }
        }
        file.links = groups.first { $0.links.contains { $0 == first } }?.links ?? file.links
        files.put(id, file)
    }
}
