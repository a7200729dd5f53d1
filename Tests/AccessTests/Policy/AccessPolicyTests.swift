import Testing

@testable import Access

/// The policy as such: what a grant opens, what a concealment hides, and what a mandate then covers.
@Suite struct AccessPolicyTests {
    static let search = Grant.search(
        .EES, by: .any([.identity, .document]), [.border], for: [.borderCheck], article: "23")
    static let withFace = Grant.search(
        .EES, by: .exactly([[.fingerprints], [.fingerprints, .face]]), [.border], for: [.identification],
        when: [[.verificationFailed], [.urgent, .necessary]], article: "27")
    static let read = Grant.data(.EES, [.read], ["a", "b"], [.border, .visa], for: [.borderCheck], article: "9")
    static let own = Grant.data(.EES, [.update, .delete], ["a"], [.border], for: [.borderCheck], when: [[.owner]], article: "35")
    static let barred = Grant.data(
        .SIS, [.read], ["vehicle"], [.vehicleRegistration], for: [.registration], unless: [.nonGovernment], article: "45")
    static let hidden = Concealment(.EES, data: ["b"], when: [.blocked], exceptFor: [.visa], article: "18")
    static let policy = AccessPolicy(grants: [search, withFace, read, own, barred], concealments: [hidden])

    static func question(
        _ action: AccessAction, keys: Set<SearchKey> = [], data: DataGroup? = nil, _ authority: AuthorityKind = .border,
        for purpose: Purpose = .borderCheck, in system: SystemName = .EES, when conditions: Set<Condition> = [], portal: Bool = false
    ) -> AccessQuestion {
        AccessQuestion(
            authority: authority, purpose: purpose, system: system, action: action, keys: keys, data: data,
            conditions: conditions, viaPortal: portal)
    }

    @Test func everythingThatNoGrantGivesIsRefused() {
        let empty = AccessPolicy(grants: [])
        for authority in AuthorityKind.allCases {
            for system in SystemName.allCases {
                for action in AccessAction.allCases {
                    let asked = Self.question(
                        action, keys: [.identity], data: "a", authority, in: system, when: Set(Condition.allCases))
                    #expect(empty.decide(asked).word == "refused")
                }
            }
        }
    }

