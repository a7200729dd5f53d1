import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 12, 16(4), 19, 20, 34, 35: status, list of overstayers, amendment, terms")
struct StatusAndListTests {
    func extend(_ record: RecordID, until: String) -> ChangeStatus.Input {
        var input = ChangeStatus.Input()
        input.record = record
        input.status = .extended
        input.place = "Paris"
        input.decided = Day("2027-03-01")!
        input.ground = .humanitarian
        input.newExpiry = Day(until)
        return input
    }

    @Test("12(1), 16(4): who does not leave in time is flagged and listed on the day after")
    func listed() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-05-29T20:00:00Z")
        _ = await bench.sweep("2027-05-29")
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        bench.set("2027-05-30T04:00:00Z")
        _ = await bench.sweep("2027-05-30")
        let line = try #require(try await bench.values(OverstayerEntry.self).first).value
        #expect(line.since == Day("2027-05-30") && line.memberState == "FRA" && line.record == entry.record)
        #expect(try await bench.inbox("FRA").map(\.kind) == ["ees.authorisedStayExpired"])
        let report = await bench.sweep("2027-05-30")
        #expect(report.acted.isEmpty && report.failed.isEmpty)

        var list = ListOverstayers.Input()
        list.memberState = CountryCode("FRA")
        let page = try await bench.run(ListOverstayers(), list, as: .immigration, for: .verification)
        #expect(page.overstayers.map(\.file.id) == [file] && page.overstayers[0].overstayDays == 1)
        list.memberState = CountryCode("ESP")
        #expect(try await bench.run(ListOverstayers(), list, as: .immigration, for: .verification).overstayers.isEmpty)
        #expect(await bench.refusal(ListOverstayers(), list, as: .border) == .forbidden)
    }

    @Test("12(3): the list is paged, every person once")
    func pages() async throws {
        let bench = Bench()
        var files: Set<RecordID> = []
        for index in 0..<7 {
            let file = try await bench.register(document: "D\(index)")
            _ = try await bench.enter(file)
            files.insert(file)
        }
        bench.set("2027-06-30T04:00:00Z")
        _ = await bench.sweep("2027-06-30")
        for state in [nil, CountryCode("FRA")] {
            var (seen, input): ([RecordID], ListOverstayers.Input) = ([], ListOverstayers.Input())
            (input.limit, input.memberState) = (3, state)
            repeat {
                let page = try await bench.run(ListOverstayers(), input, as: .immigration, for: .verification)
                seen += page.overstayers.map(\.file.id)
                input.after = page.next
            } while input.after != nil
            #expect(seen.count == 7 && Set(seen) == files)
        }
    }

    @Test("12(1): a late exit is found too")
    func lateExit() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        bench.set("2027-06-02T08:00:00Z")
        let exit = try await bench.leave(file)
        #expect(exit.stay.overstayDays == 4 && exit.warnings.contains(.overstay))
        #expect(try await bench.values(OverstayerEntry.self).map(\.value.left) == [Day("2027-06-02")])
    }

    @Test("35(5): who was forced to stay is taken off the list, and not put on it again")
    func delist() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-06-30T04:00:00Z")
        _ = await bench.sweep("2027-06-30")
        let line = try #require(try await bench.values(OverstayerEntry.self).first)
        var input = Delist.Input()
        input.entry = line.id
        input.ground = .forcedToExceed
        input.evidence = "in hospital since May"
        #expect(await bench.refusal(Delist(), input, as: .visa, for: .visaExamination) == .forbidden)
        _ = try await bench.run(Delist(), input, as: .immigration, for: .verification)
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        bench.set("2027-07-30T04:00:00Z")
        _ = await bench.sweep("2027-07-30")
        _ = try await bench.leave(file)
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        let record = try #require(try await bench.value(EntryExitRecord.self, entry.record)).value
        #expect(record.overstay?.delisted?.ground == .forcedToExceed && record.overstay?.delisted?.authority == "DE-ABH")
    }

    @Test("19: an extension replaces what the calculator says, and takes the person off the list")
    func extended() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-06-10T04:00:00Z")
        _ = await bench.sweep("2027-06-10")
        #expect(try await bench.values(OverstayerEntry.self).count == 1)
        let version = try #require(try await bench.value(EntryExitRecord.self, entry.record)).version
        let reply = try await bench.run(
            ChangeStatus(), extend(entry.record, until: "2027-07-15"), as: .immigration, for: .verification, version: version)
        #expect(reply.record.authorisedEnd == Day("2027-07-15") && reply.record.overstay == nil)
        // The State that decided, beside the one that entered the data.
        #expect(reply.record.changes.map(\.memberState) == ["DEU"] && reply.memberStateResponsible == "FRA")
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        #expect(try await bench.value(IndividualFile.self, file)?.value.openStay?.authorisedEnd == Day("2027-07-15"))
        var calculate = CalculateStay.Input()
        calculate.file = file
        let stay = try await bench.run(CalculateStay(), calculate, as: .immigration, for: .verification)
        #expect(stay.overstayDays == 0 && stay.authorisedEnd == Day("2027-07-15"))
        bench.set("2027-07-16T04:00:00Z")
        _ = await bench.sweep("2027-07-16")
        #expect(try await bench.values(OverstayerEntry.self).map(\.value.since) == [Day("2027-07-16")])
    }

    @Test("19(4): a revoked stay ends with the decision")
    func revoked() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        let entry = try await bench.enter(file) { $0.visa = .sticker() }
        bench.set("2027-03-10T08:00:00Z")
        var input = extend(entry.record, until: "2027-03-17")
        input.status = .revoked
        #expect(await bench.refusal(ChangeStatus(), input, as: .visa, for: .visaExamination, version: 1) == .statusUnclear)
        input.ground = .visaDecision
        let reply = try await bench.run(ChangeStatus(), input, as: .visa, for: .visaExamination, version: 1)
        #expect(reply.record.authorisedEnd == Day("2027-03-17") && reply.record.changes.map(\.authority) == ["FR-VISA"])
        bench.set("2027-03-18T08:00:00Z")
        _ = await bench.sweep("2027-03-18")
        #expect(try await bench.values(OverstayerEntry.self).count == 1)
        #expect(try await bench.leave(file).warnings.contains(.revokedOrAnnulled))
        #expect(await bench.refusal(ChangeStatus(), input, as: .facilitation, for: .facilitationProgramme, version: 2) == .forbidden)
    }

    @Test("19(4): a decision after the end of the stay makes no day lawful")
    func revokedLate() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-07-01T08:00:00Z")
        _ = await bench.sweep("2027-07-01")
        var input = extend(entry.record, until: "2027-07-01")
        (input.status, input.ground, input.newExpiry, input.decided) = (.revoked, .returnDecision, nil, Day("2027-07-01")!)
        let version = try #require(try await bench.value(EntryExitRecord.self, entry.record)).version
        let reply = try await bench.run(ChangeStatus(), input, as: .immigration, for: .verification, version: version)
        #expect(reply.record.authorisedEnd == Day("2027-05-29") && reply.record.overstay?.since == Day("2027-05-30"))
        #expect(try await bench.values(OverstayerEntry.self).count == 1)
    }

    @Test("12(2), 19(4): a decision on the last day of a transit does not give it the rest of that day")
    func revokedTransit() async throws {
        let bench = Bench()
        let file = try await bench.register(.facilitatedTransit)
        let entry = try await bench.enter(file) {
            $0.transit = TransitUse(
                document: NumberOfIssuer(number: "T1", issuer: CountryCode("LTU")!), kind: .railTransitDocument, validUntil: Day("2027-12-31")!)
        }
        let before = try #require(try await bench.value(EntryExitRecord.self, entry.record))
        #expect(before.value.authorisedUntil == Instant("2027-03-01T14:00:00Z"))
        var input = extend(entry.record, until: "2027-03-01")
        (input.status, input.ground, input.newExpiry, input.decided) = (.revoked, .returnDecision, nil, Day("2027-03-01")!)
        let reply = try await bench.run(ChangeStatus(), input, as: .immigration, for: .verification, version: before.version)
        #expect(reply.record.authorisedEnd == Day("2027-03-01") && reply.record.authorisedUntil == Instant("2027-03-01T14:00:00Z"))
        bench.set("2027-03-01T15:00:00Z")
        _ = await bench.sweep("2027-03-02")
        #expect(try await bench.values(OverstayerEntry.self).count == 1)
    }

    @Test("35(1)–(3), (8): rectifying takes everything with it, and makes responsible")
    func rectify() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-06-10T04:00:00Z")
        _ = await bench.sweep("2027-06-10")
        // 20(b): the missing exit is entered.
        var input = RectifyEntryExit.Input()
        input.record = entry.record
        var exit = RectifyEntryExit.Correction()
        exit.time = Instant("2027-05-20T10:00:00Z")!
        exit.crossingPoint = "DEFRA"
        input.exit = exit
        input.evidence = "boarding pass"
        let version = try #require(try await bench.value(EntryExitRecord.self, entry.record)).version
        let reply = try await bench.run(RectifyEntryExit(), input, as: .immigration, for: .verification, version: version)
        #expect(reply.memberStateResponsible == "DEU" && reply.record.overstay == nil && reply.record.exit?.day == Day("2027-05-20"))
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        #expect(try await bench.value(EntryExitRecord.self, entry.record)?.owner == "DEU")
        #expect(try await bench.inbox("FRA").contains { $0.kind == "ees.rectified" })
        #expect(try await bench.value(IndividualFile.self, file)?.value.openStay == nil)
    }

    @Test("35(1): correcting an old stay changes what the open one allows")
    func recompute() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let old = try await bench.enter(file, at: "2026-11-01T08:00:00Z")
        _ = try await bench.leave(file, at: "2026-12-30T08:00:00Z")  // 60 days
        let open = try await bench.enter(file)
        #expect(open.stay.authorisedEnd == Day("2027-03-30"))
        let before = try #require(try await bench.value(EntryExitRecord.self, open.record)).value.authorisedEnd
        var input = RectifyEntryExit.Input()
        input.record = old.record
        var exit = RectifyEntryExit.Correction()
        exit.time = Instant("2027-01-29T08:00:00Z")!  // 90 days
        input.exit = exit
        input.evidence = "stamp"
        _ = try await bench.run(RectifyEntryExit(), input, version: 2)
        let after = try #require(try await bench.value(EntryExitRecord.self, open.record)).value.authorisedEnd
        #expect(before == Day("2027-03-30") && after == nil)
    }

    @Test("35(6): naturalisation erases everything, in time or late, by any Member State")
    func naturalised() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        bench.set("2027-06-10T04:00:00Z")
        _ = await bench.sweep("2027-06-10")
        var input = EraseFile.Input()
        input.file = file
        input.ground = .naturalised
        input.since = Day("2027-06-07")
        input.evidence = "decree"
        #expect(await bench.refusal(EraseFile(), input, as: .spanishBorder) == .forbidden)
        let reply = try await bench.run(EraseFile(), input, as: .immigration, for: .naturalisation)
        #expect(reply.dueBy == Day("2027-06-14") && !reply.late && reply.erased.count == 4)
        for count in [
            try await bench.values(IndividualFile.self).count, try await bench.values(EntryExitRecord.self).count,
            try await bench.values(BiometricData.self).count, try await bench.values(OverstayerEntry.self).count,
        ] { #expect(count == 0) }
        #expect(try await bench.inbox("FRA").contains { $0.kind == "ees.erased" })
        var read = FileReference()
        read.file = file
        #expect(await bench.refusal(ReadFile(), read) == .notFound)
    }

    @Test("35(1): at the border only the Member State responsible erases")
    func ownErasure() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        var input = EraseRecord()
        input.record = entry.record
        input.evidence = "mixed up"
        #expect(await bench.refusal(EraseEntryExit(), input, as: .spanishBorder) == .forbidden)
        _ = try await bench.run(EraseEntryExit(), input)
        #expect(try await bench.values(EntryExitRecord.self).isEmpty)
        #expect(try await bench.value(IndividualFile.self, file)?.value.openStay == nil)
    }

    @Test("34(1)–(2): a record goes after three years, the file a day later with its samples")
    func retention() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        bench.set("2027-03-20T10:00:00Z")
        _ = try await bench.leave(file)
        bench.set("2030-03-21T00:00:00Z")
        _ = await bench.sweep("2030-03-20")
        #expect(try await bench.values(EntryExitRecord.self).count == 1)
        let first = await bench.sweep("2030-03-21")
        #expect(first.erased == ["34(1)": 1] && first.failed.isEmpty)
        #expect(try await bench.values(IndividualFile.self).map(\.id) == [file])
        let second = await bench.sweep("2030-03-22")
        #expect(second.erased == ["34(2)": 2] && second.failed.isEmpty)
        #expect(try await bench.values(BiometricData.self).isEmpty)
    }

    @Test("34(3): an overstayer's data stay five years, and the Member State is warned three months before")
    func noExit() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)  // authorised until 2027-05-29
        bench.set("2027-06-10T04:00:00Z")
        _ = await bench.sweep("2027-06-10")
        bench.set("2032-02-29T04:00:00Z")
        _ = await bench.sweep("2032-02-28")
        #expect(try await !bench.inbox("FRA").contains { $0.kind == "ees.erasureInThreeMonths" })
        _ = await bench.sweep("2032-02-29")
        #expect(try await bench.inbox("FRA").filter { $0.kind == "ees.erasureInThreeMonths" }.count == 1)
        _ = await bench.sweep("2032-03-10")
        #expect(try await bench.inbox("FRA").filter { $0.kind == "ees.erasureInThreeMonths" }.count == 1)
        bench.set("2032-05-30T04:00:00Z")
        _ = await bench.sweep("2032-05-29")
        #expect(try await bench.values(EntryExitRecord.self).count == 1)
        let report = await bench.sweep("2032-05-30")
        #expect(report.failed.isEmpty)
        #expect(try await bench.values(EntryExitRecord.self).isEmpty)
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        #expect(try await bench.values(IndividualFile.self).isEmpty)
    }
}
