import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 11, 14, 16, 17, 21, 22: entries and exits")
struct CrossingTests {
    @Test("11(2)(a): on entry the calculator says how long the person may stay")
    func entry() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let reply = try await bench.enter(file)
        #expect(reply.stay.authorisedEnd == Day("2027-05-29") && reply.stay.usedDays == 1 && reply.warnings.isEmpty)
        let record = try #require(try await bench.value(EntryExitRecord.self, reply.record)).value
        #expect(record.authorisedEnd == Day("2027-05-29") && record.entry?.authority == "FR-PAF-CDG" && record.isOpen)
        let stored = try #require(try await bench.value(IndividualFile.self, file)).value
        #expect(stored.openStay?.record == reply.record)
    }

    @Test("16(3): the exit closes the stay, and the file counts its term from it")
    func exit() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let entry = try await bench.enter(file)
        bench.set("2027-03-20T10:00:00Z")
        let exit = try await bench.leave(file, as: .spanishBorder)
        #expect(exit.record == entry.record && exit.stay.usedDays == 20 && exit.stay.overstayDays == 0)
        let stored = try #require(try await bench.value(IndividualFile.self, file)).value
        #expect(stored.openStay == nil && stored.lastDeparture == Day("2027-03-20"))
        #expect(stored.term.eraseOn == Day("2030-03-22"))
    }

    @Test("14(2): the local day at the crossing point counts")
    func localDay() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let reply = try await bench.enter(file, at: "2027-02-28T23:30:00Z")
        #expect(reply.crossing.day == Day("2027-03-01"))  // Paris is an hour ahead
        let azores = try await bench.leave(file, at: "2027-03-01T00:30:00Z") { $0.day = Day("2027-03-01") }
        #expect(azores.crossing.day == Day("2027-03-01"))
        var input = RecordEntry.Input()
        input.file = file
        input.crossingPoint = "X"
        input.day = Day("2027-03-03")
        #expect(await bench.refusal(RecordEntry(), input) == .inTheFuture)
        input.day = nil
        input.time = Instant("2027-03-01T09:00:00Z")
        #expect(await bench.refusal(RecordEntry(), input) == .inTheFuture)
    }

    @Test("14(2)(b): the same crossing is not recorded twice, and nobody enters twice unseen")
    func twice() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        await #expect(throws: Refusal.self) { try await bench.enter(file) }
        bench.set("2027-03-02T10:00:00Z")
        var again = RecordEntry.Input()
        again.file = file
        again.crossingPoint = "ESMAD"
        #expect(await bench.refusal(RecordEntry(), again) == .alreadyInside)
        again.previousExitMissing = true
        let reply = try await bench.run(RecordEntry(), again)
        #expect(reply.warnings.contains(.previousExitMissing))
        // Seen once, it does not stand in the way again.
        bench.set("2027-03-03T10:00:00Z")
        _ = try await bench.leave(file)
        bench.set("2027-03-04T10:00:00Z")
        #expect(try await bench.enter(file).warnings.contains(.previousExitMissing))
    }

    @Test("20: an exit without entry is recorded and flagged")
    func exitWithoutEntry() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let reply = try await bench.leave(file)
        #expect(reply.warnings.contains(.entryMissing) && reply.stay.usedDays == 0)
        let record = try #require(try await bench.value(EntryExitRecord.self, reply.record)).value
        #expect(record.entry == nil && record.term.eraseOn == Day("2030-03-02"))
    }

    @Test("16(3): an exit belongs to the entry before it, not to an older stay whose exit was missed")
    func missedExit() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let old = try await bench.enter(file)
        bench.set("2027-03-10T08:00:00Z")
        let new = try await bench.enter(file) { $0.previousExitMissing = true }
        bench.set("2027-03-12T08:00:00Z")
        #expect(try await bench.leave(file).record == new.record)
        bench.set("2027-03-20T08:00:00Z")
        let stray = try await bench.leave(file)
        #expect(stray.warnings.contains(.entryMissing) && stray.record != old.record)
        // Data of a fall-back procedure bring the exit that was missed.
        let late = try await bench.leave(file, at: "2027-03-04T08:00:00Z") { $0.fallback = .localElectronic }
        #expect(late.record == old.record)
        #expect(try await bench.value(EntryExitRecord.self, old.record)?.value.exitMissed == false)
        #expect(try await bench.value(IndividualFile.self, file)?.value.openStay == nil)
    }

    @Test("22(2): the day stamped in the passport is entered with the exit")
    func stamped() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let reply = try await bench.leave(file) { $0.stampedEntry = Day("2026-11-01") }
        #expect(reply.stay.usedDays == 121 && reply.stay.overstayDays == 31)
        #expect(reply.warnings.contains(.overstay))
        #expect(try await bench.values(OverstayerEntry.self).map(\.value.left) == [Day("2027-03-01")])
    }

    @Test("11(2)(a): entries of a visa that are used up are flagged, not refused")
    func entriesExhausted() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        let first = try await bench.enter(file) { $0.visa = .sticker(entries: .one, days: 30) }
        #expect(first.stay.entriesLeft == 0 && first.stay.authorisedEnd == Day("2027-03-30") && first.warnings.isEmpty)
        bench.set("2027-03-05T08:00:00Z")
        _ = try await bench.leave(file)
        bench.set("2027-03-10T08:00:00Z")
        // 16(2)(e): entries and duration are taken over from the first use.
        let second = try await bench.enter(file) { $0.visa = .sticker(entries: nil, days: nil) }
        #expect(Set(second.warnings) == [.entriesExhausted, .noAuthorisedStay])
        let record = try #require(try await bench.value(EntryExitRecord.self, second.record)).value
        #expect(record.visa?.entries == .one && record.authorisedEnd == nil)
    }

    @Test("16(2)(e): the first entry by a visa needs its entries and duration")
    func visaData() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        var input = RecordEntry.Input()
        input.file = file
        input.crossingPoint = "X"
        input.visa = .sticker(entries: nil, days: nil)
        #expect(await bench.refusal(RecordEntry(), input) == .visaDataMissing)
        input.visa = nil
        #expect(try await bench.run(RecordEntry(), input).warnings == [.noVisa])
    }

    @Test("11(6), 16(2)(f): a visa with limited territorial validity leads past 90 days in 180")
    func limitedTerritory() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        _ = try await bench.enter(file, at: "2026-11-01T08:00:00Z") { $0.visa = .sticker("OLD", days: 90, from: "2026-10-01", until: "2027-02-28") }
        _ = try await bench.leave(file, at: "2027-01-29T08:00:00Z")
        let used = try await bench.enter(file) {
            $0.visa = .sticker("LTV", entries: .one, days: 15, from: "2027-02-15", kind: .limitedTerritoryBeyondLimit)
        }
        #expect(used.stay.usedDays == 91 && used.stay.limitEnd == nil && used.stay.authorisedEnd == Day("2027-03-15"))
    }

    @Test("11(1), 12: the calculator does not apply to family members of Union citizens, nor are they listed")
    func family() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let reply = try await bench.enter(file) { $0.euFamily = true }
        #expect(!reply.stay.applies && reply.stay.authorisedEnd == nil)
        _ = await bench.sweep("2028-03-01")
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        bench.set("2028-03-01T08:00:00Z")
        _ = try await bench.leave(file)
        let record = try #require(try await bench.value(EntryExitRecord.self, reply.record)).value
        #expect(record.term.eraseOn == Day("2029-03-02") && record.term.article == "34(4)")
    }

    @Test("11(4)–(5): entries into a Member State not fully in Schengen are not counted, their days are")
    func partialSchengen() async throws {
        let ports = EESPorts(partialSchengen: { state, _ in state == "ESP" })
        let bench = Bench(ports)
        let file = try await bench.register(.visaRequired)
        var input = RecordEntry.Input()
        input.file = file
        input.crossingPoint = "X"
        input.visa = .sticker(entries: .one, days: 30)
        let first = try await bench.run(RecordEntry(ports), input, as: .spanishBorder)
        #expect(first.stay.entriesLeft == nil && first.stay.authorisedEnd == Day("2027-05-29"))
        bench.set("2027-03-10T08:00:00Z")
        _ = try await bench.leave(file, as: .spanishBorder)
        bench.set("2027-03-11T08:00:00Z")
        input.visa = .sticker(entries: nil, days: nil)
        let second = try await bench.run(RecordEntry(ports), input)
        #expect(second.warnings.isEmpty && second.stay.authorisedEnd == Day("2027-03-30") && second.stay.usedDays == 11)
    }

    @Test("21(3): data of a fall-back procedure come late and out of order, and find their place")
    func fallback() async throws {
        let bench = Bench()
        var create = CreateFile.Input()
        create.file = NewFile(traveller: .visaExempt, identity: .person(), document: .passport())
        create.fallback = .manualStamp
        let file = try await bench.run(CreateFile(), create).file
        let exit = try await bench.leave(file)
        #expect(exit.warnings.contains(.entryMissing) && exit.warnings.contains(.fingerprintsDue) && exit.warnings.contains(.facialImageDue))
        let entry = try await bench.enter(file, at: "2027-02-20T08:00:00Z") { $0.fallback = .manualStamp }
        #expect(entry.record == exit.record)
        let record = try #require(try await bench.value(EntryExitRecord.self, entry.record)).value
        #expect(record.fallback == .manualStamp && record.entry?.day == Day("2027-02-20") && record.exit?.day == Day("2027-03-01"))
        #expect(record.authorisedEnd == Day("2027-05-20"))
    }

    @Test("16(7), 12(2): a facilitated transit ends with a time")
    func transit() async throws {
        let bench = Bench()
        let file = try await bench.register(.facilitatedTransit)
        let reply = try await bench.enter(file) {
            $0.transit = TransitUse(
                document: NumberOfIssuer(number: "T1", issuer: CountryCode("LTU")!), kind: .railTransitDocument, validUntil: Day("2027-12-31")!)
        }
        #expect(reply.stay.authorisedUntil == Instant("2027-03-01T14:00:00Z"))
        bench.set("2027-03-01T13:59:59Z")
        _ = await bench.sweep("2027-03-01")
        #expect(try await bench.values(OverstayerEntry.self).isEmpty)
        bench.set("2027-03-01T14:00:01Z")
        _ = await bench.sweep("2027-03-01")
        #expect(try await bench.values(OverstayerEntry.self).map(\.value.since) == [Day("2027-03-01")])
    }

    @Test("16, 17: data of other travellers are not recorded")
    func foreseen() async throws {
        let bench = Bench()
        let file = try await bench.register()
        var input = RecordEntry.Input()
        input.file = file
        input.crossingPoint = "X"
        input.visa = .sticker()
        #expect(await bench.refusal(RecordEntry(), input) == .notForeseenForTraveller)
        input.visa = nil
        input.authorisation = AuthorisationUse(applicationNumber: "E-1", validUntil: Day("2028-01-01")!)
        #expect(await bench.refusal(RecordEntry(), input) == nil)
        input.file = RecordID(high: 9, low: 9)
        #expect(await bench.refusal(RecordEntry(), input) == .notFound)
    }
}

