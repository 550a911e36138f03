// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "recovery",
  dependencies: [.package(name: "equipoise", path: "..")],
  targets: [
    .executableTarget(
      name: "recover",
      dependencies: [.product(name: "EquipoiseModules", package: "equipoise")],
      swiftSettings: settings)
  ],
  swiftLanguageModes: [.v6]
)
