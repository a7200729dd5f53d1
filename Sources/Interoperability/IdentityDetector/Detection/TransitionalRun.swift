import Access
import Identity
import Operations
import Registry
import Wire

/// How far the comparison of everything that was stored before the detector started has come (Article 69).
public struct DetectionRun: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "detectionRun")
    public enum Pass: String, CaseIterable, Sendable, WireChoice {
        /// Links and settled pairs are looked through for sides that are gone; then records are compared, those with samples first.
        case gone, biometrics, others, finished
    }
    public var pass = Pass.gone
    /// Place in the list of kinds of records, and the last record of that kind that was looked at.
    public var kindIndex = 0
    public var after: RecordID?
    public var looked = 0
    public var detected = 0
    public var links = 0
    public var begun = Instant(milliseconds: 0)
    public var ended: Instant?
    public init() {}
    public static let meaning = "How far a transitional run of the detector has come."
    public static let fields: [Field<DetectionRun>] = [
        .required("pass", \.pass, "What is being looked at."),
        .required("kindIndex", \.kindIndex, "Place in the list of kinds of records.", limits: .integer(0...100)),
        .optional("after", \.after, "The last record that was looked at."),
        .required("looked", \.looked, "Records looked at."), .required("detected", \.detected, "Records compared."),
        .required("links", \.links, "Links created."), .required("begun", \.begun, "When it began."),
        .optional("ended", \.ended, "When it ended."),
    ]
    static let runKey = "run"
    public var projection: Projection {
        Projection(keys: [RecordKey(DetectionRun.runKey, "transitional", unique: true)])
    }
    public var isFinished: Bool { pass == .finished }
}

/// Compares everything that is stored (2019/817 Article 69, 2019/818 Article 65): those with biometric data first. Each step's links
/// and how far the run has come are one commit, so that a run that was killed goes on where it was. What is linked is what
/// detection record by record would have linked. Links between data that are gone go before that (Article 35): the detector goes on behind
/// the run, and does not see what was erased before it.
public struct TransitionalRun: Sendable {
    private let detector: MultipleIdentityDetector
    private let batch: Int

    public init(_ detector: MultipleIdentityDetector, batch: Int = 200) {
        (self.detector, self.batch) = (detector, batch)
    }

    /// - Parameters:
    ///   - again: begins anew although a run has ended.
    ///   - progress: is given how far the run has come, and the number of records.
    /// - Throws: where the store cannot be read or written; what was done until then stands.
    public func run(again: Bool = false, progress: @Sendable (DetectionRun, _ total: Int) async -> Void = { _, _ in })
        async throws(Refusal) -> DetectionRun
    {
        let runner = detector.runner
        let mandate = runner.policy.mandate(
            forTask: "transitional-detection", systems: PersonRecords.systems.union([.MID]),
            actions: [.read, .create, .update],
            article: "817 69", requestID: runner.ids.next().description)
        var place = try await begin(mandate, again: again)
        let total: Int
        do {
            total = try await runner.registry.read(mandate) { reader in
                try PersonRecords.kinds.reduce(0) { $0 + (try reader.count($1)) }
            }
        } catch { throw Refusal.from(error) }
        await progress(place.value, total * 2)
        while !place.value.isFinished, !Task.isCancelled {
            place = try await step(place, mandate)
            await progress(place.value, total * 2)
        }
        return place.value
    }

    private struct Place {
        var id: RecordID
        var version: Int
        var value: DetectionRun
    }

