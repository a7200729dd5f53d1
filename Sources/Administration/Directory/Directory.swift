import Access
import Registry
import Synchronization
import Wire

/// The administration in memory: follows every commit before its reply leaves, so that a withdrawal is in force at once.
public final class Directory: Sendable {
    fileprivate struct Entries {
        var authorities: [String: Authority] = [:]
        var clients: [String: Client] = [:]
        var certificates: [String: ClientCertificate] = [:]
        var profiles: [String: UserProfile] = [:]
        var crossingPoints: [String: CrossingPoint] = [:]
        var keys: [String: VerificationKey] = [:]
        var contacts: [String: ContactPoint] = [:]
        /// Which entry a record is, so that an erased one can be taken out.
        var names: [RecordID: (kind: RecordKind, name: String)] = [:]
    }

    private let entries = Mutex(Entries())

    public init() {}

    /// Called for every projection when starting, and for every commit afterwards.
    public func apply(_ id: RecordID, _ kind: RecordKind, _ projection: Projection?) {
        guard kind.system == .administration else { return }
        entries.withLock { entries in
            guard let projection else {
                if let known = entries.names.removeValue(forKey: id) { entries.remove(known.kind, known.name) }
                return
            }
            guard let text = projection.keys.first(where: { $0.name == "entry" })?.value,
                let json = try? JSON(parsing: text), let name = projection.keys.first(where: { $0.name == "name" })?.value
            else { return }
            entries.names[id] = (kind, name)
            switch kind {
            case Authority.kind: entries.authorities[name] = try? Authority(reading: json)
            case Client.kind: entries.clients[name] = try? Client(reading: json)
            case ClientCertificate.kind: entries.certificates[name] = try? ClientCertificate(reading: json)
            case UserProfile.kind: entries.profiles[name] = try? UserProfile(reading: json)
            case CrossingPoint.kind: entries.crossingPoints[name] = try? CrossingPoint(reading: json)
            case VerificationKey.kind: entries.keys[name] = try? VerificationKey(reading: json)
            case ContactPoint.kind: entries.contacts[name] = try? ContactPoint(reading: json)
            default: break
            }
        }
    }

    public func apply(_ changes: [CommittedChange]) {
        for change in changes { apply(change.feed.id, change.feed.kind, change.projection) }
    }

    /// `nil` where there is none in service.
    public func authority(_ name: String) -> Authority? { inService { $0.authorities[name] } }
    /// Also one that is withdrawn.
    public func registeredAuthority(_ name: String) -> Authority? { entries.withLock { $0.authorities[name] } }
    public func client(_ name: String) -> Client? { inService { $0.clients[name] } }
    public func certificate(_ fingerprint: String) -> ClientCertificate? { inService { $0.certificates[fingerprint] } }
    public func crossingPoint(_ code: String) -> CrossingPoint? { inService { $0.crossingPoints[code] } }
    /// Also one that is closed.
    public func registeredCrossingPoint(_ code: String) -> CrossingPoint? { entries.withLock { $0.crossingPoints[code] } }
    /// How persons reach an authority; by its identifier, whatever its case.
    /// By an authority's name, or by the reference of a kind of authority and its Member State that a person's letter gives: `border/FRA`.
    public func contact(_ reference: String) -> ContactPoint? {
        inService { entries in
            if let named = entries.contacts[reference] ?? entries.contacts[reference.uppercased()] { return named }
            let parts = reference.split(separator: "/").map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard parts.count == 2 else { return nil }
            let (kind, state) = (parts[0].lowercased(), parts[1].uppercased())
            return entries.contacts.values.filter { contact in
                guard !contact.withdrawn, let authority = entries.authorities[contact.name], !authority.withdrawn else { return false }
                return authority.authorityKind.rawValue.lowercased() == kind && (authority.memberState ?? "-") == state
            }.min { $0.name < $1.name }
        }
    }
    public func profile(_ kind: AuthorityKind, _ purpose: Purpose) -> UserProfile? {
        inService { $0.profiles["\(kind.rawValue).\(purpose.rawValue)"] }
    }
    public func keys(for use: VerificationKey.Use) -> [VerificationKey] {
        entries.withLock { $0.keys.values.filter { $0.use == use && !$0.withdrawn } }
    }
    public var isEmpty: Bool { entries.withLock { $0.authorities.isEmpty } }

    private func inService<Value: AdministrationRecord>(_ find: (Entries) -> Value?) -> Value? {
        let found = entries.withLock { find($0) }
        return found?.withdrawn == true ? nil : found
    }
}

extension Directory.Entries {
    fileprivate mutating func remove(_ kind: RecordKind, _ name: String) {
        switch kind {
        case Authority.kind: authorities[name] = nil
        case Client.kind: clients[name] = nil
        case ClientCertificate.kind: certificates[name] = nil
        case UserProfile.kind: profiles[name] = nil
        case CrossingPoint.kind: crossingPoints[name] = nil
        case VerificationKey.kind: keys[name] = nil
        case ContactPoint.kind: contacts[name] = nil
        default: break
        }
    }
}
