import Testing

@testable import API

@Suite("Alive, ready, measured")
struct HealthTests {
    @Test("A node is ready while it can answer at all; a system that is out is named and takes no node out of rotation")
    func ready() async throws {
        let bench = try await APIBench()
        try await bench.serve { ask in
            let nobody = ["Authorization": ""]
            let well = try await ask(.get, "/readyz", nil, nobody)
            #expect(well.status == 200 && well.text == "store: ok\nEES: ok\n")
            bench.health.set([
                HealthCheck("store", problem: nil, isEssential: true), HealthCheck("EES", problem: "out of service", isEssential: false),
            ])
            let partly = try await ask(.get, "/readyz", nil, nobody)
            #expect(partly.status == 200 && partly.text.contains("EES: out of service"))
            bench.health.set([HealthCheck("store", problem: "it cannot be read", isEssential: true)])
            let out = try await ask(.get, "/readyz", nil, nobody)
            #expect(out.status == 503 && out.text.contains("store: it cannot be read"))
            // Alive it is all the same: a restart mends no disk.
            #expect(try await ask(.get, "/healthz", nil, nobody).status == 200)
        }
    }

    @Test("Monitors may ask for the head alone")
    func head() async throws {
        try await APIBench().serve { ask in
            for path in ["/healthz", "/readyz", "/openapi.json"] {
                let reply = try await ask(.head, path, nil, ["Authorization": ""])
                #expect(reply.status == 200 && reply.text.isEmpty, "\(path)")
            }
        }
    }

    @Test("Requests are counted by event and status, without anybody's name")
    func metrics() async throws {
        try await APIBench().serve { ask in
            _ = try await ask.make("counted")
            _ = try await ask(.get, "/v1/notes/00000000000000000000000000000000")
            let text = try await ask(.get, "/metrics", nil, ["Authorization": ""]).text
            #expect(text.contains("notebook.make") && text.contains("notebook.read") && text.contains("404"))
            #expect(!text.contains("FR-PAF") && !text.contains("officer") && !text.contains("counted"))
        }
    }
}
