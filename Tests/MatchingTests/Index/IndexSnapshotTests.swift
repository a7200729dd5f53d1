import Foundation
import Identity
import Testing

@testable import Matching

@Suite struct IndexSnapshotTests {
    func filled() throws -> (IdentityIndex, [PersonIdentity]) {
        let index = IdentityIndex()
        var crowd = Crowd(dice: Dice(state: 31))
        var people: [PersonIdentity] = []
        for number in 0..<400 {
            var someone = crowd.someone()
            if number % 7 == 0 { someone.otherNames = ["Alias " + crowd.name()] }
            if number % 11 == 0 { someone.surnames = ["محمد"] }
            people.append(someone)
            let issuer = try #require(CountryCode("UTO"))
            index.insert(
                IndexReference(UInt64(number)), identities: [someone],
                documents: number % 3 == 0 ? [TravelDocument(kind: .passport, number: "N\(number)77", issuer: issuer)] : [])
        }
        for number in stride(from: 0, to: 400, by: 9) { index.remove(IndexReference(UInt64(number))) }
        return (index, people)
    }

    @Test func aSnapshotEqualsTheIndex() throws {
        let (index, people) = try filled()
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try index.writeSnapshot(to: path, position: 12_345)
        let (restored, position) = try IdentityIndex.fromSnapshot(path)
        #expect(position == 12_345)
        #expect(restored.count == index.count)
        #expect(restored.recordCount == index.recordCount)
        for someone in people.prefix(150) {
            let (a, b) = (index.search(IdentityQuery(someone), limit: 3), restored.search(IdentityQuery(someone), limit: 3))
            #expect(a.map(\.score) == b.map(\.score))
            #expect(a.first?.reference == b.first?.reference)
        }
        #expect(restored.find(documentNumber: "N377").map(\.number) == [3])
    }

    @Test func aDamagedSnapshotIsRefused() throws {
        let (index, _) = try filled()
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try index.writeSnapshot(to: path, position: 1)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var dice = Dice(state: 17)
        for _ in 0..<60 {
            var bytes = whole
            if Bool.random(using: &dice) {
                bytes = bytes.prefix(Int.random(in: 0..<whole.count, using: &dice))
            } else {
                let at = Int.random(in: 0..<whole.count, using: &dice)
                bytes[at] ^= UInt8(1 << Int.random(in: 0..<8, using: &dice))
            }
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(throws: SnapshotRefusal.self) { try IdentityIndex.fromSnapshot(path) }
        }
        #expect(throws: SnapshotRefusal.self) { try IdentityIndex.fromSnapshot("/nowhere") }
    }
}
