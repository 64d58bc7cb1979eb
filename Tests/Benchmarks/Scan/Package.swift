// swift-tools-version: 6.2
// The scan bench and what is proved of photos (Tests/Photos): the reading targets by themselves, by links, so that nothing
// else is resolved or compiled.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let optimised: [CSetting] = [.unsafeFlags(["-O2"])]

let package = Package(
    name: "scan-bench",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode"),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar"),
        .target(name: "CZXing", linkerSettings: [.linkedLibrary("ZXing")]),
        .target(
            name: "CPhoto", cSettings: optimised,
            linkerSettings: ["jpeg", "png", "webp", "heif"].map { .linkedLibrary($0) }),
        .target(name: "CClosedWorld", cSettings: optimised),
        .target(name: "Ledger", swiftSettings: strict),
        .target(name: "Facility", dependencies: ["Ledger"], swiftSettings: strict),
        .target(name: "LabelSymbol", dependencies: ["Facility", "CQRencode"], swiftSettings: strict),
        .target(
            name: "LabelScanning",
            dependencies: ["Facility", "LabelSymbol", "CZBar", "CZXing", "CPhoto", "CClosedWorld"],
            swiftSettings: strict),
        .executableTarget(
            name: "scan-bench", dependencies: ["LabelScanning", "Facility"], swiftSettings: strict),
        .executableTarget(name: "photo-proof", dependencies: ["LabelScanning"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
