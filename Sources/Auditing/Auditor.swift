import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// Holds published files against a scored method.
///
/// Cost: linear in the cells; what disagrees is scored again, column by column, to find out why.
public struct Auditor: Sendable {
  let run: Run
  let outcome: Outcome
  let language: Language
  /// The method's own values.
  var evaluation: Evaluation
  /// The same with the published figures of disagreeing cells in place of the computed ones.
  var published: Evaluation
  var overrides: [NodeID: [Int: Rational?]] = [:]
  var tables: [MatchedTable] = []
  var lists: [MatchedList] = []
  var findings: [Diagnostic] = []
  var cells: [CellDifference] = []
  var others: [Disagreement] = []
  var counts: [Audit.Table] = []
  /// The best change of one input for each cell that has one.
  var proposals: [Int: InputChange] = [:]

  public init?(_ run: Run, language: Language) {
    guard let outcome = run.outcome else { return nil }
    self.run = run
    self.outcome = outcome
    self.language = language
    evaluation = run.evaluation
    published = run.evaluation
  }

  var plan: Plan { evaluation.plan }

  /// The audit; nil, with errors in `diagnostics`, where a file does not fit the method.
  public mutating func audit(_ files: [PublishedFile], diagnostics: inout [Diagnostic]) -> Audit? {
    guard match(files, &diagnostics) else { return nil }
    for table in tables.indices { compare(table) }
    follow()
    for table in tables.indices { ranks(table) }
    for table in tables.indices { order(table) }
    for list in lists { compare(list) }
    // What other figures explain is not looked for among the tallies.
    let offer = offer()
    explainArithmetic()
    let disagreements = sorted()
    let corrections = corrections(disagreements)
    return Audit(
      method: outcome.method, tables: tallied(disagreements), prints: prints, disagreements: disagreements,
      corrections: corrections, findings: findings, offer: offer)
  }

  /// Matches the files to the method's tables and lists; false, with errors, where one does not fit.
  mutating func match(_ files: [PublishedFile], _ diagnostics: inout [Diagnostic]) -> Bool {
    let expected = ExpectedTable.all(plan, outcome, evaluation.layouts(language))
    var matcher = PublicationMatcher(outcome, evaluation, expected)
    matcher.match(files)
    guard !matcher.diagnostics.hasErrors else {
      diagnostics += matcher.diagnostics
      return false
    }
    evaluation = matcher.evaluation
    published = evaluation
    tables = matcher.matched
    lists = matcher.lists
    findings = matcher.diagnostics
    return true
  }

  /// In the order of the files: rows first, then cells by row and column.
  private func sorted() -> [Disagreement] {
    var keyed: [(table: Int, row: Int, column: Int, value: Disagreement)] = []
    for cell in cells {
      let table = tables[cell.table]
      keyed.append(
        (cell.table, table.rows[cell.row].grid, table.columns[cell.column].grid, cell.disagreement(table)))
    }
    for (index, other) in others.enumerated() {
      let table = tables.firstIndex { $0.expected.name == other.table } ?? tables.count
      var row = Int.max
      if case .cell(_, _, let number, _, _, _) = other.place, table < tables.count {
        row = tables[table].rows.first { tables[table].grid.spreadsheetRow($0.grid) == number }?.grid ?? row
      }
      keyed.append((table, row, index - others.count, other))
    }
    return keyed.sorted { ($0.table, $0.row, $0.column) < ($1.table, $1.row, $1.column) }.map(\.value)
  }

  private var prints: [Audit.Print] {
    tables.map { table in
      Audit.Print(
        name: table.expected.name, grid: table.grid, audited: Set(table.columns.map(\.grid)),
        unitColumn: table.unitColumn)
    }
      + lists.map { list in
        let name: String
        switch list.target {
        case .list(let own): name = own ?? ""
        case .grade(let grade): name = plan.grades[grade].name
        }
        return Audit.Print(
          name: name, grid: list.grid, audited: [list.unitColumn], unitColumn: list.unitColumn)
      }
  }

  private func tallied(_ disagreements: [Disagreement]) -> [Audit.Table] {
    counts.map { count in
      var count = count
      let own = disagreements.filter { $0.table == count.name }
      count.disagreeingRows = Set(own.map(\.row)).count
      return count
    }
  }
}

/// A printed cell that is not what the method gives.
struct CellDifference: Sendable {
  /// Indices in `Auditor.tables`, in the table's rows, in its matched columns.
  var table: Int
  var row: Int
  var column: Int
  var published: String
  /// The published number on the printed scale; nil for words and blanks.
  var number: ShownNumber?
  var computed: PublishedValue
  var kind: Disagreement.Kind = .unexplained
  var explanations: [Phrase] = []
  /// Whether it is settled why it differs; arithmetic is looked for only where it is not.
  var isExplained = false

  func disagreement(_ table: MatchedTable) -> Disagreement {
    let row = table.rows[row]
    let place = table.columns[column]
    return Disagreement(
      table: table.expected.name, row: row.expected.map { table.expected.rows[$0].title } ?? row.name,
      column: table.expected.columns[place.expected].header, published: published, computed: computed.shown,
      kind: kind, explanations: explanations, place: table.grid.place(row: row.grid, column: place.grid))
  }
}

