import Access
import Identity
import Operations
import Registry
import Testing
import Wire

/// The vectors of the calculator as a border lives them: crossings recorded by operations, on their days, and the question put
/// to the file. Rule and server cannot differ unnoticed.
@Suite struct StayVectorsTests {
    private struct Crossing {
        var day: Day
        var isEntry: Bool
        var visa: JSON?
    }

    @Test("EES 11: every vector, asked as a plan")
    func asPlans() async throws {
        let world = try await World()
        for vector in try Vector.all("stay") {
            guard case .object(var input) = vector.input else { continue }
            input["visa"] = sticker(vector.input["visa"])
            let reply = try await world.run("ees.whatIfStay", .object(input))
            // A family member has no calculator: everything else is absent then.
            #expect(vector.differences(reply.body) == [])
        }
    }

    @Test("EES 11, 16, 17: every vector that a border can record, asked of the file")
    func asRecords() async throws {
        var played = 0
        for vector in try Vector.all("stay") {
            guard let asOf = vector.input["asOf"]?.text.flatMap({ Day($0) }), let crossings = crossings(vector, asOf) else { continue }
            let world = try await World(now: Instant(day: (crossings.first?.day ?? asOf) - 1, secondOfDay: 36_000))
            let visa = sticker(vector.input["visa"])
            let file = try await world.run("ees.createFile", newFile(number: "V\(played)", holdsVisa: visa != nil))
            let id = try #require(file.body["file"])
            var time = world.now
            for crossing in crossings {
                time = max(Instant(day: crossing.day, secondOfDay: 39_600), time.adding(seconds: 1800))
                world.now = time
                var input = JSONObject([("file", id), ("crossingPoint", "FRCDG"), ("day", .string("\(crossing.day)"))])
                if crossing.isEntry { input["visa"] = crossing.visa }
                try await world.run(crossing.isEntry ? "ees.recordEntry" : "ees.recordExit", .object(input))
            }
            world.now = max(time, Instant(day: asOf, secondOfDay: 82_800))
            let reply = try await world.run("ees.calculateStay", JSON.object(["file": id, "asOf": .string("\(asOf)")]))
            #expect(vector.differences(reply.body) == [])
            played += 1
        }
        #expect(played >= 90)
    }

    /// The crossings up to the day asked about, in order; `nil` where the vector holds what no crossing says (days under a
    /// residence permit, a plan with a visa that nobody has used yet, another kind of Member State).
    private func crossings(_ vector: Vector, _ asOf: Day) -> [Crossing]? {
        guard case .object(let input) = vector.input, Set(input.names).isSubset(of: ["asOf", "stays", "visa"]) else { return nil }
        let visa = sticker(vector.input["visa"])
        let from = vector.input["visa"]?["validFrom"]?.text.flatMap { Day($0) } ?? Day(number: .max)
        let until = vector.input["visa"]?["validUntil"]?.text.flatMap { Day($0) } ?? Day(number: .min)
        var spans: [(entry: Day, exit: Day?)] = []
        for stay in vector.input["stays"]?.elements ?? [] {
            guard case .object(let fields) = stay, Set(fields.names).isSubset(of: ["entry", "exit"]),
                let entry = stay["entry"]?.text.flatMap({ Day($0) })
            else { return nil }
            spans.append((entry, stay["exit"]?.text.flatMap { Day($0) }))
        }
        spans.sort { $0.entry < $1.entry }
        // Somebody who never leaves cannot enter again, and no crossing is recorded twice.
        for (this, next) in zip(spans, spans.dropFirst()) {
            guard let exit = this.exit, exit <= next.entry, this.entry < next.entry else { return nil }
        }
        spans.removeAll { $0.entry > asOf }
        let usesVisa = spans.contains { (from...max(from, until)).contains($0.entry) }
        if visa != nil, !usesVisa || !(spans.last.map { (from...max(from, until)).contains($0.entry) } ?? false) { return nil }
        var crossings: [Crossing] = []
        for span in spans {
            let used = (from...max(from, until)).contains(span.entry) ? visa : nil
            crossings.append(Crossing(day: span.entry, isEntry: true, visa: used))
            if let exit = span.exit, exit <= asOf { crossings.append(Crossing(day: exit, isEntry: false)) }
        }
        return crossings
    }

    /// The visa of a vector as the EES records one.
    private func sticker(_ visa: JSON?) -> JSON? {
        guard let visa else { return nil }
        var use = JSONObject([("sticker", JSON.object(["number": "UTO1234567", "issuer": "FRA"]))])
        use["kind"] = visa["ltv"] == .bool(true) ? "limitedTerritoryBeyondLimit" : "uniform"
        use["validFrom"] = visa["validFrom"]
        use["validUntil"] = visa["validUntil"]
        use["days"] = visa["days"]
        if case .integer(let entries)? = visa["entries"] { use["entries"] = .string("\(entries)") } else { use["entries"] = visa["entries"] }
        return .object(use)
    }

    private func newFile(number: String, holdsVisa: Bool) -> JSON {
        guard holdsVisa else { return InstallationTests.newFile(number: number) }
        return json(
            """
            {"file":{"traveller":"visaRequired","identity":{"surnames":["Traveller"],"givenNames":["Ada"],
            "dateOfBirth":"1985-04-12","nationalities":["UTO"],"sex":"F"},
            "document":{"kind":"passport","number":"\(number)","issuer":"UTO","expiry":"2041-01-01"}},
            "facialImage":{"source":"live","format":"iso39794-5","quality":80,"data":"\(faceSample)"}}
            """)
    }
}
