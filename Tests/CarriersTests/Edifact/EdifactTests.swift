import Identity
import Operations
import Testing
import Wire

@testable import Carriers

@Suite("1409 7: PAXLST and CUSRES")
struct EdifactTests {
    /// As an airline's program writes it.
    static let sample = """
        UNA:+.?*'
        UNB+UNOA:4+AIRLINE+EULISA+270301:0900+0000001++PAXLST'
        UNG+PAXLST+AIRLINE+EULISA+270301:0900+1+UN+D:05B'
        UNH+PAX001+PAXLST:D:05B:UN:IATA+AF651/270302'
        BGM+745'
        RFF+TN:BART34567890'
        NAD+MS+++JACKSON'
        COM+703-555-1212:TE'
        TDT+20+AF651+++AF'
        LOC+125+KHI'
        DTM+189:2703021015:201'
        LOC+87+CDG'
        DTM+232:2703021830:201'
        NAD+FL+++O?'NEIL:JANE:MARY+20 MAIN STREET+ANYCITY++10053+PAK'
        ATT+2++F'
        DTM+329:900504'
        LOC+178+KHI'
        LOC+179+CDG'
        NAT+2+PAK'
        RFF+AVF:ABC123'
        RFF+ABO:PAX-1'
        DOC+P:110:111+AB1234567'
        DTM+36:330101'
        LOC+91+PAK'
        DOC+V:110:111+FRA123456'
        GEI+4+ZE2'
        NAD+DDU+++ROSSI:MARIO'
        ATT+2++M'
        DTM+329:20270301'
        NAT+2+ITA'
        DOC+I:110:111+CA00000AA'
        LOC+91+ITA'
        CNT+42:2'
        UNT+31+PAX001'
        UNE+1+1'
        UNZ+1+0000001'
        """

    static func read(_ text: String) throws(Refusal) -> CarrierQuery {
        do { return try CarrierQuery(reading: try CarrierFormats.edifact.read(Array(text.utf8))) } catch let error
            as WireError
        {
            throw Refusal(error)
        } catch let refusal as Refusal { throw refusal } catch { fatalError() }
    }

