import Access
import Identity
import Operations
import Registry
import Testing

@testable import EES

@Suite("EES 24a: the security check of a screening")
struct SecurityCheckTests {
    let screening = Caller(authority: "IT-HOTSPOT", kind: .screening, memberState: "ITA", user: "agente")

    func search(_ bench: Bench, limit: Int = 20) async throws -> SearchFiles.Output {
        var input = SearchFiles.Input()
        input.document = NumberOfIssuer(number: "AB123456", issuer: CountryCode("BRA")!)
        input.limit = limit
        return try await bench.run(SearchFiles(), input, as: screening, for: .securityCheck)
    }

    func refuse(_ bench: Bench, _ file: RecordID, _ reasons: [RefusalReason], at time: String) async throws {
        bench.set(time)
        var input = RecordRefusal.Input()
        input.file = file
        input.crossingPoint = "FRCDG"
        input.reasons = reasons
        _ = try await bench.run(RecordRefusal(), input)
    }

    @Test("24a: refused on grounds B, D, H, I or J, and on no other", arguments: RefusalReason.allCases)
    func grounds(reason: RefusalReason) {
        var record = RefusalRecord()
        record.reasons = [reason]
        #expect(record.isOfSecurity == [.B, .D, .H, .I, .J].contains(reason))
        record.reasons = [.C, reason]
        #expect(record.isOfSecurity == [.B, .D, .H, .I, .J].contains(reason))
    }

    @Test("24a: a file without such a refusal is no hit, whatever else is in it; of a hit the refusals are seen, and no stay")
    func hits() async throws {
        let bench = Bench()
        let file = try await bench.register()
        let read = ReadSecurityHit()
        for reasons: [RefusalReason] in [[], [.C, .E]] {
            if !reasons.isEmpty { try await refuse(bench, file, reasons, at: "2027-03-01T09:00:00Z") }
            let found = try await search(bench)
            #expect(found.hits.isEmpty && !found.more && found.established.isEmpty && found.state == .answered)
            #expect(bench.log.drafts.last?.details.records == [])
            #expect(await bench.refusal(read, FileReference(file), as: screening, for: .securityCheck) == .notFound)
        }
        try await refuse(bench, file, [.E, .B], at: "2027-03-01T10:00:00Z")
        #expect(try await search(bench).hits.map(\.file) == [file])
        let view = try await bench.run(read, FileReference(file), as: screening, for: .securityCheck)
        #expect(view.identity == .person() && view.refusals == 1 && view.lastRefusal?.reasons.contains(.B) == true)
        #expect(view.present == nil && view.crossings.isEmpty && view.stay == nil && view.strip == nil && view.listed == nil)
        #expect(bench.log.drafts.last?.details.records == [file])
    }

    @Test("24a: nothing else is opened by it, and nobody else reads by it")
    func bounds() async throws {
        let bench = Bench()
        let file = try await bench.register()
        try await refuse(bench, file, [.B], at: "2027-03-01T10:00:00Z")
        #expect(await bench.refusal(ReadFile(), FileReference(file), as: screening, for: .securityCheck) == .forbidden)
        var page = FilePage()
        page.file = file
        #expect(await bench.refusal(ListRefusals(), page, as: screening, for: .securityCheck) == .forbidden)
        #expect(await bench.refusal(ListEntryExits(), page, as: screening, for: .securityCheck) == .forbidden)
        #expect(await bench.refusal(ReadSecurityHit(), FileReference(file), as: screening, for: .identification) == .forbidden)
        for caller in [Caller.border, .immigration, .visa, .police, .europol, .etias] {
            #expect(await bench.refusal(ReadSecurityHit(), FileReference(file), as: caller, for: .securityCheck) == .forbidden)
        }
        var face = SearchFiles.Input()
        face.facialImage = .live
        #expect(await bench.refusal(SearchFiles(), face, as: screening, for: .securityCheck) == .forbidden)
    }
}
