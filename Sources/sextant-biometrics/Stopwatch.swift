import Foundation

/// Wall time and processor time of a piece of work: on a shared machine only the second is the program's own.
struct Stopwatch {
    private let wall = ContinuousClock.now
    private let cpu = Stopwatch.processorSeconds()

    static func processorSeconds() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
    }

    var seconds: (wall: Double, cpu: Double) {
        let d = ContinuousClock.now - wall
        return (Double(d.components.seconds) + Double(d.components.attoseconds) * 1e-18, Self.processorSeconds() - cpu)
    }
}

func exitWith(_ status: Int32) -> Never { exit(status) }

func percent(_ v: Double) -> String { String(format: "%.2f %%", v * 100) }