    /// Two ways to the same data: by one of them alone, the right to the other counts for nothing; and no grant counts that is not the
    /// policy's.
    @Test func aRightByOneWayIsNoneByAnother() throws {
        let asked = Self.question(.search, keys: [.identity])
        #expect(Self.policy.decide(asked, by: [Self.search]) == Self.policy.decide(asked))
        #expect(Self.policy.decide(asked, by: [Self.withFace, Self.read]).word == "refused")
        #expect(Self.policy.decide(asked, by: []).word == "refused")
        let foreign = Grant.search(.EES, by: .any([.face]), [.visa], for: [.borderCheck], article: "99")
        #expect(Self.policy.decide(Self.question(.search, keys: [.face], .visa), by: [foreign]).word == "refused")
        // What looks absent looks absent by every way.
        let concealed = Self.question(.read, data: "b", when: [.blocked])
        #expect(Self.policy.decide(concealed, by: [Self.read]).word == "hidden")
        let caller = Caller(authority: "FRA-BORDER", kind: .border, memberState: "FRA", user: "guard")
        let reference = CaseReference(purpose: .borderCheck, requestID: "r")
        let mandate = try Self.policy.mandate(for: asked, by: [Self.search], caller: caller, case: reference)
        #expect(mandate.article == "23" && mandate.visible == ["a", "b"])
        #expect(throws: AccessRefusal.self) {
            try Self.policy.mandate(for: asked, by: [Self.withFace], caller: caller, case: reference)
        }
    }

    /// A grant is read strictly: change any one thing about an allowed question and it is refused.
    @Test func eachPartOfAGrantCounts() {
        let allowed = Self.question(.search, keys: [.identity])
        #expect(Self.policy.decide(allowed) == .allowed(article: "23"))
        for authority in AuthorityKind.allCases where authority != .border {
            var other = allowed
            other.authority = authority
            #expect(Self.policy.decide(other).word == "refused")
        }
        for purpose in Purpose.allCases where purpose != .borderCheck {
            var other = allowed
            other.purpose = purpose
            #expect(Self.policy.decide(other).word == "refused")
        }
        for system in SystemName.allCases where system != .EES {
            var other = allowed
            other.system = system
            #expect(Self.policy.decide(other).word == "refused")
        }
        for action in AccessAction.allCases where action != .search {
            var other = allowed
            other.action = action
            #expect(Self.policy.decide(other).word == "refused")
        }
        for key in SearchKey.allCases where key != .identity && key != .document {
            #expect(Self.policy.decide(Self.question(.search, keys: [.identity, key])).word == "refused")
        }
        #expect(Self.policy.decide(Self.question(.search)).word == "refused", "a search by nothing")
        #expect(Self.policy.decide(Self.question(.search, keys: [.identity, .document])).word == "allowed")
    }

    @Test func combinationsOfKeysAreExact() {
        func ask(_ keys: Set<SearchKey>, _ conditions: Set<Condition> = [.verificationFailed]) -> String {
            Self.policy.decide(Self.question(.search, keys: keys, for: .identification, when: conditions)).word
        }
        #expect(ask([.fingerprints]) == "allowed")
        #expect(ask([.fingerprints, .face]) == "allowed")
        #expect(ask([.face]) == "refused")
        #expect(ask([.fingerprints, .identity]) == "refused")
        #expect(ask([.fingerprints], []) == "refused")
        #expect(ask([.fingerprints], [.urgent]) == "refused")
        #expect(ask([.fingerprints], [.urgent, .necessary]) == "allowed")
    }

    /// Who searched by data that no provision puts together is told by what else it may search; who has no right there is not.
    @Test func aRefusalSaysByWhatElseToSearch() {
        func why(_ question: AccessQuestion) -> String {
            if case .refused(let why) = Self.policy.decide(question) { why } else { "" }
        }
        #expect(why(Self.question(.search, keys: [.face])).hasSuffix("by these data; it may search by: any of document, identity"))
        #expect(why(Self.question(.search, keys: [.face], .visa)).hasSuffix("this right in EES"))
        #expect(why(Self.question(.search, keys: [.face], portal: true)).hasSuffix("this right in EES"))
    }

    @Test func aFactCanTakeARightAway() {
        func ask(_ conditions: Set<Condition>) -> String {
            Self.policy.decide(Self.question(.read, data: "vehicle", .vehicleRegistration, for: .registration, in: .SIS, when: conditions)).word
        }
        #expect(ask([]) == "allowed")
        #expect(ask([.nonGovernment]) == "refused")
        #expect(ask([.owner, .nonGovernment]) == "refused")
    }

    @Test func whatIsHiddenIsHiddenFromThoseWithAndWithoutARight() {
        #expect(Self.policy.decide(Self.question(.read, data: "b", when: [.blocked])) == .hidden(article: "18"))
        #expect(Self.policy.decide(Self.question(.read, data: "b", .carrier, when: [.blocked])).word == "hidden")
        #expect(Self.policy.decide(Self.question(.read, data: "b", .visa, when: [.blocked])).word == "allowed")
        #expect(Self.policy.decide(Self.question(.read, data: "a", when: [.blocked])).word == "allowed")
        #expect(Self.policy.decide(Self.question(.read, data: "b")).word == "allowed")
    }

    /// Through the portal a system without any right is hidden; with some right a wrong question is refused.
    @Test func throughThePortal() {
        #expect(Self.policy.decide(Self.question(.search, keys: [.identity], .police, portal: true)) == .hidden(article: "817 9(4)"))
        #expect(Self.policy.decide(Self.question(.search, keys: [.face], portal: true)).word == "refused")
        #expect(Self.policy.decide(Self.question(.search, keys: [.identity], portal: true)).word == "allowed")
    }

    private let caller = Caller(authority: "FRA-1", kind: .border, memberState: "FRA", user: "u")
    private let reference = CaseReference(purpose: .borderCheck, requestID: "r")

    @Test func aMandateCoversWhatWasAskedAndReadingAndNoMore() throws {
        let policy = Self.policy
        let mandate = try policy.mandate(for: Self.question(.update, data: "a", when: [.owner]), caller: caller, case: reference)
        #expect(mandate.actions == [.update, .read])
        #expect(mandate.systems == [.EES])
        #expect(mandate.article == "35")
        #expect(mandate.policyRevision == policy.revision)
        #expect(!mandate.allows(.delete, in: .EES))
        #expect(!mandate.allows(.update, in: .SIS))
        let wider = try policy.mandate(
            for: Self.question(.update, data: "a", when: [.owner]), caller: caller, case: reference, consequences: [.create])
        #expect(wider.actions == [.update, .read, .create])
        let found = try policy.mandate(for: Self.question(.search, keys: [.identity]), caller: caller, case: reference)
        #expect(found.actions == [.search, .read])
    }

    /// Groups that are hidden or not granted are not visible, whatever the operation was about.
    @Test func visibleGroups() throws {
        let policy = Self.policy
        func visible(_ conditions: Set<Condition>) throws -> Set<DataGroup> {
            try policy.mandate(for: Self.question(.read, data: "a", when: conditions), caller: caller, case: reference).visible
        }
        #expect(try visible([]) == ["a", "b"])
        #expect(try visible([.blocked]) == ["a"])
    }

    @Test func refusalsSayWhy() {
        func why(_ question: AccessQuestion) -> String {
            do throws(AccessRefusal) {
                _ = try Self.policy.mandate(for: question, caller: caller, case: reference)
                return ""
            } catch { return error.why }
        }
        #expect(why(Self.question(.update, data: "a")).contains("owner"))
        #expect(why(Self.question(.update, data: "a")).contains("35"))
        #expect(why(Self.question(.create, data: "a")).contains("no provision"))
        // What is hidden does not say so.
        #expect(why(Self.question(.read, data: "b", when: [.blocked])) == "no data")
    }

    /// The revision names the content: the same rights in another order have the same, and any change another one.
    @Test func theRevisionIsADigestOfTheContent() {
        let grants = [Self.search, Self.withFace, Self.read, Self.own, Self.barred]
        let policy = AccessPolicy(grants: grants, concealments: [Self.hidden])
        #expect(policy.revision.count == 16)
        #expect(AccessPolicy(grants: grants.reversed(), concealments: [Self.hidden]).revision == policy.revision)
        #expect(AccessPolicy(grants: grants + grants, concealments: [Self.hidden]).revision == policy.revision)
        var seen: Set<String> = [policy.revision]
        for place in grants.indices {
            var other = grants
            other.remove(at: place)
            #expect(seen.insert(AccessPolicy(grants: other, concealments: [Self.hidden]).revision).inserted)
        }
        #expect(seen.insert(AccessPolicy(grants: grants).revision).inserted)
        var wider = Self.barred
        wider.unless = []
        #expect(
            seen.insert(AccessPolicy(grants: [Self.search, Self.withFace, Self.read, Self.own, wider], concealments: [Self.hidden]).revision).inserted
        )
        wider = Self.own
        wider.conditions = [[]]
        #expect(
            seen.insert(AccessPolicy(grants: [Self.search, Self.withFace, Self.read, wider, Self.barred], concealments: [Self.hidden]).revision)
                .inserted)
    }

    /// Keys that only narrow a search open nothing by themselves (ETIAS Article 52(2)–(3)).
    @Test func narrowingKeysComeBesideOthers() {
        let policy = AccessPolicy(grants: [
            .search(.ETIAS, by: .some(of: [.surname, .email], narrowedBy: [.sex]), [.designated], for: [.lawEnforcement], article: "52")
        ])
        func allowed(_ keys: Set<SearchKey>) -> Bool {
            policy.decide(Self.question(.search, keys: keys, .designated, for: .lawEnforcement, in: .ETIAS)) == .allowed(article: "52")
        }
        for keys in [[.surname], [.email], [.surname, .email], [.surname, .sex], [.surname, .email, .sex]] as [Set<SearchKey>] {
            #expect(allowed(keys), "\(keys)")
        }
        for keys in [[], [.sex], [.phone], [.surname, .phone], [.sex, .phone]] as [Set<SearchKey>] { #expect(!allowed(keys), "\(keys)") }
        #expect(policy.table.map(\.subject) == ["some of email, surname; with it sex"])
    }

    /// The table that people read has a line for each authority, purpose and action.
    @Test func theTableIsComplete() {
        let rows = Self.policy.table
        #expect(rows.count == 1 + 1 + 2 + 2 + 1)
        #expect(rows.contains { $0.authority == "visa" && $0.action == "read" && $0.subject == "a, b" })
        #expect(rows.contains { $0.conditions.contains("not nonGovernment") })
        #expect(rows.map(\.line) == rows.map(\.line).sorted())
    }
}
