/// The NIEM-conformant XML encoding (ANSI/NIST-ITL 2-2008 and, as far as the element names are the same, 1-2011): read
/// into the same records as the traditional encoding, images decoded from base64.
public enum ITLXML {
    private static let format = "ANSI/NIST-ITL XML"

    public static func isPackage(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(2_000), as: UTF8.self)
        return head.contains("NISTBiometricInformationExchangePackage")
    }

    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> ITLTransaction {
        let root = try XMLTree.parse(bytes)
        guard root.name == "NISTBiometricInformationExchangePackage" else {
            throw FormatError(format, at: "root", "<\(root.name)> is no biometric package")
        }
        var records: [ITLTransaction.Record] = []
        for package in root.children where package.name.hasPrefix("Package") {
            guard let code = package.first("RecordCategoryCode").flatMap({ Int($0.text) }), (1...99).contains(code) else {
                throw FormatError(format, at: package.name, "RecordCategoryCode is missing or no number of 1 to 99")
            }
            records.append(code == 1 ? header(package) : try record(package, code))
        }
        guard records.first?.type == 1 else { throw FormatError(format, at: "record 1", "PackageInformationRecord is missing") }
        var remarks: [String] = []
        if let said = root.descendant("ContentRecordCount").flatMap({ Int($0.text) }), said != records.count - 1 {
            remarks.append("ContentRecordCount announces \(said) records, \(records.count - 1) follow")
        }
        return ITLTransaction(records: records, remarks: remarks)
    }

    private static func header(_ package: XMLTree.Element) -> ITLTransaction.Record {
        var fields: [ITLTransaction.Field] = []
        func add(_ number: Int, _ path: [String]) {
            var here: XMLTree.Element? = package
            for step in path { here = here?.descendant(step) }
            if let text = here?.text, !text.isEmpty { fields.append(.init(number, text)) }
        }
        let major = package.descendant("TransactionMajorVersionValue")?.text ?? ""
        let minor = package.descendant("TransactionMinorVersionValue")?.text ?? ""
        if !major.isEmpty { fields.append(.init(2, major + minor)) }
        add(4, ["TransactionCategoryCode"])
        if let date = package.descendant("TransactionDate")?.descendant("Date")?.text, !date.isEmpty {
            // The traditional encoding writes it without dashes.
            fields.append(.init(5, date.filter { $0 != "-" }))
        }
        add(6, ["TransactionPriorityValue"])
        add(7, ["TransactionDestinationOrganization", "IdentificationID"])
        add(8, ["TransactionOriginatingOrganization", "IdentificationID"])
        add(9, ["TransactionControlIdentification", "IdentificationID"])
        add(10, ["TransactionControlReferenceIdentification", "IdentificationID"])
        add(11, ["NativeScanningResolutionValue"])
        add(12, ["NominalTransmittingResolutionValue"])
        return ITLTransaction.Record(type: 1, designation: nil, fields: fields)
    }

    private static func record(_ package: XMLTree.Element, _ type: Int) throws(FormatError) -> ITLTransaction.Record {
        let designation = package.first("ImageReferenceIdentification")?.descendant("IdentificationID").flatMap { Int($0.text) }
        var fields: [ITLTransaction.Field] = [.init(2, String(designation ?? 0))]
        var data: [UInt8] = []
        if let object = package.descendant("BinaryBase64Object") {
            guard let decoded = Base64.decode(object.text) else {
                throw FormatError(format, at: "\(package.name)/BinaryBase64Object", "is not base64")
            }
            data = decoded
        }
        func add(_ number: Int, _ name: String) {
            if let text = package.descendant(name)?.text, !text.isEmpty { fields.append(.init(number, text)) }
        }
        let binary = (3...8).contains(type)
        if !binary, type != 9 {
            add(3, type == 10 ? "ImageCategoryCode" : "FingerprintImageImpressionCaptureCategoryCode")
            if let source = package.descendant("CaptureOrganization")?.descendant("IdentificationID")?.text { fields.append(.init(4, source)) }
            if let day = package.descendant("CaptureDate")?.descendant("Date")?.text { fields.append(.init(5, day.filter { $0 != "-" })) }
        } else if binary {
            add(3, "FingerprintImageImpressionCaptureCategoryCode")
            // 0 is the standard's own resolution of 500 pixels per inch.
            if type < 7 { fields.append(.init(5, package.descendant("CaptureResolutionCode")?.text ?? "0")) }
        }
        add(6, "ImageHorizontalLineLengthPixelQuantity")
        add(7, "ImageVerticalLineLengthPixelQuantity")
        if !binary {
            add(8, "ImageScaleUnitsCode")
            add(9, "ImageHorizontalPixelDensityValue")
            add(10, "ImageVerticalPixelDensityValue")
            add(11, "ImageCompressionAlgorithmText")
            add(12, "ImageBitsPerPixelQuantity")
            if type == 13 || type == 14 || type == 15 {
                add(13, type == 15 ? "PalmPositionCode" : "FingerPositionCode")
            }
            if type == 10 { add(12, "ImageColorSpaceCode") }
        } else {
            add(8, "ImageCompressionAlgorithmCode")
            if let finger = package.descendant("FingerPositionCode")?.text { fields.append(.init(4, finger)) }
        }
        if type == 9 {
            var minutiae: [[String]] = []
            func gather(_ e: XMLTree.Element) {
                if e.name == "INCITSMinutia" || e.name == "MinutiaDetail" {
                    func value(_ names: [String]) -> String { names.lazy.compactMap { e.descendant($0)?.text }.first ?? "" }
                    minutiae.append([
                        value(["MinutiaIdentification", "IdentificationID"]),
                        value(["PositionHorizontalCoordinateValue"]), value(["PositionVerticalCoordinateValue"]),
                        value(["INCITSMinutiaAngleMeasure", "PositionThetaAngleMeasure"]), value(["INCITSMinutiaCategoryCode"]),
                        value(["MinutiaQualityValue"]),
                    ])
                }
                for c in e.children { gather(c) }
            }
            gather(package)
            if !minutiae.isEmpty, minutiae.allSatisfy({ !$0[1].isEmpty && !$0[2].isEmpty && !$0[3].isEmpty }) {
                fields.append(.init(137, minutiae))
            }
        }
        return ITLTransaction.Record(
            type: type, designation: designation, fields: fields.sorted { $0.number < $1.number }, data: data)
    }
}

enum Base64 {
    /// RFC 4648, white space allowed; nil where it is not base64.
    static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 3 / 4)
        var buffer: UInt32 = 0, bits = 0, padding = 0
        for c in text.utf8 {
            let v: UInt32
            switch c {
            case 65...90: v = UInt32(c) - 65
            case 97...122: v = UInt32(c) - 71
            case 48...57: v = UInt32(c) + 4
            case 0x2b: v = 62
            case 0x2f: v = 63
            case 9, 10, 13, 32: continue
            case 0x3d:
                padding += 1
                continue
            default: return nil
            }
            guard padding == 0 else { return nil }
            buffer = (buffer & 0xff_ffff) << 6 | v
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(buffer >> UInt32(bits) & 0xff))
            }
        }
        return padding <= 2 ? out : nil
    }
}
