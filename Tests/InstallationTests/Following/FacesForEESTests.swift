import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

/// The face of a visa holder is in the VIS or in the EES, whichever came first (2017/2226 Article 16(1a); 767/2008 Article 17a(3a)).
@Suite struct FacesForEESTests {
    private let consulate = Caller.of(.visa)

    private func apply(_ world: World, _ number: String, born: String = "1985-04-12", source: String = "live") async throws -> JSON {
        let day = world.now.utcDay.description
        let created = try await world.run(
            "vis.createApplication",
            json(
                """
                {"sort":"shortStayVisa","number":"\(number)","location":"Consulate","place":"Utopia","date":"\(day)",
                "identity":{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"\(born)","sex":"F","nationalities":["UTO"]},
                "documents":[{"kind":"passport","number":"V1","issuer":"UTO"}],
                "form":{"destinations":["FRA"],"stayDays":10,"purposes":["tourism"],"arrival":"2027-03-10","departure":"2027-03-19",
                "firstEntry":"FRA","homeAddress":{"lines":"1 Main Street","city":"Utopia","country":"UTO"},"notApplicable":["jobGroup"]},
                "facialImage":{"source":"\(source)","verifiedAgainstLive":true,"format":"synthetic","data":"RkFDRQ=="},
                "fingerprints":{"absence":"physicallyImpossible"}}
                """), as: consulate, for: .visaExamination)
        await follow(world)
        return try #require(created.body["application"])
    }

    private func register(_ world: World) async throws -> RecordID {
        let reply = try await world.run(
            "ees.createFile",
            json(
                """
                {"file":{"traveller":"visaRequired","identity":{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"1985-04-12",
                "nationalities":["UTO"],"sex":"F"},"document":{"kind":"passport","number":"V1","issuer":"UTO","expiry":"2033-01-01"}},
                "facialImage":{"source":"live","format":"synthetic","quality":80,"data":"RkFDRQ=="}}
                """))
        await follow(world)
        return try #require(reply.body["file"]?.text.flatMap { RecordID($0) })
    }

    private func follow(_ world: World) async {
        let report = await world.installation.following.catchUp()
        #expect(report.failed.isEmpty)
    }

    private func file(_ world: World, _ id: RecordID) async throws -> IndividualFile {
        let stored = try #require(try await world.installation.store.read { try $0.record(id) })
        return try IndividualFile(stored: stored)
    }
    private func samples(_ world: World) async throws -> Int {
        try await world.installation.store.read { try $0.page(BiometricData.kind, after: nil, limit: 10).count }
    }

    @Test("16(1a): a face taken live with a later application erases the one of the EES; when it goes, the EES asks for one again")
    func later() async throws {
        let world = try await World()
        world.now = Instant(day: InstallationTests.day("2027-01-20"), secondOfDay: 43_200)
        let id = try await register(world)
        #expect(try await file(world, id).facialImage != nil)
        #expect(try await samples(world) == 1)
        let application = try await apply(world, "FRA1")
        #expect(try await file(world, id).facialImage == nil)
        #expect(try await file(world, id).faceInVIS?.description == application.text)
        #expect(try await samples(world) == 0)
        // The applicant's file goes from the VIS: nobody holds the face any more.
        try await world.run(
            "vis.eraseApplication", .object(["application": application, "ground": "nationalityAcquired"]), as: consulate,
            for: .visaExamination)
        await follow(world)
        #expect(try await file(world, id).faceInVIS == nil)
        #expect(try await file(world, id).warnings(on: InstallationTests.day("2027-01-21")).contains(.facialImageDue))
    }

    @Test("15(1): of whom the VIS holds a face none is kept from the first day")
    func first() async throws {
        let world = try await World()
        world.now = Instant(day: InstallationTests.day("2027-01-20"), secondOfDay: 43_200)
        let application = try await apply(world, "FRA1")
        let id = try await register(world)
        #expect(try await file(world, id).faceInVIS?.description == application.text)
        #expect(try await samples(world) == 0)
    }

    @Test("17a(3a): an image from a chip, and one of somebody who was born on another day, stand for none of the EES")
    func others() async throws {
        for (born, source) in [("1985-04-12", "chip"), ("1991-01-01", "live")] {
            let world = try await World()
            world.now = Instant(day: InstallationTests.day("2027-01-20"), secondOfDay: 43_200)
            _ = try await apply(world, "FRA1", born: born, source: source)
            let id = try await register(world)
            #expect(try await file(world, id).facialImage != nil)
            #expect(try await samples(world) == 1)
        }
    }
}
