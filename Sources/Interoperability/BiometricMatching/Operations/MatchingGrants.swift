import Access
import Operations

extension DataGroup {
    /// One-to-one comparison with the samples of a record.
    public static let biometricComparison: DataGroup = "biometricComparison"
    /// References of a service outside the Union's systems, which uses the matching engine through the facade.
    public static let abisReferences: DataGroup = "abisReferences"
}

/// Who may ask the shared biometric matching service at all (2019/817 Article 12). What it compares with is a system's: the right to
/// search or to verify in that system is asked for besides, with that system's own conditions.
public enum MatchingGrants {
    static let authorities: Set<AuthorityKind> = [
        .border, .immigration, .visa, .asylum, .police, .judicial, .designated, .europol, .eurojust, .sirene, .ebcgTeam,
        .criminalRecords,
        .facilitation,
    ]
    static let purposes: Set<Purpose> = [
        .borderCheck, .verification, .identification, .visaExamination, .facilitationProgramme, .travelHistory,
        .lawEnforcement,
        .missingPersonIdentification, .asylumResponsibility, .asylumExamination, .policeCheck, .residenceDecision,
        .criminalProceedings,
        .supplementaryInformation, .mandate,
    ]
    public static let identify = Grant.search(
        .sBMS, by: .any([.fingerprints, .latentFingerprints, .face]), authorities, for: purposes,
        article: "817 12(1), 14")
    public static let compare = Grant.data(
        .sBMS, [.read], [.biometricComparison], authorities, for: purposes, article: "817 12(1), 14")
    /// The facade's gallery is apart from all of the Union's systems and holds no names.
    public static let facade = Grant.data(
        .sBMS, [.create, .read, .update, .delete], [.abisReferences], [.operator_], for: [.administration],
        article: "facade: none of the acts")
}

extension OperationDescription {
    static func sbms(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String,
        data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [], consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "sbms." + id, title: title, meaning: meaning, article: article, system: .sBMS, action: action, method,
            "/v1/sbms" + path,
            data: data, grants: grants, refusals: refusals, needsVersion: false, consequences: consequences)
    }
}

extension RefusalKind {
    static let sampleUnusable = RefusalKind(
        "sbms/sample-unusable", 422, "No sample can be read or is good enough to be compared", article: "2019/817 13(3)"
    )
    static let systemNotMatched = RefusalKind(
        "sbms/system-not-matched", 422, "The system has no samples to compare with")
    static let galleryUnavailable = RefusalKind("sbms/gallery-unavailable", 503, "The system cannot be asked now")
}
