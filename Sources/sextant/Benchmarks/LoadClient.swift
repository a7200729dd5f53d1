import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A client that costs little beside the server that it measures: a thread and a connection for each, requests made
/// beforehand, replies counted by their Content-Length.
struct LoadClient: Sendable {
    let port: Int
    let requests: [[UInt8]]

    struct Result: Sendable {
        var latencies: [Double] = []  // milliseconds
        var failures = 0
        var bytes = 0
        var seconds = 0.0
        var perSecond: Double { seconds > 0 ? Double(latencies.count) / seconds : 0 }
        func quantile(_ share: Double) -> Double {
            latencies.isEmpty ? 0 : latencies[min(latencies.count - 1, Int(share * Double(latencies.count)))]
        }
    }

    /// Asks with `clients` connections for `seconds`.
    func run(clients: Int, seconds: Double) -> Result {
        let results = Mutex<[Result]>([])
        let group = DispatchGroup()
        let began = DispatchTime.now().uptimeNanoseconds
        let end = began + UInt64(seconds * 1e9)
        for client in 0..<clients {
            group.enter()
            let thread = Thread {
                let result = self.one(offset: client * 7919, until: end)
                results.withLock { $0.append(result) }
                group.leave()
            }
            thread.stackSize = 1 << 19
            thread.start()
        }
        group.wait()
        var all = Result()
        for result in results.withLock({ $0 }) {
            all.latencies += result.latencies
            all.failures += result.failures
            all.bytes += result.bytes
        }
        all.latencies.sort()
        all.seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
        return all
    }

    private func one(offset: Int, until end: UInt64) -> Result {
        var result = Result()
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return result }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { return result }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var number = offset
        while DispatchTime.now().uptimeNanoseconds < end {
            let request = requests[number % requests.count]
            number += 1
            let started = DispatchTime.now().uptimeNanoseconds
            guard send(request, to: descriptor), let (status, bytes) = reply(from: descriptor, &buffer) else {
                result.failures += 1
                return result
            }
            result.latencies.append(Double(DispatchTime.now().uptimeNanoseconds - started) / 1e6)
            result.bytes += bytes
            if status != 200 && status != 422 { result.failures += 1 }
        }
        return result
    }

    private func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Status and size of one reply.
    private func reply(from descriptor: Int32, _ buffer: inout [UInt8]) -> (Int, Int)? {
        var filled = 0
        while true {
            let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled, 0) }
            guard count > 0 else { return nil }
            filled += count
            guard let (status, total) = LoadClient.head(buffer[0..<filled]) else { continue }
            if filled >= total { return (status, total) }
            if total > buffer.count { buffer += [UInt8](repeating: 0, count: total - buffer.count) }
        }
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> (status: Int, total: Int)? {
        guard bytes.count > 16 else { return nil }
        var place = 12
        while place + 3 < bytes.count {
            if bytes[place] == 13, bytes[place + 1] == 10, bytes[place + 2] == 13, bytes[place + 3] == 10 { break }
            place += 1
        }
        guard place + 3 < bytes.count else { return nil }
        let text = String(decoding: bytes[0..<place], as: UTF8.self).lowercased()
        guard let range = text.range(of: "content-length: "), let status = Int(text.dropFirst(9).prefix(3)) else { return nil }
        let length = Int(text[range.upperBound...].prefix { $0.isNumber }) ?? 0
        return (status, place + 4 + length)
    }
}
