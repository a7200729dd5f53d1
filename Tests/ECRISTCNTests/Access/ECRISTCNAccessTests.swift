import Access
import Operations
import Testing

@testable import ECRISTCN

@Suite("Rights in ECRIS-TCN")
struct ECRISTCNAccessTests {
    static let policy = OperationCatalogue(ECRISTCNOperations.all).policy(concealments: ECRISTCNOperations.concealments)

    static func ask(
        _ authority: AuthorityKind, _ purpose: Purpose, _ action: AccessAction, keys: Set<SearchKey> = [],
        data: DataGroup? = nil,
        _ conditions: Set<Condition> = [], viaPortal: Bool = false
    ) -> String {
        policy.decide(
            AccessQuestion(
                authority: authority, purpose: purpose, system: .ecrisTCN, action: action, keys: keys, data: data,
                conditions: conditions, viaPortal: viaPortal)
        ).word
    }

    /// The eight purposes of Article 7(1), written out once more.
    static let listed: Set<Purpose> = [
        .criminalProceedings, .ownRecord, .securityClearance, .licence, .employmentVetting, .volunteerVetting,
        .migrationProcedure,
        .publicContract,
    ]

    @Test(
        "Art. 7(1): central authorities search for the listed purposes and no other; Art. 14: agencies under their mandate"
    )
    func searches() {
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                let whole =
                    authority == .criminalRecords && Self.listed.contains(purpose)
                    || [.eurojust, .europol, .eppo].contains(authority) && purpose == .mandate
                    || authority == .sirene && purpose == .visaExamination || authority == .screening && purpose == .securityCheck
                let some = whole || authority == .etiasCentral && purpose == .etiasProcessing
                #expect(Self.ask(authority, purpose, .search, keys: [.identity]) == (some ? "allowed" : "refused"))
                #expect(
                    Self.ask(authority, purpose, .search, keys: [.identity, .fingerprints])
                        == (whole ? "allowed" : "refused"))
            }
        }
    }

    @Test("Art. 6(1): the face is no key, alone or with others")
    func face() {
        for others: Set<SearchKey> in [[], [.identity], [.fingerprints], [.identity, .document, .fingerprints]] {
            for (authority, purpose) in [
                (AuthorityKind.criminalRecords, Purpose.criminalProceedings), (.eurojust, .mandate),
                (.sirene, .visaExamination),
            ] {
                #expect(Self.ask(authority, purpose, .search, keys: others.union([.face])) == "refused")
            }
        }
    }

    @Test("Art. 5(7): a flag looks absent to every authority but the one that set it")
    func flags() {
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                let own = authority == .criminalRecords && (Self.listed.contains(purpose) || purpose == .dataSubjectRequest)
                #expect(Self.ask(authority, purpose, .read, data: .convictionFlag) == "hidden", "\(authority) \(purpose)")
                #expect(
                    Self.ask(authority, purpose, .read, data: .convictionFlag, [.owner]) == (own ? "allowed" : "refused"),
                    "\(authority) \(purpose)")
                // Whatever else is established: no fact opens what another Member State has flagged.
                let everything = Set(Condition.allCases).subtracting([.owner])
                #expect(Self.ask(authority, purpose, .read, data: .convictionFlag, everything) == "hidden")
            }
        }
    }

    @Test("Arts. 7a–7c, 25a(2) ETIAS: who verifies hits has the flagged records; National Units where they are, of a hit before them")
    func flaggedRecords() {
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                let verifies =
                    authority == .etiasCentral && purpose == .etiasProcessing || authority == .sirene && purpose == .visaExamination
                    || authority == .screening && purpose == .securityCheck
                let unit = authority == .etiasNational && purpose == .etiasProcessing
                #expect(Self.ask(authority, purpose, .read, data: .flaggedRecord) == (verifies ? "allowed" : "refused"))
                #expect(Self.ask(authority, purpose, .read, data: .flaggedRecordHolder) == "refused")
                #expect(
                    Self.ask(authority, purpose, .read, data: .flaggedRecordHolder, [.applicationHit]) == (unit ? "allowed" : "refused"))
                if unit || verifies { #expect(Self.ask(authority, purpose, .read, data: .dataRecord) == "refused") }
            }
        }
        for keys: Set<SearchKey> in [[.identity], [.document], [.fingerprints], [.identity, .document]] {
            #expect(Self.ask(.etiasNational, .etiasProcessing, .search, keys: keys, [.applicationHit]) == "refused")
        }
    }

    @Test("Arts. 5(1), 9(1), 14: only the convicting Member State enters, changes and erases")
    func changes() {
        for authority in AuthorityKind.allCases {
            for action in [AccessAction.create, .update, .delete] {
                for purpose in Purpose.allCases {
                    #expect(Self.ask(authority, purpose, action, data: .dataRecord) == "refused")
                    let own =
                        authority == .criminalRecords
                        && (purpose == .criminalProceedings || purpose == .dataSubjectRequest && action != .create)
                    #expect(
                        Self.ask(authority, purpose, action, data: .dataRecord, [.owner])
                            == (own ? "allowed" : "refused"))
                }
            }
        }
    }

    @Test("817 Art. 9(4): through the portal the system looks absent to whoever has no right")
    func portal() {
        #expect(Self.ask(.border, .borderCheck, .search, keys: [.identity], viaPortal: true) == "hidden")
        #expect(Self.ask(.criminalRecords, .licence, .search, keys: [.identity], viaPortal: true) == "allowed")
    }
}
