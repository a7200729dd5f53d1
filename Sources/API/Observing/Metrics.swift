import Synchronization

/// Counts for `/metrics` in Prometheus' text format: requests by event and status, durations as a histogram, gauges that
/// others report. No label ever holds personal data.
public final class Metrics: Sendable {
    /// Upper bounds of the duration buckets, in seconds.
    static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Series {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
    }

    private let series = Mutex<[String: Series]>([:])
    private let gauges = Mutex<[String: (help: String, value: @Sendable () async -> Double)]>([:])

    public init() {}

    /// A value asked for whenever the metrics are read.
    public func gauge(_ name: String, help: String, value: @escaping @Sendable () async -> Double) {
        gauges.withLock { $0[name] = (help, value) }
    }

    func record(event: String, status: Int, duration: Duration) {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        let bucket = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
        series.withLock { series in
            series[event, default: Series()].byStatus[status, default: 0] += 1
            series[event]?.buckets[bucket] += 1
            series[event]?.seconds += seconds
        }
    }

    func text() async -> String {
        var lines = [
            "# HELP sextant_requests_total Requests answered, by operation and HTTP status.",
            "# TYPE sextant_requests_total counter",
        ]
        let snapshot = series.withLock { $0 }.sorted { $0.key < $1.key }
        for (event, series) in snapshot {
            for (status, count) in series.byStatus.sorted(by: { $0.key < $1.key }) {
                lines.append("sextant_requests_total{event=\"\(event)\",status=\"\(status)\"} \(count)")
            }
        }
        lines.append("# HELP sextant_request_seconds Time from the first byte of a request to its reply.")
        lines.append("# TYPE sextant_request_seconds histogram")
        for (event, series) in snapshot {
            var total = 0
            for (index, count) in series.buckets.enumerated() {
                total += count
                let bound = index < Metrics.bounds.count ? "\(Metrics.bounds[index])" : "+Inf"
                lines.append("sextant_request_seconds_bucket{event=\"\(event)\",le=\"\(bound)\"} \(total)")
            }
            lines.append("sextant_request_seconds_sum{event=\"\(event)\"} \(series.seconds)")
            lines.append("sextant_request_seconds_count{event=\"\(event)\"} \(total)")
        }
        var described = ""
        for (name, gauge) in gauges.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            // A family is described once, by its name without labels.
            let family = String(name.prefix { $0 != "{" })
            if family != described {
                lines.append("# HELP \(family) \(gauge.help)")
                lines.append("# TYPE \(family) gauge")
                described = family
            }
            lines.append("\(name) \(await gauge.value())")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
