import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("The watchlist")
struct WatchlistTests {
    func entry(_ change: (inout WatchlistItems) -> Void) -> WatchlistEntry {
        var entry = WatchlistEntry()
        change(&entry.items)
        return entry
    }

    @Test("Art. 34(4): an item that singles somebody out is enough; a name with another birth date is not") func correspondence() {
        let form = ApplicationForm.complete()
        func meets(_ change: (inout WatchlistItems) -> Void) -> Bool { entry(change).corresponds(to: form, ipAddress: "203.0.113.7") }
        #expect(meets { $0.email = "ANA@example.org " })
        #expect(meets { $0.phone = "0055 81 55550101" })
        #expect(meets { $0.ipAddress = "203.0.113.7" })
        #expect(meets { $0.documents = [TravelDocument(kind: .other, number: "ab 123456", issuer: CountryCode("BRA")!)] })
        #expect(!meets { $0.documents = [TravelDocument(kind: .other, number: "AB123456", issuer: CountryCode("PRT")!)] })
        #expect(meets { $0.homeAddress = "rua um, 1" })
        #expect(meets { $0.surname = "Silva" })
        #expect(
            meets {
                $0.surname = "Silva"
                $0.dateOfBirth = Day("1990-05-04")
            })
        #expect(
            !meets {
                $0.surname = "Silva"
                $0.dateOfBirth = Day("1990-05-05")
            })
        #expect(
            !meets {
                $0.surname = "Silva"
                $0.sex = .male
            })
        #expect(
            !meets {
                $0.surname = "Silva"
                $0.firstNames = ["Maria"]
            })
        #expect(
            !meets {
                $0.surname = "Silva"
                $0.nationality = CountryCode("PRT")
            })
        #expect(!meets { $0.surname = "Souza" })
        #expect(!meets { $0.dateOfBirth = Day("1990-05-04") })
    }

    func input(_ change: (inout WatchlistItems) -> Void) -> EnterWatchlist.Input {
        var input = EnterWatchlist.Input()
        change(&input.items)
        input.justification = "Reliable information of March 2027."
        return input
    }

    @Test("Art. 35: impact first, no entry where SIS has an alert, yearly review, own entries only") func life() async throws {
        let bench = Bench()
        _ = try await bench.submit()
        let enter = EnterWatchlist(bench.ports)
        let name = input {
            $0.surname = "SILVA"
            $0.dateOfBirth = Day("1990-05-04")
        }
        bench.sources.set { $0.sisAlert = true }
        #expect(await bench.refusal(enter, name, as: .france) == .sisAlertExists)
        bench.sources.set { $0.sisAlert = nil }
        #expect(await bench.refusal(enter, name, as: .france) == .sisNotAnswering)
        bench.sources.set { $0.sisAlert = false }
        #expect(await bench.refusal(enter, input { $0.firstNames = ["ANA"] }, as: .france) == .watchlistItemMissing)
        #expect(await bench.refusal(enter, input { $0.dateOfBirth = Day("1990-05-04") }, as: .france) == .watchlistItemMissing)
        #expect(await bench.refusal(enter, name, as: .central) == .forbidden)

        var assess = AssessWatchlistImpact.Input()
        assess.items = name.items
        let impact = try await bench.run(AssessWatchlistImpact(), assess, as: .france)
        #expect(impact.applications == 1 && impact.hits == 1)
        let entry = try await bench.run(enter, name, as: .france)
        #expect(entry.entry.impact == impact && entry.entry.enteredBy == "FRA")
        // The valid authorisation that it meets is assessed by the State that entered it (Article 41(4)).
        #expect(try await bench.inbox("etiasNational/FRA").map(\.kind) == ["etias.assessRevocation"])
        #expect(try await bench.openSteps() == ["watchlistReview"])
        #expect(try await bench.run(ListWatchlist(), .init(), as: .france).entries.count == 1)
        #expect(try await bench.run(ListWatchlist(), .init(), as: .germany).entries.isEmpty)
        #expect(try await bench.run(ListWatchlist(), .init(), as: .central).entries.count == 1)
        #expect(await bench.refusal(RemoveWatchlist(), .init(entry.id), as: .germany) == .notFound)

        bench.set("2028-02-20T08:00:00Z")
        var review = ReviewWatchlist.Input()
        review.entry = entry.id
        review.justification = "Still so, by new information."
        let reviewed = try await bench.run(ReviewWatchlist(), review, as: .france, version: 1)
        #expect(reviewed.entry.reviewBy == Day("2029-02-20"))
        #expect(try await bench.openSteps() == ["watchlistReview"])
        _ = try await bench.run(RemoveWatchlist(), .init(entry.id), as: .france)
        #expect(try await bench.values(WatchlistEntry.self).isEmpty)
        #expect(try await bench.values(ETIASTask.self).isEmpty)
    }

    @Test("Art. 54(1)(b): a refusal that rested on a watchlist entry goes seven days after it") func erasure() async throws {
        let bench = Bench()
        let entry = try await bench.run(EnterWatchlist(bench.ports), input { $0.email = "ana@example.org" }, as: .spain)
        let id = try await bench.submit().application
        try await bench.verify(id, corresponds: true)
        #expect(try await bench.file(id).value.responsible == "ESP")
        _ = try await bench.decide(id, issue: false, as: .spain)
        bench.pass(hours: 48)
        _ = try await bench.run(RemoveWatchlist(), .init(entry.id), as: .spain)
        #expect(try await bench.file(id).value.sourceDeleted == bench.now.utcDay)
        bench.pass(hours: 7 * 24)
        await bench.sweep()
        #expect(try await bench.value(ApplicationFile.self, id) != nil)
        bench.pass(hours: 24)
        await bench.sweep()
        #expect(try await bench.value(ApplicationFile.self, id) == nil)
        #expect(try await bench.values(ETIASTask.self).isEmpty)
    }
}
