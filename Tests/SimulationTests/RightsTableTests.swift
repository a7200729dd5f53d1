import Access
import Foundation
import Testing

@testable import Simulation

/// The reading of the table of rights that replies are held against.
@Suite struct RightsTableTests {
    @Test func keysOfASearch() throws {
        let table = try RightsTable(
            """
            # a remark
            set\t@files\tindividualFile entryExitRecords
            EES\tborder\tborderCheck\tsearch\tany: identity document\t\t23
            EES\tborder\tidentification\tsearch\tany: fingerprints face / face only with fingerprints\tverificationFailed\t27
            EES\tdesignated\tidentification\tsearch\tany: fingerprints face / fingerprints needed\tverified | urgent + necessary\t32
            EES\teuropol\tidentification\tsearch\tone: face\tnot blocked\t33
            EES\tborder\tborderCheck\tread\t@files\t\t23
            """)
        func may(
            _ authority: AuthorityKind, _ purpose: Purpose, _ keys: Set<SearchKey>,
            _ conditions: Set<Access.Condition> = []
        ) -> Bool {
            table.allows(
                AccessQuestion(
                    authority: authority, purpose: purpose, system: .EES, action: .search, keys: keys,
                    conditions: conditions))
        }
        #expect(may(.border, .borderCheck, [.identity]))
        #expect(!may(.border, .borderCheck, []))
        #expect(!may(.border, .borderCheck, [.face]))
        #expect(!may(.border, .identification, [.face], [.verificationFailed]))
        #expect(may(.border, .identification, [.face, .fingerprints], [.verificationFailed]))
        #expect(!may(.border, .identification, [.fingerprints]))
        #expect(may(.designated, .identification, [.fingerprints, .face], [.urgent, .necessary]))
        #expect(!may(.designated, .identification, [.fingerprints], [.urgent]))
        #expect(!may(.designated, .identification, [.face], [.verified]))
        #expect(may(.europol, .identification, [.face]))
        #expect(!may(.europol, .identification, [.face], [.blocked]))
        let read = AccessQuestion(
            authority: .border, purpose: .borderCheck, system: .EES, action: .read, data: "entryExitRecords")
        #expect(table.allows(read))
    }

    @Test(arguments: [
        "EES\tborder", "EES\tnobody\tborderCheck\tread\tx\t\t1", "EES\tborder\tborderCheck\tsearch\tsome: face\t\t1",
    ])
    func whatIsNoTableIsRefused(line: String) {
        #expect(throws: RightsTable.Broken.self) { try RightsTable(line) }
    }
}
