import Identity
import Operations
import Testing

@testable import VIS

@Suite("VIS 10–14, 22c–22f: what may follow on what")
struct VisaStatusModelTests {
    /// The same table written a second time, as pairs.
    static let visaPairs: Set<String> = [
        "requested closed", "requested refused", "requested issued", "issued extended", "issued annulled", "issued revoked",
        "extended extended", "extended annulled", "extended revoked",
    ]
    static let longStayVisaPairs: Set<String> = [
        "requested closed", "requested refused", "requested issued", "issued extended", "issued annulled", "issued revoked",
        "issued withdrawn", "extended extended", "extended annulled", "extended revoked", "extended withdrawn",
    ]
    static let permitPairs: Set<String> = [
        "requested closed", "requested refused", "requested issued", "issued renewed", "issued annulled", "issued revoked",
        "issued withdrawn", "renewed renewed", "renewed annulled", "renewed revoked", "renewed withdrawn",
    ]

    @Test("Every pair of status, kind and edition against a second table")
    func everyPair() {
        for edition in VISEdition.allCases {
            for kind in ApplicationKind.allCases {
                var pairs = kind.isVisa ? Self.visaPairs : kind == .longStayVisa ? Self.longStayVisaPairs : Self.permitPairs
                if kind.isVisa, edition == .original { pairs.insert("requested discontinued") }
                if !kind.isVisa, edition == .original { pairs = [] }
                for from in VisaStatus.allCases {
                    for to in VisaStatus.allCases {
                        let allowed = from.next(for: kind, under: edition).contains(to)
                        #expect(allowed == pairs.contains("\(from.rawValue) \(to.rawValue)"), "\(kind) \(edition): \(from) → \(to)")
                    }
                }
            }
        }
    }

    @Test("The rule takes random sequences of decisions exactly as the table says, and never loses one")
    func randomWalks() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<400 {
            let kind = ApplicationKind.allCases.randomElement(using: &generator)!
            let edition: VISEdition = kind.isVisa ? VISEdition.allCases.randomElement(using: &generator)! : .revised
            var file = ApplicationFile()
            (file.sort, file.identity, file.documents) = (kind, .person(), [.passport()])
            file.lodging.date = Day("2027-01-01")!
            var day = Day("2027-01-01")!
            for _ in 0..<8 {
                let status = VisaStatus.allCases.randomElement(using: &generator)!
                day = day + Int.random(in: -3...5, using: &generator)
                var decision = VisaDecision()
                (decision.status, decision.decided) = (status, day)
                decision.authority = "X"
                let today = Day("2027-03-01")!
                let inOrder = day >= file.decisions.last?.decided ?? file.lodging.date && day <= today
                let allowed = status != .requested && file.status.next(for: kind, under: edition).contains(status) && inOrder
                let next = try? DecisionRule(file: file, edition: edition, today: today).adding(decision)
                #expect((next != nil) == allowed)
                if let next {
                    #expect(next.decisions.count == file.decisions.count + 1)
                    #expect(next.status == status)
                    file = next
                }
            }
        }
    }

    @Test("What is refused, closed, discontinued, annulled, revoked or withdrawn stays so", arguments: ApplicationKind.allCases)
    func finalStatuses(kind: ApplicationKind) {
        for status in [VisaStatus.refused, .closed, .discontinued, .annulled, .revoked, .withdrawn] { #expect(status.isFinal(for: kind)) }
        #expect(!VisaStatus.requested.isFinal(for: kind))
    }
}
