import Access
import Identity
import Operations
import Testing
import Wire

@testable import SIS

@Suite struct EnterAlertTests {
    static let persons = AlertCategory.withoutProposal.filter { $0 != .object && $0 != .unknownWanted }

    @Test(
        "1862 20, 1861 20, 1860 4: an alert of every category is entered and read back",
        arguments: AlertCategory.withoutProposal)
    func every(category: AlertCategory) async throws {
        let world = SISWorld()
        let police = caller(.police, "FRA")
        let entered = try await world.run(
            EnterAlert(), .init(content(category), samples: category == .unknownWanted ? prints : []), as: police)
        #expect(entered.version == 1)
        #expect(entered.output.schengenID.hasPrefix("FRA"))
        let read = try await world.run(
            ReadAlert(), AlertReference(entered.output.schengenID), as: caller(.police, "DEU"))
        #expect(read.output.alert.content == content(category))
        #expect(read.output.alert.issuingState == "FRA")
        #expect(read.output.keptUntil == entered.output.keptUntil)
        // The period, computed anew.
        let years: Int =
            switch category {
            case .arrest, .missing, .missingProtect: 5
            case .judicial, .unknownWanted, .return, .refusal, .entryBan, .restrictiveMeasure: 3
            case .object: 10
            default: 1
            }
        #expect(entered.output.keptUntil == day("\(2026 + years)-03-02"))
    }

    @Test("22(1), 4(2): without any one of the minimum data there is no alert", arguments: persons)
    func minimum(category: AlertCategory) async throws {
        let world = SISWorld()
        let whole = content(category)
        var poorer: [AlertContent] = []
        func without(_ change: (inout AlertContent) -> Void) {
            var less = whole
            change(&less)
            poorer.append(less)
        }
        without { $0.identities[0].surnames = [] }
        without { $0.identities[0].dateOfBirth = nil }
        without { $0.identities = [] }
        without { $0.reason = nil }
        without { $0.action = nil }
        switch category {
        case .return:
            without { $0.decisionReference = nil }
            without { $0.entryBan = nil }
            without { $0.voluntaryDepartureGranted = true }
        case .refusal, .entryBan, .restrictiveMeasure:
            without { $0.decisionReference = nil }
            without { $0.legalBasis = nil }
        default: break
        }
        for less in poorer {
            let refusal = await world.refusal(EnterAlert(), .init(less), as: caller(.police, "FRA"))
            #expect(refusal?.kind == .minimumData)
            #expect(refusal?.article == (category == .return ? "4(2)" : "22(1)"))
        }
        #expect(try await world.count(Alert.kind) == 0)
    }
}

@Suite struct AnnouncementTests {
    @Test(
        "1862 24(2): every other Member State is told of a new alert for arrest, and of no other",
        arguments: AlertCategory.withoutProposal)
    func announced(category: AlertCategory) async throws {
        let world = SISWorld()
        let samples = category == .unknownWanted ? prints : []
        let id = try await world.run(
            EnterAlert(), .init(content(category), samples: samples), as: caller(.police, "FRA")
        )
        .output.schengenID
        for state in ["DEU", "CHE", "NOR", "IRL", "CYP", "BGR", "HRV"] {
            let notices = try await world.everything(for: state)
            #expect(notices.map(\.article) == (category == .arrest ? ["1862 24(2)"] : []))
            #expect(notices.allSatisfy { $0.text.contains(id) && !$0.text.contains("Specimen") })
        }
        for state in ["FRA", "GBR", "TUR"] { #expect(try await world.everything(for: state).isEmpty) }
        guard category == .arrest else { return }
        // With the alert its announcements go.
        _ = try await world.run(DeleteAlert(), .init(id, ground: .unlawful), as: caller(.police, "FRA"))
        #expect(try await world.everything(for: "DEU").isEmpty)
    }
}

@Suite struct OneAlertPerMemberStateTests {
    @Test("23(2): one alert per person and Member State, whatever the category; other Member States may have theirs")
    func perPerson() async throws {
        let world = SISWorld()
        let first = try await world.run(EnterAlert(), .init(content(.refusal)), as: caller(.border, "FRA"))
        for category in [AlertCategory.arrest, .missing, .refusal, .discreetCheck] {
            let refusal = await world.refusal(EnterAlert(), .init(content(category)), as: caller(.police, "FRA"))
            #expect(refusal?.kind == .alertExists)
            #expect(refusal?.article == "23(2)")
            #expect(refusal?.kind.status == 409)
        }
        let german = try await world.run(EnterAlert(), .init(content(.arrest)), as: caller(.police, "DEU"))
        #expect(german.output.otherAlerts.map(\.schengenID) == [first.output.schengenID])
        #expect(german.output.executeFirst == .arrest)
        #expect(try await world.count(Alert.kind) == 2)
    }

