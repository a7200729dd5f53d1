import Testing

@testable import Biometrics

@Suite struct MinutiaeRecordTests {
    static func template(seed: UInt64, position: FingerPosition = .leftRing) -> FingerprintTemplate {
        var t = SyntheticFinger(seed: seed).template(impression: 1, position: position)
        t.singularities = [Singularity(x: 190, y: 200, kind: .core), Singularity(x: 90, y: 333, kind: .delta)]
        return t
    }

    @Test(arguments: [MinutiaeRecord.Format.iso2005, .ansi2004])
    func `a record gives back what was written, to its own precision`(_ format: MinutiaeRecord.Format) throws {
        for seed in 1...20 {
            let t = Self.template(seed: UInt64(seed))
            let read = try MinutiaeRecord.decode(try MinutiaeRecord.encode(t, as: format))
            #expect(read.format == format)
            #expect(read.remarks.isEmpty)
            let back = try #require(read.templates.first)
            #expect(back.position == t.position && back.quality == t.quality)
            #expect(back.width == t.width && back.height == t.height)
            #expect(back.singularities.map(\.kind) == t.singularities.map(\.kind))
            try #require(back.minutiae.count == t.minutiae.count)
            for (a, b) in zip(back.minutiae, t.minutiae) {
                #expect(abs(a.x - b.x) <= 0.51 && abs(a.y - b.y) <= 0.51)
                let gap = Minutia.turn(a.angle - b.angle)
                #expect(min(gap, 2 * .pi - gap) < 0.018)
                #expect(a.kind == b.kind && a.quality == b.quality)
            }
        }
    }

    @Test func `records of any edition cut short are refused with the place`() throws {
        let good = try MinutiaeRecord.encode(Self.template(seed: 3))
        for n in 0..<good.count { #expect(throws: FormatError.self) { try MinutiaeRecord.decode(Array(good.prefix(n))) } }
    }

    @Test func `hostile bytes are refused or read, never fatal`() throws {
        var mutator = Mutator(seed: 5)
        let good = [
            try MinutiaeRecord.encode(Self.template(seed: 1)), try MinutiaeRecord.encode(Self.template(seed: 2), as: .ansi2004),
        ]
        for round in 0..<3_000 { _ = try? MinutiaeRecord.decode(mutator.mutate(good[round % 2])) }
    }

    @Test(.enabled(if: TestData.present)) func `one finger in five editions has one set of minutiae`() throws {
        let files = ["ansi378v2004", "ansi378v2009", "ansi378v2009am1", "iso19794p2v2005", "iso19794p2v2011"]
        let formats: [MinutiaeRecord.Format] = [.ansi2004, .ansi2009, .ansi2009, .iso2005, .iso2011]
        var first: [Minutia]?
        for (file, format) in zip(files, formats) {
            let read = try MinutiaeRecord.decode(try TestData.bytes("formats/templates/\(file)-sample.dat"))
            #expect(read.format == format)
            let t = try #require(read.templates.first)
            #expect(t.position == .leftIndex)
            if let first {
                try #require(t.minutiae.count == first.count)
                // The samples were converted with some loss: angles agree to two degrees, but for three of them.
                for (a, b) in zip(t.minutiae, first) { #expect(a.x == b.x && a.y == b.y && a.kind == b.kind) }
                let alike = zip(t.minutiae, first).count { abs($0.angle - $1.angle) < 0.05 }
                #expect(alike >= first.count - 3)
            } else {
                first = t.minutiae
            }
        }
    }

    @Test(.enabled(if: TestData.present)) func `every template of another vendor is read`() throws {
        for set in 1...4 {
            for name in try TestData.list("formats/secugen-fvc2002-DB\(set)_B") where name.hasSuffix(".iso") {
                let read = try MinutiaeRecord.decode(try TestData.bytes("formats/secugen-fvc2002-DB\(set)_B/\(name)"))
                #expect(read.format == .iso2005 && read.templates.count == 1)
            }
        }
    }
}
