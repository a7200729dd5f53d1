import Access
import Operations
import Registry
import Wire

/// An authority has dealt with notices of its inbox: they go. What is for the Member State as a whole goes for all of its
/// authorities.
///
/// Acknowledging twice is the same as once: a notice that is gone already is counted as gone.
struct AcknowledgeNotices: Operation {
    var about: OperationDescription {
        OperationDescription(
            id: "inbox.acknowledge", title: "Acknowledge notices",
            meaning: "Takes notices that were dealt with out of the inbox. Those that are gone already stay gone.",
            article: "2017/2226 34(3), 2018/1862 53(7)", system: .administration, action: .update, .POST,
            "/v1/inbox/acknowledgements", data: ReadInbox.notices, grants: [ReadInbox.grant], needsVersion: false)
    }

    struct Input: WireRecord {
        var notices: [RecordID] = []
        init() {}
        static let wireName = "Acknowledgement"
        static let meaning = "Notices that were dealt with."
        static let fields: [Field<Input>] = [.list("notices", \.notices, "Their identifiers.", count: 1...1000)]
    }

    struct Output: WireRecord {
        var acknowledged = 0
        var gone = 0
        init() {}
        static let wireName = "AcknowledgementReply"
        static let meaning = "How many notices went."
        static let fields: [Field<Output>] = [
            .required("acknowledged", \.acknowledged, "Notices that went now."),
            .required("gone", \.gone, "Notices that were not in the inbox, or not any more."),
        ]
    }

    func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let about = self.about
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: about.data) }
        let recipients = Set(ReadInbox.recipients(desk.caller))
        let asked = Set(input.notices)
        let mine = try await desk.read(under: mandate) { reader in
            // Somebody else's notice looks as though it were not there.
            try asked.sorted().filter { id in try reader.notice(id).map { recipients.contains($0.recipient) } ?? false }
        }
        var output = Output()
        output.acknowledged = mine.count
        output.gone = asked.count - mine.count
        var outcome = Outcome(output, under: mandate)
        outcome.acknowledged = mine
        return outcome
    }
}
