import Foundation
import GRDB
import Registry

/// Threads that read, each with a connection of its own.
final class ReaderPool: Sendable {
    typealias Job = @Sendable (Result<Connection, StoreError>) -> Void

    private let queue: WorkQueue<Job>
    private let threads: Int
    private let ended = DispatchSemaphore(value: 0)

    init(_ databases: [DatabaseQueue], capacity: Int) {
        queue = WorkQueue(capacity: capacity)
        threads = databases.count
        for (index, database) in databases.enumerated() {
            let thread = Thread { [queue, ended] in
                database.writeWithoutTransaction { database in
                    let connection = Connection(database)
                    while let job = queue.pull(atMost: 1).first { job(.success(connection)) }
                    connection.forget()
                }
                try? database.close()
                ended.signal()
            }
            thread.name = "sextant.store.reader.\(index)"
            thread.start()
        }
    }

    /// Runs `body` in one read transaction.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteView) throws -> Value
    ) async throws -> Value {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, any Error>, Never>) in
            let job: Job = { connection in
                continuation.resume(returning: Result { try ReaderPool.run(body, on: try connection.get()) })
            }
            do throws(WorkQueueRefusal) {
                try queue.push(job)
            } catch {
                continuation.resume(returning: .failure(error.asStoreError("reads")))
            }
        }
        return try result.get()
    }

    /// The same without waiting: `body` hears on the reading thread what there is to read.
    func reading(_ body: @escaping @Sendable (Result<any RecordReading, any Error>) -> Void) {
        let job: Job = { connection in
            do {
                try ReaderPool.run({ view in body(.success(view)) }, on: try connection.get())
            } catch {
                body(.failure(error))
            }
        }
        do throws(WorkQueueRefusal) { try queue.push(job) } catch { body(.failure(error.asStoreError("reads"))) }
    }

    private static func run<Value>(_ body: (SQLiteView) throws -> Value, on connection: Connection) throws -> Value {
        try connection.run("BEGIN")
        defer {
            do throws(StoreError) { try connection.run("COMMIT") } catch {
                if connection.isInTransaction { try? connection.run("ROLLBACK") }
            }
        }
        return try body(SQLiteView(connection))
    }

    /// Lets waiting reads finish and blocks until the threads have ended.
    func stop() {
        queue.close()
        for _ in 0..<threads { ended.wait() }
        for _ in 0..<threads { ended.signal() }
    }
}
