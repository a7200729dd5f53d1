import Identity

extension Population {
    /// Person number `index`, from 0 to `countMaximum` − 1 (indices outside wrap around), in constant time.
    public func person(_ index: Int) -> Person {
        let index = ((index % Population.countMaximum) + Population.countMaximum) % Population.countMaximum
        let plan = plan(of: household(of: index))
        return person(index, in: plan)
    }

    /// All members of the household of person `index`.
    public func householdMembers(of index: Int) -> [Person] {
        let plan = plan(of: household(of: index))
        return plan.household.members.map { person($0, in: plan) }
    }

    func person(_ index: Int, in plan: HouseholdPlan) -> Person {
        var g = streams.person[index]
        let profile = CountryProfile.all[plan.profile]
        let position = index - plan.household.id
        let (role, born, sex, twin) = place(of: position, in: plan, &g)
        let table = plan.table

        // Names. The parents' own are in the plan, because children's names are made of them.
        var given: Name
        var second: Name
        let roots: Roots
        var husband: Name?
        switch role {
        case .head:
            (given, second, roots) = (plan.head.given, plan.head.second, plan.head.roots)
            if let partner = plan.partner, partner.sex == .male, sex == .female { husband = partner.roots.surname }
        case .partner:
            let me = plan.partner ?? plan.head
            (given, second, roots) = (me.given, me.second, me.roots)
            if plan.head.sex == .male, sex == .female { husband = plan.head.roots.surname }
        case .sibling:
            (given, second) = (table.given(sex).pick(&g), table.given(sex).pick(&g))
            roots = plan.head.roots
        case .child:
            (given, second) = (table.given(sex).pick(&g), table.given(sex).pick(&g))
            let (head, partner) = (plan.head, plan.partner ?? plan.head)
            let (father, mother) = head.sex == .male ? (head, partner) : (partner, head)
            roots =
                plan.partner == nil
                ? head.roots
                : Roots(
                    surname: father.roots.surname, mothersSurname: mother.roots.surname, fathersGiven: father.given,
                    grandfathersGiven: father.roots.fathersGiven)
        }
        // Brothers and sisters are given different names.
        if role == .child || role == .sibling {
            let eldest = plan.household.members.upperBound - plan.births.count
            let taken = (eldest..<index).map { firstGiven(of: $0, in: plan) }
            let names = table.given(sex).names
            var place = names.firstIndex(of: given) ?? 0
            while taken.contains(given) {
                place = (place + 1) % names.count
                given = names[place]
            }
            if taken.contains(second) { second = given }
        }
        let name = profile.custom.compose(
            given: given, second: second, roots: roots, husbandsSurname: husband, sex: sex, table: table, &g)

        // Where and when, as the registers at home know it.
        let bornAbroad = g.chance(permille: 30)
        let birthProfile = bornAbroad ? CountryProfile.all[g.below(CountryProfile.all.count)] : profile
        let birthPlace =
            bornAbroad || g.chance(permille: 350)
            ? birthProfile.places[g.below(birthProfile.places.count)] : plan.homeTown
        let years = (reference - born) / 365
        let recorded = recordedBirth(born, habit: profile.birthDates, ticket: plan.birthDateTicket, years: years)
        let hasX = profile.issuesX && g.chance(permille: 4)

        var nationalities = [profile.code]
        if let other = plan.secondProfile, role != .partner { nationalities.append(CountryProfile.all[other].code) }
        let documents = documents(of: index, plan: plan, both: nationalities.count > 1, born: born, &g)
        if nationalities.count > 1, documents[0].issuer == nationalities[1] { nationalities.swapAt(0, 1) }
        let identity = PersonIdentity(
            surnames: name.surnames, givenNames: name.givenNames, surnamesAtBirth: name.surnamesAtBirth,
            dateOfBirth: recorded, sex: hasX ? .unspecified : sex, nationalities: nationalities,
            placeOfBirth: birthPlace, countryOfBirth: birthProfile.code)
        return Person(
            index: index, identity: identity,
            nativeNames: NativeNames(
                surnames: name.nativeSurnames, givenNames: name.nativeGivenNames, script: table.script),
            born: born, documents: documents, household: plan.household, role: role, twin: twin,
            homeTown: plan.homeTown,
            visaRequirement: VisaRequirement(nationality: documents.first?.issuer ?? profile.code))
    }

    // MARK: - Parts

    private func place(
        of position: Int, in plan: HouseholdPlan, _ g: inout SeededGenerator
    ) -> (Household.Role, Day, Sex, Int?) {
        func drawn(_ g: inout SeededGenerator) -> Sex { g.chance(permille: 505) ? .male : .female }
        func twin(_ child: Int, first: Int) -> Int? {
            guard let one = plan.firstTwin else { return nil }
            return child == one ? first + one + 1 : child == one + 1 ? first + one : nil
        }
        switch plan.household.kind {
        case .siblings:
            let twin = twin(position, first: plan.household.id)
            // Two twins in three are of one sex.
            let sex = twin != nil && plan.birthDateTicket % 3 > 0 ? plan.head.sex : drawn(&g)
            return (.sibling, plan.births[position], sex, twin)
        case .single: return (.head, plan.head.born, plan.head.sex, nil)
        case .couple, .family, .loneParent:
            if position == 0 { return (.head, plan.head.born, plan.head.sex, nil) }
            if position == 1, let partner = plan.partner { return (.partner, partner.born, partner.sex, nil) }
            let adults = plan.partner == nil ? 1 : 2
            let child = position - adults
            let twin = twin(child, first: plan.household.id + adults)
            let sex = twin != nil && plan.birthDateTicket % 3 > 0 ? plan.head.sex : drawn(&g)
            return (.child, plan.births[child], sex, twin)
        }
    }

