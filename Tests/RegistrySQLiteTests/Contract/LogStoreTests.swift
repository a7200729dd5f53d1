import Access
import Identity
import Registry
import Testing

/// The log's part of the contract, in every home.
@Suite struct LogStoreTests {
    @Test(arguments: Home.allCases) func positionsFollowTheCommitsWithoutGaps(_ home: Home) async throws {
        try await home.with { store in
            for number in 1...10 as ClosedRange<UInt64> {
                try await store.commit(Sample.commit(log: [Sample.logRow(number * 2 - 1), Sample.logRow(number * 2)]))
            }
            #expect(try await store.unsequenced() == 20)
            #expect(try await store.logSize() == 0)
            #expect(try await store.logRow(Sample.logRow(1).id) == SequencedRow(position: nil, row: Sample.logRow(1)))
            #expect(try await store.logRows(from: 0, limit: 99) == [])
            let first = try await store.sequence(limit: 7)
            #expect(first == (0..<7).map { SequencedLeaf(position: $0, leafData: Sample.leaf(UInt64($0 + 1))) })
            let rest = try await store.sequence(limit: 99)
            #expect(rest == (7..<20).map { SequencedLeaf(position: $0, leafData: Sample.leaf(UInt64($0 + 1))) })
            #expect(try await store.sequence(limit: 99) == [])
            #expect(try await store.sequence(limit: -1) == [])
            #expect(try await store.logSize() == 20)
            #expect(try await store.unsequenced() == 0)
            #expect(try await store.logRows(from: 5, limit: 3).map(\.position) == [5, 6, 7])
            #expect(try await store.logRows(from: 5, limit: 1).first?.row == Sample.logRow(6))
            #expect(try await store.logRows(from: 20, limit: 3) == [])
            #expect(try await store.logRows(from: 0, limit: 0) == [])
            #expect(try await store.logRow(Sample.id(99)) == nil)
        }
    }

    @Test(arguments: Home.allCases) func contentsGoOnTheirDayAndLeavesStay(_ home: Home) async throws {
        try await home.with { store in
            let day = Day("2027-01-01")!
            try await store.commit(Sample.commit(log: (1...3000).map { Sample.logRow($0, eraseOn: $0 <= 2500 ? day : day + 1) }))
            #expect(try await store.eraseLogContents(upTo: day - 1) == 0)
            #expect(try await store.eraseLogContents(upTo: day) == 2500)
            #expect(try await store.eraseLogContents(upTo: day) == 0)
            let row = try #require(try await store.logRow(Sample.logRow(1).id)).row
            #expect(row.sealed == nil && row.leafData == Sample.leaf(1))
            #expect(try await store.logRow(Sample.logRow(2501).id)?.row.sealed == [1, 2, 3])
        }
    }

    /// EES Art 46(4): one year after the data that the entry is about.
    @Test(arguments: Home.allCases) func anEntryFollowsItsRecords(_ home: Home) async throws {
        try await home.with { store in
            let (a, b, none) = (Sample.id(1), Sample.id(2), Sample.id(3))
            try await store.commit(.create(a, Sample.draft()), .create(b, Sample.draft()))
            try await store.commit(
                Sample.commit(log: [
                    Sample.logRow(1, follows: [b, a, a]), Sample.logRow(2, follows: [a]), Sample.logRow(3, follows: [none]),
                    Sample.logRow(4), Sample.logRow(5, eraseOn: Day("2030-01-01"), follows: [a]),
                ]))
            func days() async throws -> [Day?] {
                var out: [Day?] = []
                for number in 1...5 as ClosedRange<UInt64> { out.append(try await store.logRow(Sample.logRow(number).id)?.row.eraseOn) }
                return out
            }
            let fixed = Day("2030-01-01")
            #expect(try await days() == [nil, nil, Day("2027-03-01"), nil, fixed])
            let later = Instant(day: Day("2028-02-29")!)
            try await store.commit(
                Sample.commit([.erase(a, expected: 1, article: "x")], log: [Sample.logRow(6, follows: [a])], at: later))
            #expect(try await days() == [nil, Day("2029-02-28"), Day("2027-03-01"), nil, fixed])
            #expect(try await store.logRow(Sample.logRow(6).id)?.row.eraseOn == Day("2029-02-28"))
            #expect(try await store.logRow(Sample.logRow(1).id)?.row.follows == [b, a, a])
            try await store.commit(Sample.commit([.erase(b, expected: 1, article: "x")], at: later))
            #expect(try await days() == [Day("2029-02-28"), Day("2029-02-28"), Day("2027-03-01"), nil, fixed])
        }
    }

    @Test(arguments: Home.allCases) func tilesGrowAndCheckpointsReplace(_ home: Home) async throws {
        try await home.with { store in
            func tile(_ width: Int, _ fill: UInt8 = 5) -> StoredTile {
                StoredTile(level: 1, index: 3, width: width, bytes: (0..<(width * 32)).map { UInt8(truncatingIfNeeded: $0) ^ fill })
            }
            #expect(try await store.checkpoint() == nil)
            try await store.storeTiles([tile(2)], checkpoint: [1])
            try await store.storeTiles([tile(256)], checkpoint: nil)
            try await store.storeTiles([tile(4)], checkpoint: [2, 3])
            #expect(try await store.checkpoint() == [2, 3])
            #expect(try await store.tile(level: 1, index: 3, width: 256) == tile(256).bytes)
            #expect(try await store.tile(level: 1, index: 3, width: 2) == tile(2).bytes)
            #expect(try await store.tile(level: 1, index: 3, width: 257) == nil)
            #expect(try await store.tile(level: 1, index: 3, width: 0) == nil)
            #expect(try await store.tile(level: 0, index: 3, width: 1) == nil)
            await #expect { try await store.storeTiles([StoredTile(level: 1, index: 0, width: 1, bytes: [1])], checkpoint: nil) } throws: {
                if case StoreError.invalid = $0 { true } else { false }
            }
        }
    }
}
