/// Who the records of a register truly are, as a file says: for evaluating, and for learning from.
///
/// Either `rec_id,cluster` (or `person_id`, `person`), a line for each record, or `left_id,right_id` with an optional `label`, a line for each
/// pair that is one person (or, with the label 0, is not).
public struct RecordTruth: Sendable {
    /// For each record the number of its person; unknown persons are negative and all different.
    public private(set) var person: [Int] = []
    /// Pairs that the file calls different persons.
    private(set) var different: Set<UInt64> = []
    /// Lines whose record is not in the register.
    public private(set) var unknownRecords = 0

    /// Of two registers, either one file for each or one for both; names that occur in both registers then mean both.
    public init(
        _ outcome: RegisterLinker.Outcome, files: [String], idColumns: [String] = ["rec_id"], personColumn: String? = nil
    ) throws(FileRefusal) {
        try self.init(outcome.table, files: files, idColumns: idColumns, personColumn: personColumn)
    }

    init(_ table: LinkTable, files: [String], idColumns: [String] = ["rec_id"], personColumn: String? = nil) throws(FileRefusal) {
        let linked = table.firstCount < table.count
        let (first, second) = (0..<table.firstCount, linked ? table.firstCount..<table.count : 0..<table.count)
        func numbers(_ range: Range<Int>) -> [String: [Int]] {
            var numbers: [String: [Int]] = [:]
            for record in range { numbers[table.id(record), default: []].append(record) }
            return numbers
        }
        let ofFirst = numbers(first)
        let ofSecond = linked ? numbers(second) : ofFirst
        // Union of records that are one person.
        var parent = Array(0..<table.count)
        func root(_ record: Int) -> Int {
            var record = record
            while parent[record] != record {
                parent[record] = parent[parent[record]]
                record = parent[record]
            }
            return record
        }
        var named = [Bool](repeating: false, count: table.count)
        var ofPerson: [String: Int] = [:]
        for (position, path) in files.enumerated() {
            let file = try CSVFile(path: path)
            if personColumn == nil, let left = file.column("left_id"), let right = file.column("right_id") {
                let label = file.column("label") ?? -1
                file.forEachRecord { fields in
                    let (a, b) = (ofFirst[fields.text(left)] ?? [], ofSecond[fields.text(right)] ?? [])
                    if a.isEmpty || b.isEmpty { unknownRecords += 1 }
                    let isSame = label < 0 || !["0", "false", "no", ""].contains(fields.text(label).lowercased())
                    for x in a {
                        for y in b where x != y {
                            if isSame {
                                parent[root(x)] = root(y)
                                named[x] = true
                                named[y] = true
                            } else {
                                different.insert(UInt64(min(x, y)) << 32 | UInt64(max(x, y)))
                            }
                        }
                    }
                }
                continue
            }
            let id = try RecordTruth.column(file, [idColumns[min(position, idColumns.count - 1)], "rec_id", "id", "unique_id"])
            let person = try RecordTruth.column(file, personColumn.map { [$0] } ?? ["cluster", "person_id", "person", "cluster_id"])
            let one = files.count > 1 && linked ? (position == 0 ? [ofFirst] : [ofSecond]) : linked ? [ofFirst, ofSecond] : [ofFirst]
            file.forEachRecord { fields in
                let name = fields.text(person)
                guard !name.isEmpty else { return }
                var found = false
                for numbers in one {
                    for record in numbers[fields.text(id)] ?? [] {
                        found = true
                        named[record] = true
                        if let other = ofPerson[name] { parent[root(record)] = root(other) } else { ofPerson[name] = record }
                    }
                }
                if !found { unknownRecords += 1 }
            }
        }
        person = (0..<table.count).map { named[$0] ? root($0) : -1 - $0 }
    }

    private static func column(_ file: CSVFile, _ names: [String]) throws(FileRefusal) -> Int {
        for name in names { if let column = file.column(name) { return column } }
        throw .missingColumn(path: file.file.path, name: names.first ?? "", names: file.header)
    }

    /// Records that the file names.
    public var known: Int { person.count { $0 >= 0 } }
}

/// Pairs that are known to be of one person, or of two: weights are estimated from them where there are any.
struct LinkLabels {
    /// A pair's key, and whether it is one person.
    private(set) var pairs: [UInt64: Bool] = [:]
    private let person: [Int]

    /// A labelled pair is worth so many that the estimate believes in.
    static let emphasis = 4.0
    /// Pairs of one person taken at most.
    private static let limit = 2_000_000

    init(_ truth: RecordTruth, _ table: LinkTable) {
        person = truth.person
        let linked = table.firstCount < table.count
        var members: [Int: [Int]] = [:]
        for (record, number) in truth.person.enumerated() where number >= 0 { members[number, default: []].append(record) }
        for number in members.keys.sorted() {
            guard let records = members[number], records.count > 1, pairs.count < LinkLabels.limit else { continue }
            for (position, a) in records.enumerated() {
                for b in records[(position + 1)...] where !linked || (a < table.firstCount) != (b < table.firstCount) {
                    pairs[UInt64(a) << 32 | UInt64(b)] = true
                }
            }
        }
        for key in truth.different { pairs[key] = false }
    }

    /// What is known of a pair; records that the labels do not name are left to the estimate.
    func same(_ pair: LinkPair) -> Bool? {
        if let known = pairs[pair.key] { return known }
        let (a, b) = (person[Int(pair.left)], person[Int(pair.right)])
        return a >= 0 && b >= 0 ? a == b : nil
    }
}
