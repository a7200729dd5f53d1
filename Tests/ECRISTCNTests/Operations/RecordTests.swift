import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import ECRISTCN

@Suite("Data records")
struct RecordTests {
    @Test("Art. 5(1): what is entered is the caller's Member State's own, and read back whole")
    func enter() async throws {
        let bench = Bench()
        let reply = try await bench.enter { input in
            input.fingerprints = FingerprintImpression.ten("K")
            input.facialImage = .face("K")
            input.flags = [NewFlag(.terrorist, convicted: Day("2026-12-01")!)]
        }
        let stored = try #require(try await bench.value(DataRecord.self, reply.id))
        #expect(stored.owner == "FRA" && stored.value.memberState == "FRA")
        let read = try await bench.run(ReadRecord(), .init(reply.id), for: .ownRecord)
        #expect(
            read.record.person == .person() && read.record.facialImage
                && read.record.fingerprints.positions == Array(1...10))
        #expect(read.flags == [Flag(.terrorist, created: Day("2027-03-01")!)])
        #expect(read.record.flags.isEmpty)
        // What was looked at and must not be kept is in no payload.
        let payload = String(decoding: stored.value.wire.bytes, as: UTF8.self)
        for word in ["2026-12-01", "punishable", "custodial", "convicted"] { #expect(!payload.contains(word)) }
    }

    @Test("Art. 5(1): refusals name what is wrong, and nothing is half entered")
    func refusals() async throws {
        let bench = Bench()
        func refused(
            _ kind: RefusalKind, as caller: Caller = .france, _ change: @escaping (inout EnterRecord.Input) -> Void
        ) async throws {
            do {
                _ = try await bench.enter(as: caller, change)
                Issue.record("accepted, \(kind.code) expected")
            } catch { #expect(error.kind == kind) }
        }
        try await refused(.notAReference) { $0.reference = "theft 2027" }
        try await refused(.obligatoryDataMissing) { $0.person.gender = nil }
        try await refused(.outOfScope) { $0.person.nationalities = [CountryCode("FRA")!] }
        try await refused(.fingerprintsRequired) { $0.fingerprintDuty = .custodialSentence }
        try await refused(.facialImageNotAllowed, as: .germany) { $0.facialImage = .face("x") }
        try await refused(.flagUnfounded) { $0.flags = [NewFlag(.listed, convicted: Day("2001-01-01")!)] }
        try await refused(.flagExists) {
            $0.flags = [
                NewFlag(.listed, convicted: Day("2026-01-01")!), NewFlag(.listed, convicted: Day("2026-02-01")!),
            ]
        }
        try await refused(.nationalRecordGone) { $0.nationalRecordKeptUntil = Day("2027-02-28") }
        #expect(try await bench.everything() == [:])
        _ = try await bench.enter()
        try await refused(.referenceTaken) { $0.reference = "fr-1" }
        // The same reference of another Member State is another one.
        _ = try await bench.enter(as: .italy)
        #expect(try await bench.everything() == ["dataRecord": 2])
        for caller in [Caller.eurojust, .europol, .border] {
            var input = EnterRecord.Input()
            input.reference = "X"
            input.person = .person()
            #expect(await bench.refusal(EnterRecord(), input, as: caller) == .forbidden)
        }
    }

    @Test("Art. 5(1): a message that says what somebody was convicted of is refused")
    func offenceRefused() async throws {
        let bench = Bench()
        var input = EnterRecord.Input()
        input.reference = "FR-9"
        input.person = .person()
        for name in ["offence", "sentence", "conviction"] {
            guard case .object(var object) = input.wire else { return }
            object[name] = .string("armed robbery")
            do {
                _ = try await bench.send(EnterRecord(), .object(object))
                Issue.record("accepted")
            } catch {
                #expect(error.kind == .malformed && error.pointer == "/\(name)")
            }
        }
        #expect(try await bench.everything() == [:])
    }

    @Test("Art. 9(1): another Member State can neither change nor erase a record")
    func othersCannot() async throws {
        let bench = Bench()
        let record = try await bench.enter()
        var update = UpdateRecord.Input()
        update.record = record.id
        update.person = .person("OTHER")
        #expect(await bench.refusal(UpdateRecord(), update, as: .italy, version: 1) == .forbidden)
        var erase = EraseRecord.Input()
        erase.record = record.id
        #expect(await bench.refusal(EraseRecord(), erase, as: .italy) == .forbidden)
        var national = RecordNationalErasure.Input()
        national.record = record.id
        national.erased = Day("2027-01-01")!
        #expect(await bench.refusal(RecordNationalErasure(), national, as: .italy) == .forbidden)
        #expect(try await bench.value(DataRecord.self, record.id)?.version == 1)
    }

    @Test("Art. 9(2): a modification takes the place of what was held, against the version that was seen")
    func update() async throws {
        let bench = Bench()
        let record = try await bench.enter {
            $0.fingerprintsAbsent = .convictedBeforeStart
            $0.fingerprintDuty = .punishable
        }
        #expect(
            try await bench.values(LegalTask<ECRISTCNTasks>.self).first?.value.deadline.utcDay == Day("2029-01-01")!)
        var input = UpdateRecord.Input()
        input.record = record.id
        input.person = .person("KHAN-DUPONT", nationalities: ["PAK", "FRA"])
        input.fingerprints = FingerprintImpression.ten("K")
        input.facialImage = .face("K")
        #expect(await bench.refusal(UpdateRecord(bench.ports), input) == .preconditionRequired)
        #expect(await bench.refusal(UpdateRecord(bench.ports), input, version: 7) == .preconditionFailed)
        let changed = try await bench.run(UpdateRecord(bench.ports), input, version: 1)
        #expect(changed.version == 2 && changed.record.facialImage && changed.record.fingerprints.absence == nil)
        #expect(try await bench.values(LegalTask<ECRISTCNTasks>.self).first?.value.state == .done)
        #expect(await bench.refusal(UpdateRecord(bench.ports), input, version: 2) == .nothingChanged)
        // The face goes, the prints stay.
        var without = UpdateRecord.Input()
        without.record = record.id
        without.withoutFacialImage = true
        #expect(try await bench.run(UpdateRecord(bench.ports), without, version: 2).record.facialImage == false)
        #expect(try await bench.values(RecordSamples.self).first?.value.fingerprints.count == 10)
        // Who has been naturalised stays recorded: the criminal record does too.
        input = UpdateRecord.Input()
        input.record = record.id
        input.person = .person("DUPONT", nationalities: ["FRA"])
        _ = try await bench.run(UpdateRecord(bench.ports), input, version: 3)
    }

