import Access

extension VisaDecision {
    /// Whether it refuses or ends a visa, long-stay visa or permit on a ground of Article 12(2)(a)(i), (v) or (vi), or on what Article 22d
    /// has in their place: what a security check for a screening looks for (Article 6(2-a)).
    var isOfSecurity: Bool {
        guard [.refused, .annulled, .revoked, .withdrawn].contains(status) else { return false }
        return !Set(refusalGrounds).isDisjoint(with: [.falseDocument, .alertForRefusal, .threat])
            || !Set(longStayGrounds).isDisjoint(with: [.threat, .fraudulentDocuments])
    }
}

extension ApplicationFile {
    /// Whether the file is a hit of a security check for a screening (Article 6(2-a)).
    public var isSecurityHit: Bool { decisions.contains { $0.isOfSecurity } }
}

extension Set<DataGroup> {
    /// What may be seen of a file. Of a hit of a security check that is what bears on the decision: whom it concerns, by which documents,
    /// and what was decided by whom and why.
    var ofFile: Set<DataGroup> {
        guard contains(.visaSecurityHit) else { return self }
        return union([
            .applicationFile, .travelDocuments, .visaAuthorities, .visaRefusals, .visaFacialImage, .longStayDocument, .longStayFile,
        ])
    }
}
