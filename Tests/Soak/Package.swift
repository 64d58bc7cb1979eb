// swift-tools-version: 6.2
// The pure core and its tests alone, for long runs in release: `make soak`. The folders are links to the ones of the
// main package.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "soak",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "Ledger", path: "Ledger", swiftSettings: strict),
        .target(name: "Facility", dependencies: ["Ledger"], path: "Facility", swiftSettings: strict),
        .target(
            name: "TicketTracking", dependencies: ["Ledger", "Facility"], path: "TicketTracking",
            swiftSettings: strict),
        .target(
            name: "RegisterShelf", dependencies: ["Ledger", "Facility"], path: "RegisterShelf",
            swiftSettings: strict),
        .target(
            name: "DeskSimulation", dependencies: ["Ledger", "Facility", "TicketTracking", "RegisterShelf"],
            path: "DeskSimulation", swiftSettings: strict),
        .executableTarget(
            name: "desk-soak", dependencies: ["DeskSimulation"], path: "desk-soak", swiftSettings: strict),
        .testTarget(
            name: "TicketTrackingTests",
            dependencies: ["TicketTracking", "Facility", "Ledger", "RegisterShelf", "DeskSimulation"],
            path: "TicketTrackingTests", resources: [.copy("Golden")], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
