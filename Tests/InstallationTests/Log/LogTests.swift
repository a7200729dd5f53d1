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

/// Whatever happens to a request, it is in the log before the answer leaves (2017/2226 Article 46, 2018/1862 Article 18,
/// 2019/817 Article 10).
@Suite struct LogTests {
    /// Runs and says how many entries came in by it.
    static func entries(
        by operation: String, _ request: OperationRequest, in world: World
    ) async throws -> (count: Int, outcome: Result<OperationReply, Refusal>) {
        let before = try await world.logCount()
        let outcome: Result<OperationReply, Refusal>
        do throws(Refusal) { outcome = .success(try await world.installation.run(operation, request)) } catch { outcome = .failure(error) }
        return (try await world.logCount() - before, outcome)
    }

    /// How many entries a request must leave: one, and one more for each system that the portal asked for it.
    static func due(_ outcome: Result<OperationReply, Refusal>) -> Int {
        guard case .success(let reply) = outcome, let systems = reply.body["systems"]?.elements else { return 1 }
        return 1 + systems.count
    }

    /// A caller who has some right to the operation.
    static func entitled(_ about: OperationDescription) -> (Caller, Purpose) {
        let grant = about.grants.filter { $0.conditions.contains([]) && $0.actions.contains(about.action) }.first ?? about.grants[0]
        let authority = grant.authorities.min { $0.rawValue < $1.rawValue }!
        return (.of(authority, authority.usualState), grant.purposes.min { $0.rawValue < $1.rawValue }!)
    }

