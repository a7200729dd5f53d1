import Access
import Eurodac
import Identity
import Operations
import Registry
import Testing
import Wire

/// The vectors of the terms as registers live them: the record is entered by its own operations on its days, and carries the days on
/// which it must go, be looked at, or be told of. Rule and server cannot differ unnoticed.
@Suite struct RetentionVectorsTests {
    @Test("EES 34, SIS 39 and 53, VIS 23, Eurodac 29, ECRIS-TCN 8: every vector that an operation can record")
    func asRecords() async throws {
        var played: [String: Int] = [:]
        for vector in try Vector.all("retention") {
            guard let system = vector.input["system"]?.text, let kept = vector.expected["eraseOn"]?.text.flatMap({ Day($0) }) else { continue }
            let due: [DueDate]?
            switch system {
            case "SIS": due = try await alert(vector.input)
            case "EES": due = try await crossing(vector.input)
            case "VIS": due = try await visa(vector.input)
            case "Eurodac": due = try await dataset(vector.input)
            case "ECRIS-TCN": due = try await conviction(vector.input)
            default: due = nil
            }
            guard let due else { continue }
            #expect(due.filter { $0.action == .erase }.map(\.day).min() == kept, "\(vector.id)")
            if let review = vector.expected["reviewBy"]?.text.flatMap({ Day($0) }) {
                #expect(due.contains { $0.action == .review && $0.day == review } || kept == review + 1, "\(vector.id): review")
            }
            if let notice = vector.expected["noticeOn"]?.text.flatMap({ Day($0) }) {
                #expect(due.contains { $0.action != .erase && $0.day == notice }, "\(vector.id): notice")
            }
            played[system, default: 0] += 1
        }
        #expect(played["SIS"] ?? 0 >= 12)
        #expect(played["EES"] ?? 0 >= 10)
        #expect(played["VIS"] ?? 0 >= 12)
        #expect(played["Eurodac"] ?? 0 >= 10)
        #expect(played["ECRIS-TCN"] == 1)
    }

    // MARK: - Records

    private func due(_ world: World, _ system: SystemName, _ kind: String) async throws -> [DueDate] {
        try await world.installation.store.read { view in
            var due: [DueDate] = []
            try view.forEachProjection { _, found, projection in
                if found == RecordKind(system, kind) { due += projection.due }
            }
            return due
        }
    }

