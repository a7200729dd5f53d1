import Access
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import VIS
import Wire

/// A request for full access in a system fulfils the duty that follows from a reply of the repository (2019/817 Article 22(2)).
public struct AccessRequestsForCIR: FeedFollower {
    public init() {}
    public let name = "access-requests-for-cir"
    public let kinds: Set<RecordKind> = [
        ReasonedRequest<EESProcedures>.kind, ReasonedRequest<VISTasks>.kind, ReasonedRequest<ETIASTasks>.kind,
        ReasonedRequest<EurodacProcedures>.kind,
    ]
    public let systems: Set<SystemName> = [.EES, .VIS, .ETIAS, .Eurodac, .CIR]
    public let article = "817 22(2)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event == .created, let asked = try asked(entry.id, from: reader) else {
            return Decision(Nothing(), changes: [])
        }
        var changes: [Change] = []
        for var request in try reader.values(
            PresenceRequest.self, key: PresenceRequest.caseKey,
            value: PresenceRequest.caseValue(asked.authority, asked.reference))
        where request.value.state == .named && request.value.systems.contains(entry.kind.system) {
            request.value.state = .accessRequested
            request.value.requestedIn = Set(request.value.requestedIn).union([entry.kind.system]).sorted { $0.rawValue < $1.rawValue }
            changes.append(request.update)
            changes += try reader.tasks(CIRTasks.self, about: request.id).ending(step: CIRTasks.step, at: context.now)
        }
        return Decision(Nothing(), changes: changes)
    }

    private func asked(_ id: RecordID, from reader: Reader) throws -> (authority: String, reference: String)? {
        func read<Owner: AccessRequestOwner>(_ owner: Owner.Type) throws -> (authority: String, reference: String)? {
            try reader.value(ReasonedRequest<Owner>.self, id).map { ($0.value.authority, $0.value.caseReference) }
        }
        return try read(EESProcedures.self) ?? read(VISTasks.self) ?? read(ETIASTasks.self)
            ?? read(EurodacProcedures.self)
    }
}
