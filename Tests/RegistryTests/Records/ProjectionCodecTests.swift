import Identity
import Registry
import Testing

/// The bytes of projections: what goes in comes out, and nothing else is read.
@Suite struct ProjectionCodecTests {
    @Test func randomProjectionsComeBack() throws {
        var random = Seeded(1)
        for _ in 0..<2000 {
            let projection = Self.projection(&random)
            #expect(try ProjectionCodec.decode(ProjectionCodec.encode(projection)) == projection)
        }
    }

    @Test func everyChoiceComesBack() throws {
        for category in IdentityCategory.allCases {
            for sex in Sex.allCases {
                let projection = Projection(identities: [PersonIdentity(category: category, sex: sex)])
                #expect(try ProjectionCodec.decode(ProjectionCodec.encode(projection)) == projection)
            }
        }
        for kind in TravelDocument.Kind.allCases {
            let projection = Projection(documents: [TravelDocument(kind: kind, number: "", issuer: .unspecified)])
            #expect(try ProjectionCodec.decode(ProjectionCodec.encode(projection)) == projection)
        }
        for action in DueDate.Action.allCases {
            let projection = Projection(due: [DueDate(Day(number: .min), action, article: ""), DueDate(Day(number: .max), action, article: "x")])
            #expect(try ProjectionCodec.decode(ProjectionCodec.encode(projection)) == projection)
        }
    }

