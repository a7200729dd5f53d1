import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State transmits data on a person; they are recorded where the Regulation says so, and compared at once or, where no engine
/// answers, in the order of arrival (603 Articles 9–11, 14, 17; 1358 Articles 15–28).
///
/// What may not be recorded is never written: such a comparison is answered at once or refused.
///
/// Where the Member State concerned has requested it, members of teams transmit on its behalf (15(3), 22, 24, 26): the set is that Member
/// State's, and what the comparison found is told to the authority that made the request, not to the team.
public struct TransmitDataset: Operation {
    let ports: EurodacPorts
    let regime: EurodacRegime
    public let about: OperationDescription

    public init(_ ports: EurodacPorts = .none, regime: EurodacRegime = .regulation1358) {
        self.ports = ports
        self.regime = regime
        about = .eurodac(
            regime, "transmitDataset", "Transmit a data set",
            "Records data on a person and compares them with those of the other Member States; categories that are not recorded are compared only.",
            article: ("9, 14, 17", "15–28"), .create, .POST, "/datasets",
            grants: EurodacGrants(regime).transmit + EurodacGrants(regime).transmitOnBehalf + EurodacGrants(regime).transmitInScreening,
            refusals: [
                .categoryUnknown, .referenceWrong, .biometricsIncomplete, .notForeseen, .tooYoung, .dataMissing,
                .ageContradicted, .inTheFuture, .conflict,
                .alreadyExists, .comparisonNotAvailable, .notComparable, .councilDecisionUnknown, .notAMemberState,
            ], consequences: [.update])
    }

    public struct Input: WireRecord, Hashable {
        public var data = TransmittedData()
        public var includeOwn = false
        public var urgent = false
        public init() {}
        public static let wireName = "TransmitDataset"
        public static let meaning = "Data on a person, and how they are to be compared."
        public static let fields: [Field<Input>] = [
            .required("data", \.data, "The data."),
            .defaulted("includeOwn", \.includeOwn, to: false, "Compare with the Member State's own earlier sets too."),
            .defaulted(
                "urgent", \.urgent, to: false, "Particularly urgent for reasons of national law: within an hour."),
        ]
    }

    public struct Output: WireRecord, Sendable {
        public var dataset: RecordID?
        public var keptUntil: Day?
        public var compared = false
        public var comparison: ComparisonReply?
        public var late = false
        public init() {}
        public static let wireName = "DatasetTransmitted"
        public static let meaning = "What became of the transmission."
        public static let fields: [Field<Output>] = [
            .optional("dataset", \.dataset, "The data set; absent where nothing is recorded."),
            .optional("keptUntil", \.keptUntil, "Last day on which it is kept."),
            .required("compared", \.compared, "The data are compared."),
            .optional(
                "comparison", \.comparison,
                "The comparison: its result, or that it waits. A team that transmits on behalf of a Member State is not told the result."),
            .defaulted("late", \.late, to: false, "The period for the transmission had passed."),
        ]
    }

    /// What the decision rests on besides the message.
    private struct Current: Sendable {
        var decision: Recorded<CouncilDecision>?
        var duty: Recorded<CollectionDuty>?
        var tasks: [Recorded<EurodacTask>] = []
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let data = input.data
        let mandate = try await desk.mandate(for: about) { facts in
            let isRequested = try facts.teamRequest(for: data.category, data.reference) != nil
            return Demand(data: data.category.dataGroup, conditions: isRequested ? [.requestedByMemberState] : [])
        }
        let (caller, now) = (desk.caller, desk.now)
        let behalf = try await desk.read(under: mandate) { reader in
            try FactReader(of: reader, caller: caller, now: now).teamRequest(for: data.category, data.reference)
        }
        let own = desk.context(under: mandate)
        let context = behalf.map { own.onBehalf(under: $0.value) } ?? own
        guard let memberState = context.caller.memberState else {
            throw Refusal(.notAMemberState, "Member States transmit data")
        }
        do throws(Refusal) { try data.check(in: regime, today: context.today, memberState: memberState) } catch { throw error.inside("/data") }
        let rule = ComparisonRule(regime: regime, asOf: context.today)
        // The person concerned has a right to all data on them, those of the Member State asked included.
        let question = data.transmitted(by: memberState, includeOwn: input.includeOwn || data.category == .dataSubject)
        let kept = rule.isStored(question)

        let current = try await desk.read(under: mandate) { reader in
            var current = Current()
            current.decision = try data.councilDecision.flatMap { try reader.councilDecision($0) }
            current.duty = try reader.values(
                CollectionDuty.self, key: EurodacKey.reference, value: data.reference.wireText
            ).first
            if let duty = current.duty { current.tasks = try reader.tasks(EurodacClocks.self, about: duty.id) }
            return current
        }
        if data.councilDecision != nil, (current.decision?.value.keptUntil).map({ $0 < context.today }) ?? true {
            throw Refusal(.councilDecisionUnknown, "no such decision is in force", pointer: "/data/councilDecision")
        }

