import Exact
import Syntax

/// The grain and kind of an expression.
struct NaiveShape: Hashable {
  var grain: NaiveGrain
  var kind: NaiveKind
}

/// Where an expression stands: at which grain sums of clauses are wanted, where aggregates fold to.
struct NaiveSpot {
  /// 按 of a definition, or the grain of a rank, list or printed table.
  var target: NaiveGrain?
  /// In a rank, list, grade or printed table: what stands at the target already goes over its rows.
  var isOfRow = false
  /// In a check aggregates fold to one value for all.
  var fold: NaiveGrain?
  /// The table whose records 计分 speaks of.
  var records: String?
}

/// What a name means.
enum NaiveMeaning {
  case definition(NaiveMethod.DefinitionEntry)
  case parameter(ParameterStatement)
  case unitName
  case column(NaiveColumnName, field: String?)
  case presence(NaiveTable)
  case rank(RankStatement)
  case grade(GradeStatement)
  /// 月, 半年 where no column has the name: of all, or of the rows of a table.
  case period(months: Int, of: NaiveTable?)
}

extension NaiveWorld {
  /// The choice column called 组; the roster's own goes before a copy that records carry.
  static func groupColumn(_ tables: [NaiveTable]) -> NaiveColumnName? {
    let all = tables.flatMap { table in
      table.columns.filter { ($0.name == "组" || $0.name.lowercased() == "group") && !$0.options.isEmpty }
        .map { (table, NaiveColumnName(table: table.name, column: $0.name)) }
    }
    return (all.first { $0.0.grain == .unit } ?? all.first)?.1
  }

  func meaning(_ reference: NameReference) throws -> NaiveMeaning {
    if let known = meanings[reference] { return known }
    let result = try found(reference)
    meanings[reference] = result
    return result
  }

  /// Beside a comparison a table of records stands for how many there are.
  func counted(_ expression: Expression) -> Expression {
    guard case .name(let reference) = expression, case .presence(let table)? = try? meaning(reference),
      case .row = table.grain
    else { return expression }
    return .call(
      function: Name("个数", reference.span), keyword: nil,
      arguments: [CallArgument(role: .value, expression: expression)], reference.span)
  }

  func counted(_ comparison: NaiveComparison) -> NaiveComparison {
    var result = comparison
    result.left = counted(comparison.left)
    result.right = counted(comparison.right)
    return result
  }

  private func found(_ reference: NameReference) throws -> NaiveMeaning {
    let name = reference.name.text
    if let member = reference.member?.text {
      if let table = table(name) {
        if table.column(member) == nil, let months = NaiveCalendar.months(named: member) {
          return .period(months: months, of: table)
        }
        return .column(NaiveColumnName(table: table.name, column: member), field: nil)
      }
      return .column(try onlyColumn(name), field: member)
    }
    if let definition = method.definitions[name] { return .definition(definition) }
    if let parameter = method.parameters[name] { return .parameter(parameter) }
    if name == unitHeader { return .unitName }
    if let groupColumn, groupColumn.column == name { return .column(groupColumn, field: nil) }
    if tables.contains(where: { $0.column(name) != nil }) { return .column(try onlyColumn(name), field: nil) }
    if let table = table(name) { return .presence(table) }
    if let months = NaiveCalendar.months(named: name) { return .period(months: months, of: nil) }
    if let rank = method.ranks.first(where: { ($0.name?.text ?? "名次") == name }) { return .rank(rank) }
    if let grade = method.grades.first(where: { ($0.name?.text ?? "等次") == name }) { return .grade(grade) }
    throw NaiveFailure.unsupported("名称 \(name)")
  }

  private func onlyColumn(_ name: String) throws -> NaiveColumnName {
    let found = tables.filter { $0.column(name) != nil }
    guard found.count == 1 else { throw NaiveFailure.unsupported("列 \(name)") }
    return NaiveColumnName(table: found[0].name, column: name)
  }

  // MARK: Shapes

