import Access
import ECRISTCN
import EES
import Eurodac
import Identity
import Interoperability
import Matching
import Operations
import Registry
import SIS
import VIS

/// How the links of a colour stand to what the table asks for of the names and documents as recorded and of who really stood there.
public struct LinkAccuracy: Sendable, Hashable {
    /// Of the pairs that are to be linked in the colour: those that are linked, or were and are settled.
    public private(set) var recall = Share(hits: 0, of: 0)
    /// Of the links of the colour that nobody has concluded anything of: those that are to be linked so.
    public private(set) var precision = Share(hits: 0, of: 0)

    mutating func asked(isThere: Bool) { recall = Share(hits: recall.hits + (isThere ? 1 : 0), of: recall.of + 1) }
    mutating func given(isRight: Bool) { precision = Share(hits: precision.hits + (isRight ? 1 : 0), of: precision.of + 1) }
}

/// Links are those that the acts ask for of what the registers hold, and no others: across systems only, while both sides stand,
/// in the colour of the table or of what an authority has concluded, with one desk that has each yellow one.
struct LinkInvariant {
    let world: SimulatedWorld
    let register: Register

    private struct Held {
        var side: LinkSide
        var identities: [PersonIdentity]
        var identity: ComparedIdentity
        var documents: Set<String>
        /// Whose body was there, and what was taken of it.
        var body: Int?
        var fingers: Set<String>
        var hasFace: Bool
        /// Whether detection is launched for it.
        var isLaunching: Bool
    }

    func check() async throws {
        let held = heldRecords()
        let links = try await store { view in try LinkInvariant.everything(IdentityLink.self, view) }
        let tasks = try await store { view in try LinkInvariant.everything(LegalTask<MIDTasks>.self, view) }
        let settled = Set(
            try await store { view in try LinkInvariant.everything(SettledPair.self, view) }.map { IdentityLink.pair($0.value.a, $0.value.b) })
        var seen: Set<String> = []
        for (id, link) in links {
            world.links[link.colour, default: 0] += 1
            let sides = link.sides.map(\.record)
            guard let a = held[sides[0]], let b = held[sides[1]] else {
                complain("the link \(id) joins a record that is gone")
                continue
            }
            if a.side.system == b.side.system { complain("the link \(id) is within \(a.side.system.rawValue)") }
            if !seen.insert(link.pair).inserted { complain("two links join \(link.pair)") }
            let rule = colour(a, b)
            if link.conclusion == nil { world.linkAccuracy[link.colour, default: .init()].given(isRight: link.colour == rule) }
            if let known = world.truth.links[id] {
                if link.conclusion == known.conclusion, link.colour != known.colour {
                    complain("\(id) is \(link.colour.rawValue) and was verified as \(known.colour?.rawValue ?? "no link")")
                }
                if link.conclusion == nil, link.colour != rule, link.colour != .yellow {
                    complain("\(id) is \(link.colour.rawValue) again and was verified")
                }
            } else if link.colour != rule {
                complain(
                    "\(id), \(a.side.key) and \(b.side.key), is \(link.colour.rawValue); the table says \(rule?.rawValue ?? "none") (\(link.comparison))"
                )
            }
            let isToTell = tasks.contains {
                $0.value.about == id && $0.value.state == .open && $0.value.step == MIDTasks.Step.informPerson.rawValue
            }
            if link.letterToMend != nil, !isToTell { complain("\(id) is \(link.colour.rawValue), and nobody is to tell who was told otherwise") }
            if link.colour == .white || link.colour == .green, !link.knownAsRedTo.isEmpty {
                complain("\(id) is \(link.colour.rawValue), and \(link.knownAsRedTo.joined(separator: ", ")) know it as red")
            }
            let open = tasks.filter { $0.value.about == id && $0.value.state == .open && $0.value.step == MIDTasks.Step.verifyLink.rawValue }
            let right = open.filter { $0.value.authority == link.responsible?.kind && $0.value.memberState == link.responsible?.memberState }
            if open.count != (link.colour == .yellow ? 1 : 0) || right.count != open.count {
                complain("the \(link.colour.rawValue) link \(id) is on \(open.count) desks, \(right.count) of them the right one")
            }
        }
        for (a, b) in pairs(held) {
            guard let colour = colour(a, b) else { continue }
            let pair = IdentityLink.pair(a.side, b.side)
            let isKnown = seen.contains(pair) || settled.contains(pair)
            world.linkAccuracy[colour, default: .init()].asked(isThere: isKnown)
            if !isKnown { complain("\(pair) is not linked; the table says \(colour.rawValue)") }
        }
        if world.settings.persons >= 1000, !links.contains(where: { $0.value.conclusion != nil }) { complain("nobody has verified any link") }
    }

