import Access
import Foundation
import Operations
import Testing

@testable import EES

@Suite("EES 9, 13, 23–33, 35: who may do what")
struct EESAccessTests {
    let policy = AccessPolicy(grants: EESGrants.all, concealments: EESOperations.concealments)

    static let vectors = Vector.all("access").filter { $0.input["system"] as? String == "EES" }

    @Test("The vectors", arguments: vectors)
    func vector(_ vector: Vector) throws {
        let input = vector.input
        let question = AccessQuestion(
            authority: try #require(AuthorityKind(rawValue: input["authority"] as! String)),
            purpose: try #require(Purpose(rawValue: input["purpose"] as! String)), system: .EES,
            action: try #require(AccessAction(rawValue: input["operation"] as! String)),
            keys: Set((input["keys"] as? [String] ?? []).compactMap(SearchKey.init)),
            data: (input["data"] as? String).map { DataGroup(rawValue: $0) },
            conditions: Set((input["conditions"] as? [String] ?? []).compactMap(Condition.init)),
            viaPortal: input["via"] != nil)
        #expect(policy.decide(question).word == vector.expected["decision"] as? String)
    }

    @Test("There are vectors") func vectorsAreThere() { #expect(Self.vectors.count >= 34) }

    @Test("Operations quote every grant, and no other")
    func grantsAreQuoted() {
        #expect(Set(EESOperations.all.flatMap(\.about.grants)) == Set(EESGrants.all))
    }

    @Test("Search keys, for every authority, purpose and combination of keys, against a second table")
    func searches() {
        let keys: [SearchKey] = [.identity, .document, .visaSticker, .fingerprints, .latentFingerprints, .face, .entryCrossingPoint, .email]
        var allowed = 0
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for conditions in Self.conditionSets(authority, purpose) {
                    for bits in 0..<(1 << keys.count) {
                        let chosen = Set(keys.indices.filter { bits >> $0 & 1 == 1 }.map { keys[$0] })
                        let lawful = SecondTable.maySearch(authority, purpose, chosen, conditions)
                        let decision = policy.decide(
                            AccessQuestion(
                                authority: authority, purpose: purpose, system: .EES, action: .search, keys: chosen,
                                conditions: conditions))
                        if lawful { allowed += 1 }
                        if (decision.word == "allowed") != lawful {
                            Issue.record("\(authority) \(purpose) by \(chosen) under \(conditions): \(decision), second table says \(lawful)")
                            return
                        }
                    }
                }
            }
        }
        #expect(allowed > 1000)
    }

    @Test("Reading and changing, for every authority, purpose, action and group of data, against a second table")
    func data() {
        let groups: [DataGroup] = [
            .individualFile, .entryExitRecords, .refusalRecords, .calculator, .overstayerList, .authorisationStatus,
            .biometricVerification, "carrierAnswer", .travellerAnswer, .accessRequest, .dataSubjectRequest, .requestDocumentation,
            .legalTasks, .overdueReport, .eesSecurityHit, "applicationFile",
        ]
        var allowed = 0
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for conditions in Self.conditionSets(authority, purpose) {
                    for action in AccessAction.allCases where action != .search {
                        for group in groups {
                            let lawful = SecondTable.may(action, group, authority, purpose, conditions)
                            let decision = policy.decide(
                                AccessQuestion(
                                    authority: authority, purpose: purpose, system: .EES, action: action, data: group,
                                    conditions: conditions))
                            if lawful { allowed += 1 }
                            if (decision.word == "allowed") != lawful {
                                Issue.record(
                                    "\(authority) \(purpose) \(action) \(group.rawValue) under \(conditions): \(decision), second table says \(lawful)"
                                )
                                return
                            }
                        }
                    }
                }
            }
        }
        #expect(allowed > 500)
    }

    @Test("817 9(4): through the portal the EES looks absent to whoever has no right to it")
    func portal() {
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                let question = AccessQuestion(
                    authority: authority, purpose: purpose, system: .EES, action: .search, keys: [.identity],
                    conditions: [], viaPortal: true)
                let mayAnything = Self.conditionSets(authority, purpose).contains { conditions in
                    SecondTable.maySearch(authority, purpose, [.identity], conditions)
                        || SecondTable.maySearch(authority, purpose, [.fingerprints], conditions)
                        || [DataGroup.individualFile, "carrierAnswer", .travellerAnswer, .accessRequest, .dataSubjectRequest, .overdueReport]
                            .contains { SecondTable.may(.read, $0, authority, purpose, conditions) }
                }
                #expect((policy.decide(question).word == "hidden") == !mayAnything, "\(authority) \(purpose)")
            }
        }
    }

    /// All combinations of the facts that matter to the pair; no fact and every fact for the others.
    static func conditionSets(_ authority: AuthorityKind, _ purpose: Purpose) -> [Set<Condition>] {
        let relevant: [Condition]
        let purposes: Set<Purpose> = [.borderCheck, .verification, .identification, .travelHistory, .dataSubjectRequest]
        guard purposes.contains(purpose) else { return [[], Set(Condition.allCases)] }
        switch authority {
        case .border, .immigration: relevant = [.verificationFailed, .fingerprintsUnusable, .owner]
        case .visa: relevant = [.owner]
        case .designated, .europol:
            guard purpose == .identification || purpose == .travelHistory else { return [[], Set(Condition.allCases)] }
            relevant = [
                .necessary, .specificCase, .reasonableGrounds, .verified, .urgent, .priorNationalSearch,
                .priorPrumSearch, .priorOwnSearch,
            ]
        default: return [[], Set(Condition.allCases)]
        }
        return (0..<(1 << relevant.count)).map { bits in
            Set(relevant.indices.filter { bits >> $0 & 1 == 1 }.map { relevant[$0] })
        }
    }
}

