import Foundation

extension SyntaxSamples {
  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Every method file of the fixtures and of the rule sets, by path.
  static let files: [String] = {
    let folders = [
      directory.appendingPathComponent("Fixtures/accepted"),
      directory.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("RuleSets"),
    ]
    return folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.filter { $0.hasSuffix(".jifen") }.sorted().map { folder.appendingPathComponent($0).path }
    }
  }()

  static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
