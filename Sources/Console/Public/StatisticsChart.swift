import Interoperability

/// A chart as SVG in the page: no script, no file from elsewhere. Its colours are the stylesheet's, so it is light or dark as the
/// page is; every number in it stands in the table below it too.
enum StatisticsChart {
    /// Bars that lie, each under its name: the longest first, groups of ages or days in their own order; the rest in one. As wide as the
    /// page is, with letters of one size.
    static func bars(_ rows: [AnnualReport.Row], title: String, most: Int = 15) -> String {
        let sorted = ordered(rows)
        var shown = sorted.prefix(most).map { (label: $0.category, value: $0.total, isAtLeast: $0.isAtLeast) }
        let rest = sorted.dropFirst(most)
        if !rest.isEmpty {
            shown.append((label: "\(rest.count) more", value: rest.reduce(0) { $0 + $1.total }, isAtLeast: rest.contains(where: \.isAtLeast)))
        }
        let largest = max(1, shown.map(\.value).max() ?? 1)
        let line = 38
        var svg =
            "<svg class=\"chart bars\" role=\"img\" aria-label=\"\(escaped(title))\" width=\"100%\" height=\"\(shown.count * line + 4)\" xmlns=\"http://www.w3.org/2000/svg\">"
        for (place, row) in shown.enumerated() {
            let y = place * line
            // In tenths of a hundredth; what is not nothing is seen.
            let length = row.value == 0 ? 0 : max(4, row.value * 780 / largest)
            let share = "\(length / 10).\(length % 10)%"
            svg += """
                <text class="label" x="0" y="\(y + 14)">\(escaped(cut(row.label)))</text>\
                <rect class="bar-fill" x="0" y="\(y + 19)" width="\(share)" height="12" rx="2"><title>\(escaped(row.label)): \(row.value)</title></rect>\
                <text class="value" x="\(share)" dx="6" y="\(y + 30)">\(row.isAtLeast ? "≥ " : "")\(grouped(row.value))</text>
                """
        }
        return svg + "</svg>"
    }

    /// Groups that begin with a number stand in the order of their numbers, all others by how many they are; what was put together last.
    static func ordered(_ rows: [AnnualReport.Row]) -> [AnnualReport.Row] {
        let named = rows.filter { $0.category != AnnualReport.other }
        let numbers = named.compactMap { Int($0.category.prefix { $0.isASCII && $0.isNumber }) }
        let sorted =
            numbers.count == named.count
            ? zip(named, numbers).sorted { ($0.1, $0.0.category) < ($1.1, $1.0.category) }.map(\.0)
            : named.sorted { ($1.total, $0.category) < ($0.total, $1.category) }
        return sorted + rows.filter { $0.category == AnnualReport.other }
    }

    /// Columns that stand, one for each period; a period that is not told has a mark on the ground line.
    static func columns(_ periods: [String], _ totals: [Int], title: String) -> String {
        let largest = max(1, totals.max() ?? 1)
        let (step, height, top) = (periods.count > 6 ? 54 : 90, 150, 24)
        let width = max(1, periods.count) * step + 16
        var svg = open(title, width: width, height: height + top + 30)
        svg += "<line class=\"axis\" x1=\"4\" y1=\"\(height + top)\" x2=\"\(width - 4)\" y2=\"\(height + top)\"/>"
        for (place, period) in periods.enumerated() {
            let x = place * step + 8
            let total = totals.indices.contains(place) ? totals[place] : -1
            let tall = total <= 0 ? 0 : max(1, total * height / largest)
            svg += """
                <rect class="bar-fill" x="\(x + 6)" y="\(top + height - tall)" width="\(step - 12)" height="\(tall)" rx="2"><title>\(escaped(period)): \(total < 0 ? "too few to be told" : String(total))</title></rect>\
                <text class="value" x="\(x + step / 2)" y="\(top + height - tall - 6)" text-anchor="middle">\(total < 0 ? "c" : grouped(total))</text>\
                <text class="label" x="\(x + step / 2)" y="\(top + height + 18)" text-anchor="middle">\(escaped(period))</text>
                """
        }
        return svg + "</svg>"
    }

    private static func open(_ title: String, width: Int, height: Int) -> String {
        "<svg class=\"chart\" role=\"img\" aria-label=\"\(escaped(title))\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" xmlns=\"http://www.w3.org/2000/svg\">"
    }

    private static func cut(_ label: String) -> String { label.count > 28 ? String(label.prefix(27)) + "…" : label }

    private static func escaped(_ text: String) -> String { ScalarHTML().escapeText(text) }

    /// `12 345`, with a thin blank.
    static func grouped(_ number: Int) -> String {
        var out = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place % 3 == 0, digit != "-" { out.append("\u{2009}") }
            out.append(digit)
        }
        return String(out.reversed())
    }
}
