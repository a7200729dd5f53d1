/// `sextant face …`: comparison and search of face embeddings, given as text files of numbers, and face records explained.
public enum FaceCommand {
    public static let help = """
        encode IMAGE -o EMBEDDING                          by dlib, where it is installed
        verify A B                                         images or embeddings (numbers, one face a file); cosine
        identify --gallery FOLDER PROBE [--limit N] [--precision single|half|byte]
        inspect FILE…
        """

    public static func run(_ arguments: [String], output: (String) -> Void) -> Int32 {
        guard let verb = arguments.first else {
            output(help)
            return 2
        }
        do {
            let o = try FingerprintCommand.Options(Array(arguments.dropFirst()))
            switch verb {
            case "verify":
                guard o.plain.count == 2 else { throw FingerprintCommand.Misuse(reason: "verify takes two embeddings") }
                let cosine = try FaceGallery.compare(
                    try embedding(o.plain[0], models: o.named["models"]), try embedding(o.plain[1], models: o.named["models"]))
                output("cosine \(FingerprintCommand.short(Double(cosine)))")
                return 0
            case "identify":
                guard let folder = o.named["gallery"], o.plain.count == 1 else {
                    throw FingerprintCommand.Misuse(reason: "identify takes --gallery FOLDER and one probe")
                }
                guard let precision = FaceGallery.Precision(rawValue: o.named["precision"] ?? "byte") else {
                    throw FingerprintCommand.Misuse(reason: "--precision is single, half or byte")
                }
                let probe = try embedding(o.plain[0])
                let gallery = try FaceGallery(dimensions: probe.count, precision: precision)
                let names = try LocalFiles.list(folder)
                for (i, name) in names.enumerated() {
                    do {
                        try gallery.insert(GalleryKey(high: 0, low: UInt64(i)), try embedding(folder + "/" + name))
                    } catch {
                        output("left out \(name): \(error)")
                    }
                }
                let found = try gallery.search([probe], limit: try o.number("limit", 5, 1...1_000))[0]
                output("a face alone does not identify: candidates for comparison with the fingers or by an expert")
                for c in found { output("\(names[Int(c.key.low)])  cosine \(FingerprintCommand.short(Double(c.cosine)))") }
                return found.isEmpty ? 1 : 0
            case "inspect": return FingerprintCommand.run(arguments, output: output)
            case "encode":
                guard o.plain.count == 1, let target = o.named["output"] else {
                    throw FingerprintCommand.Misuse(reason: "encode takes one image and -o EMBEDDING")
                }
                let v = try embedding(o.plain[0], models: o.named["models"])
                try LocalFiles.write(Array((v.map { "\($0)" }.joined(separator: " ") + "\n").utf8), to: target)
                return 0
            default:
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

    /// Numbers of a text file, or those that the encoder gives for an image or a face record.
    static func embedding(_ path: String, models: String? = nil) throws -> [Float] {
        let bytes = try LocalFiles.read(path)
        if FaceRecord.isRecord(bytes) || ImageFile.format(of: bytes) != nil {
            let folder = models ?? LearntExtractor.standardFolder
            if FaceRecord.isRecord(bytes) {
                guard let face = try FaceRecord.decode(bytes).faces.first else { throw FaceError.noFace }
                return try DlibFaceEncoder(folder: folder).encode(try ImageFile.decode(face.image))
            }
            return try DlibFaceEncoder(folder: folder).encode(try ImageFile.decode(bytes))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
        guard parts.count <= 1_024, !parts.isEmpty else {
            throw FormatError("embedding", at: path, "\(parts.count) numbers; 1 to 1,024 are allowed")
        }
        return try parts.map { part in
            guard let v = Float(part) else { throw FormatError("embedding", at: path, "\"\(part)\" is no number") }
            return v
        }
    }
}
