import Access
import EES
import Identity
import Operations
import Registry
import RegistrySQLite
import Testing
import Wire

@testable import Installation

/// The same request twice does nothing twice, and two who change the same record do not overwrite each other.
@Suite struct IdempotencyTests {
    @Test func aRepeatedRequestGetsTheSameReplyAndDoesNothing() async throws {
        let world = try await World()
        let first = try await world.run("ees.createFile", newFile(number: "A1"), key: "key")
        let sequence = try await world.sequence()
        let entries = try await world.logCount()
        let second = try await world.run("ees.createFile", newFile(number: "A1"), key: "key")
        #expect(second.isReplay)
        #expect(!first.isReplay)
        #expect(second.body == first.body)
        #expect(second.version == first.version)
        #expect(second.logEntry == first.logEntry)
        #expect(try await world.sequence() == sequence)
        // Handing the reply over once more is an access like the first.
        #expect(try await world.logCount() == entries + 1)
    }

    @Test func aKeyBelongsToOneRequest() async throws {
        let world = try await World()
        try await world.run("ees.createFile", newFile(number: "A1"), key: "key")
        // Another message, another operation, another purpose, another case.
        #expect(await world.refusal("ees.createFile", newFile(number: "A2"), key: "key") == .keyReused)
        #expect(await world.refusal("sis.enterAlert", arrest("Sought"), key: "key") == .keyReused)
        #expect(await world.refusal("ees.createFile", newFile(number: "A1"), for: .verification, key: "key") == .keyReused)
        #expect(await world.refusal("ees.createFile", newFile(number: "A1"), case: "another", key: "key") == .keyReused)
        // Another authority has keys of its own.
        #expect(await world.refusal("ees.createFile", newFile(number: "A3"), as: .guardDEU, key: "key") == nil)
        // Without a key a create is refused.
        let request = OperationRequest(
            caller: .guardFRA, case: CaseReference(purpose: .borderCheck, requestID: "r"), input: newFile(number: "A9"))
        await #expect(throws: Refusal.self) { try await world.installation.run("ees.createFile", request) }
    }

    /// A refusal is not kept: what is put right can be sent under the same key.
    @Test func aRefusedRequestUsesUpNoKey() async throws {
        let world = try await World()
        #expect(await world.refusal("ees.createFile", .object([:]), key: "key") == .malformed)
        #expect(await world.refusal("ees.createFile", newFile(number: "A1"), key: "key") == nil)
    }

