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
        if bytes.starts(with: Array("FIR\0".utf8)) {
            throw FormatError("ISO/IEC 19794-4", at: "format identifier", "finger image records are not supported")
        }
        guard let format = ImageFile.format(of: bytes) else {
            throw FormatError("file", at: "first bytes", "no biometric format that is known here")
        }
        var lines: [String] = []
        if format == .wsq {
            let h = try WSQ.header(bytes)
            lines.append("encoder \(h.encoder), software \(h.software), shift \(h.shift), scale \(h.scale)")
            for c in h.comments { lines.append("comment: " + c.split(whereSeparator: \.isNewline).joined(separator: "; ")) }
        }
        let image = try ImageFile.decode(bytes)
        let size = "\(image.width) × \(image.height) pixels"
        lines.insert(
            size + (image.resolution.map { ", \(Int($0.rounded())) pixels per inch" } ?? ", resolution not stated"), at: 0)
        lines.append("compression \(image.width * image.height / max(1, bytes.count)) : 1 of 8-bit grey")
        return Report(format: format.rawValue, lines: lines, faulty: false)
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
        10: "face or mark", 13: "latent print", 14: "fingerprint", 15: "palm print", 16: "user-defined test image", 17: "iris",
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
                line += ", " + r.fingers.map { FingerPosition(rawValue: UInt8(clamping: $0)).map(words) ?? "position \($0)" }
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
