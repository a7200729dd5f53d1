import Foundation
import Identity
import Operations
import Testing
import Wire

@testable import Carriers

/// The vectors of the reply to carriers as a carrier lives them: what the systems hold goes through the daily extraction, and the
/// question through the operation. Rule and gateway cannot differ unnoticed.
@Suite("2022/1409 6, 2022/1380 6: the vectors, asked at the gateway")
struct VectorsTests {
    struct Vector: CustomTestStringConvertible {
        let id: String
        let input: JSON
        let expected: JSON
        var testDescription: String { id }
    }

    static func vectors() throws -> [Vector] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Conformance/carrier.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let vector = try JSON(parsing: Array(line.utf8))
            return Vector(
                id: vector["id"]?.text ?? "?", input: try #require(vector["input"]), expected: try #require(vector["expected"]))
        }
    }

    @Test func everyVector() async throws {
        let vectors = try Self.vectors()
        #expect(vectors.count >= 40)
        for vector in vectors {
            let arrival = try #require(vector.input["arrival"]?.text)
            let isExempt = vector.input["traveller"]?.text == "visaExempt"
            let bench = Bench(
                isExempt ? exempt(vector.input) : required(vector.input), calendar: calendar(vector.input), now: arrival + "T08:00:00Z")
            try await bench.open()
            var passenger = Passenger.traveller(nationality: isExempt ? "BRA" : "PAK")
            passenger.exempt = vector.input["exempt"] == .bool(true)
            passenger.airportTransit = vector.input["airportTransit"] == .bool(true)
            passenger.transitVisaRequired = vector.input["transitVisaRequired"] == .bool(true)
            if case .integer(let entries)? = vector.input["entriesNeeded"] { passenger.entriesNeeded = Int(entries) }
            let asked = passenger
            let reply = try await bench.verify([asked]) { query in
                query.departure = LocalTime(wireText: arrival + "T10:15")!
                query.arrival = Day(arrival)!
                query.arrivalPlace = nil
                query.entryState = vector.input["entryState"]?.text.flatMap { CountryCode($0) }
            }
            let answer = try #require(reply.passengers.first)
            #expect(answer.answer.rawValue == vector.expected["reply"]?.text?.uppercased(), "\(vector.id)")
            #expect(answer.source?.rawValue == vector.expected["source"]?.text, "\(vector.id)")
        }
    }

    /// The rules in force on the day of the vector.
    private func calendar(_ input: JSON) -> CarrierCalendar {
        let (past, yesterday) = (Day("2020-01-01"), Day("2026-06-01"))
        var calendar = CarrierCalendar(revisedVIS: input["vis"]?.text == "before" ? nil : past)
        guard let phase = input["etias"]?.text else { return calendar }
        calendar.etias = past
        if phase != "transitional" { calendar.etiasGrace = yesterday }
        if phase == "full" { calendar.etiasFull = yesterday }
        return calendar
    }

    /// What the VIS and the EES hold of somebody who needs a visa: the VIS what was issued, the EES what was used of it.
    private func required(_ input: JSON) -> CarrierSources {
        var remaining: [Int] = []
        if case .integer(let days)? = input["remainingDays"] { remaining = Array(repeating: Int(days), count: 8) }
        guard let held = input["document"] else {
            let line = EESLine(documentKey: key(), dateOfBirth: born, remainingDays: remaining)
            return .of(ees: remaining.isEmpty ? [] : [line], vis: [], etias: [])
        }
        var document = CarrierRule.Document(
            kind: CarrierRule.DocumentKind(rawValue: held["type"]?.text ?? "") ?? .shortStay,
            status: CarrierRule.Status(rawValue: held["status"]?.text ?? "") ?? .issued,
            validFrom: held["validFrom"]?.text.flatMap { Day($0) } ?? Day(number: 0),
            validUntil: held["validUntil"]?.text.flatMap { Day($0) } ?? Day(number: 0),
            territory: held["territory"]?.elements.map { Set($0.compactMap(\.text)) })
        if case .integer(let entries)? = held["entries"] { document.entries = Int(entries) }
        let issued = VISLine(documentKey: key(), dateOfBirth: born, held: document, number: "V1")
        var used = document
        if case .integer(let number)? = held["entriesUsed"] { used.entriesUsed = Int(number) }
        let seen = EESLine(
            documentKey: key(), dateOfBirth: born, visa: used, visaNumber: "V1", remainingDays: remaining)
        // National short-stay visas of Member States that do not apply the acquis in full stand in the EES alone.
        return .of(ees: [seen], vis: document.kind == .nationalShortStay ? [] : [issued], etias: [])
    }

    /// What ETIAS holds of somebody who needs none, and whether the EES has seen them since the transition ended.
    private func exempt(_ input: JSON) -> CarrierSources {
        let mine = key("AB1234567", "BRA")
        var lines: [ETIASLine] = []
        if let held = input["authorisation"] {
            lines = [
                ETIASLine(
                    documentKey: mine, dateOfBirth: born,
                    authorisation: CarrierRule.Authorisation(
                        status: CarrierRule.Status(rawValue: held["status"]?.text ?? "") ?? .issued,
                        validFrom: held["validFrom"]?.text.flatMap { Day($0) } ?? Day(number: 0),
                        validUntil: held["validUntil"]?.text.flatMap { Day($0) } ?? Day(number: 0),
                        territory: held["territory"]?.elements.map { Set($0.compactMap(\.text)) }))
            ]
        }
        let seen = EESLine(documentKey: mine, dateOfBirth: born, lastEntry: Day("2026-07-01"))
        return .of(ees: input["firstEntrySinceTransition"] == .bool(true) ? [] : [seen], vis: [], etias: lines)
    }
}
