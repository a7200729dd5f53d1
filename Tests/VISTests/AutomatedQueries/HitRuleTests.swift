import Identity
import Testing

@testable import VIS

@Suite("VIS 9a, 9b, 22b: what becomes of hits in other systems")
struct HitRuleTests {
    static let referenced: Set<QueryPoint> = [
        .sisDocument, .sisRefusal, .sisReturn, .eesOverstayer, .eesRefusedEntry, .eesStayExceeded, .etiasAuthorisation, .eurodac,
        .interpolSLTD,
    ]
    static let verifiedElsewhere: Set<QueryPoint> = [.sisArrest, .etiasWatchlist, .ecrisTCN, .europol, .interpolTDAWN]
    static let silent: Set<QueryPoint> = [.sisMissing, .sisJudicial, .sisCheck]

    @Test("Art. 9a(9)–(11): each point of Article 9a(4) goes where the paragraphs say, and each is in exactly one")
    func points() {
        let rule = HitRule(sort: .shortStayVisa, euFamily: false, memberState: "FRA")
        for point in QueryPoint.allCases where point != .visDecision {
            let sorted = rule.sorted([SourceHit(point, memberState: "DEU", reference: "R")])
            #expect((sorted.references.count == 1) == Self.referenced.contains(point))
            #expect((sorted.furtherVerification.count == 1) == Self.verifiedElsewhere.contains(point))
            #expect((sorted.silent.count == 1) == Self.silent.contains(point))
        }
        #expect(rule.sorted([SourceHit(.visDecision, reference: "R")]) == HitRule.Sorted())
    }

    @Test("Art. 9b(2): of a family member neither overstays nor Eurodac are asked")
    func family() {
        let rule = HitRule(sort: .shortStayVisa, euFamily: true, memberState: "FRA")
        #expect(!rule.sources.contains(.Eurodac))
        #expect(rule.sources.contains(.EES))
        let hits = [
            SourceHit(.eesOverstayer, reference: "1"), SourceHit(.eurodac, reference: "2"), SourceHit(.eesRefusedEntry, reference: "3"),
        ]
        #expect(rule.sorted(hits).references.map(\.point) == [.eesRefusedEntry])
    }

    @Test("Art. 22b(2): a long stay is not compared with Eurodac, but with earlier decisions in the VIS")
    func longStay() {
        let rule = HitRule(sort: .residencePermit, euFamily: false, memberState: "FRA")
        #expect(!rule.sources.contains(.Eurodac))
        #expect(rule.sorted([SourceHit(.visDecision, reference: "V")]).references.count == 1)
        #expect(rule.sorted([SourceHit(.eesOverstayer, reference: "E")]).references.isEmpty)
    }

    @Test("Art. 9e(1): the watchlist is verified where the data were entered, or at home where Europol entered them")
    func watchlist() {
        let rule = HitRule(sort: .shortStayVisa, euFamily: false, memberState: "FRA")
        let national = rule.sorted([SourceHit(.etiasWatchlist, memberState: "DEU", reference: "W")])
        #expect(national.furtherVerification.first?.verifiedBy == "DEU")
        let europol = rule.sorted([SourceHit(.etiasWatchlist, memberState: nil, reference: "W", enteredByEuropol: true)])
        #expect(europol.furtherVerification.first?.verifiedBy == "FRA")
        // An arrest alert is verified where the application is processed, whoever entered it.
        #expect(rule.sorted([SourceHit(.sisArrest, memberState: "DEU", reference: "A")]).furtherVerification.first?.verifiedBy == "FRA")
    }

    @Test("The same record found by name and by fingerprints is one hit")
    func twice() {
        let rule = HitRule(sort: .shortStayVisa, euFamily: false, memberState: "FRA")
        let hit = SourceHit(.sisRefusal, memberState: "DEU", reference: "S1")
        #expect(rule.sorted([hit, hit]).references.count == 1)
    }

    @Test("Art. 9j(5), 9a(13), 9b(4): indicators fit in everything that they name; age and sex alone are none")
    func indicators() {
        var file = ApplicationFile()
        (file.sort, file.identity, file.form) = (.shortStayVisa, .person(), .full)
        let day = Day("2027-03-01")!
        var indicator = RiskIndicator()
        (indicator.ageMin, indicator.ageMax, indicator.sex) = (18, 60, .female)
        #expect(!indicator.isProportionate)
        indicator.nationalities = [CountryCode("CIV")!]
        #expect(indicator.isProportionate)
        #expect(indicator.fits(file, on: day))
        indicator.jobGroups = ["Teachers"]
        #expect(indicator.fits(file, on: day))
        indicator.residenceCities = ["BOUAKE"]
        #expect(!indicator.fits(file, on: day))
        indicator.residenceCities = ["Abidjan"]
        #expect(indicator.fits(file, on: day))
        indicator.ageMax = 36
        #expect(indicator.fits(file, on: day))
        indicator.ageMax = 35
        #expect(!indicator.fits(file, on: day))
        indicator.ageMax = nil
        indicator.risk = .illegalImmigration
        file.form.euFamily = true
        #expect(!indicator.fits(file, on: day))
    }
}
