import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State of origin rectifies or completes its data, or sends better samples under the same reference number, which are
/// compared anew (603 Articles 25(1), 27(3); 1358 Articles 38(1), 40(3)).
public struct RectifyDataset: Operation {
    let ports: EurodacPorts
    let regime: EurodacRegime
    public let about: OperationDescription

    public init(_ ports: EurodacPorts = .none, regime: EurodacRegime = .regulation1358) {
        self.ports = ports
        self.regime = regime
        about = .eurodac(
            regime, "rectifyDataset", "Rectify or complete a data set",
            "Puts right or adds data of one's own data set; new samples take the place of those held and are compared.",
            article: ("25(1), 27(3)", "38(1), 40(3)"), .update, .PUT, "/datasets/{dataset}",
            grants: EurodacGrants(regime).change,
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, .biometricsIncomplete, .notForeseen,
                .dataMissing,
                .inTheFuture, .tooYoung, .nothingToDo,
            ], consequences: [.create, .delete])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var identity: PersonIdentity?
        public var document: TravelDocument?
        public var scan: DocumentScan?
        public var place: String?
        public var event: Day?
        public var taken: Day?
        public var biometrics: BiometricSet?
        public var decided: Day?
        public var refusalGrounds: String?
        public var includeOwn = false
        public var urgent = false
        public init() {}
        public static let wireName = "RectifyEurodacDataset"
        public static let meaning = "What is put right or added; what is absent stays."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."),
            .optional("identity", \.identity, "Identity data, whole."),
            .optional("document", \.document, "Identity or travel document."),
            .optional("scan", \.scan, "Scanned colour copy of a document."),
            .optional("place", \.place, "Place.", limits: .text(.init(length: 1...120))),
            .optional("event", \.event, "Day of the application, registration or apprehension."),
            .optional("taken", \.taken, "Day on which the biometric data were taken; needed with new ones."),
            .optional("biometrics", \.biometrics, "New samples."),
            .optional("decided", \.decided, "Day of the grant, refusal or discontinuation."),
            .optional(
                "refusalGrounds", \.refusalGrounds, "Grounds of a refused admission.",
                limits: .text(.init(length: 1...500))),
            .defaulted("includeOwn", \.includeOwn, to: false, "Compare with the Member State's own sets too."),
            .defaulted("urgent", \.urgent, to: false, "Within an hour."),
        ]
    }

    public struct Output: WireRecord, Sendable {
        public var dataset = DatasetReply()
        public var comparison: ComparisonReply?
        public init() {}
        public static let wireName = "EurodacDatasetRectified"
        public static let meaning = "The data set, and the comparison of new samples."
        public static let fields: [Field<Output>] = [
            .required("dataset", \.dataset, "The data set."),
            .optional("comparison", \.comparison, "Comparison of new samples."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { facts in try facts.demand(forDataset: input.dataset, of: about) }
        let context = desk.context(under: mandate)
        let dossier = try await desk.read(under: mandate) { reader in try DatasetDossier(input.dataset, from: reader) }
        try context.require(version: dossier.dataset.version)
        try context.requireOwn(dossier.dataset.owner)
        var value = try RectifyDataset.rectified(
            dossier.dataset.value, by: input, samples: dossier.biometrics?.value.samples, today: context.today)
        guard value != dossier.dataset.value || input.biometrics != nil || input.scan != nil else {
            throw Refusal(.nothingToDo, "the data set says this already")
        }
        var (changes, notices, counts): ([Change], [Notice], [StatisticsPoint: Int]) = ([], [], [:])
        var output = Output()
        let version = dossier.dataset.version + 1
        if let samples = input.biometrics {
            value.unsuitable = false
            changes +=
                dossier.biometrics.map { held in
                    [
                        .update(
                            held.id, expected: held.version,
                            DatasetBiometrics(dataset: input.dataset, samples: samples).draft(owner: held.owner))
                    ]
                } ?? []
            changes += dossier.tasks.ending(step: EurodacClocks.sendBetter, at: context.now)
            var comparison = EurodacComparison()
            comparison.regime = regime
            comparison.category = value.category
            comparison.reference = value.reference
            comparison.dataset = input.dataset
            comparison.authority = context.caller.authority
            comparison.authorityKind = context.caller.kind
            comparison.memberState = context.caller.memberState
            comparison.arrived = context.now
            comparison.urgent = input.urgent
            comparison.includeOwn = input.includeOwn
            var question = comparison.question(admission: value.admission)
            question.takeChargeTransfer = value.status.arrivedAfterTakeCharge != nil
            if ComparisonRule(regime: regime, asOf: context.today).isCompared(question) {
                // What waits is compared with the samples that are held when its turn comes: no second place in the queue.
                let waiting = dossier.comparisons.first { $0.value.state == .waiting }
                let work = ComparisonWork(ports: ports, regime: regime)
                let order = try await desk.read(under: mandate) { reader in try reader.comparisonOrder() }
                changes.append(order.next(in: context))
                let reply = await work.ask(ComparisonWork.probe(samples, sex: value.identity.sex))
                let (asked, sought) = (waiting?.value ?? comparison, question)
                let started = try await desk.read(under: mandate) { reader in
                    try ComparisonStart(
                        work: work, comparison: asked, question: sought, searched: input.dataset, reply: reply,
                        reader: reader,
                        context: context)
                }
                var set: EurodacDataset? = value
                let result = try started.result(dataset: &set, existing: waiting, tasks: dossier.tasks)
                value = set ?? value
                output.comparison = result.reply
                changes += result.changes
                notices += result.notices
                counts = result.counted
            }
        }
        if let scan = input.scan {
            let draft = DatasetScan(dataset: input.dataset, scan: scan).draft(owner: dossier.dataset.owner)
            changes.append(
                dossier.scan.map { .update($0.id, expected: $0.version, draft) } ?? .create(context.ids.next(), draft))
        }
        var set = dossier.dataset
        set.value = value
        changes.insert(set.update, at: 0)
        changes += context.counting(counts)
        output.dataset = DatasetReply(set, version: version)
        return Outcome(
            output, under: mandate, changes: changes, version: version, notices: notices,
            log: LogDetails(records: [input.dataset], keys: input.biometrics?.searchKeys ?? []))
    }

    /// The set as it stands after the message. Pure.
    static func rectified(
        _ set: EurodacDataset, by input: Input, samples: BiometricSet?, today: Day
    ) throws(Refusal) -> EurodacDataset {
        var data = TransmittedData()
        data.category = set.category
        data.reference = set.reference
        data.biometrics = input.biometrics ?? samples ?? BiometricSet()
        data.taken = input.taken ?? set.taken
        data.identity = input.identity ?? set.identity
        data.document = input.document ?? set.document
        data.scan = input.scan
        data.place = input.place ?? set.place
        data.event = input.event ?? set.event
        data.admission = set.admission
        data.decided = input.decided ?? set.decided
        data.refusalGrounds = input.refusalGrounds ?? set.refusalGrounds
        data.councilDecision = set.councilDecision?.reference
        data.status = set.status
        data.security = set.security
        if input.biometrics != nil, input.taken == nil {
            throw Refusal(.dataMissing, "new samples need the day on which they were taken", pointer: "/taken")
        }
        try data.check(in: set.regime, today: today, memberState: nil, asTransmitted: false)
        var changed = set
        changed.identity = data.identity ?? set.identity
        changed.document = data.document
        changed.hasScan = set.hasScan || input.scan != nil
        changed.place = data.place ?? set.place
        changed.event = data.event ?? set.event
        changed.taken = data.taken
        changed.decided = data.decided
        changed.refusalGrounds = data.refusalGrounds
        if let biometrics = input.biometrics {
            changed.fingers = Set(biometrics.fingerprints.map(\.position)).sorted()
            changed.face = biometrics.facialImage != nil
        }
        return changed
    }
}

extension RefusalKind {
    public static let nothingToDo = RefusalKind("eurodac/nothing-to-do", 422, "The record says this already")
}
