// swift-tools-version: 6.1
import Foundation
import PackageDescription

// Swift's runtime is linked with -lstdc++, and half of what the program does before its first line is then the dynamic
// linker's search for that library's own symbols (1.7 of 2.6 million instructions of `jifen version`). In this folder
// stands a linker script of that name which takes the archive instead. Only where each C++ library here has its archive:
// Fedora and its kin have it in a package of its own (libstdc++-static); without, the program is linked as before.
let staticCxx: [String] = {
  let files = FileManager.default
  func inside(_ folder: String) -> [String] {
    ((try? files.contentsOfDirectory(atPath: folder)) ?? []).map { folder + "/" + $0 }
  }
  let libraries = inside("/usr/lib/gcc").flatMap(inside)
    .filter { files.fileExists(atPath: $0 + "/libstdc++.so") }
  let haveArchives = libraries.allSatisfy { files.fileExists(atPath: $0 + "/libstdc++.a") }
  return libraries.isEmpty || !haveArchives
    ? [] : ["-L\(Context.packageDirectory)/Sources/JifenProgram/Linking"]
}()

// Arrows between targets point down this list only; the core (up to Engine) imports no Foundation.
let package = Package(
  name: "Jifen",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Jifen", targets: ["Jifen"]),
    .executable(name: "jifen", targets: ["JifenProgram"]),
  ],
  targets: [
    // Deflate comes with every system that Swift runs on; its headers are among the toolchain's requirements.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]),
    .target(name: "Diagnostics"),
    .target(name: "Exact"),
    .target(name: "Syntax", dependencies: ["Diagnostics"]),
    .target(name: "Semantics", dependencies: ["Syntax", "Exact", "Diagnostics"]),
    .target(name: "Packaging", dependencies: ["CZlib"]),
    .target(name: "Workbooks", dependencies: ["Packaging", "Diagnostics"]),
    .target(name: "Tables", dependencies: ["Diagnostics", "Exact", "Packaging"]),
    .target(name: "Engine", dependencies: ["Semantics", "Tables", "Exact", "Diagnostics"]),
    .target(
      name: "Linting", dependencies: ["Engine", "Semantics", "Syntax", "Tables", "Exact", "Diagnostics"]),
    .target(
      name: "Auditing", dependencies: ["Engine", "Semantics", "Tables", "Exact", "Diagnostics"]),
    .target(
      name: "Reports",
      dependencies: [
        "Auditing", "Engine", "Tables", "Workbooks", "Packaging", "Semantics", "Syntax", "Exact",
        "Diagnostics",
      ]),
    .target(name: "SQL", dependencies: ["Semantics", "Exact", "Diagnostics"]),
    .target(
      name: "Jifen",
      dependencies: [
        "Diagnostics", "Exact", "Syntax", "Semantics", "Tables", "Engine", "Auditing", "Linting", "Reports",
        "SQL",
      ]),
    .target(
      name: "JifenCommand", dependencies: ["Jifen", "Reports", "Workbooks", "Tables", "Diagnostics"]),
    // A county's table takes less time to score than Swift's shared libraries take to load: the program has the
    // runtime inside. Only this target has such flags, so that the library stays a dependency like any other.
    .executableTarget(
      name: "JifenProgram", dependencies: ["JifenCommand"], exclude: ["Linking"],
      linkerSettings: [
        .unsafeFlags(
          ["-static-stdlib", "-Xlinker", "--no-export-dynamic", "-Xclang-linker", "-no-pie"] + staticCxx,
          .when(platforms: [.linux]))
      ]),
    .testTarget(name: "ExactTests", dependencies: ["Exact"]),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "Packaging", "Diagnostics", "Exact"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "JifenTests",
      dependencies: [
        "Jifen", "JifenCommand", "Diagnostics", "Exact", "Syntax", "Semantics", "Packaging", "Workbooks",
        "Tables", "Engine", "Auditing", "Linting", "Reports", "SQL",
      ],
      // Read where they lie, so that a missing snapshot can record itself.
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzz targets need libFuzzer's main and its own build (Tests/Fuzz/run); nothing else builds them.
if Context.environment["JIFEN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Jifen", "Packaging", "Syntax", "Tables"], path: "Tests/Fuzz/Sources",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}
