import Access
import Identity
import Operations
import Testing
import VIS
import Wire

@testable import Installation

/// The two editions of Regulation (EC) 767/2008, as the timetable of an installation has them (Regulation (EU) 2021/1134, Article 11).
@Suite struct VISEditionTests {
    private func noon(_ day: String) -> Instant { Instant(day: InstallationTests.day(day), secondOfDay: 43_200) }

    @Test("VIS 11, 2021/1134 1(13) and 11: an examination may be discontinued until the day on which the revised VIS starts")
    func discontinuance() async throws {
        let world = try await World(now: noon("2027-01-20"), vis: VISTimetable(revisedFrom: day("2027-02-01")))
        let consulate = Caller.of(.visa)
        let application = json(
            """
            {"sort":"shortStayVisa","number":"FRA1","location":"Consulate","place":"Utopia","date":"2027-01-20",
            "identity":{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"1985-04-12","sex":"F","nationalities":["UTO"]},
            "documents":[{"kind":"passport","number":"V1","issuer":"UTO"}],
            "form":{"destinations":["FRA"],"stayDays":10,"purposes":["tourism"],"arrival":"2027-03-10","departure":"2027-03-19",
            "firstEntry":"FRA","homeAddress":{"lines":"1 Main Street","city":"Utopia","country":"UTO"},"notApplicable":["jobGroup"]},
            "facialImage":{"source":"live","format":"synthetic","data":"RkFDRQ=="},"fingerprints":{"absence":"physicallyImpossible"}}
            """)
        let created = try await world.run("vis.createApplication", application, as: consulate, for: .visaExamination)
        let id = try #require(created.body["application"])
        func discontinue(on day: String) async -> RefusalKind? {
            world.now = noon(day)
            let decision = json(#"{"location":"Paris","place":"Paris","decided":"\#(day)"}"#)
            return await world.refusal(
                "vis.discontinueExamination", .object(["application": id, "decision": decision, "competentState": "DEU"]), as: consulate,
                for: .visaExamination, version: created.version)
        }
        // The article stands, and is about applications that were lodged in representation.
        #expect(await discontinue(on: "2027-01-31")?.code == "vis/not-foreseen")
        #expect(await discontinue(on: "2027-02-01")?.code == "vis/edition-not-in-force")
    }
}
