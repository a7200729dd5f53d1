/// `sextant fingerprint …`: everything that the command line offers on fingerprints. The tool forwards its arguments and
/// shows what comes back.
public enum FingerprintCommand {
    public static let help = """
        extract FILE -o TEMPLATE [--show PICTURE.png] [--format iso|ansi]      one view for each finger in the file
        verify A B [--show PICTURE.png] [--fmr RATE]       score, its false match rate, paired minutiae; several fingers are fused
        identify --gallery FOLDER PROBE [--limit N] [--fmr RATE]               files of the folder are the gallery
        quality FILE…                                      0 to 100 with reasons; of several fingers the order too
        evaluate FOLDER [--scores FILE.csv] [--det PICTURE.png] [--by quality|COLUMN]
        synthesise -o FOLDER [--fingers N] [--impressions N] [--seed N] [--templates]
        inspect FILE…                                      any biometric file explained
        segment SLAP -o FOLDER --slap right|left|thumbs
        convert FILE -o OUT.wsq|.png|.pgm|.jpg|.jp2|.fir|.der|.an2|.xml [--rate BITS-PER-100-PIXELS]
        compose -o OUT.an2|.xml --system SIS|VIS|EURODAC|EES --purpose ENR|SRC|VER|LAT --from ORIGIN --to DESTINATION
                --date YYYYMMDD --control NUMBER POSITION=IMAGE… [face=IMAGE]

        A or FILE: WSQ, PNG, JPEG, JPEG 2000, TIFF, BMP, PGM; ISO/IEC 19794-2, ANSI 378; ANSI/NIST-ITL; ISO/IEC 19794-4, 39794-4.
        --resolution DPI: what the image does not say (500 else); --raw WIDTHxHEIGHT: pixels without a header;
        --extractor classical|learnt, --models FOLDER (see make models). POSITION: 1 to 10 or right-thumb … left-little.
        Exit status: 0 done or match, 1 refused or no match, 2 misused.
        """

