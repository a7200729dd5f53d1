import Access
import ECRISTCN
import EES
import Eurodac
import Identity
import Registry
import VIS

// What each system asks of the shared matching service, in its own words.

extension BiometricMatching: EES.BiometricVerification {
    public func compare(_ probe: [StoredTemplate], with references: [StoredTemplate]) async -> VerificationOutcome {
        switch await verify(probe, against: references) {
        case .match: .match
        case .nonMatch: .nonMatch
        case .notComparable: .notComparable("no sample of both sides can be compared")
        }
    }
}

extension BiometricMatching: EES.BiometricIdentification {
    public func candidates(for probe: [StoredTemplate], latent: Bool, limit: Int) async -> [RecordID]? {
        await identify(latent ? probe.asLatents : probe, in: .EES, limit: limit)?.map(\.record)
    }
}

extension BiometricMatching {
    /// Whether the samples of one side and the other are one person's, in the words of the VIS.
    public func visVerification(_ probe: [StoredTemplate], _ references: [StoredTemplate]) async -> SampleComparison {
        switch await verify(probe, against: references) {
        case .match: .match
        case .nonMatch: .nonMatch
        case .notComparable: .notComparable
        }
    }

    public func visIdentification(_ probe: [StoredTemplate], latent: Bool, limit: Int) async -> [RecordID]? {
        await identify(latent ? probe.asLatents : probe, in: .VIS, limit: limit)?.map(\.record)
    }

    /// Samples of alerts that are the person's, whichever finger each print is of.
    public func sisIdentification(_ probe: [StoredTemplate], limit: Int) async -> [RecordID]? {
        await identify(probe, in: .SIS, limit: limit)?.map(\.record)
    }

    public var eurodacSearch: EurodacBiometricSearch {
        EurodacBiometricSearch { probe in
            let samples = probe.fingerprints + probe.latentFingerprints.asLatents + (probe.face.map { [$0] } ?? [])
            guard let found = await self.identify(samples, in: .Eurodac, limit: 200) else { return .notComparable }
            return .candidates(found.map { .init(record: $0.record, fingerprints: $0.byFingerprints, face: $0.byFace) })
        }
    }

    public func ecrisIdentification(_ probe: [StoredTemplate], limit: Int) async -> [RecordID]? {
        await identify(probe, in: .ecrisTCN, limit: limit)?.map(\.record)
    }

    public func ecrisConfirmation(_ probe: StoredTemplate, _ reference: StoredTemplate) async -> FaceConfirmation {
        switch await verify([probe], against: [reference]) {
        case .match: .match
        case .nonMatch: .nonMatch
        case .notComparable: .notComparable
        }
    }
}

extension Array where Element == StoredTemplate {
    /// Of a latent nobody knows which finger it is of.
    var asLatents: [StoredTemplate] {
        map { $0.kind.hasPrefix("fingerprint") ? StoredTemplate(kind: "latent", format: $0.format, bytes: $0.bytes) : $0 }
    }
}
