import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

/// Small and fast, so that a failing run can be repeated from its seed.
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

@Suite("EES: random histories")
struct EESPropertyTests {
    /// A traveller comes and goes at random, with sweeps in between; a model that knows only days says what must hold.
    @Test("11, 12, 34: days, list and terms equal a model of days", arguments: 0..<12)
    func histories(_ seed: Int) async throws {
        var random = Seeded(state: UInt64(seed) &* 7919 &+ 1)
        let bench = Bench()
        let file = try await bench.register()
        var day = Day("2027-03-01")!
        var stays: [(entry: Day, exit: Day?)] = []
        for _ in 0..<30 {
            day = day + Int.random(in: 1...70, using: &random)
            bench.set(Instant(day: day, secondOfDay: 43_200))
            if let open = stays.last, open.exit == nil {
                let reply = try await bench.leave(file)
                stays[stays.count - 1].exit = day
                let expected = try #require(NaiveStayModel.answer(question(stays, asOf: day)))
                #expect(reply.stay.usedDays == expected.usedDays && reply.stay.overstayDays == expected.overstayDays, "seed \(seed)")
                #expect(reply.warnings.contains(.overstay) == (expected.overstayDays > 0), "seed \(seed)")
            } else {
                let reply = try await bench.enter(file)
                stays.append((day, nil))
                let expected = try #require(NaiveStayModel.answer(question(stays, asOf: day)))
                #expect(reply.stay.usedDays == expected.usedDays && reply.stay.authorisedEnd == expected.authorisedEnd, "seed \(seed)")
                #expect(reply.warnings.contains(.noAuthorisedStay) == (expected.authorisedEnd == nil), "seed \(seed)")
            }
            let report = await bench.sweep(day.description)
            #expect(report.failed.isEmpty)
            try await check(bench, file, stays, day, seed)
        }
    }

    private func question(_ stays: [(entry: Day, exit: Day?)], asOf: Day) -> StayQuestion {
        StayQuestion(asOf: asOf, stays: stays.map { try! Stay(entry: $0.entry, exit: $0.exit) })
    }

    private func check(_ bench: Bench, _ file: RecordID, _ stays: [(entry: Day, exit: Day?)], _ today: Day, _ seed: Int) async throws {
        // Records younger than three years after their exit are there, and no others.
        let records = try await bench.values(EntryExitRecord.self).map(\.value)
        let kept = stays.filter { stay in stay.exit.map { $0.adding(years: 3) >= today } ?? true }
        #expect(records.count == kept.count, "seed \(seed) on \(today)")
        // Who exceeded the authorised stay is listed, each stay once.
        var overstays = 0
        for stay in kept {
            let before = stays.filter { $0.entry <= stay.entry }.map { (entry: $0.entry, exit: $0.entry == stay.entry ? nil : $0.exit) }
            let end = NaiveStayModel.answer(question(before, asOf: stay.entry))?.authorisedEnd ?? stay.entry - 1
            if (stay.exit ?? today) > end { overstays += 1 }
        }
        let listed = try await bench.values(OverstayerEntry.self)
        #expect(listed.count == overstays && Set(listed.map(\.value.record)).count == overstays, "seed \(seed) on \(today)")
        // The file's own summary equals what its records say, and its day of erasure lies after all of theirs.
        let stored = try #require(try await bench.value(IndividualFile.self, file)).value
        #expect((stored.openStay != nil) == (stays.last.map { $0.exit == nil } ?? false))
        #expect(stored.term.eraseOn > (records.map(\.term.eraseOn).max() ?? today) || stored.openStay != nil)
        #expect(stored.projection.due.map(\.day) == [stored.term.eraseOn])
    }

