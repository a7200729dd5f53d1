import Access
import Administration
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// What Sextant tells an authority waits until it was dealt with, and is seen by nobody else.
@Suite struct InboxTests {
    /// Puts notices into inboxes, in this order, a second apart.
    static func deliver(_ recipients: [String], in world: World) async throws -> [RecordID] {
        var ids: [RecordID] = []
        for (number, recipient) in recipients.enumerated() {
            let id = RecordID(high: 77, low: UInt64.random(in: 1 ... .max))
            let notice = Notice(
                id: id, recipient: recipient, kind: "test.notice", article: "T 1", record: nil, text: "notice \(number)",
                at: world.now.adding(seconds: Int64(number)))
            _ = try await world.installation.store.commit(Commit(notices: [notice], at: world.now, by: "TEST"))
            ids.append(id)
        }
        return ids
    }

    static func read(_ world: World, as caller: Caller = .guardFRA, limit: Int = 100, cursor: String? = nil) async throws -> (
        ids: [String], next: String?
    ) {
        var input = JSONObject([("limit", .integer(Int64(limit)))])
        if let cursor { input["cursor"] = .string(cursor) }
        let page = try await world.run("inbox.read", .object(input), as: caller).body
        return ((page["items"]?.elements ?? []).compactMap { $0["id"]?.text }, page["next"]?.text)
    }

    static func acknowledge(_ world: World, _ ids: [RecordID], as caller: Caller = .guardFRA) async throws -> (now: Int, gone: Int) {
        let input = JSON.object(["notices": .array(ids.map { .string($0.description) })])
        let reply = try await world.run("inbox.acknowledge", input, as: caller).body
        guard case .integer(let now)? = reply["acknowledged"], case .integer(let gone)? = reply["gone"] else { return (-1, -1) }
        return (Int(now), Int(gone))
    }

    /// An authority's own and its Member State's notices, page by page, each once and in order of arrival.
    @Test(arguments: [1, 2, 3, 5, 100]) func pages(limit: Int) async throws {
        let world = try await World()
        let own = Caller.guardFRA.authority
        let ids = try await Self.deliver(["FRA", own, "DEU", own, "FRA", "FRA", own, "FRA"], in: world)
        let mine = [0, 1, 3, 4, 5, 6, 7].map { ids[$0].description }
        var seen: [String] = []
        var cursor: String?
        for _ in 0...mine.count {
            let page = try await Self.read(world, limit: limit, cursor: cursor)
            #expect(page.ids.count <= limit)
            seen += page.ids
            cursor = page.next
            if cursor == nil { break }
        }
        #expect(seen == mine && cursor == nil)
    }

    /// Acknowledged notices go, once; a page read before goes on where it ended.
    @Test func acknowledging() async throws {
        let world = try await World()
        let own = Caller.guardFRA.authority
        let ids = try await Self.deliver([own, "FRA", own, "FRA"], in: world)
        let first = try await Self.read(world, limit: 2)
        #expect(try await Self.acknowledge(world, Array(ids[0..<2])) == (2, 0))
        #expect(try await Self.acknowledge(world, Array(ids[0..<2])) == (0, 2))
        #expect(try await Self.acknowledge(world, [ids[0], ids[2], ids[2]]) == (1, 1))
        let rest = try await Self.read(world, cursor: first.next)
        #expect(rest.ids == [ids[3].description] && rest.next == nil)
    }

    /// Somebody else's notice cannot be acknowledged, nor be told from one that is not there.
    @Test func others() async throws {
        let world = try await World()
        let ids = try await Self.deliver(["DEU", Caller.guardDEU.authority, "FRA"], in: world)
        #expect(try await Self.acknowledge(world, ids) == (1, 2))
        #expect(try await Self.read(world, as: .guardDEU).ids == [ids[0].description, ids[1].description])
        for cursor in ["x", "-", "-.-", ids[0].description, "-.x", ""] {
            let kind = await world.refusal("inbox.read", .object(["cursor": .string(cursor)]))
            #expect(kind == .malformed, "\(cursor)")
        }
        #expect(await world.refusal("inbox.acknowledge", json(#"{"notices":[]}"#)) == .malformed)
    }
}
