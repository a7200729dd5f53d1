import Access
import Operations
import Testing

@testable import Eurodac

@Suite("603 5–7, 19–21, 27; 1358 5–10, 32–34, 40: who may do what")
struct EurodacAccessTests {
    static let policies = Dictionary(
        uniqueKeysWithValues: EurodacRegime.allCases.map {
            (
                $0,
                OperationCatalogue(EurodacOperations.all(regime: $0)).policy(
                    concealments: EurodacOperations.concealments($0))
            )
        })
    static let vectors = Vector.all("access").filter { $0.input["system"] as? String == "Eurodac" }
    static let checked: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds, .verified]

    static func ask(
        _ regime: EurodacRegime, _ authority: AuthorityKind, _ purpose: Purpose, _ action: AccessAction,
        keys: Set<SearchKey> = [],
        data: DataGroup? = nil, _ conditions: Set<Condition> = [], viaPortal: Bool = false
    ) -> String {
        policies[regime]!.decide(
            AccessQuestion(
                authority: authority, purpose: purpose, system: .Eurodac, action: action, keys: keys, data: data,
                conditions: conditions,
                viaPortal: viaPortal)
        ).word
    }

    @Test("The vectors", arguments: vectors)
    func vector(_ vector: Vector) throws {
        let input = vector.input
        let regime = (input["regime"] as? String).flatMap(EurodacRegime.init) ?? .regulation1358
        let word = Self.ask(
            regime, try #require(AuthorityKind(rawValue: input["authority"] as! String)),
            try #require(Purpose(rawValue: input["purpose"] as! String)),
            try #require(AccessAction(rawValue: input["operation"] as! String)),
            keys: Set((input["keys"] as? [String] ?? []).compactMap(SearchKey.init)),
            data: (input["data"] as? String).map { DataGroup(rawValue: $0) },
            Set((input["conditions"] as? [String] ?? []).compactMap(Condition.init)), viaPortal: input["via"] != nil)
        #expect(word == vector.expected["decision"] as? String)
    }

    @Test("There are vectors") func vectorsAreThere() { #expect(Self.vectors.count >= 9) }

    @Test(
        "40(1), (3): reading and changing need the Member State of origin; nobody but visa and ETIAS National Units consults otherwise"
    )
    func onlyTheOwner() {
        for regime in EurodacRegime.allCases {
            for authority in AuthorityKind.allCases {
                for purpose in Purpose.allCases {
                    for group in EurodacGrants(regime).persons {
                        for action in [AccessAction.update, .delete] {
                            #expect(Self.ask(regime, authority, purpose, action, data: group) == "refused")
                        }
                        let consults =
                            regime == .regulation1358
                            && ((authority == .visa && purpose == .visaExamination)
                                || (authority == .etiasNational && purpose == .etiasProcessing))
                        #expect((Self.ask(regime, authority, purpose, .read, data: group) == "allowed") == consults)
                    }
                }
            }
        }
    }

    @Test(
        "20, 33: for designated authorities every earlier search and every condition counts; Europol searches its own first"
    )
    func lawEnforcement() {
        let priors: [EurodacRegime: Set<Condition>] = [
            .regulation603: [.priorNationalSearch, .priorPrumSearch, .priorVisSearch],
            .regulation1358: [.priorNationalSearch, .priorPrumSearch],
        ]
        for regime in EurodacRegime.allCases {
            for (authority, prior) in [(AuthorityKind.designated, priors[regime]!), (.europol, [.priorOwnSearch])] {
                let all = Self.checked.union(prior)
                let urgent = all.subtracting([.verified]).union([.urgent])
                #expect(Self.ask(regime, authority, .lawEnforcement, .search, keys: [.fingerprints], all) == "allowed")
                #expect(
                    Self.ask(regime, authority, .lawEnforcement, .search, keys: [.latentFingerprints], urgent)
                        == "allowed")
                for missing in all {
                    #expect(
                        Self.ask(
                            regime, authority, .lawEnforcement, .search, keys: [.fingerprints],
                            all.subtracting([missing])) == "refused")
                }
                for key in [SearchKey.identity, .face, .document] {
                    #expect(
                        Self.ask(regime, authority, .lawEnforcement, .search, keys: [key], all)
                            == (regime == .regulation603 ? "refused" : "allowed"))
                }
            }
        }
    }

    @Test("33(2): a reply of the CIR that names Eurodac takes the place of the earlier searches; 603 knows no CIR")
    func commonRepository() {
        let conditions = Self.checked.union([.cirHit])
        #expect(
            Self.ask(.regulation1358, .designated, .lawEnforcement, .search, keys: [.fingerprints], conditions)
                == "allowed")
        #expect(
            Self.ask(.regulation603, .designated, .lawEnforcement, .search, keys: [.fingerprints], conditions)
                == "refused")
    }

    @Test("603 18(2): blocked data look absent to law enforcement; the recast blocks nothing")
    func blocked() {
        let conditions = Self.checked.union([.priorNationalSearch, .priorPrumSearch, .priorVisSearch, .blocked])
        #expect(
            Self.ask(.regulation603, .designated, .lawEnforcement, .search, keys: [.fingerprints], conditions)
                == "hidden")
        #expect(
            Self.ask(.regulation1358, .designated, .lawEnforcement, .search, keys: [.fingerprints], conditions)
                == "allowed")
    }

    @Test("817 9(4): through the portal whoever has no right finds nothing")
    func portal() {
        for (authority, purpose) in [
            (AuthorityKind.judicial, Purpose.criminalProceedings), (.police, .policeCheck), (.border, .borderCheck),
            (.carrier, .boarding),
        ] {
            #expect(
                Self.ask(.regulation1358, authority, purpose, .search, keys: [.identity], viaPortal: true) == "hidden")
        }
    }

    @Test("40(2): authorities transmit what they are competent for, and nothing else")
    func ownCategory() {
        for regime in EurodacRegime.allCases {
            let grants = EurodacGrants(regime)
            let competent: [(AuthorityKind, Purpose, Set<DataGroup>)] = [
                (.asylum, .asylumExamination, grants.asylum), (.border, .borderCheck, grants.border),
                (.immigration, .verification, grants.immigration),
            ]
            for (authority, purpose, groups) in competent {
                for group in EurodacGrants(.regulation1358).persons {
                    #expect(
                        (Self.ask(regime, authority, purpose, .create, data: group) == "allowed")
                            == groups.contains(group))
                }
            }
        }
    }
}
