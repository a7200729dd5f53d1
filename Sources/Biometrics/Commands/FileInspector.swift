/// Explains any biometric file in words: what it is, what is in it, what is wrong with it.
public enum FileInspector {
    public struct Report: Sendable {
        public var format: String
        public var lines: [String]
        /// True where something in the file is wrong.
        public var faulty: Bool
    }

    /// Refuses only what is of no known format, and files that cannot be read at all; the reason says why.
    public static func inspect(_ bytes: [UInt8]) throws(FormatError) -> Report {
        if MinutiaeRecord.isRecord(bytes) { return try template(bytes) }
        if ITLTransaction.isTransaction(bytes) { return transaction(try ITLTransaction.decode(bytes), "ANSI/NIST-ITL (traditional)") }
        if ITLXML.isPackage(bytes) { return transaction(try ITLXML.decode(bytes), "ANSI/NIST-ITL (XML)", traditional: false) }
        if FaceRecord.isRecord(bytes) { return try face(bytes) }
        if FingerImageRecord.isRecord(bytes) { return try fingerImages(bytes) }
        guard let format = ImageFile.format(of: bytes) else {
            throw FormatError("file", at: "first bytes", ImageFile.stranger(bytes) + "; no biometric format that is read here")
        }
        var lines: [String] = []
        if format == .wsq {
            let h = try WSQ.header(bytes)
            lines.append("encoder \(h.encoder), software \(h.software), shift \(h.shift), scale \(h.scale)")
            for c in h.comments { lines.append("comment: " + c.split(whereSeparator: \.isNewline).joined(separator: "; ")) }
        }
        var result = report(try ImageFile.decode(bytes), format.rawValue, bytes.count)
        result.lines += lines
        return result
    }

    static func report(_ image: GrayImage, _ format: String, _ bytes: Int) -> Report {
        var line = "\(image.width) × \(image.height) pixels"
        line += image.resolution.map { ", \(Int($0.rounded())) pixels per inch" } ?? ", resolution not stated"
        let tenths = image.width * image.height * 10 / max(1, bytes)
        if tenths >= 11 { line += ", compressed \(tenths / 10).\(tenths % 10) : 1 against 8-bit grey" }
        return Report(format: format, lines: [line], faulty: false)
    }

    private static func fingerImages(_ bytes: [UInt8]) throws(FormatError) -> Report {
        let record = try FingerImageRecord.decode(bytes)
        var lines: [String] = [], faulty = false
        for (i, p) in record.prints.enumerated() {
            var line = "finger \(i + 1): \(FingerPosition(rawValue: UInt8(clamping: p.position)).map(words) ?? "position \(p.position)"), "
            line += "\(Int(p.resolution.rounded())) pixels per inch, quality \(p.quality.map(String.init) ?? "not stated"), "
            line += "\(ImageFile.format(of: p.data)?.rawValue ?? "raw"), \(p.data.count) bytes"
            do {
                let image = try p.image()
                line += ", \(image.width) × \(image.height)"
            } catch {
                line += "; error: \(error)"
                faulty = true
            }
            lines.append(line)
        }
        if record.prints.isEmpty { lines.append("warning: no finger in the record") }
        lines += record.remarks.map { "warning: " + $0 }
        return Report(format: record.format.rawValue, lines: lines, faulty: faulty)
    }

    private static func template(_ bytes: [UInt8]) throws(FormatError) -> Report {
        let record = try MinutiaeRecord.decode(bytes)
        var lines: [String] = []
        for (i, t) in record.templates.enumerated() {
            let endings = t.minutiae.count { $0.kind == .ending }, forks = t.minutiae.count { $0.kind == .bifurcation }
            lines.append(
                "view \(i + 1): \(words(t.position)), \(t.width) × \(t.height) at 500 dpi, \(t.minutiae.count) minutiae "
                    + "(\(endings) endings, \(forks) bifurcations), quality \(t.quality.map(String.init) ?? "not stated")")
            let cores = t.singularities.count { $0.kind == .core }
            if !t.singularities.isEmpty { lines.append("  \(cores) cores, \(t.singularities.count - cores) deltas") }
        }
        lines += record.remarks.map { "warning: " + $0 }
        return Report(format: record.format.rawValue, lines: lines, faulty: false)
    }

    private static func face(_ bytes: [UInt8]) throws(FormatError) -> Report {
        let record = try FaceRecord.decode(bytes)
        let lines = record.faces.enumerated().map { i, f in
            "face \(i + 1): \(f.width) × \(f.height), \(ImageFile.format(of: f.image)?.rawValue ?? "unknown image"), "
                + "\(f.image.count) bytes, \(f.landmarks) feature points"
        }
        return Report(format: "ISO/IEC 19794-5:2005", lines: lines, faulty: false)
    }

    private static let names: [Int: String] = [
        1: "transaction information", 2: "descriptive text", 3: "low-resolution greyscale print", 4: "high-resolution greyscale print",
        5: "low-resolution binary print", 6: "high-resolution binary print", 7: "user-defined image", 8: "signature", 9: "minutiae",
        10: "face or mark", 11: "voice", 12: "dental", 13: "latent print", 14: "fingerprint", 15: "palm print", 16: "user-defined test image",
        17: "iris",
        99: "CBEFF biometric data",
    ]

    private static func transaction(_ t: ITLTransaction, _ format: String, traditional: Bool = true) -> Report {
        var lines: [String] = []
        if let h = t.records.first {
            lines.append(
                "version \(h.text(2) ?? "?"), type \(h.text(4) ?? "?"), date \(h.text(5) ?? "?"), from \(h.text(8) ?? "?") "
                    + "to \(h.text(7) ?? "?"), control number \(h.text(9) ?? "?")")
        }
        for (i, r) in t.records.enumerated().dropFirst() {
            var line = "record \(i + 1): type \(r.type) (\(names[r.type] ?? "reserved"))"
            if let d = r.designation { line += ", designation \(d)" }
            if !r.fingers.isEmpty {
                line +=
                    ", "
                    + r.fingers.map { FingerPosition(rawValue: UInt8(clamping: $0)).map(words) ?? "position \($0)" }
                    .joined(separator: " or ")
            }
            if r.type == 9 {
                if let template = try? r.template() { line += ", \(template.minutiae.count) minutiae" }
            } else if !r.data.isEmpty {
                line += ", \(r.data.count) bytes"
                if let w = r.integer(6), let h = r.integer(7), r.type != 17 { line += ", \(w) × \(h)" }
                if r.type < 16 { line += ", \(ImageFile.format(of: r.data)?.rawValue ?? r.compression)" }
            }
            lines.append(line)
        }
        let findings = ITLValidator.findings(t, traditional: traditional)
        lines += findings.map(\.description)
        return Report(format: format, lines: lines, faulty: findings.contains { $0.weight == .error })
    }

    static func words(_ p: FingerPosition) -> String {
        switch p {
        case .unknown: "unknown finger"
        case .rightThumb: "right thumb"
        case .rightIndex: "right index"
        case .rightMiddle: "right middle"
        case .rightRing: "right ring"
        case .rightLittle: "right little"
        case .leftThumb: "left thumb"
        case .leftIndex: "left index"
        case .leftMiddle: "left middle"
        case .leftRing: "left ring"
        case .leftLittle: "left little"
        }
    }
}
