import Access
import Identity
import Operations
import Registry
import Wire

/// Brings the alerts of one Member State in step with the consolidated list of the United Nations Security Council: new
/// entries are entered, changed ones updated, delisted ones deleted, each by the operation that the law has for it. Run
/// again with the same list it does nothing.
public struct UNListImport: Sendable {
    public let runner: Runner
    public let caller: Caller
    public let purpose: Purpose
    /// The largest share of the standing alerts that one run deletes. A list from which more are missing is more likely a
    /// broken file than a wave of delistings; nothing is deleted then, and the report says so.
    public let delistedShareMax: Double

    public init(
        runner: Runner, caller: Caller, purpose: Purpose = .supplementaryInformation, delistedShareMax: Double = 0.2
    ) {
        self.runner = runner
        self.caller = caller
        self.purpose = purpose
        self.delistedShareMax = delistedShareMax
    }

    /// What one run did, and everything that it could not bring in.
    public struct Report: Hashable, Sendable {
        public var entered = 0
        public var updated = 0
        public var unchanged = 0
        public var deleted = 0
        /// Delisted, and left standing because of `delistedShareMax`: Schengen IDs.
        public var delistedKept: [String] = []
        /// Entries that no alert was made of.
        public var refused: [Refused] = []
        /// What the list says and an alert does not hold.
        public var omitted: [UNListAlert.Omission] = []
        /// What could not be understood.
        public var unread: [Unread] = []
        /// Entries on groups, undertakings and entities: an alert is on a person.
        public var organisations = 0

        public struct Refused: Hashable, Sendable {
            public var reference: String
            /// Code of the refusal, for instance `sis/minimum-data`.
            public var code: String
            public var detail: String
        }
    }

    /// Carries the list out.
    /// - Parameters:
    ///   - dryRun: only says what would be done.
    ///   - progress: called after each entry with how many of how many are done.
    /// - Throws: the refusal where the authority has no right to list or enter alerts, or the store or log cannot be used.
    ///   A refused entry does not stop the rest.
    public func run(
        _ list: UNList, dryRun: Bool = false, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(Refusal) -> Report {
        var report = Report()
        report.organisations = list.organisations.count
        report.unread = list.unread
        var standing = Standing(try await standingAlerts())
        let run = runner.ids.next().description

        var seen: Set<String> = []
        for (number, entry) in list.individuals.enumerated() {
            let mapped = UNListAlert(entry)
            guard seen.insert(mapped.nationalReference).inserted else {
                report.refused.append(
                    .init(
                        reference: entry.reference, code: "repeated",
                        detail: "the list has \(mapped.nationalReference) twice"))
                continue
            }
            report.unread += UNListMapping(entry).unread
            report.omitted += mapped.omitted
            do throws(Refusal) {
                try await carryOut(mapped, &standing, run: run, dryRun: dryRun, &report)
            } catch {
                guard error.kind.status < 500, error.kind != .forbidden else { throw error }
                report.refused.append(.init(reference: entry.reference, code: error.kind.code, detail: error.detail))
            }
            progress(number + 1, list.individuals.count)
        }

        let delisted = standing.alerts.values.filter { !seen.contains($0.reference) }.sorted {
            $0.schengenID < $1.schengenID
        }
        let bearable = Double(standing.countBefore) * delistedShareMax
        // One is always borne, so that a short list can shrink.
        guard delisted.count <= 1 || Double(delisted.count) <= bearable else {
            report.delistedKept = delisted.map(\.schengenID)
            return report
        }
        for alert in delisted {
            if !dryRun {
                _ = try await runOne(
                    DeleteAlert(), .init(alert.schengenID, ground: .decisionWithdrawn), version: alert.version, key: nil
                )
            }
            report.deleted += 1
        }
        return report
    }

    // MARK: - One entry

    private func carryOut(
        _ mapped: UNListAlert, _ standing: inout Standing, run: String, dryRun: Bool, _ report: inout Report
    ) async throws(Refusal) {
        let marks = AlertSubject(mapped.content).marks
        if let alert = standing.alerts[mapped.nationalReference] {
            guard alert.content != mapped.content else {
                report.unchanged += 1
                return
            }
            let others = standing.others(with: marks, than: alert.schengenID)
            if !dryRun {
                let reply = try await runOne(
                    UpdateAlert(), .init(alert.schengenID, mapped.content, distinctFrom: others),
                    version: alert.version, key: nil)
                standing.note(reply.alert, version: reply.version)
            }
            report.updated += 1
            return
        }
        // The United Nations have told apart whoever has two entries (1862 Article 61).
        let others = standing.others(with: marks, than: nil)
        if !dryRun {
            let reply = try await runOne(
                EnterAlert(), .init(mapped.content, distinctFrom: others), version: nil,
                key: "un-list/\(run)/\(mapped.nationalReference)")
            standing.note(schengenID: reply.schengenID, content: mapped.content, version: 1)
        }
        report.entered += 1
    }

    private func runOne<Op: Operation>(
        _ operation: Op, _ input: Op.Input, version: Int?, key: String?
    ) async throws(Refusal) -> Op.Output {
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: caller,
                case: CaseReference(purpose: purpose, reference: "UN list", requestID: runner.ids.next().description),
                input: input.wire, idempotencyKey: key, expectedVersion: version))
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    private func standingAlerts() async throws(Refusal) -> [AlertReply] {
        var alerts: [AlertReply] = []
        var cursor: RecordID?
        repeat {
            let page = try await runOne(
                ListOwnAlerts(), .init(category: .restrictiveMeasure, cursor: cursor, limit: 200), version: nil,
                key: nil)
            alerts += page.alerts.filter { $0.alert.content.nationalReference?.hasPrefix(UNListAlert.prefix) ?? false }
            cursor = page.next
        } while cursor != nil
        return alerts
    }

