import Diagnostics
import Exact
import Semantics

/// Values that depend on neighbours of the same grain.
extension Compiler {
  /// Which records of each key stay.
  func keep(
    _ rule: KeepRule, _ total: ItemID, _ keys: [ItemID], _ by: ItemID?, _ n: ItemID?, _ grain: Grain
  ) -> ItemID {
    let dialect = dialect
    let day = day(of: grain)
    var operands = [total] + keys
    let byPlace = by.map { by -> Int in
      operands.append(by)
      return operands.count - 1
    }
    let dayPlace = day.map { day -> Int in
      operands.append(day)
      return operands.count - 1
    }
    let limitPlace = n.map { n -> Int in
      operands.append(wholePart(n))
      return operands.count - 1
    }
    let byKind = by.map { items[$0].kind }
    let count = keys.count
    let rowKeys = rowOrder(grain)
    return scalar(grain, .truth, .plain, operands, once: false, mayInline: false, strict: false) { operands in
      let amount = operands[0].numerator
      let sign = "CASE WHEN \(amount) > 0 THEN 1 WHEN \(amount) < 0 THEN -1 ELSE 0 END"
      let names = operands[1..<(1 + count)].map(\.numerator)
      var order: [String] = []
      let size = Quantity(numerator: "ABS(\(amount))", denominator: operands[0].denominator)
      switch rule {
      case .once: break
      case .highest: order += dialect.sortKeys(size, .number(.plain), descending: true)
      case .top:
        if let byPlace, let byKind {
          order += dialect.sortKeys(operands[byPlace], byKind, descending: true)
        } else {
          order += dialect.sortKeys(size, .number(.plain), descending: true)
        }
      }
      if let dayPlace { order += dialect.sortKeys(operands[dayPlace], .date, descending: false) }
      order += rowKeys.map { "q.\($0)" }
      let limit = limitPlace.map { operands[$0].numerator } ?? "1"
      let idle = (["\(amount) IS NULL", "\(amount) = 0"] + names.map { "\($0) IS NULL" }).joined(
        separator: " OR ")
      let partition = ([sign] + names).joined(separator: ", ")
      return [
        "CASE WHEN \(idle) THEN \(dialect.truth(true)) ELSE ROW_NUMBER() OVER (PARTITION BY \(partition) "
          + "ORDER BY \(order.joined(separator: ", "))) <= \(limit) END"
      ]
    }
  }

  private func rowOrder(_ grain: Grain) -> [String] {
    switch grain {
    case .shares: return ["_r", "_i"]
    case .rows, .keyed: return ["_r"]
    case .unit, .unitPeriod, .one, .period, .classes:
      readsRosterOrder = true
      return keyColumns(grain)
    }
  }

  /// The dated column of the record behind each row of a grain.
  private func day(of grain: Grain) -> ItemID? {
    switch grain {
    case .rows(let table), .shares(let table), .keyed(let table, _, _):
      guard let dated = plan.tables[table].datedColumn else { return nil }
      return bring(input(table, dated, at: .rows(table)), to: grain)
    case .one, .period, .classes, .unit, .unitPeriod: return nil
    }
  }

  /// The frame of a window along the periods of a grain.
  private func along(_ grain: Grain) -> String {
    keyColumns(grain).contains("_u") ? "PARTITION BY q._u ORDER BY q._p" : "ORDER BY q._p"
  }

  func previous(_ value: ItemID, _ grain: Grain) -> ItemID {
    let own = items[value]
    guard periodUnit(grain) != nil else { return absent(grain, own.kind) }
    let frame = along(grain)
    return scalar(grain, own.kind, own.shape, [value], once: false, mayInline: false, strict: false) {
      operands in
      let parts = own.shape == .ratio ? [operands[0].numerator, operands[0].below] : [operands[0].numerator]
      return parts.map { "LAG(\($0)) OVER (\(frame))" }
    }
  }

  func cumulative(_ value: ItemID, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    let own = items[value]
    guard own.shape != .ratio else {
      refuse(.sqlCannotSay, Phrase("累计一列商数", "a running sum of quotients"))
      return absent(grain, kind)
    }
    let dialect = dialect
    let frame = periodUnit(grain) == nil ? nil : along(grain)
    let sum = scalar(grain, kind, own.shape, [value], once: false, mayInline: false, strict: false) {
      operands in
      let term = "COALESCE(\(operands[0].numerator), 0)"
      guard let frame else { return [term] }
      return [
        dialect.cast(
          "SUM(\(term)) OVER (\(frame) ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)", dialect.whole)
      ]
    }
    items[sum].always = true
    return sum
  }

