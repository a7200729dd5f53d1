import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("15–27: transmitting and comparing")
struct TransmissionTests {
    @Test(
        "15, 27(1), (4): a set is recorded, compared at once, and the hit comes with the data of the other Member State"
    )
    func hit() async throws {
        let bench = Bench()
        let first = try await bench.transmit(.of("amal", .applicant, "FR1A"))
        #expect(first.compared && first.comparison?.state == .answered && first.comparison?.hits.isEmpty == true)
        #expect(first.keptUntil == Day("2037-03-01"))
        bench.set("2027-03-05T08:00:00Z")
        let second = try await bench.transmit(.of("amal", .irregularCrossing, "GR2B"), as: .greekBorder)
        let hit = try #require(second.comparison?.hits.first)
        #expect(second.comparison?.hits.count == 1)
        #expect(
            hit.memberState == "FRA" && hit.category == .applicant && hit.basis == .fingerprintsAndFace
                && hit.precedence)
        #expect(hit.data?.reference.wireText == "FR1A" && hit.data?.identity?.surnames == ["AMAL"] && !hit.expertCheck)
        // The samples themselves are nowhere in the reply, and the log knows their kind alone.
        let draft = try #require(bench.log.drafts.last)
        #expect(
            draft.details.keys == [.fingerprints, .face] && draft.details.query == "GR2B"
                && draft.details.results == [.Eurodac: 1])
        // Another person is not found.
        #expect(
            try await bench.transmit(.of("omar", .applicant, "DE1C"), as: .germanAsylum).comparison?.hits.isEmpty
                == true)
    }

    @Test("27(3): the Member State's own sets are compared on request only")
    func own() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "FR1A"))
        #expect(try await bench.transmit(.of("amal", .applicant, "FR1B")).comparison?.hits.isEmpty == true)
        #expect(
            try await bench.transmit(.of("amal", .applicant, "FR1C")) { $0.includeOwn = true }.comparison?.hits.count
                == 2)
    }

    @Test("16(2)(a), 27(1): a set sent on arrival after a take-charge transfer is recorded and not compared")
    func takeCharge() async throws {
        for regime in EurodacRegime.allCases {
            let bench = Bench(regime)
            try await bench.transmit(.of("amal", .applicant, "DE1A", in: regime), as: .germanAsylum)
            var data = TransmittedData.of("amal", .applicant, "FR1B", in: regime)
            data.status.arrivedAfterTakeCharge = Day("2027-02-20")
            let reply = try await bench.transmit(data)
            #expect(!reply.compared && reply.comparison == nil && reply.dataset != nil)
            // Later ones find it.
            #expect(
                try await bench.transmit(.of("amal", .applicant, "IT1C", in: regime), as: .italianAsylum).comparison?
                    .hits.count == 2)
        }
    }

    @Test(
        "603 15(1), 17(3): crossings never search, illegal stays are compared with applicants and leave nothing behind")
    func oldRegime() async throws {
        let bench = Bench(.regulation603)
        try await bench.transmit(.of("amal", .applicant, "FR1A", in: .regulation603))
        let crossing = try await bench.transmit(
            .of("amal", .irregularCrossing, "GR2B", in: .regulation603), as: .greekBorder)
        #expect(!crossing.compared && crossing.dataset != nil && crossing.keptUntil == Day("2028-08-28"))
        let before = try await bench.recordsOfPersons()
        let miss = try await bench.transmit(.of("omar", .illegalStay, "DE3C", in: .regulation603), as: .immigration)
        #expect(miss.compared && miss.dataset == nil && miss.comparison?.hits.isEmpty == true)
        #expect(try await bench.recordsOfPersons() == before)
        let hit = try await bench.transmit(.of("amal", .illegalStay, "DE3D", in: .regulation603), as: .immigration)
        #expect(hit.comparison?.hits.map(\.category) == [.applicant] && hit.dataset == nil)
        #expect(try await bench.values(EurodacDataset.self).count == 2)
        #expect(try await bench.values(DatasetBiometrics.self).count == 2)
    }

    @Test(
        "18, 27(2), 29(2): who is registered for admission meets marked applicants and admissions, and is not recorded")
    func admission() async throws {
        let bench = Bench()
        let applicant = try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        var asked = TransmittedData.of("amal", .admission, "FR7B")
        asked.admission = .registered
        (asked.identity, asked.place, asked.event, asked.decided) = (nil, nil, nil, nil)
        #expect(try await bench.transmit(asked).comparison?.hits.isEmpty == true)
        _ = try await bench.mark(try #require(applicant.dataset), "2027-02-01", as: .germanAsylum)
        let hit = try await bench.transmit(asked)
        #expect(hit.dataset == nil && hit.comparison?.hits.first?.mark == true)
        // 18(2): the granted one is recorded and not compared.
        let granted = try await bench.transmit(.of("amal", .admission, "FR7C"))
        #expect(!granted.compared && granted.keptUntil == Day("2032-03-01"))
    }

    @Test("What is not recorded cannot wait: without an engine it is refused, and nothing is written")
    func notRecordedCannotWait() async throws {
        for (regime, state, kind) in [
            (EurodacRegime.regulation603, Bench.Engine.State.notAvailable, RefusalKind.comparisonNotAvailable),
            (.regulation603, .notComparable, .notComparable),
        ] {
            let bench = Bench(regime)
            bench.engine.state = state
            #expect(await bench.refusal(.of("amal", .illegalStay, "DE3C", in: regime), as: .immigration) == kind)
            #expect(try await bench.recordsOfPersons() == 0)
        }
    }

    @Test("13, 14(1): below the age nothing is taken; who may still be under it counts as under it")
    func age() async throws {
        let bench = Bench()
        #expect(await bench.refusal(.of("amal", .applicant, "FR1A", born: "2021-03-01")) == .tooYoung)
        #expect(await bench.refusal(.of("amal", .applicant, "FR1A", born: "2021-02")) == nil)
        #expect(await bench.refusal(.of("amal", .applicant, "FR1B", born: "2021")) == .tooYoung)
        #expect(await bench.refusal(.of("amal", .applicant, "FR1C", born: "2020")) == nil)
        let old = Bench(.regulation603)
        var data = TransmittedData.of("amal", .applicant, "FR1A", in: .regulation603)
        data.age = 13
        #expect(await old.refusal(data) == .tooYoung)
        data.age = 14
        #expect(await old.refusal(data) == nil)
    }

    @Test("17(1)(e): an age that the date of birth contradicts is refused; one that it leaves possible is not")
    func statedAge() async throws {
        // Taken on 28 February 2027, transmitted on 1 March.
        func data(born: String?, age: Int?) -> TransmittedData {
            var data = TransmittedData.of("amal", .applicant, "FR1A", born: born ?? "1990-05-04")
            if born == nil { data.identity?.dateOfBirth = nil }
            data.age = age
            return data
        }
        let today = Day("2027-03-01")!
        let agreeing: [(String?, Int?)] = [
            ("1990-05-04", 36), ("1990-05-04", nil), (nil, 20), ("1990-02-28", 37), ("1990-03-01", 36), ("1990-03-01", 37), ("1990", 36),
            ("1990", 37), ("1990-02", 37), ("0000-05-04", 3), ("1366-13-01", 39),
        ]
        for (born, age) in agreeing { #expect(data(born: born, age: age).agesAgree(on: today), "\(born ?? "-") \(age ?? -1)") }
        let contradicting = [
            ("1990-05-04", 35), ("1990-05-04", 37), ("1990-02-28", 36), ("1990-02", 36), ("1990", 35), ("1990", 38), ("2015-01-01", 30),
        ]
        for (born, age) in contradicting { #expect(!data(born: born, age: age).agesAgree(on: today), "\(born) \(age)") }

        let bench = Bench()
        #expect(await bench.refusal(data(born: "1990-05-04", age: 36)) == nil)
        var input = TransmitDataset.Input()
        for (born, age) in contradicting {
            input.data = data(born: born, age: age)
            do throws(Refusal) {
                _ = try await bench.run(TransmitDataset(bench.ports, regime: bench.regime), input, for: Caller.asylum.transmitting)
                Issue.record("\(born) was taken as \(age)")
            } catch {
                #expect(error.kind == .ageContradicted && error.pointer == "/data/age" && error.article == "Eurodac 17(1)(e)")
            }
        }
        // Whoever is said to be old enough and was born too late is not taken for old enough.
        #expect(await bench.refusal(data(born: "2024-05-04", age: 14)) == .ageContradicted)
    }

    @Test("11, 17(1), 37(4): what a transmission must hold, and what it may not")
    func refusals() async throws {
        let bench = Bench()
        func kind(
            _ change: (inout TransmittedData) -> Void, _ category: EurodacCategory = .applicant,
            _ reference: String = "FR1A", as caller: Caller = .asylum
        ) async -> RefusalKind? {
            var data = TransmittedData.of("amal", category, reference)
            change(&data)
            return await bench.refusal(data, as: caller)
        }
        #expect(await kind { $0.reference = ReferenceNumber(wireText: "DE1A")! } == .referenceWrong)
        #expect(await kind { $0.reference = ReferenceNumber(wireText: "FR2A")! } == .referenceWrong)
        #expect(await kind { $0.identity?.surnames = [] } == .dataMissing)
        #expect(await kind { $0.identity?.nationalities = [] } == .dataMissing)
        #expect(await kind { $0.identity?.dateOfBirth = nil } == .dataMissing)
        #expect(await kind { $0.identity?.sex = nil } == .dataMissing)
        #expect(await kind { $0.place = nil } == .dataMissing)
        #expect(await kind { $0.event = Day("2027-03-02") } == .inTheFuture)
        // A refusal points into the message, where the data stand under their name.
        var future = TransmitDataset.Input()
        future.data = .of("amal", .applicant, "FR1A")
        future.data.event = Day("2027-03-02")
        do throws(Refusal) {
            _ = try await bench.run(TransmitDataset(bench.ports, regime: bench.regime), future, for: Caller.asylum.transmitting)
            Issue.record("an event of tomorrow was taken")
        } catch { #expect(error.pointer == "/data/event") }
        #expect(await kind { $0.biometrics.fingerprints.removeLast() } == .biometricsIncomplete)
        #expect(await kind { $0.biometrics.facialImage = nil } == .biometricsIncomplete)
        #expect(
            await kind {
                $0.biometrics.facialImage = nil
                $0.biometrics.faceUnavailable = "camera"
            } == nil)
        #expect(await kind({ $0.biometrics = .of("amal", fingers: []) }, .applicant, "FR1B") == nil)
        #expect(await kind { $0.biometrics = BiometricSet(fingerprints: []) } == .biometricsIncomplete)
        #expect(await kind { $0.status.excluded = true } == .notForeseen)
        #expect(await kind { $0.admission = .granted } == .notForeseen)
        #expect(
            await kind {
                $0.security = SecurityFlag(circumstances: [.armed], source: .securityCheck, on: Day("2027-02-28")!)
            } == .notForeseen)
        #expect(await kind({ _ in }, .temporaryProtection, "FR0A") == .categoryUnknown)
        #expect(
            await kind({
                $0.category = .lawEnforcement
                $0.reference = ReferenceNumber(wireText: "FR4A")!
            }) == .forbidden)
        // Another authority's category.
        #expect(await kind({ _ in }, .irregularCrossing, "FR2A") == .forbidden)
        // The same reference number twice.
        #expect(await kind { _ in } == .alreadyExists)
        let old = Bench(.regulation603)
        #expect(await old.refusal(.of("amal", .applicant, "FR1A")) == .notForeseen)
        #expect(await old.refusal(.of("amal", .disembarked, "GR9A"), as: .greekBorder) == .forbidden)
    }

    @Test("38(1): samples that cannot be compared are asked for again; better ones under the same number are compared")
    func betterSamples() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        bench.engine.state = .notComparable
        let reply = try await bench.transmit(.of("smudge", .applicant, "FR1B"))
        let id = try #require(reply.dataset)
        #expect(reply.comparison?.state == .notComparable)
        #expect(try await bench.value(EurodacDataset.self, id)?.value.unsuitable == true)
        #expect(try await bench.inbox("FR-OFPRA").map(\.kind) == ["eurodac.samplesNotComparable"])
        #expect(try await bench.values(EurodacTask.self).map(\.value.step) == [EurodacClocks.sendBetter])
        bench.engine.state = .available
        var input = RectifyDataset.Input()
        input.dataset = id
        input.biometrics = .of("amal")
        input.taken = Day("2027-03-01")
        let better = try await bench.run(RectifyDataset(bench.ports), input, version: 1)
        #expect(better.comparison?.hits.count == 1 && !better.dataset.dataset.unsuitable && better.dataset.version == 2)
        #expect(
            try await bench.values(EurodacTask.self).filter { $0.value.step == EurodacClocks.sendBetter }.map(
                \.value.state) == [.done])
    }

    @Test("3(6): hits link the sets; a later set finds the whole sequence")
    func links() async throws {
        let bench = Bench()
        for (reference, caller) in [("FR1A", Caller.asylum), ("DE1B", .germanAsylum), ("IT1C", .italianAsylum)] {
            try await bench.transmit(.of("amal", .applicant, reference), as: caller)
        }
        #expect(try await bench.values(DatasetLink.self).count == 3)
        #expect(try await bench.values(DatasetLink.self).allSatisfy { !$0.value.confirmed })
    }

    @Test("17(3): names, nationality, birth, sex and samples together start a detection of multiple identities")
    func completeForDetection() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A")).dataset)
        let set = try #require(try await bench.value(EurodacDataset.self, id)).value
        #expect(set.isCompleteForDetection)
        #expect(set.projection.identities.first?.surnames == ["AMAL"])
        var partial = set
        partial.identity.placeOfBirth = nil
        #expect(!partial.isCompleteForDetection)
        let old = Bench(.regulation603)
        let oldID = try #require(try await old.transmit(.of("amal", .applicant, "FR1A", in: .regulation603)).dataset)
        #expect(try await old.value(EurodacDataset.self, oldID)?.value.projection.identities.isEmpty == true)
    }
}
