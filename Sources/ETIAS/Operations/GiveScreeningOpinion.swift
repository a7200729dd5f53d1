import Access
import Operations
import Registry
import Wire

/// The National Unit that entered data into the watchlist, or Europol, tells a screening authority that the person might pose a threat to
/// internal security, with reasons (Article 35a). What the entry says stays where it is.
public struct GiveScreeningOpinion: Command {
    public init() {}

    public let about = OperationDescription.etias(
        "giveScreeningOpinion", "Give a screening authority an opinion",
        "Tells a screening authority, in its case, that the person might pose a threat to internal security; within two days. Without an opinion there is no security risk.",
        article: "35a(1)", .create, .POST, "/watchlist/{entry}/screening-opinions", data: .etiasScreeningOpinion,
        grants: [ETIASGrants.screeningOpinion], refusals: [.notFound, .noScreeningMet, .conflict], consequences: [.update, .delete])

    public struct Input: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public var authority = ""
        public var caseReference = ""
        public var reasons = ""
        public init() {}
        public static let wireName = "GiveScreeningOpinion"
        public static let meaning = "A reasoned opinion for a screening authority."
        public static let fields: [Field<Input>] = [
            .required("entry", \.entry, "The watchlist entry that the query met."),
            .required("authority", \.authority, "The screening authority, as the notice names it.", limits: .text(.init(length: 2...40))),
            .required("caseReference", \.caseReference, "Its case.", limits: .text(.init(length: 1...200))),
            .required("reasons", \.reasons, "Why the person might pose a threat.", limits: .text(.init(length: 10...4000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "ScreeningOpinionGiven"
        public static let meaning = "The screening authority was told."
        public static let fields: [Field<Output>] = [.required("entry", \.entry, "The watchlist entry.")]
    }

    public struct Current: Sendable {
        var entry: Recorded<WatchlistEntry>
        var asked: [ScreeningQuestion.Asked]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let entry = try reader.require(WatchlistEntry.self, input.entry)
        let own = context.caller.kind == .europol ? entry.value.isEuropol : entry.value.enteredBy == context.caller.memberState
        // Another unit's entry looks as though it were not there.
        guard own else { throw Refusal(.notFound, "there is no watchlist with this identifier") }
        return Current(entry: entry, asked: try ScreeningQuestion.Asked.about(entry.id, from: reader))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        // Who did not meet the entry is told nothing of it: an opinion answers a question, and within its time.
        let asked = current.asked.filter {
            $0.question.value.isOf(input.authority, input.caseReference) && context.now <= $0.question.value.deadline
        }
        guard !asked.isEmpty else {
            throw Refusal(.noScreeningMet, "no screening of \(input.authority) in this case waits for an opinion", pointer: "/authority")
        }
        var output = Output()
        output.entry = current.entry.id
        let by = context.caller.kind == .europol ? "Europol" : "The ETIAS National Unit of \(context.caller.memberState ?? "-")"
        return Decision(
            output, changes: asked.flatMap { $0.closing(.done, at: context.now) },
            notices: [
                Notice(
                    id: context.ids.next(), recipient: input.authority, kind: "etias.screeningOpinion", article: "ETIAS 35a(1)", record: nil,
                    text: "\(by), in your case \(input.caseReference): the person might pose a threat to internal security. \(input.reasons)",
                    at: context.now)
            ])
    }
}

extension RefusalKind {
    public static let noScreeningMet = RefusalKind(
        "etias/no-screening-met", 409, "No screening of this authority and case met the entry in the last two days", article: "ETIAS 35a(1)")
}
