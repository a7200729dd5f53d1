/// An ANSI/NIST-ITL transaction: the envelope in which authorities send fingerprints, faces and minutiae.
///
/// The traditional encoding (ANSI/NIST-ITL 1-2000 to 1-2011 Update 2015, annex B) is read and written; the NIEM XML
/// encoding is read (`ITLXML`).
public struct ITLTransaction: Sendable, Equatable {
    public static let fileSeparator: UInt8 = 0x1c, groupSeparator: UInt8 = 0x1d
    public static let recordSeparator: UInt8 = 0x1e, unitSeparator: UInt8 = 0x1f

    /// A tagged field: subfields of items.
    public struct Field: Sendable, Equatable {
        public var number: Int
        public var subfields: [[String]]

        public init(_ number: Int, _ subfields: [[String]]) {
            self.number = number
            self.subfields = subfields
        }

        public init(_ number: Int, _ value: String) { self.init(number, [[value]]) }
        public var text: String { subfields.first?.first ?? "" }
    }

    public struct Record: Sendable, Equatable {
        public var type: Int
        /// Image designation character (`xx.002`), nil in record type 1.
        public var designation: Int?
        /// Tagged fields; for the binary types 3 to 8 those that their headers stand for, numbered as the standard does.
        public var fields: [Field]
        /// Field 999, or the pixels of a binary record.
        public var data: [UInt8]

        public init(type: Int, designation: Int?, fields: [Field], data: [UInt8] = []) {
            self.type = type
            self.designation = designation
            self.fields = fields
            self.data = data
        }

        public subscript(_ number: Int) -> Field? { fields.first { $0.number == number } }
        public func text(_ number: Int) -> String? { self[number]?.text }
        public func integer(_ number: Int) -> Int? { text(number).flatMap { Int($0.trimmedASCII) } }
    }

    public var records: [Record]
    public var remarks: [String]

    public init(records: [Record], remarks: [String] = []) {
        self.records = records
        self.remarks = remarks
    }

    static let format = "ANSI/NIST-ITL"

