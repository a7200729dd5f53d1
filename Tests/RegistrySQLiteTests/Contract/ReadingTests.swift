import Access
import Identity
import Registry
import Testing

/// What can be read, in every home.
@Suite struct ReadingTests {
    @Test(arguments: Home.allCases) func pagesGoThroughAKindInOrder(_ home: Home) async throws {
        try await home.with { store in
            for number in [5, 3, 9, 1, 7] as [UInt64] {
                try await store.commit(.create(Sample.id(number), Sample.draft()), .create(Sample.id(number + 100), Sample.draft(Sample.alert)))
            }
            try await store.read { view throws in
                let first = try view.page(Sample.file, after: nil, limit: 2)
                #expect(first.map(\.id) == [Sample.id(1), Sample.id(3)])
                #expect(try view.page(Sample.file, after: Sample.id(3), limit: 9).map(\.id) == [Sample.id(5), Sample.id(7), Sample.id(9)])
                #expect(try view.page(Sample.file, after: Sample.id(9), limit: 9).isEmpty)
                #expect(try view.page(Sample.file, after: nil, limit: 0).isEmpty)
                #expect(try view.page(Sample.file, after: nil, limit: -5).isEmpty)
                #expect(try view.page(RecordKind(.VIS, "visa"), after: nil, limit: 5).isEmpty)
                #expect(try view.count(Sample.file) == 5)
                #expect(try view.count(RecordKind(.VIS, "visa")) == 0)
            }
        }
    }

    @Test(arguments: Home.allCases) func projectionsAreVisitedInOrderOfFirstCommit(_ home: Home) async throws {
        try await home.with { store in
            for number in [5, 3, 9] as [UInt64] {
                try await store.commit(
                    .create(
                        Sample.id(number),
                        Sample.draft(
                            Sample.file, "\(number)",
                            templates: number == 3
                                ? []
                                : [
                                    StoredTemplate(kind: "a", format: "x", bytes: [UInt8(number)]), StoredTemplate(kind: "b", format: "x", bytes: []),
                                ])))
            }
            try await store.commit(
                .update(Sample.id(5), expected: 1, Sample.draft(Sample.file, "new", templates: [StoredTemplate(kind: "c", format: "", bytes: [1])])))
            try await store.commit(.erase(Sample.id(3), expected: nil, article: "x"))
            try await store.commit(.create(Sample.id(2), Sample.draft(Sample.alert, "2")))
            let seen = try await store.read { view in
                var seen: [(RecordID, RecordKind, Projection)] = []
                try view.forEachProjection { seen.append(($0, $1, $2)) }
                return seen
            }
            #expect(seen.map(\.0) == [Sample.id(5), Sample.id(9), Sample.id(2)])
            #expect(seen.map(\.1) == [Sample.file, Sample.file, Sample.alert])
            for (id, _, projection) in seen {
                let one = try await store.read { try $0.projection(id) }
                #expect(one == projection)
            }
            #expect(seen[0].2.templates.map(\.kind) == ["c"])
            #expect(seen[1].2.templates.map(\.kind) == ["a", "b"])
        }
    }

    @Test(arguments: Home.allCases) func dueDatesComeEarliestFirst(_ home: Home) async throws {
        try await home.with { store in
            func due(_ day: Int32, _ action: DueDate.Action) -> DueDate { DueDate(Day(number: day), action, article: "a") }
            try await store.commit(.create(Sample.id(9), Sample.draft(due: [due(5, .act), due(5, .erase), due(5, .erase), due(2, .notice)])))
            try await store.commit(.create(Sample.id(1), Sample.draft(due: [due(5, .review), due(9, .erase)])))
            try await store.commit(.update(Sample.id(1), expected: 1, Sample.draft(due: [due(5, .review), due(1, .erase)])))
            try await store.read { view throws in
                let items = try view.due(upTo: Day(number: 5), limit: 99)
                #expect(items.map(\.due.day.number) == [1, 2, 5, 5, 5])
                #expect(items.map(\.due.action) == [.erase, .notice, .erase, .act, .review])
                #expect(items.map(\.version) == [2, 1, 1, 1, 2])
                #expect(try view.due(upTo: Day(number: 5), limit: 2).map(\.due.day.number) == [1, 2])
                #expect(try view.due(upTo: Day(number: .max), limit: 99).count == 5)
                #expect(try view.due(upTo: Day(number: .min), limit: 99).isEmpty)
            }
        }
    }

