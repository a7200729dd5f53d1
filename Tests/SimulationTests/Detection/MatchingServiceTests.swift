import Access
import Biometrics
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Testing
import VIS
import Wire

@testable import Installation
@testable import Simulation

/// The shared biometric matching service as a service (2019/817 Articles 12–16), and its facade.
@Suite struct MatchingServiceTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")

    private func samples(_ person: Int, taking: Int = 50, as kind: ProbeSample.Kind = .fingerprint) -> JSON {
        let samples = SyntheticSamples(person: person, taking: taking)
        return .array(
            SyntheticSamples.positions.map { position in
                ProbeSample(
                    kind, position: kind == .fingerprint ? position : nil, format: "iso19794-2:2005",
                    data: samples.fingerprint(position)
                ).wire
            })
    }

    @Test("Art. 12: identification in a system asks for the right to search that system, with its conditions")
    func identify() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5),
            DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        let inEES = JSON.object(["system": "EES", "samples": samples(5)])
        // Only after a failed verification or a stated doubt (2017/2226 Article 27).
        let guardFRA = Caller.of(.border)
        #expect(await world.refusal("sbms.identify", inEES, as: guardFRA, for: .identification) == .forbidden)
        _ = try await world.run(
            "ees.stateDoubt", .object(["ground": "identityDoubt", "reason": "The photograph shows another person."]),
            as: guardFRA, for: .identification)
        let reply = try await world.run("sbms.identify", inEES, as: guardFRA, for: .identification).body
        #expect(reply["hits"]?.elements?.compactMap { $0["record"]?.text } == [DetectionWorld.id(1).description])
        #expect(reply["hits"]?.elements?.first?["falseMatchRate"] != nil)
        // Nobody searches Eurodac but by transmission; ETIAS has no samples.
        #expect(
            await world.refusal(
                "sbms.identify", .object(["system": "Eurodac", "samples": samples(5)]), as: guardFRA,
                for: .identification) == .forbidden)
        #expect(await world.refusal("sbms.identify", inEES, as: .of(.visa), for: .visaExamination) == nil)
        #expect(
            await world.refusal("sbms.identify", inEES, as: .of(.naturalisation), for: .naturalisation) == .forbidden)
    }

    @Test("Art. 9(4), 12; 1862 Art. 26(4), 44: a hit in SIS shows no alert of a category that the asker does not see, nor one that is unavailable")
    func identifyInSIS() async throws {
        let world = try await DetectionWorld()
        var alert = DetectionWorld.record(.SIS, 1, ada, body: 5, state: "ITA")
        alert.alert = .arrest
        try await world.put(alert)
        let inSIS = JSON.object(["system": "SIS", "samples": samples(5)])
        func hits(_ caller: Caller, _ purpose: Purpose) async throws -> Int {
            try await world.run("sbms.identify", inSIS, as: caller, for: purpose).body["hits"]?.elements?.count ?? 0
        }
        #expect(try await hits(.of(.police, "DEU"), .policeCheck) == 1)
        // Who examines visas sees alerts for refusal of entry and no others.
        #expect(try await hits(.of(.visa, "DEU"), .visaExamination) == 0)
        var hidden = try #require(try await world.all(Alert.self).first)
        var unavailability = Unavailability()
        (unavailability.until, unavailability.memberStates) = (world.clock.now.adding(hours: 10), [CountryCode("DEU")!])
        (unavailability.authorisation, unavailability.necessity) = ("A-1", "an operation")
        hidden.value.unavailability = unavailability
        try await world.commit([hidden.update])
        #expect(try await hits(.of(.police, "DEU"), .policeCheck) == 0)
        #expect(try await hits(.of(.police, "FRA"), .policeCheck) == 1)
        #expect(try await hits(.of(.sirene, "ITA"), .supplementaryInformation) == 1)
    }

    @Test("Art. 9(4), 12; 767/2008 Art. 6(2d), 21(2): a hit in the VIS shows no file that the asker's own search there does not open")
    func identifyInVIS() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        let inVIS = JSON.object(["system": "VIS", "samples": samples(5)])
        func hits(_ purpose: Purpose) async throws -> Int {
            try await world.run("sbms.identify", inVIS, as: .of(.asylum), for: purpose).body["hits"]?.elements?.count ?? 0
        }
        func issue(_ kind: ApplicationKind, _ sort: IssuedDocument.Sort, from: Int, until: Int) async throws {
            var file = try #require(try await world.all(VIS.ApplicationFile.self).first)
            var decision = VisaDecision()
            (decision.authority, decision.location, decision.memberState, decision.place) = ("FR-CONS", "Nowhere", "FRA", "Nowhere")
            decision.document = IssuedDocument(
                sort: sort, number: DocumentNumber(number: "V1", issuer: CountryCode("FRA")!), validFrom: DetectionWorld.today + from,
                validUntil: DetectionWorld.today + until)
            (file.value.sort, file.value.decisions) = (kind, [decision])
            try await world.commit([file.update])
        }
        // For the responsibility counts a visa that expired at most six months before, and no application.
        #expect(try await hits(.asylumExamination) == 1)
        #expect(try await hits(.asylumResponsibility) == 0)
        try await issue(.shortStayVisa, .uniform, from: -400, until: -200)
        #expect(try await hits(.asylumResponsibility) == 0)
        try await issue(.shortStayVisa, .uniform, from: -400, until: -100)
        #expect(try await hits(.asylumResponsibility) == 1)
        // After ten years of permits nothing is open.
        try await issue(.residencePermit, .residencePermit, from: -4000, until: 100)
        #expect(try await hits(.asylumExamination) == 0)
        #expect(try await hits(.asylumResponsibility) == 0)
    }

    @Test("Art. 12: verification against a record under the right to verify; a record without that right looks absent")
    func verify() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        func input(_ person: Int, _ record: Int = 1) -> JSON {
            .object([
                "system": "EES", "record": .string(DetectionWorld.id(record).description), "samples": samples(person),
            ])
        }
        func verdict(_ person: Int) async throws -> String? {
            try await world.run("sbms.verify", input(person), as: .of(.border), for: .borderCheck).body["verdict"]?.text
        }
        #expect(try await verdict(5) == "match")
        #expect(try await verdict(6) == "nonMatch")
        #expect(await world.refusal("sbms.verify", input(5), as: .of(.police), for: .policeCheck) == .notFound)
        #expect(await world.refusal("sbms.verify", input(5, 9), as: .of(.border), for: .borderCheck) == .notFound)
        let rubbish = JSON.object([
            "system": "EES", "record": .string(DetectionWorld.id(1).description),
            "samples": [ProbeSample(.fingerprint, position: 2, format: "wsq", data: [1, 2, 3]).wire],
        ])
        #expect(
            await world.refusal("sbms.verify", rubbish, as: .of(.border), for: .borderCheck)?.code
                == "sbms/sample-unusable")
    }

    @Test("the facade: insert, identify, delete, ping, referenceCount, and every way that they fail")
    func facade() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        let caller = Caller.of(.operator_, nil)
        func ask(
            _ name: String, _ operation: String? = nil, _ reference: String? = nil, _ samples: JSON? = nil,
            more: [(String, JSON)] = [], without: Set<String> = []
        ) async throws -> JSON {
            let members: [(String, JSON?)] = [
                ("id", .string(operation ?? "mosip.abis.\(name)")), ("requestId", "r-1"), ("requesttime", "2026-03-02T07:01:24.692Z"),
                ("referenceId", reference.map { JSON.string($0) }), ("samples", samples),
            ]
            var object = JSONObject()
            for (key, value) in members where !without.contains(key) && !more.contains(where: { $0.0 == key }) {
                if let value { object.append(key, value) }
            }
            for (key, value) in more { object.append(key, value) }
            let id = "sbms.facade" + name.prefix(1).uppercased() + name.dropFirst()
            return try await world.run(id, .object(object), as: caller, for: .administration).body
        }
        #expect(try await ask("ping")["returnValue"]?.text == "1")
        #expect(try await ask("insert", nil, "a", samples(5))["returnValue"]?.text == "1")
        #expect(try await ask("insert", nil, "b", samples(5, taking: 51))["returnValue"]?.text == "1")
        #expect(try await ask("insert", nil, "c", samples(8))["returnValue"]?.text == "1")
        #expect(try await ask("insert", nil, "a", samples(5))["failureReason"]?.text == "10")
        #expect(try await ask("insert", nil, "d")["failureReason"]?.text == "11")
        #expect(
            try await ask("insert", nil, "d", [ProbeSample(.face, format: "png", data: [9, 9, 9, 9]).wire])[
                "failureReason"]?.text == "16")
        #expect(try await ask("insert", "mosip.abis.remove", "d", samples(5))["failureReason"]?.text == "14")
        #expect(try await ask("referenceCount")["count"] == .integer(3))
        // The reference itself is not its own duplicate, and nobody of the Union's systems is found.
        let found = try await ask("identify", nil, "a")
        #expect(found["candidateList"]?["candidates"]?.elements?.compactMap { $0["referenceId"]?.text } == ["b"])
        #expect(
            try await ask(
                "identify", nil, "a", more: [("gallery", .object(["referenceIds": [.object(["referenceId": "c"])]]))])[
                    "candidateList"]?["count"] == .integer(0))
        #expect(try await ask("identify", nil, "nobody")["failureReason"]?.text == "12")
        #expect(try await ask("delete", nil, "b")["returnValue"]?.text == "1")
        #expect(try await ask("delete", nil, "b")["failureReason"]?.text == "12")
        #expect(try await ask("identify", nil, "a")["candidateList"]?["count"] == .integer(0))
        // Each of MOSIP's reasons has its own number.
        func reason(
            _ name: String, _ reference: String? = nil, _ samples: JSON? = nil, more: [(String, JSON)] = [], without: Set<String> = []
        ) async throws -> String? {
            let reply = try await ask(name, nil, reference, samples, more: more, without: without)
            return reply["returnValue"]?.text == "2" ? reply["failureReason"]?.text : nil
        }
        #expect(try await reason("insert", nil, samples(5)) == "5")
        #expect(try await reason("insert", "", samples(5)) == "5")
        #expect(try await reason("delete") == "5")
        #expect(try await reason("identify") == "5")
        #expect(try await reason("ping", without: ["requestId"]) == "6")
        #expect(try await reason("insert", "d", more: [("referenceURL", "https://samples.example/d")]) == "7")
        #expect(try await reason("ping", without: ["requesttime"]) == "9")
        #expect(try await reason("ping", more: [("version", "0.5")]) == "13")
        #expect(try await reason("ping", more: [("requesttime", "2026-03-02 07:01")]) == "15")
        let few = FingerprintTemplate(
            width: 300, height: 400,
            minutiae: (0..<4).map { Minutia(x: Float(60 + 30 * $0), y: 100, angle: 1, kind: .ending, quality: 60) })
        let poor = JSON.array([ProbeSample(.fingerprint, position: 2, format: "iso19794-2:2005", data: try MinutiaeRecord.encode(few)).wire])
        #expect(try await reason("insert", "d", poor) == "18")
        #expect(try await reason("identify", nil, poor) == "18", "nobody was looked for, and that is not nobody found")
        let unreadable = JSON.array([ProbeSample(.face, format: "png", data: [9, 9, 9, 9]).wire])
        #expect(try await reason("identify", nil, unreadable) == "16")
        // Samples of somebody who has a reference, and of nobody.
        #expect(
            try await ask("identify", nil, nil, samples(5, taking: 52))["candidateList"]?["candidates"]?.elements?.compactMap {
                $0["referenceId"]?.text
            } == ["a"])
        #expect(try await ask("identify", nil, nil, samples(77))["candidateList"]?["count"] == .integer(0))
        // Asked among chosen ones, they are found behind any number of likelier ones.
        for number in 0..<3 { #expect(try await ask("insert", nil, "e\(number)", samples(5, taking: 60 + number))["returnValue"]?.text == "1") }
        for number in 0..<3 {
            let chosen = try await ask(
                "identify", nil, "a",
                more: [
                    ("flags", .object(["maxResults": 1])), ("gallery", .object(["referenceIds": [.object(["referenceId": .string("e\(number)")])]])),
                ])
            #expect(
                chosen["candidateList"]?["candidates"]?.elements?.compactMap { $0["referenceId"]?.text } == ["e\(number)"], "e\(number)")
        }
        // The detector knows nothing of them.
        try await world.detect()
        #expect(try await world.links().isEmpty)
    }

    @Test("2019/329 annex: the same finger many times over is no more evidence of a person than once")
    func copies() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        func verify(_ samples: [ProbeSample]) async throws -> JSON {
            try await world.run(
                "sbms.verify",
                .object([
                    "system": "EES", "record": .string(DetectionWorld.id(1).description), "samples": .array(samples.map(\.wire)),
                ]), as: .of(.border), for: .borderCheck
            ).body
        }
        for person in [5, 6, 7] {
            let print = SyntheticSamples(person: person, taking: 9).fingerprint(3)
            for position: Int? in [3, nil] {
                let sample = ProbeSample(.fingerprint, position: position, format: "iso19794-2:2005", data: print)
                let one = try await verify([sample])
                let many = try await verify([ProbeSample](repeating: sample, count: 20))
                #expect(many == one, "person \(person)")
            }
        }
    }

    @Test("Art. 13(3): a sample that could never be compared is said to be so")
    func quality() async throws {
        let world = try await DetectionWorld()
        let good = ProbeSample(
            .fingerprint, position: 2, format: "iso19794-2:2005",
            data: SyntheticSamples(person: 1, taking: 1).fingerprint(2))
        #expect(
            try await world.run("sbms.checkSample", .object(["sample": good.wire]), as: .of(.border), for: .borderCheck)
                .body["usable"] == .bool(true))
        let bad = ProbeSample(.fingerprint, position: 2, format: "iso19794-2:2005", data: [1, 2, 3, 4])
        #expect(
            try await world.run("sbms.checkSample", .object(["sample": bad.wire]), as: .of(.border), for: .borderCheck)
                .body["usable"] == .bool(false))
    }
}
