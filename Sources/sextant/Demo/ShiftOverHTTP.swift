import AsyncHTTPClient
import Foundation
import Identity
import Installation
import NIOCore
import Operations
import Registry
import Sandbox
import Wire

/// A shift of border checks as officers' terminals send them: over HTTP, several at a time, each compared with the truth.
struct ShiftOverHTTP: Sendable {
    static let alertPermille = 20
    static let objectAlerts = 2_000

    let address: String
    let installation: Installation
    let population: Population
    let today: Day
    let checks: Int
    let officers: Int

    /// One check, answered.
    struct Answered: Sendable {
        let kind: BorderCheck.Kind
        let milliseconds: Double
        let status: Int
        let isAsExpected: Bool
        let complaint: String?
        let body: JSON?
        let logEntry: String?
    }

    /// Works the shift, prints what came of it, and says whether all was as it should be.
    func work() async throws -> Bool {
        let shift = BorderShift(
            population: population, day: today, count: checks, seed: 7, alertPermille: ShiftOverHTTP.alertPermille,
            objectAlertCount: ShiftOverHTTP.objectAlerts, compose: ShiftOverHTTP.compose)
        let token = try await token()
        let progress = Progress("checking  ")
        let answered = try await withThrowingTaskGroup(of: [Answered].self) { group in
            for officer in 0..<officers {
                group.addTask {
                    var mine: [Answered] = []
                    for number in stride(from: officer, to: shift.count, by: officers) {
                        mine.append(try await ask(shift[number], token: token))
                        if officer == 0 { progress.show(number, of: shift.count) }
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        progress.done("\(answered.count) border checks over HTTP by \(officers) officers")
        return try await report(answered)
    }

    static let compose: @Sendable (ZoneContents) -> [String] = { contents in
        let format: MachineReadableZone.Format =
            switch contents.format.rawValue {
            case "TD1": .td1
            case "TD2": .td2
            case "MRV-A": .mrvA
            case "MRV-B": .mrvB
            default: .td3
            }
        let zone = MachineReadableZone(format: format, identity: contents.identity, document: contents.document)
        return (try? zone.lines()) ?? SimpleZoneComposer.compose(contents)
    }

    private func token() async throws -> String {
        var request = HTTPClientRequest(url: address + "/sandbox/token")
        request.method = .POST
        request.body = .bytes(Array(#"{"authority":"FRA-BORDER"}"#.utf8))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 16)
        return try JSON(parsing: Array(body.readableBytesView))["access_token"]?.text ?? ""
    }

    private func ask(_ check: BorderCheck, token: String) async throws -> Answered {
        var request = HTTPClientRequest(url: address + "/v1/portal/search")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer " + token)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Sextant-Purpose", value: "borderCheck")
        request.headers.add(name: "Sextant-Case", value: "shift-\(check.number)")
        request.body = .bytes(
            JSON.object(["machineReadableZone": .array(check.lines.map { .string($0) })]).bytes)
        let started = ContinuousClock.now
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 22)
        let parts = (ContinuousClock.now - started).components
        let milliseconds = Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15
        let body = try? JSON(parsing: Array(bytes.readableBytesView), limits: .init(bytesMax: 1 << 22, depthMax: 40))
        let complaint = ShiftOverHTTP.complaint(
            withoutExpiredAlert(check), status: Int(response.status.code), body: body)
        return Answered(
            kind: check.kind, milliseconds: milliseconds, status: Int(response.status.code), isAsExpected: complaint == nil,
            complaint: complaint, body: body, logEntry: response.headers.first(name: "Sextant-Log-Entry"))
    }

    /// An alert whose period is over is not in SIS any more, whatever its subject did (2018/1862 Article 53).
    private func withoutExpiredAlert(_ check: BorderCheck) -> BorderCheck {
        guard check.expected.alert != nil, let person = check.expected.shownTruth ?? check.expected.personTruth,
            SISSeed(population: population, today: today, alertPermille: ShiftOverHTTP.alertPermille).change(forPerson: person) == nil
        else { return check }
        var check = check
        check.expected.alert = nil
        return check
    }

    /// What differs from the truth; `nil` where nothing does.
    private static func complaint(_ check: BorderCheck, status: Int, body: JSON?) -> String? {
        let expected = check.expected
        guard status == 200, let systems = body?["systems"]?.elements else {
            // Nobody can read a spoiled zone; a typed refusal is the right answer.
            return check.kind == .spoiledZone && status == 422 ? nil : "status \(status)"
        }
        func system(_ name: String) -> JSON? { systems.first { $0["system"]?.text == name } }
        guard let ees = system("EES"), let sis = system("SIS") else { return "a system is missing" }
        if check.kind == .specimen { return nil }
        if check.kind == .spoiledZone || check.kind == .visaSticker || check.kind == .impostor { return nil }
        let hasFile = ees["state"]?.text == "hit"
        if expected.hasFile, !hasFile { return "the EES file was not found" }
        let alerts = (sis["sis"]?.elements ?? []).compactMap { $0["alert"]?["category"]?.text }
        if let alert = expected.alert, !alerts.contains(alert.rawValue), check.kind == .alertSameData {
            return "the \(alert.rawValue) alert was not found"
        }
        if let alert = expected.alert, check.kind == .alertOtherData, !alerts.contains(alert.rawValue) {
            return "the \(alert.rawValue) alert under other data (\(expected.alertVariations.map(\.rawValue).joined(separator: ", "))) was not found"
        }
        if expected.documentReported != nil, !alerts.contains("object") { return "the reported document was not found" }
        if expected.overstayDays > 0 {
            let stays = (ees["ees"]?.elements ?? []).compactMap { $0["file"]?["stay"]?["overstayDays"] }
            if !stays.contains(.integer(Int64(expected.overstayDays))) {
                return "overstay of \(expected.overstayDays) days, not \(stays.map(\.compact))"
            }
        }
        return nil
    }

    private func report(_ answered: [Answered]) async throws -> Bool {
        print("\n  kind of check      checks   as expected    p50 ms    p95 ms    p99 ms")
        let byKind = Dictionary(grouping: answered, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
        for (kind, group) in byKind {
            line(kind.rawValue, group)
        }
        line("all", answered)
        for complaint in Dictionary(grouping: answered.compactMap(\.complaint), by: { $0 }).sorted(by: { $0.value.count > $1.value.count }).prefix(12)
        {
            print("  \(complaint.value.count) × \(complaint.key)")
        }
        if let shown = answered.first(where: { $0.kind == .alertSameData && $0.isAsExpected }) ?? answered.first(where: { $0.status == 200 }) {
            print("\nOne reply in full (\(shown.kind.rawValue)):\n\(shown.body?.pretty ?? "")")
            if let entry = shown.logEntry.flatMap({ RecordIDText($0) }) { try await prove(entry) }
        }
        _ = try await installation.sequencer.advance()
        let log = try await installation.logBook.verify()
        print("The log has \(log.leaves) entries and \(log.isSound ? "is sound" : "\(log.findingCount) findings").")
        let good = answered.count(where: \.isAsExpected)
        let share = Double(good) / Double(max(1, answered.count))
        let sure = answered.filter { $0.kind == .returning || $0.kind == .leaving || $0.kind == .alertSameData || $0.kind == .reportedDocument }
        let allSure = sure.allSatisfy(\.isAsExpected)
        print(String(format: "%.1f %% of the checks as the truth has it.", share * 100))
        // Alerts under other data are found as well as names allow; the same data must be found always.
        return log.isSound && share >= 0.97 && allSure && answered.allSatisfy { $0.status == 200 || $0.status == 422 }
    }

    private func prove(_ entry: RecordIDText) async throws {
        _ = try await installation.sequencer.advance()
        let (proof, bytes) = try await installation.logBook.proof(of: entry.id)
        guard let bytes else { return }
        let checkpoint = try proof.verify(entry: bytes, log: installation.logBook.verifierKey)
        print("Its log entry \(entry.id) stands at \(proof.index) of \(checkpoint.size); proof of \(proof.path.count) hashes verified.")
    }

    private func line(_ name: String, _ group: [Answered]) {
        let times = group.map(\.milliseconds).sorted()
        func at(_ share: Double) -> String {
            String(format: "%8.2f", times.isEmpty ? 0 : times[min(times.count - 1, Int(share * Double(times.count)))])
        }
        let good = group.count(where: \.isAsExpected)
        let label = name.padding(toLength: 17, withPad: " ", startingAt: 0)
        print("  \(label) \(String(format: "%7d", group.count))  \(String(format: "%12d", good))  \(at(0.5))  \(at(0.95))  \(at(0.99))")
    }
}

/// The identifier of a log entry as a reply's header has it.
struct RecordIDText {
    let id: RecordID
    init?(_ text: String) {
        guard let id = RecordID(text) else { return nil }
        self.id = id
    }
}
