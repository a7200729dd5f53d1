import Access
import EES
import Foundation
import Identity
import Operations
import Registry
import RegistrySQLite
import SIS
import Testing
import Wire

@testable import Installation

/// Erased means erased: no byte of any file of the installation holds it any more (2017/2226 Articles 34, 35; 2018/1862
/// Articles 53 to 55).
@Suite(.serialized) struct ErasureTests {
    static let token = "Qzvxtoken"
    static let number = "QZ99887766"

    /// Ways in which the token could still stand somewhere.
    static let traces: [[UInt8]] = {
        let words = [token, token.lowercased(), token.uppercased(), number, number.lowercased(), faceSample, printSample]
        return words.map { Array($0.utf8) } + [faceSample, printSample].compactMap { Data(base64Encoded: $0).map { Array($0) } }
    }()

    static func traces(in folder: Folder) -> [String] {
        folder.bytes.flatMap { name, data in
            traces.filter { data.range(of: Data($0)) != nil }.map { "\(name): \(String(decoding: $0, as: UTF8.self))" }
        }
    }

    static func worldOnDisk(_ folder: Folder, now: Instant = World.morning) async throws -> World {
        try await World(
            store: try SQLiteStore(directory: folder.path + "/store"), now: now,
            keys: try InstallationKeys(folder: folder.path + "/keys", logName: "test.example/log"))
    }

    enum Way: String, CaseIterable, Sendable { case operation, sweep }

    @Test(arguments: Way.allCases) func noByteOfAnErasedFileIsLeft(way: Way) async throws {
        let folder = Folder()
        let world = try await Self.worldOnDisk(folder)
        let file = try await world.file(Self.token, "Ada", number: Self.number)
        try await world.enter(file)
        let version = try await world.run("ees.readFile", .object(["file": .string(file.description)])).version
        // A second version, a search, a replayed reply: everywhere a copy could be made.
        _ = try await world.run(
            "ees.updateFile",
            json(#"{"file":"\#(file)","document":{"kind":"passport","number":"\#(Self.number)","issuer":"D"}}"#), version: version)
        _ = try await world.run("portal.search", question(Self.token, "Ada", born: "1985-04-12"))
        let again = try await world.run("ees.createFile", newFile(Self.token, "Bea", number: Self.number + "X"), key: "the-key")
        _ = try await world.run("ees.createFile", newFile(Self.token, "Bea", number: Self.number + "X"), key: "the-key")
        let second = try #require(again.body["file"]?.text)
        _ = try await world.installation.sequencer.advance()
        #expect(!Self.traces(in: folder).isEmpty, "the token was never there: the test could not fail")

        switch way {
        case .operation:
            for id in [file.description, second] {
                try await world.run(
                    "ees.eraseFile", json(#"{"file":"\#(id)","ground":"inaccurate","evidence":"a letter"}"#),
                    for: .dataSubjectRequest)
            }
            try await world.installation.store.purge()
        case .sweep:
            world.now = Instant(day: day("2034-01-01"), secondOfDay: 3600)
            let report = await world.installation.sweeper.sweep(today: day("2034-01-01"))
            #expect(report.failed.isEmpty, "\(report.failed)")
            #expect(report.erased.values.reduce(0, +) >= 2)
        }
        #expect(Self.traces(in: folder) == [])
        let left = try await world.installation.store.read {
            try $0.count(IndividualFile.kind) + $0.count(EntryExitRecord.kind) + $0.count(BiometricData.kind)
        }
        #expect(left == 0)
        #expect(try await world.installation.logBook.verify().isSound)
        await world.installation.store.close()
        #expect(Self.traces(in: folder) == [])
    }

    @Test func noByteOfAnErasedAlertIsLeft() async throws {
        let folder = Folder()
        let world = try await Self.worldOnDisk(folder)
        let id = try await world.alert(Self.token, "Viktor")
        #expect(!Self.traces(in: folder).isEmpty)
        world.now = Instant(day: day("2034-01-01"), secondOfDay: 3600)
        let report = await world.installation.sweeper.sweep(today: day("2034-01-01"))
        #expect(report.failed.isEmpty, "\(report.failed)")
        #expect(Self.traces(in: folder) == [])
        #expect(await world.refusal("sis.readAlert", .object(["schengenId": .string(id)]), as: .policeFRA, for: .policeCheck) == .notFound)
    }

    /// The reply kept for an `Idempotency-Key` goes with the record: repeating the request finds neither reply nor record.
    @Test func theStoredReplyGoesWithTheRecord() async throws {
        let world = try await World()
        let input = newFile(number: "I1")
        let first = try await world.run("ees.createFile", input, key: "one-key")
        let file = try #require(first.body["file"]?.text)
        try await world.run(
            "ees.eraseFile", json(#"{"file":"\#(file)","ground":"inaccurate","evidence":"a letter"}"#), for: .dataSubjectRequest)
        let second = try await world.run("ees.createFile", input, key: "one-key")
        #expect(!second.isReplay)
        #expect(second.body["file"]?.text != file)
    }

    /// Log contents go when their term is over; the leaf stays, and the log still verifies.
    @Test func logContentsGoAfterTheirTerm() async throws {
        let world = try await World()
        let reply = try await world.run("portal.search", question("Nobody", "Nil", born: "1999-01-01"))
        _ = try await world.installation.sequencer.advance()
        #expect(try await world.installation.logBook.entry(reply.logEntry).entry != nil)
        // 2019/817 Article 10(3): a year.
        world.now = Instant(day: day("2027-03-02"), secondOfDay: 0)
        _ = await world.installation.sweeper.sweep(today: day("2027-03-02"))
        #expect(try await world.installation.logBook.entry(reply.logEntry).entry != nil)
        _ = await world.installation.sweeper.sweep(today: day("2027-03-03"))
        let placed = try await world.installation.logBook.entry(reply.logEntry)
        #expect(placed.entry == nil)
        #expect(placed.erasedOn != nil)
        _ = try await world.installation.sequencer.advance()
        let report = try await world.installation.logBook.verify(today: day("2027-03-03"))
        #expect(report.isSound, "\(report.findings)")
        #expect(report.entriesErased > 0)
    }

    /// Who takes contents out of the store before their day is told, though nothing in the tree has changed.
    @Test func contentsThatGoBeforeTheirTermAreTold() async throws {
        let world = try await World()
        try await world.run("portal.search", question("Nobody", "Nil", born: "1999-01-01"))
        _ = try await world.installation.sequencer.advance()
        #expect(try await world.installation.logBook.verify(today: day("2026-06-01")).isSound)
        _ = try await world.installation.store.eraseLogContents(upTo: day("2027-03-03"))
        let report = try await world.installation.logBook.verify(today: day("2026-06-01"))
        #expect(!report.isSound)
        #expect(report.findings.allSatisfy { if case .erasedTooEarly = $0 { true } else { false } }, "\(report.findings)")
        // In a sandbox, whose clock anybody sets, days say nothing.
        #expect(try await world.installation.logBook.verify().isSound)
    }
}
