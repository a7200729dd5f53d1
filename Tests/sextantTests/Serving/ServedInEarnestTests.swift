import Installation
import Operations
import Registry
import Testing

@testable import sextant

@Suite("What was served in earnest")
struct ServedInEarnestTests {
    private func installation(_ store: any Store) async throws -> Installation {
        try await Installation(
            store: store, keys: try InstallationKeys(seed: 5, logName: "earnest.example/log"),
            settings: Installation.Settings(clock: .machine))
    }

    @Test("A sandbox takes what nobody has served in earnest, and refuses it ever after")
    func refuses() async throws {
        let store = MemoryStore()
        let first = try await installation(store)
        try await ServedInEarnest.settle(first, isSandbox: true, folder: "x")
        try await ServedInEarnest.settle(first, isSandbox: true, folder: "x")
        try await ServedInEarnest.settle(first, isSandbox: false, folder: "x")
        // The store itself knows it, so a copy of it does.
        let second = try await installation(store)
        await #expect(throws: Failure.self) { try await ServedInEarnest.settle(second, isSandbox: true, folder: "x") }
        try await ServedInEarnest.settle(second, isSandbox: false, folder: "x")
    }
}
