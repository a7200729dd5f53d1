import Foundation
import Testing

@testable import Console

/// Writes pages for looking at them: `SEXTANT_PAGES=folder swift test --filter PagesToLookAt`, then serve the folder.
@Suite("Pages to look at", .enabled(if: ProcessInfo.processInfo.environment["SEXTANT_PAGES"] != nil))
struct PagesToLookAt {
    @Test func `written to a folder`() async throws {
        let folder = ProcessInfo.processInfo.environment["SEXTANT_PAGES"]!
        let zone = [("zone", ZoneTextTests.td3.joined(separator: "\n"))]
        var stop = Samples.alert(.arrest, "1862 26", by: "ITA")
        stop.alert.warnings = [.armed, .violent]
        stop.alert.warningWords = ["armed", "violent"]
        stop.alert.advice = ["Verify the identity by the samples held before acting (1861 33(1), 1862 43(1))."]
        stop.alert.offence = "Organised or armed robbery"
        stop.alert.physicalMarks = ["scar on the left cheek"]
        let cases: [(String, [(String, String)], TestHouse)] = [
            ("proceed", zone + [("place", "exit")], try await TestHouse(Samples.reply(ees: [Samples.file(Samples.lawfulStays)]))),
            (
                "stop", zone,
                try await TestHouse(
                    Samples.reply(
                        ees: [Samples.file([("2026-10-03", "2026-10-20")])],
                        sis: [Samples.alert(.refuseEntry, "1861 24(1)(a)", match: Samples.match(0.953, exact: false)), stop]))
            ),
            ("overstay", zone + [("place", "exit")], try await TestHouse(Samples.reply(ees: [Samples.file(Samples.overstay)]))),
            ("first", zone, try await TestHouse(Samples.reply(asked: Samples.asked(remarks: ["line 2, column 14: read 0 for O (date of birth)"])))),
            ("silent", zone, try await TestHouse(Samples.reply(ees: nil))),
            ("mistake", [("surnames", "Öztürk"), ("birthMonth", "13")], try await TestHouse()),
        ]
        for (name, form, house) in cases {
            let reply = try await house.check(form)
            try write(reply.text, "\(folder)/\(name).html")
            if name == "stop" {
                _ = try await house.sequencer.advance()
                let entry = try #require(reply.logEntry)
                try write(try await house.get("/proof/\(entry)").text, "\(folder)/proof.html")
            }
        }
        let examples = [
            ConsoleExample("ICAO specimen passport (TD3)", zone: ZoneTextTests.td3),
            ConsoleExample("Overstayer leaving", zone: ZoneTextTests.td3, place: .exit),
            ConsoleExample("Alert for arrest", zone: ZoneTextTests.td3),
        ]
        let house = try await TestHouse(isDemo: true, examples: examples)
        try write(try await house.get("/").text, "\(folder)/index.html")
        try write(try await TestHouse(isDemo: false).get("/session").text, "\(folder)/session.html")
        for file in ["console.css", "console.js", "icon.svg"] {
            try write(try await house.get("/static/\(file)").text, "\(folder)/static/\(file)")
        }
    }

    private func write(_ text: String, _ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}
