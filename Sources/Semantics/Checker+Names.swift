import Diagnostics
import Exact
import Syntax

extension Checker {
  struct ParameterEntry {
    var statement: ParameterStatement
    var source: SourceText
    var kind: ValueKind?
    var isFree = false
    /// Values in the order of the rows, compiled once; nil while not yet.
    var state: State = .waiting

    enum State {
      case waiting, failed
      case constant(Value)
      case keyed([LookupEntry])
    }
  }

  struct DefinitionEntry {
    var statement: Definition
    var source: SourceText
    var clause: Int?
    var part: Int?
    var state: State = .waiting
    /// Set by 记: the value once vetoes are in.
    var final: Value?

    enum State {
      case waiting, underWay, failed
      case done(Value)
    }
  }

  // MARK: Columns

  /// A column at its table's grain.
  func columnValue(_ place: TableColumn, field: Int?, span: Span) -> Value {
    let table = plan.tables[place.table]
    let column = table.columns[place.column]
    let kind = valueKind(column.type, place)
    // A group carried by records is an attribute of the unit: all its rows must agree.
    let isRecordsGroup = groupColumn == place && table.grain != .unit && table.unitColumn != nil
    let grain = isRecordsGroup ? Grain.unit : table.grain
    return Value(
      node: node(.input(table: place.table, column: place.column, field: field), grain, kind), grain: grain,
      kind: kind, span: span)
  }

  private func valueKind(_ type: ColumnType, _ place: TableColumn) -> ValueKind {
    switch type {
    case .name: .code(.units)
    case .names, .text: .text
    case .id: .code(.occurring(table: place.table, column: place.column))
    case .options(let options, _): .code(.options(options))
    case .yesNo: .truth
    case .date: .date
    case .period(let unit): .period(unit)
    case .number(let measure): .number(measure)
    case .percent: .number(.plain)
    case .notation(let measure, _): .number(measure)
    }
  }

  // MARK: Names

  /// What a name means: a definition, parameter, column, table, rank or grade.
  func resolve(_ reference: NameReference) throws(Failure) -> Value {
    if let member = reference.member { return try resolve(reference.name, member) }
    let name = reference.name
    if definitions[name.text] != nil { return try definition(name) }
    if parameters[name.text] != nil { return try parameter(name) }
    if let unitTable, name.text == plan.unitHeader, plan.tables[unitTable].unitColumn != nil {
      return Value(
        node: node(.unitName, .unit, .code(.units)), grain: .unit, kind: .code(.units), span: name.span)
    }
    if let column = groupColumn, plan.tables[column.table].columns[column.column].name == name.text {
      return columnValue(column, field: nil, span: name.span)
    }
    if let columns = columnsNamed[name.text] {
      return columnValue(try chosen(columns, name), field: nil, span: name.span)
    }
    if let table = tableIndex[name.text] { return presence(table, name.span) }
    if let period = ownPeriod(name) { return period }
    if rankNamed[name.text] != nil { return try rankValue(name.text, name.span) }
    if gradeNamed[name.text] != nil { return try gradeValue(name.text, name.span) }
    throw unknown(name)
  }

  /// The column meant where several tables have one of the name: the table at hand, or the only one that
  /// the hint does not rule out.
  private func chosen(_ columns: [TableColumn], _ name: Name) throws(Failure) -> TableColumn {
    if columns.count == 1 { return columns[0] }
    if let hint = spot.hint, let column = columns.first(where: { $0.table == hint }) { return column }
    throw ambiguous(columns, name)
  }

  func ambiguous(_ columns: [TableColumn], _ name: Name) -> Failure {
    let tables = columns.map { plan.tables[$0.table].name }
    let ways = tables.map { $0 + "." + name.text }
    return failure(
      .ambiguousColumn, name.span, Phrase(name.text),
      Phrase(tables.joined(separator: "、"), tables.joined(separator: ", ")),
      Phrase(ways.joined(separator: " 或 "), ways.joined(separator: " or ")))
  }

  /// table.column or column.field
  private func resolve(_ name: Name, _ member: Name) throws(Failure) -> Value {
    if let table = tableIndex[name.text] {
      guard let column = plan.tables[table].columns.firstIndex(where: { $0.name == member.text }) else {
        if let period = ownPeriod(of: table, member, name.span.joined(member.span)) { return period }
        throw failure(
          .unknownColumn, member.span, Phrase(name.text), Phrase(member.text),
          near: Nearness.suggestions(for: member.text, among: plan.tables[table].columns.map(\.name)))
      }
      return columnValue(
        TableColumn(table: table, column: column), field: nil, span: name.span.joined(member.span))
    }
    guard let columns = columnsNamed[name.text] else { throw unknown(name) }
    let column = try chosen(columns, name)
    guard case .notation(_, let fields) = plan.tables[column.table].columns[column.column].type else {
      throw failure(.noFields, member.span, Phrase(name.text), Phrase(member.text))
    }
    guard let field = fields.firstIndex(where: { $0.name == member.text }) else {
      throw failure(
        .unknownColumn, member.span, Phrase(name.text), Phrase(member.text),
        near: Nearness.suggestions(for: member.text, among: fields.map(\.name)))
    }
    return columnValue(column, field: field, span: name.span.joined(member.span))
  }

  func presence(_ table: Int, _ span: Span) -> Value {
    let schema = plan.tables[table]
    let measure = Measure.tagged(schema.rowWord ?? "个")
    let id = node(.present(table: table), schema.grain, .number(measure))
    return Value(node: id, grain: schema.grain, kind: .number(measure), span: span)
  }

  // MARK: Definitions

