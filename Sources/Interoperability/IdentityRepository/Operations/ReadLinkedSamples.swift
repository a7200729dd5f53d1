import Access
import Biometrics
import Operations
import Registry
import Wire

/// Bytes of a facial image as a side of a link has it.
public enum LinkedImageLimit: SampleLimit { public static let bytesMax = 8 << 20 }

/// The biometric data that a link joins, to be looked at: minutiae of the fingers that were compared, with those that the matcher took for
/// the same, and facial images (Articles 18(1), 21(1), 29(3)).
public struct ReadLinkedSamples: Operation {
    let search: CandidateSearch
    let settings: MIDSettings
    public init(_ search: CandidateSearch, _ settings: MIDSettings = MIDSettings()) {
        (self.search, self.settings) = (search, settings)
    }

    public let about = OperationDescription.cir(
        "readLinkedSamples", "Read linked samples",
        "Minutiae of the fingers of both sides, with the pairs that their scores rest on, and facial images; to the verifying authority alone.",
        article: "21(1)", .read, .GET, "/linked-data/{link}/samples", data: .linkedIdentity, grants: CIRGrants.verify,
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "ReadLinkedSamples"
        public static let meaning = "Which link."
        public static let fields: [Field<Input>] = [.required("link", \.link, "The link.")]
    }

    /// A ridge ending or a bifurcation.
    public struct Point: WireRecord, Hashable {
        public var x = 0
        public var y = 0
        public var angle = 0
        public init() {}
        init(_ minutia: Minutia) {
            (x, y) = (Point.whole(minutia.x), Point.whole(minutia.y))
            angle = Int((minutia.angle * 180 / .pi).rounded()) % 360
        }
        private static func whole(_ value: Float) -> Int { min(max(0, Int(value.rounded())), 65_535) }
        public static let wireName = "MinutiaPoint"
        public static let meaning = "A ridge ending or a bifurcation (ISO/IEC 19794-2)."
        public static let fields: [Field<Point>] = [
            .required("x", \.x, "Pixels at 500 dpi, from the left.", limits: .integer(0...65_535)),
            .required("y", \.y, "Pixels at 500 dpi, from the top.", limits: .integer(0...65_535)),
            .required("angle", \.angle, "Degrees, counter-clockwise from the right.", limits: .integer(0...359)),
        ]
    }

    public struct Print: WireRecord, Hashable {
        public var width = 0
        public var height = 0
        public var views = 1
        public var minutiae: [Point] = []
        public init() {}
        init(_ print: PairedPrint.Print) {
            views = min(print.views, 1000)
            (width, height) = (min(max(1, print.width), 65_535), min(max(1, print.height), 65_535))
            minutiae = print.minutiae.map(Point.init)
        }
        public static let wireName = "ShownPrint"
        public static let meaning = "The minutiae of one print that are compared."
        public static let fields: [Field<Print>] = [
            .required("width", \.width, "Pixels at 500 dpi.", limits: .integer(1...65_535)),
            .required("height", \.height, "Pixels at 500 dpi.", limits: .integer(1...65_535)),
            .defaulted(
                "views", \.views, to: 1, "Views of this finger that the side holds; this is the one that is likest.", limits: .integer(1...1000)),
            .list("minutiae", \.minutiae, "Minutiae.", count: 0...PreparedTemplate.minutiaLimit),
        ]
    }

    public struct Pair: WireRecord, Hashable {
        public var launching = 0
        public var other = 0
        public init() {}
        init(_ launching: Int, _ other: Int) { (self.launching, self.other) = (launching, other) }
        public static let wireName = "MinutiaPair"
        public static let meaning = "Minutiae that the matcher took for the same, by their place in the lists."
        public static let fields: [Field<Pair>] = [
            .required("launching", \.launching, "Of the launching side.", limits: .integer(0...127)),
            .required("other", \.other, "Of the other side.", limits: .integer(0...127)),
        ]
    }

