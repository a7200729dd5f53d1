import Access
import Administration
import EES
import Identity
import Registry
import Wire

/// The person of an individual file as the statistics of Article 63 know one: nationality, sex, age, type of document.
private struct CountedPerson {
    var nationality: String?
    var sex: String?
    var born: PartialDate?
    var document: String?
    var documentIssuer: String?

    /// As the file stood when a version of a record was made: a later correction of the file is another event's data.
    init(_ file: RecordID, at moment: Instant, reader: Reader) throws {
        let versions = try reader.history(file)
        guard let version = versions.last(where: { $0.changed <= moment }) ?? versions.first else { return }
        let file = try IndividualFile(stored: version)
        let identity = file.identities.first
        nationality = identity?.nationalities.first?.text
        sex = identity?.sex?.rawValue
        born = identity?.dateOfBirth
        document = file.documents.first?.kind.rawValue
        documentIssuer = file.documents.first?.issuer.text
    }
}

struct EntryExitCounts: CountedSource {
    let system = SystemName.EES
    let kind = EntryExitRecord.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let stay = try EntryExitRecord(stored: record)
        let person = try CountedPerson(stay.file, at: record.changed, reader: reader)
        var counting = Counting()
        if let entry = stay.entry {
            counting.event(
                "ees.entries", entry.day.month, entry.memberState,
                [
                    "nationality": person.nationality, "sex": person.sex, "age": Counting.age(person.born, on: entry.day),
                    "document": person.document, "documentIssuer": person.documentIssuer, "crossingPoint": entry.crossingPoint,
                ])
            if let visa = stay.visa { counting.event("ees.visas", entry.day.month, entry.memberState, ["issuer": visa.sticker.issuer.text]) }
        }
        if let exit = stay.exit {
            let days = stay.entry.map { exit.day - $0.day + 1 }
            counting.event(
                "ees.exits", exit.day.month, exit.memberState,
                ["crossingPoint": exit.crossingPoint, "duration": days.map(EntryExitCounts.duration)])
        }
        if let overstay = stay.overstay, overstay.delisted == nil {
            let state = stay.entry?.memberState
            counting.event("ees.byDay", overstay.since.month, state, ["event": "\(overstay.since) overstayer"])
            counting.event(
                "ees.overstayers", overstay.since.month, state,
                [
                    "nationality": person.nationality, "sex": person.sex, "age": Counting.age(person.born, on: overstay.since),
                    "duration": EntryExitCounts.stayed(stay), "crossingPoint": stay.entry?.crossingPoint,
                ])
        }
        for change in stay.changes {
            // Whoever decides does not become the owner of the entry's data.
            let state = change.memberState ?? record.owner
            counting.event("ees.byDay", change.decided.month, state, ["event": "\(change.decided) stayRevokedOrExtended"])
            counting.event(
                "ees.changes", change.decided.month, state,
                [
                    "status": change.status.rawValue, "nationality": person.nationality, "sex": person.sex,
                    "age": Counting.age(person.born, on: change.decided), "duration": EntryExitCounts.stayed(stay),
                    "crossingPoint": stay.entry?.crossingPoint,
                ])
        }
        return counting.counts
    }

    /// How long a stay lasted; one without an exit goes on.
    private static func stayed(_ stay: EntryExitRecord) -> String? {
        guard let entry = stay.entry else { return nil }
        guard let exit = stay.exit else { return "no exit" }
        return duration(exit.day - entry.day + 1)
    }

    private static func duration(_ days: Int) -> String {
        switch days {
        case ..<8: "1–7 days"
        case ..<31: "8–30 days"
        case ..<61: "31–60 days"
        case ..<91: "61–90 days"
        default: "over 90 days"
        }
    }
}

struct EESRefusalCounts: CountedSource {
    let system = SystemName.EES
    let kind = RefusalRecord.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let refusal = try RefusalRecord(stored: record)
        let person = try CountedPerson(refusal.file, at: record.changed, reader: reader)
        let place = refusal.refused
        let border = try reader.border(of: place.crossingPoint, at: record.changed)
        var counting = Counting()
        counting.event(
            "ees.refusals", place.day.month, place.memberState,
            [
                "nationality": person.nationality, "sex": person.sex, "age": Counting.age(person.born, on: place.day),
                // With its border, which the other figure is by: so that both are told together.
                "crossingPoint": "\(border ?? Cell.unknown) \(place.crossingPoint ?? Cell.unknown)", "border": border,
            ])
        counting.event("ees.byDay", place.day.month, place.memberState, ["event": "\(place.day) refusedEntry"])
        for reason in refusal.reasons { counting.event("ees.refusalGrounds", place.day.month, place.memberState, ["ground": reason.rawValue]) }
        return counting.counts
    }
}

struct EESFileCounts: CountedSource {
    let system = SystemName.EES
    let kind = IndividualFile.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let file = try IndividualFile(stored: record)
        var counting = Counting()
        let prints = file.fingerprints
        let (identity, document) = (file.identities.first, file.documents.first)
        var categories = Counting.person(
            nationality: identity?.nationalities.first?.text, sex: identity?.sex?.rawValue, born: identity?.dateOfBirth,
            document: document?.kind.rawValue, documentIssuer: document?.issuer.text)
        categories["fingerprints"] = prints.exemption.map { "\(prints.mark.rawValue): \($0.rawValue)" } ?? prints.mark.rawValue
        categories["traveller"] = file.traveller.rawValue
        counting.event("ees.files", file.opened.month, record.owner, categories)
        if prints.exemption != nil {
            counting.event("ees.byDay", file.opened.month, record.owner, ["event": "\(file.opened) exemptFromFingerprints"])
        }
        return counting.counts
    }
}

extension Reader {
    /// Whether a crossing point is at a land, air or sea border, as the administration had it at a moment; a later entry says nothing of
    /// an earlier event.
    func border(of crossingPoint: String?, at moment: Instant) throws -> String? {
        guard let crossingPoint, let point = try find(CrossingPoint.kind, key: "name", value: crossingPoint).first,
            let version = try history(point.id).last(where: { $0.changed <= moment })
        else { return nil }
        return try CrossingPoint(stored: version).border.rawValue
    }
}
