import Access
import Identity
import Testing
import Wire

@testable import Sandbox

/// The labels of the synthetic world agree with each other and with what its people did.
@Suite struct LabelledWorldTests {
    static let firstDay = Day("2026-04-10")!
    static func world(_ count: Int, seed: UInt64 = 11) -> LabelledWorld {
        LabelledWorld(
            population: Population(seed: seed, count: count, reference: firstDay + 200), firstDay: firstDay, days: 400)
    }

    @Test func theSameSeedGivesTheSameTruth() {
        let one = GroundTruth.lines(of: Self.world(150)).joined(separator: "\n")
        let two = GroundTruth.lines(of: Self.world(150)).joined(separator: "\n")
        #expect(one == two)
        #expect(one != GroundTruth.lines(of: Self.world(150, seed: 12)).joined(separator: "\n"))
        // A person does not depend on how many others there are.
        #expect(GroundTruth.line(Self.world(150)[77]) == GroundTruth.line(Self.world(9_000)[77]))
    }

    @Test func everyVisaWasAppliedForAndDecidedBeforeItWasUsed() {
        var issued = 0
        for labelled in Self.world(600) {
            let history = labelled.traveller.history
            let used = Set(history.stays.compactMap(\.visa))
            var found: Set<Int> = []
            for application in labelled.visaApplications {
                #expect(application.applied <= application.decided)
                #expect(application.applicant == labelled.person.index)
                guard case .issued(let visa) = application.outcome else { continue }
                issued += 1
                found.insert(visa)
                #expect(
                    application.decided < history.visas[visa].validFrom
                        || application.decided < application.intended.lowerBound)
                #expect(application.state == history.visas[visa].issuer)
            }
            #expect(found == used, "person \(labelled.person.index)")
            if labelled.person.visaRequirement == .exempt { #expect(labelled.visaApplications.isEmpty) }
            let numbers = labelled.visaApplications.map(\.number)
            #expect(Set(numbers).count == numbers.count)
            for (place, application) in labelled.visaApplications.enumerated() {
                #expect(application.previous == (place == 0 ? nil : numbers[place - 1]))
            }
        }
        #expect(issued > 100)
    }

    @Test func groupsAreSeenAlikeByAllTheirMembers() {
        let world = Self.world(900)
        var groups = 0
        for labelled in world {
            for application in labelled.visaApplications where !application.group.isEmpty {
                groups += 1
                #expect(application.group.contains(labelled.person.index))
                #expect(application.group.allSatisfy { labelled.person.household.members.contains($0) })
                guard let other = application.group.first(where: { $0 != labelled.person.index }) else { continue }
                #expect(
                    world[other].visaApplications.contains {
                        $0.group == application.group && $0.applied == application.applied
                    })
            }
        }
        #expect(groups > 10)
    }

    @Test func visaExemptTravellersHaveAnAuthorisationForTheirDocument() {
        for labelled in Self.world(400)
        where labelled.person.visaRequirement == .exempt && !labelled.traveller.history.isFamilyMember {
            let documents = Set(labelled.traveller.history.stays.map(\.document))
            #expect(Set(labelled.authorisations.map(\.document)) == documents)
            for application in labelled.authorisations {
                let first = labelled.traveller.history.stays.first { $0.document == application.document }
                #expect(first.map { application.applied < $0.entry.day } ?? false)
                #expect(
                    labelled.person.documents[application.document].expiry.map { application.validUntil <= $0 } ?? true)
            }
        }
    }

    /// The shares that the world promises, with room for chance.
    @Test func shares() {
        let count = 12_000
        var (honest, fraud, asylum, several, convicted, alerts) = (0, 0, 0, 0, 0, 0)
        for labelled in Self.world(count) {
            if let second = labelled.second { if second.kind.isFraud { fraud += 1 } else { honest += 1 } }
            if let takings = labelled.asylum?.takings {
                asylum += 1
                if Set(takings.map(\.state)).count > 1 { several += 1 }
                #expect(zip(takings, takings.dropFirst()).allSatisfy { $0.day <= $1.day })
            }
            if !labelled.convictions.isEmpty { convicted += 1 }
            if labelled.alert != nil { alerts += 1 }
        }
        #expect((300...420).contains(honest), "\(honest)")
        #expect((35...90).contains(fraud), "\(fraud)")
        #expect(asylum > 20 && several > 5, "\(asylum), \(several)")
        #expect((30...80).contains(convicted), "\(convicted)")
        #expect((60...140).contains(alerts), "\(alerts)")
    }

    /// Every line is one JSON object that names the person and says whose name and whose fingers each record has.
    @Test func linesAreJSON() throws {
        for line in GroundTruth.lines(of: Self.world(80)) {
            let json = try JSON(parsing: line)
            #expect(json["synthetic"] == .bool(true))
            for record in json["records"]?.elements ?? [] {
                #expect(record["system"] != nil && record["identity"] != nil)
            }
        }
    }
}
