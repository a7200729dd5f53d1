import Access
import Identity
import Testing
import VIS

@testable import Interoperability

/// 817 39, and the articles of each act that ask for figures.
@Suite struct FigureTests {
    @Test func everyFigureIsNamedOnceAndHasItsArticle() {
        #expect(Set(Figures.all.map(\.id)).count == Figures.all.count)
        for figure in Figures.all {
            #expect(figure.article.contains { $0.isNumber }, "\(figure.id)")
            #expect(figure.population != figure.id)
        }
        // 817 66(3) has no point (d): yellow and red links stand together in (c).
        for colour in ["yellow", "red"] { #expect(Figures.figure("mid.\(colour).duration")?.article == "817 66(3)(c)") }
    }

    private func visa(_ entries: IssuedDocument.Entries?, _ from: String, _ until: String) -> IssuedDocument {
        IssuedDocument(
            sort: .uniform, number: DocumentNumber(number: "F0001", issuer: CountryCode("FRA")!), validFrom: Day(from)!, validUntil: Day(until)!,
            entries: entries)
    }

    /// VIS 45a(4)(b): single, two or multiple entries, the latter by six months, and one to five years.
    @Test func visasAreCountedByEntriesAndLengthOfValidity() {
        #expect(VISCounts.entries(visa(nil, "2027-01-01", "2027-12-31")) == nil)
        #expect(VISCounts.entries(visa(.one, "2027-01-01", "2027-02-28")) == "1")
        #expect(VISCounts.entries(visa(.two, "2027-01-01", "2031-12-31")) == "2")
        #expect(VISCounts.entries(visa(.multiple, "2027-01-01", "2027-07-01")) == "multiple, 6 months or less")
        #expect(VISCounts.entries(visa(.multiple, "2027-01-01", "2027-07-02")) == "multiple, 1 year")
        #expect(VISCounts.entries(visa(.multiple, "2027-01-01", "2027-12-31")) == "multiple, 1 year")
        for years in 2...5 {
            #expect(VISCounts.entries(visa(.multiple, "2027-01-01", "\(2027 + years)-01-01")) == "multiple, \(years) years")
        }
        #expect(VISCounts.entries(visa(.multiple, "2027-01-01", "2033-01-01")) == "multiple, over 5 years")
    }

    private func logged(_ event: String, _ system: SystemName, for purpose: String, with searched: [SearchDatum]) throws -> [Cell: Int] {
        let asker: (kind: AuthorityKind, memberState: String?) = (.police, "FRA")
        let uses = UseOfSystems { _ in asker }
        let day = try #require(Day("2027-03-01"))
        let entry = AccessLogEntry(
            id: OpaqueID(high: 1, low: 1), instant: Instant(day: day), event: event,
            operation: "search", authority: "FRA-police", purpose: purpose, systems: [system.rawValue], policyRevision: "1", decision: .allowed,
            searched: searched, retention: LogRetention(article: "817 36", term: .monthsAfterErasure(12)))
        var counts: [Cell: Int] = [:]
        uses.add(entry, to: &counts)
        return counts
    }

    /// 817 66(2)(a): queries by the article under which they are made.
    @Test func queriesOfTheRepositoryAreCountedByArticle() throws {
        let purpose = Purpose.policeCheck.rawValue
        for (event, article) in [
            ("cir.identifyPerson", "20"), ("cir.readLinkedData", "21"), ("cir.readLinkedSamples", "21"), ("cir.searchPresence", "22"),
        ] {
            let counts = try logged(event, .CIR, for: purpose, with: [])
            #expect(counts[Cell("cir.queries.article", "2027-03", "FRA", article)] == 1)
        }
        #expect(try logged("cir.stateGrounds", .CIR, for: purpose, with: []).keys.allSatisfy { $0.figure != "cir.queries.article" })
    }

    /// 817 66(3)(a): the detector's own searches, which nobody asked for, with biometric data and without.
    @Test func searchesOfTheDetectorAreCounted() throws {
        let task = Purpose.systemTask.rawValue
        let with = try logged("mid.detect", .MID, for: task, with: [.biometric(.facialImage), .alphanumeric(.familyName, nil)])
        #expect(with == [Cell("mid.searches.biometrics", "2027-03", Cell.union, "with"): 1])
        let without = try logged("mid.detectAndErase", .MID, for: task, with: [.alphanumeric(.documentNumber, nil)])
        #expect(without == [Cell("mid.searches.biometrics", "2027-03", Cell.union, "without"): 1])
        // What only took links away searched nothing; and other tasks use nothing.
        #expect(try logged("mid.detectAndErase", .MID, for: task, with: []).isEmpty)
        #expect(try logged("statistics.gather", .MID, for: task, with: []).isEmpty)
    }
}
