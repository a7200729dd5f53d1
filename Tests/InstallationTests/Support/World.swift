import Access
import Administration
import Biometrics
import EES
import Eurodac
import Foundation
import Identity
import Operations
import Registry
import RegistrySQLite
import SIS
import Synchronization
import Testing
import VIS
import Wire

@testable import Installation

/// A whole Sextant in memory or in a folder of its own, with a clock that the test sets.
final class World: Sendable {
    let installation: Installation
    private let time: Box
    private let counter = Mutex(0)

    final class Box: Sendable {
        let value: Mutex<Instant>
        init(_ now: Instant) { value = Mutex(now) }
    }

    static let morning = Instant(day: day("2026-03-02"), secondOfDay: 32_400)

    init(
        store: any Store = MemoryStore(), now: Instant = World.morning, keys: InstallationKeys? = nil,
        portalMilliseconds: Int64 = 60_000, bootstrap: Bool = true, eurodac: EurodacRegime = .regulation1358,
        vis: VISTimetable = .revised, faceEncoder: (any FaceEncoder)? = nil
    ) async throws {
        let box = Box(now)
        time = box
        var settings = Installation.Settings(clock: Clock { box.value.withLock { $0 } })
        settings.portalMillisecondsMax = portalMilliseconds
        settings.eurodacRegime = eurodac
        settings.visTimetable = vis
        settings.faceEncoder = faceEncoder
        installation = try await Installation(store: store, keys: try keys ?? World.keys(), settings: settings)
        if bootstrap { try await installation.bootstrap() }
    }

    /// Keys in a folder that goes again.
    static func keys() throws -> InstallationKeys {
        let folder = Folder()
        return try InstallationKeys(folder: folder.path, logName: "test.example/log")
    }

    var now: Instant {
        get { time.value.withLock { $0 } }
        set { time.value.withLock { $0 = newValue } }
    }

    func request(
        _ operation: String, _ input: JSON, as caller: Caller, for purpose: Purpose, case reference: String? = "case-1",
        key: String? = nil, version: Int? = nil
    ) -> OperationRequest {
        let number = counter.withLock { number in
            number += 1
            return number
        }
        let creates = installation.catalogue[operation]?.about.needsIdempotencyKey ?? false
        return OperationRequest(
            caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "request-\(number)"),
            input: input, idempotencyKey: creates ? key ?? "key-\(number)" : nil, expectedVersion: version)
    }

    @discardableResult
    func run(
        _ operation: String, _ input: JSON, as caller: Caller = .guardFRA, for purpose: Purpose = .borderCheck,
        case reference: String? = "case-1", key: String? = nil, version: Int? = nil
    ) async throws(Refusal) -> OperationReply {
        try await installation.run(
            operation,
            request(operation, input, as: caller, for: purpose, case: reference, key: key, version: version))
    }

    /// The refusal's kind, or `nil` where there was a reply.
    func refusal(
        _ operation: String, _ input: JSON, as caller: Caller = .guardFRA, for purpose: Purpose = .borderCheck,
        case reference: String? = "case-1", key: String? = nil, version: Int? = nil
    ) async -> RefusalKind? {
        do throws(Refusal) {
            try await run(operation, input, as: caller, for: purpose, case: reference, key: key, version: version)
            return nil
        } catch {
            if let about = installation.catalogue[operation]?.about, !about.mayRefuse(with: error.kind) {
                Issue.record("\(operation) gave \(error.kind.code), which it does not declare")
            }
            return error.kind
        }
    }

    // MARK: - A border's day

    /// Registers a visa-exempt traveller; returns the file.
    @discardableResult
    func file(
        _ surname: String = "Traveller", _ given: String = "Ada", born: String = "1985-04-12", number: String,
        samples: Bool = true
    ) async throws -> RecordID {
        let reply = try await run("ees.createFile", newFile(surname, given, born: born, number: number, samples: samples))
        return try #require(reply.body["file"]?.text.flatMap { RecordID($0) })
    }

    @discardableResult
    func enter(_ file: RecordID) async throws -> RecordID {
        let reply = try await run(
            "ees.recordEntry", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]))
        return try #require(reply.body["record"]?.text.flatMap { RecordID($0) })
    }

    @discardableResult
    func alert(_ surname: String = "Sought", _ given: String = "Viktor", born: String = "1970-02-03") async throws -> String {
        let reply = try await run(
            "sis.enterAlert", arrest(surname, given, born: born), as: .policeFRA, for: .policeCheck)
        return try #require(reply.body["schengenId"]?.text)
    }

    // MARK: - The log as an auditor sees it

    func logged() async throws -> [AccessLogEntry] {
        _ = try await installation.sequencer.advance()
        let (found, _) = try await installation.logBook.entries(from: 0, looking: 1_000_000) { _ in true }
        return found.compactMap(\.entry)
    }

    /// Committed entries, placed in the tree or not.
    func logCount() async throws -> Int {
        try await Int(installation.store.logSize()) + installation.store.unsequenced()
    }

    func sequence() async throws -> Int64 { try await installation.store.read { try $0.lastSequence() } }
}

