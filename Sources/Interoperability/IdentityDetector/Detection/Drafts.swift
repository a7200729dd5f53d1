import Operations
import Registry

/// Records of one kind as they stand in the store, and as they will stand after the commit that is being made.
struct Drafts<Value: RecordValue & Hashable> {
    private var stored: [RecordID: Recorded<Value>] = [:]
    private var values: [RecordID: Value] = [:]
    private var erased: [RecordID: String] = [:]
    /// In the order in which they were first changed, so that a commit is the same each time.
    private var touched: [RecordID] = []

    subscript(id: RecordID) -> Value? { values[id] }

    /// Takes up a record read from the store, unless it is known already.
    mutating func load(_ recorded: Recorded<Value>) {
        guard stored[recorded.id] == nil else { return }
        stored[recorded.id] = recorded
        values[recorded.id] = recorded.value
    }

    mutating func load(_ id: RecordID, from reader: Reader) throws {
        guard stored[id] == nil, values[id] == nil, let recorded = try reader.value(Value.self, id) else { return }
        load(recorded)
    }

    mutating func put(_ id: RecordID, _ value: Value) {
        values[id] = value
        touched.append(id)
    }

    mutating func erase(_ id: RecordID, article: String) {
        values[id] = nil
        erased[id] = article
        touched.append(id)
    }

    func changes(owner: String) -> [Change] {
        var seen: Set<RecordID> = []
        return touched.compactMap { id in
            guard seen.insert(id).inserted else { return nil }
            switch (stored[id], values[id]) {
            case (let before?, let after?):
                return before.value == after
                    ? nil : .update(id, expected: before.version, after.draft(owner: before.owner))
            case (let before?, nil): return .erase(id, expected: before.version, article: erased[id] ?? "")
            case (nil, let after?): return .create(id, after.draft(owner: owner))
            case (nil, nil): return nil
            }
        }
    }
}
