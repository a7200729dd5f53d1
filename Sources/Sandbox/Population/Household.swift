import Identity

/// People who live, and often travel, together: one address, mostly one surname.
public struct Household: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable { case single, couple, family, loneParent, siblings }
    public enum Role: String, CaseIterable, Hashable, Sendable { case head, partner, child, sibling }

    public let kind: Kind
    /// The indices of all who belong to it.
    public let members: Range<Int>
    /// Equal for all members: the index of the first.
    public var id: Int { members.lowerBound }
}

/// What all members of a household have in common; drawn from its own stream, so that each of them can be made alone.
struct HouseholdPlan {
    struct Adult {
        var sex: Sex
        var given: Name
        var second: Name
        var roots: Roots
        var born: Day
    }

    let household: Household
    let profile: Int
    let secondProfile: Int?
    let table: NameTable
    let head: Adult
    let partner: Adult?
    /// Birth days of children (family, lone parent) or of all siblings.
    let births: [Day]
    /// Position in `births` of the first of twins.
    let firstTwin: Int?
    let birthDateTicket: Int
    let homeTown: String
}

extension Population {
    /// Households never reach over a block's edge, so that the household of any index is found without the others.
    static let blockSize = 12

    func household(of index: Int) -> Household {
        let block = index / Population.blockSize
        var generator = streams.block[block]
        var first = block * Population.blockSize
        let end = first + Population.blockSize
        while true {
            let left = end - first
            let kind: Household.Kind
            var size: Int
            switch generator.below(100) {
            case 0..<50: (kind, size) = (.single, 1)
            case 50..<74: (kind, size) = (.couple, 2)
            case 74..<91: (kind, size) = (.family, 3 + generator.below(3))
            case 91..<96: (kind, size) = (.loneParent, 2 + generator.below(2))
            default: (kind, size) = (.siblings, 2)
            }
            if size > left { (size, first) = (1, first) }
            let fits = size == 1 ? Household.Kind.single : kind
            if index < first + size { return Household(kind: fits, members: first..<(first + size)) }
            first += size
        }
    }

    func plan(of household: Household) -> HouseholdPlan {
        var g = streams.household[household.id]
        let profile = drawProfile(&g)
        let country = CountryProfile.all[profile]
        let table = country.names[g.below(country.names.count)]
        let homeTown = country.places[g.below(country.places.count)]
        var second: Int?
        if g.chance(permille: 32) {
            let other = drawProfile(&g)
            if other != profile { second = other }
        }
        let childCount =
            household.kind == .family
            ? household.members.count - 2
            : household.kind == .loneParent ? household.members.count - 1 : 0

        func roots(_ g: inout SeededGenerator) -> Roots {
            Roots(
                surname: table.surname(&g), mothersSurname: table.surname(&g), fathersGiven: table.male.pick(&g),
                grandfathersGiven: table.male.pick(&g))
        }
        func adult(_ sex: Sex, years: Int, _ g: inout SeededGenerator) -> HouseholdPlan.Adult {
            HouseholdPlan.Adult(
                sex: sex, given: table.given(sex).pick(&g), second: table.given(sex).pick(&g), roots: roots(&g),
                born: birthday(years: years, &g))
        }
        let years: Int
        switch household.kind {
        case .single, .siblings, .couple:
            let band = g.weighted(Population.ageWeights)
            years = 18 + band * 5 + g.below(5)
        case .family, .loneParent: years = 22 + 4 * childCount + g.below(18)
        }
        let headSex: Sex =
            household.kind == .loneParent
            ? (g.chance(permille: 830) ? .female : .male) : (g.chance(permille: 520) ? .male : .female)
        let head = adult(headSex, years: years, &g)
        var partner: HouseholdPlan.Adult?
        if household.kind == .couple || household.kind == .family {
            let sameSex = household.kind == .couple && g.chance(permille: 20)
            let sex: Sex = sameSex ? headSex : (headSex == .male ? .female : .male)
            partner = adult(sex, years: Swift.max(18, years + g.within(-3...4) - (sex == .female ? 2 : 0)), &g)
        }

        var births: [Day] = []
        var firstTwin: Int?
        if childCount > 0 {
            // From the youngest up; years between them, except between twins.
            let mother = [head, partner].compactMap { $0 }.first { $0.sex == .female } ?? head
            let motherYears = (reference - mother.born) / 366
            let room = Swift.max(0, Swift.min(15, motherYears - 18 - 4 * (childCount - 1)))
            var birth = birthday(years: g.below(room + 1), atLeastDays: 90, &g)
            if childCount > 1, g.chance(permille: 60) { firstTwin = g.below(childCount - 1) }
            for position in 0..<childCount {
                if position > 0, firstTwin.map({ $0 + 1 == position }) != true {
                    birth = birth - (g.within(2...4) * 365 - g.below(300))
                }
                births.append(birth)
            }
        } else if household.kind == .siblings {
            if g.chance(permille: 300) { firstTwin = 0 }
            let gap = firstTwin == 0 ? 0 : 300 + g.below(2500)
            births = [head.born, head.born - gap]
        }
        return HouseholdPlan(
            household: household, profile: profile, secondProfile: second, table: table, head: head, partner: partner,
            births: births, firstTwin: firstTwin, birthDateTicket: g.below(1000), homeTown: homeTown)
    }

    /// Adults by five years from 18: the ages of people who cross borders.
    private static let ageWeights = [85, 120, 130, 120, 110, 100, 92, 84, 72, 60, 40, 18, 6]

    private func birthday(years: Int, atLeastDays: Int = 0, _ g: inout SeededGenerator) -> Day {
        reference - Swift.max(atLeastDays, years * 36_525 / 100 + g.below(365))
    }

    private func drawProfile(_ g: inout SeededGenerator) -> Int {
        let ticket = g.below(Population.profileReach.last ?? 1)
        var (low, high) = (0, Population.profileReach.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if Population.profileReach[middle] > ticket { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static let profileReach: [Int] = {
        var sum = 0
        return CountryProfile.all.map {
            sum += $0.weight
            return sum
        }
    }()
}
