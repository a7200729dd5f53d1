import Operations
import Registry

/// What an entry of the feed says of an alert, for systems that hang on it: an application that was flagged for an alert is
/// looked at again when the alert has changed or gone (VIS and ETIAS, within seven days).
public struct AlertChange: Hashable, Sendable {
    /// The feed's kind that a follower of alerts reads.
    public static let kind = Alert.kind

    public enum Event: Hashable, Sendable {
        case entered, changed
        /// With the provision by which it went.
        case deleted(article: String)
    }
    public let schengenID: String
    public let issuingState: String
    public let category: AlertCategory
    public let event: Event
}

extension Reader {
    /// `nil` where the entry is about something else, or is overtaken: an alert changed and since gone is told as gone.
    public func alertChange(_ entry: FeedEntry) throws -> AlertChange? {
        guard entry.kind == Alert.kind else { return nil }
        if let alert = try value(Alert.self, entry.id) {
            return AlertChange(
                schengenID: alert.value.schengenID, issuingState: alert.value.issuingState,
                category: alert.value.content.category, event: entry.event == .created ? .entered : .changed)
        }
        guard entry.event == .erased,
            let history = try values(AlertHistory.self, key: AlertHistory.record, value: entry.id.description).first?.value
        else { return nil }
        return AlertChange(
            schengenID: history.schengenID, issuingState: history.issuingState, category: history.category,
            event: .deleted(article: history.article))
    }
}
