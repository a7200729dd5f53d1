import Access
import Foundation
import Identity
import Registry
import Testing

@testable import RegistrySQLite

/// The homes that every test of the contract runs in.
enum Home: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory, sqlite
    var testDescription: String { rawValue }

    /// Runs `body` with an empty store and removes it afterwards.
    func with(_ body: (any Store) async throws -> Void) async throws {
        switch self {
        case .memory:
            let store = MemoryStore()
            try await body(store)
            await store.close()
        case .sqlite:
            let directory = Scratch()
            let store = try SQLiteStore(directory: directory.path)
            try await body(store)
            await store.close()
        }
    }
}

/// A directory that goes with the value.
final class Scratch: Sendable {
    let path: String
    init() {
        path = NSTemporaryDirectory() + "sextant-store-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A seeded generator (SplitMix64), so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Values that tests are made of.
enum Sample {
    static let alert = RecordKind(.SIS, "alert")
    static let file = RecordKind(.EES, "individualFile")
    static let now = Instant(day: Day(year: 2026, month: 3, day: 1)!)

    static func id(_ number: UInt64) -> RecordID { RecordID(high: 0xA, low: number) }

    static func draft(
        _ kind: RecordKind = file, _ text: String = "{}", keys: [RecordKey] = [], due: [DueDate] = [],
        templates: [StoredTemplate] = []
    ) -> RecordDraft {
        RecordDraft(
            kind: kind, owner: "FRA", payload: Array(text.utf8), schema: 1,
            projection: Projection(
                identities: [
                    PersonIdentity(
                        surnames: ["MÜLLER", "Ольга"], givenNames: ["Zoë"], dateOfBirth: PartialDate(year: 1980),
                        sex: .female, nationalities: [CountryCode("UKR")!])
                ],
                documents: [TravelDocument(kind: .passport, number: text, issuer: CountryCode("UKR")!)], keys: keys,
                due: due, templates: templates))
    }

    static func logRow(
        _ number: UInt64, sealed: [UInt8]? = [1, 2, 3], eraseOn: Day? = nil, follows: [RecordID] = []
    ) -> LogRow {
        LogRow(
            id: RecordID(high: 0xB, low: number), at: now, leafData: leaf(number), sealed: sealed, eraseOn: eraseOn,
            follows: follows, system: .EES, event: "ees.search")
    }

    static func leaf(_ number: UInt64) -> [UInt8] { (0..<32).map { UInt8(truncatingIfNeeded: number >> (($0 % 8) * 8)) } }

    static func commit(
        _ changes: [Change] = [], log: [LogRow] = [], idempotency: IdempotentReply? = nil, notices: [Notice] = [],
        facts: [EstablishedFact] = [], acknowledged: [RecordID] = [], positions: [String: Int64] = [:],
        at: Instant = now
    ) -> Commit {
        Commit(
            changes: changes, log: log, idempotency: idempotency, notices: notices, facts: facts,
            acknowledged: acknowledged, positions: positions, at: at, by: "FR-PAF")
    }

    static func reply(
        _ key: String, text: String = "done", records: [RecordID] = [], expires: Instant = now.adding(hours: 24)
    ) -> IdempotentReply {
        IdempotentReply(
            authority: "FR-PAF", key: key, requestDigest: [UInt8](repeating: 7, count: 32), reply: Array(text.utf8),
            records: records, expires: expires)
    }

    static func notice(_ number: UInt64, to recipient: String = "FRA", about record: RecordID? = nil) -> Notice {
        Notice(
            id: RecordID(high: 0xC, low: number), recipient: recipient, kind: "ees.erasureInThreeMonths",
            article: "EES Art 20", record: record, text: "Notice \(number)", at: now)
    }
}

extension Store {
    @discardableResult
    func commit(_ changes: Change...) async throws -> Receipt { try await commit(Sample.commit(changes)) }
}
