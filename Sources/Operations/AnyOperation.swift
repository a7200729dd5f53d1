import Access
import Wire

/// An operation without its types: what routes, descriptions and consoles work with.
public struct AnyOperation: Sendable {
    public let about: OperationDescription
    public let input: Schema
    public let output: Schema
    /// Forms besides JSON.
    public let formats: [MessageFormat]
    public let run: @Sendable (OperationRequest, Runner) async throws(Refusal) -> OperationReply

    public init<Op: Operation>(_ operation: Op, formats: [MessageFormat] = []) {
        self.formats = formats
        about = operation.about
        input = Op.Input.schema
        output = Op.Output.schema
        run = { (request, runner) async throws(Refusal) in try await runner.run(operation, request) }
    }
}

/// All operations of an installation; the policy and the API are made from this list.
public struct OperationCatalogue: Sendable {
    public let operations: [AnyOperation]
    private let byID: [String: AnyOperation]

    public init(_ operations: [AnyOperation]) {
        self.operations = operations
        byID = Dictionary(operations.map { ($0.about.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(id: String) -> AnyOperation? { byID[id] }

    public func policy(concealments: [Concealment]) -> AccessPolicy {
        AccessPolicy(grants: operations.flatMap(\.about.grants), concealments: concealments)
    }
}
