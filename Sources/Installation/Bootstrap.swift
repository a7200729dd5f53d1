import Access
import Administration
import Operations
import Registry
import Wire

/// What a new installation begins with: the authority that runs it, and the profiles that the acts themselves describe.
/// Everything else is administered by operations.
extension Installation {
    public static let operatorAuthority = "SEXTANT-OPERATOR"

    /// The caller in whose name an installation administers itself. Only programs that hold the store can use it.
    public static let operatorCaller = Caller(
        authority: operatorAuthority, kind: .operator_, memberState: nil, user: "installation")

    /// Registers what is missing. Harmless when run again.
    public func bootstrap() async throws {
        try await register(
            Authority(name: Installation.operatorAuthority, title: "Operator of this installation", kind: .operator_, memberState: nil))
        for profile in StandardProfiles.all { try await register(profile) }
    }

    /// Registers an entry through its operation, unless one of that name is there.
    public func register<Value: AdministrationRecord>(_ entry: Value) async throws {
        let id = "administration.register.\(Value.kind.name)"
        let request = OperationRequest(
            caller: Installation.operatorCaller, case: CaseReference(purpose: .administration, requestID: "bootstrap"),
            input: entry.wire, idempotencyKey: runner.ids.next().description)
        do {
            _ = try await run(id, request)
        } catch {
            guard error.kind == .alreadyExists else { throw error }
        }
    }
}

/// Profiles of 2019/817 Article 8 as far as their systems exist here. A profile asks for systems; what they show is the
/// policy's to say.
public enum StandardProfiles {
    private static let pairs: [(AuthorityKind, [Purpose])] = [
        (.border, [.borderCheck, .verification, .identification]),
        (.immigration, [.verification, .identification, .residenceDecision]),
        (.visa, [.visaExamination]),
        (.asylum, [.asylumExamination, .securityCheck]),
        (.screening, [.securityCheck]),
        (.police, [.policeCheck, .lawEnforcement]),
        (.judicial, [.criminalProceedings]),
        (.etiasNational, [.etiasProcessing]),
        (.sirene, [.supplementaryInformation]),
        (.ebcgTeam, [.borderCheck]),
        (.europol, [.mandate]),
        (.eurojust, [.mandate]),
        (.naturalisation, [.naturalisation]),
        (.facilitation, [.facilitationProgramme]),
        (.vehicleRegistration, [.registration]),
        (.vesselRegistration, [.registration]),
        (.firearmsRegistration, [.registration]),
    ]

    public static let all: [UserProfile] = pairs.flatMap { kind, purposes in
        purposes.map { UserProfile(kind: kind, purpose: $0, systems: Installation.systems) }
    }
}
