import Diagnostics
import Engine
import Exact

extension ComparisonReport {
  /// For a screen: a table for each group, then pair by pair what changes.
  public func text() -> String {
    var blocks: [[String]] = []
    for group in comparison.groups {
      var grid = TextGrid(headers: headers, alignments: alignments)
      let members = comparison.members(of: group)
      for unit in members { grid.append(row(unit)) }
      let heading = group.map { [Phrase("【\($0)】", "[\($0)]")[language]] } ?? []
      blocks.append(heading.map(PlainLine.escaped) + grid.lines(0..<members.count))
    }
    for pair in pairs { blocks.append(section(pair).map(PlainLine.escaped)) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ pair: Pair) -> [String] {
    var lines = [title(pair)]
    lines += pair.agreement.map { "  " + agreement($0) }
    lines += pair.shifts.map { "  " + shift($0) }
    let (moved, told) = moves(pair)
    if moved == 0 {
      lines.append("  " + Phrase("名次没有变动。", "No rank differs.")[language])
    } else {
      lines.append("  " + Phrase("名次变动 \(moved) 个：", "\(moved) ranks differ:")[language])
      lines += told.map { "    " + move($0) }
      if moved > told.count { lines.append("    …") }
    }
    let count = pair.agreement.reduce(0) { $0 + $1.swaps }
    if count > 0 {
      lines.append("  " + Phrase("换位 \(count) 对：", "\(count) swapped pairs:")[language])
      lines += pair.swaps.map { "    " + swap($0, pair) }
      if count > pair.swaps.count { lines.append("    …") }
    }
    if let note = method(pair) { lines.append("  " + note) }
    return lines
  }

  var headers: [String] {
    let score = Phrase("分", "score")[language]
    let rank = Phrase("名次", "rank")[language]
    return [Phrase("单位", "unit")[language]]
      + comparison.contenders.indices.flatMap { ["\(name($0)) \(score)", "\(name($0)) \(rank)"] }
  }

  private var alignments: [DisplayWidth.Alignment] {
    [.left] + comparison.contenders.flatMap { _ in [DisplayWidth.Alignment.right, .left] }
  }

  func row(_ unit: Int) -> [String] {
    [comparison.units[unit]]
      + comparison.contenders.indices.flatMap { contender -> [String] in
        let base = contender > 0 ? comparison.results[0][unit] : nil
        let (score, rank) = cell(comparison.results[contender][unit], against: base)
        return [score, rank]
      }
  }

  /// One row for each unit: its group, and score and rank under each method, scores as exact decimals or
  /// fractions.
  public func csv() -> String {
    let heads = [headers[0], Phrase("组", "group")[language]] + headers.dropFirst()
    return comparison.units.indices.reduce(CSVReport.line(heads)) { text, unit in
      let group = comparison.results.lazy.compactMap { $0[unit].group }.first ?? ""
      return text
        + CSVReport.line(
          [comparison.units[unit], group]
            + comparison.results.flatMap {
              [$0[unit].score?.plain ?? "", $0[unit].rank.map(String.init) ?? ""]
            })
    }
  }

  public func markdown() -> String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map(MarkdownReport.escaped).joined(separator: " | ") + " |"
    }
    let heading = comparison.contenders.map(\.name).joined(separator: Report.comma[language])
    var blocks = ["# " + MarkdownReport.escaped(Phrase("比较：\(heading)", "Comparison: \(heading)")[language])]
    for group in comparison.groups {
      if let group { blocks.append("## " + MarkdownReport.escaped(group)) }
      let rule = "| --- |" + comparison.contenders.map { _ in " ---: | --- |" }.joined()
      blocks.append(
        ([line(headers), rule] + comparison.members(of: group).map { line(row($0)) }).joined(separator: "\n"))
    }
    for pair in pairs {
      let lines = section(pair)
      blocks.append("## " + MarkdownReport.escaped(lines[0]))
      blocks.append(
        lines.dropFirst().map { line in
          let depth = line.hasPrefix("    ") ? "  - " : "- "
          return depth + MarkdownReport.escaped(String(line.drop { $0 == " " }))
        }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
