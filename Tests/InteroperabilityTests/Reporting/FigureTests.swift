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
}
