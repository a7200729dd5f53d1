// A libFuzzer target over every parser of Biometrics; the first byte chooses the parser. Built by Benchmarks/biometrics/fuzz
// together with the sources of the module.
import CBiometrics

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    switch data[0] % 8 {
    case 0: _ = try? WSQ.decode(bytes)
    case 1: _ = try? PNG.decode(bytes)
    case 2: _ = try? MinutiaeRecord.decode(bytes)
    case 3: if let t = try? ITLTransaction.decode(bytes) { _ = ITLValidator.findings(t) }
    case 4: _ = try? ITLXML.decode(bytes)
    case 5: _ = try? FaceRecord.decode(bytes)
    case 6:
        _ = try? PGM.decode(bytes)
        _ = try? BMP.decode(bytes)
        _ = try? LosslessJPEG.decode(bytes)
    default: _ = try? FingerprintGallery.restore(bytes)
    }
    return 0
}
