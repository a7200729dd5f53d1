import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State notes that it must transmit data on a person by a certain moment (603 Articles 9(1), 14(2); 1358 Articles 15(1), 18(2),
/// 20, 22(2), 23(2), 24(2), 26(2)).
public struct BeginCollection: Command {
    let regime: EurodacRegime
    public let about: OperationDescription
    public typealias Output = CollectionReply

    public init(regime: EurodacRegime = .regulation1358) {
        self.regime = regime
        about = .eurodac(
            regime, "beginCollection", "Start the clock of a transmission",
            "From the registration, apprehension, disembarkation or decision the data are due within 72 hours, of beneficiaries of temporary protection within ten days.",
            article: ("9(1), 14(2)", "15–26"), .create, .POST, "/collections", data: .eurodacCollection,
            grants: EurodacGrants(regime).transmit,
            refusals: [.categoryUnknown, .referenceWrong, .inTheFuture, .alreadyExists])
    }

    public struct Input: WireRecord, Hashable {
        public var category = EurodacCategory.applicant
        public var reference = ReferenceNumber()
        public var begun = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "BeginEurodacCollection"
        public static let meaning = "What starts the clock."
        public static let fields: [Field<Input>] = [
            .required("category", \.category, "Category of person."),
            .required("reference", \.reference, "Reference number under which the data will come."),
            .required("begun", \.begun, "When the application was registered, the person apprehended, and so on."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Bool {
        try reader.find(EurodacDataset.kind, key: EurodacKey.reference, value: input.reference.wireText).isEmpty
    }

    public func decide(_ input: Input, _ isFree: Bool, in context: DecisionContext) throws(Refusal) -> Decision<
        CollectionReply
    > {
        guard let digit = input.category.digit(in: regime), !input.category.isRequest else {
            throw Refusal(
                .categoryUnknown, "no data of such persons are collected under \(regime.rawValue)", pointer: "/category"
            )
        }
        guard EurodacGrants(regime).mayCollect(input.category, context.caller.kind) else {
            throw Refusal(
                .forbidden, "another authority collects the data of \(input.category.rawValue)", pointer: "/category")
        }
        // Under 603 data on illegally staying persons may be sent, and need not (17(1)).
        if regime == .regulation603, input.category == .illegalStay {
            throw Refusal(
                .categoryUnknown, "there is no duty to transmit them", pointer: "/category",
                article: "Eurodac 603 17(1)")
        }
        guard input.reference.digit == digit, input.reference.belongs(to: context.caller.memberState) else {
            throw Refusal(
                .referenceWrong, "it begins with the letters of the Member State and the digit \(digit)",
                pointer: "/reference")
        }
        guard isFree else {
            throw Refusal(.alreadyExists, "data were transmitted under this reference number", pointer: "/reference")
        }
        guard input.begun <= context.now else {
            throw Refusal(.inTheFuture, "it has not happened yet", pointer: "/begun")
        }
        var duty = CollectionDuty()
        duty.regime = regime
        duty.category = input.category
        duty.reference = input.reference
        duty.begun = input.begun
        duty.deadline = input.begun.adding(hours: CollectionDuty.period(input.category))
        let id = context.ids.next()
        let task = duty.task(about: id, authority: context.caller.kind, memberState: context.caller.memberState)
        return Decision(
            CollectionReply(id: id, version: 1, duty),
            changes: [
                .create(id, duty.draft(owner: context.owner)),
                .create(context.ids.next(), task.draft(owner: context.owner)),
            ], version: 1)
    }
}

/// A duty to transmit, with its deadline.
public struct CollectionReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var duty = CollectionDuty()
    public init() {}
    init(id: RecordID, version: Int, _ duty: CollectionDuty) {
        self.id = id
        self.version = version
        self.duty = duty
    }
    public static let wireName = "EurodacCollectionReply"
    public static let meaning = "A duty to transmit, with its deadline."
    public static let fields: [Field<CollectionReply>] = [
        .required("id", \.id, "The duty."), .required("version", \.version, "Version, for If-Match."),
        .required("duty", \.duty, "The duty."),
    ]
}

/// More time runs, where the law provides for it (603 Articles 9(1)–(2), 14(3)–(5); 1358 Articles 15(2), 22, 23, 24, 26).
public struct ExtendCollection: Command {
    public let about: OperationDescription
    public typealias Output = CollectionReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "extendCollection", "Extend the time for a transmission",
            "48 hours more for serious technical problems or a sudden influx; 48 hours after health grounds ended or fingerprints were retaken; custody.",
            article: ("9, 14", "15, 22–24, 26"), .update, .PUT, "/collections/{collection}/extension",
            data: .eurodacCollection,
            grants: EurodacGrants(regime).collection,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseen])
    }

    public struct Input: WireRecord, Hashable {
        public var collection = RecordID(high: 0, low: 0)
        public var ground = CollectionDuty.Extension.technicalProblems
        public var moment: Instant?
        public init() {}
        public static let wireName = "ExtendEurodacCollection"
        public static let meaning = "Why more time runs."
        public static let fields: [Field<Input>] = [
            .required("collection", \.collection, "The duty."), .required("ground", \.ground, "Ground."),
            .optional(
                "moment", \.moment,
                "When the health grounds ended, prints were retaken, or the person will be released; now where absent."),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (duty: Recorded<CollectionDuty>, tasks: [Recorded<EurodacTask>]) {
        let duty = try reader.require(CollectionDuty.self, input.collection)
        guard duty.owner == context.owner else {
            throw Refusal(.notFound, "there is no collectionDuty with this identifier")
        }
        return (duty, try reader.tasks(EurodacClocks.self, about: duty.id))
    }

    public func decide(
        _ input: Input, _ current: (duty: Recorded<CollectionDuty>, tasks: [Recorded<EurodacTask>]),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<CollectionReply> {
        var duty = current.duty
        try context.require(version: duty.version)
        guard let extended = duty.value.extended(by: input.ground, from: input.moment ?? context.now) else {
            throw Refusal(
                .notForeseen, "\(input.ground.rawValue) gives no more time here", pointer: "/ground",
                article: duty.value.category.article(in: duty.value.regime))
        }
        duty.value = extended
        let tasks = current.tasks.filter { $0.value.state == .open }.map { task in
            var task = task
            task.value.deadline = extended.deadline
            return task.update
        }
        return Decision(
            CollectionReply(id: duty.id, version: duty.version + 1, extended), changes: [duty.update] + tasks,
            version: duty.version + 1)
    }
}

extension EurodacGrants {
    /// The kind of authority that collects the data of a category; `nil` for requests.
    public func collector(of category: EurodacCategory) -> AuthorityKind? {
        [AuthorityKind.asylum, .border, .immigration].first { mayCollect(category, $0) }
    }

    /// Whether an authority collects the data of a category.
    func mayCollect(_ category: EurodacCategory, _ authority: AuthorityKind) -> Bool {
        switch authority {
        case .asylum: asylum.contains(category.dataGroup)
        case .border: border.contains(category.dataGroup)
        case .immigration: immigration.contains(category.dataGroup)
        default: false
        }
    }
}
