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

    @Test func `a file is written whole, or the one that was there stays`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/a"
        try LocalFiles.write([1, 2, 3], to: path)
        try LocalFiles.write([4, 5], to: path)
        #expect(try LocalFiles.read(path) == [4, 5])
        #expect(try LocalFiles.list(folder) == ["a"])
        #expect(throws: FormatError.self) { try LocalFiles.write([6], to: folder) }
        #expect(throws: FormatError.self) { try LocalFiles.write([6], to: folder + "/none/a") }
        #expect(try LocalFiles.read(path) == [4, 5])
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

    @Test func `unknown options, verbs and columns are refused`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = Self.run(["synthesise", "-o", folder, "--fingers", "2", "--impressions", "2", "--templates"])
        #expect(Self.run(["evaluate", folder, "--score", folder + "/x.csv"]).status == 2)
        #expect(Self.run(["evaluate", folder, "--by", "sex"]).lines[0].contains("subjects.csv"))
        #expect(Self.run(["verify", folder + "/1_1.fmr", folder + "/1_2.fmr", "--fmr", "2"]).status == 2)
        #expect(Self.run(["inspect", folder + "/1_1.fmr", "--raw", "64"]).status == 2)
        #expect(Self.run(["extract", folder + "/1_1.fmr", "-o", folder + "/t", "--extractor", "magic"]).status == 2)
    }

    @Test func `several fingers of two files are compared finger by finger and fused`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let positions: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing]
        func hand(_ seed: UInt64, _ impression: Int) throws -> [UInt8] {
            try MinutiaeRecord.encode(
                positions.enumerated().map { SyntheticFinger(seed: seed + UInt64($0)).template(impression: impression, position: $1) })
        }
        try LocalFiles.write(try hand(10, 1), to: folder + "/a.fmr")
        try LocalFiles.write(try hand(10, 2), to: folder + "/b.fmr")
        try LocalFiles.write(try hand(50, 1), to: folder + "/c.fmr")
        let same = Self.run(["verify", folder + "/a.fmr", folder + "/b.fmr"]), other = Self.run(["verify", folder + "/a.fmr", folder + "/c.fmr"])
        #expect(
            same.status == 0 && same.lines.contains { $0.hasPrefix("right middle: score") } && same.lines.contains { $0.contains("of 3 fingers") })
        #expect(other.status == 1)
        try LocalFiles.makeFolder(folder + "/g")
        for (name, seed) in [("x", UInt64(10)), ("y", 50), ("z", 90)] { try LocalFiles.write(try hand(seed, 3), to: "\(folder)/g/\(name).fmr") }
        let found = Self.run(["identify", "--gallery", folder + "/g", folder + "/a.fmr"])
        #expect(found.status == 0 && found.lines[1].hasPrefix("x.fmr") && found.lines.count == 2)
    }

    @Test func `a finger of which nothing is left is a failure to enrol`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let blank = GrayImage(unchecked: 96, 96, [UInt8](repeating: 250, count: 96 * 96), 500)
        try LocalFiles.write(PNG.encode(blank), to: folder + "/9_1.png")
        let extracted = Self.run(["extract", folder + "/9_1.png", "-o", folder + "/t.fmr"])
        #expect(extracted.status == 1 && extracted.lines[0].contains("failure to enrol"))
        #expect(try LocalFiles.list(folder) == ["9_1.png"])
        _ = Self.run(["synthesise", "-o", folder, "--fingers", "3", "--impressions", "2", "--templates"])
        let report = Self.run(["evaluate", folder, "--scores", folder + "/s.csv"])
        #expect(report.status == 0 && report.lines.contains("failures to enrol: 1 of 7"))
        let rows = String(decoding: try LocalFiles.read(folder + "/s.csv"), as: UTF8.self).split(separator: "\n")
        #expect(rows.filter { $0.contains("9_1") }.allSatisfy { $0.hasSuffix(",0,\(FingerprintMatcher.floor)") })
        #expect(Self.run(["quality", folder + "/9_1.png"]).lines[0].contains("no finger"))
    }

    @Test func `ages are grouped in quarters`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = Self.run(["synthesise", "-o", folder, "--fingers", "8", "--impressions", "2", "--templates"])
        try LocalFiles.write(
            Array("finger,age\r\n1,20\r\n2,25\r\n3,31\r\n4,38\r\n5,44\r\n6,52\r\n7,61\r\n8,79\r\n".utf8), to: folder + "/subjects.csv")
        let lines = Self.run(["evaluate", folder, "--by", "age"]).lines
        #expect(lines.contains { $0.hasPrefix("age below 31:") && $0.contains("2 mated, 4 non-mated") })
        #expect(lines.contains { $0.hasPrefix("age from 61:") && $0.contains("2 mated, 4 non-mated") })
    }

    @Test func `a transaction is composed, converted, inspected and used`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let print = TestData.optimised ? SyntheticPrint(seed: 3).impression(1) : ImageFormatTests.wavy(96, 96)
        try LocalFiles.write(PNG.encode(print), to: folder + "/i.png")
        let common = ["--system", "EES", "--purpose", "ENR", "--from", "AT-BKA", "--to", "EU-LISA", "--date", "20260401", "--control", "7"]
        #expect(Self.run(["compose", "-o", folder + "/t.an2"] + common + ["right-index=\(folder)/i.png", "3=\(folder)/i.png"]).status == 0)
        #expect(Self.run(["compose", "-o", folder + "/u.an2"] + common + ["nose=\(folder)/i.png"]).status == 2)
        let inspected = Self.run(["inspect", folder + "/t.an2"])
        #expect(inspected.status == 0 && inspected.lines.contains { $0.contains("right middle") })
        #expect(Self.run(["convert", folder + "/t.an2", "-o", folder + "/t.xml"]).status == 0)
        #expect(Self.run(["inspect", folder + "/t.xml"]).status == 0)
        for ending in ["fir", "der", "wsq", "pgm"] {
            #expect(Self.run(["convert", folder + "/i.png", "-o", "\(folder)/i.\(ending)"]).status == 0)
            #expect(Self.run(["inspect", "\(folder)/i.\(ending)"]).status == 0)
        }
        guard TestData.optimised else { return }
        // The same finger under two names: the order is wrong, and quality says so.
        let quality = Self.run(["quality", folder + "/t.xml"])
        #expect(quality.lines.contains { $0.contains("right index and right middle are the same finger") })
        #expect(Self.run(["extract", folder + "/t.an2", "-o", folder + "/t.fmr"]).status == 0)
        #expect(try MinutiaeRecord.decode(try LocalFiles.read(folder + "/t.fmr")).templates.map(\.position) == [.rightIndex, .rightMiddle])
        #expect(Self.run(["verify", folder + "/i.fir", folder + "/i.der"]).status == 0)
    }

    @Test(.enabled(if: TestData.present)) func `every file of the format samples is read, or refused with a reason`() throws {
        for kind in ["images", "jpeg2000", "templates", "wsq", "nist-itl"] {
            for name in try TestData.list("formats/" + kind) {
                let bytes = try TestData.bytes("formats/\(kind)/\(name)")
                do {
                    _ = try FileInspector.inspect(bytes)
                } catch {
                    // No biometric format, or a codec that is not installed here: nothing else is refused.
                    #expect(error.place == "first bytes" || error.reason.contains("not installed"), "\(kind)/\(name): \(error)")
                }
            }
        }
    }
}
