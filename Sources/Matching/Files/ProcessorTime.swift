#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Seconds of processor time that this thread has used: what a measurement on a shared machine holds on to.
func processorSeconds() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Gives up the processor for some tens of microseconds.
func sleepBriefly() {
    var pause = timespec(tv_sec: 0, tv_nsec: 20_000)
    nanosleep(&pause, nil)
}
