// libFuzzer targets, one for each parser of Biometrics; SEXTANT_PARSER names the one that a run is for. Built by
// Benchmarks/biometrics/fuzz together with the sources of the module.
import CBiometrics
import Glibc

private let parsers: [String: @Sendable ([UInt8]) -> Void] = [
    "wsq": { if let i = try? WSQ.decode($0) { check(i) } },
    "png": { if let i = try? PNG.decode($0) { check(i) } },
    "tiff": { if let i = try? TIFF.decode($0) { check(i) } },
    "bitmap": {
        if let i = try? PGM.decode($0) { check(i) }
        if let i = try? BMP.decode($0) { check(i) }
    },
    "jpeg": {
        if let i = try? LosslessJPEG.decode($0) { check(i) }
        if let i = try? JPEG.decode($0) { check(i) }
        if let i = try? JPEG2000.decode($0) { check(i) }
    },
    "template": { if let r = try? MinutiaeRecord.decode($0) { for t in r.templates { _ = try? MinutiaeRecord.encode(t) } } },
    "transaction": {
        if let t = try? ITLTransaction.decode($0) {
            _ = ITLValidator.findings(t)
            _ = try? t.encode()
        }
    },
    "xml": { if let t = try? ITLXML.decode($0) { _ = ITLValidator.findings(t, traditional: false) } },
    "face": { _ = try? FaceRecord.decode($0) },
    "fingerimage": { if let r = try? FingerImageRecord.decode($0) { for p in r.prints { _ = try? p.image() } } },
    "gallery": { if let g = try? FingerprintGallery.restore($0) { _ = g.snapshot() } },
]

private let parser: @Sendable ([UInt8]) -> Void = {
    guard let name = getenv("SEXTANT_PARSER").map({ String(cString: $0) }), let chosen = parsers[name] else {
        print("SEXTANT_PARSER is one of \(parsers.keys.sorted().joined(separator: " "))")
        exit(2)
    }
    return chosen
}()

/// What an image promises.
private func check(_ image: GrayImage) { precondition(image.pixels.count == image.width * image.height) }

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    parser(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
