import Diagnostics
import Exact
import Semantics

extension Figure {
  /// The address as it is typed: labels in quotation marks, words apart.
  public var addressText: Phrase {
    Phrase(
      address.map { $0.text.chinese }.joined(separator: " "),
      address.map { $0.text.english }.joined(separator: " "))
  }
}

extension AddressWord {
  public var text: Phrase {
    switch self {
    case .label(let label): Phrase("“\(label)”")
    case .name(let name): Phrase(name)
    case .keyword(let phrase): phrase
    }
  }
}

extension Evaluation {
  /// Absent amounts that a line would post, each a problem; at most 20 a line.
  mutating func reportAbsent(_ amount: NodeID, under node: NodeID, at indexes: [Int], _ grain: Grain) {
    let text = Phrase(lineText(using: node))
    let place = linePlace(using: node)
    for index in indexes.prefix(20) {
      let (reason, evidence) = absenceReason(amount, grain, index)
      if reason == Self.excess { continue }
      let isCell = evidence != nil
      let help =
        reason == Self.zeroDivisor
        ? Phrase(
          "请核对数据；若除数本来可以为 0，请在办法里用“… 的，得 …”写明那时怎样计",
          "check the data; if the divisor may be 0, let the method say in a condition what to give then")
        : nil
      problems.append(
        Diagnostic(
          .absentAmount, at: evidence ?? rowPlace(grain, index) ?? place, subject(grain, index), text, reason,
          help: help,
          related: isCell || rowPlace(grain, index) != nil
            ? [Diagnostic.Related(place, Phrase("这一行条款", "this line of the method"))] : []))
    }
  }

  /// The line that rests on a node, in the method's words; the lines of earlier strata go first.
  func line(using node: NodeID) -> Int? {
    for posting in plan.postings where plan.lines.indices.contains(posting.by) {
      let reached = plan.reachable(from: [posting.amount])
      if reached.indices.contains(node), reached[node] { return posting.by }
    }
    return nil
  }

  func lineText(using node: NodeID) -> String {
    line(using: node).map { plan.lines[$0].text } ?? plan.title
  }

  func linePlace(using node: NodeID) -> Place {
    line(using: node).map { plan.lines[$0].place } ?? .nowhere
  }

  /// What an index of a grain is, for a message: unit, period, row.
  mutating func subject(_ grain: Grain, _ index: Int) -> Phrase {
    let unit = mapping(grain, .unit)[index]
    let name = unit >= 0 ? dataset.units.text(Int32(clamping: unit)) : nil
    switch grain {
    case .one: return Phrase("全部", "all")
    case .period(let unit): return periodText(unit, index)
    case .classes(let attribute): return Phrase(book(of: attribute).text(Int32(clamping: index)) ?? "—")
    case .unit: return Phrase(name ?? "—")
    case .unitPeriod(let unit):
      let period = periodText(unit, index % periodsPerUnit(grain))
      return Phrase("\(name ?? "—") \(period.chinese)", "\(name ?? "—") \(period.english)")
    case .rows(let table), .shares(let table), .keyed(let table, _, _):
      let row = spaces.rows(of: grain, in: table)[index]
      let number = dataset.tables[table].spreadsheetRow(row)
      let owner = name.map { "\($0) " } ?? ""
      let title = plan.tables[table].name
      return Phrase("\(owner)\(title)第 \(number) 行", "\(owner)\(title) row \(number)")
    }
  }

  /// The period of an index in words: 2024年5月, 2024年第2季度.
  public func periodText(_ unit: CalendarUnit, _ index: Int) -> Phrase {
    Calendar.text(unit, number: spaces.firstPeriod(unit) + index)
  }

  mutating func rowPlace(_ grain: Grain, _ index: Int) -> Place? {
    switch grain {
    case .rows(let table), .shares(let table), .keyed(let table, _, _):
      let row = spaces.rows(of: grain, in: table)[index]
      return row < 0 ? nil : dataset.place(table: table, row: row, column: nil)
    case .unit, .unitPeriod:
      for table in plan.tables.indices where plan.tables[table].grain == grain {
        let row = spaces.rows(of: grain, in: table)[index]
        if row >= 0 { return dataset.place(table: table, row: row, column: nil) }
      }
      return nil
    case .one, .period, .classes: return nil
    }
  }

