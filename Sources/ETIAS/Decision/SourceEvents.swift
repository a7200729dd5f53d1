import Access
import Identity
import Operations
import Registry
import Wire

/// What happens elsewhere and changes an authorisation or a file: entries and exits, new alerts, data that are gone.
///
/// Each is a pure decision on the records as they stand, so that an operation, or a follower of another system's feed,
/// can carry it out; doing it twice comes to the same.
public enum SourceEvent: Hashable, Sendable {
    /// The border has checked and the EES has an entry record (Articles 36(2), 44(1)).
    case entered(Day)
    /// The EES has an exit record (Article 41(8)).
    case left(Day)
    /// A new alert for refusal of entry in SIS, or a document reported there (Article 41(3)).
    case alertEntered(RefusalGround, memberState: String)
    /// A new watchlist entry that corresponds (Article 41(4)).
    case watchlistEntered(memberState: String?)
    /// Entry was refused for reason B or I of Annex V, Part B, of Regulation (EU) 2016/399 (Article 41(5)).
    case entryRefused(memberState: String)
    /// Data behind a hit were deleted (Article 54(1)(b)).
    case sourceDeleted(CheckedSystem, reference: String, on: Day)
}

extension SourceEvent {
    /// What follows for one application file. Nothing changes where the event says nothing to it.
    public func follow(_ dossier: ApplicationDossier, in context: DecisionContext) -> Decision<Nothing> {
        var step = Proceeding(dossier, in: context)
        let before = step.file
        switch self {
        case .entered(let day): step.enter(on: day)
        case .left: step.leave()
        case .alertEntered(let ground, let state):
            guard step.file.status == .issued else { break }
            // The Member State that entered the alert revokes, or where a document was reported looks at the file by hand (Article 41(3)).
            if ground == .documentReported {
                step.tellUnit(
                    "etias.assessRevocation", "41(3)",
                    "Assess whether the authorisation of application \(step.file.number) is to be revoked: its travel document was reported.",
                    to: state)
            } else {
                step.tellUnit(
                    "etias.revoke", "41(3)", "Revoke the authorisation of application \(step.file.number): \(ground.rawValue).", to: state)
            }
        case .watchlistEntered(let state):
            guard step.file.status == .issued else { break }
            step.tellUnit(
                "etias.assessRevocation", "41(4)",
                "Assess whether the authorisation of application \(step.file.number) is to be revoked: new watchlist entry.",
                to: state ?? step.file.form.firstIntendedStay.text)
        case .entryRefused(let state):
            guard step.file.status == .issued else { break }
            step.tellUnit(
                "etias.assessRevocation", "41(5)",
                "Assess whether the authorisation of application \(step.file.number) is to be revoked: entry was refused.", to: state)
        case .sourceDeleted(let source, let reference, let day): step.sourceDeleted(source, reference, on: day)
        }
        guard step.file != before || !step.notices.isEmpty else { return Decision(Nothing(), changes: []) }
        return Decision(Nothing(), changes: step.file == before ? [] : step.allChanges, version: step.nextVersion, notices: step.notices)
    }

    /// The files that hold a hit on a record of a source: whom `sourceDeleted` is about.
    public static func filesConcerned(by source: CheckedSystem, _ reference: String, from reader: Reader) throws -> [RecordID] {
        try reader.find(ApplicationFile.kind, key: ETIASKey.source, value: ETIASKey.source(source, reference)).map(\.id)
    }
}

extension Proceeding {
    /// An entry ends the flag of Article 36(2) and starts the 90 days of a limited authorisation.
    mutating func enter(on day: Day) {
        file.authorisation?.secondLine = nil
        file.limited?.secondLine = nil
        guard var held = file.limited, held.firstEntry == nil, held.from <= day, day <= held.until else { return }
        // An authorisation for all States in force is the one that was used.
        if let whole = file.authorisation, file.status == .issued, whole.isValid(on: day) { return }
        held.firstEntry = day
        held.until = min(held.until, day + (TravelAuthorisation.daysOfLimited - 1))
        file.limited = held
    }

    mutating func leave() {
        guard file.status == .issued, file.revocationRequested != nil else { return }
        decideAgainst(.revokedOnRequest, grounds: [], unit: file.authorisation?.unit, justification: nil, official: nil)
    }

    /// Marks the hits of a record that is gone. When all data behind the last negative decision are, the file goes within
    /// seven days (Article 54(1)(b)).
    mutating func sourceDeleted(_ source: CheckedSystem, _ reference: String, on day: Day) {
        for index in file.hits.indices where file.hits[index].check.source == source && file.hits[index].reference == reference {
            if file.hits[index].sourceDeleted == nil { file.hits[index].sourceDeleted = day }
        }
        guard file.status.isNegative, file.sourceDeleted == nil, let basis = file.decisions.last(where: { $0.kind.isNegative })?.basis,
            !basis.isEmpty
        else { return }
        var gone: [String: Day] = [:]
        for hit in file.hits { if let day = hit.sourceDeleted { gone[hit.basis] = day } }
        guard basis.allSatisfy({ gone[$0] != nil }) else { return }
        file.sourceDeleted = basis.compactMap { gone[$0] }.max()
    }
}
