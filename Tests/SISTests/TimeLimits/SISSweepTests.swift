import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite struct SISSweepTests {
    let issuer = caller(.sirene, "FRA")

    @Test(
        "53(7), 39: told four months ahead, erased at the end of the period, neither before",
        arguments: AlertCategory.withoutProposal)
    func periods(category: AlertCategory) async throws {
        let world = SISWorld()
        let entered = try await world.run(
            EnterAlert(), .init(content(category), samples: category == .unknownWanted ? prints : []), as: issuer
        ).output
        let erase = entered.keptUntil + 1
        func at(_ day: Day) async -> Sweeper.Report {
            world.now = Instant(day: day, secondOfDay: 43_200)
            return await world.sweep()
        }
        let notice = erase.adding(months: -4)
        #expect(await at(notice - 1).acted.isEmpty)
        _ = await at(notice)
        let told = try await world.inbox("FRA")
        #expect(told.map(\.kind) == (category == .object ? [] : ["sis.erasureInFourMonths"]))
        if let notice = told.first {
            #expect(
                notice.article
                    == (["return", "refusal", "entryBan", "restrictiveMeasure"].contains(category.rawValue)
                        ? "1861 39" : "1862 53(7)"))
            #expect(notice.text.contains(erase.description))
        }
        // Once is enough.
        _ = await at(notice)
        _ = await at(notice + 5)
        #expect(try await world.inbox("FRA").count == told.count)
        #expect(await at(erase - 1).erased.isEmpty)
        #expect(await world.refusal(ReadAlert(), AlertReference(entered.schengenID), as: issuer) == nil)
        // On the day itself there is no such alert any more, whether or not the sweeper was there.
        world.now = Instant(day: erase, secondOfDay: 43_200)
        #expect(await world.refusal(ReadAlert(), AlertReference(entered.schengenID), as: issuer)?.kind == .notFound)
        let swept = await at(erase)
        #expect(swept.failed.isEmpty)
        #expect(swept.erased.values.reduce(0, +) == (category == .unknownWanted ? 2 : 1))
        #expect(try await world.count(Alert.kind) == 0)
        #expect(try await world.count(AlertSamples.kind) == 0)
    }

    @Test("53(6): an extension communicated in time begins another period, and another notice comes")
    func extended() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.discreetCheck)), as: issuer).output.schengenID
        world.go(to: "2026-11-20")
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").count == 1)
        world.go(to: "2027-03-02")
        let reply = try await world.run(
            ExtendAlert(), .init(id, assessment: "still travelling"), as: issuer, version: 2)
        #expect(reply.output.keptUntil == day("2028-03-02"))
        world.go(to: "2027-03-03")
        #expect(await world.sweep().erased.isEmpty)
        world.go(to: "2027-11-03")
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").count == 2)
        world.go(to: "2028-03-03")
        // Too late: it is gone.
        #expect(
            await world.refusal(ExtendAlert(), .init(id, assessment: "x"), as: issuer, version: 4)?.kind == .notFound)
        #expect(await world.sweep().erased.values.reduce(0, +) == 1)
    }

    @Test("53(5): a Member State may set a shorter period, never a longer one")
    func shorter() async throws {
        let world = SISWorld()
        var short = content(.arrest)
        short.reviewBy = day("2026-09-30")
        #expect(try await world.run(EnterAlert(), .init(short), as: issuer).output.keptUntil == day("2026-09-30"))
        var long = content(.arrest, "Other")
        long.reviewBy = day("2099-01-01")
        #expect(try await world.run(EnterAlert(), .init(long), as: issuer).output.keptUntil == day("2031-03-02"))
        var past = content(.arrest, "Third")
        past.reviewBy = day("2026-03-01")
        #expect(await world.refusal(EnterAlert(), .init(past), as: issuer)?.kind == .contradiction)
    }

    @Test("39(2): five years where the decision runs longer than three")
    func longDecision() async throws {
        let world = SISWorld()
        for (category, years) in [(AlertCategory.refusal, 5), (.return, 5), (.entryBan, 5), (.restrictiveMeasure, 5)] {
            var long = content(category, "Name \(category.rawValue)")
            long.decisionLongerThanThreeYears = true
            #expect(
                try await world.run(EnterAlert(), .init(long), as: issuer).output.keptUntil
                    == day("\(2026 + years)-03-02"))
        }
    }

    @Test("32(7): four months before a child comes of age the issuing Member State is told, once")
    func majority() async throws {
        let world = SISWorld()
        for (category, name) in [(AlertCategory.missing, "One"), (.arrest, "Two")] {
            _ = try await world.run(EnterAlert(), .init(content(category, name, born: "2009-01-31")), as: issuer)
        }
        _ = try await world.run(EnterAlert(), .init(content(.missing, "Grown", born: "1990-01-31")), as: issuer)
        world.go(to: "2026-09-29")
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").isEmpty)
        world.go(to: "2026-09-30")
        _ = await world.sweep()
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").map(\.article) == ["1862 32(7)"])
        world.go(to: "2027-02-01")
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").count == 1)
    }
}
