import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// A points table: the entry whose texts equal the keys' codes.
  mutating func lookup(_ node: NodeID, _ keys: [NodeID], _ entries: [LookupEntry]) -> Column {
    entryValues(node, entries).gathered(entryIndexes(keys, entries, plan.nodes[node].grain))
  }

  /// For each index the entry whose texts equal the keys' codes; -1 for none.
  mutating func entryIndexes(_ keys: [NodeID], _ entries: [LookupEntry], _ grain: Grain) -> [Int32] {
    let count = size(grain)
    if keys.count == 1 { return entryIndexes(keys[0], entries, grain) }
    var place = [Int32](repeating: 0, count: count)
    var entryPlace = [Int](repeating: 0, count: entries.count)
    var combinations = 1
    for (position, key) in keys.enumerated() {
      var local: [String: Int] = [:]
      for index in entries.indices {
        let text = entries[index].texts.indices.contains(position) ? entries[index].texts[position] : ""
        let number = local[text] ?? local.count
        local[text] = number
        entryPlace[index] = entryPlace[index] &* (entries.count &+ 1) &+ number
      }
      let width = Int32(clamping: entries.count &+ 1)
      let (product, overflow) = combinations.multipliedReportingOverflow(by: Int(width))
      guard !overflow, product < Int(Int32.max) else {
        return [Int32](repeating: -1, count: count)
      }
      combinations = product
      let table = localCodes(key, local)
      for (index, code) in operand(key, at: grain).codes.enumerated() where place[index] >= 0 {
        let number = code >= 0 && Int(code) < table.count ? table[Int(code)] : -1
        place[index] = number < 0 ? -1 : place[index] &* width &+ number
      }
    }
    return entryIndexes(place, entryPlace, combinations)
  }

  /// The same by one key: each code's entry is known before any row is looked at.
  private mutating func entryIndexes(_ key: NodeID, _ entries: [LookupEntry], _ grain: Grain) -> [Int32] {
    var local: [String: Int] = [:]
    for (number, entry) in entries.enumerated() {
      let text = entry.texts.first ?? ""
      if local[text] == nil { local[text] = number }
    }
    let table = localCodes(key, local)
    return operand(key, at: grain).codes.map { code in
      code >= 0 && Int(code) < table.count ? table[Int(code)] : -1
    }
  }

  /// For each code of a key the number of its text among the entries; -1 where no entry has it.
  private func localCodes(_ key: NodeID, _ local: [String: Int]) -> [Int32] {
    var table = book(of: key).texts.map { local[$0].map { Int32(clamping: $0) } ?? -1 }
    guard plan.nodes[key].kind == .code(.units) else { return table }
    for (text, number) in local {
      if let unit = dataset.unit(named: text) { table[Int(unit)] = Int32(clamping: number) }
    }
    return table
  }

  private func entryIndexes(_ place: [Int32], _ entryPlace: [Int], _ combinations: Int) -> [Int32] {
    if combinations <= 4096 {
      var table = [Int32](repeating: -1, count: combinations)
      for (index, combination) in entryPlace.enumerated() where table[combination] < 0 {
        table[combination] = Int32(truncatingIfNeeded: index)
      }
      return place.map { $0 < 0 ? -1 : table[Int($0)] }
    }
    var table: [Int32: Int32] = [:]
    for (index, combination) in entryPlace.enumerated() {
      let key = Int32(clamping: combination)
      if table[key] == nil { table[key] = Int32(truncatingIfNeeded: index) }
    }
    return place.map { $0 < 0 ? -1 : table[$0] ?? -1 }
  }

  /// The entries' values, one after the other.
  private mutating func entryValues(_ node: NodeID, _ entries: [LookupEntry]) -> Column {
    let values = entries.map { operand($0.value, at: .one) }
    switch plan.nodes[node].kind {
    case .number: return Column(.numbers(Numbers.joined(values.map(\.numbers))), count: values.count)
    case .truth: return Column(.truths(values.map { $0.truths.first ?? Column.unknown }), count: values.count)
    case .date, .period:
      return Column(.codes(values.map { $0.codes.first ?? Column.none }), count: values.count)
    case .code:
      let codes = zip(entries, values).map { entry, value -> Int32 in
        let code = value.codes.first ?? Column.none
        guard let translation = translation(from: entry.value, to: node) else { return code }
        return translation.indices.contains(Int(code)) ? translation[Int(code)] : code
      }
      return Column(.codes(codes), count: values.count)
    case .text: return Column(.texts(values.map { $0.texts.first ?? nil }), count: values.count)
    }
  }

  /// A column of a table that one code identifies; absent where no row has the code.
  mutating func fetch(_ table: Int, _ column: Int, _ key: NodeID, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table), plan.tables[table].columns.indices.contains(column) else {
      return Column.constant(nil, count: count)
    }
    let schema = plan.tables[table]
    let bound = dataset.tables[table]
    let codes = operand(key, at: grain).codes
    guard let keyColumn = schema.keys.first ?? schema.unitColumn else {
      return Column.constant(nil, count: count)
    }
    var rowOf: [Int32: Int32] = [:]
    for (row, code) in bound.identity(column: keyColumn).enumerated() where code != Column.none {
      if rowOf[code] == nil { rowOf[code] = Int32(truncatingIfNeeded: row) }
    }
    let translated = translated(codes, of: key, to: TableColumn(table: table, column: keyColumn))
    let values = bound.columns[column].first ?? Column.constant(nil, count: bound.rowCount)
    return values.gathered(translated.map { rowOf[$0] ?? -1 })
  }

  /// Codes of a node as codes of a column, by text; dates and periods stay as they are.
  private func translated(_ codes: [Int32], of node: NodeID, to column: TableColumn) -> [Int32] {
    guard case .code(let space) = plan.nodes[node].kind,
      let target = plan.tables[column.table].codeSpace(of: column)
    else { return codes }
    if space == target { return codes }
    let known = dataset.book(target)
    let table = dataset.book(space).texts.map { known.code(of: $0) ?? Int32.max }
    return codes.map { table.indices.contains(Int($0)) ? table[Int($0)] : Int32.max }
  }
}

extension TableSchema {
  /// The dictionary that a column's codes belong to; nil where it holds no codes.
  func codeSpace(of column: TableColumn) -> CodeSpace? {
    switch columns[column.column].type {
    case .name, .names: .units
    case .id: .occurring(table: column.table, column: column.column)
    case .options(let options, _): .options(options)
    case .text, .yesNo, .date, .period, .number, .percent, .notation: nil
    }
  }
}
