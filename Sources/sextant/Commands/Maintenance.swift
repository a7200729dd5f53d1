import ArgumentParser
import Foundation
import Installation
import RegistrySQLite

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes an encrypted backup of the store. The keys are not in it: keep them elsewhere.")
    @OptionGroup var options: Options
    @Argument(help: "File to write.")
    var file: String

    func run() async throws {
        let settings = InstallationSettings(try await options.reader())
        let keys = try Opening.existingKeys(settings)
        // Reads beside a running server: commits go on meanwhile.
        try await SQLiteStore.backup(directory: settings.storeFolder, to: file, key: keys.backupFile)
        print("wrote \(file)")
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restores a backup, and erases again what was erased since it was made.",
        discussion: """
            The journal of erasures of the folder is kept and carried out before anything else. Restoring elsewhere, bring \
            erasures.log along: without it what was erased since would be back.
            """)
    @OptionGroup var options: Options
    @Argument(help: "Backup to read.")
    var file: String

    func run() async throws {
        let settings = InstallationSettings(try await options.reader())
        let keys = try Opening.existingKeys(settings)
        try await SQLiteStore.restore(from: file, key: keys.backupFile, to: settings.storeFolder)
        print("restored \(file) to \(settings.storeFolder)")
    }
}

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines an installation: files, keys, store, derived tables, log.")
    @OptionGroup var options: Options

    func run() async throws {
        let settings = InstallationSettings(try await options.reader())
        var sound = true
        func report(_ name: String, _ problem: String?) {
            print("\(problem == nil ? "ok  " : "BAD ") \(name)\(problem.map { ": \($0)" } ?? "")")
            if problem != nil { sound = false }
        }
        do {
            _ = try Opening.existingKeys(settings)
            report("keys in \(settings.keysFolder)", nil)
        } catch {
            report("keys in \(settings.keysFolder)", error.localizedDescription)
        }
        do {
            guard FileManager.default.fileExists(atPath: settings.storeFolder) else { throw Failure("there is no store") }
            let store = try SQLiteStore(directory: settings.storeFolder)
            report("store in \(settings.storeFolder)", nil)
            let findings = try await store.examine()
            report("records and derived tables", findings.isEmpty ? nil : findings.map { "\($0)" }.joined(separator: "; "))
            let log = try await Log.book(of: store, try Opening.existingKeys(settings)).verify(today: ServedInEarnest.today(store))
            report("log of \(log.leaves) entries", log.isSound ? nil : "\(log.findingCount) findings; see `sextant log verify`")
            await store.close()
        } catch {
            report("store in \(settings.storeFolder)", (error as? Failure)?.localizedDescription ?? "\(error)")
        }
        if !sound { throw ExitCode(1) }
    }
}
