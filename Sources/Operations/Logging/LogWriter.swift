import Access
import Identity
import Registry

/// What is logged of one request, before it is sealed.
public struct LogDraft: Sendable {
    public enum Verdict: Sendable, Hashable {
        case allowed
        /// With the code of the refusal.
        case refused(String)
        /// Something broke; with the code.
        case failed(String)
    }
    public var event: String
    public var system: SystemName
    public var action: AccessAction
    public var article: String
    public var at: Instant
    public var caller: Caller
    public var `case`: CaseReference
    public var policyRevision: String
    public var verdict: Verdict
    public var details: LogDetails
    /// Records that this request erased.
    public var erased: [RecordID]
    /// The entry of the request that this is part of, where that has one of its own.
    public var request: RecordID?

    public init(
        event: String, system: SystemName, action: AccessAction, article: String, at: Instant, caller: Caller,
        case: CaseReference, policyRevision: String, verdict: Verdict, details: LogDetails = LogDetails(),
        erased: [RecordID] = []
    ) {
        self.event = event
        self.system = system
        self.action = action
        self.article = article
        self.at = at
        self.caller = caller
        self.case = `case`
        self.policyRevision = policyRevision
        self.verdict = verdict
        self.details = details
        self.erased = erased
    }
}

/// Makes the row that the store keeps from what is to be logged: encoded, salted, sealed, with its term.
public protocol LogWriter: Sendable {
    /// - Throws: `Refusal` `unavailable` where the entry cannot be made: then there is no answer either.
    func row(_ draft: LogDraft) throws(Refusal) -> LogRow
}
