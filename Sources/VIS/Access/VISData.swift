import Access

/// The groups of data that rights in the VIS are given on.
extension DataGroup {
    /// Number, status, identity and what was decided in the holder's favour or ended it (Articles 9(1)–(2), (4)(a)–(aa), 10, 13, 14).
    static let applicationFile: DataGroup = "applicationFile"
    /// Article 9(4)(b)–(ca).
    static let travelDocuments: DataGroup = "travelDocuments"
    /// Article 9(4)(f)–(n), but for occupation and employer.
    static let applicationForm: DataGroup = "applicationForm"
    /// Article 9(4)(l).
    static let occupation: DataGroup = "occupation"
    /// Authority with which an application was lodged, and which decided (Articles 9(3), 10(1)(b)).
    static let visaAuthorities: DataGroup = "visaAuthorities"
    /// Refusals and their grounds (Article 12).
    static let visaRefusals: DataGroup = "visaRefusals"
    /// Article 9(5).
    static let visaFacialImage: DataGroup = "visaFacialImage"
    /// Article 9(7).
    static let documentScan: DataGroup = "documentScan"
    /// Files linked under Article 8(3).
    static let previousApplications: DataGroup = "previousApplications"
    /// Files linked under Articles 8(4), 22a(4).
    static let familyApplications: DataGroup = "familyApplications"
    /// Status, type, number and validity of long-stay visas and permits (Articles 22c, 22f).
    static let longStayDocument: DataGroup = "longStayDocument"
    /// Everything else of an application under Chapter IIIa.
    static let longStayFile: DataGroup = "longStayFile"
    /// Hits referenced in the file (Article 9a(9)).
    static let automatedHits: DataGroup = "automatedHits"
    static let hitRefusalAlert: DataGroup = "hitRefusalAlert"
    static let hitMissingPersonAlert: DataGroup = "hitMissingPersonAlert"
    static let hitJudicialAlert: DataGroup = "hitJudicialAlert"
    static let hitCheckAlert: DataGroup = "hitCheckAlert"
    /// Hits that VIS designated authorities and ETIAS National Units verify (Articles 9d, 9e).
    static let hitVerification: DataGroup = "hitVerification"
    /// Europol's opinion (Articles 9e(4), 9g(4)).
    static let europolOpinion: DataGroup = "europolOpinion"
    /// Articles 9e(6), 9g(6).
    static let reasonedOpinion: DataGroup = "reasonedOpinion"
    /// Decisions on an issued visa, which another Member State may take too (Articles 13, 14).
    static let issuedVisa: DataGroup = "issuedVisa"
    /// Consultation and messages between authorities (Article 16).
    static let visaConsultation: DataGroup = "visaConsultation"
    /// Lists that the VIS manages (Articles 5a, 16(2), (3a)).
    static let visaLists: DataGroup = "visaLists"
    /// Links between files (Articles 8(3)–(4), 24(2)).
    static let visaLinks: DataGroup = "visaLinks"
    /// Comparison of a live sample with those of a file (Articles 18(6), 19(1), 22g(3), 22h(1)).
    static let holderVerification: DataGroup = "holderVerification"
    /// Requests of border and coast guard teams (Article 45f(1)).
    static let teamAccessRequest: DataGroup = "teamAccessRequest"
    static let riskIndicators: DataGroup = "riskIndicators"
    /// Of a file with a decision on grounds of security, what bears on it (Article 6(2-a)).
    static let visaSecurityHit: DataGroup = "securityHit"
}
