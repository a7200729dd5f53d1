extension ITLTransaction.Record {
    /// The image of a record of type 4, 8 (raw), 10, 13, 14 or 15, decoded. Of more pixels than `pixelLimit` it is refused before it takes
    /// memory.
    public func image(pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        let name = ITLTransaction.format
        guard !data.isEmpty else { throw FormatError(name, at: "\(type).999", "the record has no image") }
        if ImageFile.format(of: data) != nil {
            var image = try ImageFile.decode(data, pixelLimit: pixelLimit)
            image.resolution = resolution ?? image.resolution
            return image
        }
        guard let width = integer(6), let height = integer(7) else {
            throw FormatError(name, at: "\(type).006", "width and height of an uncompressed image are missing")
        }
        let algorithm = compression
        guard algorithm == "NONE" else {
            throw FormatError(name, at: compressionPlace, "compression \(algorithm) announced, but the data are not of that kind")
        }
        try GrayImage.check(width: width, height: height, format: name, limit: pixelLimit)
        let pixels = width * height
        if data.count == pixels * 3 {
            var grey = [UInt8](repeating: 0, count: pixels)
            for i in 0..<pixels { grey[i] = GrayImage.luma(data[3 * i], data[3 * i + 1], data[3 * i + 2]) }
            return GrayImage(unchecked: width, height, grey, resolution)
        }
        guard data.count >= pixels else {
            throw FormatError(name, at: "\(type).999", "\(data.count) bytes for \(width) × \(height) pixels")
        }
        return GrayImage(unchecked: width, height, Array(data.prefix(pixels)), resolution)
    }

    var compressionPlace: String { (3...7).contains(type) ? "\(type).008" : "\(type).011" }

    /// The compression's label (ANSI/NIST-ITL, table 15); for binary records their code translated.
    public var compression: String {
        switch type {
        case 3...6: ["NONE", "WSQ20", "JPEGB", "JPEGL", "JP2", "JP2L", "PNG"][safely: integer(8) ?? 0] ?? "?"
        case 8: ["NONE", "FAX", "VECTOR"][safely: integer(4) ?? 0] ?? "?"
        default: text(11) ?? "NONE"
        }
    }

    /// Pixels per inch, where the record says it.
    public var resolution: Double? {
        switch type {
        case 4: return integer(5) == 0 ? 500 : nil
        case 10, 13, 14, 15:
            // No scanner comes near a hundred thousand; a number without a bound would be no number of pixels any more.
            guard let unit = integer(8), let across = integer(9), (1...100_000).contains(across) else { return nil }
            return unit == 1 ? Double(across) : unit == 2 ? Double(across) * 2.54 : nil
        default: return nil
        }
    }

    /// Fingers shown, by their ANSI/NIST code (13 and 14 are the right and left slap, 15 both thumbs).
    public var fingers: [Int] {
        switch type {
        case 3...6: (self[4]?.subfields.first ?? []).compactMap { Int($0) }
        case 9: self[304].map { [$0] }?.flatMap { $0.subfields.flatMap { $0 } }.compactMap { Int($0) } ?? []
        case 13, 14, 15: self[13]?.subfields.compactMap { $0.first.flatMap { Int($0) } } ?? []
        default: []
        }
    }

    /// The minutiae of a type-9 record: the standard's own fields (9.012) or those of INCITS 378 (9.137).
    public func template() throws(FormatError) -> FingerprintTemplate {
        let name = ITLTransaction.format
        guard type == 9 else { throw FormatError(name, at: "record", "type \(type) has no minutiae") }
        if let field = self[137] {
            let width = self.integer(128) ?? 0, height = self.integer(129) ?? 0
            let unit = self.integer(130) ?? 1, across = self.integer(131) ?? 500
            let perInch = unit == 2 ? Float(across) * 2.54 : Float(across)
            guard perInch >= 50, perInch < 10_000, width >= 0, height >= 0, width < 65_536, height < 65_536 else {
                throw FormatError(name, at: "9.131", "a scale of \(across)")
            }
            let scale = 500 / perInch
            var minutiae: [Minutia] = []
            for (i, s) in field.subfields.enumerated() {
                let v = s.map { Float($0.trimmedASCII) }
                guard v.count >= 5, let x = v[1], let y = v[2], let theta = v[3] else {
                    throw FormatError(name, at: "9.137", "minutia \(i + 1) is incomplete")
                }
                // Also refuses `nan` and `inf`, which are numbers to whoever reads texts.
                let rest = v.dropFirst(4).prefix(2).map { $0 ?? 0 }
                guard abs(x) < 65_536, abs(y) < 65_536, theta.isFinite, rest.allSatisfy(\.isFinite) else {
                    throw FormatError(name, at: "9.137", "minutia \(i + 1) has a number that cannot be")
                }
                minutiae.append(
                    Minutia(
                        x: x * scale, y: y * scale, angle: theta * 2 * .pi / 180,
                        kind: Minutia.Kind(rawValue: UInt8(min(max(v[4] ?? 0, 0), 2))) ?? .other,
                        quality: UInt8(min(max((v.count > 5 ? v[5] : 0) ?? 0, 0), 100))))
            }
            return FingerprintTemplate(
                width: Int(Float(width) * scale), height: Int(Float(height) * scale), minutiae: minutiae)
        }
        guard let field = self[12] else { throw FormatError(name, at: "9.012", "neither 9.012 nor 9.137 is present") }
        // Units of 0.01 mm from the lower left; 500 dpi is 0.0508 mm per pixel.
        var raw: [(x: Float, y: Float, angle: Float, kind: Minutia.Kind, quality: UInt8)] = []
        for (i, s) in field.subfields.enumerated() {
            let digits = Array((s.count > 1 ? s[1] : "").utf8)
            guard digits.count >= 11, let x = Int(String(decoding: digits[0..<4], as: UTF8.self)),
                let y = Int(String(decoding: digits[4..<8], as: UTF8.self)),
                let theta = Int(String(decoding: digits[8..<11], as: UTF8.self))
            else { throw FormatError(name, at: "9.012", "minutia \(i + 1) has no position and direction") }
            // Quality runs from 0 (set by an expert) and 2 (best) to 63.
            let grade = min(max(s.count > 2 ? Int(s[2].trimmedASCII) ?? 1 : 1, 0), 64)
            let quality = grade == 1 ? 0 : max(1, 100 - grade * 100 / 64)
            let letter = s.count > 3 ? s[3] : "D"
            raw.append(
                (
                    Float(x) / 5.08, Float(y) / 5.08, Float(theta) * .pi / 180,
                    letter == "A" ? .ending : letter == "B" ? .bifurcation : .other, UInt8(min(quality, 100))
                ))
        }
        let height = (raw.map(\.y).max() ?? 0) + 1, width = (raw.map(\.x).max() ?? 0) + 1
        return FingerprintTemplate(
            width: Int(width) + 1, height: Int(height) + 1,
            // 9.012 gives the direction in which the ridge comes to its end, INCITS and ISO the opposite one.
            minutiae: raw.map {
                Minutia(x: $0.x, y: height - $0.y, angle: $0.angle + .pi, kind: $0.kind, quality: $0.quality)
            })
    }
}

extension Array {
    subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