@Suite("EES 18: refusals of entry")
struct RefusalTests {
    func input(_ reasons: [RefusalReason], traveller: TravellerCategory = .visaExempt) -> RecordRefusal.Input {
        var input = RecordRefusal.Input()
        input.newFile = NewFile(traveller: traveller, identity: .person(), document: .passport())
        input.crossingPoint = "FRCDG"
        input.reasons = reasons
        return input
    }

    @Test("18(1), (6): a file is created with the refusal, and without biometric data")
    func alphanumeric() async throws {
        let bench = Bench()
        let reply = try await bench.run(RecordRefusal(), input([.C, .E]))
        #expect(reply.biometricsArticle == "18(1)")
        let record = try #require(try await bench.value(RefusalRecord.self, reply.record)).value
        #expect(record.reasons == [.C, .E] && record.refused.authority == "FR-PAF-CDG")
        let file = try #require(try await bench.value(IndividualFile.self, reply.file)).value
        #expect(file.fingerprints.mark == .notForeseen && file.lastDeparture == Day("2027-03-01"))
        #expect(file.term.eraseOn == Day("2030-03-03") && record.term.eraseOn == Day("2030-03-02"))
        #expect(try await bench.values(BiometricData.self).isEmpty)
        var withFace = input([.C])
        withFace.newFile?.document = .passport("OTHER1")
        withFace.facialImage = .live
        #expect(await bench.refusal(RecordRefusal(), withFace) == .biometricsNotForeseen)
    }

