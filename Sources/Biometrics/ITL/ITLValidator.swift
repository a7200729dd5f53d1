/// Says which field of a transaction is wrong, and why; nothing is thrown, since a file may have many faults.
public enum ITLValidator {
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        public enum Weight: String, Sendable { case error, warning }
        public var weight: Weight
        /// Position of the record in the file, from 1.
        public var record: Int
        /// For instance `14.013`.
        public var field: String
        public var reason: String

        public var description: String { "\(weight.rawValue): record \(record), \(field): \(reason)" }
    }

    /// Mandatory fields of record type 1 (ANSI/NIST-ITL 1-2011, table 22; earlier editions ask for the same).
    private static let headerFields = [2, 3, 4, 5, 7, 8, 9, 11, 12]
    /// Mandatory fields of the tagged image records (tables 45, 51, 57, 69).
    private static let imageFields: [Int: [Int]] = [
        10: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 13: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        14: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 15: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    ]
    private static let compressions = ["NONE", "WSQ20", "WSQ", "JPEGB", "JPEGL", "JP2", "JP2L", "PNG"]

    public static func findings(_ transaction: ITLTransaction, traditional: Bool = true) -> [Finding] {
        var result: [Finding] = transaction.remarks.map { remark in
            // A remark begins with the field where one is at fault.
            let field = remark.prefix { $0.isNumber || $0 == "." }
            let known = field.contains(".") && field.count >= 5
            return Finding(weight: .error, record: 1, field: known ? String(field) : "1.001", reason: remark)
        }
        for (i, record) in transaction.records.enumerated() {
            func add(_ field: Int, _ reason: String, _ weight: Finding.Weight = .error) {
                result.append(
                    Finding(
                        weight: weight, record: i + 1, field: "\(record.type).\(ITLTransaction.padded(field))", reason: reason))
            }
            if record.type == 1 {
                if i > 0 { add(1, "a second record of type 1") }
                if traditional {
                    for f in headerFields where record[f] == nil { add(f, "mandatory, but missing") }
                    if let version = record.text(2), !["0200", "0201", "0300", "0400", "0500", "0501", "0502"].contains(version) {
                        add(2, "version \"\(version)\" is not one of the editions from 1993 on")
                    }
                }
                if let date = record.text(5) {
                    let digits = date.filter(\.isNumber)
                    let day = Int(digits.suffix(2)) ?? 0, month = Int(digits.dropFirst(4).prefix(2)) ?? 0
                    if digits.utf8.count != 8 || !(1...12).contains(month) || !(1...31).contains(day) {
                        add(5, "\"\(date)\" is no date YYYYMMDD")
                    }
                }
                if let kind = record.text(4), !(1...16).contains(kind.utf8.count) { add(4, "\"\(kind)\" is too long") }
                if let priority = record.text(6), !(1...9).contains(Int(priority) ?? 0) { add(6, "\"\(priority)\" is not 1 to 9") }
                for f in [11, 12] {
                    if let text = record.text(f), Double(text.trimmedASCII) == nil { add(f, "\"\(text)\" is no resolution") }
                }
                continue
            }
            if record.designation == nil { add(2, "the image designation character is missing") }
            if let needed = imageFields[record.type], traditional, !record.data.isEmpty {
                for f in needed where record[f] == nil { add(f, "mandatory with an image, but missing") }
            }
            if [10, 13, 14, 15].contains(record.type) {
                if let label = record.text(11), !compressions.contains(label) { add(11, "compression \"\(label)\" is not defined") }
                if let unit = record.text(8), !(0...2).contains(Int(unit) ?? -1) { add(8, "scale unit \"\(unit)\" is not 0, 1 or 2") }
                if let bits = record.integer(12), record.type != 10, bits != 8, bits != 1, bits != 16 {
                    add(12, "\(bits) bits per pixel", .warning)
                }
                for f in [6, 7] where record[f] != nil && (record.integer(f) ?? 0) <= 0 { add(f, "is no positive number") }
                if let r = record.resolution, record.type != 10, r < 495 {
                    add(9, "\(Int(r.rounded())) pixels per inch; prints need at least 500", .warning)
                }
            }
            if record.type == 14 || record.type == 4 {
                for f in record.fingers where !(0...15).contains(f) && ![16, 17, 19, 33, 36, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50].contains(f) {
                    add(record.type == 14 ? 13 : 4, "finger position \(f) is not defined for a fingerprint")
                }
                if record.fingers.isEmpty { add(record.type == 14 ? 13 : 4, "no finger position") }
            }
            if (3...6).contains(record.type) || [13, 14, 15].contains(record.type) { checkImage(record, add) }
            if record.type == 9, record[137] != nil || record[12] != nil {
                do {
                    _ = try record.template()
                } catch {
                    result.append(Finding(weight: .error, record: i + 1, field: error.place, reason: error.reason))
                }
            }
        }
        return result
    }

    private static func checkImage(_ record: ITLTransaction.Record, _ add: (Int, String, Finding.Weight) -> Void) {
        guard record.data.count > 4 else { return }
        if record.type == 3 || record.type == 5 || record.type == 6 { return }  // bi-level or low resolution, not decoded
        let field = record.type == 4 ? 8 : 11
        let format = ImageFile.format(of: record.data)
        let expected: [String: ImageFile.Format] = [
            "WSQ20": .wsq, "WSQ": .wsq, "JPEGB": .jpeg, "JPEGL": .jpeg, "JP2": .jpeg2000, "JP2L": .jpeg2000, "PNG": .png,
        ]
        if let wanted = expected[record.compression], format != wanted {
            add(field, "says \(record.compression), the data are \(format?.rawValue ?? "of no known image format")", .error)
            if format == nil { return }
        }
        do {
            let image = try record.image()
            if let w = record.integer(6), let h = record.integer(7), w != image.width || h != image.height {
                add(6, "says \(w) × \(h) pixels, the image has \(image.width) × \(image.height)", .error)
            }
        } catch {
            add(record.type == 4 ? 9 : 999, error.description, .error)
        }
    }
}
