import Diagnostics
import Engine
import Exact
import Semantics

/// An explanation for a reader: the points clause by clause with the cells or records that they come from,
/// the way to what is ranked, and what decided the rank.
public enum ExplanationReport {
  /// Records shown for one line of a clause; the rest is counted.
  static let mostRecords = 30

  public static func text(_ explanation: Explanation, _ language: Language) -> String {
    let writer = ExplanationWriter(language: language)
    var blocks = [writer.head(explanation)]
    blocks.append(writer.points(explanation))
    blocks.append(writer.totals(explanation.totals))
    blocks += explanation.standings.map(writer.standing)
    blocks += [writer.grades(explanation.grades), writer.lists(explanation.lists, of: explanation.group)]
    return joined(blocks)
  }

  public static func text(_ comparison: ExplanationComparison, _ language: Language) -> String {
    let writer = ExplanationWriter(language: language)
    return joined(writer.comparison(comparison))
  }

  private static func joined(_ blocks: [[String]]) -> String {
    blocks.filter { !$0.isEmpty }.map { $0.map(PlainLine.escaped).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }
}

/// Writes the parts of an explanation as lines in one language.
struct ExplanationWriter {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }

  func list(_ names: [String]) -> String { names.joined(separator: Report.comma[language]) }

  /// The method, the unit with its group, its standings in short, and where its data are.
  func head(_ explanation: Explanation) -> [String] {
    var title = explanation.unit
    if let group = explanation.group { title += Report.inBrackets(group)[language] }
    let ranked = explanation.standings.filter { $0.kind == .rank }
    if ranked.count == 1, let standing = ranked.first {
      title += say("：", ": ") + summary(standing)
    }
    var lines = [explanation.method, title]
    if !explanation.rows.isEmpty {
      let rows = explanation.rows.map { row in
        let file = row.file.split(separator: "/").last.map(String.init) ?? row.file
        return say("\(file) 第 \(row.row) 行", "\(file) row \(row.row)")
      }
      lines.append(say("数据：", "Data: ") + list(rows))
    }
    return lines
  }

  // MARK: - Points

  func points(_ explanation: Explanation) -> [String] {
    var lines = [say("得分", "Points")]
    var idle: [String] = []
    for part in explanation.parts {
      let isPart = !part.label.isEmpty
      if isPart, !part.lines.isEmpty || part.clauses.contains(where: { !$0.lines.isEmpty }) {
        lines.append("  " + heading(part.label, part.title) + say("：", ": ") + text(part.total))
      }
      let indent = isPart ? "    " : "  "
      for clause in part.clauses {
        guard !clause.lines.isEmpty else {
          idle.append(heading(clause.label, clause.title))
          continue
        }
        lines.append(indent + heading(clause.label, clause.title) + say("：", ": ") + text(clause.total))
        lines += clause.assumptions.map { indent + "  " + say("暂按：\($0)", "assumed: \($0)") }
        for line in clause.lines { lines += self.line(line, indent + "  ") }
      }
      for line in part.lines { lines += self.line(line, indent) }
    }
    if !idle.isEmpty { lines.append("  " + say("没有得分的条款：", "Clauses that gave nothing: ") + list(idle)) }
    return lines
  }

  /// Label and title: （二）省级采用.
  func heading(_ label: String, _ title: String) -> String {
    if label.hasSuffix("）") || label.hasSuffix(")"), !title.isEmpty { return label + title }
    return title.isEmpty ? "“\(label)”" : "“\(label)” \(title)"
  }

  /// A line of the method with its amounts.
  func line(_ line: Explanation.Line, _ indent: String) -> [String] {
    var title = self.title(line.text)
    if let from = line.from { title = say("按“\(from)” ", "by “\(from)”: ") + title }
    let shown = line.entries.prefix(ExplanationReport.mostRecords)
    if let only = shown.first, line.entries.count == 1, only.record == nil, only.period == nil {
      let own = arithmetic(only)
      let joined = indent + title + say("：", ": ") + own
      let fits = DisplayWidth.of(joined) <= 100
      return (fits ? [joined] : [indent + title, indent + "  " + own]) + details(only, indent + "  ")
    }
    if line.entries.count > 1 {
      let total = text(sum(line.entries[...]))
      title += say("（\(line.entries.count) 笔，\(total)）", " (\(line.entries.count) entries, \(total))")
    }
    var lines = [indent + title]
    lines += aligned(shown.map { row($0, headers(Array(shown))) }).map { indent + "  " + $0 }
    if line.entries.count <= 6 {
      for entry in shown { lines += details(entry, indent + "    ") }
    }
    let rest = line.entries.dropFirst(shown.count)
    if !rest.isEmpty {
      lines.append(
        indent + "  "
          + say("另有 \(rest.count) 笔，合计 \(text(sum(rest)))", "\(rest.count) more, together \(text(sum(rest)))")
      )
    }
    return lines
  }

