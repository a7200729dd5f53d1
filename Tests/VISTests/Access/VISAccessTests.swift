import Access
import Operations
import Testing

@testable import VIS

@Suite("VIS 6, 9a, 15–22r, 45c, 45f: who may do what")
struct VISAccessTests {
    let policy = OperationCatalogue(VISOperations.all).policy(concealments: VISOperations.concealments)

    static let vectors = Vector.all("access").filter { $0.input["system"] as? String == "VIS" }

    @Test("The vectors", arguments: vectors)
    func vector(_ vector: Vector) throws {
        let input = vector.input
        let question = AccessQuestion(
            authority: try #require(AuthorityKind(rawValue: input["authority"] as! String)),
            purpose: try #require(Purpose(rawValue: input["purpose"] as! String)), system: .VIS,
            action: try #require(AccessAction(rawValue: input["operation"] as! String)),
            keys: Set((input["keys"] as? [String] ?? []).compactMap(SearchKey.init)),
            data: (input["data"] as? String).map { DataGroup(rawValue: $0) },
            conditions: Set((input["conditions"] as? [String] ?? []).compactMap(Condition.init)),
            viaPortal: input["via"] != nil)
        #expect(policy.decide(question).word == vector.expected["decision"] as? String)
    }

    @Test("There are vectors") func vectorsAreThere() { #expect(Self.vectors.count >= 29) }

    @Test("Operations quote every grant, and no other")
    func grantsAreQuoted() {
        #expect(Set(VISOperations.all.flatMap(\.about.grants)) == Set(VISGrants.all))
    }

    static let keys: [SearchKey] = [
        .applicationNumber, .identity, .document, .inviter, .visaSticker, .fingerprints, .latentFingerprints, .face,
    ]
    static let everyCombination = (0..<(1 << keys.count)).map { bits in Set(keys.indices.filter { bits >> $0 & 1 == 1 }.map { keys[$0] }) }
    static let conditionSets: [Set<Condition>] = [
        [], [.fingerprintsUnusable], [.verified], [.verified, .reasonableGrounds], [.verified, .reasonableGrounds, .fingerprintsUnusable],
        [.necessary, .specificCase, .reasonableGrounds, .verified], [.necessary, .specificCase, .reasonableGrounds, .urgent],
        [.necessary, .specificCase, .reasonableGrounds, .verified, .cirHit],
        [.necessary, .specificCase, .reasonableGrounds, .urgent, .cirHit],
        [.cirHit], [.owner],
    ]

    /// The law a second time, as sentences rather than grants.
    static func maySearch(_ who: AuthorityKind, _ purpose: Purpose, _ keys: Set<SearchKey>, _ known: Set<Condition>) -> Bool {
        guard !keys.isEmpty, keys != [.face] else { return false }
        let unusable = known.contains(.fingerprintsUnusable)
        let byData = keys.isSubset(of: [.identity, .document, .face]) && unusable
        let three = known.isSuperset(of: [.necessary, .specificCase, .reasonableGrounds])
        let enforcement = keys.isSubset(of: [.identity, .document, .visaSticker, .fingerprints, .latentFingerprints, .face])
        switch (who, purpose) {
        case (.visa, .visaExamination):
            return keys.isSubset(of: [.applicationNumber, .identity, .document, .inviter, .fingerprints, .visaSticker, .face])
        case (.border, .borderCheck): return keys == [.identity, .document] || keys == [.visaSticker]
        case (.ebcgTeam, .borderCheck): return known.contains(.verified) && (keys == [.identity, .document] || keys == [.visaSticker])
        case (.immigration, .verification): return keys == [.visaSticker] || keys == [.visaSticker, .fingerprints]
        case (.ebcgTeam, .verification):
            return known.contains(.verified) && (keys == [.visaSticker] || keys == [.visaSticker, .fingerprints])
        case (.border, .identification), (.immigration, .identification): return keys == [.fingerprints] || byData
        case (.ebcgTeam, .identification): return known.contains(.verified) && keys == [.fingerprints]
        case (.asylum, .asylumResponsibility), (.asylum, .asylumExamination): return keys == [.fingerprints] || byData
        case (.etiasCentral, .etiasProcessing), (.etiasNational, .etiasProcessing): return keys.isSubset(of: [.identity, .document])
        case (.screening, .securityCheck): return keys.isSubset(of: [.identity, .document, .fingerprints, .face])
        case (.designated, .lawEnforcement):
            return enforcement && three && known.contains(.cirHit) && !known.isDisjoint(with: [.verified, .urgent])
        case (.designated, .visaHistory): return enforcement && three && !known.isDisjoint(with: [.verified, .urgent])
        case (.europol, .lawEnforcement): return enforcement && three && known.isSuperset(of: [.cirHit, .verified])
        case (.europol, .visaHistory): return enforcement && three && known.contains(.verified)
        case (.designated, .missingPersonIdentification):
            return known.isSuperset(of: [.reasonableGrounds, .verified])
                && (keys == [.fingerprints] || unusable && keys.isSubset(of: [.identity, .document]))
        default: return false
        }
    }

    @Test("Search keys, for every authority, purpose, combination of keys and conditions, against the law written a second time")
    func searches() {
        var allowed = 0
        for who in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for known in Self.conditionSets {
                    for keys in Self.everyCombination {
                        let lawful = Self.maySearch(who, purpose, keys, known)
                        let decision = policy.decide(
                            AccessQuestion(authority: who, purpose: purpose, system: .VIS, action: .search, keys: keys, conditions: known))
                        if lawful { allowed += 1 }
                        if (decision.word == "allowed") != lawful {
                            Issue.record("\(who) \(purpose) by \(keys) under \(known): \(decision), the second table says \(lawful)")
                            return
                        }
                    }
                }
            }
        }
        #expect(allowed > 1000)
    }

    @Test("Art. 5(1), 6(1): only visa authorities, and those of long stays, enter, amend or erase")
    func changes() {
        let groups: [DataGroup] = [.applicationFile, .longStayFile, .issuedVisa]
        for who in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for action in [AccessAction.create, .update, .delete] {
                    for group in groups {
                        let decision = policy.decide(
                            AccessQuestion(
                                authority: who, purpose: purpose, system: .VIS, action: action, data: group, conditions: [.owner]))
                        if decision.word == "allowed" { #expect(who == .visa || (who == .immigration && group == .longStayFile)) }
                    }
                }
            }
        }
    }

    @Test("Art. 24(1): nobody amends or erases what another Member State has entered")
    func ownership() {
        for who in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for action in [AccessAction.update, .delete] {
                    for group in [DataGroup.applicationFile, .longStayFile] {
                        let question = AccessQuestion(authority: who, purpose: purpose, system: .VIS, action: action, data: group)
                        #expect(policy.decide(question).word == "refused")
                    }
                }
            }
        }
    }

    @Test("Art. 9a(11): hits that leave no trace look absent to everybody but the authority that verifies them")
    func concealed() {
        for group in [DataGroup.hitMissingPersonAlert, .hitJudicialAlert, .hitCheckAlert] {
            for who in AuthorityKind.allCases where who != .sirene {
                for purpose in Purpose.allCases {
                    let question = AccessQuestion(
                        authority: who, purpose: purpose, system: .VIS, action: .read, data: group, conditions: Set(Condition.allCases))
                    #expect(policy.decide(question).word == "hidden")
                }
            }
        }
    }

    @Test("Art. 22o(5), 22r(5): occupation and employer on a reasoned request alone")
    func occupation() {
        let base: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds, .verified, .cirHit]
        for who in [AuthorityKind.designated, .europol] {
            #expect(!policy.readable(.VIS, by: who, for: .lawEnforcement, conditions: base).contains(.occupation))
            #expect(policy.readable(.VIS, by: who, for: .lawEnforcement, conditions: base.union([.reasonedRequest])).contains(.occupation))
            #expect(!policy.readable(.VIS, by: who, for: .lawEnforcement, conditions: base).contains(.reasonedOpinion))
        }
    }
}