    @Test func everyOperationLeavesOneEntryWhateverItsEnd() async throws {
        let store = TamperingStore()
        let world = try await World(store: store)
        for operation in world.installation.catalogue.operations {
            let about = operation.about
            let (caller, purpose) = Self.entitled(about)
            let input = SchemaExample.input(operation)
            let cases: [(String, OperationRequest)] = [
                ("as it may be", world.request(about.id, input, as: caller, for: purpose, version: 1)),
                ("malformed", world.request(about.id, json(#"{"x":1}"#), as: caller, for: purpose, version: 1)),
                ("without a right", world.request(about.id, input, as: .of(.eppo, nil), for: .publicContract, version: 1)),
                ("without a version", world.request(about.id, input, as: caller, for: purpose)),
            ]
            for (name, request) in cases {
                let (count, outcome) = try await Self.entries(by: about.id, request, in: world)
                #expect(count == Self.due(outcome), "\(about.id) \(name): \(count) entries, \(outcome)")
            }
            // The store fails while the operation reads: logged as a failure.
            store.fault = .unreadable
            let request = world.request(about.id, input, as: caller, for: purpose, version: 1)
            var outcome: Result<OperationReply, Refusal>
            do throws(Refusal) { outcome = .success(try await world.installation.run(about.id, request)) } catch { outcome = .failure(error) }
            store.fault = .none
            if case .failure(let refusal) = outcome, refusal.kind.status >= 500 { #expect(refusal.kind == .unavailable, "\(about.id): \(refusal)") }
        }
        let entries = try await world.logged()
        #expect(entries.count == (try await world.logCount()))
        for operation in world.installation.catalogue.operations {
            let mine = entries.filter { $0.event == operation.about.id }
            #expect(mine.contains { $0.decision == .refused(code: "malformed") }, "\(operation.about.id)")
            if !operation.about.id.hasPrefix("inbox.") {
                #expect(mine.contains { if case .refused(let code) = $0.decision { code != "malformed" } else { false } }, "\(operation.about.id)")
            }
            for entry in mine { #expect(entry.policyRevision == world.installation.policy.revision) }
        }
        // Failures are entries of their own kind.
        #expect(entries.contains { $0.decision == .failed(code: "unavailable") })
    }

    /// The entry is on disk before the reply: at the moment the reply is there, so is its entry, and it can be proved.
    @Test func theReplyNamesAnEntryThatCanBeProved() async throws {
        let world = try await World()
        let reply = try await world.run("ees.createFile", newFile(number: "P1"))
        let row = try #require(try await world.installation.store.logRow(reply.logEntry))
        #expect(row.row.event == "ees.createFile")
        _ = try await world.installation.sequencer.advance()
        _ = try await world.installation.logBook.proof(of: reply.logEntry)
        let report = try await world.installation.logBook.verify()
        #expect(report.isSound, "\(report)")
    }

    @Test("2017/2226 46(1)(c), 767/2008 34(1): the entry of what is entered names the kinds of data; that of a question does not")
    func entriesNameWhatWasEntered() async throws {
        let world = try await World()
        let created = try await world.run("ees.createFile", newFile(number: "P77"))
        let file = try #require(created.body["file"])
        _ = try await world.run("ees.readFile", .object(["file": file]))
        let entries = try await world.logged()
        let entry = try #require(entries.first { $0.event == "ees.createFile" })
        #expect(entry.fields.contains { $0.hasSuffix("surnames") } && !entry.fields.joined().contains("P77"))
        #expect(try #require(entries.first { $0.event == "ees.readFile" }).fields.isEmpty)
    }

    /// Leaving out any one log write is noticed: for every event the audit above, put to a store that drops that event's rows,
    /// finds the entry missing, and put to one that drops another's does not.
    @Test func anyLogWriteLeftOutIsNoticed() async throws {
        let store = TamperingStore()
        let world = try await World(store: store)
        let operations = world.installation.catalogue.operations
        for (place, operation) in operations.enumerated() {
            let about = operation.about
            let (caller, purpose) = Self.entitled(about)
            for input in [SchemaExample.input(operation), json(#"{"x":1}"#)] {
                store.fault = .dropsLog(event: about.id)
                let request = world.request(about.id, input, as: caller, for: purpose, version: 1)
                let (left, outcome) = try await Self.entries(by: about.id, request, in: world)
                #expect(left == Self.due(outcome) - 1, "\(about.id) was not noticed")
                store.fault = .dropsLog(event: operations[(place + 1) % operations.count].about.id)
                let again = world.request(about.id, input, as: caller, for: purpose, version: 1)
                let (whole, repeated) = try await Self.entries(by: about.id, again, in: world)
                #expect(whole == Self.due(repeated), "\(about.id)")
            }
        }
    }

    /// The same, row by row: a day's work is put to a store that drops the nth row of the log, for every n. The rows that are
    /// left are never those that are due.
    @Test func anyRowLeftOutIsNoticed() async throws {
        /// Entries that were due and entries that are there.
        func work(_ store: TamperingStore) async throws -> (due: Int, found: Int) {
            let world = try await World(store: store)
            let before = try await world.logCount()
            store.startCounting()
            var due = 0
            func ask(_ operation: String, _ input: JSON, as caller: Caller = .guardFRA, for purpose: Purpose = .borderCheck) async throws {
                let request = world.request(operation, input, as: caller, for: purpose)
                let (_, outcome) = try await Self.entries(by: operation, request, in: world)
                due += Self.due(outcome)
            }
            try await ask("ees.createFile", newFile("Rowe", number: "R1"))
            try await ask("portal.search", question("Rowe", "Ada", born: "1985-04-12"))
            try await ask("sis.enterAlert", arrest("Rowe"), as: .policeFRA, for: .policeCheck)
            try await ask("portal.search", question("Rowe", "Viktor", born: "1970-02-03"), as: .policeFRA, for: .policeCheck)
            try await ask("ees.readFile", json(#"{"file":"00000000000000000000000000000000"}"#))
            try await ask("ees.createFile", .object([:]))
            return (due, try await world.logCount() - before)
        }
        let whole = TamperingStore()
        let (due, found) = try await work(whole)
        #expect(due == found && whole.counted == due && due > 8)
        for number in 1...due {
            let store = TamperingStore()
            store.fault = .dropsRow(number: number)
            let (due, found) = try await work(store)
            #expect(found == due - 1, "row \(number)")
        }
    }

    /// 2018/1862 18(4), 2017/2226 46(4), 2019/817 10(3): what the portal asked is kept by each system's own term.
    @Test func aPortalSearchIsKeptByEachSystemsTerm() async throws {
        let world = try await World()
        let file = try await world.file("Termed", "Ada", number: "T1")
        try await world.run("portal.search", question("Termed", "Ada", born: "1985-04-12"))
        let entries = try await world.logged().filter { $0.event.hasPrefix("portal.search") }
        let asked = world.now.utcDay
        #expect(entries.map(\.event) == ["portal.search", "portal.search.EES", "portal.search.ETIAS", "portal.search.SIS"])
        #expect(
            entries.map(\.retention.term) == [
                .lastDay(asked.adding(years: 1)), .monthsAfterErasure(12), .lastDay(asked.adding(years: 1)),
                .lastDay(asked.adding(years: 3)),
            ])
        #expect(entries.map(\.systems) == [["ESP", "EES", "ETIAS", "SIS"], ["EES"], ["ETIAS"], ["SIS"]])
        #expect(entries[1].records.map(\.id) == [OpaqueID(high: file.high, low: file.low)] && entries[2].records.isEmpty)
        // After two years the portal's own entry is empty, and what the systems were asked can still be told.
        world.now = Instant(day: asked.adding(years: 2), secondOfDay: 0)
        _ = await world.installation.sweeper.sweep(today: world.now.utcDay)
        let left = try await world.logged().filter { $0.event.hasPrefix("portal.search") }
        #expect(left.map(\.event) == ["portal.search.EES", "portal.search.SIS"])
    }

    /// Time limits are logged as well, one entry for each thing done.
    @Test(arguments: [true, false]) func sweepsAreLogged(kept: Bool) async throws {
        let store = TamperingStore()
        let world = try await World(store: store)
        try await world.file("Due", number: "D1")
        let before = try await world.logCount()
        world.now = Instant(day: day("2029-06-01"), secondOfDay: 0)
        if !kept { store.fault = .dropsLog(event: "sweep.erase") }
        let report = await world.installation.sweeper.sweep(today: day("2029-06-01"))
        #expect(report.failed.isEmpty)
        let done = report.erased.values.reduce(0, +)
        #expect(done > 0)
        let entries = try await world.logged().filter { $0.event.hasPrefix("sweep.") }
        let erased = entries.flatMap(\.records).filter { $0.use == .erased }.count
        #expect((erased == done) == kept, "\(erased) entries for \(done) erasures")
        #expect((try await world.logCount() > before) == kept)
    }

    /// Without a log there is no answer, and nothing has changed.
    @Test(arguments: [TamperingStore.Fault.full, .fullForChanges])
    func aFullDiskIsUnavailableAndChangesNothing(fault: TamperingStore.Fault) async throws {
        let store = TamperingStore()
        let world = try await World(store: store)
        let file = try await world.file("Before", number: "B1")
        let alert = try await world.alert("Before")
        let sequence = try await world.sequence()
        let entries = try await world.logCount()
        store.fault = fault
        let attempts: [(String, JSON, Caller, Purpose)] = [
            ("ees.createFile", newFile(number: "N1"), .guardFRA, .borderCheck),
            ("ees.recordEntry", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]), .guardFRA, .borderCheck),
            ("sis.enterAlert", arrest("New", "Ulrike", born: "1991-12-24"), .policeFRA, .policeCheck),
            ("ees.readFile", .object(["file": .string(file.description)]), .guardFRA, .borderCheck),
            ("sis.readAlert", .object(["schengenId": .string(alert)]), .policeFRA, .policeCheck),
            ("portal.search", question("Before", "Ada", born: "1985-04-12"), .guardFRA, .borderCheck),
            ("ees.createFile", .object([:]), .guardFRA, .borderCheck),
            ("ees.createFile", newFile(number: "N2"), .of(.carrier, nil), .boarding),
        ]
        for (operation, input, caller, purpose) in attempts {
            let kind = await world.refusal(operation, input, as: caller, for: purpose)
            let changes = ["ees.createFile", "ees.recordEntry", "sis.enterAlert"].contains(operation)
            if fault == .full || (changes && input != .object([:]) && caller.kind != .carrier) {
                #expect(kind == .unavailable, "\(operation): \(kind?.code ?? "a reply without a log entry")")
            }
        }
        store.fault = .none
        #expect(try await world.sequence() == sequence)
        if fault == .full { #expect(try await world.logCount() == entries) }
        // And the indexes have not heard of what was not committed.
        let reply = try await world.run("portal.search", question("New", "Ulrike", born: "1991-12-24"))
        let states = (reply.body["systems"]?.elements ?? []).map { $0["state"]?.text }
        #expect(states == ["noHit", "noHit", "noHit"])
        // What failed can be done afterwards.
        try await world.run("ees.createFile", newFile(number: "N1"))
    }

    /// No sample and nothing of what records hold is ever in an entry, not even sealed (2018/1862 Article 18(3)).
    @Test func noSampleAndNoContentsInTheLog() async throws {
        let world = try await World()
        let file = try await world.file("Quorvald", "Ysolde", born: "1983-11-27", number: "ZX7788991")
        try await world.enter(file)
        let faces = #"{"source":"live","format":"iso39794-5","quality":80,"data":"\#(faceSample)"}"#
        let prints = #"[{"position":2,"format":"iso19794-2:2005","quality":70,"data":"\#(printSample)"}]"#
        _ = await world.refusal("ees.verifyIdentity", json(#"{"file":"\#(file)","facialImage":\#(faces),"fingerprints":\#(prints)}"#))
        _ = await world.refusal("ees.search", json(#"{"fingerprints":\#(prints),"facialImage":\#(faces)}"#), as: .of(.visa), for: .visaExamination)
        _ = await world.refusal("ees.search", json(#"{"fingerprints":\#(prints)}"#), as: .guardFRA, for: .identification)
        _ = await world.refusal("ees.createFile", json(#"{"file":1,"facialImage":\#(faces)}"#))
        let samples = #"[{"kind":"fingerprint","position":2,"format":"iso19794-2:2005","data":"\#(printSample)"}]"#
        if case .object(var alert) = arrest("Quorvald", "Ysolde", born: "1983-11-27") {
            alert["samples"] = json(samples)
            _ = await world.refusal("sis.enterAlert", .object(alert), as: .policeFRA, for: .policeCheck)
        }
        _ = try await world.run("ees.readFile", .object(["file": .string(file.description)]))
        let entries = try await world.logged()
        #expect(entries.count >= 8)
        let raw = [faceSample, printSample].compactMap { Data(base64Encoded: $0).map { Array($0) } }
        let hidden = [
            faceSample, printSample, "Quorvald", "QUORVALD", "quorvald", "Ysolde", "ZX7788991", "1983-11-27", "FACE-SAMPLE", "PRINT-SAMPLE",
        ]
        for entry in entries {
            let bytes = try entry.encoded()
            let text = String(decoding: bytes, as: UTF8.self)
            for word in hidden { #expect(!text.contains(word), "\(entry.event) holds \(word)") }
            for sample in raw { #expect(bytes.firstRange(of: sample) == nil, "\(entry.event) holds a sample") }
        }
        // Of a biometric search the type is kept.
        #expect(entries.contains { $0.searched.contains(.biometric(.fingerprints)) })
    }

    /// A search keeps what was typed, and only that.
    @Test func aSearchKeepsWhatWasTyped() async throws {
        let world = try await World()
        try await world.file("Searched", "Ada", number: "S1")
        try await world.run("portal.search", question("Searched", "Ada", born: "1985-04-12"))
        let entry = try #require(try await world.logged().last { $0.event == "portal.search" })
        #expect(entry.searched.contains { if case .alphanumeric(.other, let text?) = $0 { "\(text)".contains("Searched") } else { false } })
        #expect(entry.records.count == 1)
        #expect(entry.results.map(\.system) == ["EES", "ETIAS", "SIS"])
        #expect(entry.purpose == "borderCheck")
        #expect(entry.authority == "FRA-border")
        #expect(entry.user == "user-7")
        #expect(entry.caseReference == "case-1")
    }
}
