import Diagnostics
import Exact
import Syntax

extension Checker {
  /// Declares a table: columns, keys, grain. Bounds are checked later, when all names are known.
  func declare(_ statement: TableStatement, credited: Set<String>) {
    guard tableIndex[statement.name.text] == nil else {
      return repeated(statement.name)
    }
    var columns: [ColumnSchema] = []
    var aliases: [TableSchema.Alias] = []
    var unitColumn: Int?
    var namesColumn: Int?
    var creditedColumn: Int?
    var dated: [Int] = []
    var marked: Int?
    var seen = Set<String>()
    for line in statement.columns {
      for name in line.names {
        if !seen.insert(name.text).inserted {
          let first = columns.first { $0.name == name.text }.map { [Self.firstDeclared($0.place)] }
          report(.declaredTwice, name.span, Phrase(name.text), related: first ?? [])
          continue
        }
        guard var type = type(of: line) else {
          lost.add(name: name.text)
          continue
        }
        // A second column of units is one that 记给 speaks of: their names, read as a list.
        if type == .name, unitColumn != nil, credited.contains(name.text) { type = .names }
        let index = columns.count
        columns.append(
          ColumnSchema(
            name: name.text, headers: line.headers.map(\.text), type: type,
            blank: blankRule(line, type: type, table: statement), place: place(name.span)))
        switch type {
        case .name:
          if unitColumn == nil {
            unitColumn = index
          } else {
            report(.secondUnitColumn, name.span, Phrase(name.text))
          }
        case .names:
          if credited.contains(name.text) { creditedColumn = creditedColumn ?? index }
          namesColumn = namesColumn ?? index
        case .date, .period: dated.append(index)
        case .id, .text, .options, .yesNo, .number, .percent, .notation: break
        }
        if line.isDated { marked = index }
      }
      for assumption in line.assumptions { assume(assumption, line.names.map(\.text).joined(separator: "、")) }
      aliases += line.aliases.map { TableSchema.Alias(alias: $0.alias.text, name: $0.name.text) }
    }
    let index = plan.tables.count
    let keys = self.keys(statement, columns)
    let grain = tableGrain(index, keys: keys.columns, columns, unitColumn)
    // The month that a row is of dates it, whatever days it mentions.
    let keyed = keys.columns.first {
      if case .period = columns[$0].type { return true }
      return false
    }
    let datedColumn: Int?
    if case .unitPeriod = grain {
      datedColumn = keyed
    } else {
      datedColumn = marked ?? keyed ?? (dated.count == 1 ? dated[0] : nil)
    }
    plan.tables.append(
      TableSchema(
        name: statement.name.text, grain: grain, keys: keys.columns, rowWord: keys.measure, columns: columns,
        unitColumn: unitColumn, namesColumn: unitColumn == nil ? namesColumn : creditedColumn,
        datedColumn: datedColumn,
        aliases: aliases, place: place(statement.name.span)))
    tableIndex[statement.name.text] = index
    for (position, column) in columns.enumerated() {
      columnsNamed[column.name, default: []].append(TableColumn(table: index, column: position))
      if unitTable == nil, unitColumn == position {
        unitTable = index
        plan.unitHeader = column.name
      }
      if case .options = column.type, column.name == "组" || column.name.lowercased() == "group" {
        // The roster's own group column is the one meant; records carry copies of it.
        if groupColumn == nil || (grain == .unit && groupColumn.map { plan.tables[$0.table].grain } != .unit)
        {
          groupColumn = TableColumn(table: index, column: position)
        }
      }
    }
  }

  private func type(of line: ColumnLine) -> ColumnType? {
    if let notation = line.notation {
      guard case .measure(let word) = line.kind else {
        report(.notationNeedsCount, notation.span)
        return nil
      }
      return self.notation(notation, measure(word))
    }
    switch line.kind {
    case .name: return .name
    case .nameList: return .names
    case .id: return .id
    case .text: return .text
    case .choice, .rankedChoice:
      var seen = Set<String>()
      for option in line.options where !seen.insert(option.text).inserted {
        report(.declaredTwice, option.span, Phrase(option.text))
      }
      return .options(line.options.map(\.text), ordered: line.kind == .rankedChoice)
    case .yesNo: return .yesNo
    case .date: return .date
    case .period(let word): return .period(calendarUnit(word) ?? .month)
    case .number: return .number(.plain)
    case .percent: return .percent
    case .measure(let word): return .number(measure(word))
    }
  }

  func measure(_ word: String) -> Measure { word == "分" ? .points : .tagged(word) }

  func calendarUnit(_ word: ClosedWord) -> CalendarUnit? {
    if word == .month { return .month }
    if word == .quarter { return .quarter }
    if word == .halfYear { return .halfYear }
    return word == .year ? .year : nil
  }

  func calendarUnit(named text: String) -> CalendarUnit? {
    ClosedWord.spelled(text).flatMap { calendarUnit($0) }
  }

