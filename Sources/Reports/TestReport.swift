import Diagnostics

/// What `jifen test` found about one method: its worked examples and checks, and what none of them used.
public struct TestedMethod: Sendable {
  public struct Case: Sendable {
    public enum Kind: Sendable {
      case example
      case check
    }

    public var kind: Kind
    public var name: String
    /// What came out differently, a line each; empty where it passed.
    public var failures: [Phrase]
    /// Known exceptions that the method declares, a line each.
    public var exceptions: [Phrase]

    public init(kind: Kind, name: String, failures: [Phrase], exceptions: [Phrase] = []) {
      self.kind = kind
      self.name = name
      self.failures = failures
      self.exceptions = exceptions
    }
  }

  public var cases: [Case]
  /// Clauses (label and title) that no example and no row made post anything.
  public var unexercised: [String]
  /// Of the other clauses, what never took effect: branches, tiers, entries, limits.
  public var unused: [Unused]

  /// What of one clause or part never took effect, in the order of its lines.
  public struct Unused: Hashable, Sendable {
    /// The label of the clause or part.
    public var owner: String
    public var items: [Phrase]

    public init(owner: String, items: [Phrase]) {
      self.owner = owner
      self.items = items
    }
  }

  public init(cases: [Case], unexercised: [String], unused: [Unused] = []) {
    self.cases = cases
    self.unexercised = unexercised
    self.unused = unused
  }

  public var passed: Bool { cases.allSatisfy(\.failures.isEmpty) }
}

/// Test results as text.
public enum TestReport {
  /// One method with its file names.
  public struct Entry: Sendable {
    public var path: String
    /// Where its tallies were taken from; nil where it ran without.
    public var tallies: String?
    public var tested: TestedMethod

    public init(path: String, tallies: String?, tested: TestedMethod) {
      self.path = path
      self.tallies = tallies
      self.tested = tested
    }
  }

  public static func render(_ entries: [Entry], _ language: Language) -> String {
    var lines: [String] = []
    for entry in entries {
      let tallies = entry.tallies.map { Phrase("（数据 \($0)）", " (tallies \($0))")[language] } ?? ""
      lines.append(PlainLine.escaped(entry.path + tallies))
      for result in entry.tested.cases { lines += render(result, language) }
      if !entry.tested.unexercised.isEmpty {
        let clauses = entry.tested.unexercised.joined(separator: Report.comma[language])
        let text = Phrase("没有用到的条款：\(clauses)", "clauses never exercised: \(clauses)")
        lines.append("  " + PlainLine.escaped(text[language]))
      }
      for unused in entry.tested.unused {
        let items = unused.items.map { $0[language] }
        let text = Phrase(
          "“\(unused.owner)”：\(items.joined(separator: "；"))",
          "“\(unused.owner)”: \(items.joined(separator: "; "))")
        lines.append("  " + PlainLine.escaped(text[language]))
      }
      lines.append("")
    }
    let cases = entries.flatMap(\.tested.cases)
    let failed = cases.count { !$0.failures.isEmpty }
    let passed = cases.count - failed
    let summary =
      failed == 0
      ? Phrase("\(passed) 项全部通过", "\(passed) passed")
      : Phrase("\(passed) 项通过，\(failed) 项未通过", "\(passed) passed, \(failed) failed")
    return (lines + [summary[language]]).joined(separator: "\n") + "\n"
  }

  private static func render(_ result: TestedMethod.Case, _ language: Language) -> [String] {
    let mark = result.failures.isEmpty ? Phrase("通过  ", "passed") : Phrase("未通过", "FAILED")
    let kind =
      switch result.kind {
      case .example: Phrase("试算", "example ")
      case .check: Phrase("核对", "check ")
      }
    let head = "  " + mark[language] + "  " + kind[language] + MethodName.quoted(result.name)
    let remarks =
      result.failures + result.exceptions.map { Phrase("例外：" + $0.chinese, "exception: " + $0.english) }
    return [head] + remarks.map { "          " + PlainLine.escaped($0[language]) }
  }
}
