import Foundation
import Testing

@Suite("sextant doctor, sweep, backup, restore, log")
struct MaintenanceTests {
    /// A folder with an installation in it, made by the program itself.
    static func installation() throws -> Folder {
        let folder = try Folder()
        let end = try Program.run(["import", "records", "--data", folder.path, "-"])
        #expect(end.status == 0, "\(end.output)\(end.errors)")
        return folder
    }

    @Test("What looks at an installation, or works on it, makes none where the folder is misspelt")
    func misspelt() throws {
        let folder = try Folder()
        let path = folder.path + "/misspelt"
        for command in [
            ["log", "verify"], ["log", "key"], ["log", "witness", "--folder", folder.path + "/witness"], ["sweep"], ["detect-all"],
            ["faces", "encode"], ["quality", "report"], ["statistics", "ees.entries.sex"], ["token", "--authority", "A"],
            ["search", "--authority", "A", "--surname", "B"],
        ] {
            let end = try Program.run(command + ["--data", path])
            #expect(end.status != 0 && end.errors.contains("--data"), "\(command): \(end.output)\(end.errors)")
            #expect(!FileManager.default.fileExists(atPath: path), "\(command)")
        }
    }

    @Test("What is sound is called so, and the status is 0")
    func sound() throws {
        let folder = try Self.installation()
        let end = try Program.run(["doctor", "--data", folder.path])
        #expect(end.status == 0 && end.lines.count == 4 && end.lines.allSatisfy { $0.hasPrefix("ok") }, "\(end.output)\(end.errors)")
        let log = try Program.run(["log", "verify", "--data", folder.path])
        #expect(log.status == 0 && log.output.hasSuffix("the log is sound\n"))
    }

    @Test("A key that others can read, and a store with changed bytes, are named, and the status is 1")
    func damaged() throws {
        let folder = try Self.installation()
        let key = folder.path + "/keys/token.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let open = try Program.run(["doctor", "--data", folder.path])
        #expect(open.status == 1 && open.output.hasPrefix("BAD  keys") && open.output.contains("chmod 600"), "\(open.output)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        #expect(try Program.run(["doctor", "--data", folder.path]).status == 0)

        let store = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store").first {
                let file = folder.path + "/store/" + $0
                return FileManager.default.contents(atPath: file)?.starts(with: Data("SQLite format 3".utf8)) == true
            })
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.path + "/store/" + store))
        let size = try handle.seekToEnd()
        for place in stride(from: UInt64(4096), to: size, by: 1024) {
            try handle.seek(toOffset: place)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: 64))
        }
        try handle.close()
        let broken = try Program.run(["doctor", "--data", folder.path])
        #expect(broken.status == 1 && broken.output.contains("BAD"), "\(broken.output)\(broken.errors)")
    }

    @Test("A backup is encrypted, and what is restored from it is whole")
    func backup() throws {
        let folder = try Self.installation()
        let file = folder.path + "/copy"
        #expect(try Program.run(["backup", "--data", folder.path, file]).status == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(bytes.count > 1000 && bytes.firstRange(of: Data("SQLite".utf8)) == nil && bytes.firstRange(of: Data("SEXTANT-OPERATOR".utf8)) == nil)
        try FileManager.default.removeItem(atPath: folder.path + "/store")
        let restored = try Program.run(["restore", "--data", folder.path, file])
        #expect(restored.status == 0, "\(restored.output)\(restored.errors)")
        #expect(try Program.run(["doctor", "--data", folder.path]).status == 0)
        // Another installation's keys open nothing.
        let other = try Self.installation()
        try FileManager.default.removeItem(atPath: other.path + "/store")
        #expect(try Program.run(["restore", "--data", other.path, file]).status != 0)
    }
}
