import Access
import Foundation
import Identity
import Operations
import Testing
import Wire

@testable import SIS

@Suite("1861 25: the UN list becomes alerts and stays in step") struct UNListImportTests {
    /// A list of individuals, each with a number, a name and a date of birth.
    static func list(_ entries: [(id: Int, name: String, born: String?, more: String)]) throws -> UNList {
        let individuals = entries.map { entry in
            """
            <INDIVIDUAL><DATAID>\(entry.id)</DATAID><FIRST_NAME>\(entry.name)</FIRST_NAME><SECOND_NAME>SYNTHETIC</SECOND_NAME>\
            <UN_LIST_TYPE>SYNTHETIC</UN_LIST_TYPE><REFERENCE_NUMBER>SYi.\(entry.id)</REFERENCE_NUMBER>\
            \(entry.born.map { "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>\($0)</DATE></INDIVIDUAL_DATE_OF_BIRTH>" } ?? "")\
            \(entry.more)</INDIVIDUAL>
            """
        }
        return try SmallList.list(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CONSOLIDATED_LIST><INDIVIDUALS>\(individuals.joined())</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
        )
    }

    static func people(_ range: ClosedRange<Int>, more: (Int) -> String = { _ in "" }) -> [(
        id: Int, name: String, born: String?, more: String
    )] {
        range.map { ($0, "TAVIN\($0)", "19\(60 + $0 % 40)-04-1\($0 % 10)", more($0)) }
    }

    private func importer(_ world: SISWorld) -> UNListImport {
        UNListImport(runner: world.runner, caller: caller(.sirene, "FRA"))
    }

