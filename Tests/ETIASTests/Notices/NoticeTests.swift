import Identity
import Testing

@testable import ETIAS

@Suite("Notifications to applicants")
struct NoticeTests {
    static func file(_ status: ApplicationStatus) -> ApplicationFile {
        var file = ApplicationFile()
        file.number = "E123"
        file.form = .complete()
        file.status = status
        file.responsible = "FRA"
        file.authorisation = TravelAuthorisation(from: Day("2027-03-01")!, until: Day("2030-03-01")!, unit: "FRA")
        file.limited = TravelAuthorisation(from: Day("2027-03-01")!, until: Day("2027-05-01")!, unit: "FRA")
        file.limited?.territory = [CountryCode("FRA")!]
        file.decisions = [
            AuthorisationDecision(.refused, at: Instant("2027-03-01T08:00:00Z")!, unit: "FRA", grounds: [.securityRisk, .negativeOpinion])
        ]
        file.documents = DocumentRequest()
        file.documents?.items = ["Return ticket"]
        file.interview = Interview()
        return file
    }

    @Test("Art. 38, 42, 44: what the act lists is in each notification") func contents() {
        func parts(_ kind: ApplicantNotice.Kind) -> [NoticePart] {
            NoticeContent.parts(kind, of: Self.file(.issued), contact: UnitContact.unnamed)
        }
        let fra = UnitContact.unnamed("FRA")
        #expect(parts(.issued).contains(.validity(from: Day("2027-03-01")!, until: Day("2030-03-01")!)))
        for part in [
            NoticePart.sameDocument, .entryConditions, .noRightOfEntry, .supportingDocuments, .remainingStayService, .website,
            .dataProtection(fra),
        ] {
            #expect(parts(.issued).contains(part))
        }
        for kind in [ApplicantNotice.Kind.refused, .annulled, .revoked] {
            for part in [NoticePart.unit(fra), .grounds([.securityRisk]), .appeal(fra, freeMovement: false), .dataProtection(fra)] {
                #expect(parts(kind).contains(part), "\(kind)")
            }
        }
        #expect(parts(.issuedLimited).contains(.territory([CountryCode("FRA")!])))
        #expect(!parts(.revokedOnRequest).contains(.appeal(fra, freeMovement: false)))
        #expect(parts(.documentsRequested).contains(.processingTimes))
    }

    @Test("Art. 24(7): family members are told of their proof, and of Directive 2004/38/EC") func family() {
        var file = Self.file(.issued)
        file.form = .family()
        #expect(NoticeContent.parts(.issued, of: file, contact: UnitContact.unnamed).contains(.familyTies))
        #expect(NoticeContent.text(.refused, of: file).contains("2004/38/EC"))
    }

    @Test("every notification has its number and no empty sentence", arguments: ApplicantNotice.Kind.allCases) func texts(
        kind: ApplicantNotice.Kind
    ) {
        let text = NoticeContent.text(kind, of: Self.file(.issued))
        #expect(text.contains("E123"))
        #expect(text.split(separator: "\n\n").allSatisfy { $0.count > 10 })
        // Plain: no sentence of more than 45 words.
        #expect(text.split(whereSeparator: { ".!?\n".contains($0) }).allSatisfy { $0.split(separator: " ").count <= 45 })
    }

    @Test("another language is another wording of the same parts") func languages() {
        struct Parrot: NoticeWording {
            let language = "xx"
            func subject(_ kind: ApplicantNotice.Kind) -> String { kind.rawValue }
            func sentence(_ part: NoticePart) -> String { "\(part)" }
        }
        let text = NoticeContent.text(.refused, of: Self.file(.refused), wording: Parrot())
        #expect(text.hasPrefix("refused") && text.contains("securityRisk"))
    }
}