  /// A line of the method, short enough for one line of print; a points table by its two choices.
  func title(_ text: String) -> String {
    let words = text.split(separator: " ")
    if words.count > 2, words[1] == "＼" || words[1] == "\\" {
      return words[..<3].joined(separator: " ") + say(" 分值表", " points table")
    }
    return DisplayWidth.cut(text, to: 80)
  }

  func sum(_ entries: ArraySlice<Explanation.Entry>) -> Explanation.Value {
    guard case .number(_, let measure, let isPercent)? = entries.first?.amount else { return .absent }
    return .number(Rational.sum(entries.compactMap(\.amount.number)), measure, isPercent: isPercent)
  }

  /// The headers of all cells that the entries of a line show, in order.
  func headers(_ entries: [Explanation.Entry]) -> [String] {
    var headers: [String] = []
    for cell in entries.flatMap({ $0.record?.cells ?? [] }) where !headers.contains(cell.header) {
      headers.append(cell.header)
    }
    return headers
  }

  /// An amount as cells: the record, what stands in it, the period, and the arithmetic.
  func row(_ entry: Explanation.Entry, _ headers: [String]) -> [String] {
    var cells: [String] = []
    if let record = entry.record {
      cells.append(say("\(record.table)第 \(record.row) 行", "\(record.table) row \(record.row)"))
      for header in headers {
        let cell = record.cells.first { $0.header == header }
        cells.append(cell.map { $0.isPlain || $0.text.isEmpty ? $0.text : "\($0.header) \($0.text)" } ?? "")
      }
    }
    if let period = entry.period { cells.append(period[language]) }
    cells.append(arithmetic(entry))
    if !entry.keptRows.isEmpty {
      let rows = list(entry.keptRows.prefix(5).map(String.init))
      cells.append(say("已记第 \(rows) 行", "row \(rows) counts"))
    }
    return cells
  }

  /// Rows of cells in columns that allow for double-width characters; columns that are empty all over are
  /// left out.
  func aligned(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    var widths = [Int](repeating: 0, count: count)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(PlainLine.escaped(cell)))
      }
    }
    return rows.map { row in
      var line = ""
      var owed = 0
      for (index, cell) in row.enumerated() where widths[index] > 0 {
        let text = PlainLine.escaped(cell)
        if !text.isEmpty {
          line += String(repeating: " ", count: owed) + text
          owed = 0
        }
        owed += widths[index] - DisplayWidth.of(text) + 2
      }
      return line
    }
  }

  /// Where an amount comes from: 省单条 2 条 × 5 分 = 10 分.
  func arithmetic(_ entry: Explanation.Entry) -> String {
    if let limit = entry.limit, let amount = entry.amount.number {
      let total = text(limit.total)
      let bound = text(limit.bound)
      let change = text(entry.amount.magnitude)
      if limit.isCap {
        return say(
          "合计 \(total)，封顶 \(bound)，减去 \(change)", "total \(total), capped at \(bound): \(change) off")
      }
      return amount.sign > 0
        ? say("合计 \(total)，保底 \(bound)，补上 \(change)", "total \(total), at least \(bound): \(change) added")
        : text(entry.amount)
    }
    var result = ""
    if !entry.grounds.isEmpty {
      result = entry.grounds.map { sentence([$0]) }.joined(separator: say("，", ", ")) + " → "
    }
    if entry.terms.isEmpty { return result + text(entry.amount) }
    if case .value(let name, let value) = entry.terms[0], entry.terms.count == 1, value == entry.amount {
      return result + (name.chinese.isEmpty ? text(value) : name[language] + " " + text(value))
    }
    return result + sentence(entry.terms) + " = " + text(entry.amount)
  }

  func details(_ entry: Explanation.Entry, _ indent: String) -> [String] {
    entry.details.flatMap { derivation in
      self.derivation(derivation).map { indent + say("其中 ", "where ") + $0 }
    }
  }

  // MARK: - Totals

  func totals(_ totals: [Explanation.Derivation]) -> [String] {
    guard !totals.isEmpty else { return [] }
    return [say("合计", "Totals")] + totals.flatMap { derivation($0).map { "  " + $0 } }
  }

  /// 总分 = 上期累计 20 分 + 本期得分 19 分 = 39 分
  func derivation(_ derivation: Explanation.Derivation) -> [String] {
    var name = derivation.name[language]
    if let period = derivation.period { name += Report.inBrackets(period[language])[language] }
    let value = text(derivation.before)
    let how: String
    if derivation.terms.isEmpty {
      how = derivation.text.isEmpty ? "" : DisplayWidth.cut(derivation.text, to: 60) + " = "
    } else if case .value(let name, derivation.before) = derivation.terms[0], derivation.terms.count == 1 {
      how = name[language] + " "
    } else {
      how = sentence(derivation.terms) + " = "
    }
    var lines = [name + " = " + how + value]
    for line in derivation.settings { lines += self.line(line, "  ") }
    if !derivation.settings.isEmpty { lines.append(name + " = " + text(derivation.value)) }
    return lines
  }
}
