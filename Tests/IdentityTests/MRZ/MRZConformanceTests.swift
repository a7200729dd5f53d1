import Foundation
import Testing

@testable import Identity

/// The vectors of `Conformance/mrz.jsonl`, asked through the typed API.
@Suite struct MRZConformanceTests {
    static func vectors() -> [[String: Any]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Conformance/mrz.jsonl")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }

    static func answer(_ input: [String: Any]) throws -> [String: Any] {
        if let fields = input["compose"] as? [String: Any] {
            let text = { (key: String) in fields[key] as? String ?? "" }
            let zone = MachineReadableZone(
                format: try #require(MachineReadableZone.Format(rawValue: text("format"))),
                documentCode: text("documentCode"), issuer: text("issuer"), surname: text("surname"),
                givenNames: text("givenNames"), documentNumber: text("documentNumber"),
                nationality: text("nationality"), dateOfBirth: PartialDate(text("dateOfBirth")),
                sex: Sex(rawValue: text("sex")), expiry: Day(text("expiry")), optional: text("optional"),
                optional2: text("optional2"))
            return ["lines": try zone.lines()]
        }
        let lines = try #require(input["lines"] as? [String])
        let asOf = try #require((input["asOf"] as? String).flatMap({ Day($0) }))
        let reading = MachineReadableZone.read(lines, asOf: asOf)
        var answer: [String: Any] = [
            "format": reading.format?.rawValue ?? NSNull(), "valid": reading.isValid,
            "errors": reading.defects.map(\.rawValue),
        ]
        guard let zone = reading.zone else { return answer }
        answer["documentCode"] = zone.documentCode
        answer["issuer"] = zone.issuer
        answer["surname"] = zone.surname
        answer["givenNames"] = zone.givenNames
        answer["documentNumber"] = zone.documentNumber
        answer["nationality"] = zone.nationality
        answer["dateOfBirth"] = zone.dateOfBirth?.description ?? NSNull()
        answer["sex"] = zone.sex?.rawValue ?? NSNull()
        answer["expiry"] = zone.expiry?.description ?? NSNull()
        answer["optional"] = zone.optional
        if zone.format == .td1 { answer["optional2"] = zone.optional2 }
        return answer
    }

    @Test func everyVectorIsAnsweredRight() throws {
        let vectors = Self.vectors()
        #expect(vectors.count == 126)
        for vector in vectors {
            let id = vector["id"] as? String ?? "?"
            let input = try #require(vector["input"] as? [String: Any])
            let expected = try #require(vector["expected"] as? [String: Any])
            let answer = try Self.answer(input)
            for (key, value) in expected {
                let given = answer[key].map { $0 as! NSObject }
                #expect(given == (value as! NSObject), "\(id) \(key): \(String(describing: given)), not \(value)")
            }
        }
    }

    @Test("A valid zone is left alone by the repairing reader, even where no table knows its codes")
    func validVectorsAreNotRepaired() throws {
        var seen = 0
        for vector in Self.vectors() {
            guard let input = vector["input"] as? [String: Any], let lines = input["lines"] as? [String],
                let asOf = (input["asOf"] as? String).flatMap({ Day($0) })
            else { continue }
            let strict = MachineReadableZone.read(lines, asOf: asOf)
            guard strict.isValid else { continue }
            seen += 1
            #expect(MachineReadableZone.read(lines, asOf: asOf, repairing: true) == strict)
        }
        #expect(seen > 30)
    }
}
