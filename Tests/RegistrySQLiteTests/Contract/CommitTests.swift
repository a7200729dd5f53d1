import Access
import Identity
import Registry
import Synchronization
import Testing

/// What a commit does, in every home.
@Suite struct CommitTests {
    @Test(arguments: Home.allCases) func aRecordIsReadAsItWasWritten(_ home: Home) async throws {
        try await home.with { store in
            let due = [DueDate(Day("2029-01-01")!, .erase, article: "EES Art 34(1)")]
            let draft = Sample.draft(
                keys: [RecordKey("visaSticker", "FRA123", unique: true), RecordKey("person", "p1", unique: false)],
                due: due, templates: [StoredTemplate(kind: "face", format: "x", bytes: [0, 255, 1])])
            let receipt = try await store.commit(Sample.commit([.create(Sample.id(1), draft)]))
            #expect(receipt.sequence == 1)
            try await store.read { view throws in
                let record = try #require(try view.record(Sample.id(1)))
                #expect(record.version == 1)
                #expect(record.kind == Sample.file)
                #expect(record.owner == "FRA")
                #expect(record.payload == Array("{}".utf8))
                #expect(record.created == Sample.now && record.changed == Sample.now && record.changedBy == "FR-PAF")
                #expect(try view.projection(Sample.id(1)) == draft.projection)
                #expect(try view.find(Sample.file, key: "visaSticker", value: "FRA123") == [Sample.id(1)])
                #expect(try view.find(Sample.alert, key: "visaSticker", value: "FRA123") == [])
                #expect(try view.due(upTo: Day("2029-01-01")!, limit: 9).map(\.due) == due)
                #expect(try view.due(upTo: Day("2028-12-31")!, limit: 9) == [])
                #expect(try view.count(Sample.file) == 1)
                #expect(
                    try view.feed(after: 0, limit: 9) == [
                        FeedEntry(sequence: 1, id: Sample.id(1), kind: Sample.file, version: 1, event: .created)
                    ])
                #expect(try view.record(Sample.id(2)) == nil)
                #expect(try view.projection(Sample.id(2)) == nil)
            }
        }
    }

    @Test(arguments: Home.allCases) func everyVersionStays(_ home: Home) async throws {
        try await home.with { store in
            let id = Sample.id(1)
            try await store.commit(.create(id, Sample.draft(Sample.file, "one")))
            try await store.commit(Sample.commit([.update(id, expected: 1, Sample.draft(Sample.file, "two"))], at: Sample.now.adding(hours: 1)))
            try await store.commit(.update(id, expected: 2, Sample.draft(Sample.file, "three")))
            try await store.read { view throws in
                let history = try view.history(id)
                #expect(history.map(\.version) == [1, 2, 3])
                #expect(history.map { String(decoding: $0.payload, as: UTF8.self) } == ["one", "two", "three"])
                #expect(history.map(\.created) == [Sample.now, Sample.now, Sample.now])
                #expect(history[1].changed == Sample.now.adding(hours: 1))
                #expect(history.last == (try view.record(id)))
                #expect(try view.history(Sample.id(9)) == [])
            }
        }
    }

    @Test(arguments: Home.allCases) func whoComesLateIsRefused(_ home: Home) async throws {
        try await home.with { store in
            let id = Sample.id(1)
            try await store.commit(.create(id, Sample.draft()))
            try await store.commit(.update(id, expected: 1, Sample.draft()))
            await #expect(throws: StoreError.versionConflict(id, current: 2)) {
                try await store.commit(.update(id, expected: 1, Sample.draft()))
            }
            await #expect(throws: StoreError.versionConflict(id, current: 2)) {
                try await store.commit(.erase(id, expected: 1, article: "x"))
            }
            await #expect(throws: StoreError.versionConflict(Sample.id(7), current: nil)) {
                try await store.commit(.update(Sample.id(7), expected: 1, Sample.draft()))
            }
            await #expect(throws: StoreError.versionConflict(Sample.id(7), current: nil)) {
                try await store.commit(.erase(Sample.id(7), expected: nil, article: "x"))
            }
            await #expect(throws: StoreError.alreadyExists(id)) {
                try await store.commit(.create(id, Sample.draft()))
            }
            await #expect(throws: StoreError.invalid("a record keeps its kind")) {
                try await store.commit(.update(id, expected: 2, Sample.draft(Sample.alert)))
            }
        }
    }

    @Test(arguments: Home.allCases) func aUniqueNumberIsTakenOnceWithinItsKind(_ home: Home) async throws {
        try await home.with { store in
            let key = RecordKey("number", "N-1", unique: true)
            try await store.commit(.create(Sample.id(1), Sample.draft(keys: [key, key])))
            await #expect(throws: StoreError.keyTaken(key)) {
                try await store.commit(.create(Sample.id(2), Sample.draft(keys: [key])))
            }
            try await store.commit(.create(Sample.id(3), Sample.draft(Sample.alert, keys: [key])))
            try await store.commit(.update(Sample.id(1), expected: 1, Sample.draft(keys: [key])))
            try await store.commit(.update(Sample.id(1), expected: 2, Sample.draft()))
            try await store.commit(.create(Sample.id(2), Sample.draft(keys: [key])))
            try await store.commit(.erase(Sample.id(2), expected: 1, article: "x"))
            try await store.commit(.create(Sample.id(4), Sample.draft(keys: [key])))
            // Two spellings of é are two values: keys are compared by their bytes.
            try await store.commit(.create(Sample.id(5), Sample.draft(keys: [RecordKey("number", "\u{E9}", unique: true)])))
            try await store.commit(.create(Sample.id(6), Sample.draft(keys: [RecordKey("number", "e\u{301}", unique: true)])))
            try await store.read { view throws in
                #expect(try view.find(Sample.file, key: "number", value: "\u{E9}") == [Sample.id(5)])
                #expect(try view.find(Sample.file, key: "number", value: "e\u{301}") == [Sample.id(6)])
            }
        }
    }

    @Test(arguments: Home.allCases) func aCommitIsWholeOrNothing(_ home: Home) async throws {
        try await home.with { store in
            let taken = RecordKey("number", "N-1", unique: true)
            try await store.commit(.create(Sample.id(1), Sample.draft(keys: [taken])))
            let bad = Sample.commit(
                [
                    .create(Sample.id(2), Sample.draft()), .update(Sample.id(1), expected: 1, Sample.draft()),
                    .create(Sample.id(3), Sample.draft()), .erase(Sample.id(1), expected: 2, article: "x"),
                    .create(Sample.id(3), Sample.draft()),
                ],
                log: [Sample.logRow(1)], idempotency: Sample.reply("k"), notices: [Sample.notice(1)],
                positions: ["follower": 9])
            await #expect(throws: StoreError.alreadyExists(Sample.id(3))) { try await store.commit(bad) }
            #expect(try await store.unsequenced() == 0)
            try await store.read { view throws in
                #expect(try view.record(Sample.id(1))?.version == 1)
                #expect(try view.history(Sample.id(1)).count == 1)
                #expect(try view.find(Sample.file, key: "number", value: "N-1") == [Sample.id(1)])
                #expect(try view.record(Sample.id(2)) == nil)
                #expect(try view.lastSequence() == 1)
                #expect(try view.idempotentReply(authority: "FR-PAF", key: "k") == nil)
                #expect(try view.inbox(recipient: "FRA", after: nil, limit: 9) == [])
                #expect(try view.position("follower") == 0)
            }
            let receipt = try await store.commit(Sample.commit([.create(Sample.id(2), Sample.draft())], log: [Sample.logRow(1)]))
            #expect(receipt.sequence == 2)
            #expect(try await store.sequence(limit: 9).map(\.position) == [0])
            await #expect(throws: StoreError.alreadyExists(Sample.logRow(1).id)) {
                try await store.commit(Sample.commit([.create(Sample.id(4), Sample.draft())], log: [Sample.logRow(2), Sample.logRow(1)]))
            }
            #expect(try await store.unsequenced() == 0)
            try await store.read { view throws in #expect(try view.record(Sample.id(4)) == nil) }
        }
    }

    @Test(arguments: Home.allCases) func aRepeatedRequestIsReplayed(_ home: Home) async throws {
        try await home.with { store in
            let reply = Sample.reply("key", records: [Sample.id(1)], expires: Sample.now.adding(hours: 1))
            try await store.commit(Sample.commit([.create(Sample.id(1), Sample.draft())], idempotency: reply))
            await #expect(throws: StoreError.replay(reply)) {
                try await store.commit(Sample.commit([.create(Sample.id(2), Sample.draft())], idempotency: Sample.reply("key", text: "other")))
            }
            try await store.read { view throws in
                #expect(try view.record(Sample.id(2)) == nil)
                #expect(try view.idempotentReply(authority: "FR-PAF", key: "key") == reply)
                #expect(try view.idempotentReply(authority: "DE-BPOL", key: "key") == nil)
            }
            // An expired reply gives its key free.
            let later = Sample.now.adding(hours: 1)
            try await store.commit(
                Sample.commit([.create(Sample.id(2), Sample.draft())], idempotency: Sample.reply("key", text: "second"), at: later))
            #expect(try await store.expire(at: Sample.now.adding(hours: 23)) == 0)
            #expect(try await store.expire(at: Sample.now.adding(hours: 24)) == 1)
            try await store.read { view throws in #expect(try view.idempotentReply(authority: "FR-PAF", key: "key") == nil) }
        }
    }

    @Test(arguments: Home.allCases) func observersSeeEveryChangeInOrderBeforeTheReply(_ home: Home) async throws {
        try await home.with { store in
            let seen = Seen()
            store.observe { changes in seen.entries.withLock { $0 += changes.map(\.feed) } }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...200 as ClosedRange<UInt64> {
                    group.addTask {
                        let receipt = try await store.commit(Sample.commit([.create(Sample.id(number), Sample.draft())]))
                        #expect(seen.entries.withLock { $0.contains { $0.id == Sample.id(number) && $0.sequence <= receipt.sequence } })
                    }
                }
                try await group.waitForAll()
            }
            #expect(seen.entries.withLock { $0.map(\.sequence) } == (1...200).map { Int64($0) })
            let feed = try await store.read { try $0.feed(after: 0, limit: 999) }
            #expect(feed == seen.entries.withLock { $0 })
        }
    }

    @Test(arguments: Home.allCases) func whatNoStoreTakesIsRefused(_ home: Home) async throws {
        try await home.with { store in
            var bad = Sample.logRow(1)
            bad = LogRow(id: bad.id, at: bad.at, leafData: [1], sealed: nil, eraseOn: nil, follows: [], system: .EES, event: "x")
            let commits = [
                Sample.commit([.create(Sample.id(1), Sample.draft(RecordKind(.EES, "")))]),
                Sample.commit([.create(Sample.id(1), Sample.draft(keys: [RecordKey("", "x", unique: false)]))]),
                Sample.commit(log: [bad]), Sample.commit(positions: ["": 1]), Sample.commit(positions: ["x": -1]),
                Sample.commit(idempotency: Sample.reply("")),
            ]
            for commit in commits {
                await #expect { try await store.commit(commit) } throws: { error in
                    if case StoreError.invalid = error { true } else { false }
                }
            }
            let last = try await store.read { try $0.lastSequence() }
            #expect(last == 0)
        }
    }

    @Test(arguments: Home.allCases) func aClosedStoreSaysSo(_ home: Home) async throws {
        try await home.with { store in
            await store.close()
            await #expect { try await store.commit(.create(Sample.id(1), Sample.draft())) } throws: { error in
                if case StoreError.unavailable = error { true } else { false }
            }
            await #expect { try await store.read { try $0.lastSequence() } } throws: { error in
                if case StoreError.unavailable = error { true } else { false }
            }
            await #expect { try await store.sequence(limit: 1) } throws: { error in
                if case StoreError.unavailable = error { true } else { false }
            }
        }
    }
}

private final class Seen: Sendable {
    let entries = Mutex<[FeedEntry]>([])
}
