/// What of one text stands in the other, character by character: what two clerks wrote differently is seen at a glance.
enum CharacterDifference {
    /// A run of characters that is, or is not, in the other text at its place.
    struct Run: Sendable, Hashable {
        var text: String
        var isOther: Bool
    }

    /// Longer texts are shown whole, as other where they are not equal: nobody's name is longer.
    static let lengthMax = 400

    /// Both texts in runs. By the longest common subsequence of Unicode scalars, upper and lower case being one.
    static func runs(_ left: String, _ right: String) -> (left: [Run], right: [Run]) {
        let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        guard a.count <= lengthMax, b.count <= lengthMax else {
            let isOther = left != right
            return ([Run(text: left, isOther: isOther)], [Run(text: right, isOther: isOther)])
        }
        let (levelA, levelB) = (a.map(level), b.map(level))
        // longest[i][j]: of the rests from i and j.
        let width = b.count + 1
        var longest = [UInt16](repeating: 0, count: (a.count + 1) * width)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                longest[i * width + j] =
                    levelA[i] == levelB[j]
                    ? longest[(i + 1) * width + j + 1] + 1
                    : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
            }
        }
        var (leftRuns, rightRuns): ([Run], [Run]) = ([], [])
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, levelA[i] == levelB[j] {
                add(a[i], false, to: &leftRuns)
                add(b[j], false, to: &rightRuns)
                (i, j) = (i + 1, j + 1)
            } else if j >= b.count || (i < a.count && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
                add(a[i], true, to: &leftRuns)
                i += 1
            } else {
                add(b[j], true, to: &rightRuns)
                j += 1
            }
        }
        return (leftRuns, rightRuns)
    }

    private static func level(_ scalar: Unicode.Scalar) -> String { scalar.properties.uppercaseMapping }

    private static func add(_ scalar: Unicode.Scalar, _ isOther: Bool, to runs: inout [Run]) {
        if runs.last?.isOther == isOther {
            runs[runs.count - 1].text.unicodeScalars.append(scalar)
        } else {
            runs.append(Run(text: String(scalar), isOther: isOther))
        }
    }
}
