// libFuzzer targets, one for each parser of Biometrics; SEXTANT_PARSER names the one that a run is for. Built by
// Benchmarks/biometrics/fuzz together with the sources of the module.
import Glibc

private let parser: @Sendable ([UInt8]) -> Bool = {
    guard let name = getenv("SEXTANT_PARSER").map({ String(cString: $0) }), let chosen = fuzzedParsers[name] else {
        print("SEXTANT_PARSER is one of \(fuzzedParsers.keys.sorted().joined(separator: " "))")
        exit(2)
    }
    return chosen
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    _ = parser(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
