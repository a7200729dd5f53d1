import Identity
import Operations
import Registry

/// An application file with everything that hangs on it, as read at one moment.
public struct ApplicationDossier: Sendable {
    public var file: Recorded<ApplicationFile>
    public var samples: Recorded<ApplicantSamples>?
    public var verifications: [Recorded<HitVerification>] = []
    /// Clocks of the file and of its verifications, ended ones included.
    public var tasks: [Recorded<LegalTask<VISTasks>>] = []
    /// Other files that name this one in a link.
    public var linking: [Recorded<ApplicationFile>] = []

    /// - Throws: `Refusal(.notFound)` where there is no such file.
    public init(_ id: RecordID, from reader: Reader) throws {
        file = try reader.require(ApplicationFile.self, id)
        let key = id.description
        samples = try reader.values(ApplicantSamples.self, key: VISKey.application, value: key).first
        verifications = try reader.values(HitVerification.self, key: VISKey.application, value: key)
        tasks = try ([id] + verifications.map(\.id)).flatMap { try reader.tasks(VISTasks.self, about: $0) }
        linking = try reader.values(ApplicationFile.self, key: VISKey.linked, value: key)
    }

    /// Everything that goes with the file, and the links to it in other files (Article 23(2)).
    func erasure(article: String) -> [Change] {
        var changes: [Change] = [.erase(file.id, expected: file.version, article: article)]
        changes += samples.map { [.erase($0.id, expected: $0.version, article: article)] } ?? []
        changes += verifications.map { .erase($0.id, expected: $0.version, article: article) }
        changes += tasks.erased(article: article)
        changes += linking.map { other in
            var other = other
            other.value.previous.removeAll { $0 == file.id }
            other.value.together.removeAll { $0.application == file.id }
            return other.update
        }
        return changes
    }

    /// What waits for nothing any more once an application has ended without a visa: consultations, and the verifications that the
    /// file shows. Follow-up of what the file does not show goes on (Article 9f(3)).
    func ended(at now: Instant, article: String) -> [Change] {
        let shown = verifications.filter { $0.value.asksForOpinion }
        let gone = Set(shown.map(\.id))
        var changes = openConsultations.ending(.withdrawn, at: now)
        changes += shown.map { Change.erase($0.id, expected: $0.version, article: article) }
        changes += tasks.filter { gone.contains($0.value.about) }.erased(article: article)
        return changes
    }

    var openConsultations: [Recorded<LegalTask<VISTasks>>] {
        tasks.filter { $0.value.about == file.id && $0.value.isOpen(.consultationOpinion) }
    }
}