extension Auditor {
  /// All cells of one table; rows that only one side has.
  mutating func compare(_ index: Int) {
    let table = tables[index]
    var compared = 0
    var agree = 0
    var position = 0
    var lastGroup: String?
    for (place, row) in table.rows.enumerated() {
      guard let expected = row.expected else {
        others.append(extra(table, row))
        continue
      }
      let wanted = table.expected.rows[expected]
      if table.expected.isGrouped, wanted.group != lastGroup { position = 0 }
      lastGroup = wanted.group
      position += 1
      for (column, match) in table.columns.enumerated() {
        compared += 1
        let definition = table.expected.columns[match.expected]
        let text = table.text(row, match)
        var value = wanted.values[match.expected]
        if definition.role == .unit {
          // Another spelling that the method knows is the same name.
          if !row.isMisspelled { value.shown = text }
        } else if definition.role == .ordinal {
          value = PublishedValue(exact: .number(Rational(position)), shown: "\(position)")
        }
        if text == value.shown || Self.agrees(text, value) {
          agree += 1
          continue
        }
        var difference = CellDifference(
          table: index, row: place, column: column, published: text, number: ShownNumber(text),
          computed: value)
        classify(&difference, definition, row)
        cells.append(difference)
      }
    }
    for expected in table.missing { others.append(missing(table, table.expected.rows[expected])) }
    counts.append(
      Audit.Table(
        name: table.expected.name, file: table.grid.title, cells: compared, agree: agree,
        rows: table.rows.count, disagreeingRows: 0))
  }

  /// Whether a printed cell says the same as a value: the same words, the same number, or nothing for 0.
  static func agrees(_ text: String, _ value: PublishedValue) -> Bool {
    let isBlank = ShownNumber.isBlank(text)
    if ShownNumber.isBlank(value.shown), isBlank { return true }
    if isBlank || ShownNumber.isBlank(value.shown) {
      guard case .number(let number) = value.exact, number.isZero else { return false }
      return isBlank || ShownNumber(text)?.value.isZero == true
    }
    if let left = ShownNumber(text), let right = ShownNumber(value.shown) {
      if left.isPercent == right.isPercent { return left.value == right.value }
      // 0.25 and 25% are one number.
      return (left.isPercent ? left.value : left.value * 100)
        == (right.isPercent ? right.value : right.value * 100)
    }
    return CellParser.normalisedName(text) == CellParser.normalisedName(value.shown)
  }

  private func extra(_ table: MatchedTable, _ row: MatchedTable.Row) -> Disagreement {
    let place = table.grid.place(row: row.grid, column: table.unitColumn)
    var explanation: Phrase
    let kind: Disagreement.Kind
    if row.isRepeated {
      kind = .unitRepeated
      explanation = Phrase("表里已有这个单位的一行", "the table has a row for it already")
    } else if let unit = evaluation.dataset.unit(named: row.name),
      let name = evaluation.dataset.units.text(unit)
    {
      kind = .unitExtra
      explanation = Phrase(
        "数据里有“\(name)”，但按办法它不在这张表里", "“\(name)” is on the roster, but not in this table by the method")
    } else {
      kind = .unitExtra
      explanation = Phrase("数据里没有这个单位", "the tallies have no such unit")
      let near = Nearness.suggestions(for: row.name, among: evaluation.dataset.units.texts)
      if !near.isEmpty {
        explanation = Phrase(
          explanation.chinese + "；相近的有 " + near.joined(separator: "、"),
          explanation.english + "; near names: " + near.joined(separator: ", "))
      }
    }
    return Disagreement(
      table: table.expected.name, row: row.name, column: nil, published: row.name, computed: "", kind: kind,
      explanations: [explanation], place: place)
  }

  private func missing(_ table: MatchedTable, _ row: ExpectedTable.Row) -> Disagreement {
    Disagreement(
      table: table.expected.name, row: row.title, column: nil, published: "", computed: row.title,
      kind: .unitMissing,
      explanations: [Phrase("按办法这张表应有这一行", "by the method the table has this row")],
      place: table.grid.place)
  }

  /// What the cell alone can tell: blank, misspelled, rounded otherwise, an input printed otherwise.
  private func classify(
    _ cell: inout CellDifference, _ column: ExpectedTable.Column, _ row: MatchedTable.Row
  ) {
    if column.role == .unit {
      cell.kind = .unitSpelling
      cell.isExplained = true
      cell.explanations = [
        Phrase("最相近的单位是“\(cell.computed.shown)”", "the nearest unit is “\(cell.computed.shown)”")
      ]
    } else if column.role == .ordinal {
      cell.kind = .order
      cell.isExplained = true
      cell.explanations = [
        Phrase("这一行排在第 \(cell.computed.shown) 个", "the row stands in place \(cell.computed.shown)")
      ]
    } else if ShownNumber.isBlank(cell.published) {
      cell.kind = .blank
      cell.isExplained = true
      cell.explanations = [
        Phrase(
          "这一格空白，按办法是 \(cell.computed.shown)", "the cell is blank; by the method it is \(cell.computed.shown)"
        )
      ]
    } else if column.cell != nil {
      cell.kind = .input
      cell.isExplained = true
      cell.explanations = [
        Phrase(
          "数据里是 \(shownOrBlank(cell.computed.shown))", "the tallies have \(shownOrBlank(cell.computed.shown))"
        )
      ]
    } else if case .number(let exact) = cell.computed.exact, let number = cell.number {
      if column.rank == nil { classifyRounding(&cell, exact, number, column.definition.format) }
    } else {
      cell.kind = column.isNumber ? .unexplained : .text
      cell.explanations = [
        Phrase(
          "按办法是 \(shownOrBlank(cell.computed.shown))",
          "by the method it is \(shownOrBlank(cell.computed.shown))")
      ]
    }
  }

  func shownOrBlank(_ text: String) -> String {
    text.isEmpty ? Phrase("空", "blank")[language] : text
  }
}
