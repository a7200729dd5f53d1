import Identity

/// The bytes of an entry: what is hashed, and sealed for keeping.
///
/// ```
/// entry   = version (one byte, 1), then fields
/// field   = tag (one byte), length (varint), value
/// varint  = unsigned LEB128 in its shortest form, at most 64 bits
/// signed  = zigzag varint
/// ```
///
/// Tags ascend. A tag comes once, list tags once per element, absent values not at all; tags and values that the
/// version does not know are refused. So an entry has exactly one encoding, and any other bytes are no entry.
///
/// | tag | field | value |
/// |---|---|---|
/// | 1 | id | 16 bytes |
/// | 2 | instant | signed: milliseconds since 1970 |
/// | 3, 4, 5 | event, operation, authority | text |
/// | 6, 7 | user, ordered by (optional) | text |
/// | 8 | purpose | text |
/// | 9, 10 | profile, case reference (optional) | text |
/// | 11 | system (list) | text |
/// | 12 | policy revision | text |
/// | 13 | decision | one byte: 0 allowed; 1 refused, 2 failed and then the code's text |
/// | 14 | searched with (list) | one byte 0, key's byte, text (may be absent); or one byte 1, biometric kind's byte |
/// | 15 | field (list) | text |
/// | 16 | record (list) | use's byte, version as varint, id, system's text |
/// | 17 | result (list) | one byte: 0 answered and then hits as varint, 1 unavailable, 2 pending; then the system's text |
/// | 18 | request (optional) | 16 bytes |
/// | 19 | retention | one byte: 0 last day, then signed day number, 1 months after erasure, then months as varint; length of the article as varint, article; suspension's text (may be absent) |
extension AccessLogEntry {
    static let version: UInt8 = 1

    /// Why an entry cannot be encoded. The names are those of the entry's properties.
    public enum EncodingError: Error, Hashable, Sendable {
        /// Empty, too long, or with control characters.
        case invalidText(String)
        /// More elements than ``Limit`` allows.
        case tooMany(String)
        /// A number outside its range.
        case outOfRange(String)
        case tooLong
    }

    /// Why bytes are not an entry.
    public enum DecodingError: Error, Hashable, Sendable {
        case tooLong
        case unknownVersion
        case truncated
        case unknownTag(UInt8)
        /// Tags do not ascend, or one that is no list comes twice.
        case wrongOrder(UInt8)
        case missing(UInt8)
        /// A value that this version does not know, or not in its only form.
        case malformed(UInt8)
        case tooMany(UInt8)
    }

    private enum Tag: UInt8, CaseIterable {
        case id = 1
        case instant, event, operation, authority, user, orderedBy, purpose, profile, caseReference, system
        case policyRevision, decision, searched, field, record, result, request, retention

        /// How often the tag may come: 0 is allowed, 1 once, more: a list.
        var limit: Int {
            switch self {
            case .system: Limit.systems
            case .searched: Limit.searched
            case .field: Limit.fields
            case .record: Limit.records
            case .result: Limit.results
            default: 1
            }
        }

        var isRequired: Bool {
            switch self {
            case .user, .orderedBy, .profile, .caseReference, .request: false
            default: limit == 1
            }
        }
    }

    // MARK: - Encoding

