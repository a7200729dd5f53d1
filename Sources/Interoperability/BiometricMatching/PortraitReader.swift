import Biometrics
import Registry

/// Makes faces in pictures comparable, where an installation has an encoder. Without one a portrait is kept and compared with nothing.
struct PortraitReader: Sendable {
    let encoder: (any FaceEncoder)?

    /// Pixels of a picture: twelve megapixels are more than any passport photograph has.
    private static let pixelsMax = 12 << 20
    /// Pixels of the longer side from which a picture is made smaller: a face fills much of a portrait, and finding it takes time with the
    /// square of its size.
    private static let sideMax = 1000

    /// Whether this is a portrait that could become an embedding.
    func reads(_ sample: StoredTemplate) -> Bool {
        encoder != nil && PortraitReader.isFace(sample) && FaceEmbedding.encoder(sample.format) == nil && PortraitFile.isPortrait(sample.bytes)
    }

    /// The embedding of the first picture in which a face is found; the sample as it is where there is none. Blocks for as long as the
    /// encoder takes.
    func encoded(_ sample: StoredTemplate) -> StoredTemplate {
        guard reads(sample), let encoder,
            let pictures = try? PortraitFile.pictures(sample.bytes, pixelLimit: PortraitReader.pixelsMax)
        else { return sample }
        for picture in pictures {
            let side = max(picture.width, picture.height)
            let fitting = side > PortraitReader.sideMax ? picture.resampled(from: Double(side), to: Double(PortraitReader.sideMax)) : picture
            guard let numbers = try? encoder.encode(fitting), numbers.count <= FaceEmbedding.dimensionsMax else { continue }
            let space = FaceSpace(encoder: encoder.name, dimensions: numbers.count)
            return FaceEmbedding(space: space, numbers: numbers).stored(as: sample.kind)
        }
        return sample
    }

    /// A picture that can be read and shows no face that could be found.
    func isWithoutFace(_ sample: StoredTemplate) -> Bool {
        guard reads(sample), let pictures = try? PortraitFile.pictures(sample.bytes, pixelLimit: PortraitReader.pixelsMax) else { return false }
        return !pictures.isEmpty
    }

    static func isFace(_ sample: StoredTemplate) -> Bool {
        let part = sample.kind.split(separator: "/").first
        return part == "face" || part == "facialImage"
    }
}
