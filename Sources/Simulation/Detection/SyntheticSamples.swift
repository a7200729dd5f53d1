import Biometrics
import Registry
import Sandbox

/// Fingers and a face that belong to nobody, as one system took them: each taking is another impression of the same.
public struct SyntheticSamples: Sendable, Hashable {
    /// Whose fingers and face these are.
    public var person: Int
    public var taking: Int

    public init(person: Int, taking: Int) { (self.person, self.taking) = (person, taking) }

    public static let positions = [2, 3, 4, 5]
    static let fingerprintFormat = "iso19794-2:2005"
    static let faceFormat = "embedding-f32le"
    static let dimensions = 128

    /// A minutiae record of one finger.
    public func fingerprint(_ position: Int) -> [UInt8] {
        let finger = SyntheticFinger(seed: UInt64(bitPattern: Int64(person)) &* 16 &+ UInt64(position))
        let template = finger.template(
            impression: taking, position: FingerPosition(rawValue: UInt8(position)) ?? .unknown)
        return (try? MinutiaeRecord.encode(template)) ?? []
    }

    /// An embedding: the person's own direction, and what differs from one picture to the next. Cosines of two pictures of
    /// one person lie about 0.83, of two persons about 0.
    public func face() -> [UInt8] {
        func direction(_ seed: UInt64) -> [Float] {
            var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
            return (0..<SyntheticSamples.dimensions).map { _ in
                // The sum of four draws is near enough to a normal one.
                (0..<4).reduce(Float(0)) { sum, _ in
                    state ^= state << 13
                    state ^= state >> 7
                    state ^= state << 17
                    return sum + Float(state >> 40) / Float(1 << 24) - 0.5
                }
            }
        }
        let own = direction(UInt64(bitPattern: Int64(person)) &+ 77)
        let other = direction(UInt64(bitPattern: Int64(person &* 1009 &+ taking)) &+ 7_777_777)
        return zip(own, other).flatMap { a, b -> [UInt8] in
            let bits = (a + 0.45 * b).bitPattern
            return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
        }
    }

    /// As a probe: fingers and face.
    public func templates(fingers: [Int] = positions, face withFace: Bool = true) -> [StoredTemplate] {
        fingers.map {
            StoredTemplate(
                kind: "fingerprint/\($0)", format: SyntheticSamples.fingerprintFormat, bytes: fingerprint($0))
        }
            + (withFace ? [StoredTemplate(kind: "face", format: SyntheticSamples.faceFormat, bytes: face())] : [])
    }
}
