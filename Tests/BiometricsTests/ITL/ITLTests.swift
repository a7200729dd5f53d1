import Testing

@testable import Biometrics

@Suite struct ITLTests {
    static func header(_ purpose: ITLComposer.Purpose = .enrolment) -> ITLComposer.Header {
        ITLComposer.Header(system: .ees, purpose: purpose, date: "20261012", destination: "EU-LISA", origin: "AT-BKA", control: "T-0001")
    }

    static func sample() throws -> ITLTransaction {
        try ITLComposer.compose(
            header(),
            fingers: [
                .init(position: .rightIndex, image: ImageFormatTests.wavy(64, 80), quality: 71),
                .init(position: .rightMiddle, image: ImageFormatTests.wavy(70, 66, seed: 4), quality: 44),
            ])
    }

    @Test(arguments: ITLComposer.System.allCases)
    func `composed transactions are read back and found sound`(_ system: ITLComposer.System) throws {
        var header = Self.header()
        header.system = system
        let made = try ITLComposer.compose(
            header, fingers: [.init(position: .leftThumb, image: ImageFormatTests.wavy(64, 64), quality: 50)])
        let read = try ITLTransaction.decode(try made.encode())
        #expect(ITLValidator.findings(read).isEmpty)
        #expect(read.records.map(\.type) == [1, 2, 14])
        #expect(read.records[2].fingers == [6])
        #expect(try read.records[2].image().width == 64)
        #expect(read.records[0].text(13) == "EU-\(system.rawValue)")
    }

    @Test func `writing and reading is the identity on records`() throws {
        let once = try ITLTransaction.decode(try Self.sample().encode())
        let twice = try ITLTransaction.decode(try once.encode())
        #expect(once.records.count == twice.records.count)
        for (a, b) in zip(once.records, twice.records) {
            #expect(a.type == b.type && a.designation == b.designation && a.data == b.data)
            #expect(a.fields.filter { $0.number != 1 } == b.fields.filter { $0.number != 1 })
        }
    }

    @Test func `the validator names the wrong field`() throws {
        var t = try ITLTransaction.decode(try Self.sample().encode())
        t.records[0].fields.removeAll { $0.number == 8 }
        t.records[2].fields.removeAll { $0.number == 13 }
        if let i = t.records[3].fields.firstIndex(where: { $0.number == 11 }) { t.records[3].fields[i] = .init(11, "PNG") }
        if let i = t.records[3].fields.firstIndex(where: { $0.number == 6 }) { t.records[3].fields[i] = .init(6, "9") }
        let fields = Set(ITLValidator.findings(t).map { "\($0.record) \($0.field)" })
        #expect(fields.isSuperset(of: ["1 1.008", "3 14.013", "4 14.011", "4 14.006"]))
    }

    @Test func `binary records keep their bytes`() throws {
        var t = try Self.sample()
        t.records.append(
            .init(
                type: 4, designation: 9,
                fields: [.init(3, "0"), .init(4, [["2"]]), .init(5, "0"), .init(6, "8"), .init(7, "8"), .init(8, "0")],
                data: [UInt8](repeating: 200, count: 64)))
        let read = try ITLTransaction.decode(try t.encode())
        let last = try #require(read.records.last)
        #expect(last.type == 4 && last.designation == 9 && last.fingers == [2])
        #expect(try last.image().pixels == [UInt8](repeating: 200, count: 64))
    }

    @Test func `standard and INCITS minutiae of type 9 agree on the direction`() throws {
        let incits = ITLTransaction.Record(
            type: 9, designation: 1,
            fields: [.init(128, "400"), .init(129, "400"), .init(130, "1"), .init(131, "500"), .init(137, [["1", "100", "300", "45", "1", "80"]])])
        let standard = ITLTransaction.Record(
            type: 9, designation: 1, fields: [.init(12, [["001", "05080508270", "10", "A"]])])
        let a = try incits.template().minutiae[0], b = try standard.template().minutiae[0]
        #expect(abs(a.angle - .pi / 2) < 0.01)
        #expect(abs(b.angle - .pi / 2) < 0.01)
        #expect(a.kind == .ending && b.kind == .ending)
    }

    @Test(arguments: [
        ["1", "100", "300", "45", "nan", "80"], ["1", "100", "300", "45", "1", "nan"], ["1", "100", "300", "45", "inf", "80"],
        ["1", "1e30", "300", "45", "1", "80"], ["1", "100", "-inf", "45", "1", "80"], ["1", "nan", "300", "45", "1", "80"],
        ["1", "100", "300", "nan", "1", "80"],
    ])
    func `minutiae of numbers that cannot be are refused`(_ items: [String]) {
        let record = ITLTransaction.Record(
            type: 9, designation: 1, fields: [.init(128, "400"), .init(129, "400"), .init(130, "1"), .init(131, "500"), .init(137, [items])])
        #expect(throws: FormatError.self) { try record.template() }
    }

