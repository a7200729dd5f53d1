import Access
import Identity
import Operations
import Registry
import Wire

extension LinkRule.Colour: WireChoice {}
extension LinkRule.Biometrics: WireChoice {}
extension LinkRule.Identity: WireChoice {}
extension LinkRule.Document: WireChoice {}
extension LinkRule.Conclusion: WireChoice {}
extension LinkRule.AlertArticle: WireChoice {}

/// One record that a link joins: a reference to where the data are, and none of the data (2019/817 Articles 25(2)(a), 34(b)).
public struct LinkSide: WireRecord, Hashable, Comparable {
    public var system = SystemName.EES
    public var record = RecordID(high: 0, low: 0)
    /// Member State or agency whose data they are.
    public var owner = ""
    /// Article under which a SIS alert was entered.
    public var alert: LinkRule.AlertArticle?

    public init() {}
    public init(system: SystemName, record: RecordID, owner: String, alert: LinkRule.AlertArticle? = nil) {
        (self.system, self.record, self.owner, self.alert) = (system, record, owner, alert)
    }

    public static let meaning = "One record that a link joins."
    public static let fields: [Field<LinkSide>] = [
        .required("system", \.system, "System that holds the data."),
        .required("record", \.record, "The record."),
        .required(
            "owner", \.owner, "Member State or agency whose data they are.", limits: .text(.init(length: 1...120))),
        .optional("alert", \.alert, "Article under which the alert was entered."),
    ]

    /// What the record is found by in the detector.
    public var key: String { LinkSide.key(system, record) }
    public static func key(_ system: SystemName, _ record: RecordID) -> String { "\(system.rawValue)/\(record)" }
    public var rule: LinkRule.Side { LinkRule.Side(system: system, alert: alert) }

    /// An order that does not depend on which side was there first.
    public static func < (a: LinkSide, b: LinkSide) -> Bool {
        (a.system.rawValue, a.record) < (b.system.rawValue, b.record)
    }
}

/// What comparing the two sides came to, in the words of Articles 30 to 33.
public struct LinkComparison: WireRecord, Hashable {
    public var biometrics = LinkRule.Biometrics.notAvailable
    public var identity = LinkRule.Identity.different
    public var document = LinkRule.Document.none

    public init() {}
    public init(biometrics: LinkRule.Biometrics, identity: LinkRule.Identity, document: LinkRule.Document) {
        (self.biometrics, self.identity, self.document) = (biometrics, identity, document)
    }
    public static let meaning = "What comparing the data of the two sides came to."
    public static let fields: [Field<LinkComparison>] = [
        .required("biometrics", \.biometrics, "Biometric data."),
        .required("identity", \.identity, "Identity data (Delegated Regulation (EU) 2023/333)."),
        .required("document", \.document, "Travel document data."),
    ]
}
