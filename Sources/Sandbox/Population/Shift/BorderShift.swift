import Identity

/// A shift at the border: a seeded, lazy sequence of checks on a population, each with its truth. It expects the registers to
/// hold what the population says: travel histories up to the day before, `alerts(on: 0..<count, permille: alertPermille)` and
/// `objectAlerts(0..<objectAlertCount)`, both as of `day`.
public struct BorderShift: RandomAccessCollection, Sendable {
    public let population: Population
    public let day: Day
    public let count: Int
    public let alertPermille: Int
    public let objectAlertCount: Int

    private let streams: StreamFamily
    private let compose: @Sendable (ZoneContents) -> [String]
    /// Documents of persons of the population that are reported, and their reports.
    private let reported: [String: (holder: Int, loss: ObjectAlert.DocumentLoss)]
    private let reportedHolders: [Int]

    /// `compose` makes the lines of a zone.
    public init(
        population: Population, day: Day, count: Int, seed: UInt64, alertPermille: Int = 20, objectAlertCount: Int = 2000,
        compose: @escaping @Sendable (ZoneContents) -> [String] = SimpleZoneComposer.compose
    ) {
        self.population = population
        self.day = day
        self.count = Swift.max(0, count)
        self.alertPermille = alertPermille
        self.objectAlertCount = objectAlertCount
        self.compose = compose
        streams = Seed(seed).streams(for: "border shift")
        var reported: [String: (holder: Int, loss: ObjectAlert.DocumentLoss)] = [:]
        var holders: [Int] = []
        for alert in population.objectAlerts(0..<Swift.max(0, objectAlertCount), today: day) {
            guard let holder = alert.holderTruth, case .issuedDocument(let document, let loss) = alert.object else { continue }
            reported[document.key] = (holder, loss)
            holders.append(holder)
        }
        self.reported = reported
        reportedHolders = holders
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    private static let kinds: [(BorderCheck.Kind, weight: Int)] = [
        (.returning, 400), (.firstTime, 130), (.leaving, 240), (.overstayer, 30), (.alertSameData, 30), (.alertOtherData, 35),
        (.reportedDocument, 15), (.impostor, 15), (.twin, 15), (.expiredDocument, 14), (.visaSticker, 16), (.residencePermit, 10),
        (.misreadZone, 36), (.spoiledZone, 10),
    ]

    /// The first five checks are the specimens.
    public subscript(index: Int) -> BorderCheck {
        var g = streams[index]
        if index < SpecimenZone.allCases.count { return specimen(index, &g) }
        let drawn = BorderShift.kinds[g.weighted(BorderShift.kinds.map(\.weight))].0
        if let check = check(index, drawn, &g) { return check }
        // A small population may have nobody of that kind.
        return check(index, .returning, &g) ?? check(index, .firstTime, &g) ?? specimen(index, &g)
    }

    // MARK: - Making a check

    private func specimen(_ index: Int, _ g: inout SeededGenerator) -> BorderCheck {
        let zone = SpecimenZone.allCases[index % SpecimenZone.allCases.count]
        var expected = BorderCheck.Expectation()
        expected.isDocumentExpired = true
        return BorderCheck(
            number: index, kind: .specimen, direction: .entry, crossing: crossing(index, nationality: nil, &g), lines: zone.lines,
            contents: nil, expected: expected)
    }

    private func check(_ index: Int, _ kind: BorderCheck.Kind, _ g: inout SeededGenerator) -> BorderCheck? {
        guard let traveller = traveller(for: kind, &g) else { return nil }
        let (person, history) = (traveller.person, traveller.history)
        var shown = person
        var contents = ZoneContents(format: .td3, identity: person.identity, document: person.document)
        var direction = BorderCheck.Direction.entry
        var shownHistory = history
        switch kind {
        case .leaving: direction = .exit
        case .overstayer: direction = history.isPresent ? .exit : .entry
        case .reportedDocument:
            guard let document = person.documents.first(where: { reported[$0.key] != nil }) else { return nil }
            contents.document = document
        case .impostor:
            guard let victim = lookalike(of: person, &g) else { return nil }
            shown = victim
            shownHistory = population.history(of: victim, until: day - 1)
            contents.identity = victim.identity
            contents.document = victim.document
        case .expiredDocument:
            guard let old = person.documents.first(where: { ($0.expiry ?? day) < day }) else { return nil }
            contents.document = old
        case .visaSticker:
            guard let visa = history.visas.last else { return nil }
            contents.format = .mrvA
            contents.document = TravelDocument(
                kind: .visa, number: visa.stickerNumber, issuer: visa.issuer, issued: visa.validFrom, expiry: visa.validUntil)
        case .residencePermit:
            let issuer = Population.consulates[g.below(Population.consulates.count)]
            contents.format = .td1
            contents.document = TravelDocument(
                kind: .residencePermit, number: population.stickers.number(serial: UInt64(person.index) * 16 + 15),
                issuer: issuer, issued: day - 400, expiry: day + 600)
        default: break
        }
        if history.isPresent, kind != .impostor { direction = .exit }
        if contents.identity.nationalities.count > 1, contents.format == .td3,
            contents.identity.nationalities.contains(contents.document.issuer)
        {
            contents.identity.nationalities = [contents.document.issuer]
        }
        var lines = compose(contents)
        var expected = expectation(person: person, shown: shown, history: shownHistory, document: contents.document)
        switch kind {
        case .misreadZone:
            lines = misread(lines, &g)
            expected.isValidZone = false
        case .spoiledZone:
            lines = spoiled(lines, &g)
            expected.isValidZone = false
        case .twin: expected.mustNotBe = person.twin
        case .residencePermit: expected.hasFile = history.hasFile
        default: break
        }
        return BorderCheck(
            number: index, kind: kind, direction: direction, crossing: crossing(index, nationality: person.document.issuer, &g), lines: lines,
            contents: contents, expected: expected)
    }

    private func expectation(
        person: Person, shown: Person, history: TravelHistory, document: TravelDocument
    ) -> BorderCheck.Expectation {
        var expected = BorderCheck.Expectation()
        expected.personTruth = person.index
        expected.shownTruth = shown.index == person.index ? nil : shown.index
        expected.hasFile = history.hasFile
        expected.isPresent = history.isPresent
        if let overstay = history.overstay, history.isPresent { expected.overstayDays = day - overstay.lastLawfulDay }
        expected.isDocumentExpired = (document.expiry ?? day) < day
        if population.hasAlert(shown.index, permille: alertPermille) {
            let alert = population.alert(on: shown, today: day)
            expected.alert = alert.category
            expected.alertVariations = alert.variations
        }
        expected.documentReported = reported[document.key]?.loss
        return expected
    }

    // MARK: - Finding people

    /// Draws people until one fits; gives up after so many that there is hardly one.
    private func traveller(for kind: BorderCheck.Kind, _ g: inout SeededGenerator) -> Traveller? {
        let size = population.count
        guard size > 0 else { return nil }
        let tries = kind == .overstayer ? 4000 : 1500
        for _ in 0..<tries {
            let index = g.below(size)
            switch kind {
            case .alertSameData, .alertOtherData:
                guard population.hasAlert(index, permille: alertPermille) else { continue }
                let person = population.person(index)
                let isSame = population.alert(on: person, today: day).variations.isEmpty
                guard isSame == (kind == .alertSameData) else { continue }
                return traveller(person)
            case .reportedDocument:
                guard let holder = g.pick(reportedHolders) else { return nil }
                return traveller(population.person(holder))
            case .twin:
                let person = population.person(index)
                guard person.twin != nil else { continue }
                return traveller(person)
            case .expiredDocument:
                let person = population.person(index)
                guard person.documents.contains(where: { ($0.expiry ?? day) < day }) else { continue }
                return traveller(person)
            case .firstTime:
                let found = traveller(population.person(index))
                if !found.history.hasFile { return found }
            case .leaving:
                let found = traveller(population.person(index))
                if found.history.isPresent, found.history.overstay == nil { return found }
            case .overstayer:
                let found = traveller(population.person(index))
                if found.history.isPresent, found.history.overstay != nil { return found }
            case .visaSticker:
                let found = traveller(population.person(index))
                if let visa = found.history.visas.last, visa.validUntil >= day { return found }
            case .returning:
                let found = traveller(population.person(index))
                if found.history.hasFile, !found.history.isPresent { return found }
            case .impostor, .residencePermit, .misreadZone, .spoiledZone, .specimen:
                let found = traveller(population.person(index))
                if !found.history.isPresent { return found }
            }
        }
        return nil
    }

    private func traveller(_ person: Person) -> Traveller {
        Traveller(person: person, history: population.history(of: person, until: day - 1))
    }

    private func lookalike(of person: Person, _ g: inout SeededGenerator) -> Person? {
        for _ in 0..<60 {
            let other = population.person(g.below(population.count))
            if other.index != person.index, other.identity.sex == person.identity.sex, abs(other.born - person.born) < 3000 { return other }
        }
        return nil
    }

    // MARK: - Place, time and scanner

    private func crossing(_ index: Int, nationality: CountryCode?, _ g: inout SeededGenerator) -> Crossing {
        let point = CrossingPoint.draw(for: nationality ?? Population.nationalities[0], &g)
        // From six to two, evenly.
        let second = 6 * 3600 + (count > 0 ? index * 8 * 3600 / count : 0)
        return Crossing(instant: point.zone.instant(day: day, secondOfDay: second), day: day, point: point)
    }

    private static let lookalikes: [UInt8: UInt8] = [
        UInt8(ascii: "0"): UInt8(ascii: "O"), UInt8(ascii: "1"): UInt8(ascii: "I"), UInt8(ascii: "2"): UInt8(ascii: "Z"),
        UInt8(ascii: "5"): UInt8(ascii: "S"), UInt8(ascii: "8"): UInt8(ascii: "B"),
    ]

    /// One or two digits of the dates and their check digits read as the letter that looks like them. Only digits can stand
    /// there, so that there is one way to mend it.
    private func misread(_ lines: [String], _ g: inout SeededGenerator) -> [String] {
        guard lines.count == 2 else { return lines }
        var second = Array(lines[1].utf8)
        let places = [13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27].filter {
            $0 < second.count && BorderShift.lookalikes[second[$0]] != nil
        }
        guard !places.isEmpty else { return spoiled(lines, &g) }
        for _ in 0..<(1 + g.below(2)) {
            let place = places[g.below(places.count)]
            second[place] = BorderShift.lookalikes[second[place]] ?? second[place]
        }
        return [lines[0], String(decoding: second, as: UTF8.self)]
    }

    /// A finger on the glass: several places of the last data line wrong, the birth date's check digit among them.
    private func spoiled(_ lines: [String], _ g: inout SeededGenerator) -> [String] {
        guard lines.count >= 2 else { return lines }
        var line = Array(lines[1].utf8)
        let marks = Array("0123456789ABCDEFGHKMNPRTUVWXY<".utf8)
        for _ in 0..<6 where line.count > 20 { line[g.below(line.count)] = marks[g.below(marks.count)] }
        if line.count > 19 {
            let born = String(decoding: line[13..<19], as: UTF8.self)
            let right = Int(SimpleZoneComposer.digit(born)) ?? 0
            line[19] = UInt8(48 + (right + 3) % 10)
        }
        var result = lines
        result[1] = String(decoding: line, as: UTF8.self)
        return result
    }
}
