import Access
import Operations
import Registry
import Wire

/// Registers an authority, client, certificate, profile, crossing point or key.
struct Register<Value: AdministrationRecord>: Command {
    typealias Input = Value
    typealias Output = Value

    var about: OperationDescription {
        OperationDescription(
            id: "administration.register.\(Value.kind.name)", title: "Register: \(Value.noun)",
            meaning: "\(Value.meaning) In force from the reply on.", article: "817 54", system: .administration,
            action: .create, .POST, "/v1/administration/\(Value.collection)", data: AdministrationGrants.entries,
            grants: [AdministrationGrants.change], refusals: [.contradiction, .alreadyExists])
    }

    struct Known: Sendable {
        var name: Bool
        var authority: Bool
    }

    func load(_ input: Value, from reader: Reader, in context: DecisionContext) throws -> Known {
        Known(
            name: try !reader.find(Value.kind, key: "name", value: input.name).isEmpty,
            authority: try input.namedAuthority.map {
                try !reader.find(Authority.kind, key: "name", value: $0).isEmpty
            } ?? true)
    }

    func decide(_ input: Value, _ known: Known, in context: DecisionContext) throws(Refusal) -> Decision<Value> {
        if let contradiction = input.contradiction { throw contradiction }
        guard known.authority else {
            throw Refusal(.contradiction, "no authority of this name is registered", pointer: "/authority")
        }
        guard !known.name else { throw Refusal(.alreadyExists, "there is already a \(Value.noun) of this name") }
        let change = Change.create(context.ids.next(), input.draft(owner: context.owner))
        return Decision(input.shown, changes: [change], version: 1)
    }
}
