import Wire

/// The kinds of authority that the acts give rights to.
public enum AuthorityKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    case border, immigration, visa, asylum
    /// Carries out the screening of Regulation (EU) 2024/1356 (Article 2(10)): identifies persons, and checks whether they might pose a threat
    /// to internal security.
    case screening
    /// Police and customs.
    case police
    case judicial
    /// Law enforcement under each act's own chapter on designated authorities.
    case designated
    /// The central access point or verifying authority that checks a designated authority's request.
    case centralAccessPoint
    case europol, eurojust, eppo
    case etiasCentral, etiasNational, sirene, ebcgTeam
    /// Experts of the asylum support teams that the European Union Agency for Asylum deploys (Regulation (EU) 2021/2303).
    case asylumSupportTeam
    /// ECRIS-TCN central authority.
    case criminalRecords
    case vehicleRegistration, vesselRegistration, firearmsRegistration
    case naturalisation, facilitation, carrier
    /// Supervises the lawfulness of processing; reads logs.
    case supervisory
    /// Runs the installation: authorities, users, keys, crossing points. Sees no personal data of the systems.
    case operator_ = "operator"
}

/// The agencies of the Union that have a central access point of their own.
public enum UnionAgency: String, CaseIterable, Hashable, Sendable, WireChoice {
    case europol = "EUROPOL"
    /// The European Border and Coast Guard Agency.
    case borderGuard = "EBCGA"

    /// The fact by which the access point's own record says whose it is (767/2008 Articles 22m(2), 45e(2)).
    public var condition: Condition {
        switch self {
        case .europol: .servesEuropol
        case .borderGuard: .servesBorderGuardAgency
        }
    }
}

/// What a question or a change is for. The acts allow access for purposes, never for authorities alone.
public enum Purpose: String, CaseIterable, Hashable, Sendable, WireChoice {
    case borderCheck
    /// Of a person within the territory.
    case verification
    case identification, visaExamination, facilitationProgramme, travelHistory, visaHistory, lawEnforcement
    case missingPersonIdentification, asylumResponsibility, asylumExamination, policeCheck, policeIdentification
    case registration, residenceDecision, naturalisation, criminalProceedings, securityCheck, mandate
    case etiasProcessing, boarding, supplementaryInformation
    case ownRecord, securityClearance, licence, employmentVetting, volunteerVetting, migrationProcedure, publicContract
    /// Access, correction and erasure at the request of the person concerned.
    case dataSubjectRequest
    /// Supervision and self-monitoring: reading the logs.
    case supervision
    /// Technical administration.
    case administration
    /// Carrying out time limits and following changes; Sextant's own.
    case systemTask
}

/// The six systems, the parts of the interoperability layer, and Sextant's own administration.
public enum SystemName: String, CaseIterable, Hashable, Sendable, WireChoice {
    case SIS, VIS, Eurodac, EES, ETIAS
    case ecrisTCN = "ECRIS-TCN"
    case ESP, sBMS, CIR, MID
    /// Central repository for reporting and statistics: figures, and no person (2019/817 Article 39).
    case CRRS
    case administration = "Administration"
}
