import Access
import Crypto
import Foundation
import Hummingbird
import JWTKit
import Operations
import Synchronization
import Wire

/// What the administration's records say of those who may ask. Looked up on every request, so that a revoked
/// authority is out at once.
public protocol AuthorityDirectory: Sendable {
    /// `nil` where there is none, or it is out of service.
    func authority(_ id: String) -> DirectoryEntry?
    func client(_ id: String) -> ClientEntry?
    /// - Parameter fingerprint: SHA-256 of the certificate's DER, lower-case hexadecimal.
    func certificate(fingerprint: String) -> ClientEntry?
}

public struct DirectoryEntry: Sendable, Hashable {
    public let id: String
    public let kind: AuthorityKind
    public let memberState: String?
    public let standing: Set<Access.Condition>
    public init(id: String, kind: AuthorityKind, memberState: String?, standing: Set<Access.Condition>) {
        self.id = id
        self.kind = kind
        self.memberState = memberState
        self.standing = standing
    }
}

/// A program or user that may ask in an authority's name.
public struct ClientEntry: Sendable, Hashable {
    public let id: String
    public let authority: String
    public let user: String
    /// SHA-256 of the secret. Secrets are 256 random bits that Sextant makes itself, so a plain digest is enough.
    public let secretDigest: [UInt8]
    public init(id: String, authority: String, user: String, secretDigest: [UInt8]) {
        self.id = id
        self.authority = authority
        self.user = user
        self.secretDigest = secretDigest
    }
}

