import Testing
import Foundation
import Identity
@testable import Sandbox
@Test func speed() {
    let p = Population(seed: 7, count: 1_000_000, reference: Day("2026-11-22")!)
    let clock = ContinuousClock()
    _ = p[0]
    var n = 0
    let t1 = clock.measure { for i in 0..<100_000 { n += p[i].documents.count } }
    print("persons/s", 100_000 / (Double(t1.components.attoseconds) / 1e18 + Double(t1.components.seconds)))
    var stays = 0, present = 0, over = 0, refusals = 0, visas = 0, files = 0
    let t2 = clock.measure { for t in p.travellers(0..<100_000, until: Day("2026-11-21")!) { stays += t.history.stays.count; present += t.history.isPresent ? 1 : 0; over += t.history.overstay == nil ? 0 : 1; refusals += t.history.refusals.count; visas += t.history.visas.count; files += t.history.hasFile ? 1 : 0 } }
    print("with histories/s", 100_000 / (Double(t2.components.attoseconds) / 1e18 + Double(t2.components.seconds)), stays, present, over, refusals, visas, files, n)
    let t3 = clock.measure { var k = 0; for a in p.alerts(on: 0..<100_000, permille: 1000, today: Day("2026-11-22")!) { k += a.identities.count }; print(k) }
    print("alerts/s", 100_000 / (Double(t3.components.attoseconds) / 1e18 + Double(t3.components.seconds)))
    let s = BorderShift(population: p, day: Day("2026-11-22")!, count: 1000, seed: 3)
    let t4 = clock.measure { var kinds: [BorderCheck.Kind: Int] = [:]; for c in s { kinds[c.kind, default: 0] += 1 }; print(kinds) }
    print("shift", t4)
}
