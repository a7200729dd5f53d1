extension ITLTransaction {
    /// Which prints of a transaction are asked for.
    public enum PrintKind: Sendable {
        /// Taken of a person: single fingers and slaps.
        case exemplars
        /// Found somewhere: whose, and of which finger, nobody knows.
        case latents
    }

    /// What the prints of a transaction come to.
    public struct Prints: Sendable {
        public var templates: [FingerprintTemplate] = []
        /// Prints that could be read, whether or not a template could be made of them.
        public var read = 0
    }

    /// Fingers of one transaction, at most: more are no person's.
    static let fingersMax = 20

    /// The templates of the fingers that a transaction shows, slaps cut into theirs. Minutiae count where there is no image to extract them
    /// from. Palm prints and low-resolution prints are left out.
    ///
    /// - Parameters:
    ///   - pixelsMax: an image of more is left out before it takes memory.
    ///   - pixelsOfAllMax: what is read of a whole transaction.
    public func prints(_ kind: PrintKind, pixelsMax: Int, pixelsOfAllMax: Int) -> Prints {
        let extractor = ClassicalExtractor()
        var prints = Prints()
        var left = pixelsOfAllMax
        func enrol(_ image: GrayImage, _ resolution: Double, _ position: FingerPosition) {
            prints.read += 1
            guard var template = try? extractor.extract(image, resolution: resolution) else { return }
            template.position = position
            prints.templates.append(template)
        }
        let types: Set<Int> = kind == .latents ? [13] : [4, 14]
        for record in records where types.contains(record.type) && prints.read < Self.fingersMax {
            guard let image = try? record.image(pixelLimit: min(pixelsMax, left)) else { continue }
            left -= image.width * image.height
            // Screen resolutions that image programs write say nothing about the scanner.
            let resolution = image.resolution.flatMap { $0 >= 250 ? $0 : nil } ?? 500
            let code = record.fingers.first ?? 0
            guard kind == .exemplars, let slap = SlapSegmenter.Slap(rawValue: code) else {
                enrol(image, resolution, Self.finger(code))
                continue
            }
            guard let parts = try? SlapSegmenter.segment(image, as: slap, resolution: resolution) else {
                prints.read += 1
                continue
            }
            for part in parts { enrol(part.image, resolution, part.position) }
        }
        guard prints.read == 0 else { return prints }
        for record in records where record.type == 9 && prints.read < Self.fingersMax {
            guard var template = try? record.template() else { continue }
            prints.read += 1
            template.position = Self.finger(record.fingers.first ?? 0)
            prints.templates.append(template)
        }
        return prints
    }

    /// 11 and 12 are plain thumbs.
    private static func finger(_ code: Int) -> FingerPosition {
        FingerPosition(rawValue: UInt8(clamping: code == 11 ? 1 : code == 12 ? 6 : code)) ?? .unknown
    }
}