    @Test("18(2): reasons B, D and H need biometric data; a second file is not created")
    func biometrics() async throws {
        let bench = Bench()
        var refusal = input([.B])
        #expect(await bench.refusal(RecordRefusal(), refusal) == .facialImageRequired)
        refusal.facialImage = .live
        #expect(await bench.refusal(RecordRefusal(), refusal) == .fingerprintsRequired)
        refusal.fingerprints = .right
        let reply = try await bench.run(RecordRefusal(), refusal)
        #expect(try await bench.values(BiometricData.self)[0].value.fingerprints.count == 4)
        refusal.time = Instant("2027-03-01T07:00:00Z")
        #expect(await bench.refusal(RecordRefusal(), refusal) == .fileExists)
        refusal.newFile = nil
        refusal.file = reply.file
        #expect(await bench.refusal(RecordRefusal(), refusal) == .biometricsNotForeseen)
        (refusal.facialImage, refusal.fingerprints) = (nil, nil)
        #expect(await bench.refusal(RecordRefusal(), refusal) == nil)
        #expect(await bench.refusal(RecordRefusal(), refusal) == .duplicateCrossing)
    }

    @Test("18(2)(a), (c): of visa holders the face, and fingerprints only where the VIS has none")
    func visaHolders() async throws {
        let bench = Bench()
        var refusal = input([.D], traveller: .visaRequired)
        refusal.facialImage = .live
        refusal.visa = .sticker()
        let reply = try await bench.run(RecordRefusal(), refusal)
        #expect(try await bench.value(IndividualFile.self, reply.file)?.value.fingerprints.mark == .heldInVIS)
        var unknown = input([.D], traveller: .visaRequired)
        unknown.newFile?.document = .passport("X77")
        unknown.facialImage = .live
        unknown.notInVIS = true
        #expect(await bench.refusal(RecordRefusal(), unknown) == .fingerprintsRequired)
        unknown.fingerprints = .right
        #expect(await bench.refusal(RecordRefusal(), unknown) == nil)
    }