    @Test("23(1): the same person is seen by names in another script, in an alias, and by a document")
    func recognised() async throws {
        let world = SISWorld()
        var known = content(.refusal, "Chekhov", "Anton", born: "1970-01-29")
        known.identities.append(person("Tschechow", "Anton", "1971-02-03", category: .alias))
        known.documents = [TravelDocument(kind: .passport, number: "AB 123-456", issuer: CountryCode("UTO")!)]
        _ = try await world.run(EnterAlert(), .init(known), as: caller(.border, "FRA"))

        var cyrillic = content(.arrest, "Чехов", "Антон", born: "1970-01-29")
        cyrillic.identities[0].nationalities = []
        #expect(await world.refusal(EnterAlert(), .init(cyrillic), as: caller(.police, "FRA"))?.kind == .alertExists)
        let alias = content(.arrest, "TSCHECHOW", "ANTON", born: "1971-02-03")
        #expect(await world.refusal(EnterAlert(), .init(alias), as: caller(.police, "FRA"))?.kind == .alertExists)
        var document = content(.arrest, "Somebody", "Else", born: "1990-09-09")
        document.documents = [TravelDocument(kind: .passport, number: "ab123456", issuer: CountryCode("UTO")!)]
        #expect(await world.refusal(EnterAlert(), .init(document), as: caller(.police, "FRA"))?.kind == .alertExists)
        // Another issuer's number is another document; a year of birth alone is nobody in particular.
        document.documents[0].issuer = CountryCode("DEU")!
        #expect(await world.refusal(EnterAlert(), .init(document), as: caller(.police, "FRA")) == nil)
        let year = content(.arrest, "Chekhov", "Anton", born: "1970")
        #expect(await world.refusal(EnterAlert(), .init(year), as: caller(.police, "FRA")) == nil)
    }

    @Test("61: an alert on somebody who was told apart may be entered, and is still guarded against a second one")
    func toldApart() async throws {
        let world = SISWorld()
        let first = try await world.run(EnterAlert(), .init(content(.refusal)), as: caller(.border, "FRA"))
        let second = try await world.run(
            EnterAlert(), .init(content(.arrest), distinctFrom: [first.output.schengenID]), as: caller(.police, "FRA"))
        #expect(second.output.otherAlerts.isEmpty)
        let third = await world.refusal(
            EnterAlert(), .init(content(.judicial), distinctFrom: [first.output.schengenID]), as: caller(.police, "FRA")
        )
        #expect(third?.kind == .alertExists)
    }

    @Test("23(2): of requests that come at the same moment one alert stands")
    func race() async throws {
        let world = SISWorld()
        let entered = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    await world.refusal(
                        EnterAlert(), .init(content(number % 2 == 0 ? .arrest : .refusal)), as: caller(.police, "FRA"))
                        == nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(entered == 1)
        #expect(try await world.count(Alert.kind) == 1)
    }

    @Test("23(2), 38: one alert per object: by identification number, by mark, by document")
    func objects() async throws {
        let world = SISWorld()
        let police = caller(.police, "FRA")
        var car = AlertContent()
        car.category = .object
        car.object = SoughtObject(
            vehicle: VehicleDescription(
                vin: "1M8GDM9AXKP042788", registrationMark: "AB-123-CD", registrationState: CountryCode("FRA")!))
        let first = try await world.run(EnterAlert(), .init(car), as: police)
        #expect(first.output.keptUntil == day("2036-03-02"))
        var sameNumber = car
        sameNumber.object?.vehicle?.registrationMark = "XX 1"
        #expect(await world.refusal(EnterAlert(), .init(sameNumber), as: police)?.kind == .alertExists)
        var sameMark = car
        sameMark.object?.vehicle?.vin = "2M8GDM9AXKP042788"
        #expect(await world.refusal(EnterAlert(), .init(sameMark), as: police)?.kind == .alertExists)
        sameMark.object?.vehicle?.registrationState = CountryCode("BEL")!
        #expect(await world.refusal(EnterAlert(), .init(sameMark), as: police) == nil)
        // A person's passport and a passport sought are not the same subject.
        var holder = content(.refusal)
        holder.documents = [content(.object).object!.document!]
        _ = try await world.run(EnterAlert(), .init(content(.object)), as: police)
        #expect(await world.refusal(EnterAlert(), .init(holder), as: police) == nil)
    }
}

@Suite struct AlertFormTests {
    let police = caller(.police, "FRA")

