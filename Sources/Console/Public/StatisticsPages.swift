import API
import Access
import Foundation
import Hummingbird
import Interoperability
import Operations
import Wire

/// The published statistics for everybody: a list of figures, and each with a chart, its numbers, and the files to take along. What
/// is on these pages is published by law and holds nothing of a person, so nobody signs in.
public struct StatisticsPages: Sendable {
    /// What is published of a figure in a year; `nil` where there is no such figure.
    public typealias Read = @Sendable (_ figure: String, _ year: Int?) async throws(Refusal) -> ReadFigure.Output?

    private let read: Read
    private let isSandbox: Bool
    private let pages: PageRenderer

    /// - Throws: the template parser's error.
    public init(isSandbox: Bool, read: @escaping Read) throws {
        self.read = read
        self.isSandbox = isSandbox
        pages = try PageRenderer(adding: PublicTemplates.all)
    }

    public var routes: [PlainRoute] {
        [
            PlainRoute(.get, "/statistics") { _ in self.list() },
            PlainRoute(.get, "/statistics/{figure}") { request in try await self.figure(request) },
        ]
    }

    private func frame(_ title: String) -> PageFrame { PageFrame(public: title, pages: pages, isSandbox: isSandbox) }

    struct ListPage: Sendable {
        struct Section: Sendable {
            struct Line: Sendable {
                var id: String
                var title: String
                var category: String
                var article: String
            }
            var system: String
            var lines: [Line]
        }
        var frame: PageFrame
        var sections: [Section]
    }

    private func list() -> Response {
        let bySystem = Dictionary(grouping: Figures.all, by: \.system.rawValue)
        let sections = bySystem.sorted { $0.key < $1.key }.map { system, figures in
            ListPage.Section(system: system, lines: figures.map { .init(id: $0.id, title: $0.title, category: $0.category, article: $0.article) })
        }
        return Response.page(pages.render(ListPage(frame: frame("Statistics"), sections: sections), "statistics"))
    }

    struct FigurePage: Sendable {
        struct Row: Sendable {
            var category: String
            var total: String
        }
        struct Note: Sendable {
            var text: String
        }
        var frame: PageFrame
        var title: String
        var category: String
        var article: String
        var id: String
        var year: Int
        var least: Int
        var isRounded: Bool
        /// Of what is held: when it was not counted as it should have been.
        var notes: [Note]
        var before: Int
        var after: Int
        var isEmpty: Bool
        var columns: String
        var periods: [Row]
        var bars: String
        var states: String
        var categories: [Row]
        var memberStates: [Row]
        var hasStates: Bool
    }

    private func figure(_ request: PlainRequest) async throws -> Response {
        // `ees.entries.sex` is a page; `ees.entries.sex.csv` and `.json` are files.
        var name = request.parameters["figure"] ?? ""
        let ending = [".csv", ".json"].first { name.hasSuffix($0) }
        if let ending { name.removeLast(ending.count) }
        let year = request.request.uri.queryParameters["year"].flatMap { Int($0) }.flatMap { (1985...9999).contains($0) ? $0 : nil }
        guard let output = try await read(name, year) else { throw Refusal(.noSuchRoute, "there is no such figure") }
        switch ending {
        case ".csv":
            var response = Response.text(StatisticsCSV.text(output.figure.id, output.published), type: "text/csv; charset=utf-8")
            response.headers[.contentDisposition] = "attachment; filename=\"\(output.figure.id)-\(output.year.year).csv\""
            return response
        case ".json": return Response.text(output.wire.compact, type: "application/json")
        default: return Response.page(pages.render(page(output), "figure"))
        }
    }

    private func notes(_ tables: PublishedTables) -> [FigurePage.Note] {
        var notes: [FigurePage.Note] = []
        if let counted = tables.counted { notes.append(.init(text: "\(tables.period) was counted on \(counted).")) }
        if !tables.notCounted.isEmpty {
            notes.append(.init(text: "Days of \(tables.period) that were not counted: \(tables.notCounted.count)."))
        }
        return notes
    }

    private func page(_ output: ReadFigure.Output) -> FigurePage {
        let figure = output.figure
        let year = output.year
        func rows(_ rows: [AnnualReport.Row]) -> [FigurePage.Row] {
            StatisticsChart.ordered(rows).map { .init(category: $0.category, total: ($0.isAtLeast ? "≥ " : "") + StatisticsChart.grouped($0.total)) }
        }
        return FigurePage(
            frame: frame("\(figure.title) by \(figure.category)"), title: figure.title, category: figure.category, article: figure.article,
            id: figure.id, year: year.year, least: output.least, isRounded: figure.isRounded,
            notes: output.published.flatMap { notes($0) }, before: year.year - 1, after: year.year + 1,
            isEmpty: year.periods.isEmpty,
            columns: StatisticsChart.columns(year.periods, year.totals, title: "\(figure.title) in \(year.year) by period"),
            periods: zip(year.periods, year.totals).map { period, total in
                .init(category: period, total: total < 0 ? "too few to be told" : StatisticsChart.grouped(total))
            },
            bars: StatisticsChart.bars(year.categories, title: "\(figure.title) in \(year.year) by \(figure.category)"),
            states: StatisticsChart.bars(year.memberStates, title: "\(figure.title) in \(year.year) by Member State"),
            categories: rows(year.categories), memberStates: rows(year.memberStates), hasStates: year.memberStates.count > 1)
    }
}

extension PageFrame {
    /// Around a page for everybody.
    init(public title: String, language: String = "en", pages: PageRenderer, isSandbox: Bool) {
        self.init(
            title: title + " – Sextant", language: language, stylesheet: pages.stylesheet, script: pages.script, icon: pages.icon,
            isSandbox: isSandbox, isCheck: false, isLinks: false, hasLinks: false,
            officer: nil, formToken: "")
    }
}
