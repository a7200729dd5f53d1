import Access
import Identity
import Operations
import Registry
import Wire

/// Asks the automated calculator about a registered person (Article 11(2)).
public struct CalculateStay: Query {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }
    public typealias Output = StayReply

    public let about = OperationDescription.ees(
        "calculateStay", "Ask the calculator",
        "The authorised stay, the days left and any overstay of a registered person on a day; for a visa examination also on an intended date of entry and with the visa to be issued.",
        article: "11(2)", .read, .GET, "/files/{file}/calculator", data: .calculator,
        grants: [EESGrants.borderCalculator, EESGrants.immigrationRead, EESGrants.visaRead], refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var asOf: Day?
        public init() {}
        public static let wireName = "CalculateStay"
        public static let meaning = "Whose stay, on which day."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .optional("asOf", \.asOf, "The day asked about; today where absent. May lie ahead."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try eesDemand(facts) }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<StayReply> {
        let dossier = try FileDossier(input.file, from: reader)
        let day = input.asOf ?? context.today
        let history = dossier.history
        let partial = context.caller.memberState.map { ports.partialSchengen($0, context.today) } ?? false
        let answer = StayCalculator.answer(history.question(on: day, partialSchengen: partial))
        let current = history.latest(on: day).flatMap { $0.isOpen ? $0 : nil }
        return Answer(
            StayReply(answer, asOf: day, authorisedUntil: current?.authorisedUntil),
            log: LogDetails(records: [input.file], results: [.EES: 1]))
    }
}

/// Asks the calculator about stays that are given, not recorded: a plan, a stamped passport, a worked example.
public struct WhatIfStay: Query {
    public init() {}
    public typealias Output = StayReply

    public let about = OperationDescription.ees(
        "whatIfStay", "Try the calculator",
        "The same calculation on stays that the question brings along; nothing recorded is read.",
        article: "11", .read, .POST, "/calculator", data: .calculator,
        grants: [EESGrants.borderCalculator, EESGrants.immigrationRead, EESGrants.visaRead],
        refusals: [.stayNotPossible])

    /// One stay of the question.
    public struct PlannedStay: WireRecord, Hashable {
        public var entry = Day(number: 0)
        public var exit: Day?
        public var extendedUntil: Day?
        public var partialSchengen = false
        public init() {}
        public static let meaning = "A stay, both days included."
        public static let fields: [Field<PlannedStay>] = [
            .required("entry", \.entry, "First day."),
            .optional("exit", \.exit, "Last day; absent while inside."),
            .optional("extendedUntil", \.extendedUntil, "Last day of an extension (Article 19)."),
            .defaulted("partialSchengen", \.partialSchengen, to: false, "Entry that is not counted (Article 11(5))."),
        ]
    }

    /// Days under a residence permit or long-stay visa.
    public struct Period: WireRecord, Hashable {
        public var from = Day(number: 0)
        public var to = Day(number: 0)
        public init() {}
        public static let wireName = "ExcludedPeriod"
        public static let meaning = "Days under a residence permit or long-stay visa."
        public static let fields: [Field<Period>] = [
            .required("from", \.from, "First day."), .required("to", \.to, "Last day."),
        ]
    }

    public struct Input: WireRecord, Hashable {
        public var asOf = Day(number: 0)
        public var stays: [PlannedStay] = []
        public var excluded: [Period] = []
        public var visa: VisaUse?
        public var euFamily = false
        public var partialSchengen = false
        public init() {}
        public static let wireName = "WhatIfStay"
        public static let meaning = "A question to the calculator."
        public static let fields: [Field<Input>] = [
            .required("asOf", \.asOf, "The day asked about."),
            .list("stays", \.stays, "Stays, in any order.", count: 0...2000),
            .list("excluded", \.excluded, "Periods that are not counted.", count: 0...200),
            .optional("visa", \.visa, "The visa held."),
            .defaulted("euFamily", \.euFamily, to: false, "Family member of a Union citizen."),
            .defaulted("partialSchengen", \.partialSchengen, to: false, "Asked for a Member State not fully in Schengen."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<StayReply> {
        do {
            let stays = try input.stays.map {
                try Stay(entry: $0.entry, exit: $0.exit, extendedUntil: $0.extendedUntil, partialSchengen: $0.partialSchengen)
            }
            let excluded = try input.excluded.map { try ExcludedPeriod(from: $0.from, to: $0.to) }
            let firstEntry = stays.map(\.entry).min() ?? input.asOf
            let question = StayQuestion(
                asOf: input.asOf, stays: stays, excluded: excluded,
                visa: input.visa.flatMap { $0.shortStay(firstUsed: min(firstEntry, input.asOf)) },
                euFamily: input.euFamily, partialSchengen: input.partialSchengen)
            return Answer(StayReply(StayCalculator.answer(question), asOf: input.asOf))
        } catch let error as StayRefusal {
            throw Refusal(.stayNotPossible, "a period ends before it begins: \(error)")
        }
    }
}

extension RefusalKind {
    public static let stayNotPossible = RefusalKind("ees/stay-not-possible", 422, "A stay cannot end before it begins")
}
