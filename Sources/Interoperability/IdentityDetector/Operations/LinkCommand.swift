import Access
import Operations
import Registry
import Wire

/// An operation that changes one link. It decides on a `LinkBook`, so that files, queues and clocks follow.
protocol LinkCommand: Operation {
    /// The group of data that the right must cover; `nil` where it is the link itself, by its colour.
    func group(of known: LinkAccess.Known, for caller: Caller) -> DataGroup?
    var action: AccessAction { get }
    func link(of input: Input) -> RecordID
    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output
}

extension LinkCommand {
    func group(of known: LinkAccess.Known, for caller: Caller) -> DataGroup? { nil }
    var action: AccessAction { .update }

    func carryOut(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let id = link(of: input)
        let access = LinkAccess(desk: desk)
        let known = try await access.look(
            at: { reader in try reader.value(IdentityLink.self, id).map { [$0] } ?? [] }, action: action
        ).first
        // Whoever may not see the link is told what is told of one that is not there; but a kind of authority or a purpose that
        // verifies nothing is refused as such.
        guard
            about.grants.contains(where: {
                $0.authorities.contains(desk.caller.kind) && $0.purposes.contains(desk.case.purpose)
            })
        else {
            throw Refusal(
                .forbidden,
                "no provision gives \(desk.caller.kind.rawValue) for \(desk.case.purpose.rawValue) this right")
        }
        let data = known.flatMap { self.group(of: $0, for: desk.caller) }
        if action != .update || data != nil {
            // What is given about a link, or done to one that others answer for, presupposes that the link may be seen.
            guard let known, access.view(of: known.asRead) != nil else {
                throw Refusal(.notFound, "there is no such record")
            }
        }
        let mandate = try access.mandate(
            for: known, group: data,
            consequences: about.consequences.union([.create, .update, .delete]))
        let context = desk.context(under: mandate)
        let operation = self
        let (output, changes, notices, version, touched) = try await desk.read(under: mandate) { reader in
            let recorded = try reader.require(IdentityLink.self, id)
            if operation.about.needsVersion { try context.require(version: recorded.version) }
            var book = LinkBook(reader: reader, context: context)
            guard let link = try book.link(id) else { throw Refusal(.notFound, "there is no such record") }
            let output = try operation.decide(input, id, link, in: &book)
            let changes = book.changes()
            let changed = changes.contains { if case .update(id, _, _) = $0 { true } else { false } }
            return (output, changes, book.notices, changed ? recorded.version + 1 : recorded.version, changes.map(\.id))
        }
        return Outcome(
            output, under: mandate, changes: changes, version: version, notices: notices,
            log: LogDetails(records: [id] + touched.filter { $0 != id }))
    }
}

extension LinkAccess.Known {
    /// The same link, asked to be read.
    var asRead: LinkAccess.Known {
        var known = self
        known.question.action = .read
        known.question.data = known.link.colour.dataGroup
        return known
    }
}

extension LinkBook {
    /// Errors of reading within a decision, as its refusals.
    mutating func attempt<Value>(_ body: (inout LinkBook) throws -> Value) throws(Refusal) -> Value {
        do { return try body(&self) } catch { throw Refusal.from(error) }
    }
}
