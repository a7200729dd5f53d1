import Access
import Identity
import Operations
import Registry
import Wire

/// Shows the facial image of an application (Articles 18(4)(b), 19(2)(b), 20(2)(c), 21(2)(c), 22(2)(c), 22g(2)(d), 22o(5)).
public struct ReadApplicantImage: Query {
    public init() {}
    public typealias Input = ApplicationReference

    public let about = OperationDescription.vis(
        "readFacialImage", "Show a facial image", "The facial image of an application file.", article: "18(4)(b), 19(2)(b), 20(2)(c)",
        .read, .GET, "/applications/{application}/facial-image", data: .visaFacialImage,
        grants: VISGrants.readers.filter { $0.data.contains(.visaFacialImage) }, refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var facialImage: ApplicantImage?
        public init() {}
        public static let wireName = "ApplicantImageShown"
        public static let meaning = "The facial image of an applicant."
        public static let fields: [Field<Output>] = [
            .required("application", \.application, "The application file."),
            .optional("facialImage", \.facialImage, "The image; absent where none is held."),
        ]
    }

    public func demand(_ input: ApplicationReference, facts: FactReader) throws -> Demand {
        Demand(data: .visaFacialImage, conditions: try facts.visConditions())
    }

    public func answer(_ input: ApplicationReference, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let file = try reader.require(ApplicationFile.self, input.application)
        guard !LongResidence.closes(file.value, to: context.caller.kind, for: context.case.purpose, on: context.today),
            !EnforcementRule.protects(file.value, from: context.caller.kind, for: context.case.purpose, on: context.today)
        else { throw Refusal(.notFound, "there is no applicationFile with this identifier") }
        var output = Output()
        output.application = file.id
        output.facialImage = try reader.values(ApplicantSamples.self, key: VISKey.application, value: file.id.description)
            .first?.value.facialImage
        return Answer(output, log: LogDetails(records: [file.id], results: [.VIS: 1]))
    }
}

/// Facial images and fingerprints of children below the age of 14 serve law enforcement only for children who are victims or missing
/// (Articles 22o(6), 22r(6)), which is what access under Article 22p is for.
enum EnforcementRule {
    static let ageMin = 14

    static func protects(_ file: ApplicationFile, from authority: AuthorityKind, for purpose: Purpose, on day: Day) -> Bool {
        guard authority == .designated || authority == .europol, purpose != .missingPersonIdentification else { return false }
        return (file.identity.dateOfBirth?.greatestAge(on: day) ?? 199) < ageMin
    }
}
