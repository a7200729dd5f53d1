import Access
import Eurodac
import Operations
import Testing
import Wire

@testable import Installation

/// The vectors of rights as an installation decides them: by the policy that it gives mandates with, and, where no fact has to be
/// established first, by asking an operation for the very data. Rule and server cannot differ unnoticed.
@Suite struct AccessVectorsTests {
    private func question(_ input: JSON) -> AccessQuestion? {
        guard let authority = input["authority"]?.text.flatMap({ AuthorityKind(rawValue: $0) }),
            let purpose = input["purpose"]?.text.flatMap({ Purpose(rawValue: $0) }),
            let system = input["system"]?.text.flatMap({ SystemName(rawValue: $0) }),
            let action = input["operation"]?.text.flatMap({ AccessAction(rawValue: $0) })
        else { return nil }
        return AccessQuestion(
            authority: authority, purpose: purpose, system: system, action: action,
            keys: Set((input["keys"]?.elements ?? []).compactMap { $0.text.flatMap { SearchKey(rawValue: $0) } }),
            data: input["data"]?.text.map { DataGroup(rawValue: $0) },
            conditions: Set((input["conditions"]?.elements ?? []).compactMap { $0.text.flatMap { Condition(rawValue: $0) } }))
    }

    @Test("Every vector, decided by the policy of an installation")
    func byThePolicy() async throws {
        // An installation runs under one Regulation on Eurodac; the other has an installation of its own.
        let recast = try await World(bootstrap: false)
        let before = try await World(bootstrap: false, eurodac: .regulation603)
        let served = Set(recast.installation.policy.grants.map(\.system))
        var played = 0
        for vector in try Vector.all("access") {
            guard let question = question(vector.input), served.contains(question.system), vector.input["via"] == nil else { continue }
            let world = vector.input["regime"]?.text == "603" ? before : recast
            let word = world.installation.policy.decide(question).word
            #expect(.string(word) == vector.expected["decision"], "\(vector.id)")
            played += 1
        }
        #expect(played >= 120)
    }

    @Test("Every vector without facts, asked of the operations that show or change the data")
    func byTheOperations() async throws {
        let world = try await World()
        var asked = 0
        for vector in try Vector.all("access") {
            guard let question = question(vector.input), question.conditions.isEmpty, let data = question.data,
                vector.input["regime"]?.text != "603"
            else { continue }
            let operations = world.installation.catalogue.operations.filter {
                $0.about.system == question.system && $0.about.action == question.action && $0.about.data == data
            }
            for operation in operations {
                let state = question.authority.usualState
                let refusal = await world.refusal(
                    operation.about.id, SchemaExample.input(operation), as: .of(question.authority, state), for: question.purpose,
                    version: 1)
                // A right may be another operation's to exercise: of a carrier the gateway's.
                let isItsOwn = operation.about.grants.contains {
                    $0.authorities.contains(question.authority) && $0.purposes.contains(question.purpose)
                }
                if vector.expected["decision"]?.text == "allowed", isItsOwn {
                    // There is no such record, or the message is too small: but nobody was turned away.
                    #expect(refusal != .forbidden, "\(vector.id): \(operation.about.id)")
                } else {
                    #expect(refusal != nil, "\(vector.id): \(operation.about.id) answered")
                }
                asked += 1
            }
        }
        #expect(asked >= 10)
    }

    @Test("ETIAS 45(3): the status is the gateway's to tell; no operation of ETIAS answers a carrier")
    func carriersAskTheGateway() async throws {
        let world = try await World()
        let operations = world.installation.catalogue.operations.filter { $0.about.system == .ETIAS }
        #expect(operations.contains { $0.about.id == "etias.checkAtBorder" })
        for operation in operations {
            let refusal = await world.refusal(
                operation.about.id, SchemaExample.input(operation), as: .of(.carrier, AuthorityKind.carrier.usualState), for: .boarding, version: 1)
            #expect(refusal != nil, "\(operation.about.id) answered a carrier")
        }
    }
}
