/// Somebody who knows every number that is published and what they are sums of, and works out how large and how small any number can be
/// that is not: a linear programme, by the simplex method. Nothing that follows from sums escapes it.
struct Attacker {
    private var rows: [[Double]] = []
    private var basis: [Int] = []
    private let count: Int
    private static let tiny = 1e-7

    /// - Parameter equations: coefficients of every number, and the sum behind them; none negative.
    init(_ given: [[Double]], of count: Int) {
        self.count = count
        // What two tables say alike is said once.
        var seen: Set<[Double]> = []
        let equations = given.filter { seen.insert($0).inserted }
        let width = count + equations.count
        for (place, equation) in equations.enumerated() {
            var row = Array(equation.prefix(count))
            for other in equations.indices { row.append(other == place ? 1 : 0) }
            row.append(equation[count])
            rows.append(row)
            basis.append(count + place)
        }
        // First any numbers that fit: what is left over is brought to nothing.
        var cost = [Double](repeating: 0, count: width + 1)
        for row in rows {
            for place in 0..<count { cost[place] -= row[place] }
            cost[width] -= row[width]
        }
        _ = solve(&cost)
        var kept: [Int] = []
        for place in rows.indices {
            if basis[place] >= count, let column = (0..<count).first(where: { abs(rows[place][$0]) > Attacker.tiny }) {
                turn(place, column, &cost)
            }
            if basis[place] < count { kept.append(place) }
        }
        rows = kept.map { Array(rows[$0].prefix(count)) + [rows[$0][width]] }
        basis = kept.map { basis[$0] }
    }

    /// The smallest and the greatest value of a sum of numbers; without bound it is infinite.
    func range(of numbers: [Double]) -> ClosedRange<Double> {
        let (least, most) = (-greatest(numbers.map { -$0 }), greatest(numbers))
        return least...max(least, most)
    }

    private func greatest(_ numbers: [Double]) -> Double {
        var table = self
        var cost = numbers.map { -$0 } + [0]
        for (place, row) in rows.enumerated() {
            let factor = cost[basis[place]]
            guard factor != 0 else { continue }
            for column in cost.indices { cost[column] -= factor * row[column] }
        }
        return table.solve(&cost) ? cost[cost.count - 1] : .infinity
    }

    /// By the rule of Bland, which never goes in circles. Whether there is an end.
    private mutating func solve(_ cost: inout [Double]) -> Bool {
        while let column = (0..<count).first(where: { cost[$0] < -Attacker.tiny }) {
            var best: (ratio: Double, row: Int)?
            for place in rows.indices where rows[place][column] > Attacker.tiny {
                let ratio = (rows[place].last ?? 0) / rows[place][column]
                guard let known = best else {
                    best = (ratio, place)
                    continue
                }
                let isLess = ratio < known.ratio - 1e-12 || (ratio <= known.ratio + 1e-12 && basis[place] < basis[known.row])
                if isLess { best = (ratio, place) }
            }
            guard let row = best?.row else { return false }
            turn(row, column, &cost)
        }
        return true
    }

    private mutating func turn(_ row: Int, _ column: Int, _ cost: inout [Double]) {
        let pivot = rows[row][column]
        for place in rows[row].indices { rows[row][place] /= pivot }
        let turned = rows[row]
        let places = turned.indices.filter { turned[$0] != 0 }
        for other in rows.indices where other != row && rows[other][column] != 0 {
            let factor = rows[other][column]
            for place in places { rows[other][place] -= factor * turned[place] }
            rows[other][column] = 0
        }
        let factor = cost[column]
        if factor != 0 { for place in places { cost[place] -= factor * turned[place] } }
        basis[row] = column
    }
}
