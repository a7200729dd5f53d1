import Access
import Biometrics
import Dispatch
import Registry

/// The shared biometric matching service (2019/817 Articles 12–16): one-to-one and one-to-many comparison over the templates
/// of all systems, each in galleries of its own.
///
/// A comparison takes processor time, not waiting time; it runs on threads of its own, as many as the machine has
/// processors, so that questions to the indexes do not queue behind it.
public final class BiometricMatching: Sendable {
    public let galleries: [SystemName: SystemGallery]
    private let portraits: PortraitReader
    private let threads = DispatchQueue(label: "sextant.biometrics", attributes: .concurrent)
    private let places: DispatchSemaphore

    /// Share of verifications of another person that may succeed, and of identifications of an absent one that may name
    /// somebody (Implementing Decision (EU) 2019/329, annex).
    public static let verificationFalseMatchRate = 0.0005
    public static let identificationFalsePositiveRate = 0.001

    /// - Parameter faceEncoder: makes embeddings of portraits; without one only embeddings can be compared.
    public init(systems: [SystemName], processors: Int, faceEncoder: (any FaceEncoder)? = nil) {
        portraits = PortraitReader(encoder: faceEncoder)
        galleries = Dictionary(systems.map { ($0, SystemGallery(system: $0)) }, uniquingKeysWith: { first, _ in first })
        places = DispatchSemaphore(value: max(1, processors))
    }

    /// Name of the encoder of portraits that is installed.
    var faceEncoder: String? { portraits.encoder?.name }

    /// Follows the store, like the identity indexes.
    public func apply(_ id: RecordID, _ kind: RecordKind, _ projection: Projection?) {
        galleries[kind.system]?.apply(id, kind, projection)
    }

    public enum Verdict: Hashable, Sendable {
        case match, nonMatch
        case notComparable
    }

    /// Whether live samples and stored ones are one person's.
    public func verify(_ probe: [StoredTemplate], against references: [StoredTemplate]) async -> Verdict {
        await off { [portraits] in
            BiometricMatching.compare(probe.map(portraits.encoded), references.map(portraits.encoded))
        }
    }

    /// Records of a system whose samples are the person's, best first.
    public func identify(_ probe: [StoredTemplate], in system: SystemName, limit: Int) async -> [SystemGallery.Found]? {
        guard let gallery = galleries[system] else { return nil }
        return await off { [portraits] in
            let probe = probe.map(portraits.encoded)
            guard !probe.fingerprints.isEmpty || !probe.faces.isEmpty else { return nil }
            return gallery.search(probe, falsePositiveRate: BiometricMatching.identificationFalsePositiveRate, limit: limit)
        }
    }

    static func compare(_ probe: [StoredTemplate], _ references: [StoredTemplate]) -> Verdict {
        let evidence = BiometricEvidence(PreparedSamples(probe), PreparedSamples(references))
        guard evidence.isComparable else { return .notComparable }
        return evidence.isMatch(falseMatchRate: verificationFalseMatchRate, faces: .verification) ? .match : .nonMatch
    }

    /// Samples as they are kept to be compared: of the image of a finger the template alone (2019/817 Article 13(1)), of a transaction
    /// the template of each finger in it, of a portrait the embedding; the image stays in the record itself. What cannot be enrolled is
    /// left as it is.
    public func templates(of samples: [StoredTemplate]) async -> [StoredTemplate] {
        guard samples.contains(where: { BiometricSample.isImage($0) || portraits.reads($0) }) else { return samples }
        return await withTaskGroup(of: (Int, [StoredTemplate]).self) { group in
            for (place, sample) in samples.enumerated() {
                group.addTask {
                    guard BiometricSample.isImage(sample) else { return (place, [await self.comparable(sample)]) }
                    let made = await self.off { BiometricSample.enrolled(sample) }
                    return (place, made.isEmpty ? [sample] : made)
                }
            }
            var kept = [[StoredTemplate]](repeating: [], count: samples.count)
            for await (place, made) in group { kept[place] = made }
            return kept.flatMap { $0 }
        }
    }

    /// The samples with embeddings in place of the portraits in which a face is found, each looked at once however often they are compared.
    func comparable(_ samples: [StoredTemplate]) async -> [StoredTemplate] {
        guard samples.contains(where: portraits.reads) else { return samples }
        return await off { [portraits] in samples.map(portraits.encoded) }
    }

    private func comparable(_ sample: StoredTemplate) async -> StoredTemplate { await comparable([sample]).first ?? sample }

    /// A portrait that was read and shows no face.
    func isWithoutFace(_ sample: StoredTemplate) -> Bool { portraits.isWithoutFace(sample) }

    /// Runs what takes processor time on the threads for that.
    func off<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            threads.async { [places] in
                places.wait()
                defer { places.signal() }
                continuation.resume(returning: body())
            }
        }
    }
}
