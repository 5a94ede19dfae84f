import Exact

extension Plan {
  /// The plan as text, one line for each part of it, without places and without the author's wording: two
  /// methods that mean the same (other keywords, other layout) have the same text. For tests and debugging.
  public var text: String {
    var lines: [String] = [
      "title \(title)", "period \(period.map { "\($0.firstMonth)…\($0.lastMonth)" } ?? "-")",
    ]
    for (index, table) in tables.enumerated() { lines += Self.lines(table, index) }
    for (id, figure) in figures.enumerated() {
      lines.append(
        "figure \(id) \(Self.text(figure.address)) = \(figure.value?.fraction ?? "open") \(figure.measure)")
    }
    for (id, node) in nodes.enumerated() {
      lines.append("node \(id) @\(node.grain) \(node.kind) \(node.op)")
    }
    for part in parts { lines.append("part \(part.label) total \(Self.text(part.total))") }
    for clause in clauses {
      let kind = clause.notScored == nil ? "total \(Self.text(clause.total))" : "not scored"
      lines.append("clause \(clause.label) part \(Self.text(clause.part)) \(kind)")
    }
    for requirement in requirements {
      lines.append("require \(requirement.table).\(requirement.column) \(requirement.holds)")
    }
    for posting in postings {
      lines.append(
        "post of \(posting.of) by \(posting.by) \(posting.stratum) \(posting.amount) counts \(posting.counts)"
      )
    }
    return (lines + resultLines).joined(separator: "\n") + "\n"
  }

  private var resultLines: [String] {
    var lines = definitions.map { "define \($0.name) \($0.node)" }
    for rank in ranks {
      let keys = rank.keys.map { "\($0.node)\($0.descending ? "↓" : "↑")" }.joined(separator: " ")
      lines.append(
        "rank \(rank.name) @\(rank.grain) within \(Self.text(rank.within)) \(keys) \(rank.ties) unranked \(Self.text(rank.unranked))"
      )
    }
    for grade in grades {
      lines.append(
        "grade \(grade.name) within \(Self.text(grade.within)) outside \(Self.text(grade.outside)) "
          + grade.rows.map { "\($0.grade):\($0.test)" }.joined(separator: " "))
    }
    for list in lists {
      lines.append(
        "list \(list.name) \(list.pick) within \(Self.text(list.within)) rank \(Self.text(list.rank)) outside \(Self.text(list.outside)) \(list.ties) fills \(list.fills) \(list.exclusions)"
      )
    }
    for table in publications {
      lines.append(
        "publish \(table.name) @\(table.grain) \(table.grouping) within \(Self.text(table.within)) where \(Self.text(table.condition)) rank \(Self.text(table.rank)) keys \(table.keys.map { "\($0.node)\($0.descending ? "↓" : "↑")" })"
      )
      for column in table.columns {
        lines.append("  column \(column.header) \(column.content) \(column.format)")
      }
    }
    if let bulletin { lines += bulletin.lines }
    for check in checks { lines.append("check \(check.name) \(check.node) \(check.exceptions)") }
    for variant in variants {
      lines.append(
        "variant \(variant.name) "
          + variant.overrides.map { "\($0.figure)=\($0.value.fraction)" }.joined(separator: " "))
    }
    for example in examples {
      lines.append("example \(example.name)" + (example.variant.map { " variant \($0)" } ?? ""))
      for row in example.given {
        lines.append(
          "  given \(row.table) " + row.cells.map { "\($0.column)=\($0.text)" }.joined(separator: " "))
      }
      for expected in example.expected {
        lines.append(
          "  expect \(expected.unit ?? "-") \(Self.text(expected.period)) \(expected.node) \(expected.value)")
      }
    }
    return lines
  }

  private static func lines(_ table: TableSchema, _ index: Int) -> [String] {
    [
      "table \(index) \(table.name) @\(table.grain) keys \(table.keys) word \(table.rowWord ?? "-") dated \(text(table.datedColumn)) aliases \(table.aliases)"
    ]
      + table.columns.map { "  column \($0.name) \($0.headers) \($0.type) \($0.blank)" }
  }

  private static func text(_ value: Int?) -> String { value.map { "\($0)" } ?? "-" }

  private static func text(_ address: [AddressWord]) -> String {
    address.map { word in
      switch word {
      case .label(let text): "“\(text)”"
      case .name(let text): text
      case .keyword(let phrase): phrase.chinese
      }
    }.joined(separator: " ")
  }
}
