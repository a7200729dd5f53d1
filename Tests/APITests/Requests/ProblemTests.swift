import HTTPTypes
import Operations
import Testing
import Wire

@testable import API

@Suite("Refusals over HTTP (RFC 9457)")
struct ProblemTests {
    @Test("Each kind has its status, type, title, article and pointer, and fits its description", arguments: RefuseAsTold.kinds)
    func kinds(_ kind: RefusalKind) async throws {
        try await APIBench().serve { ask in
            let reply = try await ask(.post, "/v1/notes/refusals", #"{"code":"\#(kind.code)"}"#)
            #expect(reply.status == kind.status)
            #expect(reply.header("Content-Type") == "application/problem+json")
            let problem = try Problem(reading: reply.json)
            #expect(problem.type == "/problems/\(kind.code)" && problem.title == kind.title && problem.status == kind.status)
            #expect(problem.code == kind.code && problem.article == kind.article && problem.pointer == "/code" && problem.detail == "as told")
            #expect(problem.requestID == reply.header("X-Request-Id"))
            #expect((reply.header("WWW-Authenticate") != nil) == (kind.status == 401))
            #expect((reply.header("Retry-After") != nil) == [429, 503].contains(kind.status))
            #expect(reply.header("Cache-Control") == "no-store" && reply.header("X-Content-Type-Options") == "nosniff")
        }
    }

    @Test("Nothing is at an unknown address, and a known one names its methods")
    func addresses() async throws {
        try await APIBench().serve { ask in
            for path in ["/", "/v1", "/v1/note", "/v1/notes/1/2", "/v1//", "/..", "/v1/notes/%ff%fe"] {
                #expect([404, 422].contains(try await ask(.get, path).status), "\(path)")
            }
            let reply = try await ask(.delete, "/v1/notes")
            #expect(reply.status == 405 && reply.code == "wrong-method" && reply.header("Allow") == "GET, POST")
            // A reading without its answer would be logged as a reading: HEAD is for pages, which hold no personal data.
            #expect(try await ask(.head, "/v1/notes").status == 405)
            let options = try await ask(.options, "/v1/notes")
            #expect(options.status == 405 && options.header("Allow") == "GET, POST")
            let patch = try await ask(HTTPRequest.Method("PATCH")!, "/v1/notes", #"{"title":"a"}"#)
            #expect(patch.status == 405)
        }
    }

    @Test("What takes too long is refused and not waited for")
    func deadline() async throws {
        try await APIBench { $0.replyMillisecondsMax = 100 }.serve { ask in
            let reply = try await ask(.get, "/v1/notes/slow")
            #expect(reply.status == 503 && reply.code == "timed-out")
        }
    }

    @Test("One authority's limit is not another's, and strangers have their own")
    func limits() async throws {
        let bench = try await APIBench {
            ($0.requestsPerSecond, $0.requestsAtOnce, $0.unauthenticatedPerSecond) = (0.001, 3, 0.25)
        }
        let other = try await bench.tokens.token(user: "guardia", authority: "ES-PN")
        try await bench.serve { ask in
            var statuses: [Int] = []
            for _ in 0..<5 { statuses.append(try await ask(.get, "/v1/notes").status) }
            #expect(statuses == [200, 200, 200, 429, 429])
            #expect(try await ask(.get, "/v1/notes", nil, ["Authorization": "Bearer " + other]).status == 200)
            #expect(try await ask(.get, "/v1/notes", nil, ["Authorization": ""]).status == 401)
            let stranger = try await ask(.get, "/v1/notes", nil, ["Authorization": ""])
            #expect(stranger.status == 429 && stranger.code == "rate-limited")
        }
    }

    @Test("A sandbox says in every reply that its persons are synthetic; an installation in earnest says nothing of the kind")
    func synthetic() async throws {
        try await APIBench { $0.isSandbox = true }.serve { ask in
            let (notes, nowhere) = (try await ask(.get, "/v1/notes"), try await ask(.get, "/nowhere"))
            #expect(notes.header("Sextant-Data") == "SYNTHETIC")
            #expect(nowhere.header("Sextant-Data") == "SYNTHETIC")
        }
        try await APIBench().serve { ask in
            let notes = try await ask(.get, "/v1/notes")
            #expect(notes.header("Sextant-Data") == nil)
        }
    }
}
