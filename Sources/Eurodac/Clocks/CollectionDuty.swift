import Access
import Identity
import Operations
import Registry
import Wire

/// That a Member State must transmit data on a person by a certain moment: from the registration of an application, the
/// apprehension, the disembarkation, a decision or the registration of a beneficiary (603 Articles 9, 14; 1358 Articles 15, 18, 20,
/// 22, 23, 24, 26). It says nothing of the person but the reference number under which the data will come.
public struct CollectionDuty: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "collectionDuty")

    /// Why more time runs. Late data are still owed: a missed deadline relieves of nothing.
    public enum Extension: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Serious technical problems: at most 48 hours more, for the national continuity plan.
        case technicalProblems
        /// Sudden influx of persons disembarked: at most 48 hours more (1358 Article 24).
        case suddenInflux
        /// 48 hours after health grounds no longer prevail.
        case healthGroundsEnded
        /// 48 hours after fingerprints were successfully retaken.
        case fingerprintsRetaken
        /// Kept in custody for longer than 72 hours: before the release (603 Article 14(3); 1358 Article 22).
        case custody

        func isForeseen(_ category: EurodacCategory, in regime: EurodacRegime) -> Bool {
            switch self {
            case .suddenInflux: regime == .regulation1358 && category == .disembarked
            case .custody: category == .irregularCrossing
            case .technicalProblems: category != .admission && category != .nationalResettlement
            case .healthGroundsEnded, .fingerprintsRetaken: true
            }
        }
    }

    public var regime = EurodacRegime.regulation1358
    public var category = EurodacCategory.applicant
    public var reference = ReferenceNumber()
    public var begun = Instant(milliseconds: 0)
    public var deadline = Instant(milliseconds: 0)
    public var extensions: [Extension] = []
    public var transmitted: Instant?

    public init() {}
    public static let meaning = "Data on a person are to be transmitted by a certain moment."
    public static let fields: [Field<CollectionDuty>] = [
        .required("regime", \.regime, "Regulation."),
        .required("category", \.category, "Category of person."),
        .required("reference", \.reference, "Reference number under which the data will come."),
        .required("begun", \.begun, "When the period began."),
        .required("deadline", \.deadline, "Until when the data are to be transmitted."),
        .list("extensions", \.extensions, "Why more time runs.", count: 0...20),
        .optional("transmitted", \.transmitted, "When they were."),
    ]

    /// The period of the category: 72 hours, or ten days. Pure.
    public static func period(_ category: EurodacCategory) -> Int64 { category == .temporaryProtection ? 240 : 72 }

    /// The deadline with one more extension; `nil` where the law does not provide for it or it was used before. Pure.
    public func extended(by ground: Extension, from moment: Instant) -> CollectionDuty? {
        guard transmitted == nil, ground.isForeseen(category, in: regime) else { return nil }
        var duty = self
        switch ground {
        case .technicalProblems, .suddenInflux:
            guard !extensions.contains(ground) else { return nil }
            duty.deadline = deadline.adding(hours: 48)
        case .healthGroundsEnded, .fingerprintsRetaken:
            guard moment >= begun else { return nil }
            duty.deadline = max(deadline, moment.adding(hours: 48))
        case .custody:
            // The moment of release takes the place of the 72 hours.
            guard moment > begun.adding(hours: 72) else { return nil }
            duty.deadline = moment
        }
        duty.extensions.append(ground)
        return duty
    }

    func task(about id: RecordID, authority: AuthorityKind, memberState: String?) -> EurodacTask {
        EurodacTask(
            about: id, step: EurodacClocks.transmit, article: category.article(in: regime), authority: authority,
            memberState: memberState, begun: begun, deadline: deadline)
    }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(EurodacKey.reference, reference.wireText, unique: true)],
            due: [
                DueDate(
                    (transmitted ?? deadline).utcDay.adding(years: transmitted == nil ? 3 : 1), .erase,
                    article: "Eurodac 41")
            ])
    }
}
