extension ITLXML {
    /// Element of a record of each type, and what holds its image.
    private static let packages: [Int: (record: String, image: String)] = [
        2: ("PackageDescriptiveTextRecord", ""), 3: ("PackageLowResolutionGrayscaleImageRecord", "FingerprintImage"),
        4: ("PackageHighResolutionGrayscaleImageRecord", "FingerprintImage"),
        5: ("PackageLowResolutionBinaryImageRecord", "FingerprintImage"),
        6: ("PackageHighResolutionBinaryImageRecord", "FingerprintImage"), 9: ("PackageMinutiaeRecord", ""),
        10: ("PackageFacialAndSMTImageRecord", "FaceImage"), 13: ("PackageLatentImageRecord", "FingerprintImage"),
        14: ("PackageFingerprintImageRecord", "FingerprintImage"), 15: ("PackagePalmprintImageRecord", "PalmprintImage"),
    ]

    /// Fields that the elements written here carry.
    private static func carried(_ type: Int) -> Set<Int> {
        switch type {
        case 1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
        case 2: [1, 2]
        case 3...6: [1, 2, 3, 4, 5, 6, 7, 8]
        case 9: [1, 2, 137]
        default: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 999]
        }
    }

    /// Fields of a transaction that `encode` leaves out, as `14.024`: elements for them are not written here.
    public static func omitted(_ transaction: ITLTransaction) -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        for r in transaction.records {
            let carried = carried(r.type)
            for f in r.fields where !carried.contains(f.number) {
                let name = "\(r.type).\(ITLTransaction.padded(f.number))"
                if seen.insert(name).inserted { result.append(name) }
            }
        }
        return result
    }

    /// Writes the XML encoding; refuses record types for which no elements are written here.
    public static func encode(_ transaction: ITLTransaction) throws(FormatError) -> [UInt8] {
        let name = "ANSI/NIST-ITL XML"
        guard let header = transaction.records.first, header.type == 1 else {
            throw FormatError(name, at: "record 1", "a transaction begins with a record of type 1")
        }
        var out = Writer()
        out.open(
            "itl:NISTBiometricInformationExchangePackage xmlns:itl=\"http://biometrics.nist.gov/standard/2-2008\" "
                + "xmlns:ansi-nist=\"http://niem.gov/niem/ansi-nist/2.0\" xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\"")
        write(header, transaction, &out)
        for (i, record) in transaction.records.enumerated().dropFirst() {
            guard let elements = packages[record.type] else {
                throw FormatError(name, at: "record \(i + 1)", "records of type \(record.type) are not written")
            }
            out.open("itl:" + elements.record)
            out.put("ansi-nist:RecordCategoryCode", ITLTransaction.twoDigits(record.type))
            out.identification("ansi-nist:ImageReferenceIdentification", ITLTransaction.twoDigits(record.designation ?? 0))
            if record.type == 9 { try writeMinutiae(record, &out) } else if !elements.image.isEmpty { write(record, elements.image, &out) }
            out.close()
        }
        out.close()
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + out.bytes
    }

    private static func write(_ header: ITLTransaction.Record, _ transaction: ITLTransaction, _ out: inout Writer) {
        out.open("itl:PackageInformationRecord")
        out.put("ansi-nist:RecordCategoryCode", "01")
        out.open("ansi-nist:Transaction")
        if let date = header.text(5) {
            out.open("ansi-nist:TransactionDate")
            out.put("nc:Date", dashed(date))
            out.close()
        }
        for (number, element) in [(7, "ansi-nist:TransactionDestinationOrganization"), (8, "ansi-nist:TransactionOriginatingOrganization")] {
            guard let value = header.text(number) else { continue }
            out.open(element)
            out.identification("nc:OrganizationIdentification", value)
            out.close()
        }
        for (number, element) in [
            (9, "ansi-nist:TransactionControlIdentification"), (10, "ansi-nist:TransactionControlReferenceIdentification"),
        ] {
            if let value = header.text(number) { out.identification(element, value) }
        }
        if let domain = header[13]?.subfields.first, !domain.isEmpty {
            out.open("ansi-nist:TransactionDomain")
            if domain.count > 1 { out.identification("ansi-nist:DomainVersionNumberIdentification", domain[1]) }
            out.put("ansi-nist:OrganizationName", domain[0])
            out.close()
        }
        out.open("ansi-nist:TransactionImageResolutionDetails")
        if let v = header.text(11) { out.put("ansi-nist:NativeScanningResolutionValue", v) }
        if let v = header.text(12) { out.put("ansi-nist:NominalTransmittingResolutionValue", v) }
        out.close()
        if let version = header.text(2) {
            out.put("ansi-nist:TransactionMajorVersionValue", String(version.prefix(2)))
            out.put("ansi-nist:TransactionMinorVersionValue", String(version.dropFirst(2)))
        }
        if let v = header.text(6) { out.put("ansi-nist:TransactionPriorityValue", v) }
        if let v = header.text(4) { out.put("ansi-nist:TransactionCategoryCode", v) }
        out.open("ansi-nist:TransactionContentSummary")
        out.put("ansi-nist:ContentFirstRecordCategoryCode", "1")
        out.put("ansi-nist:ContentRecordCount", String(transaction.records.count - 1))
        for r in transaction.records.dropFirst() {
            out.open("ansi-nist:ContentRecordSummary")
            out.identification("ansi-nist:ImageReferenceIdentification", ITLTransaction.twoDigits(r.designation ?? 0))
            out.put("ansi-nist:RecordCategoryCode", ITLTransaction.twoDigits(r.type))
            out.close()
        }
        out.close()
        out.close()
        out.close()
    }

    private static func write(_ record: ITLTransaction.Record, _ element: String, _ out: inout Writer) {
        let binary = (3...6).contains(record.type)
        out.open("itl:" + element)
        if !record.data.isEmpty { out.base64("nc:BinaryBase64Object", record.data) }
        if !binary, record.type != 10, let v = record.text(12) { out.put("ansi-nist:ImageBitsPerPixelQuantity", v) }
        out.open("ansi-nist:ImageCaptureDetail")
        if binary {
            out.put("ansi-nist:CaptureResolutionCode", record.text(5) ?? "0")
        } else {
            if let day = record.text(5) {
                out.open("ansi-nist:CaptureDate")
                out.put("nc:Date", dashed(day))
                out.close()
            }
            if let source = record.text(4) {
                out.open("ansi-nist:CaptureOrganization")
                out.identification("nc:OrganizationIdentification", source)
                out.close()
            }
        }
        out.close()
        if record.type == 10, let v = record.text(12) { out.put("ansi-nist:ImageColorSpaceCode", v) }
        if let v = record.text(binary ? 8 : 11) {
            out.put(binary ? "ansi-nist:ImageCompressionAlgorithmCode" : "ansi-nist:ImageCompressionAlgorithmText", v)
        }
        if let v = record.text(6) { out.put("ansi-nist:ImageHorizontalLineLengthPixelQuantity", v) }
        if !binary, let v = record.text(9) { out.put("ansi-nist:ImageHorizontalPixelDensityValue", v) }
        if !binary, let v = record.text(8) { out.put("ansi-nist:ImageScaleUnitsCode", v) }
        if record.type == 10, let v = record.text(3) { out.put("ansi-nist:ImageCategoryCode", v) }
        if let v = record.text(7) { out.put("ansi-nist:ImageVerticalLineLengthPixelQuantity", v) }
        if !binary, let v = record.text(10) { out.put("ansi-nist:ImageVerticalPixelDensityValue", v) }
        if record.type != 10 {
            let positions = binary ? record[4]?.subfields.first ?? [] : (record[13]?.subfields ?? []).compactMap(\.first)
            if !positions.isEmpty {
                out.open(record.type == 15 ? "ansi-nist:PalmprintImagePosition" : "ansi-nist:FingerprintImagePosition")
                for p in positions { out.put(record.type == 15 ? "ansi-nist:PalmPositionCode" : "ansi-nist:FingerPositionCode", p) }
                out.close()
            }
            if let v = record.text(3) { out.put("ansi-nist:FingerprintImageImpressionCaptureCategoryCode", v) }
        }
        out.close()
    }

    private static func writeMinutiae(_ record: ITLTransaction.Record, _ out: inout Writer) throws(FormatError) {
        guard let field = record[137] else {
            throw FormatError("ANSI/NIST-ITL XML", at: "9.137", "only minutiae of INCITS 378 are written")
        }
        out.open("itl:Minutiae")
        out.open("itl:MinutiaeINCITSFormat")
        for s in field.subfields {
            out.open("itl:INCITSMinutia")
            for (i, name) in [
                (1, "PositionHorizontalCoordinateValue"), (2, "PositionVerticalCoordinateValue"), (3, "INCITSMinutiaAngleMeasure"),
                (4, "INCITSMinutiaCategoryCode"), (5, "MinutiaQualityValue"),
            ] {
                if i < s.count { out.put("ansi-nist:" + name, s[i]) }
            }
            if let id = s.first { out.identification("ansi-nist:MinutiaIdentification", id) }
            out.close()
        }
        out.close()
        out.close()
    }

    private static func dashed(_ date: String) -> String {
        let d = Array(date.utf8)
        guard d.count == 8, d.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return date }
        return
            "\(String(decoding: d[0..<4], as: UTF8.self))-\(String(decoding: d[4..<6], as: UTF8.self))-\(String(decoding: d[6..<8], as: UTF8.self))"
    }

    private struct Writer {
        var bytes: [UInt8] = []
        private var stack: [String] = []

        mutating func open(_ element: String) {
            indent()
            bytes += Array("<\(element)>\n".utf8)
            stack.append(String(element.prefix { $0 != " " }))
        }

        mutating func close() {
            guard let element = stack.popLast() else { return }
            indent()
            bytes += Array("</\(element)>\n".utf8)
        }

        mutating func put(_ element: String, _ text: String) {
            indent()
            bytes += Array("<\(element)>".utf8)
            for c in text.unicodeScalars {
                switch c {
                case "<": bytes += Array("&lt;".utf8)
                case ">": bytes += Array("&gt;".utf8)
                case "&": bytes += Array("&amp;".utf8)
                case "\"": bytes += Array("&quot;".utf8)
                // XML has no other control characters.
                case _ where c.value < 32 && ![9, 10, 13].contains(c.value): break
                default: bytes += Array(String(Character(c)).utf8)
                }
            }
            bytes += Array("</\(element)>\n".utf8)
        }

        mutating func identification(_ element: String, _ text: String) {
            open(element)
            put("nc:IdentificationID", text)
            close()
        }

        mutating func base64(_ element: String, _ data: [UInt8]) {
            indent()
            bytes += Array("<\(element)>".utf8) + Base64.encode(data) + Array("</\(element)>\n".utf8)
        }

        private mutating func indent() { bytes += [UInt8](repeating: 32, count: 2 * stack.count) }
    }
}

extension Base64 {
    static func encode(_ data: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((data.count + 2) / 3 * 4)
        var i = 0
        while i < data.count {
            let n = min(3, data.count - i)
            let v = UInt32(data[i]) << 16 | (n > 1 ? UInt32(data[i + 1]) << 8 : 0) | (n > 2 ? UInt32(data[i + 2]) : 0)
            for k in 0..<4 { out.append(k <= n ? alphabet[Int(v >> UInt32(18 - 6 * k)) & 63] : 0x3d) }
            i += 3
        }
        return out
    }
}
