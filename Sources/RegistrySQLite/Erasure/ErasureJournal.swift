import Crypto
import Foundation
import Identity
import Registry
import Synchronization

/// The list of erased records beside the store: `erasures.log`. It is never part of a backup, so a store restored from an
/// older one learns from it what must be erased again before anything is served.
///
/// One line for each record: `e1 IDENTIFIER DAY CHECK`, where the day is that of the erasure in UTC (`-` where only the
/// feed told of it) and the check is the first eight hexadecimal digits of SHA-256 over what stands before it. Nothing
/// personal.
final class ErasureJournal: Sendable {
    struct Line: Hashable, Sendable {
        let id: RecordID
        let day: Day?
    }

    let path: String
    private let today: @Sendable () -> Day
    private let file = Mutex<FileHandle?>(nil)

    init(path: String, today: @escaping @Sendable () -> Day) {
        self.path = path
        self.today = today
    }

    var currentDay: Day { today() }

    // MARK: - Writing

    /// Appends and waits for the disk.
    func append(_ ids: [RecordID]) throws(StoreError) { try append(ids.map { Line(id: $0, day: today()) }) }

    func append(_ lines: [Line]) throws(StoreError) {
        if lines.isEmpty { return }
        let text = lines.map(Self.text).joined()
        let result = file.withLock { file in
            Result {
                let handle = try file ?? open()
                file = handle
                try handle.write(contentsOf: Data(text.utf8))
                try handle.synchronize()
            }
        }
        do { try result.get() } catch { throw .unavailable("the journal of erasures cannot be written: \(error)") }
    }

    private func open() throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            guard
                FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            try Files.syncDirectory(of: path)
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileWriteNoPermission) }
        try handle.seekToEnd()
        return handle
    }

    func close() {
        file.withLock { file in
            try? file?.close()
            file = nil
        }
    }

    static func text(_ line: Line) -> String {
        let body = "e1 \(line.id) \(line.day?.description ?? "-")"
        return "\(body) \(check(body))\n"
    }

    private static func check(_ body: String) -> String {
        SHA256.hash(data: Data(body.utf8)).prefix(4).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    static func parse(_ text: Substring) -> Line? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "e1", let id = RecordID(parts[1]) else { return nil }
        guard parts[3] == check("e1 \(parts[1]) \(parts[2])") else { return nil }
        if parts[2] == "-" { return Line(id: id, day: nil) }
        return Day(parts[2]).map { Line(id: id, day: $0) }
    }

    // MARK: - Reading

    /// Visits the lines from `offset` on, in portions, and returns where the last whole line ends. What an interrupted
    /// append left behind that is passed over; a line in the midst that does not check is damage.
    ///
    /// - Parameter cutting: cuts off what is passed over. Only whoever alone writes may: to everybody else the end of a line may just
    ///   be on its way.
    func replay(
        from offset: Int64, cutting: Bool, _ visit: ([Line]) throws(StoreError) -> Void
    ) throws(StoreError) -> Int64 {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        guard let handle = cutting ? FileHandle(forUpdatingAtPath: path) : FileHandle(forReadingAtPath: path) else {
            throw .unavailable("the journal of erasures cannot be read: \(path)")
        }
        defer { try? handle.close() }
        var position = offset
        var rest = Data()
        do {
            let size = Int64(try handle.seekToEnd())
            // Shorter than what was carried out from it: another journal, read from its beginning.
            if position > size { position = 0 }
            try handle.seek(toOffset: UInt64(position))
            while true {
                guard let portion = try handle.read(upToCount: 1 << 16), !portion.isEmpty else { break }
                rest.append(portion)
                var lines: [Line] = []
                var start = rest.startIndex
                while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                    let text = String(decoding: rest[start..<end], as: UTF8.self)
                    guard let line = Self.parse(text[...]) else {
                        throw StoreError.damaged("the journal of erasures at byte \(position)")
                    }
                    lines.append(line)
                    position += Int64(end - start + 1)
                    start = end + 1
                }
                rest = Data(rest[start...])
                if rest.count > 1024 { throw StoreError.damaged("the journal of erasures at byte \(position)") }
                try visit(lines)
            }
            if cutting, !rest.isEmpty {
                try handle.truncate(atOffset: UInt64(position))
                try handle.synchronize()
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unavailable("the journal of erasures cannot be read: \(error)")
        }
        return position
    }
}
