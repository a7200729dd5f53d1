import Access
import EES
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// Every operation is run by every authority for every purpose.
@Suite struct AccessWalkTests {
    /// Whether the table by hand has a line at all for doing this, whatever the facts.
    static func mayEver(_ about: OperationDescription, _ authority: AuthorityKind, _ purpose: Purpose, _ table: AccessTable) -> Bool {
        table.lines.contains { line in
            line.system == about.system && line.authorities.contains(authority) && line.purposes.contains(purpose)
                && line.actions.contains(about.action)
                && (about.action == .search || about.data.map { line.data.contains($0.rawValue) } ?? true)
        }
    }

    /// Who has no right is refused as one without a right, whatever else is wrong with the question, and nothing changes.
    ///
    /// The message is read before the policy is asked, so that the policy can be asked about what it says (which category
    /// of alert? which keys?). Somebody without a right may therefore learn that a message is malformed, and from that
    /// nothing: the shape of every message is public in the API description, and reading it looks at no record. What depends on
    /// records, the refusals of the rules, is only reached with a mandate, and that is what this test holds.
    @Test func whoHasNoRightIsRefusedAndChangesNothing() async throws {
        let table = try AccessTableTests.table()
        let world = try await World()
        let known = try await world.file("Known", number: "K0000001")
        _ = try await world.alert("Sought")
        let nobody = Purpose.allCases
        var refused = 0
        var reached = 0
        for operation in world.installation.catalogue.operations {
            let about = operation.about
            var input = SchemaExample.input(operation)
            if case .object(var object) = input, object["file"]?.text != nil {
                object["file"] = .string(known.description)
                input = .object(object)
            }
            for authority in AuthorityKind.allCases {
                for purpose in nobody {
                    if Self.mayEver(about, authority, purpose, table) {
                        reached += 1
                        continue
                    }
                    let before = try await world.sequence()
                    let request = world.request(about.id, input, as: .of(authority, authority.usualState), for: purpose, version: 1)
                    do throws(Refusal) {
                        let reply = try await world.installation.run(about.id, request)
                        Issue.record("\(authority.rawValue) for \(purpose.rawValue) got \(about.id): \(reply.body.compact.prefix(120))")
                    } catch {
                        refused += 1
                        let kind = error.kind
                        if kind != .forbidden, kind != .notFound {
                            Issue.record("\(authority.rawValue) for \(purpose.rawValue), \(about.id): \(kind.code) \(error.detail)")
                        }
                    }
                    #expect(try await world.sequence() == before, "\(about.id) changed something for \(authority.rawValue)")
                }
            }
        }
        #expect(refused > 20_000)
        #expect(reached > 800)
        // The example messages are good ones: what refuses them is the policy and not their shape.
        for operation in world.installation.catalogue.operations {
            let kind = await world.refusal(operation.about.id, SchemaExample.input(operation), as: .of(.eppo, nil), for: .publicContract, version: 1)
            if operation.about.id.hasPrefix("inbox.") { continue }
            #expect(kind == .forbidden || kind == .notFound, "\(operation.about.id): \(kind?.code ?? "a reply")")
        }
    }

    /// An empty message, and one full of unknown fields, change nothing for anybody.
    @Test func malformedMessagesChangeNothing() async throws {
        let world = try await World()
        for operation in world.installation.catalogue.operations {
            for grant in operation.about.grants.prefix(2) {
                for input in [JSON.object([:]), json(#"{"unheardOf":{"of":[1,2,3]}}"#), .null, [1], "text"] {
                    let before = try await world.sequence()
                    let entries = try await world.logCount()
                    let authority = try #require(grant.authorities.min { $0.rawValue < $1.rawValue })
                    let purpose = try #require(grant.purposes.min { $0.rawValue < $1.rawValue })
                    let kind = await world.refusal(operation.about.id, input, as: .of(authority, authority.usualState), for: purpose, version: 1)
                    if input != .object([:]) { #expect(kind == .malformed, "\(operation.about.id) \(input.compact): \(kind?.code ?? "a reply")") }
                    #expect(kind?.status ?? 200 < 500, "\(operation.about.id)")
                    #expect(try await world.sequence() == before, "\(operation.about.id)")
                    #expect(try await world.logCount() == entries + 1, "\(operation.about.id)")
                }
            }
        }
    }

    /// A record that may not be seen and one that does not exist get the same answer, byte for byte.
    @Test func hiddenAndAbsentLookAlike() async throws {
        let world = try await World()
        let reply = try await world.run("sis.enterAlert", arrest("Hidden"), as: .policeFRA, for: .policeCheck)
        let real = try #require(reply.body["schengenId"]?.text)
        // ETIAS units may read arrest alerts; immigration may not: for them there is none.
        let absent = String(real.dropLast(1)) + (real.hasSuffix("0") ? "1" : "0")
        func answer(_ id: String) async -> Refusal? {
            do throws(Refusal) {
                try await world.run("sis.readAlert", .object(["schengenId": .string(id)]), as: .of(.immigration), for: .residenceDecision)
                return nil
            } catch { return error }
        }
        let (hidden, missing) = (await answer(real), await answer(absent))
        #expect(hidden != nil)
        #expect(hidden == missing)
        #expect(hidden?.kind == .notFound)
    }
}
