import Exact
import Syntax

extension NaiveWorld {
  // MARK: Which grain is finer

  /// Whether every key of `fine` belongs to one key of `coarse`, or to none (rule 6).
  func reaches(_ fine: NaiveGrain, _ coarse: NaiveGrain) -> Bool {
    if fine == coarse || coarse == .one { return true }
    switch fine {
    case .one, .group: return false
    case .period(let months):
      guard case .period(let wider) = coarse else { return false }
      return wider % months == 0
    case .unit:
      guard case .group(let column) = coarse else { return false }
      return attributeGrain(column) == .unit
    case .unitPeriod(let months):
      switch coarse {
      case .unit: return true
      case .unitPeriod(let wider), .period(let wider): return wider % months == 0
      case .group(let column): return reaches(fine, attributeGrain(column))
      case .one, .row, .combination, .signer: return false
      }
    case .row(let table): return record(table, reaches: coarse, isSigned: false)
    case .signer(let table): return coarse == .row(table) || record(table, reaches: coarse, isSigned: true)
    case .combination(let table, let columns, let withUnit):
      switch coarse {
      case .unit: return withUnit
      case .combination(table, let fewer, let alsoUnit):
        return (withUnit || !alsoUnit) && fewer.allSatisfy(columns.contains)
      case .group(let column): return withUnit && attributeGrain(column) == .unit
      case .one, .period, .unitPeriod, .row, .combination, .signer: return false
      }
    }
  }

  /// A record belongs to its unit, its period, its keys. One with several signers belongs to no unit; each
  /// signer's part of it does.
  private func record(_ name: String, reaches coarse: NaiveGrain, isSigned: Bool) -> Bool {
    guard let table = table(name) else { return false }
    let hasUnit = isSigned ? table.signersColumn != nil : table.unitColumn != nil
    switch coarse {
    case .one: return true
    case .unit: return hasUnit
    case .unitPeriod(let months): return hasUnit && isDated(table, months)
    case .period(let months): return isDated(table, months)
    case .combination(name, _, let withUnit): return !withUnit || hasUnit
    case .group(let column):
      let own = attributeGrain(column)
      return own == .row(name) || (own == .unit && hasUnit)
    case .row, .combination, .signer: return false
    }
  }

  private func isDated(_ table: NaiveTable, _ months: Int) -> Bool {
    guard let dated = table.datedColumn.flatMap({ table.column($0) }) else { return false }
    guard let finer = dated.periodMonths else { return dated.kind == .date }
    return months % finer == 0
  }

  /// A group that records carry is an attribute of their unit.
  func attributeGrain(_ column: NaiveColumnName) -> NaiveGrain {
    guard let table = table(column.table) else { return .one }
    return column == groupColumn && table.unitColumn != nil ? .unit : table.grain
  }

  /// The coarsest grain at which both can be used.
  func join(_ left: NaiveGrain, _ right: NaiveGrain) throws -> NaiveGrain {
    if reaches(left, right) { return left }
    if reaches(right, left) { return right }
    switch (left, right) {
    case (.unit, .period(let months)), (.period(let months), .unit): return .unitPeriod(months)
    case (.group(let column), .period(let months)), (.period(let months), .group(let column)):
      if attributeGrain(column) == .unit { return .unitPeriod(months) }
    case _: break
    }
    throw NaiveFailure.unsupported("grains \(left) and \(right)")
  }

  // MARK: The keys of a grain

  func periods(_ months: Int) -> [Int] {
    guard let period = method.period else { return [] }
    return Array(period.first / months...period.last / months)
  }

  func keys(_ grain: NaiveGrain) throws -> [NaiveKey] {
    if let known = keysOf[grain] { return known }
    let keys = try list(grain)
    keysOf[grain] = keys
    return keys
  }

  func places(_ grain: NaiveGrain) throws -> [NaivePlace] {
    try keys(grain).map { NaivePlace(grain: grain, key: $0) }
  }

