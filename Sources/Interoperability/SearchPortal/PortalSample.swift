import Access
import Biometrics
import Foundation
import Operations
import Registry
import Wire

extension RefusalKind {
    static let portalSampleUnusable = RefusalKind(
        "portal/sample-unusable", 422, "No sample can be read or is good enough to be compared", article: "2019/817 13(3)")
}

/// A live sample of the person sought (2019/817 Article 7: queries by biometric data).
public struct PortalSample: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Sendable, WireChoice { case fingerprint, face }
    public enum Limit: SampleLimit { public static let bytesMax = 300_000 }

    public var kind = Kind.fingerprint
    public var position: Int?
    public var format = ""
    public var data = Base64Sample<Limit>([])

    public init() {}
    public init(_ kind: Kind, position: Int? = nil, format: String, data: [UInt8]) {
        (self.kind, self.position, self.format, self.data) = (kind, position, format, Base64Sample(data))
    }
    public static let meaning = "A live sample of the person sought."
    public static let fields: [Field<PortalSample>] = [
        .required("kind", \.kind, "What it is."),
        .optional("position", \.position, "Finger, by the numbers of ANSI/NIST-ITL; absent where it is not known.", limits: .integer(1...10)),
        .required(
            "format", \.format, "Format of the data: an image, a minutiae record, an ANSI/NIST-ITL transaction, or `embedding-f32le` of a face.",
            limits: .text(.init(length: 1...60))),
        .required("data", \.data, "The data."),
    ]

    var key: SearchKey { kind == .face ? .face : .fingerprints }
    var template: StoredTemplate {
        StoredTemplate(kind: kind == .face ? "face" : position.map { "fingerprint/\($0)" } ?? "fingerprint", format: format, bytes: data.bytes)
    }
}

extension BiometricMatching {
    /// The samples that can be compared, each read once: fingers as minutiae records, faces as they are.
    func readable(_ samples: [PortalSample]) async -> [StoredTemplate] {
        let live = await comparable(samples.map(\.template))
        return await off {
            live.flatMap { stored -> [StoredTemplate] in
                return BiometricSample.all(stored).compactMap { read -> StoredTemplate? in
                    switch read {
                    case .fingerprint(let template):
                        guard let bytes = try? MinutiaeRecord.encode(template) else { return nil }
                        let kind = template.position == .unknown ? stored.kind : "fingerprint/\(template.position.rawValue)"
                        return StoredTemplate(kind: kind, format: "iso-19794-2", bytes: bytes)
                    case .face: return stored
                    }
                }
            }
        }
    }
}

extension Array where Element == SystemIndex.Hit {
    /// With those whose samples are the person's, which come first. Whoever is found both ways is one hit with the evidence of both.
    func joined(with found: [SystemGallery.Found], kind: RecordKind, _ reader: Reader) throws -> [SystemIndex.Hit] {
        guard !found.isEmpty, let holding = PersonRecords.sampleKinds.first(where: { $0.system == kind.system }) else { return self }
        var hits: [SystemIndex.Hit] = []
        var others = self
        for samples in found {
            guard let record = try PersonRecords.person(ofSamples: samples.record, holding, from: reader), !hits.contains(where: { $0.id == record })
            else { continue }
            var match = PortalMatch(samples: samples)
            var identity: Int?
            if let place = others.firstIndex(where: { $0.id == record }) {
                let other = others.remove(at: place)
                match.evidence += other.match.evidence
                match.bits += other.match.bits
                match.probability = Swift.max(match.probability, other.match.probability)
                identity = other.identity
            }
            hits.append(SystemIndex.Hit(id: record, kind: kind, match: match, identity: identity))
        }
        return hits + others
    }
}

extension PortalMatch {
    /// Found by samples. What the fingers say is calibrated; of faces the likeness is shown, which is the encoder's own.
    init(samples found: SystemGallery.Found) {
        self.init()
        if let score = found.score {
            let bits = (-log2(max(ScoreCalibration.falseMatchRate(score), 1e-30)) * 100).rounded() / 100
            var fingers = PortalEvidence()
            (fingers.kind, fingers.rule, fingers.bits) = ("fingerprints", "the fingers' scores add up to \((score * 10).rounded() / 10)", bits)
            evidence.append(fingers)
            self.bits += bits
            // Of so many searches for somebody who is not there one names anybody.
            probability = 1 - BiometricMatching.identificationFalsePositiveRate
        }
        if let cosine = found.cosine {
            var face = PortalEvidence()
            (face.kind, face.rule) = ("face", "likeness of the faces \((Double(cosine) * 1000).rounded() / 1000), -1 to 1")
            evidence.append(face)
            probability = Swift.max(probability, 0.5)
        }
    }
}
