import Access
import Identity
import Operations
import Registry
import Testing
import Wire

/// The vectors of alerts as an issuing authority lives them: the alert is entered with the data of the vector, where there are
/// other alerts on the same person already. Rule and server cannot differ unnoticed.
@Suite struct AlertVectorsTests {
    /// Complete data of each kind.
    private let data: [String: (name: String, value: JSON)] = [
        "surnames": ("surnames", ["EXAMPLE"]), "forenames": ("givenNames", ["ADA"]), "gender": ("sex", "F"),
        "nationalities": ("nationalities", ["UTO"]), "dateOfBirth": ("dateOfBirth", "1985-04-12"),
    ]

    private func authority(_ category: String, _ state: String) -> (Caller, Purpose) {
        ["return", "refusal", "entryBan", "restrictiveMeasure"].contains(category)
            ? (.of(.immigration, state), .residenceDecision) : (.of(.police, state), .policeCheck)
    }

    private func alert(_ category: String, _ given: [String]) -> JSON {
        var person = JSONObject()
        var alert = JSONObject([("category", .string(category))])
        var samples: [JSON] = []
        for word in given {
            switch word {
            case "reason": alert["reason"] = "a reason"
            case "action": alert["action"] = .string(RetentionVectorsTests.actions[category] ?? category)
            case "decisionReference": alert["decisionReference"] = "D-1"
            case "entryBan": alert["entryBan"] = false
            case "legalBasis": alert["legalBasis"] = "an act"
            case "dnaProfile":
                samples.append(.object(["kind": "dnaProfile", "format": "interpol", "data": "AQID"]))
            default: if let field = data[word] { person[field.name] = field.value }
            }
        }
        // A child is one on the day of the alert.
        if category.hasPrefix("child"), person["dateOfBirth"] != nil { person["dateOfBirth"] = "2017-04-12" }
        if !person.names.isEmpty, category != "unknownWanted" { alert["identities"] = .array([.object(person)]) }
        var input = JSONObject([("alert", .object(alert))])
        if !samples.isEmpty { input["samples"] = .array(samples) }
        return .object(input)
    }

    private func enter(
        _ category: String, _ words: [String], _ state: String, _ world: World
    ) async -> (OperationReply?, Refusal?) {
        let (caller, purpose) = authority(category, state)
        do throws(Refusal) {
            return (try await world.run("sis.enterAlert", alert(category, words), as: caller, for: purpose), nil)
        } catch { return (nil, error) }
    }

    /// The bureaux consult each other about the alerts that are there, and the other one agrees.
    private func agree(_ category: String, _ state: String, beside vector: Vector, _ world: World) async throws {
        let there = try await world.installation.store.read { view in
            var numbers: [String] = []
            try view.forEachProjection { _, kind, projection in
                if kind == RecordKind(.SIS, "alert") { numbers += projection.keys.filter { $0.name == "schengenId" }.map(\.value) }
            }
            return numbers
        }
        for number in there {
            let begun = try await world.run(
                "sis.startConsultation",
                .object([
                    "about": "multipleAlerts", "schengenId": .string(number), "category": .string(category),
                    "reasons": "Both are to stand.",
                ]), as: .of(.sirene, state), for: .supplementaryInformation)
            let other = try #require(begun.body["consultation"]?["consulted"]?.text)
            let id = try #require(begun.body["id"])
            try await world.run(
                "sis.answerConsultation", .object(["consultation": id, "answer": "agrees", "reasons": "Agreed."]),
                as: .of(.sirene, other), for: .supplementaryInformation, version: begun.version)
        }
    }

    @Test("SIS 1861 22–23, 1862 20–23: every vector, entered")
    func asEntered() async throws {
        var (played, refused) = (0, 0)
        for vector in try Vector.all("alert") {
            guard let category = vector.input["category"]?.text, let state = vector.input["memberState"]?.text,
                // An object needs more than words to be entered, and an information alert Europol's proposal.
                !["object", "information"].contains(category),
                vector.input["data"]?.elements?.isEmpty == false
                    || category == "unknownWanted"
            else { continue }
            let world = try await World()
            let words = (vector.input["data"]?.elements ?? []).compactMap(\.text)
            for other in vector.input["existing"]?.elements ?? [] {
                guard let kind = other["category"]?.text, let owner = other["memberState"]?.text else { continue }
                let (caller, purpose) = authority(kind, owner)
                var given = words.filter { data[$0] != nil } + ["reason", "action"]
                if kind == "refusal" || kind == "restrictiveMeasure" || kind == "entryBan" { given += ["decisionReference", "legalBasis"] }
                try await world.run("sis.enterAlert", alert(kind, given), as: caller, for: purpose)
            }
            var (reply, refusal) = await enter(category, words, state, world)
            if refusal?.kind.code == "sis/incompatible" {
                // Alerts between which the Regulation knows no order stand beside each other once the States have agreed (23(3)).
                try await agree(category, state, beside: vector, world)
                (reply, refusal) = await enter(category, words, state, world)
            }
            #expect(.bool(reply != nil) == vector.expected["accepted"], "\(vector.id): \(refusal?.detail ?? "accepted")")
            if refusal != nil { refused += 1 }
            played += 1
        }
        #expect(played >= 35)
        #expect(refused >= 10)
    }
}
