import Identity
import Testing

@testable import ECRISTCN

@Suite("Retention in ECRIS-TCN")
struct ECRISTCNRetentionTests {
    @Test("Art. 8(2): a month after the national record; Art. 8(3): 25 and 15 years; Art. 31: three years")
    func terms() {
        #expect(
            ECRISTCNRetention.term(for: .record(nationalErasure: Day("2028-01-31")!)).keptUntil == Day("2028-02-29")!)
        #expect(ECRISTCNRetention.term(for: .record(nationalErasure: Day("2027-01-31")!)).eraseOn == Day("2027-03-01")!)
        #expect(
            ECRISTCNRetention.term(for: .flag(.terrorist, created: Day("2024-02-29")!)).keptUntil == Day("2049-02-28")!)
        #expect(
            ECRISTCNRetention.term(for: .flag(.listed, created: Day("2024-02-29")!)).keptUntil == Day("2039-02-28")!)
        #expect(ECRISTCNRetention.term(for: .log(created: Day("2024-02-29")!)).keptUntil == Day("2027-02-28")!)
    }

    @Test(
        "Art. 8: for every day of many years the term lies after it, and the flag of a terrorist offence ten years later"
    )
    func monotone() {
        var before = Day("1999-12-31")!
        for number in stride(from: Int32(10_957), to: 40_000, by: 17) {
            let day = Day(number: number)
            let record = ECRISTCNRetention.term(for: .record(nationalErasure: day))
            #expect(record.keptUntil - day >= 28 && record.keptUntil - day <= 31)
            #expect(record.keptUntil >= before)
            before = record.keptUntil
            let listed = ECRISTCNRetention.term(for: .flag(.listed, created: day)).keptUntil
            #expect(
                ECRISTCNRetention.term(for: .flag(.terrorist, created: day)).keptUntil.components.year == listed
                    .components.year + 10)
        }
        // The end of the calendar is no reason to fail.
        #expect(
            ECRISTCNRetention.term(for: .flag(.terrorist, created: Day("9990-01-01")!)).keptUntil == Day("9999-12-31")!)
    }
}
