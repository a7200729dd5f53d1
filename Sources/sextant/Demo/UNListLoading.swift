import Access
import ArgumentParser
import Foundation
import Installation
import Operations
import SIS

/// Takes a consolidated list in through the operations of SIS.
enum UNListLoading {
    static func load(
        _ file: String, into installation: Installation, authority: String, dryRun: Bool
    ) async throws -> UNListImport.Report {
        guard let entry = installation.directory.authority(authority) else {
            throw ValidationError("\(authority) is not registered or no longer in service")
        }
        let caller = Caller(
            authority: entry.name, kind: entry.authorityKind, memberState: entry.memberState, user: "import",
            standing: entry.standing)
        let list = try UNListParser.parse(contentsOf: URL(fileURLWithPath: file))
        let progress = Progress("UN list   ")
        let report = try await UNListImport(runner: installation.runner, caller: caller)
            .run(list, dryRun: dryRun) { done, total in progress.show(done, of: total) }
        progress.done("\(list.individuals.count) individuals read")
        return report
    }
}
