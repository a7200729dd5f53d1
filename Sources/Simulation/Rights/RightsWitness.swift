import Access
import Identity
import Operations
import Registry
import Wire

/// Stands beside every request and says whether what came back is what the acts allow: nothing done or shown without a
/// right, nothing denied with one. It keeps its own record of the facts on which rights turn, from what it has seen.
struct RightsWitness {
    let table: RightsTable
    /// Questions answered, so that a witness who was never asked is noticed.
    private(set) var asked = 0
    private var facts: [Place: [Fact]] = [:]

    private struct Place: Hashable {
        var authority: String
        var reference: String
    }
    private struct Fact {
        var condition: Condition
        /// `nil`: whatever the purpose.
        var purpose: Purpose?
        var from: Instant
        var until: Instant
        /// The request for access that it rests on.
        var request: String?
    }

    init(table: RightsTable) { self.table = table }

    /// What is wrong with the outcome of a request; empty where all is as the acts have it.
    /// - Parameter owners: whose the record is that the request is about, where it is about one that stands.
    mutating func judge(
        _ request: Request, _ outcome: Result<OperationReply, Refusal>, owner: String?, alertGroup: String?,
        declared: OperationDescription?
    ) -> [String] {
        defer { if case .success(let reply) = outcome { learn(request, reply.body) } }
        asked += 1
        guard let need = OperationNeeds.of(request.operation, request.input) else {
            guard case .success = outcome, let declared, !RightsWitness.names(declared, request) else { return [] }
            return ["\(request) was done though no provision names the authority and the purpose"]
        }
        let conditions = established(request, owner: owner)
        let may = allows(need, request, conditions, alertGroup: alertGroup)
        switch outcome {
        case .success(let reply):
            var wrong: [String] = []
            if may == false { wrong.append("\(request) was done without a right") }
            for group in RevealedData.groups(request.operation, reply.body).sorted()
            where !mayRead(group, request, conditions) {
                wrong.append("\(request) showed \(group) without a right")
            }
            if request.operation == "portal.search" {
                for system in RevealedData.systems(reply.body) where !maySearch(system, request) {
                    wrong.append("\(request) was answered by \(system.rawValue) without a right")
                }
                for link in RevealedData.links(reply.body) where !maySee(link, request, conditions) {
                    wrong.append("\(request) showed a \(link.colour) link without a right")
                }
            }
            return wrong
        case .failure(let refusal):
            return may == true && refusal.kind == .forbidden
                ? ["\(request) was denied with a right: \(refusal.detail)"] : []
        }
    }

    // MARK: - Rights

    /// Of systems that the table by hand does not have yet: whether some provision that the operation quotes names the kind of
    /// authority, the purpose and what is done. Conditions and keys are not looked at here.
    private static func names(_ about: OperationDescription, _ request: Request) -> Bool {
        about.grants.contains {
            $0.authorities.contains(request.caller.kind) && $0.purposes.contains(request.purpose)
                && $0.actions.contains(about.action)
        }
    }

    /// `nil` where it depends on something that the witness cannot see.
    private func allows(
        _ need: OperationNeeds.Need, _ request: Request, _ conditions: Set<Condition>, alertGroup: String?
    ) -> Bool? {
        func ask(_ system: SystemName, _ action: AccessAction, keys: Set<SearchKey> = [], data: String? = nil) -> Bool? {
            guard table.systems.contains(system) else { return nil }
            return table.allows(
                AccessQuestion(
                    authority: request.caller.kind, purpose: request.purpose, system: system, action: action,
                    keys: keys,
                    data: data.map { DataGroup(rawValue: $0) }, conditions: conditions))
        }
        switch need {
        // Closed, verified and read under the same operations as visas, and under rights of its own.
        case .data(.VIS, let action, "applicationFile") where alertGroup == "longStayFile" && action == .update:
            return ask(.VIS, action, data: "longStayFile")
        case .data(.administration, let action, "ownAccessLog"):
            return ask(
                .administration, action, data: request.caller.kind == .supervisory ? "accessLog" : "ownAccessLog")
        case .data(let system, let action, let group): return ask(system, action, data: group)
        case .search(let system, let keys): return keys.isEmpty ? nil : ask(system, .search, keys: keys)
        case .alert(let action): return alertGroup.flatMap { ask(.SIS, action, data: $0) }
        case .onAlert(let action, let group):
            guard let alertGroup, ask(.SIS, .read, data: alertGroup) == true else {
                return alertGroup == nil ? nil : false
            }
            return ask(.SIS, action, data: group)
        }
    }

    private func mayRead(_ group: RevealedData.Group, _ request: Request, _ conditions: Set<Condition>) -> Bool {
        guard table.systems.contains(group.system) else { return true }
        func may(_ name: String) -> Bool {
            table.allows(
                AccessQuestion(
                    authority: request.caller.kind, purpose: request.purpose, system: group.system, action: .read,
                    data: DataGroup(rawValue: name), conditions: conditions))
        }
        if may(group.name) { return true }
        // Whatever part of a file a security check shows comes under the right to its hits (2024/1356 Articles 15, 16); a record that is
        // flagged under the right to those (2019/816 Articles 7a-7c). Stays and flags are in neither.
        if ["entryExitRecords", "calculator", "authorisationStatus", "flag"].contains(group.name) { return false }
        return may(group.system == .ecrisTCN ? "flaggedRecord" : "securityHit")
    }

