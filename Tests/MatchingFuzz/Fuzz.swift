// A libFuzzer target over what names, dates, files and snapshots go through in Matching. Built by Benchmarks/identity/fuzz together with
// the sources of the module. libFuzzer's own time limit holds the bound on time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    runFuzzedInput(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
