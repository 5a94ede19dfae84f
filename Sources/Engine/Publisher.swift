import Diagnostics
import Exact
import Semantics
import Tables

/// Turns an evaluated method into what it publishes.
struct Publisher {
  var evaluation: Evaluation
  let language: Language
  var findings: [Diagnostic]

  init(evaluation: Evaluation, language: Language) {
    self.evaluation = evaluation
    self.language = language
    findings = evaluation.dataset.findings
  }

  var plan: Plan { evaluation.plan }
  var dataset: Dataset { evaluation.dataset }

  mutating func outcome() -> Outcome {
    let tables = plan.publications.flatMap { self.tables($0) }
    let lists = plan.lists.flatMap { self.lists($0) }
    let grades = plan.grades.indices.flatMap { self.grades($0) }
    notice()
    return Outcome(
      method: plan.title, tables: tables, lists: lists, grades: grades, findings: Self.sorted(findings))
  }

  /// Warnings before notes, by code, then as they were found; each once.
  private static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    let findings = findings.withoutRepeats
    return findings.indices.sorted { left, right in
      let first = findings[left].code
      let second = findings[right].code
      if first.severity != second.severity { return first.severity < second.severity }
      return first.id != second.id ? first.id < second.id : left < right
    }.map { findings[$0] }
  }

  // MARK: - Names

  func unitName(_ unit: Int) -> String {
    dataset.units.text(Int32(clamping: unit)) ?? ""
  }

  /// The unit that each index of a grain belongs to; -1 for none.
  mutating func owners(_ grain: Grain) -> [Int32] {
    evaluation.mapping(grain, .unit).table(count: evaluation.size(grain))
  }

  /// The first five of many names and, for more, that there are others.
  func few(_ names: [String], separator: Phrase = Phrase("、", ", ")) -> Phrase {
    let shown = Array(names.prefix(5))
    let more = names.count - shown.count
    let chinese = shown.joined(separator: separator.chinese)
    let english = shown.joined(separator: separator.english)
    return more > 0 ? Phrase("\(chinese) 等", "\(english) and \(more) more") : Phrase(chinese, english)
  }

  // MARK: - Values

  func shown(_ exact: PublishedValue.Exact, _ format: Publication.Format) -> String {
    switch exact {
    case .absent: return format.substitutions.first { $0.value == nil }?.text ?? ""
    case .text(let text): return text
    case .number(let number):
      if let substitution = format.substitutions.first(where: { $0.value == number }) {
        return substitution.text
      }
      return Self.shown(number, format)
    }
  }

  static func shown(_ number: Rational, _ format: Publication.Format) -> String {
    let scaled = format.percent ? number * Rational(100) : number
    let text: String
    if let rounding = format.rounding {
      let digits = max(0, rounding.digits)
      text = scaled.rounded(rounding.mode, digits: rounding.digits).decimal(
        digits: digits, mode: rounding.mode)
    } else {
      text = scaled.readable
    }
    return format.percent ? text + "%" : text
  }
}
