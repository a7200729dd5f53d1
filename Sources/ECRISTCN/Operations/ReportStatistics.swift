import Access
import Identity
import Operations
import Registry
import Wire

/// Numbers on what is recorded, by Member State, with those on flags (Article 32(3), second subparagraph); no person can be told from them.
public struct ReportStatistics: Query {
    public init() {}
    public let about = OperationDescription.ecrisTCN(
        "reportStatistics", "Report statistics",
        "Records, fingerprints, facial images and flags by Member State: numbers alone.",
        article: "32", .read, .GET, "/statistics", data: .ecrisTCNStatistics,
        grants: [ECRISTCNGrants.statistics, ECRISTCNGrants.supervision])
    public typealias Input = Nothing

    public struct Line: WireRecord, Hashable {
        public var memberState = ""
        public var records = 0
        public var withFingerprints = 0
        public var withFacialImage = 0
        public var flaggedTerrorist = 0
        public var flaggedListed = 0
        public init() {}
        public static let wireName = "ECRISTCNStatisticsLine"
        public static let meaning = "Numbers of one Member State. Below five, a number of flags is given as nought."
        public static let fields: [Field<Line>] = [
            .required("memberState", \.memberState, "Convicting Member State."),
            .required("records", \.records, "Data records."),
            .required("withFingerprints", \.withFingerprints, "Of these with fingerprints."),
            .required("withFacialImage", \.withFacialImage, "Of these with a facial image."),
            .required("flaggedTerrorist", \.flaggedTerrorist, "Flagged for a terrorist offence."),
            .required("flaggedListed", \.flaggedListed, "Flagged for another listed offence."),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var lines: [Line] = []
        public init() {}
        public static let wireName = "ECRISTCNStatistics"
        public static let meaning = "Numbers."
        public static let fields: [Field<Output>] = [.list("lines", \.lines, "By Member State.", count: 0...40)]
    }

    /// Few flags in a Member State could point to somebody (Article 32(3), second subparagraph).
    static let leastFlags = 5

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var lines: [String: Line] = [:]
        var after: RecordID?
        while true {
            let page = try reader.page(DataRecord.kind, after: after, limit: 1000)
            for stored in page {
                let record = try DataRecord(stored: stored)
                var line = lines[record.memberState] ?? Line()
                line.memberState = record.memberState
                line.records += 1
                if !record.fingerprints.positions.isEmpty { line.withFingerprints += 1 }
                if record.facialImage { line.withFacialImage += 1 }
                for flag in record.flags where flag.isInForce(on: context.today) {
                    if flag.offence == .terrorist { line.flaggedTerrorist += 1 } else { line.flaggedListed += 1 }
                }
                lines[record.memberState] = line
            }
            guard page.count == 1000, let last = page.last else { break }
            after = last.id
        }
        var output = Output()
        output.lines = lines.values.sorted { $0.memberState < $1.memberState }.map { line in
            var line = line
            if line.flaggedTerrorist < Self.leastFlags { line.flaggedTerrorist = 0 }
            if line.flaggedListed < Self.leastFlags { line.flaggedListed = 0 }
            return line
        }
        return Answer(output)
    }
}
