// What the fuzz targets do with an input, one for each parser of Biometrics. The fuzzer compiles this file together with the sources of the
// module; `make test` replays the committed corpus through it (Tests/BiometricsTests/Corpus links here).
#if canImport(Biometrics)
    @testable import Biometrics
#endif

/// By the name of the parser and of its folder in the corpus. True where the input was read, false where it was refused.
let fuzzedParsers: [String: @Sendable ([UInt8]) -> Bool] = [
    "wsq": { isWhole(try? WSQ.decode($0)) },
    "png": { isWhole(try? PNG.decode($0)) },
    "tiff": { isWhole(try? TIFF.decode($0)) },
    "bitmap": { bytes in [isWhole(try? PGM.decode(bytes)), isWhole(try? BMP.decode(bytes))].contains(true) },
    "jpeg": { bytes in
        [isWhole(try? LosslessJPEG.decode(bytes)), isWhole(try? JPEG.decode(bytes)), isWhole(try? JPEG2000.decode(bytes))].contains(true)
    },
    "template": {
        guard let record = try? MinutiaeRecord.decode($0) else { return false }
        for template in record.templates { _ = try? MinutiaeRecord.encode(template) }
        return true
    },
    "transaction": {
        guard let transaction = try? ITLTransaction.decode($0) else { return false }
        _ = ITLValidator.findings(transaction)
        _ = try? transaction.encode()
        return true
    },
    "xml": {
        guard let transaction = try? ITLXML.decode($0) else { return false }
        _ = ITLValidator.findings(transaction, traditional: false)
        return true
    },
    "face": { (try? FaceRecord.decode($0)) != nil },
    "fingerimage": {
        guard let record = try? FingerImageRecord.decode($0) else { return false }
        for print in record.prints { _ = try? print.image() }
        return true
    },
    "gallery": {
        guard let gallery = try? FingerprintGallery.restore($0) else { return false }
        _ = gallery.snapshot()
        return true
    },
]

/// What an image promises.
private func isWhole(_ image: GrayImage?) -> Bool {
    guard let image else { return false }
    precondition(image.pixels.count == image.width * image.height)
    return true
}
