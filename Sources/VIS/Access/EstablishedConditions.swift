import Access
import Identity
import Operations
import Registry

extension FactReader {
    /// What Sextant's own records establish for the caller in this case: failed verifications and searches, a reply of the CIR that
    /// names the VIS, for law enforcement what the central access point confirmed, and for a border and coast guard team what the
    /// Agency's did.
    public func visConditions() throws -> Set<Condition> {
        let conditions = try conditions(of: VISTasks.self)
        return try openTeamRequests().isEmpty ? conditions : conditions.union([.verified])
    }

    /// The same, with ownership of a record.
    func visConditions(of id: RecordID) throws -> Set<Condition> { try visConditions().union(try ownership(of: id)) }
}

extension EstablishedFact {
    /// Holds for a day: the time of one case at a counter. `nil` where the request names no case.
    static func vis(_ condition: Condition, in context: DecisionContext) -> EstablishedFact? {
        guard let reference = context.case.reference else { return nil }
        return EstablishedFact(
            condition: condition, authority: context.caller.authority, caseReference: reference, system: .VIS, at: context.now,
            expires: context.now.adding(hours: 24))
    }
}
