import Access
import Testing

@testable import Interoperability

/// Properties of the whole table, which are what Articles 27–33 say of links in general.
@Suite struct LinkRuleTests {
    private static let sides: [LinkRule.Side] =
        [SystemName.EES, .VIS, .Eurodac, .ETIAS, .ecrisTCN].map { LinkRule.Side(system: $0) }
        + LinkRule.AlertArticle.allCases.map { LinkRule.Side(system: .SIS, alert: $0) }

    private struct Case {
        var a, b: LinkRule.Side
        var biometrics: LinkRule.Biometrics
        var identity: LinkRule.Identity
        var document: LinkRule.Document
        func verdict(_ conclusion: LinkRule.Conclusion? = nil) -> LinkRule.Verdict {
            LinkRule.verdict(a, b, biometrics: biometrics, identity: identity, document: document, conclusion: conclusion)
        }
    }

    private static var all: [Case] {
        var cases: [Case] = []
        for a in sides {
            for b in sides {
                for biometrics in LinkRule.Biometrics.allCases {
                    for identity in LinkRule.Identity.allCases {
                        for document in LinkRule.Document.allCases {
                            cases.append(Case(a: a, b: b, biometrics: biometrics, identity: identity, document: document))
                        }
                    }
                }
            }
        }
        return cases
    }

    @Test("Art. 27(5): never within one system, whatever anybody concludes")
    func onlyAcrossSystems() {
        for item in Self.all where item.a.system == item.b.system {
            for conclusion in [nil] + LinkRule.Conclusion.allCases.map(Optional.some) {
                #expect(item.verdict(conclusion) == .init(colour: nil, articles: [], verifier: nil))
            }
        }
    }

    @Test("Art. 28–33: green and red are never automatic; every colour names its points")
    func personsDecide() {
        for item in Self.all {
            let verdict = item.verdict()
            #expect(verdict.colour == nil || verdict.colour == .white || verdict.colour == .yellow)
            #expect((verdict.colour == nil) == verdict.articles.isEmpty)
            #expect((verdict.colour == .yellow) == (verdict.verifier != nil))
            for conclusion in LinkRule.Conclusion.allCases {
                let after = item.verdict(conclusion)
                #expect(after.colour != .yellow)
                #expect((after.colour == nil) == after.articles.isEmpty)
            }
        }
    }

    @Test("Art. 30(1)(c)–(d): contradicting biometrics are never white")
    func contradictionIsNeverWhite() {
        for item in Self.all where item.biometrics == .different {
            for conclusion in [nil] + LinkRule.Conclusion.allCases.map(Optional.some) {
                #expect(item.verdict(conclusion).colour != .white)
            }
        }
    }

    @Test("Art. 33(1)(b): without biometrics there is no link unless the document is the same")
    func documentNeeded() {
        for item in Self.all where item.biometrics == .notAvailable && item.document != .same {
            #expect(item.verdict().colour == nil)
        }
    }

    @Test("Art. 29(2): SIRENE wherever an arrest, missing, judicial or check alert is on either side")
    func sirene() {
        for item in Self.all where item.verdict().colour == .yellow {
            let sirenes = [item.a, item.b].contains { [.arrest, .missing, .judicial, .check].contains($0.alert) }
            if sirenes { #expect(item.verdict().verifier == .sirene) }
            if !sirenes, item.a.system == .EES { #expect(item.verdict().verifier == .eesAuthority) }
            if !sirenes, item.a.system == .Eurodac { #expect(item.verdict().verifier == .eurodacAuthority) }
        }
    }

    @Test("the colour does not depend on which side started the detection")
    func symmetric() {
        for item in Self.all {
            let other = Case(a: item.b, b: item.a, biometrics: item.biometrics, identity: item.identity, document: item.document)
            #expect(item.verdict().colour == other.verdict().colour)
            #expect(item.verdict().articles == other.verdict().articles)
        }
    }

    @Test("Art. 32(1)(a): one person with similar identities, too, may be one in an unjustified manner; never with the same identity")
    func similarAndUnjustified() {
        for item in Self.all where item.a.system != item.b.system && item.biometrics == .same {
            let verdict = item.verdict(.samePersonUnjustified)
            #expect(verdict.articles == (item.identity == .same ? [] : ["32(1)(a)"]))
            #expect(verdict.colour == (item.identity == .same ? nil : .red))
            #expect(verdict.verifier != nil)
        }
    }

    @Test("every yellow link can be decided: some conclusion gives it a colour")
    func decidable() {
        for item in Self.all where item.verdict().colour == .yellow {
            #expect(LinkRule.Conclusion.allCases.contains { item.verdict($0).colour != nil })
        }
    }
}