    /// The Member State's alerts from the list, by national reference, and what they can be recognised by.
    private struct Standing {
        struct One {
            var schengenID: String
            var reference: String
            var content: AlertContent
            var version: Int
        }
        private(set) var alerts: [String: One] = [:]
        private var holders: [AlertSubject.Mark: Set<String>] = [:]
        let countBefore: Int

        init(_ replies: [AlertReply]) {
            countBefore = replies.count
            for reply in replies { note(reply.alert, version: reply.version) }
        }

        mutating func note(_ alert: Alert, version: Int) {
            note(schengenID: alert.schengenID, content: alert.content, version: version)
        }

        mutating func note(schengenID: String, content: AlertContent, version: Int) {
            guard let reference = content.nationalReference else { return }
            if let old = alerts[reference] {
                for mark in AlertSubject(old.content).marks { holders[mark]?.remove(old.schengenID) }
            }
            alerts[reference] = One(schengenID: schengenID, reference: reference, content: content, version: version)
            for mark in AlertSubject(content).marks { holders[mark, default: []].insert(schengenID) }
        }

        func others(with marks: [AlertSubject.Mark], than own: String?) -> [String] {
            Set(marks.flatMap { holders[$0] ?? [] }).filter { $0 != own }.sorted()
        }
    }
}

extension UNListImport.Report: CustomStringConvertible {
    /// For a person at a terminal: counts, then every entry and text that did not come in.
    public var description: String {
        var lines = [
            "\(entered) entered, \(updated) updated, \(unchanged) unchanged, \(deleted) deleted, \(refused.count) refused; \(organisations) entries on groups and entities are not on persons"
        ]
        if !delistedKept.isEmpty {
            lines.append(
                "\(delistedKept.count) alerts are on nobody in the list and were kept: too many to be delistings; check the file"
            )
        }
        lines += refused.map { "refused \($0.reference): \($0.detail)" }
        lines += unread.map { "unread \($0.path): \($0.text) (\($0.reason.rawValue))" }
        let addresses = omitted.count { $0.why == .notInArticle20 }
        if addresses > 0 { lines.append("\(addresses) addresses: no data of Article 20, not entered") }
        lines += omitted.filter { $0.why != .notInArticle20 }.map {
            "not entered, \($0.reference): \($0.text) (\($0.why.rawValue))"
        }
        return lines.joined(separator: "\n")
    }
}
