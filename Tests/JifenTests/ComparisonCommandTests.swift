import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// The commands that compare, as a clerk runs them on the rule sets of the folder `compare`.
@Suite struct ComparisonCommandTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("RuleSets").path
  static let tallies = root + "/../Examples/compare"

  static func run(_ words: [String], _ language: String = "zh") -> CommandRun {
    CommandRun(
      words + ["--language", language],
      Surroundings(environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil }))
  }

  @Test func variantsOfOneMethod() {
    let words = ["compare", Self.root + "/compare/延津.jifen", Self.tallies]
    let text = Self.run(words)
    #expect(text.status == .good, "\(text.errors)")
    #expect(text.output.contains("原办法 → 批示一倍"))
    #expect(text.output.contains("“（五）” −"))
    #expect(!Self.run(words + ["--variant", "批示一倍"]).output.contains("批示两倍"))
    for format in ["csv", "json", "markdown", "svg"] {
      let run = Self.run(words + ["--format", format])
      #expect(run.status == .good && !run.output.isEmpty)
    }
    #expect(Self.run(words, "en").output.contains("was ahead of"))
    let wrong = Self.run(words + ["--variant", "批示一陪"])
    #expect(wrong.errors.contains("批示一倍") && wrong.output.isEmpty)
  }

  @Test func fiveCountiesOverOneSetOfRecords() {
    let methods = ["compare/延津", "compare/雁江", "qianjiang-2023h1", "wenxian-2023", "jinghe-2020"]
    let run = Self.run(
      ["compare"] + methods.map { "\(Self.root)/\($0).jifen" }
        + [Self.tallies, "--mapping", Self.root + "/compare/换算/", "--format", "csv"])
    #expect(run.status == .good, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 54)
    #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 12 })
  }

  @Test func sweepAndSensitivity() throws {
    let method = Self.root + "/compare/延津.jifen"
    let data = Self.tallies
    let json = Self.run(["sweep", method, data, "“（五）” 另加", "0..5", "--format", "json"])
    #expect(json.status == .good, "\(json.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let points = value?["breakpoints"] as? [[String: Any]] ?? []
    let intervals = value?["intervals"] as? [[String: Any]] ?? []
    #expect(
      !points.isEmpty
        && intervals.count == Set(points.compactMap { $0["at"] as? String }).union(["0", "5"]).count * 2 - 1)
    #expect((intervals.first?["ranking"] as? [String: Any])?["乡镇街道"] != nil)
    for format in ["text", "csv"] {
      #expect(Self.run(["sweep", method, data, "“（五）” 另加", "0..5", "--format", format]).status == .good)
    }
    for format in ["text", "csv", "json"] {
      for language in ["zh", "en"] {
        let run = Self.run(["sensitivity", method, data, "--format", format], language)
        #expect(run.status == .good && run.output.contains("另加") || run.output.contains("add"))
      }
    }
    #expect(Self.run(["sweep", method, data, "“（五）” 零加", "0..5"]).errors.contains("“（五）”"))
  }
}
