import Identity

/// The reply to a carrier: whether somebody holds what the entry needs, and nothing more (Article 13(3); Implementing
/// Regulations (EU) 2022/1409, Article 6, and 2022/1380, Article 6). OK is no permission to enter, and NOT OK no refusal.
public enum CarrierRule {
    public enum Reply: String, CaseIterable, Hashable, Sendable {
        case ok = "OK"
        case notOK = "Not OK"
        case notApplicable = "Not applicable"
    }
    public enum Source: String, CaseIterable, Hashable, Sendable { case EES, VIS, ETIAS }
    /// Before or after the start of operations of the revised VIS.
    public enum VISRegime: String, CaseIterable, Hashable, Sendable { case before, after }
    /// How far ETIAS has come (ETIAS 83).
    public enum ETIASRegime: String, CaseIterable, Hashable, Sendable { case transitional, grace, full }

    public enum DocumentKind: String, CaseIterable, Hashable, Sendable {
        case shortStay, longStay, residencePermit, airportTransit, nationalShortStay
    }
    public enum Status: String, CaseIterable, Hashable, Sendable {
        case issued, extended, annulled, revoked
        var isInForce: Bool { self == .issued || self == .extended }
    }

    /// A visa, long-stay visa or residence permit.
    public struct Document: Hashable, Sendable {
        public var kind: DocumentKind
        public var status: Status
        public var validFrom: Day
        public var validUntil: Day
        /// 1 or 2; `nil` for any number.
        public var entries: Int?
        public var entriesUsed: Int
        /// Member States for which it is valid; `nil` where not limited.
        public var territory: Set<String>?

        public init(
            kind: DocumentKind, status: Status, validFrom: Day, validUntil: Day, entries: Int? = nil,
            entriesUsed: Int = 0, territory: Set<String>? = nil
        ) {
            self.kind = kind
            self.status = status
            self.validFrom = validFrom
            self.validUntil = validUntil
            self.entries = entries
            self.entriesUsed = entriesUsed
            self.territory = territory
        }

        func isValid(on day: Day) -> Bool { status.isInForce && validFrom <= day && day <= validUntil }
        func covers(_ state: String) -> Bool { territory?.contains(state) ?? true }
    }

    /// A travel authorisation.
    public struct Authorisation: Hashable, Sendable {
        public var status: Status
        public var validFrom: Day
        public var validUntil: Day
        public var territory: Set<String>?

        public init(status: Status, validFrom: Day, validUntil: Day, territory: Set<String>? = nil) {
            self.status = status
            self.validFrom = validFrom
            self.validUntil = validUntil
            self.territory = territory
        }
    }

    public enum Traveller: Hashable, Sendable {
        case visaRequired(
            VISRegime, document: Document?, entriesNeeded: Int, remainingDays: Int?, transitVisaRequired: Bool)
        case visaExempt(ETIASRegime, Authorisation?, firstEntrySinceTransition: Bool)
    }

    public struct Question: Hashable, Sendable {
        public var arrival: Day
        public var entryState: String
        public var traveller: Traveller
        /// Outside the scope of the EES or ETIAS Regulation.
        public var exempt: Bool
        public var airportTransit: Bool

        public init(
            arrival: Day, entryState: String, traveller: Traveller, exempt: Bool = false, airportTransit: Bool = false
        ) {
            self.arrival = arrival
            self.entryState = entryState
            self.traveller = traveller
            self.exempt = exempt
            self.airportTransit = airportTransit
        }
    }

    public static func reply(_ question: Question) -> (reply: Reply, source: Source?) {
        if question.exempt { return (.notApplicable, nil) }
        switch question.traveller {
        case .visaExempt(let regime, let authorisation, let first):
            if question.airportTransit { return (.notApplicable, nil) }
            return exempt(question, regime, authorisation, first)
        case .visaRequired(.before, let document, let needed, _, _):
            if question.airportTransit { return (.notApplicable, nil) }
            return before(question, document, needed)
        case .visaRequired(.after, let document, let needed, let remaining, let transitVisa):
            return after(question, document, needed, remaining, transitVisa)
        }
    }

    /// The entries alone, from what the EES holds (1409, Article 3(1)).
    private static func before(_ question: Question, _ document: Document?, _ needed: Int) -> (Reply, Source?) {
        guard let document else { return (.notOK, .EES) }
        if document.kind == .nationalShortStay { return (.notApplicable, nil) }
        guard document.isValid(on: question.arrival), hasEntries(document, needed) else { return (.notOK, .EES) }
        return (.ok, nil)
    }

    private static func after(
        _ question: Question, _ document: Document?, _ needed: Int, _ remaining: Int?, _ transitVisa: Bool
    ) -> (Reply, Source?) {
        let valid = document.map { $0.isValid(on: question.arrival) } ?? false
        if question.airportTransit {
            guard transitVisa else { return (.notApplicable, nil) }
            return valid ? (.ok, nil) : (.notOK, .VIS)
        }
        guard let document, valid, document.kind != .airportTransit, document.covers(question.entryState) else {
            return (.notOK, .VIS)
        }
        guard document.kind == .shortStay else { return (.ok, nil) }
        guard hasEntries(document, needed), (remaining ?? 1) > 0 else { return (.notOK, .EES) }
        return (.ok, nil)
    }

    private static func exempt(
        _ question: Question, _ regime: ETIASRegime, _ authorisation: Authorisation?, _ first: Bool
    ) -> (Reply, Source?) {
        let valid = authorisation.map { held in
            held.status.isInForce && held.validFrom <= question.arrival && question.arrival <= held.validUntil
                && (held.territory?.contains(question.entryState) ?? true)
        }
        if valid ?? false { return (.ok, nil) }
        switch regime {
        case .transitional: return (.ok, nil)
        case .grace where first: return (.ok, nil)
        case .grace, .full: return (.notOK, .ETIAS)
        }
    }

    private static func hasEntries(_ document: Document, _ needed: Int) -> Bool {
        document.entries.map { document.entriesUsed + needed <= $0 } ?? true
    }
}
