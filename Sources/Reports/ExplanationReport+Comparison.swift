import Diagnostics
import Engine
import Exact
import Semantics

extension ExplanationWriter {
  /// Two units side by side: for each order who stands where and why, then what the difference is made of.
  func comparison(_ comparison: ExplanationComparison) -> [[String]] {
    let units = [comparison.left, comparison.right]
    let names = units.map { unit in unit.unit + (unit.group.map { Report.inBrackets($0)[language] } ?? "") }
    var blocks = [[comparison.left.method, say("\(names[0]) 与 \(names[1])", "\(names[0]) and \(names[1])")]]
    for order in comparison.orders {
      blocks.append(head(order, units.map(\.unit)))
      guard !order.rows.isEmpty else { continue }
      var lines = table(order.rows, order.total, units.map(\.unit))
      if order.isScaled, let key = order.left.keys.first?.text {
        lines.append("  " + say("各项按计入“\(key)”的部分列出", "rows show what counts towards “\(key)”"))
      }
      blocks.append(lines)
    }
    if !comparison.others.isEmpty {
      let title =
        comparison.orders.allSatisfy(\.rows.isEmpty) ? say("各条款", "Clauses") : say("其他条款", "Other clauses")
      blocks.append([title] + table(comparison.others, nil, units.map(\.unit)))
    }
    return blocks
  }

  private func head(_ order: ExplanationComparison.Order, _ units: [String]) -> [String] {
    let period = order.left.period?[language]
    let isTogether = order.decision != nil
    let head = title(order.left.kind, order.left.name, isTogether ? order.left.group : nil, period)
    var lines = [head]
    for (unit, standing) in zip(units, [order.left, order.right]) {
      let group = isTogether ? nil : standing.group
      let title = unit + (group.map { Report.inBrackets($0)[language] } ?? "")
      lines.append("  " + title + say("：", ": ") + summary(standing))
    }
    guard let decision = order.decision else {
      let isRanked = order.left.rank != nil && order.right.rank != nil
      lines.append(
        "  "
          + (isRanked
            ? say("不在同一组，名次不相比", "in different groups, so the ranks do not compare")
            : say("有一个没有名次，不相比", "one of them is not ranked, so they do not compare")))
      return lines
    }
    if case .tableOrder = decision, order.left.rank == order.right.rank {
      lines.append("  " + say("各项都相同，名次相同", "equal in every key, and in rank"))
      return lines
    }
    let isAhead = isAhead(order)
    let ahead = units[isAhead ? 0 : 1]
    let first = isAhead ? order.left : order.right
    let second = isAhead ? order.right : order.left
    lines.append(
      "  " + say("\(ahead) 在前：", "\(ahead) is ahead: ")
        + self.decision(decision, first.keys, second.keys.map(\.value), isAhead: true))
    return lines
  }

  /// Whether the left unit stands before the right one.
  private func isAhead(_ order: ExplanationComparison.Order) -> Bool {
    guard let left = order.left.rank, let right = order.right.rank else { return order.left.rank != nil }
    return left < right
  }

  private func table(
    _ rows: [ExplanationComparison.Row], _ total: ExplanationComparison.Row?, _ units: [String]
  ) -> [String] {
    var grid = TextGrid(
      headers: [measureTitle(rows)] + units + [say("差", "difference")],
      alignments: [.left, .right, .right, .right])
    let all = rows + (total.map { [$0] } ?? [])
    for row in all {
      grid.append([
        DisplayWidth.cut(row.name[language], to: 40), bare(row.left), bare(row.right),
        difference(row.difference),
      ])
    }
    var lines = grid.lines(0..<all.count).map { "  " + $0 }
    if total != nil, lines.count > 2 { lines.insert(lines[1], at: lines.count - 1) }
    return lines
  }

  /// What the figures of a table count.
  private func measureTitle(_ rows: [ExplanationComparison.Row]) -> String {
    guard case .number(_, .points, isPercent: false)? = rows.first?.left else { return say("项目", "item") }
    return say("项目（分）", "item (points)")
  }
}
