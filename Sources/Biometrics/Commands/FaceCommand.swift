/// `sextant face …`: faces encoded by an installed encoder, compared, searched and evaluated; embeddings of other encoders
/// are taken as text files of numbers.
public enum FaceCommand {
    public static let help = """
        extract IMAGE -o EMBEDDING                         by dlib, where it is installed (encode is the same)
        verify A B [--threshold COSINE]                    images, face records or embeddings; cosine
        identify --gallery FOLDER PROBE [--limit N] [--threshold COSINE] [--precision single|half|byte]
        evaluate FOLDER [--scores FILE.csv] [--det PICTURE.png] [--by COLUMN]  files PERSON_IMAGE.* or a folder for each person
        inspect FILE…

        Images: JPEG, JPEG 2000, PNG, PGM, BMP, TIFF, ISO/IEC 19794-5, ANSI/NIST-ITL type 10. An embedding is a text file of 1 to
        1,024 numbers. --models FOLDER: where the encoder is installed (Benchmarks/biometrics/install-face-models).
        Exit status: 0 done or alike, 1 refused or not alike, 2 misused.
        """

    private static let allowed: [String: Set<String>] = [
        "extract": ["output", "models"], "encode": ["output", "models"], "verify": ["models", "threshold"],
        "identify": ["gallery", "limit", "threshold", "precision", "models"], "evaluate": ["scores", "det", "by", "models"],
    ]

    public static func run(_ arguments: [String], output: (String) -> Void) -> Int32 {
        guard let verb = arguments.first else {
            output(help)
            return 2
        }
        do {
            let o = try FingerprintCommand.Options(Array(arguments.dropFirst()))
            if let allowed = allowed[verb] { try o.check(allowed, verb) }
            let reader = EmbeddingReader(models: o.named["models"] ?? LearntExtractor.standardFolder)
            switch verb {
            case "verify": return try verify(o, reader, output)
            case "identify": return try identify(o, reader, output)
            case "evaluate": return try evaluate(o, reader, output)
            case "inspect": return FingerprintCommand.run(arguments, output: output)
            case "extract", "encode":
                guard o.plain.count == 1, let target = o.named["output"] else {
                    throw FingerprintCommand.Misuse(reason: "\(verb) takes one image and -o EMBEDDING")
                }
                let v = try reader.embedding(o.plain[0])
                try LocalFiles.write(Array((v.map { "\($0)" }.joined(separator: " ") + "\n").utf8), to: target)
                output("\(v.count) dimensions")
                return 0
            case "help", "-h", "--help":
                output(help)
                return 0
            default:
                output("no verb \"\(verb)\"")
                output(help)
                return 2
            }
        } catch let error as FingerprintCommand.Misuse {
            output(error.reason)
            output(help)
            return 2
        } catch {
            output("\(error)")
            return 1
        }
    }

    /// A cosine from which two embeddings are taken for one face: the caller's, or that of the installed encoder.
    private static func threshold(_ o: FingerprintCommand.Options) throws(FingerprintCommand.Misuse) -> Float {
        guard let text = o.named["threshold"] else { return DlibFaceEncoder.threshold }
        guard let v = Float(text), v >= -1, v <= 1 else { throw FingerprintCommand.Misuse(reason: "--threshold is a cosine from -1 to 1") }
        return v
    }

    private static func verify(
        _ o: FingerprintCommand.Options, _ reader: EmbeddingReader, _ output: (String) -> Void
    ) throws -> Int32 {
        guard o.plain.count == 2 else { throw FingerprintCommand.Misuse(reason: "verify takes two images or embeddings") }
        let least = try threshold(o)
        let cosine = try FaceGallery.compare(try reader.embedding(o.plain[0]), try reader.embedding(o.plain[1]))
        output("cosine \(thousandths(cosine))")
        let alike = cosine >= least
        output(
            "\(alike ? "alike" : "not alike") at a threshold of \(least)"
                + (o.named["threshold"] == nil ? ", which suits dlib's encoder (of different people about one pair in 1000 reaches it)" : ""))
        return alike ? 0 : 1
    }

    static func thousandths(_ v: Float) -> String { "\((Double(v) * 1_000).rounded() / 1_000)" }

