import Identity
import Operations
import Registry

/// What follows from amending the records of a file (Article 35): the authorised stay of the stays still open is worked
/// out anew, the list of overstayers and the file follow, and whoever amended becomes responsible.
struct Amendment {
    let dossier: FileDossier
    let context: DecisionContext
    /// The amended record; `nil` where one was erased.
    var amended: Recorded<EntryExitRecord>?
    var erased: RecordID?
    var article: String
    /// Owner of the amended record from now on (Article 35(8)).
    var owner: String?

    /// What is to be committed, and the amended record as it will stand.
    func carriedOut() -> (changes: [Change], amended: EntryExitRecord?) {
        var filed = dossier.filed(replacing: amended.map { [Filed($0.id, $0.value)] } ?? [], without: erased)
        var changes: [Change] = []
        for index in filed.indices {
            guard let old = dossier.entryExits.first(where: { $0.id == filed[index].id }) else { continue }
            let isAmended = old.id == amended?.id
            var record = filed[index].value
            // A closed stay keeps the end that applied to it, unless it is the one amended.
            if record.changes.isEmpty, record.entry != nil, isAmended || record.isOpen {
                let history = StayHistory(filed.map(\.value))
                record.setAuthorisedStay(
                    record.entry.flatMap { entry in
                        StayCalculator.answer(
                            history.question(
                                on: entry.day, visa: record.visa, euFamily: record.euFamily,
                                partialSchengen: record.partialSchengen))
                    })
            }
            let list = OverstayList.follow(
                &record, id: old.id, listed: dossier.line(for: old.id), asOf: context.today, now: context.now,
                ids: context.ids, owner: old.owner)
            filed[index].value = record
            if record != old.value || isAmended {
                let owner = isAmended ? self.owner ?? old.owner : old.owner
                changes.append(.update(old.id, expected: old.version, record.draft(owner: owner)))
            }
            changes += list
        }
        if let erased {
            changes.append(.erase(erased, expected: dossier.entryExits.first { $0.id == erased }?.version, article: article))
            changes += OverstayList.withdraw(dossier.line(for: erased), article: article)
        }
        if let follow = dossier.followed(entryExits: filed) { changes.append(follow) }
        return (changes, filed.first { $0.id == amended?.id }?.value)
    }

    /// Whoever amends another Member State's data becomes responsible, and that one is told (Article 35(7)–(8)).
    static func notice(
        to owner: String, of record: RecordID?, kind: String, article: String, text: String, in context: DecisionContext
    ) -> [Notice] {
        guard owner != context.owner else { return [] }
        return [
            Notice(
                id: context.ids.next(), recipient: owner, kind: kind, article: article, record: record, text: text,
                at: context.now)
        ]
    }
}