    private func begin(_ mandate: Mandate, again: Bool) async throws(Refusal) -> Place {
        let runner = detector.runner
        let now = runner.clock.now()
        do {
            let known = try await runner.registry.read(mandate) { reader in
                try reader.values(DetectionRun.self, key: DetectionRun.runKey, value: "transitional").first
            }
            if let known, !known.value.isFinished || !again {
                return Place(id: known.id, version: known.version, value: known.value)
            }
            var run = DetectionRun()
            run.begun = now
            let id = known?.id ?? runner.ids.next()
            let draft = run.draft(owner: LinkBook.owner)
            let last = try await runner.registry.read(mandate) { reader in try reader.lastSequence() }
            let row = try runner.log.row(
                LogDraft(
                    event: "mid.transitionalRun", system: .MID, action: .create, article: "817 69", at: now,
                    caller: mandate.caller,
                    case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed,
                    details: LogDetails(records: [id])))
            // What is stored now is compared by the run; the detector goes on behind it.
            _ = try await runner.registry.commit(
                Commit(
                    changes: [known.map { .update(id, expected: $0.version, draft) } ?? .create(id, draft)], log: [row],
                    positions: [MultipleIdentityDetector.follower: last], at: now, by: mandate.caller.authority),
                under: mandate)
            return Place(id: id, version: (known?.version ?? 0) + 1, value: run)
        } catch { throw Refusal.from(error) }
    }

    private static let linkKinds = [IdentityLink.kind, SettledPair.kind]

    /// Sides of links, or of settled pairs, whose records are gone: each with everything that hangs on it is to go.
    private static func gone(_ stored: [StoredRecord], from reader: Reader) throws -> [MultipleIdentityDetector.Work] {
        var gone: [MultipleIdentityDetector.Work] = []
        var seen: Set<LinkSide> = []
        for record in stored {
            let sides: [LinkSide]
            if record.kind == IdentityLink.kind {
                sides = try IdentityLink(stored: record).sides
            } else {
                let pair = try SettledPair(stored: record)
                sides = [pair.a, pair.b]
            }
            for side in sides where seen.insert(side).inserted {
                if try reader.record(side.record) == nil { gone.append(.gone(side.system, side.record)) }
            }
        }
        return gone
    }

    private func step(_ place: Place, _ mandate: Mandate) async throws(Refusal) -> Place {
        let (batch, current, persons) = (batch, place.value, detector.persons)
        let kinds = current.pass == .gone ? TransitionalRun.linkKinds : PersonRecords.kinds
        let kind = kinds[min(current.kindIndex, kinds.count - 1)]
        let work: [MultipleIdentityDetector.Work]
        let page: (count: Int, last: RecordID?)
        do {
            (work, page) = try await detector.runner.registry.read(mandate) {
                reader -> ([MultipleIdentityDetector.Work], (count: Int, last: RecordID?)) in
                let stored = try reader.page(kind, after: current.after, limit: batch)
                if current.pass == .gone {
                    let gone = try TransitionalRun.gone(stored, from: reader)
                    return (gone, (stored.count, stored.last?.id))
                }
                let chosen = try stored.filter { record in
                    guard let person = try persons.read(record.id, from: reader) else { return false }
                    return person.record.templates.isEmpty == (current.pass == .others)
                }
                return (chosen.map { .person($0.id) }, (stored.count, stored.last?.id))
            }
        } catch { throw Refusal.from(error) }
        var next = current
        if current.pass != .gone {
            next.looked += page.count
            next.detected += work.count
        }
        next.after = page.last
        if page.count < batch {
            next.after = nil
            next.kindIndex += 1
            if next.kindIndex >= kinds.count {
                next.kindIndex = 0
                next.pass =
                    switch current.pass {
                    case .gone: .biometrics
                    case .biometrics: .others
                    case .others, .finished: .finished
                    }
                if next.isFinished { next.ended = detector.runner.clock.now() }
            }
        }
        let template = next
        let (outcomes, _) = try await detector.carryOutOrPutAside(work, positions: [:], isTransitional: true) { outcomes in
            var run = template
            run.links += outcomes.reduce(0) { $0 + $1.created }
            return [.update(place.id, expected: place.version, run.draft(owner: LinkBook.owner))]
        }
        next.links += outcomes.reduce(0) { $0 + $1.created }
        return Place(id: place.id, version: place.version + 1, value: next)
    }
}
