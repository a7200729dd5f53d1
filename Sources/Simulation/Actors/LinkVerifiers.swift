import Access
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import Wire

/// The authorities that verify different identities (2019/817 and 2019/818 Article 29): each day they work off what is on their
/// desks, most of it at once, some days late, some of it never. They conclude what is true of the persons.
final class LinkVerifiers: SimulatedActor {
    static let name = "links"

    /// Of a thousand links: looked at on the first day, and on some later one.
    private static let (atOnce, late) = (850, 100)

    /// The day from which a link is looked at; `nil` of one that is left lying.
    private var plans: [RecordID: Day?] = [:]

    func begin(in world: SimulatedWorld) {
        for number in 0..<world.settings.days {
            appoint(Instant(day: world.settings.firstDay + number, secondOfDay: 58_000), 0, number, in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let today = world.clock.now.utcDay
        for (id, link) in await world.yellowLinks() {
            guard let responsible = link.responsible else {
                world.complain("links", "nobody is responsible for the yellow link \(id)")
                continue
            }
            if plans[id] == nil {
                // What is drawn for a link follows from whose records it joins.
                var g = chance(world.person(of: link.launching) ?? 0, world.person(of: link.other) ?? 0, in: world)
                let ticket = g.below(1000)
                plans[id] = .some(ticket < Self.atOnce ? today : ticket < Self.atOnce + Self.late ? today + 4 + g.below(20) : nil)
            }
            guard let day = plans[id] ?? nil, day <= today else { continue }
            await verify(id, link, responsible, in: world)
        }
    }

    private func verify(_ id: RecordID, _ link: IdentityLink, _ responsible: ResponsibleAuthority, in world: SimulatedWorld) async {
        let officer = Officers.of(responsible.kind, responsible.memberState)
        guard let purpose = Self.purpose(of: responsible.kind) else {
            world.complain("links", "\(responsible.kind.rawValue) verifies no links, and is responsible for \(id)")
            return
        }
        let reference = "M-\(id)"
        let asked = JSON.object(["link": .string(id.description)])
        let desk = await world.ask("mid.listDesk", .object(["limit": 1000]), as: officer, for: purpose, case: reference).reply?.body
        if let desk, !(desk["tasks"]?.elements ?? []).contains(where: { $0.id("about") == id }) {
            world.complain("links", "the yellow link \(id) is on no desk of \(responsible.reference)")
        }
        // Of another Member State the same kind of authority sees nothing, and cannot tell it from a link that is not there.
        if let state = responsible.memberState, let other = Officers.states.first(where: { $0 != state }) {
            await world.ask(
                "mid.readLink", asked, as: Officers.of(responsible.kind, other), for: purpose, case: reference,
                expecting: .refusal(["not-found"]))
        }
        guard
            let shown = await world.ask("mid.readLink", asked, as: officer, for: purpose, case: reference).reply?.body,
            let version = shown.integer("version")
        else { return }
        let isOne = world.isOnePerson(link)
        let conclusion = conclude(link, isOnePerson: isOne, in: world)
        var input = VerifyLink.Input()
        (input.link, input.conclusion, input.personPresent) = (id, conclusion, true)
        input.reasons = [isOne ? .samePersonByComparison : .twoPersonsByComparison]
        if conclusion == .samePersonUnjustified || conclusion == .twoPersonsUnjustified { input.explanation = "Not what the person claims to be." }
        let reply = await world.ask(
            "mid.verifyLink", input.wire, as: officer, for: purpose, case: reference, version: version,
            // Data that have changed are compared first; then there is another day.
            expecting: .replyOr(["conflict"])
        ).reply?.body
        guard let reply else { return }
        let colour = reply["colour"]?.text.flatMap { LinkRule.Colour(rawValue: $0) }
        world.truth.links[id] = Truth.LinkTruth(conclusion: conclusion, colour: colour, authority: officer.authority)
        if colour == .yellow { world.complain("links", "\(id) was verified and is yellow") }
        guard colour == .red else { return }
        var told = RecordInformation.Input()
        told.link = id
        if link.sides.contains(where: { $0.alert == .check }) {
            (told.outcome, told.ground) = (.limited, "The person must not learn of the alert.")
        }
        await world.ask("mid.recordInformation", told.wire, as: officer, for: purpose, case: reference)
    }

    private func conclude(_ link: IdentityLink, isOnePerson: Bool, in world: SimulatedWorld) -> LinkRule.Conclusion {
        func has(_ conclusion: LinkRule.Conclusion) -> Bool {
            LinkRule.verdict(
                link.launching.rule, link.other.rule, biometrics: link.comparison.biometrics, identity: link.comparison.identity,
                document: link.comparison.document, conclusion: conclusion
            ).colour != nil
        }
        let isFraud = link.sides.contains { side in
            world.person(of: side).flatMap { world.population.secondIdentity(of: world.traveller($0).person) }?.kind.isFraud ?? false
        }
        if isOnePerson { return isFraud && has(.samePersonUnjustified) ? .samePersonUnjustified : .samePersonJustified }
        return isFraud && has(.twoPersonsUnjustified) ? .twoPersonsUnjustified : .twoPersons
    }

    private static func purpose(of kind: AuthorityKind) -> Purpose? {
        switch kind {
        case .border: .borderCheck
        case .immigration: .verification
        case .visa: .visaExamination
        case .asylum: .asylumExamination
        case .etiasCentral, .etiasNational: .etiasProcessing
        case .sirene: .supplementaryInformation
        case .criminalRecords: .criminalProceedings
        default: nil
        }
    }
}

extension SimulatedWorld {
    /// Links that wait for somebody, the earliest first: read past all operations, as a desk's screen would show them.
    func yellowLinks() async -> [(RecordID, IdentityLink)] {
        let stored = try? await installation.store.read { view in
            try view.records(IdentityLink.kind, key: IdentityLink.openKey, value: LinkRule.Colour.yellow.rawValue)
        }
        for record in stored ?? [] {
            for side in (try? IdentityLink(stored: record))?.sides ?? [] where side.system == .SIS && truth.alertRecords[side.record] == nil {
                let alert = try? await installation.store.read { view in try view.record(side.record) }
                truth.alertRecords[side.record] = alert.flatMap { $0 }.flatMap { try? SIS.Alert(stored: $0).schengenID }
            }
        }
        return (stored ?? []).compactMap { record in (try? IdentityLink(stored: record)).map { (record.id, $0) } }
            .sorted { ($0.1.created, $0.0) < ($1.1.created, $1.0) }
    }

    /// Whose the record is, as those know it who made it; `nil` of one that nobody made.
    func person(of side: LinkSide) -> Int? {
        switch side.system {
        case .EES: truth.persons[side.record].map { $0 >= Impostors.invented ? $0 - Impostors.invented : $0 }
        case .VIS: truth.visas[side.record]?.person
        case .ETIAS: truth.authorisations[side.record]?.person
        case .Eurodac, .ecrisTCN: truth.records[side.record]?.person
        case .SIS: truth.alertRecords[side.record].flatMap { truth.alerts[$0]?.person }
        case .ESP, .sBMS, .CIR, .MID, .CRRS, .administration: nil
        }
    }

    func isOnePerson(_ link: IdentityLink) -> Bool {
        guard let a = person(of: link.launching), let b = person(of: link.other) else { return false }
        return a == b
    }

    /// The detector follows what is recorded, as it does within seconds where an installation is served.
    func detect() async {
        let report = await installation.detector.catchUp()
        if let failure = report.trouble { complain("followers", "the detector: \(failure)") }
        if report.detected + report.linksErased > 0 {
            digest("rounds", "\(report.detected) \(report.linksCreated) \(report.linksChanged) \(report.linksErased)")
        }
    }
}
