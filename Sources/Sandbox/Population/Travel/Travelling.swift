import Identity

/// A person and what they did.
public struct Traveller: Hashable, Sendable {
    public var person: Person
    public var history: TravelHistory
}

extension Population {
    /// Person `index` with everything they did at the borders up to and including the day `until`.
    public func traveller(_ index: Int, until: Day, since: Day? = nil) -> Traveller {
        let person = person(index)
        return Traveller(person: person, history: history(of: person, until: until, since: since))
    }

    /// All travellers of a part of the population, one after the other; nothing is kept.
    public func travellers(_ indices: Range<Int>, until: Day, since: Day? = nil) -> some Sequence<Traveller> {
        indices.lazy.map { traveller($0, until: until, since: since) }
    }

    /// What a person of this population did from `since` (default: `TravelHistory.firstDay(until:)`) to `until`. Members of
    /// a household mostly travel together. Two ends of time give two histories of one world only where `since` is equal: then
    /// the shorter is the beginning of the longer, but for the last trips of those who overstay.
    public func history(of person: Person, until: Day, since: Day? = nil) -> TravelHistory {
        var builder = HistoryBuilder(population: self, person: person, first: since ?? TravelHistory.firstDay(until: until), until: until)
        return builder.history()
    }
}

private enum TravelHabit {
    case none, occasional, regular, longStays, commuter, familyVisits

    init(ticket: Int) {
        switch ticket {
        case 0..<70: self = .none
        case 70..<600: self = .occasional
        case 600..<830: self = .regular
        case 830..<900: self = .longStays
        case 900..<930: self = .commuter
        default: self = .familyVisits
        }
    }

    var gap: ClosedRange<Int> {
        switch self {
        case .none, .occasional: 70...420
        case .regular: 30...130
        case .longStays: 45...130
        case .commuter: 3...32
        case .familyVisits: 120...400
        }
    }

    var length: ClosedRange<Int> {
        switch self {
        case .none, .occasional: 3...18
        case .regular: 2...10
        case .longStays: 55...90
        case .commuter: 1...3
        case .familyVisits: 21...88
        }
    }
}

private struct HistoryBuilder {
    let population: Population
    let person: Person
    let first: Day
    let until: Day
    var room = ShortStayRoom()
    var result = TravelHistory()

    init(population: Population, person: Person, first: Day, until: Day) {
        self.population = population
        self.person = person
        self.first = first
        self.until = until
    }

    mutating func history() -> TravelHistory {
        let household = person.household
        var together = population.streams.visas[household.id]
        let shared = household.members.count > 1 && together.chance(permille: 720)
        // What the company decides, and what each member does.
        var g = population.streams.trips[shared ? household.id : person.index]
        var mine = population.streams.refusals[person.index]

        let habit = TravelHabit(ticket: g.below(1000))
        let overstays = g.chance(permille: 25)
        result.isFamilyMember = g.chance(permille: 25)
        let lastTicket = g.below(1000)
        let overstayDay = first + g.below(Swift.max(1, until - first - 100))
        let overstayTicket = (kind: g.below(100), length: g.below(1000), stays: g.chance(permille: 550))
        let overstayPlaces = (draw(&g), draw(&g))
        guard habit != .none else {
            refusals(&mine)
            return result
        }

        var entry = first + g.below(habit.gap.upperBound)
        let longEntryTicket = g.below(1000)
        var trips = 0
        let end = overstays && until - first > 130 ? overstayDay - 1 : until
        while entry <= end, trips < 64 {
            var days = g.within(habit.length)
            if habit == .occasional, g.chance(permille: 40) { days += g.within(10...60) }
            let arrival = draw(&g)
            let departure = g.chance(permille: 600) ? arrival : draw(&g)
            let gap = g.within(habit.gap)
            let clock = Clock(&g)
            if result.isFamilyMember, longEntryTicket < 300, trips == 0 { days += 110 }
            add(entry, days: days, from: arrival, to: departure, clock: clock, lastExit: end, &mine)
            entry = entry + days + gap
            trips += 1
        }
        if overstays, end < until, !result.isFamilyMember {
            addOverstay(
                overstayDay, from: overstayPlaces.0, to: overstayPlaces.1, kind: overstayTicket.kind,
                length: overstayTicket.length, stays: overstayTicket.stays, &mine)
        } else if lastTicket < 14 {
            extendLast(&mine)
        } else if lastTicket < 26, person.visaRequirement == .required {
            addLimitedTerritory(&mine)
        }
        refusals(&mine)
        return result
    }

