import Synchronization

/// Lets those who claim the same thing go one after another, in the order in which they came.
///
/// A rule such as "one file for a person" reads what there is and then creates: two who read at the same moment would both find
/// nothing, and no record stands whose version could tell them. One process writes, so that it can keep the order by itself.
final class Turns: Sendable {
    private let lines = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// Returns when everybody who claimed it before has left. Whoever takes several takes them in one order, so that no two wait for
    /// each other.
    func take(_ claim: String) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isFirst: Bool = lines.withLock { lines in
                guard lines[claim] != nil else {
                    lines[claim] = []
                    return true
                }
                lines[claim]?.append(continuation)
                return false
            }
            if isFirst { continuation.resume() }
        }
    }

    func leave(_ claim: String) {
        let next: CheckedContinuation<Void, Never>? = lines.withLock { lines in
            guard let waiting = lines[claim], !waiting.isEmpty else {
                lines[claim] = nil
                return nil
            }
            return lines[claim]?.removeFirst()
        }
        next?.resume()
    }
}
