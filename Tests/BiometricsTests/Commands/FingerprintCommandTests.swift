import Foundation
import Testing

@testable import Biometrics

@Suite struct FingerprintCommandTests {
    static func run(_ arguments: [String]) -> (status: Int32, lines: [String]) {
        var lines: [String] = []
        let status = FingerprintCommand.run(arguments) { lines.append($0) }
        return (status, lines)
    }

    static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/sextant-" + UUID().uuidString
        try LocalFiles.makeFolder(path)
        return path
    }

    @Test func `templates are made, compared, identified and evaluated`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(Self.run(["synthesise", "-o", folder, "--fingers", "6", "--impressions", "2", "--seed", "3", "--templates"]).status == 0)
        #expect(try LocalFiles.list(folder).count == 12)
        #expect(Self.run(["verify", folder + "/1_1.fmr", folder + "/1_2.fmr"]).status == 0)
        #expect(Self.run(["verify", folder + "/1_1.fmr", folder + "/2_1.fmr"]).status == 1)
        let found = Self.run(["identify", "--gallery", folder, folder + "/4_2.fmr", "--limit", "2"])
        #expect(found.status == 0)
        #expect(found.lines.dropFirst().prefix(2).allSatisfy { $0.hasPrefix("4_") })
        let report = Self.run(["evaluate", folder, "--scores", folder + "/scores.csv"])
        #expect(report.status == 0)
        let csv = String(decoding: try LocalFiles.read(folder + "/scores.csv"), as: UTF8.self)
        #expect(csv.hasPrefix("a,b,genuine,score\n") && csv.split(separator: "\n").count == 1 + 66)
        #expect(csv.split(separator: "\n").count { $0.contains(",1,") } == 6)
        let inspected = Self.run(["inspect", folder + "/1_1.fmr"])
        #expect(inspected.status == 0 && inspected.lines[0].contains("19794-2:2005"))
    }

    @Test func `misuse is told, missing and foreign files are refused`() {
        #expect(Self.run([]).status == 2)
        #expect(Self.run(["extract"]).status == 2)
        #expect(Self.run(["verify", "a"]).status == 2)
        #expect(Self.run(["synthesise", "-o", "/tmp", "--fingers", "none"]).status == 2)
        #expect(Self.run(["verify", "/nonexistent/a", "/nonexistent/b"]).status == 1)
        #expect(Self.run(["inspect", #filePath]).status == 1)
        #expect(Self.run(["dance"]).status == 2)
    }

    @Test func `groups of subjects are reported apart`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = Self.run(["synthesise", "-o", folder, "--fingers", "4", "--impressions", "2", "--templates"])
        try LocalFiles.write(Array("finger,sex\n1,F\n2,F\n3,M\n4,M\n".utf8), to: folder + "/subjects.csv")
        let report = Self.run(["evaluate", folder, "--by", "sex"])
        #expect(report.lines.contains { $0.hasPrefix("sex F: ") && $0.contains("2 mated, 4 non-mated") })
        #expect(report.lines.contains { $0.hasPrefix("sex M: ") })
    }
}