    @Test("Arts. 8(2), 9: an erasure leaves nothing that was of the record")
    func erasure() async throws {
        let bench = Bench()
        let record = try await bench.enter { input in
            input.fingerprintsAbsent = .convictedBeforeStart
            input.facialImage = .face("K")
        }
        _ = try await bench.search()
        var report = ReportInaccuracy.Input()
        report.record = record.id
        report.doubts = [.wrongPerson]
        _ = try await bench.run(ReportInaccuracy(), report, as: .italy)
        var erase = EraseRecord.Input()
        erase.record = record.id
        erase.reason = .unlawful
        let reply = try await bench.run(EraseRecord(), erase)
        #expect(reply.article == "816 9(3)" && reply.erased.count == 5)
        #expect(try await bench.everything() == ["identification": 1])
        #expect(try await bench.inbox("ITA").map(\.kind) == ["ecris-tcn.accuracyAnswered"])
        #expect(await bench.sweep("2027-04-01").failed.isEmpty)
        #expect(try await bench.everything() == [:])
    }

    @Test("Art. 8(1)–(2): the record follows the national one, at once or on its day, and a month later at the latest")
    func nationalErasure() async throws {
        let bench = Bench()
        let gone = try await bench.enter(reference: "A")
        let ends = try await bench.enter(reference: "B")
        var input = RecordNationalErasure.Input()
        input.record = gone.id
        input.erased = Day("2027-01-15")!
        let late = try await bench.run(RecordNationalErasure(), input)
        #expect(late.erased && late.late && late.dueBy == Day("2027-02-15")!)
        input.record = ends.id
        input.erased = Day("2027-06-30")!
        let ahead = try await bench.run(RecordNationalErasure(), input)
        #expect(!ahead.erased && ahead.dueBy == Day("2027-07-30")!)

        _ = await bench.sweep("2027-06-30")
        #expect(try await bench.values(LegalTask<ECRISTCNTasks>.self).isEmpty)
        _ = await bench.sweep("2027-07-01")
        let task = try #require(try await bench.values(LegalTask<ECRISTCNTasks>.self).first)
        #expect(task.value.step == "eraseRecord" && task.value.deadline.utcDay == Day("2027-07-30")!)
        #expect(try await bench.inbox("FRA").map(\.kind) == ["ecris-tcn.nationalRecordEnded"])
        _ = await bench.sweep("2027-07-02")
        #expect(try await bench.values(LegalTask<ECRISTCNTasks>.self).count == 1)
        _ = await bench.sweep("2027-07-30")
        #expect(try await bench.value(DataRecord.self, ends.id) != nil)
        // On the day itself nobody is shown it any more, whether the sweeper has come by or not.
        bench.set("2027-07-31T00:00:01Z")
        #expect(try await bench.search().state == .noHit)
        let report = await bench.sweep("2027-07-31")
        #expect(report.failed.isEmpty)
        #expect(try await bench.everything() == [:])
    }

