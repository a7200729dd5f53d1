import Crypto
import Foundation
import HTTPTypes
import Operations
import Testing
import Wire

@testable import API

@Suite("Access tokens (RFC 6749, RFC 7519)")
struct TokenTests {
    static func url(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// A token as an attacker would make it.
    static func token(
        header: String = #"{"alg":"EdDSA","kid":"sextant-1","typ":"JWT"}"#, iss: String = "sextant", authority: String = "FR-PAF",
        expires: Double = 3600, seed: [UInt8] = APIBench.seed
    ) throws -> String {
        let now = Date().timeIntervalSince1970
        let claims = #"{"iss":"\#(iss)","sub":"x","authority":"\#(authority)","iat":\#(Int(now)),"exp":\#(Int(now + expires))}"#
        let signed = url(Array(header.utf8)) + "." + url(Array(claims.utf8))
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        return signed + "." + url(try key.signature(for: Array(signed.utf8)))
    }

    @Test("Only a token that Sextant signed, and that has not expired, names anybody")
    func forged() async throws {
        try await APIBench().serve { ask in
            func status(_ token: String) async throws -> Int {
                try await ask(.get, "/v1/notes", nil, ["Authorization": "Bearer " + token]).status
            }
            let good = try Self.token()
            #expect(try await status(good) == 200, "the test's own tokens must be good, or it could not fail")
            #expect(try await status(Self.token(expires: -1)) == 401)
            #expect(try await status(Self.token(seed: [UInt8](repeating: 43, count: 32))) == 401)
            #expect(try await status(Self.token(iss: "somebody")) == 401)
            #expect(try await status(Self.token(authority: "NOBODY")) == 401)
            #expect(try await status(Self.token(header: #"{"alg":"EdDSA","kid":"other"}"#, seed: [UInt8](repeating: 1, count: 32))) == 401)
            let parts = good.split(separator: ".").map(String.init)
            let none = Self.url(Array(#"{"alg":"none"}"#.utf8))
            let symmetric = Self.url(Array(#"{"alg":"HS256","kid":"sextant-1"}"#.utf8))
            // The public key as a secret: the classic confusion of algorithms.
            let publicKey = try Curve25519.Signing.PrivateKey(rawRepresentation: APIBench.seed).publicKey.rawRepresentation
            let mac = HMAC<SHA256>.authenticationCode(for: Array((symmetric + "." + parts[1]).utf8), using: SymmetricKey(data: publicKey))
            let claims = Self.url(Array(#"{"iss":"sextant","sub":"x","authority":"ES-PN","iat":1,"exp":4102444800}"#.utf8))
            for forged in [
                "\(none).\(parts[1]).", "\(none).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(claims).\(parts[2])",
                "\(symmetric).\(parts[1]).\(Self.url(mac))", parts[0], "", ".", "..", "a.b.c", String(repeating: "a", count: 5000),
                String(good.dropLast(4)) + "AAAA",
            ] {
                let reply = try await ask(.get, "/v1/notes", nil, ["Authorization": "Bearer " + forged])
                #expect(reply.status == 401 && reply.code == "unauthenticated", "\(forged.prefix(60))")
            }
            #expect(try await ask(.get, "/v1/notes", nil, ["Authorization": "Basic " + good]).status == 401)
            #expect(try await ask(.get, "/v1/notes", nil, ["Authorization": "bearer " + good]).status == 200)
        }
    }

    /// The secret of a client and its registration.
    static func client(_ id: String, _ secret: String, authority: String = "FR-PAF") -> ClientEntry {
        ClientEntry(id: id, authority: authority, user: "booth", secretDigest: Array(SHA256.hash(data: Array(secret.utf8))))
    }

    @Test("A client gets a token for its secret, and with its withdrawal all its tokens end at once")
    func withdrawn() async throws {
        let bench = try await APIBench()
        bench.directory.set(Self.client("booth-1", "s3cret"), for: "booth-1")
        bench.directory.set(Self.client("booth-2", "other"), for: "booth-2")
        try await bench.serve { ask in
            func grant(_ form: String, _ headers: [String: String] = [:]) async throws -> Asker.Reply {
                try await ask(.post, "/oauth/token", form, headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 })
            }
            let reply = try await grant("grant_type=client_credentials&client_id=booth-1&client_secret=s3cret")
            #expect(reply.status == 200)
            let token = try #require(try reply.json["access_token"]?.text)
            let basic = try await grant(
                "grant_type=client_credentials", ["Authorization": "Basic " + Data("booth-2:other".utf8).base64EncodedString()])
            let second = try #require(try basic.json["access_token"]?.text)
            for wrong in [
                "grant_type=client_credentials&client_id=booth-1&client_secret=wrong", "grant_type=client_credentials",
                "grant_type=client_credentials&client_id=nobody&client_secret=s3cret",
            ] { #expect(try await grant(wrong).status == 401) }
            #expect(try await grant("grant_type=password&client_id=booth-1&client_secret=s3cret").status == 400)

            func status(_ token: String) async throws -> Int {
                try await ask(.get, "/v1/notes", nil, ["Authorization": "Bearer " + token]).status
            }
            #expect(try await status(token) == 200)
            bench.directory.set(nil, for: "booth-1")
            #expect(try await status(token) == 401)
            #expect(try await status(second) == 200, "another client's token goes on")
            // Back in service the old token is good again until it expires, but not for another authority.
            bench.directory.set(Self.client("booth-1", "new", authority: "ES-PN"), for: "booth-1")
            #expect(try await status(token) == 401)
            bench.directory.set(Self.client("booth-1", "new"), for: "booth-1")
            #expect(try await status(token) == 200)
            bench.directory.withdraw(authority: "FR-PAF")
            #expect(try await status(token) == 401)
        }
    }

    @Test("A form that is longer than any is not taken apart for whoever sends it")
    func longForm() async throws {
        let bench = try await APIBench { $0.bodyBytesMax = 1 << 18 }
        try await bench.serve { ask in
            let form = "grant_type=client_credentials" + String(repeating: "&a=b", count: 8000)
            let reply = try await ask(.post, "/oauth/token", form, ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(reply.status == 400 && reply.text.contains("invalid_request"), "\(reply.text)")
        }
    }

    @Test("The public key that verifies tokens is published")
    func publicKey() async throws {
        try await APIBench().serve { ask in
            let key = try await ask(.get, "/oauth/keys", nil, ["Authorization": ""]).json["keys"]?.elements?.first
            let expected = try Curve25519.Signing.PrivateKey(rawRepresentation: APIBench.seed).publicKey.rawRepresentation
            #expect(key?["x"]?.text == Self.url(expected) && key?["kid"]?.text == "sextant-1")
        }
    }
}