    @Test(arguments: Home.allCases) func noticesWaitUntilAcknowledged(_ home: Home) async throws {
        try await home.with { store in
            try await store.commit(Sample.commit(notices: [Sample.notice(7), Sample.notice(3), Sample.notice(5, to: "DEU")]))
            try await store.commit(Sample.commit(notices: [Sample.notice(1)]))
            await #expect(throws: StoreError.alreadyExists(Sample.notice(3).id)) {
                try await store.commit(Sample.commit(notices: [Sample.notice(3)]))
            }
            try await store.read { view throws in
                #expect(try view.inbox(recipient: "FRA", after: nil, limit: 9) == [Sample.notice(7), Sample.notice(3), Sample.notice(1)])
                #expect(try view.inbox(recipient: "FRA", after: Sample.notice(7).id, limit: 1) == [Sample.notice(3)])
                #expect(try view.inbox(recipient: "ITA", after: nil, limit: 9) == [])
            }
            try await store.commit(Sample.commit(acknowledged: [Sample.notice(7).id, Sample.id(99)]))
            try await store.read { view throws in
                #expect(try view.inbox(recipient: "FRA", after: Sample.notice(7).id, limit: 9) == [Sample.notice(3), Sample.notice(1)])
            }
        }
    }

    @Test(arguments: Home.allCases) func factsHoldForAnAuthorityInACaseUntilTheyExpire(_ home: Home) async throws {
        try await home.with { store in
            func fact(_ condition: Condition, _ authority: String, _ reference: String, hours: Int64) -> EstablishedFact {
                EstablishedFact(
                    condition: condition, authority: authority, caseReference: reference, system: .EES, at: Sample.now,
                    expires: Sample.now.adding(hours: hours))
            }
            let facts = [
                fact(.cirHit, "A", "1", hours: 2), fact(.verificationFailed, "A", "1", hours: 1),
                fact(.cirHit, "A", "2", hours: 2), fact(.cirHit, "B", "1", hours: 2),
            ]
            try await store.commit(Sample.commit(facts: facts))
            func read(_ hours: Int64) async throws -> [EstablishedFact] {
                try await store.read { try $0.facts(authority: "A", caseReference: "1", at: Sample.now.adding(hours: hours)) }
            }
            #expect(try await read(0) == [facts[0], facts[1]])
            #expect(try await read(1) == [facts[0]])
            #expect(try await read(2) == [])
            #expect(try await store.expire(at: Sample.now.adding(hours: 1)) == 1)
            #expect(try await read(0) == [facts[0]])
        }
    }

    @Test(arguments: Home.allCases) func positionsStay(_ home: Home) async throws {
        try await home.with { store in
            try await store.commit(Sample.commit(positions: ["a": 5, "b": 1]))
            try await store.commit(Sample.commit(positions: ["a": 3]))
            try await store.read { view throws in
                #expect(try view.position("a") == 3)
                #expect(try view.position("b") == 1)
                #expect(try view.position("c") == 0)
            }
        }
    }

    @Test(arguments: Home.allCases) func erasureTakesEverythingAlong(_ home: Home) async throws {
        try await home.with { store in
            let (id, other) = (Sample.id(1), Sample.id(2))
            try await store.commit(
                Sample.commit(
                    [
                        .create(
                            id,
                            Sample.draft(
                                keys: [RecordKey("k", "v", unique: true)], due: [DueDate(Day(number: 1), .erase, article: "x")],
                                templates: [StoredTemplate(kind: "face", format: "x", bytes: [1])])), .create(other, Sample.draft()),
                    ],
                    idempotency: Sample.reply("both", records: [other, id]), notices: [Sample.notice(1, about: id), Sample.notice(2, about: other)]))
            try await store.commit(Sample.commit([.update(id, expected: 1, Sample.draft())], idempotency: Sample.reply("one", records: [id, id])))
            try await store.commit(Sample.commit([], idempotency: Sample.reply("other", records: [other])))
            try await store.commit(.erase(id, expected: 2, article: "EES Art 34"))
            try await store.purge()
            try await store.read { view throws in
                #expect(try view.record(id) == nil)
                #expect(try view.history(id).isEmpty)
                #expect(try view.projection(id) == nil)
                #expect(try view.find(Sample.file, key: "k", value: "v").isEmpty)
                #expect(try view.due(upTo: Day(number: .max), limit: 9).isEmpty)
                #expect(try view.inbox(recipient: "FRA", after: nil, limit: 9) == [Sample.notice(2, about: other)])
                #expect(try view.idempotentReply(authority: "FR-PAF", key: "both") == nil)
                #expect(try view.idempotentReply(authority: "FR-PAF", key: "one") == nil)
                #expect(try view.idempotentReply(authority: "FR-PAF", key: "other") != nil)
                #expect(try view.feed(after: 3, limit: 9) == [FeedEntry(sequence: 4, id: id, kind: Sample.file, version: 2, event: .erased)])
                #expect(try view.count(Sample.file) == 1)
            }
        }
    }
}
