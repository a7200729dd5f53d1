import Identity
import Quality
import Testing

@testable import Interoperability

/// 817 37(3): what a State says of a finding is said of the data that stood there, and of no others.
@Suite struct QualityIssueTests {
    private func record(_ surnames: [String], born: String = "1985-04") throws -> CheckedRecord {
        var record = CheckedRecord(.EES)
        let birth = try #require(PartialDate(born))
        record.identities = surnames.map { PersonIdentity(surnames: [$0], givenNames: ["Ada"], dateOfBirth: birth) }
        record.documents = [TravelDocument(kind: .passport, number: "A05312447", issuer: try #require(CountryCode("NGA")))]
        return record
    }

    private func confirmed(_ rule: String, _ field: String) throws -> IssueFinding {
        var finding = IssueFinding(QualityFinding(rule: rule, field: field), since: try #require(Day("2026-03-02")))
        (finding.standing, finding.ground) = (.confirmed, .asInDocument)
        return finding
    }

    private func follow(
        _ known: [IssueFinding], _ found: [QualityFinding], from before: CheckedRecord?, to record: CheckedRecord
    ) throws -> [IssueFinding] {
        IssueRule.findings(known, found: found, in: record, before: before, today: try #require(Day("2026-03-20")))
    }

    @Test func aChangedFieldIsAnotherFinding() throws {
        let known = [try confirmed("name.title", "identities/0/surnames"), try confirmed("birth.partial", "identities/0/dateOfBirth")]
        let found = known.map(\.finding)
        let before = try record(["Dr Okonkwo"])
        // Nothing of it has changed, or the very version is looked at once more.
        #expect(try follow(known, found, from: before, to: record(["Dr Okonkwo"])) == known)
        #expect(try follow(known, found, from: nil, to: before) == known)
        // Another name says nothing of the date, and another date nothing of the name.
        let renamed = try follow(known, found, from: before, to: record(["Mr Dr Schmidt"]))
        #expect(renamed.map(\.standing) == [.open, .confirmed] && renamed.first?.ground == nil)
        #expect(renamed.map(\.since.description) == ["2026-03-20", "2026-03-02"])
        let reborn = try follow(known, found, from: before, to: record(["Dr Okonkwo"], born: "1985-05"))
        #expect(reborn.map(\.standing) == [.confirmed, .open])
    }

    @Test func aNewIdentityBeforeTheOthersTakesNothingFromThem() throws {
        let known = [try confirmed("name.title", "identities/0/surnames")]
        let found = (0...1).map { QualityFinding(rule: "name.title", field: "identities/\($0)/surnames") }
        let followed = try follow(known, found, from: record(["Dr Okonkwo"]), to: record(["Dr Schmidt", "Dr Okonkwo"]))
        #expect(followed.map(\.standing) == [.open, .confirmed])
        #expect(followed.map(\.finding) == found)
        // Two of the same name: what was said stays where it was said.
        let twice = try follow(known, found, from: record(["Dr Okonkwo"]), to: record(["Dr Okonkwo", "Dr Okonkwo"]))
        #expect(twice.map(\.standing) == [.confirmed, .open])
    }

    /// Every field that a rule can name of a person or document has something behind it that a change of it changes.
    @Test func everyFieldHasItsContent() throws {
        let (before, after) = (try record(["Dr Okonkwo"]), try record(["Dr Schmidt"], born: "1985-05"))
        for field in ["identities", "identities/0", "identities/0/surnames", "identities/0/dateOfBirth"] {
            #expect(before.content(of: field) != nil && before.content(of: field) != after.content(of: field), "\(field)")
        }
        for field in ["identities/0/givenNames", "identities/0/nationalities", "documents", "documents/0", "documents/0/number"] {
            #expect(before.content(of: field) != nil && before.content(of: field) == after.content(of: field), "\(field)")
        }
        #expect(before.content(of: "identities/1/surnames") == nil && before.content(of: "documents/7") == nil)
        var samples = before
        samples.samples = [.init(.fingerprint, position: 3, quality: 10), .init(.face, quality: 12)]
        #expect(samples.content(of: "fingerprints/3") != before.content(of: "fingerprints/3"))
        #expect(samples.content(of: "fingerprints/4") == before.content(of: "fingerprints/4"))
        #expect(samples.content(of: "face") != before.content(of: "face"))
    }
}