    // MARK: - Trips

    private func draw(_ g: inout SeededGenerator) -> CrossingPoint {
        CrossingPoint.draw(for: person.document.issuer, &g)
    }

    /// Times of day of one trip.
    private struct Clock {
        let arrival, departure: Int

        init(_ g: inout SeededGenerator) {
            // A few come just after midnight, when the day in UTC is still another one.
            arrival = g.chance(permille: 60) ? 300 + g.below(5000) : 16_200 + g.below(69_000)
            departure = g.chance(permille: 60) ? 300 + g.below(5000) : 16_200 + g.below(69_000)
        }
    }

    private func crossing(_ day: Day, _ second: Int, _ point: CrossingPoint) -> Crossing {
        // Those who travel together pass the desk one after the other.
        let queue = (person.index - person.household.id) * 47
        return Crossing(instant: point.zone.instant(day: day, secondOfDay: second + queue), day: day, point: point)
    }

    /// The document for a stay: issued before, and valid for three months after (Schengen Borders Code, Article 6(1)(a)).
    private func document(from entry: Day, to last: Day) -> Int? {
        person.documents.firstIndex {
            $0.issuer == person.document.issuer && ($0.issued ?? entry) < entry && ($0.expiry ?? last) >= last + 92
        }
    }

    private mutating func add(
        _ entry: Day, days wanted: Int, from arrival: CrossingPoint, to departure: CrossingPoint, clock: Clock,
        lastExit: Day, _ g: inout SeededGenerator
    ) {
        guard result.stays.last.map({ ($0.exit?.day).map { $0 < entry } ?? false }) ?? true else { return }
        var last = entry + (wanted - 1)
        if !result.isFamilyMember {
            guard let limit = room.lastDay(from: entry) else { return }
            last = min(last, limit)
        }
        if lastExit < until { last = min(last, lastExit) }
        guard let document = document(from: entry, to: last), entry - person.born > 40 else { return }
        var visa: Int?
        if person.visaRequirement == .required {
            guard let found = self.visa(for: entry, last, document: document, &g) else { return }
            visa = found
        }
        let sameDay = last == entry
        let leaves = crossing(last, sameDay ? 80_000 : clock.departure, departure)
        let stay = Stay(
            entry: crossing(entry, sameDay ? min(clock.arrival, 60_000) : clock.arrival, arrival),
            exit: last <= until ? leaves : nil, document: document, visa: visa, extendedUntil: nil,
            isFallback: g.chance(permille: 4))
        result.stays.append(stay)
        room.add(entry, last)
    }

    // MARK: - Visas

    /// A visa that covers the trip: the last one, or a new one.
    private mutating func visa(for entry: Day, _ last: Day, document: Int, _ g: inout SeededGenerator) -> Int? {
        if let current = result.visas.last, current.validFrom <= entry, current.validUntil >= last {
            let index = result.visas.count - 1
            let uses = result.stays.filter { $0.visa == index }
            let entriesLeft =
                switch current.entries {
                case .one: uses.isEmpty
                case .two: uses.count < 2
                case .multiple: true
                }
            let spent = uses.reduce(0) { $0 + (($1.exit?.day ?? $1.entry.day) - $1.entry.day + 1) }
            if entriesLeft, current.days >= 90 || spent + (last - entry + 1) <= current.days { return index }
        }
        let length = last - entry + 1
        let ticket = g.below(100)
        let from = begin(entry - g.below(12))
        let expiry = person.documents[document].expiry ?? last + 92
        switch ticket {
        case 0..<48:
            let days = [7, 15, 30, 45, 60, 90].first { $0 >= length } ?? 90
            return issue(from, from + (max(days, length) + 26), days: max(days, min(length, 90)), .one, &g)
        case 48..<56:
            let days = [30, 60, 90].first { $0 >= length * 2 } ?? 90
            return issue(from, from + 180, days: days, .two, &g)
        default:
            let validity = [180, 365, 365, 730, 1826][g.below(5)]
            return issue(from, min(from + (validity - 1), max(expiry - 92, last)), days: 90, .multiple, &g)
        }
    }

    /// A new visa begins after the last stay, so that nothing spent before counts against its days.
    private func begin(_ day: Day) -> Day {
        max(day, (result.stays.last?.exit?.day).map { $0 + 1 } ?? day)
    }