  /// 专报+综合*: field names with the marks that stand behind their counts.
  private func notation(_ text: Name, _ measure: Measure) -> ColumnType? {
    var fields: [NotationField] = []
    for piece in text.text.split(separator: "+", omittingEmptySubsequences: false) {
      let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      fields.append(NotationField(name: String(name), mark: String(piece.dropFirst(name.count))))
    }
    let names = Set(fields.map(\.name))
    let marks = Set(fields.map(\.mark))
    guard names.count == fields.count, marks.count == fields.count, !names.contains("") else {
      report(.notationUnreadable, text.span, Phrase(text.text))
      return nil
    }
    return .notation(measure, fields)
  }

  private func blankRule(_ line: ColumnLine, type: ColumnType, table: TableStatement) -> BlankRule {
    switch line.blank {
    case .stands(let text)?: return .stands(text)
    case .optional?: return .absent
    case nil: break
    }
    guard let blank = table.blank?.digits else {
      if case .text = type { return .absent }
      return .refused
    }
    switch type {
    case .number, .percent, .notation: return .stands(blank)
    case .text: return .absent
    case .name, .names, .id, .options, .yesNo, .date, .period: return .refused
    }
  }

  /// What 每行 names: key columns, or a measure word for records.
  private func keys(_ statement: TableStatement, _ columns: [ColumnSchema]) -> (
    columns: [Int], measure: String?
  ) {
    var keys: [Int] = []
    for word in statement.rowWords {
      if let index = columns.firstIndex(where: { $0.name == word.text || isPeriod($0, named: word.text) }) {
        keys.append(index)
      } else if word.text == "单位" || word.text == "unit",
        let unit = columns.firstIndex(where: { $0.type == .name })
      {
        keys.append(unit)
      } else if statement.rowWords.count == 1, MeasureWord.isKnown(word.text) || word.text.count == 1 {
        return ([], MeasureWord.canonical(word.text))
      } else {
        report(
          .unknownRowWord, word.span, Phrase(word.text), Phrase(statement.name.text),
          near: Nearness.suggestions(for: word.text, among: columns.map(\.name)))
      }
    }
    return (keys, nil)
  }

  /// 一个月 means the column of months, whatever it is called.
  private func isPeriod(_ column: ColumnSchema, named word: String) -> Bool {
    guard case .period(let unit) = column.type else { return false }
    return calendarUnit(named: word) == unit
  }

  private func tableGrain(_ index: Int, keys: [Int], _ columns: [ColumnSchema], _ unitColumn: Int?) -> Grain {
    guard let unitColumn, keys.contains(unitColumn) else { return .rows(index) }
    if keys.count == 1 { return .unit }
    if keys.count == 2, let other = keys.first(where: { $0 != unitColumn }),
      case .period(let unit) = columns[other].type
    {
      return .unitPeriod(unit)
    }
    return .rows(index)
  }

  /// Bounds of cells, as requirements at the table's grain.
  func checkBounds(_ statement: TableStatement) {
    guard let table = tableIndex[statement.name.text] else { return }
    for line in statement.columns where !line.bounds.isEmpty {
      for name in line.names {
        guard let column = plan.tables[table].columns.firstIndex(where: { $0.name == name.text }) else {
          continue
        }
        for bound in line.bounds {
          _ = attempt { () throws(Failure) in try require(bound, table, column, name) }
        }
      }
    }
  }

  private func require(_ bound: ColumnLine.Bound, _ table: Int, _ column: Int, _ name: Name) throws(Failure) {
    let cell = columnValue(TableColumn(table: table, column: column), field: nil, span: name.span)
    var tests: [NodeID] = []
    var edges: [NodeID?] = [nil, nil]
    for (index, edge, strict) in [(0, bound.low, bound.lowIsStrict), (1, bound.high, bound.highIsStrict)] {
      guard let edge else { continue }
      let role = index == 0 ? Keyword.floor.phrase : Keyword.cap.phrase
      let value = try with({
        $0.label = plan.tables[table].name
        $0.subject = [.name(name.text)]
        $0.role = .keyword(role)
        $0.hint = table
      }) { () throws(Failure) in try expression(edge) }
      let compared = try matched(cell, value, .comparison)
      guard compared.grain == cell.grain else {
        throw failure(
          .boundTooFine, edge.span, Phrase(foldedText(edge.span)), Phrase(name.text),
          Phrase(plan.tables[table].name))
      }
      let sign: Comparison =
        index == 0 ? (strict ? .greater : .greaterOrEqual) : (strict ? .less : .lessOrEqual)
      tests.append(node(.compare(sign, compared.left, compared.right), cell.grain, .truth))
      edges[index] = compared.right
    }
    guard let first = tests.first else { return }
    let holds = tests.dropFirst().reduce(first) { node(.and($0, $1), cell.grain, .truth) }
    plan.requirements.append(
      Requirement(
        table: table, column: column, holds: holds, low: edges[0], high: edges[1],
        text: foldedText(bound.span),
        place: place(bound.span)))
  }
}
