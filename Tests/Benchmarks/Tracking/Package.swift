// swift-tools-version: 6.2
// The tracking bench: the pure core by itself, by links, so that nothing else is resolved or compiled.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "tracking-bench",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "Ledger", swiftSettings: strict),
        .target(name: "Facility", dependencies: ["Ledger"], swiftSettings: strict),
        .target(name: "TicketTracking", dependencies: ["Ledger", "Facility"], swiftSettings: strict),
        .executableTarget(
            name: "tracking-bench", dependencies: ["TicketTracking", "Facility", "Ledger"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
