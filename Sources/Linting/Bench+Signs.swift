import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Deductions that add: 扣 of what is below 0, and 差错 每次 3 分 where 扣 was left out.
  mutating func examineSigns() {
    for posting in plan.postings where posting.stratum == .give || posting.stratum == .add {
      guard case .clause = posting.of, isClosed(posting.amount), !plan.lines[posting.by].isAssumed else {
        continue
      }
      let interval = ranges.interval(posting.amount)
      let isOpen = interval.high.map { $0.value > .zero } ?? true
      guard isOpen, interval.isNonnegative, posting.deducts || paysForFault(posting.amount) else { continue }
      reportSign(posting)
    }
  }

  /// So much for each of a column that is named after a fault.
  private func paysForFault(_ amount: NodeID) -> Bool {
    guard case .guarded(_, let inner) = plan.nodes[ranges.core(amount)].op,
      case .multiply(let count, let price) = plan.nodes[ranges.core(inner)].op,
      let column = column(ranges.core(count)), case .figure = plan.nodes[ranges.core(price)].op
    else { return false }
    return Self.isFault(laboratory.name(column))
  }

  /// Whether a name is that of a fault; what is found, put right or absent is none.
  static func isFault(_ name: String) -> Bool {
    let words = name.lowercased().split { $0 == "_" || $0 == " " }.map(String.init)
    if words.contains(where: { faultWords.contains($0) }) {
      return !words.contains(where: { ["no", "zero", "found", "fixed", "handled"].contains($0) })
    }
    let isPutRight = ["无", "零", "未", "查处", "纠正", "整改", "发现", "举报", "处理", "办结", "核查", "消除"].contains {
      name.contains($0)
    }
    return !isPutRight && faults.contains { name.contains($0) }
  }

  private static let faults = [
    "差错", "错误", "错情", "失误", "迟报", "漏报", "瞒报", "谎报", "错报", "逾期", "超期", "失实", "抄袭", "违规", "违纪", "通报批评",
    "扣分项", "扣分事项", "退稿",
  ]

  private static let faultWords: Set<String> = [
    "error", "errors", "mistake", "mistakes", "late", "omission", "omissions", "omitted", "violation",
    "violations",
    "overdue", "fault", "faults", "plagiarism", "absences",
  ]

  private mutating func reportSign(_ posting: Posting) {
    var tries: [Specimen] = [Specimen()]
    for column in laboratory.columns(inputs(posting.amount)) {
      guard let dial = laboratory.dial(column) else { continue }
      tries += dial.values.map { Specimen().setting(column, $0.cell, plan) }
    }
    if case .rows(let table) = plan.nodes[posting.amount].grain {
      tries.append(Specimen(records: [.init(table: table, cells: [:])]))
    }
    guard case .clause(let clause) = posting.of, let total = plan.clauses[clause].total, isClosed(total)
    else { return }
    for specimen in tries {
      guard let trial = laboratory.run([specimen], [total, posting.amount]),
        trial.evaluation.number(posting.amount, at: 0).map({ $0 > .zero }) ?? false,
        let value = trial.number(total, 0), value > .zero
      else { continue }
      let words = laboratory.words(specimen)
      report(
        .deductionAdds, at: plan.lines[posting.by].place, line: posting.by,
        [
          Phrase(plan.lines[posting.by].text),
          words.chinese.isEmpty ? Phrase("什么都不填", "nothing filled in") : words, name(posting.of),
          laboratory.points(value),
        ])
      return
    }
  }
}
