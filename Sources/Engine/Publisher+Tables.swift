import Diagnostics
import Exact
import Semantics
import Tables

extension Publisher {
  /// A publication as the printed tables it makes: one, or one per group.
  mutating func tables(_ publication: Publication) -> [PublishedTable] {
    let grain = publication.grain
    let rows = order(publication)
    let groups = publication.within.map { (evaluation.book(of: $0), evaluation.operand($0, at: grain).codes) }
    let columns = publication.columns.map { column in
      PublishedTable.Column(
        header: column.header, isNumber: isNumber(column), role: role(column, publication))
    }
    if publication.grouping != .split, rows.count >= PublishedRows.fewest,
      let long = longRows(publication, rows)
    {
      return [
        PublishedTable(
          name: publication.name, group: nil, isSectioned: publication.grouping == .sections,
          columns: columns,
          rows: long)
      ]
    }
    let filled = publication.columns.map { column in
      values(column, grain, isGrouped: publication.grouping != .none, rows, groups?.1)
    }
    let owners = owners(grain)
    let ranks = publication.rank ?? shownRank(publication)
    let shown = ranks.map { evaluation.rankColumn($0, grain) }
    let periods = periodNames(grain)
    let units = dataset.units
    // Without `self`, which would be copied for each row.
    func row(_ place: Int) -> PublishedTable.Row {
      let index = rows[place]
      let group = groups.flatMap { $0.0.text($0.1[index]) }
      return PublishedTable.Row(
        unit: owners.indices.contains(index) ? units.text(owners[index]) ?? "" : "",
        group: group, period: periods?(index), rank: shown?.number(at: index)?.asInt,
        values: filled.map { $0[place] })
    }
    guard publication.grouping == .split, let groups else {
      return [
        PublishedTable(
          name: publication.name, group: nil, isSectioned: publication.grouping == .sections,
          columns: columns,
          rows: rows.indices.map(row))
      ]
    }
    var result: [PublishedTable] = []
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, groups.1[rows[end]] == groups.1[rows[start]] { end += 1 }
      let group = groups.0.text(groups.1[rows[start]])
      let title = group ?? Phrase("未分组", "no group")[language]
      result.append(
        PublishedTable(
          name: publication.name.isEmpty ? title : "\(publication.name)-\(title)", group: group ?? title,
          isSectioned: false, columns: columns, rows: (start..<end).map(row)))
      start = end
    }
    return result
  }

  /// The listed indexes in printed order: by group where grouped, by period, then by rank or keys.
  mutating func order(_ publication: Publication) -> [Int] {
    let grain = publication.grain
    let count = evaluation.size(grain)
    let listed = publication.condition.map { evaluation.operand($0, at: grain).truths }
    let groups = publication.within.map { evaluation.operand($0, at: grain).codes }
    let periods = evaluation.periodsPerUnit(grain)
    let isGrouped = publication.grouping != .none
    var place = Array(0..<count)
    if let rank = publication.rank {
      let ranking = evaluation.ranking(rank)
      let own = plan.ranks.indices.contains(rank) ? plan.ranks[rank].grain : grain
      var position = [Int](repeating: Int.max, count: evaluation.size(own))
      for (order, index) in ranking.order.enumerated() { position[Int(index)] = order }
      let mapping = evaluation.mapping(grain, own)
      place = (0..<count).map { index in
        let owner = mapping[index]
        return position.indices.contains(owner) ? position[owner] : Int.max
      }
    } else if !publication.keys.isEmpty {
      let keys = publication.keys.map { (orderColumn($0.node, grain), $0.descending) }
      let sorted = RowOrder.sorted(place, by: keys)
      for (order, index) in sorted.enumerated() { place[index] = order }
    }
    let indexes = (0..<count).filter { listed == nil || listed?[$0] == 1 }
    var parts: [() -> [Int64]?] = []
    // The groupless stand last.
    if isGrouped, let groups {
      parts.append { indexes.map { groups[$0] == Column.none ? Int64(Int32.max) + 1 : Int64(groups[$0]) } }
    }
    if periods > 1 { parts.append { indexes.map { Int64($0 % periods) } } }
    parts.append { indexes.map { Int64(place[$0] == Int.max ? count : place[$0]) } }
    return RowOrder.ascending(indexes.count, parts)?.order.map { indexes[Int($0)] } ?? indexes
  }

  /// What a key orders by: its values, or of names their place among the others, by their characters.
  private mutating func orderColumn(_ node: NodeID, _ grain: Grain) -> Column {
    let column = evaluation.operand(node, at: grain)
    switch plan.nodes[node].kind {
    case .code(.units), .code(.occurring): break
    case .code(.options), .number, .truth, .date, .period, .text: return column
    }
    let places = evaluation.book(of: node).alphabeticalPlaces
    return Column(
      .codes(column.codes.map { places.indices.contains(Int($0)) ? places[Int($0)] : Column.none }),
      count: column.count)
  }

  mutating func values(
    _ column: Publication.Column, _ grain: Grain, isGrouped: Bool, _ rows: [Int], _ groups: [Int32]?
  ) -> [PublishedValue] {
    switch column.content {
    case .node(let node):
      let values = evaluation.operand(node, at: grain)
      let book = evaluation.book(of: node)
      return rows.map { index in
        let exact = evaluation.value(node, values, book, index, language)
        return PublishedValue(exact: exact, shown: shown(exact, column.format))
      }
    case .cell(let cell): return cells(cell, column.format, grain, rows)
    case .unit:
      let owners = owners(grain)
      return rows.map { index in
        let name = owners[index] >= 0 ? unitName(Int(owners[index])) : ""
        return PublishedValue(exact: name.isEmpty ? .absent : .text(name), shown: name)
      }
    case .ordinal:
      let periods = evaluation.periodsPerUnit(grain)
      var number = 0
      var last: Int?
      return rows.map { index in
        if let last, last % periods != index % periods || (isGrouped && groups?[last] != groups?[index]) {
          number = 0
        }
        last = index
        number += 1
        return PublishedValue(exact: .number(Rational(number)), shown: "\(number)")
      }
    case .period:
      let names = periodNames(grain)
      return rows.map { index in
        let name = names?(index) ?? ""
        return PublishedValue(exact: name.isEmpty ? .absent : .text(name), shown: name)
      }
    }
  }

  /// Cells as the input file has them, unless the format asks otherwise.
  private mutating func cells(
    _ cell: TableColumn, _ format: Publication.Format, _ grain: Grain, _ rows: [Int]
  ) -> [PublishedValue] {
    guard dataset.tables.indices.contains(cell.table) else {
      return rows.map { _ in PublishedValue(exact: .absent, shown: "") }
    }
    let bound = dataset.tables[cell.table]
    let own = plan.tables[cell.table].grain
    let type = plan.tables[cell.table].columns[cell.column].type
    let places = evaluation.mapping(grain, own).table(count: evaluation.size(grain))
    let tableRows = evaluation.spaces.rows(of: own, in: cell.table)
    let isPlain = !format.percent && format.rounding == nil && format.substitutions.isEmpty
    return rows.map { index in
      let row = places[index] < 0 ? -1 : tableRows[Int(places[index])]
      if isPlain {
        let text = bound.trimmedText(row: row, column: cell.column)
        return PublishedValue(exact: bound.exact(row: row, column: cell.column, type, text), shown: text)
      }
      let exact = bound.exact(
        row: row, column: cell.column, type, bound.trimmedText(row: row, column: cell.column))
      return PublishedValue(exact: exact, shown: shown(exact, format))
    }
  }

  /// The name of each index's period, at a grain that has periods.
  func periodNames(_ grain: Grain) -> ((Int) -> String)? {
    switch grain {
    case .period(let unit), .unitPeriod(let unit):
      let periods = evaluation.periodsPerUnit(grain)
      let names = (0..<periods).map { evaluation.periodText(unit, $0)[language] }
      return { names[$0 % periods] }
    case .one, .classes, .unit, .rows, .keyed, .shares: return nil
    }
  }

  private func isNumber(_ column: Publication.Column) -> Bool {
    switch column.content {
    case .node(let node):
      if case .number = plan.nodes[node].kind { return true }
      return false
    case .cell(let cell):
      switch plan.tables[cell.table].columns[cell.column].type {
      case .number, .percent, .notation: return true
      case .name, .names, .id, .text, .options, .yesNo, .date, .period: return false
      }
    case .ordinal: return true
    case .unit, .period: return false
    }
  }

  private func role(_ column: Publication.Column, _ publication: Publication) -> PublishedTable.Column.Role {
    switch column.content {
    case .node(let node):
      if case .rank = plan.nodes[node].op { return .rank }
      return node == publication.within || node == plan.group ? .group : .value
    case .cell(let cell):
      if let group = publication.within ?? plan.group, plan.nodes.indices.contains(group),
        case .input(cell.table, cell.column, _) = plan.nodes[group].op
      {
        return .group
      }
      return plan.tables[cell.table].unitColumn == cell.column ? .unit : .value
    case .unit: return .unit
    case .ordinal: return .ordinal
    case .period: return .value
    }
  }

  /// The rank that one of the columns shows, where the table is not ordered by one.
  func shownRank(_ publication: Publication) -> Int? {
    for column in publication.columns {
      if case .node(let node) = column.content, case .rank(let rank) = plan.nodes[node].op { return rank }
    }
    return nil
  }
}

extension BoundTable {
  /// The text of a cell without blanks around it; "" of a missing row.
  func trimmedText(row: Int, column: Int) -> String {
    row < 0 ? "" : CellParser.trimmed(text(row: row, column: column))
  }

  /// The value of a cell as it was read, from its trimmed text where it is one; of a missing row what a blank stands
  /// for.
  func exact(
    row: Int, column: Int, _ type: ColumnType, _ text: @autoclosure () -> String
  ) -> PublishedValue.Exact {
    guard columns.indices.contains(column), let values = columns[column].first else { return .absent }
    // A missing row counts as one of blanks.
    guard row >= 0 else { return defaults[column].first?.number(at: 0).map { .number($0) } ?? .absent }
    switch type {
    case .number, .percent, .notation: return values.number(at: row).map { .number($0) } ?? .absent
    case .name, .options, .id, .names, .text, .yesNo, .date, .period:
      let text = text()
      return text.isEmpty ? .absent : .text(text)
    }
  }
}
