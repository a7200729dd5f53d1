import Access
import Identity
import Operations
import Registry
import Wire

extension DataGroup {
    /// Published statistics.
    public static let statistics: DataGroup = "statistics"
}

/// Who reads the central repository for reporting and statistics: duly authorised staff of Member States, of the Commission and of
/// the agencies (2019/817 and 2019/818 Article 39(2)). What is in it is published anyway; pages show it to anybody.
public enum ReportingGrants {
    public static let read: [Grant] = [
        .data(
            .CRRS, [.read], [.statistics], QualityGrants.reporting.union([.police, .judicial, .eurojust]), for: [.supervision],
            article: "817 39(2)–(3), 66"),
        .data(.CRRS, [.read], [.statistics], [.operator_], for: [.administration], article: "817 39(2), 66"),
    ]
}

/// What a figure is.
public struct FigureLine: WireRecord, Hashable {
    public var id = ""
    public var title = ""
    public var category = ""
    public var article = ""
    public var system = SystemName.EES
    public var period = Figure.Period.quarter
    public var isRounded = false
    public var isStock = false
    public init() {}
    init(_ figure: Figure) {
        (id, title, category, article) = (figure.id, figure.title, figure.category, figure.article)
        (system, period) = (figure.system, figure.period)
        (isRounded, isStock) = (figure.isRounded, figure.isStock)
    }
    public static let wireName = "Figure"
    public static let meaning = "A statistic that an act asks for."
    public static let fields: [Field<FigureLine>] = [
        .required("id", \.id, "The figure.", limits: .text(.init(length: 1...80))), .required("title", \.title, "What is counted."),
        .required("category", \.category, "By what."), .required("article", \.article, "Which provision asks for it."),
        .required("system", \.system, "The system."), .required("period", \.period, "How often it is published."),
        .defaulted("rounded", \.isRounded, to: false, "Numbers are multiples of the least number, each rounded down by itself."),
        .defaulted("held", \.isStock, to: false, "What is held, not what happened: a year is its last period."),
    ]
}

/// Every figure, with the provision that asks for it.
public struct ListFigures: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var system: SystemName?
        public init() {}
        public static let wireName = "ListFigures"
        public static let meaning = "Which figures."
        public static let fields: [Field<Input>] = [.optional("system", \.system, "Only those of this system.")]
    }

    public struct Output: WireRecord, Hashable {
        public var figures: [FigureLine] = []
        public init() {}
        public static let wireName = "FigureList"
        public static let meaning = "Figures."
        public static let fields: [Field<Output>] = [.list("figures", \.figures, "The figures.", count: 0...1000)]
    }

    public let about = OperationDescription(
        id: "statistics.listFigures", title: "List the figures", meaning: "Every statistic that is published, with its provision.",
        article: "817 39, 66", system: .CRRS, action: .read, .GET, "/v1/statistics/figures", data: .statistics, grants: ReportingGrants.read)

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.figures = Figures.all.filter { figure in input.system.map { $0 == figure.system } ?? true }.map { FigureLine($0) }
        return Answer(output)
    }
}

/// What is published of one figure, period by period, and the year that it comes to; as JSON, or with `Accept: text/csv` as lines.
public struct ReadFigure: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var figure = ""
        public var year: Int?
        public var period: String?
        public init() {}
        public static let wireName = "ReadFigure"
        public static let meaning = "Which figure, of when."
        public static let fields: [Field<Input>] = [
            .required("figure", \.figure, "The figure.", limits: .text(.init(length: 1...80))),
            .optional("year", \.year, "The year; the last one with anything published where absent.", limits: .integer(1985...9999)),
            .optional("period", \.period, "Only this month or quarter, for instance 2027-03 or 2027-Q1.", limits: .text(.init(length: 7...7))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var figure = FigureLine()
        public var least = 0
        public var published: [PublishedTables] = []
        public var year = AnnualReport()
        public init() {}
        public static let wireName = "FigureReport"
        public static let meaning = "What is published of a figure."
        public static let fields: [Field<Output>] = [
            .required("figure", \.figure, "The figure."),
            .required("least", \.least, "Fewer events than these are not told; a suppressed number is -1. Rounded numbers are multiples of it."),
            .list("published", \.published, "Period by period.", count: 0...20), .required("year", \.year, "What the year comes to."),
        ]
    }

    public let about = OperationDescription(
        id: "statistics.readFigure", title: "Read a figure",
        meaning: "Published numbers of a statistic by category and Member State; small ones are suppressed so that nothing gives them away.",
        article: "817 39, 66", system: .CRRS, action: .read, .GET, "/v1/statistics/figures/{figure}", data: .statistics,
        grants: ReportingGrants.read, refusals: [.notFound])

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        guard let output = try reader.published(input.figure, year: input.year, period: input.period) else {
            throw Refusal(.notFound, "there is no such figure", pointer: "/figure")
        }
        return Answer(output)
    }
}