    @Test("Anything may be sent to any operation: a typed refusal, or an answer")
    func hostile() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        var random = Seeded(state: 42)
        let callers: [Caller] = [.border, .immigration, .visa, .police, .accessPoint, .carrier, .webService]
        for operation in EESOperations.all {
            for _ in 0..<60 {
                let input = Self.mutated(Self.sample(operation.input, &random, file), &random)
                let caller = callers.randomElement(using: &random)!
                let purpose = Purpose.allCases.randomElement(using: &random)!
                do {
                    _ = try await operation.run(
                        OperationRequest(
                            caller: caller, case: CaseReference(purpose: purpose, reference: "h", requestID: "h"), input: input,
                            idempotencyKey: "h\(random.next())", expectedVersion: Int.random(in: 0...3, using: &random)), bench.runner)
                } catch {
                    let known = operation.about.refusals + RefusalKind.common
                    #expect(known.contains(error.kind), "\(operation.about.id) gave \(error.kind.code), which it does not announce")
                    #expect(error.kind != .internalError, "\(operation.about.id): \(error.detail)")
                }
            }
        }
    }

    /// Something of the shape asked for.
    static func sample(_ schema: Schema, _ random: inout Seeded, _ file: RecordID, depth: Int = 0) -> JSON {
        switch schema {
        case .text(let rule):
            let texts = ["2027-03-01", "2027-03-01T07:00:00Z", "BRA", "1990-05", file.description, "TEXT of some length", "QUJD"]
            return .string(rule.example.map { Bool.random(using: &random) ? $0 : texts.randomElement(using: &random)! } ?? texts.randomElement(using: &random)!)
        case .integer(let range): return .integer(Int64.random(in: max(range.lowerBound, -5)...min(range.upperBound, 400), using: &random))
        case .number: return .number(0.5)
        case .either(let choices): return choices.randomElement(using: &random).map { sample($0, &random, file, depth: depth + 1) } ?? .null
        case .boolean: return .bool(Bool.random(using: &random))
        case .choice(let words): return .string(words.randomElement(using: &random) ?? "")
        case .list(let element, let counts):
            return .array((0..<min(counts.upperBound, Int.random(in: 0...3, using: &random))).map { _ in sample(element, &random, file, depth: depth + 1) })
        case .nullable(let inner): return Bool.random(using: &random) ? .null : sample(inner, &random, file, depth: depth + 1)
        case .record(let record):
            var object = JSONObject()
            for field in record.fields where field.required || (depth < 3 && Bool.random(using: &random)) {
                let value: JSON = ["file", "record"].contains(field.name) && depth == 0 ? .string(file.description) : sample(field.schema, &random, file, depth: depth + 1)
                object.append(field.name, value)
            }
            return .object(object)
        }
    }

    /// Now and then something else in a place.
    static func mutated(_ json: JSON, _ random: inout Seeded) -> JSON {
        guard Int.random(in: 0..<3, using: &random) == 0, case .object(var object) = json, let name = object.names.randomElement(using: &random) else { return json }
        let wrong: [JSON] = [.null, .integer(-1), .string(""), .string(String(repeating: "A", count: 5000)), .array([]), .object(JSONObject([("x", .null)])), .bool(true), .string("\u{0}\u{202E}")]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: object[name] = wrong.randomElement(using: &random)!
        case 1: object["unknown\(random.next() % 9)"] = .integer(1)
        default: object[name] = object[name].map { mutated($0, &random) }
        }
        return .object(object)
    }

    @Test("Operations have their own names, routes and articles")
    func catalogue() {
        let all = EESOperations.all.map(\.about)
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map { "\($0.method.rawValue) \($0.path)" }).count == all.count)
        for about in all {
            #expect(about.article.hasPrefix("EES ") && !about.grants.isEmpty && about.path.hasPrefix("/v1/ees/"))
            if about.needsVersion { #expect(about.refusals.contains(.preconditionRequired), "\(about.id)") }
        }
        for operation in EESOperations.all {
            guard case .record(let record) = operation.input else { Issue.record("\(operation.about.id)"); continue }
            let names = Set(record.fields.map(\.name))
            #expect(Set(operation.about.pathFields).isSubset(of: names), "\(operation.about.id)")
        }
    }
}
