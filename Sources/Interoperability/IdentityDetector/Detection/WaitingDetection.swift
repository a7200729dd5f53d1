import Access
import Identity
import Operations
import Registry
import Wire

/// A record that could not be compared for a mistake in Sextant. The detector has stepped over it, so that one record does not hold up all,
/// and tries it again until it is compared: nothing is left uncompared in silence (Article 27(1)). A reference, and none of the data.
public struct WaitingDetection: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "waitingDetection")
    /// Where more than so many wait, the mistake is not in the records, and the detector stands still instead.
    static let most = 100
    /// Until it is tried again.
    static let restSeconds: Int64 = 600
    static let failureMax = 500

    public var record = RecordID(high: 0, low: 0)
    /// System of a record that is gone, whose links are to go (Article 35); `nil` of one that is to be compared.
    public var gone: SystemName?
    /// It was to be compared by a transitional run (Article 69).
    public var isTransitional = false
    public var failure = ""
    public var since = Instant(milliseconds: 0)
    public var tried = Instant(milliseconds: 0)

    public init() {}
    init(_ work: MultipleIdentityDetector.Work, isTransitional: Bool, since: Instant) {
        record = work.record
        if case .gone(let system, _) = work { gone = system }
        (self.isTransitional, self.since) = (isTransitional, since)
    }

    public static let meaning = "A record that could not be compared and is tried again."
    public static let fields: [Field<WaitingDetection>] = [
        .required("record", \.record, "The record."),
        .optional("gone", \.gone, "System of a record that is gone."),
        .defaulted("isTransitional", \.isTransitional, to: false, "It was to be compared by a transitional run."),
        .required("failure", \.failure, "Why it could not be compared.", limits: .text(.init(length: 1...failureMax))),
        .required("since", \.since, "Since when it waits."), .required("tried", \.tried, "When it was tried last."),
    ]

    public static let waitingKey = "waiting"
    static let recordKey = "record"
    static let workKey = "work"
    /// All have this value of `waitingKey`.
    public static let everyone = "detection"
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(WaitingDetection.waitingKey, WaitingDetection.everyone, unique: false),
                RecordKey(WaitingDetection.recordKey, record.description, unique: false),
                RecordKey(WaitingDetection.workKey, "\(gone?.rawValue ?? "")/\(record)", unique: true),
            ])
    }

    var work: MultipleIdentityDetector.Work { gone.map { .gone($0, record) } ?? .person(record) }
}

extension MultipleIdentityDetector.Work {
    var record: RecordID {
        switch self {
        case .person(let id), .gone(_, let id): id
        }
    }
}

extension MultipleIdentityDetector {
    /// Records that could not be compared and are tried again, and why.
    public func waiting() async throws(Refusal) -> [RecordID: String] {
        let mandate = mandate()
        do {
            return Dictionary(
                try await waitingDetections(under: mandate).map { ($0.value.record, $0.value.failure) }, uniquingKeysWith: { first, _ in first })
        } catch { throw Refusal.from(error) }
    }

    private func waitingDetections(under mandate: Mandate) async throws -> [Recorded<WaitingDetection>] {
        try await runner.registry.read(mandate) { reader in
            try reader.values(WaitingDetection.self, key: WaitingDetection.waitingKey, value: WaitingDetection.everyone)
        }
    }

    /// Carries work out in one commit. Where there is a mistake in Sextant, each record has a commit of its own, and what fails by itself is
    /// put aside before the positions go on. A kill on the way leaves the positions where they were, and repeating it comes to the same.
    /// - Returns: what came of it, and why records were put aside.
    func carryOutOrPutAside(
        _ work: [Work], positions: [String: Int64], isTransitional: Bool = false,
        extra: @escaping @Sendable ([Detection.Outcome]) -> [Change] = { _ in [] }
    ) async throws(Refusal) -> (outcomes: [Detection.Outcome], aside: [RecordID: String]) {
        do throws(Refusal) {
            return (try await carryOut(work, positions: positions, isTransitional: isTransitional, extra: extra), [:])
        } catch {
            guard error.kind == .internalError, !work.isEmpty, !Task.isCancelled else { throw error }
        }
        var outcomes: [Detection.Outcome] = []
        var aside: [RecordID: String] = [:]
        for item in work {
            do throws(Refusal) {
                outcomes += try await carryOut([item], positions: [:], isTransitional: isTransitional)
            } catch {
                guard error.kind == .internalError, !Task.isCancelled else { throw error }
                try await putAside(item, error, isTransitional: isTransitional)
                aside[item.record] = error.detail
            }
        }
        let done = outcomes
        _ = try await carryOut([], positions: positions, isTransitional: isTransitional, extra: { _ in extra(done) })
        return (outcomes, aside)
    }

    /// Tries what was put aside and has rested.
    func tryAgain(_ report: inout Report) async throws(Refusal) {
        let mandate = mandate()
        let waiting: [Recorded<WaitingDetection>]
        do { waiting = try await waitingDetections(under: mandate) } catch { throw Refusal.from(error) }
        report.waiting = Set(waiting.map(\.value.record))
        let now = runner.clock.now()
        for recorded in waiting where recorded.value.tried.adding(seconds: WaitingDetection.restSeconds) <= now {
            let (id, version, value) = (recorded.id, recorded.version, recorded.value)
            do throws(Refusal) {
                let outcomes = try await carryOut([value.work], positions: [:], isTransitional: value.isTransitional) { _ in
                    [.erase(id, expected: version, article: "817 27")]
                }
                report.add(outcomes)
                report.waiting.remove(value.record)
            } catch {
                guard error.kind == .internalError, !Task.isCancelled else { throw error }
                try await putAside(value.work, error, isTransitional: value.isTransitional)
                report.aside[value.record] = error.detail
            }
        }
    }

    /// - Throws: the failure itself where too many wait already.
    private func putAside(_ item: Work, _ failure: Refusal, isTransitional: Bool) async throws(Refusal) {
        let mandate = mandate()
        let now = runner.clock.now()
        do {
            let waiting = try await waitingDetections(under: mandate)
            let known = waiting.first { $0.value.work == item }
            guard known != nil || waiting.count < WaitingDetection.most else { throw failure }
            var value = known?.value ?? WaitingDetection(item, isTransitional: isTransitional, since: now)
            (value.failure, value.tried) = (String(failure.detail.prefix(WaitingDetection.failureMax)), now)
            let draft = value.draft(owner: LinkBook.owner)
            let row = try runner.log.row(
                LogDraft(
                    event: "mid.detect", system: .MID, action: .search, article: "817 27", at: now, caller: mandate.caller, case: mandate.case,
                    policyRevision: mandate.policyRevision, verdict: .failed(failure.kind.code), details: LogDetails(records: [item.record])))
            _ = try await runner.registry.commit(
                Commit(
                    changes: [known.map { .update($0.id, expected: $0.version, draft) } ?? .create(runner.ids.next(), draft)], log: [row], at: now,
                    by: mandate.caller.authority),
                under: mandate)
        } catch { throw Refusal.from(error) }
    }
}