    /// The given name that `index` draws first; the same draws as in `person(_:in:)`.
    private func firstGiven(of index: Int, in plan: HouseholdPlan) -> Name {
        var g = streams.person[index]
        let (_, _, sex, _) = place(of: index - plan.household.id, in: plan, &g)
        return plan.table.given(sex).pick(&g)
    }

    private func recordedBirth(_ born: Day, habit: BirthDateHabit, ticket: Int, years: Int) -> PartialDate {
        let exact = PartialDate(born)
        let (year, month) = (Int(exact.year), Int(exact.month))
        // Children of today are registered at birth, the old seldom were.
        let scale = years < 12 ? 15 : years < 25 ? 60 : years < 50 ? 100 : 130
        let january = habit.firstOfJanuary * scale / 100
        let yearOnly = january + habit.yearOnly * scale / 100
        if ticket < january { return PartialDate(year: year, month: 1, day: 1) ?? exact }
        if ticket < yearOnly { return PartialDate(year: year) ?? exact }
        if ticket < yearOnly + habit.monthOnly { return PartialDate(year: year, month: month) ?? exact }
        return exact
    }

    /// Serial numbers of documents, five to a person: 0 the current one, 1 the one before, 2 that of another nationality, 3 documents
    /// of nobody's that are reported stolen, 4 forged ones.
    func documentNumber(profile: Int, index: Int, ordinal: Int) -> String {
        numbers[profile].number(serial: UInt64(index) * 5 + UInt64(ordinal))
    }

    private func documents(
        of index: Int, plan: HouseholdPlan, both: Bool, born: Day, _ g: inout SeededGenerator
    ) -> [TravelDocument] {
        let profile = CountryProfile.all[plan.profile]
        var kind = TravelDocument.Kind.passport
        var issuer = plan.profile
        switch g.below(1000) {
        case 0..<4: kind = .diplomaticPassport
        case 4..<9: kind = .servicePassport
        case 9..<40 where profile.birthDates.firstOfJanuary > 100 && profile.weight < 6:
            // A refugee of one third country who lives in another.
            kind = .refugeeTravelDocument
            issuer = index % CountryProfile.all.count
            if !Population.refugeeHosts.contains(CountryProfile.all[issuer].code) { issuer = Population.firstHost }
        default: break
        }
        var documents: [TravelDocument] = []
        let first = issue(kind, profile: issuer, index: index, ordinal: 0, born: born, before: nil, &g)
        documents.append(first)
        if g.chance(permille: 350), let issued = first.issued, issued - born > 900 {
            let earlier = issue(kind, profile: issuer, index: index, ordinal: 1, born: born, before: issued, &g)
            documents.append(earlier)
        }
        if both, let other = plan.secondProfile, kind == .passport, g.chance(permille: 800) {
            let extra = issue(.passport, profile: other, index: index, ordinal: 2, born: born, before: nil, &g)
            // They show the one that needs no visa.
            let code = CountryProfile.all[issuer].code
            if VisaRequirement(nationality: extra.issuer) == .exempt, VisaRequirement(nationality: code) == .required {
                documents.insert(extra, at: 0)
            } else {
                documents.append(extra)
            }
        }
        return documents
    }

    private static let refugeeHosts: Set<CountryCode> = Set(["GBR", "USA", "CAN", "AUS", "TUR"].compactMap { CountryCode($0) })
    private static let firstHost = CountryProfile.all.firstIndex { $0.code.text == "GBR" } ?? 0

    private func issue(
        _ kind: TravelDocument.Kind, profile: Int, index: Int, ordinal: Int, born: Day, before: Day?,
        _ g: inout SeededGenerator
    ) -> TravelDocument {
        let country = CountryProfile.all[profile]
        var issued: Day
        if let before {
            // Renewed some time before it ran out.
            let years = (before - born) < 22 * 365 ? country.validity.minor : country.validity.adult
            issued = before - (years * 365 - 20 - g.below(400))
        } else {
            let years = (reference - born) < 18 * 366 ? country.validity.minor : country.validity.adult
            let validity = years * 365
            let oldest = Swift.min(validity - 240, Swift.max(2, reference - born - 60))
            let age = g.chance(permille: 15) ? validity + 5 + g.below(300) : 20 + g.below(oldest)
            issued = reference - age
        }
        issued = Swift.max(issued, born + 30)
        if issued.isWeekend { issued = issued + 2 }
        let wasMinor = (issued - born) < 18 * 365
        let years = wasMinor ? country.validity.minor : country.validity.adult
        return TravelDocument(
            kind: kind, number: documentNumber(profile: profile, index: index, ordinal: ordinal), issuer: country.code,
            issued: issued, expiry: issued.adding(years: years) - 1)
    }
}