    /// Many of the same at the same moment: one is carried out.
    @Test(arguments: [false, true]) func atTheSameMoment(onDisk: Bool) async throws {
        let folder = Folder()
        let store: any Store = onDisk ? try SQLiteStore(directory: folder.path + "/store") : MemoryStore()
        let world = try await World(store: store)
        let replies = await withTaskGroup(of: Result<OperationReply, Refusal>.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    do throws(Refusal) {
                        return .success(try await world.run("ees.createFile", newFile(number: "C1"), key: "same"))
                    } catch { return .failure(error) }
                }
            }
            var all: [Result<OperationReply, Refusal>] = []
            for await reply in group { all.append(reply) }
            return all
        }
        let bodies = Set(replies.compactMap { try? $0.get().body.compact })
        #expect(bodies.count == 1)
        // Those who came while the first was at work are told either its reply, or that the file is there already.
        for case .failure(let refusal) in replies { #expect(refusal.kind.status == 409, "\(refusal)") }
        #expect(try await world.installation.store.read { try $0.count(IndividualFile.kind) } == 1)
        #expect(replies.compactMap { try? $0.get() }.filter { !$0.isReplay }.count == 1)
        await store.close()
    }

    /// Many who create what there may be one of alone, each under a key of its own: one is carried out (EES 14(1)).
    @Test(arguments: [false, true]) func oneOfAKindAtTheSameMoment(onDisk: Bool) async throws {
        let folder = Folder()
        let store: any Store = onDisk ? try SQLiteStore(directory: folder.path + "/store") : MemoryStore()
        let world = try await World(store: store)
        func outcomes(_ ask: @escaping @Sendable (Int) async -> RefusalKind?) async -> [RefusalKind?] {
            await withTaskGroup(of: RefusalKind?.self) { group in
                for number in 0..<16 { group.addTask { await ask(number) } }
                var all: [RefusalKind?] = []
                for await outcome in group { all.append(outcome) }
                return all
            }
        }
        let files = await outcomes { await world.refusal("ees.createFile", newFile(number: "K1"), key: "file-\($0)") }
        #expect(files.filter { $0 == nil }.count == 1)
        #expect(files.compactMap { $0 }.allSatisfy { $0 == .fileExists })
        #expect(try await world.installation.store.read { try $0.count(IndividualFile.kind) } == 1)
        // Files with other documents wait for nobody.
        let others = await outcomes { await world.refusal("ees.createFile", newFile(number: "L\($0)"), key: "other-\($0)") }
        #expect(others.allSatisfy { $0 == nil })
        await store.close()
    }

    @Test func anUpdateNeedsTheVersionThatStands() async throws {
        let world = try await World()
        let file = try await world.file(number: "U1")
        func update(_ number: String, version: Int?) async -> RefusalKind? {
            await world.refusal(
                "ees.updateFile", json(#"{"file":"\#(file)","document":{"kind":"passport","number":"\#(number)","issuer":"D"}}"#),
                version: version)
        }
        #expect(await update("V1", version: nil) == .preconditionRequired)
        #expect(await update("V1", version: 7) == .preconditionFailed)
        #expect(await update("V1", version: 1) == nil)
        #expect(await update("V2", version: 1) == .preconditionFailed)
        let read = try await world.run("ees.readFile", .object(["file": .string(file.description)]))
        #expect(read.version == 2)
        #expect(await update("V2", version: read.version) == nil)
    }

    /// Of those who saw the same version one succeeds; nothing of the others is in the record.
    @Test(arguments: [false, true]) func concurrentUpdates(onDisk: Bool) async throws {
        let folder = Folder()
        let store: any Store = onDisk ? try SQLiteStore(directory: folder.path + "/store") : MemoryStore()
        let world = try await World(store: store)
        let file = try await world.file(number: "U1")
        let outcomes = await withTaskGroup(of: (Int, RefusalKind?).self) { group in
            for number in 0..<16 {
                group.addTask {
                    (
                        number,
                        await world.refusal(
                            "ees.updateFile",
                            json(#"{"file":"\#(file)","document":{"kind":"passport","number":"V\#(number)","issuer":"D"}}"#), version: 1)
                    )
                }
            }
            var all: [(Int, RefusalKind?)] = []
            for await outcome in group { all.append(outcome) }
            return all
        }
        let winners = outcomes.filter { $0.1 == nil }
        #expect(winners.count == 1)
        for (_, kind) in outcomes where kind != nil { #expect(kind == .preconditionFailed || kind == .conflict) }
        let read = try await world.run("ees.readFile", .object(["file": .string(file.description)]))
        #expect(read.version == 2)
        #expect(read.body.compact.contains("\"V\(winners[0].0)\""))
        await store.close()
    }

    /// Entries of one person from many places at once: the rules decide as if they had come one after another.
    @Test func concurrentEntriesOfOnePerson() async throws {
        let world = try await World()
        let file = try await world.file(number: "E1")
        let outcomes = await withTaskGroup(of: RefusalKind?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    await world.refusal("ees.recordEntry", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]))
                }
            }
            var all: [RefusalKind?] = []
            for await outcome in group { all.append(outcome) }
            return all
        }
        #expect(outcomes.filter { $0 == nil }.count == 1)
        for case let kind? in outcomes { #expect(kind.status == 409, "\(kind.code)") }
        #expect(try await world.installation.store.read { try $0.count(EntryExitRecord.kind) } == 1)
    }
}
