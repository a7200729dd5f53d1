import Access
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import Testing
import VIS
import Wire

@testable import Installation
@testable import Interoperability

/// What each act asks to be counted, article by article.
@Suite struct ArticleFiguresTests {
    /// What one version of a record adds.
    private func counts(_ source: any CountedSource, _ value: some RecordValue, in world: World) async throws -> [Cell: Int] {
        let draft = value.draft(owner: "FRA")
        let record = StoredRecord(
            id: RecordID(high: 1, low: 1), kind: draft.kind, version: 1, owner: draft.owner, payload: draft.payload, schema: draft.schema,
            created: world.now, changed: world.now, changedBy: "FRA-visa")
        let mandate = world.installation.policy.mandate(
            forTask: "recount", systems: Set(SystemName.allCases), actions: [.read], article: "817 39", requestID: "counts")
        return try await world.installation.registry.read(mandate) { reader in try source.counts(record, reader: reader) }
    }

    private func counted(_ world: World, source: String = "feed") async throws -> [Cell: Int] {
        let mandate = world.installation.policy.mandate(
            forTask: "recount", systems: [.CRRS], actions: [.read], article: "817 39", requestID: "counted")
        return try await world.installation.registry.read(mandate) { reader in
            var counts: [Cell: Int] = [:]
            for batch in try reader.values(CountedBatch.self, key: CountedBatch.allKey, value: source) { batch.value.add(to: &counts) }
            return counts.filter { $0.value != 0 }
        }
    }

    private func sum(_ counts: [Cell: Int], _ figure: String, _ category: String) -> Int {
        counts.filter { $0.key.figure == figure && $0.key.category == category }.values.reduce(0, +)
    }

    /// Every figure that is counted has its place in the table, and each population is whole.
    private func expectWhole(_ counts: [Cell: Int]) {
        let counted = Set(counts.keys.map(\.figure))
        for population in Set(counted.map { Figure.population(of: $0) }) {
            let published = Set(Figures.all.filter { $0.population == population }.map(\.id))
            #expect(counted.filter { Figure.population(of: $0) == population } == published, "\(population)")
        }
    }

    // MARK: - EES

