import ETIAS
import Identity
import SIS
import Testing
import VIS

@testable import Interoperability

@Suite("ETIAS 20(2)(a), VIS 9a(4)(a)(i): which documents count as reported") struct ReportedDocumentTests {
    private static let document = TravelDocument(kind: .passport, number: "X1234567", issuer: .unspecified)

    private func alert(_ object: SoughtObject, _ category: AlertCategory = .object) -> Alert {
        var alert = Alert()
        alert.content.category = category
        alert.content.object = object
        return alert
    }

    @Test("lost, stolen, misappropriated and invalidated ones, and those of which it is not said; never one that is reported as false")
    func circumstances() {
        let counted: [ObjectCircumstance?] = [.stolen, .misappropriated, .lost, .invalidated, nil]
        for circumstance in counted {
            let reported = alert(SoughtObject(document: Self.document, circumstance: circumstance))
            #expect(ETIASChecks.check(of: reported) == .a, "\(String(describing: circumstance))")
            #expect(VISChecks.point(of: reported) == .sisDocument, "\(String(describing: circumstance))")
        }
        #expect(Set(counted.compactMap { $0 }) == Set(ObjectCircumstance.allCases.filter { $0.rawValue != "false" }))
        let forged = alert(SoughtObject(document: Self.document, circumstance: ObjectCircumstance(rawValue: "false")))
        #expect(forged.content.object?.circumstance != nil)
        #expect(ETIASChecks.check(of: forged) == nil)
        #expect(VISChecks.point(of: forged) == nil)
    }

    @Test("1862 38(2)(k): a blank one counts in the same way, another object never")
    func otherObjects() {
        var blank = SoughtObject()
        blank.kind = .blankDocument
        blank.circumstance = .stolen
        #expect(ETIASChecks.check(of: alert(blank)) == .a && VISChecks.point(of: alert(blank)) == .sisDocument)
        blank.circumstance = ObjectCircumstance(rawValue: "false")
        #expect(ETIASChecks.check(of: alert(blank)) == nil && VISChecks.point(of: alert(blank)) == nil)
        var plate = SoughtObject()
        plate.kind = .numberPlate
        plate.circumstance = .stolen
        #expect(ETIASChecks.check(of: alert(plate)) == nil && VISChecks.point(of: alert(plate)) == nil)
    }
}
