import Access
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Whoever works off what is found wrong with the data of their Member State (2019/817 and 2019/818 Article 37(3)): every four weeks the
/// worst records are looked at, what is right is confirmed, the rest is taken in hand and confirmed the next time.
final class QualityDesks: SimulatedActor {
    static let name = "quality"

    /// Issues that one visit works off: people have other work.
    private static let issuesMax = 4
    private static let registers: [(stem: String, kind: AuthorityKind, purpose: Purpose)] = [
        ("ees", .border, .borderCheck), ("vis", .visa, .visaExamination),
    ]

    func begin(in world: SimulatedWorld) {
        for number in stride(from: 10, to: world.settings.days, by: 28) {
            for place in Officers.states.indices {
                appoint(Instant(day: world.settings.firstDay + number, secondOfDay: 36_000 + place * 60), place, number, in: world)
            }
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let place = Int(appointment.person)
        guard Officers.states.indices.contains(place) else { return }
        let (state, other) = (Officers.states[place], Officers.states[(place + 1) % Officers.states.count])
        for (number, register) in Self.registers.enumerated() {
            var g = chance(place, Int(appointment.step) * Self.registers.count + number, in: world)
            await workOff(register, of: state, notOf: other, &g, in: world)
        }
    }

    private func workOff(
        _ register: (stem: String, kind: AuthorityKind, purpose: Purpose), of state: String, notOf other: String, _ g: inout SeededGenerator,
        in world: SimulatedWorld
    ) async {
        let officer = Officers.of(register.kind, state)
        let reply = await world.ask(
            "\(register.stem).listQualityIssues", .object(["limit": .integer(Int64(Self.issuesMax))]), as: officer, for: register.purpose
        ).reply?.body
        var asStranger = true
        for issue in reply?["issues"]?.elements ?? [] {
            guard let id = issue.id("id"), let version = issue.integer("version"),
                let finding = (issue["findings"]?.elements ?? []).first(where: { $0["standing"]?.text != "confirmed" }),
                let rule = finding["rule"]?.text, let field = finding["field"]?.text
            else {
                world.complain("quality", "\(register.stem) listed an issue with nothing to do")
                continue
            }
            // Of another Member State nobody sees it, or that it is there.
            if asStranger, state != other {
                await world.ask(
                    "\(register.stem).markQualityIssue", mark(id, rule, field, confirmed: false), as: Officers.of(register.kind, other),
                    for: register.purpose, version: version, expecting: .refusal(["not-found"]))
                asStranger = false
            }
            let isConfirmed = finding["standing"]?.text == "inHand" || g.below(2) == 0
            let marked = await world.ask(
                "\(register.stem).markQualityIssue", mark(id, rule, field, confirmed: isConfirmed), as: officer, for: register.purpose,
                version: version
            ).reply
            if marked != nil, isConfirmed { world.truth.confirmedFindings[id, default: [:]]["\(rule) \(field)"] = world.clock.now.utcDay }
        }
    }

    private func mark(_ issue: RecordID, _ rule: String, _ field: String, confirmed: Bool) -> JSON {
        var object = JSONObject([
            ("issue", .string(issue.description)), ("rule", .string(rule)), ("field", .string(field)),
            ("standing", confirmed ? "confirmed" : "inHand"),
        ])
        if confirmed { object.append("ground", "asInDocument") }
        return .object(object)
    }
}
