import Access
import Operations
import Testing

@testable import SIS

@Suite("SIS: who may do what") struct SISAccessTests {
    static let policy = OperationCatalogue(SISOperations.all).policy(concealments: SISOperations.concealments)

    @Test("the vectors", arguments: Vector.all("access").filter { $0.input["system"] as? String == "SIS" })
    func vector(_ vector: Vector) throws {
        let input = vector.input
        let question = AccessQuestion(
            authority: try #require(AuthorityKind(rawValue: input["authority"] as! String)),
            purpose: try #require(Purpose(rawValue: input["purpose"] as! String)), system: .SIS,
            action: try #require(AccessAction(rawValue: input["operation"] as! String)),
            keys: Set((input["keys"] as? [String] ?? []).compactMap { SearchKey(rawValue: $0) }),
            data: (input["data"] as? String).map { DataGroup(rawValue: $0) },
            conditions: Set((input["conditions"] as? [String] ?? []).compactMap { Condition(rawValue: $0) }),
            viaPortal: input["via"] != nil)
        #expect(Self.policy.decide(question).word == vector.expected["decision"] as? String)
    }

    @Test func thereAreVectors() {
        #expect(Vector.all("access").count { $0.input["system"] as? String == "SIS" } >= 27)
    }

    /// Written from the acts and not from the grants: for each authority and purpose the groups that it may read.
    static let byHand: [String: String] = {
        let persons = "return refusal arrest missing judicial check unknownWanted information"
        let points = """
            vehicle trailer caravan industrialEquipment boat boatEngine container aircraft aircraftEngine firearm blankDocument \
            identityDocument registrationCertificate registrationPlate banknote informationTechnology vehicleComponent \
            industrialEquipmentComponent otherHighValue nonCashMeansOfPayment object
            """
        let whole = "\(persons) objectCheck \(points)"
        return [
            // 1861 34(1)(a)–(c), (2), (3); 1862 44(1)(a)–(c), (2), (3)
            "border borderCheck": whole, "police policeCheck": whole, "police lawEnforcement": whole,
            "judicial criminalProceedings": whole, "naturalisation naturalisation": whole,
            // 2024/1356 14(2), 15(2)–(3)
            "screening identification": whole, "screening securityCheck": whole,
            // 1861 7(2), 1862 7(2)
            "sirene supplementaryInformation": whole,
            // 1861 35, 36; 1862 48, 50
            "europol mandate": whole, "ebcgTeam borderCheck": whole, "ebcgTeam verification": whole,
            "ebcgTeam mandate": whole,
            // 1862 49(1): 26, 32, 34, 38 and 40
            "eurojust mandate": "arrest missing judicial unknownWanted \(points)",
            // 1860 17, 1861 34(1)(d)
            "immigration residenceDecision": "return refusal", "immigration verification": "return refusal",
            // 1861 34(1)(f) and (4)
            "visa visaExamination": "return refusal blankDocument identityDocument",
            // ETIAS 25a(1)
            "etiasNational etiasProcessing": "return refusal arrest blankDocument identityDocument",
            // 1862 45(1), 46(1), 47(1)
            "vehicleRegistration registration":
                "vehicle trailer caravan registrationCertificate registrationPlate vehicleComponent",
            "vesselRegistration registration": "boat boatEngine aircraft aircraftEngine",
            "firearmsRegistration registration": "arrest check firearm",
        ]
    }()
    /// 1861 34(1)(e), 1862 44(1)(e): for authorities that are not determining authorities.
    static let asylum = "asylum securityCheck"
    /// Those that enter alerts, and which; 1861 44(3), 1862 59(3).
    static let issuers: [String: String] = {
        let whole = byHand["border borderCheck"]!
        return [
            "border borderCheck": whole, "police policeCheck": whole, "police lawEnforcement": whole,
            "judicial criminalProceedings": whole, "sirene supplementaryInformation": whole,
            "immigration residenceDecision": "return refusal", "immigration verification": "return refusal",
        ]
    }()

    static func groups(_ text: String?) -> Set<DataGroup> {
        Set((text ?? "").split(separator: " ").map { DataGroup(rawValue: String($0)) })
    }
    static let everyGroup = groups(byHand["border borderCheck"]).union([
        "linkedAlert", "hit", "ownAlerts", "individualFile", "applicationFile", "supplementaryInformation", "consultation",
        "flag", "flagRequest", "informationProposal", "purposeAchieved", "alertHistory",
    ])

