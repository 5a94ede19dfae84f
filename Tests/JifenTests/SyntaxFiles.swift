import Foundation

extension SyntaxSamples {
  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let ruleSets =
    directory.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("RuleSets")

  /// Every method file of the fixtures that parse and of the rule sets, by path.
  static let files: [String] =
    ["accepted", "drafts", "reference"].flatMap {
      methods(below: directory.appendingPathComponent("Fixtures/" + $0))
    } + methods(below: ruleSets)

  static let ruleSetFiles: [String] = methods(below: ruleSets)

  static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  private static func methods(below folder: URL) -> [String] {
    let folder = folder.resolvingSymlinksInPath()
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".jifen") }.sorted().map { folder.appendingPathComponent($0).path }
  }
}