  /// Why a value is absent: follows absent operands down to a cell, an entry or a divisor.
  private mutating func absenceReason(_ node: NodeID, _ grain: Grain, _ index: Int) -> (Phrase, Place?) {
    var node = node
    var index = index
    var grain = grain
    for _ in 0..<plan.nodes.count {
      guard plan.nodes.indices.contains(node) else { break }
      let own = plan.nodes[node].grain
      index = mapping(grain, own)[index]
      grain = own
      guard index >= 0 else { return (Phrase("没有相应的分组或期", "no such group or period"), nil) }
      if let leaf = leafReason(node, grain, index) { return leaf }
      var next: NodeID?
      plan.visitOperands(of: node) { candidate in
        guard next == nil, plan.nodes.indices.contains(candidate) else { return }
        let place = spaceIndex(grain, plan.nodes[candidate].grain, index)
        if let place, columns[candidate]?.isAbsent(at: place) == true { next = candidate }
      }
      guard let found = next else {
        if case .divide = plan.nodes[node].op { return (Self.zeroDivisor, nil) }
        // Written ones are refused; a variant's or one from the data may still be 0.
        if case .steps = plan.nodes[node].op { return (Self.zeroStep, nil) }
        if case .roundToMultiple = plan.nodes[node].op { return (Self.zeroStep, nil) }
        break
      }
      node = found
    }
    return (Self.nothingFolded(plan.nodes[node].op) ?? Phrase("值空缺", "the value is absent"), nil)
  }

  /// The average or extreme of nothing.
  private static func nothingFolded(_ op: Op) -> Phrase? {
    guard case .aggregate(let aggregate, _, _) = op else { return nil }
    switch aggregate {
    case .average: return Phrase("没有可平均的数", "there is nothing to average")
    case .highest, .lowest: return Phrase("没有可比的数", "there is nothing to compare")
    case .sum, .count, .any, .all, .longestRun: return nil
    }
  }

  private static let zeroDivisor = Phrase("除数为 0", "the divisor is 0")
  private static let zeroStep = Phrase("每几个算一次的数是 0", "the step is 0")
  private static let excess = Phrase("数太大", "the number is too large")

  /// The reason of a value that is absent of itself.
  private mutating func leafReason(_ node: NodeID, _ grain: Grain, _ index: Int) -> (Phrase, Place?)? {
    let op = plan.nodes[node].op
    // Reported where it was computed.
    if excessive.contains(node) { return (Self.excess, nil) }
    if case .input(let table, let column, _) = op {
      let row = spaces.rows(of: grain, in: table)[index]
      let name = plan.tables[table].columns[column].name
      let title = plan.tables[table].name
      if row < 0 { return (Phrase("“\(title)”里没有它的行", "no row in “\(title)”"), nil) }
      return (
        Phrase("“\(name)”为空", "“\(name)” is blank"), dataset.place(table: table, row: row, column: column)
      )
    }
    if case .lookup(let keys, _) = op, keys.allSatisfy({ !operand($0, at: grain).isAbsent(at: index) }) {
      return (Phrase("参数或分值表里没有相应的一项", "no entry in the parameter or points table"), nil)
    }
    if case .fetch(let table, let column, _) = op {
      let title = plan.tables[table].name
      let name = plan.tables[table].columns[column].name
      return (Phrase("“\(title)”里查不到“\(name)”", "“\(name)” is not found in “\(title)”"), nil)
    }
    if case .previous = op { return (Phrase("第一期没有上期", "the first period has none before it"), nil) }
    return nil
  }

  private func spaceIndex(_ fine: Grain, _ coarse: Grain, _ index: Int) -> Int? {
    self.index(index, of: fine, in: coarse)
  }
}

extension Calendar {
  /// A period by its number since year 0.
  static func text(_ unit: CalendarUnit, number: Int) -> Phrase {
    let perYear = 12 / unit.months
    let year = number / perYear
    let part = number % perYear + 1
    switch unit {
    case .month: return Phrase("\(year)年\(part)月", "\(year)-\(part < 10 ? "0" : "")\(part)")
    case .quarter: return Phrase("\(year)年第\(part)季度", "\(year) Q\(part)")
    case .halfYear: return Phrase("\(year)年\(part == 1 ? "上" : "下")半年", "\(year) H\(part)")
    case .year: return Phrase("\(year)年", "\(year)")
    }
  }
}