/// A folder that goes with its last holder.
final class Folder: Sendable {
    let path: String
    init() {
        path = NSTemporaryDirectory() + "sextant-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every byte of every file.
    var bytes: [String: Data] {
        var found: [String: Data] = [:]
        for name in (FileManager.default.enumerator(atPath: path)?.allObjects as? [String]) ?? [] {
            if let data = FileManager.default.contents(atPath: path + "/" + name) { found[name] = data }
        }
        return found
    }
}

extension Caller {
    static func of(_ kind: AuthorityKind, _ state: String? = "FRA", standing: Set<Condition> = []) -> Caller {
        Caller(
            authority: "\(state ?? "EU")-\(kind.rawValue)", kind: kind, memberState: state, user: "user-7",
            standing: standing)
    }
    static let guardFRA = Caller.of(.border)
    static let guardDEU = Caller.of(.border, "DEU")
    static let policeFRA = Caller.of(.police)
    static let operator_ = Installation.operatorCaller
}

extension OperationDescription {
    /// What the API description says of this operation's refusals.
    func mayRefuse(with kind: RefusalKind) -> Bool {
        var kinds = RefusalKind.common + refusals + [.notFound]
        if needsIdempotencyKey { kinds += [.keyMissing, .keyReused, .alreadyExists] }
        if needsVersion { kinds += [.preconditionRequired, .preconditionFailed] }
        if action != .search && action != .read { kinds += [.conflict, .alreadyExists] }
        return kinds.contains(kind)
    }
}

extension AuthorityKind {
    /// `nil` for agencies of the Union and those beside the Member States.
    var usualState: String? {
        [.europol, .eurojust, .eppo, .etiasCentral, .ebcgTeam, .asylumSupportTeam, .carrier, .supervisory, .operator_].contains(self)
            ? nil : "FRA"
    }
}

func day(_ text: String) -> Day { Day(text)! }
func json(_ text: String) -> JSON { try! JSON(parsing: text, limits: .init(bytesMax: 1 << 24, depthMax: 40)) }

/// Bytes that can be looked for: no sample may ever be found outside the record that holds it.
let faceSample = "RkFDRS1TQU1QTEUtMTIzNDU2Nzg5MA=="
let printSample = "UFJJTlQtU0FNUExFLTEyMzQ1Njc4OTA="

func newFile(
    _ surname: String = "Traveller", _ given: String = "Ada", born: String = "1985-04-12", number: String,
    samples: Bool = true
) -> JSON {
    let face = #","facialImage":{"source":"live","format":"iso39794-5","quality":80,"data":"\#(faceSample)"}"#
    let prints = (2...5).map { #"{"position":\#($0),"format":"iso19794-2:2005","quality":70,"data":"\#(printSample)"}"# }
        .joined(separator: ",")
    return json(
        """
        {"file":{"traveller":"visaExempt","identity":{"surnames":["\(surname)"],"givenNames":["\(given)"],
        "dateOfBirth":"\(born)","nationalities":["UTO"],"sex":"F"},
        "document":{"kind":"passport","number":"\(number)","issuer":"UTO","expiry":"2031-01-01"}}
        \(samples ? face + #","fingerprints":{"prints":["# + prints + "]}" : #","fallback":"localElectronic""#)}
        """)
}

func arrest(_ surname: String, _ given: String = "Viktor", born: String = "1970-02-03") -> JSON {
    json(
        """
        {"alert":{"category":"arrest","identities":[{"surnames":["\(surname)"],"givenNames":["\(given)"],
        "dateOfBirth":"\(born)","sex":"M","nationalities":["UTO"]}],"reason":"a reason","action":"arrest"}}
        """)
}

func question(_ surname: String, _ given: String = "", born: String) -> JSON {
    .object([
        "surnames": [.string(surname)], "givenNames": given.isEmpty ? [] : [.string(given)], "dateOfBirth": .string(born),
    ])
}

extension JSON {
    /// A whole number, where there is one.
    var number: Int? { if case .integer(let value) = self { Int(value) } else { nil } }
}
