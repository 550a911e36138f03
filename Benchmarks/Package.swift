// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let equipoise: Target.Dependency = .product(name: "EquipoiseModules", package: "equipoise")

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "equipoise", path: "..")],
  targets: [
    .executableTarget(
      name: "make-cohort", dependencies: [equipoise], swiftSettings: settings),
    .executableTarget(
      name: "measure", dependencies: [equipoise], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
