import Access
import Operations
import Registry

extension FactReader {
    /// What Sextant's own records establish for the caller in this case: among the facts of the EES those that a prior
    /// search found no entry record (Article 49(2)), or no data at all (65(3)).
    func etiasConditions() throws -> Set<Condition> {
        try conditions(of: ETIASTasks.self).union(try established(in: .EES).intersection([.eesSearchedNoEntry, .eesSearchedNoData]))
    }

    /// `notConsultedNorResponsible` unless the caller's unit gave the opinion or asked for it.
    func consultationConditions(_ id: RecordID) throws -> Set<Condition> {
        guard let record = try record(id), record.kind == Consultation.kind else { return [.notConsultedNorResponsible] }
        let consultation = try Consultation(stored: record)
        return consultation.concerns(caller) ? [] : [.notConsultedNorResponsible]
    }
}

extension Consultation {
    /// Whether the caller gave the opinion or asked for it.
    func concerns(_ caller: Caller) -> Bool {
        caller.kind == .europol ? isEuropol : caller.memberState == askedBy || (caller.memberState == party && !isEuropol)
    }
}
