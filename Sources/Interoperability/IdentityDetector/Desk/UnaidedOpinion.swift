import Access
import Identity
import Registry
import Wire

/// What an official thought of a link before seeing what comparing had come to. It binds nobody.
public struct UnaidedOpinion: WireRecord, Hashable {
    public enum Leaning: String, CaseIterable, Sendable, WireChoice { case onePerson, twoPersons, undecided }

    public var leaning = Leaning.undecided
    public var authority = ""
    public var user = ""
    public var at = Instant(milliseconds: 0)

    public init() {}
    init(_ leaning: Leaning, of caller: Caller, at now: Instant) {
        (self.leaning, authority, user, at) = (leaning, caller.authority, caller.user, now)
    }

    public static let meaning = "What an official thought of a link before seeing the comparison."
    public static let fields: [Field<UnaidedOpinion>] = [
        .required("leaning", \.leaning, "One person, two persons, or undecided."),
        .required("authority", \.authority, "Whose.", limits: .text(.init(length: 1...120))),
        .required("user", \.user, "The official.", limits: .text(.init(length: 1...200))),
        .required("at", \.at, "When."),
    ]

    func isOf(_ caller: Caller) -> Bool { authority == caller.authority && user == caller.user }
}

extension IdentityLink {
    static let opinionsMax = 100

    /// The official's own opinion of the data as they are now: data that were compared again are other data.
    func unaidedOpinion(of caller: Caller) -> UnaidedOpinion? {
        let compared = history.last { $0.kind == .detected || $0.kind == .detectedAgain }?.at ?? created
        return opinions.last { $0.isOf(caller) && $0.at >= compared }
    }

    /// Whether what comparing came to, and what colleagues thought, is to be kept from an official for now.
    func withholdsComparison(from caller: Caller, _ settings: DeskSettings) -> Bool {
        settings.isOpinionFirst && colour == .yellow && unaidedOpinion(of: caller) == nil
    }

    mutating func note(_ opinion: UnaidedOpinion) {
        opinions.removeAll { $0.authority == opinion.authority && $0.user == opinion.user }
        if opinions.count >= IdentityLink.opinionsMax { opinions.removeFirst() }
        opinions.append(opinion)
    }
}
