import Access
import Identity
import Operations
import Registry
import Testing

@testable import VIS

@Suite("VIS 18(4)–(5), 19(2): what a check shows")
struct VISPortalViewTests {
    func recorded(_ change: (inout ApplicationFile) -> Void = { _ in }) throws -> Recorded<ApplicationFile> {
        var file = ApplicationFile()
        (file.number, file.identity, file.documents, file.form) = ("FRA-1", .person(), [.passport()], .full)
        file.fingerprints = FingerprintField(mark: .taken, positions: Array(1...10), takenOn: Day("2027-03-01"))
        (file.lodging.location, file.lodging.place) = ("ABIDJAN", "ABIDJAN")
        file.lodging.authority = "FR"
        var issued = VisaDecision()
        (issued.authority, issued.location, issued.memberState, issued.place) = ("FR", "ABIDJAN", "FRA", "ABIDJAN")
        issued.document = .uniform()
        file.decisions = [issued]
        change(&file)
        let draft = file.draft(owner: "FRA")
        return try Recorded(
            StoredRecord(
                id: RecordID(high: 1, low: 1), kind: draft.kind, version: 1, owner: "FRA", payload: draft.payload, schema: draft.schema,
                created: Instant(milliseconds: 0), changed: Instant(milliseconds: 0), changedBy: "X"))
    }

    func view(
        on day: String, state: String? = "FRA", visible: Set<DataGroup> = VISGrants.atBorders,
        _ change: (inout ApplicationFile) -> Void = { _ in }
    ) throws -> VISPortalView {
        VISPortalView(try recorded(change), links: ApplicationLinks(), asOf: Day(day)!, memberState: state, visible: visible)
    }

    @Test("Valid from the first day to the last, and not on the days beside")
    func validity() throws {
        for (day, valid) in [("2027-03-31", false), ("2027-04-01", true), ("2027-09-30", true), ("2027-10-01", false)] {
            #expect(try view(on: day).valid == valid)
        }
        #expect(try view(on: "2027-03-31").warnings.contains(.notYetValid))
        #expect(try view(on: "2027-10-01").warnings.contains(.expired))
        #expect(try view(on: "2027-04-01").warnings.isEmpty)
    }

    @Test("Warnings: revoked, another territory, an expired document, no fingerprints, airport transit")
    func warnings() throws {
        #expect(try view(on: "2027-04-01") { $0.decisions.append(.of(.revoked)) }.warnings == [.noValidDocument, .annulledOrRevoked])
        #expect(
            try view(on: "2027-04-01", state: "DEU") { $0.decisions[0].document?.territory = [CountryCode("FRA")!] }.warnings == [
                .otherTerritory
            ])
        #expect(try view(on: "2027-04-01") { $0.documents[0].expiry = Day("2027-03-31") }.warnings == [.documentExpired])
        #expect(
            try view(on: "2027-04-01") { $0.fingerprints = FingerprintField(mark: .absent, absence: .belowAge) }.warnings == [
                .noFingerprints
            ])
        #expect(try view(on: "2027-04-01") { $0.decisions[0].document?.sort = .airportTransit }.warnings == [.airportTransitOnly])
    }

    @Test("What no right covers is not there, group by group")
    func groups() throws {
        let nothing = try view(on: "2027-04-01", visible: []).file
        #expect(nothing.number == nil && nothing.identity == nil && nothing.form == nil && nothing.document == nil)
        #expect(nothing.documents.isEmpty && nothing.decisions.isEmpty && nothing.facialImage == nil && nothing.lodging == nil)
        let border = try view(on: "2027-04-01").file
        #expect(border.lodging == nil)
        #expect(border.decisions.first?.authority == "withheld")
        let whole = try view(on: "2027-04-01", visible: VISGrants.wholeFile).file
        #expect(whole.lodging?.location == "ABIDJAN")
        #expect(whole.decisions.first?.authority == "FR")
    }

    @Test("18c, 18d, 21(2), 22o(6): what a search of one's own does not open, the portal does not show")
    func open() async throws {
        let bench = Bench()
        let visa = try await bench.lodge().application
        let permit = try await bench.lodgeLongStay(.longStay(.residencePermit, document: "ZZ9")).application
        func isShown(_ file: RecordID, _ authority: AuthorityKind, _ purpose: Purpose, on day: String = "2027-04-01") async throws -> Bool {
            let mandate = bench.runner.policy.mandate(forTask: "t", systems: [.VIS], actions: [.read], article: "VIS 18c", requestID: "r")
            return try await bench.runner.registry.read(mandate) { reader in
                try VISPortalView.read(
                    file, from: reader, asOf: Day(day)!, memberState: "FRA", authority: authority, purpose: purpose, usesSamples: false,
                    visible: [.applicationFile]) != nil
            }
        }
        // Chapter IIIa gives ETIAS units no access.
        for unit in [AuthorityKind.etiasNational, .etiasCentral] {
            #expect(try await isShown(visa, unit, .etiasProcessing))
            #expect(try await !isShown(permit, unit, .etiasProcessing))
        }
        #expect(try await isShown(permit, .border, .borderCheck))
        // For the responsibility a visa counts that was issued and expired at most six months before.
        #expect(try await !isShown(visa, .asylum, .asylumResponsibility))
        try await bench.issue(visa)
        #expect(try await isShown(visa, .asylum, .asylumResponsibility, on: "2028-03-30"))
        #expect(try await !isShown(visa, .asylum, .asylumResponsibility, on: "2028-03-31"))
        #expect(try await isShown(visa, .asylum, .asylumExamination, on: "2028-03-31"))
        // Samples of children serve law enforcement for missing ones alone, however they are searched with.
        let child = try recorded { $0.identity = .person(born: "2014-01-01") }.value
        for (usesSamples, purpose, isOpen) in [
            (true, Purpose.lawEnforcement, false), (false, .lawEnforcement, true), (true, .missingPersonIdentification, true),
        ] {
            #expect(child.isOpen(to: .designated, for: purpose, visible: [], usesSamples: usesSamples, on: Day("2027-04-01")!) == isOpen)
        }
    }

    @Test("Art. 22p, 22o: hits and opinions are shown to the processing Member State alone")
    func hits() throws {
        let visible = VISGrants.wholeFile.union([.automatedHits, .reasonedOpinion])
        func change(_ file: inout ApplicationFile) {
            var queries = AutomatedQueries()
            queries.opinions = [ReasonedOpinion()]
            queries.furtherVerification = [RecordID(high: 2, low: 2)]
            queries.opinions[0].authority = "X"
            queries.opinions[0].reasons = "reasons"
            file.queries = queries
        }
        #expect(try view(on: "2027-04-01", visible: visible, change).file.opinions.count == 1)
        #expect(try view(on: "2027-04-01", state: "DEU", visible: visible, change).file.opinions.isEmpty)
        #expect(try view(on: "2027-04-01", state: "DEU", visible: visible, change).file.furtherVerification == false)
    }
}

extension VisaDecision {
    static func of(_ status: VisaStatus) -> VisaDecision {
        var decision = VisaDecision()
        (decision.status, decision.decided) = (status, Day("2027-03-02")!)
        (decision.authority, decision.location, decision.memberState, decision.place) = ("FR", "ABIDJAN", "FRA", "ABIDJAN")
        return decision
    }
}
