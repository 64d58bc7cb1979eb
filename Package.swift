// swift-tools-version: 6.2
// Mendmark: campus repair by QR code. The floors and what each target may import are in CONTRIBUTING.md;
// `make check` compares every file's imports with that table.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// C code is compiled optimised in every build: a photo is decoded in debug as fast as in release.
let optimised: [CSetting] = [.unsafeFlags(["-O2"])]

let cLibraries: [Target] = [
    .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(name: "CRSVG", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
    .target(name: "CZXing", linkerSettings: [.linkedLibrary("ZXing")]),
    .target(
        name: "CPhoto", cSettings: optimised,
        linkerSettings: ["jpeg", "png", "webp", "heif"].map { .linkedLibrary($0) }),
    .target(name: "CClosedWorld", cSettings: optimised),
]

let floors: [Target] = [
    .target(name: "Ledger", swiftSettings: strict),
    .target(name: "Facility", dependencies: ["Ledger"], swiftSettings: strict),
    .target(name: "LabelSymbol", dependencies: ["Facility", "CQRencode"], swiftSettings: strict),
    .target(
        name: "LabelPrinting",
        dependencies: ["Ledger", "Facility", "LabelSymbol", "CPangoCairo", "CRSVG", "CZlib", yams],
        swiftSettings: strict),
    .target(
        name: "LabelScanning",
        dependencies: ["Facility", "LabelSymbol", "CZBar", "CZXing", "CPhoto", "CClosedWorld"],
        swiftSettings: strict),
    .target(
        name: "LabelProof",
        dependencies: [
            "Ledger", "Facility", "LabelSymbol", "LabelPrinting", "LabelScanning", subprocess,
        ], swiftSettings: strict),
    .target(name: "Sealing", dependencies: ["Ledger", crypto, cryptoExtras], swiftSettings: strict),
    .target(name: "TicketTracking", dependencies: ["Ledger", "Facility"], swiftSettings: strict),
    .target(
        name: "SiteFiles",
        dependencies: [
            "Ledger", "Facility", "TicketTracking", asyncHTTPClient, nioCore, nioHTTP1, nioSSL, yams,
        ],
        swiftSettings: strict),
    .target(
        name: "Storage", dependencies: ["Ledger", "Facility", "TicketTracking", "Sealing", grdb, grdbSQLite],
        swiftSettings: strict),
    .target(
        name: "Messaging",
        dependencies: [
            "Ledger", "Facility", "TicketTracking", "Wording", "CCurl", asyncHTTPClient, crypto, nioCore,
            nioHTTP1,
        ],
        swiftSettings: strict),
    .target(
        name: "ScanGateway",
        dependencies: [
            "Ledger", "Facility", "Sealing", "TicketTracking", "LabelScanning", "LabelSymbol", "Wording",
            "CZlib", hummingbird,
            mustache, crypto, cryptoExtras, lifecycle, logging, nioCore, nioFoundation, httpTypes,
            nioHTTPTypes,
        ], swiftSettings: strict),
    .executableTarget(
        name: "mendmark",
        dependencies: [
            "Ledger", "Facility", "Sealing", "TicketTracking", "LabelPrinting", "LabelProof", "LabelScanning",
            "LabelSymbol", "Messaging",
            "ScanGateway", "SiteFiles", "Storage", "Wording", argumentParser, asyncHTTPClient, configuration,
            hummingbird, lifecycle, logging, nioCore, nioFoundation, nioHTTP1, nioSSL, subprocess,
            systemPackage,
            unixSignals,
        ], swiftSettings: strict),
    .target(name: "Wording", swiftSettings: strict),
]

let support: [Target] = [
    .target(name: "CChildProcess", path: "Tests/Support/CChildProcess"),
    .target(
        name: "ChildProcess", dependencies: ["CChildProcess"], path: "Tests/Support/ChildProcess",
        swiftSettings: strict),
    .target(
        name: "MemoryStorage", dependencies: ["Ledger", "Facility", "TicketTracking", "Sealing"],
        path: "Tests/Support/MemoryStorage", swiftSettings: strict),
    .target(
        name: "CPowerLoss", path: "Tests/Support/CPowerLoss", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
        name: "RegisterShelf", dependencies: ["Ledger", "Facility"], path: "Tests/Support/RegisterShelf",
        swiftSettings: strict),
    .target(
        name: "DeskSimulation", dependencies: ["Ledger", "Facility", "TicketTracking", "RegisterShelf"],
        path: "Tests/Support/DeskSimulation", swiftSettings: strict),
    .executableTarget(
        name: "label-press", dependencies: ["LabelPrinting", "LabelSymbol", "Facility", "Ledger"],
        path: "Tests/PhotoSets/label-press", swiftSettings: strict),
]

let tests: [Target] = [
    .testTarget(name: "SealingTests", dependencies: ["Sealing", "Ledger"], swiftSettings: strict),
    .testTarget(
        name: "StorageTests",
        dependencies: [
            "Storage", "ChildProcess", "MemoryStorage", "CPowerLoss", "Sealing", "Ledger", "Facility",
            "TicketTracking", grdb,
            grdbSQLite,
        ], swiftSettings: strict),
    .testTarget(
        name: "TicketTrackingTests",
        dependencies: ["TicketTracking", "Facility", "Ledger", "RegisterShelf", "DeskSimulation"],
        resources: [.copy("Golden")],
        swiftSettings: strict),
    .testTarget(
        name: "ScanGatewayTests",
        dependencies: [
            "ScanGateway", "ChildProcess", "MemoryStorage", "Wording", "Sealing", "TicketTracking",
            "LabelScanning", mustache,
            "Facility", "Ledger", hummingbird, hummingbirdTesting, httpTypes, lifecycle, logging, nioCore,
            nioEmbedded, nioHTTPTypes,
        ], swiftSettings: strict),
    .testTarget(
        name: "mendmarkTests",
        dependencies: [
            "mendmark", "ChildProcess", "LabelScanning", "ScanGateway", "Facility", subprocess, systemPackage,
        ],
        exclude: ["Reach"],
        swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(
        name: "FacilityTests", dependencies: ["Ledger", "Facility", "RegisterShelf"], exclude: ["Golden"],
        swiftSettings: strict),
    .testTarget(
        name: "LabelSymbolTests", dependencies: ["LabelSymbol", "ChildProcess", "Facility", "Ledger"],
        swiftSettings: strict),
    .testTarget(
        name: "LabelPrintingTests",
        dependencies: [
            "LabelPrinting", "ChildProcess", "LabelSymbol", "Facility", "Ledger", "CPangoCairo", "CRSVG",
        ],
        swiftSettings: strict),
    .testTarget(
        name: "LabelScanningTests", dependencies: ["LabelScanning", "LabelSymbol", "Facility", "Ledger"],
        exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
        name: "LabelProofTests",
        dependencies: [
            "LabelProof", "LabelPrinting", "LabelScanning", "LabelSymbol", "Facility", "Ledger",
        ], swiftSettings: strict),
    .testTarget(
        name: "MessagingTests",
        dependencies: [
            "Messaging", "ChildProcess", "Storage", "Sealing", "SiteFiles", "TicketTracking", "Facility",
            "Ledger",
            "Wording", "RegisterShelf", asyncHTTPClient,
        ], exclude: ["MailServer", "Posts/receiver.py"], swiftSettings: strict),
    .testTarget(name: "WordingTests", dependencies: ["Wording"], swiftSettings: strict),
    .testTarget(
        name: "WeekTests",
        dependencies: [
            "Storage", "SiteFiles", "Sealing", "TicketTracking", "Facility", "Ledger", "RegisterShelf",
        ], swiftSettings: strict),
    .testTarget(
        name: "SiteFilesTests",
        dependencies: [
            "Ledger", "Facility", "TicketTracking", "SiteFiles", "ChildProcess", "RegisterShelf",
        ], swiftSettings: strict),
]

let package = Package(
    name: "mendmark",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mendmark", targets: ["mendmark"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.0.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.4.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.16.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.28.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: floors + cLibraries + support + tests,
    swiftLanguageModes: [.v6]
)
