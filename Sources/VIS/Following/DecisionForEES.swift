import Identity
import Operations
import Registry

/// What a decision on a visa means for the EES (Articles 13, 14, 17a(3)(b); EES Article 19): the values of its decision record, for
/// whoever follows the feed from one system to the other.
public struct DecisionForEES: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable { case annulled, revoked, extended }
    public enum Ground: String, Hashable, Sendable { case visaDecision, forceMajeure, humanitarian, seriousPersonal }

    /// Every sticker under which an entry may be recorded.
    public var stickers: [DocumentNumber]
    public var status: Status
    public var authority: String
    public var memberState: String
    public var place: String
    public var decided: Day
    public var ground: Ground
    /// Of an extension.
    public var newSticker: DocumentNumber?
    public var extensionDays: Int?
    public var newExpiry: Day?

    /// The latest decision of a file; `nil` where it is none of these. A long stay is not within the scope of the EES.
    public init?(_ file: ApplicationFile) {
        guard file.sort == .shortStayVisa, let decision = file.decisions.last else { return nil }
        switch decision.status {
        case .annulled: status = .annulled
        case .revoked: status = .revoked
        case .extended: status = .extended
        default: return nil
        }
        stickers = file.documentNumbers
        authority = decision.authority
        memberState = decision.memberState
        place = decision.place
        decided = decision.decided
        ground = .visaDecision
        if status == .extended {
            switch decision.extensionGrounds.first {
            case .humanitarian: ground = .humanitarian
            case .seriousPersonal: ground = .seriousPersonal
            case .forceMajeure, nil: ground = .forceMajeure
            }
            newSticker = decision.document?.number
            extensionDays = decision.extensionDays.flatMap { $0 > 0 ? $0 : nil }
            newExpiry = decision.document?.validUntil
        }
    }

    /// Of a record in the feed; `nil` where it is no application file, is gone, or has no such decision.
    public static func read(_ entry: FeedEntry, from reader: Reader) throws -> DecisionForEES? {
        guard entry.kind == ApplicationFile.kind, entry.event != .erased else { return nil }
        return try reader.value(ApplicationFile.self, entry.id).flatMap { DecisionForEES($0.value) }
    }
}