    /// Some search that the question could have been.
    private func maySearch(_ system: SystemName, _ request: Request) -> Bool {
        guard table.systems.contains(system) else { return true }
        let conditions = established(request, owner: nil)
        let combinations: [Set<SearchKey>] = [[.identity, .document], [.identity], [.document]]
        return combinations.contains { keys in
            table.allows(
                AccessQuestion(
                    authority: request.caller.kind, purpose: request.purpose, system: system, action: .search,
                    keys: keys,
                    conditions: conditions))
        }
    }

    /// Links by their colour (2019/817 Article 26).
    private func maySee(_ link: RevealedData.Link, _ request: Request, _ conditions: Set<Condition>) -> Bool {
        var conditions = conditions
        let standing = request.caller.standing
        if link.systems.allSatisfy({ table.opens($0, to: request.caller.kind, for: request.purpose, under: standing) }) {
            conditions.insert(.bothSystemsOpen)
        }
        if link.shown == 2 { conditions.insert(.bothRecordsFound) }
        if let responsible = link.responsible, responsible.kind == request.caller.kind.rawValue, responsible.memberState == request.caller.memberState
        {
            conditions.insert(.responsible)
        }
        return table.allows(
            AccessQuestion(
                authority: request.caller.kind, purpose: request.purpose, system: .MID, action: .read,
                data: DataGroup(rawValue: link.colour + "Link"), conditions: conditions))
    }

    // MARK: - Facts

    private func established(_ request: Request, owner: String?) -> Set<Condition> {
        var conditions = request.caller.standing
        if let owner, owner == request.caller.memberState { conditions.insert(.owner) }
        // Whoever enters data enters their own.
        // So does whoever lists what is one's own to verify.
        if ["sis.enterAlert", "ecris-tcn.enterRecord", "vis.listVerifications"].contains(request.operation),
            request.caller.memberState != nil
        {
            conditions.insert(.owner)
        }
        guard let reference = request.reference else { return conditions }
        for fact in facts[Place(authority: request.caller.authority, reference: reference)] ?? []
        where fact.from <= request.at && request.at < fact.until && (fact.purpose ?? request.purpose) == request.purpose {
            conditions.insert(fact.condition)
        }
        return conditions
    }

    private mutating func learn(_ request: Request, _ body: JSON) {
        let day: Int64 = 24
        switch request.operation {
        case "ees.search":
            for word in body["established"]?.elements ?? [] {
                if let condition = word.text.flatMap({ Condition(rawValue: $0) }) {
                    note(condition, request, hours: day)
                }
            }
        case "ees.verifyIdentity":
            if body["established"] == .bool(true) { note(.verificationFailed, request, hours: day) }
        case "ees.stateDoubt":
            note(
                body["established"]?.text == "fingerprintsUnusable" ? .fingerprintsUnusable : .verificationFailed,
                request, hours: day)
        case "portal.search":
            let none = (body["systems"]?.elements ?? []).contains {
                $0["system"]?.text == "EES" && $0["state"]?.text == "noHit"
            }
            if none { note(.verificationFailed, request, hours: day) }
        case "ees.verifyAccess": learnAccess(request, body)
        default: break
        }
    }

    private mutating func note(_ condition: Condition, _ request: Request, hours: Int64) {
        guard let reference = request.reference else { return }
        facts[Place(authority: request.caller.authority, reference: reference), default: []].append(
            Fact(condition: condition, from: request.at, until: request.at.adding(hours: hours)))
    }

    /// What the central access point has said, and for how long it opens the case: a week, or a day where it is urgent
    /// (Article 31). What it takes back is gone at once.
    private mutating func learnAccess(_ request: Request, _ body: JSON) {
        guard let asked = body["request"], let authority = asked["authority"]?.text, let id = body["id"]?.text,
            let reference = asked["caseReference"]?.text
        else { return }
        let place = Place(authority: authority, reference: reference)
        let verdict = request.input["verdict"]?.text
        guard verdict == "verify" || verdict == "processUrgently" else {
            if verdict == "unjustified" {
                facts[place] = (facts[place] ?? []).map { fact in
                    var fact = fact
                    if fact.request == id { fact.until = min(fact.until, request.at) }
                    return fact
                }
            }
            return
        }
        var conditions: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
        let urgent = verdict == "processUrgently"
        conditions.insert(urgent ? .urgent : .verified)
        func claimed(_ name: String) -> Bool { (asked[name]?.text ?? "notDone") != "notDone" }
        if claimed("nationalSearch") || asked["urgency"] != nil { conditions.insert(.priorNationalSearch) }
        if claimed("prumSearch") || asked["urgency"] != nil { conditions.insert(.priorPrumSearch) }
        if asked["ownSearch"]?.text == "done" { conditions.insert(.priorOwnSearch) }
        for word in request.input["denied"]?.elements ?? [] {
            if let condition = word.text.flatMap({ Condition(rawValue: $0) }) { conditions.remove(condition) }
        }
        let purpose: Purpose = asked["aim"]?.text == "identification" ? .identification : .travelHistory
        let until = request.at.adding(hours: urgent ? 24 : 7 * 24).adding(seconds: 1)
        for condition in conditions.sorted() {
            facts[place, default: []].append(
                Fact(condition: condition, purpose: purpose, from: request.at, until: until, request: id))
        }
    }
}

/// A request as the simulation makes it.
struct Request: CustomStringConvertible {
    var operation: String
    var input: JSON
    var caller: Caller
    var purpose: Purpose
    var reference: String?
    var at: Instant

    var description: String {
        "\(operation) by \(caller.authority) (\(caller.kind.rawValue)) for \(purpose.rawValue) at \(at)"
    }
}
