import Access
import Identity
import Registry
import Testing

@testable import Operations

@Suite struct SealingLogWriterTests {
    @Test func whatIsTooLongIsCutAndDoesNotVanish() throws {
        let key = try #require(LogKey(id: 1, bytes: [UInt8](repeating: 9, count: 32)))
        // One letter to whoever counts characters, 601 bytes to whoever keeps them.
        let stacked = "A" + String(repeating: "\u{0301}", count: 300)
        let draft = LogDraft(
            event: "ees.search", system: .EES, action: .search, article: "1", at: Instant(milliseconds: 0),
            caller: Caller(authority: "FR-PAF", kind: .border, memberState: "FRA", user: stacked),
            case: CaseReference(purpose: .borderCheck, reference: stacked, orderedBy: stacked, requestID: "r"), policyRevision: "1",
            verdict: .allowed, details: LogDetails(query: stacked))
        let row = try SealingLogWriter(key: key).row(draft)
        let bytes = try #require(row.sealed)
        let sealed = try #require(SealedEntry(id: OpaqueID(high: row.id.high, low: row.id.low), bytes: bytes))
        let entry = try sealed.entry(with: LogKeyRing(current: key))
        #expect(entry.user?.utf8.count == 255 && entry.caseReference?.utf8.count == 255)
        #expect(entry.orderedBy?.utf8.count == 255)
        var texts: [Int] = []
        for case .alphanumeric(_, let text?) in entry.searched { texts.append(text.text.utf8.count) }
        #expect(texts == [255])
    }

    @Test("817 10(1)(a): a question to the portal names the profile, and a question to a system none")
    func profile() throws {
        let key = try #require(LogKey(id: 1, bytes: [UInt8](repeating: 9, count: 32)))
        for (system, profile) in [(SystemName.ESP, "border.borderCheck" as String?), (.EES, nil)] {
            let draft = LogDraft(
                event: "portal.search", system: system, action: .search, article: "1", at: Instant(milliseconds: 0),
                caller: Caller(authority: "FR-PAF", kind: .border, memberState: "FRA", user: "u"),
                case: CaseReference(purpose: .borderCheck, reference: "c", requestID: "r"), policyRevision: "1", verdict: .allowed,
                details: LogDetails())
            let row = try SealingLogWriter(key: key).row(draft)
            let bytes = try #require(row.sealed)
            let sealed = try #require(SealedEntry(id: OpaqueID(high: row.id.high, low: row.id.low), bytes: bytes))
            #expect(try sealed.entry(with: LogKeyRing(current: key)).profile == profile)
        }
    }
}
