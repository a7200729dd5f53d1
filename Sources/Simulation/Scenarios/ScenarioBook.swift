import Foundation
import Wire

/// The scenarios of a folder.
public struct ScenarioBook: Sendable {
    public let scenarios: [Scenario]

    public struct Broken: Error, CustomStringConvertible {
        public var description: String
    }

    /// All files `NAME.json`, in order of name.
    public init(folder: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            .sorted()
        scenarios = try files.map { file in
            guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
                throw Broken(description: "\(file) cannot be read")
            }
            do {
                let scenario = try Scenario(reading: JSON(parsing: data))
                guard scenario.name + ".json" == file else {
                    throw Broken(description: "it calls itself \(scenario.name)")
                }
                return scenario
            } catch {
                throw Broken(description: "\(file): \(error)")
            }
        }
    }

    public subscript(name: String) -> Scenario? { scenarios.first { $0.name == name } }
}
