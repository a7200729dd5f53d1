import Foundation
import Identity
import Synchronization
import Testing

@testable import Matching

/// What the index holds, kept the simple way.
private final class Held: Sendable {
    private let people = Mutex<[UInt64: (PersonIdentity, TravelDocument?)]>([:])
    subscript(number: UInt64) -> (PersonIdentity, TravelDocument?)? {
        get { people.withLock { $0[number] } }
        set { people.withLock { $0[number] = newValue } }
    }
    var all: [(key: UInt64, value: (PersonIdentity, TravelDocument?))] { people.withLock { $0.sorted { $0.key < $1.key } } }
}

@Suite struct IndexModelTests {
    /// Ten rounds of random inserts, updates, erasures and searches from four tasks at once; after each the index equals one built
    /// afresh, one read back from its snapshot, and a search that scores every record.
    @Test func tenRoundsFromFourTasksEqualARebuildAndBruteForce() async throws {
        let index = IdentityIndex()
        let held = Held()
        let path = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for round in 0..<10 {
            await withTaskGroup(of: Void.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        var crowd = Crowd(dice: Dice(state: UInt64(round * 10 + task)))
                        for _ in 0..<40 {
                            let number = UInt64(task * 1000 + Int.random(in: 0..<70, using: &crowd.dice))
                            let reference = IndexReference(number)
                            switch Int.random(in: 0..<4, using: &crowd.dice) {
                            case 0:
                                #expect(index.remove(reference) == (held[number] != nil))
                                held[number] = nil
                            case 1 where held[number] != nil:
                                let found = held[number].map { index.search(IdentityQuery($0.0), limit: 3) } ?? []
                                #expect(found.contains { $0.reference == reference })
                            default:
                                let someone = crowd.someone()
                                let document =
                                    Bool.random(using: &crowd.dice)
                                    ? TravelDocument(
                                        kind: .passport, number: "P\(UInt32.random(in: 0..<500, using: &crowd.dice))", issuer: .unspecified) : nil
                                index.update(reference, identities: [someone], documents: document.map { [$0] } ?? [])
                                held[number] = (someone, document)
                                #expect(index.contains(reference))
                            }
                        }
                    }
                }
            }
            let people = held.all
            let rebuilt = IdentityIndex()
            for (number, (someone, document)) in people {
                rebuilt.insert(IndexReference(number), identities: [someone], documents: document.map { [$0] } ?? [])
            }
            try index.writeSnapshot(to: path, position: UInt64(round))
            let restored = try IdentityIndex.fromSnapshot(path).index
            #expect(index.count == people.count && restored.count == people.count)
            var crowd = Crowd(dice: Dice(state: UInt64(900 + round)))
            for _ in 0..<3 {
                var asked = crowd.dice.pick(people).value.0
                if Bool.random(using: &crowd.dice) { asked.givenNames = [String((asked.givenNames.first ?? "").prefix(3))] }
                let query = IdentityQuery(asked)
                let answers = [index, rebuilt, restored].map { shape($0.search(query, limit: 5)) }
                #expect(answers[0] == answers[1] && answers[0] == answers[2])
                #expect(index.search(query, limit: 1).first?.score == rebuilt.bruteForceSearch(query).first?.score)
            }
            for (number, (_, document)) in people.prefix(40) {
                guard let document else { continue }
                #expect(index.find(document: document) == rebuilt.find(document: document))
                #expect(index.find(document: document).contains(IndexReference(number)))
            }
        }
    }

    /// Scores and references, without those that tie with the last: they may stand in either order.
    private func shape(_ candidates: [Candidate]) -> [String] {
        let last = candidates.last?.score ?? 0
        return candidates.filter { $0.score > last }.map { "\($0.reference.number) \($0.score)" }.sorted()
    }
}
