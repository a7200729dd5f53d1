import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import EES

/// Answers with what the test puts in.
final class FakeEngine: BiometricVerification, BiometricIdentification, IdentitySearch {
    let outcomes = Mutex<[VerificationOutcome]>([])
    let found = Mutex<[RecordID]?>([])
    func compare(_ probe: [StoredTemplate], with references: [StoredTemplate]) async -> VerificationOutcome {
        outcomes.withLock { $0.isEmpty ? .notAvailable : $0.removeFirst() }
    }
    func candidates(for probe: [StoredTemplate], latent: Bool, limit: Int) async -> [RecordID]? { found.withLock { $0 } }
    func files(for identity: RegisteredIdentity, limit: Int) async -> [RecordID]? { found.withLock { $0 } }
    var ports: EESPorts { EESPorts(verification: self, identification: self, identitySearch: self) }
    func answer(_ ids: [RecordID]?) { found.withLock { $0 = ids } }
    func will(_ results: VerificationOutcome...) { outcomes.withLock { $0 = results } }
}

@Suite("EES 23–27: search, verification, identification")
struct SearchTests {
    func byDocument(_ number: String = "AB123456") -> SearchFiles.Input {
        var input = SearchFiles.Input()
        input.document = NumberOfIssuer(number: number, issuer: CountryCode("BRA")!)
        return input
    }
    func byPrints() -> SearchFiles.Input {
        var input = SearchFiles.Input()
        input.fingerprints = FingerprintEnrolment.right.prints
        return input
    }

