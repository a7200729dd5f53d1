/// An image of any format that authorities send, told apart by its first bytes.
public enum ImageFile {
    public enum Format: String, Sendable {
        case wsq = "WSQ"
        case png = "PNG"
        case jpeg = "JPEG"
        case jpeg2000 = "JPEG 2000"
        case bmp = "BMP"
        case pgm = "PGM"
    }

    public static func format(of bytes: [UInt8]) -> Format? {
        if WSQ.isWSQ(bytes) { return .wsq }
        if PNG.isPNG(bytes) { return .png }
        if JPEG.isJPEG(bytes) { return .jpeg }
        if JPEG2000.isJPEG2000(bytes) { return .jpeg2000 }
        if BMP.isBMP(bytes) { return .bmp }
        if PGM.isPGM(bytes) { return .pgm }
        return nil
    }

    /// Decodes the image; refuses formats that it does not know.
    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> GrayImage {
        switch format(of: bytes) {
        case .wsq: return try WSQ.decode(bytes)
        case .png: return try PNG.decode(bytes)
        case .jpeg: return try JPEG.decode(bytes)
        case .jpeg2000: return try JPEG2000.decode(bytes)
        case .bmp: return try BMP.decode(bytes)
        case .pgm: return try PGM.decode(bytes)
        case nil: throw FormatError("image", at: "first bytes", "none of WSQ, PNG, JPEG, JPEG 2000, BMP and PGM")
        }
    }

    /// Pixels without a header, as ANSI/NIST-ITL's compression `NONE` and live scanners give them.
    public static func raw(_ bytes: [UInt8], width: Int, height: Int, resolution: Double?) throws(FormatError) -> GrayImage {
        try GrayImage(width: width, height: height, pixels: bytes, resolution: resolution)
    }
}
