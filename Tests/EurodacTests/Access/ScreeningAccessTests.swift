import Access
import Identity
import Operations
import Registry
import Testing

@testable import Eurodac

@Suite("2024/1356 8(5)(d), 14, 15; 2024/1358 40(2): Eurodac in a screening")
struct ScreeningAccessTests {
    private static func screening(designated: Bool) -> Caller {
        Caller(
            authority: "GR-SCREENING", kind: .screening, memberState: "GRC", user: "officer",
            standing: designated ? [.designatedForEurodac] : [])
    }

    @Test("8(5)(d), 40(2): a designated screening authority registers what a screening registers, and no other person")
    func registers() async throws {
        let bench = Bench()
        let numbers: [EurodacCategory: String] = [
            .applicant: "GR1A", .irregularCrossing: "GR2A", .illegalStay: "GR3A", .admission: "GR7A", .nationalResettlement: "GR8A",
            .disembarked: "GR9A",
        ]
        for (category, number) in numbers.sorted(by: { $0.value < $1.value }) {
            let data = TransmittedData.of("amal", category, number)
            let without = await bench.refusal(data, as: Self.screening(designated: false), for: .registration)
            #expect(without == .forbidden, "\(category.rawValue)")
            let with = await bench.refusal(data, as: Self.screening(designated: true), for: .registration)
            #expect((with == nil) == EurodacGrants.screened.contains(category), "\(category.rawValue)")
        }
        #expect(try await bench.values(EurodacDataset.self).allSatisfy { $0.owner == "GRC" })
    }

    @Test("27(4): it is told the result; the hits are for the authority whose category it is")
    func result() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "FR1A"))
        let officer = Self.screening(designated: true)
        let reply = try await bench.transmit(.of("amal", .irregularCrossing, "GR2B"), as: officer, for: .registration)
        let comparison = try #require(reply.comparison)
        #expect(comparison.hits.map(\.memberState) == ["FRA"])
        var reference = ReadComparison.Input()
        reference.comparison = comparison.id
        let read = try await bench.run(ReadComparison(), reference, as: officer, for: .registration)
        #expect(read.hits.count == 1)
        var verdict = CheckHit.Input()
        verdict.comparison = comparison.id
        verdict.dataset = try #require(comparison.hits.first).dataset
        #expect(await bench.refusal(CheckHit(), verdict, as: officer, for: .registration, version: 1) == .forbidden)
        _ = try await bench.run(CheckHit(), verdict, as: .greekBorder, for: .registration, version: 1)
        let tasks = try await bench.values(EurodacTask.self).map(\.value).filter { $0.step == EurodacClocks.checkHits }
        #expect(tasks.map(\.authority) == [.border] && tasks.map(\.memberState) == ["GRC"])
    }

    @Test("14, 15: neither identification nor the security check asks Eurodac itself")
    func asksNothing() {
        for purpose in Purpose.allCases {
            for key in SearchKey.allCases {
                let word = EurodacAccessTests.ask(
                    .regulation1358, .screening, purpose, .search, keys: [key], [.designatedForEurodac, .personPresent])
                #expect(word == "refused", "\(purpose.rawValue) \(key.rawValue)")
            }
            for group in EurodacGrants(.regulation1358).persons {
                for action in [AccessAction.read, .update, .delete] {
                    let word = EurodacAccessTests.ask(
                        .regulation1358, .screening, purpose, action, data: group, [.designatedForEurodac, .owner])
                    #expect(word == "refused", "\(purpose.rawValue) \(action.rawValue) \(group.rawValue)")
                }
            }
        }
    }
}
