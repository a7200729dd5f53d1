/// How far a suppressed number can be another one while every sum of rows and columns stays: what anybody can know of it who knows all
/// that is published of its table.
///
/// A table with given sums is a flow between rows and columns, so the bounds are those of a maximum flow, and they are exact. What one
/// more of a number takes away elsewhere in its row has to come back in that column, and so on until the number's own column is even.
struct FeasibleRange {
    private var values: [[Int]]
    /// Suppressed places, by row and by column.
    private let inRow: [[Int]]
    private let inColumn: [[Int]]

    private init(_ cells: [[Int]], _ hidden: [[Bool]]) {
        values = cells
        inRow = hidden.map { row in row.indices.filter { row[$0] } }
        let width = hidden.first?.count ?? 0
        inColumn = (0..<width).map { column in hidden.indices.filter { hidden[$0][column] } }
    }

    /// The greatest number that a suppressed cell may have, less the smallest; not looked for beyond what is enough.
    static func width(_ row: Int, _ column: Int, _ cells: [[Int]], _ hidden: [[Bool]], enough: Int) -> Int {
        let upwards = FeasibleRange(cells, hidden).moved(row, column, rising: true, most: enough)
        guard upwards < enough else { return upwards }
        let most = min(enough - upwards, cells[row][column])
        return upwards + FeasibleRange(cells, hidden).moved(row, column, rising: false, most: most)
    }

    private func moved(_ row: Int, _ column: Int, rising: Bool, most: Int) -> Int {
        var table = self
        var sum = 0
        while sum < most {
            let step = table.push(from: row, to: column, rising: rising, most: most - sum)
            guard step > 0 else { break }
            sum += step
        }
        return sum
    }

    /// One path from the row to the column: where a number rises, those on the way fall and rise by turns. Rows are the first nodes,
    /// columns follow.
    private mutating func push(from row: Int, to column: Int, rising: Bool, most: Int) -> Int {
        let height = values.count
        let goal = height + column
        var before = [Int](repeating: -1, count: height + inColumn.count)
        before[row] = row
        var queue = [row]
        var next = 0
        while next < queue.count, before[goal] < 0 {
            let node = queue[next]
            next += 1
            if node < height {
                for place in inRow[node] where before[height + place] < 0 && (node != row || place != column) {
                    guard !rising || values[node][place] > 0 else { continue }
                    before[height + place] = node
                    queue.append(height + place)
                }
            } else {
                let place = node - height
                for other in inColumn[place] where before[other] < 0 {
                    guard rising || values[other][place] > 0 else { continue }
                    before[other] = node
                    queue.append(other)
                }
            }
        }
        guard before[goal] >= 0 else { return 0 }
        return move(along: before, from: row, to: goal, rising: rising, most: most)
    }

    private mutating func move(along before: [Int], from row: Int, to goal: Int, rising: Bool, most: Int) -> Int {
        let height = values.count
        var path: [(row: Int, column: Int, falls: Bool)] = []
        var node = goal
        while node != row {
            let earlier = before[node]
            if node >= height {
                path.append((row: earlier, column: node - height, falls: rising))
            } else {
                path.append((row: node, column: earlier - height, falls: !rising))
            }
            node = earlier
        }
        var amount = most
        for step in path where step.falls { amount = min(amount, values[step.row][step.column]) }
        for step in path { values[step.row][step.column] += step.falls ? -amount : amount }
        return amount
    }
}
