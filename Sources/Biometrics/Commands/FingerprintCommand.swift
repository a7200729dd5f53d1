/// `sextant fingerprint …`: everything that the command line offers on fingerprints. The tool forwards its arguments and
/// shows what comes back.
public enum FingerprintCommand {
    public static let help = """
        extract IMAGE -o TEMPLATE [--show PICTURE.png] [--resolution DPI] [--extractor classical|learnt] [--format iso|ansi]
        verify A B [--show PICTURE.png]                    images or templates; score, its false match rate, paired minutiae
        identify --gallery FOLDER PROBE [--limit N]        files of the folder are the gallery
        quality IMAGE…                                     0 to 100 with reasons
        evaluate FOLDER [--scores FILE.csv] [--det PICTURE.png] [--by quality|COLUMN] [--resolution DPI]
        synthesise -o FOLDER [--fingers N] [--impressions N] [--seed N] [--templates]
        inspect FILE…                                      any biometric file explained
        segment SLAP -o FOLDER --slap right|left|thumbs
        convert IMAGE -o OUT.wsq|.png|.pgm|.jpg [--rate BITS-PER-100-PIXELS]
        """

    /// Runs a verb. Returns the exit status: 0 done, 1 refused or no match, 2 misused.
    public static func run(_ arguments: [String], output: (String) -> Void) -> Int32 {
        guard let verb = arguments.first else {
            output(help)
            return 2
        }
        do {
            let options = try Options(Array(arguments.dropFirst()))
            switch verb {
            case "extract": return try extract(options, output)
            case "verify": return try verify(options, output)
            case "identify": return try identify(options, output)
            case "quality": return try quality(options, output)
            case "evaluate": return try evaluate(options, output)
            case "synthesise", "synthesize": return try synthesise(options, output)
            case "inspect": return inspect(options, output)
            case "segment": return try segment(options, output)
            case "convert": return try convert(options, output)
            default:
                output(help)
                return 2
            }
        } catch let error as Misuse {
            output(error.reason)
            output(help)
            return 2
        } catch {
            output("\(error)")
            return 1
        }
    }

    struct Misuse: Error { var reason: String }

    struct Options {
        var plain: [String] = []
        var named: [String: String] = [:]
        private static let flags: Set<String> = ["templates", "json"]

        init(_ arguments: [String]) throws(Misuse) {
            var i = 0
            while i < arguments.count {
                let a = arguments[i]
                if a.hasPrefix("-") && a.count > 1 {
                    let name = a == "-o" ? "output" : String(a.drop { $0 == "-" })
                    if Self.flags.contains(name) {
                        named[name] = "yes"
                    } else {
                        guard i + 1 < arguments.count else { throw Misuse(reason: "\(a) needs a value") }
                        i += 1
                        named[name] = arguments[i]
                    }
                } else {
                    plain.append(a)
                }
                i += 1
            }
        }

