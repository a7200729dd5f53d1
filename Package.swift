// swift-tools-version: 6.2
// This file is the architecture drawing: a target may import only what it lists here, and lists only
// what lies below it. `SEXTANT_ONLY=Identity,EES swift test` narrows the package to those targets, what
// they stand on and their tests, so that the rules build and test without the server's dependencies.
import PackageDescription

struct Room {
    enum Kind { case library, executable, cLibrary }
    var name: String
    var kind = Kind.library
    var below: [String] = []
    var products: [(name: String, package: String)] = []
    var resources = false
    var tests: [String]? = nil  // what its tests import besides itself; nil: it has none of its own
    var testProducts: [(name: String, package: String)] = []
}

let crypto = (name: "Crypto", package: "swift-crypto")

let rooms: [Room] = [
    Room(name: "Wire", tests: []),
    Room(name: "Identity", below: ["Wire"], tests: []),
    Room(name: "Quality", below: ["Wire", "Identity"], tests: []),
    Room(name: "Access", below: ["Wire", "Identity"], products: [crypto], tests: []),
    Room(name: "Registry", below: ["Wire", "Identity", "Access"], products: [crypto], tests: []),
    Room(
        name: "RegistrySQLite", below: ["Wire", "Identity", "Access", "Registry"],
        products: [(name: "GRDB", package: "GRDB.swift"), (name: "GRDBSQLite", package: "GRDB.swift"), crypto],
        tests: ["Registry", "store-torture"]),
    Room(name: "CStoreFaults", kind: .cLibrary),
    Room(
        name: "store-torture", kind: .executable,
        below: ["Wire", "Identity", "Access", "Registry", "RegistrySQLite", "CStoreFaults"]),
    Room(name: "Operations", below: ["Wire", "Identity", "Quality", "Access", "Registry"], products: [crypto], tests: []),
    Room(name: "Matching", below: ["Wire", "Identity"], tests: []),
    Room(name: "CBiometrics", kind: .cLibrary),
    Room(name: "Biometrics", below: ["CBiometrics"], tests: []),
    Room(name: "sextant-biometrics", kind: .executable, below: ["Biometrics"]),
    Room(name: "EES", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "SIS", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "VIS", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "Eurodac", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "ETIAS", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "Carriers", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(name: "ECRISTCN", below: ["Wire", "Identity", "Access", "Registry", "Operations"], tests: []),
    Room(
        name: "Administration", below: ["Wire", "Identity", "Access", "Registry", "Operations"], products: [crypto], tests: []),
    Room(
        name: "Sandbox", below: ["Wire", "Identity", "Access", "Registry", "Operations", "Administration", "EES", "SIS"],
        tests: []),
    Room(
        name: "Interoperability",
        below: [
            "Wire", "Identity", "Quality", "Access", "Registry", "Operations", "Administration", "Matching", "Biometrics", "EES", "SIS", "VIS",
            "Eurodac", "ETIAS", "ECRISTCN",
        ], tests: []),
    Room(
        name: "Rules",
        below: [
            "Wire", "Identity", "Quality", "Access", "Operations", "Matching", "EES", "SIS", "VIS", "Eurodac", "ETIAS", "ECRISTCN", "Carriers",
            "Interoperability",
        ],
        tests: []),
    Room(
        name: "Installation",
        below: [
            "Wire", "Identity", "Access", "Registry", "Operations", "Administration", "Biometrics", "EES", "SIS", "VIS", "Eurodac", "ETIAS",
            "ECRISTCN", "Carriers", "Interoperability", "RegistrySQLite",
        ], products: [crypto], tests: []),
    Room(
        name: "Simulation",
        below: [
            "Wire", "Identity", "Quality", "Access", "Registry", "Operations", "Administration", "EES", "SIS", "VIS", "Eurodac", "ETIAS",
            "ECRISTCN", "Carriers", "Matching", "Biometrics", "Interoperability", "Installation", "Sandbox",
        ], products: [crypto], tests: ["RegistrySQLite"]),
    Room(
        name: "SimulationCommand", below: ["Identity", "Registry", "RegistrySQLite", "Sandbox", "Simulation"],
        products: [(name: "ArgumentParser", package: "swift-argument-parser")]),
    Room(name: "simulated-year", kind: .executable, below: ["SimulationCommand"]),
    Room(
        name: "API", below: ["Wire", "Identity", "Access", "Registry", "Operations"],
        products: [
            crypto, (name: "Hummingbird", package: "hummingbird"), (name: "HummingbirdHTTP2", package: "hummingbird"),
            (name: "HummingbirdCore", package: "hummingbird"), (name: "HummingbirdTLS", package: "hummingbird"), (name: "JWTKit", package: "jwt-kit"),
            (name: "NIOSSL", package: "swift-nio-ssl"), (name: "NIOTLS", package: "swift-nio"), (name: "NIOCore", package: "swift-nio"),
            (name: "NIOPosix", package: "swift-nio"), (name: "Logging", package: "swift-log"),
            (name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ], tests: ["RegistrySQLite"], testProducts: [(name: "HummingbirdTesting", package: "hummingbird")]),
    Room(
        name: "Console", below: ["Wire", "Identity", "Access", "Registry", "Operations", "Administration", "EES", "SIS", "Interoperability", "API"],
        products: [(name: "Mustache", package: "swift-mustache"), (name: "Hummingbird", package: "hummingbird"), crypto],
        tests: []),
    Room(
        name: "sextant", kind: .executable,
        below: [
            "Wire", "Identity", "Access", "Registry", "Operations", "Administration", "EES", "SIS", "VIS", "Eurodac", "Matching", "Biometrics",
            "Interoperability", "Quality", "RegistrySQLite", "Installation", "Carriers", "Rules", "Sandbox", "Simulation", "SimulationCommand", "API",
            "Console",
        ],
        products: [
            (name: "ArgumentParser", package: "swift-argument-parser"),
            (name: "Configuration", package: "swift-configuration"), (name: "Logging", package: "swift-log"),
            (name: "AsyncHTTPClient", package: "async-http-client"),
            (name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ], tests: []),
]

// MARK: - From the drawing to the package

let packages: [String: Package.Dependency] = [
    "swift-crypto": .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    "swift-argument-parser": .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    "swift-collections": .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    "swift-configuration": .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    "swift-log": .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    "swift-nio-ssl": .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    "swift-nio": .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    "swift-service-lifecycle": .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    "async-http-client": .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    "hummingbird": .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    "swift-mustache": .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    "jwt-kit": .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    "swift-certificates": .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    "GRDB.swift": .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
]

let wanted: Set<String>? = Context.environment["SEXTANT_ONLY"].map {
    Set($0.split(separator: ",").map(String.init))
}

func closure(of names: Set<String>) -> Set<String> {
    var reached: Set<String> = []
    var queue = Array(names)
    while let name = queue.popLast() {
        guard reached.insert(name).inserted, let room = rooms.first(where: { $0.name == name }) else { continue }
        queue += room.below
        if names.contains(name) { queue += room.tests ?? [] }
    }
    return reached
}

let chosen = wanted.map(closure) ?? Set(rooms.map(\.name))
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

func dependencies(_ targets: [String], _ products: [(name: String, package: String)]) -> [Target.Dependency] {
    targets.map { .target(name: $0) } + products.map { .product(name: $0.name, package: $0.package) }
}

var targets: [Target] = []
var usedPackages: Set<String> = []
for room in rooms where chosen.contains(room.name) {
    usedPackages.formUnion(room.products.map(\.package))
    let needs = dependencies(room.below, room.products)
    switch room.kind {
    case .library:
        targets.append(
            .target(
                name: room.name, dependencies: needs, resources: room.resources ? [.copy("Resources")] : nil,
                swiftSettings: settings))
    case .cLibrary:
        targets.append(.target(name: room.name, dependencies: needs))
    case .executable:
        targets.append(.executableTarget(name: room.name, dependencies: needs, swiftSettings: settings))
    }
    if let extra = room.tests, wanted?.contains(room.name) ?? true {
        usedPackages.formUnion(room.testProducts.map(\.package))
        targets.append(
            .testTarget(
                name: room.name + "Tests", dependencies: dependencies([room.name] + extra, room.testProducts),
                swiftSettings: settings))
    }
}

let package = Package(
    name: "sextant",
    platforms: [.macOS(.v15)],
    products: targets.filter { $0.type == .regular }.map { .library(name: $0.name, targets: [$0.name]) },
    dependencies: usedPackages.sorted().compactMap { packages[$0] },
    targets: targets
)
