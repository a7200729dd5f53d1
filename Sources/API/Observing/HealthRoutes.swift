import Hummingbird
import NIOCore
import Wire

/// What `/readyz` asks before traffic is sent here.
public protocol HealthSource: Sendable {
    /// Each part that must work for a border check, and what is wrong with it; `nil` where nothing is.
    func checks() async -> [(name: String, problem: String?)]
}

enum HealthRoutes {
    static func all(_ health: any HealthSource, metrics: Metrics) -> [PlainRoute] {
        [
            PlainRoute(.get, "/healthz") { _ in
                Response.text("alive\n", type: "text/plain; charset=utf-8")
            },
            PlainRoute(.get, "/readyz") { _ in
                let checks = await health.checks()
                let ready = checks.allSatisfy { $0.problem == nil }
                let lines = checks.map { "\($0.name): \($0.problem ?? "ok")" }.joined(separator: "\n")
                return Response.text(lines + "\n", type: "text/plain; charset=utf-8", status: ready ? .ok : .serviceUnavailable)
            },
            PlainRoute(.get, "/metrics") { _ in
                Response.text(await metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
    }
}

extension Response {
    public static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