    @Test("18(3): what the SIS alert holds is not entered")
    func inAlert() async throws {
        let bench = Bench()
        var refusal = input([.H])
        refusal.biometricsInAlert = true
        #expect(try await bench.run(RecordRefusal(), refusal).biometricsArticle == "18(3)")
    }

    @Test("18(5): reason J, nothing but the image in the chip")
    func reasonJ() async throws {
        let bench = Bench()
        var refusal = input([.J])
        refusal.facialImage = .live
        #expect(await bench.refusal(RecordRefusal(), refusal) == .biometricsNotForeseen)
        refusal.facialImage = FacialImage(source: .chip, format: "jpeg2000", quality: nil, data: [1, 2, 3])
        let reply = try await bench.run(RecordRefusal(), refusal)
        #expect(try await bench.value(IndividualFile.self, reply.file)?.value.facialImage?.source == .chip)
    }

    @Test("17(1)(c): who was refused without biometric data gives them on a later entry")
    func laterEntry() async throws {
        let bench = Bench()
        let reply = try await bench.run(RecordRefusal(), input([.G]))
        bench.set("2027-03-09T08:00:00Z")
        let entry = try await bench.enter(reply.file)
        #expect(Set(entry.warnings) == [.fingerprintsDue, .facialImageDue])
    }
}