    @Test("EES 63(1)(i), (4): refusals by land, air or sea border, as the crossing point was then; and by day")
    func refusals() async throws {
        let world = try await World()
        try await world.run(
            "administration.register.crossingPoint", json(#"{"name":"FRQQQ","title":"A port","memberState":"FRA","border":"sea"}"#),
            as: .operator_, for: .administration)
        let file = try await world.file("Okonkwo", number: "A05312447")
        for point in ["FRQQQ", "FRZZZ"] {
            try await world.run(
                "ees.recordRefusal", .object(["file": .string(file.description), "crossingPoint": .string(point), "reasons": ["E"]]))
        }
        try await world.installation.statistics.catchUp()
        let before = try await counted(world)
        #expect(before[Cell("ees.refusals.border", "2026-03", "FRA", "sea")] == 1)
        // Of a crossing point that nobody has registered nothing is known.
        #expect(before[Cell("ees.refusals.border", "2026-03", "FRA", Cell.unknown)] == 1)
        #expect(before[Cell("ees.refusals.crossingPoint", "2026-03", "FRA", "sea FRQQQ")] == 1)
        #expect(before[Cell("ees.refusals.crossingPoint", "2026-03", "FRA", "unknown FRZZZ")] == 1)
        #expect(before[Cell("ees.byDay.event", "2026-03", "FRA", "2026-03-02 refusedEntry")] == 2)
        expectWhole(before.filter { $0.key.figure.hasPrefix("ees.refusals.") })
        // What becomes of the crossing point later says nothing of what was.
        world.now = world.now.adding(hours: 1)
        try await world.run(
            "administration.amend.crossingPoint",
            .object([
                "addressed": "FRQQQ", "entry": json(#"{"name":"FRQQQ","title":"A port","memberState":"FRA","border":"land"}"#),
            ]), as: .operator_, for: .administration, version: 1)
        try await world.installation.statistics.catchUp()
        #expect(try await counted(world) == before)
        let recount = try await Reporting.recount(by: world.installation.runner)
        #expect(recount[RefusalRecord.kind]?[Cell("ees.refusals.border", "2026-03", "FRA", "sea")] == 1)
    }

    @Test("EES 63(1)(f), (4): stays are changed by the State that decided, whoever recorded the entry")
    func changedStays() async throws {
        let world = try await World()
        let record = try await world.enter(try await world.file("Okonkwo", number: "A05312447"))
        let version = try await world.installation.store.read { try $0.record(record)?.version }
        try await world.run(
            "ees.changeStatus",
            .object([
                "record": .string(record.description), "status": "extended", "place": "Berlin", "decided": "2026-03-02",
                "ground": "humanitarian", "newExpiry": "2026-08-01",
            ]), as: .of(.immigration, "DEU"), for: .verification, version: version)
        try await world.installation.statistics.catchUp()
        let counts = try await counted(world)
        #expect(counts.filter { $0.key.figure == "ees.changes.status" } == [Cell("ees.changes.status", "2026-03", "DEU", "extended"): 1])
        let days = counts.filter { $0.key.figure == "ees.byDay.event" && $0.key.category == "2026-03-02 stayRevokedOrExtended" }
        #expect(days.map(\.key.state) == ["DEU"])
        #expect(counts[Cell("ees.entries.sex", "2026-03", "FRA", "F")] == 1)
        // A decision from before it said whose it was counts where the record is.
        var change = StatusChange()
        (change.authority, change.place, change.decided) = ("DEU-immigration", "Berlin", day("2026-03-02"))
        var stay = EntryExitRecord()
        stay.changes = [change]
        let before = try await self.counts(EntryExitCounts(), stay, in: world)
        #expect(before[Cell("ees.changes.status", "2026-03", "FRA", "extended")] == 1)
    }

    @Test("817 66(2)(b)–(c): persons of the repository by nationality, sex, year of birth and travel document")
    func persons() async throws {
        let world = try await World()
        try await world.file("Okonkwo", born: "1985-04-12", number: "A05312447")
        try await world.installation.statistics.catchUp()
        let counts = try await counted(world)
        #expect(counts[Cell("ees.files.nationality", "2026-03", "FRA", "UTO")] == 1)
        #expect(counts[Cell("ees.files.birthYear", "2026-03", "FRA", "1985")] == 1)
        #expect(counts[Cell("ees.files.documentIssuer", "2026-03", "FRA", "UTO")] == 1)
        expectWhole(counts)
    }

    // MARK: - SIS

    @Test("1862 26(4): each alert that was made unavailable once, however often the period was extended")
    func unavailable() async throws {
        let world = try await World()
        let id = try await world.alert()
        for version in 1...2 {
            try await world.run(
                "sis.makeUnavailable",
                .object([
                    "schengenId": .string(id), "hours": 48, "memberStates": ["DEU"], "authorisation": "court 7",
                    "necessity": "controlled delivery",
                ]), as: .policeFRA, for: .policeCheck, version: version)
            // Into April.
            world.now = world.now.adding(hours: 24 * 31)
        }
        try await world.installation.statistics.catchUp()
        let counts = try await counted(world)
        #expect(counts.filter { $0.key.figure == "sis.unavailable.periods" } == [Cell("sis.unavailable.periods", "2026-03", "FRA", "2"): 1])
    }

    @Test("1861 60(3), 1862 74(3): alerts held, day by day; the last day of a month is the month's")
    func heldByDay() async throws {
        let world = try await World()
        try await world.alert()
        world.now = Instant(day: day("2026-03-03"), secondOfDay: 3600)
        let held = world.installation.heldRecords
        var isCounted = try await held.countIfDue()
        #expect(isCounted)
        isCounted = try await held.countIfDue()
        #expect(!isCounted)
        let daily = try await counted(world, source: HeldRecords.daily)
        #expect(daily == [Cell("sis.heldByDay.category", "2026-03", "FRA", "2026-03-02 arrest"): 1])
        world.now = Instant(day: day("2026-04-01"), secondOfDay: 3600)
        isCounted = try await held.countIfDue()
        #expect(isCounted)
        #expect(try await counted(world, source: HeldRecords.daily) == daily)
        let monthly = try await counted(world, source: HeldRecords.source)
        #expect(monthly[Cell("sis.held.category", "2026-03", "FRA", "arrest")] == 1)
    }

    @Test("1861 60(3), 1862 74(3): alerts held are told with the day on which they were counted, and the days on which they were not")
    func heldLate() async throws {
        let world = try await World()
        try await world.alert()
        world.now = Instant(day: day("2026-03-03"), secondOfDay: 3600)
        _ = try await world.installation.heldRecords.countIfDue()
        // Nobody is there at the end of March: it is counted as soon as somebody is.
        world.now = Instant(day: day("2026-04-04"), secondOfDay: 3600)
        _ = try await world.installation.heldRecords.countIfDue()
        world.now = Instant(day: day("2026-05-01"), secondOfDay: 3600)
        _ = try await world.installation.heldRecords.countIfDue()
        world.now = Instant(day: day("2026-05-15"), secondOfDay: 3600)
        try await world.installation.report()
        func published(_ figure: String, _ period: String) async throws -> JSON {
            let reply = try await world.run(
                "statistics.readFigure", .object(["figure": .string(figure), "period": .string(period)]), as: .of(.supervisory, nil),
                for: .supervision)
            return try #require(reply.body["published"]?.elements?.first)
        }
        let march = try await published("sis.held.category", "2026-03")
        #expect(march["counted"]?.text == "2026-04-04" && (march["notCounted"]?.elements ?? []).isEmpty)
        let april = try await published("sis.held.category", "2026-04")
        #expect(april["counted"] == nil)
        let days = try await published("sis.heldByDay.category", "2026-03")
        let missing = (days["notCounted"]?.elements ?? []).compactMap { $0.text }
        // The second was counted, and the last day is the month's own.
        #expect(missing.count == 29 && !missing.contains("2026-03-02") && !missing.contains("2026-03-31") && days["counted"] == nil)
    }

    // MARK: - VIS

    private func application() throws -> VIS.ApplicationFile {
        var file = VIS.ApplicationFile()
        file.number = "FRA-1"
        (file.lodging.authority, file.lodging.location, file.lodging.place) = ("FRA-visa", "Dakar", "Dakar")
        (file.lodging.date, file.lodging.admissible, file.created) = (day("2027-01-05"), day("2027-01-05"), day("2027-01-05"))
        let utopia = try #require(CountryCode("UTO"))
        file.identity = VIS.ApplicantIdentity(
            surnames: ["Specimen"], givenNames: ["Ada"], dateOfBirth: PartialDate("1985-04-12"), sex: .female, nationalities: [utopia])
        file.documents = [VIS.ApplicantDocument(kind: .passport, number: "A1", issuer: utopia, issued: nil, expiry: nil)]
        file.form.homeAddress = VIS.Address(lines: "Street 1", city: "new Haven", country: utopia)
        return file
    }

    private func decision(_ status: VisaStatus, _ decided: String) -> VisaDecision {
        var decision = VisaDecision()
        decision.status = status
        (decision.authority, decision.location, decision.memberState) = ("FRA-visa", "Lyon", "FRA")
        (decision.place, decision.decided) = ("Lyon", day(decided))
        return decision
    }

    private func document(_ sort: IssuedDocument.Sort, until: String) throws -> IssuedDocument {
        let france = try #require(CountryCode("FRA"))
        return IssuedDocument(
            sort: sort, number: DocumentNumber(number: "F1", issuer: france), validFrom: day("2027-02-01"), validUntil: day(until),
            entries: sort == .residencePermit ? nil : .one)
    }

    @Test("VIS 45a(1)(b), (d), (g), (m), (4): authorities, locations, places and cities; and visas by day")
    func places() async throws {
        let world = try await World()
        var file = try application()
        var issued = decision(.issued, "2027-01-20")
        issued.document = try document(.uniform, until: "2027-02-20")
        file.decisions = [issued]
        let counts = try await counts(VISCounts(), file, in: world)
        #expect(counts[Cell("vis.applications.authority", "2027-01", "FRA", "FRA-visa")] == 1)
        #expect(counts[Cell("vis.applications.location", "2027-01", "FRA", "Dakar")] == 1)
        #expect(counts[Cell("vis.applications.place", "2027-01", "FRA", "Dakar")] == 1)
        #expect(counts[Cell("vis.applications.city", "2027-01", "FRA", "UTO NEW HAVEN")] == 1)
        #expect(counts[Cell("vis.decisions.place", "2027-01", "FRA", "Lyon")] == 1)
        #expect(counts[Cell("vis.decisions.authority", "2027-01", "FRA", "FRA-visa")] == 1)
        #expect(counts[Cell("vis.decisions.location", "2027-01", "FRA", "Lyon")] == 1)
        #expect(counts[Cell("vis.issued.location", "2027-01", "FRA", "Lyon")] == 1)
        #expect(counts[Cell("vis.issued.entries", "2027-01", "FRA", "1")] == 1)
        #expect(counts[Cell("vis.issued.expiry", "2027-01", "FRA", "shortStay")] == 1)
        #expect(counts[Cell("vis.byDay.event", "2027-01", "FRA", "2027-01-05 applied: shortStayVisa")] == 1)
        #expect(counts[Cell("vis.byDay.event", "2027-01", "FRA", "2027-01-20 issued: uniform")] == 1)
        expectWhole(counts)
        // What is more than the name of a city stays out.
        file.form.homeAddress?.city = "12 Long Street, New Haven"
        let other = try await self.counts(VISCounts(), file, in: world)
        #expect(sum(other, "vis.applications.city", "UTO unknown") == 1)
    }

    @Test("VIS 45a(1)(k)–(l), (v): hits by system, those confirmed by hand, and refusals that followed on them")
    func hits() async throws {
        let world = try await World()
        var file = try application()
        var queries = AutomatedQueries()
        var open = HitReference()
        (open.id, open.point, open.reference) = (RecordID(high: 2, low: 0), .eurodac, "R0")
        var confirmed = HitReference()
        (confirmed.id, confirmed.point, confirmed.reference) = (RecordID(high: 2, low: 1), .sisRefusal, "R1")
        (confirmed.state, confirmed.verified) = (.confirmed, day("2027-02-02"))
        queries.references = [open, confirmed]
        queries.riskIndicators = [RecordID(high: 3, low: 1)]
        file.queries = queries
        file.fingerprints = FingerprintField(mark: .absent, absence: .physicallyImpossible)
        var refused = decision(.refused, "2027-02-03")
        refused.refusalGrounds = [.alertForRefusal]
        file.decisions = [refused]
        let counts = try await counts(VISCounts(), file, in: world)
        #expect(counts[Cell("vis.hits.system", "2027-01", "FRA", "Eurodac")] == 1)
        #expect(counts[Cell("vis.hits.system", "2027-01", "FRA", "SIS")] == 1)
        #expect(sum(counts, "vis.confirmedHits.system", "Eurodac") == 0)
        #expect(counts[Cell("vis.confirmedHits.query", "2027-02", "FRA", "sisRefusal")] == 1)
        #expect(counts[Cell("vis.riskIndicatorHits.sort", "2027-01", "FRA", "shortStayVisa")] == 1)
        #expect(sum(counts, "vis.refusedAfterHits.system", "SIS") == 1)
        #expect(sum(counts, "vis.refusedAfterHits.system", "riskIndicators") == 1)
        #expect(sum(counts, "vis.refusedAfterHits.system", "Eurodac") == 0)
        #expect(counts[Cell("vis.refusedWithoutFingerprints.absence", "2027-02", "FRA", "physicallyImpossible")] == 1)
        expectWhole(counts)

        var verification = HitVerification()
        (verification.application, verification.verifiedBy, verification.point) = (RecordID(high: 1, low: 1), "FRA", .sisArrest)
        (verification.reference, verification.notified) = ("A", Instant(day: day("2027-01-05"), secondOfDay: 0))
        (verification.confirmed, verification.confirmedOn) = (true, day("2027-02-01"))
        let verified = try await self.counts(HitVerificationCounts(), verification, in: world)
        #expect(verified[Cell("vis.verifications.query", "2027-01", "FRA", "sisArrest")] == 1)
        #expect(verified[Cell("vis.confirmedVerifications.system", "2027-02", "FRA", "SIS")] == 1)
        expectWhole(verified)
        // A return alert stands in the file, and is not counted a second time for SIRENE's follow-up.
        verification.point = .sisReturn
        let followUp = try await self.counts(HitVerificationCounts(), verification, in: world)
        #expect(followUp.isEmpty)
    }

    @Test("VIS 45a(1)(q)–(r): documents that were changed, and when long stays expire")
    func changedDocuments() async throws {
        let world = try await World()
        var file = try application()
        file.sort = .residencePermit
        var (issued, withdrawn) = (decision(.issued, "2027-01-20"), decision(.withdrawn, "2027-06-01"))
        issued.document = try document(.residencePermit, until: "2029-02-20")
        withdrawn.longStayGrounds = [.threat]
        file.decisions = [issued, withdrawn]
        let counts = try await counts(VISCounts(), file, in: world)
        #expect(counts[Cell("vis.issued.stay", "2027-01", "FRA", "longStay")] == 1)
        #expect(counts[Cell("vis.issued.expiry", "2027-01", "FRA", "longStay 2029-02")] == 1)
        #expect(counts[Cell("vis.issued.entries", "2027-01", "FRA", "longStay")] == 1)
        #expect(counts[Cell("vis.decisions.status", "2027-06", "FRA", "longStay withdrawn")] == 1)
        #expect(counts[Cell("vis.changed.stay", "2027-06", "FRA", "longStay")] == 1)
        #expect(counts[Cell("vis.changed.sort", "2027-06", "FRA", "residencePermit")] == 1)
        #expect(counts[Cell("vis.changed.expiry", "2027-06", "FRA", "longStay 2029-02")] == 1)
        // Only as regards visas: who decided.
        #expect(sum(counts, "vis.decisions.authority", "longStay") == 2)
        #expect(!counts.keys.contains { $0.figure.hasPrefix("vis.byDay.") })
        expectWhole(counts)
    }

    @Test("VIS 45a(1)(n), (w): applications of one person with two authorities, and links")
    func links() async throws {
        let world = try await World()
        var earlier = try application()
        earlier.number = "DEU-1"
        (earlier.lodging.authority, earlier.lodging.location) = ("DEU-visa", "Lagos")
        var refused = decision(.refused, "2027-01-06")
        refused.refusalGrounds = [.threat]
        earlier.decisions = [refused]
        let id = RecordID(high: 9, low: 9)
        let mandate = world.installation.policy.mandate(
            forTask: "test", systems: [.VIS], actions: [.read, .create], article: "VIS 8", requestID: "earlier")
        let runner = world.installation.runner
        _ = try await runner.registry.commit(
            Commit(changes: [.create(id, earlier.draft(owner: "DEU"))], at: world.now, by: "DEU-visa"), under: mandate)
        var file = try application()
        file.previous = [id]
        file.together = [TravelLink(RecordID(high: 8, low: 8), .spouse)]
        let counts = try await counts(VISCounts(), file, in: world)
        #expect(counts[Cell("vis.links.link", "2027-01", "FRA", "earlierApplication")] == 1)
        #expect(counts[Cell("vis.links.link", "2027-01", "FRA", "spouse")] == 1)
        #expect(counts[Cell("vis.otherAuthorities.earlier", "2027-01", "FRA", "DEU-visa, Lagos")] == 1)
        #expect(counts[Cell("vis.otherAuthorities.later", "2027-01", "FRA", "FRA-visa, Dakar")] == 1)
        #expect(counts[Cell("vis.otherAuthorities.decided", "2027-01", "FRA", "2027-01")] == 1)
        expectWhole(counts)
    }

    // MARK: - Eurodac, ETIAS

    @Test("Eurodac 12(1)(i), (2): data sets by year of birth and sex; who was admitted stands apart; nothing under 603")
    func dataSets() async throws {
        let world = try await World()
        var set = EurodacDataset()
        (set.place, set.operatorUser, set.transmittedOn) = ("Calais", "user-7", day("2027-03-01"))
        set.identity = PersonIdentity(surnames: ["Specimen"], dateOfBirth: PartialDate("1990-01-01"), sex: .male)
        var counts = try await counts(EurodacDatasetCounts(), set, in: world)
        #expect(counts[Cell("eurodac.datasets.birthYear", "2027-03", "FRA", "1990")] == 1)
        #expect(counts[Cell("eurodac.datasets.sex", "2027-03", "FRA", "M")] == 1)
        expectWhole(counts)
        (set.category, set.admission) = (.admission, .granted)
        counts = try await self.counts(EurodacDatasetCounts(), set, in: world)
        #expect(Set(counts.keys.map { Figure.population(of: $0.figure) }) == ["eurodac.admitted"])
        expectWhole(counts)
        (set.category, set.admission, set.regime) = (.applicant, nil, .regulation603)
        counts = try await self.counts(EurodacDatasetCounts(), set, in: world)
        #expect(counts.isEmpty)
    }

    @Test("ETIAS 84(4), 92(5): decisions and their grounds by day; refusals after confirmed hits")
    func etias() async throws {
        let world = try await World()
        var file = ETIAS.ApplicationFile()
        (file.number, file.ipAddress, file.responsible) = ("E-1", "192.0.2.1", "FRA")
        file.submitted = Instant(day: day("2027-01-05"), secondOfDay: 0)
        let utopia = try #require(CountryCode("UTO"))
        (file.form.identity.surname, file.form.identity.placeOfBirth) = ("Specimen", "Haven")
        (file.form.identity.nationality, file.form.identity.countryOfBirth) = (utopia, utopia)
        file.form.identity.dateOfBirth = day("1985-04-12")
        file.form.document = TravelDocument(kind: .passport, number: "A1", issuer: utopia)
        (file.form.residence.city, file.form.residence.country, file.form.email) = ("Haven", utopia, "ada@example.org")
        file.form.firstIntendedStay = try #require(CountryCode("FRA"))
        file.hits = [ApplicationHit(.b, confirmed: true), ApplicationHit(.l, confirmed: false)]
        file.decisions = [
            AuthorisationDecision(.refused, at: Instant(day: day("2027-02-02"), secondOfDay: 0), unit: "FRA", grounds: [.documentReported])
        ]
        let counts = try await counts(ETIASCounts(), file, in: world)
        #expect(counts[Cell("etias.byDay.decision", "2027-02", "FRA", "2027-02-02 refused")] == 1)
        #expect(counts[Cell("etias.byDay.nationality", "2027-02", "FRA", "2027-02-02 refused: UTO")] == 1)
        #expect(counts[Cell("etias.groundsByDay.ground", "2027-02", "FRA", "2027-02-02 refused: documentReported")] == 1)
        #expect(counts[Cell("etias.confirmedHits.check", "2027-01", "FRA", "b")] == 1)
        #expect(counts[Cell("etias.refusedAfterHits.check", "2027-02", "FRA", "b")] == 1)
        #expect(sum(counts, "etias.refusedAfterHits.check", "l") == 0)
        expectWhole(counts)
    }

    @Test("ETIAS 92(4): entries of the watchlist, and whether they were looked at again")
    func watchlist() async throws {
        let world = try await World()
        var entry = WatchlistEntry()
        (entry.enteredBy, entry.justification) = ("EUROPOL", "established by several sources")
        entry.entered = Instant(day: day("2027-01-05"), secondOfDay: 0)
        let counts = try await counts(WatchlistCounts(), entry, in: world)
        #expect(counts[Cell("etias.watchlist.offence", "2027-01", Cell.union, "terrorist")] == 1)
        #expect(counts[Cell("etias.watchlist.reviewed", "2027-01", Cell.union, "not yet")] == 1)
        expectWhole(counts)
    }
}
