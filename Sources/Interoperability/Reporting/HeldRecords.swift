import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS
import Wire

/// How many records are held, counted once after the end of every month, alerts after every day (1861 60(3), 1862 74(3): records by
/// category, in total and by Member State). What was counted is one commit; a count that was broken off begins anew. A month that nobody was
/// there to count on the day after is counted as soon as somebody is, and says when; a day that nobody counted is named as one.
public struct HeldRecords: Sendable {
    private let runner: Runner
    private let pageSize: Int
    public init(runner: Runner, pageSize: Int = 500) {
        self.runner = runner
        self.pageSize = pageSize
    }

    static let source = "held"
    static let daily = "heldByDay"
    private static let kinds: [RecordKind] = [
        Alert.kind, VIS.ApplicationFile.kind, IndividualFile.kind, EurodacDataset.kind, ETIAS.ApplicationFile.kind, DataRecord.kind,
    ]

    /// Under which figure, State and category a record is held.
    static func place(_ record: StoredRecord, month: String) throws -> Cell? {
        switch record.kind {
        case Alert.kind:
            let alert = try Alert(stored: record)
            return Cell("sis.held.category", month, Counting.state(alert.issuingState), alert.content.category.rawValue)
        case VIS.ApplicationFile.kind:
            return Cell("vis.held.status", month, Counting.state(record.owner), try VIS.ApplicationFile(stored: record).status.rawValue)
        case IndividualFile.kind:
            return Cell("ees.held.traveller", month, Counting.state(record.owner), try IndividualFile(stored: record).traveller.rawValue)
        case EurodacDataset.kind:
            return Cell("eurodac.held.category", month, Counting.state(record.owner), try EurodacDataset(stored: record).category.rawValue)
        case ETIAS.ApplicationFile.kind:
            let file = try ETIAS.ApplicationFile(stored: record)
            return Cell("etias.held.status", month, Counting.state(file.responsible), file.status.rawValue)
        case DataRecord.kind:
            let data = try DataRecord(stored: record)
            return Cell("ecris.held.samples", month, Counting.state(data.memberState), ECRISTCNCounts.samples(data))
        default: return nil
        }
    }

    /// The same of a day.
    static func place(_ record: StoredRecord, day: Day) throws -> Cell? {
        guard record.kind == Alert.kind else { return nil }
        let alert = try Alert(stored: record)
        return Cell("sis.heldByDay.category", day.month, Counting.state(alert.issuingState), "\(day) \(alert.content.category.rawValue)")
    }

    /// Counts the month that ended last, unless it is counted; and of alerts the day, because theirs are asked for by day. Returns whether
    /// it did.
    public func countIfDue() async throws(Refusal) -> Bool {
        let today = runner.clock.now().utcDay
        let (year, number, dayOfMonth) = today.components
        guard let first = Day(year: year, month: number, day: 1) else { return false }
        let month = (first - 1).month
        // The number of the month stands for the position in a feed: months are counted once, one after the other.
        let late = dayOfMonth == 1 ? nil : today
        let months = try await count(Self.kinds, as: Self.source, stretch: year * 12 + number, late: late) { record in
            try HeldRecords.place(record, month: month)
        }
        // The last day of a month is what the month says.
        guard dayOfMonth != 1 else { return months }
        let yesterday = today - 1
        let days = try await count([Alert.kind], as: Self.daily, stretch: Int(yesterday.number)) { record in
            try HeldRecords.place(record, day: yesterday)
        }
        return months || days
    }

    /// Counts records once for a stretch; a count that is there already is left.
    private func count(
        _ kinds: [RecordKind], as source: String, stretch: Int, late: Day? = nil, place: @escaping @Sendable (StoredRecord) throws -> Cell?
    ) async throws(Refusal) -> Bool {
        let mandate = runner.policy.mandate(
            forTask: "statistics", systems: Set(kinds.map(\.system)).union([.CRRS]), actions: [.read, .create], article: "817 39",
            requestID: runner.ids.next().description)
        let key = "\(source)/0/\(stretch)"
        let isCounted: Bool
        do {
            isCounted = try await runner.registry.read(mandate) { reader in
                try !reader.find(CountedBatch.kind, key: CountedBatch.stretchKey, value: key).isEmpty
            }
        } catch { throw Refusal.from(error) }
        guard !isCounted else { return false }
        var counts: [Cell: Int] = [:]
        for kind in kinds {
            var after: RecordID?
            repeat {
                let (start, size) = (after, pageSize)
                let page: (counts: [Cell: Int], last: RecordID?)
                do {
                    page = try await runner.registry.read(mandate) { reader in
                        var counts: [Cell: Int] = [:]
                        let records = try reader.page(kind, after: start, limit: size)
                        for record in records { if let cell = try place(record) { counts[cell, default: 0] += 1 } }
                        return (counts, records.count == size ? records.last?.id : nil)
                    }
                } catch { throw Refusal.from(error) }
                counts.merge(page.counts, uniquingKeysWith: +)
                after = page.last
            } while after != nil
        }
        let now = runner.clock.now()
        var batch = CountedBatch(source, after: Int64(stretch), upTo: Int64(stretch + 1), counts)
        batch.counted = late
        let change = Change.create(runner.ids.next(), batch.draft(owner: "CRRS"))
        let row = try runner.log.row(
            LogDraft(
                event: "statistics.count", system: .CRRS, action: .create, article: "817 39", at: now, caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed, details: LogDetails(records: [change.id])))
        do {
            _ = try await runner.registry.commit(Commit(changes: [change], log: [row], at: now, by: mandate.caller.authority), under: mandate)
        } catch RegistryError.store(.keyTaken) { return false } catch { throw Refusal.from(error) }
        return true
    }
}

/// When what is held was counted.
struct HeldMoments: Hashable, Sendable {
    /// Months that were counted later than the day after their end, and on which day.
    var late: [String: Day] = [:]
    /// Days that were counted as such.
    var days: Set<Day> = []

    /// Days of a period on which nobody counted; its last day is what the period itself says.
    func missing(in period: ReportPeriod) -> [Day] {
        guard let end = period.end else { return [] }
        var missing: [Day] = []
        var day = end.adding(months: period.length == .month ? -1 : -3)
        while day < end - 1 {
            if !days.contains(day) { missing.append(day) }
            day = day + 1
        }
        return missing
    }
}

extension Reader {
    func heldMoments() throws -> HeldMoments {
        var held = HeldMoments()
        for batch in try values(CountedBatch.self, key: CountedBatch.allKey, value: HeldRecords.source) {
            // The stretch is named for the month in which the one before was counted.
            let (year, number) = ((batch.value.after - 1) / 12, (batch.value.after - 1) % 12 + 1)
            guard let counted = batch.value.counted, let first = Day(year: year, month: number, day: 1) else { continue }
            held.late[(first - 1).month] = counted
        }
        for batch in try values(CountedBatch.self, key: CountedBatch.allKey, value: HeldRecords.daily) {
            held.days.insert(Day(number: Int32(clamping: batch.value.after)))
        }
        return held
    }
}
