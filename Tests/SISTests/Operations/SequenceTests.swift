import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

/// A seeded generator, so that a failure can be run again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("SIS: whatever is done in whatever order") struct SequenceTests {
    static let states = ["FRA", "DEU", "ITA"]
    static let kinds: [AuthorityKind] = [.police, .sirene, .border, .immigration, .visa, .europol]

    @Test("a random sequence of operations keeps every promise", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sequence(seed: UInt64) async throws {
        var random = Seeded(state: seed)
        let world = SISWorld(seed: seed)
        /// What must stand, kept by hand: owner, category, names.
        var model: [String: (owner: String, content: AlertContent, version: Int)] = [:]
        var refusals: [String: Int] = [:]

        for _ in 0..<250 {
            let kind = Self.kinds.randomElement(using: &random)!
            let state = kind == .europol ? nil : Self.states.randomElement(using: &random)!
            let actor = caller(kind, state)
            let target = model.keys.sorted().randomElement(using: &random) ?? "FRA0000000000000"
            let mine = model[target].map { $0.owner == state } ?? false
            let category = AlertCategory.withoutProposal.filter { $0 != .unknownWanted }.randomElement(using: &random)!
            let name = "Name\(Int.random(in: 0..<8, using: &random))"
            let version = model[target]?.version
            do throws(Refusal) {
                switch Int.random(in: 0..<12, using: &random) {
                case 0...3:
                    let entered = try await world.run(EnterAlert(), .init(content(category, name)), as: actor).output
                    #expect(!model.values.contains { $0.owner == state && same($0.content, content(category, name)) })
                    model[entered.schengenID] = (state ?? "?", content(category, name), 1)
                case 4:
                    let new = content(category, name)
                    _ = try await world.run(UpdateAlert(), .init(target, new), as: actor, version: version)
                    #expect(mine)
                    model[target]!.content = new
                    model[target]!.version += 1
                case 5:
                    let reply = try await world.run(
                        ExtendAlert(), .init(target, assessment: "needed"), as: actor, version: version)
                    #expect(mine)
                    model[target]!.content.reviewBy = nil
                    model[target]!.version += 1
                    #expect(reply.output.keptUntil > world.today)
                case 6:
                    let alias = person("Alias\(Int.random(in: 0..<5, using: &random))", "A", category: .alias)
                    _ = try await world.run(AddIdentity(), .init(target, alias), as: actor, version: version)
                    #expect(mine)
                    model[target]!.content.identities.append(alias)
                    model[target]!.version += 1
                case 7:
                    let place = Int.random(in: 0..<3, using: &random)
                    _ = try await world.run(
                        RemoveIdentity(), .init(target, position: place), as: actor, version: version)
                    #expect(mine)
                    model[target]!.content.identities.remove(at: place)
                    model[target]!.version += 1
                case 8:
                    _ = try await world.run(DeleteAlert(), .init(target, ground: .unlawful), as: actor)
                    #expect(mine)
                    model[target] = nil
                case 9:
                    var report = HitReport()
                    report.place = "x"
                    report.time = world.now
                    _ = try await world.run(ReportHit(), .init(target, report), as: actor)
                case 10:
                    _ = try await world.run(ReadAlert(), AlertReference(target), as: actor)
                default:
                    world.now = world.now.adding(hours: 24 * Int64.random(in: 1...40, using: &random))
                    let before = try await standing(world)
                    let swept = await world.sweep()
                    #expect(swept.failed.isEmpty)
                    for (id, alert) in before where world.today >= alert.value.term.eraseOn { model[id] = nil }
                    // A notice is a version, too.
                    for (id, alert) in try await standing(world) { model[id]?.version = alert.version }
                }
            } catch {
                refusals[error.kind.code, default: 0] += 1
                #expect(error.kind.status < 500, "\(error)")
            }
            // What stands is exactly what the model says, and nothing else was touched.
            let stands = try await standing(world)
            #expect(Set(stands.keys) == Set(model.keys))
            for (id, alert) in stands {
                #expect(alert.value.content == model[id]?.content)
                #expect(alert.owner == model[id]?.owner && alert.value.issuingState == alert.owner)
                #expect(alert.version == model[id]?.version)
                #expect(try await world.store.read { try $0.projection(alert.id) } == alert.value.projection)
            }
            // 23(2)
            for owner in Self.states {
                let own = stands.values.filter { $0.owner == owner }
                for (place, one) in own.enumerated() {
                    for other in own.dropFirst(place + 1) { #expect(!same(one.value.content, other.value.content)) }
                }
            }
        }
        // Every hit is on an alert that stands, or goes a year after it.
        for record in try await world.store.read({ try $0.page(Hit.kind, after: nil, limit: 10_000) }) {
            let hit = try Recorded<Hit>(record).value
            #expect((hit.alertDeleted == nil) == (model[hit.schengenID] != nil))
        }
        #expect(refusals.count >= 4, "the sequence was too tame: \(refusals)")
    }

    private func standing(_ world: SISWorld) async throws(Refusal) -> [String: Recorded<Alert>] {
        do {
            return try await world.store.read { view in
                let alerts = try view.page(Alert.kind, after: nil, limit: 10_000).map { try Recorded<Alert>($0) }
                return Dictionary(uniqueKeysWithValues: alerts.map { ($0.value.schengenID, $0) })
            }
        } catch {
            throw Refusal.from(error)
        }
    }

    /// The same person or object, decided anew: an equal name and date of birth, or an equal document number.
    private func same(_ a: AlertContent, _ b: AlertContent) -> Bool {
        if let one = a.object?.document, let other = b.object?.document { return one.number == other.number }
        return a.identities.contains { x in
            b.identities.contains {
                $0.surnames == x.surnames && $0.givenNames == x.givenNames && $0.dateOfBirth == x.dateOfBirth
            }
        }
    }
}

@Suite("SIS: hostile input") struct HostileInputTests {
    /// Values that a field may meet.
    static func value(_ random: inout Seeded, depth: Int = 0) -> JSON {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: .null
        case 1: .bool(true)
        case 2: .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: .number(.nan)
        case 4: .string("")
        case 5: .string(String(repeating: "Ω", count: Int.random(in: 1...9000, using: &random)))
        case 6: .string("\u{0}\u{7F}\u{202E}")
        case 7: .string("FRA0000000000000")
        case 8 where depth < 4:
            .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        case 9 where depth < 4: .object(JSONObject([("schengenId", value(&random, depth: depth + 1)), ("x", .null)]))
        default: .string("0000-00-00")
        }
    }

    /// One change somewhere in a message.
    static func mutated(_ json: JSON, _ random: inout Seeded) -> JSON {
        switch json {
        case .object(let object) where object.count > 0 && Int.random(in: 0..<4, using: &random) > 0:
            var object = object
            let name = object.names.randomElement(using: &random)!
            switch Int.random(in: 0..<6, using: &random) {
            case 0: object[name] = nil
            case 1: object["\(name)X"] = .null
            default: object[name] = mutated(object[name]!, &random)
            }
            return .object(object)
        case .array(let elements) where !elements.isEmpty && Int.random(in: 0..<4, using: &random) > 0:
            var elements = elements
            let place = elements.indices.randomElement(using: &random)!
            elements[place] = mutated(elements[place], &random)
            if Int.random(in: 0..<8, using: &random) == 0 { elements += Array(repeating: elements[place], count: 300) }
            return .array(elements)
        default: return value(&random)
        }
    }

    @Test("only typed refusals, nothing changed by a refused message, no reply outside its schema", arguments: SISOperations.all.indices)
    func mutations(operation index: Int) async throws {
        let operation = SISOperations.all[index]
        var random = Seeded(state: UInt64(index) + 77)
        let world = SISWorld()
        let issuer = caller(.sirene, "FRA")
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        var report = HitReport()
        report.place = "x"
        report.time = world.now
        var form = SupplementaryContent()
        form.otherInformation = OtherInformation()
        form.otherInformation?.subject = "x"
        form.otherInformation?.text = "x"
        let known: [String: JSON] = [
            "schengenId": .string(id), "alert": content(.refusal, "Mutant").wire, "samples": [prints[0].wire],
            "distinctFrom": [.string(id)], "assessment": "x",
            "identity": person("A", "B").wire,
            "misused": MisusedIdentity(person("A", "B", category: .misused), consented: world.today, to: [.surnames])
                .wire,
            "position": 0, "hours": 4, "memberStates": ["DEU"], "authorisation": "x", "necessity": "x",
            "report": report.wire,
            "vin": "1M8GDM9AXKP042788", "side": "made", "limit": 3, "numbers": [ObjectNumber(.imei, "490154203237518").wire],
            "ground": "nationalLaw", "reason": "x", "memberState": "DEU", "urgency": "x", "others": [.string(id)],
            "need": "x", "link": "00000000000000000000000000000000", "hidden": true, "other": .string(id), "samePerson": true,
            "grounds": "x", "reasons": "x", "about": "multipleAlerts", "category": "arrest", "person": person("A", "B").wire,
            "grantingState": "DEU", "consultation": "00000000000000000000000000000000", "days": 3, "answer": "agrees",
            "granted": true, "to": ["DEU"], "content": form.wire, "urgent": false, "message": "00000000000000000000000000000000",
            "proposal": "00000000000000000000000000000000", "hit": "00000000000000000000000000000000",
            "decision": ChildDecision().wire, "verification": ExpertVerification().wire,
            "identities": [person("A", "B").wire], "case": InformationProposal.ProposedCase().wire,
        ]
        guard case .record(let schema) = operation.input else { return }
        let whole = JSON.object(
            JSONObject(schema.fields.compactMap { field in known[field.name].map { (field.name, $0) } }))
        for number in 0..<400 {
            let input = number % 7 == 0 ? Self.value(&random) : Self.mutated(whole, &random)
            let before = try await world.store.read { try $0.lastSequence() }
            do throws(Refusal) {
                let reply = try await operation.run(
                    OperationRequest(
                        caller: issuer, case: CaseReference(purpose: .supplementaryInformation, requestID: "r"),
                        input: input,
                        idempotencyKey: "k\(number)", expectedVersion: 1), world.runner)
                #expect(throws: Never.self) { _ = try JSON(parsing: reply.body.bytes) }
            } catch {
                #expect(error.kind.status < 500, "\(operation.about.id): \(error)")
                let codes = Set((RefusalKind.common + operation.about.refusals).map(\.code))
                    .union(["precondition-failed", "conflict", "already-exists", "idempotency-key-reused"])
                #expect(codes.contains(error.kind.code), "\(operation.about.id) does not announce \(error.kind.code)")
                #expect(try! await world.store.read { try $0.lastSequence() } == before)
            }
        }
    }
}
