import Identity
import Testing

@testable import Simulation

/// Appointments are kept in order, whenever they were made.
@Suite struct AgendaTests {
    static func at(_ second: Int, day: Int32 = 10, actor: UInt8 = 0, person: Int32 = 0) -> Appointment {
        Appointment(at: Instant(day: Day(number: day), secondOfDay: second), actor: actor, person: person, step: 0)
    }

    @Test func inOrderOfMomentThenActorThenPerson() {
        var agenda = Agenda()
        let made = [
            Self.at(50), Self.at(10, actor: 2), Self.at(10, actor: 1, person: 9), Self.at(10, actor: 1, person: 3),
            Self.at(5, day: 11),
        ]
        for appointment in made { agenda.add(appointment) }
        agenda.open(Day(number: 10))
        var kept: [Appointment] = []
        while let next = agenda.next() { kept.append(next) }
        #expect(kept == made.dropLast().sorted())
        #expect(agenda.ahead == 1)
    }

    /// One that is made during the day for later the same day is kept the same day; one for earlier comes next.
    @Test func madeDuringTheDay() {
        var agenda = Agenda()
        for second in [10, 30, 50] { agenda.add(Self.at(second)) }
        agenda.open(Day(number: 10))
        #expect(agenda.next() == Self.at(10))
        agenda.add(Self.at(40))
        agenda.add(Self.at(5, day: 9))
        #expect(agenda.next() == Self.at(5, day: 9))
        #expect(agenda.next() == Self.at(30))
        #expect(agenda.next() == Self.at(40))
        agenda.open(Day(number: 11))
        #expect(agenda.next() == Self.at(50))
        #expect(agenda.next() == nil)
    }
}
