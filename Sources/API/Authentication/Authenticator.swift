import Access
import Operations

/// Finds out who is asking, from a token or a client certificate, as the administration's records know them.
public protocol Authenticator: Sendable {
    /// - Parameters:
    ///   - token: what followed `Bearer`; `nil` without an `Authorization` header.
    ///   - certificate: the verified client certificate in DER; `nil` without mutual TLS.
    /// - Throws: `Refusal` `unauthenticated` where neither names an authority in service.
    func caller(token: String?, certificate: [UInt8]?) async throws(Refusal) -> Caller
    /// The token endpoint and the public keys.
    var routes: [PlainRoute] { get }
}
