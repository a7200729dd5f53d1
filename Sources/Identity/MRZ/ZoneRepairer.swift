/// Reads a zone as a scanner gives it.
///
/// First the lines are brought to the form of a format, then characters that their field cannot hold are read as those
/// they are confused with, then, if check digits still fail, the smallest change among confusable characters is sought
/// that makes them all right; it is made only if no other of its size does. A change is never made on likelihood
/// alone, so a misread digit that no check digit betrays stays, and a failing check digit that nothing explains is reported.
struct ZoneRepairer {
    typealias Zone = MachineReadableZone

    /// Changes among confusable characters that are tried together.
    static let greatestChange = 2
    /// Candidates whose confusable characters are searched.
    static let greatestSearch = 4

    static func repair(_ given: [String], strict: Zone.Reading, asOf: Day) -> Zone.Reading {
        if strict.isValid, let format = strict.format {
            let bytes = strict.lines.flatMap(\.utf8)
            if FieldTypes.repairs(bytes, layout: .of(format)).isEmpty { return strict }
        }
        guard let scanned = ScannedLines(given) else { return strict }
        let candidates = [(3, 30), (2, 44), (2, 36)].flatMap { lineCount, width in
            scanned.candidates(lineCount: lineCount, width: width).compactMap { lines in
                Candidate(lines, width: width, asOf: asOf, isData: { scanned.isData($0, of: lineCount) })
            }
        }
        var best = Candidate.best(of: candidates)
        if best?.defects.isEmpty != true {
            let likely = candidates.sorted { $0.cost < $1.cost }.prefix(greatestSearch)
            if let searched = Candidate.best(of: likely.compactMap { $0.searched() }) { best = searched }
        }
        guard let best, strict.zone == nil || best.defects.count <= strict.defects.count else { return strict }
        return best.reading
    }

    /// One way to read what was given.
    struct Candidate {
        private let lines: [ScannedLines.Line]
        private let layout: Zone.Layout
        private let asOf: Day
        private var bytes: [UInt8]
        private var changed: [Int: Zone.Repair.Reason] = [:]
        /// Lines were made to fit where only check digits can tell whether they do.
        private let needsProof: Bool
        private(set) var defects: [Zone.Defect]

        /// What was done to the lines.
        var cost: Int { lines.reduce(0) { $0 + $1.cost } }

        /// `nil` where the lines are no zone, or were made to fit and the check digits do not bear it out.
        init?(_ lines: [ScannedLines.Line], width: Int, asOf: Day, isData: (Int) -> Bool) {
            self.lines = lines
            self.asOf = asOf
            bytes = lines.flatMap { $0.cells.map(\.byte) }
            // The format hangs on the first letters.
            if bytes.first == UInt8(ascii: "1") { bytes[0] = UInt8(ascii: "I") }
            guard let format = Zone.Format(lineCount: lines.count, width: width, head: bytes) else { return nil }
            layout = .of(format)
            guard bytes.count == layout.size else { return nil }
            if bytes[0] != lines[0].cells[0].byte { changed[0] = .fieldType }
            for (place, byte) in FieldTypes.repairs(bytes, layout: layout) {
                bytes[place] = byte
                changed[place] = .fieldType
            }
            let isRefitted = lines.contains { $0.refitted > 0 }
            let isParted = lines.contains(where: \.isParted)
            needsProof = lines.indices.contains {
                lines[$0].refitted > 0 && (isData($0) || format == .fraID || isParted)
            }
            defects = ZoneReader(layout: layout, bytes: bytes, asOf: asOf).defects
            if needsProof, !defects.isEmpty { return nil }
            if isRefitted || isParted, defects.contains(.documentCode) { return nil }
        }

        /// The candidate with the fewest defects and, of these, the least done to its lines; `nil` if two differ
        /// in what they read.
        static func best(of candidates: [Candidate]) -> Candidate? {
            let rank = { (candidate: Candidate) in (candidate.defects.count, candidate.cost) }
            guard let least = candidates.map(rank).min(by: <) else { return nil }
            let first = candidates.filter { rank($0) == least }
            return first.allSatisfy { $0.bytes == first[0].bytes } ? first[0] : nil
        }

        // MARK: - Check digits

