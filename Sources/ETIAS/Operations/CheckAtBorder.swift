import Access
import Identity
import Operations
import Registry
import Wire

/// The status at an external border (Article 47).
public struct CheckAtBorder: Query {
    public init() {}
    public typealias Output = StatusReply

    public let about = OperationDescription.etias(
        "checkAtBorder", "Check an authorisation at the border",
        "Whether a valid authorisation is held and for where, flags, validity that ends within 90 days, guardian and family ties.",
        article: "47", .read, .POST, "/border-checks", data: .etiasStatus, grants: [ETIASGrants.borders, ETIASGrants.borderSearch])

    public struct Input: WireRecord, Hashable {
        public var document = MachineReadable()
        public init() {}
        public init(_ document: MachineReadable) { self.document = document }
        public static let wireName = "CheckAtBorder"
        public static let meaning = "A traveller at the border."
        public static let fields: [Field<Input>] = [.required("document", \.document, "Data of the machine-readable zone.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<StatusReply> {
        guard context.caller.kind != .carrier else {
            throw Refusal(.forbidden, "carriers ask the gateway, which tells the status from its extract", article: "ETIAS 45(3)")
        }
        return try StatusReply.answer(input.document, from: reader, in: context)
    }
}

/// What the flag of Article 36(3) says more, where additional verification is needed (Article 47(3)).
public struct ReadFlagInformation: Query {
    public init() {}

    public let about = OperationDescription.etias(
        "readFlagInformation", "Read what a flag says",
        "The reasons of a flag of Article 36(2) or (3), and what the National Unit added for the check.",
        article: "47(3)–(4)", .read, .GET, "/authorisations/{number}/flag", data: .etiasNoGroundsFlag, grants: [ETIASGrants.borders],
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var number = ""
        public init() {}
        public static let wireName = "FlagReference"
        public static let meaning = "An authorisation."
        public static let fields: [Field<Input>] = [
            .required("number", \.number, "Application number.", limits: .text(.init(length: 1...40)))
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var secondLine: SecondLineFlag?
        public var noGrounds: NoGroundsFlag?
        public init() {}
        public static let wireName = "FlagInformation"
        public static let meaning = "The flags of an authorisation in force."
        public static let fields: [Field<Output>] = [
            .optional("secondLine", \.secondLine, "Flag of Article 36(2).", group: "flag36(2)"),
            .optional("noGrounds", \.noGrounds, "Flag of Article 36(3).", group: "flag36(3)"),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let dossier = try ApplicationDossier(number: input.number, from: reader)
        let held = dossier.file.value.held(on: context.today)
        var output = Output()
        (output.secondLine, output.noGrounds) = (held?.secondLine, held?.noGrounds)
        return Answer(output, log: LogDetails(records: [dossier.file.id]))
    }
}

/// The status for an immigration authority, after a search in the EES that found no entry record (Article 49).
public struct CheckInTerritory: Operation {
    public init() {}
    public typealias Input = CheckAtBorder.Input
    public typealias Output = StatusReply

    public let about = OperationDescription.etias(
        "checkInTerritory", "Check an authorisation in the territory",
        "For immigration authorities, only after a search in the EES in the same case that found no entry record.", article: "49", .search,
        .POST, "/territory-checks", grants: [ETIASGrants.immigrationSearch, ETIASGrants.immigrationRead])

    public func perform(_ input: CheckAtBorder.Input, at desk: Desk) async throws(Refusal) -> Outcome<StatusReply> {
        // Others search by the same data for other ends, and by ways of their own.
        guard about.grants.contains(where: { $0.authorities.contains(desk.caller.kind) }) else {
            throw Refusal(.forbidden, "the check in the territory is for immigration authorities", article: "ETIAS 49(1)")
        }
        let mandate = try await desk.mandate(for: about) { facts in
            Demand(keys: [.identity, .document], conditions: try facts.etiasConditions())
        }
        // Who is to be returned is found by the same data, under another right (Article 65(3)).
        guard mandate.visible.contains(.etiasStatus) else {
            throw Refusal(.forbidden, "the check in the territory is for verification", article: "ETIAS 49(1)")
        }
        let context = desk.context(under: mandate)
        let found = try await desk.read(under: mandate) { reader in try StatusReply.answer(input.document, from: reader, in: context) }
        return Outcome(found.output, under: mandate, log: found.log, visible: mandate.visible)
    }
}

/// The answer of a check: the view, or that nothing is held.
public struct StatusReply: WireRecord, Hashable {
    public var valid = false
    public var view: ETIASPortalView?
    public init() {}
    public static let wireName = "AuthorisationStatus"
    public static let meaning = "Whether an authorisation is held, and what the asker may see of it."
    public static let fields: [Field<StatusReply>] = [
        .required("valid", \.valid, "A valid authorisation is held."),
        .optional("view", \.view, "The authorisation; absent where there is none."),
    ]

    static func answer(_ document: MachineReadable, from reader: Reader, in context: DecisionContext) throws -> Answer<StatusReply> {
        let state = context.caller.memberState.flatMap { CountryCode($0) }
        var output = StatusReply()
        let file = try document.file(on: context.today, in: state, from: reader)
        if let file {
            output.view = try ETIASPortalView.read(file.id, from: reader, asOf: context.today, in: state, visible: context.visible)
        }
        output.valid = output.view?.valid ?? false
        return Answer(
            output,
            log: LogDetails(
                records: file.map { [$0.id] } ?? [], keys: [.identity, .document], query: document.key,
                results: [.ETIAS: output.view == nil ? 0 : 1]))
    }
}