    public struct Finger: WireRecord, Hashable {
        public var position = 0
        public var launching = Print()
        public var other = Print()
        public var score: Double?
        public var pairs: [Pair] = []
        public init() {}
        init(_ print: PairedPrint, isWithheld: Bool) {
            (position, launching, other) = (print.position, Print(print.first), Print(print.second))
            guard !isWithheld else { return }
            score = (print.score * 100).rounded() / 100
            pairs = print.pairs.map { Pair($0.first, $0.second) }
        }
        public static let wireName = "ShownFinger"
        public static let meaning = "One finger of both sides."
        public static let fields: [Field<Finger>] = [
            .required("position", \.position, "Finger; 0 where it is not known.", limits: .integer(0...10)),
            .required("launching", \.launching, "The print of the launching side."),
            .required("other", \.other, "The print of the other side."),
            .optional("score", \.score, "Comparison score."),
            .list("pairs", \.pairs, "What the score rests on.", count: 0...PreparedTemplate.minutiaLimit),
        ]
    }

    public struct Face: WireRecord, Hashable {
        /// Of the record that started the detection.
        public var launching = false
        public var format = ""
        public var data = Base64Sample<LinkedImageLimit>([])
        public init() {}
        public static let wireName = "ShownFace"
        public static let meaning = "A facial image of one side."
        public static let fields: [Field<Face>] = [
            .required("launching", \.launching, "Of the launching side; else of the other."),
            .required("format", \.format, "Format, by its bytes.", limits: .choice(["jpeg", "png"])),
            .required("data", \.data, "The image."),
        ]
    }

    public struct Output: WireRecord {
        public var link = RecordID(high: 0, low: 0)
        public var withheld = false
        public var fingers: [Finger] = []
        public var faces: [Face] = []
        public init() {}
        public static let wireName = "LinkedSamples"
        public static let meaning = "Biometric data of both sides of a link."
        public static let fields: [Field<Output>] = [
            .required("link", \.link, "The link."),
            .defaulted(
                "withheld", \.withheld, to: false,
                "Scores and pairs are kept back until the official has noted an opinion (`mid.noteOpinion`)."),
            .list("fingers", \.fingers, "Fingers that both sides hold.", count: 0...40),
            .list("faces", \.faces, "Facial images that can be shown.", count: 0...8),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try about.requireKind(of: desk)
        let sides = try await LinkedSides.read(input.link, at: desk, settings)
        guard sides.isVerifier else { throw Refusal(.notFound, "there is no such record") }
        let (launching, other) = (sides.persons[0], sides.persons[1])
        let isWithheld = sides.known.isWithheld
        var output = Output()
        (output.link, output.withheld) = (sides.known.id, isWithheld)
        output.fingers = await search.matching.off {
            // In the order in which the detector compares, so that the scores are its own.
            let isTurned = other.side < launching.side
            let (a, b) = (PreparedSamples(launching.templates), PreparedSamples(other.templates))
            return (isTurned ? PairedPrint.of(b, a).map(\.turned) : PairedPrint.of(a, b))
                .prefix(40).map { Finger($0, isWithheld: isWithheld) }
        }
        for (person, isLaunching) in [(launching, true), (other, false)] {
            for sample in person.templates.filter({ $0.kind.hasPrefix("fac") }).prefix(4) {
                guard let format = ReadLinkedSamples.shown(sample.bytes), sample.bytes.count <= LinkedImageLimit.bytesMax else { continue }
                var face = Face()
                (face.launching, face.format, face.data) = (isLaunching, format, .init(sample.bytes))
                output.faces.append(face)
            }
        }
        return Outcome(output, under: sides.mandate, version: sides.known.version, log: sides.log)
    }

    /// Formats that browsers show, by their first bytes; whatever a record calls them.
    private static func shown(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
        return PNG.isPNG(bytes) ? "png" : nil
    }
}