        func number(_ name: String, _ usual: Int, _ range: ClosedRange<Int>) throws(Misuse) -> Int {
            guard let text = named[name] else { return usual }
            guard let v = Int(text), range.contains(v) else {
                throw Misuse(reason: "--\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return v
        }
    }

    private static func extractor(_ o: Options) throws -> any MinutiaExtractor {
        switch o.named["extractor"] ?? "classical" {
        case "classical": return ClassicalExtractor()
        case "learnt":
            if let folder = o.named["models"] { return try LearntExtractor(folder: folder) }
            return try LearntExtractor()
        case let other: throw Misuse(reason: "no extractor \"\(other)\"")
        }
    }

    private static func resolution(_ image: GrayImage, _ o: Options) throws -> Double {
        if o.named["resolution"] != nil { return Double(try o.number("resolution", 500, 100...2_000)) }
        // Screen resolutions that image programs write into PNG and BMP say nothing about the scanner.
        if let r = image.resolution, r >= 250 { return r }
        return 500
    }

    /// A template from a template file, a transaction's first finger, or an image.
    static func template(_ path: String, _ o: Options, _ extractor: any MinutiaExtractor) throws -> FingerprintTemplate {
        let bytes = try LocalFiles.read(path)
        if MinutiaeRecord.isRecord(bytes) {
            guard let first = try MinutiaeRecord.decode(bytes).templates.first else {
                throw FormatError("FMR", at: path, "the record has no view")
            }
            return first
        }
        if ITLTransaction.isTransaction(bytes) {
            for record in try ITLTransaction.decode(bytes).records {
                if record.type == 14 || record.type == 4 || record.type == 13 {
                    let image = try record.image()
                    return try extractor.extract(image, resolution: try resolution(image, o))
                }
                if record.type == 9, let t = try? record.template() { return t }
            }
            throw FormatError("ANSI/NIST-ITL", at: path, "the transaction has no fingerprint")
        }
        let image = try ImageFile.decode(bytes)
        return try extractor.extract(image, resolution: try resolution(image, o))
    }

    private static func extract(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1, let target = o.named["output"] else {
            throw Misuse(reason: "extract takes one image and -o TEMPLATE")
        }
        let image = try ImageFile.decode(try LocalFiles.read(o.plain[0]))
        let dpi = try resolution(image, o)
        let template: FingerprintTemplate
        if let show = o.named["show"], (o.named["extractor"] ?? "classical") == "classical" {
            let (made, trace) = try ClassicalExtractor().trace(image, resolution: dpi)
            template = made
            try LocalFiles.write(ExtractionPicture.draw(trace), to: show)
        } else {
            template = try extractor(o).extract(image, resolution: dpi)
            if let show = o.named["show"] {
                var trace = ExtractionTrace(image: image.resampled(from: dpi, to: 500))
                trace.minutiae = template.minutiae
                try LocalFiles.write(ExtractionPicture.draw(trace), to: show)
            }
        }
        try LocalFiles.write(
            try MinutiaeRecord.encode(template, as: o.named["format"] == "ansi" ? .ansi2004 : .iso2005), to: target)
        output("\(template.minutiae.count) minutiae, \(template.singularities.count) cores and deltas, \(Int(dpi)) dpi")
        return 0
    }

    private static func verify(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 2 else { throw Misuse(reason: "verify takes two files") }
        let e = try extractor(o)
        let a = PreparedTemplate(try template(o.plain[0], o, e)), b = PreparedTemplate(try template(o.plain[1], o, e))
        let result = FingerprintMatcher().compare(a, b)
        output("score \(short(result.score))")
        output(meaning(result.score))
        output("\(result.pairs.count) minutiae paired of \(a.minutiae.count) and \(b.minutiae.count); rotation "
            + "\(Int((result.rotation * 180 / .pi).rounded()))°, shift \(Int(result.shift.x)), \(Int(result.shift.y)) pixels")
        if let show = o.named["show"] {
            let first = try ImageFile.decode(try LocalFiles.read(o.plain[0]))
            let second = try ImageFile.decode(try LocalFiles.read(o.plain[1]))
            let x = first.resampled(from: try resolution(first, o), to: 500), y = second.resampled(from: try resolution(second, o), to: 500)
            try LocalFiles.write(ExtractionPicture.draw(result, (x, a), (y, b)), to: show)
        }
        return result.score >= ScoreCalibration.threshold(falseMatchRate: 1e-4) ? 0 : 1
    }

    static func short(_ v: Double) -> String { "\((v * 100).rounded() / 100)" }

    static func meaning(_ score: Double) -> String {
        let rate = ScoreCalibration.falseMatchRate(score)
        if rate >= 0.5 { return "not more alike than different fingers usually are" }
        let one = Int((1 / rate).rounded())
        return "of different fingers, about one pair in \(one) scores as high"
            + (rate < ScoreCalibration.measuredDownTo ? " (extrapolated)" : "")
    }

    private static func identify(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard let folder = o.named["gallery"], o.plain.count == 1 else {
            throw Misuse(reason: "identify takes --gallery FOLDER and one probe")
        }
        let e = try extractor(o)
        let gallery = FingerprintGallery()
        var names: [String] = []
        for name in try LocalFiles.list(folder) {
            do {
                var t = try template(folder + "/" + name, o, e)
                t.position = .unknown
                gallery.insert(GalleryKey(high: 0, low: UInt64(names.count)), [t])
                names.append(name)
            } catch {
                output("left out \(name): \(error)")
            }
        }
        var probe = try template(o.plain[0], o, e)
        probe.position = .unknown
        let limit = try o.number("limit", 5, 1...1_000)
        let found = gallery.search([probe], threshold: ScoreCalibration.threshold(falseMatchRate: 1e-2), limit: limit)
        output("\(gallery.count) in the gallery")
        for c in found { output("\(names[Int(c.key.low)])  score \(short(c.score)), \(meaning(c.score))") }
        if found.isEmpty { output("no candidate") }
        return found.isEmpty ? 1 : 0
    }

    private static func quality(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard !o.plain.isEmpty else { throw Misuse(reason: "quality takes images") }
        for path in o.plain {
            let image = try ImageFile.decode(try LocalFiles.read(path))
            let q = try FingerprintQuality.assess(image, resolution: try resolution(image, o))
            output("\(path): \(q.score)" + q.reasons.map { "; " + $0.rawValue }.joined())
        }
        return 0
    }

    /// All genuine and all cross-finger pairs of a folder.
    public static func evaluation(
        _ folder: String, extractor: any MinutiaExtractor, resolution: Double? = nil, quality: Bool = false
    ) throws -> AccuracyReport {
        var samples: [AccuracyReport.Sample] = [], prepared: [PreparedTemplate] = []
        var attributes: [String: [String: String]] = [:]
        let names = try LocalFiles.list(folder)
        if names.contains("subjects.csv") {
            let text = String(decoding: try LocalFiles.read(folder + "/subjects.csv"), as: UTF8.self)
            let rows = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            if let head = rows.first {
                for row in rows.dropFirst() where row.count == head.count {
                    attributes[row[0]] = Dictionary(zip(head, row), uniquingKeysWith: { a, _ in a })
                }
            }
        }
        for name in names {
            guard let dot = name.lastIndex(of: "."), let underscore = name[..<dot].lastIndex(of: "_") else { continue }
            let finger = String(name[..<underscore])
            let bytes = try LocalFiles.read(folder + "/" + name)
            var sample = AccuracyReport.Sample(name: String(name[..<dot]), finger: finger)
            sample.attributes = attributes[finger] ?? [:]
            if MinutiaeRecord.isRecord(bytes) {
                guard let first = try MinutiaeRecord.decode(bytes).templates.first else { continue }
                sample.quality = first.quality
                prepared.append(PreparedTemplate(first))
            } else if ImageFile.format(of: bytes) != nil {
                let image = try ImageFile.decode(bytes)
                let stated = image.resolution.flatMap { $0 >= 250 ? $0 : nil }
                let dpi = resolution ?? stated ?? 500
                if quality { sample.quality = try? FingerprintQuality.assess(image, resolution: dpi).score }
                let t = (try? extractor.extract(image, resolution: dpi))
                prepared.append(PreparedTemplate(t ?? FingerprintTemplate(width: 1, height: 1, minutiae: [])))
            } else {
                continue
            }
            samples.append(sample)
        }
        let matcher = FingerprintMatcher()
        var pairs: [AccuracyReport.Pair] = []
        for i in samples.indices {
            for j in (i + 1)..<max(samples.count, i + 1) {
                pairs.append(
                    .init(a: i, b: j, genuine: samples[i].finger == samples[j].finger, score: matcher.compare(prepared[i], prepared[j]).score))
            }
        }
        return AccuracyReport(samples: samples, pairs: pairs)
    }

    private static func evaluate(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1 else { throw Misuse(reason: "evaluate takes one folder") }
        let by = o.named["by"]
        let dpi = o.named["resolution"] == nil ? nil : Double(try o.number("resolution", 500, 100...2_000))
        let report = try evaluation(o.plain[0], extractor: try extractor(o), resolution: dpi, quality: by == "quality")
        guard !report.pairs.isEmpty else { throw FormatError("folder", at: o.plain[0], "no files named FINGER_IMPRESSION.*") }
        for line in report.lines(by: by) { output(line) }
        if by == "quality", let r = report.qualityCorrelation() {
            output("rank correlation of quality and mean mated score: \(short(r))")
        }
        if let scores = o.named["scores"] { try LocalFiles.write(Array(report.csv().utf8), to: scores) }
        if let det = o.named["det"] { try LocalFiles.write(report.detPlot(), to: det) }
        return 0
    }

    private static func synthesise(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard let folder = o.named["output"] else { throw Misuse(reason: "synthesise needs -o FOLDER") }
        let fingers = try o.number("fingers", 5, 1...1_000_000), impressions = try o.number("impressions", 2, 1...100)
        let seed = UInt64(try o.number("seed", 1, 0...Int.max))
        try LocalFiles.makeFolder(folder)
        for f in 1...fingers {
            let own = seed &* 1_000_000_007 &+ UInt64(f)
            if o.named["templates"] != nil {
                let finger = SyntheticFinger(seed: own)
                for i in 1...impressions {
                    try LocalFiles.write(try MinutiaeRecord.encode(finger.template(impression: i)), to: "\(folder)/\(f)_\(i).fmr")
                }
            } else {
                let finger = SyntheticPrint(seed: own)
                for i in 1...impressions { try LocalFiles.write(PNG.encode(finger.impression(i)), to: "\(folder)/\(f)_\(i).png") }
            }
        }
        output("\(fingers) fingers × \(impressions) impressions in \(folder); they belong to nobody")
        return 0
    }

    private static func inspect(_ o: Options, _ output: (String) -> Void) -> Int32 {
        var status: Int32 = 0
        for path in o.plain {
            do {
                let report = try FileInspector.inspect(try LocalFiles.read(path))
                output("\(path): \(report.format)" + (report.faulty ? " (faulty)" : ""))
                for line in report.lines { output("  " + line) }
                if report.faulty { status = 1 }
            } catch {
                output("\(path): refused: \(error)")
                status = 1
            }
        }
        return o.plain.isEmpty ? 2 : status
    }

    private static func convert(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1, let target = o.named["output"] else { throw Misuse(reason: "convert takes one image and -o OUT") }
        let image = try ImageFile.decode(try LocalFiles.read(o.plain[0]))
        let bytes: [UInt8]
        switch target.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
        case "wsq": bytes = try WSQ.encode(image, bitRate: Float(try o.number("rate", 75, 2...700)) / 100)
        case "png": bytes = PNG.encode(image)
        case "pgm": bytes = PGM.encode(image)
        case "jpg", "jpeg": bytes = try JPEG.encode(image)
        default: throw Misuse(reason: "the name's ending must be wsq, png, pgm or jpg")
        }
        try LocalFiles.write(bytes, to: target)
        output("\(image.width) × \(image.height), \(bytes.count) bytes")
        return 0
    }

    private static func segment(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        let kinds: [String: SlapSegmenter.Slap] = ["right": .rightFour, "left": .leftFour, "thumbs": .thumbs]
        guard o.plain.count == 1, let folder = o.named["output"], let kind = kinds[o.named["slap"] ?? ""] else {
            throw Misuse(reason: "segment takes one image, -o FOLDER and --slap right|left|thumbs")
        }
        let image = try ImageFile.decode(try LocalFiles.read(o.plain[0]))
        try LocalFiles.makeFolder(folder)
        for part in try SlapSegmenter.segment(image, as: kind, resolution: try resolution(image, o)) {
            let name = FileInspector.words(part.position).split(separator: " ").joined(separator: "-")
            try LocalFiles.write(PNG.encode(part.image), to: "\(folder)/\(name).png")
            output("\(name): \(part.width) × \(part.height) at \(part.x), \(part.y)")
        }
        return 0
    }
}
