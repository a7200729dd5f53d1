/// Face image records of travel documents: ISO/IEC 19794-5:2005 (the contents of an ICAO chip's data group 2).
public struct FaceRecord: Sendable, Equatable {
    public struct Face: Sendable, Equatable {
        public var width: Int
        public var height: Int
        public var gender: Int
        public var landmarks: Int
        /// JPEG or JPEG 2000.
        public var image: [UInt8]

        public init(width: Int, height: Int, gender: Int = 0, landmarks: Int = 0, image: [UInt8]) {
            self.width = width
            self.height = height
            self.gender = gender
            self.landmarks = landmarks
            self.image = image
        }
    }

    public var faces: [Face]
    private static let format = "ISO/IEC 19794-5:2005"

    public init(faces: [Face]) { self.faces = faces }

    public static func isRecord(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x46, 0x41, 0x43, 0]) }

    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> FaceRecord {
        guard isRecord(bytes) else { throw FormatError(format, at: "format identifier", "\"FAC\" is missing") }
        var r = ByteReader(bytes, format: format, from: 4)
        guard Array(try r.take(4, "version")) == [0x30, 0x31, 0x30, 0] else {
            throw FormatError(format, at: "version", "only \"010\" is supported")
        }
        let length = try r.u32("record length")
        guard length <= bytes.count else { throw FormatError(format, at: "record length", "\(length) is said, the file has \(bytes.count) bytes") }
        let count = try r.u16("number of faces")
        var faces: [Face] = []
        for i in 0..<count {
            let start = r.offset
            let block = try r.u32("length of face \(i + 1)")
            guard block >= 32, start + block <= bytes.count else {
                throw FormatError(format, at: "length of face \(i + 1)", "\(block) does not fit")
            }
            let points = try r.u16("feature points"), gender = try r.u8("gender")
            try r.skip(13, "eye and hair colour, properties, expression, pose")
            try r.skip(8 * points, "feature points")
            try r.skip(2, "face image type, data type")
            let width = try r.u16("width"), height = try r.u16("height")
            try r.skip(6, "colour space, source, device, quality")
            guard start + block >= r.offset else { throw FormatError(format, at: "face \(i + 1)", "the header is longer than the block") }
            let image = Array(try r.take(start + block - r.offset, "image"))
            faces.append(Face(width: width, height: height, gender: gender, landmarks: points, image: image))
        }
        return FaceRecord(faces: faces)
    }

    public func encode() throws(FormatError) -> [UInt8] {
        var body = ByteWriter()
        for face in faces {
            guard JPEG.isJPEG(face.image) || JPEG2000.isJPEG2000(face.image) else {
                throw FormatError(Self.format, at: "image", "only JPEG and JPEG 2000 may be carried")
            }
            body.u32(20 + 12 + face.image.count)
            body.u16(0)
            body.u8(face.gender)
            body.put([UInt8](repeating: 0, count: 13))
            body.u8(1)  // full frontal
            body.u8(JPEG.isJPEG(face.image) ? 0 : 1)
            body.u16(face.width)
            body.u16(face.height)
            body.put([UInt8](repeating: 0, count: 6))
            body.put(face.image)
        }
        var out = ByteWriter()
        out.put([0x46, 0x41, 0x43, 0, 0x30, 0x31, 0x30, 0])
        out.u32(14 + body.bytes.count)
        out.u16(faces.count)
        out.put(body.bytes)
        return out.bytes
    }
}
