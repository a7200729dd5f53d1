import Identity
import Registry

/// An application for a visa as it really went, kept by the simulation alone.
struct VisaTruth {
    /// By the words of the VIS.
    enum Status: String {
        case requested, closed, refused, issued, extended, renewed, annulled, revoked, withdrawn
        var isInForce: Bool { self == .issued || self == .extended || self == .renewed }
    }
    /// What stands on a sticker.
    struct Document {
        var sticker: String
        var validFrom: Day
        var validUntil: Day
        /// `nil` for any number.
        var entries: Int?
        /// Member States, where limited.
        var territory: Set<String> = []
    }
    struct Event {
        var at: Instant
        var status: Status
        /// Day of the decision.
        var decided: Day
        /// As it stands from then on; of issue and extension.
        var document: Document?
    }

    var person: Int
    /// Number of the application in the population.
    var number: String
    /// Member State that processes it.
    var owner: String
    /// Member State whose code the stickers carry.
    var issuer: String
    var lodged: Day
    var created: Day
    /// `TravelDocument.key` of the passport.
    var documentKey: String
    /// Younger than twelve when it was lodged.
    var isChild: Bool
    var hasSamples: Bool
    var previous: Set<RecordID>
    var together: Set<RecordID>
    /// A long-stay visa or residence permit (Chapter IIIa).
    var isLongStay = false
    var events: [Event] = []
    /// Day on which the EES last saw the holder leave; `nil` while inside, or never seen.
    var lastExit: Day?

    var status: Status { events.last?.status ?? .requested }
    var document: Document? { events.last { $0.document != nil }?.document }

    /// As it stood before a moment.
    func before(_ moment: Instant) -> VisaTruth {
        var earlier = self
        earlier.events.removeAll { $0.at >= moment }
        return earlier
    }

    /// Last day on which the file may be held, counted from the act alone (767/2008 Article 23(1)).
    var lastDay: Day {
        switch status {
        case .requested, .closed: created.adding(years: 5)
        case .issued, .extended, .renewed: (document?.validUntil ?? created).adding(years: 5)
        case .refused, .annulled, .revoked, .withdrawn: (events.last?.decided ?? created).adding(years: 5)
        }
    }

    /// Whether samples may still be held on a day: a child's go when visa and journey are over (Article 23(3)).
    func holdsSamples(on day: Day) -> Bool {
        guard hasSamples else { return false }
        guard isChild, let document, let lastExit, lastExit >= document.validFrom else { return true }
        return day <= max(document.validUntil, lastExit)
    }

    static func key(_ issuer: String, _ sticker: String) -> String { "\(issuer)/\(sticker)" }
}