    public static func isTransaction(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("1.001:".utf8)) || bytes.starts(with: Array("1.01:".utf8))
    }

    // MARK: - Reading

    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> ITLTransaction {
        guard isTransaction(bytes) else { throw FormatError(format, at: "1.001", "the file does not begin with field 1.001") }
        var remarks: [String] = []
        var at = 0
        let header = try tagged(bytes, &at, expected: 1, &remarks)
        guard let contents = header[3] else { throw FormatError(format, at: "1.003", "the list of contents is missing") }
        let listed = contents.subfields.dropFirst().filter { !($0.first ?? "").isEmpty }
        if let said = contents.subfields.first?.last.flatMap({ Int($0.trimmedASCII) }), said != listed.count {
            remarks.append("1.003: \(said) records are announced, \(listed.count) are listed")
        }
        var records = [header]
        for (i, entry) in listed.enumerated() {
            guard let type = Int((entry.first ?? "").trimmedASCII), (2...99).contains(type) else {
                throw FormatError(format, at: "1.003", "entry \(i + 1) has record type \"\(entry.first ?? "")\"")
            }
            guard at < bytes.count else {
                throw FormatError(format, at: "record \(i + 2) of type \(type)", "is listed in 1.003 but missing")
            }
            if (3...8).contains(type) {
                records.append(try binary(bytes, &at, type))
            } else {
                records.append(try tagged(bytes, &at, expected: type, &remarks))
            }
            if let said = entry.dropFirst().first.flatMap({ Int($0.trimmedASCII) }), let own = records.last?.designation, said != own {
                remarks.append("1.003: entry \(i + 1) says designation \(said), the record \(own)")
            }
        }
        if at < bytes.count { remarks.append("\(bytes.count - at) bytes after the last record") }
        return ITLTransaction(records: records, remarks: remarks)
    }

    private static func tagged(
        _ bytes: [UInt8], _ at: inout Int, expected: Int, _ remarks: inout [String]
    ) throws(FormatError) -> Record {
        let start = at
        var end = bytes.count
        var record = Record(type: expected, designation: nil, fields: [])
        while true {
            // "T.NNN:" up to the next separator
            var i = at
            var type = 0, number = 0, seenDot = false, digits = 0
            while i < end, bytes[i] != 0x3a {
                let c = bytes[i]
                if c == 0x2e, !seenDot {
                    seenDot = true
                } else if c >= 48, c <= 57, digits < 8 {
                    digits += 1
                    if seenDot { number = number * 10 + Int(c) - 48 } else { type = type * 10 + Int(c) - 48 }
                } else {
                    throw FormatError(format, at: "byte \(i)", "a field tag of type \(expected) is expected here")
                }
                i += 1
            }
            guard i < end, seenDot else { throw FormatError(format, at: "byte \(at)", "a field tag is cut short") }
            guard type == expected else {
                throw FormatError(format, at: "byte \(at)", "field \(type).\(number) inside a record of type \(expected)")
            }
            i += 1
            if number == 999, expected >= 8 {
                guard end > i, bytes[end - 1] == fileSeparator else {
                    throw FormatError(format, at: "\(type).999", "no file separator after the data; is \(type).001 right?")
                }
                // Some writers put a short value into 999 and then the image into a second 999.
                if let again = secondImage(bytes, i, end, type) {
                    remarks.append("\(type).999 stands twice; the second is taken for the image")
                    i = again
                }
                record.data = Array(bytes[i..<(end - 1)])
                at = end
                return record
            }
            var subfields: [[String]] = [[]], item: [UInt8] = []
            scan: while true {
                guard i < end else { throw FormatError(format, at: "\(type).\(padded(number))", "the field does not end") }
                let c = bytes[i]
                i += 1
                switch c {
                case unitSeparator, recordSeparator, groupSeparator, fileSeparator:
                    subfields[subfields.count - 1].append(String(decoding: item, as: UTF8.self))
                    item = []
                    if c == recordSeparator { subfields.append([]) }
                    if c == groupSeparator || c == fileSeparator {
                        record.fields.append(Field(number, subfields))
                        at = i
                        if number == 1 {
                            guard let length = Int((subfields[0].first ?? "").trimmedASCII), length > i - start,
                                length <= bytes.count - start
                            else {
                                throw FormatError(
                                    format, at: "\(type).001", "length \"\(subfields[0].first ?? "")\" does not fit the file")
                            }
                            end = start + length
                        }
                        if number == 2, expected != 1 { record.designation = Int((subfields[0].first ?? "").trimmedASCII) }
                        if c == fileSeparator {
                            if at != end {
                                remarks.append("\(type).001 says \(end - start) bytes, the record has \(at - start)")
                            }
                            return record
                        }
                        break scan
                    }
                default: item.append(c)
                }
            }
            guard at < end else { throw FormatError(format, at: "\(type).\(padded(number))", "no file separator ends the record") }
        }
    }

    /// Where the data begin after a first, textual field 999 of the same record.
    private static func secondImage(_ bytes: [UInt8], _ from: Int, _ end: Int, _ type: Int) -> Int? {
        guard let separator = bytes[from..<min(from + 64, end)].firstIndex(of: groupSeparator) else { return nil }
        let tag = Array("\(type).999:".utf8)
        guard bytes[from..<separator].allSatisfy({ $0 >= 32 && $0 < 127 }), bytes[(separator + 1)..<end].starts(with: tag) else { return nil }
        return separator + 1 + tag.count
    }

    static func padded(_ number: Int) -> String {
        number < 10 ? "00\(number)" : number < 100 ? "0\(number)" : "\(number)"
    }

    private static func binary(_ bytes: [UInt8], _ at: inout Int, _ type: Int) throws(FormatError) -> Record {
        var r = ByteReader(bytes, format: format, from: at)
        let length = try r.u32("\(type).001")
        guard length >= 5, at + length <= bytes.count else {
            throw FormatError(format, at: "\(type).001 (byte \(at))", "length \(length) does not fit the file")
        }
        r = ByteReader(bytes, format: format, from: at + 4, to: at + length)
        var fields = [Field(1, String(length))]
        let designation = try r.u8("\(type).002")
        fields.append(Field(2, String(designation)))
        switch type {
        case 3, 4, 5, 6:
            fields.append(Field(3, String(try r.u8("\(type).003"))))
            fields.append(Field(4, [Array(try r.take(6, "\(type).004")).filter { $0 != 255 }.map { String($0) }]))
            for n in [5, 6, 7, 8] {
                fields.append(Field(n, String(n == 6 || n == 7 ? try r.u16("\(type).00\(n)") : try r.u8("\(type).00\(n)"))))
            }
        case 8:
            for n in [3, 4, 5, 6, 7] {
                fields.append(Field(n, String(n >= 6 ? try r.u16("8.00\(n)") : try r.u8("8.00\(n)"))))
            }
        default: break  // type 7 is the user's own
        }
        let data = Array(try r.take(r.remaining, "\(type) data"))
        at += length
        return Record(type: type, designation: designation, fields: fields, data: data)
    }

    // MARK: - Writing

    /// Writes the traditional encoding: lengths and the list of contents are computed.
    public func encode() throws(FormatError) -> [UInt8] {
        guard var header = records.first, header.type == 1 else {
            throw FormatError(Self.format, at: "record 1", "a transaction begins with a record of type 1")
        }
        let rest = records.dropFirst()
        var contents = [["1", String(rest.count)]]
        for r in rest { contents.append([String(r.type), Self.twoDigits(r.designation ?? 0)]) }
        header.fields.removeAll { $0.number == 3 }
        let place = header.fields.firstIndex { $0.number > 3 } ?? header.fields.count
        header.fields.insert(Field(3, contents), at: place)
        var out: [UInt8] = []
        for record in [header] + rest {
            out += (3...8).contains(record.type) ? try Self.encodeBinary(record) : Self.encodeTagged(record)
        }
        return out
    }

    static func twoDigits(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }

    private static func encodeTagged(_ record: Record) -> [UInt8] {
        var body: [UInt8] = []
        let fields = record.fields.filter { $0.number != 1 && $0.number != 999 }.sorted { $0.number < $1.number }
        for (i, field) in fields.enumerated() {
            body += Array("\(record.type).\(padded(field.number)):".utf8)
            body += Array(
                field.subfields.map { Array($0.map { Array($0.utf8) }.joined(separator: [unitSeparator])) }
                    .joined(separator: [recordSeparator]))
            if i < fields.count - 1 || !record.data.isEmpty { body.append(groupSeparator) }
        }
        if !record.data.isEmpty {
            body += Array("\(record.type).999:".utf8)
            body += record.data
        }
        body.append(fileSeparator)
        // The length counts its own digits.
        let tag = Array("\(record.type).001:".utf8)
        var length = tag.count + 1 + body.count
        var digits = String(length).count
        while String(length + digits).count != digits { digits = String(length + digits).count }
        length += digits
        return tag + Array(String(length).utf8) + [groupSeparator] + body
    }

    private static func encodeBinary(_ record: Record) throws(FormatError) -> [UInt8] {
        var out = ByteWriter()
        func number(_ n: Int) -> Int { record.integer(n) ?? 0 }
        out.u8(record.designation ?? 0)
        switch record.type {
        case 3...6:
            out.u8(number(3))
            let fingers = (record[4]?.subfields.first ?? []).compactMap { Int($0) }
            for i in 0..<6 { out.u8(i < fingers.count ? fingers[i] : 255) }
            out.u8(number(5))
            out.u16(number(6))
            out.u16(number(7))
            out.u8(number(8))
        case 8:
            for n in 3...5 { out.u8(number(n)) }
            out.u16(number(6))
            out.u16(number(7))
        default: break
        }
        out.put(record.data)
        var length = ByteWriter()
        guard out.bytes.count < Int(UInt32.max) - 4 else { throw FormatError(format, at: "\(record.type).001", "too long") }
        length.u32(out.bytes.count + 4)
        return length.bytes + out.bytes
    }
}

extension String {
    var trimmedASCII: String {
        var s = Substring(self)
        while let c = s.first, c == " " || c == "\n" || c == "\r" || c == "\t" { s.removeFirst() }
        while let c = s.last, c == " " || c == "\n" || c == "\r" || c == "\t" { s.removeLast() }
        return String(s)
    }
}
