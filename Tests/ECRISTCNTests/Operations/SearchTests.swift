import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import ECRISTCN

@Suite("Identifying the Member States")
struct SearchTests {
    @Test(
        "Art. 7(7): a hit says which Member States, under what reference, and whom to verify; never what for"
    )
    func whereNotWhat() async throws {
        let bench = Bench()
        _ = try await bench.enter(reference: "FR-1") { $0.flags = [NewFlag(.terrorist, convicted: Day("2026-12-01")!)] }
        _ = try await bench.enter(reference: "IT-1", as: .italy)
        _ = try await bench.enter("SINGH", reference: "DE-1", as: .germany)
        for (caller, purpose) in [
            (Caller.italy, Purpose.employmentVetting), (.eurojust, .mandate), (.europol, .mandate),
            (.france, .criminalProceedings),
        ] {
            let found = try await bench.search(as: caller, for: purpose)
            #expect(found.state == .hit && found.memberStates == ["FRA", "ITA"])
            #expect(Set(found.hits.map(\.reference)) == ["FR-1", "IT-1"])
            #expect(found.hits.allSatisfy { $0.person == .person() && $0.foundBy == [.identity] })
        }
        #expect(try await bench.search("NOBODY").state == .noHit)
        #expect(await bench.refusal(SearchRecords(bench.ports), .init()) == .nothingToSearchBy)
    }

    @Test("Art. 7(5): any of the data may find a record, and who is found by more comes first")
    func keys() async throws {
        let bench = Bench()
        let byName = try await bench.enter("KHAN", reference: "1")
        let byAll = try await bench.enter("KHAN", reference: "2") { input in
            input.fingerprints = FingerprintImpression.ten("B")
            input.person.documents = [
                IdentificationDocument(kind: .passport, number: "AB 123-4", issuer: CountryCode("PAK"))
            ]
        }
        let found = try await bench.search { input in
            input.fingerprints = [FingerprintImpression.ten("B")[3]]
            input.document = IdentificationDocument(kind: .passport, number: "ab1234", issuer: CountryCode("PAK"))
        }
        #expect(found.hits.map(\.record) == [byAll.id, byName.id])
        #expect(found.hits[0].foundBy == [.document, .fingerprints, .identity] && found.hits[1].foundBy == [.identity])
        #expect(found.hits[0].fingerprintsHeld && !found.hits[1].fingerprintsHeld)
        // Prints alone, of somebody who gives another name.
        let prints = try await bench.search(nil) { $0.fingerprints = FingerprintImpression.ten("B") }
        #expect(prints.hits.map(\.record) == [byAll.id])
    }

    @Test("Art. 7(4): a citizen of the Union is found as the third-country national that they were")
    func unionCitizen() async throws {
        let bench = Bench()
        _ = try await bench.enter()
        #expect(try await bench.search(nationality: "FRA").state == .hit)
        #expect(try await bench.search(nationality: "IND").state == .noHit)
        let probe = SearchRecords.probe(
            PersonIdentity(surnames: ["A"], nationalities: ["FRA", "PAK", "ITA"].map { CountryCode($0)! }),
            on: Day("2027-01-01")!)
        #expect(probe.nationalities == [CountryCode("PAK")!])
    }

