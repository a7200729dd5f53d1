import Testing

@testable import Biometrics

@Suite struct FaceGalleryTests {
    static func vector(_ n: Int, seed: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed)
        return (0..<n).map { _ in random.normal() }
    }

    static func key(_ n: Int) -> GalleryKey { GalleryKey(high: 0, low: UInt64(n)) }

    static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        var ab = 0.0, aa = 0.0, bb = 0.0
        for (x, y) in zip(a, b) {
            ab += Double(x) * Double(y)
            aa += Double(x) * Double(x)
            bb += Double(y) * Double(y)
        }
        return ab / (aa * bb).squareRoot()
    }

    @Test(arguments: FaceGallery.Precision.allCases, [128, 512, 100])
    func `cosines are those of the definition, to the precision`(_ precision: FaceGallery.Precision, _ n: Int) throws {
        let gallery = try FaceGallery(dimensions: n, precision: precision)
        let faces = (0..<150).map { Self.vector(n, seed: UInt64($0)) }
        for (i, f) in faces.enumerated() { try gallery.insert(Self.key(i), f) }
        let probe = Self.vector(n, seed: 9_999)
        let found = try gallery.search([probe], limit: 150)[0]
        #expect(found.count == 150)
        let allowed = precision == .single ? 1e-5 : precision == .half ? 1e-3 : 0.02
        for c in found { #expect(abs(Double(c.cosine) - Self.cosine(probe, faces[Int(c.key.low)])) < allowed) }
        for (a, b) in zip(found, found.dropFirst()) { #expect(a.cosine >= b.cosine) }
    }

    @Test func `the two stages find the mate that the exact search finds`() throws {
        let gallery = try FaceGallery(dimensions: 256, precision: .byte)
        for i in 0..<3_000 { try gallery.insert(Self.key(i), Self.vector(256, seed: UInt64(i))) }
        for i in stride(from: 0, to: 3_000, by: 271) {
            // A mate at a cosine of about 0.6.
            let noise = Self.vector(256, seed: UInt64(i) + 1_000_000)
            let probe = zip(Self.vector(256, seed: UInt64(i)), noise).map { $0 + 1.333 * $1 }
            let exact = try gallery.search([probe], limit: 1)[0], quick = try gallery.searchTwoStage([probe], limit: 1, shortlist: 100)[0]
            #expect(exact.first?.key == Self.key(i))
            #expect(quick == exact)
        }
    }

    @Test func `erased faces are gone, replaced ones replaced`() throws {
        let gallery = try FaceGallery(dimensions: 64, precision: .half)
        for i in 0..<20 { try gallery.insert(Self.key(i), Self.vector(64, seed: UInt64(i))) }
        #expect(gallery.erase(Self.key(3)) && !gallery.erase(Self.key(3)))
        #expect(try !gallery.search([Self.vector(64, seed: 3)], limit: 20)[0].contains { $0.key == Self.key(3) })
        try gallery.insert(Self.key(5), Self.vector(64, seed: 777))
        #expect(gallery.count == 19)
        #expect(try gallery.searchTwoStage([Self.vector(64, seed: 777)], limit: 1)[0].first?.key == Self.key(5))
    }

    @Test func `embeddings of the wrong kind are refused`() throws {
        let gallery = try FaceGallery(dimensions: 8)
        #expect(throws: FaceError.dimensions(expected: 8, found: 7)) { try gallery.insert(Self.key(1), Self.vector(7, seed: 1)) }
        #expect(throws: FaceError.zero) { try gallery.insert(Self.key(1), [Float](repeating: 0, count: 8)) }
        #expect(throws: FaceError.notFinite) { try gallery.insert(Self.key(1), [.nan, 0, 0, 0, 0, 0, 0, 0]) }
        #expect(throws: FaceError.self) { try FaceGallery(dimensions: 2_000) }
    }

    @Test func `half precision rounds as IEEE 754 does`() {
        for (f, bits) in [(Float(1), UInt16(0x3c00)), (0.5, 0x3800), (-2, 0xc000), (65_504, 0x7bff), (1e9, 0x7c00), (5.960_464_5e-8, 1), (0, 0)] {
            #expect(HalfFloat.bits(f) == bits)
        }
        #if arch(arm64)
        var random = SeededGenerator(seed: 4)
        for _ in 0..<1_000 {
            let f = random.normal()
            #expect(HalfFloat.bits(f) == Float16(f).bitPattern)
        }
        #endif
    }

    @Test func `face records round-trip, hostile ones are refused`() throws {
        let record = FaceRecord(faces: [.init(width: 240, height: 320, gender: 2, image: [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])])
        let bytes = try record.encode()
        #expect(try FaceRecord.decode(bytes) == record)
        for n in 0..<bytes.count { #expect(throws: FormatError.self) { try FaceRecord.decode(Array(bytes.prefix(n))) } }
        var mutator = Mutator(seed: 12)
        for _ in 0..<1_000 { _ = try? FaceRecord.decode(mutator.mutate(bytes)) }
    }
}