/// The rights once more, written from the articles and not from the grants.
enum SecondTable {
    static func maySearch(_ who: AuthorityKind, _ purpose: Purpose, _ keys: Set<SearchKey>, _ facts: Set<Condition>) -> Bool {
        if keys.isEmpty { return false }
        let alphanumeric = keys.subtracting([.identity, .document]).isEmpty
        let justified = facts.isSuperset(of: [.necessary, .specificCase, .reasonableGrounds])
        switch (who, purpose) {
        case (.border, .borderCheck), (.immigration, .verification):  // 23(2), 26(1)
            return alphanumeric
        case (.border, .identification), (.immigration, .identification):  // 27(1)
            guard facts.contains(.verificationFailed) else { return false }
            if alphanumeric { return facts.contains(.fingerprintsUnusable) }
            return keys.contains(.fingerprints) && keys.subtracting([.fingerprints, .face]).isEmpty
        case (.visa, .visaExamination):  // 24(2)
            return keys.subtracting([.identity, .document, .visaSticker, .fingerprints, .face]).isEmpty
                && !(keys.contains(.face) && !keys.contains(.fingerprints))
        case (.facilitation, .facilitationProgramme), (.screening, .securityCheck):  // 25(2), 24a
            return keys.subtracting([.identity, .document, .fingerprints, .face]).isEmpty
                && !(keys.contains(.face) && !keys.contains(.fingerprints))
        case (.etiasCentral, .etiasProcessing), (.etiasNational, .etiasProcessing):  // 25a, 25b
            return alphanumeric
        case (.designated, .travelHistory), (.europol, .travelHistory):  // 32(5), 33(3)
            let through = facts.contains(.verified) || (who == .designated && facts.contains(.urgent))
            return justified && through && !keys.contains(.email)
        case (.designated, .identification):  // 32(2), (4)
            guard justified, facts.contains(.verified) || facts.contains(.urgent), facts.contains(.priorNationalSearch),
                keys.subtracting([.fingerprints, .latentFingerprints, .face]).isEmpty
            else { return false }
            return keys == [.face] || facts.contains(.priorPrumSearch)
        case (.europol, .identification):  // 33(2)
            return justified && facts.contains(.verified) && facts.contains(.priorOwnSearch)
                && keys.subtracting([.fingerprints, .latentFingerprints, .face]).isEmpty
        default: return false
        }
    }

