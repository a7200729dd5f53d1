import ArgumentParser
import Biometrics
import Foundation
import Identity
import Installation
import Operations
import Registry
import RegistrySQLite

extension Clock {
    /// The machine's clock.
    static let machine = Clock { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) }
}

enum Opening {
    static func keys(_ settings: InstallationSettings) throws -> InstallationKeys {
        try InstallationKeys(folder: settings.keysFolder, logName: settings.logName)
    }

    /// The keys of an installation that is there: what examines one, or brings it back, makes none.
    static func existingKeys(_ settings: InstallationSettings) throws -> InstallationKeys {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: settings.keysFolder), !files.isEmpty else {
            throw Failure("there are no keys in \(settings.keysFolder); name the installation's folder with --data")
        }
        return try keys(settings)
    }

    /// An installation that is there: what looks at one, or works on it, makes none where the folder is misspelt. Of a log that was just
    /// begun anybody could say that it is sound.
    static func existing(_ settings: InstallationSettings) throws -> InstallationSettings {
        _ = try existingKeys(settings)
        guard FileManager.default.fileExists(atPath: settings.storeFolder + "/store.sqlite") else {
            throw Failure("there is no store in \(settings.storeFolder); name the installation's folder with --data")
        }
        return settings
    }

    static func store(
        _ settings: InstallationSettings, _ configuration: SQLiteStore.Configuration = .init()
    ) throws -> SQLiteStore {
        do {
            return try SQLiteStore(directory: settings.storeFolder, configuration: configuration)
        } catch .unavailable(let why) {
            throw Failure("the store in \(settings.storeFolder) cannot be opened: \(why)")
        } catch {
            throw Failure("the store in \(settings.storeFolder) cannot be opened: \(error)")
        }
    }

    private static func faceEncoder(_ settings: InstallationSettings) throws -> (any FaceEncoder)? {
        guard let folder = settings.faceModels else { return nil }
        do {
            return try DlibFaceEncoder(folder: folder)
        } catch {
            throw Failure("faces.models: \(error)")
        }
    }

    /// Opens store and indexes; says what it is doing, because a large register takes a moment.
    static func installation(
        _ settings: InstallationSettings, clock: Clock = .machine, store: SQLiteStore.Configuration = .init()
    ) async throws -> Installation {
        guard let eurodac = settings.eurodacRegime else { throw Failure("eurodac.regulation is 603 or 1358") }
        let faceEncoder = try faceEncoder(settings)
        let keys = try keys(settings)
        let opened = try Self.store(settings, store)
        var assembled = Installation.Settings(clock: clock)
        assembled.portalMillisecondsMax = settings.portalMillisecondsMax
        assembled.carrierCalendar = settings.carrierCalendar
        assembled.visTimetable = settings.visTimetable
        assembled.eurodacRegime = eurodac
        assembled.faceEncoder = faceEncoder
        let installation = try await Installation(store: opened, keys: keys, settings: assembled)
        if installation.directory.isEmpty { try await installation.bootstrap() }
        return installation
    }
}

/// One line on standard error that is written over, for work that takes a while.
final class Progress: Sendable {
    private let label: String
    init(_ label: String) { self.label = label }

    func show(_ done: Int, of total: Int) {
        // A file or a pipe gets the last line alone.
        guard isatty(2) == 1 else { return }
        // More may come while it is counted.
        let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 1
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        write("\r\(label)  \(bar) \(Int(share * 100)) %  \(done) of \(total)")
    }

    func done(_ text: String) { write(isatty(2) == 1 ? "\r\(label)  \(text)\u{1B}[K\n" : "\(label)  \(text)\n") }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

/// Something that a person at the terminal can do something about.
struct Failure: LocalizedError {
    let errorDescription: String?
    init(_ text: String) { errorDescription = text }
}
