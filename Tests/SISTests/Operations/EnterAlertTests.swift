import Access
import Identity
import Operations
import Testing
import Wire

@testable import SIS

@Suite struct EnterAlertTests {
    static let persons = AlertCategory.allCases.filter { $0 != .object && $0 != .unknownWanted }

    @Test("1862 20, 1861 20, 1860 4: an alert of every category is entered and read back", arguments: AlertCategory.allCases)
    func every(category: AlertCategory) async throws {
        let world = SISWorld()
        let police = caller(.police, "FRA")
        let entered = try await world.run(
            EnterAlert(), .init(content(category), samples: category == .unknownWanted ? prints : []), as: police)
        #expect(entered.version == 1)
        #expect(entered.output.schengenID.hasPrefix("FRA"))
        let read = try await world.run(ReadAlert(), AlertReference(entered.output.schengenID), as: caller(.police, "DEU"))
        #expect(read.output.alert.content == content(category))
        #expect(read.output.alert.issuingState == "FRA")
        #expect(read.output.keptUntil == entered.output.keptUntil)
        // The period, computed anew.
        let years: Int =
            switch category {
            case .arrest, .missing, .missingProtect: 5
            case .judicial, .unknownWanted, .return, .refusal, .entryBan, .restrictiveMeasure: 3
            case .object: 10
            default: 1
            }
        #expect(entered.output.keptUntil == day("\(2026 + years)-03-02"))
    }

    @Test("22(1), 4(2): without any one of the minimum data there is no alert", arguments: persons)
    func minimum(category: AlertCategory) async throws {
        let world = SISWorld()
        let whole = content(category)
        var poorer: [AlertContent] = []
        func without(_ change: (inout AlertContent) -> Void) {
            var less = whole
            change(&less)
            poorer.append(less)
        }
        without { $0.identities[0].surnames = [] }
        without { $0.identities[0].dateOfBirth = nil }
        without { $0.identities = [] }
        without { $0.reason = nil }
        without { $0.action = nil }
        switch category {
        case .return:
            without { $0.decisionReference = nil }
            without { $0.entryBan = nil }
            without { $0.voluntaryDepartureGranted = true }
        case .refusal, .entryBan, .restrictiveMeasure:
            without { $0.decisionReference = nil }
            without { $0.legalBasis = nil }
        default: break
        }
        for less in poorer {
            let refusal = await world.refusal(EnterAlert(), .init(less), as: caller(.police, "FRA"))
            #expect(refusal?.kind == .minimumData)
            #expect(refusal?.article == (category == .return ? "4(2)" : "22(1)"))
        }
        #expect(try await world.count(Alert.kind) == 0)
    }
}