    private func complain(_ text: String) { world.findings.add("links", text) }

    private func store<Value: Sendable>(_ body: @escaping @Sendable (any RecordReading) throws -> Value) async throws -> Value {
        try await world.installation.store.read(body)
    }

    private static func everything<Value: RecordValue>(_ type: Value.Type, _ view: any RecordReading) throws -> [(id: RecordID, value: Value)] {
        var found: [(id: RecordID, value: Value)] = []
        var after: RecordID?
        while true {
            let page = try view.page(Value.kind, after: after, limit: 2000)
            found += try page.map { ($0.id, try Value(stored: $0)) }
            guard page.count == 2000 else { return found }
            after = page.last?.id
        }
    }

    // MARK: - The table, from the records and from who really stood there

    /// Kinds of records of samples, and the field that says whose they are.
    private static let samples: [(kind: RecordKind, of: String)] = [
        (BiometricData.kind, "file"), (ApplicantSamples.kind, "application"), (AlertSamples.kind, "schengenId"),
        (DatasetBiometrics.kind, "dataset"), (RecordSamples.kind, "record"),
    ]

    private func heldRecords() -> [RecordID: Held] {
        var templates: [String: [String]] = [:]
        for (kind, field) in LinkInvariant.samples {
            for entry in register.all(kind.system, kind.name) {
                templates[entry.value[field]?.text ?? "", default: []] += entry.projection.templates.map(\.kind)
            }
        }
        var held: [RecordID: Held] = [:]
        for kind in PersonRecords.kinds {
            for entry in register.all(kind.system, kind.name) {
                let number = entry.value["schengenId"]?.text
                if kind.system == .SIS, let category = number.flatMap({ world.truth.alerts[$0]?.category }),
                    ["object", "unknownWanted"].contains(category)
                {
                    continue
                }
                let side = LinkSide(system: kind.system, record: entry.id, owner: entry.owner)
                let taken = templates[number ?? entry.id.description] ?? []
                let (identities, documents) = (entry.projection.identities, entry.projection.documents)
                let first = identities.first
                held[entry.id] = Held(
                    side: side, identities: identities, identity: ComparedIdentity(identities), documents: Set(documents.map(\.key)),
                    body: number.map { world.truth.alerts[$0]?.person } ?? world.person(of: side),
                    fingers: Set(taken.filter { $0.hasPrefix("fingerprint") }),
                    hasFace: kind.system != .ecrisTCN && taken.contains { $0.hasPrefix("face") || $0 == "facialImage" },
                    // Sets of Eurodac when they are complete (2024/1358 Article 17(3)).
                    isLaunching: kind.system != .Eurodac
                        || !taken.isEmpty && first?.surnames.isEmpty == false && first?.nationalities.isEmpty == false
                            && first?.dateOfBirth != nil && first?.sex != nil
                )
            }
        }
        return held
    }

    private func colour(_ a: Held, _ b: Held) -> LinkRule.Colour? {
        guard a.isLaunching, b.isLaunching else { return nil }
        let isComparable = !a.fingers.isDisjoint(with: b.fingers) || a.hasFace && b.hasFace
        let identity: LinkRule.Identity =
            switch IdentityComparison.compare(a.identity, b.identity).result {
            case .same: .same
            case .similar: .similar
            case .different: .different
            }
        return LinkRule.verdict(
            a.side.rule, b.side.rule, biometrics: !isComparable ? .notAvailable : a.body == b.body ? .same : .different,
            identity: identity,
            document: a.documents.isEmpty || b.documents.isEmpty ? .none : a.documents.isDisjoint(with: b.documents) ? .different : .same
        ).colour
    }

    /// Pairs of two systems that the table could say anything of: one body, one document, or one date of birth.
    private func pairs(_ held: [RecordID: Held]) -> [(Held, Held)] {
        var groups: [String: [RecordID]] = [:]
        for (id, record) in held {
            if let body = record.body { groups["body \(body)", default: []].append(id) }
            for document in record.documents { groups["document \(document)", default: []].append(id) }
            for birth in Set(record.identities.compactMap { $0.dateOfBirth?.description }) { groups["born \(birth)", default: []].append(id) }
        }
        var found: Set<[RecordID]> = []
        for group in groups.values where group.count > 1 {
            for (place, a) in group.enumerated() {
                for b in group[(place + 1)...] where held[a]?.side.system != held[b]?.side.system { found.insert([min(a, b), max(a, b)]) }
            }
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { pair in
            guard let a = held[pair[0]], let b = held[pair[1]] else { return nil }
            return (a, b)
        }
    }
}