    /// The one encoding of the entry.
    public func encoded() throws(EncodingError) -> [UInt8] {
        var writer = EntryWriter()
        writer.byte(AccessLogEntry.version)
        writer.field(Tag.id.rawValue) { $0.id(id) }
        writer.field(Tag.instant.rawValue) { $0.signed(instant.milliseconds) }
        try text(.event, "event", event, Limit.name, &writer)
        try text(.operation, "operation", operation, Limit.name, &writer)
        try text(.authority, "authority", authority, Limit.name, &writer)
        if let user { try text(.user, "user", user, Limit.reference, &writer) }
        if let orderedBy { try text(.orderedBy, "orderedBy", orderedBy, Limit.reference, &writer) }
        try text(.purpose, "purpose", purpose, Limit.name, &writer)
        if let profile { try text(.profile, "profile", profile, Limit.name, &writer) }
        if let caseReference { try text(.caseReference, "caseReference", caseReference, Limit.reference, &writer) }
        try count("systems", systems.count, Limit.systems)
        for system in systems { try text(.system, "systems", system, Limit.name, &writer) }
        try text(.policyRevision, "policyRevision", policyRevision, Limit.name, &writer)
        switch decision {
        case .allowed: writer.field(Tag.decision.rawValue) { $0.byte(0) }
        case .refused(let code), .failed(let code):
            try check("decision", code, Limit.name)
            var kind: UInt8 = 1
            if case .failed = decision { kind = 2 }
            writer.field(Tag.decision.rawValue) {
                $0.byte(kind)
                $0.text(code)
            }
        }
        try count("searched", searched.count, Limit.searched)
        for datum in searched {
            writer.field(Tag.searched.rawValue) {
                switch datum {
                case .alphanumeric(let key, let value):
                    $0.byte(0)
                    $0.byte(key.rawValue)
                    if let value { $0.text(value.text) }
                case .biometric(let kind):
                    $0.byte(1)
                    $0.byte(kind.rawValue)
                }
            }
        }
        try count("fields", fields.count, Limit.fields)
        for field in fields { try text(.field, "fields", field, Limit.name, &writer) }
        try count("records", records.count, Limit.records)
        for record in records {
            try check("records", record.system, Limit.name)
            writer.field(Tag.record.rawValue) {
                $0.byte(record.use.rawValue)
                $0.varint(UInt64(record.version))
                $0.id(record.id)
                $0.text(record.system)
            }
        }
        try count("results", results.count, Limit.results)
        for result in results {
            try check("results", result.system, Limit.name)
            writer.field(Tag.result.rawValue) {
                switch result.outcome {
                case .answered(let hits):
                    $0.byte(0)
                    $0.varint(UInt64(hits))
                case .unavailable: $0.byte(1)
                case .pending: $0.byte(2)
                }
                $0.text(result.system)
            }
        }
        if let request { writer.field(Tag.request.rawValue) { $0.id(request) } }
        try check("retention.article", retention.article, Limit.name)
        if let suspension = retention.suspension { try check("retention.suspension", suspension, Limit.reference) }
        if case .monthsAfterErasure(let months) = retention.term, !(1...1200).contains(months) {
            throw .outOfRange("retention.term")
        }
        writer.field(Tag.retention.rawValue) {
            switch retention.term {
            case .lastDay(let day):
                $0.byte(0)
                $0.signed(Int64(day.number))
            case .monthsAfterErasure(let months):
                $0.byte(1)
                $0.varint(UInt64(months))
            }
            $0.varint(UInt64(retention.article.utf8.count))
            $0.text(retention.article)
            if let suspension = retention.suspension { $0.text(suspension) }
        }
        guard writer.bytes.count <= Limit.bytes else { throw .tooLong }
        return writer.bytes
    }

    private func check(_ name: String, _ value: String, _ limit: Int) throws(EncodingError) {
        guard isLogText(value, maximumByteCount: limit) else { throw .invalidText(name) }
    }

    private func count(_ name: String, _ count: Int, _ limit: Int) throws(EncodingError) {
        guard count <= limit else { throw .tooMany(name) }
    }

    private func text(
        _ tag: Tag, _ name: String, _ value: String, _ limit: Int, _ writer: inout EntryWriter
    ) throws(EncodingError) {
        try check(name, value, limit)
        writer.field(tag.rawValue) { $0.text(value) }
    }

    // MARK: - Decoding