    private static func identify(
        _ o: FingerprintCommand.Options, _ reader: EmbeddingReader, _ output: (String) -> Void
    ) throws -> Int32 {
        guard let folder = o.named["gallery"], o.plain.count == 1 else {
            throw FingerprintCommand.Misuse(reason: "identify takes --gallery FOLDER and one probe")
        }
        guard let precision = FaceGallery.Precision(rawValue: o.named["precision"] ?? "byte") else {
            throw FingerprintCommand.Misuse(reason: "--precision is single, half or byte")
        }
        let limit = try o.number("limit", 5, 1...1_000), least = o.named["threshold"] == nil ? -1 : try threshold(o)
        let probe = try reader.embedding(o.plain[0])
        let gallery = try FaceGallery(dimensions: probe.count, precision: precision)
        var names: [String] = []
        for name in try LocalFiles.list(folder) where !LocalFiles.isFolder(folder + "/" + name) {
            do {
                try gallery.insert(GalleryKey(high: 0, low: UInt64(names.count)), try reader.embedding(folder + "/" + name))
                names.append(name)
            } catch {
                output("left out \(name): \(error)")
            }
        }
        guard !names.isEmpty else { throw FormatError("gallery", at: folder, "no file with a face") }
        let found = try gallery.search([probe], limit: limit, threshold: least)[0]
        output("\(gallery.count) in the gallery")
        output("a face alone does not identify: candidates for comparison with the fingers or by an expert")
        for c in found { output("\(names[Int(c.key.low)])  cosine \(thousandths(c.cosine))") }
        if found.isEmpty { output("no candidate") }
        return found.isEmpty ? 1 : 0
    }

    private static func evaluate(
        _ o: FingerprintCommand.Options, _ reader: EmbeddingReader, _ output: (String) -> Void
    ) throws -> Int32 {
        guard o.plain.count == 1 else { throw FingerprintCommand.Misuse(reason: "evaluate takes one folder") }
        let folder = try EvaluationFolder(o.plain[0])
        guard o.named["by"] != "quality" else { throw FingerprintCommand.Misuse(reason: "faces have no quality score here; --by takes a column") }
        try folder.check(attribute: o.named["by"])
        try FingerprintCommand.tell(try evaluation(folder, reader), o, output)
        return 0
    }

    /// All pairs of a folder by cosine; a face that is not found is a failure to enrol and keeps the lowest score.
    static func evaluation(_ folder: EvaluationFolder, _ reader: EmbeddingReader) throws -> AccuracyReport {
        var samples: [AccuracyReport.Sample] = [], embeddings: [[Float]?] = [], failures: [String] = []
        for item in folder.items {
            var sample = AccuracyReport.Sample(name: item.name, finger: item.finger)
            sample.attributes = item.attributes
            do {
                let v = try reader.embedding(item.path)
                // Normalised once: a cosine is then a product.
                let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard length > 0, length.isFinite else { throw FaceError.zero }
                if let other = embeddings.lazy.compactMap({ $0 }).first, other.count != v.count {
                    throw FaceError.dimensions(expected: other.count, found: v.count)
                }
                embeddings.append(v.map { $0 / length })
            } catch let error as FaceError {
                if case .unavailable = error { throw error }
                embeddings.append(nil)
                failures.append("\(item.name): \(error)")
            } catch {
                embeddings.append(nil)
                failures.append("\(item.name): \(error)")
            }
            samples.append(sample)
        }
        guard failures.count < samples.count else {
            throw FormatError("folder", at: folder.items[0].path, "no sample can be used: \(failures[0])")
        }
        var report = AccuracyReport(samples: samples) { i, j in
            guard let a = embeddings[i], let b = embeddings[j] else { return -1 }
            var sum: Float = 0
            for k in a.indices { sum += a[k] * b[k] }
            return Double(sum)
        }
        report.failures = failures
        return report
    }
}

/// Embeddings from text files of numbers, images and face records; the encoder is loaded when the first image comes.
final class EmbeddingReader {
    private let models: String
    private var encoder: DlibFaceEncoder?

    init(models: String) { self.models = models }

    private func encode(_ image: GrayImage) throws -> [Float] {
        if encoder == nil { encoder = try DlibFaceEncoder(folder: models) }
        guard let encoder else { throw FaceError.noFace }
        return try encoder.encode(image)
    }

    func embedding(_ path: String) throws -> [Float] {
        let bytes = try LocalFiles.read(path)
        if FaceRecord.isRecord(bytes) {
            guard let face = try FaceRecord.decode(bytes).faces.first else { throw FaceError.noFace }
            return try encode(try ImageFile.decode(face.image))
        }
        if ITLTransaction.isTransaction(bytes) || ITLXML.isPackage(bytes) {
            let transaction = try ITLXML.isPackage(bytes) ? ITLXML.decode(bytes) : ITLTransaction.decode(bytes)
            guard let face = transaction.records.first(where: { $0.type == 10 && ($0.text(3) ?? "FACE") == "FACE" }) else {
                throw FormatError(ITLTransaction.format, at: path, "no record of type 10 with a face")
            }
            return try encode(try face.image())
        }
        if ImageFile.format(of: bytes) != nil { return try encode(try ImageFile.decode(bytes)) }
        if MinutiaeRecord.isRecord(bytes) || FingerImageRecord.isRecord(bytes) {
            throw FormatError("embedding", at: path, "this is a fingerprint, not a face")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
        guard parts.count <= 1_024, !parts.isEmpty else {
            throw FormatError("embedding", at: path, "\(parts.count) numbers; 1 to 1,024 are allowed")
        }
        return try parts.map { part in
            guard let v = Float(part) else {
                throw FormatError("embedding", at: path, "neither an image nor numbers: \(ImageFile.stranger(bytes))")
            }
            return v
        }
    }
}
