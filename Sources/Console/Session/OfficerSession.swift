import Access
import Crypto
import Foundation
import Hummingbird

/// Who sits at the screen. The session is the access token in a cookie that scripts cannot read and other sites cannot
/// send; nothing is kept on the server, so that a revoked authority is out with its next request.
struct OfficerSession: Sendable {
    var caller: Caller
    /// The composition's officer for demonstrations, who does not sign in.
    var isDemo: Bool
}

/// The two cookies: the session, and a random value that forms are bound to.
struct ConsoleCookies: Sendable {
    static let session = "sextant_session"
    static let form = "sextant_form"

    private(set) var token: String?
    /// Binds forms to this browser, signed in or not.
    private(set) var nonce: String
    /// The browser has not got the nonce yet.
    let isFresh: Bool

    init(_ request: Request) {
        var token: String?
        var nonce: String?
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = trimmed(String(pair)).split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                if parts[0] == ConsoleCookies.session, parts[1].utf8.count <= 4096 { token = String(parts[1]) }
                if parts[0] == ConsoleCookies.form, parts[1].utf8.count == 32, parts[1].utf8.allSatisfy({ isHexadecimal($0) }) {
                    nonce = String(parts[1])
                }
            }
        }
        self.token = token
        isFresh = nonce == nil
        self.nonce = nonce ?? ConsoleCookies.random()
    }

    private static func random() -> String {
        hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// The value that every form carries. Without the key nobody can make one, and without the cookie none fits.
    func formToken(_ key: SymmetricKey) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("\(nonce)|\(token ?? "")".utf8), using: key))
    }

    func accepts(formToken sent: String, _ key: SymmetricKey) -> Bool {
        let (a, b) = (Array(sent.utf8), Array(formToken(key).utf8))
        // Takes the same time wherever the difference is.
        return a.count == b.count && zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func header(_ name: String, _ value: String, isSecure: Bool, isOver: Bool = false) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "") + (isOver ? "; Max-Age=0" : "")
    }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

private func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
