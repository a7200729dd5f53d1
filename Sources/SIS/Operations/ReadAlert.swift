import Access
import Identity
import Operations
import Registry
import Wire

/// Which alert.
public struct AlertReference: NamesAlert, Hashable {
    public var schengenID = ""
    public init() {}
    public init(_ schengenID: String) { self.schengenID = schengenID }
    public static let meaning = "Which alert."
    public static let fields: [Field<AlertReference>] = [.alert(\.schengenID)]
}

/// Reads one alert by its number (1861 Articles 34–36, 1862 Articles 44–50).
public struct ReadAlert: AlertQuery {
    public typealias Input = AlertReference
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "readAlert", "Read an alert",
        "The alert with this Schengen ID. For an authority without a right to its category there is no such alert.",
        article: "1861 34-36, 1862 44-50", .read, .GET, "/alerts/{schengenId}",
        grants: SISGrants.readers.filter { $0.actions == [.read] }, refusals: [.notFound])

    public func answer(
        _ input: AlertReference, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<AlertReply> {
        var alert = try reader.alert(input.schengenID)
        if alert.owner != context.owner { alert.value.keepToIssuer(fromBureau: context.caller.kind == .sirene) }
        return Answer(AlertReply(alert), version: alert.version, log: LogDetails(records: [alert.id]))
    }
}

extension Alert {
    /// Takes out what concerns the issuing Member State's own handling of its alert, and would tell others of alerts to which
    /// they may have no right.
    fileprivate mutating func keepToIssuer(fromBureau isBureau: Bool) {
        distinctFrom = []
        differsFrom = isBureau ? differsFrom : []
        unavailability = isBureau ? unavailability : nil
        retentionReasons = []
        extensions = []
        proposal = nil
    }
}

/// An alert as it is shown to somebody with a right to its category.
public struct AlertReply: WireRecord, Hashable {
    public var record = RecordID(high: 0, low: 0)
    public var version = 0
    public var alert = Alert()
    public var article = ""
    public var keptUntil = Day(number: 0)
    public var actionIfFlagged: AlertAction?

    public init() {}
    init(_ recorded: Recorded<Alert>, version: Int? = nil) {
        record = recorded.id
        self.version = version ?? recorded.version
        alert = recorded.value
        // A link is seen by whoever may see the alert at its other end, by an operation of its own (1862 Article 63(3)).
        alert.links = []
        article = recorded.value.content.article
        keptUntil = recorded.value.term.keptUntil
        actionIfFlagged = AlertCategoryRule.rule(for: recorded.value.content.category).actionIfFlagged
    }

    public static let meaning = "An alert."
    public static let fields: [Field<AlertReply>] = [
        .required("record", \.record, "The record that the alert is, as notices and tasks name it."),
        .required("version", \.version, "Version, for If-Match."),
        .required("alert", \.alert, "The alert."),
        .required("article", \.article, "Act and article that it is entered under."),
        .required("keptUntil", \.keptUntil, "Last day of its period, as things stand."),
        .optional("actionIfFlagged", \.actionIfFlagged, "The action that a flag would leave."),
    ]
}