    @Test(
        "every authority × purpose × action × group of data, against the table by hand",
        arguments: AuthorityKind.allCases)
    func table(authority: AuthorityKind) {
        let whole = Self.groups(Self.byHand["border borderCheck"])
        for purpose in Purpose.allCases {
            let row = "\(authority.rawValue) \(purpose.rawValue)"
            for facts in [[], [.owner], [.notDeterminingAuthority], [.nonGovernment], [.owner, .nonGovernment]]
                as [Set<Condition>]
            {
                var read = Self.groups(Self.byHand[row])
                if row == Self.asylum, facts.contains(.notDeterminingAuthority) { read = whole }
                if row.hasSuffix(" registration"), facts.contains(.nonGovernment) { read = [] }
                let change = facts.contains(.owner) ? Self.groups(Self.issuers[row]) : []
                let lists = Self.issuers[row] == nil ? [] : Set(["ownAlerts" as DataGroup])
                let hits = read.isEmpty ? [] : Set(["hit" as DataGroup])
                // 63: whoever may read alerts may read links, the issuing Member State makes and removes them, and a bureau
                // keeps those of others out.
                let links = read.isEmpty ? [] : Set(["linkedAlert" as DataGroup])
                let ownLinks = change.isEmpty ? [] : Set(["linkedAlert" as DataGroup])
                let isBureau = row == "sirene supplementaryInformation"
                let exchange: Set<DataGroup> =
                    isBureau ? ["supplementaryInformation", "consultation", "flagRequest"] : []
                let ownBureau = isBureau && facts.contains(.owner)
                let proposals: Set<DataGroup> =
                    isBureau || row == "europol mandate" ? ["informationProposal"] : []
                let histories: Set<DataGroup> =
                    isBureau || row == "supervisory supervision" ? ["alertHistory"] : []
                for group in Self.everyGroup {
                    for (action, allowed) in [
                        (
                            .read,
                            read.union(lists).union(hits).union(links).union(exchange).union(proposals).union(histories)
                        ),
                        (
                            .create,
                            change.union(hits).union(ownLinks).union(exchange)
                                .union(ownBureau ? ["purposeAchieved"] : [])
                                .union(row == "europol mandate" ? ["informationProposal"] : [])
                        ),
                        (
                            .update,
                            change.union(exchange).union(isBureau ? ["linkedAlert", "informationProposal"] : [])
                                .union(ownBureau ? ["flag"] : [])
                        ),
                        (.delete, change.union(ownLinks)),
                    ] as [(AccessAction, Set<DataGroup>)] {
                        let decision = Self.policy.decide(
                            AccessQuestion(
                                authority: authority, purpose: purpose, system: .SIS, action: action, data: group,
                                conditions: facts))
                        #expect(
                            decision.word == (allowed.contains(group) ? "allowed" : "refused"),
                            "\(row) \(action.rawValue) \(group.rawValue) \(facts)")
                    }
                }
                // Whoever may read may search, by the keys that what they may read can be found by.
                for key in SearchKey.allCases {
                    let objectsOnly = authority == .vehicleRegistration || authority == .vesselRegistration
                    let personKeys: Set<SearchKey> =
                        authority == .etiasNational || authority == .firearmsRegistration
                        ? [.identity, .document] : objectsOnly ? [] : [.identity, .document, .fingerprints]
                    let noObjects: Set<AuthorityKind> = [.immigration, .visa, .etiasNational]
                    // 1862 43(3), with 44(1)(c) and (3): prints from a scene of crime.
                    let scenes: Set<SearchKey> =
                        row == "police lawEnforcement" || row == "judicial criminalProceedings" ? [.latentFingerprints] : []
                    let keys = personKeys.union(noObjects.contains(authority) ? [] : [.objectNumber]).union(scenes)
                    let decision = Self.policy.decide(
                        AccessQuestion(
                            authority: authority, purpose: purpose, system: .SIS, action: .search, keys: [key],
                            conditions: facts))
                    #expect(
                        decision.word == (!read.isEmpty && keys.contains(key) ? "allowed" : "refused"),
                        "\(row) search \(key.rawValue) \(facts)")
                }
            }
        }
    }

    @Test(
        "1862 26(4): an unavailable alert for arrest is hidden from all but SIRENE", arguments: AuthorityKind.allCases)
    func unavailable(authority: AuthorityKind) {
        let question = AccessQuestion(
            authority: authority, purpose: authority.usualPurpose, system: .SIS, action: .read, data: .sisArrest,
            conditions: [.temporarilyUnavailable])
        #expect(Self.policy.decide(question).word == (authority == .sirene ? "allowed" : "hidden"))
    }

    @Test("each alert category and kind of object has a group that border guards may read")
    func everyCategory() {
        let whole = Self.groups(Self.byHand["border borderCheck"])
        for category in AlertCategory.allCases {
            for object in [nil] + ObjectKind.allCases.map(Optional.some) {
                #expect(whole.contains(category.dataGroup(object: object)))
            }
        }
    }

    @Test("every operation is opened by a grant, and every refusal has a stable code of its own")
    func descriptions() {
        var ids: Set<String> = []
        var routes: Set<String> = []
        for operation in SISOperations.all {
            let about = operation.about
            #expect(!about.grants.isEmpty, "\(about.id)")
            #expect(about.id.hasPrefix("sis."))
            #expect(ids.insert(about.id).inserted)
            #expect(routes.insert("\(about.method.rawValue) \(about.path)").inserted)
            #expect(about.grants.contains { $0.actions.contains(about.action) }, "\(about.id)")
            guard case .record(let input) = operation.input else { continue }
            for field in about.pathFields {
                #expect(input.fields.contains { $0.name == field }, "\(about.id) \(field)")
            }
        }
    }
}
