import EES
import Identity
import Operations
import Registry

/// What the Entry/Exit System holds of a synthetic traveller: the same records that its own operations would have made.
public struct EESSeed: Sendable {
    public let population: Population
    /// Histories end the day before.
    public let today: Day
    private let ids: StreamFamily

    public init(population: Population, today: Day) {
        self.population = population
        self.today = today
        ids = population.seed.streams(for: "ees records")
    }

    /// The changes that put person `index` in, or none where they never came to a border.
    public func changes(for index: Int) -> [Change] {
        let traveller = population.traveller(index, until: today - 1)
        guard traveller.history.hasFile else { return [] }
        var generator = ids[index]
        func next() -> RecordID { RecordID(high: generator.next(), low: generator.next()) }
        let fileID = next()
        var file = file(of: traveller.person)
        var stays: [Filed<EntryExitRecord>] = []
        for (number, stay) in traveller.history.stays.enumerated() {
            var record = entryExit(stay, of: traveller, file: fileID)
            let before = StayHistory(stays.map(\.value) + [record])
            record.authorisedEnd =
                StayCalculator.answer(
                    before.question(on: stay.entry.day, visa: record.visa, euFamily: record.euFamily))?.authorisedEnd
            if let extended = stay.extendedUntil {
                record.changes = [extension_(until: extended, of: record, at: stay.entry)]
                record.authorisedEnd = extended
            }
            if record.exit == nil, number + 1 < traveller.history.stays.count { record.exitMissed = true }
            stays.append(Filed(next(), record))
        }
        let refusals = traveller.history.refusals.map { refusal($0, file: fileID) }
        let opened = [stays.first?.value.entry?.day, refusals.first?.refused.day].compactMap { $0 }.min() ?? today
        file.opened = opened
        file.follow(entryExits: stays, refusals: refusals)
        let owner = stays.first?.value.entry?.memberState ?? refusals.first?.refused.memberState ?? "FRA"
        return [.create(fileID, file.draft(owner: owner))]
            + stays.map { .create($0.id, $0.value.draft(owner: $0.value.entry?.memberState ?? owner)) }
            + refusals.map { .create(next(), $0.draft(owner: $0.refused.memberState)) }
    }

    private func file(of person: Person) -> IndividualFile {
        var file = IndividualFile()
        file.traveller = person.visaRequirement == .required ? .visaRequired : .visaExempt
        file.identities = [
            RegisteredIdentity(
                surnames: person.identity.surnames, givenNames: person.identity.givenNames,
                dateOfBirth: person.identity.dateOfBirth, nationalities: person.identity.nationalities,
                sex: person.identity.sex)
        ]
        file.documents = person.documents.prefix(3).map {
            RegisteredDocument(kind: $0.kind, number: $0.number, issuer: $0.issuer, expiry: $0.expiry)
        }
        file.facialImage = FacialImageNote(source: .live, format: "synthetic", quality: 80, takenOn: today - 1)
        var prints = FingerprintNote()
        if person.visaRequirement == .required {
            prints.mark = .heldInVIS
        } else if person.age(on: today) < 12 {
            prints.mark = .notApplicable
            prints.exemption = .underTwelve
        } else {
            prints.mark = .taken
            prints.positions = [2, 3, 4, 5]
            prints.takenOn = today - 1
        }
        file.fingerprints = prints
        return file
    }

    private func entryExit(_ stay: Stay, of traveller: Traveller, file: RecordID) -> EntryExitRecord {
        var record = EntryExitRecord()
        record.file = file
        record.entry = crossing(stay.entry)
        record.exit = stay.exit.map { crossing($0) }
        record.euFamily = traveller.history.isFamilyMember
        record.fallback = stay.isFallback ? .localElectronic : nil
        if let place = stay.visa {
            let visa = traveller.history.visas[place]
            record.visa = VisaUse(visa)
        }
        return record
    }

    private func crossing(_ crossing: Crossing) -> BorderCrossing {
        let state = crossing.point.state.text
        return BorderCrossing(
            time: crossing.instant, day: crossing.day, crossingPoint: crossing.point.code, memberState: state,
            authority: "\(state)-BORDER")
    }

    private func refusal(_ refusal: RefusalOfEntry, file: RecordID) -> RefusalRecord {
        var record = RefusalRecord()
        record.file = file
        record.refused = crossing(refusal.crossing)
        record.reasons = refusal.reasons.compactMap { RefusalReason(rawValue: String($0)) }
        return record
    }

    private func extension_(until day: Day, of record: EntryExitRecord, at entry: Crossing) -> StatusChange {
        var change = StatusChange()
        change.status = .extended
        change.authority = "\(entry.point.state.text)-IMMIGRATION"
        change.memberState = entry.point.state.text
        change.place = entry.point.name
        change.decided = record.authorisedEnd ?? entry.day
        change.ground = .forceMajeure
        change.newExpiry = day
        return change
    }
}

extension VisaUse {
    /// The use of a synthetic visa, with everything that its sticker says.
    public init(_ visa: SyntheticVisa) {
        self.init(
            sticker: NumberOfIssuer(number: visa.stickerNumber, issuer: visa.issuer),
            kind: visa.hasLimitedTerritory ? .limitedTerritoryBeyondLimit : .uniform, validFrom: visa.validFrom,
            validUntil: visa.validUntil, entries: VisaUse.Entries(visa.entries), days: visa.days)
    }
}

extension VisaUse.Entries {
    fileprivate init(_ entries: SyntheticVisa.Entries) {
        switch entries {
        case .one: self = .one
        case .two: self = .two
        case .multiple: self = .multiple
        }
    }
}
