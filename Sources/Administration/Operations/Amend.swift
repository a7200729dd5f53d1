import Access
import Operations
import Registry
import Wire

/// An entry and the name it is addressed by.
struct Amendment<Value: AdministrationRecord>: WireRecord {
    var addressed = ""
    var entry = Value()
    init() {}
    static var wireName: String { "Amendment\(Value.wireName)" }
    static var meaning: String { "The entry as it is to be." }
    static var fields: [Field<Amendment<Value>>] {
        [
            .required("addressed", \.addressed, "Name of the \(Value.noun)."),
            .required("entry", \.entry, "The \(Value.noun) as it is to be."),
        ]
    }
}

/// Replaces an entry; withdrawing is an amendment too, in force from the reply on.
struct Amend<Value: AdministrationRecord>: Command {
    typealias Input = Amendment<Value>
    typealias Output = Value

    var about: OperationDescription {
        OperationDescription(
            id: "administration.amend.\(Value.kind.name)", title: "Amend or withdraw: \(Value.noun)",
            meaning: "Replaces an entry. A withdrawn one stays for the history and gives no right.", article: "817 54",
            system: .administration, action: .update, .PUT, "/v1/administration/\(Value.collection)/{addressed}",
            data: AdministrationGrants.entries, grants: [AdministrationGrants.change], refusals: [.contradiction, .notFound])
    }

    func load(_ input: Amendment<Value>, from reader: Reader, in context: DecisionContext) throws -> Recorded<Value> {
        guard let entry = try reader.values(Value.self, key: "name", value: input.addressed).first else {
            throw Refusal(.notFound, "there is no \(Value.noun) of this name")
        }
        return entry
    }

    func decide(
        _ input: Amendment<Value>, _ current: Recorded<Value>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Value> {
        try context.require(version: current.version)
        guard input.entry.name == input.addressed else {
            throw Refusal(.contradiction, "a name does not change; register another", pointer: "/entry/name")
        }
        if let contradiction = input.entry.contradiction { throw contradiction }
        var next = current
        next.value = input.entry.amending(current.value)
        return Decision(input.entry.shown, changes: [next.update], version: current.version + 1)
    }
}
