// swift-tools-version: 6.2
import PackageDescription

// CI turns every warning into an error; a newer compiler must not break an office's own build.
let strict: [SwiftSetting] =
    Context.environment["QUOTA_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []

let package = Package(
    name: "quota-cli",
    products: [.executable(name: "quota-cli", targets: ["quota-cli"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "QuotaModel", swiftSettings: strict),
        .target(
            name: "ScoringRules",
            dependencies: [
                "QuotaModel", .product(name: "BigInt", package: "BigInt"), .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "ArticleIngest", dependencies: ["QuotaModel", "CLibXML2"], swiftSettings: strict),
        .target(
            name: "QuotaEngine", dependencies: ["QuotaModel", "ScoringRules"],
            swiftSettings: strict),
        .target(
            name: "QuotaReports", dependencies: ["QuotaModel", "ScoringRules", "QuotaEngine"],
            swiftSettings: strict),
        .executableTarget(
            name: "quota-cli",
            dependencies: [
                "QuotaModel", "ScoringRules", "ArticleIngest", "QuotaEngine", "QuotaReports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "QuotaModelTests", dependencies: ["QuotaModel", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ScoringRulesTests", dependencies: ["ScoringRules", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ArticleIngestTests", dependencies: ["ArticleIngest", "TestSupport"],
            exclude: ["Crashes", "Fuzzing/words.dict"], swiftSettings: strict),
        .testTarget(
            name: "ScoringTests", dependencies: ["QuotaEngine", "ScoringRules", "QuotaReports", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "QuotaEngineTests", dependencies: ["QuotaEngine", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "QuotaReportsTests", dependencies: ["QuotaReports", "TestSupport"], exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "QuotaCLITests", dependencies: ["quota-cli", "TestSupport"], exclude: ["Golden"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
