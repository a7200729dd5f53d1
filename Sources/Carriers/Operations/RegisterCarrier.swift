import Access
import Identity
import Operations
import Registry
import Wire

/// Registers a carrier whose form is correct (1409 Article 10).
public struct RegisterCarrier: Command {
    public init() {}
    public typealias Output = CarrierLine
    public let about = OperationDescription.carriers(
        "register", "Register a carrier",
        "Enters the carrier in the register; it is connected once its tests are passed.",
        article: "2022/1409 10, 2022/1380 10", .create, .POST, "", data: .carrierRegister,
        grants: [CarrierGrants.register],
        refusals: [.registrationRefused, .carrierRegistered], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var authority = ""
        public var form = RegistrationForm()
        public init() {}
        public static let wireName = "RegisterCarrier"
        public static let meaning = "A carrier that registers."
        public static let fields: [Field<Input>] = [
            .required(
                "authority", \.authority, "Its identifier in the administration.",
                limits: .text(.init(length: 2...40, pattern: "^[A-Za-z0-9][A-Za-z0-9-]{1,39}$"))),
            .required("form", \.form, "The form."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        CarrierRegistration
    >? {
        try reader.values(CarrierRegistration.self, key: CarrierRegistration.authorityKey, value: input.authority).first
    }

    public func decide(_ input: Input, _ known: Recorded<CarrierRegistration>?, in context: DecisionContext)
        throws(Refusal) -> Decision<CarrierLine>
    {
        try input.form.check(on: context.today)
        var carrier = CarrierRegistration()
        carrier.authority = input.authority
        carrier.form = input.form
        carrier.lastUsed = context.today
        // A deregistered carrier may register anew (11(7)).
        if let known {
            guard known.value.state == .deregistered else {
                throw Refusal(.carrierRegistered, "the carrier is registered", pointer: "/authority")
            }
            var again = known
            again.value = carrier
            return Decision(
                CarrierLine(again.id, carrier), changes: [again.update], version: again.version + 1,
                notices: notices(carrier, again.id, context))
        }
        let id = context.ids.next()
        return Decision(
            CarrierLine(id, carrier), changes: [.create(id, carrier.draft(owner: context.owner))], version: 1,
            notices: notices(carrier, id, context))
    }

    private func notices(_ carrier: CarrierRegistration, _ id: RecordID, _ context: DecisionContext) -> [Notice] {
        [
            .carrier(
                carrier, id, "registered", "2022/1409 10(8)",
                "The carrier is registered; its connection is to be tested.", in: context)
        ]
    }
}

extension Notice {
    static func carrier(
        _ carrier: CarrierRegistration, _ id: RecordID, _ kind: String, _ article: String, _ text: String,
        in context: DecisionContext
    ) -> Notice {
        Notice(
            id: context.ids.next(), recipient: carrier.authority, kind: "carriers." + kind, article: article,
            record: id, text: text, at: context.now)
    }
}

/// What happens to a registration after it was made.
public enum CarrierStep: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// The tests of the connection are passed, or the security concern is removed (11(7), 12(5)).
    case connect
    /// Urgent concerns of IT security (11(5)).
    case disconnect
    /// The carrier is told that it will be deregistered in a month, and why (11(4)).
    case announceDeregistration
    /// The intention is given up: the comments were heard, or the deficiencies are remedied (11(4), (6)).
    case withdrawNotice
    /// After that month (11(1), 11(3)).
    case deregister
}

/// Takes a registration a step further (1409 Articles 11, 12).
public struct ChangeRegistration: Command {
    public init() {}
    public typealias Output = CarrierLine
    public let about = OperationDescription.carriers(
        "changeRegistration", "Connect, disconnect or deregister a carrier",
        "Takes the registration a step further; the carrier is told of each.", article: "2022/1409 11, 12", .update,
        .POST,
        "/{authority}/steps", data: .carrierRegister, grants: [CarrierGrants.register],
        refusals: [.notFound, .conflict, .notFromThisState, .noticeNotOver, .reasonMissing], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var authority = ""
        public var step = CarrierStep.connect
        public var reason: String?
        public init() {}
        public static let wireName = "ChangeCarrierRegistration"
        public static let meaning = "Which step of which carrier."
        public static let fields: [Field<Input>] = [
            .required("authority", \.authority, "The carrier.", limits: .text(.init(length: 2...40))),
            .required("step", \.step, "The step."),
            .optional(
                "reason", \.reason, "Why; needed for disconnecting and for announcing a deregistration.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        CarrierRegistration
    > {
        try reader.carrier(input.authority)
    }

    public func decide(_ input: Input, _ current: Recorded<CarrierRegistration>, in context: DecisionContext)
        throws(Refusal) -> Decision<CarrierLine>
    {
        var carrier = current
        let state = carrier.value.state
        guard state != .deregistered else {
            throw Refusal(.notFromThisState, "the carrier is deregistered; it may register anew")
        }
        if input.step == .disconnect || input.step == .announceDeregistration, input.reason == nil {
            throw Refusal(.reasonMissing, "the carrier is told the reason", pointer: "/reason")
        }
        var (word, text) = ("", "")
        switch input.step {
        case .connect:
            guard state != .connected else { throw Refusal(.notFromThisState, "the carrier is connected") }
            carrier.value.state = .connected
            carrier.value.disconnectedFor = nil
            (word, text) = ("connected", "The carrier is connected to the gateway.")
        case .disconnect:
            guard state == .connected else { throw Refusal(.notFromThisState, "the carrier is not connected") }
            carrier.value.state = .disconnected
            carrier.value.disconnectedFor = input.reason
            (word, text) = ("disconnected", "The carrier is disconnected: \(input.reason ?? "")")
        case .announceDeregistration:
            carrier.value.deregistrationFrom = context.today.adding(months: 1)
            carrier.value.reason = input.reason
            carrier.value.comments = nil
            (word, text) = (
                "deregistrationAnnounced",
                "Deregistration on \(context.today.adding(months: 1)) is intended: \(input.reason ?? "") Comments can be given until then."
            )
        case .withdrawNotice:
            guard carrier.value.deregistrationFrom != nil else {
                throw Refusal(.notFromThisState, "no deregistration is intended", pointer: "/step", article: "2022/1409 11(4)")
            }
            guard carrier.value.reason != nil else {
                throw Refusal(
                    .notFromThisState, "the gateway is not used, and the carrier ends that notice by a query", pointer: "/step",
                    article: "2022/1409 11(2)")
            }
            (carrier.value.deregistrationFrom, carrier.value.reason, carrier.value.comments) = (nil, nil, nil)
            (word, text) = (
                "deregistrationWithdrawn", "Deregistration is no longer intended" + (input.reason.map { ": \($0)" } ?? ".")
            )
        case .deregister:
            guard let from = carrier.value.deregistrationFrom, from <= context.today else {
                throw Refusal(.noticeNotOver, "the carrier is told a month before, and heard")
            }
            carrier.value.state = .deregistered
            carrier.value.deregistered = context.today
            (word, text) = ("deregistered", "The carrier is deregistered; it may register anew.")
        }
        return Decision(
            CarrierLine(carrier.id, carrier.value), changes: [carrier.update], version: carrier.version + 1,
            notices: [.carrier(carrier.value, carrier.id, word, "2022/1409 11", text, in: context)])
    }
}

/// A carrier comments on its intended deregistration (1409 Article 11(4)).
public struct CommentDeregistration: Command {
    public init() {}
    public typealias Output = CarrierLine
    public let about = OperationDescription.carriers(
        "comment", "Comment on a deregistration", "The carrier's written comments on its intended deregistration.",
        article: "2022/1409 11(4)", .update, .POST, "/own/comments", data: .carrierRegister,
        grants: [CarrierGrants.ownRegistration],
        refusals: [.notFound, .conflict, .notFromThisState], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var comments = ""
        public init() {}
        public static let wireName = "CommentDeregistration"
        public static let meaning = "What the carrier says."
        public static let fields: [Field<Input>] = [
            .required("comments", \.comments, "Comments.", limits: .text(.init(length: 1...2000)))
        ]
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        CarrierRegistration
    > {
        try reader.carrier(context.caller.authority)
    }
    public func decide(_ input: Input, _ current: Recorded<CarrierRegistration>, in context: DecisionContext)
        throws(Refusal) -> Decision<CarrierLine>
    {
        var carrier = current
        guard carrier.value.state != .deregistered, carrier.value.deregistrationFrom != nil else {
            throw Refusal(.notFromThisState, "no deregistration is intended")
        }
        carrier.value.comments = input.comments
        return Decision(CarrierLine(carrier.id, carrier.value), changes: [carrier.update], version: carrier.version + 1)
    }
}

/// The register of carriers, in pages (1409 Article 10(8)); a carrier sees itself.
public struct ListCarriers: Query {
    public init() {}
    public let about = OperationDescription.carriers(
        "list", "List carriers", "The register; a carrier sees its own registration.", article: "2022/1409 10(8)",
        .read, .GET, "",
        data: .carrierRegister,
        grants: [CarrierGrants.register, CarrierGrants.readRegister, CarrierGrants.ownRegistration])

    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 100
        public init() {}
        public static let wireName = "ListCarriers"
        public static let meaning = "Which page."
        public static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "Last carrier of the page before."),
            .defaulted("limit", \.limit, to: 100, "Most carriers to show.", limits: .integer(1...1000)),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var carriers: [CarrierLine] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "CarrierRegister"
        public static let meaning = "Carriers."
        public static let fields: [Field<Output>] = [
            .list("carriers", \.carriers, "Carriers.", count: 0...1000),
            .optional("next", \.next, "Where the next page begins."),
        ]
    }
    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        if context.caller.kind == .carrier {
            output.carriers = [CarrierLine(try reader.carrier(context.caller.authority))]
            return Answer(output)
        }
        let page = try reader.page(CarrierRegistration.kind, after: input.after, limit: input.limit + 1)
        output.carriers = try page.prefix(input.limit).map { CarrierLine(try Recorded<CarrierRegistration>($0)) }
        output.next = page.count > input.limit ? output.carriers.last?.id : nil
        return Answer(output)
    }
}

extension Reader {
    func carrier(_ authority: String) throws -> Recorded<CarrierRegistration> {
        guard
            let carrier = try values(CarrierRegistration.self, key: CarrierRegistration.authorityKey, value: authority)
                .first
        else {
            throw Refusal(.notFound, "no carrier of this name is registered")
        }
        return carrier
    }
}

/// A registration as it is shown.
public struct CarrierLine: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var carrier = CarrierRegistration()
    public var unusedFrom: Day?
    public init() {}
    init(_ id: RecordID, _ carrier: CarrierRegistration) {
        self.id = id
        self.carrier = carrier
        unusedFrom = carrier.state == .deregistered ? nil : carrier.disused
    }
    init(_ recorded: Recorded<CarrierRegistration>) { self.init(recorded.id, recorded.value) }
    public static let meaning = "A registered carrier."
    public static let fields: [Field<CarrierLine>] = [
        .required("id", \.id, "The registration."), .required("carrier", \.carrier, "The carrier."),
        .optional("unusedFrom", \.unusedFrom, "Day on which it is deregistered unless it asks before."),
    ]
}

extension RefusalKind {
    public static let reasonMissing = RefusalKind(
        "carriers/reason-missing", 422, "The reason is missing", article: "2022/1409 11(4)-(5)")
}
