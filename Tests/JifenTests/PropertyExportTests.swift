import Foundation
import Jifen
import Testing

/// Random methods and data as files, for tests that run them elsewhere: written only where
/// JIFEN_EXPORT_CASES names a folder.
@Suite struct PropertyExportTests {
  static let folder = ProcessInfo.processInfo.environment["JIFEN_EXPORT_CASES"]

  @Test(.enabled(if: folder != nil)) func writesCases() throws {
    guard let folder = Self.folder else { return }
    for seed in PropertyTests.first..<PropertyTests.first + PropertyTests.count {
      let subject = PropertyMethod.make(seed: seed)
      var diagnostics: [Diagnostic] = []
      guard Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics) != nil else {
        continue
      }
      let place = URL(fileURLWithPath: folder).appendingPathComponent("random-\(seed)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data(subject.method.utf8).write(to: place.appendingPathComponent("method.jifen"))
      for table in subject.tables {
        try Data(table.csv.utf8).write(to: place.appendingPathComponent(table.name + ".csv"))
      }
    }
  }
}