    private func refusal(
        _ change: (inout AlertContent) -> Void, of category: AlertCategory = .refusal, samples: [AlertSample] = []
    )
        async -> Refusal?
    {
        var content = content(category)
        change(&content)
        return await SISWorld().refusal(EnterAlert(), .init(content, samples: samples), as: police)
    }

    @Test(
        "1862 42(3): a DNA profile belongs to missing persons under protection alone", arguments: AlertCategory.withoutProposal
    )
    func dna(category: AlertCategory) async {
        let profile = [AlertSample(.dnaProfile, format: "dna", data: [1])]
        let refusal = await refusal(
            { _ in }, of: category, samples: profile + (category == .unknownWanted ? prints : []))
        #expect(refusal?.kind == (category == .missingProtect ? nil : .dnaNotAllowed))
    }

    @Test("1862 40: an unknown wanted person has prints and nothing else")
    func unknown() async {
        #expect(await refusal({ _ in }, of: .unknownWanted)?.kind == .printsAlone)
        #expect(await refusal({ _ in }, of: .unknownWanted, samples: prints) == nil)
        #expect(await refusal({ $0.reason = "x" }, of: .unknownWanted, samples: prints)?.kind == .printsAlone)
        #expect(
            await refusal({ $0.identities = [person("A", "B")] }, of: .unknownWanted, samples: prints)?.kind
                == .printsAlone)
        #expect(await refusal({ $0.offence = "x" }, of: .unknownWanted, samples: prints)?.kind == .printsAlone)
    }

    @Test("20(3)(n): the action is the one of the category")
    func action() async {
        #expect(await refusal({ $0.action = .arrest })?.kind == .wrongAction)
        #expect(await refusal({ $0.action = .discreetCheck }, of: .specificCheck)?.kind == .wrongAction)
    }

    @Test("20(2): a person or an object, not both, and the category says which")
    func personOrObject() async {
        #expect(await refusal({ $0.object = nil }, of: .object)?.kind == .contradiction)
        #expect(await refusal({ $0.identities = [person("A", "B")] }, of: .object)?.kind == .contradiction)
        for category in AlertCategory.withoutProposal where category != .object && category != .unknownWanted {
            let check = [.discreetCheck, .inquiryCheck, .specificCheck].contains(category)
            let refusal = await refusal(
                {
                    $0.object = content(.object).object
                    $0.object?.circumstance = nil
                    $0.identities = []
                }, of: category)
            #expect(refusal?.kind == (check ? nil : .contradiction), "\(category)")
        }
        #expect(await refusal({ $0.identities[0].category = .misused })?.kind == .contradiction)
    }

