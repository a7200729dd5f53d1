import Biometrics
import Registry

/// A sample or template as a system stores it, read for comparison. What cannot be read, or is too poor to be compared, is
/// a failure to enrol and no error: the record stands, and comparisons say that they could not be made.
enum BiometricSample: Sendable {
    case fingerprint(FingerprintTemplate)
    case face(FaceEmbedding)

    /// Fewer minutiae say nothing about whose they are.
    static let minutiaeMin = 8
    /// Pixels of an image, at 500 dpi four inches square: more than any print that is compared has. One of a giant would hold a processor
    /// and much memory for long.
    static let pixelsMax = 4 << 20

    /// What a stored sample comes to.
    enum Reading: Sendable {
        /// One, but for a package and a minutiae record of several views, which hold as many as there are fingers and views in them.
        case samples([BiometricSample])
        /// It was read, and gives too little to compare (2019/817 Article 13(3)).
        case poor
        case unreadable
    }

    init?(_ stored: StoredTemplate) {
        guard case .samples(let samples) = BiometricSample.reading(stored), let first = samples.first else { return nil }
        self = first
    }

    static func all(_ stored: StoredTemplate) -> [BiometricSample] {
        if case .samples(let samples) = reading(stored) { samples } else { [] }
    }

    static func reading(_ stored: StoredTemplate) -> Reading {
        let parts = stored.kind.split(separator: "/")
        switch parts.first {
        case let part? where fingers.contains(part):
            let position = parts.dropFirst().first.flatMap { UInt8($0) }.flatMap { FingerPosition(rawValue: $0) }
            let isLatent = part != "fingerprint"
            if MinutiaeRecord.isRecord(stored.bytes) { return reading(record: stored.bytes, position, isLatent: isLatent) }
            if isPackage(stored.bytes) { return reading(package: stored.bytes, position, isLatent: isLatent) }
            let found = BiometricSample.template(stored.bytes)
            guard var template = found.template, template.minutiae.count >= minutiaeMin else { return found.isRead ? .poor : .unreadable }
            template.position = isLatent ? .unknown : position ?? template.position
            return .samples([.fingerprint(template)])
        case "face", "facialImage":
            guard let embedding = FaceEmbedding(stored) else { return .unreadable }
            return .samples([.face(embedding)])
        default: return .unreadable
        }
    }

    /// Format of templates that Sextant makes.
    static let templateFormat = "iso19794-2:2005"
    private static let fingers: Set<Substring> = ["fingerprint", "latent", "latentFingerprint", "latentPrint"]

    /// A print from a scene: nobody knows whose it is, nor which finger's.
    static func isLatent(_ stored: StoredTemplate) -> Bool { stored.kind.hasPrefix("latent") }

    /// An image of a finger, or a package of several, which comparing would first make templates of.
    static func isImage(_ stored: StoredTemplate) -> Bool {
        stored.kind.split(separator: "/").first.map(fingers.contains) ?? false && !MinutiaeRecord.isRecord(stored.bytes)
            && (ImageFile.format(of: stored.bytes) != nil || PrintPackage.isPackage(stored.bytes))
    }

    private static func isPackage(_ bytes: [UInt8]) -> Bool {
        !MinutiaeRecord.isRecord(bytes) && ImageFile.format(of: bytes) == nil && PrintPackage.isPackage(bytes)
    }

    /// The template of an image, or those of the fingers of a package; none where none can be made.
    static func enrolled(_ stored: StoredTemplate) -> [StoredTemplate] {
        func kept(_ template: FingerprintTemplate, as kind: String) -> StoredTemplate? {
            guard let bytes = try? MinutiaeRecord.encode(template) else { return nil }
            return StoredTemplate(kind: kind, format: templateFormat, bytes: bytes)
        }
        guard isPackage(stored.bytes) else {
            return BiometricSample.template(stored.bytes).template.flatMap { kept($0, as: stored.kind) }.map { [$0] } ?? []
        }
        return all(stored).compactMap { sample -> StoredTemplate? in
            guard case .fingerprint(let template) = sample else { return nil }
            // Of a latent nobody knows which finger it is of.
            return kept(template, as: template.position == .unknown ? stored.kind : "fingerprint/\(template.position.rawValue)")
        }
    }

    /// An image of 500 dpi in any format that is read.
    private static func template(_ bytes: [UInt8]) -> (template: FingerprintTemplate?, isRead: Bool) {
        guard ImageFile.format(of: bytes) != nil, let image = try? ImageFile.decode(bytes, pixelLimit: pixelsMax) else { return (nil, false) }
        return (try? ClassicalExtractor().extract(image), true)
    }

    /// Views of one record, at most: more are no person's.
    private static let viewsMax = 20

    /// Of a minutiae record each view is a sample: of several fingers, or of one several times (ISO/IEC 19794-2, ANSI INCITS 378).
    private static func reading(record bytes: [UInt8], _ position: FingerPosition?, isLatent: Bool) -> Reading {
        guard let views = try? MinutiaeRecord.decode(bytes).templates, !views.isEmpty else { return .unreadable }
        var templates = Array(views.filter { $0.minutiae.count >= minutiaeMin }.prefix(viewsMax))
        guard !templates.isEmpty else { return .poor }
        // Of one finger alone whoever sends it may say which; of several each view says it for itself.
        if let position, Set(views.map(\.position)).count == 1 {
            for place in templates.indices { templates[place].position = position }
        }
        if isLatent { for place in templates.indices { templates[place].position = .unknown } }
        return .samples(templates.map { .fingerprint($0) })
    }

    /// Fingers by ANSI/NIST-ITL that a stored sample is of, without comparing anything: what a reader is told is there.
    static func positions(of stored: StoredTemplate) -> [Int] {
        guard stored.kind.hasPrefix("fingerprint") else { return [] }
        let named = stored.kind.split(separator: "/").dropFirst().first.flatMap { Int($0) }.map { [$0] } ?? []
        guard MinutiaeRecord.isRecord(stored.bytes) else { return named }
        let read = [stored].fingerprints.map { Int($0.position.rawValue) }
        return read.isEmpty ? named : read.filter { $0 > 0 }
    }

    /// Of a package each finger is a sample. What it holds besides, palms and what is no print, never comes here (2019/817 Article 13(1)).
    private static func reading(package bytes: [UInt8], _ position: FingerPosition?, isLatent: Bool) -> Reading {
        let read = try? PrintPackage(bytes, isLatent ? .latents : .exemplars, pixelsMax: pixelsMax, pixelsOfAllMax: 4 * pixelsMax)
        guard let read else { return .unreadable }
        var templates = read.templates.filter { $0.minutiae.count >= minutiaeMin }
        // Of one finger alone whoever sends it may say which.
        if templates.count == 1, let position { templates[0].position = position }
        if isLatent { for place in templates.indices { templates[place].position = .unknown } }
        if templates.isEmpty { return read.read > 0 ? .poor : .unreadable }
        return .samples(templates.map { .fingerprint($0) })
    }
}

extension Sequence where Element == StoredTemplate {
    var fingerprints: [FingerprintTemplate] {
        flatMap { BiometricSample.all($0) }.compactMap { if case .fingerprint(let template) = $0 { template } else { nil } }
    }
    var faces: [FaceEmbedding] {
        // Images of fingers are not read for the faces among them.
        filter(PortraitReader.isFace).flatMap { BiometricSample.all($0) }.compactMap { if case .face(let embedding) = $0 { embedding } else { nil } }
    }
}
