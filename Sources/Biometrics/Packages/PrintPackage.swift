/// The templates of what carries prints of several fingers: an ANSI/NIST-ITL transaction, a finger image record (ISO/IEC 19794-4, 39794-4)
/// or a CBEFF package. Slaps are cut into their fingers; palm prints and low-resolution prints are left out.
public struct PrintPackage: Sendable {
    public enum Kind: Sendable {
        /// Taken of a person: single fingers and slaps.
        case exemplars
        /// Found somewhere: whose, and of which finger, nobody knows.
        case latents
    }

    public private(set) var templates: [FingerprintTemplate] = []
    /// Prints that could be read, whether or not a template could be made of them.
    public private(set) var read = 0

    private let kind: Kind
    private let pixelsMax: Int
    private var pixelsLeft: Int
    private let extractor = ClassicalExtractor()

    /// Fingers of one package, at most: more are no person's.
    private static let fingersMax = 20

    /// Most samples are told apart from a package by their first bytes.
    public static func isPackage(_ bytes: [UInt8]) -> Bool {
        switch bytes.first {
        case UInt8(ascii: "1"): ITLTransaction.isTransaction(bytes)
        // Markup, behind a byte order mark or white space where there is some.
        case UInt8(ascii: "<"), 0xEF, 0x20, 0x0A, 0x0D: ITLXML.isPackage(bytes) || CBEFFPackage.isPackage(bytes)
        default: FingerImageRecord.isRecord(bytes)
        }
    }

    /// - Parameters:
    ///   - pixelsMax: an image of more is left out before it takes memory; one of a coarse scanner counts as what it is at 500 dpi.
    ///   - pixelsOfAllMax: what is read of a whole package.
    public init(_ bytes: [UInt8], _ kind: Kind, pixelsMax: Int, pixelsOfAllMax: Int) throws(FormatError) {
        (self.kind, self.pixelsMax, pixelsLeft) = (kind, pixelsMax, pixelsOfAllMax)
        if ITLTransaction.isTransaction(bytes) {
            add(try ITLTransaction.decode(bytes))
        } else if FingerImageRecord.isRecord(bytes) {
            add(try FingerImageRecord.decode(bytes))
        } else if ITLXML.isPackage(bytes) {
            add(try ITLXML.decode(bytes))
        } else {
            for finger in try CBEFFPackage.decode(bytes).fingers { add(finger) }
        }
    }

    private mutating func add(_ transaction: ITLTransaction) {
        let types: Set<Int> = kind == .latents ? [13] : [4, 14]
        for record in transaction.records where types.contains(record.type) && read < Self.fingersMax {
            guard let image = try? record.image(pixelLimit: min(pixelsMax, pixelsLeft)) else { continue }
            enrol(image, Self.resolution(of: image), record.fingers.first ?? 0)
        }
        // Minutiae count where there is no image to extract them from.
        guard read == 0 else { return }
        for record in transaction.records where record.type == 9 && read < Self.fingersMax {
            guard var template = try? record.template() else { continue }
            template.position = Self.finger(record.fingers.first ?? 0)
            read += 1
            templates.append(template)
        }
    }

    private mutating func add(_ record: FingerImageRecord, as position: FingerPosition = .unknown) {
        for print in record.prints where read < Self.fingersMax {
            let limit = Int(Double(min(pixelsMax, pixelsLeft)) / Self.growth(print.resolution))
            guard let image = try? print.image(pixelLimit: limit) else { continue }
            enrol(image, print.resolution, print.position == 0 ? Int(position.rawValue) : print.position)
        }
    }

    private mutating func add(_ finger: CBEFFPackage.Finger) {
        guard read < Self.fingersMax else { return }
        if FingerImageRecord.isRecord(finger.data) {
            if let record = try? FingerImageRecord.decode(finger.data) { add(record, as: finger.position) }
        } else if MinutiaeRecord.isRecord(finger.data) {
            guard let views = try? MinutiaeRecord.decode(finger.data).templates else { return }
            for view in views where read < Self.fingersMax {
                var template = view
                if template.position == .unknown { template.position = finger.position }
                read += 1
                templates.append(template)
            }
        } else if let image = try? ImageFile.decode(finger.data, pixelLimit: min(pixelsMax, pixelsLeft)) {
            enrol(image, Self.resolution(of: image), Int(finger.position.rawValue))
        }
    }

    /// - Parameter code: the finger by ANSI/NIST-ITL, or a slap.
    private mutating func enrol(_ image: GrayImage, _ resolution: Double, _ code: Int) {
        let pixels = image.width * image.height
        let grown = Int(Double(pixels) * Self.growth(resolution))
        // What was decoded is spent, looked at or not.
        guard grown <= min(pixelsMax, pixelsLeft) else {
            pixelsLeft -= pixels
            return
        }
        pixelsLeft -= grown
        guard kind == .exemplars, let slap = SlapSegmenter.Slap(rawValue: code) else {
            return enrol(single: image, resolution, Self.finger(code))
        }
        guard let parts = try? SlapSegmenter.segment(image, as: slap, resolution: resolution) else {
            read += 1
            return
        }
        for part in parts { enrol(single: part.image, resolution, part.position) }
    }

    private mutating func enrol(single image: GrayImage, _ resolution: Double, _ position: FingerPosition) {
        read += 1
        guard var template = try? extractor.extract(image, resolution: resolution) else { return }
        template.position = position
        templates.append(template)
    }

    /// How many pixels become of one: the extractor brings a print to 500 dpi, and what it grows to is what takes memory and time.
    private static func growth(_ resolution: Double) -> Double {
        // Of a coarser one than 100 dpi no template is made.
        let factor = max(1, 500 / max(100, resolution))
        return factor * factor
    }

    /// Screen resolutions that image programs write say nothing about the scanner.
    private static func resolution(of image: GrayImage) -> Double { image.resolution.flatMap { $0 >= 250 ? $0 : nil } ?? 500 }

    /// 11 and 12 are plain thumbs.
    private static func finger(_ code: Int) -> FingerPosition {
        FingerPosition(rawValue: UInt8(clamping: code == 11 ? 1 : code == 12 ? 6 : code)) ?? .unknown
    }
}
