import Access
import Foundation
import Identity
import Operations
import Testing
import Wire

@testable import Interoperability

/// 2019/817 Article 38: the same question and the same reply in XML as in JSON, by a schema that others can check with.
@Suite struct UniversalMessageFormatTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static var schemaFile: URL { root.appending(path: "Docs/umf/portal-1.xsd") }

    private static let question =
        "<PortalQuestion xmlns=\"\(UniversalMessageFormat.namespace)\"><surnames>Okonkwo</surnames><givenNames>Ada</givenNames><dateOfBirth>1985-04-12</dateOfBirth><limit>5</limit></PortalQuestion>"

    private func read(_ text: String) throws -> PortalQuestion { try PortalQuestion(reading: UniversalMessageFormat.portal.read(Array(text.utf8))) }

    @Test func aQuestionSaysTheSameInXML() throws {
        var question = PortalQuestion()
        question.surnames = ["O'Neill <&> \"x\"", "Вознесенский"]
        question.givenNames = ["王"]
        question.dateOfBirth = PartialDate("1985-04-12")
        question.document = .init(number: "A 05", issuer: CountryCode("FRA"))
        question.machineReadableZone = []
        question.nationalities = [CountryCode("NGA")!, CountryCode("GBR")!]
        question.limit = 7
        let bytes = XMLSyntax.write(XMLMessage.element(PortalQuestion.wireName, question.wire), namespace: UniversalMessageFormat.namespace)
        let again = try PortalQuestion(reading: UniversalMessageFormat.portal.read(bytes))
        #expect(again.wire == question.wire)
    }

    @Test(arguments: [
        question.replacing(UniversalMessageFormat.namespace, with: "urn:sextant:umf:portal:2"),
        question.replacing(" xmlns=\"\(UniversalMessageFormat.namespace)\"", with: ""),
        question.replacing("<surnames>", with: "<surnames xmlns=\"urn:other\">"), question.replacing("<surnames>", with: "<u:surnames>"),
        question.replacing("<surnames>", with: "<surnames type=\"x\">"),
        "<!DOCTYPE PortalQuestion [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + question, question.replacing("Okonkwo", with: "&x;"),
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + question, "<?xml version=\"1.1\"?>" + question,
        "<?xml-stylesheet href=\"x\"?>" + question, question.replacing("Okonkwo", with: "<![CDATA[x]]>"), question + question, "", "<",
        question.replacing("PortalQuestion", with: "PortalReply"), question.replacing("<limit>5", with: "<limit>five"),
        String(question.dropLast(4)), question.replacing("<PortalQuestion ", with: "<PortalQuestion xmlns=\"\(UniversalMessageFormat.namespace)\" "),
    ])
    func whatIsNoMessageIsRefused(text: String) {
        #expect { try read(text) } throws: { ($0 as? Refusal)?.kind == .notUMF || $0 is WireError }
    }

    /// A declaration says version and encoding, in that order, and nothing that is not so.
    @Test(arguments: [
        "<?xml encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"UTF-16\" x=\"utf-8\"?>", "<?xml encoding=\"utf-8\" version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-8-or-other\"?>", "<?xml version=\"1.0\" version=\"1.0\"?>",
        "<?xml version=\"1.0\" standalone=\"maybe\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"", "<?xml version=1.0?>", "<?xml ?>",
        "<?xml version=\"2.0\"?>", "<?xml version=\"1.0\"><!ENTITY a \"b\">",
    ])
    func falseDeclarationsAreRefused(declaration: String) {
        #expect(throws: Refusal.self) { try read(declaration + Self.question) }
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8'?>\n", "<?xml version = \"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>",
    ])
    func trueDeclarationsAreRead(declaration: String) throws { #expect(try read(declaration + Self.question).surnames == ["Okonkwo"]) }

    /// Samples of a person are longer than any other text; what is longer than one may be is refused.
    @Test func samplesAreAskedByToo() throws {
        var question = PortalQuestion()
        question.samples = [
            PortalSample(.face, format: "embedding-f32le", data: [UInt8](repeating: 7, count: 2048)),
            PortalSample(.fingerprint, position: 2, format: "iso-19794-2", data: [UInt8](repeating: 9, count: PortalSample.Limit.bytesMax)),
        ]
        let bytes = XMLSyntax.write(XMLMessage.element(PortalQuestion.wireName, question.wire), namespace: UniversalMessageFormat.namespace)
        let again = try PortalQuestion(reading: UniversalMessageFormat.portal.read(bytes))
        #expect(again.samples == question.samples)
        let long = Self.question.replacing("Okonkwo", with: String(repeating: "x", count: UniversalMessageFormat.textMax + 1))
        #expect(throws: Refusal.self) { try UniversalMessageFormat.portal.read(Array(long.utf8)) }
    }

    /// Numbers with blanks around them are numbers by the schema, and so they are here.
    @Test func blanksAroundNumbersSayNothing() throws {
        #expect(try read(Self.question.replacing("<limit>5", with: "<limit>\n  5 ")).limit == 5)
        #expect(throws: (any Error).self) { try read(Self.question.replacing("<limit>5", with: "<limit>5 6")) }
        #expect(throws: (any Error).self) { try read(Self.question.replacing("<limit>5", with: "<limit><a/>5")) }
        #expect(throws: (any Error).self) { try read(Self.question.replacing("<limit>5", with: "<limit> ")) }
    }

    /// The examples in the project are messages, each way that the portal can be asked among them.
    @Test func theExamplesInTheProjectAreMessages() throws {
        let folder = Self.schemaFile.deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "xml" }
        var keys: Set<SearchKey> = []
        let today = try #require(Day("2026-03-02"))
        for file in files where file.lastPathComponent.hasPrefix("question-") {
            let question = try PortalQuestion(reading: UniversalMessageFormat.portal.read(Array(try Data(contentsOf: file))))
            keys.formUnion(try ReadQuestion(question, today: today).keys)
        }
        #expect(keys == [.identity, .document, .fingerprints, .face])
        guard Self.hasValidator else { return }
        let checked = try validate(files.map { Array(try Data(contentsOf: $0)) })
        #expect(files.count >= 5 && checked.status == 0, "\(checked.text)")
    }

    @Test func otherCharacterSetsAreRefused() {
        for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf32, .isoLatin1] {
            let bytes = Array((Self.question.replacing("Okonkwo", with: "Müller").data(using: encoding)) ?? Data())
            #expect(throws: Refusal.self) { try UniversalMessageFormat.portal.read(bytes) }
        }
    }

    /// Hostile bytes: whatever comes, there is a refusal or a message, in time that goes with the length.
    @Test func hostileBytesAreRefused() throws {
        var generator = SystemRandomNumberGenerator()
        let start = Array(Self.question.utf8)
        for _ in 0..<3000 {
            var bytes = start
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = .random(in: .min ... .max, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
                }
            }
            if let json = try? UniversalMessageFormat.portal.read(bytes) { _ = try? PortalQuestion(reading: json) }
        }
        #expect(throws: Refusal.self) { try UniversalMessageFormat.portal.read(Array(String(repeating: "<a>", count: 1_000_000).utf8)) }
        #expect(throws: Refusal.self) { try UniversalMessageFormat.portal.read([UInt8](repeating: 0x20, count: XMLSyntax.bytesMax + 1)) }
    }

    /// The file in the project is the schema of the messages as they are.
    @Test func theSchemaInTheProjectIsTheMessages() throws {
        let stored = try String(contentsOf: Self.schemaFile, encoding: .utf8)
        #expect(stored == UniversalMessageFormat.portalSchema, "write it anew: sextant umf > Docs/umf/portal-1.xsd")
    }

    private func validate(_ messages: [[UInt8]]) throws -> (status: Int32, text: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sextant-umf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for (number, message) in messages.enumerated() {
            let file = folder.appending(path: "message-\(number).xml")
            try Data(message).write(to: file)
            files.append(file.path)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/xmllint")
        process.arguments = ["--nonet", "--noout", "--schema", Self.schemaFile.path] + files
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private static var hasValidator: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") }

    /// Another program's validator takes what is written, and refuses what is not of the schema.
    @Test(.enabled(if: hasValidator)) func xmllintTakesWhatIsWritten() throws {
        var reply = PortalReply()
        reply.asked.surnames = ["Okonkwo & <Sons>"]
        reply.asked.dateOfBirth = PartialDate("1985-04")
        reply.asked.nationalities = [CountryCode("NGA")!]
        reply.asked.remarks = ["a remark"]
        var ees = SystemAnswer(.EES, .hit)
        ees.ees = [EESHit()]
        ees.more = true
        reply.systems = [ees, SystemAnswer(.SIS, .noHit), SystemAnswer(.ecrisTCN, .unavailable)]
        let written = try UniversalMessageFormat.portal.write(reply.wire, [])
        var question = PortalQuestion()
        question.machineReadableZone = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        question.limit = 5
        let asked = XMLSyntax.write(XMLMessage.element(PortalQuestion.wireName, question.wire), namespace: UniversalMessageFormat.namespace)
        let good = try validate([written, asked, Array(Self.question.utf8)])
        #expect(good.status == 0, "\(good.text)")
        for bad in [
            Self.question.replacing("<limit>5", with: "<limit>5000"), Self.question.replacing("surnames", with: "surname"),
            Self.question.replacing(UniversalMessageFormat.namespace, with: "urn:x"),
        ] {
            #expect(try validate([Array(bad.utf8)]).status != 0)
        }
    }
}
