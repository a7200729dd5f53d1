import Access
import Identity
import Operations
import Registry

/// In which order an official works: urgent before less urgent always; among what is due within the same hour in an order that depends on
/// the official and the records alone. A reload does not change it, and no place in it says anything about a link.
struct DeskOrder: Sendable {
    private let official: String

    init(_ caller: Caller) { official = "\(caller.authority)|\(caller.user)" }

    /// The place of a record among others, for this official: FNV-1a of both, mixed as SplitMix64 does.
    func rank(_ id: RecordID, _ salt: String = "") -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(official)|\(id)|\(salt)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }

    func shuffled(_ lines: [TaskLine]) -> [TaskLine] {
        lines.map { (line: $0, hour: $0.deadline.milliseconds / 3_600_000, rank: rank($0.about, $0.step)) }
            .sorted { ($0.hour, $0.rank, $0.line.id) < ($1.hour, $1.rank, $1.line.id) }
            .map(\.line)
    }

    /// Known pairs in the likeness of links that wait: each has the clock of one of them, and there are so many that the share is as asked.
    /// None without links, because a queue that is empty stays empty.
    /// - Parameter pairs: those that the official has not answered.
    func known(_ pairs: [RecordID], among lines: [TaskLine], percent: Int) -> [TaskLine] {
        let real = lines.filter { $0.step == MIDTasks.Step.verifyLink.rawValue }
        guard percent > 0, !real.isEmpty else { return [] }
        let percent = min(percent, DeskSettings.knownPairsPercentMax)
        let wanted = (real.count * percent + (99 - percent)) / (100 - percent)
        return pairs.sorted { (rank($0), $0) < (rank($1), $1) }.prefix(wanted).compactMap { pair in
            // The same neighbour as long as it is there, so that the clock does not jump.
            guard var line = real.min(by: { rank($0.id, "\(pair)") < rank($1.id, "\(pair)") }) else { return nil }
            (line.about, line.id) = (pair, RecordID(high: rank(pair, "task"), low: rank(pair, "line")))
            return line
        }
    }
}