    @Test("Art. 8(2): the authority that says the national record goes on keeps its data record")
    func prolonged() async throws {
        let bench = Bench()
        let record = try await bench.enter { $0.nationalRecordKeptUntil = Day("2027-03-31") }
        _ = await bench.sweep("2027-04-01")
        var input = UpdateRecord.Input()
        input.record = record.id
        input.nationalRecordKeptUntil = Day("2037-03-31")
        _ = try await bench.run(UpdateRecord(bench.ports), input, version: 1)
        #expect(try await bench.values(LegalTask<ECRISTCNTasks>.self).map(\.value.state) == [.withdrawn])
        _ = await bench.sweep("2027-06-01")
        #expect(try await bench.value(DataRecord.self, record.id) != nil)
    }

    @Test("Art. 8(3): a flag goes on the day after its term, the record stays")
    func flagTerm() async throws {
        let bench = Bench()
        let record = try await bench.enter { input in
            input.flags = [
                NewFlag(.terrorist, convicted: Day("2026-12-01")!), NewFlag(.listed, convicted: Day("2026-12-01")!),
            ]
        }
        func flags() async throws -> [FlagOffence] {
            try await bench.value(DataRecord.self, record.id)?.value.flags.map(\.offence) ?? []
        }
        _ = await bench.sweep("2042-03-01")
        #expect(try await flags() == [.terrorist, .listed])
        _ = await bench.sweep("2042-03-02")
        #expect(try await flags() == [.terrorist])
        _ = await bench.sweep("2052-03-02")
        #expect(try await flags() == [])
        #expect(try await bench.everything() == ["dataRecord": 1])
    }

    @Test("Art. 5(1)(c): flags are set and withdrawn by their owner, against the version seen")
    func flagOperations() async throws {
        let bench = Bench()
        let record = try await bench.enter()
        var set = SetFlag.Input()
        set.record = record.id
        set.offence = .terrorist
        set.convicted = Day("2020-01-01")!
        #expect(await bench.refusal(SetFlag(), set, as: .italy, version: 1) == .forbidden)
        #expect(try await bench.run(SetFlag(), set, version: 1).flags.map(\.offence) == [.terrorist])
        #expect(await bench.refusal(SetFlag(), set, version: 2) == .flagExists)
        var withdraw = WithdrawFlag.Input()
        withdraw.record = record.id
        withdraw.offence = .listed
        #expect(await bench.refusal(WithdrawFlag(), withdraw, version: 2) == .noSuchFlag)
        withdraw.offence = .terrorist
        #expect(try await bench.run(WithdrawFlag(), withdraw, version: 2).flags.isEmpty)
    }

    @Test("Art. 9(1): one's own records in pages, whole and without those of others")
    func pages() async throws {
        let bench = Bench()
        var own: [RecordID] = []
        for number in 0..<7 { own.append(try await bench.enter(reference: "F\(number)").id) }
        _ = try await bench.enter(reference: "I", as: .italy)
        var (seen, after): ([RecordID], RecordID?) = ([], nil)
        repeat {
            var input = ListOwnRecords.Input()
            (input.limit, input.after) = (3, after)
            let page = try await bench.run(ListOwnRecords(), input)
            #expect(page.records.count <= 3)
            seen += page.records.map(\.id)
            after = page.next
        } while after != nil
        #expect(seen == own.sorted())
        var input = ListOwnRecords.Input()
        input.reference = "f3"
        #expect(try await bench.run(ListOwnRecords(), input).records.map(\.id) == [own[3]])
        input.reference = "I"
        #expect(try await bench.run(ListOwnRecords(), input).records.isEmpty)
        input.reference = "×ø"
        #expect(await bench.refusal(ListOwnRecords(), input) == .notAReference)
    }
}
