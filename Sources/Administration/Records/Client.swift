import Operations
import Registry
import Wire

/// A user or program that may ask in an authority's name, with a secret (OAuth 2.0 client credentials).
public struct Client: AdministrationRecord {
    public static let kind = RecordKind(.administration, "client")
    public static let collection = "clients"
    public static let noun = "client"

    public var name = ""
    public var authority = ""
    public var user = ""
    /// SHA-256 of the secret, hexadecimal; never shown.
    public var secretDigest = ""
    public var withdrawn = false

    public init() {}
    public static let meaning = "A user or program of an authority."
    public static let fields: [Field<Client>] = [
        .required("name", \.name, "Client identifier.", limits: .text(.init(length: 2...60))),
        .required("authority", \.authority, "Authority in whose name it asks.", limits: .text(.init(length: 2...40))),
        .required("user", \.user, "Who it is in the log.", limits: .text(.init(length: 1...100))),
        .required(
            "secretDigest", \.secretDigest,
            "SHA-256 of the client's secret in hexadecimal; the secret itself stays with the client. Shown as zeros, which in an amendment leave it as it is.",
            limits: .text(.init(length: 64...64, pattern: "^[0-9a-f]{64}$"))),
        .defaulted("withdrawn", \.withdrawn, to: false, "Out of service."),
    ]
    private static let hidden = String(repeating: "0", count: 64)
    public var shown: Client {
        var client = self
        client.secretDigest = Client.hidden
        return client
    }
    public func amending(_ standing: Client) -> Client {
        guard secretDigest == Client.hidden else { return self }
        var client = self
        client.secretDigest = standing.secretDigest
        return client
    }
    public var namedAuthority: String? { authority }
    public var contradiction: Refusal? {
        secretDigest.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            ? nil : Refusal(.contradiction, "a digest is 64 hexadecimal digits", pointer: "/secretDigest")
    }
}

/// A client certificate and the authority it stands for (mutual TLS).
public struct ClientCertificate: AdministrationRecord {
    public static let kind = RecordKind(.administration, "certificate")
    public static let collection = "certificates"
    public static let noun = "certificate"

    /// SHA-256 of the certificate in DER, hexadecimal.
    public var name = ""
    public var authority = ""
    public var user = ""
    public var withdrawn = false

    public var namedAuthority: String? { authority }

    public init() {}
    public static let meaning = "A client certificate and the authority it stands for."
    public static let fields: [Field<ClientCertificate>] = [
        .required(
            "name", \.name, "SHA-256 of the certificate in DER, hexadecimal.", limits: .text(.init(length: 64...64, pattern: "^[0-9a-f]{64}$"))),
        .required("authority", \.authority, "Authority it stands for.", limits: .text(.init(length: 2...40))),
        .required("user", \.user, "Who it is in the log.", limits: .text(.init(length: 1...100))),
        .defaulted("withdrawn", \.withdrawn, to: false, "Out of service."),
    ]
}