  /// The value of a definition, after any 记 on it.
  func definition(_ name: Name) throws(Failure) -> Value {
    guard let entry = definitions[name.text] else { throw unknown(name) }
    if var final = entry.final {
      final.span = name.span
      return final
    }
    switch entry.state {
    case .done: break
    case .failed: throw Failure(diagnostic: nil)
    case .underWay:
      throw failure(
        .cyclicDefinition, name.span, Phrase(name.text), circle(Phrase(name.text)),
        help: selfAdvice(name.text, entry))
    case .waiting:
      definitions[name.text]?.state = .underWay
      underWay.append(Phrase(name.text))
      defer { underWay.removeLast() }
      do throws(Failure) {
        let value = try compileDefinition(entry)
        definitions[name.text]?.state = .done(value)
      } catch {
        definitions[name.text]?.state = .failed
        throw error
      }
    }
    guard case .done(var value)? = definitions[name.text]?.state else { throw Failure(diagnostic: nil) }
    value = try overridden(name.text, value)
    value.span = name.span
    return value
  }

  private func compileDefinition(_ entry: DefinitionEntry) throws(Failure) -> Value {
    var spot = Spot(source: entry.source, label: nil, subject: [.name(entry.statement.name.text)])
    spot.clause = entry.clause
    spot.part = entry.part
    return try at(spot) { () throws(Failure) in
      guard !entry.statement.keys.isEmpty else { return try expression(entry.statement.value) }
      let target = try grain(of: entry.statement.keys)
      var value = try with({ $0.target = target }) { () throws(Failure) in
        try expression(entry.statement.value)
      }
      if value.grain != target {
        guard reaches(target, value.grain) else {
          let formula = entry.statement.value
          throw failure(
            .definitionTooFine, formula.span, Phrase(entry.statement.name.text), grainName(target),
            grainName(value.grain), Phrase(foldedText(formula.span)))
        }
        value.node = spread(value.node, to: target)
        value.grain = target
      }
      return value
    }
  }

  /// The grain that keys after 按 name.
  func grain(of keys: [Name]) throws(Failure) -> Grain {
    var unit = false
    var period: CalendarUnit?
    var columns: [TableColumn] = []
    var attribute: NodeID?
    for key in keys {
      if key.text == plan.unitHeader || columnsNamed[key.text]?.contains(where: isUnitColumn) == true {
        unit = true
      } else if let found = calendarUnit(named: key.text) {
        period = found
      } else if let column = groupColumn, plan.tables[column.table].columns[column.column].name == key.text {
        attribute = columnValue(column, field: nil, span: key.span).node
      } else if let candidates = columnsNamed[key.text] {
        let column = try chosen(candidates, key)
        if plan.tables[column.table].grain == .unit {
          attribute = columnValue(column, field: nil, span: key.span).node
        } else {
          columns.append(column)
        }
      } else {
        throw unknown(key)
      }
    }
    if let first = columns.first {
      guard columns.allSatisfy({ $0.table == first.table }), period == nil else {
        throw failure(.keysDisagree, keys.dropFirst().reduce(keys[0].span) { $0.joined($1.span) })
      }
      return .keyed(table: first.table, columns: columns.map(\.column), withUnit: unit)
    }
    if let period {
      // A group by period has no grain of its own; dropping the group would be silently wrong.
      if attribute != nil, let first = keys.first {
        throw failure(
          .keysDisagree, keys.dropFirst().reduce(first.span) { $0.joined($1.span) },
          help: Phrase(
            "还没有“每组每期一个”的数；组内的名次写 排名 … 组内，按 月，组的平均写 按 组，各期的写 按 月",
            "there are no values by group and period; for places write rank … in_group, by month, for a group's average by group, for each period's by month"
          ))
      }
      return unit ? .unitPeriod(period) : .period(period)
    }
    if unit { return .unit }
    return attribute.map { .classes(attribute: $0) } ?? .one
  }

  /// The units of a table's rows: its own, or the names that sign each.
  func isUnitColumn(_ column: TableColumn) -> Bool {
    let table = plan.tables[column.table]
    return (table.unitColumn ?? table.namesColumn) == column.column
  }

  // MARK: Unknown names

  /// Every name that could have been meant.
  var allNames: [String] {
    Array(definitions.keys).sorted() + Array(parameters.keys).sorted() + Array(columnsNamed.keys).sorted()
      + Array(tableIndex.keys).sorted() + rankOrder + gradeOrder
  }

  func unknown(_ name: Name) -> Failure {
    if let split = split(name.text) {
      return failure(.splitWord, name.span, Phrase(name.text), Phrase(split))
    }
    let near = Nearness.suggestions(for: name.text, among: allNames)
    return failure(
      .unknownName, name.span, Phrase(name.text), near: near,
      help: near.isEmpty ? optionAdvice(name.text) : nil)
  }

  /// The word cut into known names, keywords and measure words (省单条每条 → 省单条 每条); nil where it
  /// cannot be.
  private func split(_ word: String) -> String? {
    let characters = Array(word)
    guard characters.count <= 60 else { return nil }
    let names = Set(allNames)
    var best: [[String]?] = Array(repeating: nil, count: characters.count + 1)
    best[0] = []
    for start in characters.indices {
      guard let before = best[start] else { continue }
      for end in (start + 1)...characters.count {
        let piece = String(characters[start..<end])
        let isEach = piece.hasPrefix("每") && MeasureWord.isKnown(String(piece.dropFirst()))
        guard names.contains(piece) || Keyword.spelled(piece) != nil || isEach else { continue }
        let candidate = before + [piece]
        if best[end].map({ candidate.count < $0.count }) ?? true { best[end] = candidate }
      }
    }
    guard let pieces = best[characters.count], pieces.count > 1 else { return nil }
    return pieces.joined(separator: " ")
  }
}