    @Test("Arts. 5(7), 7(7), 7a–7c: who verifies hits of VIS and ETIAS, or screens, is answered from flagged records alone, and sees no flag")
    func flaggedAlone() async throws {
        let bench = Bench()
        _ = try await bench.enter(reference: "1")
        let flagged = try await bench.enter(reference: "2") {
            $0.flags = [
                NewFlag(.listed, convicted: Day("2026-12-01")!), NewFlag(.terrorist, convicted: Day("2026-12-01")!),
            ]
            $0.fingerprints = FingerprintImpression.ten("B")
        }
        for (caller, purpose) in [
            (Caller.etias, Purpose.etiasProcessing), (.visDesignated, .visaExamination), (.screening, .securityCheck),
        ] {
            let found = try await bench.search(as: caller, for: purpose)
            #expect(found.hits.map(\.record) == [flagged.id])
            let hit = try #require(found.hits.first)
            #expect(hit.memberState == "FRA" && hit.person == .person() && !hit.fingerprintsHeld)
            #expect(hit.wire["flags"] == nil)
            #expect(await bench.refusal(ReadRecord(), .init(flagged.id), as: caller, for: purpose) == .forbidden)
        }
        // The flag for a listed offence ends after 15 years, the other after 25; an authority sees no difference.
        bench.set("2042-03-02T00:00:01Z")
        #expect(try await bench.search(as: .etias, for: .etiasProcessing).state == .hit)
        bench.set("2052-03-02T00:00:01Z")
        #expect(try await bench.search(as: .etias, for: .etiasProcessing).state == .noHit)
        let ids = try await bench.values(DataRecord.self).map(\.id)
        let policy = bench.runner.policy
        let flags = try await bench.runner.registry.read(
            policy.mandate(forTask: "t", systems: [.ecrisTCN], actions: [.read], article: "816 7b", requestID: "r")
        ) { reader in
            (
                try FlaggedConvictions.among(ids + ids, on: Day("2042-03-01")!, from: reader),
                try FlaggedConvictions.among(ids, on: Day("2052-03-02")!, from: reader)
            )
        }
        #expect(flags.0.map(\.record) == [flagged.id] && flags.0[0].memberState == "FRA")
        #expect(flags.1.isEmpty)
    }

    @Test("Art. 7b, ETIAS 25a(2): a National Unit learns where a flagged record is, of a hit of an application before it, and no more")
    func locate() async throws {
        let first = Bench()
        let known = try await first.enter { $0.flags = [NewFlag(.terrorist, convicted: Day("2026-12-01")!)] }.id
        let plain = try await first.enter("SINGH", reference: "FR-2").id
        // ETIAS has an application before the Spanish unit with hits on both.
        var ports = first.ports
        ports.isHitOfApplication = { record, state in [known, plain].contains(record) && state == "ESP" }
        let locate = LocateFlaggedRecord(ports)
        let found = try await first.run(locate, .init(known), as: .nationalUnit, for: .etiasProcessing)
        #expect(found.record == known && found.memberState == "FRA" && found.reference == "FR-1")
        #expect(first.log.drafts.last?.details.records == [known])
        // A record that is not flagged, or is no longer, is not there.
        #expect(await first.refusal(locate, .init(plain), as: .nationalUnit, for: .etiasProcessing) == .notFound)
        // Without a hit before the unit itself there is no right, and for nobody else.
        for caller in [Caller.otherUnit, .etias, .visDesignated, .border, .europol] {
            #expect(await first.refusal(locate, .init(known), as: caller, for: .etiasProcessing) == .forbidden, "\(caller.authority)")
        }
        #expect(await first.refusal(LocateFlaggedRecord(), .init(known), as: .nationalUnit, for: .etiasProcessing) == .forbidden)
        var input = SearchRecords.Input()
        input.identity = PersonIdentity(surnames: ["KHAN"])
        #expect(await first.refusal(SearchRecords(ports), input, as: .nationalUnit, for: .etiasProcessing) == .forbidden)
        #expect(await first.refusal(ReadRecord(), .init(known), as: .nationalUnit, for: .etiasProcessing) == .forbidden)
        first.set("2052-03-02T00:00:01Z")
        #expect(await first.refusal(locate, .init(known), as: .nationalUnit, for: .etiasProcessing) == .notFound)
    }

    @Test("817 Art. 9: what could not be searched with is said, and is not taken for no hit")
    func unavailable() async throws {
        let bench = Bench(ECRISTCNPorts.none)
        #expect(try await bench.search().state == .notAvailable)
        let partial = try await bench.search {
            $0.document = IdentificationDocument(kind: .passport, number: "1", issuer: nil)
        }
        #expect(partial.state == .partial && partial.notAvailable == [.identity])
    }