    /// Runs a verb. Returns the exit status: 0 done, 1 refused or no match, 2 misused.
    public static func run(_ arguments: [String], output: (String) -> Void) -> Int32 {
        guard let verb = arguments.first else {
            output(help)
            return 2
        }
        do {
            let options = try Options(Array(arguments.dropFirst()))
            if let allowed = allowed[verb] { try options.check(allowed, verb) }
            switch verb {
            case "extract": return try extract(options, output)
            case "verify": return try verify(options, output)
            case "identify": return try identify(options, output)
            case "quality": return try quality(options, output)
            case "evaluate": return try evaluate(options, output)
            case "synthesise", "synthesize": return try synthesise(options, output)
            case "inspect": return try inspect(options, output)
            case "segment": return try segment(options, output)
            case "convert": return try convert(options, output)
            case "compose": return try compose(options, output)
            case "help", "-h", "--help":
                output(help)
                return 0
            default:
                output("no verb \"\(verb)\"")
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

    /// Options of each verb.
    private static let allowed: [String: Set<String>] = [
        "extract": ["output", "show", "format", "resolution", "raw", "extractor", "models"],
        "verify": ["show", "fmr", "resolution", "raw", "extractor", "models"],
        "identify": ["gallery", "limit", "fmr", "resolution", "raw", "extractor", "models"],
        "quality": ["resolution", "raw"],
        "evaluate": ["scores", "det", "by", "resolution", "extractor", "models"],
        "synthesise": ["output", "fingers", "impressions", "seed", "templates"],
        "synthesize": ["output", "fingers", "impressions", "seed", "templates"],
        "inspect": ["raw", "resolution"], "segment": ["output", "slap", "resolution", "raw"],
        "convert": ["output", "rate", "resolution", "raw", "position"],
        "compose": ["output", "system", "purpose", "from", "to", "date", "control", "resolution"],
    ]

    struct Misuse: Error { var reason: String }

    struct Options {
        var plain: [String] = []
        var named: [String: String] = [:]
        private static let flags: Set<String> = ["templates"]

        init(_ arguments: [String]) throws(Misuse) {
            var i = 0
            while i < arguments.count {
                let a = arguments[i]
                if a.hasPrefix("-") && a.count > 1 {
                    var name = a == "-o" ? "output" : String(a.drop { $0 == "-" })
                    if let equals = name.firstIndex(of: "="), a.hasPrefix("--") {
                        named[String(name[..<equals])] = String(name[name.index(after: equals)...])
                    } else if Self.flags.contains(name) {
                        named[name] = "yes"
                    } else {
                        guard i + 1 < arguments.count else { throw Misuse(reason: "\(a) needs a value") }
                        i += 1
                        if name == "out" { name = "output" }
                        named[name] = arguments[i]
                    }
                } else {
                    plain.append(a)
                }
                i += 1
            }
        }

        /// Refuses options that a verb does not have: a misspelt one would be silently without effect.
        func check(_ allowed: Set<String>, _ verb: String) throws(Misuse) {
            for name in named.keys.sorted() where !allowed.contains(name) {
                throw Misuse(reason: "\(verb) has no option --\(name)")
            }
        }

        func number(_ name: String, _ usual: Int, _ range: ClosedRange<Int>) throws(Misuse) -> Int {
            guard let text = named[name] else { return usual }
            guard let v = Int(text), range.contains(v) else {
                throw Misuse(reason: "--\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return v
        }

        /// A rate above 0 and below 1.
        func rate(_ name: String, _ usual: Double) throws(Misuse) -> Double {
            guard let text = named[name] else { return usual }
            guard let v = Double(text), v > 0, v < 1 else { throw Misuse(reason: "--\(name) must be a rate between 0 and 1, as 0.0001") }
            return v
        }

        var reading: PrintFile.Reading {
            get throws(Misuse) {
                var result = PrintFile.Reading()
                if named["resolution"] != nil { result.resolution = Double(try number("resolution", 500, 100...2_000)) }
                if let text = named["raw"] {
                    let sides = text.lowercased().split(separator: "x").map { Int($0) }
                    guard sides.count == 2, let w = sides[0], let h = sides[1], w > 0, h > 0 else {
                        throw Misuse(reason: "--raw is WIDTHxHEIGHT, as 388x374")
                    }
                    result.raw = (w, h)
                }
                return result
            }
        }
    }

    static func extractor(_ o: Options) throws -> any MinutiaExtractor {
        switch o.named["extractor"] ?? "classical" {
        case "classical": return ClassicalExtractor()
        case "learnt":
            if let folder = o.named["models"] { return try LearntExtractor(folder: folder) }
            return try LearntExtractor()
        case let other: throw Misuse(reason: "no extractor \"\(other)\"; there are classical and learnt")
        }
    }

    private static func tell(_ remarks: [String], _ output: (String) -> Void) {
        for r in remarks { output("not used: " + r) }
    }

    private static func extract(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1, let target = o.named["output"] else {
            throw Misuse(reason: "extract takes one file and -o TEMPLATE")
        }
        let format = o.named["format"] ?? "iso"
        guard format == "iso" || format == "ansi" else { throw Misuse(reason: "--format is iso or ansi") }
        let extractor = try extractor(o), file = try PrintFile(o.plain[0], try o.reading)
        let (templates, failures) = try file.templates(extractor)
        if let show = o.named["show"] { try LocalFiles.write(try picture(of: file, extractor), to: show) }
        try LocalFiles.write(try MinutiaeRecord.encode(templates, as: format == "ansi" ? .ansi2004 : .iso2005), to: target)
        for t in templates {
            let name = templates.count > 1 || t.position != .unknown ? FileInspector.words(t.position) + ": " : ""
            output("\(name)\(t.minutiae.count) minutiae, \(t.singularities.count) cores and deltas")
        }
        for f in failures { output("failure to enrol: " + f) }
        tell(file.remarks, output)
        return 0
    }

    /// What the extractor saw of the first print that is an image.
    private static func picture(of file: PrintFile, _ extractor: any MinutiaExtractor) throws -> [UInt8] {
        for p in file.prints {
            guard case .image(let image, let resolution) = p.content else { continue }
            if let classical = extractor as? ClassicalExtractor {
                return ExtractionPicture.draw(try classical.trace(image, resolution: resolution).1)
            }
            var trace = ExtractionTrace(image: image.resampled(from: resolution, to: 500))
            trace.minutiae = try extractor.extract(image, resolution: resolution).minutiae
            return ExtractionPicture.draw(trace)
        }
        throw FormatError("picture", at: "--show", "the file has minutiae without an image")
    }

    private static func verify(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 2 else { throw Misuse(reason: "verify takes two files") }
        let e = try extractor(o), reading = try o.reading, rate = try o.rate("fmr", 1e-4)
        let files = [try PrintFile(o.plain[0], reading), try PrintFile(o.plain[1], reading)]
        let sides = [try files[0].templates(e), try files[1].templates(e)]
        for (path, (file, side)) in zip(o.plain, zip(files, sides)) {
            for f in side.failures { output("failure to enrol: \(path): \(f)") }
            for r in file.remarks { output("not used: \(path): \(r)") }
        }
        let score: Double
        if sides[0].templates.count == 1, sides[1].templates.count == 1 {
            score = try verifyOne(o, files, sides[0].templates[0], sides[1].templates[0], output)
        } else {
            guard o.named["show"] == nil else { throw Misuse(reason: "--show draws one finger, the files have several") }
            score = verifyMany(sides[0].templates, sides[1].templates, output)
        }
        output(meaning(score))
        let same = score >= ScoreCalibration.threshold(falseMatchRate: rate)
        output("\(same ? "match" : "no match") at a false match rate of \(rate)")
        return same ? 0 : 1
    }

    private static func verifyOne(
        _ o: Options, _ files: [PrintFile], _ first: FingerprintTemplate, _ second: FingerprintTemplate, _ output: (String) -> Void
    ) throws -> Double {
        let a = PreparedTemplate(first), b = PreparedTemplate(second)
        if first.position != second.position, first.position != .unknown, second.position != .unknown {
            output("note: \(FileInspector.words(first.position)) against \(FileInspector.words(second.position))")
        }
        let result = FingerprintMatcher().compare(a, b)
        output("score \(short(result.score))")
        output(
            "\(result.pairs.count) minutiae paired of \(a.minutiae.count) and \(b.minutiae.count); rotation "
                + "\(Int((result.rotation * 180 / .pi).rounded()))°, shift \(Int(result.shift.x)), \(Int(result.shift.y)) pixels")
        if let show = o.named["show"] {
            var images: [GrayImage] = []
            for file in files {
                guard case .image(let image, let resolution)? = file.prints.first?.content else {
                    throw FormatError("picture", at: "--show", "both files must be images")
                }
                images.append(image.resampled(from: resolution, to: 500))
            }
            try LocalFiles.write(ExtractionPicture.draw(result, (images[0], a), (images[1], b)), to: show)
        }
        return result.score
    }

    /// Each finger of the first against the same of the second; scores add up.
    private static func verifyMany(
        _ first: [FingerprintTemplate], _ second: [FingerprintTemplate], _ output: (String) -> Void
    ) -> Double {
        let matcher = FingerprintMatcher()
        let b = second.map { PreparedTemplate($0) }
        // Of two impressions of one finger (rolled and plain) the better one counts.
        var best: [FingerPosition: Double] = [:]
        for t in first {
            let a = PreparedTemplate(t)
            for (j, other) in second.enumerated()
            where t.position == other.position || t.position == .unknown || other.position == .unknown {
                let score = matcher.compare(a, b[j]).score
                let finger = t.position == .unknown ? other.position : t.position
                best[finger] = max(best[finger] ?? score, score)
            }
        }
        for (finger, score) in best.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            output("\(FileInspector.words(finger)): score \(short(score))")
        }
        if best.isEmpty { output("no finger is in both files") }
        let fused = best.isEmpty ? FingerprintMatcher.floor : ScoreCalibration.fused(Array(best.values))
        output("score \(short(fused)) of \(best.count) fingers")
        return fused
    }

    static func short(_ v: Double) -> String { "\((v * 100).rounded() / 100)" }

    static func meaning(_ score: Double) -> String {
        let rate = ScoreCalibration.falseMatchRate(score)
        if rate >= 0.5 { return "not more alike than different fingers usually are" }
        // Far beyond what was measured a number would pretend to be known.
        if rate < 1e-9 { return "of different fingers, fewer than one pair in 1000000000 scores as high (extrapolated)" }
        let one = Int((1 / rate).rounded())
        return "of different fingers, about one pair in \(one) scores as high"
            + (rate < ScoreCalibration.measuredDownTo ? " (extrapolated)" : "")
    }

    private static func identify(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard let folder = o.named["gallery"], o.plain.count == 1 else {
            throw Misuse(reason: "identify takes --gallery FOLDER and one probe")
        }
        let e = try extractor(o), reading = try o.reading
        let rate = try o.rate("fmr", 1e-2), limit = try o.number("limit", 5, 1...1_000)
        let gallery = FingerprintGallery()
        // The probe first: if it is refused, nobody waits for the gallery.
        let file = try PrintFile(o.plain[0], reading)
        var (probe, failures) = try file.templates(e)
        for f in failures { output("failure to enrol: \(f)") }
        tell(file.remarks, output)
        var names: [String] = []
        for name in try LocalFiles.list(folder) where !LocalFiles.isFolder(folder + "/" + name) {
            do {
                var templates = try PrintFile(folder + "/" + name, reading).templates(e).templates
                // A single print may be of any finger, whatever a template claims.
                if templates.count == 1 { templates[0].position = .unknown }
                gallery.insert(GalleryKey(high: 0, low: UInt64(names.count)), templates)
                names.append(name)
            } catch {
                output("left out \(name): \(error)")
            }
        }
        guard !names.isEmpty else { throw FormatError("gallery", at: folder, "no file with a fingerprint") }
        if probe.count == 1 { probe[0].position = .unknown }
        let found = gallery.search(probe, threshold: ScoreCalibration.threshold(falseMatchRate: rate), limit: limit)
        output("\(gallery.count) in the gallery")
        for c in found { output("\(names[Int(c.key.low)])  score \(short(c.score)), \(meaning(c.score))") }
        if found.isEmpty { output("no candidate") }
        return found.isEmpty ? 1 : 0
    }

    private static func quality(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard !o.plain.isEmpty else { throw Misuse(reason: "quality takes images or transactions") }
        var status: Int32 = 0
        for path in o.plain {
            do {
                let file = try PrintFile(path, try o.reading)
                var templates: [FingerprintTemplate] = []
                for p in file.prints {
                    let name =
                        path + (p.position == .unknown ? "" : ": " + FileInspector.words(p.position))
                        + (p.place.isEmpty ? "" : " (\(p.place))")
                    guard case .image(let image, let resolution) = p.content else {
                        if case .template(let t) = p.content {
                            output("\(name): \(t.quality.map { "\($0), as the template states it" } ?? "not stated in the template")")
                        }
                        continue
                    }
                    do {
                        var (template, trace) = try ClassicalExtractor().trace(image, resolution: resolution)
                        let q = FingerprintQuality.assess(template, trace)
                        output("\(name): \(q.score)" + q.reasons.map { "; " + $0.rawValue }.joined())
                        template.position = p.position
                        if template.minutiae.count >= 8 { templates.append(template) }
                    } catch {
                        output("\(name): failure to enrol: \(error)")
                        status = 1
                    }
                }
                for finding in SequenceCheck.findings(templates) { output("\(path): \(finding)") }
                tell(file.remarks, output)
            } catch let error as Misuse {
                throw error
            } catch {
                output("\(path): refused: \(error)")
                status = 1
            }
        }
        return status
    }

    /// All genuine and all cross-finger pairs of a folder. A sample that gives no template is a failure to enrol: it stays in
    /// the evaluation with the lowest score, as FVC counts it.
    public static func evaluation(
        _ folder: String, extractor: any MinutiaExtractor, resolution: Double? = nil, quality: Bool = false
    ) throws -> AccuracyReport {
        try evaluation(try EvaluationFolder(folder), extractor: extractor, resolution: resolution, quality: quality)
    }

    static func evaluation(
        _ folder: EvaluationFolder, extractor: any MinutiaExtractor, resolution: Double?, quality: Bool
    ) throws -> AccuracyReport {
        var samples: [AccuracyReport.Sample] = [], prepared: [PreparedTemplate] = [], failures: [String] = []
        let reading = PrintFile.Reading(resolution: resolution)
        for item in folder.items {
            var sample = AccuracyReport.Sample(name: item.name, finger: item.finger)
            sample.attributes = item.attributes
            var template = FingerprintTemplate(width: 1, height: 1, minutiae: [])
            do {
                let file = try PrintFile(item.path, reading)
                // One finger a sample: of several views the first.
                switch file.prints.first?.content {
                case .template(let t)?:
                    template = t
                    sample.quality = t.quality
                case .image(let image, let dpi)?:
                    if quality, extractor is ClassicalExtractor {
                        let (t, trace) = try ClassicalExtractor().trace(image, resolution: dpi)
                        template = t
                        sample.quality = FingerprintQuality.assess(t, trace).score
                    } else {
                        template = try extractor.extract(image, resolution: dpi)
                        if quality { sample.quality = try FingerprintQuality.assess(image, resolution: dpi).score }
                    }
                case nil: break
                }
                if template.minutiae.count < PreparedTemplate.least { throw ExtractionError.fewMinutiae(template.minutiae.count) }
            } catch {
                failures.append("\(item.name): \(error)")
            }
            prepared.append(PreparedTemplate(template))
            samples.append(sample)
        }
        guard failures.count < samples.count else {
            throw FormatError("folder", at: folder.items[0].path, "no sample can be used: \(failures[0])")
        }
        let matcher = FingerprintMatcher()
        var report = AccuracyReport(samples: samples) { matcher.compare(prepared[$0], prepared[$1]).score }
        report.failures = failures
        return report
    }

    private static func evaluate(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1 else { throw Misuse(reason: "evaluate takes one folder") }
        let by = o.named["by"], dpi = try o.reading.resolution
        let folder = try EvaluationFolder(o.plain[0])
        try folder.check(attribute: by)
        let report = try evaluation(folder, extractor: try extractor(o), resolution: dpi, quality: by == "quality")
        try Self.tell(report, o, output)
        return 0
    }

    /// Figures and files of an evaluation, of fingers or faces.
    static func tell(_ report: AccuracyReport, _ o: Options, _ output: (String) -> Void) throws {
        guard report.pairs.contains(where: \.genuine), report.pairs.contains(where: { !$0.genuine }) else {
            throw FormatError(
                "folder", at: o.plain[0], "\(report.samples.count) samples give no mated or no non-mated pair; error rates need both")
        }
        let by = o.named["by"]
        for line in report.lines(by: by) { output(line) }
        if by == "quality", let r = report.qualityCorrelation() {
            output("rank correlation of quality and mean mated score: \(short(r))")
        }
        output("failures to enrol: \(report.failures.count) of \(report.samples.count)")
        for f in report.failures { output("  " + f) }
        if let scores = o.named["scores"] { try LocalFiles.write(Array(report.csv().utf8), to: scores) }
        if let det = o.named["det"] { try LocalFiles.write(report.detPlot(), to: det) }
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

    private static func inspect(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard !o.plain.isEmpty else { throw Misuse(reason: "inspect takes files") }
        var status: Int32 = 0
        let reading = try o.reading
        for path in o.plain {
            do {
                let bytes = try LocalFiles.read(path)
                let report: FileInspector.Report
                if let raw = reading.raw {
                    let image = try ImageFile.raw(bytes, width: raw.width, height: raw.height, resolution: reading.resolution)
                    report = FileInspector.report(image, "raw pixels", bytes.count)
                } else {
                    report = try FileInspector.inspect(bytes)
                }
                output("\(path): \(report.format)" + (report.faulty ? " (faulty)" : ""))
                for line in report.lines { output("  " + line) }
                if report.faulty { status = 1 }
            } catch {
                output("\(path): refused: \(error)")
                status = 1
            }
        }
        return status
    }

    private static func convert(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        guard o.plain.count == 1, let target = o.named["output"] else { throw Misuse(reason: "convert takes one file and -o OUT") }
        let ending = EvaluationFolder.ending(target)
        let source = try LocalFiles.read(o.plain[0])
        if ending == "an2" || ending == "xml" {
            // From one encoding of a transaction to the other.
            let isXML = ITLXML.isPackage(source)
            guard isXML || ITLTransaction.isTransaction(source) else {
                throw FormatError("transaction", at: o.plain[0], "only a transaction becomes one; an image goes into one by compose")
            }
            let transaction = try isXML ? ITLXML.decode(source) : ITLTransaction.decode(source)
            let bytes = try ending == "xml" ? ITLXML.encode(transaction) : transaction.encode()
            try LocalFiles.write(bytes, to: target)
            if ending == "xml" {
                for left in ITLXML.omitted(transaction) { output("not carried by the XML encoding here: field \(left)") }
            }
            output("\(transaction.records.count) records, \(bytes.count) bytes")
            return 0
        }
        let file = try PrintFile(source, at: o.plain[0], try o.reading)
        guard let print = file.prints.first, case .image(var image, let resolution) = print.content else {
            throw FormatError("image", at: o.plain[0], "the file has minutiae without an image")
        }
        image.resolution = resolution
        let wsq = { try WSQ.encode(image, bitRate: Float(try o.number("rate", 75, 2...700)) / 100) }
        let bytes: [UInt8]
        switch ending {
        case "wsq": bytes = try wsq()
        case "png": bytes = PNG.encode(image)
        case "pgm": bytes = PGM.encode(image)
        case "jpg", "jpeg": bytes = try JPEG.encode(image)
        case "jp2": bytes = try JPEG2000.encode(image)
        case "fir", "der":
            let finger = try o.named["position"].map { try position($0) } ?? print.position
            bytes = try FingerImageRecord(
                format: ending == "fir" ? .iso2005 : .extensible,
                prints: [
                    .init(
                        position: Int(finger.rawValue), resolution: resolution, width: image.width, height: image.height, data: try wsq())
                ]
            ).encode()
        default: throw Misuse(reason: "the name's ending must be wsq, png, pgm, jpg, jp2, fir, der, an2 or xml")
        }
        try LocalFiles.write(bytes, to: target)
        output("\(image.width) × \(image.height), \(bytes.count) bytes")
        if file.prints.count > 1 { output("the first of \(file.prints.count) prints of the file") }
        return 0
    }

    /// 1 to 10, or words as `right-index`.
    static func position(_ text: String) throws(Misuse) -> FingerPosition {
        let words = String(text.map { $0 == "-" || $0 == "_" ? " " : $0 })
        if let number = UInt8(text), let p = FingerPosition(rawValue: number), p != .unknown { return p }
        if let p = FingerPosition.allCases.first(where: { $0 != .unknown && FileInspector.words($0) == words }) { return p }
        throw Misuse(reason: "\"\(text)\" is no finger: 1 to 10 or right-thumb … left-little")
    }

    private static func compose(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        func needed(_ name: String) throws(Misuse) -> String {
            guard let v = o.named[name], !v.isEmpty else { throw Misuse(reason: "compose needs --\(name)") }
            return v
        }
        guard let target = o.named["output"], !o.plain.isEmpty else {
            throw Misuse(reason: "compose takes POSITION=IMAGE… and -o OUT.an2 or OUT.xml")
        }
        guard let system = ITLComposer.System(rawValue: try needed("system").uppercased()) else {
            throw Misuse(reason: "--system is SIS, VIS, EURODAC or EES")
        }
        guard let purpose = ITLComposer.Purpose(rawValue: try needed("purpose").uppercased()) else {
            throw Misuse(reason: "--purpose is ENR (enrolment), SRC (search), VER (verification) or LAT (search with a latent)")
        }
        let header = ITLComposer.Header(
            system: system, purpose: purpose, date: try needed("date"), destination: try needed("to"), origin: try needed("from"),
            control: try needed("control"))
        var fingers: [ITLComposer.Finger] = [], face: [UInt8]?
        for part in o.plain {
            guard let equals = part.firstIndex(of: "=") else { throw Misuse(reason: "\"\(part)\" is not POSITION=IMAGE") }
            let name = String(part[..<equals]), path = String(part[part.index(after: equals)...])
            if name == "face" {
                face = try LocalFiles.read(path)
                continue
            }
            var image = try ImageFile.decode(try LocalFiles.read(path))
            let resolution = PrintFile.resolution(image, try o.reading)
            image.resolution = resolution
            let place = purpose == .latentSearch && name == "latent" ? FingerPosition.unknown : try position(name)
            let quality = purpose == .latentSearch ? nil : try FingerprintQuality.assess(image, resolution: resolution).score
            fingers.append(.init(position: place, image: image, quality: quality))
        }
        let transaction = try ITLComposer.compose(header, fingers: fingers, face: face)
        let findings = ITLValidator.findings(transaction).filter { $0.weight == .error && $0.field != "1.003" && $0.field != "1.001" }
        guard findings.isEmpty else {
            throw FormatError(ITLTransaction.format, at: findings[0].field, findings[0].reason)
        }
        let bytes = try EvaluationFolder.ending(target) == "xml" ? ITLXML.encode(transaction) : transaction.encode()
        try LocalFiles.write(bytes, to: target)
        output("\(transaction.records.count) records, \(bytes.count) bytes")
        return 0
    }

    private static func segment(_ o: Options, _ output: (String) -> Void) throws -> Int32 {
        let kinds: [String: SlapSegmenter.Slap] = ["right": .rightFour, "left": .leftFour, "thumbs": .thumbs]
        guard o.plain.count == 1, let folder = o.named["output"], let kind = kinds[o.named["slap"] ?? ""] else {
            throw Misuse(reason: "segment takes one image, -o FOLDER and --slap right|left|thumbs")
        }
        let reading = try o.reading
        guard case .image(let image, let resolution)? = try PrintFile(o.plain[0], reading).prints.first?.content else {
            throw FormatError("image", at: o.plain[0], "the file has minutiae without an image")
        }
        let parts = try SlapSegmenter.segment(image, as: kind, resolution: resolution)
        try LocalFiles.makeFolder(folder)
        for part in parts {
            let name = FileInspector.words(part.position).split(separator: " ").joined(separator: "-")
            try LocalFiles.write(PNG.encode(part.image), to: "\(folder)/\(name).png")
            output("\(name): \(part.width) × \(part.height) at \(part.x), \(part.y)")
        }
        return 0
    }
}