    @Test("entered once; again: unchanged; changed entries updated; delisted ones deleted")
    func inStep() async throws {
        let world = SISWorld()
        let first = try await importer(world).run(try Self.list(Self.people(1...20)))
        #expect(first.entered == 20 && first.refused.isEmpty)
        let again = try await importer(world).run(try Self.list(Self.people(1...20)))
        #expect(again.unchanged == 20 && again.entered == 0 && again.updated == 0 && again.deleted == 0)

        let changed = Self.people(3...21) {
            $0 == 5 ? "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Tavo</ALIAS_NAME></INDIVIDUAL_ALIAS>" : ""
        }
        let dry = try await importer(world).run(try Self.list(changed), dryRun: true)
        #expect(dry.entered == 1 && dry.updated == 1 && dry.deleted == 2 && dry.unchanged == 17)
        #expect(try await world.count(Alert.kind) == 20)
        let third = try await importer(world).run(try Self.list(changed))
        #expect(third == dry)
        #expect(try await world.count(Alert.kind) == 19)
        let tavo = try await world.run(ListOwnAlerts(), .init(nationalReference: "UN/5"), as: caller(.sirene, "FRA"))
            .output.alerts
        #expect(tavo.first?.version == 2)
        #expect(
            tavo.first?.alert.content.identities.contains {
                $0.category == .alias && ($0.surnames + $0.otherNames).contains("Tavo")
            } == true)
        #expect(tavo.first?.alert.content.category == .restrictiveMeasure)
        #expect(tavo.first?.article == "1861 25")
    }

    @Test("a broken file does not delete what stands; one delisting always passes")
    func broken() async throws {
        let world = SISWorld()
        _ = try await importer(world).run(try Self.list(Self.people(1...4)))
        let empty = try await importer(world).run(try Self.list([]))
        #expect(empty.deleted == 0 && empty.delistedKept.count == 4)
        #expect(try await world.count(Alert.kind) == 4)
        let one = try await importer(world).run(try Self.list(Self.people(1...3)))
        #expect(one.deleted == 1 && one.delistedKept.isEmpty)
    }

    @Test("other alerts of the Member State are no business of the import")
    func otherAlerts() async throws {
        let world = SISWorld()
        _ = try await world.run(EnterAlert(), .init(content(.restrictiveMeasure, "Own")), as: caller(.police, "FRA"))
        _ = try await world.run(EnterAlert(), .init(content(.restrictiveMeasure, "Own")), as: caller(.police, "DEU"))
        _ = try await importer(world).run(try Self.list(Self.people(1...1)))
        _ = try await importer(world).run(try Self.list([]))
        #expect(try await world.count(Alert.kind) == 2)
    }

    @Test("61: two entries that share an alias are two persons; an alert of one's own on one of them is in the way")
    func sharedAlias() async throws {
        let alias = """
            <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Shared Name</ALIAS_NAME><DATE_OF_BIRTH>1970-01-02</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
            """
        let world = SISWorld()
        let report = try await importer(world).run(try Self.list(Self.people(1...3) { _ in alias }))
        #expect(report.entered == 3 && report.refused.isEmpty)
        let again = try await importer(world).run(
            try Self.list(Self.people(1...3) { _ in alias + "<TITLE><VALUE>Dr.</VALUE></TITLE>" }))
        #expect(again.updated == 3 && again.refused.isEmpty)

        let other = SISWorld()
        _ = try await other.run(
            EnterAlert(), .init(content(.arrest, "SYNTHETIC", "TAVIN2", born: "1962-04-12")), as: caller(.police, "FRA")
        )
        let blocked = try await importer(other).run(try Self.list(Self.people(1...3)))
        #expect(blocked.entered == 2 && blocked.refused.map(\.code) == ["sis/alert-exists"])
    }

    @Test("22(1): an entry without a date of birth has not the minimum data, and is reported")
    func minimum() async throws {
        let world = SISWorld()
        var people = Self.people(1...2)
        people[1].born = nil
        let report = try await importer(world).run(try Self.list(people))
        #expect(report.entered == 1)
        #expect(report.refused.map(\.reference) == ["SYi.2"])
        #expect(report.refused.map(\.code) == ["sis/minimum-data"])
        #expect(report.description.contains("refused SYi.2"))
    }

    @Test("what an alert does not hold is reported: addresses, texts too long, entries twice")
    func omitted() async throws {
        let world = SISWorld()
        let long = String(repeating: "x", count: 9000)
        let more = """
            <COMMENTS1>\(long)</COMMENTS1><INDIVIDUAL_ADDRESS><CITY>Zenda</CITY></INDIVIDUAL_ADDRESS>\
            <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>\(long.prefix(300))</ALIAS_NAME></INDIVIDUAL_ALIAS>
            """
        var people = Self.people(1...1) { _ in more }
        people += Self.people(1...1)
        let report = try await importer(world).run(try Self.list(people))
        #expect(report.entered == 1)
        #expect(report.refused.map(\.code) == ["repeated"])
        #expect(Set(report.omitted.map(\.why)) == [.notInArticle20, .tooLong])
        #expect(report.omitted.contains { $0.text == long } && report.omitted.contains { $0.text.contains("Zenda") })
    }

    @Test("who may not enter alerts imports nothing, and hears so")
    func rights() async throws {
        let world = SISWorld()
        for (kind, state) in [(AuthorityKind.europol, nil), (.visa, "FRA"), (.border, nil)]
            as [(AuthorityKind, String?)]
        {
            let importer = UNListImport(runner: world.runner, caller: caller(kind, state), purpose: kind.usualPurpose)
            await #expect(throws: Refusal.self) { try await importer.run(try Self.list(Self.people(1...1))) }
        }
        #expect(try await world.count(Alert.kind) == 0)
    }

    @Test(
        "the real list: every individual is an alert or is reported; importing again changes nothing",
        .enabled(if: realUNList != nil))
    func realList() async throws {
        let list = try UNListParser.parse(contentsOf: try #require(realUNList))
        let world = SISWorld()
        let report = try await importer(world).run(list)
        #expect(report.entered + report.refused.count == list.individuals.count)
        #expect(report.entered > 600)
        // Only for want of the minimum data.
        #expect(Set(report.refused.map(\.code)).subtracting(["sis/minimum-data"]).isEmpty)
        let again = try await importer(world).run(list)
        #expect(again.unchanged == report.entered && again.entered == 0 && again.updated == 0 && again.deleted == 0)
        #expect(again.refused == report.refused)
        print(
            "UN list: \(report.description.split(separator: "\n").first ?? ""); omitted \(report.omitted.count), unread \(report.unread.count)"
        )
    }
}
