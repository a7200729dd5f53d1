/// A package of biometric information records in XML (ISO/IEC 19785-3, as MOSIP sends it): each record is of one finger, a face or an
/// iris, in a format of its own. Fingers and faces are read.
public struct CBEFFPackage: Sendable, Equatable {
    public struct Finger: Sendable, Equatable {
        public var position: FingerPosition
        /// A finger image record, a minutiae record or an image.
        public var data: [UInt8]
    }

    public var fingers: [Finger] = []
    /// Each a face image record (ISO/IEC 19794-5) or an image.
    public var faces: [[UInt8]] = []
    /// Records of something else than a finger, by what they say they are.
    public var others: [String] = []

    private static let format = "CBEFF XML"

    public static func isPackage(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(2_000), as: UTF8.self)
        return head.contains("<BIR") || head.contains(":BIR")
    }

    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> CBEFFPackage {
        let root = try XMLTree.parse(bytes)
        guard root.name == "BIR" else { throw FormatError(format, at: "root", "<\(root.name)> is no biometric information record") }
        var result = CBEFFPackage()
        let nested = root.children.filter { $0.name == "BIR" }
        for (number, record) in (nested.isEmpty ? [root] : nested).enumerated() {
            let place = "record \(number + 1)"
            guard let info = record.first("BDBInfo"), let type = info.first("Type")?.text else {
                throw FormatError(format, at: place, "BDBInfo does not say what it is of")
            }
            guard type == "Finger" else {
                result.others.append(type)
                // Who wants fingers is not stopped by a face that is missing.
                if type == "Face", let face = record.first("BDB").flatMap({ Base64.decode($0.text) }), !face.isEmpty { result.faces.append(face) }
                continue
            }
            guard let data = record.first("BDB").flatMap({ Base64.decode($0.text) }), !data.isEmpty else {
                throw FormatError(format, at: "\(place)/BDB", "is missing, or not base64")
            }
            result.fingers.append(Finger(position: position(info.first("Subtype")?.text ?? ""), data: data))
        }
        return result
    }

    /// `Right IndexFinger` and the like, in any order of hand and finger.
    private static func position(_ text: String) -> FingerPosition {
        let words = text.split(separator: " ").map { $0.lowercased() }
        let names = ["thumb", "indexfinger", "middlefinger", "ringfinger", "littlefinger"]
        guard let finger = names.firstIndex(where: { words.contains($0) }) else { return .unknown }
        if words.contains("right") { return FingerPosition(rawValue: UInt8(finger + 1)) ?? .unknown }
        if words.contains("left") { return FingerPosition(rawValue: UInt8(finger + 6)) ?? .unknown }
        return .unknown
    }
}