    static func may(
        _ action: AccessAction, _ data: DataGroup, _ who: AuthorityKind, _ purpose: Purpose, _ facts: Set<Condition>
    ) -> Bool {
        let justified = facts.isSuperset(of: [.necessary, .specificCase, .reasonableGrounds])
        let consulted = ["individualFile", "entryExitRecords", "refusalRecords", "authorisationStatus"].contains(data.rawValue)
        let kept = ["individualFile", "entryExitRecords", "refusalRecords"].contains(data.rawValue)
        switch (who, purpose, action) {
        case (.border, .dataSubjectRequest, .read) where data == "legalTasks",
            (.immigration, .dataSubjectRequest, .read) where data == "legalTasks",
            (.visa, .dataSubjectRequest, .read) where data == "legalTasks",
            (.centralAccessPoint, .lawEnforcement, .read) where data == "legalTasks":
            return true  // 31(2), 52
        case (.supervisory, .supervision, .read): return data == "overdueReport" || data == "requestDocumentation"  // 52(7), 55
        case (.border, .borderCheck, .read): return consulted || data == "calculator" || data == "biometricVerification"  // 11(2), 23
        case (.border, .borderCheck, .create): return kept || data == "biometricVerification"  // 14, 16–18, 23(4)
        case (.border, .borderCheck, .update): return kept || data == "authorisationStatus"  // 14(2), 19(1)
        case (.border, .borderCheck, .delete): return data == "overstayerList" || (kept && facts.contains(.owner))  // 35
        case (.immigration, .verification, .read):  // 12(3), 26
            return consulted || ["calculator", "overstayerList", "biometricVerification"].contains(data.rawValue)
        case (.immigration, .verification, .create): return data == "biometricVerification"  // 26(3)
        case (.immigration, .verification, .update):  // 19, 20, 35(3)
            return ["individualFile", "entryExitRecords", "authorisationStatus"].contains(data.rawValue)
        case (.immigration, .verification, .delete): return data == "overstayerList" || (kept && facts.contains(.owner))
        case (.border, .identification, .read), (.immigration, .identification, .read):  // 27(2)
            return consulted && facts.contains(.verificationFailed)
        case (.border, .identification, .create), (.immigration, .identification, .create): return data == "biometricVerification"
        case (.visa, .visaExamination, .read): return consulted || data == "calculator"  // 24(3)
        case (.visa, .visaExamination, .update): return data == "authorisationStatus"  // 19(3)
        case (.facilitation, .facilitationProgramme, .read): return consulted  // 25(3)
        case (.etiasCentral, .etiasProcessing, .read), (.etiasNational, .etiasProcessing, .read): return consulted
        case (.screening, .securityCheck, .read): return data == "securityHit"  // 24a
        case (.operator_, .dataSubjectRequest, .read): return data == "travellerAnswer"  // 13(1)
        case (.designated, .travelHistory, .read):  // 32(5)
            return data == "accessRequest" || (consulted && justified && (facts.contains(.verified) || facts.contains(.urgent)))
        case (.europol, .travelHistory, .read):  // 33(3)
            return data == "accessRequest" || (consulted && justified && facts.contains(.verified))
        case (.designated, .identification, .read):  // 32(4)
            return data == "accessRequest"
                || (data == "individualFile" && justified && facts.contains(.priorNationalSearch)
                    && (facts.contains(.verified) || facts.contains(.urgent)))
        case (.europol, .identification, .read):
            return data == "accessRequest"
                || (data == "individualFile" && justified && facts.contains(.verified) && facts.contains(.priorOwnSearch))
        case (.designated, .travelHistory, .create), (.designated, .identification, .create),
            (.europol, .travelHistory, .create), (.europol, .identification, .create):
            return data == "accessRequest"  // 31(1), 33(4)
        case (.centralAccessPoint, .lawEnforcement, .read), (.centralAccessPoint, .lawEnforcement, .update):
            return data == "accessRequest"
        case (.border, .dataSubjectRequest, _), (.immigration, .dataSubjectRequest, _), (.visa, .dataSubjectRequest, _):  // 35, 52
            if data == "dataSubjectRequest" { return action != .delete }
            if data == "overstayerList" { return action == .delete && who != .visa }
            return kept && action != .create
        case (.border, .naturalisation, .delete), (.border, .residenceDecision, .delete),
            (.immigration, .naturalisation, .delete), (.immigration, .residenceDecision, .delete),
            (.visa, .naturalisation, .delete), (.visa, .residenceDecision, .delete):
            return data == "individualFile"  // 35(6)
        default: return false
        }
    }
}
