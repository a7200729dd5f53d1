// By which provision a register has a datum, and by which a finding in it is one: rules are the same everywhere, their ground is not.

extension CheckedRegister {
    /// The provision that asks for a datum.
    public func article(of datum: QualityDatum) -> String {
        switch self {
        case .EES: ees(datum)
        case .VIS: vis(datum)
        case .ETIAS: etias(datum)
        case .Eurodac: eurodac(datum)
        case .SIS: sis(datum)
        case .ecrisTCN: ecrisTCN(datum)
        }
    }

    private func ees(_ datum: QualityDatum) -> String {
        switch datum {
        case .surname, .givenName, .dateOfBirth, .sex, .nationality: "EES 16(1)(a), 17(1)(a)"
        case .documentNumber: "EES 16(1)(b), 17(1)(a)"
        case .documentExpiry: "EES 16(1)(c), 17(1)(a)"
        case .face: "EES 16(1)(d), 17(1)(b)"
        case .fingerprints: "EES 17(1)(c)"
        default: dataArticle
        }
    }

    private func vis(_ datum: QualityDatum) -> String {
        switch datum {
        case .surname, .givenName, .dateOfBirth, .sex: "VIS 9(4)(a), 22a(1)(d)"
        case .nationality, .placeOfBirth, .countryOfBirth: "VIS 9(4)(aa), 22a(1)(d)"
        case .documentNumber: "VIS 9(4)(b), 22a(1)(e)"
        case .documentExpiry: "VIS 9(4)(c), 22a(1)(f)"
        case .homeAddress: "VIS 9(4)(k)"
        case .occupation: "VIS 9(4)(l)"
        case .face: "VIS 9(5), 22a(1)(j)"
        case .fingerprints: "VIS 9(6), 22a(1)(k)"
        case .reason, .decisionReference: dataArticle
        }
    }

    private func etias(_ datum: QualityDatum) -> String {
        switch datum {
        case .surname, .givenName, .dateOfBirth, .sex, .nationality, .placeOfBirth, .countryOfBirth: "ETIAS 17(2)(a)"
        case .documentNumber: "ETIAS 17(2)(d)"
        case .documentExpiry: "ETIAS 17(2)(e)"
        case .homeAddress: "ETIAS 17(2)(f)"
        default: dataArticle
        }
    }

    private func eurodac(_ datum: QualityDatum) -> String {
        switch datum {
        case .fingerprints: "Eurodac 17(1)(a)"
        case .face: "Eurodac 17(1)(b)"
        case .surname, .givenName: "Eurodac 17(1)(c)"
        case .nationality: "Eurodac 17(1)(d)"
        case .dateOfBirth: "Eurodac 17(1)(e)"
        case .placeOfBirth, .countryOfBirth: "Eurodac 17(1)(f)"
        case .sex: "Eurodac 17(1)(h)"
        case .documentNumber, .documentExpiry: "Eurodac 17(1)(i)"
        default: dataArticle
        }
    }

    private func sis(_ datum: QualityDatum) -> String {
        switch datum {
        case .surname, .dateOfBirth, .reason: "1861 20(2), 22(1), 1862 20(3), 22(1)"
        case .decisionReference: "1860 4(1), 1861 22(1)"
        default: "1861 20(2), 1862 20(3)"
        }
    }

    private func ecrisTCN(_ datum: QualityDatum) -> String {
        switch datum {
        case .fingerprints: "ECRIS-TCN 5(1)(b)"
        case .face: "ECRIS-TCN 5(3)"
        default: "ECRIS-TCN 5(1)(a)"
        }
    }

    /// The regulation that its quality control is under, with its implementing act: those of borders and visas, or of police, asylum and
    /// courts. The two implementing acts say the same under the same numbers.
    public var controlArticle: String {
        switch self {
        case .EES, .VIS, .ETIAS: "817 37(1), 2021/2225 3(4)"
        case .SIS: "817 37(1), 818 37(1), 2021/2224 3(4), 2021/2225 3(4)"
        case .Eurodac, .ecrisTCN: "818 37(1), 2021/2224 3(4)"
        }
    }
}

extension QualityRule {
    /// The provisions of a finding in a register: those of the rule, and the register's own.
    public func article(in register: CheckedRegister) -> String {
        let own = datum.map { register.article(of: $0) } ?? register.accuracyArticle
        let common = article == QualityRule.commonArticle ? register.controlArticle : article
        return "\(common), \(own)"
    }

    /// What is missing, of a rule that looks for that.
    private var datum: QualityDatum? {
        id.hasPrefix("missing.") ? QualityDatum(rawValue: String(id.dropFirst("missing.".count))) : nil
    }
}

extension CheckedRecord {
    /// Whether an indicator says something of the record. A record of a crossing has no name that could be wrong, and counts for nothing in the
    /// mean of what names are worth.
    public func isMeasured(by indicator: QualityIndicator) -> Bool {
        let hasPerson = !identities.isEmpty || !documents.isEmpty
        switch indicator {
        case .completeness: return !asked.isEmpty || hasPerson || !samples.isEmpty
        case .accuracy: return hasPerson || !samples.isEmpty || !texts.isEmpty || zone != nil
        case .timeliness: return recordedWithinDays != nil || recorded != nil && documents.contains { $0.expiry != nil }
        case .uniqueness: return hasPerson || !samples.isEmpty
        case .consistency: return hasPerson || !orders.isEmpty || occurred != nil
        }
    }
}