    @Test("38(2): an object must be readily identifiable")
    func identifiable() async {
        #expect(await refusal({ $0.object?.document = nil }, of: .object)?.kind == .objectNotIdentifiable)
        #expect(await refusal({ $0.object?.document?.number = "---" }, of: .object)?.kind == .objectNotIdentifiable)
        #expect(
            await refusal({ $0.object = SoughtObject(vehicle: .init()) }, of: .object)?.kind == .objectNotIdentifiable)
        #expect(await refusal({ $0.object?.kind = .motorVehicle }, of: .object)?.kind == .objectNotIdentifiable)
        let car = SoughtObject(vehicle: .init(registrationMark: "AB 1"))
        #expect(await refusal({ $0.object = car }, of: .object) == nil)
        #expect(
            await refusal(
                {
                    $0.object = car
                    $0.object?.circumstance = .lost
                }, of: .object)?.kind == .contradiction)
        // A passport's description is none of another kind's.
        for kind in ObjectKind.allCases where kind != .identityDocument {
            let expected: RefusalKind = kind.maySeize ? .objectNotIdentifiable : .contradiction
            #expect(await refusal({ $0.object?.kind = kind }, of: .object)?.kind == expected)
        }
    }

    @Test(
        "20, 4(1): an alert holds the data of its own act and category and no others", arguments: AlertCategory.withoutProposal
    )
    func ownData(category: AlertCategory) async {
        guard category != .unknownWanted else { return }
        let act =
            ["return": "1860", "refusal": "1861", "entryBan": "1861", "restrictiveMeasure": "1861"][category.rawValue]
            ?? "1862"
        let of32: Set<AlertCategory> = [.missing, .missingProtect, .childRisk, .childAbduction, .vulnerableAdult]
        let changes: [(allowed: Bool, change: (inout AlertContent) -> Void)] = [
            (of32.contains(category), { $0.caseType = .unspecified }),
            (category == .judicial, { $0.judicialRole = .witness }),
            (act == "1862", { $0.nationalRegisterNumber = "1" }),
            (category == .return, { $0.entryBan = true }),
            (category == .return, { $0.returnSuspended = true }),
            (category == .return, { $0.threat = true }),
            (act != "1862", { $0.decisionLongerThanThreeYears = true }),
        ]
        for (place, (allowed, change)) in changes.enumerated() {
            #expect(
                await refusal(change, of: category)?.kind == (allowed ? nil : .contradiction), "\(category) \(place)")
        }
        let warrant = [AlertSample(.arrestWarrant, format: "pdf", data: [1])]
        let refused = await refusal({ _ in }, of: category, samples: warrant)
        #expect(refused?.kind == (category == .arrest ? nil : .contradiction))
    }

    @Test("32(1)(c)–(e): children and persons of age have categories of their own; an unknown age is no objection")
    func age() async {
        for (category, born, accepted) in [
            (AlertCategory.childRisk, "2008-03-03", true), (.childRisk, "2008-03-02", false),
            (.childRisk, "2008", true),
            (.childAbduction, "2007", false), (.vulnerableAdult, "2008-03-02", true),
            (.vulnerableAdult, "2008-03-03", false),
            (.vulnerableAdult, "2008", true), (.vulnerableAdult, "2009", false), (.missing, "2015", true),
            (.missing, "1950", true),
        ] {
            let refusal = await refusal({ $0.identities[0].dateOfBirth = PartialDate(born)! }, of: category)
            #expect(refusal?.kind == (accepted ? nil : .contradiction), "\(category) \(born)")
        }
    }

    @Test("61: only standing alerts of one's own Member State can be told apart")
    func toldApartFromNothing() async throws {
        let world = SISWorld()
        let german = try await world.run(EnterAlert(), .init(content(.arrest)), as: caller(.police, "DEU")).output
            .schengenID
        for number in [german, "FRA0000000000000"] {
            let refusal = await world.refusal(EnterAlert(), .init(content(.arrest), distinctFrom: [number]), as: police)
            #expect(refusal?.kind == .contradiction && refusal?.pointer == "/distinctFrom/0")
        }
    }

    @Test("59(3): agencies and states outside enter nothing", arguments: AuthorityKind.allCases)
    func agencies(kind: AuthorityKind) async {
        let world = SISWorld()
        let agency = await world.refusal(EnterAlert(), .init(content(.refusal)), as: caller(kind, nil))
        #expect(agency?.kind == .forbidden)
        let mayEnter: Set<AuthorityKind> = [.border, .police, .judicial, .immigration, .sirene]
        let state = await world.refusal(EnterAlert(), .init(content(.refusal)), as: caller(kind, "FRA"))
        #expect((state == nil) == mayEnter.contains(kind))
    }

    @Test("the same request under the same key enters one alert")
    func idempotent() async throws {
        let world = SISWorld()
        let first = try await world.run(EnterAlert(), .init(content(.arrest)), as: police, key: "k")
        let second = try await world.run(EnterAlert(), .init(content(.arrest)), as: police, key: "k")
        #expect(second.reply.isReplay)
        #expect(first.output.schengenID == second.output.schengenID)
        #expect(try await world.count(Alert.kind) == 1)
    }
}
