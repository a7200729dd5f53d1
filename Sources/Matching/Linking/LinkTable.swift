import Dispatch
import Identity

/// The records of one or two registers, levelled and laid out in columns for linking.
final class LinkTable: @unchecked Sendable {
    static let roleShift: UInt32 = 30
    static let wordMask: UInt32 = (1 << roleShift) - 1

    /// Record names as the file has them.
    private(set) var ids = IdentifierList()
    /// Records of the first file; the rest are of the second.
    private(set) var firstCount = 0
    private(set) var count = 0

    // Words, each once.
    private(set) var words: [NameToken] = []
    private(set) var sounds: [NameSound] = []
    private(set) var particles: [Bool] = []
    /// In how many records a word stands in a name.
    private(set) var frequency: [UInt32] = []
    private var table: [UInt32] = Array(repeating: 0, count: 1 << 12)

    // Columns.
    private(set) var nameStart: [UInt32] = [0]
    private(set) var names: [UInt32] = []
    private(set) var features: [UInt64] = []
    private(set) var spellings: [UInt64] = []
    private(set) var dates: [RecordDate] = []
    private(set) var sexes: [UInt8] = []
    private(set) var states: [UInt16] = []
    private(set) var documents: [DocumentKey?] = []
    private(set) var hasDocuments = false

