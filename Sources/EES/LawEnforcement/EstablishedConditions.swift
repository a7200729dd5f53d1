import Access
import Operations
import Registry

extension FactReader {
    /// What Sextant's own records establish for the caller in this case: failed verifications and searches, and for law
    /// enforcement what the central access point confirmed.
    func eesConditions() throws -> Set<Condition> { try conditions(of: EESProcedures.self) }
}

/// How long a failed verification opens an identification: the time of one case at a counter.
enum FactTerm {
    static let seconds: Int64 = 24 * 3600
}

extension EstablishedFact {
    static func ees(_ condition: Condition, in context: DecisionContext) -> EstablishedFact? {
        guard let reference = context.case.reference else { return nil }
        return EstablishedFact(
            condition: condition, authority: context.caller.authority, caseReference: reference, system: .EES,
            at: context.now, expires: context.now.adding(seconds: FactTerm.seconds))
    }
}
