import Linting
import Syntax

/// A scoring method, parsed and checked: the value that a program keeps and runs as often as it likes.
///
///     var diagnostics: [Diagnostic] = []
///     let method = Method.load(name: "county.jifen", text: text, diagnostics: &diagnostics)
///
/// A method is a value without state; runs on several threads need no lock.
public struct Method: Sendable {
  /// The checked method: tables, figures, clauses, and the graph that the engine evaluates.
  public let plan: Plan
  /// The file it was read from, for diagnostics.
  public let source: SourceText

  /// Parses and checks a method file. Problems are added to `diagnostics`, sorted by place, the first 100 errors and a
  /// count of the rest; nil where there are errors. `resolve` reads a file that 沿用 / based_on names, relative to the file `from` that names it, and
  /// returns its own name with its bytes; without it such files are not found. Cost: linear in the text.
  public static func load(
    name: String, bytes: [UInt8],
    resolve: (_ path: String, _ from: String) -> (name: String, bytes: [UInt8])? = { _, _ in nil },
    diagnostics: inout [Diagnostic]
  ) -> Method? {
    let source = SourceText(name: name, bytes: bytes)
    var found: [Diagnostic] = []
    let plan = MethodChecker.check(source, diagnostics: &found) { path, from in
      resolve(path, from).map { SourceText(name: $0.name, bytes: $0.bytes) }
    }
    diagnostics += found.firstOfMethod(name)
    return plan.map { Method(plan: $0, source: source) }
  }

  /// The same for text at hand.
  public static func load(name: String, text: String, diagnostics: inout [Diagnostic]) -> Method? {
    load(name: name, bytes: Array(text.utf8), diagnostics: &diagnostics)
  }
}

extension Method {
  /// Flaws of the rules themselves, each with a counter-example that was computed: limits out of reach, branches
  /// never taken, clauses counted twice … Sorted by place. Cost: a few made-up units for each suspicion.
  public func flaws() -> [Diagnostic] { Linter.findings(plan) }

  /// The same with the figures of a variant and settings in place of those written; nil, with errors in
  /// `diagnostics`, where one of them is wrong.
  public func flaws(options: ScoreOptions, diagnostics: inout [Diagnostic]) -> [Diagnostic]? {
    guard let figures = figures(plan, options, &diagnostics) else { return nil }
    var changed = plan
    for index in changed.figures.indices where figures.indices.contains(index) {
      changed.figures[index].value = figures[index]
    }
    return Linter.findings(changed)
  }
}

/// A method file in the one layout; keywords in `language`, or as they are where it is nil. nil, with
/// diagnostics, where the text cannot be parsed. Formatting never changes what a method means.
public func format(
  name: String, bytes: [UInt8], language: Language?, diagnostics: inout [Diagnostic]
) -> String? {
  var problems: [Diagnostic] = []
  let file = Parser.parse(SourceText(name: name, bytes: bytes), diagnostics: &problems)
  diagnostics += problems.sortedByPlace().firstOfMethod(name)
  return problems.hasErrors ? nil : Formatter.format(file, language: language)
}
