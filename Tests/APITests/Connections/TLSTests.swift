import Foundation
import Hummingbird
import ServiceLifecycle
import Testing
import Wire

@testable import API

private enum Tools {
    static let areThere = ["/usr/bin/curl", "/usr/bin/openssl"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
}

/// Over a real connection with TLS, asked by curl: what no client in this process can show. Without curl and openssl there is
/// nothing to ask with.
@Suite("TLS 1.3, HTTP/2, client certificates", .enabled(if: Tools.areThere))
struct TLSTests {
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// A server's key and a client's, both signed by an authority of the test.
    static func certificates() throws -> String {
        let folder = NSTemporaryDirectory() + "sextant-tls-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try run(
            "/usr/bin/openssl",
            ["req", "-x509"] + ec + ["-keyout", folder + "/ca.key", "-out", folder + "/ca.pem", "-days", "2", "-subj", "/CN=test ca"])
        for name in ["server", "client"] {
            try run(
                "/usr/bin/openssl",
                ["req", "-x509"] + ec + [
                    "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-CA", folder + "/ca.pem", "-CAkey", folder + "/ca.key",
                    "-addext", "basicConstraints=critical,CA:FALSE",
                ])
        }
        return folder
    }

    static func serve(_ bench: APIBench, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = try bench.server.application { port.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [application], logger: application.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                // On a thread of its own: `body` blocks, and the server answers on the threads that tasks share.
                try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
                    Thread.detachNewThread { ended.resume(with: Result { try body(port) }) }
                }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("HTTP/2 and HTTP/1.1 over TLS 1.3, and nothing older")
    func versions() async throws {
        let folder = try Self.certificates()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = try await APIBench {
            $0.tls = TLSSettings(certificateChainFile: folder + "/server.pem", privateKeyFile: folder + "/server.key")
            $0.port = 0
        }
        let token = try await bench.tokens.token(user: "officer", authority: "FR-PAF")
        try await Self.serve(bench) { port in
            func ask(_ more: [String]) throws -> (status: Int32, output: String) {
                try Self.run(
                    "/usr/bin/curl",
                    ["-sS", "--max-time", "10", "--cacert", folder + "/ca.pem", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"] + more
                        + [
                            "-H", "Authorization: Bearer " + token, "-H", "Sextant-Purpose: borderCheck",
                            "https://localhost:\(port)/v1/notes",
                        ])
            }
            let (second, first, old) = (try ask(["--http2"]), try ask(["--http1.1"]), try ask(["--tls-max", "1.2"]))
            #expect(second.output == "2 200")
            #expect(first.output == "1.1 200")
            #expect(old.status != 0)
            let long = try ask(["--http1.1", "-H", "X-Long: " + String(repeating: "a", count: 20_000)])
            #expect(long.output != "1.1 200")
        }
    }

    @Test("Who connects and says nothing is not waited for, and who has shaken hands is")
    func silent() async throws {
        let folder = try Self.certificates()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = try await APIBench {
            $0.tls = TLSSettings(certificateChainFile: folder + "/server.pem", privateKeyFile: folder + "/server.key")
            $0.port = 0
            $0.handshakeMillisecondsMax = 500
        }
        try await Self.serve(bench) { port in
            // The shell's end of the connection ends when the server closes it; 124 would say that it did not within 30 s.
            let closed = try Self.run("/usr/bin/timeout", ["30", "/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); cat <&3"])
            #expect(closed.status != 124)
            let kept = try Self.run(
                "/bin/bash",
                [
                    "-c",
                    "(sleep 2; printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n'; sleep 3) | /usr/bin/timeout 30 "
                        + "/usr/bin/openssl s_client -quiet -CAfile \(folder)/ca.pem -connect 127.0.0.1:\(port) 2>/dev/null",
                ])
            #expect(kept.output.hasPrefix("HTTP/1.1 200"), "\(kept.output)")
        }
    }

    @Test("With mutual TLS nobody without a certificate gets as far as a question")
    func mutual() async throws {
        let folder = try Self.certificates()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = try await APIBench {
            $0.tls = TLSSettings(
                certificateChainFile: folder + "/server.pem", privateKeyFile: folder + "/server.key", clientCAFile: folder + "/ca.pem")
            $0.port = 0
        }
        try await Self.serve(bench) { port in
            func ask(_ more: [String]) throws -> (status: Int32, output: String) {
                try Self.run(
                    "/usr/bin/curl",
                    ["-sS", "--max-time", "10", "--cacert", folder + "/ca.pem", "-o", "/dev/null", "-w", "%{http_code}"] + more
                        + ["-H", "Sextant-Purpose: borderCheck", "https://localhost:\(port)/v1/notes"])
            }
            let nobody = try ask([])
            #expect(nobody.status != 0)
            // A certificate that the administration does not know names nobody.
            let unknown = try ask(["--cert", folder + "/client.pem", "--key", folder + "/client.key"])
            #expect(unknown.output == "401")
        }
    }
}