  func shape(_ reference: NameReference) throws -> NaiveShape {
    switch try meaning(reference) {
    case .definition(let entry): return try definitionShape(entry)
    case .parameter(let parameter):
      let keys = try parameter.keys.map { try shape($0).grain }
      return NaiveShape(grain: try keys.reduce(.one) { try join($0, $1) }, kind: .number)
    case .unitName: return NaiveShape(grain: .unit, kind: .text)
    case .column(let column, _):
      guard let table = table(column.table), let declared = table.column(column.column) else {
        throw NaiveFailure.unsupported(reference.text)
      }
      let isGroup = column == groupColumn && table.unitColumn != nil
      return NaiveShape(grain: isGroup ? .unit : table.grain, kind: declared.naiveKind)
    case .presence(let table): return NaiveShape(grain: table.grain, kind: .number)
    case .period(let months, let table):
      return NaiveShape(grain: table?.grain ?? .period(months), kind: .period(months))
    case .rank(let rank): return NaiveShape(grain: rankGrain(rank.keysBy), kind: .number)
    case .grade(let grade): return NaiveShape(grain: .unit, kind: .choice(gradeOptions(grade)))
    }
  }

  func definitionShape(_ entry: NaiveMethod.DefinitionEntry) throws -> NaiveShape {
    let name = entry.statement.name.text
    if let known = definitionShapes[name] { return known }
    guard underWay.insert("shape " + name).inserted else { throw NaiveFailure.unsupported("cycle \(name)") }
    defer { underWay.remove("shape " + name) }
    let target = try definitionTarget(entry)
    let own = try shape(entry.statement.value, NaiveSpot(target: target))
    let result = NaiveShape(grain: target ?? own.grain, kind: own.kind)
    definitionShapes[name] = result
    return result
  }

  /// The grain that 按 names; nil without it.
  func definitionTarget(_ entry: NaiveMethod.DefinitionEntry) throws -> NaiveGrain? {
    entry.statement.keys.isEmpty ? nil : try grain(ofKeys: entry.statement.keys)
  }

  func grain(ofKeys keys: [Name]) throws -> NaiveGrain {
    var hasUnit = false
    var months: Int?
    var columns: [NaiveColumnName] = []
    var attribute: NaiveColumnName?
    for key in keys {
      let name = key.text
      let isUnit = tables.contains {
        $0.unitColumn == name || ($0.unitColumn == nil && $0.signersColumn == name)
      }
      if name == unitHeader || isUnit {
        hasUnit = true
      } else if let found = NaiveCalendar.months(named: name) {
        months = found
      } else if let groupColumn, groupColumn.column == name {
        attribute = groupColumn
      } else {
        let column = try onlyColumn(name)
        if table(column.table)?.grain == .unit { attribute = column } else { columns.append(column) }
      }
    }
    if let first = columns.first {
      return .combination(first.table, columns.map(\.column), withUnit: hasUnit)
    }
    if let months { return hasUnit ? .unitPeriod(months) : .period(months) }
    if hasUnit { return .unit }
    return attribute.map { .group($0) } ?? .one
  }

  /// 每个 x in a clause: the rows of the table keyed by it, or its values with the unit. Of several tables with
  /// such a column the one at hand.
  func grain(each name: String, near grain: NaiveGrain) throws -> NaiveGrain {
    let own = grain.table.flatMap { table($0) }.flatMap { table in
      table.column(name).map { NaiveColumnName(table: table.name, column: $0.name) }
    }
    let column = try own ?? onlyColumn(name)
    guard let table = table(column.table) else { return .unit }
    if table.grain == .unit { return .unit }
    if let unit = table.unitColumn, Set(table.keys) == [unit, name] { return .row(table.name) }
    return .combination(table.name, [name], withUnit: table.unitColumn != nil)
  }

  // MARK: Values

