import Dispatch
import Identity
import Synchronization

/// The records of one or two registers, levelled and laid out in columns for linking: about 120 bytes a record, which may lie in files.
///
/// In memory in any case: each different word once.
final class LinkTable: @unchecked Sendable {
    static let roleShift: UInt32 = 30
    static let wordMask: UInt32 = (1 << roleShift) - 1

    /// Record names as the file has them.
    /// The files, and where in its file each record begins: what is shown of a record is read there.
    private var files: [(file: CSVFile, number: Int)] = []
    private var offsets: WorkColumn<UInt64>
    private var idBytes: WorkColumn<UInt8>
    private var idEnds: WorkColumn<UInt64>
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
    private(set) var nameStart: WorkColumn<UInt64>
    private(set) var names: WorkColumn<UInt32>
    private(set) var features: WorkColumn<UInt64>
    private(set) var spellings: WorkColumn<UInt64>
    private(set) var dates: WorkColumn<RecordDate>
    private(set) var sexes: WorkColumn<UInt8>
    private(set) var states: WorkColumn<UInt16>
    /// `DocumentKey.none` where a record has none.
    private(set) var documents: WorkColumn<DocumentKey>
    private(set) var hasDocuments = false
    /// Which of the dates name one day in two calendars.
    private(set) var calendars = LinkCalendars()

    /// A further column of codes or categories: up to 16 letters and digits, packed; zero where empty.
    struct Code: Hashable, BitwiseCopyable {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var isEmpty: Bool { first == 0 && second == 0 }
        var length: Int { 16 - (second.leadingZeroBitCount / 8 + (second == 0 ? first.leadingZeroBitCount / 8 : 0)) }
        func letter(_ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: (index < 8 ? first : second) >> UInt64(8 * (index & 7)))
        }
        init() {}
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
        var codes: WorkColumn<Code>
        var codeCounts: CodeCounts
        /// For text: words of each record.
        var start: WorkColumn<UInt64>
        var words: WorkColumn<UInt32>
        var wordFrequency: [UInt32] = []
        /// Records that have a value.
        var filled = 0

        init(_ name: String, _ kind: LinkColumns.Further, _ place: WorkPlace) throws(FileRefusal) {
            self.name = name
            self.kind = kind
            codes = try WorkColumn(place)
            codeCounts = try CodeCounts(place)
            start = try WorkColumn(place, zeros: 1)
            words = try WorkColumn(place)
        }

