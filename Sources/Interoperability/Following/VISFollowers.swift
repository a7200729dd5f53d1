import Access
import EES
import Identity
import Operations
import Registry
import VIS
import Wire

/// A visa annulled, revoked or extended is told to the EES, which adds the decision to the latest stay under that visa (767/2008
/// Articles 13(3), 14(3); 2017/2226 Article 19(1)).
public struct VisaDecisionsForEES: FeedFollower {
    public init() {}
    public let name = "visa-decisions-for-ees"
    public let kinds: Set<RecordKind> = [VIS.ApplicationFile.kind]
    public let systems: Set<SystemName> = [.VIS, .EES]
    public let article = "VIS 13(3), 14(3); EES 19(1)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard let decision = try DecisionForEES.read(entry, from: reader) else { return Decision(Nothing(), changes: []) }
        let stays = try decision.stickers.flatMap {
            try reader.values(EntryExitRecord.self, key: EESKey.visaSticker, value: NumberOfIssuer(number: $0.number, issuer: $0.issuer).key)
        }
        // Without a stay there is nothing to add to: at the next entry the visa itself is looked at. A stay that began after the
        // decision is none that it was about, whatever else changes in the file later.
        guard
            let latest = stays.filter({ ($0.value.began ?? context.today) <= decision.decided })
                .max(by: { ($0.value.began ?? context.today) < ($1.value.began ?? context.today) }),
            !latest.value.changes.contains(where: { $0.decided == decision.decided && $0.status.rawValue == decision.status.rawValue })
        else { return Decision(Nothing(), changes: []) }
        var input = ChangeStatus.Input()
        input.record = latest.id
        input.status = StatusChange.Status(rawValue: decision.status.rawValue) ?? .revoked
        input.ground = StatusChange.Ground(rawValue: decision.ground.rawValue) ?? .visaDecision
        input.place = decision.place
        input.decided = decision.decided
        input.newSticker = decision.newSticker.map { NumberOfIssuer(number: $0.number, issuer: $0.issuer) }
        input.extensionDays = decision.extensionDays
        input.newExpiry = decision.newExpiry
        // Of an extension by days the stay ends those days later, however long the visa itself is valid (2017/2226 Article 19(1)(e)).
        if let days = decision.extensionDays, let end = latest.value.authorisedEnd {
            input.newExpiry = decision.newExpiry.map { min($0, end + days) } ?? end + days
        }
        // The decision is the visa authority's, and the EES says so.
        let authority = DecisionContext(
            caller: Caller(authority: decision.authority, kind: .visa, memberState: decision.memberState, user: name),
            case: context.case, now: context.now, today: max(context.today, decision.decided), ids: context.ids, expectedVersion: nil,
            visible: [])
        let operation = ChangeStatus()
        do throws(Refusal) {
            let current = (record: latest, dossier: try dossier(latest.value.file, reader))
            let decided = try operation.decide(input, current, in: authority)
            return Decision(Nothing(), changes: decided.changes, notices: decided.notices)
        } catch {
            // The EES knows a reason why not (the stay has ended earlier than the extension begins): its authority is told once.
            return Decision(
                Nothing(), changes: [],
                notices: [
                    Notice(
                        id: context.ids.next(), recipient: decision.authority, kind: "vis.eesNotUpdated", article: "EES 19(1)",
                        record: entry.id, text: "The decision could not be added to the entry/exit record: \(error.detail).", at: context.now)
                ])
        }
    }

    private func dossier(_ file: RecordID, _ reader: Reader) throws(Refusal) -> FileDossier {
        do { return try FileDossier(file, from: reader) } catch { throw Refusal.from(error) }
    }
}

/// The EES tells the VIS when a child who holds a visa leaves and enters, so that its samples go in time (767/2008 Article
/// 23(3)).
public struct ChildMovementsForVIS: FeedFollower {
    public init() {}
    public let name = "child-movements-for-vis"
    public let kinds: Set<RecordKind> = [EntryExitRecord.kind]
    public let systems: Set<SystemName> = [.VIS, .EES]
    public let article = "VIS 23(3)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event != .erased, let stay = try reader.value(EntryExitRecord.self, entry.id)?.value, let visa = stay.visa else {
            return Decision(Nothing(), changes: [])
        }
        // Whatever stay was changed, the latest one says whether the child is inside.
        let latest =
            try reader.values(EntryExitRecord.self, key: EESKey.visaSticker, value: visa.sticker.key)
            .max { ($0.value.began ?? context.today) < ($1.value.began ?? context.today) }?.value ?? stay
        return try ChildMovement(
            sticker: DocumentNumber(number: visa.sticker.number, issuer: visa.sticker.issuer), exit: latest.exit?.day
        ).followed(from: reader)
    }
}

extension EntryExitRecord {
    /// The day of the entry, or of the exit where the entry is not known.
    fileprivate var began: Day? { entry?.day ?? exit?.day }
}
