import Testing
import Identity
@testable import Sandbox
@Test func look() {
    let p = Population(seed: 7, count: 1000, reference: Day("2026-11-22")!)
    for i in 0..<150 {
        let x = p[i]
        print(i, x.role, x.identity.surnames, x.identity.givenNames, x.nativeNames.surnames, x.nativeNames.givenNames, x.identity.surnamesAtBirth, x.identity.dateOfBirth!, x.identity.sex!.rawValue, x.identity.nationalities.map(\.text), x.identity.placeOfBirth!, x.documents.map { "\($0.kind) \($0.key) \($0.issued!) \($0.expiry!)" }, x.twin ?? "")
    }
}
