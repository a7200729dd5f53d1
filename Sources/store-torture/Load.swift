import CStoreFaults
import Foundation
import Registry
import RegistrySQLite

/// A process that writes until it is killed or its power is cut, and tells of each acknowledgement on standard output.
enum Load {
    struct Options: Sendable {
        var directory = ""
        var run: UInt64 = 0
        var workers = 16
        /// Milliseconds until the power is cut; `nil`: waits to be killed.
        var cutAfter: Int?
        var percent = 0
        var synchronous = "FULL"

        init(_ arguments: [String]) {
            directory = arguments.first ?? ""
            for (name, value) in zip(arguments.dropFirst(), arguments.dropFirst(2)) {
                switch name {
                case "--run": run = UInt64(value) ?? 0
                case "--workers": workers = Int(value) ?? 16
                case "--cut-after": cutAfter = Int(value)
                case "--percent": percent = Int(value) ?? 0
                case "--synchronous": synchronous = value
                default: break
                }
            }
        }
    }

    static func run(_ options: Options) async throws {
        if options.cutAfter != nil {
            store_faults_hold_unsynced()
            guard store_faults_install() == 0 else { throw Failure("the file layer cannot be installed") }
        }
        var configuration = SQLiteStore.Configuration()
        configuration.synchronous = options.synchronous
        configuration.checkpointPages = 200  // so that moving pages is under fire too
        let store = try SQLiteStore(directory: options.directory, configuration: configuration)
        say("ready 0")
        if let milliseconds = options.cutAfter {
            let thread = Thread {
                Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
                store_faults_cut_power(options.run &* 77 &+ UInt64(milliseconds), Int32(options.percent))
            }
            thread.start()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<options.workers {
                group.addTask { try await work(store, options.run << 32 | UInt64(worker) << 24) }
            }
            group.addTask { try await sequence(store) }
            try await group.waitForAll()
        }
    }

    private static func work(_ store: SQLiteStore, _ start: UInt64) async throws {
        var pair = start
        while true {
            pair += 1
            let versions = 1 + Int(pair % 4)
            for version in 1...versions {
                try await store.commit(Ledger.commit(pair, version: version))
                say("ack \(pair) \(version)")
            }
            if pair % 5 == 0 {
                say("erasing \(pair)")
                try await store.commit(Ledger.erasure(pair))
                say("erased \(pair)")
            } else if pair % 7 == 0 {
                do {
                    try await store.commit(Ledger.refusal(pair))
                    throw Failure("a stale update was taken")
                } catch is StoreError {}
            } else if pair % 50 == 1 {
                try await store.purge()
            }
        }
    }

    private static func sequence(_ store: SQLiteStore) async throws {
        while true {
            for leaf in try await store.sequence(limit: 100) { say("seq \(leaf.position) \(hex(leaf.leafData))") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
