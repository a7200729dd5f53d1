import Access
import Identity
import Operations
import Registry
import Wire

/// Consults an application file (Articles 15(3), 18(4)–(5), 19(2), 20(2), 21(2), 22(2), 22g–22k, 22o(5), 22p(3), 22r(5)). Only what
/// the right covers is filled in.
public struct ReadVisaApplication: Query {
    public init() {}
    public typealias Input = ApplicationReference
    public typealias Output = VisaApplicationView

    public let about = OperationDescription.vis(
        "readApplication", "Read an application file", "Shows of a file what the asker's right covers.",
        article: "15(3), 18(4), 19(2), 20(2), 21(2), 22(2)", .read, .GET, "/applications/{application}", grants: VISGrants.readers,
        refusals: [.notFound])

    public func demand(_ input: ApplicationReference, facts: FactReader) throws -> Demand {
        let visa = try facts.applicationGroup(input.application) == .applicationFile
        return Demand(data: visa ? .applicationFile : .longStayDocument, conditions: try facts.visConditions())
    }

    public func answer(
        _ input: ApplicationReference, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<VisaApplicationView> {
        let file = try reader.require(ApplicationFile.self, input.application)
        guard !LongResidence.closes(file.value, to: context.caller.kind, for: context.case.purpose, on: context.today) else {
            throw Refusal(.notFound, "there is no applicationFile with this identifier")
        }
        var view = VisaApplicationView(
            file, links: try ApplicationLinks(of: file.id, file.value, from: reader), visible: context.visible,
            processing: file.owner == context.caller.memberState)
        view.processingRestricted = try reader.isRestricted(file.id, VISTasks.self)
        return Answer(view, version: file.version, log: LogDetails(records: [file.id], results: [.VIS: 1]))
    }
}
