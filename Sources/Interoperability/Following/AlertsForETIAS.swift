import Access
import ETIAS
import Identity
import Operations
import Registry
import SIS
import Wire

/// An alert for refusal of entry, or on a travel document, concerns authorisations that are already held (2018/1240 Article 41(3)): when it
/// is entered, when it takes effect (2018/1861 Article 24(3)), and when it comes to reach somebody or a document that it did not reach
/// before.
public struct AlertsForETIAS: FeedFollower {
    let questions: SystemQuestions
    public init(_ questions: SystemQuestions) { self.questions = questions }
    public let name = "alerts-for-etias"
    public let kinds: Set<RecordKind> = [Alert.kind]
    public let systems: Set<SystemName> = [.SIS, .ETIAS]
    public let article = "ETIAS 41(3)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event != .erased, let stands = try reader.value(Alert.self, entry.id)?.value else { return Decision(Nothing(), changes: []) }
        // What each version has changed counts, not what stands by now: an alert is told once of those whom it reaches.
        let versions = try reader.history(entry.id)
        func version(_ number: Int) throws -> Alert? { try versions.first { $0.version == number }.map { try Alert(stored: $0) } }
        let before = try version(entry.version - 1)
        let alert = try version(entry.version) ?? stands
        // Nothing can be said of what an update has changed whose versions are gone.
        guard entry.event == .created || before != nil else { return Decision(Nothing(), changes: []) }
        guard let (ground, files) = try reached(by: alert, since: before, from: reader) else { return Decision(Nothing(), changes: []) }
        return try SourceEvent.alertEntered(ground, memberState: alert.issuingState).followAll(files.sorted(), reader: reader, context: context)
    }

    /// Whom a version reaches that the version before did not; `nil` where the alert says nothing of an authorisation.
    private func reached(
        by alert: Alert, since before: Alert?, from reader: Reader
    ) throws -> (ground: ETIAS.RefusalGround, files: Set<RecordID>)? {
        let content = alert.content
        if content.category.refusesEntry {
            // An entry ban that waited for the departure takes effect for everybody whom it is on: an authorisation may have been issued
            // meanwhile, because such an alert is no hit.
            let known = before.flatMap { $0.content.category.refusesEntry && ($0.isInEffect || !alert.isInEffect) ? $0 : nil }
            let persons = alert.identities.filter { !(known?.identities.contains($0) ?? false) }
            let documents = content.documents.filter { !(known?.content.documents.contains($0) ?? false) }
            var files = Set(persons.flatMap { questions.candidates(.ETIAS, ETIAS.ApplicationFile.kind, for: $0, limit: 20) ?? [] })
            for document in documents { files.formUnion(try AlertsForETIAS.holders(of: document, from: reader)) }
            return (.refusalAlert, files)
        }
        guard content.category == .object, let object = content.object, object.isReportedTravelDocument, before?.content.object != object else {
            return nil
        }
        if let document = object.document { return (.documentReported, Set(try AlertsForETIAS.holders(of: document, from: reader))) }
        // Blank documents, mostly in blocks of numbers: one may have been filled in and used for an application (2018/1862 38(2)(k)).
        let held = try AlertsForETIAS.holders(reader) { object.reports($0) && !(before?.content.object?.reports($0) ?? false) }
        return (.documentReported, held)
    }

    private static func holders(of document: TravelDocument, from reader: Reader) throws -> [RecordID] {
        try reader.find(ETIAS.ApplicationFile.kind, key: ETIASKey.document, value: document.key).map(\.id)
    }

    /// Issued authorisations, looked through one after the other: a block of numbers is no key.
    private static func holders(_ reader: Reader, _ isReported: (TravelDocument) -> Bool) throws -> Set<RecordID> {
        var found: Set<RecordID> = []
        var after: RecordID?
        while true {
            let page = try reader.page(ETIAS.ApplicationFile.kind, after: after, limit: 1000)
            for stored in page {
                let file = try ETIAS.ApplicationFile(stored: stored)
                if file.status == .issued, isReported(file.form.document) { found.insert(stored.id) }
            }
            guard page.count == 1000, let last = page.last else { return found }
            after = last.id
        }
    }
}
