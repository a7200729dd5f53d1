import API
import ArgumentParser
import Foundation
import Installation

struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes an access token with the installation's key, for local use.")

    @OptionGroup var options: Options

    @Option(help: "Authority in whose name the token asks.")
    var authority: String

    @Option(help: "User as the log is to name it.")
    var user: String = NSUserName()

    @Option(help: "Seconds until it expires.")
    var seconds = 3600

    func validate() throws { try check("seconds", seconds, 1...315_360_000) }

    func run() async throws {
        let settings = InstallationSettings(try await options.reader())
        let keys = try Opening.existingKeys(settings)
        let service = try await TokenService(privateKey: keys.tokenSeed, directory: NobodyDirectory())
        print(try await service.token(user: user, authority: authority, lifetimeSeconds: seconds))
    }
}

/// Signing needs no directory.
struct NobodyDirectory: AuthorityDirectory {
    func authority(_ id: String) -> DirectoryEntry? { nil }
    func client(_ id: String) -> ClientEntry? { nil }
    func certificate(fingerprint: String) -> ClientEntry? { nil }
}