    /// A further column of codes or categories: up to 16 letters and digits, packed; zero where empty.
    struct Code: Hashable, BitwiseCopyable {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var isEmpty: Bool { first == 0 && second == 0 }
        var length: Int { 16 - (second.leadingZeroBitCount / 8 + (second == 0 ? first.leadingZeroBitCount / 8 : 0)) }
        func letter(_ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: (index < 8 ? first : second) >> UInt64(8 * (index & 7)))
        }
        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            var at = 0
            for byte in bytes {
                var letter = byte
                switch byte {
                case 97...122: letter = byte - 32
                case 48...57, 65...90, 128...: break
                default: continue
                }
                if at < 8 {
                    first |= UInt64(letter) << UInt64(8 * at)
                } else if at < 16 {
                    second |= UInt64(letter) << UInt64(8 * (at - 8))
                } else {
                    // Longer values stay apart by what follows.
                    second = mix(second, UInt64(letter)) | 1 << 63
                }
                at += 1
            }
        }
        var text: String {
            String(decoding: (0..<16).map(letter).filter { $0 != 0 }, as: UTF8.self)
        }
    }
    struct FurtherColumn {
        var name: String
        var kind: LinkColumns.Further
        var codes: [Code] = []
        var codeFrequency: [Code: UInt32] = [:]
        /// For text: words of each record.
        var start: [UInt32] = [0]
        var words: [UInt32] = []
        var wordFrequency: [UInt32] = []
        /// Records that have a value.
        var filled = 0
    }
    private(set) var further: [FurtherColumn] = []

    private struct Part {
        var ids = IdentifierList()
        var tokens: [NameToken] = []
        var roles: [UInt8] = []
        var counts: [UInt8] = []
        var features: [UInt64] = []
        var spellings: [UInt64] = []
        var dates: [RecordDate] = []
        var sexes: [UInt8] = []
        var states: [UInt16] = []
        var documents: [DocumentKey?] = []
        var codes: [[Code]] = []
        var texts: [[NameToken]] = []
        var textCounts: [[UInt8]] = []
    }

    init(_ files: [(path: String, columns: LinkColumns)], threads: Int) throws(FileRefusal) {
        for (position, file) in files.enumerated() {
            try load(file.path, file.columns, threads: threads)
            if position == 0 { firstCount = count }
        }
        if files.count < 2 { firstCount = count }
        table = []
        for index in further.indices where further[index].kind != .text {
            var seen: [Code: UInt32] = [:]
            for code in further[index].codes where !code.isEmpty { seen[code, default: 0] += 1 }
            further[index].codeFrequency = seen
            further[index].filled = seen.values.reduce(0) { $0 + Int($1) }
        }
        for index in further.indices where further[index].kind == .text {
            var seen = [UInt32](repeating: 0, count: words.count)
            var filled = 0
            for record in 0..<count {
                let range = Int(further[index].start[record])..<Int(further[index].start[record + 1])
                if !range.isEmpty { filled += 1 }
                for at in range where !further[index].words[range.lowerBound..<at].contains(further[index].words[at]) {
                    seen[Int(further[index].words[at])] += 1
                }
            }
            further[index].wordFrequency = seen
            further[index].filled = filled
        }
        hasDocuments = documents.contains { $0 != nil }
        _ = addresses
    }

    private func load(_ path: String, _ columns: LinkColumns, threads: Int) throws(FileRefusal) {
        let file = try CSVFile(path: path)
        let id = try file.requiredColumn(columns.id)
        var nameColumns: [(Int, NameRole)] = []
        for column in columns.family { nameColumns.append((try file.requiredColumn(column), .surname)) }
        for column in columns.given { nameColumns.append((try file.requiredColumn(column), .given)) }
        for column in columns.name { nameColumns.append((try file.requiredColumn(column), .whole)) }
        func optional(_ name: String?) -> Int { name.flatMap { file.column($0) } ?? -1 }
        let (birth, sex, stateColumn) = (optional(columns.birth), optional(columns.sex), optional(columns.nationality))
        let (number, issuer) = (optional(columns.documentNumber), optional(columns.documentCountry))
        var furtherColumns: [Int] = []
        for (column, _) in columns.further { furtherColumns.append(try file.requiredColumn(column)) }
        let kinds = columns.further.map(\.kind)
        let pieces = file.pieces(threads)
        let parts = Slots<Part>(count: pieces.count)
        let nameColumnsRead = nameColumns
        let furtherRead = furtherColumns
        DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
            var part = Part()
            part.codes = Array(repeating: [], count: kinds.count)
            part.texts = Array(repeating: [], count: kinds.count)
            part.textCounts = Array(repeating: [], count: kinds.count)
            var reader = NameReader()
            var states: [UInt32: UInt16] = [:]
            func state(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
                guard bytes.count == 3 else {
                    return bytes.isEmpty ? 0 : CountryCode(String(decoding: bytes, as: UTF8.self)).map(StateCode.code) ?? 0
                }
                let key = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
                if let known = states[key] { return known }
                let code = CountryCode(String(decoding: bytes, as: UTF8.self)).map(StateCode.code) ?? 0
                states[key] = code
                return code
            }
            file.forEachRecord(in: pieces[index]) { fields in
                part.ids.append(bytes: fields.bytes(id))
                var features: UInt64 = 0
                var spellings: UInt64 = 0
                var vowelless = false
                let before = part.tokens.count
                for (column, role) in nameColumnsRead {
                    reader.reset()
                    reader.read(fields.bytes(column), as: role == .given ? .given : role == .whole ? .whole : .surname)
                    for token in reader.tokens where part.tokens.count - before < PreparedIdentity.tokenLimit {
                        part.tokens.append(token)
                        part.roles.append(UInt8(role.rawValue))
                        features |= NameSound(token).features
                        spellings |= NameSound.spellingFeatures(token)
                        if token.script.leavesVowelsOut { vowelless = true }
                    }
                }
                part.counts.append(UInt8(part.tokens.count - before))
                part.features.append(features)
                part.spellings.append(vowelless ? 0 : spellings)
                part.dates.append(RecordDate(bytes: fields.bytes(birth)))
                part.sexes.append(SexCode.code(fields.bytes(sex)))
                part.states.append(state(fields.bytes(stateColumn)))
                let bytes = fields.bytes(number)
                part.documents.append(
                    bytes.isEmpty ? nil : DocumentKey(bytes: bytes, issuer: state(fields.bytes(issuer))))
                for (position, column) in furtherRead.enumerated() {
                    if kinds[position] == .text {
                        reader.reset()
                        reader.read(fields.bytes(column), as: .surname)
                        part.texts[position] += reader.tokens
                        part.textCounts[position].append(UInt8(reader.tokens.count))
                    } else {
                        part.codes[position].append(Code(fields.bytes(column)))
                    }
                }
            }
            parts[index] = part
        }
        if further.isEmpty { further = columns.further.map { FurtherColumn(name: $0.column, kind: $0.kind) } }
        for index in pieces.indices {
            guard let part = parts.take(index) else { continue }
            append(part)
        }
    }

    private func append(_ part: Part) {
        ids.append(contentsOf: part.ids)
        features += part.features
        spellings += part.spellings
        dates += part.dates
        sexes += part.sexes
        states += part.states
        documents += part.documents
        names.reserveCapacity(names.count + part.tokens.count)
        var at = 0
        for size in part.counts {
            let start = names.count
            for _ in 0..<Int(size) {
                let word = insert(part.tokens[at])
                var repeated = false
                for earlier in start..<names.count where names[earlier] & LinkTable.wordMask == word { repeated = true }
                if !repeated { frequency[Int(word)] += 1 }
                names.append(word | UInt32(part.roles[at]) << LinkTable.roleShift)
                at += 1
            }
            nameStart.append(UInt32(names.count))
        }
        for position in further.indices {
            further[position].codes += part.codes[position]
            var at = 0
            for size in part.textCounts[position] {
                for _ in 0..<Int(size) {
                    further[position].words.append(insert(part.texts[position][at]))
                    at += 1
                }
                further[position].start.append(UInt32(further[position].words.count))
            }
        }
        count += part.counts.count
    }

    private func insert(_ token: NameToken) -> UInt32 {
        let hash = mix(token.spellingHash, token.script.leavesVowelsOut ? 1 : 0)
        var mask = table.count - 1
        var at = Int(truncatingIfNeeded: hash) & mask
        while table[at] != 0 {
            let id = table[at] - 1
            let word = words[Int(id)]
            if word.spelled(like: token), word.script.leavesVowelsOut == token.script.leavesVowelsOut { return id }
            at = (at + 1) & mask
        }
        let id = UInt32(words.count)
        words.append(token)
        sounds.append(NameSound(token))
        particles.append(NameParticles.contains(token))
        frequency.append(0)
        table[at] = id + 1
        if words.count * 2 > table.count {
            mask = table.count * 2 - 1
            table = Array(repeating: 0, count: mask + 1)
            for (index, word) in words.enumerated() {
                var at = Int(truncatingIfNeeded: mix(word.spellingHash, word.script.leavesVowelsOut ? 1 : 0)) & mask
                while table[at] != 0 { at = (at + 1) & mask }
                table[at] = UInt32(index) + 1
            }
        }
        return id
    }

    /// Where the columns lie, once the table is filled.
    struct Addresses {
        let nameStart: UnsafePointer<UInt32>
        let names: UnsafePointer<UInt32>
        let frequency: UnsafePointer<UInt32>
        let letters: UnsafePointer<UInt32>
        let words: UnsafePointer<NameToken>
        let sounds: UnsafePointer<NameSound>
        let particles: UnsafePointer<Bool>
        let dates: UnsafePointer<RecordDate>
        let sexes: UnsafePointer<UInt8>
        let states: UnsafePointer<UInt16>
        let documents: UnsafePointer<DocumentKey?>

        @inline(__always)
        func range(_ record: Int) -> Range<Int> { Int(nameStart[record])..<Int(nameStart[record + 1]) }
    }
    private var copies: [UnsafeMutableRawPointer] = []
    private(set) lazy var addresses: Addresses = {
        func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
            memory.initialize(from: elements, count: elements.count)
            copies.append(UnsafeMutableRawPointer(memory))
            return UnsafePointer(memory)
        }
        return Addresses(
            nameStart: copy(nameStart), names: copy(names), frequency: copy(frequency), letters: copy(words.map(\.letterSet)),
            words: copy(words), sounds: copy(sounds), particles: copy(particles), dates: copy(dates), sexes: copy(sexes),
            states: copy(states), documents: copy(documents))
    }()
    deinit { for copy in copies { copy.deallocate() } }

    func nameRange(_ record: Int) -> Range<Int> { Int(nameStart[record])..<Int(nameStart[record + 1]) }
    func id(_ record: Int) -> String { ids[record] }
}

/// Places that different threads fill, each its own.
final class Slots<Value>: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Value?>
    private let count: Int

    init(count: Int) {
        self.count = count
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: nil, count: max(count, 1))
    }
    deinit {
        base.deinitialize(count: max(count, 1))
        base.deallocate()
    }
    subscript(index: Int) -> Value? {
        get { base[index] }
        set { base[index] = newValue }
    }
    func take(_ index: Int) -> Value? {
        let value = base[index]
        base[index] = nil
        return value
    }
}

extension IdentifierList {
    mutating func append(bytes: UnsafeBufferPointer<UInt8>) { append(String(decoding: bytes, as: UTF8.self)) }
    mutating func append(contentsOf other: IdentifierList) { for index in 0..<other.count { append(other[index]) } }
}

extension DocumentKey {
    init?(bytes: UnsafeBufferPointer<UInt8>, issuer: UInt16) {
        self.init(number: String(decoding: bytes, as: UTF8.self), issuer: issuer)
    }
}
