import HTTPTypes
import Operations
import Testing
import Wire

@testable import API

@Suite("Versions, repetition and pages")
struct ConditionTests {
    @Test("An update needs the version that was seen, and an old one changes nothing")
    func versions() async throws {
        try await APIBench().serve { ask in
            let id = try await ask.make("first")
            let read = try await ask(.get, "/v1/notes/\(id)")
            #expect(read.header("ETag") == "\"1\"")
            #expect(try await ask(.put, "/v1/notes/\(id)", #"{"title":"x"}"#).status == 428)
            for wrong in ["1", "*", "\"x\"", "\"0\"", "\"1\", \"2\"", "W/\"1\"", "\"\""] {
                let reply = try await ask(.put, "/v1/notes/\(id)", #"{"title":"x"}"#, ["If-Match": wrong])
                #expect(reply.code == "malformed", "\(wrong): \(reply.text)")
            }
            #expect(try await ask(.put, "/v1/notes/\(id)", #"{"title":"x"}"#, ["If-Match": "\"2\""]).status == 412)
            let changed = try await ask(.put, "/v1/notes/\(id)", #"{"title":"second"}"#, ["If-Match": "\"1\""])
            #expect(changed.status == 200 && changed.header("ETag") == "\"2\"")
            #expect(try await ask(.put, "/v1/notes/\(id)", #"{"title":"third"}"#, ["If-Match": "\"1\""]).code == "precondition-failed")
            #expect(try await ask(.get, "/v1/notes/\(id)").json["note"]?["title"]?.text == "second")
        }
    }

    @Test("Of many who change the same version at once, one does")
    func race() async throws {
        try await APIBench().serve { ask in
            let id = try await ask.make("contested")
            var statuses: [Int] = []
            await withTaskGroup(of: Int.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        (try? await ask(.put, "/v1/notes/\(id)", #"{"title":"by \#(number)"}"#, ["If-Match": "\"1\""]))?.status ?? 0
                    }
                }
                for await status in group { statuses.append(status) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1, "\(statuses)")
            #expect(statuses.allSatisfy { [200, 409, 412].contains($0) }, "\(statuses)")
        }
    }

    @Test("A create that is repeated with its key gives the first reply once more; another content under it is refused")
    func idempotency() async throws {
        try await APIBench().serve { ask in
            #expect(try await ask(.post, "/v1/notes", #"{"title":"a"}"#).code == "idempotency-key-missing")
            let first = try await ask(.post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": "key"])
            let again = try await ask(.post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": "key"])
            #expect(first.status == 201 && again.status == 201 && first.text == again.text)
            #expect(first.header("Idempotency-Replayed") == nil && again.header("Idempotency-Replayed") == "true")
            #expect(first.header("Sextant-Log-Entry") == again.header("Sextant-Log-Entry"))
            #expect(try await ask(.post, "/v1/notes", #"{"title":"b"}"#, ["Idempotency-Key": "key"]).code == "idempotency-key-reused")
            // Another case, or another authority, is another request.
            let elsewhere = try await ask(.post, "/v1/notes", #"{"title":"a"}"#, ["Idempotency-Key": "key", "Sextant-Case": "case-2"])
            #expect(elsewhere.code == "idempotency-key-reused")
            #expect(try await ask(.get, "/v1/notes").json["items"]?.elements?.count == 1)
        }
    }

    @Test("Page by page everything is seen once, whatever the size of the pages")
    func pages() async throws {
        try await APIBench().serve { ask in
            var made: Set<String> = []
            for number in 0..<23 { made.insert(try await ask.make("note \(number)")) }
            for limit in [1, 7, 23, 50] {
                var seen: [String] = []
                var cursor: String?
                for _ in 0...made.count {
                    let page = try await ask(.get, "/v1/notes?limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? "")).json
                    seen += (page["items"]?.elements ?? []).compactMap { $0["id"]?.text }
                    cursor = page["next"]?.text
                    if cursor == nil { break }
                }
                #expect(cursor == nil && Set(seen) == made && seen.count == made.count, "pages of \(limit)")
            }
        }
    }

    @Test("Who asks again with the sequence of a reply sees at least that much")
    func sequence() async throws {
        try await APIBench().serve { ask in
            var last = 0
            for number in 0..<5 {
                let reply = try await ask(.post, "/v1/notes", #"{"title":"n"}"#, ["Idempotency-Key": "k\(number)"])
                let sequence = try #require(reply.header("Sextant-Sequence").flatMap { Int($0) })
                #expect(sequence > last)
                last = sequence
            }
            // What a question set going is not told.
            let list = try await ask(.get, "/v1/notes?limit=1")
            #expect(list.status == 200 && list.header("Sextant-Sequence") == nil)
        }
    }
}
