import Identity
import Operations
import Registry

/// Keeps an entry/exit record's overstay mark and the list of overstayers in step with what is known on a moment
/// (Articles 12(1)–(3), 16(4), 19).
public enum OverstayList {
    /// Sets or takes back the record's mark, and says what happens to its line in the list. A person who was delisted
    /// is not listed again for the same stay.
    static func follow(
        _ record: inout EntryExitRecord, id: RecordID, listed: Recorded<OverstayerEntry>?, asOf: Day, now: Instant,
        ids: IDGenerator, owner: String
    ) -> [Change] {
        if record.overstay?.delisted != nil { return withdraw(listed, article: "35(5)") }
        guard let entry = record.entry, !record.euFamily,
            let since = overstaySince(record, entry: entry, asOf: asOf, now: now)
        else {
            record.overstay = nil
            return withdraw(listed, article: "35(5)")
        }
        record.overstay = OverstayMark(since: since, foundOn: record.overstay?.foundOn ?? asOf)
        let line = OverstayerEntry(
            file: record.file, record: id, memberState: entry.memberState, since: since,
            listedOn: listed?.value.listedOn ?? asOf, left: record.exit?.day, eraseOn: record.term.eraseOn)
        guard let listed else { return [.create(ids.next(), line.draft(owner: owner))] }
        guard listed.value != line else { return [] }
        return [.update(listed.id, expected: listed.version, line.draft(owner: listed.owner))]
    }

    /// First unlawful day, where the stay was exceeded by then.
    private static func overstaySince(
        _ record: EntryExitRecord, entry: BorderCrossing, asOf: Day, now: Instant
    ) -> Day? {
        let authorised: AuthorisedStay =
            record.authorisedUntil.map { .until($0) } ?? record.authorisedEnd.map { .through($0) } ?? .none
        let exit = record.exit.map { (day: $0.day, time: $0.time) }
        guard OverstayRule.finding(entry: entry.day, authorised: authorised, exit: exit, asOf: asOf, now: now) != nil
        else { return nil }
        switch authorised {
        case .through(let end): return max(end + 1, entry.day)
        case .none: return entry.day
        case .until(let end): return end.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(entry.memberState, at: end))
        }
    }

    static func withdraw(_ listed: Recorded<OverstayerEntry>?, article: String) -> [Change] {
        listed.map { [.erase($0.id, expected: $0.version, article: article)] } ?? []
    }
}
