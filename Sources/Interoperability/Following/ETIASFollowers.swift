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

/// What an entry, an exit or a refusal means for the holder's travel authorisation (2018/1240 Articles 36(2), 41(5), 41(8), 44(1)).
public struct CrossingsForETIAS: FeedFollower {
    public init() {}
    public let name = "crossings-for-etias"
    public let kinds: Set<RecordKind> = [EntryExitRecord.kind, RefusalRecord.kind]
    public let systems: Set<SystemName> = [.EES, .ETIAS]
    public let article = "ETIAS 36(2), 41(5), 41(8), 44(1)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event != .erased else { return Decision(Nothing(), changes: []) }
        if let stay = try reader.value(EntryExitRecord.self, entry.id)?.value {
            // The record as it stands: an exit says more than the entry before it.
            let event = stay.exit.map { SourceEvent.left($0.day) } ?? stay.entry.map { SourceEvent.entered($0.day) }
            guard let event else { return Decision(Nothing(), changes: []) }
            return try event.followAll(of: stay.file, reader: reader, context: context)
        }
        guard entry.event == .created, let refusal = try reader.value(RefusalRecord.self, entry.id)?.value,
            !refusal.reasons.filter({ $0 == .B || $0 == .I }).isEmpty
        else { return Decision(Nothing(), changes: []) }
        return try SourceEvent.entryRefused(memberState: refusal.refused.memberState)
            .followAll(of: refusal.file, reader: reader, context: context)
    }
}

/// A new alert for refusal of entry, or on a document, concerns authorisations that are already held (2018/1240 Article 41(3)).
public struct AlertsForETIAS: FeedFollower {
    let questions: SystemQuestions
    public init(_ questions: SystemQuestions) { self.questions = questions }
    public let name = "alerts-for-etias"
    public let kinds: Set<RecordKind> = [Alert.kind]
    public let systems: Set<SystemName> = [.SIS, .ETIAS]
    public let article = "ETIAS 41(3)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event == .created, let alert = try reader.value(Alert.self, entry.id)?.value else { return Decision(Nothing(), changes: []) }
        let content = alert.content
        let files: Set<RecordID>
        let ground: ETIAS.RefusalGround
        if content.category.refusesEntry {
            ground = .refusalAlert
            files = Set(alert.identities.flatMap { questions.candidates(.ETIAS, ETIAS.ApplicationFile.kind, for: $0, limit: 20) ?? [] })
        } else if content.category == .object, let object = content.object, object.isReportedTravelDocument, let document = object.document {
            ground = .documentReported
            files = Set(try reader.find(ETIAS.ApplicationFile.kind, key: ETIASKey.document, value: document.key).map(\.id))
        } else {
            return Decision(Nothing(), changes: [])
        }
        return try SourceEvent.alertEntered(ground, memberState: alert.issuingState).followAll(files.sorted(), reader: reader, context: context)
    }
}

/// Data behind a negative decision that are gone take the file with them within seven days (2018/1240 Article 54(1)(b)).
public struct SourcesOfETIAS: FeedFollower {
    public init() {}
    public let name = "sources-of-etias"
    public var kinds: Set<RecordKind> { Set(SourcesOfETIAS.sources.keys) }
    public let systems: Set<SystemName> = [.ETIAS]
    public let article = "ETIAS 54(1)(b)"

    private static let sources: [RecordKind: CheckedSystem] = [
        Alert.kind: .SIS, EntryExitRecord.kind: .EES, RefusalRecord.kind: .EES, VIS.ApplicationFile.kind: .VIS,
        EurodacDataset.kind: .Eurodac, DataRecord.kind: .ecrisTCN,
    ]

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event == .erased, let source = SourcesOfETIAS.sources[entry.kind] else { return Decision(Nothing(), changes: []) }
        let reference = entry.id.description
        let files = try SourceEvent.filesConcerned(by: source, reference, from: reader)
        return try SourceEvent.sourceDeleted(source, reference: reference, on: context.today)
            .followAll(files, reader: reader, context: context)
    }
}

extension SourceEvent {
    /// What follows for the applications of the holder of an EES file, by the documents that the file has.
    func followAll(of file: RecordID, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard let individual = try reader.value(IndividualFile.self, file)?.value else { return Decision(Nothing(), changes: []) }
        var applications: Set<RecordID> = []
        for document in individual.projection.documents {
            applications.formUnion(try reader.find(ETIAS.ApplicationFile.kind, key: ETIASKey.document, value: document.key).map(\.id))
        }
        return try followAll(applications.sorted(), reader: reader, context: context)
    }

    func followAll(_ files: [RecordID], reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        var all = Decision(Nothing(), changes: [])
        for file in files {
            guard try reader.value(ETIAS.ApplicationFile.self, file) != nil else { continue }
            let decision = follow(try ApplicationDossier(file, from: reader), in: context)
            all.changes += decision.changes
            all.notices += decision.notices
        }
        return all
    }
}
