import Exact
import Syntax

/// A printed row: the key and the exact values of its columns.
struct NaiveRow: Hashable {
  var key: NaiveKey
  var group: String?
  var values: [NaiveValue]
}

extension NaiveWorld {
  /// The rows of a printed table in order: by group, period, then rank or keys, then table order.
  func rows(_ publish: PublishStatement) throws -> [NaiveRow] {
    var grain = rankGrain(publish.keysBy)
    var column = try within(publish.keysBy, inGroup: publish.grouping != .none)
    if publish.grouping == .none, publish.keysBy.count == 1, let groupColumn,
      publish.keysBy[0].text == groupColumn.column
    {
      grain = .group(groupColumn)
      column = nil
    }
    let spot = NaiveSpot(target: grain, isOfRow: true)
    let options = column.flatMap { table($0.table)?.column($0.column)?.options } ?? []
    var shown: [(key: NaiveKey, group: Int)] = []
    for place in try places(grain) {
      if let condition = publish.condition, try value(condition, spot, at: place).truth != true { continue }
      let group = try column.flatMap { try attribute($0, at: place).text }.flatMap {
        options.firstIndex(of: $0)
      }
      shown.append((place.key, publish.grouping == .none ? 0 : group ?? options.count))
    }
    let rank = publish.order.isEmpty ? try rank(for: grain, column) : nil
    let positions = try rank.map { try self.positions($0) } ?? [:]
    // Insertion keeps table order among equals.
    var sorted: [(key: NaiveKey, group: Int)] = []
    for item in shown {
      var index = sorted.count
      while index > 0 {
        let other = sorted[index - 1]
        var better = item.group != other.group ? item.group < other.group : nil
        if better == nil, item.key.period != other.key.period { better = item.key.period < other.key.period }
        if better == nil, rank != nil {
          better = (positions[item.key] ?? Int.max) < (positions[other.key] ?? Int.max)
        } else if better == nil {
          better = try compare(item.key, other.key, by: publish.order, spot, grain) > 0
        }
        if better == true { index -= 1 } else { break }
      }
      sorted.insert(item, at: index)
    }
    return try numbered(publish, sorted, options, grain, spot)
  }

  private func positions(_ rank: RankStatement) throws -> [NaiveKey: Int] {
    var result: [NaiveKey: Int] = [:]
    for bench in try benches(rank, nil) {
      for (index, key) in bench.tiers.joined().enumerated() { result[key] = index }
    }
    guard !rank.inGroup, rank.keysBy.isEmpty else { return try byGroup(rank, result) }
    return result
  }

  /// Where a rank tells groups apart, its groups stand one after the other.
  private func byGroup(_ rank: RankStatement, _ positions: [NaiveKey: Int]) throws -> [NaiveKey: Int] {
    let column = try within(rank.keysBy, inGroup: rank.inGroup)
    let options = column.flatMap { table($0.table)?.column($0.column)?.options } ?? []
    var result = positions
    for (key, position) in positions {
      let place = NaivePlace(grain: rankGrain(rank.keysBy), key: key)
      let group =
        try column.flatMap { try attribute($0, at: place).text }.flatMap { options.firstIndex(of: $0) } ?? 0
      result[key] = group * 1_000_000 + position
    }
    return result
  }

  private func numbered(
    _ publish: PublishStatement, _ keys: [(key: NaiveKey, group: Int)], _ options: [String],
    _ grain: NaiveGrain,
    _ spot: NaiveSpot
  ) throws -> [NaiveRow] {
    var result: [NaiveRow] = []
    var number = 0
    for (index, item) in keys.enumerated() {
      let isNew =
        index == 0 || keys[index - 1].group != item.group || keys[index - 1].key.period != item.key.period
      number = isNew ? 1 : number + 1
      let place = NaivePlace(grain: grain, key: item.key)
      var values: [NaiveValue] = []
      for column in publish.columns {
        if case .builtin(.rowNumber, _) = column.value {
          values.append(.number(Rational(number)))
        } else if case .name(let name) = column.value, name.member == nil, let months = grain.months,
          NaiveCalendar.months(named: name.text) == months
        {
          values.append(.period(item.key.period))
        } else if case .name(let name) = column.value, name.member == nil, grain == .unit,
          areSigners(name.text)
        {
          values.append(.text(item.key.unitName))
        } else if let written = try written(column, at: place) {
          values.append(written)
        } else {
          values.append(try value(column.value, spot, at: place))
        }
      }
      let group = publish.grouping != .none && item.group < options.count ? options[item.group] : nil
      result.append(NaiveRow(key: item.key, group: group, values: values))
    }
    return result
  }
}

extension NaiveWorld {
  /// 作者 where no table has a column of units: the units are the signers.
  private func areSigners(_ name: String) -> Bool {
    !method.tables.contains { $0.unitColumn != nil } && method.tables.contains { $0.signersColumn == name }
  }

  /// 采用.单位: the name as that table writes it.
  private func written(_ column: PublishColumn, at place: NaivePlace) throws -> NaiveValue? {
    guard case .name(let reference) = column.value, let member = reference.member?.text,
      let table = table(reference.name.text), table.unitColumn == member, table.grain == place.grain
    else { return nil }
    guard let row = try row(of: place.key, in: table), let text = table.rows[row][member] else {
      return .absent
    }
    return .text(NaiveText.trimmed(text))
  }
}

extension NaiveKey {
  /// 0 where it has none.
  var period: Int {
    switch self {
    case .period(let number), .unitPeriod(_, let number): number
    case .one, .group, .unit, .row, .combination, .signer: 0
    }
  }
}

extension NaiveGrain {
  /// The table whose rows it is made of.
  var table: String? {
    switch self {
    case .row(let name), .signer(let name), .combination(let name, _, _): name
    case .one, .period, .group, .unit, .unitPeriod: nil
    }
  }

  var months: Int? {
    switch self {
    case .period(let months), .unitPeriod(let months): months
    case .one, .group, .unit, .row, .combination, .signer: nil
    }
  }
}