  /// The part of each name in its record.
  func shares(_ weights: [ItemID]?, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    let dialect = dialect
    guard let weights else {
      let part = scalar(grain, kind, .ratio, [], once: false, mayInline: false) { _ in
        [
          dialect.cast("1", dialect.wide),
          dialect.cast("COUNT(*) OVER (PARTITION BY q._r)", dialect.wide),
        ]
      }
      items[part].always = true
      return part
    }
    guard let shape = commonShape(weights), shape != .ratio else {
      refuse(.sqlCannotSay, Phrase("按商数分摊", "shares by quotients"))
      return absent(grain, kind)
    }
    let own = scalar(grain, kind, shape, weights.map { bring($0, to: grain) }, once: true, strict: false) {
      operands in
      let branches = operands.enumerated().map {
        "WHEN \($0.offset + 1) THEN COALESCE(\(dialect.parts($0.element, shape)[0]), 0)"
      }.joined(separator: " ")
      return ["CASE q._i \(branches) ELSE 0 END"]
    }
    let whole = scalar(grain, kind, shape, [own], once: false, mayInline: false, strict: false) { operands in
      [dialect.cast("SUM(\(operands[0].numerator)) OVER (PARTITION BY q._r)", dialect.whole)]
    }
    return ratio(own, whole, grain, kind, name: "c")
  }

  /// Sum of the amounts of the occurrences after the prior ones.
  func escalating(
    _ count: ItemID, _ amounts: [ItemID], _ onwards: Onwards, _ prior: ItemID?, _ grain: Grain,
    _ kind: ValueKind
  ) -> ItemID {
    let dialect = dialect
    func whole(_ value: ItemID) -> ItemID {
      let value = wholePart(value)
      return scalar(grain, .number(.plain), .fixed(1), [value], once: false) { operands in
        ["CASE WHEN \(operands[0].numerator) < 0 THEN 0 ELSE \(operands[0].numerator) END"]
      }
    }
    let wanted = whole(count)
    let past = prior.map(whole) ?? literal(grain, number: .zero)
    var rest: ItemID?
    if case .amount(let amount) = onwards { rest = item(of: amount, at: grain) }
    guard let shape = commonShape(amounts + [rest].compactMap { $0 }), shape != .ratio else {
      refuse(.sqlCannotSay, Phrase("逐次金额是商数", "amounts by occurrence that are quotients"))
      return absent(grain, kind)
    }
    let number = amounts.count
    let message = word("逐次加倍超过 60 次", "more than 60 doublings")
    return scalar(
      grain, kind, shape, [wanted, past] + amounts + [rest].compactMap { $0 }, once: false
    ) { operands in
      let wanted = operands[0].numerator
      let past = operands[1].numerator
      let last = "(\(past) + \(wanted))"
      var terms = operands[2..<(2 + number)].enumerated().map { place, amount in
        "CASE WHEN \(past) <= \(place) AND \(last) > \(place) THEN \(dialect.parts(amount, shape)[0]) ELSE 0 END"
      }
      let beyond = "(CASE WHEN \(past) > \(number) THEN \(past) ELSE \(number) END)"
      switch onwards {
      case .nothing: break
      case .amount:
        let amount = dialect.parts(operands[2 + number], shape)[0]
        terms.append("CASE WHEN \(last) > \(beyond) THEN \(amount) * (\(last) - \(beyond)) ELSE 0 END")
      case .doubling:
        guard number > 0 else { break }
        let amount = dialect.parts(operands[1 + number], shape)[0]
        let top = dialect.powerOfTwo("(\(last) - \(number - 1))")
        let from = dialect.powerOfTwo("(\(beyond) - \(number - 1))")
        let error = dialect.raise(message, "CAST(\(last) AS \(dialect.textType))")
        terms.append(
          "CASE WHEN \(last) <= \(beyond) THEN 0 WHEN \(last) > 60 THEN \(error) "
            + "ELSE \(amount) * (\(top) - \(from)) END")
      }
      // An absent operand makes the whole absent, also where its term is not reached.
      let absent = operands.map { "\($0.numerator) IS NULL" }.joined(separator: " OR ")
      let sum = dialect.checked("(" + (terms.isEmpty ? ["0"] : terms).joined(separator: " + ") + ")")
      return ["CASE WHEN \(absent) THEN NULL ELSE \(sum) END"]
    }
  }
}

extension Dialect {
  /// Expressions to sort by, absent values last in either direction; `reversed` turns the whole order round.
  func sortKeys(
    _ value: Quantity, _ kind: ValueKind, descending: Bool, reversed: Bool = false
  ) -> [String] {
    let direction = descending != reversed ? " DESC" : ""
    let blanks = "CASE WHEN \(value.numerator) IS NULL THEN 1 ELSE 0 END" + (reversed ? " DESC" : "")
    // The order of NULLs among themselves is told by the first key alone, but engines differ on where they go.
    let nulls = self == .sqlite ? "" : " NULLS LAST"
    var keys: [String]
    switch kind {
    case .number:
      switch value.denominator {
      case .fixed: keys = [value.numerator]
      case .dynamic(let below): keys = digitKeys(value.numerator, below)
      }
    case .truth: keys = ["CASE WHEN \(value.numerator) THEN 1 WHEN NOT \(value.numerator) THEN 0 END"]
    case .code(.options(let options)): keys = [ordinal(value.numerator, options.map { text($0) })]
    case .date, .period: keys = [value.numerator]
    case .code, .text: keys = [ordered(value.numerator)]
    }
    keys = keys.map { $0 + direction + nulls }
    return [blanks] + keys
  }
}
