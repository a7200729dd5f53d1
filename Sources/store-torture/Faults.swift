import CStoreFaults
import Foundation
import Identity
import Registry
import RegistrySQLite

/// Each file call of a scripted session fails once.
enum Faults {
    /// Runs the session once for each call from `first` in steps of `step`, until a session ends before its call came.
    /// Prints what it found and how many calls failed.
    static func run(directory: String, full: Bool, first: Int64, step: Int64) async throws -> Bool {
        guard store_faults_install() == 0 else { throw Failure("the file layer cannot be installed") }
        store_faults_skip_syncs()
        var (failed, noticed): ([String: Int], Int) = ([:], 0)
        var isWell = true
        let start = ContinuousClock.now
        var nth = first
        while true {
            let place = directory + "/\(nth)"
            defer { try? FileManager.default.removeItem(atPath: place) }
            store_faults_arm(nth, full ? 1 : 0)
            let begun = ContinuousClock.now
            let (ledger, error) = await session(place)
            let took = ContinuousClock.now - begun
            let name = store_faults_failed().map { String(cString: $0) }
            store_faults_arm(0, 0)
            guard let name else { break }
            failed[name, default: 0] += 1
            if took > .seconds(2) { say("call \(nth) (\(name)) took \(took): \(error.map { "\($0)" } ?? "")") }
            if error != nil { noticed += 1 }
            do {
                let store = try SQLiteStore(directory: place)
                let findings = try await ledger.findings(in: store)
                await store.close()
                for finding in findings {
                    isWell = false
                    say("call \(nth) (\(name)): \(finding)")
                }
            } catch {
                isWell = false
                say("call \(nth) (\(name)): cannot be opened again: \(error)")
            }
            nth += step
        }
        let kinds = failed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let spent = ContinuousClock.now - start
        say("failed calls: \(failed.values.reduce(0, +)) (\(kinds)); \(noticed) refused something; \(spent)")
        return isWell
    }

    /// Everything a store does, once; what was acknowledged, and the first error.
    private static func session(_ directory: String) async -> (Ledger, StoreError?) {
        var ledger = Ledger()
        var first: StoreError?
        var configuration = SQLiteStore.Configuration()
        configuration.checkpointPages = 30
        configuration.readers = 1
        configuration.purgePatience = .milliseconds(200)
        do throws(StoreError) {
            let store = try SQLiteStore(directory: directory, configuration: configuration)
            func attempt(_ body: () async throws(StoreError) -> Void) async {
                do throws(StoreError) { try await body() } catch { first = first ?? error }
            }
            for pair in 1...2 as ClosedRange<UInt64> {
                for version in 1...2 {
                    await attempt { () throws(StoreError) in
                        try await store.commit(Ledger.commit(pair, version: version))
                        ledger.versions[pair] = version
                    }
                }
                await attempt { () throws(StoreError) in
                    do throws(StoreError) { try await store.commit(Ledger.refusal(pair)) } catch {
                        guard case .versionConflict = error else { throw error }
                    }
                }
            }
            for pair in [2] as [UInt64] {
                ledger.erasing.insert(pair)
                await attempt { () throws(StoreError) in
                    do throws(StoreError) {
                        try await store.commit(Ledger.erasure(pair))
                        ledger.erased.insert(pair)
                    } catch {
                        // The pair may not be there, because its creation met the fault.
                        guard case .versionConflict = error else { throw error }
                    }
                }
            }
            await attempt { () throws(StoreError) in
                for leaf in try await store.sequence(limit: 1000) { ledger.leaves[leaf.position] = hex(leaf.leafData) }
            }
            await attempt { () throws(StoreError) in
                try await store.storeTiles(
                    [StoredTile(level: 0, index: 0, width: 1, bytes: [UInt8](repeating: 1, count: 32))], checkpoint: [1])
            }
            await attempt { () throws(StoreError) in _ = try await store.logRows(from: 0, limit: 5) }
            await attempt { () throws(StoreError) in _ = try await store.expire(at: Ledger.now) }
            await attempt { () throws(StoreError) in _ = try await store.eraseLogContents(upTo: Day(number: 0)) }
            await attempt { () throws(StoreError) in try await store.purge() }
            await attempt { () throws(StoreError) in _ = try await store.examine() }
            await store.close()
        } catch {
            first = first ?? error
        }
        return (ledger, first)
    }
}
