import CBiometrics
import Foundation
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

    @Test(arguments: [64, 100, 128, 512])
    func `whoever reaches the threshold is found, and nobody else, past the sieve of rounded vectors`(_ n: Int) throws {
        let gallery = try FaceGallery(dimensions: n, precision: .single)
        // Families: a face, and others at every distance from it, so that many lie near each threshold.
        let faces = (0..<700).map { i -> [Float] in
            let (own, other) = (Self.vector(n, seed: UInt64(i / 50)), Self.vector(n, seed: UInt64(i) + 5_000))
            return zip(own, other).map { $0 + Float(i % 50) / 25 * $1 }
        }
        for (i, f) in faces.enumerated() { try gallery.insert(Self.key(i), f) }
        for i in stride(from: 7, to: 700, by: 93) { gallery.erase(Self.key(i)) }
        let probes = stride(from: 0, to: 700, by: 50).map { faces[$0] } + [Self.vector(n, seed: 99_999)]
        for threshold in [Float(-1), 0, 0.3, 0.6, 0.9, 0.99] {
            for (probe, found) in zip(probes, try gallery.search(probes, limit: 700, threshold: threshold)) {
                let keys = Set(found.map(\.key))
                #expect(keys.count == found.count)
                for (i, face) in faces.enumerated() {
                    let cosine = Self.cosine(probe, face), isErased = i % 93 == 7
                    guard !isErased, abs(cosine - Double(threshold)) > 1e-5 else { continue }
                    #expect(keys.contains(Self.key(i)) == (cosine > Double(threshold)), "\(i), \(cosine), \(threshold)")
                }
                for c in found { #expect(abs(Double(c.cosine) - Self.cosine(probe, faces[Int(c.key.low)])) < 1e-5) }
            }
        }
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

    @Test(arguments: FaceGallery.Precision.allCases)
    func `several probes at once find what each finds alone`(_ precision: FaceGallery.Precision) throws {
        let gallery = try FaceGallery(dimensions: 70, precision: precision)
        for i in 0..<301 { try gallery.insert(Self.key(i), Self.vector(70, seed: UInt64(i))) }
        for count in [1, 2, 3, 4, 5, 7] {
            let probes = (0..<count).map { Self.vector(70, seed: UInt64(5_000 + $0)) }
            let together = try gallery.search(probes, limit: 6)
            for (probe, found) in zip(probes, together) {
                let alone = try gallery.search([probe], limit: 6)[0]
                #expect(found.map(\.key) == alone.map(\.key))
                for (a, b) in zip(found, alone) { #expect(abs(a.cosine - b.cosine) < 1e-4) }
            }
        }
    }

    @Test func `codes near a query are those that counting finds`() {
        var random = SeededGenerator(seed: 11)
        let codes = (0..<(24 * 32)).map { _ in random.next() }, query = (0..<4).map { _ in random.next() }
        for bound in [0, 100, 124, 128, 140, 256] {
            var quick = [UInt32](repeating: 0, count: 192), plain = quick
            let n = sextant_near_codes(codes, 24, query, Int32(bound), &quick), m = sextant_near_codes_plain(codes, 24, query, Int32(bound), &plain)
            #expect(n == m && quick == plain)
            var counted = 0
            for k in 0..<192 {
                var distance = 0
                for w in 0..<4 { distance += (codes[SignCode.place(k, w)] ^ query[w]).nonzeroBitCount }
                if distance <= bound { counted += 1 }
            }
            #expect(counted == n)
        }
    }

    @Test func `sign codes differ as the angle does`() {
        for n in [64, 100, 512] {
            let maker = SignCode(dimensions: n)
            let a = Self.vector(n, seed: 1), b = Self.vector(n, seed: 2)
            func distance(_ x: [Float], _ y: [Float]) -> Int { zip(maker.code(x), maker.code(y)).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount } }
            #expect(distance(a, a) == 0)
            #expect((90...166).contains(distance(a, b)))
            #expect(distance(a, a.map { -$0 }) == 256)
            #expect(distance(a, zip(a, b).map { $0 + 0.3 * $1 }) < 50)
        }
    }

    @Test func `faces are evaluated from embeddings, one folder a person`() throws {
        let folder = try FingerprintCommandTests.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for person in 1...4 {
            try LocalFiles.makeFolder("\(folder)/p\(person)")
            let face = Self.vector(32, seed: UInt64(person))
            for i in 1...3 {
                let v = zip(face, Self.vector(32, seed: UInt64(100 * person + i))).map { $0 + 0.2 * $1 }
                try LocalFiles.write(Array(v.map { "\($0)" }.joined(separator: ",").utf8), to: "\(folder)/p\(person)/\(i).txt.vector")
            }
        }
        var lines: [String] = []
        #expect(FaceCommand.run(["evaluate", folder, "--scores", folder + "/s.csv"]) { lines.append($0) } == 0)
        #expect(lines[0].contains("EER 0.00 %") && lines[0].contains("12 mated, 54 non-mated"))
        let csv = String(decoding: try LocalFiles.read(folder + "/s.csv"), as: UTF8.self)
        #expect(csv.hasPrefix("a,b,genuine,score\n") && csv.contains("p1/1.txt,p1/2.txt,1,"))
        #expect(FaceCommand.run(["verify", folder + "/p1/1.txt.vector", folder + "/p1/2.txt.vector", "--threshold", "0.8"]) { _ in } == 0)
        #expect(FaceCommand.run(["verify", folder + "/p1/1.txt.vector", folder + "/p2/2.txt.vector", "--threshold", "0.8"]) { _ in } == 1)
        #expect(FaceCommand.run(["verify", folder + "/p1/1.txt.vector"]) { _ in } == 2)
        #expect(FaceCommand.run(["evaluate", folder, "--colour", "red"]) { _ in } == 2)
    }

    @Test func `an encoder that is not installed is told`() throws {
        let folder = try FingerprintCommandTests.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try LocalFiles.write(PGM.encode(ImageFormatTests.wavy(80, 80)), to: folder + "/1.pgm")
        var lines: [String] = []
        #expect(FaceCommand.run(["extract", folder + "/1.pgm", "-o", folder + "/1.txt", "--models", folder]) { lines.append($0) } == 1)
        #expect(lines.joined().contains("not installed"))
    }
}
