import Access
import Identity
import Operations
import Registry
import Wire

/// A third country or international organisation has asked Eurojust which Member State, if any, holds criminal records
/// information on a person, for criminal proceedings (Article 17(1)).
public struct ThirdCountryRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "thirdCountryRequest")
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice { case open, answered }

    public var requester = ""
    public var caseReference = ""
    public var received = Day(number: 0)
    public var state = State.open
    /// Member States that the requester was told of; empty where it was told that the procedure is complete.
    public var indicated: [String] = []
    public var answered: Day?

    public init() {}
    public static let meaning = "A third country's request to Eurojust (Article 17)."
    public static let fields: [Field<ThirdCountryRequest>] = [
        .required(
            "requester", \.requester, "Third country or international organisation.",
            limits: .text(.init(length: 1...120))),
        .required(
            "caseReference", \.caseReference, "Eurojust's case, in which it searches.",
            limits: .text(.init(length: 1...256))),
        .required("received", \.received, "When the standard form came in."),
        .required("state", \.state, "How it stands."),
        .list("indicated", \.indicated, "Member States told of.", count: 0...40),
        .optional("answered", \.answered, "When it was answered."),
    ]
    /// Of use for checking answers for as long as the log of them is kept (Article 31).
    public var projection: Projection {
        Projection(due: answered.map { [DueDate($0.adding(years: 3), .erase, article: "ECRIS-TCN 17, 31")] } ?? [])
    }
}

/// Eurojust asks a convicting Member State whether a third country may be told its name (Article 17(3)).
public struct ConsentQuestion: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "consentQuestion")
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice { case open, consented, refused }

    public var request = RecordID(high: 0, low: 0)
    public var record = RecordID(high: 0, low: 0)
    public var memberState = ""
    public var asker = ""
    public var requester = ""
    public var caseReference = ""
    public var state = State.open
    public var answered: Day?

    public init() {}
    public static let meaning = "A question for consent (Article 17(3))."
    public static let fields: [Field<ConsentQuestion>] = [
        .required("request", \.request, "The request."), .required("record", \.record, "The data record."),
        .required("memberState", \.memberState, "Member State asked."),
        .required("asker", \.asker, "Who asks.", limits: .text(.init(length: 1...256))),
        .required(
            "requester", \.requester, "Third country or international organisation.",
            limits: .text(.init(length: 1...120))),
        .required("caseReference", \.caseReference, "Eurojust's case.", limits: .text(.init(length: 1...256))),
        .required("state", \.state, "How it stands."), .optional("answered", \.answered, "When it was answered."),
    ]
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey("request", request.description, unique: false),
                RecordKey(ECRISTCNKey.record, record.description, unique: false),
            ], due: answered.map { [DueDate($0.adding(years: 3), .erase, article: "ECRIS-TCN 17, 31")] } ?? [])
    }
}
