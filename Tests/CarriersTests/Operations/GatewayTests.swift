import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Carriers

@Suite("The carriers' gateway")
struct GatewayTests {
    static let visa = VISLine(documentKey: key(), dateOfBirth: born, held: .visa(), number: "V1")

    @Test("EES 13(3): a registered, connected carrier gets a reply for each passenger, in order, and nothing else")
    func verify() async throws {
        let bench = Bench(.of(ees: [], vis: [Self.visa], etias: []))
        try await bench.open()
        let reply = try await bench.verify([.traveller(), .traveller("XX1"), .traveller("CC1", nationality: "DEU")])
        #expect(
            reply.passengers.map(\.answer) == [.ok, .notOK, .notApplicable]
                && reply.passengers.map(\.source) == [nil, .VIS, nil])
        #expect(reply.passengers.map(\.reference) == ["AB1234567", "XX1", "CC1"] && reply.dataOf == bench.now)
        #expect(reply.wire.bytes.count < 600)
        // A zone does as well as the data (1409 Article 5(3)).
        var scanned = Passenger()
        scanned.zone = try MachineReadableZone(
            format: .td3,
            identity: PersonIdentity(
                surnames: ["DOE"], givenNames: ["JANE"], dateOfBirth: born, sex: .female,
                nationalities: [CountryCode("PAK")!]),
            document: TravelDocument(
                kind: .passport, number: "AB1234567", issuer: CountryCode("PAK")!, expiry: Day("2033-01-01"))
        ).lines()
        #expect(try await bench.verify([scanned]).passengers.map(\.answer) == [.ok])
        scanned.zone[1] = scanned.zone[1].replacing("AB1", with: "AB7")
        await #expect(throws: Refusal.self) { try await bench.verify([scanned]) }
    }

    @Test("1409 9(4), 10(1), 12(5): a certificate is not enough")
    func unregistered() async throws {
        let bench = Bench(.of(ees: [], vis: [Self.visa], etias: []))
        func kind(_ caller: Caller = .airline) async -> RefusalKind? {
            await bench.refusal(VerifyPassengers(bench.ports), .flight([.traveller()]), as: caller, for: .boarding)
        }
        #expect(await kind() == .notRegistered)
        var input = RegisterCarrier.Input()
        (input.authority, input.form) = ("AF", .airline)
        _ = try await bench.run(RegisterCarrier(), input, as: .operator_, for: .administration)
        #expect(await kind() == .notConnected)
        try await bench.step(.connect)
        #expect(await kind() == nil)
        #expect(await kind(.ferry) == .notRegistered)
        try await bench.step(.disconnect, reason: "leaked keys")
        #expect(await kind() == .notConnected)
        try await bench.step(.connect)
        #expect(await kind() == nil)
        #expect(await kind(.operator_) == .forbidden)
    }

    @Test("1409 5: what is missing is named")
    func refusals() async throws {
        let bench = Bench()
        try await bench.open()
        func refused(_ kind: RefusalKind, _ pointer: String? = nil, _ change: (inout CarrierQuery) -> Void) async {
            do {
                _ = try await bench.verify([.traveller(), .traveller("B2")], change)
                Issue.record("accepted, \(kind.code) expected")
            } catch {
                #expect(error.kind == kind)
                if let pointer { #expect(error.pointer == pointer) }
            }
        }
        await refused(.passengerDataMissing, "/passengers/1/sex") { $0.passengers[1].sex = nil }
        await refused(.passengerDataMissing, "/passengers/0/document") { $0.passengers[0].document = nil }
        await refused(.passengerDataMissing, "/passengers/0/document") { $0.passengers[0].document?.number = "--" }
        await refused(.passengerDataMissing, "/passengers/0/nationality") { $0.passengers[0].nationality = nil }
        await refused(.passengerDataMissing, "/passengers/1/airportTransit") {
            $0.passengers[1].transitVisaRequired = true
        }
        await refused(.notAMemberStateOfEntry) { $0.arrivalPlace = nil }
        await refused(.notAMemberStateOfEntry) { $0.entryState = CountryCode("DEU") }
        await refused(.notAMemberStateOfEntry) { ($0.arrivalPlace, $0.entryState) = (nil, CountryCode("IRL")) }
        await refused(.queryTooEarly) { $0.departure = LocalTime(wireText: "2027-03-09T10:00")! }
        await refused(.hasDeparted) { $0.departure = LocalTime(wireText: "2027-02-27T10:00")! }
        await refused(.journeyImpossible) { $0.arrival = Day("2027-02-20")! }
        await refused(.malformed) { $0.passengers = [] }
    }

    @Test("EES 13(3): without a fresh extract nothing is Not OK")
    func stale() async throws {
        let bench = Bench(.of(ees: [], vis: [Self.visa], etias: []))
        try await bench.open()
        bench.set("2027-03-02T10:00:01Z")
        let reply = try await bench.verify([.traveller(), .traveller("C", nationality: "FRA")]) {
            $0.departure = LocalTime(wireText: "2027-03-02T23:00")!
        }
        #expect(reply.passengers.map(\.answer) == [.technicallyImpossible, .notApplicable] && reply.dataOf == nil)
        try await bench.renew()
        #expect(
            try await bench.verify([.traveller()]) { $0.departure = LocalTime(wireText: "2027-03-02T23:00")! }
                .passengers.map(\.answer) == [.ok])
    }

    @Test("EES 13(4): the log has the documents asked about with the answers, and nothing of who is outside the acts")
    func log() async throws {
        let bench = Bench(.of(ees: [], vis: [Self.visa], etias: []))
        try await bench.open()
        var exempt = Passenger.traveller("SECRET1")
        exempt.exempt = true
        _ = try await bench.verify([.traveller(), exempt])
        let draft = try #require(bench.log.drafts.last { $0.event == "carriers.verify" })
        let query = try #require(draft.details.query)
        #expect(
            query.contains("PAK/AB1234567 OK") && query.contains("AF651") && !query.contains("SECRET1")
                && !query.contains("DOE"))
        let term = LogTerm.retention(.EES, askedBy: .carrier, concernsRecords: false, created: Day("2027-03-01")!)
        #expect(term.term == .lastDay(Day("2029-03-01")!))
        // Of a passenger nothing is stored.
        let kinds = try await bench.store.read { view in try view.count(CarrierRegistration.kind) }
        #expect(kinds == 1)
    }

    @Test("1409 13: a failure is announced to the carriers, holds until its end, and is not announced twice")
    func failure() async throws {
        let bench = Bench(.of(ees: [], vis: [Self.visa], etias: []))
        try await bench.open()
        try await bench.open(.ferry)
        var input = AnnounceFailure.Input()
        input.system = .VIS
        #expect(try await bench.run(AnnounceFailure(), input, as: .etias, for: .etiasProcessing).told == 2)
        #expect(await bench.refusal(AnnounceFailure(), input, as: .operator_, for: .administration) == .failureStands)
        #expect(
            try await bench.verify([.traveller()]).passengers == [
                PassengerReply(reference: "AB1234567", .technicallyImpossible, .VIS)
            ])
        input.over = true
        _ = try await bench.run(AnnounceFailure(), input, as: .operator_, for: .administration)
        #expect(try await bench.verify([.traveller()]).passengers.map(\.answer) == [.ok])
        #expect(try await bench.inbox(.ferry).suffix(2) == ["carriers.failure", "carriers.failureEnded"])
        #expect(await bench.refusal(AnnounceFailure(), input, as: .airline, for: .boarding) == .forbidden)
    }

    @Test("1409 14: a request for assistance gets a ticket; a carrier sees its own")
    func tickets() async throws {
        let bench = Bench()
        try await bench.open()
        try await bench.open(.ferry)
        var input = RequestAssistance.Input()
        input.summary = "Our line is down."
        let ticket = try await bench.run(RequestAssistance(), input, as: .airline, for: .boarding)
        var solve = SolveTicket.Input()
        solve.ticket = ticket.ticket
        #expect(try await bench.run(ListTickets(), .init(), as: .ferry, for: .boarding).tickets.isEmpty)
        #expect(await bench.refusal(SolveTicket(), solve, as: .ferry, for: .boarding) == .notFound)
        #expect(
            try await bench.run(ListTickets(), .init(), as: .etias, for: .etiasProcessing).tickets.map(\.ticket) == [
                ticket.ticket
            ])
        _ = try await bench.run(SolveTicket(), solve, as: .airline, for: .boarding)
        #expect(await bench.refusal(SolveTicket(), solve, as: .airline, for: .boarding) == .notFromThisState)
        #expect(try await bench.run(ListTickets(), .init(), as: .etias, for: .etiasProcessing).tickets.isEmpty)
    }

    @Test("1409 13(3), 14: a carrier has so many tickets open and no more, and one more where one is solved; lists come in pages")
    func manyTickets() async throws {
        let bench = Bench()
        try await bench.open()
        try await bench.open(.ferry)
        var input = RequestAssistance.Input()
        input.summary = "Our line is down."
        var opened: Set<RecordID> = []
        for _ in 0..<ImpossibilityTicket.openMax {
            opened.insert(try await bench.run(RequestAssistance(), input, as: .airline, for: .boarding).ticket)
        }
        #expect(await bench.refusal(RequestAssistance(), input, as: .airline, for: .boarding) == .tooManyTickets)
        // What one carrier has open is nothing to another.
        let foreign = try await bench.run(RequestAssistance(), input, as: .ferry, for: .boarding).ticket
        func listed(_ limit: Int, as caller: Caller, for purpose: Purpose) async throws -> [RecordID] {
            var page = ListTickets.Input()
            page.limit = limit
            var seen: [RecordID] = []
            while true {
                let reply = try await bench.run(ListTickets(), page, as: caller, for: purpose)
                #expect(reply.tickets.count <= limit)
                seen += reply.tickets.map(\.ticket)
                guard let next = reply.next else { return seen }
                page.after = next
            }
        }
        for limit in [1, 7, 25, 50, 51, 1000] {
            let own = try await listed(limit, as: .airline, for: .boarding)
            #expect(own.count == opened.count && Set(own) == opened, "\(limit)")
            let all = try await listed(limit, as: .etias, for: .etiasProcessing)
            #expect(all.count == opened.count + 1 && Set(all) == opened.union([foreign]), "\(limit)")
        }
        var solve = SolveTicket.Input()
        solve.ticket = try #require(opened.first)
        _ = try await bench.run(SolveTicket(), solve, as: .airline, for: .boarding)
        #expect(try await listed(20, as: .airline, for: .boarding).count == opened.count - 1)
        #expect(await bench.refusal(RequestAssistance(), input, as: .airline, for: .boarding) == nil)
        #expect(await bench.refusal(RequestAssistance(), input, as: .airline, for: .boarding) == .tooManyTickets)
    }

    @Test("1409 10(2)–(6), (8): a form that is not correct is refused with the reason")
    func forms() async throws {
        let bench = Bench()
        func refused(_ pointer: String, _ change: (inout RegistrationForm) -> Void) async {
            var input = RegisterCarrier.Input()
            (input.authority, input.form) = ("AF", .airline)
            change(&input.form)
            do {
                _ = try await bench.run(RegisterCarrier(), input, as: .operator_, for: .administration)
                Issue.record("accepted without \(pointer)")
            } catch { #expect(error.kind == .registrationRefused && error.pointer == "/form/\(pointer)") }
        }
        await refused("email") { $0.email = "nobody" }
        await refused("registeredIn") { $0.registeredIn = .unspecified }
        await refused("memberStates") { $0.registeredIn = CountryCode("PAK")! }
        await refused("operatesIntoMemberStates") { $0.operatesIntoMemberStates = false }
        await refused("meetsSecurityRequirements") { $0.meetsSecurityRequirements = false }
        await refused("authorisedStaffOnly") { $0.authorisedStaffOnly = false }
        await refused("constitutionAttached") { $0.constitutionAttached = false }
        try await bench.open()
        var input = RegisterCarrier.Input()
        (input.authority, input.form) = ("AF", .airline)
        #expect(
            await bench.refusal(RegisterCarrier(), input, as: .operator_, for: .administration) == .carrierRegistered)
        #expect(await bench.refusal(RegisterCarrier(), input, as: .airline, for: .boarding) == .forbidden)
    }

    @Test("1409 11(1), (3), (4): deregistration after a month's notice, with the reason, and comments heard")
    func deregistration() async throws {
        let bench = Bench()
        try await bench.open()
        func kind(_ step: CarrierStep, _ reason: String? = nil) async -> RefusalKind? {
            do {
                try await bench.step(step, reason: reason)
                return nil
            } catch { return error.kind }
        }
        #expect(await kind(.deregister) == .noticeNotOver)
        #expect(await kind(.announceDeregistration) == .reasonMissing)
        #expect(await kind(.announceDeregistration, "abuse") == nil)
        var comments = CommentDeregistration.Input()
        comments.comments = "We have mended our ways."
        _ = try await bench.run(CommentDeregistration(), comments, as: .airline, for: .boarding)
        #expect(await bench.refusal(CommentDeregistration(), comments, as: .ferry, for: .boarding) == .notFound)
        bench.set("2027-03-30T12:00:00Z")
        #expect(await kind(.deregister) == .noticeNotOver)
        bench.set("2027-04-01T10:00:00Z")
        #expect(await kind(.deregister) == nil)
        #expect(
            await bench.refusal(VerifyPassengers(bench.ports), .flight([.traveller()]), as: .airline, for: .boarding)
                == .notRegistered)
        #expect(try await bench.carrier()?.comments == "We have mended our ways.")
        // It may register anew (11(7)), and is a new case then.
        try await bench.open()
        let anew = try #require(try await bench.carrier())
        #expect(anew.state == .connected && anew.comments == nil && anew.deregistered == nil)
    }

    @Test("1409 11(4), (6): an intended deregistration is given up, and another one has a month of its own; a notice of disuse is not")
    func withdrawnNotice() async throws {
        let bench = Bench(.of(ees: [], vis: [], etias: []))
        try await bench.open()
        func refused(_ article: String) async {
            do {
                try await bench.step(.withdrawNotice)
                Issue.record("withdrawn against \(article)")
            } catch { #expect(error.kind == .notFromThisState && error.pointer == "/step" && error.article == article) }
        }
        await refused("2022/1409 11(4)")
        try await bench.step(.announceDeregistration, reason: "abuse")
        var comments = CommentDeregistration.Input()
        comments.comments = "We have mended our ways."
        _ = try await bench.run(CommentDeregistration(), comments, as: .airline, for: .boarding)
        bench.set("2027-03-20T12:00:00Z")
        try await bench.step(.withdrawNotice, reason: "the deficiencies are remedied")
        let carrier = try #require(try await bench.carrier())
        #expect(carrier.state == .connected && carrier.deregistrationFrom == nil && carrier.reason == nil && carrier.comments == nil)
        #expect(try await bench.inbox().last == "carriers.deregistrationWithdrawn")
        await refused("2022/1409 11(4)")
        // The month that had begun counts for nothing.
        bench.set("2027-04-10T12:00:00Z")
        #expect(await bench.refusal(CommentDeregistration(), comments, as: .airline, for: .boarding) == .notFromThisState)
        try await bench.step(.announceDeregistration, reason: "abuse again")
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2027-05-10"))
        try await bench.step(.withdrawNotice)
        // A year without a query is told and carried out as ever, and only a query ends it.
        _ = await bench.sweep("2028-02-01")
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2028-03-01"))
        await refused("2022/1409 11(2)")
        _ = await bench.sweep("2028-03-01")
        #expect(try await bench.carrier()?.state == .deregistered)
    }

    @Test("1409 11(2), (4), 10(8): a year unused, told a month before; a year later the contact data go")
    func disuse() async throws {
        let bench = Bench(.of(ees: [], vis: [], etias: []))
        try await bench.open()
        _ = await bench.sweep("2028-01-31")
        #expect(try await bench.carrier()?.deregistrationFrom == nil)
        _ = await bench.sweep("2028-02-01")
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2028-03-01"))
        // A query keeps it alive for another year.
        bench.set("2028-02-20T08:00:00Z")
        try await bench.renew()
        _ = try await bench.verify([.traveller()]) { query in
            query.departure = LocalTime(wireText: "2028-02-21T10:00")!
            query.arrival = Day("2028-02-21")!
        }
        #expect(try await bench.carrier()?.deregistrationFrom == nil)
        _ = await bench.sweep("2028-03-01")
        #expect(try await bench.carrier()?.state == .connected)
        // A sweeper that was away for long gives the month all the same.
        _ = await bench.sweep("2029-06-01")
        #expect(try await bench.carrier()?.state == .connected)
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2029-07-01"))
        _ = await bench.sweep("2029-06-30")
        #expect(try await bench.carrier()?.state == .connected)
        _ = await bench.sweep("2029-07-01")
        #expect(try await bench.carrier()?.state == .deregistered)
        #expect(try await bench.inbox().suffix(2) == ["carriers.deregistrationAnnounced", "carriers.deregistered"])
        _ = await bench.sweep("2030-06-30")
        #expect(try await bench.carrier() != nil)
        let report = await bench.sweep("2030-07-01")
        #expect(try await bench.carrier() == nil && report.failed.isEmpty)
    }

    @Test("1409 11(4), (5), (7): why a carrier was disconnected is no reason to deregister it once it is connected again")
    func disuseAfterADisconnection() async throws {
        let bench = Bench(.of(ees: [], vis: [], etias: []))
        try await bench.open()
        try await bench.step(.disconnect, reason: "leaked keys")
        #expect(try await bench.carrier()?.disconnectedFor == "leaked keys")
        try await bench.step(.connect)
        #expect(try await bench.carrier()?.disconnectedFor == nil)
        _ = await bench.sweep("2028-02-01")
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2028-03-01"))
        bench.set("2028-02-20T08:00:00Z")
        try await bench.renew()
        _ = try await bench.verify([.traveller()]) { query in
            query.departure = LocalTime(wireText: "2028-02-21T10:00")!
            query.arrival = Day("2028-02-21")!
        }
        // The query ends the disuse, and with it the notice: the next one gives a month again.
        #expect(try await bench.carrier()?.deregistrationFrom == nil)
        _ = await bench.sweep("2029-01-20")
        #expect(try await bench.carrier()?.deregistrationFrom == Day("2029-02-20"))
    }

    @Test("A carrier sees its own registration, the Central Unit the register")
    func register() async throws {
        let bench = Bench()
        try await bench.open()
        try await bench.open(.ferry)
        #expect(
            try await bench.run(ListCarriers(), .init(), as: .ferry, for: .boarding).carriers.map(\.carrier.authority)
                == ["DFDS"])
        #expect(try await bench.run(ListCarriers(), .init(), as: .etias, for: .etiasProcessing).carriers.count == 2)
    }

    @Test("No two operations share a name or a route")
    func names() {
        let all = CarriersOperations.all.map(\.about)
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map { "\($0.method.rawValue) \($0.path)" }).count == all.count)
    }
}