    @Test("23(2), 26(1): by document, as it is read")
    func document() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let found = try await bench.run(SearchFiles(), byDocument("ab 123456"))
        #expect(found.hits.map(\.file) == [file] && found.state == .answered && found.established.isEmpty)
        #expect(bench.log.drafts.last?.details.keys == [.document])
        #expect(try await bench.run(SearchFiles(), byDocument(), as: .immigration, for: .verification).hits.count == 1)
    }

    @Test("23(2): a port that is not wired is a state, not a failure")
    func notAvailable() async throws {
        let bench = Bench()
        _ = try await bench.register()
        var input = SearchFiles.Input()
        input.identity = .person()
        let names = try await bench.run(SearchFiles(), input)
        #expect(names.state == .notAvailable && names.notAvailable == [.identity] && names.established.isEmpty)
        input.document = byDocument().document
        let both = try await bench.run(SearchFiles(), input)
        #expect(both.state == .partial && both.hits.count == 1)
        #expect(await bench.refusal(SearchFiles(), SearchFiles.Input()) == .noKey)
    }

    @Test("ETIAS 49(2): a search by an immigration authority establishes that nobody entered, unless somebody did")
    func noEntryRecord() async throws {
        let bench = Bench()
        let file = try await bench.register()
        func search(_ number: String = "AB123456", as caller: Caller = .immigration) async throws -> [Condition] {
            let purpose: Purpose = caller.kind == .immigration ? .verification : .borderCheck
            return try await bench.run(SearchFiles(), byDocument(number), as: caller, for: purpose).established
        }
        #expect(try await search("UNKNOWN").contains(.eesSearchedNoEntry))
        #expect(try await search().contains(.eesSearchedNoEntry))
        // ETIAS 65(3): that nothing at all is known is more.
        #expect(try await search("UNKNOWN").contains(.eesSearchedNoData))
        #expect(try await !search().contains(.eesSearchedNoData))
        #expect(try await search(as: .border).isEmpty)
        _ = try await bench.enter(file)
        #expect(try await search().isEmpty)
        bench.set("2027-03-03T08:00:00Z")
        _ = try await bench.leave(file)
        #expect(try await search().contains(.eesSearchedNoEntry))
    }

    @Test("23(4), 27(1): identification only after no record, a failed verification or a doubt, in the same case")
    func identification() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        let file = try await bench.register()
        engine.answer([file])
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), for: .identification) == .forbidden)
        let nothing = try await bench.run(SearchFiles(engine.ports), byDocument("UNKNOWN"))
        #expect(nothing.hits.isEmpty && nothing.established == [.verificationFailed])
        let found = try await bench.run(SearchFiles(engine.ports), byPrints(), for: .identification)
        #expect(found.hits.map(\.file) == [file])
        // Not in another case, not for another authority, not after its time, and not by names.
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), for: .identification, reference: "case-2") == .forbidden)
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), as: .spanishBorder, for: .identification) == .forbidden)
        #expect(await bench.refusal(SearchFiles(engine.ports), byDocument(), for: .identification) == .forbidden)
        var face = SearchFiles.Input()
        face.facialImage = .live
        #expect(await bench.refusal(SearchFiles(engine.ports), face, for: .identification) == .forbidden)
        // 27(1) third subparagraph: the fingerprint search failed, then names.
        engine.answer([])
        #expect(try await bench.run(SearchFiles(engine.ports), byPrints(), for: .identification).established == [.fingerprintsUnusable])
        #expect(await bench.refusal(SearchFiles(engine.ports), byDocument(), for: .identification) == nil)
        bench.set("2027-03-03T08:00:00Z")
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), for: .identification) == .forbidden)
    }

    @Test("27(1): engines may name the record that holds the samples; the file is what is shown")
    func samplesToFile() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        let file = try await bench.register()
        engine.answer([try await bench.values(BiometricData.self)[0].id, file])
        let found = try await bench.run(SearchFiles(engine.ports), byPrints(), as: .visa, for: .visaExamination)
        #expect(found.hits.map(\.file) == [file])
    }

    @Test("23(2): where the face fails the fingerprints are compared, and the other way round")
    func verification() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        let file = try await bench.register()
        var input = VerifyIdentity.Input()
        input.file = file
        input.facialImage = .live
        let operation = VerifyIdentity(engine.ports)
        engine.will(.match)
        let match = try await bench.run(operation, input)
        #expect(match.verified && match.next == .none && !match.established)
        engine.will(.nonMatch)
        let face = try await bench.run(operation, input)
        #expect(face.face == .nonMatch && face.next == .compareFingerprints && !face.established)
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), for: .identification) == .forbidden)
        input.fingerprints = FingerprintEnrolment.right.prints
        engine.will(.nonMatch, .match)
        #expect(try await bench.run(operation, input).verified)
        engine.will(.nonMatch, .nonMatch)
        let failed = try await bench.run(operation, input)
        #expect(!failed.verified && failed.established && failed.next == .identify)
        #expect(await bench.refusal(SearchFiles(engine.ports), byPrints(), for: .identification) == nil)
        #expect(await bench.refusal(operation, input, as: .visa, for: .visaExamination) == .forbidden)
    }

    @Test("23(2): without an engine the officer is told to look, and nothing is established")
    func noEngine() async throws {
        let bench = Bench()
        var input = VerifyIdentity.Input()
        input.file = try await bench.register()
        input.facialImage = .live
        let reply = try await bench.run(VerifyIdentity(), input)
        #expect(reply.face == .notAvailable && reply.next == .checkManually && !reply.established)
    }

    @Test("18 VIS, 23(2): of a visa holder the fingerprints are compared in the VIS")
    func visaHolder() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        var input = VerifyIdentity.Input()
        input.file = try await bench.register(.visaRequired)
        input.facialImage = .live
        engine.will(.nonMatch)
        let reply = try await bench.run(VerifyIdentity(engine.ports), input)
        #expect(reply.next == .compareFingerprintsInVIS && reply.established)
    }

    @Test("23(4), 27(1): a doubt is stated with a reason, in a case, and is in the log")
    func doubt() async throws {
        let bench = Bench()
        var input = StateDoubt.Input()
        input.reason = "The photograph shows somebody else."
        #expect(await bench.refusal(StateDoubt(), input, reference: nil) == .caseMissing)
        #expect(await bench.refusal(StateDoubt(), input, as: .visa, for: .visaExamination) == .forbidden)
        #expect(try await bench.run(StateDoubt(), input).established == .verificationFailed)
        let search = try await bench.run(SearchFiles(), byPrints(), for: .identification)
        #expect(search.state == .notAvailable)
        #expect(bench.log.drafts.contains { $0.event == "ees.stateDoubt" && $0.verdict == .allowed })
    }

    @Test("24(2): visa authorities search by sticker; 25: facilitation programmes do not")
    func sticker() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        _ = try await bench.enter(file) { $0.visa = .sticker("F-77") }
        var input = SearchFiles.Input()
        input.visaSticker = NumberOfIssuer(number: "F77", issuer: CountryCode("FRA")!)
        #expect(try await bench.run(SearchFiles(), input, as: .visa, for: .visaExamination).hits.map(\.file) == [file])
        #expect(await bench.refusal(SearchFiles(), input, as: .facilitation, for: .facilitationProgramme) == .forbidden)
        #expect(await bench.refusal(SearchFiles(), input) == .forbidden)
    }

    @Test("25(3): facilitation programmes read records, not the calculator")
    func facilitation() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        var page = FilePage()
        page.file = file
        #expect(try await bench.run(ListEntryExits(), page, as: .facilitation, for: .facilitationProgramme).records.count == 1)
        var stay = CalculateStay.Input()
        stay.file = file
        #expect(await bench.refusal(CalculateStay(), stay, as: .facilitation, for: .facilitationProgramme) == .forbidden)
        #expect(await bench.refusal(CalculateStay(), stay, as: .visa, for: .visaExamination) == nil)
    }
}

