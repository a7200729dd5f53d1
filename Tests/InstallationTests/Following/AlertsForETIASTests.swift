import Access
import Identity
import Operations
import Registry
import Testing
import Wire

/// New alerts and authorisations that are held already (2018/1240 Article 41(3)).
@Suite struct AlertsForETIASTests {
    private let immigration = Caller.of(.immigration)

    /// An authorisation that is issued at once.
    private func authorised(_ world: World, document: String = "L000001") async throws {
        let reply = try await world.run(
            "etias.submitApplication",
            json(
                """
                {"form":{"identity":{"surname":"TRAVELLER","firstNames":["ADA"],"dateOfBirth":"1985-04-12","placeOfBirth":"Recife",
                "countryOfBirth":"BRA","sex":"F","nationality":"BRA"},
                "document":{"kind":"passport","number":"\(document)","issuer":"BRA","issued":"2024-01-01","expiry":"2028-06-30"},
                "residence":{"address":"1 Main Street","city":"Recife","country":"BRA"},"email":"ada@example.org","education":"secondary",
                "occupation":"technicians","firstIntendedStay":"FRA",
                "answers":{"terroristOffence":{"yes":false},"criminalOffence":{"yes":false},"conflictZone":{"yes":false},
                "returnDecision":{"yes":false}},
                "declaration":{"authentic":true,"truthful":true,"entryConditionsUnderstood":true}},
                "ipAddress":"192.0.2.1","payment":{"cents":2000,"reference":"P1"}}
                """), as: .of(.operator_, nil), for: .etiasProcessing)
        #expect(reply.body["state"]?.text == "valid")
        await follow(world)
    }

    private func entryBan(_ surname: String, _ given: String = "ADA", born: String = "1985-04-12", waiting: Bool = false) -> JSON {
        json(
            """
            {"alert":{"category":"entryBan","identities":[{"surnames":["\(surname)"],"givenNames":["\(given)"],"dateOfBirth":"\(born)",
            "sex":"F","nationalities":["BRA"]}],"reason":"A reason","action":"refuseEntry","decisionReference":"R 3",
            "legalBasis":"2018/1861 24(1)(b)"\(waiting ? #","takesEffectOnDeparture":true"# : "")}}
            """)
    }

    private func follow(_ world: World) async {
        let report = await world.installation.following.catchUp()
        #expect(report.failed.isEmpty)
    }

    private func told(_ world: World) async throws -> [String] {
        try await world.installation.store.read { try $0.inbox(recipient: "etiasNational/FRA", after: nil, limit: 100) }
            .map(\.kind).filter { $0 == "etias.revoke" || $0 == "etias.assessRevocation" }
    }

    @Test("41(3), 2018/1861 24(3): an entry ban that takes effect on departure reaches an authorisation that was issued meanwhile")
    func takesEffect() async throws {
        let world = try await World()
        let ban = try await world.run("sis.enterAlert", entryBan("TRAVELLER", waiting: true), as: immigration, for: .residenceDecision)
        await follow(world)
        // It waits, and is no hit.
        try await authorised(world)
        #expect(try await told(world) == [])
        let id = try #require(ban.body["schengenId"])
        try await world.run(
            "sis.confirmDeparture", .object(["schengenId": id]), as: immigration, for: .residenceDecision, version: ban.version ?? 1)
        await follow(world)
        #expect(try await told(world) == ["etias.revoke"])
    }

    @Test("41(3): an identity that is added later reaches its holder, once, and nobody whom the alert had reached is told again")
    func addedIdentity() async throws {
        let world = try await World()
        try await authorised(world)
        let ban = try await world.run("sis.enterAlert", entryBan("SOMEBODYELSE", "KIM", born: "1961-11-30"), as: immigration, for: .residenceDecision)
        await follow(world)
        #expect(try await told(world) == [])
        let id = try #require(ban.body["schengenId"])
        func alias(_ surname: String, _ given: String, born: String, _ version: Int?) async throws -> Int? {
            let added = try await world.run(
                "sis.addIdentity",
                .object([
                    "schengenId": id,
                    "identity": json(
                        """
                        {"category":"alias","surnames":["\(surname)"],"givenNames":["\(given)"],"dateOfBirth":"\(born)","sex":"F",
                        "nationalities":["BRA"]}
                        """),
                ]), as: immigration, for: .residenceDecision, version: version ?? 1)
            await follow(world)
            return added.version
        }
        let version = try await alias("TRAVELLER", "ADA", born: "1985-04-12", ban.version)
        #expect(try await told(world) == ["etias.revoke"])
        _ = try await alias("UNRELATED", "NOOR", born: "1979-08-09", version ?? 2)
        #expect(try await told(world) == ["etias.revoke"])
    }

    @Test("41(3), 2018/1862 38(2)(k): a block of blank documents reaches whoever holds an authorisation by one of them, and no other")
    func block() async throws {
        let world = try await World()
        try await authorised(world, document: "YA0012555")
        func report(_ first: String, _ last: String) async throws {
            try await world.run(
                "sis.enterAlert",
                json(
                    #"{"alert":{"category":"object","object":{"kind":"blankDocument","circumstance":"stolen","item":{"numbers":[{"kind":"documentNumber","value":"\#(first)","last":"\#(last)","issuer":"BRA"}]}}}}"#
                ), as: .policeFRA, for: .policeCheck)
            await follow(world)
        }
        try await report("YA0013000", "YA0013999")
        #expect(try await told(world) == [])
        try await report("YA0012300", "YA0012899")
        #expect(try await told(world) == ["etias.assessRevocation"])
    }
}
