import Biometrics
import Foundation

/// Two methods over the same pairs, told apart by a paired bootstrap over fingers: `paired SCORES A B`, where SCORES holds
/// `A-DB1.csv` … `A-DB4.csv` and the same of B, with the columns of `sextant fingerprint evaluate --scores`.
enum PairedComparison {
    struct Scores {
        var fingers: [Int] = []
        /// First and second finger, genuine or not, and both methods' scores.
        var pairs: [(a: Int, b: Int, genuine: Bool, first: Double, second: Double)] = []
    }

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 3 else { return print("paired SCORES A B [ROUNDS]") }
        let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 1_000 : 1_000
        var sets: [Scores] = []
        for db in 1...4 { sets.append(try read(arguments[0], arguments[1], arguments[2], db)) }
        let names = [arguments[1], arguments[2]]
        for measure in Measure.allCases {
            let whole = measure.value(sets.map { weigh($0, nil) })
            var random = SeededGenerator(seed: 7)
            var differences: [Double] = []
            for _ in 0..<rounds {
                // Within each database fingers are drawn with replacement; both methods see the same draw.
                let drawn = sets.map { set -> (ErrorRates, ErrorRates) in
                    var weight = [Int](repeating: 0, count: set.fingers.count)
                    for _ in set.fingers { weight[Int.random(in: 0..<set.fingers.count, using: &random)] += 1 }
                    return weigh(set, weight)
                }
                let v = measure.value(drawn)
                differences.append(v.0 - v.1)
            }
            differences.sort()
            let low = differences[Int(0.025 * Double(rounds))], high = differences[min(rounds - 1, Int(0.975 * Double(rounds)))]
            let better = differences.count { $0 < 0 }, worse = differences.count { $0 > 0 }
            print(
                "\(measure.rawValue): \(names[0]) \(percent(whole.0)), \(names[1]) \(percent(whole.1)); difference \(percent(whole.0 - whole.1)) "
                    + "(95 %: \(percent(low)) to \(percent(high))), \(names[0]) lower in \(better) and higher in \(worse) of \(rounds) draws")
        }
    }

    enum Measure: String, CaseIterable {
        case mean = "mean EER"
        case meanStrict = "mean FMR1000"
        case pooled = "pooled EER"
        case pooledStrict = "pooled FMR1000"

        func value(_ sets: [(ErrorRates, ErrorRates)]) -> (Double, Double) {
            func both(_ f: (ErrorRates) -> Double, _ rates: [(ErrorRates, ErrorRates)]) -> (Double, Double) {
                let n = Double(rates.count)
                return (rates.reduce(0) { $0 + f($1.0) } / n, rates.reduce(0) { $0 + f($1.1) } / n)
            }
            func pool(_ side: (ErrorRates, ErrorRates) -> ErrorRates) -> ErrorRates {
                ErrorRates(genuine: sets.flatMap { side($0.0, $0.1).genuine }, impostor: sets.flatMap { side($0.0, $0.1).impostor })
            }
            switch self {
            case .mean: return both(\.mergedEqualErrorRate, sets)
            case .meanStrict: return both(\.fmr1000, sets)
            case .pooled: return both(\.mergedEqualErrorRate, [(pool { a, _ in a }, pool { _, b in b })])
            case .pooledStrict: return both(\.fmr1000, [(pool { a, _ in a }, pool { _, b in b })])
            }
        }
    }

    private static func weigh(_ set: Scores, _ weight: [Int]?) -> (ErrorRates, ErrorRates) {
        var genuine: ([Double], [Double]) = ([], []), impostor: ([Double], [Double]) = ([], [])
        for p in set.pairs {
            let n = weight.map { p.genuine ? $0[p.a] : $0[p.a] * $0[p.b] } ?? 1
            for _ in 0..<n {
                if p.genuine {
                    genuine.0.append(p.first)
                    genuine.1.append(p.second)
                } else {
                    impostor.0.append(p.first)
                    impostor.1.append(p.second)
                }
            }
        }
        return (ErrorRates(genuine: genuine.0, impostor: impostor.0), ErrorRates(genuine: genuine.1, impostor: impostor.1))
    }

    struct Unpaired: Error, CustomStringConvertible { var description: String }

    private static func read(_ folder: String, _ a: String, _ b: String, _ db: Int) throws -> Scores {
        func table(_ name: String) throws -> [String: (String, String, Bool, Double)] {
            var rows: [String: (String, String, Bool, Double)] = [:]
            for line in try String(contentsOfFile: "\(folder)/\(name)-DB\(db).csv", encoding: .utf8).split(separator: "\n").dropFirst() {
                let f = line.split(separator: ",").map(String.init)
                guard f.count == 4, let score = Double(f[3]) else { throw Unpaired(description: "\(name)-DB\(db).csv: \(line)") }
                let pair = [f[0], f[1]].sorted()
                rows[pair[0] + "," + pair[1]] = (f[0], f[1], f[2] == "1", score)
            }
            return rows
        }
        let first = try table(a), second = try table(b)
        var set = Scores(), index: [String: Int] = [:]
        func finger(_ sample: String) -> Int {
            let name = String(sample.prefix(upTo: sample.lastIndex(of: "_") ?? sample.endIndex))
            if let known = index[name] { return known }
            index[name] = set.fingers.count
            set.fingers.append(set.fingers.count)
            return set.fingers.count - 1
        }
        for key in first.keys.sorted() {
            guard let x = first[key], let y = second[key] else { throw Unpaired(description: "pair \(key) is in one of the two only") }
            set.pairs.append((finger(x.0), finger(x.1), x.2, x.3, y.3))
        }
        guard first.count == second.count else { throw Unpaired(description: "DB\(db): \(first.count) and \(second.count) pairs") }
        return set
    }
}
