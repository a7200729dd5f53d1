import Access
import Identity
import Operations
import Registry
import Wire

/// Sources that did not answer are asked again (Article 20(2)). The Central Unit does it; so may a job in its name.
public struct ResumeProcessing: Operation {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }
    public typealias Input = ApplicationReference

    public let about = OperationDescription.etias(
        "resumeProcessing", "Ask silent sources again",
        "Asks the sources that have not answered yet, and goes on with the application where all have.",
        article: "20(2)", .update, .PUT, "/applications/{application}/automated-processing", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate], refusals: [.notFound, .wrongStage, .conflict], needsVersion: false)

    public func perform(_ input: ApplicationReference, at desk: Desk) async throws(Refusal) -> Outcome<StepReply> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: data) }
        let context = desk.context(under: mandate)
        let dossier = try await desk.read(under: mandate) { reader in try ApplicationDossier(input.application, from: reader) }
        let file = dossier.file.value
        guard file.status == .requested, !file.unanswered.isEmpty else {
            throw Refusal(.wrongStage, "every source has answered", article: "ETIAS 20(2)")
        }
        let answers = await ports.sources.ask(SourceQuery(file.form, ipAddress: file.ipAddress), only: Set(file.unanswered))
        var step = Proceeding(dossier, in: context)
        step.file.hits += answers.hits
        step.file.unanswered = answers.unanswered
        step.tellSIRENE(answers.alerts)
        step.proceed()
        return Outcome(
            StepReply(step), under: mandate, changes: step.allChanges, version: step.nextVersion, notices: step.notices,
            log: LogDetails(records: [step.id]))
    }
}
