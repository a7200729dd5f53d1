import Identity
import Installation
import Operations
import Registry

/// Keeps a sandbox off real data: an installation that was served in earnest says so in its store, and in each copy of it, and no sandbox
/// opens it, whose clock anybody sets and in which anybody asks in anybody's name.
enum ServedInEarnest {
    /// The day on which it was first served so stands here, among the durable positions of those who follow the feed.
    private static let position = "sextant.servedInEarnest"

    /// Notes that the installation is served in earnest; a sandbox of it is refused ever after.
    /// - Throws: `Failure` of a sandbox on an installation that was.
    static func settle(_ installation: Installation, isSandbox: Bool, folder: String) async throws {
        let since = try await installation.store.read { view in try view.position(position) }
        if isSandbox {
            guard since == 0 else {
                throw Failure(
                    "\(folder) has been served in earnest since \(Day(number: Int32(clamping: since))); a sandbox, in which anybody may ask "
                        + "in anybody's name, takes a folder of its own")
            }
        } else if since == 0 {
            let now = Clock.machine.now()
            _ = try await installation.store.commit(
                Commit(positions: [position: Int64(now.utcDay.number)], at: now, by: Installation.operatorAuthority))
        }
    }

    /// The day that erasures are held against: the machine's where the installation was served in earnest; none where it never was,
    /// because a sandbox's clock is anybody's to set.
    static func today(_ store: any Store) async throws -> Day? {
        let since = try await store.read { view in try view.position(position) }
        return since == 0 ? nil : Clock.machine.now().utcDay
    }
}