  func value(_ reference: NameReference, at place: NaivePlace) throws -> NaiveValue {
    let grain = try shape(reference).grain
    // 每个 媒体 不超过 限额: the parameter's key is that of the combination itself.
    if case .combination(let texts, _) = place.key, case .combination(_, let columns, _) = place.grain,
      case .parameter(let parameter) = try meaning(reference), parameter.keys.count == 1,
      let index = columns.firstIndex(of: parameter.keys[0].name.text)
    {
      let row = parameter.rows.first { $0.keys.contains { canonical($0.text) == texts[index] } }
      return try row?.value.map { try value($0, NaiveSpot(), at: .one) } ?? .absent
    }
    guard let own = try self.place(place, at: grain) else { return .absent }
    switch try meaning(reference) {
    case .definition(let entry): return try definitionValue(entry, at: own)
    case .parameter(let parameter): return try value(parameter, at: own)
    case .unitName:
      guard case .unit(let name) = own.key else { return .absent }
      return .text(name)
    case .column(let column, let field): return try value(column, field, at: own)
    case .presence(let table):
      guard table.grain == .unit || own.key.isUnitPeriod else { return .number(.one) }
      return .number(try row(of: own.key, in: table) == nil ? .zero : .one)
    case .period(let months, _):
      guard case .period(let number)? = try project(own, to: .period(months)) else { return .absent }
      return .period(number)
    case .rank(let rank):
      let name = rank.name?.text ?? "名次"
      return NaiveValue(try ranks(name)[own.key].map { Rational($0) })
    case .grade(let grade):
      guard case .unit(let unit) = own.key else { return .absent }
      return try gradeNames(grade)[unit].map { .text($0) } ?? .absent
    }
  }

  private func value(_ column: NaiveColumnName, _ field: String?, at place: NaivePlace) throws -> NaiveValue {
    guard let table = table(column.table) else { return .absent }
    if column == groupColumn, table.grain != .unit, table.unitColumn != nil {
      return try attribute(column, at: place)
    }
    switch place.key {
    case .row(let row): return try cell(table, column.column, row: row, field: field)
    case .unit(let name):
      if column.column == table.unitColumn { return .text(name) }
      return try cell(table, column.column, row: row(of: place.key, in: table), field: field)
    case .unitPeriod(let name, let number):
      if column.column == table.unitColumn { return .text(name) }
      if column.column == table.datedColumn { return .period(number) }
      return try cell(table, column.column, row: row(of: place.key, in: table), field: field)
    case .one, .period, .group, .combination, .signer: return .absent
    }
  }

  /// A choice column as an attribute of the unit or row at a place.
  func attribute(_ column: NaiveColumnName, at place: NaivePlace) throws -> NaiveValue {
    guard let table = table(column.table) else { return .absent }
    if attributeGrain(column) == .unit, table.grain != .unit {
      guard let unit = try project(place, to: .unit), case .unit(let name) = unit else { return .absent }
      let values = try table.rows.indices.filter { unitOfRow[table.name]?[$0] == name }
        .map { try cell(table, column.column, row: $0) }.filter { !$0.isAbsent }
      if Set(values).count > 1 { throw NaiveFailure.badData("\(name) 的 \(column.column) 不一致") }
      return values.first ?? .absent
    }
    guard let own = try self.place(place, at: attributeGrain(column)) else { return .absent }
    return try value(column, nil, at: own)
  }

  func definitionValue(_ entry: NaiveMethod.DefinitionEntry, at place: NaivePlace) throws -> NaiveValue {
    let name = entry.statement.name.text
    if !setting.contains(name), let known = definitionValues[name]?[place.key] { return known }
    let mark = "\(name) \(place.key) \(setting.contains(name))"
    guard underWay.insert(mark).inserted else { throw NaiveFailure.unsupported("cycle \(name)") }
    defer { underWay.remove(mark) }
    let target = try definitionTarget(entry)
    let raw = try value(entry.statement.value, NaiveSpot(target: target), at: place)
    if setting.contains(name) { return raw }
    let result = try settled(name, raw, at: place)
    definitionValues[name, default: [:]][place.key] = result
    return result
  }

  private func value(_ parameter: ParameterStatement, at place: NaivePlace) throws -> NaiveValue {
    if let value = parameter.value { return try self.value(value, NaiveSpot(), at: .one) }
    let keys = try parameter.keys.map { try value($0, at: place).text }
    if let grid = parameter.grid {
      for row in grid.rows where row.options.contains(where: { $0.text == keys[0] }) {
        for (options, cell) in zip(grid.columns, row.cells)
        where options.contains(where: { $0.text == keys[1] }) {
          return try cell.map { try value($0, NaiveSpot(), at: .one) } ?? .absent
        }
      }
      return .absent
    }
    for row in parameter.rows where row.keys.contains(where: { canonical($0.text) == keys[0] }) {
      return try row.value.map { try value($0, NaiveSpot(), at: .one) } ?? .absent
    }
    return .absent
  }
}

extension NaiveKey {
  var isUnitPeriod: Bool {
    guard case .unitPeriod = self else { return false }
    return true
  }
}
