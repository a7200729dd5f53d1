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

    /// Everything that changes a file, in any order: what hangs together must keep together.
    @Test("14, 19, 34, 35: file, list and records agree after any sequence of operations", arguments: 0..<16)
    func sequences(_ seed: Int) async throws {
        var random = Seeded(state: UInt64(seed) &* 104_729 &+ 3)
        let bench = Bench()
        let files = [try await bench.register(document: "P1"), try await bench.register(.visaRequired, document: "P2")]
        var day = Day("2027-03-01")!
        var done: [String: Int] = [:]
        for _ in 0..<60 {
            day = day + Int.random(in: 0...60, using: &random)
            bench.set(Instant(day: day, secondOfDay: Int.random(in: 20_000...70_000, using: &random)))
            let file = files.randomElement(using: &random)!
            let records = try await bench.values(EntryExitRecord.self).filter { $0.value.file == file }
            let record = records.randomElement(using: &random)
            let name: String
            do {
                switch Int.random(in: 0..<10, using: &random) {
                case 0...2:
                    name = "entry"
                    let missed = Bool.random(using: &random)
                    let late = Int.random(in: 0..<4, using: &random) == 0
                    let time = bench.now.adding(hours: late ? -24 * Int64.random(in: 1...40, using: &random) : 0)
                    _ = try await bench.enter(file, at: time.description) {
                        $0.previousExitMissing = missed
                        $0.fallback = late ? .localElectronic : nil
                    }
                case 3, 4:
                    name = "exit"
                    _ = try await bench.leave(file)
                case 5:
                    name = "status"
                    guard let record else { continue }
                    var input = ChangeStatus.Input()
                    (input.record, input.place, input.decided) = (record.id, "X", day)
                    input.status = StatusChange.Status.allCases.randomElement(using: &random)!
                    input.ground = input.status == .extended ? .humanitarian : .otherDecision
                    input.newExpiry = input.status == .extended ? day + Int.random(in: -10...60, using: &random) : nil
                    let reply = try await bench.run(ChangeStatus(), input, as: .immigration, for: .verification, version: record.version)
                    // Only an extension makes a stay longer, whenever the decision is taken.
                    if input.status != .extended, let before = record.value.authorisedEnd {
                        #expect(reply.record.authorisedEnd.map { $0 <= before } ?? true, "seed \(seed) on \(day)")
                    }
                case 6:
                    name = "rectify"
                    guard let record, let entry = record.value.entry else { continue }
                    var input = RectifyEntryExit.Input()
                    (input.record, input.evidence) = (record.id, "x")
                    var correction = RectifyEntryExit.Correction()
                    correction.time = entry.time.adding(hours: Int64.random(in: -48...2000, using: &random))
                    if Bool.random(using: &random) { input.exit = correction } else { input.withoutExit = true }
                    _ = try await bench.run(RectifyEntryExit(), input, as: .immigration, for: .verification, version: record.version)
                case 7:
                    name = "erase"
                    guard let record else { continue }
                    var input = EraseRecord()
                    (input.record, input.evidence) = (record.id, "x")
                    _ = try await bench.run(EraseEntryExit(), input, as: .visa, for: .dataSubjectRequest)
                case 8:
                    name = "delist"
                    guard let line = try await bench.values(OverstayerEntry.self).randomElement(using: &random) else { continue }
                    var input = Delist.Input()
                    (input.entry, input.evidence) = (line.id, "x")
                    _ = try await bench.run(Delist(), input, as: .immigration, for: .verification)
                default:
                    name = "refusal"
                    var input = RecordRefusal.Input()
                    (input.file, input.crossingPoint, input.reasons) = (file, "X", [.E])
                    _ = try await bench.run(RecordRefusal(), input)
                }
                done[name, default: 0] += 1
            } catch let refusal as Refusal {
                #expect(refusal.kind.status < 500, "seed \(seed): \(refusal.detail)")
            }
            if Bool.random(using: &random) { #expect(await bench.sweep(day.description).failed.isEmpty, "seed \(seed)") }
            for file in files { try await agree(bench, file, day, "seed \(seed) on \(day) after \(done)") }
        }
        #expect(done.count >= 5)
    }

    private func agree(_ bench: Bench, _ file: RecordID, _ today: Day, _ comment: Comment) async throws {
        guard let stored = try await bench.value(IndividualFile.self, file)?.value else { return }
        let records = try await bench.values(EntryExitRecord.self).filter { $0.value.file == file }
        let lines = try await bench.values(OverstayerEntry.self).filter { $0.value.file == file }
        // The file's summary: the open stay that began last, and no departure that is not recorded.
        let open = records.filter { $0.value.isOpen }.max { $0.value.entry!.time < $1.value.entry!.time }
        #expect(stored.openStay?.record == open?.id, comment)
        #expect(stored.openStay?.authorisedEnd == open?.value.authorisedEnd, comment)
        let departures = records.compactMap { $0.value.exit?.day }
        if let last = departures.max() { #expect(stored.lastDeparture.map { $0 >= last } ?? false, comment) }
        // One line for each record that is marked and not delisted, with the record's own term.
        let marked = records.filter { $0.value.overstay != nil && $0.value.overstay?.delisted == nil }
        #expect(Set(lines.map(\.value.record)) == Set(marked.map(\.id)) && lines.count == marked.count, comment)
        for line in lines {
            let record = records.first { $0.id == line.value.record }
            #expect(line.value.eraseOn == record?.value.term.eraseOn && line.value.left == record?.value.exit?.day, comment)
        }
        for record in records {
            // Marked exactly when the stay went past its end, as far as the last sweep could know; stays do not overlap.
            if let mark = record.value.overstay, mark.delisted == nil {
                let end = record.value.authorisedEnd ?? record.value.entry!.day - 1
                #expect((record.value.exit?.day ?? today) > end, comment)
            }
            for other in records where other.id != record.id {
                if let entry = other.value.entry { #expect(!record.value.covers(entry.time), comment) }
            }
        }
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

    /// The least that can be read: required fields, with the examples of their types.
    static func plain(_ schema: Schema) -> JSON {
        switch schema {
        case .text(let rule): .string(rule.example ?? "TEXT of some length")
        case .integer(let range): .integer(range.lowerBound)
        case .number: .number(0.5)
        case .boolean: .bool(false)
        case .choice(let words): .string(words.first ?? "")
        case .either(let choices): choices.first.map(plain) ?? .null
        case .list(let element, let counts): .array((0..<counts.lowerBound).map { _ in plain(element) })
        case .nullable: .null
        case .record(let record):
            .object(JSONObject(record.fields.filter(\.required).map { ($0.name, plain($0.schema)) }))
        }
    }

    /// Something of the shape asked for.
    static func sample(_ schema: Schema, _ random: inout Seeded, _ file: RecordID, depth: Int = 0) -> JSON {
        switch schema {
        case .text(let rule):
            let texts = ["2027-03-01", "2027-03-01T07:00:00Z", "BRA", "1990-05", file.description, "TEXT of some length", "QUJD"]
            return .string(
                rule.example.map { Bool.random(using: &random) ? $0 : texts.randomElement(using: &random)! } ?? texts.randomElement(using: &random)!)
        case .integer(let range): return .integer(Int64.random(in: max(range.lowerBound, -5)...min(range.upperBound, 400), using: &random))
        case .number: return .number(0.5)
        case .either(let choices): return choices.randomElement(using: &random).map { sample($0, &random, file, depth: depth + 1) } ?? .null
        case .boolean: return .bool(Bool.random(using: &random))
        case .choice(let words): return .string(words.randomElement(using: &random) ?? "")
        case .list(let element, let counts):
            return .array(
                (0..<min(counts.upperBound, Int.random(in: 0...3, using: &random))).map { _ in sample(element, &random, file, depth: depth + 1) })
        case .nullable(let inner): return Bool.random(using: &random) ? .null : sample(inner, &random, file, depth: depth + 1)
        case .record(let record):
            var object = JSONObject()
            for field in record.fields where field.required || (depth < 3 && Bool.random(using: &random)) {
                let value: JSON =
                    ["file", "record"].contains(field.name) && depth == 0
                    ? .string(file.description) : sample(field.schema, &random, file, depth: depth + 1)
                object.append(field.name, value)
            }
            return .object(object)
        }
    }

    /// Now and then something else in a place.
    static func mutated(_ json: JSON, _ random: inout Seeded) -> JSON {
        guard Int.random(in: 0..<3, using: &random) == 0, case .object(var object) = json, let name = object.names.randomElement(using: &random)
        else { return json }
        let wrong: [JSON] = [
            .null, .integer(-1), .string(""), .string(String(repeating: "A", count: 5000)), .array([]), .object(JSONObject([("x", .null)])),
            .bool(true), .string("\u{0}\u{202E}"),
        ]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: object[name] = wrong.randomElement(using: &random)!
        case 1: object["unknown\(random.next() % 9)"] = .integer(1)
        default: object[name] = object[name].map { mutated($0, &random) }
        }
        return .object(object)
    }

    @Test("Every operation × authority × purpose: what the second table does not give is forbidden, whatever is sent")
    func everyOperation() async throws {
        let bench = Bench()
        var (given, refused) = (0, 0)
        for operation in EESOperations.all {
            guard let data = operation.about.data else { continue }  // searches: by their keys, in EESAccessTests
            // There is no record of this identifier, so that ownership is never established.
            let input = Self.plain(operation.input)
            for authority in AuthorityKind.allCases {
                let caller = Caller(authority: "A-\(authority.rawValue)", kind: authority, memberState: "FRA", user: "u")
                for purpose in Purpose.allCases {
                    let lawful = SecondTable.may(operation.about.action, data, authority, purpose, [])
                    let kind = await kind(operation, input, caller, purpose, bench)
                    if lawful { given += 1 } else { refused += 1 }
                    if kind == .malformed || (kind == .forbidden) == lawful {
                        Issue.record("\(operation.about.id) by \(authority) for \(purpose): \(kind?.code ?? "answered"), second table says \(lawful)")
                        return
                    }
                }
            }
        }
        #expect(given > 60 && refused > 20_000)
        // Each of them is in the log, the refused ones too.
        #expect(bench.log.drafts.filter { $0.verdict == .refused("forbidden") }.count >= refused)
    }

    private func kind(
        _ operation: AnyOperation, _ input: JSON, _ caller: Caller, _ purpose: Purpose, _ bench: Bench
    ) async -> RefusalKind? {
        do {
            _ = try await operation.run(
                OperationRequest(
                    caller: caller, case: CaseReference(purpose: purpose, reference: "w", requestID: "w"), input: input,
                    idempotencyKey: "w-\(caller.authority)-\(purpose.rawValue)-\(operation.about.id)-\(bench.log.drafts.count)", expectedVersion: 1),
                bench.runner)
            return nil
        } catch { return error.kind }
    }

    @Test("14(2): of entries that arrive at the same moment one is recorded")
    func concurrent() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let kinds = await withTaskGroup(of: RefusalKind?.self) { group in
            for number in 0..<16 {
                group.addTask {
                    var input = RecordEntry.Input()
                    input.file = file
                    input.crossingPoint = "P\(number)"
                    return await bench.refusal(RecordEntry(), input)
                }
            }
            var kinds: [RefusalKind?] = []
            for await kind in group { kinds.append(kind) }
            return kinds
        }
        #expect(kinds.filter { $0 == nil }.count == 1 && kinds.compactMap { $0 }.allSatisfy { $0 == .alreadyInside || $0 == .conflict })
        #expect(try await bench.values(EntryExitRecord.self).count == 1)
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