    @Test("A passenger list says what the query says")
    func sample() throws {
        let query = try Self.read(Self.sample)
        #expect(query.reference == "BART34567890" && query.transport == "AF651")
        #expect(query.departure.wireText == "2027-03-02T10:15" && query.arrival == Day("2027-03-02"))
        #expect(query.departurePlace == "KHI" && query.arrivalPlace == "CDG")
        #expect(try query.state(on: query.arrival).text == "FRA")
        let (first, second) = (query.passengers[0], query.passengers[1])
        #expect(query.passengers.count == 2)
        #expect(first.surname == "O'NEIL" && first.givenNames == "JANE MARY" && first.sex == .female)
        #expect(
            first.dateOfBirth == PartialDate("1990-05-04") && first.nationality?.text == "PAK"
                && first.reference == "PAX-1")
        #expect(
            first.document
                == PassengerDocument(number: "AB1234567", issuer: CountryCode("PAK")!, expiry: Day("2033-01-01")))
        #expect(first.visaNumber == "FRA123456" && first.entriesNeeded == 2 && !first.airportTransit)
        #expect(
            second.airportTransit && second.dateOfBirth == PartialDate("2027-03-01")
                && second.document?.kind == .identityCard)
    }

    @Test("What is written is read back, whatever stands in the names")
    func roundTrip() throws {
        var generator = SeededGenerator(42)
        for _ in 0..<400 {
            let query = CarrierQuery.random(&generator)
            let bytes = CarrierFormats.passengerList(query, from: "AF", to: "EULISA", reference: "77")
            #expect(try CarrierQuery(reading: CarrierFormats.edifact.read(bytes)) == query)
        }
    }

    @Test("Segments are read back from what is written, for any text of the character set")
    func syntaxRoundTrip() throws {
        var generator = SeededGenerator(3)
        for _ in 0..<500 {
            var segments: [EdifactSegment] = []
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                var elements: [[String]] = []
                for _ in 0..<Int.random(in: 0...6, using: &generator) {
                    var components = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                        String(
                            decoding: (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                                UInt8.random(in: 0x20...0x7E, using: &generator)
                            }, as: UTF8.self)
                    }
                    while components.count > 1, components.last == "" { components.removeLast() }
                    elements.append(components)
                }
                while elements.last == [""] { elements.removeLast() }
                segments.append(EdifactSegment(tag: "ABC", elements: elements))
            }
            #expect(try EdifactSyntax.read(EdifactSyntax.write(segments)) == segments)
        }
    }

    @Test("A reply is read back as it was given, with the marks of the message that it answers")
    func reply() throws {
        var generator = SeededGenerator(9)
        let request = Array(Self.sample.utf8)
        for _ in 0..<100 {
            var reply = CarrierReply()
            (reply.reference, reply.transport, reply.answered) = (
                "BART34567890", "AF651", Instant("2027-03-01T09:00:01Z")!
            )
            reply.dataOf = Bool.random(using: &generator) ? Instant("2027-03-01T00:10:09Z") : nil
            reply.passengers = (0..<Int.random(in: 1...9, using: &generator)).map { number in
                PassengerReply(
                    reference: Bool.random(using: &generator) ? "P+\(number)" : nil,
                    CarrierReplyWord.allCases.randomElement(using: &generator)!,
                    CarrierRule.Source.allCases.randomElement(using: &generator))
            }
            let bytes = try CarrierFormats.edifact.write(reply.wire, request)
            #expect(try CarrierFormats.customsResponse(bytes, answered: reply.answered) == reply)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("UNB+UNOA:4+EULISA+AIRLINE+270301:0900+0000001++CUSRES'"))
            #expect(text.contains("UNH+PAX001+CUSRES:D:05B:UN:IATA+AF651/270302'"))
        }
    }

    @Test(
        "What does not fit is refused, with the place and the reason",
        arguments: [
            ("UNT+31", "UNT+30"), ("UNZ+1+0000001", "UNZ+1+0000002"), ("UNE+1+1", "UNE+2+1"), ("CNT+42:2", "CNT+42:3"),
            ("BGM+745", "BGM+250"), ("PAXLST:D:05B", "PAXLST:D:99Z"), ("PAXLST:D:05B:UN", "CUSDEC:D:05B:UN"),
            ("UNOA:4", "UNOC:4"),
            ("NAD+DDU", "NAD+FM"), ("NAD+DDU", "NAD+DDT"), ("ATT+2++M", "ATT+2++Q"), ("NAT+2+ITA", "NAT+2+ZZZ"),
            ("DTM+329:900504", "DTM+329:901304"),
            ("DTM+189:2703021015:201", "DTM+189:2703022515:201"), ("DTM+232:2703021830:201", "FTX+ZZZ"),
            ("TDT+20+AF651+++AF", "TDT+20"),
            ("RFF+AVF:ABC123", "XXX+1"), ("DOC+P:110:111+AB1234567", "DOC+P:110:111"), ("GEI+4+ZE2", "GEI+4+ZE1"),
            ("RFF+ABO:PAX-1", "RFF+ABO"), ("LOC+91+PAK", "LOC+91+??"), ("ATT+2++F", "ATT+2*2++F"),
            ("UNA:+.?*'", "UNA:+.:*'"),
            ("ROSSI", "ROSSÌ"), ("UNB+", "UNB"), ("LOC+179", "LO+179"),
        ])
    func refusals(from: String, to: String) {
        let text = Self.sample.replacing(from, with: to, maxReplacements: 1)
        #expect(text != Self.sample)
        do {
            _ = try Self.read(text)
            Issue.record("accepted: \(to)")
        } catch { #expect(error.kind == .notEdifact && error.kind.status == 400) }
    }

    @Test("Hostile bytes end in a refusal or a query, never in a crash or a long wait")
    func hostile() {
        var generator = SeededGenerator(11)
        let sample = Array(Self.sample.utf8)
        for _ in 0..<4000 {
            var bytes = sample
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            case 1: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
            case 2:
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    bytes[Int.random(in: bytes.indices, using: &generator)] = Array("'+:?*\n0A \u{FF}".utf8)
                        .randomElement(using: &generator)!
                }
            default:
                let at = Int.random(in: bytes.indices, using: &generator)
                bytes.insert(contentsOf: bytes[at..<min(at + 60, bytes.count)], at: at)
            }
            if let json = try? CarrierFormats.edifact.read(bytes) { #expect(json.bytes.count < 100_000) }
        }
        // Bounds: much of everything.
        for text in [
            String(repeating: "A", count: 600), String(repeating: "+", count: 100), String(repeating: ":", count: 100),
        ] {
            #expect(throws: EdifactError.self) { try EdifactSyntax.read(Array("ABC+\(text)'".utf8)) }
        }
        #expect(throws: EdifactError.self) {
            try EdifactSyntax.read([UInt8](repeating: 65, count: EdifactSyntax.bytesMax + 1))
        }
        #expect(throws: EdifactError.self) {
            try EdifactSyntax.read(Array(String(repeating: "ABC'", count: 60_001).utf8))
        }
    }

    @Test("The leg that comes from outside is the one asked about")
    func legs() throws {
        let text = Self.sample.replacing("UNT+31", with: "UNT+36")
            .replacing(
                "TDT+20+AF651+++AF'",
                with:
                    "TDT+20+AF1+++AF'\nLOC+125+JFK'\nDTM+189:2703011015:201'\nLOC+87+KHI'\nDTM+232:2703020015:201'\nTDT+20+AF651+++AF'"
            )
        #expect(try Self.read(text).transport == "AF651")
    }

    @Test("Places: UN/LOCODE by its state, IATA codes by the table; others by what the carrier says")
    func places() {
        #expect(
            Places.state(of: "FRLEH")?.text == "FRA" && Places.state(of: "DEHAM")?.text == "DEU"
                && Places.state(of: "GRPIR")?.text == "GRC")
        #expect(
            Places.state(of: "FRA")?.text == "DEU" && Places.state(of: "CDG")?.text == "FRA"
                && Places.state(of: "LUX")?.text == "LUX")
        #expect(Places.state(of: "JFK") == nil && Places.state(of: "ZZZZZ") == nil && Places.state(of: "") == nil)
    }
}
