// swift-tools-version: 6.2
import PackageDescription

// CI turns every warning into an error; a newer compiler must not break an office's own build.
let strict: [SwiftSetting] =
    Context.environment["QUOTA_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []

// Small jobs are little more than the start of the program: at fixed addresses, without a table of its names for others and
// with the C++ library in it (scripts/linking) it takes a sixth less.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic",
            "-L\(Context.packageDirectory)/scripts/linking",
        ],
        .when(configuration: .release))
]

let package = Package(
    name: "quota-cli",
    products: [.executable(name: "quota-cli", targets: ["quota-cli"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(name: "CLateLoading"),
        .target(name: "CLibXML2", dependencies: ["CLateLoading"]),
        .target(name: "COfficeFiles", dependencies: ["CLateLoading"]),
        .target(name: "QuotaModel", swiftSettings: strict),
        .target(
            name: "ScoringRules",
            dependencies: [
                "QuotaModel", .product(name: "BigInt", package: "BigInt"), .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CByteMasks"),
        .systemLibrary(name: "CMalloc"),
        .target(
            name: "ArticleIngest", dependencies: ["QuotaModel", "CLibXML2", "CByteMasks"], swiftSettings: strict),
        .target(
            name: "QuotaEngine", dependencies: ["QuotaModel", "ScoringRules"],
            swiftSettings: strict),
        .target(
            name: "AuditLedger",
            dependencies: [
                "QuotaModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "QuotaReports",
            dependencies: ["QuotaModel", "ScoringRules", "QuotaEngine", "COfficeFiles"],
            swiftSettings: strict),
        .executableTarget(
            name: "quota-cli",
            dependencies: [
                "QuotaModel", "ScoringRules", "ArticleIngest", "QuotaEngine", "QuotaReports", "AuditLedger", "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict, linkerSettings: quickStart),
        .executableTarget(
            name: "scoring-benchmark", dependencies: ["QuotaModel", "ScoringRules", "QuotaEngine", "QuotaReports"],
            path: "Benchmarks/Scoring", swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["COfficeFiles"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "QuotaModelTests", dependencies: ["QuotaModel", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ScoringRulesTests", dependencies: ["ScoringRules", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ArticleIngestTests", dependencies: ["ArticleIngest", "CLibXML2", "TestSupport"],
            exclude: ["Crashes", "Fuzzing/words.dict"], swiftSettings: strict,
            // The tests watch the doors of the library, which the program never touches.
            linkerSettings: [.linkedLibrary("xml2")]),
        .testTarget(
            name: "ScoringTests", dependencies: ["QuotaEngine", "ScoringRules", "QuotaReports", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "QuotaEngineTests", dependencies: ["QuotaEngine", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AuditLedgerTests",
            dependencies: ["AuditLedger", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["verify.py"], swiftSettings: strict),
        .testTarget(
            name: "QuotaReportsTests",
            dependencies: [
                "QuotaReports", "ArticleIngest", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "QuotaCLITests",
            dependencies: ["quota-cli", "ArticleIngest", "AuditLedger", "QuotaModel", "TestSupport"],
            exclude: ["Golden", "History/faults.c"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
