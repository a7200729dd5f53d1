import ArgumentParser
import Carriers
import Configuration
import Eurodac
import Foundation
import Identity
import VIS

/// Where configuration comes from, shared by every command that opens an installation.
struct Options: ParsableArguments {
    @Option(name: .long, help: "JSON file of configuration keys.")
    var config: String?

    @Option(name: .long, help: "Folder of the installation: store, keys. Key data.folder; default ./var.")
    var data: String?

    /// Flags go before the environment, the environment before the file.
    func reader(flags: [String: ConfigValue] = [:]) async throws -> ConfigReader {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in flags {
            values[AbsoluteConfigKey(["sextant"] + key.split(separator: ".").map(String.init))] = value
        }
        if let data { values[AbsoluteConfigKey(["sextant", "data", "folder"])] = .init(.string(data), isSecret: false) }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "flags", values: values), EnvironmentVariablesProvider(),
        ]
        if let file = config ?? ProcessInfo.processInfo.environment["SEXTANT_CONFIG"] {
            providers.append(try await FileProvider<JSONSnapshot>(filePath: .init(file)))
        }
        return ConfigReader(providers: providers).scoped(to: "sextant")
    }
}

/// Refuses a number that an option cannot have, before anything is begun.
func check<Number: Comparable>(_ name: String, _ number: Number, _ range: ClosedRange<Number>) throws {
    guard range.contains(number) else {
        throw ValidationError("--\(name) lies from \(range.lowerBound) to \(range.upperBound)")
    }
}

/// What every command that opens an installation needs to know.
struct InstallationSettings: Sendable {
    var folder: String
    var logName: String
    var portalMillisecondsMax: Int64
    var isSandbox: Bool
    var carrierCalendar: CarrierCalendar
    var visTimetable: VISTimetable
    /// `nil` where the configuration names no Regulation on Eurodac that there is.
    var eurodacRegime: EurodacRegime?
    /// Folder of the face encoder; `nil` where the installation has none.
    var faceModels: String?

    init(_ reader: ConfigReader) {
        folder = reader.string(forKey: "data.folder", default: "var")
        logName = reader.string(forKey: "log.name", default: "sextant.local/log")
        portalMillisecondsMax = Int64(reader.int(forKey: "portal.answerMillisecondsMax", default: 2_000))
        isSandbox = reader.bool(forKey: "sandbox", default: false)
        // In a file it may be a number.
        let regulation = reader.string(forKey: "eurodac.regulation") ?? reader.int(forKey: "eurodac.regulation").map { String($0) }
        eurodacRegime = EurodacRegime.regulation1358
        if let regulation { eurodacRegime = EurodacRegime(rawValue: regulation) }
        faceModels = reader.string(forKey: "faces.models")
        // A word that is no day, such as "never", says that it has not come.
        visTimetable = .revised
        if let text = reader.string(forKey: "vis.revisedFrom") {
            visTimetable = Day(text).map { VISTimetable(revisedFrom: $0) } ?? .original
        }
        carrierCalendar = .inFull
        func day(_ key: String, _ place: WritableKeyPath<CarrierCalendar, Day?>) {
            guard let text = reader.string(forKey: ConfigKey(key)) else { return }
            // As above.
            carrierCalendar[keyPath: place] = Day(text)
        }
        day("carriers.revisedVIS", \.revisedVIS)
        day("carriers.etias", \.etias)
        day("carriers.etiasGrace", \.etiasGrace)
        day("carriers.etiasFull", \.etiasFull)
    }

    var keysFolder: String { folder + "/keys" }
    var storeFolder: String { folder + "/store" }
}
