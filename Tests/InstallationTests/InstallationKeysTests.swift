import Foundation
import Testing

@testable import Installation

@Suite struct InstallationKeysTests {
    @Test func keysAreMadeOnceAndForTheirOwnerAlone() throws {
        let folder = NSTemporaryDirectory() + "sextant-keys-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try InstallationKeys(folder: folder, logName: "test.example/log")
        let again = try InstallationKeys(folder: folder, logName: "test.example/log")
        #expect(made.tokenSeed == again.tokenSeed && made.tokenSeed.count == 32)
        #expect(made.logSigning.verifierKey.text == again.logSigning.verifierKey.text)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["backup.key", "log-sealing.key", "log-signing.key", "token.key"])
        for name in names {
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600, "\(name)")
        }
    }
}
