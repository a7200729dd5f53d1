import Identity

/// What a carrier is told of one passenger, from the extract alone (1409 Article 6, 1380 Article 6). Pure.
public struct CarrierAnswer: Sendable {
    public let extract: CarrierExtract
    public let calendar: CarrierCalendar
    /// Systems of which a failure is announced.
    public let failed: Set<CarrierRule.Source>
    public let arrival: Day
    public let entryState: String
    /// The day of the query, by which the rules in force are chosen.
    public let today: Day

    public init(
        extract: CarrierExtract, calendar: CarrierCalendar, failed: Set<CarrierRule.Source> = [], arrival: Day,
        entryState: String,
        today: Day
    ) {
        self.extract = extract
        self.calendar = calendar
        self.failed = failed
        self.arrival = arrival
        self.entryState = entryState
        self.today = today
    }

    public struct Reply: Hashable, Sendable {
        public var answer: CarrierReplyWord
        /// System that a Not OK comes from, or that gave no answer.
        public var source: CarrierRule.Source?
        public init(_ answer: CarrierReplyWord, _ source: CarrierRule.Source? = nil) {
            self.answer = answer
            self.source = source
        }
    }

    public func reply(on traveller: TravellerOnBoard) -> Reply {
        // Who is outside the acts is not looked up (1409 recital 9).
        if traveller.exempt || TravelScope.isOutside(traveller.nationality, on: arrival) {
            return Reply(.notApplicable)
        }
        return TravelScope.needsVisa(traveller.nationality, on: arrival) ? visaRequired(traveller) : visaExempt(traveller)
    }

    // MARK: - Subject to a visa requirement

    private func visaRequired(_ traveller: TravellerOnBoard) -> Reply {
        let regime = calendar.vis(on: today)
        if traveller.airportTransit, regime == .before || !traveller.transitVisaRequired {
            return Reply(.notApplicable)
        }
        // A reply needs both systems: the VIS for what was issued, the EES for what was used of it.
        if let down = [CarrierRule.Source.EES, .VIS].first(where: { failed.contains($0) }) {
            return Reply(.technicallyImpossible, down)
        }
        let rows = extract.ees?.rows(traveller.documentKey, born: traveller.dateOfBirth) ?? []
        let held = documents(of: traveller, rows, regime)
        // Without data of the VIS somebody's first visa cannot be seen: nothing is known, and that is not "Not OK".
        if held.isEmpty, !extract.has(.VIS) { return Reply(.technicallyImpossible, .VIS) }
        let remaining = rows.compactMap { $0.remainingDays(after: arrival - extract.made.utcDay) }.min()
        return best(of: held, traveller, regime, remaining)
    }

    /// The visas and permits of the holder. What was used of a visa the EES knows; a visa that only the EES has seen counts too.
    private func documents(of traveller: TravellerOnBoard, _ ees: [EESRow], _ regime: CarrierRule.VISRegime)
        -> [CarrierRule.Document]
    {
        let wanted = traveller.visaNumber.map(DocumentDigest.short)
        var used: [UInt32: Int] = [:]
        for row in ees {
            if let visa = row.visa { used[row.visaNumber] = max(used[row.visaNumber] ?? 0, visa.document.entriesUsed) }
        }
        let rows = extract.vis?.rows(traveller.documentKey, born: traveller.dateOfBirth) ?? []
        var found: [(number: UInt32, document: CarrierRule.Document)] = rows.map { row in
            var document = row.held.document
            document.entriesUsed = max(document.entriesUsed, used[row.number] ?? 0)
            return (row.number, document)
        }
        let known = Set(found.map { $0.number })
        for row in ees where !known.contains(row.visaNumber) {
            if let visa = row.visa { found.append((row.visaNumber, visa.document)) }
        }
        // Before the revised VIS only short-stay visas are verified (1409 Article 3(1)).
        if regime == .before {
            found.removeAll { $0.document.kind != .shortStay && $0.document.kind != .nationalShortStay }
        }
        // A number that the carrier gives says which is meant, where there is such a one.
        if let wanted, found.contains(where: { $0.number == wanted }) { found.removeAll { $0.number != wanted } }
        return found.map { $0.document }
    }

