import Foundation
import Registry

/// Hands work to threads that block while there is none. First in, first out, at most `capacity` items.
///
/// `@unchecked Sendable`: everything mutable is touched only while `condition` is held.
final class WorkQueue<Item: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var items: [Item] = []
    private var head = 0
    private var isClosed = false
    private var sleepers = 0

    init(capacity: Int) { self.capacity = capacity }

    func push(_ item: Item) throws(WorkQueueRefusal) {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        if items.count - head >= capacity { throw .full }
        items.append(item)
        if sleepers > 0 { condition.signal() }
    }

    /// What waits, at most `limit` items; empty once the queue is closed and nothing is left.
    func pull(atMost limit: Int) -> [Item] {
        condition.lock()
        defer { condition.unlock() }
        while head == items.count {
            if isClosed { return [] }
            sleepers += 1
            condition.wait()
            sleepers -= 1
        }
        let end = min(items.count, head + limit)
        if head == 0, end == items.count {
            let all = items
            items = []
            items.reserveCapacity(min(all.count, 1024))
            return all
        }
        let taken = Array(items[head..<end])
        head = end
        if head == items.count {
            items.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 4096 {
            items.removeFirst(head)
            head = 0
        }
        return taken
    }

    /// Nothing more comes in; what waits is still handed out.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

enum WorkQueueRefusal: Error {
    case full, closed

    func asStoreError(_ what: String) -> StoreError {
        switch self {
        case .closed: .unavailable("the store is closed")
        case .full: .unavailable("too many \(what) are waiting")
        }
    }
}
