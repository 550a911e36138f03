// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target; what it may import is in `docs/architecture.md`, and `scripts/check` enforces it.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], strictMemory: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: strictMemory ? settings + [.strictMemorySafety()] : settings)
}

/// The tests of one target, which may also use every target below it.
func tests(_ name: String, _ others: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + others,
    exclude: ["Fixtures"], swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "equipoise",
  products: [
    .executable(name: "equipoise", targets: ["equipoise"]),
    .library(
      name: "EquipoiseModules",
      targets: [
        "Platform", "Distributions", "LinearAlgebra", "Tables", "Regression", "Survival",
        "Balancing", "Simulation", "Studies",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapack-netlib",
      providers: [.apt(["liblapack-dev", "libblas-dev"])]),
    library("Platform", strictMemory: true),
    library("Diagnostics"),
    library("Distributions"),
    library("LinearAlgebra", ["CLAPACK"], strictMemory: true),
    library("Vocabulary", ["Diagnostics"]),
    library("Tables", ["Diagnostics", "Platform"]),
    library("Expressions", ["Diagnostics", "Platform", "Tables"]),
    library(
      "Regression",
      ["Diagnostics", "Distributions", "LinearAlgebra", "Platform", "Tables", "Vocabulary"]),
    library("Survival", ["Distributions", "LinearAlgebra", "Platform", "Vocabulary"]),
    library(
      "Balancing",
      ["Diagnostics", "Distributions", "LinearAlgebra", "Regression", "Tables", "Vocabulary"]),
    library(
      "Registry", ["Diagnostics", "Expressions", "Platform", "Tables", "Vocabulary"]),
    library("Cohorts", ["Diagnostics", "Expressions", "Tables", "Vocabulary"]),
    library(
      "Effects",
      [
        "Cohorts", "Diagnostics", "Distributions", "LinearAlgebra", "Platform", "Regression",
        "Survival", "Vocabulary",
      ]),
    .target(
      name: "Simulation",
      dependencies: ["Diagnostics", "Distributions", "Platform", "Tables", "Vocabulary"],
      resources: [
        .embedInCode("Resources/myeloma.yaml"), .embedInCode("Resources/registry.yaml"),
      ], swiftSettings: settings),
    library(
      "Studies",
      [
        "Balancing", "Cohorts", "Diagnostics", "Effects", "Expressions", "Registry", "Regression",
        "Simulation", "Survival", "Tables", "Vocabulary", yams,
      ]),
    library(
      "Workflow",
      [
        "Balancing", "Cohorts", "Diagnostics", "Distributions", "Effects", "Expressions",
        "LinearAlgebra", "Platform", "Registry", "Regression", "Simulation", "Studies", "Survival",
        "Tables", "Vocabulary", crypto,
      ]),
    library(
      "Reports",
      [
        "Balancing", "Cohorts", "Diagnostics", "Effects", "Registry", "Regression", "Studies",
        "Survival", "Tables", "Vocabulary", "Workflow",
      ]),
    library(
      "Sessions",
      [
        "Diagnostics", "Platform", "Registry", "Reports", "Studies", "Tables", "Vocabulary",
        "Workflow",
      ]),
    library("Notebooks", ["Diagnostics", "Platform", "Sessions", "Workflow"]),
    .executableTarget(
      name: "equipoise",
      dependencies: [
        "Diagnostics", "LinearAlgebra", "Notebooks", "Platform", "Registry", "Reports", "Sessions",
        "Simulation", "Studies", "Tables", "Vocabulary", "Workflow", argumentParser,
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("Platform"),
    tests("Diagnostics"),
    tests("Distributions"),
    tests("LinearAlgebra"),
    tests("Vocabulary"),
    tests("Tables", ["Platform"]),
    tests("Expressions", ["Tables"]),
    tests("Regression", ["LinearAlgebra", "Tables"]),
    tests("Survival", ["LinearAlgebra"]),
    tests("Balancing", ["LinearAlgebra", "Regression", "Tables"]),
    tests("Registry", ["Diagnostics", "Tables", "Vocabulary"]),
    tests("Cohorts", ["Expressions", "Tables"]),
    tests("Effects", ["Balancing", "Cohorts", "LinearAlgebra", "Survival", "Tables"]),
    tests("Simulation", ["LinearAlgebra", "Studies", "Survival"]),
    tests("Studies", ["Balancing", "Effects", "Vocabulary"]),
    tests("Workflow", ["Distributions", "Platform", "Simulation", "Studies", "Tables"]),
    tests("Reports", ["Studies", "Vocabulary", "Workflow"]),
    tests("Sessions", ["Reports", "Studies", "Workflow"]),
    tests("Notebooks", ["Sessions"]),
    tests("equipoise"),
  ],
  swiftLanguageModes: [.v6]
)
