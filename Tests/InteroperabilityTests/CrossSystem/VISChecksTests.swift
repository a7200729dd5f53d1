import EES
import ETIAS
import Identity
import Testing
import VIS

@testable import Interoperability

@Suite("VIS 9a(4), 22b(3): what another system's record counts for") struct VISChecksTests {
    @Test("9a(4)(b)(ii): every refusal of entry for a visa; 22b(3)(b): B, D, H and I for a long stay")
    func refusalsOfEntry() {
        for reason in RefusalReason.allCases {
            var refusal = RefusalRecord()
            refusal.reasons = [reason]
            for sort in VIS.ApplicationKind.allCases {
                let counts = sort.isVisa || [RefusalReason.B, .D, .H, .I].contains(reason)
                #expect(VISChecks.counts(refusal, for: sort) == counts, "\(reason.rawValue) \(sort.rawValue)")
            }
        }
    }

    @Test("9a(4)(c)(i): every decision on a travel authorisation for a visa; 22b(3)(c)(i): negative ones on some grounds for a long stay")
    func travelAuthorisations() {
        let named: Set<ETIAS.RefusalGround> = [.documentReported, .securityRisk, .epidemicRisk, .refusalAlert, .doubts]
        for status in ETIAS.ApplicationStatus.allCases {
            for ground in ETIAS.RefusalGround.allCases {
                var file = ETIAS.ApplicationFile()
                file.status = status
                file.decisions = [AuthorisationDecision(.refused, at: Instant(milliseconds: 0), unit: "FRA", grounds: [ground])]
                #expect(VISChecks.counts(file, for: .shortStayVisa) == !status.isOpen, "\(status.rawValue)")
                #expect(
                    VISChecks.counts(file, for: .residencePermit) == (status.isNegative && named.contains(ground)),
                    "\(status.rawValue) \(ground.rawValue)")
            }
        }
    }
}