@Suite("EES 31–33: access for law enforcement")
struct LawEnforcementTests {
    func request(_ aim: AccessRequest.Aim = .travelHistory) -> RequestAccess.Input {
        var input = RequestAccess.Input()
        input.aim = aim
        input.offence = .terroristOffence
        (input.necessity, input.specificCase, input.reasonableGrounds) = ("a", "b", "c")
        return input
    }
    func crossing() -> SearchFiles.Input {
        var input = SearchFiles.Input()
        var key = SearchFiles.CrossingKey()
        key.crossingPoint = "FRCDG"
        key.day = Day("2027-03-01")!
        input.crossing = key
        return input
    }
    func verdict(_ id: RecordID, _ verdict: VerifyAccess.Verdict, denied: [Condition] = []) -> VerifyAccess.Input {
        var input = VerifyAccess.Input()
        (input.request, input.verdict, input.denied, input.reasons) = (id, verdict, denied, "looked at")
        return input
    }

    @Test("31(1): no search before the central access point has verified the request of that case")
    func verified() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory) == .forbidden)
        let id = try await bench.run(RequestAccess(), request(), as: .police, for: .travelHistory).id
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory) == .forbidden)
        #expect(await bench.refusal(VerifyAccess(), verdict(id, .verify), as: .police, for: .travelHistory, version: 1) == .forbidden)
        #expect(await bench.refusal(VerifyAccess(), verdict(id, .verify), as: .germanAccessPoint, for: .lawEnforcement, version: 1) == .notFound)
        #expect(
            await bench.refusal(VerifyAccess(), verdict(id, .verify, denied: [.necessary]), as: .accessPoint, for: .lawEnforcement, version: 1)
                == .accessConditionsNotMet)
        _ = try await bench.run(VerifyAccess(), verdict(id, .verify), as: .accessPoint, for: .lawEnforcement, version: 1)
        #expect(try await bench.run(SearchFiles(), crossing(), as: .police, for: .travelHistory).hits.map(\.file) == [file])
        // The case alone, the purpose alone.
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory, reference: "other") == .forbidden)
        var page = FilePage()
        page.file = file
        #expect(try await bench.run(ListEntryExits(), page, as: .police, for: .travelHistory).records.count == 1)
        #expect(await bench.refusal(ListEntryExits(), page, as: .police, for: .identification) == .forbidden)
        bench.set("2027-03-09T08:00:00Z")
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory) == .forbidden)
    }

    @Test("31(2)–(3): urgency first, verification within seven working days, erasure where it was not justified")
    func urgent() async throws {
        let bench = Bench()
        var input = request()
        let calm = try await bench.run(RequestAccess(), input, as: .police, for: .travelHistory, reference: "calm").id
        #expect(
            await bench.refusal(VerifyAccess(), verdict(calm, .processUrgently), as: .accessPoint, for: .lawEnforcement, version: 1)
                == .accessRequestUnclear)
        input.urgency = "a bomb"
        let id = try await bench.run(RequestAccess(), input, as: .police, for: .travelHistory).id
        let reply = try await bench.run(VerifyAccess(), verdict(id, .processUrgently), as: .accessPoint, for: .lawEnforcement, version: 1)
        #expect(reply.request.verifyBy == Day("2027-03-10") && reply.request.confirmed.contains(.urgent))
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory) == nil)
        bench.set("2027-03-11T08:00:00Z")
        _ = await bench.sweep("2027-03-11")
        _ = await bench.sweep("2027-03-12")
        #expect(try await bench.inbox("FR-CAP").map(\.kind) == ["ees.verificationOverdue"])
        _ = try await bench.run(VerifyAccess(), verdict(id, .unjustified), as: .accessPoint, for: .lawEnforcement, version: 3)
        #expect(try await bench.inbox("FR-DGSI").map(\.kind) == ["ees.eraseAccessedData"])
        #expect(await bench.refusal(SearchFiles(), crossing(), as: .police, for: .travelHistory) == .forbidden)
    }

    @Test("32(2): identification after the national search, by fingerprints after Prüm too; of the file alone a reply")
    func identification() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        let file = try await bench.register()
        _ = try await bench.enter(file)
        engine.answer([file])
        var input = request(.identification)
        let bare = try await bench.run(RequestAccess(), input, as: .police, for: .identification, reference: "bare").id
        #expect(
            await bench.refusal(VerifyAccess(), verdict(bare, .verify), as: .accessPoint, for: .lawEnforcement, version: 1) == .accessConditionsNotMet
        )
        input.nationalSearch = .done
        let id = try await bench.run(RequestAccess(), input, as: .police, for: .identification).id
        _ = try await bench.run(VerifyAccess(), verdict(id, .verify), as: .accessPoint, for: .lawEnforcement, version: 1)
        var face = SearchFiles.Input()
        face.facialImage = .live
        #expect(try await bench.run(SearchFiles(engine.ports), face, as: .police, for: .identification).hits.count == 1)
        var prints = SearchFiles.Input()
        prints.latentFingerprints = [Fingerprint(position: 2, format: "ansi", quality: nil, data: [1])]
        #expect(await bench.refusal(SearchFiles(engine.ports), prints, as: .police, for: .identification) == .forbidden)
        input.prumSearch = .notAnsweredInTwoDays
        let second = try await bench.run(RequestAccess(), input, as: .police, for: .identification).id
        _ = try await bench.run(VerifyAccess(), verdict(second, .verify), as: .accessPoint, for: .lawEnforcement, version: 1)
        #expect(await bench.refusal(SearchFiles(engine.ports), prints, as: .police, for: .identification) == nil)
        #expect(await bench.refusal(ReadFile(), FileReference(file), as: .police, for: .identification) == nil)
        var page = FilePage()
        page.file = file
        #expect(await bench.refusal(ListEntryExits(), page, as: .police, for: .identification) == .forbidden)
    }

    @Test("33: Europol through its own access point, after its own databases, without urgency")
    func europol() async throws {
        let engine = FakeEngine()
        let bench = Bench(engine.ports)
        engine.answer([try await bench.register()])
        var input = request(.identification)
        input.urgency = "now"
        #expect(await bench.refusal(RequestAccess(), input, as: .europol, for: .identification) == .accessRequestUnclear)
        (input.urgency, input.ownSearch) = (nil, .done)
        let id = try await bench.run(RequestAccess(), input, as: .europol, for: .identification).id
        #expect(await bench.refusal(VerifyAccess(), verdict(id, .verify), as: .accessPoint, for: .lawEnforcement, version: 1) == .notFound)
        _ = try await bench.run(VerifyAccess(), verdict(id, .verify), as: .europolAccessPoint, for: .lawEnforcement, version: 1)
        var prints = SearchFiles.Input()
        prints.fingerprints = FingerprintEnrolment.right.prints
        #expect(try await bench.run(SearchFiles(engine.ports), prints, as: .europol, for: .identification).hits.count == 1)
    }

    @Test("31: an access point sees its Member State's requests, an authority its own")
    func lists() async throws {
        let bench = Bench()
        _ = try await bench.run(RequestAccess(), request(), as: .police, for: .travelHistory)
        let list = ListAccessRequests.Input()
        #expect(try await bench.run(ListAccessRequests(), list, as: .accessPoint, for: .lawEnforcement).requests.count == 1)
        #expect(try await bench.run(ListAccessRequests(), list, as: .germanAccessPoint, for: .lawEnforcement).requests.isEmpty)
        var other = Caller.police
        other = Caller(authority: "FR-PJ", kind: .designated, memberState: "FRA", user: "x")
        #expect(try await bench.run(ListAccessRequests(), list, as: other, for: .travelHistory).requests.isEmpty)
        #expect(await bench.refusal(RequestAccess(), request(), as: .police, for: .identification) == .accessRequestUnclear)
        #expect(await bench.refusal(RequestAccess(), request(), as: .police, for: .travelHistory, reference: nil) == .caseMissing)
    }
}
