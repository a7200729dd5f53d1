import Access
import Biometrics
import Registry
import Synchronization

/// The templates of one system, in galleries of their own: origins are logically separated (2019/817 Article 13(2)). Derived
/// from the records' projections, inserted and erased in the commit that changes them, and equal to a rebuild ever after.
public final class SystemGallery: Sendable {
    public let system: SystemName
    private let fingers = FingerprintGallery(byParts: true)
    /// Prints from scenes that records are about, those of unknown wanted persons (2018/1862 Article 40), in a gallery of their own: whoever
    /// is identified is sought among them, and detection of multiple identities never looks here.
    private let scenes = FingerprintGallery()
    private let faces = Mutex<[FaceSpace: FaceGallery]>([:])

    public init(system: SystemName) { self.system = system }

    /// Records with fingerprints that can be searched.
    public var fingerprintRecords: Int { fingers.count + scenes.count }
    public var fingerprintCount: Int { fingers.fingers + scenes.fingers }
    public var faceCount: Int { faces.withLock { $0.values.reduce(0) { $0 + $1.count } } }
    public var byteCount: Int {
        (fingers.fingers + scenes.fingers) * FingerprintGallery.bytesPerFinger + fingers.bytesOfParts
            + faces.withLock { $0.values.reduce(0) { $0 + $1.count * $1.bytesPerFace } }
    }

    /// Puts in what a record projects, in place of what was there, or takes it out. Images of fingers are never read: this runs between a
    /// commit and its reply, and of an image that could be enrolled the template was made before the commit.
    public func apply(_ id: RecordID, _ kind: RecordKind, _ projection: Projection?) {
        guard kind.system == system else { return }
        let key = GalleryKey(high: id.high, low: id.low)
        let templates = (projection?.templates ?? []).filter { !BiometricSample.isImage($0) }
        SystemGallery.put(templates.filter { !BiometricSample.isLatent($0) }.fingerprints, of: key, into: fingers)
        SystemGallery.put(templates.filter(BiometricSample.isLatent).fingerprints, of: key, into: scenes)
        let embedding = templates.faces.first
        faces.withLock { galleries in
            for (space, gallery) in galleries where space != embedding?.space { gallery.erase(key) }
            guard let embedding else { return }
            do {
                let gallery = try galleries[embedding.space] ?? FaceGallery(dimensions: embedding.space.dimensions, precision: .single)
                galleries[embedding.space] = gallery
                try gallery.insert(key, embedding.numbers)
            } catch {
                // The gallery takes every embedding that `BiometricSample` reads; another is a failure to enrol.
                galleries[embedding.space]?.erase(key)
            }
        }
    }

    private static func put(_ prints: [FingerprintTemplate], of key: GalleryKey, into gallery: FingerprintGallery) {
        if prints.isEmpty { gallery.erase(key) } else { gallery.insert(key, prints) }
    }

    /// A record that may be the person's, and by which kinds of data.
    public struct Found: Hashable, Sendable {
        public var record: RecordID
        public var byFingerprints: Bool
        public var byFace: Bool
        /// Fused score of the fingers; `nil` where the face alone was compared.
        public var score: Double?
        public var cosine: Float?
    }

    /// Everybody whose samples reach a threshold, best first. Blocks: it takes the time that a gallery's size takes.
    /// - Parameters:
    ///   - falsePositiveRate: share of searches for somebody who is not there that may name anybody at all.
    func search(_ probe: [StoredTemplate], falsePositiveRate: Double, limit: Int) -> [Found] {
        // Whoever asks could send a print more than once.
        let prints = PreparedSamples.distinct(probe.fingerprints.map { ($0.position, PreparedTemplate($0)) }, mistrusting: true)
        var found = search(
            prints: prints, face: probe.faces.first,
            threshold: ScoreCalibration.threshold(falseMatchRate: falsePositiveRate / Double(max(1, fingers.count))),
            limit: limit)
        for scene in atScenes(prints, falsePositiveRate: falsePositiveRate, limit: limit) {
            guard let place = found.firstIndex(where: { $0.record == scene.record }) else {
                found.append(scene)
                continue
            }
            found[place].byFingerprints = true
            found[place].score = max(found[place].score ?? -.infinity, scene.score ?? -.infinity)
        }
        return SystemGallery.best(found, limit)
    }

    /// Prints from scenes that are of one of these fingers. Each finger is compared for itself: a print from a scene is of one of them, and
    /// the others say nothing against it.
    private func atScenes(
        _ prints: [(position: FingerPosition, template: PreparedTemplate)], falsePositiveRate: Double, limit: Int
    ) -> [Found] {
        let held = scenes.fingers
        guard held > 0, !prints.isEmpty else { return [] }
        let threshold = ScoreCalibration.threshold(falseMatchRate: falsePositiveRate / Double(held * prints.count))
        var found: [RecordID: Found] = [:]
        for print in prints {
            for candidate in scenes.search(prepared: [print], threshold: threshold, limit: limit) {
                let id = RecordID(high: candidate.key.high, low: candidate.key.low)
                let score = max(found[id]?.score ?? -.infinity, candidate.score)
                found[id] = Found(record: id, byFingerprints: true, byFace: false, score: score, cosine: nil)
            }
        }
        return Array(found.values)
    }

    private static func best(_ found: some Sequence<Found>, _ limit: Int) -> [Found] {
        Array(
            found.sorted { a, b in
                (a.score ?? -.infinity, a.cosine ?? -1, b.record) > (b.score ?? -.infinity, b.cosine ?? -1, a.record)
            }.prefix(limit))
    }

    /// The same with thresholds that do not depend on how many are held, and with samples prepared already.
    func search(
        prints: [(position: FingerPosition, template: PreparedTemplate)], face: FaceEmbedding?, threshold: Double, limit: Int,
        effort: FingerprintGallery.Effort = .init()
    ) -> [Found] {
        var found: [RecordID: Found] = [:]
        if !prints.isEmpty {
            let once = PreparedSamples.distinct(prints, mistrusting: false)
            for candidate in fingers.search(prepared: once, threshold: threshold, limit: limit, effort: effort) {
                let id = RecordID(high: candidate.key.high, low: candidate.key.low)
                found[id] = Found(record: id, byFingerprints: true, byFace: false, score: candidate.score, cosine: nil)
            }
        }
        if let face {
            for match in self.faces(like: [face], limit: limit).first ?? [] {
                let id = RecordID(high: match.key.high, low: match.key.low)
                var both = found[id] ?? Found(record: id, byFingerprints: false, byFace: true, score: nil, cosine: nil)
                (both.byFace, both.cosine) = (true, match.cosine)
                found[id] = both
            }
        }
        return SystemGallery.best(found.values, limit)
    }

    /// The faces most like each of these, a list a probe, in one pass over the gallery for all of them. Blocks.
    func faces(like probes: [FaceEmbedding], limit: Int) -> [[FaceGallery.Candidate]] {
        var found = [[FaceGallery.Candidate]](repeating: [], count: probes.count)
        // Embeddings of different encoders cannot be compared.
        for (space, places) in Dictionary(grouping: probes.indices, by: { probes[$0].space }) {
            guard let gallery = faces.withLock({ $0[space] }),
                let lists = try? gallery.search(
                    places.map { probes[$0].numbers }, limit: limit, threshold: FaceThreshold.cosine(.identification, in: space))
            else { continue }
            for (place, list) in zip(places, lists) { found[place] = list }
        }
        return found
    }
}