    @Test("Art. 31: the log has the query as typed and the records found, and no sample")
    func log() async throws {
        let bench = Bench()
        let record = try await bench.enter { $0.fingerprints = FingerprintImpression.ten("B") }
        _ = try await bench.search { $0.fingerprints = FingerprintImpression.ten("B") }
        let draft = try #require(bench.log.drafts.last)
        #expect(
            draft.event == "ecris-tcn.search" && draft.details.records == [record.id]
                && draft.details.results == [.ecrisTCN: 1])
        let query = try #require(draft.details.query)
        #expect(query.contains("KHAN") && !query.contains("fingerprints"))
    }

    @Test("Art. 6(1): the face confirms who was found in the same case, and compares with nobody else")
    func confirmation() async throws {
        let bench = Bench()
        let record = try await bench.enter { $0.facialImage = .face("K") }
        var input = ConfirmIdentity.Input()
        input.record = record.id
        input.facialImage = .face("K")
        let confirm = ConfirmIdentity(bench.ports)
        #expect(await bench.refusal(confirm, input, as: .italy) == .notIdentified)
        _ = try await bench.search()
        #expect(try await bench.run(confirm, input, as: .italy).result == .match)
        #expect(await bench.refusal(confirm, input, as: .italy, reference: "case-2") == .notIdentified)
        #expect(await bench.refusal(confirm, input, as: .germany) == .notIdentified)
        input.facialImage = .face("L")
        #expect(try await bench.run(confirm, input, as: .italy).result == .nonMatch)
        #expect(bench.log.drafts.last?.details.keys == [.face])
    }

    @Test("Art. 7(7): others read a record that their search has found, without its flags")
    func reading() async throws {
        let bench = Bench()
        let record = try await bench.enter { $0.flags = [NewFlag(.terrorist, convicted: Day("2026-12-01")!)] }
        #expect(await bench.refusal(ReadRecord(), .init(record.id), as: .italy) == .notIdentified)
        _ = try await bench.search()
        let read = try await bench.run(ReadRecord(), .init(record.id), as: .italy)
        #expect(read.record.reference == "FR-1" && read.flags.isEmpty)
        #expect(try await bench.run(ReadRecord(), .init(record.id)).flags.count == 1)
    }
}

@Suite("What the portal shows of ECRIS-TCN")
struct ECRISTCNPortalViewTests {
    static func record(flagged: Bool) -> DataRecord {
        var record = DataRecord()
        (record.memberState, record.reference, record.person) = ("FRA", "R-1", .person())
        if flagged { record.flags = [Flag(.terrorist, created: Day("2027-01-01")!)] }
        return record
    }

    @Test("Arts. 5(7), 7(7): each sees its part", arguments: [false, true], [false, true])
    func parts(flagged: Bool, ended: Bool) {
        var record = Self.record(flagged: flagged)
        if ended { record.nationalRecordKeptUntil = Day("2027-01-10") }
        let day = Day("2027-03-01")!
        let id = RecordID(high: 1, low: 1)
        let owner = ECRISTCNPortalView(id, record, asOf: day, visible: [.dataRecord, .convictionFlag])
        let authority = ECRISTCNPortalView(id, record, asOf: day, visible: [.dataRecord])
        let etias = ECRISTCNPortalView(id, record, asOf: day, visible: [.flaggedRecord])
        #expect(ECRISTCNPortalView(id, record, asOf: day, visible: []) == nil)
        #expect((owner == nil) == ended && (authority == nil) == ended && (etias == nil) == (ended || !flagged))
        #expect(authority?.flags ?? [] == [])
        #expect(owner?.flags ?? [] == (flagged && !ended ? [.terrorist] : []))
        #expect(etias?.person ?? .person() == .person() && etias?.flags ?? [] == [])
        #expect(etias?.fingerprintsHeld ?? false == false)
    }
}
