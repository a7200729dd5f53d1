import Identity
import Registry
import Wire

/// What a person says, apart from the request that is kept as written record, where the act has it erased with the decision: every version of
/// a record goes with it, and those of the request stay.
public struct RequestStatement<Owner: RightsOwner>: RecordValue, Hashable {
    public static var kind: RecordKind { RecordKind(Owner.system, "requestStatement") }

    public var request = RecordID(high: 0, low: 0)
    public var text = ""
    public init() {}

    public static var wireName: String { Owner.rightsSchemaPrefix + "RequestStatement" }
    public static var meaning: String { "What a person says in a request." }
    public static var fields: [Field<Self>] {
        [
            .required("request", \.request, "The request."),
            .required("text", \.text, "What the person says.", limits: .text(.init(length: 1...4000))),
        ]
    }

    public static var requestKey: String { "request" }
    public var projection: Projection { Projection(keys: [RecordKey(Self.requestKey, request.description, unique: true)]) }
}

extension Reader {
    /// What the person says in a request; `nil` where it stands in the request itself, or is gone.
    func statement<Owner: RightsOwner>(of request: RecordID, _ owner: Owner.Type) throws -> Recorded<RequestStatement<Owner>>? {
        guard Owner.erasesStatement else { return nil }
        return try values(RequestStatement<Owner>.self, key: RequestStatement<Owner>.requestKey, value: request.description).first
    }
}
