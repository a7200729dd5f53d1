import Access
import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of the VIS: erasure of a file with everything that hangs on it and of the links to it (Article 23(1)–(2)),
/// and of a child's samples (23(3)).
public struct VISSweep: DueRule {
    public init() {}
    public let kinds: [RecordKind] = [ApplicationFile.kind]

    public func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        let dossier = try ApplicationDossier(record.id, from: reader)
        switch due.action {
        case .erase:
            guard dossier.file.value.term.eraseOn <= context.today else { break }
            return Decision(Nothing(), changes: dossier.erasure(article: due.article))
        case .act:
            guard let term = dossier.file.value.childSamplesTerm, term.eraseOn <= context.today else { break }
            return Decision(Nothing(), changes: VISSweep.withoutSamples(dossier, article: due.article))
        case .review, .notice: break
        }
        return Decision(Nothing(), changes: [])
    }

    /// The file without fingerprints and facial image; a scan of the document stays as long as the file.
    static func withoutSamples(_ dossier: ApplicationDossier, article: String) -> [Change] {
        var file = dossier.file
        file.value.facialImage = nil
        if file.value.fingerprints.mark != .absent { file.value.fingerprints = FingerprintField(mark: .erased) }
        var changes = [file.update]
        if var samples = dossier.samples {
            (samples.value.facialImage, samples.value.fingerprints) = (nil, [])
            changes.append(samples.value.isEmpty ? .erase(samples.id, expected: samples.version, article: article) : samples.update)
        }
        return changes
    }
}

/// What silence means for the clocks of the VIS (Articles 9e(4)–(5), 9g(4) and (7), 16; Visa Code, Article 22(2)).
struct VISSilence: Sendable {
    let ports: VISPorts

    func lapse(
        _ task: Recorded<LegalTask<VISTasks>>, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        let mail = VISMail(ports, context)
        switch VISTasks.Step(rawValue: task.value.step) {
        case .consultationOpinion:
            guard let file = try reader.value(ApplicationFile.self, task.value.about) else { break }
            return Decision(
                Nothing(), changes: [],
                notices: [
                    mail.message(
                        .expired, to: file.owner, about: file.id,
                        "\(task.value.memberState ?? "-") has not replied on application \(file.value.number) in seven days: no grounds for objecting."
                    )
                ])
        case .reasonedOpinion:
            guard let verification = try reader.value(HitVerification.self, task.value.about) else { break }
            return try withoutOpinion(verification, mail, reader)
        case .europolOpinion:
            guard var verification = try reader.value(HitVerification.self, task.value.about), verification.value.europol == nil else {
                break
            }
            verification.value.europol = EuropolOpinion(objection: false, reasons: nil, bySilence: true)
            return Decision(Nothing(), changes: [verification.update])
        case .verifyHit, .messageReply, .linkAnswer, .sireneFollowUp, .reviewIndicator, nil: break
        }
        return Decision(Nothing(), changes: [])
    }

    /// No opinion in time: no grounds for objecting. The file waits no longer, and the verification goes.
    private func withoutOpinion(_ verification: Recorded<HitVerification>, _ mail: VISMail, _ reader: Reader) throws -> Decision<Nothing> {
        let tasks = try reader.tasks(VISTasks.self, about: verification.id)
        var changes: [Change] = [.erase(verification.id, expected: verification.version, article: "VIS 9e(5), 9g(7)")]
        changes += tasks.erased(article: "VIS 9e(5), 9g(7)")
        guard var file = try reader.value(ApplicationFile.self, verification.value.application) else {
            return Decision(Nothing(), changes: changes)
        }
        file.value.queries?.furtherVerification.removeAll { $0 == verification.id }
        changes.append(file.update)
        return Decision(
            Nothing(), changes: changes,
            notices: [
                mail.message(
                    .opinion, to: file.owner, about: file.id,
                    "No reasoned opinion came in time on application \(file.value.number): no grounds for objecting.")
            ])
    }
}
