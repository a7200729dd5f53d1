import Access
import Identity
import Operations
import Registry
import Testing
import Wire

/// What follows in the EES from decisions on a visa, and in the VIS from a child's crossings.
@Suite struct VISFollowersTests {
    private let consulate = Caller.of(.visa)

    private func noon(_ day: String) -> Instant { Instant(day: InstallationTests.day(day), secondOfDay: 43_200) }

    /// A visa for days within its validity, issued on 1 February 2027 and valid from 1 March to the end of May.
    private func visa(_ world: World, born: String = "1985-04-12", days: Int = 10) async throws -> (JSON, Int?) {
        world.now = noon("2027-01-20")
        let isChild = born > "2015"
        let application = json(
            """
            {"sort":"shortStayVisa","number":"FRA1","location":"Consulate","place":"Utopia","date":"2027-01-20",
            "identity":{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"\(born)","sex":"F","nationalities":["UTO"]},
            "documents":[{"kind":"passport","number":"V1","issuer":"UTO"}],
            "form":{"destinations":["FRA"],"stayDays":\(days),"purposes":["tourism"],"arrival":"2027-03-10","departure":"2027-03-19",
            "firstEntry":"FRA","homeAddress":{"lines":"1 Main Street","city":"Utopia","country":"UTO"},"notApplicable":["jobGroup"]
            \(isChild ? #","guardian":{"surname":"EXAMPLE","givenNames":"KIM"}"# : "")},
            "facialImage":{"source":"live","format":"synthetic","data":"RkFDRQ=="},
            "minorSafeguards":{"trainedStaff":true,"accompanied":true,"withoutForce":true},
            "fingerprints":{"absence":"physicallyImpossible"}}
            """)
        let created = try await world.run("vis.createApplication", application, as: consulate, for: .visaExamination)
        let id = try #require(created.body["application"])
        world.now = noon("2027-02-01")
        let issued = try await world.run(
            "vis.issueVisa",
            .object([
                "application": id, "decision": json(#"{"location":"Paris","place":"Paris","decided":"2027-02-01"}"#),
                "document": json(
                    #"{"sort":"uniform","number":{"number":"900000001","issuer":"FRA"},"validFrom":"2027-03-01","validUntil":"2027-05-31","entries":"multiple","days":\#(days)}"#
                ),
            ]), as: consulate, for: .visaExamination, version: created.version)
        return (id, issued.version)
    }

    private func file(_ world: World, born: String = "1985-04-12") async throws -> JSON {
        let reply = try await world.run(
            "ees.createFile",
            json(
                """
                {"file":{"traveller":"visaRequired","identity":{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"\(born)",
                "nationalities":["UTO"],"sex":"F"},"document":{"kind":"passport","number":"V1","issuer":"UTO","expiry":"2033-01-01"}},
                "facialImage":{"source":"live","format":"synthetic","quality":80,"data":"RkFDRQ=="}}
                """))
        return try #require(reply.body["file"])
    }

    private func cross(_ world: World, _ file: JSON, entering: Bool, on day: String, days: Int = 10) async throws -> JSON {
        world.now = noon(day)
        var input = JSONObject([("file", file), ("crossingPoint", "FRCDG")])
        if entering {
            input["visa"] = json(
                #"{"sticker":{"number":"900000001","issuer":"FRA"},"validFrom":"2027-03-01","validUntil":"2027-05-31","entries":"multiple","days":\#(days)}"#
            )
        }
        let reply = try await world.run(entering ? "ees.recordEntry" : "ees.recordExit", .object(input))
        await follow(world)
        return try #require(reply.body["record"])
    }

    private func follow(_ world: World) async {
        let report = await world.installation.following.catchUp()
        #expect(report.failed.isEmpty)
    }

    private func stay(_ world: World, _ record: JSON) async throws -> (body: JSON, version: Int?) {
        let reply = try await world.run(
            "ees.readEntryExit", .object(["record": record]), as: .of(.immigration), for: .verification)
        return (try #require(reply.body["record"]), reply.version)
    }

    @Test("EES 19(1)(e), VIS 14(3): a visa extended by days prolongs the stay by those days, not to the end of the visa")
    func extension_() async throws {
        let world = try await World()
        let (application, version) = try await visa(world)
        world.now = noon("2027-03-10")
        let record = try await cross(world, file(world), entering: true, on: "2027-03-10")
        #expect(try await stay(world, record).body["authorisedEnd"]?.text == "2027-03-19")
        world.now = noon("2027-03-15")
        try await world.run(
            "vis.extendVisa",
            .object([
                "application": application, "decision": json(#"{"location":"Paris","place":"Paris","decided":"2027-03-15"}"#),
                "grounds": ["seriousPersonal"], "number": json(#"{"number":"900000002","issuer":"FRA"}"#),
                "validFrom": "2027-03-01", "validUntil": "2027-05-31", "extensionDays": 5,
            ]), as: consulate, for: .visaExamination, version: version)
        await follow(world)
        let extended = try await stay(world, record).body
        #expect(extended["authorisedEnd"]?.text == "2027-03-24")
        #expect(extended["changes"]?.elements?.first?["newSticker"]?["number"]?.text == "900000002")
    }

    @Test("EES 19(1), VIS 13(3): a decision concerns the stay of its day, whatever changes in the file later")
    func laterStay() async throws {
        let world = try await World()
        let born = "2018-04-12"
        let (application, version) = try await visa(world, born: born, days: 60)
        world.now = noon("2027-03-10")
        let file = try await file(world, born: born)
        let first = try await cross(world, file, entering: true, on: "2027-03-10", days: 60)
        world.now = noon("2027-03-12")
        try await world.run(
            "vis.revokeVisa",
            .object([
                "application": application, "decision": json(#"{"location":"Paris","place":"Paris","decided":"2027-03-12"}"#),
                "grounds": ["threat"],
            ]), as: consulate, for: .visaExamination, version: try await fileVersion(world, application) ?? version)
        await follow(world)
        _ = try await cross(world, file, entering: false, on: "2027-03-14")
        // The guard overlooks the revocation; that the child comes and leaves changes the file in the VIS, and nothing more.
        let second = try await cross(world, file, entering: true, on: "2027-04-10", days: 60)
        _ = try await cross(world, file, entering: false, on: "2027-04-12")
        #expect(try await stay(world, first).body["changes"]?.elements?.count == 1)
        #expect(try await stay(world, second).body["changes"]?.elements?.count ?? 0 == 0)
    }

    @Test("VIS 23(3): a child is inside by its latest stay, whichever record was changed")
    func child() async throws {
        let world = try await World()
        let born = "2018-04-12"
        let (application, _) = try await visa(world, born: born, days: 60)
        world.now = noon("2027-03-10")
        let file = try await file(world, born: born)
        let first = try await cross(world, file, entering: true, on: "2027-03-10", days: 60)
        _ = try await cross(world, file, entering: false, on: "2027-03-14")
        #expect(try await lastExit(world, application) == "2027-03-14")
        _ = try await cross(world, file, entering: true, on: "2027-04-10", days: 60)
        #expect(try await lastExit(world, application) == nil)
        // An authority adds something to the stay before.
        let before = try await stay(world, first)
        try await world.run(
            "ees.changeStatus",
            .object([
                "record": first, "status": "revoked", "place": "Paris", "decided": "2027-03-13", "ground": "otherDecision",
            ]), as: .of(.immigration), for: .verification, version: before.version)
        await follow(world)
        #expect(try await lastExit(world, application) == nil)
    }

    private func stored(_ world: World, _ application: JSON) async throws -> StoredRecord {
        let id = try #require(application.text.flatMap { RecordID($0) })
        return try #require(try await world.installation.store.read { try $0.record(id) })
    }
    private func lastExit(_ world: World, _ application: JSON) async throws -> String? {
        try JSON(parsing: try await stored(world, application).payload)["lastExit"]?.text
    }
    private func fileVersion(_ world: World, _ application: JSON) async throws -> Int? {
        try await stored(world, application).version
    }
}
