import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import ETIAS

@Suite("Who may do what in ETIAS")
struct AccessTests {
    static let policy = OperationCatalogue(ETIASOperations.all).policy(concealments: ETIASOperations.concealments)

    func allows(
        _ authority: AuthorityKind, _ purpose: Purpose, _ action: AccessAction, keys: Set<SearchKey> = [], data: DataGroup? = nil,
        _ conditions: Set<Condition> = []
    ) -> Bool {
        let decision = Self.policy.decide(
            AccessQuestion(
                authority: authority, purpose: purpose, system: .ETIAS, action: action, keys: keys, data: data, conditions: conditions))
        if case .allowed = decision { return true }
        return false
    }

    static let checked: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds, .verified]

    @Test("Art. 52(2)–(4): the listed keys, the others only beside them; education never; three conditions and the check")
    func lawEnforcement() {
        let main: [SearchKey] = [.surname, .otherNames, .documentNumber, .homeAddress, .email, .phone, .ipAddress]
        let beside: [SearchKey] = [.nationality, .sex, .dateOfBirth]
        for authority in [AuthorityKind.designated, .europol] {
            for key in SearchKey.allCases {
                #expect(allows(authority, .lawEnforcement, .search, keys: [key], Self.checked) == main.contains(key), "\(key)")
                #expect(
                    allows(authority, .lawEnforcement, .search, keys: [.email, key], Self.checked) == (main + beside).contains(key),
                    "\(key)")
            }
            for missing in Self.checked {
                #expect(!allows(authority, .lawEnforcement, .search, keys: [.email], Self.checked.subtracting([missing])))
            }
            #expect(allows(authority, .lawEnforcement, .read, data: .etiasApplicationFile, Self.checked))
            for group in [DataGroup.etiasOccupation, .etiasAnswers] {
                #expect(!allows(authority, .lawEnforcement, .read, data: group, Self.checked))
                #expect(allows(authority, .lawEnforcement, .read, data: group, Self.checked.union([.reasonedRequest])))
            }
            #expect(!allows(authority, .lawEnforcement, .read, data: .etiasEducation, Set(Condition.allCases)))
            #expect(!allows(authority, .lawEnforcement, .read, data: .etiasSecondLineFlag, Self.checked))
            #expect(!allows(authority, .lawEnforcement, .read, data: .etiasProcessing, Self.checked))
        }
        let urgent = Self.checked.subtracting([.verified]).union([.urgent])
        #expect(allows(.designated, .lawEnforcement, .search, keys: [.email], urgent))
        #expect(!allows(.europol, .lawEnforcement, .search, keys: [.email], urgent))
    }

    @Test("Art. 49(2): immigration authorities only after the EES") func immigration() {
        for (action, keys, data) in [
            (AccessAction.search, Set<SearchKey>([.identity, .document]), DataGroup?.none), (.read, [], .etiasStatus),
        ] {
            #expect(!allows(.immigration, .verification, action, keys: keys, data: data))
            #expect(allows(.immigration, .verification, action, keys: keys, data: data, [.eesSearchedNoEntry]))
        }
        for group in [DataGroup.etiasSecondLineFlag, .etiasNoGroundsFlag, .etiasGuardianAndFamily] {
            #expect(!allows(.immigration, .verification, .read, data: group, [.eesSearchedNoEntry]))
        }
    }

    @Test("Art. 47(2)(d), 49: borders see guardian and family ties, immigration authorities a minor's guardian alone") func guardians() {
        func view(_ form: ApplicationForm, _ visible: Set<DataGroup>) -> ETIASPortalView {
            var file = ApplicationFile()
            file.form = form
            return ETIASPortalView(file: RecordID(high: 1, low: 1), file, asOf: Day("2027-03-01")!, in: nil, visible: visible)
        }
        let border = Self.policy.readable(.ETIAS, by: .border, for: .borderCheck, conditions: [])
        let inside = Self.policy.readable(.ETIAS, by: .immigration, for: .verification, conditions: [.eesSearchedNoEntry])
        #expect(view(.family(), border).family != nil && view(.family(), inside).family == nil)
        #expect(view(.minor(), border).guardian != nil && view(.minor(), inside).guardian != nil)
    }

    @Test("Art. 45, 47(2): carriers nothing but by the gateway, borders status and flags, nobody the questions") func bordersAndCarriers() {
        let all: [DataGroup] = [
            .etiasApplicationFile, .etiasStatus, .etiasSecondLineFlag, .etiasNoGroundsFlag, .etiasAnswers, .etiasEducation,
            .etiasOccupation, .etiasConsultedOpinion, .etiasWatchlist,
        ]
        #expect(all.filter { allows(.carrier, .boarding, .read, data: $0, Set(Condition.allCases)) } == [])
        #expect(all.filter { allows(.border, .borderCheck, .read, data: $0) } == [.etiasStatus, .etiasSecondLineFlag, .etiasNoGroundsFlag])
        for action in [AccessAction.create, .update, .delete] {
            #expect(!allows(.border, .borderCheck, action, data: .etiasApplicationFile))
        }
    }

    @Test("Art. 28: another unit's opinion looks absent") func opinions() {
        func decide(_ conditions: Set<Condition>) -> String {
            Self.policy.decide(
                AccessQuestion(
                    authority: .etiasNational, purpose: .etiasProcessing, system: .ETIAS, action: .read, data: .etiasConsultedOpinion,
                    conditions: conditions)
            ).word
        }
        #expect(decide([]) == "allowed")
        #expect(decide([.notConsultedNorResponsible]) == "hidden")
    }

    @Test("Art. 13(1): units see the file; what is read is cut to the right, to the last field") func fields() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        let seen = try await bench.send(ReadApplication(), ApplicationReference(id).wire, as: .france)
        for field in ["education", "occupation", "answers", "status", "identity"] { #expect(seen.body[field] != nil, "\(field)") }
        #expect(await bench.refusal(ReadApplication(), ApplicationReference(id), as: .police, for: .lawEnforcement) == .forbidden)
        #expect(await bench.refusal(ReadApplication(), ApplicationReference(id), as: .border, for: .borderCheck) == .forbidden)
        // The same reply under the right of Article 52(4) without a reasoned request.
        let groups = Self.policy.readable(.ETIAS, by: .designated, for: .lawEnforcement, conditions: Self.checked)
        let file = try await bench.file(id)
        let cut = ApplicationReply(file).wire(visible: Set(groups.map(\.rawValue)))
        for field in ["education", "occupation", "answers", "hits", "secondLine", "decisions"] { #expect(cut[field] == nil, "\(field)") }
        #expect(cut["identity"] != nil && cut["status"] != nil)
        let reasoned = Self.policy.readable(
            .ETIAS, by: .designated, for: .lawEnforcement, conditions: Self.checked.union([.reasonedRequest]))
        let more = ApplicationReply(file).wire(visible: Set(reasoned.map(\.rawValue)))
        #expect(more["answers"] != nil && more["occupation"] != nil && more["education"] == nil)
    }

    @Test("Art. 49(2): the condition comes from the records, not from the caller") func condition() async throws {
        let bench = Bench()
        _ = try await bench.submit()
        let passport = MachineReadable(number: "AB123456", issuer: CountryCode("BRA")!, dateOfBirth: Day("1990-05-04")!)
        let check = CheckAtBorder.Input(passport)
        #expect(await bench.refusal(CheckInTerritory(), check, as: .immigration, for: .verification) == .forbidden)
        try await bench.store.commit(
            Commit(
                facts: [
                    EstablishedFact(
                        condition: .eesSearchedNoEntry, authority: "DE-ABH", caseReference: "case-1", system: .EES, at: bench.now,
                        expires: bench.now.adding(hours: 24))
                ], at: bench.now, by: "SEXTANT"))
        let reply = try await bench.run(CheckInTerritory(), check, as: .immigration, for: .verification)
        #expect(reply.valid && reply.view?.secondLine == nil && reply.view?.familyMember == false)
        #expect(await bench.refusal(CheckInTerritory(), check, as: .immigration, for: .verification, reference: "case-2") == .forbidden)
    }

    @Test("units find files by what is in them; what only narrows finds nothing alone") func search() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        func found(_ change: (inout SearchApplications.Input) -> Void) async throws -> Int {
            var input = SearchApplications.Input()
            change(&input)
            return try await bench.run(SearchApplications(), input, as: .central).files.filter { $0.application == id }.count
        }
        #expect(try await found { $0.email = "Ana@Example.org" } == 1)
        #expect(try await found { $0.phone = "+55 (81) 5555-0101" } == 1)
        #expect(
            try await found {
                $0.surname = "silva"
                $0.firstNames = ["ana"]
            } == 1)
        #expect(
            try await found {
                $0.surname = "silva"
                $0.firstNames = ["bia"]
            } == 0)
        #expect(
            try await found {
                $0.surname = "silva"
                $0.email = "x@y.z"
            } == 0)
        #expect(
            try await found {
                $0.surname = "silva"
                $0.ageFrom = 36
                $0.ageUntil = 36
            } == 1)
        #expect(
            try await found {
                $0.surname = "silva"
                $0.ageFrom = 37
            } == 0)
        #expect(
            try await found {
                $0.ipAddress = "203.0.113.7"
                $0.nationality = CountryCode("BRA")
            } == 1)
        var narrow = SearchApplications.Input()
        narrow.nationality = CountryCode("BRA")
        #expect(await bench.refusal(SearchApplications(), narrow, as: .central) == .noKey)
        #expect(await bench.refusal(SearchApplications(), SearchApplications.Input(), as: .central) == .noKey)
    }
}
