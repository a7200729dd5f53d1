/// The fingerprints in a file, whatever it is: an image, a template of any standard, a transaction, a finger image record.
struct PrintFile {
    enum Content {
        /// With its pixels per inch.
        case image(GrayImage, Double)
        case template(FingerprintTemplate)
    }

    struct Print {
        var position: FingerPosition
        var content: Content
        /// Where in the file it stands, for messages; empty where the file is the print.
        var place: String
    }

    var prints: [Print] = []
    /// What the file has besides and why it is not used.
    var remarks: [String] = []

    /// How bytes are read that do not say it themselves.
    struct Reading {
        /// Size of raw pixels.
        var raw: (width: Int, height: Int)?
        /// Pixels per inch, against what the file says.
        var resolution: Double?
    }

    private let reading: Reading

    /// Refuses files without a fingerprint, and says what they are.
    init(_ path: String, _ reading: Reading = Reading()) throws {
        try self.init(try LocalFiles.read(path), at: path, reading)
    }

    init(_ bytes: [UInt8], at path: String, _ reading: Reading = Reading()) throws {
        self.reading = reading
        if let raw = reading.raw {
            let image = try ImageFile.raw(bytes, width: raw.width, height: raw.height, resolution: reading.resolution ?? 500)
            prints = [Print(position: .unknown, content: .image(image, reading.resolution ?? 500), place: "")]
        } else if MinutiaeRecord.isRecord(bytes) {
            let record = try MinutiaeRecord.decode(bytes)
            for (i, t) in record.templates.enumerated() {
                prints.append(
                    Print(position: t.position, content: .template(t), place: record.templates.count > 1 ? "view \(i + 1)" : ""))
            }
            remarks = record.remarks
            guard !prints.isEmpty else { throw FormatError(record.format.rawValue, at: path, "the record has no view") }
        } else if ITLTransaction.isTransaction(bytes) || ITLXML.isPackage(bytes) {
            let transaction = try ITLXML.isPackage(bytes) ? ITLXML.decode(bytes) : ITLTransaction.decode(bytes)
            read(transaction)
            guard !prints.isEmpty else {
                throw FormatError(
                    ITLTransaction.format, at: path, "no usable fingerprint" + remarks.map { "; " + $0 }.joined())
            }
        } else if FingerImageRecord.isRecord(bytes) {
            let record = try FingerImageRecord.decode(bytes)
            for (i, p) in record.prints.enumerated() { add(try p.image(), p.resolution, p.position, "finger \(i + 1)") }
            remarks += record.remarks
            guard !prints.isEmpty else {
                throw FormatError(record.format.rawValue, at: path, "no usable fingerprint" + remarks.map { "; " + $0 }.joined())
            }
        } else if FaceRecord.isRecord(bytes) {
            throw FormatError("ISO/IEC 19794-5:2005", at: path, "a face image record has no fingerprint")
        } else {
            let image = try ImageFile.decode(bytes)
            prints = [Print(position: .unknown, content: .image(image, Self.resolution(image, reading)), place: "")]
        }
    }

    static func resolution(_ image: GrayImage, _ reading: Reading) -> Double {
        if let r = reading.resolution { return r }
        // Screen resolutions that image programs write into PNG and BMP say nothing about the scanner.
        if let r = image.resolution, r >= 250 { return r }
        return 500
    }

    private mutating func read(_ transaction: ITLTransaction) {
        remarks = transaction.remarks
        for (i, record) in transaction.records.enumerated() {
            let place = "record \(i + 1) (type \(record.type))"
            switch record.type {
            case 4, 13, 14:
                do {
                    let image = try record.image()
                    add(image, Self.resolution(image, reading), record.fingers.first ?? 0, place)
                } catch {
                    remarks.append("\(place): \(error)")
                }
            case 3, 5, 6: remarks.append("\(place): low-resolution and binary prints are not compared")
            case 15: remarks.append("\(place): palm prints are not compared")
            default: break
            }
        }
        guard prints.isEmpty else { return }
        // Minutiae count where no image is there to extract them from.
        for (i, record) in transaction.records.enumerated() where record.type == 9 {
            do {
                let template = try record.template()
                let position = record.fingers.first.flatMap { FingerPosition(rawValue: UInt8(clamping: $0)) } ?? .unknown
                prints.append(Print(position: position, content: .template(template), place: "record \(i + 1) (type 9)"))
            } catch {
                remarks.append("record \(i + 1) (type 9): \(error)")
            }
        }
    }

    /// One finger as it is, slaps cut into theirs.
    private mutating func add(_ image: GrayImage, _ resolution: Double, _ position: Int, _ place: String) {
        if let slap = SlapSegmenter.Slap(rawValue: position) {
            do {
                for part in try SlapSegmenter.segment(image, as: slap, resolution: resolution) {
                    prints.append(Print(position: part.position, content: .image(part.image, resolution), place: "\(place), cut from the slap"))
                }
            } catch {
                remarks.append("\(place): \(error)")
            }
            return
        }
        // 11 and 12 are plain thumbs.
        let finger = position == 11 ? 1 : position == 12 ? 6 : position
        prints.append(
            Print(position: FingerPosition(rawValue: UInt8(clamping: finger)) ?? .unknown, content: .image(image, resolution), place: place))
    }

    /// Templates of all prints; a print that gives none is a failure to enrol, told in `remarks` of the result.
    func templates(_ extractor: any MinutiaExtractor) throws -> (templates: [FingerprintTemplate], failures: [String]) {
        var result: [FingerprintTemplate] = [], failures: [String] = []
        for p in prints {
            do {
                var template: FingerprintTemplate
                switch p.content {
                case .template(let t): template = t
                case .image(let image, let resolution): template = try extractor.extract(image, resolution: resolution)
                }
                template.position = p.position
                guard template.minutiae.count >= PreparedTemplate.least else {
                    throw ExtractionError.fewMinutiae(template.minutiae.count)
                }
                result.append(template)
            } catch let error as ExtractionError {
                if case .unavailable = error { throw error }
                failures.append((p.place.isEmpty ? "" : "\(p.place): ") + "\(error)")
            }
        }
        if result.isEmpty { throw FormatError("failure to enrol", at: "extraction", failures.joined(separator: "; ")) }
        return (result, failures)
    }
}
