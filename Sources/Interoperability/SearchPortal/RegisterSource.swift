import Access
import ECRISTCN
import ETIAS
import Eurodac
import Identity
import Matching
import Operations
import Registry
import VIS
import Wire

/// A record of one of the registers and why it was found.
public struct RegisterHit<View: WireRecord>: WireRecord {
    public var match = PortalMatch()
    public var record = View()
    public init() {}
    public init(match: PortalMatch, record: View) {
        self.match = match
        self.record = record
    }
    public static var wireName: String { View.wireName + "Hit" }
    public static var meaning: String { "A record and why it was found." }
    public static var fields: [Field<Self>] {
        [
            .required("match", \.match, "Why it was found."), .required("record", \.record, "What the system has on the person."),
        ]
    }
}

/// A register as the portal asks it: found by the index, read under the mandate, shown by the system's own pure view.
struct RegisterSource<View: WireRecord>: IndexedSource {
    let system: SystemName
    let kind: RecordKind
    let index: SystemIndex
    let gate: SystemGate
    /// Where the hits stand in the answer.
    let place: @Sendable (inout SystemAnswer, [RegisterHit<View>]) -> Void
    /// Whether the asker may see whom the record is on. Who may not is not told by the evidence either.
    let tellsIdentity: @Sendable (View, Mandate) -> Bool
    /// `nil` where the asker may see nothing of the record.
    let view: @Sendable (RecordID, ReadQuestion, Reader, Mandate, Desk) throws -> View?

    private static var probabilityMin: Double { 0.5 }

    func look(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) -> Look {
        let found = index.hits(of: kind, for: question, probabilityMin: Self.probabilityMin)
        guard !found.isEmpty || !question.foundBySamples.isEmpty else {
            return .answered(SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails()))
        }
        return .found { reader in
            var hits: [RegisterHit<View>] = []
            var records: [RecordID] = []
            let people = try found.joined(with: question.foundBySamples, kind: kind, reader)
            // One more than may be shown says whether there is more, and nothing is read behind it.
            for hit in people where hits.count <= question.limit {
                guard let view = try view(hit.id, question, reader, mandate, desk) else { continue }
                hits.append(RegisterHit(match: tellsIdentity(view, mandate) ? hit.match : hit.match.withoutRecordedValues, record: view))
                records.append(hit.id)
            }
            var answer = SystemAnswer(system, hits.isEmpty ? .noHit : .hit)
            // What may not be seen is not counted: a reply must not tell that there is more of it.
            answer.more = hits.count > question.limit
            place(&answer, Array(hits.prefix(question.limit)))
            return SourceAnswer(answer, details: LogDetails(records: Array(records.prefix(question.limit))))
        }
    }
}

enum RegisterSources {
    static func vis(_ index: SystemIndex, _ gate: SystemGate) -> RegisterSource<VISPortalView> {
        RegisterSource(
            system: .VIS, kind: VIS.ApplicationFile.kind, index: index, gate: gate, place: { $0.vis = $1 },
            // Of a long stay borders see the document alone (767/2008 Articles 22g(2), 22h(2)).
            tellsIdentity: { view, _ in view.file.identity != nil }
        ) { id, question, reader, mandate, desk in
            try VISPortalView.read(
                id, from: reader, asOf: desk.today, memberState: desk.caller.memberState, authority: desk.caller.kind,
                purpose: desk.case.purpose, usesSamples: !question.samples.isEmpty, visible: mandate.visible)
        }
    }

    static func etias(_ index: SystemIndex, _ gate: SystemGate) -> RegisterSource<ETIASPortalView> {
        RegisterSource(
            system: .ETIAS, kind: ETIAS.ApplicationFile.kind, index: index, gate: gate, place: { $0.etias = $1 },
            // Borders and immigration authorities are told how the authorisation stands (2018/1240 Articles 47(2), 49).
            tellsIdentity: { _, mandate in !mandate.visible.isDisjoint(with: [.etiasApplicationFile, .etiasReturnData]) }
        ) { id, _, reader, mandate, desk in
            try ETIASPortalView.read(
                id, from: reader, asOf: desk.today, in: desk.caller.memberState.flatMap { CountryCode($0) }, visible: mandate.visible)
        }
    }

    static func eurodac(_ index: SystemIndex, _ gate: SystemGate) -> RegisterSource<EurodacPortalView> {
        RegisterSource(
            system: .Eurodac, kind: EurodacDataset.kind, index: index, gate: gate, place: { $0.eurodac = $1 },
            tellsIdentity: { view, _ in view.identity != nil }
        ) { id, _, reader, mandate, _ in
            try EurodacPortalView.read(id, from: reader, visible: mandate.visible)
        }
    }

    static func ecris(_ index: SystemIndex, _ gate: SystemGate) -> RegisterSource<ECRISTCNPortalView> {
        RegisterSource(
            system: .ecrisTCN, kind: DataRecord.kind, index: index, gate: gate, place: { $0.ecris = $1 },
            tellsIdentity: { view, _ in view.person != nil }
        ) { id, _, reader, mandate, desk in
            try ECRISTCNPortalView.read(id, from: reader, asOf: desk.today, visible: mandate.visible)
        }
    }
}
