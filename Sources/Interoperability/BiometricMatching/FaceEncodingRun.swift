import Access
import Biometrics
import ECRISTCN
import EES
import Eurodac
import Operations
import Registry
import SIS
import VIS

/// Makes embeddings of portraits that were stored before the encoder was installed, or that another one has made (2019/817 and 2019/818
/// Article 13(1)).
///
/// A record that becomes comparable gets a version with the same contents: galleries, the feed and detection follow versions, and
/// nothing else would tell them. Each batch is one commit. What the encoder has made is not made again: a run that was killed goes on
/// where it was, and one more finds nothing to do.
public struct FaceEncodingRun: Sendable {
    /// What a run came to.
    public struct Report: Hashable, Sendable {
        /// Records of samples that were looked at.
        public var looked = 0
        /// Of these, records that got an embedding.
        public var encoded = 0
        /// Of these, records with a portrait in which no face was found. They stay as they are, and the next run tries again.
        public var withoutFace = 0
        public init() {}
    }

    private let runner: Runner
    private let matching: BiometricMatching
    private let batch: Int

    private static let article = "817 13(1)"

    /// - Parameter batch: records that are read at once and share a commit; at most as many as an entry of the log can name.
    public init(runner: Runner, matching: BiometricMatching, batch: Int = 100) {
        (self.runner, self.matching) = (runner, matching)
        self.batch = min(max(1, batch), AccessLogEntry.Limit.records)
    }

    /// - Parameter progress: is given what the run has come to, and the number of records of samples.
    /// - Throws: where the store cannot be read or written; what was done until then stands.
    public func run(progress: @Sendable (Report, _ total: Int) async -> Void = { _, _ in }) async throws(Refusal) -> Report {
        var report = Report()
        guard let encoder = matching.faceEncoder else { return report }
        let mandate = runner.policy.mandate(
            forTask: "face-encoding", systems: Set(PersonRecords.sampleKinds.map(\.system)), actions: [.read, .update],
            article: FaceEncodingRun.article, requestID: runner.ids.next().description)
        let total = try await read(mandate) { reader in
            try PersonRecords.sampleKinds.reduce(0) { $0 + (try reader.count($1)) }
        }
        for kind in PersonRecords.sampleKinds {
            var after: RecordID?
            repeat {
                guard !Task.isCancelled else { return report }
                after = try await step(kind, after: after, encoder, mandate, &report)
                await progress(report, total)
            } while after != nil
        }
        return report
    }

    /// A record with portraits that wait for the encoder, by their place among its templates.
    private struct Waiting: Sendable {
        var record: StoredRecord
        var projection: Projection
        var portraits: [Int: StoredTemplate]
    }

    private struct Page: Sendable {
        var count = 0
        var last: RecordID?
        var waiting: [Waiting] = []
    }

    /// One page of records; the last one's identifier, or `nil` at the end.
    private func step(
        _ kind: RecordKind, after: RecordID?, _ encoder: String, _ mandate: Mandate, _ report: inout Report
    ) async throws(Refusal) -> RecordID? {
        let size = batch
        var attempt = 0
        while true {
            attempt += 1
            let page = try await read(mandate) { reader in
                var page = Page()
                for record in try reader.page(kind, after: after, limit: size) {
                    page.count += 1
                    page.last = record.id
                    guard let projection = try reader.projection(of: record),
                        projection.templates.contains(where: { PortraitReader.isFace($0) && FaceEmbedding.encoder($0.format) != encoder })
                    else { continue }
                    let portraits = PortraitReader.waiting(
                        in: projection.templates, heldAs: try FaceEncodingRun.samples(of: record), for: encoder)
                    guard !portraits.isEmpty else { continue }
                    page.waiting.append(Waiting(record: record, projection: projection, portraits: portraits))
                }
                return page
            }
            let changes = await changes(page.waiting)
            do {
                if !changes.isEmpty { try await commit(changes, kind.system, mandate) }
            } catch {
                // Somebody changed one of them meanwhile: look again.
                guard error.kind == .conflict, attempt < 8 else { throw error }
                continue
            }
            report.looked += page.count
            report.encoded += changes.count
            report.withoutFace += page.waiting.count - changes.count
            return page.count == size ? page.last : nil
        }
    }

    private func changes(_ waiting: [Waiting]) async -> [Change] {
        let matching = matching
        return await withTaskGroup(of: (Int, Change?).self) { group in
            for (place, item) in waiting.enumerated() {
                group.addTask { (place, await FaceEncodingRun.change(item, by: matching)) }
            }
            var made = [Change?](repeating: nil, count: waiting.count)
            for await (place, change) in group { made[place] = change }
            return made.compactMap { $0 }
        }
    }

    /// The record's next version; `nil` where no face was found in any of its portraits.
    private static func change(_ waiting: Waiting, by matching: BiometricMatching) async -> Change? {
        var projection = waiting.projection
        for (place, portrait) in waiting.portraits {
            guard let made = await matching.comparable([portrait]).first, FaceEmbedding.encoder(made.format) != nil else { continue }
            projection.templates[place] = made
        }
        guard projection.templates != waiting.projection.templates else { return nil }
        let record = waiting.record
        return .update(
            record.id, expected: record.version,
            RecordDraft(kind: record.kind, owner: record.owner, payload: record.payload, schema: record.schema, projection: projection))
    }

    /// The samples that a record holds, as they came.
    private static func samples(of record: StoredRecord) throws -> [StoredTemplate] {
        switch record.kind {
        case BiometricData.kind: try BiometricData(stored: record).projection.templates
        case ApplicantSamples.kind: try ApplicantSamples(stored: record).projection.templates
        case AlertSamples.kind: try AlertSamples(stored: record).projection.templates
        case DatasetBiometrics.kind: try DatasetBiometrics(stored: record).projection.templates
        case RecordSamples.kind: try RecordSamples(stored: record).projection.templates
        default: []
        }
    }

    private func read<Value: Sendable>(
        _ mandate: Mandate, _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws(Refusal) -> Value {
        do { return try await runner.registry.read(mandate, body) } catch { throw Refusal.from(error) }
    }

    private func commit(_ changes: [Change], _ system: SystemName, _ mandate: Mandate) async throws(Refusal) {
        let now = runner.clock.now()
        let row = try runner.log.row(
            LogDraft(
                event: "faces.encode", system: system, action: .update, article: FaceEncodingRun.article, at: now, caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed,
                details: LogDetails(records: changes.map(\.id))))
        do {
            _ = try await runner.registry.commit(
                Commit(changes: changes, log: [row], at: now, by: mandate.caller.authority), under: mandate)
        } catch { throw Refusal.from(error) }
    }
}

extension PortraitReader {
    /// Portraits that an encoder has still to look at, by their place among a record's templates: what stands there is no embedding of
    /// its own making. Pure.
    ///
    /// - Parameter held: the samples as the record holds them; the faces in the same order. Where they are not as many, nothing is said.
    static func waiting(in templates: [StoredTemplate], heldAs held: [StoredTemplate], for encoder: String) -> [Int: StoredTemplate] {
        let places = templates.indices.filter { isFace(templates[$0]) }
        let faces = held.filter { isFace($0) }
        guard places.count == faces.count else { return [:] }
        var waiting: [Int: StoredTemplate] = [:]
        for (place, face) in zip(places, faces)
        where FaceEmbedding.encoder(templates[place].format) != encoder && FaceEmbedding.encoder(face.format) == nil
            && PortraitFile.isPortrait(face.bytes)
        {
            waiting[place] = face
        }
        return waiting
    }
}
