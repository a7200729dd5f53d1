import Access
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Somebody in the simulated Schengen: a border guard, a bureau, a carrier, somebody who tries what they may not. An
/// actor acts through operations alone, as a real caller with a real mandate would.
///
/// What an actor does follows from the seed, its name, the person and the day. A further actor therefore shifts nobody
/// else's choices; it is one file and one line in `Simulation.actors`.
protocol SimulatedActor: AnyObject {
    /// Stable: its chances are drawn under it, and actors of one moment act in the order of names.
    static var name: String { get }
    /// Makes the appointments that follow from a person.
    func plan(_ person: Int, in world: SimulatedWorld)
    /// Makes the appointments that follow from nobody.
    func begin(in world: SimulatedWorld)
    func keep(_ appointment: Appointment, in world: SimulatedWorld) async
}

extension SimulatedActor {
    var name: String { Self.name }
    func plan(_ person: Int, in world: SimulatedWorld) {}
    func begin(in world: SimulatedWorld) {}

    /// Chance for a person and a number of the actor's own.
    func chance(_ person: Int, _ number: Int = 0, in world: SimulatedWorld) -> SeededGenerator {
        world.chance(Self.name, person, number)
    }

    /// An appointment of one's own.
    func appoint(_ at: Instant, _ person: Int, _ step: Int, in world: SimulatedWorld) {
        world.appoint(Self.name, at, person, step)
    }
}

extension SimulatedWorld {
    /// An appointment of the named actor. What lies beyond the simulated time is left out.
    func appoint(_ actor: String, _ at: Instant, _ person: Int, _ step: Int) {
        guard let number = actorNumbers[actor], at.utcDay >= settings.firstDay, at.utcDay <= settings.lastDay else {
            return
        }
        agenda.add(Appointment(at: at, actor: number, person: Int32(clamping: person), step: Int32(clamping: step)))
    }
}

/// Who asks: the authorities of the synthetic Schengen, with users.
enum Officers {
    private static let names: [String: [AuthorityKind: String]] = {
        var names: [String: [AuthorityKind: String]] = [:]
        for authority in AuthoritySeed.authorities {
            names[authority.memberState ?? "", default: [:]][authority.authorityKind] = authority.name
        }
        return names
    }()

    /// An officer of a Member State, or of an agency where the state is `nil`.
    static func of(_ kind: AuthorityKind, _ state: String?, user: Int = 1) -> Caller {
        let known = names[state ?? ""]?[kind]
        return Caller(
            authority: known ?? "\(state ?? "EU")-\(kind.rawValue.uppercased())", kind: kind, memberState: state,
            user: "officer-\(user)")
    }

    static let states = AuthoritySeed.states
}

extension JSON {
    /// An identifier in a reply.
    func id(_ name: String) -> RecordID? { self[name]?.text.flatMap { RecordID($0) } }
    func day(_ name: String) -> Day? { self[name]?.text.flatMap { Day($0) } }
    func integer(_ name: String) -> Int? { if case .integer(let value)? = self[name] { Int(value) } else { nil } }
    /// The value at a path of names.
    func at(_ path: String...) -> JSON? { path.reduce(Optional(self)) { $0?[$1] } }
}

extension Result where Success == OperationReply {
    var reply: OperationReply? { try? get() }
}
