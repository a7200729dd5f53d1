import Identity
import Operations
import Wire

/// Comma-separated values (RFC 4180) of published figures: one line for each number.
public enum StatisticsCSV {
    static let head = ["figure", "period", "memberState", "category", "count"]

    /// A number that is not told is an empty field.
    static func lines(_ figure: String, _ published: [PublishedTables]) -> [[String]] {
        var lines = [head]
        for tables in published {
            guard let part = tables.figures.first(where: { $0.figure == figure }) else { continue }
            for row in part.rows {
                for (column, state) in part.states.enumerated() {
                    lines.append([figure, tables.period, state, row.category, row.count(column).map(String.init) ?? ""])
                }
                lines.append([figure, tables.period, "ALL", row.category, String(row.total)])
            }
            for (state, total) in zip(part.states, part.stateTotals) { lines.append([figure, tables.period, state, "ALL", String(total)]) }
            lines.append([figure, tables.period, "ALL", "ALL", part.total.map(String.init) ?? ""])
        }
        return lines
    }

    public static func text(_ figure: String, _ published: [PublishedTables]) -> String { text(lines(figure, published)) }

    private static func text(_ lines: [[String]]) -> String {
        lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Quoted where needed. A spreadsheet takes what begins with one of four signs for a formula: a quotation mark keeps it a text.
    static func field(_ text: String) -> String {
        let safe = text.first.map { "=+@-".contains($0) && Int(text) == nil } ?? false ? "'" + text : text
        guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// The reply of the reading operation as `text/csv`.
    static let format = MessageFormat(
        mediaType: "text/csv",
        read: { (_) throws(Refusal) in throw Refusal(.wrongMediaType, "questions are not asked in CSV") },
        write: { (reply, _) throws(Refusal) in
            let figure: ReadFigure.Output
            do { figure = try ReadFigure.Output(reading: reply) } catch { throw Refusal(.internalError, "the reply cannot be written") }
            return Array(StatisticsCSV.text(figure.figure.id, figure.published).utf8)
        })
}