    @Test func `qualities and resolutions without bounds are no end of the program`() throws {
        for grade in ["9223372036854775807", "-9223372036854775808", "63", "2"] {
            let record = ITLTransaction.Record(
                type: 9, designation: 1, fields: [.init(12, [["001", "05080508270", grade, "A"]])])
            #expect(try record.template().minutiae[0].quality <= 100)
        }
        let image = ITLTransaction.Record(
            type: 14, designation: 1, fields: [.init(8, "2"), .init(9, "9223372036854775807")], data: [1])
        #expect(image.resolution == nil)
    }

    @Test func `XML with a document type declaration is refused`() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><NISTBiometricInformationExchangePackage/>"
        #expect(throws: FormatError.self) { try ITLXML.decode(Array(bomb.utf8)) }
        let deep = String(repeating: "<a>", count: 5_000)
        #expect(throws: FormatError.self) { try XMLTree.parse(Array(deep.utf8)) }
    }

    @Test func `hostile bytes are refused or read, never fatal`() throws {
        var mutator = Mutator(seed: 31)
        let good = try Self.sample().encode()
        for round in 0..<1_500 {
            // Validation decodes the images too: every tenth is enough.
            if let t = try? ITLTransaction.decode(mutator.mutate(good)), round % 10 == 0 { _ = ITLValidator.findings(t).count }
        }
        let xml = Array(
            "<p:NISTBiometricInformationExchangePackage><p:PackageInformationRecord><p:RecordCategoryCode>01</p:RecordCategoryCode></p:PackageInformationRecord></p:NISTBiometricInformationExchangePackage>"
                .utf8)
        #expect(try ITLXML.decode(xml).records.count == 1)
        for _ in 0..<1_500 { _ = try? ITLXML.decode(mutator.mutate(xml)) }
    }

    @Test(.enabled(if: TestData.present && TestData.optimised)) func `every reference transaction is read, or refused for a true reason`() throws {
        for name in try TestData.list("formats/nist-itl") {
            let bytes = try TestData.bytes("formats/nist-itl/\(name)")
            do {
                let report = try FileInspector.inspect(bytes)
                #expect(!report.lines.isEmpty, "\(name)")
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
    }

    @Test func `the XML encoding carries what the traditional one does`() throws {
        let made = try Self.sample()
        let read = try ITLXML.decode(try ITLXML.encode(made))
        #expect(read.records.map(\.type) == made.records.map(\.type) && read.remarks.isEmpty)
        #expect(ITLXML.omitted(made) == ["2.003", "14.024"])
        for number in [2, 4, 5, 7, 8, 9, 11, 12] { #expect(read.records[0].text(number) == made.records[0].text(number)) }
        for (a, b) in zip(read.records.dropFirst(), made.records.dropFirst()) {
            #expect(a.designation == b.designation && a.data == b.data)
            for number in 3...13 where a.type == 14 { #expect(a[number]?.text == b[number]?.text, "14.\(number)") }
            #expect(a.fingers == b.fingers)
        }
        // Once more through the traditional encoding: still sound.
        #expect(ITLValidator.findings(read, traditional: false).isEmpty)
        var odd = made
        odd.records.append(.init(type: 17, designation: 9, fields: []))
        #expect(throws: FormatError.self) { try ITLXML.encode(odd) }
    }

    @Test func `text in XML survives, whatever stands in it`() throws {
        var made = try Self.sample()
        made.records[0].fields.removeAll { $0.number == 9 }
        made.records[0].fields.append(.init(9, "a<b> & \"c\" ü"))
        #expect(try ITLXML.decode(try ITLXML.encode(made)).records[0].text(9) == "a<b> & \"c\" ü")
        var random = SeededGenerator(seed: 2)
        for n in 0..<40 {
            let data = (0..<n).map { _ in UInt8(random.next() & 255) }
            #expect(Base64.decode(String(decoding: Base64.encode(data), as: UTF8.self)) == data)
        }
    }

    @Test func `a second field 999 holds the image`() throws {
        let made = try Self.sample()
        var record = made.records[2]
        let tag = Array("011010".utf8) + [ITLTransaction.groupSeparator] + Array("14.999:".utf8)
        record.data = tag + record.data
        let read = try ITLTransaction.decode(try ITLTransaction(records: [made.records[0], record]).encode())
        #expect(read.records[1].data == made.records[2].data)
        #expect(ITLValidator.findings(read).contains { $0.field == "14.999" && $0.reason.contains("twice") })
    }
}
