import ArgumentParser
import Foundation
import Testing

@testable import sextant

@Suite("The command line")
struct CommandLineTests {
    @Test("Every command explains itself and knows nothing of options that it does not have")
    func help() throws {
        let names = SextantCommand.configuration.subcommands.map { $0._commandName }
        #expect(names.contains("serve") && names.contains("rules") && names.contains("doctor"))
        for name in names {
            let end = try Program.run([name, "--help"])
            #expect(end.status == 0 && end.output.contains("USAGE: sextant \(name)"), "\(name)")
            #expect(try Program.run([name, "--unheard-of"]).status == 64, "\(name)")
        }
        #expect(try Program.run(["unheard-of"]).status == 64)
        #expect(try Program.run(["--version"]).output == SextantCommand.version + "\n")
    }

    @Test("Flags are read as they are meant")
    func parse() throws {
        let serve = try #require(try SextantCommand.parseAsRoot(["serve", "--port", "9", "--host", "::1", "--sandbox", "--data", "d"]) as? Serve)
        #expect(serve.port == 9 && serve.host == "::1" && serve.sandbox && serve.options.data == "d")
        let token = try #require(try SextantCommand.parseAsRoot(["token", "--authority", "A", "--user", "u", "--seconds", "5"]) as? Token)
        #expect(token.authority == "A" && token.user == "u" && token.seconds == 5)
        let search = try #require(
            try SextantCommand.parseAsRoot(["search", "--surname", "DE", "--surname", "WITT", "--authority", "A", "--case", "c"]) as? Search)
        #expect(search.surname == ["DE", "WITT"] && search.reference == "c" && search.purpose == "borderCheck")
        for wrong in [
            ["serve", "--port", "many"], ["token"], ["rules"], ["search"], ["backup"], ["log", "prove"], ["serve", "--port", "70000"],
            ["serve", "--port", "-1"], ["token", "--authority", "A", "--seconds", "-5"],
            ["token", "--authority", "A", "--seconds", "9223372036854775807"], ["simulate", "--persons", "0"],
            ["simulate", "--days", "100000000000"], ["truth", "--persons", "-1"], ["truth", "--days", "0"],
            ["bench", "check", "--seconds", "-5"], ["bench", "check", "--seconds", "nan"], ["bench", "check", "--checks", "0"],
            ["bench", "detect", "--days", "100000000000"], ["demo", "--officers", "-1"], ["demo", "--links", "-1"], ["demo", "--port", "65536"],
            ["link", "a.csv", "b.csv", "-o", "./b.csv"], ["link", "a.csv", "--save-model", "a.csv"],
            ["search-file", "a.csv", "b.csv", "-o", "a.csv"],
        ] {
            #expect(throws: (any Error).self, "\(wrong)") { try SextantCommand.parseAsRoot(wrong) }
        }
    }

    @Test("A benchmark takes away no folder that it did not make")
    func foldersOfOthers() throws {
        let folder = try Folder()
        let mine = folder.path + "/mine"
        try "mine".write(toFile: mine, atomically: true, encoding: .utf8)
        let end = try Program.run(["bench", "check", "--folder", folder.path, "--persons", "10", "--checks", "10", "--seconds", "0.1"])
        #expect(end.status == 64 && end.errors.contains("name another --folder"), "\(end.output)\(end.errors)")
        #expect(FileManager.default.fileExists(atPath: mine))
    }

    @Test("Lines of an import end as those of any system")
    func importedLines() {
        #expect(Import.Records.lines("{}\r\n \r\n[]\n\n1").map(String.init) == ["{}", "[]", "1"])
    }

    @Test("A witness whose memory is there and cannot be read does not begin anew")
    func witnessMemory() throws {
        let folder = try Folder()
        let file = URL(fileURLWithPath: folder.path + "/witness.state")
        #expect(try Log.Witness.memory(at: file).origins.isEmpty)
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
        #expect(throws: (any Error).self) { try Log.Witness.memory(at: file) }
    }

    @Test("Flags go before the environment, the environment before the file")
    func configuration() async throws {
        let folder = try Folder()
        let file = folder.path + "/sextant.json"
        try #"{"sextant":{"data":{"folder":"of-the-file"},"log":{"name":"file.example/log"}}}"#.write(toFile: file, atomically: true, encoding: .utf8)
        var options = try Options.parse(["--config", file])
        var settings = InstallationSettings(try await options.reader())
        #expect(settings.folder == "of-the-file" && settings.logName == "file.example/log")
        options = try Options.parse(["--config", file, "--data", "of-the-flag"])
        settings = InstallationSettings(try await options.reader())
        #expect(settings.folder == "of-the-flag" && settings.storeFolder == "of-the-flag/store" && settings.logName == "file.example/log")
        settings = InstallationSettings(try await Options.parse([]).reader())
        #expect(settings.folder == "var" && settings.portalMillisecondsMax == 2_000 && !settings.isSandbox)
        // From a program's own environment.
        _ = try Program.run(["import", "records", "-"], environment: ["SEXTANT_DATA_FOLDER": folder.path + "/environment"])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/environment/keys/token.key"))
    }
}
