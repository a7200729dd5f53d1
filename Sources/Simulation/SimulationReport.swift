import Crypto
import Foundation
import Identity
import Interoperability
import Matching
import Registry
import Wire

/// What came of a simulation: how much happened, what was found wrong, and a digest of every reply and of the state at the
/// end. Equal seeds and settings give equal digests, on every machine.
public struct SimulationReport: Sendable {
    public var seed: UInt64
    public var persons: Int
    public var days: Int
    public var requests: Int
    public var tally: Tally
    public var files: Int
    public var alerts: Int
    /// Requests that the rights witness judged.
    public var witnessed: Int
    public var erased: Int
    public var acted: Int
    public var logEntries: Int64
    /// Links that stand at the end, and how many were verified on the way.
    public var links: [LinkRule.Colour: Int]
    public var verified: Int
    public var linkAccuracy: [LinkRule.Colour: LinkAccuracy]
    /// Weeks of which the quality of the data was reported, and findings that desks have confirmed.
    public var qualityWeeks: Int
    public var confirmedFindings: Int
    public var findings: Findings
    /// By actor: of all that it asked and was told.
    public var digests: [String: String]
    /// Of the actors' digests and of all records at the end.
    public var digest: String

    init(_ world: SimulatedWorld, sweeps: SweepLedger, actors: [String]) async throws {
        seed = world.settings.seed.value
        persons = world.settings.persons
        days = world.settings.days
        tally = world.tally
        requests = world.tally.requests
        files = world.truth.files.count
        alerts = world.truth.alerts.count
        witnessed = world.witness.asked
        erased = sweeps.erased.values.reduce(0, +)
        acted = sweeps.acted.values.reduce(0, +)
        logEntries = try await world.installation.store.logSize()
        links = world.links
        verified = world.truth.links.count
        linkAccuracy = world.linkAccuracy
        qualityWeeks = world.qualityWeeks
        confirmedFindings = world.truth.confirmedFindings.values.reduce(0) { $0 + $1.count }
        findings = world.findings
        digests = world.digestsByActor
        var hash = SHA256()
        for (actor, digest) in digests.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(actor) \(digest)\n".utf8))
        }
        let state = try await world.installation.store.read { view -> [[UInt8]] in
            var ids: [RecordID] = []
            try view.forEachProjection { id, kind, _ in if kind.system != .administration { ids.append(id) } }
            return try ids.sorted().compactMap { id in
                try view.record(id).map { Array("\($0.id) \($0.kind) \($0.version) \($0.owner) ".utf8) + $0.payload }
            }
        }
        for line in state { hash.update(data: line) }
        // Of the log its events and their order; salts and seals are random, as they must be.
        var position: Int64 = 0
        while true {
            let rows = try await world.installation.store.logRows(from: position, limit: 4096)
            guard let last = rows.last?.position else { break }
            for row in rows {
                hash.update(data: Array("\(row.row.id) \(row.row.event) \(row.row.at.milliseconds)\n".utf8))
            }
            position = last + 1
        }
        digest = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    public var isSound: Bool { findings.isEmpty }

    /// For people.
    public var text: String {
        var lines = [
            "seed        \(seed)",
            "world       \(persons) SYNTHETIC persons, \(days) days, \(tally.states.count) states, "
                + "\(tally.authorities.count) kinds of authority",
            "requests    \(requests), of which \(witnessed) were judged by the witness of rights",
            "registers   \(files) individual files, \(alerts) alerts entered",
            "time limits \(erased) records erased, \(acted) acts and notices",
            "log         \(logEntries) entries",
            "links       " + LinkRule.Colour.allCases.map { "\($0.rawValue) \(links[$0, default: 0])" }.joined(separator: ", ")
                + "; \(verified) verified by authorities",
            "quality     \(qualityWeeks) weekly looks, \(confirmedFindings) findings confirmed by desks",
        ]
        func told(_ share: Share) -> String {
            let (low, high) = (share.interval.lowerBound * 100, share.interval.upperBound * 100)
            return "\(share.hits) of \(share.of) [\(String(format: "%.2f, %.2f", low, high)) %]"
        }
        for (colour, accuracy) in linkAccuracy.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where accuracy.recall.of > 0 {
            lines.append(
                "            \(colour.rawValue): asked for and there \(told(accuracy.recall)); there unverified and asked for "
                    + told(accuracy.precision))
        }
        for (operation, line) in tally.lines.sorted(by: { $0.key < $1.key }) {
            let refusals = line.refusals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
                separator: ", ")
            let each = line.taken / max(1, line.count)
            lines.append(
                "  \(operation): \(line.replies) replies" + (refusals.isEmpty ? "" : "; \(refusals)")
                    + " (\(each.components.attoseconds / 1_000_000_000_000) µs each)")
        }
        if findings.isEmpty {
            lines.append("invariants  all hold")
        } else {
            for (invariant, count) in findings.counts.sorted(by: { $0.key < $1.key }) {
                lines.append("BROKEN      \(invariant): \(count)")
            }
            lines += findings.told.map { "  \($0)" }
        }
        // Where two runs differ, these say whose replies did.
        lines.append(
            "by actor    "
                + digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.prefix(8))" }.joined(separator: ", "))
        lines.append("digest      \(digest)")
        return lines.joined(separator: "\n")
    }
}