    private func noon(_ day: Day) -> Instant { Instant(day: day, secondOfDay: 43_200) }
    private func text(_ day: Day) -> JSON { .string(day.description) }
    private let ada: JSON = json(
        #"{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"1985-04-12","sex":"F","nationalities":["UTO"]}"#)

    private func alert(_ input: JSON) async throws -> [DueDate]? {
        guard input["record"]?.text == "alert", let category = input["category"]?.text,
            let entered = input["entered"]?.text.flatMap({ Day($0) }), !["objectCheck"].contains(category)
        else { return nil }
        let world = try await World(now: noon(entered))
        var alert = JSONObject([("category", .string(category))])
        var authority = (AuthorityKind.police, Purpose.policeCheck)
        switch category {
        case "object":
            alert["object"] = json(
                #"{"kind":"identityDocument","document":{"kind":"passport","number":"X1","issuer":"UTO"},"circumstance":"stolen"}"#)
        case "unknownWanted":
            let input = json(
                #"{"alert":{"category":"unknownWanted"},"samples":[{"kind":"latentPrint","position":1,"format":"iso19794-2:2005","data":"AQID"}]}"#)
            try await world.run("sis.enterAlert", input, as: .of(.police), for: .policeCheck)
            return try await due(world, .SIS, "alert")
        default:
            var person = ada
            // A child is not yet eighteen.
            if category.hasPrefix("child"), case .object(var object) = person {
                object["dateOfBirth"] = text(entered.adding(years: -9))
                person = .object(object)
            }
            alert["identities"] = .array([person])
            alert["reason"] = "a reason"
            alert["action"] = .string(Self.actions[category] ?? category)
            if ["return", "refusal", "entryBan", "restrictiveMeasure"].contains(category) {
                alert["decisionReference"] = "D-1"
                if category == "return" { alert["entryBan"] = false } else { alert["legalBasis"] = "an act" }
                authority = (.immigration, .residenceDecision)
            }
            if input["decisionLongerThanThreeYears"] == .bool(true) { alert["decisionLongerThanThreeYears"] = true }
        }
        try await world.run("sis.enterAlert", .object(["alert": .object(alert)]), as: .of(authority.0), for: authority.1)
        return try await due(world, .SIS, "alert")
    }

    /// Actions laid down for a category, where they do not have its name.
    static let actions = [
        "return": "reportToIssuer", "refusal": "refuseEntry", "entryBan": "refuseEntry", "restrictiveMeasure": "refuseEntry",
        "arrest": "arrest", "missing": "reportWhereabouts", "missingProtect": "protect", "childAbduction": "preventTravel",
        "childRisk": "preventTravel", "vulnerableAdult": "preventTravel", "judicial": "reportResidence", "information": "discreetCollection",
    ]

    private func crossing(_ input: JSON) async throws -> [DueDate]? {
        func day(_ name: String) -> Day? { input[name]?.text.flatMap { Day($0) } }
        let isFamily = input["record"]?.text?.hasPrefix("family") == true
        func enter(_ entry: Day, exit: Day? = nil) async throws -> World {
            let world = try await World(now: noon(entry))
            let file = try await world.file(number: "R1")
            var crossing = JSONObject([("file", .string(file.description)), ("crossingPoint", "FRCDG")])
            if isFamily { crossing["euFamily"] = true }
            try await world.run("ees.recordEntry", .object(crossing))
            if let exit {
                world.now = noon(exit)
                try await world.run("ees.recordExit", .object(crossing))
            }
            return world
        }
        switch input["record"]?.text {
        case "entryExit"?, "familyEntryExit"?:
            guard let exit = day("exit") else { return nil }
            return try await due(enter(exit - 3, exit: exit), .EES, "entryExit")
        // Ninety days in all, the first of them the entry.
        case "noExit"?:
            guard let end = day("authorisedEnd") else { return nil }
            return try await due(enter(end - 89), .EES, "entryExit")
        case "familyNoExit"?:
            guard let entry = day("entry") else { return nil }
            return try await due(enter(entry), .EES, "entryExit")
        case "individualFile"?:
            guard let last = day("lastRecord") else { return nil }
            return try await due(enter(last - 3, exit: last), .EES, "individualFile")
        case "refusal"?:
            guard let refused = day("refused") else { return nil }
            let world = try await World(now: noon(refused))
            let file = try await world.file(number: "R1")
            try await world.run(
                "ees.recordRefusal",
                .object(["file": .string(file.description), "crossingPoint": "FRCDG", "reasons": ["E"]]))
            return try await due(world, .EES, "refusal")
        default: return nil
        }
    }

    private func visa(_ input: JSON) async throws -> [DueDate]? {
        guard input["record"]?.text == "applicationFile", let status = input["status"]?.text else { return nil }
        func day(_ name: String) -> Day? { input[name]?.text.flatMap { Day($0) } }
        // The day that the term runs from says when everything else was.
        let from: Day? =
            switch status {
            case "issued", "extended": day("validUntil")
            case "refused", "annulled", "revoked": day("decided")
            default: day("created")
            }
        guard let from else { return nil }
        let isEnded = status == "closed" || status == "withdrawn"
        let lodged = isEnded ? from : from - 40
        let world = try await World(now: noon(lodged))
        let consulate = Caller.of(.visa)
        var version: Int?
        let created = try await world.run("vis.createApplication", application(lodged), as: consulate, for: .visaExamination)
        let id = try #require(created.body["application"])
        version = created.version
        func decide(_ operation: String, on day: Day, _ more: JSONObject) async throws {
            world.now = noon(day)
            var message = JSONObject([
                ("application", id), ("decision", .object(["location": "Paris", "place": "Paris", "decided": text(day)])),
            ])
            for (name, value) in more { message[name] = value }
            version = try await world.run(operation, .object(message), as: consulate, for: .visaExamination, version: version).version
        }
        func issue(until last: Day) async throws {
            let document: JSON = .object([
                "sort": "uniform", "number": .object(["number": "900000001", "issuer": "FRA"]), "validFrom": text(last - 30),
                "validUntil": text(last), "entries": "1", "days": 10,
            ])
            try await decide("vis.issueVisa", on: last - 35, JSONObject([("document", document)]))
        }
        switch status {
        case "issued": try await issue(until: from)
        case "extended":
            try await issue(until: from - 5)
            try await decide(
                "vis.extendVisa", on: from - 6,
                JSONObject([
                    ("grounds", ["humanitarian"]), ("number", .object(["number": "900000002", "issuer": "FRA"])),
                    ("validFrom", text(from - 35)), ("validUntil", text(from)), ("extensionDays", 5),
                ]))
        case "refused": try await decide("vis.refuseVisa", on: from, JSONObject([("grounds", ["threat"])]))
        case "annulled", "revoked":
            try await issue(until: from + 10)
            try await decide(
                status == "annulled" ? "vis.annulVisa" : "vis.revokeVisa", on: from, JSONObject([("grounds", ["falseDocument"])]))
        default: try await decide("vis.closeApplication", on: from, JSONObject([("reason", "withdrawn")]))
        }
        return try await due(world, .VIS, "applicationFile")
    }

    private func application(_ lodged: Day) -> JSON {
        .object([
            "sort": "shortStayVisa", "number": "FRA1", "location": "Consulate", "place": "Utopia", "date": text(lodged),
            "identity": ada,
            "documents": [json(#"{"kind":"passport","number":"V1","issuer":"UTO"}"#)],
            "form": .object([
                "destinations": ["FRA"], "stayDays": 10, "purposes": ["tourism"], "arrival": text(lodged + 20),
                "departure": text(lodged + 29), "firstEntry": "FRA",
                "homeAddress": json(#"{"lines":"1 Main Street","city":"Utopia","country":"UTO"}"#), "notApplicable": ["jobGroup"],
            ]),
            "facialImage": json(#"{"source":"live","format":"synthetic","data":"RkFDRQ=="}"#),
            "fingerprints": json(#"{"absence":"physicallyImpossible"}"#),
        ])
    }

    private func dataset(_ input: JSON) async throws -> [DueDate]? {
        guard input["record"]?.text == "dataset", let regime = input["regime"]?.text.flatMap({ EurodacRegime(rawValue: $0) }),
            case .integer(let digit)? = input["category"],
            let category = Self.categories[Int(digit)], let taken = input["taken"]?.text.flatMap({ Day($0) }),
            let sent = input["transmitted"]?.text.flatMap({ Day($0) })
        else { return nil }
        let world = try await World(now: noon(sent), eurodac: regime)
        // The older Regulation records no face, and of the identity the sex alone.
        let prints = JSON.array((1...10).map { .object(["position": .integer($0), "format": "synthetic", "data": "UFJJTlQ="]) })
        let face = json(#"{"format":"synthetic","data":"RkFDRQ=="}"#)
        let biometrics: JSON =
            regime == .regulation603
            ? .object(["fingerprints": prints]) : .object(["fingerprints": prints, "facialImage": face])
        let identity = regime == .regulation603 ? json(#"{"sex":"F"}"#) : ada
        var data = JSONObject([
            ("category", .string(category.0)), ("reference", .string("FR\(digit)0001")), ("taken", text(taken)),
            ("identity", identity), ("place", "Calais"), ("event", text(taken)), ("biometrics", biometrics),
        ])
        if digit == 7 {
            data["admission"] = input["admission"] ?? "granted"
            data["decided"] = text(taken)
            if input["admission"]?.text == "refused" { data["refusalGrounds"] = "6(1)(f)" }
        }
        if digit == 8 { data["decided"] = text(taken) }
        try await world.run(
            "eurodac.transmitDataset", .object(["data": .object(data)]), as: .of(category.1), for: category.2)
        return try await due(world, .Eurodac, "dataset")
    }

    private static let categories: [Int: (String, AuthorityKind, Purpose)] = [
        1: ("applicant", .asylum, .asylumExamination), 2: ("irregularCrossing", .border, .borderCheck),
        3: ("illegalStay", .immigration, .verification), 7: ("admission", .asylum, .asylumExamination),
        8: ("nationalResettlement", .asylum, .asylumExamination), 9: ("disembarked", .border, .borderCheck),
    ]

    private func conviction(_ input: JSON) async throws -> [DueDate]? {
        guard input["record"]?.text == "record", let ends = input["nationalErasure"]?.text.flatMap({ Day($0) }) else { return nil }
        let world = try await World(now: noon(ends - 100))
        try await world.run(
            "ecris-tcn.enterRecord",
            .object([
                "reference": "FR-1", "nationalRecordKeptUntil": text(ends),
                "person": json(
                    #"{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"1985-04-12","townOfBirth":"Utopia","countryOfBirth":"UTO","nationalities":["UTO"],"gender":"F"}"#
                ),
            ]), as: .of(.criminalRecords), for: .criminalProceedings)
        return try await due(world, .ecrisTCN, "dataRecord")
    }
}
