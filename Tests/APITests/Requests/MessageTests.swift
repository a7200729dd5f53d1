import Access
import Foundation
import HTTPTypes
import Operations
import Registry
import Testing
import Wire

@testable import API

@Suite("What a message may be")
struct MessageTests {
    @Test("Unknown fields, wrong types and values out of their limits are named by a pointer, and change nothing")
    func shapes() async throws {
        let bench = try await APIBench()
        try await bench.serve { ask in
            let cases: [(String, String)] = [
                (#"{"title":"a","colour":"red"}"#, "/colour"), (#"{"title":7}"#, "/title"), (#"{"title":null}"#, "/title"),
                (#"{"title":["a"]}"#, "/title"), (#"{"title":""}"#, "/title"), (#"{}"#, "/title"),
                (#"{"title":"\#(String(repeating: "x", count: 41))"}"#, "/title"), (#"{"title":"a","stars":6}"#, "/stars"),
                (#"{"title":"a","stars":"5"}"#, "/stars"), (#"{"title":"a","stars":1.5}"#, "/stars"),
                (#"{"title":"a","stars":true}"#, "/stars"), (#"{"title":"a","day":"2027-02-30"}"#, "/day"),
                (#"{"title":"a","day":20270301}"#, "/day"), (#"{"title":"a\u0000b"}"#, "/title"), (#"["a"]"#, ""), (#""a""#, ""), ("null", ""),
            ]
            for (number, (body, pointer)) in cases.enumerated() {
                let reply = try await ask(.post, "/v1/notes", body, ["Idempotency-Key": "shape-\(number)"])
                #expect(reply.status == 422 && reply.code == "malformed", "\(body): \(reply.text)")
                #expect(try reply.json["pointer"]?.text == pointer, "\(body): \(reply.text)")
            }
            #expect(try await ask(.get, "/v1/notes").text == "{}")
        }
        // Whoever is known and asks in a wrong way is in the log as well.
        #expect(try await bench.logged == 18)
    }

    @Test("What is not JSON as RFC 8259 and I-JSON have it is refused before anything reads it")
    func syntax() async throws {
        try await APIBench().serve { ask in
            let deep = String(repeating: #"{"a":"#, count: 500) + "1" + String(repeating: "}", count: 500)
            let nested = String(repeating: "[", count: 1500) + String(repeating: "]", count: 1500)
            for body in [
                "{", "", "{\"title\":\"a\"", #"{"title":"a",}"#, #"{"title":"a","title":"b"}"#, "{'title':'a'}", #"{"title":"a"} x"#,
                #"{"title":NaN}"#, #"{"title":01}"#, "\u{FEFF}{}", deep, nested, #"{"title":"\ud800"}"#,
            ] {
                let reply = try await ask(.post, "/v1/notes", body, ["Idempotency-Key": "k"])
                // An empty body is an empty message: it lacks its fields.
                #expect(reply.code == (body.isEmpty ? "malformed" : "not-json"), "\(body.prefix(40)): \(reply.text)")
            }
        }
    }

    @Test("Bodies have a limit, said or counted, and one media type")
    func size() async throws {
        try await APIBench().serve { ask in
            let large = #"{"title":"\#(String(repeating: "x", count: 5000))"}"#
            #expect(try await ask(.post, "/v1/notes", large, ["Idempotency-Key": "k"]).code == "too-large")
            for type in ["text/plain", "application/xml", "application/json5", ""] {
                let reply = try await ask(.post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": "k", "Content-Type": type])
                #expect(reply.status == 415 && reply.code == "wrong-media-type", "\(type)")
            }
            let reply = try await ask(
                .post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": "k", "Content-Type": "Application/JSON; charset=utf-8"])
            #expect(reply.status == 201)
        }
    }

    @Test("Fields in the address are typed as the operation has them; twice, unknown or broken ones are refused")
    func query() async throws {
        try await APIBench().serve { ask in
            _ = try await ask.make("one")
            #expect(try await ask(.get, "/v1/notes?limit=1&onlyDated=true").status == 200)
            for query in [
                "limit=0", "limit=51", "limit=ten", "limit=1&limit=2", "onlyDated=yes", "cursor=zz", "colour=red", "limit=%zz", "limit=",
                "limit", "=1",
            ] {
                let reply = try await ask(.get, "/v1/notes?" + query)
                #expect(reply.status == 422 && reply.code == "malformed", "\(query): \(reply.text)")
            }
            #expect(try await ask(.get, "/v1/notes", #"{"limit":1}"#).code == "malformed")
            // So many that each would be looked for among thousands.
            let many = (0...1000).map { "a\($0)=" }.joined(separator: "&")
            let crowded = try await ask(.get, "/v1/notes?" + many)
            #expect(crowded.code == "malformed" && crowded.text.contains("1000 parts"), "\(crowded.text)")
            // What stands in the path stands there alone.
            let id = try await ask.make("two")
            let reply = try await ask(.put, "/v1/notes/\(id)", #"{"title":"x","note":"\#(id)"}"#, ["If-Match": "\"1\""])
            #expect(reply.code == "malformed")
        }
    }

    @Test("The evidence of an erasure stands in the body and never in an address, which proxies write down")
    func erasure() async throws {
        try await APIBench().serve { ask in
            let id = try await ask.make("gone")
            #expect(try await ask(.delete, "/v1/notes/\(id)?evidence=letter").code == "malformed")
            #expect(try await ask(.delete, "/v1/notes/\(id)").code == "malformed")
            #expect(try await ask(.delete, "/v1/notes/\(id)", #"{"evidence":"letter"}"#).status == 200)
            #expect(try await ask(.get, "/v1/notes/\(id)").code == "not-found")
        }
    }

    @Test("Purpose and case are headers; without a purpose nothing is answered")
    func headers() async throws {
        try await APIBench().serve { ask in
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Purpose": ""]).code == "purpose-missing")
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Purpose": "curiosity"]).code == "malformed")
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Purpose": "visaExamination"]).code == "forbidden")
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Case": String(repeating: "c", count: 101)]).code == "malformed")
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Case": ""]).status == 200)
            for key in [String(repeating: "k", count: 201)] {
                #expect(try await ask(.post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": key]).code == "malformed")
            }
            let reply = try await ask(.get, "/v1/notes", nil, ["X-Request-Id": "request-12345"])
            #expect(reply.header("X-Request-Id") == "request-12345")
            #expect(try await ask(.get, "/v1/notes", nil, ["X-Request-Id": "no good"]).header("X-Request-Id") != "no good")
        }
    }

    @Test("2017/2226 59(2)(h), 2019/817 24(5): who ordered the request is a header, and stands in the log where it is sent")
    func orderedBy() async throws {
        let bench = try await APIBench()
        try await bench.serve { ask in
            for ordered in ["chief-3", ""] {
                let reply = try await ask(.get, "/v1/notes", nil, ["Sextant-Ordered-By": ordered])
                #expect(reply.status == 200, "\(reply.text)")
                let id = try #require(reply.header("Sextant-Log-Entry").flatMap { RecordID($0) })
                let sealed = try #require(try await bench.store.logRow(id)?.row.sealed)
                let key = try #require(LogKey(id: 1, bytes: [UInt8](repeating: 9, count: 32)))
                let entry = try #require(SealedEntry(id: OpaqueID(high: id.high, low: id.low), bytes: sealed))
                    .entry(with: LogKeyRing(current: key))
                #expect(entry.orderedBy == (ordered.isEmpty ? nil : ordered))
                #expect(entry.user == "officer")
            }
            let long = String(repeating: "c", count: 101)
            #expect(try await ask(.get, "/v1/notes", nil, ["Sextant-Ordered-By": long]).code == "malformed")
        }
    }
}