    private func best(
        of held: [CarrierRule.Document], _ traveller: TravellerOnBoard, _ regime: CarrierRule.VISRegime,
        _ remaining: Int?
    ) -> Reply {
        func ask(_ document: CarrierRule.Document?) -> Reply {
            let reply = CarrierRule.reply(
                CarrierRule.Question(
                    arrival: arrival, entryState: entryState,
                    traveller: .visaRequired(
                        regime, document: document, entriesNeeded: traveller.entriesNeeded, remainingDays: remaining,
                        transitVisaRequired: traveller.transitVisaRequired), airportTransit: traveller.airportTransit))
            return Reply(reply.reply.word, reply.source)
        }
        let replies = held.isEmpty ? [ask(nil)] : held.map(ask)
        // One sufficient document is enough. Of several refusals the EES's says most: a valid visa is there.
        return replies.first { $0.answer == .ok } ?? replies.first { $0.answer == .notApplicable }
            ?? replies.first { $0.source == .EES } ?? replies[0]
    }

    // MARK: - Exempt from it

    private func visaExempt(_ traveller: TravellerOnBoard) -> Reply {
        if traveller.airportTransit { return Reply(.notApplicable) }
        // Who holds a residence permit or a long-stay visa needs no travel authorisation (ETIAS 2(2)(c), (d)).
        if calendar.vis(on: today) == .after, !failed.contains(.VIS) {
            let held = documents(of: traveller, [], .after).filter {
                $0.kind == .residencePermit || $0.kind == .longStay
            }
            if !held.isEmpty, best(of: held, traveller, .after, nil).answer == .ok { return Reply(.ok) }
        }
        guard let regime = calendar.etias(on: today) else { return Reply(.notApplicable) }
        let known = extract.has(.ETIAS) && !failed.contains(.ETIAS)
        let rows = known ? extract.etias?.rows(traveller.documentKey, born: traveller.dateOfBirth) ?? [] : []
        let isFirst = firstEntry(of: traveller)
        func ask(_ authorisation: CarrierRule.Authorisation?, first: Bool) -> Reply {
            let reply = CarrierRule.reply(
                CarrierRule.Question(
                    arrival: arrival, entryState: entryState,
                    traveller: .visaExempt(regime, authorisation, firstEntrySinceTransition: first)))
            return Reply(reply.reply.word, reply.source)
        }
        func outcome(first: Bool) -> Reply {
            rows.map { ask($0.authorisation, first: first) }.first { $0.answer == .ok }
                ?? ask(rows.first?.authorisation, first: first)
        }
        let reply = outcome(first: isFirst ?? false)
        if reply.answer == .ok { return reply }
        if !known { return Reply(.technicallyImpossible, .ETIAS) }
        // Whether it would be the first entry is not known, and it would decide.
        if isFirst == nil, outcome(first: true).answer == .ok { return Reply(.technicallyImpossible, .EES) }
        return reply
    }

    /// Whether it would be the first entry since the transitional period ended; `nil` where the EES cannot say.
    private func firstEntry(of traveller: TravellerOnBoard) -> Bool? {
        guard let grace = calendar.etiasGrace else { return false }
        guard let ees = extract.ees, !failed.contains(.EES) else { return nil }
        return !ees.rows(traveller.documentKey, born: traveller.dateOfBirth).contains { row in
            row.lastEntry.map { $0 >= grace } ?? false
        }
    }
}

extension CarrierRule.Reply {
    public var word: CarrierReplyWord {
        switch self {
        case .ok: .ok
        case .notOK: .notOK
        case .notApplicable: .notApplicable
        }
    }
}
