import Access
import Identity
import Operations
import Registry

/// The legal clocks of SIS run as tasks: who must do what by when, and what silence means.
public enum SISTasks: TaskOwner {
    public static let system = SystemName.SIS
    public static let grants = Grant.tasks(
        .SIS,
        [
            (.sirene, [.supplementaryInformation, .dataSubjectRequest]), (.border, [.borderCheck, .dataSubjectRequest]),
            (.police, [.policeCheck, .lawEnforcement, .dataSubjectRequest]),
            (.judicial, [.criminalProceedings, .dataSubjectRequest]),
            (.immigration, [.residenceDecision, .verification, .dataSubjectRequest]),
        ], article: "1860 5, 1861 7, 8, 1862 7, 8, 53(9)")
}

public typealias SISTask = LegalTask<SISTasks>

/// What is to be done.
public enum SISStep: String, CaseIterable, Sendable {
    /// The issuing bureau adds a flag that was asked for (1862 Articles 24 and 25).
    case addFlag
    /// The Member State that has a flag looks at it again (1862 Article 24(3)).
    case examineFlag
    /// The issuing bureau takes a flag away that is no longer wanted.
    case removeFlag
    /// Two alerts on the same description: is it the same person (1862 Article 61)?
    case crossCheck
    /// The authority that created an alert says whether it goes, its purpose being achieved (1862 Article 53(9)).
    case replyOnPurpose
    /// The issuing Member State deletes the alert (1860 Articles 6, 8, 9 and 11; 1861 Articles 27 and 29).
    case deleteAlert
    /// It puts an alert for refusal in the place of one on return (1860 Articles 6(2) and 8(a)).
    case enterRefusalAlert
    /// The Member State consulted answers (1860 Articles 9-11; 1861 Articles 26-29; 1862 Article 23(3)).
    case answerConsultation
    /// The issuing Member State consults the one that granted a permit (1860 Article 12(b), 1861 Article 30(b)).
    case startConsultation
    case answerForm
    /// Measures for a child that was found (1862 Article 33(3)).
    case decideOnChild
    /// An expert says whether prints are the person's (1862 Article 41).
    case expertVerification
    /// A dispute on the data goes to the supervisory authorities (1862 Article 59(6)).
    case submitDispute
    /// Member States tell Europol what became of its proposal (1862 Article 37a).
    case answerProposal
}

extension DecisionContext {
    /// The change that starts a clock for a bureau, or for another authority of the Member State.
    func task(
        _ step: SISStep, about: RecordID, of state: String, _ kind: AuthorityKind = .sirene, article: String,
        by deadline: Instant, silence: SISTask.Silence = .overdue
    ) -> Change {
        let task = SISTask(
            about: about, step: step.rawValue, article: article, authority: kind,
            memberState: CountryCode(state) == nil ? nil : state, begun: now, deadline: deadline, silence: silence)
        return .create(ids.next(), task.draft(owner: state))
    }

    /// A notice to an authority or agency, or to the SIRENE Bureau of a Member State.
    func notice(
        to party: String, _ kind: String, _ article: String, about record: RecordID?, _ text: String
    ) -> Notice {
        Notice(
            id: ids.next(), recipient: Notice.ofSIS(party), kind: "sis." + kind, article: article, record: record, text: text, at: now)
    }

    /// Every Member State but the caller's.
    var otherStates: [String] {
        Set(CountryCode.euMemberStates(on: today) + CountryCode.schengenStates(on: today)).map(\.text).sorted()
            .filter { $0 != owner }
    }
}

extension Notice {
    /// Where SIS tells a party: a Member State at its SIRENE Bureau and at no other authority (1861 Article 8, 1862 Articles 7(2) and 8).
    static func ofSIS(_ party: String) -> String {
        party.utf8.count == 3 && CountryCode(party) != nil ? Notice.recipient(.sirene, of: party) : party
    }
}

extension Sequence where Element == Recorded<SISTask> {
    func ending(_ step: SISStep, _ state: SISTask.State = .done, at now: Instant) -> [Change] {
        ending(step: step.rawValue, state, at: now)
    }
}
