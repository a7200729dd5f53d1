import CBiometrics

/// JPEG (ISO/IEC 10918-1): lossy processes through libturbojpeg, where it is installed (`libturbojpeg0` on Debian); the
/// lossless one by `LosslessJPEG`.
public enum JPEG {
    public static func isJPEG(_ bytes: [UInt8]) -> Bool {
        bytes.count > 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff
    }

    /// Decodes to grey; the resolution is the JFIF header's, where it has one in dots per inch or centimetre.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        guard isJPEG(bytes) else { throw FormatError("JPEG", at: "signature", "missing") }
        if LosslessJPEG.frame(of: bytes) == 0xc3 { return try LosslessJPEG.decode(bytes, pixelLimit: pixelLimit) }
        var image = try SystemCodec.decode(bytes, "JPEG", package: "libturbojpeg0", pixelLimit: pixelLimit, sextant_jpeg_decode)
        if bytes.count > 18, bytes[2] == 0xff, bytes[3] == 0xe0, Array(bytes[6..<10]) == Array("JFIF".utf8) {
            let density = Double(Int(bytes[14]) << 8 | Int(bytes[15]))
            if density > 1 { image.resolution = bytes[13] == 1 ? density : bytes[13] == 2 ? density * 2.54 : nil }
        }
        return image
    }

    public static func encode(_ image: GrayImage, quality: Int = 90) throws(FormatError) -> [UInt8] {
        var memory: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = image.pixels.withUnsafeBufferPointer {
            sextant_jpeg_encode($0.baseAddress, Int32(image.width), Int32(image.height), Int32(quality), &memory, &count)
        }
        guard status == 0, let memory else { throw SystemCodec.refusal(status, "JPEG", package: "libturbojpeg0") }
        defer { sextant_codec_free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: count))
    }
}

/// JPEG 2000 (ISO/IEC 15444-1, JP2 files and bare code streams) through OpenJPEG, where it is installed (`libopenjp2-7`).
public enum JPEG2000 {
    public static func isJPEG2000(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 12 else { return false }
        return bytes.starts(with: [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20]) || bytes.starts(with: [0xff, 0x4f, 0xff, 0x51])
    }

    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        guard isJPEG2000(bytes) else { throw FormatError("JPEG 2000", at: "signature", "missing") }
        return try SystemCodec.decode(bytes, "JPEG 2000", package: "libopenjp2-7", pixelLimit: pixelLimit, sextant_jp2_decode)
    }

    /// A JP2 file without loss; refuses sides of fewer than 32 pixels.
    public static func encode(_ image: GrayImage) throws(FormatError) -> [UInt8] {
        guard image.width >= 32, image.height >= 32 else {
            throw FormatError("JPEG 2000", at: "size", "\(image.width) × \(image.height) pixels; at least 32 × 32 are needed")
        }
        var memory: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = image.pixels.withUnsafeBufferPointer {
            sextant_jp2_encode($0.baseAddress, Int32(image.width), Int32(image.height), &memory, &count)
        }
        guard status == 0, let memory else { throw SystemCodec.refusal(status, "JPEG 2000", package: "libopenjp2-7") }
        defer { sextant_codec_free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: count))
    }
}

enum SystemCodec {
    typealias Decoder = (
        UnsafePointer<UInt8>?, Int, Int, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int32>?,
        UnsafeMutablePointer<Int32>?
    ) -> Int32

    static func decode(
        _ bytes: [UInt8], _ format: String, package: String, pixelLimit: Int, _ decoder: Decoder
    ) throws(FormatError) -> GrayImage {
        var memory: UnsafeMutablePointer<UInt8>?
        var width: Int32 = 0, height: Int32 = 0
        let status = bytes.withUnsafeBufferPointer {
            decoder(
                $0.baseAddress, $0.count, min(pixelLimit, max(4 << 20, 2_048 * $0.count)), &memory, &width, &height)
        }
        guard status == 0, let memory else { throw refusal(status, format, package: package, pixelLimit: pixelLimit) }
        defer { sextant_codec_free(memory) }
        let pixels = Array(UnsafeBufferPointer(start: memory, count: Int(width) * Int(height)))
        return GrayImage(unchecked: Int(width), Int(height), pixels, nil)
    }

    static func refusal(
        _ status: Int32, _ format: String, package: String, pixelLimit: Int = GrayImage.pixelLimit
    ) -> FormatError {
        switch status {
        case 1: FormatError(format, at: "decoder", "the system library is not installed (Debian package \(package))")
        case 3: FormatError(format, at: "size", "more than \(pixelLimit) pixels, or more than its bytes can say anything about")
        case 4: FormatError(format, at: "decoder", "no memory")
        default: FormatError(format, at: "data", "malformed or of an unsupported kind")
        }
    }
}
