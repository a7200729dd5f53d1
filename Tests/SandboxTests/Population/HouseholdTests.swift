import Identity
import Testing

@testable import Sandbox

@Suite("Households")
struct HouseholdTests {
    let population = World.population

    @Test("cover everybody once, and all members agree on theirs")
    func partition() {
        var next = 0
        while next < 6000 {
            let household = population.household(of: next)
            #expect(household.members.lowerBound == next)
            for member in household.members { #expect(population.household(of: member) == household) }
            next = household.members.upperBound
        }
    }

    @Test("members made together equal members made alone; children are younger than their parents and named after them")
    func families() {
        var families = 0
        for index in stride(from: 0, to: 12_000, by: 12) {
            let people = population.householdMembers(of: index)
            #expect(people.map { canonical($0) } == people.map { canonical(population.person($0.index)) })
            guard people.first?.household.kind == .family else { continue }
            families += 1
            let (parents, children) = (people.prefix(2), people.dropFirst(2))
            for child in children {
                #expect(child.role == .child)
                for parent in parents { #expect(child.born - parent.born > 15 * 365) }
            }
            #expect(Set(people.map(\.homeTown)).count == 1)
            let given = children.map { $0.identity.givenNames.first ?? $0.identity.surnames[0] }
            if children.first?.identity.nationalities[0].text == "GBR" {
                #expect(Set(given).count == given.count)
                let father = parents.first { $0.identity.sex == .male }
                #expect(children.allSatisfy { $0.identity.surnames == father?.identity.surnames })
            }
        }
        #expect(families > 50)
    }

    @Test("twins name each other, were born on one day and have different names and documents")
    func twins() {
        var pairs = 0
        for index in 0..<12_000 {
            let person = population[index]
            guard let other = person.twin.map({ population[$0] }) else { continue }
            pairs += 1
            #expect(other.twin == index && other.index != index)
            #expect(other.born == person.born)
            #expect(other.household == person.household)
            #expect(other.document.key != person.document.key)
            #expect(other.nativeNames != person.nativeNames)
        }
        #expect(pairs > 40)
    }

    @Test("siblings who are no twins are born nine months apart at least")
    func spacing() {
        for index in stride(from: 0, to: 12_000, by: 12) {
            let children = population.householdMembers(of: index).filter { $0.role == .child || $0.role == .sibling }
            for (a, b) in zip(children, children.dropFirst()) {
                let apart = abs(a.born - b.born)
                #expect(a.twin == b.index ? apart == 0 : apart > 270, "\(a.index) \(b.index) \(apart)")
            }
        }
    }
}