    /// The bytes that stores hold today: they must stay readable.
    @Test func versionOneIsFixed() throws {
        let projection = Projection(
            identities: [
                PersonIdentity(
                    category: .alias, surnames: ["Ö"], dateOfBirth: PartialDate(year: 1980, month: 2), sex: .female,
                    nationalities: [try #require(CountryCode("FRA"))])
            ], documents: [TravelDocument(kind: .visa, number: "1", issuer: try #require(CountryCode("DEU")), expiry: Day(number: -2))],
            keys: [RecordKey("n", "v", unique: true)], due: [DueDate(Day(number: 1), .act, article: "a")],
            templates: [StoredTemplate(kind: "f", format: "g", bytes: [9])])
        let bytes: [UInt8] = [
            1, 1, 3, 1, 2, 0xC3, 0x96, 0, 0, 0, 0, 0, 0xBC, 0x0F, 2, 0, 1, 1, 70, 82, 65, 0, 0,
            1, 7, 1, 49, 68, 69, 85, 0, 1, 0xFE, 0xFF, 0xFF, 0xFF,
            1, 1, 110, 1, 118, 1, 1, 1, 0, 0, 0, 4, 1, 97, 1, 1, 102, 1, 103, 1, 9,
        ]
        #expect(ProjectionCodec.encode(projection) == bytes)
        #expect(try ProjectionCodec.decode(bytes) == projection)
    }

    @Test func cutBytesAreRefused() {
        var random = Seeded(2)
        for _ in 0..<50 {
            let bytes = ProjectionCodec.encode(Self.projection(&random))
            for count in 0..<bytes.count {
                #expect(throws: ProjectionFault.self) { try ProjectionCodec.decode(Array(bytes.prefix(count))) }
            }
            #expect(throws: ProjectionFault.trailing) { try ProjectionCodec.decode(bytes + [0]) }
        }
    }

    /// Whatever is read at all is written back as the same bytes: there is one form of each value.
    @Test func changedBytesAreRefusedOrMeanSomethingElse() throws {
        var random = Seeded(3)
        var (read, refused) = (0, 0)
        for _ in 0..<60 {
            let bytes = ProjectionCodec.encode(Self.projection(&random))
            for index in bytes.indices {
                var changed = bytes
                changed[index] = UInt8.random(in: 0...255, using: &random)
                do throws(ProjectionFault) {
                    #expect(ProjectionCodec.encode(try ProjectionCodec.decode(changed)) == changed)
                    read += 1
                } catch { refused += 1 }
            }
        }
        #expect(read > 100 && refused > 100)
    }

    @Test func hostileBytesNeitherCrashNorGrow() {
        var random = Seeded(4)
        for _ in 0..<20_000 {
            var bytes: [UInt8] = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random), !bytes.isEmpty { bytes[0] = 1 }
            do throws(ProjectionFault) {
                #expect(ProjectionCodec.encode(try ProjectionCodec.decode(bytes)) == bytes)
            } catch {}
        }
        // A count far beyond the bytes that are there, numbers with superfluous groups, and too long ones.
        #expect(throws: ProjectionFault.truncated) { try ProjectionCodec.decode([1, 0xFF, 0xFF, 0xFF, 0x7F]) }
        #expect(throws: ProjectionFault.malformed("number")) { try ProjectionCodec.decode([1, 0x80, 0]) }
        #expect(throws: ProjectionFault.malformed("number")) { try ProjectionCodec.decode([1, 0xFF, 0xFF, 0xFF, 0xFF, 1]) }
        #expect(throws: ProjectionFault.unknownVersion(2)) { try ProjectionCodec.decode([2, 0, 0, 0, 0, 0]) }
        #expect(throws: ProjectionFault.malformed("text")) { try ProjectionCodec.decode([1, 0, 0, 1, 1, 0xFF, 0, 0, 0, 0]) }
    }

    // MARK: - Random projections

    static func projection(_ random: inout Seeded) -> Projection {
        func some<Value>(_ most: Int, _ make: (inout Seeded) -> Value) -> [Value] {
            (0..<Int.random(in: 0...most, using: &random)).map { _ in make(&random) }
        }
        return Projection(
            identities: some(3, identity),
            documents: some(3) {
                TravelDocument(
                    kind: TravelDocument.Kind.allCases.randomElement(using: &$0) ?? .other, number: text(&$0), issuer: country(&$0),
                    issued: Bool.random(using: &$0) ? day(&$0) : nil, expiry: Bool.random(using: &$0) ? day(&$0) : nil)
            },
            keys: some(3) { RecordKey(text(&$0), text(&$0), unique: Bool.random(using: &$0)) },
            due: some(3) { DueDate(day(&$0), DueDate.Action.allCases.randomElement(using: &$0) ?? .act, article: text(&$0)) },
            templates: some(2) { random in
                StoredTemplate(
                    kind: text(&random), format: text(&random),
                    bytes: (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
            })
    }

    private static func identity(_ random: inout Seeded) -> PersonIdentity {
        func names() -> [String] { (0..<Int.random(in: 0...2, using: &random)).map { _ in text(&random) } }
        var out = PersonIdentity(category: IdentityCategory.allCases.randomElement(using: &random) ?? .confirmed)
        out.surnames = names()
        out.givenNames = names()
        out.surnamesAtBirth = names()
        out.previousSurnames = names()
        out.previousGivenNames = names()
        out.otherNames = names()
        out.dateOfBirth = PartialDate(
            year: Int.random(in: 0...9999, using: &random), month: Int.random(in: 0...13, using: &random),
            day: Int.random(in: 0...31, using: &random))
        out.sex = Bool.random(using: &random) ? Sex.allCases.randomElement(using: &random) : nil
        out.nationalities = (0..<Int.random(in: 0...2, using: &random)).map { _ in country(&random) }
        out.placeOfBirth = Bool.random(using: &random) ? text(&random) : nil
        out.countryOfBirth = Bool.random(using: &random) ? country(&random) : nil
        return out
    }

    private static func text(_ random: inout Seeded) -> String {
        let letters = Array("aZ0 /'-éßЖ漢👩🏽‍✈️\u{301}\0")
        return String((0..<Int.random(in: 0...24, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" })
    }
    private static func day(_ random: inout Seeded) -> Day { Day(number: Int32.random(in: .min ... .max, using: &random)) }
    private static func country(_ random: inout Seeded) -> CountryCode {
        let codes = ["FRA", "DEU", "UKR", "RKS", "XXA", "UTO", "GBD"]
        return codes.randomElement(using: &random).flatMap { CountryCode($0) } ?? .unspecified
    }
}

/// A seeded generator (SplitMix64), so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