  private func list(_ grain: NaiveGrain) throws -> [NaiveKey] {
    switch grain {
    case .one: return [.one]
    case .period(let months): return periods(months).map { .period($0) }
    case .group(let column):
      guard let table = table(column.table) else { return [] }
      if let options = table.column(column.column)?.options, !options.isEmpty {
        return options.map { .group($0) }
      }
      // Identities have no list: those that occur, in their order.
      var seen: Set<String> = []
      return try table.rows.indices.compactMap { row in
        let text = try identity(cell(table, column.column, row: row))
        return text.flatMap { seen.insert($0).inserted ? .group($0) : nil }
      }
    case .unit: return units.map { .unit($0) }
    case .unitPeriod(let months):
      return units.flatMap { unit in periods(months).map { .unitPeriod(unit, $0) } }
    case .row(let name): return (table(name)?.rows ?? []).indices.map { .row($0) }
    case .signer(let name):
      return (signersOfRow[name] ?? []).enumerated().flatMap { row, names in
        names.map { .signer(row: row, unit: $0) }
      }
    case .combination(let name, _, let withUnit):
      let isSigned = withUnit && table(name)?.unitColumn == nil && table(name)?.signersColumn != nil
      var seen: Set<NaiveKey> = []
      var result: [NaiveKey] = []
      for place in try places(isSigned ? .signer(name) : .row(name)) {
        if let key = try project(place, to: grain), seen.insert(key).inserted { result.append(key) }
      }
      return result
    }
  }

  // MARK: Where a key falls

  /// The coarser key that a key belongs to; nil where it belongs to none.
  func project(_ place: NaivePlace, to coarse: NaiveGrain) throws -> NaiveKey? {
    if place.grain == coarse { return place.key }
    switch coarse {
    case .one: return .one
    case .unit: return unit(of: place).map { .unit($0) }
    case .period(let months): return try period(of: place, months).map { .period($0) }
    case .unitPeriod(let months):
      guard let unit = unit(of: place), let number = try period(of: place, months) else { return nil }
      return .unitPeriod(unit, number)
    case .group(let column):
      guard let text = try attribute(column, at: place).text else { return nil }
      return .group(text)
    case .row:
      guard case .signer(let row, _) = place.key else { return nil }
      return .row(row)
    case .combination(let name, let columns, let withUnit):
      let texts = try columns.map { try self.key($0, of: name, at: place) }
      guard !texts.contains(nil) else { return nil }
      let unit = withUnit ? unit(of: place) : nil
      if withUnit, unit == nil { return nil }
      return .combination(texts.compactMap { $0 }, unit: unit)
    case .signer: return nil
    }
  }

  func place(_ place: NaivePlace, at coarse: NaiveGrain) throws -> NaivePlace? {
    try project(place, to: coarse).map { NaivePlace(grain: coarse, key: $0) }
  }

  private func unit(of place: NaivePlace) -> String? {
    switch place.key {
    case .unit(let unit), .unitPeriod(let unit, _), .signer(_, let unit): return unit
    case .combination(_, let unit): return unit
    case .row(let row):
      guard case .row(let table) = place.grain else { return nil }
      return unitOfRow[table]?[row]
    case .one, .period, .group: return nil
    }
  }

  private func period(of place: NaivePlace, _ months: Int) throws -> Int? {
    switch place.key {
    case .period(let number), .unitPeriod(_, let number):
      guard case .period(let own) = place.grain else {
        guard case .unitPeriod(let own) = place.grain else { return nil }
        return number * own / months
      }
      return number * own / months
    case .row(let row), .signer(let row, _):
      let name: String
      switch place.grain {
      case .row(let table), .signer(let table): name = table
      case .one, .period, .group, .unit, .unitPeriod, .combination: return nil
      }
      guard let table = table(name) else { return nil }
      return try month(of: row, in: table).map { $0 / months }
    case .one, .group, .unit, .combination: return nil
    }
  }

  /// The text of a key column at a record, or at a combination that holds it.
  private func key(_ column: String, of name: String, at place: NaivePlace) throws -> String? {
    guard let table = table(name) else { return nil }
    switch place.key {
    case .row(let row), .signer(let row, _): return try identity(cell(table, column, row: row))
    case .combination(let texts, _):
      guard case .combination(_, let columns, _) = place.grain, let index = columns.firstIndex(of: column)
      else {
        return nil
      }
      return texts[index]
    case .unit, .unitPeriod:
      return try row(of: place.key, in: table).flatMap { try identity(cell(table, column, row: $0)) }
    case .one, .period, .group: return nil
    }
  }

  private func identity(_ value: NaiveValue) -> String? { value.isAbsent ? nil : value.text ?? "\(value)" }
}
