// swift-tools-version: 6.2
// The label bench: the printing targets by themselves, by links, so that nothing else is resolved or compiled.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "sheet-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.0.0")],
    targets: [
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode"),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo"),
        .systemLibrary(name: "CRSVG", pkgConfig: "librsvg-2.0"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(name: "Ledger", swiftSettings: strict),
        .target(name: "Facility", dependencies: ["Ledger"], swiftSettings: strict),
        .target(name: "LabelSymbol", dependencies: ["Facility", "CQRencode"], swiftSettings: strict),
        .target(
            name: "LabelPrinting",
            dependencies: [
                "Ledger", "Facility", "LabelSymbol", "CPangoCairo", "CRSVG", "CZlib",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "sheet-bench", dependencies: ["LabelPrinting", "LabelSymbol", "Facility", "Ledger"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
