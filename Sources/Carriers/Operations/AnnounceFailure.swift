import Access
import Identity
import Operations
import Registry
import Wire

/// The ETIAS Central Unit or the operator announces a failure, or its end, to carriers and Member States (1409 and 1380 Article 13(1)).
public struct AnnounceFailure: Command {
    public init() {}
    public let about = OperationDescription.carriers(
        "announceFailure", "Announce a failure, or its end",
        "Queries that need the system are answered as technically impossible meanwhile.",
        article: "2022/1409 13(1), 2022/1380 13(1)", .create, .POST, "/failures", data: .carrierFailures,
        grants: [CarrierGrants.announce, CarrierGrants.confirm], refusals: [.failureStands], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var system = CarrierRule.Source.EES
        public var over = false
        public init() {}
        public static let wireName = "AnnounceFailure"
        public static let meaning = "Which system failed, or works again."
        public static let fields: [Field<Input>] = [
            .required("system", \.system, "The system."), .defaulted("over", \.over, to: false, "The failure is over."),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var failure = SystemFailure()
        public var told = 0
        public init() {}
        public static let wireName = "FailureAnnounced"
        public static let meaning = "The failure, and how many carriers were told."
        public static let fields: [Field<Output>] = [
            .required("failure", \.failure, "The failure."), .required("told", \.told, "Carriers told."),
        ]
    }
    public struct Current: Sendable {
        let open: Recorded<SystemFailure>?
        let carriers: [Recorded<CarrierRegistration>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        var carriers: [Recorded<CarrierRegistration>] = []
        var after: RecordID?
        while true {
            let page = try reader.page(CarrierRegistration.kind, after: after, limit: 1000)
            carriers += try page.map { try Recorded<CarrierRegistration>($0) }.filter { $0.value.state == .connected }
            guard page.count == 1000, let last = page.last else { break }
            after = last.id
        }
        return Current(
            open: try reader.values(SystemFailure.self, key: SystemFailure.openKey, value: input.system.rawValue).first,
            carriers: carriers)
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        Output
    > {
        guard (current.open != nil) == input.over else {
            throw Refusal(
                .failureStands,
                input.over ? "no failure of this system is announced" : "the failure is announced already")
        }
        var output = Output()
        output.told = current.carriers.count
        let change: Change
        if var open = current.open {
            open.value.ended = context.now
            output.failure = open.value
            change = open.update
        } else {
            output.failure.system = input.system
            output.failure.begun = context.now
            change = .create(context.ids.next(), output.failure.draft(owner: context.owner))
        }
        let text =
            input.over
            ? "\(input.system.rawValue) works again: passengers are to be verified."
            : "\(input.system.rawValue) has failed: where it is needed, verification is technically impossible and the obligation rests."
        return Decision(
            output, changes: [change], version: 1,
            notices: current.carriers.map {
                .carrier(
                    $0.value, $0.id, input.over ? "failureEnded" : "failure", "2022/1409 13(1)(b)", text, in: context)
            })
    }
}

/// A carrier tells that it cannot query, or asks for assistance, and gets a ticket (1409 and 1380 Articles 13(1)–(2), 14).
public struct RequestAssistance: Command {
    public init() {}
    public typealias Output = TicketReply
    public let about = OperationDescription.carriers(
        "requestAssistance", "Tell of an impossibility, ask for assistance",
        "Opens a ticket with the ETIAS Central Unit.",
        article: "2022/1409 13(1)-(2), 14", .create, .POST, "/tickets", data: .carrierAssistance,
        grants: [CarrierGrants.assistance],
        refusals: [.notRegistered, .tooManyTickets])

    public struct Input: WireRecord, Hashable {
        public var summary = ""
        public var isTechnical = true
        public var begun: Instant?
        public init() {}
        public static let wireName = "RequestAssistance"
        public static let meaning = "What the carrier needs."
        public static let fields: [Field<Input>] = [
            .required("summary", \.summary, "Summary.", limits: .text(.init(length: 1...2000))),
            .defaulted("isTechnical", \.isTechnical, to: true, "Of a technical nature."),
            .optional("begun", \.begun, "Start of the technical issue."),
        ]
    }
    public struct Current: Sendable {
        var isRegistered: Bool
        /// Tickets of the carrier that are open, counted no further than it may have.
        var open: Int
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let carrier = context.caller.authority
        let registrations = try reader.values(CarrierRegistration.self, key: CarrierRegistration.authorityKey, value: carrier)
        let open = try reader.find(
            ImpossibilityTicket.kind, key: ImpossibilityTicket.openOfCarrierKey, value: carrier, after: nil, limit: ImpossibilityTicket.openMax)
        return Current(isRegistered: registrations.contains { $0.value.state != .deregistered }, open: open.count)
    }
    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        TicketReply
    > {
        guard current.isRegistered else { throw Refusal(.notRegistered, "register first") }
        guard ImpossibilityTicket.mayOpen(beside: current.open) else {
            throw Refusal(.tooManyTickets, "\(ImpossibilityTicket.openMax) tickets are open; say of those that are solved that they are")
        }
        var ticket = ImpossibilityTicket()
        ticket.carrier = context.caller.authority
        ticket.summary = input.summary
        ticket.isTechnical = input.isTechnical
        ticket.begun = input.begun
        ticket.received = context.now
        let id = context.ids.next()
        return Decision(TicketReply(id, ticket), changes: [.create(id, ticket.draft(owner: context.owner))], version: 1)
    }
}

/// The carrier, or who assists it, says that the issue is solved (1409 Article 13(3)).
public struct SolveTicket: Command {
    public init() {}
    public typealias Output = TicketReply
    public let about = OperationDescription.carriers(
        "solveTicket", "Say that an issue is solved", "Closes a ticket.", article: "2022/1409 13(3)", .update, .POST,
        "/tickets/{ticket}/solved",
        data: .carrierAssistance, grants: [CarrierGrants.assistance, CarrierGrants.announce, CarrierGrants.confirm],
        refusals: [.notFound, .conflict, .notFromThisState], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var ticket = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "SolveTicket"
        public static let meaning = "Which ticket."
        public static let fields: [Field<Input>] = [.required("ticket", \.ticket, "The ticket.")]
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        ImpossibilityTicket
    > {
        let ticket = try reader.require(ImpossibilityTicket.self, input.ticket)
        guard context.caller.kind != .carrier || ticket.value.carrier == context.caller.authority else {
            throw Refusal(.notFound, "there is no such ticket")
        }
        return ticket
    }
    public func decide(_ input: Input, _ current: Recorded<ImpossibilityTicket>, in context: DecisionContext)
        throws(Refusal) -> Decision<TicketReply>
    {
        var ticket = current
        guard ticket.value.solved == nil else { throw Refusal(.notFromThisState, "the ticket is closed") }
        ticket.value.solved = context.now
        return Decision(TicketReply(ticket.id, ticket.value), changes: [ticket.update], version: ticket.version + 1)
    }
}

/// The open tickets, in pages (1409 Article 13(4)).
public struct ListTickets: Query {
    public init() {}
    public let about = OperationDescription.carriers(
        "listTickets", "List open tickets", "Open tickets, by their numbers; a carrier sees its own.",
        article: "2022/1409 13(4)", .read, .GET,
        "/tickets", data: .carrierAssistance,
        grants: [CarrierGrants.assistance, CarrierGrants.announce, CarrierGrants.confirm])
    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 100
        public init() {}
        public static let wireName = "ListTickets"
        public static let meaning = "Which page."
        public static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "Last ticket of the page before."),
            .defaulted("limit", \.limit, to: 100, "Most tickets to show.", limits: .integer(1...1000)),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var tickets: [TicketReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "OpenTickets"
        public static let meaning = "Tickets."
        public static let fields: [Field<Output>] = [
            .list("tickets", \.tickets, "Tickets.", count: 0...1000),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }
    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let isCarrier = context.caller.kind == .carrier
        let page = try reader.find(
            ImpossibilityTicket.kind, key: isCarrier ? ImpossibilityTicket.openOfCarrierKey : ImpossibilityTicket.openKey,
            value: isCarrier ? context.caller.authority : "open", after: input.after, limit: input.limit + 1)
        var output = Output()
        output.tickets = try page.prefix(input.limit).map { stored in
            let ticket = try Recorded<ImpossibilityTicket>(stored)
            return TicketReply(ticket.id, ticket.value)
        }
        output.next = page.count > input.limit ? output.tickets.last?.ticket : nil
        return Answer(output)
    }
}

/// A ticket with its number: the acknowledgement of receipt (1409 Articles 13(5), 14(2)).
public struct TicketReply: WireRecord, Hashable {
    public var ticket = RecordID(high: 0, low: 0)
    public var request = ImpossibilityTicket()
    public init() {}
    init(_ id: RecordID, _ request: ImpossibilityTicket) { (ticket, self.request) = (id, request) }
    public static let meaning = "A ticket."
    public static let fields: [Field<TicketReply>] = [
        .required("ticket", \.ticket, "Ticket number."), .required("request", \.request, "The request."),
    ]
}

extension RefusalKind {
    public static let failureStands = RefusalKind(
        "carriers/failure-stands", 409, "The failure stands otherwise", article: "2022/1409 13(1)")
    public static let tooManyTickets = RefusalKind(
        "carriers/too-many-tickets", 409, "Too many tickets of the carrier are open", article: "2022/1409 13(3), 14")
}
