import Access
import EES
import Foundation
import Identity
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Installation

/// Every kind of refusal that an operation declares is one that can be met, and none is met that it does not declare.
@Suite struct RefusalTests {
    static func identity(_ surname: String, born: String = "1985-04-12") -> String {
        #"{"surnames":["\#(surname)"],"givenNames":["Ada"],"dateOfBirth":"\#(born)","nationalities":["UTO"],"sex":"F"}"#
    }

    static func person(_ number: String, traveller: String = "visaExempt", born: String = "1985-04-12") -> String {
        #"{"traveller":"\#(traveller)","identity":\#(identity("Refused", born: born)),"document":{"kind":"passport","number":"\#(number)","issuer":"UTO"}}"#
    }

    static let face = #"{"source":"live","format":"iso39794-5","quality":80,"data":"AQID"}"#
    static let chip = #"{"source":"chip","format":"iso39794-5","data":"AQID"}"#
    static let car = #"{"kind":"motorVehicle","vehicle":{"registrationMark":"AB 1","registrationState":"FRA"}}"#
    static func print_(_ position: Int) -> String { #"{"position":\#(position),"format":"iso19794-2:2005","data":"AQID"}"# }
    static let prints = "[" + (2...5).map { print_($0) }.joined(separator: ",") + "]"
    static let sought = #"{"surnames":["Sought"],"givenNames":["Viktor"],"dateOfBirth":"1970-02-03","sex":"M","nationalities":["UTO"]}"#

    /// One way into each refusal that belongs to the rules of a system.
    @Test func everyDeclaredKindIsMet() async throws {
        let world = try await World()
        var met: [String: Int] = [:]
        func expect(
            _ code: String, _ operation: String, _ text: String, as caller: Caller = .guardFRA, for purpose: Purpose = .borderCheck,
            case reference: String? = "case-1", version: Int? = nil, line: Int = #line
        ) async {
            do throws(Refusal) {
                let reply = try await world.run(operation, json(text), as: caller, for: purpose, case: reference, version: version)
                Issue.record("line \(line): \(operation) gave a reply instead of \(code): \(reply.body.compact.prefix(200))")
            } catch {
                met[error.kind.code, default: 0] += 1
                if error.kind.code != code {
                    Issue.record("line \(line): \(operation) gave \(error.kind.code) (\(error.detail) \(error.pointer ?? "")) instead of \(code)")
                }
                if let pointer = error.pointer, !pointer.isEmpty, !pointer.hasPrefix("/") { Issue.record("line \(line): pointer \(pointer)") }
            }
        }
        let police = Caller.policeFRA

        // EES: files and biometrics.
        await expect("ees/facial-image-required", "ees.createFile", #"{"file":\#(Self.person("R1"))}"#)
        await expect("ees/chip-image-not-verified", "ees.createFile", #"{"file":\#(Self.person("R1")),"facialImage":\#(Self.chip)}"#)
        await expect("ees/fingerprints-required", "ees.createFile", #"{"file":\#(Self.person("R1")),"facialImage":\#(Self.face)}"#)
        await expect(
            "ees/fingerprints-not-foreseen", "ees.createFile",
            #"{"file":\#(Self.person("R1", traveller: "visaRequired")),"facialImage":\#(Self.face),"fingerprints":{"prints":\#(Self.prints)}}"#)
        await expect(
            "ees/fingerprints-not-foreseen", "ees.createFile",
            #"{"file":\#(Self.person("R1", born: "2020-01-01")),"facialImage":\#(Self.face),"fingerprints":{"prints":\#(Self.prints)}}"#)
        await expect(
            "ees/fingerprints-unclear", "ees.createFile",
            #"{"file":\#(Self.person("R1")),"facialImage":\#(Self.face),"fingerprints":{"prints":\#(Self.prints),"exemption":"physicallyImpossible"}}"#
        )
        let file = try await world.file(number: "R2")
        await expect("ees/file-exists", "ees.createFile", newFile(number: "R2").compact)
        await expect("ees/nothing-to-do", "ees.updateFile", #"{"file":"\#(file)"}"#, version: 1)
        await expect("not-found", "ees.readFile", #"{"file":"\#(String(repeating: "0", count: 32))"}"#)
        await expect("ees/no-key", "ees.search", "{}")
        await expect("ees/no-key", "ees.verifyIdentity", #"{"file":"\#(file)"}"#)

        // Crossings.
        func entry(_ more: String = "") -> String { #"{"file":"\#(file)","crossingPoint":"FRCDG"\#(more)}"# }
        await expect("ees/time-not-possible", "ees.recordEntry", entry(#","time":"2027-01-01T00:00:00Z""#))
        await expect("ees/not-a-member-state", "ees.recordEntry", entry(), as: .of(.border, nil))
        try await world.run(
            "administration.register.crossingPoint", json(#"{"name":"ESMAD","title":"Madrid","memberState":"ESP","border":"air"}"#), as: .operator_,
            for: .administration)
        await expect("ees/crossing-point-not-possible", "ees.recordEntry", #"{"file":"\#(file)","crossingPoint":"ESMAD"}"#)
        let visa = #"{"sticker":{"number":"V1","issuer":"D"},"kind":"uniform","validUntil":"2026-12-31"}"#
        await expect("ees/not-foreseen-for-traveller", "ees.recordEntry", entry(#","visa":\#(visa)"#))
        let record = try await world.enter(file)
        await expect("ees/duplicate-crossing", "ees.recordEntry", entry())
        world.now = world.now.adding(hours: 5)
        await expect("ees/already-inside", "ees.recordEntry", entry())
        let holder = try await world.run(
            "ees.createFile", json(#"{"file":\#(Self.person("R3", traveller: "visaRequired")),"facialImage":\#(Self.face)}"#))
        let held = try #require(holder.body["file"]?.text)
        await expect("ees/visa-data-missing", "ees.recordEntry", #"{"file":"\#(held)","crossingPoint":"FRCDG","visa":\#(visa)}"#)
        await expect("ees/stay-not-possible", "ees.whatIfStay", #"{"asOf":"2026-03-02","stays":[{"entry":"2026-02-10","exit":"2026-02-01"}]}"#)
        await expect(
            "ees/status-unclear", "ees.changeStatus",
            #"{"record":"\#(record)","status":"extended","place":"Paris","decided":"2026-03-02","ground":"returnDecision"}"#,
            as: .of(.immigration), for: .verification, version: 1)
        await expect(
            "precondition-failed", "ees.changeStatus",
            #"{"record":"\#(record)","status":"extended","place":"Paris","decided":"2026-03-02","ground":"forceMajeure","newExpiry":"2026-09-01"}"#,
            as: .of(.immigration), for: .verification, version: 40)

        // Refusals of entry.
        await expect("ees/file-unclear", "ees.recordRefusal", #"{"crossingPoint":"FRCDG","reasons":["A"]}"#)
        await expect(
            "ees/biometrics-not-foreseen", "ees.recordRefusal",
            #"{"newFile":\#(Self.person("R4")),"crossingPoint":"FRCDG","reasons":["J"],"facialImage":\#(Self.face)}"#)

        // Requests of persons and of law enforcement.
        let asked = try await world.run(
            "ees.submitDataSubjectRequest", json(#"{"file":"\#(file)","right":"erasure","statement":"please"}"#), for: .dataSubjectRequest)
        let request = try #require(asked.body["id"]?.text)
        await expect(
            "ees/reasons-missing", "ees.decideDataSubjectRequest", #"{"request":"\#(request)","state":"refused"}"#, for: .dataSubjectRequest,
            version: 1)
        try await world.run(
            "ees.decideDataSubjectRequest", json(#"{"request":"\#(request)","state":"refused","reasons":"because"}"#), for: .dataSubjectRequest,
            version: 1)
        await expect(
            "ees/request-decided", "ees.decideDataSubjectRequest", #"{"request":"\#(request)","state":"granted"}"#, for: .dataSubjectRequest,
            version: 2)
        let own = try await world.run(
            "ees.submitDataSubjectRequest", json(#"{"file":"\#(file)","right":"erasure","statement":"please"}"#), for: .dataSubjectRequest)
        let ownRequest = try #require(own.body["id"]?.text)
        await expect(
            "ees/nothing-to-forward", "ees.decideDataSubjectRequest", #"{"request":"\#(ownRequest)","state":"forwarded"}"#,
            for: .dataSubjectRequest, version: 1)
        await expect(
            "ees/not-restricted", "ees.liftRestriction", #"{"request":"\#(ownRequest)","reasons":"because"}"#, for: .dataSubjectRequest,
            version: 1)
        await expect(
            "ees/not-an-access-request", "ees.readProcessing", #"{"request":"\#(ownRequest)"}"#, for: .dataSubjectRequest)
        await expect("ees/case-missing", "ees.stateDoubt", #"{"ground":"identityDoubt","reason":"looks different"}"#, case: nil)
        let reasons = #""offence":"terroristOffence","necessity":"n","specificCase":"s","reasonableGrounds":"r""#
        let wanted = try await world.run(
            "ees.requestAccess", json(#"{"aim":"identification",\#(reasons)}"#), as: .of(.designated), for: .identification)
        let access = try #require(wanted.body["id"]?.text)
        await expect(
            "ees/access-conditions-not-met", "ees.verifyAccess", #"{"request":"\#(access)","verdict":"verify","reasons":"checked"}"#,
            as: .of(.centralAccessPoint), for: .lawEnforcement, version: 1)
        await expect(
            "ees/access-request-unclear", "ees.verifyAccess", #"{"request":"\#(access)","verdict":"processUrgently","reasons":"checked"}"#,
            as: .of(.centralAccessPoint), for: .lawEnforcement, version: 1)

        // SIS: entering.
        func enter(_ more: String) -> String { #"{"alert":{\#(more)}}"# }
        let whole = #""category":"arrest","identities":[\#(Self.sought)],"reason":"r","action":"arrest""#
        await expect(
            "sis/minimum-data", "sis.enterAlert", enter(#""category":"arrest","identities":[\#(Self.sought)]"#), as: police, for: .policeCheck)
        await expect(
            "sis/wrong-action", "sis.enterAlert", enter(whole.replacing(#""action":"arrest""#, with: #""action":"protect""#)), as: police,
            for: .policeCheck)
        await expect(
            "sis/dna-not-allowed", "sis.enterAlert", #"{"alert":{\#(whole)},"samples":[{"kind":"dnaProfile","format":"x","data":"AQID"}]}"#,
            as: police, for: .policeCheck)
        await expect(
            "sis/prints-alone", "sis.enterAlert", enter(#""category":"unknownWanted","identities":[\#(Self.sought)],"action":"identify""#),
            as: police, for: .policeCheck)
        await expect("sis/contradiction", "sis.enterAlert", enter(whole + #","reviewBy":"2020-01-01""#), as: police, for: .policeCheck)
        await expect(
            "sis/object-not-identifiable", "sis.enterAlert",
            enter(#""category":"object","object":{"kind":"motorVehicle"},"action":"seize","reason":"r""#),
            as: police, for: .policeCheck)
        await expect(
            "sis/object-not-identifiable", "sis.enterAlert", enter(#""category":"object","object":{"kind":"boat"},"action":"seize","reason":"r""#),
            as: police, for: .policeCheck)
        await expect(
            "sis/proposal-missing", "sis.enterAlert",
            enter(#""category":"information","identities":[\#(Self.sought)],"reason":"r","action":"discreetCollection""#), as: police,
            for: .policeCheck)
        await expect(
            "sis/no-such-person", "sis.enterAlert",
            #"{"alert":{"category":"arrest","object":\#(Self.car)},"locates":"FRA0000000000000"}"#, as: police, for: .policeCheck)
        let alert = try await world.alert()
        await expect("sis/alert-exists", "sis.enterAlert", enter(whole), as: police, for: .policeCheck)

        // SIS: what is done with an alert.
        func on(_ more: String) -> String { #"{"schengenId":"\#(alert)"\#(more)}"# }
        await expect(
            "sis/category-fixed", "sis.updateAlert",
            on(#","alert":{"category":"judicial","identities":[\#(Self.sought)],"reason":"r","action":"reportResidence","judicialRole":"witness"}"#),
            as: police,
            for: .policeCheck, version: 1)
        await expect("sis/nothing-to-do", "sis.addIdentity", on(#","identity":\#(Self.sought)"#), as: police, for: .policeCheck, version: 1)
        await expect(
            "sis/consent-missing", "sis.addIdentity",
            on(
                #","misused":{"identity":\#(Self.sought.replacing(#""surnames""#, with: #""category":"misused","surnames""#)),"consented":"2030-01-01","consentTo":["surnames"]}"#
            ), as: police,
            for: .policeCheck, version: 1)
        await expect("sis/no-such-ground", "sis.deleteAlert", on(#","ground":"citizenship""#), as: police, for: .policeCheck)
        await expect(
            "sis/why-missing", "sis.reportHit",
            on(#","report":{"place":"Paris","time":"2026-03-02T08:00:00Z","match":"identity","outcome":"notPossible"}"#), as: police,
            for: .policeCheck)
        await expect(
            "sis/no-entry-ban", "sis.replaceReturnAlert",
            on(
                #","alert":{"category":"entryBan","identities":[\#(Self.sought)],"reason":"r","action":"refuseEntry","decisionReference":"D","legalBasis":"L"}"#
            ),
            as: police, for: .policeCheck, version: 1)
        let other = try await world.run(
            "sis.enterAlert",
            json(
                enter(
                    #""category":"missing","identities":[\#(Self.sought.replacing("Sought", with: "Missing"))],"reason":"r","action":"reportWhereabouts","caseType":"runaway""#
                )),
            as: police, for: .policeCheck)
        let missing = try #require(other.body["schengenId"]?.text)
        await expect(
            "sis/not-for-arrest", "sis.makeUnavailable",
            #"{"schengenId":"\#(missing)","hours":48,"memberStates":["DEU"],"authorisation":"judge","necessity":"operation"}"#, as: police,
            for: .policeCheck, version: 1)

        // SIS: between Member States.
        let (bureau, german, exchange) = (Caller.of(.sirene), Caller.of(.sirene, "DEU"), Purpose.supplementaryInformation)
        let car = try await world.run(
            "sis.enterAlert", json(#"{"alert":{"category":"arrest","object":\#(Self.car)},"locates":"\#(alert)"}"#), as: police, for: .policeCheck)
        let bound = try #require(car.body["schengenId"]?.text)
        await expect(
            "sis/bound-to-person", "sis.extendAlert", #"{"schengenId":"\#(bound)","assessment":"a"}"#, as: police, for: .policeCheck, version: 1)
        let judicial = #""ground":"executionRefused","decisionReference":"D","reason":"r""#
        await expect("sis/not-flaggable", "sis.requestFlag", #"{"schengenId":"\#(missing)",\#(judicial)}"#, as: german, for: exchange)
        try await world.run("sis.requestFlag", json(#"{"schengenId":"\#(alert)",\#(judicial)}"#), as: german, for: exchange)
        await expect("sis/already-requested", "sis.requestFlag", #"{"schengenId":"\#(alert)",\#(judicial)}"#, as: german, for: exchange)
        await expect(
            "sis/no-such-request", "sis.addFlag", #"{"schengenId":"\#(alert)","memberState":"ITA"}"#, as: bureau, for: exchange, version: 2)
        await expect("sis/wrong-form", "sis.sendForm", #"{"schengenId":"\#(alert)","content":{}}"#, as: german, for: exchange)
        await expect(
            "sis/incompatible", "sis.enterAlert",
            enter(
                #""category":"discreetCheck","identities":[\#(Self.sought.replacing("Sought", with: "Missing"))],"reason":"r","action":"discreetCheck""#
            ),
            as: .of(.police, "DEU"), for: .policeCheck)
        let ban = Self.sought.replacing("Sought", with: "Banned")
        let returning = try await world.run(
            "sis.enterAlert",
            json(
                enter(#""category":"return","identities":[\#(ban)],"reason":"r","action":"reportToIssuer","decisionReference":"D","entryBan":true"#)),
            as: police, for: .policeCheck)
        let returned = try #require(returning.body["schengenId"]?.text)
        await expect(
            "sis/entry-ban-stands", "sis.deleteAlert", #"{"schengenId":"\#(returned)","ground":"purposeAchieved"}"#, as: police, for: .policeCheck)
        let consulted = try await world.run(
            "sis.startConsultation", json(#"{"about":"beforeGranting","schengenId":"\#(returned)","reasons":"r"}"#), as: german, for: exchange)
        let consultation = try #require(consulted.body["id"]?.text)
        await expect(
            "sis/too-early", "sis.concludeConsultation", #"{"consultation":"\#(consultation)","granted":true}"#, as: german, for: exchange, version: 1
        )
        let permitHolder = Self.sought.replacing("Sought", with: "Holder")
        try await world.run(
            "sis.startConsultation",
            json(#"{"about":"beforeEntering","category":"refusal","person":\#(permitHolder),"grantingState":"DEU","reasons":"r"}"#), as: bureau,
            for: exchange)
        await expect(
            "sis/permit-maintained", "sis.enterAlert",
            enter(
                #""category":"refusal","identities":[\#(permitHolder)],"reason":"r","action":"refuseEntry","decisionReference":"D","legalBasis":"L""#),
            as: police, for: .policeCheck)
        await expect(
            "sis/alert-stands", "sis.proposeInformationAlert",
            #"{"identities":[\#(Self.sought)],"case":{"circumstance":"clearIndication","offence":"o","source":"s","reliability":"r","necessity":"n"},"memberStates":["DEU"]}"#,
            as: .of(.europol, nil), for: .mandate)

        let scene = #""prints":[{"format":"wsq","data":"AQID"}],"offence":"o""#
        await expect(
            "sis/scene-conditions", "sis.searchScenePrints", #"{\#(scene),"ofPerpetrator":true,"searchedNationally":false}"#, as: police,
            for: .lawEnforcement)
        await expect(
            "sis/scene-conditions", "sis.searchScenePrints", #"{\#(scene),"ofPerpetrator":false,"searchedNationally":true}"#, as: police,
            for: .lawEnforcement)

        // SIS: requests of persons.
        let stands = try await world.run("sis.readAlert", json(on("")), as: police, for: .policeCheck)
        let concerned = try #require(stands.body["record"]?.text)
        let wish = #""alert":"\#(concerned)","right":"access","statement":"s""#
        await expect("sis/not-a-member-state", "sis.submitDataSubjectRequest", "{\(wish)}", as: .of(.sirene, nil), for: .dataSubjectRequest)
        await expect(
            "sis/time-not-possible", "sis.submitDataSubjectRequest", #"{\#(wish),"received":"2030-01-01"}"#, as: bureau, for: .dataSubjectRequest)
        let taken = try await world.run("sis.submitDataSubjectRequest", json("{\(wish)}"), as: bureau, for: .dataSubjectRequest)
        let wished = try #require(taken.body["id"]?.text)
        func decide(_ more: String) -> String { #"{"request":"\#(wished)",\#(more)}"# }
        let rectified = try await world.run(
            "sis.submitDataSubjectRequest", json(#"{"alert":"\#(concerned)","right":"rectification","statement":"s"}"#), as: bureau,
            for: .dataSubjectRequest)
        await expect(
            "sis/not-an-access-request", "sis.readProcessing", #"{"request":"\#(try #require(rectified.body["id"]?.text))"}"#, as: bureau,
            for: .dataSubjectRequest)
        try await world.run("sis.extendDataSubjectRequest", json(decide(#""reasons":"r""#)), as: bureau, for: .dataSubjectRequest, version: 1)
        await expect("sis/no-extension", "sis.extendDataSubjectRequest", decide(#""reasons":"r""#), as: bureau, for: .dataSubjectRequest, version: 2)
        await expect(
            "sis/nothing-to-forward", "sis.decideDataSubjectRequest", decide(#""state":"forwarded""#), as: bureau, for: .dataSubjectRequest,
            version: 2)
        await expect(
            "sis/reasons-missing", "sis.decideDataSubjectRequest", decide(#""state":"refused""#), as: bureau, for: .dataSubjectRequest, version: 2)
        try await world.run("sis.decideDataSubjectRequest", json(decide(#""state":"granted""#)), as: bureau, for: .dataSubjectRequest, version: 2)
        await expect(
            "sis/request-decided", "sis.decideDataSubjectRequest", decide(#""state":"granted""#), as: bureau, for: .dataSubjectRequest, version: 3)
        await expect("sis/not-restricted", "sis.liftRestriction", decide(#""reasons":"r""#), as: bureau, for: .dataSubjectRequest, version: 3)

        // Portal and administration.
        await expect(
            "portal/sample-unusable", "portal.search", #"{"samples":[{"kind":"face","format":"png","data":"AAAA"}]}"#, as: .of(.border),
            for: .borderCheck)
        await expect(
            "portal/no-profile", "portal.search", question("Nobody", "Nil", born: "1999-01-01").compact, as: .of(.border), for: .residenceDecision)
        await expect(
            "administration/contradiction", "administration.register.authority", #"{"name":"X-1","title":"x","kind":"police"}"#, as: .operator_,
            for: .administration)

        let declared = Set(world.installation.catalogue.operations.flatMap(\.about.refusals).map(\.code)).filter { $0.contains("/") }
        // Those of the other systems are met in the tests of their own rooms, on a bench where their clocks can be turned.
        let here = ["ees/", "sis/", "portal/", "administration/"]
        let unmet = declared.subtracting(met.keys).filter { code in here.contains { code.hasPrefix($0) } }
        #expect(unmet.isEmpty, "declared and never met: \(unmet.sorted())")
    }

    /// Codes are stable names with one meaning each.
    @Test func kindsAreDistinct() async throws {
        let world = try await World(bootstrap: false)
        var kinds: [String: RefusalKind] = [:]
        for kind in RefusalKind.common + world.installation.catalogue.operations.flatMap(\.about.refusals) {
            if let known = kinds[kind.code] {
                #expect(known.status == kind.status && known.title == kind.title, "\(kind.code) means two things")
            }
            kinds[kind.code] = kind
            #expect((400...599).contains(kind.status))
            #expect(kind.code.utf8.allSatisfy { $0 == 45 || $0 == 47 || (97...122).contains($0) }, "\(kind.code)")
        }
    }
}
