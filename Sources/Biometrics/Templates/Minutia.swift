/// A ridge ending or a bifurcation.
public struct Minutia: Sendable, Equatable, Hashable {
    /// ISO/IEC 19794-2, 6.4.2; the raw values are those of the record.
    public enum Kind: UInt8, Sendable, CaseIterable {
        case other = 0
        case ending = 1
        case bifurcation = 2
    }

    /// Pixels at 500 dpi, from the left.
    public var x: Float
    /// Pixels at 500 dpi, from the top.
    public var y: Float
    /// Radians in 0..<2π, counter-clockwise from the positive x axis (y up): along the ending ridge, or along the valley
    /// that enters the bifurcation (ISO/IEC 19794-2, 6.3).
    public var angle: Float
    public var kind: Kind
    /// 1…100, or 0 where it is not known.
    public var quality: UInt8

    public init(x: Float, y: Float, angle: Float, kind: Kind, quality: UInt8 = 0) {
        self.x = x
        self.y = y
        self.angle = Minutia.turn(angle)
        self.kind = kind
        self.quality = min(quality, 100)
    }

    /// An angle brought into 0..<2π.
    static func turn(_ angle: Float) -> Float {
        guard angle.isFinite else { return 0 }
        let t = angle.truncatingRemainder(dividingBy: 2 * .pi)
        let positive = t < 0 ? t + 2 * .pi : t
        return positive >= 2 * .pi ? 0 : positive
    }
}

/// A core or a delta.
public struct Singularity: Sendable, Equatable, Hashable {
    public enum Kind: UInt8, Sendable { case core, delta }
    public var x: Float
    public var y: Float
    public var kind: Kind

    public init(x: Float, y: Float, kind: Kind) {
        self.x = x
        self.y = y
        self.kind = kind
    }
}

/// ISO/IEC 19794-2, table 2, which ANSI/NIST-ITL's table of friction ridge positions shares.
public enum FingerPosition: UInt8, Sendable, CaseIterable {
    case unknown = 0
    case rightThumb, rightIndex, rightMiddle, rightRing, rightLittle
    case leftThumb, leftIndex, leftMiddle, leftRing, leftLittle
}

/// What is compared: the minutiae of one view of one finger.
public struct FingerprintTemplate: Sendable, Equatable {
    /// Size of the image in pixels at 500 dpi.
    public var width: Int
    public var height: Int
    public var minutiae: [Minutia]
    public var singularities: [Singularity]
    public var position: FingerPosition
    /// 0…100 as NFIQ 2 (higher is better), or nil where nobody said.
    public var quality: Int?

    public init(
        width: Int, height: Int, minutiae: [Minutia], singularities: [Singularity] = [], position: FingerPosition = .unknown,
        quality: Int? = nil
    ) {
        self.width = width
        self.height = height
        self.minutiae = minutiae
        self.singularities = singularities
        self.position = position
        self.quality = quality
    }
}
