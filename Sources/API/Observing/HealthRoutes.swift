import Hummingbird
import NIOCore
import Wire

/// One part of a node and how it is.
public struct HealthCheck: Sendable, Hashable {
    public let name: String
    /// What is wrong; `nil` where nothing is.
    public let problem: String?
    /// Without it no request can be answered. A system that is out is not: the others go on, and the portal says which
    /// one gave no answer. Taking the node out of rotation would turn the outage of one into an outage of all.
    public let isEssential: Bool
    public init(_ name: String, problem: String?, isEssential: Bool) {
        self.name = name
        self.problem = problem
        self.isEssential = isEssential
    }
}

/// What `/readyz` asks before traffic is sent here.
public protocol HealthSource: Sendable {
    func checks() async -> [HealthCheck]
}

enum HealthRoutes {
    static func all(_ health: any HealthSource, metrics: Metrics) -> [PlainRoute] {
        [
            PlainRoute(.get, "/healthz") { _ in
                Response.text("alive\n", type: "text/plain; charset=utf-8")
            },
            PlainRoute(.get, "/readyz") { _ in
                let checks = await health.checks()
                let isReady = checks.allSatisfy { $0.problem == nil || !$0.isEssential }
                // Everything that is wrong is named, whether it takes the node out of rotation or not.
                let lines = checks.map { "\($0.name): \($0.problem ?? "ok")\n" }.joined()
                return Response.text(lines, type: "text/plain; charset=utf-8", status: isReady ? .ok : .serviceUnavailable)
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
