import Access
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
import Identity
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Operations
import Registry
import ServiceLifecycle
import Wire

/// How the server listens and what it allows.
public struct ServerSettings: Sendable {
    public var host = "127.0.0.1"
    /// 0 lets the system choose.
    public var port = 8080
    public var tls: TLSSettings?
    /// Largest request body, in bytes.
    public var bodyBytesMax = 1 << 20
    /// Longest time for one reply, in milliseconds; what is not ready then is refused with `timed-out`.
    public var replyMillisecondsMax: Int64 = 10_000
    /// Requests a second that one authority may send on the average, and at once.
    public var requestsPerSecond = 5_000.0
    public var requestsAtOnce = 10_000.0
    /// The same for everybody who has shown no credential, per address.
    public var unauthenticatedPerSecond = 50.0
    /// Connections held at once; who comes then waits until one is closed.
    public var connectionsMax = 4_096
    /// Longest time for a TLS handshake, in milliseconds; a connection that is not through it then is closed.
    public var handshakeMillisecondsMax: Int64 = 10_000
    /// Said in every reply of a sandbox.
    public var isSandbox = false
    public init() {}
}

/// TLS 1.3 with the server's certificate; with `clientCA` every client must show a certificate signed by it.
public struct TLSSettings: Sendable {
    public var certificateChainFile: String
    public var privateKeyFile: String
    public var clientCAFile: String?
    public init(certificateChainFile: String, privateKeyFile: String, clientCAFile: String? = nil) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
        self.clientCAFile = clientCAFile
    }

    func configuration() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(certificateChainFile).map { NIOSSLCertificateSource.certificate($0) }
        let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: privateKeyFile, format: .pem))
        // TLS from configuration alone would not verify client certificates: mutual TLS is its own constructor.
        var configuration =
            if let clientCAFile {
                TLSConfiguration.makeServerConfigurationWithMTLS(
                    certificateChain: chain, privateKey: key, trustRoots: .file(clientCAFile))
            } else {
                TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
            }
        configuration.minimumTLSVersion = .tlsv13
        return configuration
    }
}

/// A page or document beside the operations: the console's pages, `/openapi.json`, `/healthz`.
public struct PlainRoute: Sendable {
    public let method: HTTPRequest.Method
    public let path: String
    /// A route that browsers and monitors call without a token.
    public let respond: @Sendable (PlainRequest) async throws -> Response
    public init(
        _ method: HTTPRequest.Method, _ path: String,
        respond: @escaping @Sendable (PlainRequest) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.respond = respond
    }
}

public struct PlainRequest: Sendable {
    public let request: Request
    /// Values of the path's braces.
    public let parameters: [String: String]
    public let body: [UInt8]
    public let requestID: String

    /// The browser says that a page of another site sent it.
    public var isOfAnotherSite: Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else { return false }
        return !["same-origin", "none"].contains(site)
    }
}

/// The HTTP face of an installation.
public struct Server: Sendable {
    public let settings: ServerSettings
    let responder: SextantResponder
    let services: [any Service]
    let logger: Logger

    public init(
        settings: ServerSettings, catalogue: OperationCatalogue, runner: Runner, authenticator: any Authenticator,
        health: any HealthSource, metrics: Metrics = Metrics(), pages: [PlainRoute] = [], services: [any Service] = [],
        title: String = "Sextant", version: String, logger: Logger
    ) {
        self.settings = settings
        self.services = services
        self.logger = logger
        let description = OpenAPIDocument(
            title: title, version: version, operations: catalogue.operations, isSandbox: settings.isSandbox)
        var table = RouteTable()
        for operation in catalogue.operations { table.add(operation) }
        let standing =
            DescriptionRoutes.all(description, policy: runner.policy) + HealthRoutes.all(health, metrics: metrics)
            + authenticator.routes
        for page in standing + pages { table.add(page) }
        responder = SextantResponder(
            settings: settings, table: table, runner: runner, authenticator: authenticator, metrics: metrics,
            limiter: RateLimiter(perSecond: settings.requestsPerSecond, atOnce: settings.requestsAtOnce),
            strangers: RateLimiter(
                perSecond: settings.unauthenticatedPerSecond, atOnce: settings.unauthenticatedPerSecond * 4))
    }

    /// Lets tasks run on the threads that read and write the connections, so that a request need not change threads between
    /// being read, worked on and answered. For the whole process, once, before serving. Nothing here blocks in a task: the
    /// store reads and commits on threads of its own. False where the platform does not let it be.
    @discardableResult
    public static func runTasksOnEventLoops() -> Bool {
        NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
    }

    /// Serves until cancelled or told to shut down; requests under way are finished first.
    public func application(
        onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let http1 = HTTP1Channel.Configuration(
            idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
        let builder: HTTPServerBuilder
        if let tls = try settings.tls?.configuration() {
            let limit = TimeAmount.milliseconds(settings.handshakeMillisecondsMax)
            builder = HTTPServerBuilder { responder in
                HandshakeDeadline(
                    base: try HTTP2UpgradeChannel(
                        tlsConfiguration: tls, configuration: .init(idleTimeout: .seconds(75), streamConfiguration: http1),
                        responder: responder),
                    limit: limit)
            }
        } else {
            builder = .http1(configuration: http1)
        }
        return Application(
            responder: responder, server: builder,
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "sextant",
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionsMax, logger: logger)),
            services: services,
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? 0) }, logger: logger)
    }
}
