import Access
import Administration
import EES
import Foundation
import Identity
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Interoperability

/// The portal with sources that misbehave as no real system does yet (2019/817 Article 9).
@Suite struct SearchPersonsTests {
    enum Behaviour: Sendable { case noHit, throwsRefusal, throwsAnything, slow, hasHits(Int) }
    struct Broken: Error {}

    struct Source: PortalSource {
        var system: SystemName
        var behaviour: Behaviour
        let gate: SystemGate
        init(_ system: SystemName, _ behaviour: Behaviour) {
            self.system = system
            self.behaviour = behaviour
            gate = SystemGate(system: system)
        }
        func answer(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) async throws -> SourceAnswer {
            switch behaviour {
            case .noHit: return SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails())
            case .throwsRefusal: throw Refusal(.forbidden, "no")
            case .throwsAnything: throw Broken()
            case .slow:
                try await Task.sleep(for: .seconds(600))
                throw Broken()
            case .hasHits(let count):
                var answer = SystemAnswer(system, .hit)
                answer.sis = (0..<count).map { _ in SISHit() }
                return SourceAnswer(answer, details: LogDetails(records: (0..<count).map { RecordID(high: 1, low: UInt64($0)) }))
            }
        }
    }

    /// A system whose index lies here.
    struct Indexed: IndexedSource {
        enum Behaviour: Sendable { case answered, read, failsLooking, failsReading, hangs }
        var system: SystemName
        var behaviour: Behaviour
        let gate: SystemGate
        init(_ system: SystemName, _ behaviour: Behaviour) {
            self.system = system
            self.behaviour = behaviour
            gate = SystemGate(system: system, waitingMax: Indexed.waitingMax)
        }
        static let waitingMax = 4
        func look(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) throws -> Look {
            let system = system
            switch behaviour {
            case .answered: return .answered(SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails()))
            case .read: return .found { _ in SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails()) }
            case .failsLooking: throw Broken()
            case .failsReading: return .found { _ in throw Broken() }
            case .hangs:
                return .found { _ in
                    Thread.sleep(forTimeInterval: 1)
                    return SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails())
                }
            }
        }
    }

    /// Systems that are read together are answered for one by one.
    @Test(arguments: [Indexed.Behaviour.failsLooking, .failsReading, .hangs]) func anIndexedSourceThatFailsIsUnavailableAndTheRestAnswers(
        behaviour: Indexed.Behaviour
    ) async throws {
        for good in [Indexed.Behaviour.answered, .read] {
            let (fine, broken) = (Indexed(.EES, good), Indexed(.SIS, behaviour))
            let reply = try await Self.ask([fine, broken])
            #expect(Self.states(reply.body) == ["EES noHit", "SIS unavailable"], "\(good) \(behaviour)")
            #expect(reply.entry?.results.map(\.outcome) == [.answered(hits: 0), .unavailable])
            // Nobody is left inside: as many as may wait can be asked again.
            for _ in 0...Indexed.waitingMax { #expect(Self.states(try await Self.ask([fine]).body) == ["EES noHit"]) }
            #expect(fine.gate.isOpen)
        }
    }

    /// One that is stalled is waited for beside those that answer, whichever way they are asked.
    @Test func aStalledIndexedSourceKeepsNobody() async throws {
        let (stalled, plain) = (Indexed(.EES, .read), Source(.SIS, .hasHits(1)))
        stalled.gate.condition = .stalled
        let reply = try await Self.ask([stalled, plain])
        #expect(Self.states(reply.body) == ["EES unavailable", "SIS hit"])
        #expect(reply.duration < .seconds(20))
    }

    /// The same for every question: which sources there are changes no right.
    private static let policy: AccessPolicy = {
        let portal = AnyOperation(SearchPersons(sources: [], directory: Directory(), answerMillisecondsMax: 300))
        return OperationCatalogue([portal] + EESOperations.all + SISOperations.all).policy(concealments: [])
    }()

    static func ask(
        _ sources: [any PortalSource], kind: AuthorityKind = .border, purpose: Purpose = .borderCheck,
        systems: [SystemName] = [.EES, .SIS], milliseconds: Int64 = 300
    ) async throws(Refusal) -> (body: JSON, entry: AccessLogEntry?, duration: Duration) {
        let directory = Directory()
        let profile = UserProfile(kind: kind, purpose: purpose, systems: systems)
        directory.apply(RecordID(high: 9, low: 9), UserProfile.kind, profile.projection)
        let operation = AnyOperation(
            SearchPersons(sources: sources, directory: directory, answerMillisecondsMax: milliseconds))
        let store = MemoryStore()
        let bytes = [UInt8](repeating: 3, count: 32)
        guard let key = LogKey(id: 1, bytes: bytes) else { throw Refusal(.internalError, "no key") }
        let runner = Runner(
            policy: Self.policy, registry: Registry(store: store),
            clock: Clock { Instant(day: Day(number: 20_500), secondOfDay: 0) }, log: SealingLogWriter(key: key))
        let caller = Caller(authority: "FRA-1", kind: kind, memberState: "FRA", user: "u")
        let request = OperationRequest(
            caller: caller, case: CaseReference(purpose: purpose, reference: "c", requestID: "r"),
            input: .object(["surnames": ["Nemo"], "dateOfBirth": "1980-01-01"]))
        let begun = ContinuousClock.now
        let reply = try await operation.run(request, runner)
        let duration = ContinuousClock.now - begun
        let row = try? await store.logRow(reply.logEntry)
        let entry = row?.row.sealed.flatMap { SealedEntry(id: OpaqueID(high: reply.logEntry.high, low: reply.logEntry.low), bytes: $0) }
            .flatMap { try? $0.entry(with: LogKeyRing(current: key)) }
        return (reply.body, entry, duration)
    }

    static func states(_ body: JSON) -> [String] {
        (body["systems"]?.elements ?? []).map { ($0["system"]?.text ?? "") + " " + ($0["state"]?.text ?? "") }
    }

    @Test func aSourceThatThrowsIsUnavailableAndTheRestAnswers() async throws {
        for behaviour in [Behaviour.throwsAnything, .throwsRefusal, .slow] {
            let reply = try await Self.ask([Source(.EES, behaviour), Source(.SIS, .hasHits(2))])
            #expect(Self.states(reply.body) == ["EES unavailable", "SIS hit"], "\(behaviour)")
            #expect(reply.entry?.results.map(\.outcome) == [.unavailable, .answered(hits: 2)])
        }
    }

    @Test func allOfThemFailingIsAReply() async throws {
        let reply = try await Self.ask([Source(.EES, .slow), Source(.SIS, .throwsAnything)])
        #expect(Self.states(reply.body) == ["EES unavailable", "SIS unavailable"])
    }

    /// What a system hides or does not have, what it never was connected to: no way to tell.
    @Test func aSystemWithoutARightLooksLikeOneThatIsNotThere() async throws {
        let there = try await Self.ask([Source(.EES, .hasHits(1)), Source(.SIS, .noHit)], kind: .police, purpose: .policeCheck)
        let failing = try await Self.ask([Source(.EES, .throwsAnything), Source(.SIS, .noHit)], kind: .police, purpose: .policeCheck)
        let notThere = try await Self.ask([Source(.SIS, .noHit)], kind: .police, purpose: .policeCheck)
        #expect(there.body == notThere.body)
        #expect(failing.body == notThere.body)
        #expect(there.entry?.systems == notThere.entry?.systems)
    }

    @Test func noProfileNoQuestion() async {
        do throws(Refusal) {
            _ = try await Self.ask([Source(.SIS, .noHit)], kind: .carrier, purpose: .boarding)
            Issue.record("a carrier was let in")
        } catch { #expect(error.kind == .forbidden) }
    }

    @Test func theProfileNarrows() async throws {
        let reply = try await Self.ask([Source(.EES, .noHit), Source(.SIS, .noHit)], systems: [.SIS])
        #expect(Self.states(reply.body) == ["SIS noHit"])
    }

    /// A question is refused before any system is asked when it asks for nothing or for everybody.
    @Test(arguments: [
        "{}", #"{"surnames":["Nemo"]}"#, #"{"dateOfBirth":"1980-01-01"}"#, #"{"sex":"F"}"#,
        #"{"machineReadableZone":["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<","x"]}"#, #"{"machineReadableZone":["","",""]}"#,
        #"{"machineReadableZone":["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<","L898902C36UTO7408122F1204159ZE184226B<<<<<10"],"surnames":["Other"]}"#,
    ]) func questionsForNothing(text: String) throws {
        let json = try JSON(parsing: text)
        do throws(WireError) {
            let question = try PortalQuestion(reading: json)
            #expect(throws: Refusal.self) { try ReadQuestion(question, today: Day(number: 20_500)) }
        } catch { #expect(error.pointer.hasPrefix("/machineReadableZone")) }
    }

    /// Every mutation of a zone is read or refused.
    @Test func everyMutationOfAZone() throws {
        let lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        var read = 0
        for line in 0..<2 {
            for place in 0..<44 {
                for character in ["<", "A", "0", "9", "é", " ", "a", "\u{0}", "🙂", ""] {
                    var mutated = lines
                    var letters = Array(mutated[line])
                    letters.replaceSubrange(place...place, with: Array(character))
                    mutated[line] = String(letters)
                    var question = PortalQuestion()
                    question.machineReadableZone = mutated
                    do throws(Refusal) {
                        _ = try ReadQuestion(question, today: Day(number: 20_500))
                        read += 1
                    } catch { #expect(error.kind == .malformed) }
                }
            }
        }
        #expect(read > 100)
    }
}
