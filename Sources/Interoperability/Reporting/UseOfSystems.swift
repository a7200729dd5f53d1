import Access
import Identity
import Operations

/// How systems and components are used, as their logs tell it: how often, by which kind of authority, by which operation, with
/// which kinds of data, and whether there was an answer (2019/817 Article 66; 1861 60(3); 1862 74(3), (5); EES 63(3)). An entry's
/// query, records and users are not looked at.
public struct UseOfSystems: Sendable {
    public static let systems: [SystemName] = [.EES, .VIS, .SIS, .Eurodac, .ETIAS, .ecrisTCN, .ESP, .sBMS, .CIR, .MID]

    static func stem(_ system: SystemName) -> String { system == .ecrisTCN ? "ecris" : system.rawValue.lowercased() }

    static func article(_ system: SystemName) -> String {
        switch system {
        case .EES: "EES 63(3), 72(1), (8)"
        case .VIS: "VIS 45a(3), 50(1), (3)"
        case .SIS: "1861 60(3), 1862 74(3), (5)"
        case .Eurodac: "Eurodac 12(1)(t)–(v)"
        case .ETIAS: "ETIAS 84(3), 92(1), (8)"
        case .ecrisTCN: "ECRIS-TCN 32(3)"
        case .ESP: "817 66(1)"
        case .CIR: "817 66(2)"
        case .MID: "817 66(3)"
        // No figure of its own is asked for; its functioning is monitored.
        case .sBMS: "817 78(1)"
        case .CRRS, .administration: "817 39"
        }
    }

    /// Kind and Member State of an authority, as the administration has it.
    public var authority: @Sendable (String) -> (kind: AuthorityKind, memberState: String?)?

    public init(authority: @escaping @Sendable (String) -> (kind: AuthorityKind, memberState: String?)?) { self.authority = authority }

    /// Comparisons of the multiple-identity detector, which nobody asks for.
    private static let detections: Set<String> = ["mid.detect", "mid.detectAndErase"]

    /// Queries of the common identity repository, by the article under which they are made.
    static let queriesOfCIR = [
        "cir.identifyPerson": "20", "cir.readLinkedData": "21", "cir.readLinkedSamples": "21", "cir.searchPresence": "22",
    ]

    /// What one entry adds. What was refused was no use.
    func add(_ entry: AccessLogEntry, to counts: inout [Cell: Int]) {
        guard entry.decision == .allowed, let system = entry.systems.first.flatMap({ SystemName(rawValue: $0) }),
            UseOfSystems.systems.contains(system)
        else { return }
        var counting = Counting()
        if UseOfSystems.detections.contains(entry.event) {
            // What only took links away searched nothing.
            if !entry.searched.isEmpty {
                counting.event("mid.searches", entry.instant.utcDay.month, nil, ["biometrics": UseOfSystems.biometrics(entry)])
            }
        } else if entry.purpose != Purpose.systemTask.rawValue {
            // Sextant's other tasks use nothing.
            add(entry, of: system, to: &counting)
        }
        counts.merge(counting.counts, uniquingKeysWith: +)
    }

    private static func biometrics(_ entry: AccessLogEntry) -> String { entry.searched.contains(where: \.isBiometric) ? "with" : "without" }

    private func add(_ entry: AccessLogEntry, of system: SystemName, to counting: inout Counting) {
        let asker = authority(entry.authority)
        let month = entry.instant.utcDay.month
        let stem = UseOfSystems.stem(system)
        var answered = entry.event
        if let answer = UseOfSystems.answer(of: system, entry.results) { answered += " \(answer)" }
        // With their operation, which another figure is by: so that both are told together.
        var categories: [String: String?] = ["operation": entry.event, "authority": asker?.kind.rawValue, "answer": answered]
        if system == .CIR { categories["biometrics"] = .some("\(entry.event) \(UseOfSystems.biometrics(entry))") }
        if system == .ESP {
            let profile = entry.profile ?? asker.map { "\($0.kind.rawValue).\(entry.purpose)" } ?? Cell.unknown
            categories["profile"] = .some(profile)
            // The authority of the profile, as it was then.
            categories["authority"] = .some(UseOfSystems.kind(ofProfile: profile))
        }
        counting.event("\(stem).use", month, asker?.memberState, categories)
        for key in Set(entry.searched.compactMap(\.kindOfData)) { counting.event("\(stem).searched", month, asker?.memberState, ["key": key]) }
        if let article = UseOfSystems.queriesOfCIR[entry.event] { counting.event("cir.queries", month, asker?.memberState, ["article": article]) }
    }

    /// The kind of authority that a profile of the search portal is for: `border` of `border.borderCheck`.
    static func kind(ofProfile profile: String) -> String { String(profile.prefix { $0 != "." }) }

    /// What a search came to: of the system itself, or of all that a component asked.
    private static func answer(of system: SystemName, _ results: [LogResult]) -> String? {
        let own = results.contains { $0.system == system.rawValue } ? results.filter { $0.system == system.rawValue } : results
        guard !own.isEmpty else { return nil }
        var (hits, unavailable): (UInt32, Bool) = (0, false)
        for result in own {
            switch result.outcome {
            case .answered(let count): hits += count
            case .unavailable, .pending: unavailable = true
            }
        }
        return hits > 0 ? "hit" : unavailable ? "no answer" : "no hit"
    }
}

extension SearchDatum {
    fileprivate var isBiometric: Bool { if case .biometric = self { true } else { false } }

    /// The kind of data, in a word; `nil` for the text of the query, which statistics do not look at.
    fileprivate var kindOfData: String? {
        switch self {
        case .alphanumeric(_, .some): nil
        case .alphanumeric(let key, nil): "\(key)"
        case .biometric(let kind): "\(kind)"
        }
    }
}
