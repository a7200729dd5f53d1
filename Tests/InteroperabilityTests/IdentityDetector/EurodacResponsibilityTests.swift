import Access
import Eurodac
import Identity
import Operations
import Registry
import Testing

@testable import Interoperability

@Suite("2019/818 29(1)(c)–(h): who verifies a link that data of Eurodac launched") struct EurodacResponsibilityTests {
    private func record(_ collector: AuthorityKind?) -> PersonRecord {
        let at = Instant(milliseconds: 0)
        return PersonRecord(
            side: LinkSide(system: .Eurodac, record: RecordID(high: 1, low: 1), owner: "GRC"), kind: EurodacDataset.kind, version: 1,
            identities: [], documents: [], templates: [], samples: nil, changedBy: "SOMEBODY", created: at, changed: at,
            isLaunching: true, collector: collector)
    }

    @Test("the authority that collects the category, also where a team or a screening authority has transmitted the data")
    func transmittedByOthers() {
        let other = LinkSide(system: .VIS, record: RecordID(high: 1, low: 2), owner: "FRA")
        let expected: [EurodacCategory: AuthorityKind] = [
            .applicant: .asylum, .irregularCrossing: .border, .disembarked: .border, .illegalStay: .immigration,
            .temporaryProtection: .asylum, .admission: .asylum, .nationalResettlement: .asylum,
        ]
        for (category, kind) in expected {
            let collector = EurodacGrants(.regulation1358).collector(of: category)
            #expect(collector == kind, "\(category.rawValue)")
            for transmitter in [AuthorityKind.ebcgTeam, .asylumSupportTeam, .screening] {
                let responsible = Responsibility(authorityNamed: { _ in (transmitter, "ITA") })
                    .authority(launching: record(collector), other: other)
                #expect(responsible == ResponsibleAuthority(kind: kind, memberState: "GRC"), "\(category.rawValue)")
            }
        }
        // An authority that collects data itself verifies what it has transmitted.
        let immigration = Responsibility(authorityNamed: { _ in (.immigration, "ITA") }).authority(launching: record(.border), other: other)
        #expect(immigration == ResponsibleAuthority(kind: .immigration, memberState: "GRC"))
    }
}
