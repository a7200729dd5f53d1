import Identity
import Wire

/// The bytes in which a projection is stored: compact, versioned, and strict when read.
///
/// Layout: the version (1), then identities, documents, keys, due dates and templates, each as a count and its items.
/// Numbers are LEB128 without superfluous groups, texts UTF-8 behind their length, days signed 32-bit little-endian.
/// Every stored choice has a fixed number of its own, so that the order of cases in the source means nothing.
public enum ProjectionCodec {
    /// Version written. Older ones stay readable.
    public static let version: UInt8 = 1

    public static func encode(_ projection: Projection) -> [UInt8] {
        var writer = ProjectionWriter()
        writer.bytes.reserveCapacity(160)
        writer.byte(version)
        writer.list(projection.identities) { $0.identity($1) }
        writer.list(projection.documents) { $0.document($1) }
        writer.list(projection.keys) { $0.key($1) }
        writer.list(projection.due) { $0.due($1) }
        writer.list(projection.templates) { $0.template($1) }
        return writer.bytes
    }

    public static func decode(_ bytes: [UInt8]) throws(ProjectionFault) -> Projection {
        var decoder = ProjectionDecoder()
        let result: Result<Projection, ProjectionFault> = bytes.withUnsafeBytes { buffer in
            do throws(ProjectionFault) { return .success(try decoder.decode(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}

/// Why bytes are no projection.
public enum ProjectionFault: Error, Hashable, Sendable {
    case unknownVersion(UInt8)
    /// They end too early.
    case truncated
    /// They go on after the end.
    case trailing
    /// A length, number, choice, text or code that the format does not have.
    case malformed(String)
}

/// Writes the parts of a projection.
private struct ProjectionWriter {
    var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func number(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func day(_ value: Day) {
        let bits = UInt32(bitPattern: value.number)
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    mutating func list<Item>(_ items: [Item], _ write: (inout ProjectionWriter, Item) -> Void) {
        number(items.count)
        for item in items { write(&self, item) }
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout ProjectionWriter, Value) -> Void) {
        byte(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    mutating func country(_ code: CountryCode) { bytes.append(contentsOf: code.text.utf8) }

    mutating func identity(_ identity: PersonIdentity) {
        byte(identity.category.storedNumber)
        list(identity.surnames) { $0.text($1) }
        list(identity.givenNames) { $0.text($1) }
        list(identity.surnamesAtBirth) { $0.text($1) }
        list(identity.previousSurnames) { $0.text($1) }
        list(identity.previousGivenNames) { $0.text($1) }
        list(identity.otherNames) { $0.text($1) }
        let born = identity.dateOfBirth
        number(Int(born?.year ?? 0))
        byte(born?.month ?? 0)
        byte(born?.day ?? 0)
        byte(identity.sex?.storedNumber ?? 0)
        list(identity.nationalities) { $0.country($1) }
        optional(identity.placeOfBirth) { $0.text($1) }
        optional(identity.countryOfBirth) { $0.country($1) }
    }

    mutating func document(_ document: TravelDocument) {
        byte(document.kind.storedNumber)
        text(document.number)
        country(document.issuer)
        optional(document.issued) { $0.day($1) }
        optional(document.expiry) { $0.day($1) }
    }

    mutating func key(_ key: RecordKey) {
        text(key.name)
        text(key.value)
        byte(key.isUnique ? 1 : 0)
    }

    mutating func due(_ due: DueDate) {
        day(due.day)
        byte(due.action.storedNumber)
        text(due.article)
    }

    mutating func template(_ template: StoredTemplate) {
        text(template.kind)
        text(template.format)
        number(template.bytes.count)
        bytes.append(contentsOf: template.bytes)
    }
}

/// Reads projections; one decoder for many of them remembers the countries it has seen.
public struct ProjectionDecoder {
    private var countries: [UInt32: CountryCode] = [:]

    public init() {}

    public mutating func decode(_ buffer: UnsafeRawBufferPointer) throws(ProjectionFault) -> Projection {
        var input = ProjectionInput(buffer: buffer)
        let version = try input.byte()
        guard version == ProjectionCodec.version else { throw .unknownVersion(version) }
        let identities = try list(&input) { (decoder, input) throws(ProjectionFault) in try decoder.identity(&input) }
        let documents = try list(&input) { (decoder, input) throws(ProjectionFault) in try decoder.document(&input) }
        let keys = try list(&input) { (_, input) throws(ProjectionFault) in
            RecordKey(try input.text(), try input.text(), unique: try input.flag())
        }
        let due = try list(&input) { (_, input) throws(ProjectionFault) in
            let day = try input.day()
            guard let action = DueDate.Action(storedNumber: try input.byte()) else { throw .malformed("action") }
            return DueDate(day, action, article: try input.text())
        }
        let templates = try list(&input) { (_, input) throws(ProjectionFault) in
            StoredTemplate(kind: try input.text(), format: try input.text(), bytes: try input.block())
        }
        guard input.isAtEnd else { throw .trailing }
        return Projection(identities: identities, documents: documents, keys: keys, due: due, templates: templates)
    }

    private mutating func list<Item>(
        _ input: inout ProjectionInput,
        _ read: (inout ProjectionDecoder, inout ProjectionInput) throws(ProjectionFault) -> Item
    ) throws(ProjectionFault) -> [Item] {
        let count = try input.count()
        if count == 0 { return [] }
        var items: [Item] = []
        items.reserveCapacity(min(count, 64))
        for _ in 0..<count { items.append(try read(&self, &input)) }
        return items
    }

    private mutating func texts(_ input: inout ProjectionInput) throws(ProjectionFault) -> [String] {
        try list(&input) { (_, input) throws(ProjectionFault) in try input.text() }
    }

    private mutating func country(_ input: inout ProjectionInput) throws(ProjectionFault) -> CountryCode {
        let (a, b, c) = (try input.byte(), try input.byte(), try input.byte())
        let packed = UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)
        if let known = countries[packed] { return known }
        let text = String(decoding: [a, b, c], as: UTF8.self)
        guard let code = CountryCode(text), code.text == text else { throw .malformed("country") }
        countries[packed] = code
        return code
    }

    private mutating func identity(_ input: inout ProjectionInput) throws(ProjectionFault) -> PersonIdentity {
        guard let category = IdentityCategory(storedNumber: try input.byte()) else { throw .malformed("category") }
        var identity = PersonIdentity(category: category)
        identity.surnames = try texts(&input)
        identity.givenNames = try texts(&input)
        identity.surnamesAtBirth = try texts(&input)
        identity.previousSurnames = try texts(&input)
        identity.previousGivenNames = try texts(&input)
        identity.otherNames = try texts(&input)
        let (year, month, day) = (try input.number(), Int(try input.byte()), Int(try input.byte()))
        if year != 0 || month != 0 || day != 0 {
            guard let born = PartialDate(year: year, month: month, day: day) else { throw .malformed("date") }
            identity.dateOfBirth = born
        }
        let sex = try input.byte()
        if sex != 0 {
            guard let known = Sex(storedNumber: sex) else { throw .malformed("sex") }
            identity.sex = known
        }
        identity.nationalities = try list(&input) { (decoder, input) throws(ProjectionFault) in
            try decoder.country(&input)
        }
        if try input.flag() { identity.placeOfBirth = try input.text() }
        if try input.flag() { identity.countryOfBirth = try country(&input) }
        return identity
    }

    private mutating func document(_ input: inout ProjectionInput) throws(ProjectionFault) -> TravelDocument {
        guard let kind = TravelDocument.Kind(storedNumber: try input.byte()) else { throw .malformed("document") }
        let number = try input.text()
        let issuer = try country(&input)
        let issued = try input.flag() ? try input.day() : nil
        let expiry = try input.flag() ? try input.day() : nil
        return TravelDocument(kind: kind, number: number, issuer: issuer, issued: issued, expiry: expiry)
    }
}

/// Bytes being read, never past their end.
private struct ProjectionInput {
    let buffer: UnsafeRawBufferPointer
    var offset = 0

    init(buffer: UnsafeRawBufferPointer) { self.buffer = buffer }

    var isAtEnd: Bool { offset == buffer.count }

    mutating func byte() throws(ProjectionFault) -> UInt8 {
        guard offset < buffer.count else { throw .truncated }
        defer { offset += 1 }
        return buffer[offset]
    }

    mutating func flag() throws(ProjectionFault) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw .malformed("flag")
        }
    }

    mutating func number() throws(ProjectionFault) -> Int {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let next = try byte()
            guard shift < 28 else { throw .malformed("number") }  // nothing stored needs more than 28 bits
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 {
                if next == 0, shift > 0 { throw .malformed("number") }
                return Int(value)
            }
            shift += 7
        }
    }

    /// A number of items, each of which takes at least one of the bytes that are left.
    mutating func count() throws(ProjectionFault) -> Int {
        let count = try number()
        guard count <= buffer.count - offset else { throw .truncated }
        return count
    }

    mutating func slice() throws(ProjectionFault) -> Slice<UnsafeRawBufferPointer> {
        let count = try count()
        defer { offset += count }
        return buffer[offset..<(offset + count)]
    }

    mutating func text() throws(ProjectionFault) -> String {
        guard let text = String(checkedUTF8: UnsafeRawBufferPointer(rebasing: try slice())) else { throw .malformed("text") }
        return text
    }

    mutating func block() throws(ProjectionFault) -> [UInt8] { Array(try slice()) }

    mutating func day() throws(ProjectionFault) -> Day {
        var bits: UInt32 = 0
        for shift in [0, 8, 16, 24] as [UInt32] { bits |= UInt32(try byte()) << shift }
        return Day(number: Int32(bitPattern: bits))
    }
}