extension Reader {
    /// What is published of a figure; `nil` where there is no such figure.
    func published(_ id: String, year: Int?, period: String?) throws -> ReadFigure.Output? {
        guard let figure = Figures.figure(id) else { return nil }
        var output = ReadFigure.Output()
        output.figure = FigureLine(figure)
        output.least = StatisticsPublishing.standardLeast
        var all = try values(PublishedTables.self, key: PublishedTables.populationKey, value: figure.population).map(\.value)
            .sorted { $0.period < $1.period }
        for place in all.indices { all[place].figures = all[place].figures.filter { $0.figure == id } }
        let chosen = year ?? period.flatMap { ReportPeriod($0)?.year } ?? all.last.flatMap { ReportPeriod($0.period)?.year } ?? 0
        output.year = AnnualReport(chosen, of: id, from: all, isStock: figure.isStock, isRounded: figure.isRounded)
        output.published = all.filter { tables in
            period.map { $0 == tables.period } ?? (ReportPeriod(tables.period)?.year == chosen)
        }
        return output
    }
}

/// Reporting as it is put together.
public enum Reporting {
    public static let operations: [AnyOperation] = [
        AnyOperation(ListFigures()), AnyOperation(ReadFigure(), formats: [StatisticsCSV.format]),
    ]

    /// What was counted of the feed, before anything is suppressed; for examining an installation, not for publication.
    public static func counted(by runner: Runner) async throws(Refusal) -> [Cell: Int] {
        let mandate = examining(runner, [.CRRS])
        do {
            return try await runner.registry.read(mandate) { reader in
                var counts: [Cell: Int] = [:]
                for batch in try reader.values(CountedBatch.self, key: CountedBatch.allKey, value: StatisticsGathering.feed) {
                    batch.value.add(to: &counts)
                }
                return counts.filter { $0.value != 0 }
            }
        } catch { throw Refusal.from(error) }
    }

    /// The same counted anew from the records as they stand, by kind of record. Of what was erased nothing is in it.
    public static func recount(by runner: Runner) async throws(Refusal) -> [RecordKind: [Cell: Int]] {
        var recount: [RecordKind: [Cell: Int]] = [:]
        for source in Figures.sources {
            // Crossing points are the administration's.
            let mandate = examining(runner, [source.system, .administration])
            do {
                recount[source.kind] = try await runner.registry.read(mandate) { reader in
                    var counts: [Cell: Int] = [:]
                    var after: RecordID?
                    repeat {
                        let page = try reader.page(source.kind, after: after, limit: 1000)
                        for record in page { for (cell, number) in try source.counts(record, reader: reader) { counts[cell, default: 0] += number } }
                        after = page.count == 1000 ? page.last?.id : nil
                    } while after != nil
                    return counts.filter { $0.value != 0 }
                }
            } catch { throw Refusal.from(error) }
        }
        return recount
    }

    private static func examining(_ runner: Runner, _ systems: Set<SystemName>) -> Mandate {
        runner.policy.mandate(
            forTask: "examination", systems: systems, actions: [.read], article: "817 39", requestID: runner.ids.next().description)
    }

    /// What is published of a figure, for pages that everybody may see.
    public static func published(_ figure: String, year: Int?, by runner: Runner) async throws(Refusal) -> ReadFigure.Output? {
        let mandate = runner.policy.mandate(
            forTask: "publication", systems: [.CRRS], actions: [.read], article: "817 39, 66", requestID: runner.ids.next().description)
        do {
            return try await runner.registry.read(mandate) { reader in try reader.published(figure, year: year, period: nil) }
        } catch { throw Refusal.from(error) }
    }
}
