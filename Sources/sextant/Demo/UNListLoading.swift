import Foundation
import Installation
import Operations
import SIS

/// Takes a consolidated list in through the operations of SIS.
enum UNListLoading {
    struct Report: CustomStringConvertible {
        var summary = ""
        var description: String { summary }
    }
    static func load(
        _ file: String, into installation: Installation, authority: String, dryRun: Bool
    ) async throws -> Report { Report() }
}