    /// Reads an entry strictly: encoding what was read gives the same bytes.
    public init(decoding bytes: [UInt8]) throws(DecodingError) {
        guard bytes.count <= Limit.bytes else { throw .tooLong }
        guard bytes.first == AccessLogEntry.version else { throw .unknownVersion }
        var reader = EntryReader(bytes[1...])
        var values: [[ArraySlice<UInt8>]] = Array(repeating: [], count: Tag.allCases.count + 1)
        var last: UInt8 = 0
        while !reader.isAtEnd {
            guard let byte = reader.byte(), let length = reader.varint(), let value = reader.take(length) else {
                throw .truncated
            }
            guard let tag = Tag(rawValue: byte) else { throw .unknownTag(byte) }
            guard byte > last || byte == last && tag.limit > 1 else { throw .wrongOrder(byte) }
            guard values[Int(byte)].count < tag.limit else { throw .tooMany(byte) }
            values[Int(byte)].append(value)
            last = byte
        }
        for tag in Tag.allCases where tag.isRequired && values[Int(tag.rawValue)].isEmpty {
            throw .missing(tag.rawValue)
        }
        func read<Value>(
            _ tag: Tag, _ parse: (inout EntryReader) -> Value?
        ) throws(DecodingError) -> [Value] {
            var found: [Value] = []
            for value in values[Int(tag.rawValue)] {
                var reader = EntryReader(value)
                guard let parsed = parse(&reader), reader.isAtEnd else { throw .malformed(tag.rawValue) }
                found.append(parsed)
            }
            return found
        }
        func one<Value>(_ tag: Tag, _ parse: (inout EntryReader) -> Value?) throws(DecodingError) -> Value {
            guard let value = try read(tag, parse).first else { throw .missing(tag.rawValue) }
            return value
        }
        self.init(
            id: try one(.id) { $0.id() },
            instant: try one(.instant) { $0.signed().map { Instant(milliseconds: $0) } },
            event: try one(.event) { $0.text(Limit.name) },
            operation: try one(.operation) { $0.text(Limit.name) },
            authority: try one(.authority) { $0.text(Limit.name) },
            user: try read(.user) { $0.text(Limit.reference) }.first,
            orderedBy: try read(.orderedBy) { $0.text(Limit.reference) }.first,
            purpose: try one(.purpose) { $0.text(Limit.name) },
            profile: try read(.profile) { $0.text(Limit.name) }.first,
            caseReference: try read(.caseReference) { $0.text(Limit.reference) }.first,
            systems: try read(.system) { $0.text(Limit.name) },
            policyRevision: try one(.policyRevision) { $0.text(Limit.name) },
            decision: try one(.decision) { $0.decision() },
            searched: try read(.searched) { $0.searchDatum() },
            fields: try read(.field) { $0.text(Limit.name) },
            records: try read(.record) { $0.recordUse() },
            results: try read(.result) { $0.result() },
            request: try read(.request) { $0.id() }.first,
            retention: try one(.retention) { $0.retention() })
    }
}

extension EntryReader {
    fileprivate mutating func decision() -> LogDecision? {
        switch byte() {
        case 0: .allowed
        case 1: text(AccessLogEntry.Limit.name).map { .refused(code: $0) }
        case 2: text(AccessLogEntry.Limit.name).map { .failed(code: $0) }
        default: nil
        }
    }

    fileprivate mutating func searchDatum() -> SearchDatum? {
        guard let kind = byte(), let code = byte() else { return nil }
        switch kind {
        case 0:
            guard let key = LoggedKey(rawValue: code) else { return nil }
            if isAtEnd { return .alphanumeric(key, nil) }
            return text(SearchText.maximumByteCount).flatMap { SearchText($0) }.map { .alphanumeric(key, $0) }
        case 1: return BiometricKind(rawValue: code).map { .biometric($0) }
        default: return nil
        }
    }

    fileprivate mutating func recordUse() -> LogRecordUse? {
        guard let use = byte().flatMap({ LogRecordUse.Use(rawValue: $0) }),
            let version = varint().flatMap({ UInt32(exactly: $0) }), let id = id(),
            let system = text(AccessLogEntry.Limit.name)
        else { return nil }
        return LogRecordUse(use, system: system, id: id, version: version)
    }

    fileprivate mutating func result() -> LogResult? {
        let outcome: LogResult.Outcome
        switch byte() {
        case 0:
            guard let hits = varint().flatMap({ UInt32(exactly: $0) }) else { return nil }
            outcome = .answered(hits: hits)
        case 1: outcome = .unavailable
        case 2: outcome = .pending
        default: return nil
        }
        return text(AccessLogEntry.Limit.name).map { LogResult(system: $0, outcome) }
    }

    fileprivate mutating func retention() -> LogRetention? {
        let term: LogRetention.Term
        switch byte() {
        case 0:
            guard let day = signed().flatMap({ Int32(exactly: $0) }) else { return nil }
            term = .lastDay(Day(number: day))
        case 1:
            guard let months = varint(), (1...1200).contains(months) else { return nil }
            term = .monthsAfterErasure(Int(months))
        default: return nil
        }
        guard let length = varint(), var article = take(length).map({ EntryReader($0) }),
            let name = article.text(AccessLogEntry.Limit.name)
        else { return nil }
        if isAtEnd { return LogRetention(article: name, term: term) }
        return text(AccessLogEntry.Limit.reference).map { LogRetention(article: name, term: term, suspension: $0) }
    }
}