        func release() {
            codes.release()
            codeCounts.release()
            start.release()
            words.release()
        }
    }

    /// In how many records each code stands: open addressing.
    struct CodeCounts {
        private var codes: WorkColumn<Code>
        private var counts: WorkColumn<UInt32>
        private var used = 0
        private let place: WorkPlace

        init(_ place: WorkPlace) throws(FileRefusal) {
            self.place = place
            codes = try WorkColumn(place, zeros: 1024)
            counts = try WorkColumn(place, zeros: 1024)
        }

        func release() {
            codes.release()
            counts.release()
        }

        private func at(_ code: Code) -> Int {
            var at = Int(truncatingIfNeeded: mix(code.first, code.second)) & (codes.count - 1)
            while !codes[at].isEmpty, codes[at] != code { at = (at + 1) & (codes.count - 1) }
            return at
        }

        subscript(code: Code) -> UInt32 { code.isEmpty ? 0 : counts[at(code)] }

        mutating func add(_ code: Code, _ often: UInt32 = 1) throws(FileRefusal) {
            if used * 2 > codes.count {
                let (old, oldCounts) = (codes, counts)
                codes = try WorkColumn(place, zeros: old.count * 2)
                counts = try WorkColumn(place, zeros: old.count * 2)
                for index in 0..<old.count where !old[index].isEmpty {
                    let place = at(old[index])
                    codes[place] = old[index]
                    counts[place] = oldCounts[index]
                }
                old.release()
                oldCounts.release()
            }
            let place = at(code)
            if codes[place].isEmpty {
                codes[place] = code
                used += 1
            }
            counts[place] += often
        }
    }
    private(set) var further: [FurtherColumn] = []

    private struct Part {
        var idBytes: [UInt8] = []
        var idLengths: [UInt32] = []
        var offsets: [UInt64] = []
        var tokens: [NameToken] = []
        var roles: [UInt8] = []
        var counts: [UInt8] = []
        var features: [UInt64] = []
        var spellings: [UInt64] = []
        var dates: [RecordDate] = []
        var sexes: [UInt8] = []
        var states: [UInt16] = []
        var documents: [DocumentKey] = []
        var codes: [[Code]] = []
        var texts: [[NameToken]] = []
        var textCounts: [[UInt8]] = []
    }

    init(_ files: [(path: String, columns: LinkColumns)], threads: Int, place: WorkPlace = .memory) throws(FileRefusal) {
        idBytes = try WorkColumn(place)
        idEnds = try WorkColumn(place)
        offsets = try WorkColumn(place)
        nameStart = try WorkColumn(place, zeros: 1)
        names = try WorkColumn(place)
        features = try WorkColumn(place)
        spellings = try WorkColumn(place)
        dates = try WorkColumn(place)
        sexes = try WorkColumn(place)
        states = try WorkColumn(place)
        documents = try WorkColumn(place)
        for (column, kind) in files.first?.columns.further ?? [] { further.append(try FurtherColumn(column, kind, place)) }
        for (position, file) in files.enumerated() {
            try load(file.path, file.columns, threads: threads)
            if position == 0 { firstCount = count }
        }
        if files.count < 2 { firstCount = count }
        table = []
        for index in further.indices where further[index].kind != .text {
            for code in further[index].codes.elements where !code.isEmpty {
                try further[index].codeCounts.add(code)
                further[index].filled += 1
            }
        }
        for index in further.indices where further[index].kind == .text {
            var seen = [UInt32](repeating: 0, count: words.count)
            var filled = 0
            for record in 0..<count {
                let range = Int(further[index].start[record])..<Int(further[index].start[record + 1])
                if !range.isEmpty { filled += 1 }
                for at in range where !further[index].words.elements[range.lowerBound..<at].contains(further[index].words[at]) {
                    seen[Int(further[index].words[at])] += 1
                }
            }
            further[index].wordFrequency = seen
            further[index].filled = filled
        }
        hasDocuments = documents.elements.contains { $0 != .none }
        calendars = LinkCalendars(dates.elements)
        _ = addresses
    }

    private func load(_ path: String, _ columns: LinkColumns, threads: Int) throws(FileRefusal) {
        let file = try CSVFile(path: path)
        let id = try file.requiredColumn(columns.id)
        /// A column that somebody named must be there; one that only has its usual name may be missing.
        func optional(_ name: String?) throws(FileRefusal) -> Int {
            guard let name else { return -1 }
            return columns.areNamed ? try file.requiredColumn(name) : file.column(name) ?? -1
        }
        var nameColumns: [(Int, NameRole)] = []
        for (names, role) in [(columns.family, NameRole.surname), (columns.given, .given), (columns.name, .whole)] {
            for name in names {
                let column = try optional(name)
                if column >= 0 { nameColumns.append((column, role)) }
            }
        }
        let (birth, sex, stateColumn) = (try optional(columns.birth), try optional(columns.sex), try optional(columns.nationality))
        let (number, issuer) = (try optional(columns.documentNumber), try optional(columns.documentCountry))
        files.append((file, number))
        if nameColumns.isEmpty, number < 0, columns.further.isEmpty {
            throw .missingColumn(path: path, name: columns.family.first ?? "family", names: file.header)
        }
        guard columns.further.count == further.count, zip(columns.further, further).allSatisfy({ $0.kind == $1.kind }) else {
            throw .unlikeColumns(path: path, kinds: further.map(\.kind.rawValue))
        }
        var furtherColumns: [Int] = []
        for (column, _) in columns.further { furtherColumns.append(try file.requiredColumn(column)) }
        let kinds = columns.further.map(\.kind)
        let nameColumnsRead = nameColumns
        let furtherRead = furtherColumns
        @Sendable func parse(_ piece: Range<Int>) -> Part {
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
            file.forEachRecord(in: piece) { fields in
                let name = fields.bytes(id)
                part.offsets.append(UInt64(fields.offset))
                part.idBytes.append(contentsOf: name)
                part.idLengths.append(UInt32(clamping: name.count))
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
                    bytes.isEmpty ? .none : DocumentKey(bytes: bytes, issuer: state(fields.bytes(issuer))) ?? .none)
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
            return part
        }
        // Pieces of a few megabytes, so that what is read and not yet laid out stays small. While some threads read, one
        // lays out what was read before.
        let pieces = file.pieces(max(threads, (file.file.bytes.count >> 22) + 1))
        let parts = Slots<Part>(count: pieces.count)
        let refusals = Slots<FileRefusal>(count: 1)
        let wave = threads * 2
        for from in stride(from: 0, through: pieces.count + wave, by: wave) {
            let next = Atomic<Int>(from)
            let end = min(from + wave, pieces.count)
            DispatchQueue.concurrentPerform(iterations: threads) { [self] thread in
                if thread == 0, from > 0 {
                    for index in max(0, from - wave)..<max(0, min(from, pieces.count)) {
                        guard refusals[0] == nil, let part = parts.take(index) else { continue }
                        do throws(FileRefusal) { try append(part) } catch { refusals[0] = error }
                    }
                }
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < end else { break }
                    parts[index] = parse(pieces[index])
                }
            }
            if let refusal = refusals[0] { throw refusal }
        }
    }

    /// Called by one thread at a time.
    private func append(_ part: Part) throws(FileRefusal) {
        let before = idBytes.count
        try idBytes.append(contentsOf: part.idBytes)
        var end = before
        for length in part.idLengths {
            end += Int(length)
            try idEnds.append(UInt64(end))
        }
        try offsets.append(contentsOf: part.offsets)
        try features.append(contentsOf: part.features)
        try spellings.append(contentsOf: part.spellings)
        try dates.append(contentsOf: part.dates)
        try sexes.append(contentsOf: part.sexes)
        try states.append(contentsOf: part.states)
        try documents.append(contentsOf: part.documents)
        var at = 0
        for size in part.counts {
            let start = names.count
            for _ in 0..<Int(size) {
                let word = insert(part.tokens[at])
                var repeated = false
                for earlier in start..<names.count where names[earlier] & LinkTable.wordMask == word { repeated = true }
                if !repeated { frequency[Int(word)] += 1 }
                try names.append(word | UInt32(part.roles[at]) << LinkTable.roleShift)
                at += 1
            }
            try nameStart.append(UInt64(names.count))
        }
        for position in further.indices {
            try further[position].codes.append(contentsOf: part.codes[position])
            var at = 0
            for size in part.textCounts[position] {
                for _ in 0..<Int(size) {
                    try further[position].words.append(insert(part.texts[position][at]))
                    at += 1
                }
                try further[position].start.append(UInt64(further[position].words.count))
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
        let nameStart: UnsafePointer<UInt64>
        let names: UnsafePointer<UInt32>
        let frequency: UnsafePointer<UInt32>
        let letters: UnsafePointer<UInt32>
        let words: UnsafePointer<NameToken>
        let sounds: UnsafePointer<NameSound>
        let particles: UnsafePointer<Bool>
        let dates: UnsafePointer<RecordDate>
        let sexes: UnsafePointer<UInt8>
        let states: UnsafePointer<UInt16>
        let documents: UnsafePointer<DocumentKey>

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
            nameStart: UnsafePointer(nameStart.base), names: UnsafePointer(names.base), frequency: copy(frequency),
            letters: copy(words.map(\.letterSet)), words: copy(words), sounds: copy(sounds), particles: copy(particles),
            dates: UnsafePointer(dates.base), sexes: UnsafePointer(sexes.base), states: UnsafePointer(states.base),
            documents: UnsafePointer(documents.base))
    }()

    deinit {
        for copy in copies { copy.deallocate() }
        idBytes.release()
        idEnds.release()
        offsets.release()
        nameStart.release()
        names.release()
        features.release()
        spellings.release()
        dates.release()
        sexes.release()
        states.release()
        documents.release()
        for column in further { column.release() }
    }

    func nameRange(_ record: Int) -> Range<Int> { Int(nameStart[record])..<Int(nameStart[record + 1]) }

    func idBytes(_ record: Int) -> UnsafeBufferPointer<UInt8> {
        let from = record == 0 ? 0 : Int(idEnds[record - 1])
        return UnsafeBufferPointer(rebasing: idBytes.elements[from..<Int(idEnds[record])])
    }
    func id(_ record: Int) -> String { String(decoding: idBytes(record), as: UTF8.self) }

    /// A record as its file has it: each column's name and value.
    func asRecorded(_ record: Int) -> [(column: String, value: String)] {
        let file = files[record < firstCount ? 0 : files.count - 1].file
        return Array(zip(file.header, file.record(at: Int(offsets[record])))).map { ($0.0, $0.1) }
    }

    /// The number of a record's document as its file has it.
    func documentText(_ record: Int) -> String {
        let (file, number) = files[record < firstCount ? 0 : files.count - 1]
        return file.field(number, at: Int(offsets[record]))
    }

    /// The first record of this name among those of `range`.
    func record(named id: String, in range: Range<Int>) -> Int? {
        let wanted = Array(id.utf8)
        return range.first { idBytes($0).elementsEqual(wanted) }
    }
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

extension DocumentKey {
    /// Stands for no document.
    static let none = DocumentKey()
    private init() { (folded, exact, issuer) = (0, 0, 0) }

    init?(bytes: UnsafeBufferPointer<UInt8>, issuer: UInt16) {
        self.init(number: String(decoding: bytes, as: UTF8.self), issuer: issuer)
    }
}