/// Gives and reads access tokens: JWT signed with Ed25519, from the OAuth 2.0 client-credentials grant (RFC 6749 4.4), or
/// made with the key file by `sextant token`. A certificate of mutual TLS names its authority without a token.
public actor TokenService: Authenticator {
    struct Claims: JWTPayload {
        var iss: IssuerClaim
        var sub: SubjectClaim
        /// The authority in whose name the user asks.
        var authority: String
        /// The client that showed its secret; absent from tokens that were made with the key file.
        var client: String?
        var exp: ExpirationClaim
        var iat: IssuedAtClaim
        func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
    }

    /// What a token says, once its signature is checked.
    private struct Read: Sendable {
        var user: String
        var authority: String
        var client: String?
        var expires: Date
    }

    public static let issuer = "sextant"
    private let keys: JWTKeyCollection
    private nonisolated let directory: any AuthorityDirectory
    private nonisolated let lifetimeSeconds: Int
    private nonisolated let publicKey: [UInt8]
    /// Signatures are checked once for each token; what may change, whether client and authority are in service, is looked
    /// up every time.
    private nonisolated let cache = Mutex<[String: Read]>([:])

    /// - Parameter privateKey: 32 bytes, the seed of an Ed25519 key.
    public init(privateKey: [UInt8], directory: any AuthorityDirectory, lifetimeSeconds: Int = 3600) async throws {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
        let url = { (bytes: Data) in
            bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        publicKey = Array(key.publicKey.rawRepresentation)
        keys = JWTKeyCollection()
        let pair = try EdDSA.PrivateKey(d: url(key.rawRepresentation), curve: .ed25519)
        await keys.add(eddsa: pair, kid: "sextant-1")
        self.directory = directory
        self.lifetimeSeconds = lifetimeSeconds
    }

    /// - Parameter client: the client whose withdrawal ends the token at once; `nil` binds it to the authority alone.
    public func token(
        user: String, authority: String, client: String? = nil, lifetimeSeconds: Int? = nil
    ) async throws -> String {
        let now = Date()
        return try await keys.sign(
            Claims(
                iss: .init(value: TokenService.issuer), sub: .init(value: user), authority: authority, client: client,
                exp: .init(value: now.addingTimeInterval(Double(lifetimeSeconds ?? self.lifetimeSeconds))),
                iat: .init(value: now)), kid: "sextant-1")
    }

    /// The token of a client that shows its secret.
    public nonisolated func token(client id: String, secret: String) async throws(Refusal) -> String {
        let digest = Array(SHA256.hash(data: Array(secret.utf8)))
        guard let client = directory.client(id), TokenService.equal(client.secretDigest, digest),
            directory.authority(client.authority) != nil
        else { throw Refusal(.unauthenticated, "no client in service has this secret") }
        do {
            return try await token(user: client.user, authority: client.authority, client: client.id)
        } catch {
            throw Refusal(.unavailable, "no token can be signed")
        }
    }

    public nonisolated func caller(token: String?, certificate: [UInt8]?) async throws(Refusal) -> Caller {
        let user: String
        let authority: String
        if let token {
            let read = try await read(token)
            if let id = read.client {
                // A client that was withdrawn, or moved to another authority, has no token any more.
                guard let client = directory.client(id), client.authority == read.authority else {
                    throw Refusal(.unauthenticated, "the client is no longer in service")
                }
            }
            (user, authority) = (read.user, read.authority)
        } else if let certificate {
            let fingerprint = SHA256.hash(data: certificate).map { String(format: "%02x", $0) }.joined()
            guard let entry = directory.certificate(fingerprint: fingerprint) else {
                throw Refusal(.unauthenticated, "the certificate is registered for no authority")
            }
            (user, authority) = (entry.user, entry.authority)
        } else {
            throw Refusal(.unauthenticated, "send a token in Authorization: Bearer")
        }
        guard let entry = directory.authority(authority) else {
            throw Refusal(.unauthenticated, "the authority is not registered or no longer in service")
        }
        return Caller(
            authority: entry.id, kind: entry.kind, memberState: entry.memberState, user: user, standing: entry.standing)
    }

    private nonisolated func read(_ token: String) async throws(Refusal) -> Read {
        guard token.utf8.count <= 4096 else { throw Refusal(.unauthenticated, "the token cannot be read") }
        if let known = cache.withLock({ $0[token] }), known.expires > Date() { return known }
        do {
            let claims = try await keys.verify(token, as: Claims.self)
            guard claims.iss.value == TokenService.issuer else { throw Refusal(.unauthenticated, "another issuer's token") }
            let read = Read(
                user: claims.sub.value, authority: claims.authority, client: claims.client, expires: claims.exp.value)
            cache.withLock { cache in
                if cache.count >= 10_000 { cache.removeAll() }
                cache[token] = read
            }
            return read
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.unauthenticated, "the token is not valid or has expired")
        }
    }

    // MARK: - OAuth 2.0

    public nonisolated var routes: [PlainRoute] {
        [
            PlainRoute(.post, "/oauth/token") { [self] request in try await grant(request) },
            PlainRoute(.get, "/oauth/keys") { [publicKey] _ in
                let x = Data(publicKey).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                    .replacing("=", with: "")
                let key = JSON.object([
                    "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "sextant-1", "x": .string(x),
                ])
                return Response.text(JSON.object(["keys": .array([key])]).compact, type: "application/json")
            },
        ]
    }

    /// Longest form, in bytes: nobody known is asking yet.
    private static let formBytesMax = 16 << 10

    private nonisolated func grant(_ request: PlainRequest) async throws -> Response {
        guard request.body.count <= TokenService.formBytesMax else {
            return TokenService.oauthError("invalid_request", status: .badRequest)
        }
        var form: [String: String] = [:]
        for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
            if parts.count == 2 { form[parts[0]] = parts[1] }
        }
        guard form["grant_type"] == "client_credentials" else {
            return TokenService.oauthError("unsupported_grant_type", status: .badRequest)
        }
        var (id, secret) = (form["client_id"] ?? "", form["client_secret"] ?? "")
        if let basic = request.request.headers[.authorization], basic.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(basic.dropFirst(6)))
        {
            let parts = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1).map(String.init)
            if parts.count == 2 { (id, secret) = (parts[0], parts[1]) }
        }
        let token: String
        do { token = try await self.token(client: id, secret: secret) } catch {
            return TokenService.oauthError("invalid_client", status: .unauthorized)
        }
        return Response.text(
            JSON.object([
                "access_token": .string(token), "token_type": "Bearer", "expires_in": .integer(Int64(lifetimeSeconds)),
            ]).compact, type: "application/json")
    }

    private static func oauthError(_ code: String, status: HTTPResponse.Status) -> Response {
        Response.text(JSON.object(["error": .string(code)]).compact, type: "application/json", status: status)
    }

    /// Takes the same time wherever the difference is.
    private static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
