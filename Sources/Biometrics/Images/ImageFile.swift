/// An image of any format that authorities send, told apart by its first bytes.
public enum ImageFile {
    public enum Format: String, Sendable {
        case wsq = "WSQ"
        case png = "PNG"
        case jpeg = "JPEG"
        case jpeg2000 = "JPEG 2000"
        case bmp = "BMP"
        case pgm = "PGM"
        case tiff = "TIFF"
    }

    public static func format(of bytes: [UInt8]) -> Format? {
        if WSQ.isWSQ(bytes) { return .wsq }
        if PNG.isPNG(bytes) { return .png }
        if JPEG.isJPEG(bytes) { return .jpeg }
        if JPEG2000.isJPEG2000(bytes) { return .jpeg2000 }
        if BMP.isBMP(bytes) { return .bmp }
        if PGM.isPGM(bytes) { return .pgm }
        if TIFF.isTIFF(bytes) { return .tiff }
        return nil
    }

    /// Decodes the image; refuses formats that it does not know, and images of more pixels than `pixelLimit` before they take memory.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        switch format(of: bytes) {
        case .wsq: return try WSQ.decode(bytes, pixelLimit: pixelLimit)
        case .png: return try PNG.decode(bytes, pixelLimit: pixelLimit)
        case .jpeg: return try JPEG.decode(bytes, pixelLimit: pixelLimit)
        case .jpeg2000: return try JPEG2000.decode(bytes, pixelLimit: pixelLimit)
        case .bmp: return try BMP.decode(bytes, pixelLimit: pixelLimit)
        case .pgm: return try PGM.decode(bytes, pixelLimit: pixelLimit)
        case .tiff: return try TIFF.decode(bytes, pixelLimit: pixelLimit)
        case nil: throw FormatError("image", at: "first bytes", stranger(bytes) + "; read are WSQ, PNG, JPEG, JPEG 2000, TIFF, BMP and PGM")
        }
    }

    /// What bytes of no format that is read here are, as far as their beginning tells.
    static func stranger(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "the file is empty" }
        let marks: [(String, String)] = [
            ("GIF8", "a GIF image"), ("%PDF", "a PDF document"), ("PK\u{3}\u{4}", "a ZIP archive"), ("RIFF", "a RIFF file (WebP or sound)"),
            ("IIR\0", "an iris image record (ISO/IEC 19794-6)"), ("\u{1f}", "a compressed file"),
            ("NIST_COM", "an NIST comment file without an image"),
            ("SXFG", "a snapshot of a gallery"), ("P6", "a colour pixmap (PPM)"), ("P4", "a bitmap (PBM)"),
        ]
        for (mark, name) in marks where bytes.starts(with: Array(mark.utf8)) { return name }
        if bytes.starts(with: [0x65, 0x82]) || bytes.starts(with: [0x65, 0x83]) { return "a face image block of ISO/IEC 39794-5" }
        if bytes.prefix(512).allSatisfy({ $0 >= 32 && $0 < 127 || [9, 10, 13].contains($0) }) { return "plain text" }
        if Set(bytes.prefix(64)).count == 1 { return "no known beginning: uniform bytes, perhaps raw pixels (then give their size)" }
        return "no known beginning (of raw pixels the size must be given)"
    }

    /// Pixels without a header, as ANSI/NIST-ITL's compression `NONE` and live scanners give them.
    public static func raw(_ bytes: [UInt8], width: Int, height: Int, resolution: Double?) throws(FormatError) -> GrayImage {
        try GrayImage(width: width, height: height, pixels: bytes, resolution: resolution)
    }
}
