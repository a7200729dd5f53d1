import Access
import Identity
import Registry
import Wire

/// Who processed the data of a person, when and for what, for the person (Regulation (EU) 2016/679, Article 15(1)): an
/// extract of the access log for a request for access that the caller deals with.
///
/// Officers' names are not in it, nor what authorities do under the law of criminal investigations.
public struct ReadProcessing<Owner: RightsOwner>: Operation {
    /// Entries that one page looks at, at most.
    private var lookedAtMax: Int { 50_000 }

    let book: LogBook
    /// The kind of an authority as the administration has it.
    let kindOfAuthority: @Sendable (String) -> AuthorityKind?

    public init(book: LogBook, kindOfAuthority: @escaping @Sendable (String) -> AuthorityKind?) {
        self.book = book
        self.kindOfAuthority = kindOfAuthority
    }

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).readProcessing", title: "Show who processed a person's data",
            meaning:
                "For a request for access: which authorities processed the record, when and for what. Processing for criminal investigations is not shown.",
            article: "\(Owner.word) \(Owner.rightsArticles.rights), 2016/679 15(1)", system: Owner.system, action: .read, .GET,
            "/v1/\(Owner.stem)/data-subject-requests/{request}/processing", data: .dataSubjectRequest,
            grants: [Owner.handleRequests], refusals: [.notFound, Owner.notAnAccessRequest])
    }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var from = 0
        public var limit = 100
        public init() {}
        public static var wireName: String { "ProcessingQuestion" }
        public static var meaning: String { "Which request, and which page of the extract." }
        public static var fields: [Field<Input>] {
            [
                .required("request", \.request, "The request for access."),
                .defaulted("from", \.from, to: 0, "Position in the log to begin at.", limits: .integer(0...9_007_199_254_740_991)),
                .defaulted("limit", \.limit, to: 100, "How many at most.", limits: .integer(1...1000)),
            ]
        }
    }

    public struct Line: WireRecord, Hashable {
        public var at = Instant(milliseconds: 0)
        public var authority = ""
        public var purpose = ""
        public var operation = ""
        public var event = ""
        public var entry = RecordID(high: 0, low: 0)
        public init() {}
        public static var wireName: String { "ProcessingLine" }
        public static var meaning: String { "One time that the data were processed." }
        public static var fields: [Field<Line>] {
            [
                .required("at", \.at, "When."), .required("authority", \.authority, "By which authority.", limits: .text(.init(length: 0...120))),
                .required("purpose", \.purpose, "For which purpose."), .required("operation", \.operation, "Search, read, create, update or delete."),
                .required("event", \.event, "What was asked for."),
                .required("entry", \.entry, "Entry of the log, with which it can be proved."),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var processing: [Line] = []
        public var next: Int?
        public init() {}
        public static var wireName: String { "ProcessingExtract" }
        public static var meaning: String { "Who processed the data. A page may be empty and yet have a next one." }
        public static var fields: [Field<Output>] {
            [
                .list("processing", \.processing, "In the order of the log.", count: 0...1000),
                .optional("next", \.next, "Position to go on from; absent at the end."),
            ]
        }
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let about = self.about
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: about.data) }
        let context = desk.context(under: mandate)
        let request = try await desk.read(under: mandate) { reader in
            try RightsProcedure<Owner>(input.request, from: reader, in: context).request
        }
        guard request.value.right == .access else {
            throw Refusal(Owner.notAnAccessRequest, "the person asked for \(request.value.right.rawValue)")
        }
        let subject = OpaqueID(high: request.value.subject.high, low: request.value.subject.low)
        var output = Output()
        var position: Int64? = Int64(input.from)
        var lookedAt = 0
        let step = 2_048
        do {
            while let from = position, output.processing.count < input.limit, lookedAt < lookedAtMax {
                let page = try await book.entries(from: from, looking: step, of: Owner.system) { shows($0, of: subject) }
                lookedAt += step
                let room = input.limit - output.processing.count
                output.processing += page.found.prefix(room).compactMap { line($0) }
                position = page.found.count > room ? page.found[room - 1].position.map { $0 + 1 } : page.next
            }
        } catch {
            throw Refusal(.unavailable, "the log cannot be read")
        }
        output.next = position.map(Int.init)
        return Outcome(output, under: mandate, log: LogDetails(records: [request.id, request.value.subject]))
    }

    private func shows(_ placed: LogBook.Placed, of subject: OpaqueID) -> Bool {
        guard let entry = placed.entry, entry.decision == .allowed, entry.records.contains(where: { $0.id == subject }) else {
            return false
        }
        // Of an authority that is not known any more it cannot be told what it did this for.
        guard let kind = kindOfAuthority(entry.authority) else { return entry.authority == "SEXTANT" }
        return !Owner.notDisclosed.contains(kind)
    }

    private func line(_ placed: LogBook.Placed) -> Line? {
        guard let entry = placed.entry else { return nil }
        var line = Line()
        line.at = entry.instant
        line.authority = entry.authority
        line.purpose = entry.purpose
        line.operation = entry.operation
        line.event = entry.event
        line.entry = placed.id
        return line
    }
}

extension RightsOwner {
    public static var notAnAccessRequest: RefusalKind {
        RefusalKind(
            "\(stem)/not-an-access-request", 409, "The person did not ask for access",
            article: "\(word) \(rightsArticles.rights)")
    }
}
