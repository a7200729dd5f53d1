import Access
import Identity
import Operations
import Registry
import Wire

/// Where the criminal record behind a hit is: for the ETIAS National Units, which have national criminal records consulted before they
/// assess an application or give an opinion on it (Article 7b; Regulation (EU) 2018/1240, Articles 20(2)(n) and 25a(2)).
///
/// Only while such a hit stands before the unit, and nothing but the Member State and its reference. Neither whose record it is nor the
/// flag is shown: what the conviction was is for the national criminal record to say.
public struct LocateFlaggedRecord: Operation {
    let ports: ECRISTCNPorts
    public init(_ ports: ECRISTCNPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ecrisTCN(
        "locateFlaggedRecord", "Locate a flagged record",
        "Which Member State to ask about a hit of an application for travel authorisation, and under what reference.",
        article: "7b", .read, .GET, "/records/{record}/holder", data: .flaggedRecordHolder,
        grants: [ECRISTCNGrants.nationalUnitLocates], refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ record: RecordID) { self.record = record }
        public static let wireName = "LocateFlaggedRecord"
        public static let meaning = "The record that a hit names."
        public static let fields: [Field<Input>] = [.required("record", \.record, "The data record.")]
    }

    public struct Output: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var memberState = ""
        public var reference = ""
        public var restricted = false
        public init() {}
        public static let wireName = "FlaggedRecordHolder"
        public static let meaning = "Where a criminal record is to be asked for."
        public static let fields: [Field<Output>] = [
            .required("record", \.record, "The data record."),
            .required("memberState", \.memberState, "Member State to ask."),
            .required("reference", \.reference, "Reference to ask it for."),
            .defaulted(
                "restricted", \.restricted, to: false, "Processing is restricted at the request of the person concerned."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let isConcerned = await isBeforeUnit(input.record, desk.caller)
        let mandate = try await desk.mandate(for: about) { _ in
            Demand(data: .flaggedRecordHolder, conditions: isConcerned ? [.applicationHit] : [])
        }
        let (id, today) = (input.record, desk.today)
        let output = try await desk.read(under: mandate) { reader in
            guard let record = try reader.value(DataRecord.self, id), record.value.isFlagged(on: today) else {
                throw Refusal(.notFound, "there is no such record")
            }
            var output = Output()
            (output.record, output.memberState, output.reference) = (id, record.value.memberState, record.value.reference)
            output.restricted = try reader.isRestricted(id, ECRISTCNTasks.self)
            return output
        }
        return Outcome(output, under: mandate, log: LogDetails(records: [id], results: [.ecrisTCN: 1]))
    }

    /// Nobody else's question is put to ETIAS.
    private func isBeforeUnit(_ record: RecordID, _ caller: Caller) async -> Bool {
        guard caller.kind == .etiasNational, let memberState = caller.memberState else { return false }
        return await ports.isHitOfApplication(record, memberState)
    }
}
