import Access
import Foundation
import Identity
import Registry
import RegistrySQLite

/// Pairs of records that are always written together, so that half a commit would show; and the memory of what the store
/// has acknowledged.
struct Ledger: Sendable {
    static let left = RecordKind(.EES, "left")
    static let right = RecordKind(.SIS, "right")
    static let refused = RecordKind(.EES, "refused")
    static let now = Instant(milliseconds: 1_780_000_000_000)

    /// Highest version acknowledged of each pair.
    var versions: [UInt64: Int] = [:]
    var erased: Set<UInt64> = []
    /// Erasures begun; whether they happened is open.
    var erasing: Set<UInt64> = []
    var leaves: [Int64: String] = [:]

    static func leftID(_ pair: UInt64) -> RecordID { RecordID(high: pair &* 0x9E37_79B9_7F4A_7C15, low: pair) }
    static func rightID(_ pair: UInt64) -> RecordID { RecordID(high: pair &* 0xBF58_476D_1CE4_E5B9, low: pair) }
    static func logID(_ pair: UInt64, _ version: Int) -> RecordID { RecordID(high: pair, low: UInt64(version)) }

    static func leaf(_ pair: UInt64, _ version: Int) -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: (pair ^ UInt64(version) << 56) >> (UInt64($0 % 8) * 8)) }
    }

    static func payload(_ pair: UInt64, _ version: Int) -> [UInt8] {
        let unit = "pair \(pair) version \(version) "
        return Array(String(repeating: unit, count: 1 + Int((pair &+ UInt64(version)) % 97)).utf8)
    }

    private static func draft(_ kind: RecordKind, _ pair: UInt64, _ version: Int) -> RecordDraft {
        RecordDraft(
            kind: kind, owner: "FRA", payload: payload(pair, version), schema: 1,
            projection: Projection(
                identities: [PersonIdentity(surnames: ["PAIR \(pair)"], dateOfBirth: PartialDate(year: 1900 + version % 100))],
                keys: [
                    RecordKey("number", "\(pair)", unique: true), RecordKey("version", "\(version)", unique: false),
                ],
                due: [DueDate(Day(number: 20_000 + Int32(version)), .review, article: "SIS Art 53")],
                templates: [StoredTemplate(kind: "face", format: "x", bytes: payload(pair, version))]))
    }

    /// The commit that brings a pair to `version`.
    static func commit(_ pair: UInt64, version: Int) -> Commit {
        let changes: [Change] =
            version == 1
            ? [.create(leftID(pair), draft(left, pair, 1)), .create(rightID(pair), draft(right, pair, 1))]
            : [
                .update(leftID(pair), expected: version - 1, draft(left, pair, version)),
                .update(rightID(pair), expected: version - 1, draft(right, pair, version)),
            ]
        return Commit(
            changes: changes,
            log: [
                LogRow(
                    id: logID(pair, version), at: now, leafData: leaf(pair, version), sealed: payload(pair, version),
                    eraseOn: nil, follows: [leftID(pair)], system: .EES, event: "torture")
            ],
            idempotency: IdempotentReply(
                authority: "A", key: "\(pair)-\(version)", requestDigest: leaf(pair, version), reply: [1],
                records: [leftID(pair), rightID(pair)], expires: now.adding(hours: 24)),
            notices: version == 1
                ? [
                    Notice(
                        id: RecordID(high: 1, low: pair), recipient: "FRA", kind: "torture", article: "",
                        record: leftID(pair), text: "pair \(pair)", at: now)
                ] : [], positions: ["torture": Int64(version)], at: now, by: "FR")
    }

    static func erasure(_ pair: UInt64) -> Commit {
        Commit(
            changes: [
                .erase(leftID(pair), expected: nil, article: "x"), .erase(rightID(pair), expected: nil, article: "x"),
            ], at: now, by: "FR")
    }

    /// A commit whose last change is refused: nothing of it may ever be seen.
    static func refusal(_ pair: UInt64) -> Commit {
        Commit(
            changes: [
                .create(RecordID(high: 2, low: pair), draft(refused, pair, 1)),
                .update(leftID(pair), expected: 1_000_000, draft(left, pair, 1)),
            ],
            log: [
                LogRow(
                    id: RecordID(high: 2, low: pair), at: now, leafData: leaf(0, 0), sealed: nil, eraseOn: nil,
                    follows: [], system: .EES, event: "refused")
            ], at: now, by: "FR")
    }

    // MARK: - From the child's words

    mutating func read(_ line: some StringProtocol) {
        let parts = line.split(separator: " ")
        guard parts.count >= 2, let number = UInt64(parts[1]) else { return }
        switch parts[0] {
        case "ack": if parts.count == 3, let version = Int(parts[2]) { versions[number] = max(versions[number] ?? 0, version) }
        case "erasing": erasing.insert(number)
        case "erased": erased.insert(number)
        case "seq": if parts.count == 3 { leaves[Int64(number)] = String(parts[2]) }
        default: break
        }
    }

    // MARK: - Against a store

    /// What is not as it was acknowledged, or not as it must be.
    func findings(in store: SQLiteStore) async throws -> [String] {
        var out = try await store.read { [self] view in try compare(view) }
        _ = try await store.sequence(limit: .max)
        let unsequenced = try await store.unsequenced()
        if unsequenced != 0 { out.append("\(unsequenced) entries without position after sequencing all") }
        let size = try await store.logSize()
        var position: Int64 = 0
        while position < size {
            let rows = try await store.logRows(from: position, limit: 1000)
            if rows.isEmpty { out.append("the log ends at \(position) of \(size)") }
            for row in rows {
                if row.position != position { out.append("position \(position) is missing") }
                if let known = leaves[position], known != hex(row.row.leafData) { out.append("position \(position) has another leaf") }
                position += 1
            }
            if rows.isEmpty { break }
        }
        if let last = leaves.keys.max(), last >= size { out.append("position \(last) was given and is gone") }
        for (pair, version) in versions where !erasing.contains(pair) {
            for number in 1...version where try await store.logRow(Self.logID(pair, number))?.row.leafData != Self.leaf(pair, number) {
                out.append("the log entry of pair \(pair) version \(number) is missing")
            }
        }
        out += try await store.examine().map(\.description)
        return out
    }

    private func compare(_ view: any RecordReading) throws -> [String] {
        var out: [String] = []
        for (pair, acknowledged) in versions {
            let (a, b) = (try view.record(Self.leftID(pair)), try view.record(Self.rightID(pair)))
            if erased.contains(pair) || (erasing.contains(pair) && a == nil) {
                if a != nil || b != nil { out.append("pair \(pair) was erased and stands") }
                if try view.idempotentReply(authority: "A", key: "\(pair)-1") != nil { out.append("a reply of pair \(pair) outlives it") }
                continue
            }
            guard let a, b != nil else {
                out.append("pair \(pair) was acknowledged and is not there")
                continue
            }
            if a.version < acknowledged { out.append("pair \(pair) stands at \(a.version), acknowledged was \(acknowledged)") }
        }
        let lefts = try view.page(Self.left, after: nil, limit: .max)
        let rights = try view.page(Self.right, after: nil, limit: .max)
        if lefts.count != rights.count { out.append("\(lefts.count) left, \(rights.count) right") }
        for a in lefts {
            let pair = a.id.low
            guard let b = try view.record(Self.rightID(pair)) else {
                out.append("pair \(pair) has one half")
                continue
            }
            if a.version != b.version || a.payload != b.payload || a.payload != Self.payload(pair, a.version) {
                out.append("pair \(pair) has halves that differ")
            }
            let history = try view.history(a.id)
            if history.map(\.version) != Array(1...a.version)
                || !history.allSatisfy({ $0.payload == Self.payload(pair, $0.version) })
            {
                out.append("pair \(pair) has a history with holes")
            }
            for version in 1...a.version where try view.idempotentReply(authority: "A", key: "\(pair)-\(version)") == nil {
                out.append("pair \(pair) version \(version) has no reply")
            }
            if try view.find(Self.left, key: "number", value: "\(pair)") != [a.id] { out.append("pair \(pair) is not found by its number") }
            let templates = try view.projection(a.id)?.templates.map(\.bytes)
            if templates != [a.payload] { out.append("pair \(pair) has another version's template") }
        }
        if try view.count(Self.refused) != 0 { out.append("a refused commit left something") }
        return out
    }
}

func hex(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