        var output = Output()
        var changes: [Change] = []
        var dataset: EurodacDataset?
        if kept {
            let id = context.ids.next()
            let set = data.dataset(
                in: regime, at: context.now, on: context.today, by: context.caller.user,
                decision: current.decision?.value.note)
            dataset = set
            output.dataset = id
            output.keptUntil = set.term.keptUntil
        }
        var counts = StatisticsPoint.counts(transmission: data, kept: kept, today: context.today)
        var notices: [Notice] = []
        var compared: ComparisonReply?
        if rule.isCompared(question) {
            output.compared = true
            var comparison = EurodacComparison()
            comparison.regime = regime
            comparison.category = data.category
            comparison.reference = data.reference
            comparison.dataset = output.dataset
            comparison.authority = context.caller.authority
            // A screening authority registers; hits and better samples are for the authority whose category it is.
            let collector = context.caller.kind == .screening ? EurodacGrants(regime).collector(of: data.category) : nil
            comparison.authorityKind = collector ?? context.caller.kind
            comparison.memberState = memberState
            comparison.arrived = context.now
            comparison.urgent = input.urgent
            comparison.includeOwn = question.includeOwn
            let work = ComparisonWork(ports: ports, regime: regime)
            // Read before the engine is asked: sets that are recorded from now on are not in its answer.
            let order = try await desk.read(under: mandate) { reader in try reader.comparisonOrder() }
            let reply = await work.ask(ComparisonWork.probe(data.biometrics, sex: data.identity?.sex))
            if kept { changes.append(order.next(in: context)) }
            let (searched, asked) = (output.dataset, comparison)
            let started = try await desk.read(under: mandate) { reader in
                try ComparisonStart(
                    work: work, comparison: asked, question: question, searched: searched, reply: reply, reader: reader,
                    context: context)
            }
            let result = try started.result(dataset: &dataset)
            compared = result.reply
            if behalf != nil, result.reply.state == .answered {
                notices.append(TransmitDataset.told(result.reply, to: asked.authority, in: context))
            } else {
                output.comparison = result.reply
            }
            changes += result.changes
            notices += result.notices
            counts.merge(result.counted, uniquingKeysWith: +)
        }
        if let id = output.dataset, let dataset {
            changes += TransmitDataset.recorded(dataset, data, id: id, in: context)
        }
        if var duty = current.duty {
            output.late = duty.value.deadline < context.now
            duty.value.transmitted = context.now
            changes.append(duty.update)
            changes += current.tasks.ending(at: context.now)
        }
        changes += context.counting(counts)
        return Outcome(
            output, under: mandate, changes: changes, version: kept ? 1 : nil, notices: notices,
            log: LogDetails(
                records: ([output.dataset].compactMap { $0 } + (compared?.hits.map(\.dataset) ?? [])),
                keys: output.compared ? data.biometrics.searchKeys : [],
                query: output.compared ? data.reference.wireText : nil,
                results: output.compared
                    ? [.Eurodac: compared?.state == .answered ? compared?.hits.count : nil] : [:]))
    }

    /// The result is the Member State's of origin (2(1)(e), 38(3)): the authority that requested the team learns that it is there.
    private static func told(_ reply: ComparisonReply, to authority: String, in context: DecisionContext) -> Notice {
        Notice(
            id: context.ids.next(), recipient: authority, kind: "eurodac.comparisonAnswered", article: "Eurodac 38(3)",
            record: reply.id,
            text: reply.hits.isEmpty
                ? "The comparison under \(reply.reference.wireText), transmitted on your behalf, is negative."
                : "The comparison under \(reply.reference.wireText), transmitted on your behalf, has \(reply.hits.count) hits.",
            at: context.now)
    }

    private static func recorded(
        _ dataset: EurodacDataset, _ data: TransmittedData, id: RecordID, in context: DecisionContext
    ) -> [Change] {
        var changes: [Change] = [
            .create(id, dataset.draft(owner: context.owner)),
            .create(
                context.ids.next(), DatasetBiometrics(dataset: id, samples: data.biometrics).draft(owner: context.owner)
            ),
        ]
        if let scan = data.scan {
            changes.append(
                .create(context.ids.next(), DatasetScan(dataset: id, scan: scan).draft(owner: context.owner)))
        }
        return changes
    }
}

extension BiometricSet {
    var searchKeys: Set<SearchKey> {
        var keys: Set<SearchKey> = []
        if !fingerprints.isEmpty { keys.insert(.fingerprints) }
        if facialImage != nil { keys.insert(.face) }
        return keys
    }
}

extension RefusalKind {
    public static let comparisonNotAvailable = RefusalKind(
        "eurodac/comparison-not-available", 503, "No engine answers, and what is not recorded cannot wait",
        article: "Eurodac 38(2)")
    public static let notComparable = RefusalKind(
        "eurodac/not-comparable", 422, "The samples do not lend themselves to comparison", article: "Eurodac 38(1)")
    public static let councilDecisionUnknown = RefusalKind(
        "eurodac/council-decision-unknown", 422, "The Council decision is not known or no longer runs",
        article: "Eurodac 26(2)(p)")
    public static let notAMemberState = RefusalKind("eurodac/not-a-member-state", 403, "Only Member States do this")
}
