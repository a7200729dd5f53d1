import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("16, 25, 30, 31, 40: what the Member State of origin does with its data")
struct DatasetTests {
    /// The same person in France (applicant) and Germany, linked by a hit.
    func linked(_ bench: Bench, _ category: EurodacCategory = .applicant) async throws -> (
        french: RecordID, german: RecordID
    ) {
        let reference = "DE\(category.digit(in: bench.regime)!)A"
        let german = try await bench.transmit(
            .of("amal", category, reference, in: bench.regime),
            as: category == .applicant ? .germanAsylum : .greek(category))
        let french = try await bench.transmit(.of("amal", .applicant, "FR1B", in: bench.regime))
        return (try #require(french.dataset), try #require(german.dataset))
    }

    @Test(
        "40(1): the Member State of origin reads its data; visa authorities and ETIAS National Units consult; others do not"
    )
    func reading() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A")).dataset)
        let reply = try await bench.run(ReadDataset(), DatasetReference(id))
        #expect(
            reply.dataset.identity.surnames == ["AMAL"] && reply.keptUntil == Day("2037-03-01")
                && reply.memberState == "FRA")
        // Whether there is a set: told to nobody who may not see it.
        let absent = DatasetReference(RecordID(high: 9, low: 9))
        for reference in [DatasetReference(id), absent] {
            #expect(await bench.refusal(ReadDataset(), reference, as: .germanAsylum) == .notFound)
            #expect(await bench.refusal(ReadDataset(), reference, as: .police, for: .lawEnforcement) == .forbidden)
            #expect(await bench.refusal(ReadDataset(), reference, as: .visa, for: .registration) == .forbidden)
        }
        #expect(await bench.refusal(ReadDataset(), DatasetReference(id), as: .visa, for: .visaExamination) == nil)
        #expect(await bench.refusal(ReadDataset(), DatasetReference(id), as: .etias, for: .etiasProcessing) == nil)
        #expect(await bench.refusal(ReadDataset(), absent) == .notFound)
        var find = FindDataset.Input()
        find.reference = ReferenceNumber(wireText: "FR1A")!
        #expect(try await bench.run(FindDataset(), find).id == id)
        #expect(await bench.refusal(FindDataset(), find, as: .germanAsylum) == .notFound)
    }

    @Test("40(3): only the Member State of origin rectifies; the version must be the one seen")
    func rectifying() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A")).dataset)
        var input = RectifyDataset.Input()
        input.dataset = id
        input.document = TravelDocument(kind: .passport, number: "N 1234", issuer: CountryCode("SYR")!)
        input.scan = DocumentScan(authenticity: .genuine, format: "jpeg", data: [1, 2, 3])
        #expect(await bench.refusal(RectifyDataset(bench.ports), input, as: .germanAsylum, version: 1) == .notFound)
        #expect(await bench.refusal(RectifyDataset(bench.ports), input) == .preconditionRequired)
        #expect(await bench.refusal(RectifyDataset(bench.ports), input, version: 3) == .preconditionFailed)
        let reply = try await bench.run(RectifyDataset(bench.ports), input, version: 1)
        #expect(reply.dataset.dataset.hasScan && reply.dataset.version == 2 && reply.comparison == nil)
        #expect(try await bench.values(DatasetScan.self).count == 1)
        #expect(try await bench.value(EurodacDataset.self, id)?.value.projection.documents.count == 1)
        input.scan = nil
        #expect(await bench.refusal(RectifyDataset(bench.ports), input, version: 2) == .nothingToDo)
        input.identity = PersonIdentity(
            surnames: [], dateOfBirth: PartialDate("1990"), sex: .female, nationalities: [CountryCode("SYR")!])
        #expect(await bench.refusal(RectifyDataset(bench.ports), input, version: 2) == .dataMissing)
    }

    @Test(
        "31(1): protection granted marks the set, tells the others whose data hit, and the mark comes with later hits")
    func marking() async throws {
        for regime in EurodacRegime.allCases {
            let bench = Bench(regime)
            let (french, german) = try await linked(bench)
            let marked = try await bench.mark(german, "2027-02-15", as: .germanAsylum)
            #expect(marked.dataset.marks.protection == Day("2027-02-15"))
            let told = try await bench.inbox("FRA")
            #expect(told.map(\.kind) == ["eurodac.marked"] && told.first?.record == french)
            #expect(try await bench.inbox("DEU").isEmpty)
            let hits = try #require(
                try await bench.transmit(.of("amal", .applicant, "IT1C", in: regime), as: .italianAsylum).comparison?
                    .hits)
            #expect(
                Dictionary(uniqueKeysWithValues: hits.map { ($0.memberState, $0.mark) }) == ["FRA": false, "DEU": true])
            #expect(hits.first { $0.memberState == "DEU" }?.data?.protectionGranted == Day("2027-02-15"))
            var input = MarkDataset.Input()
            input.dataset = german
            input.granted = Day("2027-02-15")!
            #expect(
                await bench.refusal(MarkDataset(regime: regime), input, as: .germanAsylum, version: 2) == .nothingToDo)
            input.granted = Day("2027-03-02")!
            #expect(
                await bench.refusal(MarkDataset(regime: regime), input, as: .germanAsylum, version: 2) == .inTheFuture)
            #expect(await bench.refusal(MarkDataset(regime: regime), input, as: .asylum, version: 2) == .notFound)
        }
    }

    @Test("31(3)–(4): a residence document marks who crossed or stayed irregularly; only a status is withdrawn")
    func residenceMark() async throws {
        let bench = Bench()
        let id = try #require(
            try await bench.transmit(.of("amal", .irregularCrossing, "GR2A"), as: .greekBorder).dataset)
        var input = MarkDataset.Input()
        input.dataset = id
        input.granted = Day("2027-02-28")!
        #expect(
            await bench.refusal(MarkDataset(), input, as: .greekBorder, for: .registration, version: 1) == .notForeseen)
        input.mark = .residenceDocument
        #expect(
            try await bench.run(MarkDataset(), input, as: .greekBorder, for: .registration, version: 1).dataset.marks
                .residenceDocument != nil)
        var unmark = UnmarkDataset.Input()
        unmark.dataset = id
        unmark.mark = .residenceDocument
        #expect(
            await bench.refusal(UnmarkDataset(), unmark, as: .greekBorder, for: .registration, version: 2)
                == .notForeseen)
        unmark.ground = .inaccurate
        #expect(
            try await bench.run(UnmarkDataset(), unmark, as: .greekBorder, for: .registration, version: 2).dataset.marks
                .residenceDocument == nil)
        #expect(
            await bench.refusal(UnmarkDataset(), unmark, as: .greekBorder, for: .registration, version: 3)
                == .nothingToDo)
    }

    @Test("603 18: after three years the set is blocked and counted, unmarking unblocks it")
    func blocking() async throws {
        let bench = Bench(.regulation603)
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A", in: .regulation603)).dataset)
        _ = try await bench.mark(id, "2027-02-15")
        #expect(await bench.sweep("2030-02-15").acted.isEmpty)
        #expect(await bench.sweep("2030-02-16").acted == ["Eurodac 603 18(2)": 1])
        #expect(await bench.sweep("2030-02-17").acted.isEmpty)
        #expect(try await bench.value(EurodacDataset.self, id)?.value.blocked == true)
        var input = UnmarkDataset.Input()
        input.dataset = id
        let reply = try await bench.run(UnmarkDataset(regime: .regulation603), input, version: 3)
        #expect(!reply.dataset.blocked && reply.dataset.marks.protection == nil)
        let counted = try await bench.values(CountedEvents.self).flatMap(\.value.points)
        #expect(
            counted.filter { $0.hasPrefix("r/") }.sorted() == ["r/blocked", "r/marked", "r/unblocked", "r/unmarked"])
    }

    @Test("16(4), 25(1): responsibility and relocation are told to the others; facts that do not belong are refused")
    func status() async throws {
        let bench = Bench()
        let (french, _) = try await linked(bench)
        var input = RecordStatus.Input()
        input.dataset = french
        input.status.memberStateResponsible = CountryCode("DEU")
        #expect(
            try await bench.run(RecordStatus(), input, version: 1).dataset.status.memberStateResponsible
                == CountryCode("DEU"))
        #expect(try await bench.inbox("DEU").map(\.kind) == ["eurodac.responsibilityRecorded"])
        #expect(await bench.refusal(RecordStatus(), input, version: 2) == .nothingToDo)
        input.status = StatusInformation()
        input.status.arrivedAfterTakeCharge = Day("2027-02-28")
        #expect(await bench.refusal(RecordStatus(), input, version: 2) == .notForeseen)
        input.status = StatusInformation()
        input.status.leftTerritory = Day("2027-03-02")
        #expect(await bench.refusal(RecordStatus(), input, version: 2) == .inTheFuture)
        input.status.leftTerritory = Day("2027-02-28")
        input.status.visa = VisaFact(memberState: CountryCode("ESP")!, applicationNumber: "ES1")
        input.status.rejected = true
        let reply = try await bench.run(RecordStatus(), input, version: 2)
        #expect(reply.dataset.status.facts == [.memberStateResponsible, .leftTerritory, .visa, .rejected])
        input.status = StatusInformation()
        input.status.decisionToExamine = Day("2027-02-28")
        #expect(await bench.refusal(RecordStatus(), input, version: 3) == .notForeseen)
    }

    @Test("17(2)(i): a threat to security is recorded with its circumstances, and can be taken back")
    func security() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A")).dataset)
        var input = FlagSecurity.Input()
        input.dataset = id
        input.security = SecurityFlag(
            circumstances: [.armed, .terroristOffence], source: .screening, on: Day("2027-03-01")!)
        #expect(
            try await bench.run(FlagSecurity(), input, version: 1).dataset.security?.circumstances == [
                .armed, .terroristOffence,
            ])
        input.security?.circumstances = []
        #expect(await bench.refusal(FlagSecurity(), input, version: 2) == .malformed)
        input.security = SecurityFlag(circumstances: [.armed], source: .securityCheck, on: Day("2027-03-01")!)
        #expect(await bench.refusal(FlagSecurity(), input, version: 2) == .notForeseen)
        input.security = nil
        #expect(try await bench.run(FlagSecurity(), input, version: 2).dataset.security == nil)
    }

    @Test(
        "30, 40(3): erasure takes everything that hangs on the set, its traces in the results of others, and tells those that the law names"
    )
    func erasing() async throws {
        let bench = Bench()
        let (french, german) = try await linked(bench)
        var input = EraseDataset.Input()
        input.dataset = german
        input.ground = .leftTerritory
        #expect(await bench.refusal(EraseDataset(), input, as: .germanAsylum) == .notForeseen)
        // The reply that the French transmission got, kept for a repetition, holds the German data: it goes with them.
        func storedReply() async throws -> Bool {
            try await bench.store.read { try $0.idempotentReply(authority: "FR-OFPRA", key: "key-2") } != nil
        }
        #expect(try await storedReply())
        input.ground = .citizenship
        #expect(await bench.refusal(EraseDataset(), input, as: .asylum) == .notFound)
        _ = try await bench.run(EraseDataset(), input, as: .germanAsylum)
        #expect(try await storedReply() == false)
        #expect(try await bench.value(EurodacDataset.self, german) == nil)
        #expect(try await bench.values(DatasetLink.self).isEmpty)
        #expect(try await bench.values(DatasetBiometrics.self).map(\.value.dataset) == [french])
        #expect(try await bench.values(EurodacComparison.self).allSatisfy { $0.value.hits.isEmpty })
        #expect(try await bench.values(EurodacTask.self).allSatisfy { $0.value.state != .open })
        #expect(try await bench.inbox("FRA").map(\.kind) == ["eurodac.erasedElsewhere"])
        input.dataset = french
        input.ground = .inaccurate
        _ = try await bench.run(EraseDataset(), input)
        #expect(try await bench.values(EurodacDataset.self).isEmpty)
        #expect(try await bench.values(DatasetBiometrics.self).isEmpty)
        #expect(try await bench.values(EurodacComparison.self).isEmpty)
    }

    @Test("603 16(2): a crossing goes early for a residence document or a departure; an applicant's set does not")
    func earlyErasure() async throws {
        let bench = Bench(.regulation603)
        let crossing = try #require(
            try await bench.transmit(.of("amal", .irregularCrossing, "GR2A", in: .regulation603), as: .greekBorder)
                .dataset)
        let applicant = try #require(
            try await bench.transmit(.of("amal", .applicant, "FR1B", in: .regulation603)).dataset)
        var input = EraseDataset.Input()
        input.dataset = applicant
        input.ground = .residenceDocument
        #expect(await bench.refusal(EraseDataset(regime: .regulation603), input) == .notForeseen)
        input.dataset = crossing
        let reply = try await bench.run(
            EraseDataset(regime: .regulation603), input, as: .greekBorder, for: .registration)
        #expect(reply.article == "Eurodac 603 16(2)(a)")
        #expect(try await bench.inbox("FRA").map(\.article) == ["Eurodac 603 16(3)"])
    }
}

extension Caller {
    /// The authority that would collect another category in these tests.
    static func greek(_ category: EurodacCategory) -> Caller { category == .illegalStay ? .immigration : .greekBorder }
}
