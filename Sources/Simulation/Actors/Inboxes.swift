import Access
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Member States that read their inbox once a month, page by page, and a supervisory authority that reads the log.
final class Inboxes: SimulatedActor {
    static let name = "inboxes"
    private static let supervising = 1

    func begin(in world: SimulatedWorld) {
        for place in Officers.states.indices {
            for month in 1...max(1, world.settings.days / 30) {
                appoint(
                    Instant(day: world.settings.firstDay + month * 30, secondOfDay: 43_200 + place * 60), place, 0,
                    in: world)
            }
        }
        for month in 1...max(1, world.settings.days / 30) {
            appoint(
                Instant(day: world.settings.firstDay + month * 30, secondOfDay: 50_000), month, Self.supervising,
                in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        if Int(appointment.step) == Self.supervising {
            await supervise(in: world)
        } else {
            await read(Officers.states[Int(appointment.person)], in: world)
        }
    }

    private func read(_ state: String, in world: SimulatedWorld) async {
        let reader = Officers.of(.sirene, state)
        var seen: [String] = []
        var cursor: String?
        for _ in 0..<10_000 {
            var input = JSONObject([("limit", 7)])
            if let cursor { input.append("cursor", .string(cursor)) }
            guard
                let body = await world.ask("inbox.read", .object(input), as: reader, for: .supplementaryInformation)
                    .reply?.body
            else { return }
            seen += (body["items"]?.elements ?? []).compactMap { $0["id"]?.text }
            guard let next = body["next"]?.text else { break }
            cursor = next
        }
        let real = try? await world.installation.store.read { view in
            try
                (view.inbox(recipient: reader.authority, after: nil, limit: .max)
                + view.inbox(recipient: Notice.recipient(reader.kind, of: state), after: nil, limit: .max)
                + view.inbox(recipient: state, after: nil, limit: .max))
                .map(\.id.description)
        }
        guard let real else { return }
        if Set(seen) != Set(real) || seen.count != real.count {
            world.complain(
                "truth",
                "the inbox of \(state) holds \(real.count) notices; \(seen.count) were read, \(Set(seen).count) different"
            )
        }
    }

    private func supervise(in world: SimulatedWorld) async {
        let supervisor = Officers.of(.supervisory, nil)
        await world.ask("log.search", .object(["limit": 20]), as: supervisor, for: .supervision)
        await world.ask("log.search", .object(["limit": 5]), as: Officers.of(.border, "FRA"), for: .supervision)
        await world.ask(
            "log.search", .object(["limit": 5]), as: Officers.of(.carrier, nil), for: .supervision,
            expecting: .refusal(["forbidden"]))
        await world.ask(
            "log.search", .object(["limit": 5]), as: Officers.of(.police, "FRA"), for: .policeCheck,
            expecting: .refusal(["forbidden"]))
    }
}
