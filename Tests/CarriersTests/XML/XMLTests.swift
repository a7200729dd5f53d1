import Identity
import Operations
import Testing
import Wire

@testable import Carriers

@Suite("1409 7(c): XML")
struct XMLTests {
    @Test("A query and a reply say in XML what they say in JSON")
    func roundTrip() throws {
        var generator = SeededGenerator(5)
        for _ in 0..<200 {
            var query = CarrierQuery.random(&generator)
            query.passengers[0].surname = "Müller <&> \"'Ж"
            let bytes = XMLSyntax.write(XMLMessage.element(CarrierQuery.wireName, query.wire))
            #expect(try CarrierQuery(reading: CarrierFormats.xml.read(bytes)) == query)
        }
        var reply = CarrierReply()
        (reply.transport, reply.answered) = ("AF1", Instant("2027-03-01T09:00:01Z")!)
        reply.passengers = [PassengerReply(reference: "1", .notOK, .VIS), PassengerReply(reference: nil, .ok)]
        let text = String(decoding: try CarrierFormats.xml.write(reply.wire, []), as: UTF8.self)
        #expect(
            text.hasSuffix(
                "<CarrierReply><transport>AF1</transport><answered>2027-03-01T09:00:01Z</answered><passengers><reference>1</reference><answer>NOT OK</answer><source>VIS</source></passengers><passengers><answer>OK</answer></passengers></CarrierReply>"
            ))
    }

    static let query =
        "<CarrierQuery><transport>AF1</transport><departure>2027-03-02T10:15</departure><arrival>2027-03-02</arrival><passengers><surname>A</surname></passengers></CarrierQuery>"

    @Test("A namespace, a declaration and comments do no harm")
    func harmless() throws {
        for text in [
            Self.query, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + Self.query, "\u{FEFF}" + Self.query,
            Self.query.replacing("<CarrierQuery>", with: "<CarrierQuery xmlns=\"urn:x\">"),
            "<!-- a --> " + Self.query + " <!-- b -->",
            Self.query.replacing("AF1", with: "&#65;&#x46;1"),
        ] {
            #expect(try CarrierQuery(reading: CarrierFormats.xml.read(Array(text.utf8))).transport == "AF1")
        }
    }

    @Test(
        "Declarations, entities, instructions, attributes and mixtures are refused",
        arguments: [
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + query,
            "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><a>&lol2;</a>",
            query.replacing("AF1", with: "&x;"),
            query.replacing("AF1", with: "&#0;"), query.replacing("AF1", with: "&#xD800;"),
            query.replacing("AF1", with: "<![CDATA[AF1]]>"),
            "<?php x?>" + query, query.replacing("<transport>", with: "<transport id=\"1\">"),
            query.replacing("</transport>", with: "</transport>x"),
            query.replacing("</transport>", with: "</transporx>"),
            query.replacing("<transport>AF1</transport>", with: "<transport>AF1</transport><transport>AF2</transport>"),
            query + query, String(query.dropLast()), "", "<", "<CarrierReply></CarrierReply>",
            query.replacing("AF1", with: "<b>1</b>"),
            String(repeating: "<a>", count: 100), query.replacing("AF1", with: String(repeating: "x", count: 5000)),
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + query,
        ])
    func refused(text: String) {
        do {
            _ = try CarrierFormats.xml.read(Array(text.utf8))
            Issue.record("accepted: \(text.prefix(80))")
        } catch { #expect(error.kind == .notXML) }
    }

    @Test("What is no field is refused by the fields themselves")
    func unknownField() throws {
        let json = try CarrierFormats.xml.read(
            Array(Self.query.replacing("</transport>", with: "</transport><offence>x</offence>").utf8))
        #expect(throws: WireError.self) { try CarrierQuery(reading: json) }
    }

    @Test("Hostile bytes end in a refusal or a message, never in a crash")
    func hostile() {
        var generator = SeededGenerator(13)
        let sample = Array(Self.query.utf8)
        for _ in 0..<4000 {
            var bytes = sample
            switch Int.random(in: 0..<3, using: &generator) {
            case 0:
                bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            case 1: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
            default:
                for _ in 0..<Int.random(in: 1...5, using: &generator) {
                    bytes[Int.random(in: bytes.indices, using: &generator)] = Array("<>&;/!?\"= \u{0}#x".utf8)
                        .randomElement(using: &generator)!
                }
            }
            _ = try? CarrierFormats.xml.read(bytes)
        }
    }
}
