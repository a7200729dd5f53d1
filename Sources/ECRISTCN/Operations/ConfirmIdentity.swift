import Access
import Identity
import Operations
import Registry
import Wire

/// Confirms by the face the identity of somebody whom a search has identified (Article 6(1)). The face finds nobody: without
/// such a search in the same case there is no comparison.
public struct ConfirmIdentity: Operation {
    let ports: ECRISTCNPorts
    public init(_ ports: ECRISTCNPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ecrisTCN(
        "confirmIdentity", "Confirm an identity by the face",
        "Compares a facial image with that of a record which a search in the same case has identified.",
        article: "6(1)", .read, .POST, "/records/{record}/confirmations", data: .dataRecord,
        grants: [ECRISTCNGrants.read, ECRISTCNGrants.agencyRead], refusals: [.notFound, .notIdentified, .noFacialImage])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var facialImage = FaceOfConvict()
        public init() {}
        public static let wireName = "ConfirmConvictIdentity"
        public static let meaning = "A face, and the record that it may be of."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."), .required("facialImage", \.facialImage, "The face."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var result = Result.notAvailable
        public init() {}
        public enum Result: String, CaseIterable, Sendable, WireChoice {
            case match, nonMatch, notComparable, notAvailable
        }
        public static let wireName = "ConvictIdentityConfirmation"
        public static let meaning = "What the comparison came to."
        public static let fields: [Field<Output>] = [
            .required("result", \.result, "Whether the faces are of one person.")
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .dataRecord) }
        let (caller, reference) = (desk.caller, desk.case)
        let face = try await desk.read(under: mandate) { reader in
            guard try reader.hasIdentified(input.record, caller: caller, case: reference) else {
                throw Refusal(.notIdentified, "search first, in the same case", article: "816 6(1)")
            }
            _ = try reader.require(DataRecord.self, input.record)
            return try reader.values(RecordSamples.self, key: ECRISTCNKey.record, value: input.record.description)
                .first?
                .value.facialImage
        }
        guard let face else { throw Refusal(.noFacialImage, "the record has no facial image") }
        var output = Output()
        output.result =
            switch await ports.comparison(input.facialImage.template, face.template) {
            case .match: .match
            case .nonMatch: .nonMatch
            case .notComparable: .notComparable
            case .notAvailable: .notAvailable
            }
        return Outcome(output, under: mandate, log: LogDetails(records: [input.record], keys: [.face]))
    }
}

extension RefusalKind {
    public static let noFacialImage = RefusalKind(
        "ecris-tcn/no-facial-image", 409, "The record has no facial image", article: "816 6(1)")
}