        /// With the one smallest change that makes all check digits right; `nil` if there is none, or another one.
        func searched() -> Candidate? {
            guard !needsProof else { return nil }
            let checks: Set<Zone.Defect> = [.documentNumberCheck, .optionalCheck, .compositeCheck]
            guard !defects.isEmpty, defects.allSatisfy(checks.contains) else { return nil }
            let places = suspects.filter { !FieldTypes.confusions(of: bytes[$0]).isEmpty }
            for size in 1...ZoneRepairer.greatestChange {
                var solutions: [[UInt8]] = []
                try? ZoneRepairer.changes(of: size, places: places[...], in: bytes) { changed throws(TooMany) in
                    if ZoneReader(layout: layout, bytes: changed, asOf: asOf).defects.isEmpty {
                        solutions.append(changed)
                        if solutions.count > 1 { throw TooMany() }
                    }
                }
                guard let solution = solutions.first else { continue }
                guard solutions.count == 1 else { return nil }
                var result = self
                for place in bytes.indices where bytes[place] != solution[place] {
                    result.changed[place] = .checkDigits
                }
                result.bytes = solution
                result.defects = []
                return result
            }
            return nil
        }

        /// The places that a failing check digit covers and no right one does.
        private var suspects: [Int] {
            var places: [Int] = []
            if defects.contains(.documentNumberCheck) {
                places += layout.number
                if layout.hasLongNumbers, bytes[layout.numberCheck] == ZoneReader.filler { places += layout.optional }
            }
            if defects.contains(.optionalCheck) { places += layout.optional }
            if defects == [.compositeCheck] { places += Array(layout.optional) + Array(layout.optional2 ?? 0..<0) }
            return places
        }

        // MARK: - Report

        var reading: Zone.Reading {
            let texts = stride(from: 0, to: bytes.count, by: layout.width).map {
                String(decoding: bytes[$0..<($0 + layout.width)], as: UTF8.self)
            }
            return ZoneReader(layout: layout, bytes: bytes, asOf: asOf).reading(lines: texts, repairs: repairs)
        }

        private var repairs: [Zone.Repair] {
            var repairs: [Zone.Repair] = []
            for (number, line) in lines.enumerated() {
                let start = number * layout.width
                func add(_ index: Int, from: String, to: String, _ reason: Zone.Repair.Reason) {
                    let place = start + min(index, layout.width - 1)
                    // Neighbours of one kind are one repair.
                    if let last = repairs.last, last.line == number + 1, last.reason == .layout, reason == .layout,
                        last.field == layout.field(at: place),
                        to.isEmpty && last.to.isEmpty && last.column == index + 1
                            || from.isEmpty && last.from.isEmpty && last.column + last.to.count == index + 1
                    {
                        repairs[repairs.count - 1].from += from
                        repairs[repairs.count - 1].to += to
                        return
                    }
                    repairs.append(
                        Zone.Repair(
                            line: number + 1, column: index + 1, from: from, to: to, field: layout.field(at: place),
                            reason: reason))
                }
                if line.isParted { add(0, from: "", to: "\n", .layout) }
                let removed = line.removed.sorted { $0.index < $1.index }
                var next = 0
                for index in 0...line.cells.count {
                    while next < removed.count, removed[next].index == index {
                        add(index, from: removed[next].from, to: "", .layout)
                        next += 1
                    }
                    guard index < line.cells.count else { break }
                    let cell = line.cells[index]
                    let byte = bytes[start + index]
                    let reason = changed[start + index] ?? cell.reason
                    if cell.from != nil || byte != cell.byte {
                        let written = { (byte: UInt8) in String(UnicodeScalar(byte)) }
                        add(index, from: cell.from ?? written(cell.byte), to: written(byte), reason)
                    }
                }
            }
            return repairs
        }
    }

    struct TooMany: Error {}

    /// Calls `body` with every text that differs from `bytes` in exactly `size` of the places.
    static func changes<E: Error>(
        of size: Int, places: ArraySlice<Int>, in bytes: [UInt8], _ body: ([UInt8]) throws(E) -> Void
    ) throws(E) {
        if size == 0 { return try body(bytes) }
        var rest = places
        while let place = rest.popFirst() {
            for other in FieldTypes.confusions(of: bytes[place]) {
                var changed = bytes
                changed[place] = other
                try changes(of: size - 1, places: rest, in: changed, body)
            }
        }
    }
}
