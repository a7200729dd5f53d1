import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A client that costs little beside the server that it measures, with which it shares the processors: one thread for all
/// connections, requests made beforehand, replies counted by their Content-Length. Each connection has one request under way.
struct LoadClient: Sendable {
    let port: Int
    let requests: [[UInt8]]

    struct Result: Sendable {
        var latencies: [Double] = []  // milliseconds
        var failures = 0
        var bytes = 0
        var seconds = 0.0
        /// Processor time of this process, in seconds.
        var processorSeconds = 0.0
        var perSecond: Double { seconds > 0 ? Double(latencies.count) / seconds : 0 }
        func quantile(_ share: Double) -> Double {
            latencies.isEmpty ? 0 : latencies[min(latencies.count - 1, Int(share * Double(latencies.count)))]
        }
    }

    /// Asks with `clients` connections for `seconds`, and waits for the last replies.
    func run(clients: Int, seconds: Double) -> Result {
        var result = Result()
        let processor = LoadClient.processorSeconds()
        let began = LoadClient.nanoseconds()
        let end = began + UInt64(seconds * 1e9)
        var connections = (0..<clients).compactMap { client in Connection(port: port, first: client * 7919) }
        result.failures += clients - connections.count
        defer { for connection in connections { close(connection.descriptor) } }
        var waits = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        var open = 0
        func leave(_ place: Int) {
            waits[place].fd = -1  // passed over from now on
            open -= 1
        }
        for place in connections.indices {
            open += 1
            if !connections[place].ask(requests, at: LoadClient.nanoseconds()) {
                result.failures += 1
                leave(place)
            }
        }
        while open > 0 {
            let count = poll(&waits, nfds_t(waits.count), 30_000)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {  // nothing at all for half a minute
                result.failures += open
                break
            }
            for place in connections.indices where waits[place].fd >= 0 && waits[place].revents != 0 {
                let reply = connections[place].receive()
                if case .partial = reply { continue }
                let now = LoadClient.nanoseconds()
                guard case .whole(let status, let bytes) = reply else {
                    result.failures += 1
                    leave(place)
                    continue
                }
                result.latencies.append(Double(now - connections[place].asked) / 1e6)
                result.bytes += bytes
                if status != 200 && status != 422 { result.failures += 1 }
                if now >= end {
                    leave(place)
                } else if !connections[place].ask(requests, at: now) {
                    result.failures += 1
                    leave(place)
                }
            }
        }
        result.latencies.sort()
        result.seconds = Double(LoadClient.nanoseconds() - began) / 1e9
        result.processorSeconds = LoadClient.processorSeconds() - processor
        return result
    }

    /// Processor time of this process so far, in seconds, kernel included.
    static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF, which every C library types differently
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func nanoseconds() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
}

/// One keep-alive connection.
private struct Connection {
    let descriptor: Int32
    /// When the request under way was sent.
    private(set) var asked: UInt64 = 0
    private var number: Int
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0

    enum Reply {
        case whole(status: Int, bytes: Int)
        case partial, broken
    }

    init?(port: Int, first: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        number = first
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else {
            close(descriptor)
            return nil
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Sends the next request. A request is smaller than the socket's buffer, which is empty between replies.
    mutating func ask(_ requests: [[UInt8]], at now: UInt64) -> Bool {
        let request = requests[number % requests.count]
        number += 1
        asked = now
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Takes what has arrived.
    mutating func receive() -> Reply {
        if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
        let (from, socket) = (filled, descriptor)
        let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress?.advanced(by: from), $0.count - from, 0) }
        guard count > 0 else { return .broken }
        filled += count
        guard let (status, total) = buffer[0..<filled].withUnsafeBytes({ Connection.head($0) }) else { return .partial }
        guard filled >= total else { return .partial }
        filled = 0
        return .whole(status: status, bytes: total)
    }

    /// Status and length of a reply, as soon as its head is there.
    private static func head(_ bytes: UnsafeRawBufferPointer) -> (status: Int, total: Int)? {
        guard bytes.count > 16 else { return nil }
        let status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
        var length = 0
        var place = 12
        while place + 3 < bytes.count {
            guard bytes[place] == 13, bytes[place + 1] == 10 else {
                place += 1
                continue
            }
            if bytes[place + 2] == 13, bytes[place + 3] == 10 { return (status, place + 4 + length) }
            place += 2
            if let value = Connection.contentLength(bytes[place...]) { length = value }
        }
        return nil
    }

    private static func contentLength(_ line: Slice<UnsafeRawBufferPointer>) -> Int? {
        let name: StaticString = "content-length:"
        guard line.count > name.utf8CodeUnitCount else { return nil }
        for offset in 0..<name.utf8CodeUnitCount {
            let byte = line[line.startIndex + offset]
            let small = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
            guard small == name.utf8Start[offset] else { return nil }
        }
        var value = 0
        for byte in line.dropFirst(name.utf8CodeUnitCount) where byte != 32 {
            guard byte >= 48, byte <= 57 else { break }
            value = value * 10 + Int(byte) - 48
        }
        return value
    }
}
