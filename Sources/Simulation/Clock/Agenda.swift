import Identity

/// That somebody does something with a person at a moment.
struct Appointment: Hashable, Comparable {
    var at: Instant
    /// Place of the actor in the order of names: actors of one moment act in that order, whoever else is there.
    var actor: UInt8
    /// `Person.index`, or a number that the actor gives.
    var person: Int32
    /// What is to be done, in the actor's own numbering.
    var step: Int32

    static func < (a: Appointment, b: Appointment) -> Bool {
        (a.at, a.actor, a.person, a.step) < (b.at, b.actor, b.person, b.step)
    }
}

/// Everybody's appointments, a day of UTC at a time. Days without appointments cost nothing.
struct Agenda {
    private var days: [Day: [Appointment]] = [:]
    private var today: Day?
    /// What is left of today, the last first.
    private var rest: [Appointment] = []

    /// One that lies before what is being done now is done next.
    mutating func add(_ appointment: Appointment) {
        let day = appointment.at.utcDay
        guard let today, day <= today else {
            days[day, default: []].append(appointment)
            return
        }
        var (low, high) = (0, rest.count)
        while low < high {
            let middle = (low + high) / 2
            if rest[middle] > appointment { low = middle + 1 } else { high = middle }
        }
        rest.insert(appointment, at: low)
    }

    /// Begins a day; what is left of the one before is done first.
    mutating func open(_ day: Day) {
        today = day
        rest = (rest + (days.removeValue(forKey: day) ?? [])).sorted(by: >)
    }

    mutating func next() -> Appointment? { rest.popLast() }

    /// Appointments that lie beyond today.
    var ahead: Int { days.values.reduce(0) { $0 + $1.count } }
}
