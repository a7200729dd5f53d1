import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

@Suite struct ReadingTests {
    @Test(
        "nothing readable without right: each authority and purpose reads what the table gives, the rest looks absent")
    func reading() async throws {
        let world = SISWorld()
        var alerts: [(AlertCategory, DataGroup, String)] = []
        for category in AlertCategory.withoutProposal {
            let content = content(category, "Name \(category.rawValue)")
            let entered = try await world.run(
                EnterAlert(), .init(content, samples: category == .unknownWanted ? prints : []),
                as: caller(.police, "FRA"))
            alerts.append((category, content.dataGroup, entered.output.schengenID))
        }
        for kind in AuthorityKind.allCases {
            // The policy is walked over all purposes elsewhere; here what it says is carried out.
            for purpose in Set([kind.usualPurpose, .lawEnforcement, .verification]) {
                // Supervisory authorities may read the history of alerts in their own matters, and so have a right in SIS.
                let isSupervising = kind == .supervisory && purpose == kind.usualPurpose
                let readable = SISAccessTests.groups(SISAccessTests.byHand["\(kind.rawValue) \(purpose.rawValue)"])
                for (category, group, id) in alerts {
                    let refusal = await world.refusal(
                        ReadAlert(), AlertReference(id), as: caller(kind, "DEU"), for: purpose)
                    if readable.contains(group) {
                        #expect(refusal == nil, "\(kind) \(purpose) \(category)")
                    } else {
                        // No right in SIS at all is said; no right to this category looks as if there were nothing.
                        #expect(
                            refusal?.kind == (readable.isEmpty && !isSupervising ? .forbidden : .notFound),
                            "\(kind) \(purpose) \(category)")
                    }
                }
                let nothing = await world.refusal(
                    ReadAlert(), AlertReference("FRA0000000000000"), as: caller(kind, "DEU"), for: purpose)
                #expect(nothing?.kind == (readable.isEmpty && !isSupervising ? .forbidden : .notFound))
            }
        }
    }

    @Test("1861 34(1)(e): an authority that does not determine applications reads for security checks")
    func asylum() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: caller(.police, "FRA")).output
            .schengenID
        #expect(await world.refusal(ReadAlert(), AlertReference(id), as: caller(.asylum, "DEU"))?.kind == .forbidden)
        let other = caller(.asylum, "DEU", standing: [.notDeterminingAuthority])
        #expect(await world.refusal(ReadAlert(), AlertReference(id), as: other) == nil)
    }

    @Test("1862 45(3), 47(4): a registration service that is no government service has no direct access")
    func nonGovernment() async throws {
        let world = SISWorld()
        var search = SearchObjects.Input()
        search.vin = "1M8GDM9AXKP042788"
        #expect(await world.refusal(SearchObjects(), search, as: caller(.vehicleRegistration, "DEU")) == nil)
        let company = caller(.vehicleRegistration, "DEU", standing: [.nonGovernment])
        #expect(await world.refusal(SearchObjects(), search, as: company)?.kind == .forbidden)
    }

    @Test("38, 45: objects are found by each of their numbers, by those who may see the kind")
    func objects() async throws {
        let world = SISWorld()
        let police = caller(.police, "FRA")
        var car = AlertContent()
        car.category = .object
        car.object = SoughtObject(
            vehicle: VehicleDescription(
                vin: "1M8GDM9AXKP042788", registrationMark: "AB-123-CD", registrationState: CountryCode("FRA")!))
        var checked = car
        checked.category = .discreetCheck
        // Another vehicle: two States' alerts on one would have to be agreed on first (23(3)).
        checked.object = SoughtObject(
            vehicle: VehicleDescription(vin: "1HGBH41JXMN109186", registrationMark: "XY-1", registrationState: CountryCode("DEU")!))
        let carID = try await world.run(EnterAlert(), .init(car), as: police).output.schengenID
        let checkID = try await world.run(EnterAlert(), .init(checked), as: caller(.police, "DEU")).output.schengenID
        let passport = try await world.run(EnterAlert(), .init(content(.object)), as: police).output.schengenID
        func found(_ caller: Caller, _ change: (inout SearchObjects.Input) -> Void) async throws -> [String] {
            var search = SearchObjects.Input()
            change(&search)
            return try await world.run(SearchObjects(), search, as: caller).output.alerts.map(\.schengenID)
        }
        let register = caller(.vehicleRegistration, "BEL")
        #expect(try await found(register) { $0.vin = "1m8gdm9axkp042788" } == [carID])
        #expect(try await found(register) { $0.registrationMark = "ab 123 cd" } == [carID])
        #expect(
            try await found(register) {
                $0.registrationMark = "ab123cd"
                $0.registrationState = CountryCode("FRA")!
            } == [carID])
        #expect(
            try await found(register) {
                $0.registrationMark = "ab123cd"
                $0.registrationState = CountryCode("BEL")!
            } == [])
        // Who may not see checks does not find them.
        #expect(try await found(caller(.border, "BEL")) { $0.vin = "1M8GDM9AXKP042788" } == [carID])
        #expect(try await found(caller(.border, "BEL")) { $0.vin = "1HGBH41JXMN109186" } == [checkID])
        #expect(try await found(register) { $0.vin = "1HGBH41JXMN109186" } == [])
        let number = content(.object).object!.document!.number
        #expect(try await found(register) { $0.documentNumber = number } == [])
        #expect(try await found(caller(.border, "BEL")) { $0.documentNumber = number } == [passport])
        #expect(
            try await found(caller(.border, "BEL")) {
                $0.documentNumber = number
                $0.documentIssuer = CountryCode("UTO")!
            } == [passport])
        #expect(await world.refusal(SearchObjects(), .init(), as: register)?.kind == .contradiction)
    }

    @Test("18: every reading and every refusal is logged with the alert, never with what it says")
    func logged() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: caller(.police, "FRA")).output
            .schengenID
        let record = try #require(try await world.alert(id)).id
        _ = try await world.run(ReadAlert(), AlertReference(id), as: caller(.border, "DEU"))
        _ = await world.refusal(ReadAlert(), AlertReference(id), as: caller(.visa, "DEU"))
        let drafts = world.rows.drafts.withLock { $0 }
        #expect(drafts.map(\.event) == ["sis.enterAlert", "sis.readAlert", "sis.readAlert"])
        #expect(drafts[1].details.records == [record] && drafts[1].verdict == .allowed)
        #expect(drafts[2].verdict == .refused("not-found"))
        #expect(drafts.allSatisfy { $0.details.query == nil })
    }
}
