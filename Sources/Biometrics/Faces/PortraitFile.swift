/// Pictures of a face in whatever carries them: an image, a face image record (ISO/IEC 19794-5), the records of type 10 of an
/// ANSI/NIST-ITL transaction, or a CBEFF package.
public enum PortraitFile {
    /// Pictures of one person that are read: more are not needed to know a face again.
    private static let picturesMax = 8

    /// Whether the bytes look like something that can hold a picture of a face.
    public static func isPortrait(_ bytes: [UInt8]) -> Bool {
        ImageFile.format(of: bytes) != nil || FaceRecord.isRecord(bytes) || ITLTransaction.isTransaction(bytes) || isMarkup(bytes)
    }

    /// The pictures, decoded; none where the package has no face in it.
    /// - Parameter pixelLimit: a picture of more pixels is refused before it takes memory.
    public static func pictures(_ bytes: [UInt8], pixelLimit: Int) throws(FormatError) -> [GrayImage] {
        var pictures: [GrayImage] = []
        for source in try sources(bytes).prefix(picturesMax) {
            switch source {
            case .file(let file): pictures.append(try ImageFile.decode(file, pixelLimit: pixelLimit))
            case .record(let record): pictures.append(try record.image(pixelLimit: pixelLimit))
            }
        }
        return pictures
    }

    private enum Source {
        case file([UInt8])
        case record(ITLTransaction.Record)
    }

    private static func sources(_ bytes: [UInt8]) throws(FormatError) -> [Source] {
        if FaceRecord.isRecord(bytes) { return try FaceRecord.decode(bytes).faces.map { .file($0.image) } }
        if ITLTransaction.isTransaction(bytes) { return faces(try ITLTransaction.decode(bytes)) }
        guard ImageFile.format(of: bytes) == nil, isMarkup(bytes) else { return [.file(bytes)] }
        if ITLXML.isPackage(bytes) { return faces(try ITLXML.decode(bytes)) }
        var found: [Source] = []
        for face in try CBEFFPackage.decode(bytes).faces {
            if FaceRecord.isRecord(face) {
                found += try FaceRecord.decode(face).faces.map { .file($0.image) }
            } else {
                found.append(.file(face))
            }
        }
        return found
    }

    /// Type 10 has scars, marks and tattoos too; what says nothing is a face.
    private static func faces(_ transaction: ITLTransaction) -> [Source] {
        transaction.records.filter { $0.type == 10 && ($0.text(3) ?? "FACE") == "FACE" }.map { .record($0) }
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        // Behind a byte order mark or white space where there is some.
        switch bytes.first {
        case UInt8(ascii: "<"), 0xEF, 0x20, 0x0A, 0x0D: ITLXML.isPackage(bytes) || CBEFFPackage.isPackage(bytes)
        default: false
        }
    }
}