    private mutating func issue(
        _ from: Day, _ until: Day, days: Int, _ entries: SyntheticVisa.Entries, limited: Bool = false,
        _ g: inout SeededGenerator
    ) -> Int? {
        guard result.visas.count < 15 else { return nil }
        // Number 15 of each person's sixteen is kept for a residence permit.
        let serial = UInt64(person.index) * 16 + UInt64(result.visas.count)
        let states = Population.consulates
        result.visas.append(
            SyntheticVisa(
                stickerNumber: population.stickers.number(serial: serial), issuer: states[g.below(states.count)],
                validFrom: from, validUntil: until, days: days, entries: entries, hasLimitedTerritory: limited))
        return result.visas.count - 1
    }

    // MARK: - Unusual ends

    private mutating func addOverstay(
        _ day: Day, from arrival: CrossingPoint, to departure: CrossingPoint, kind: Int, length: Int, stays: Bool,
        _ g: inout SeededGenerator
    ) {
        var entry = day
        if let last = result.stays.last {
            guard let exit = last.exit else { return }
            entry = max(entry, exit.day + 1)
        }
        guard var limit = room.lastDay(from: entry), let document = document(from: entry, to: limit),
            entry - person.born > 40
        else { return }
        var visa: Int?
        if person.visaRequirement == .required {
            let days = [15, 30, 90][kind % 3]
            guard let new = issue(begin(entry - 3), entry + (days + 23), days: days, .one, &g) else { return }
            visa = new
            limit = min(limit, entry + (days - 1))
        }
        guard limit < until else { return }
        let over = kind < 60 ? 1 + length % 10 : kind < 85 ? 11 + length % 50 : 61 + length % 340
        let exit = limit + over
        let left = !stays && exit <= until
        result.stays.append(
            Stay(
                entry: crossing(entry, 36_000 + length, arrival), exit: left ? crossing(exit, 50_000 + length, departure) : nil,
                document: document, visa: visa, extendedUntil: nil, isFallback: false))
        result.overstay = Overstay(
            stay: result.stays.count - 1, lastLawfulDay: limit, days: (left ? exit : until) - limit)
    }

    /// Illness or force majeure: an authority let them stay on (Visa Code, Article 33).
    private mutating func extendLast(_ g: inout SeededGenerator) {
        guard let last = result.stays.last, let exit = last.exit else { return }
        let longer = exit.day + g.within(4...40)
        result.stays[result.stays.count - 1].extendedUntil = longer + g.below(4)
        result.stays[result.stays.count - 1].exit = longer <= until ? crossing(longer, 50_000, exit.point) : nil
        if let visa = last.visa { result.visas[visa].validUntil = max(result.visas[visa].validUntil, longer + 3) }
    }

    /// A further stay after the 90 days, on a visa of limited territorial validity.
    private mutating func addLimitedTerritory(_ g: inout SeededGenerator) {
        guard let last = result.stays.last, let exit = last.exit else { return }
        let entry = exit.day + g.within(1...12)
        let days = g.within(20...60)
        let end = entry + (days - 1)
        guard entry <= until, let document = document(from: entry, to: end),
            let visa = issue(begin(entry - 2), entry + (days + 12), days: min(90, days + 5), .one, limited: true, &g)
        else { return }
        let point = last.entry.point
        result.stays.append(
            Stay(
                entry: crossing(entry, 40_000, point), exit: end <= until ? crossing(end, 60_000, point) : nil,
                document: document, visa: visa, extendedUntil: nil, isFallback: false))
    }

    private mutating func refusals(_ g: inout SeededGenerator) {
        guard g.chance(permille: 13) else { return }
        let day = first + g.below(max(1, until - first))
        let point = draw(&g)
        let second = 20_000 + g.below(60_000)
        let exempt: [Character] = ["A", "B", "E", "E", "F", "G", "G", "H", "I"]
        let visaHolders: [Character] = ["A", "B", "C", "C", "D", "E", "E", "F", "G", "H", "I"]
        let reasons = person.visaRequirement == .required ? visaHolders : exempt
        let reason = reasons[g.below(reasons.count)]
        let inside = result.stays.contains { $0.entry.day <= day && ($0.exit?.day ?? until) >= day }
        guard !inside, let document = document(from: day, to: day), day - person.born > 40 else { return }
        result.refusals.append(
            RefusalOfEntry(crossing: crossing(day, second, point), reasons: [reason], document: document))
    }
}

extension Population {
    /// States that issue most Schengen visas.
    static let consulates = ["FRA", "DEU", "ESP", "ITA", "NLD", "GRC", "CHE", "PRT", "AUT", "POL", "BEL", "HUN"]
        .compactMap { CountryCode($0) }
}
