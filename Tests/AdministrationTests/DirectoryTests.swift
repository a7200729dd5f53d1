import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Administration

/// The directory in memory follows commits.
@Suite struct DirectoryTests {
    static let id = RecordID(high: 1, low: 1)

    @Test func followsRegistrationAmendmentAndErasure() {
        let directory = Directory()
        var authority = Authority(name: "FRA-1", title: "x", kind: .border, memberState: "FRA")
        directory.apply(Self.id, Authority.kind, authority.projection)
        #expect(directory.authority("FRA-1")?.memberState == "FRA")
        authority.withdrawn = true
        directory.apply(Self.id, Authority.kind, authority.projection)
        #expect(directory.authority("FRA-1") == nil)
        authority.withdrawn = false
        directory.apply(Self.id, Authority.kind, authority.projection)
        #expect(directory.authority("FRA-1") != nil)
        directory.apply(Self.id, Authority.kind, nil)
        #expect(directory.authority("FRA-1") == nil)
        #expect(directory.isEmpty)
    }

    @Test func otherSystemsAreNoneOfItsBusiness() {
        let directory = Directory()
        let authority = Authority(name: "FRA-1", title: "x", kind: .border, memberState: "FRA")
        directory.apply(Self.id, RecordKind(.EES, "authority"), authority.projection)
        #expect(directory.authority("FRA-1") == nil)
    }

    /// A projection that cannot be read takes nobody in.
    @Test func whatCannotBeReadIsNoEntry() {
        let directory = Directory()
        for text in ["", "{", "null", "[]", #"{"name":"FRA-1"}"#, #"{"name":"FRA-1","title":"x","kind":"nobody"}"#] {
            directory.apply(
                Self.id, Authority.kind,
                Projection(keys: [RecordKey("name", "FRA-1", unique: true), RecordKey("entry", text, unique: false)]))
            #expect(directory.authority("FRA-1") == nil, "\(text)")
        }
    }

    /// A profile is found by kind and purpose and by nothing else.
    @Test func profiles() {
        let directory = Directory()
        directory.apply(Self.id, UserProfile.kind, UserProfile(kind: .police, purpose: .policeCheck, systems: [.SIS]).projection)
        for kind in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                #expect((directory.profile(kind, purpose) != nil) == (kind == .police && purpose == .policeCheck))
            }
        }
    }

    @Test func entriesReadBackWhatTheyWrite() throws {
        var client = Client()
        client.name = "app"
        client.authority = "FRA-1"
        client.user = "someone"
        client.secretDigest = String(repeating: "a", count: 64)
        #expect(client.contradiction == nil)
        #expect(try Client(reading: client.wire).secretDigest == client.secretDigest)
        // What is read and put back with another user keeps its secret.
        var back = client.shown
        back.user = "another"
        #expect(back.amending(client).secretDigest == client.secretDigest)
        #expect(back.amending(client).user == "another")
        client.secretDigest = String(repeating: "A", count: 64)
        #expect(client.contradiction?.pointer == "/secretDigest")
        var authority = Authority(name: "FRA-1", title: "x", kind: .europol, memberState: nil)
        #expect(authority.contradiction == nil)
        authority.authorityKind = .police
        #expect(authority.contradiction != nil)
        authority.name = "FRA 1"
        authority.memberState = "FRA"
        #expect(authority.contradiction?.pointer == "/name")
    }

    /// 767/2008 22m(2), 45e(2): an access point without a Member State says whose it is, and nothing else does.
    @Test func accessPointsOfAgenciesNameTheirs() throws {
        var point = Authority(name: "EU-CAP", title: "x", kind: .centralAccessPoint, memberState: nil)
        #expect(point.contradiction?.pointer == "/agency")
        for (agency, condition) in [(Authority.Agency.europol, Condition.servesEuropol), (.borderGuard, .servesBorderGuardAgency)] {
            point.agency = agency
            #expect(point.contradiction == nil)
            #expect(point.standing == [condition])
            #expect(try Authority(reading: point.wire).agency == agency)
        }
        point.memberState = "FRA"
        #expect(point.contradiction?.pointer == "/agency")
        point.agency = nil
        #expect(point.contradiction == nil)
        var europol = Authority(name: "EUROPOL", title: "x", kind: .europol, memberState: nil)
        #expect(europol.contradiction == nil)
        europol.agency = .europol
        #expect(europol.contradiction?.pointer == "/agency")
    }
}
