import Access
import Identity
import Operations
import Registry
import Wire

/// Asks the sources once more that gave no answer when a file was created (Articles 9a(3), 22b(2)).
public struct RepeatQueries: Operation {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = ApplicationReference
    public typealias Output = ApplicationCreated

    public let about = OperationDescription.vis(
        "repeatQueries", "Repeat automated queries", "Asks the sources that have not answered yet.", article: "9a(3), 22b(2)",
        .update, .POST, "/applications/{application}/queries",
        grants: [VISGrants.visaUpdate, VISGrants.longStayUpdate, VISGrants.permitUpdate],
        refusals: [.notFound, .nothingPending, .conflict], needsVersion: false, consequences: [.create])

    public func perform(_ input: ApplicationReference, at desk: Desk) async throws(Refusal) -> Outcome<ApplicationCreated> {
        let mandate = try await desk.mandate(for: about) { facts in try facts.changeDemand(of: input.application) }
        let context = desk.context(under: mandate)
        let (recorded, samples) = try await desk.read(under: mandate) { reader in
            let dossier = try ApplicationDossier(input.application, from: reader)
            return (dossier.file, dossier.samples?.value)
        }
        let pending = recorded.value.queries?.pending ?? []
        guard !pending.isEmpty else { throw Refusal(.nothingPending, "every source has answered") }
        let file = recorded.value
        let question = SourceQuestion(
            identity: file.identity.person, documents: file.documents.map(\.document),
            templates: (samples?.faceTemplates ?? []) + (samples?.fingerprints.map(\.template) ?? []), memberState: recorded.owner,
            sort: file.sort, arrival: file.form.arrival, departure: file.form.departure, stayDays: file.form.stayDays)
        let answers = await ports.sources.answers(from: pending, to: question)
        var updated = recorded
        updated.value.queries?.pending = pending.filter { answers[$0] == nil }
        let rule = HitRule(sort: file.sort, euFamily: file.form.euFamily, memberState: recorded.owner)
        let started = updated.value.add(rule.sorted(answers.sorted { $0.key < $1.key }.flatMap(\.value)), to: recorded.id, in: context)
        return Outcome(
            ApplicationCreated(recorded.id, updated.value, consulted: []), under: mandate, changes: [updated.update] + started,
            version: recorded.version + 1, log: LogDetails(records: [recorded.id] + started.map(\.id)))
    }
}

/// Names an application file.
public struct ApplicationReference: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ application: RecordID) { self.application = application }
    public static let meaning = "An application file."
    public static let fields: [Field<ApplicationReference>] = [.required("application", \.application, "The application file.")]
}

extension FactReader {
    /// The demand of a change of an application file: the group depends on what was applied for.
    func changeDemand(of id: RecordID) throws -> Demand {
        Demand(data: try applicationGroup(id), conditions: try visConditions(of: id))
    }

    /// `longStayFile` for Chapter IIIa, `applicationFile` otherwise.
    func applicationGroup(_ id: RecordID) throws -> DataGroup {
        guard let record = try record(id), record.kind == ApplicationFile.kind else { return .applicationFile }
        return try ApplicationFile(stored: record).sort.isVisa ? .applicationFile : .longStayFile
    }
}

extension RefusalKind {
    static let nothingPending = RefusalKind("vis/nothing-pending", 409, "No source is left to be asked", article: "VIS 9a(3)")
}
