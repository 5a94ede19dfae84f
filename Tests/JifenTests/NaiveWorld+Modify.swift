import Exact
import Syntax

extension NaiveWorld {
  /// Strikes postings where the guard holds: each is mirrored, under its own owner and line.
  private func strike(
    _ struck: [NaivePosting], _ step: NaiveStep, where test: (NaivePlace) throws -> Bool = { _ in true }
  )
    throws
  {
    for posting in struck {
      let amounts = try guarded(step, posting.grain) { place in
        try test(place) ? -(posting.amounts[place.key] ?? .zero) : .zero
      }
      append(step, posting.owner, line: posting.line, posting.grain, amounts)
    }
  }

  /// What every posting of a grain earned together at a key.
  private func earned(_ postings: [NaivePosting], _ key: NaiveKey) -> Rational {
    postings.map { $0.amounts[key] ?? .zero }.total()
  }

  private func stratum(_ posting: NaivePosting) -> NaiveStratum { method.steps[posting.step].stratum }

  /// Grains in order of first appearance, each with its postings.
  private func byGrain(_ postings: [NaivePosting]) -> [(NaiveGrain, [NaivePosting])] {
    var result: [(NaiveGrain, [NaivePosting])] = []
    for posting in postings {
      if let index = result.firstIndex(where: { $0.0 == posting.grain }) {
        result[index].1.append(posting)
      } else {
        result.append((posting.grain, [posting]))
      }
    }
    return result
  }

  // MARK: S2

  /// 改按: what a record earned is struck, and the new price is given once where there was something.
  func reprice(_ price: Expression, _ step: NaiveStep) throws {
    let all = before(step, in: reach(of: step), finerThan: try maskGrain(step))
    for (grain, own) in byGrain(all) {
      let owners = Set(own.map(\.owner))
      let lines = Set(own.map(\.line))
      let fresh = try guarded(step, grain) { place in
        self.earned(own, place.key).isZero ? .zero : try self.number(price, place)
      }
      try strike(own, step)
      append(
        step, owners.count == 1 ? own[0].owner : .clause(step.clause ?? 0),
        line: lines.count == 1 ? own[0].line : nil,
        grain, fresh)
    }
  }

  // MARK: S3

  /// 乘 k adds k − 1 times what there is; factors compound in printed order.
  func multiply(_ factor: Expression, _ step: NaiveStep) throws {
    let limit = try join(try maskGrain(step) ?? .one, try grain(of: factor))
    for posting in before(step, in: reach(of: step), finerThan: limit) {
      let amounts = try guarded(step, posting.grain) { place in
        try self.number(factor, place).map { (posting.amounts[place.key] ?? .zero) * ($0 - .one) }
      }
      append(step, posting.owner, line: posting.line, posting.grain, amounts)
    }
  }

  // MARK: S4

  /// 另加 k 倍: k times the original points (S1 to S3), under the clause's own label.
  func postFold(_ sign: PointSign, _ factor: Expression, _ step: NaiveStep) throws {
    let original = before(step, in: reach(of: step), finerThan: try maskGrain(step)).filter {
      stratum($0) <= .multiply
    }
    for (grain, own) in byGrain(original) {
      let amounts = try guarded(step, grain) { place in
        try self.number(factor, place).map { self.earned(own, place.key) * (sign.isNegative ? -$0 : $0) }
      }
      append(step, .clause(step.clause ?? 0), grain, amounts)
    }
  }

  // MARK: S5

  /// 本条 扣 50%: of the points of S1 to S4; percents add up.
  func postPercent(_ percent: Expression, _ step: NaiveStep) throws {
    let earned = before(step, in: reach(of: step), finerThan: try maskGrain(step)).filter {
      stratum($0) <= .add
    }
    for posting in earned {
      let amounts = try guarded(step, posting.grain) { place in
        try self.number(percent, place).map { -((posting.amounts[place.key] ?? .zero) * $0) }
      }
      append(step, posting.owner, line: posting.line, posting.grain, amounts)
    }
  }

  func drop(_ step: NaiveStep) throws {
    try strike(before(step, in: reach(of: step), finerThan: try maskGrain(step)), step)
  }

  /// 记 n: what there is becomes n.
  func zero(_ amount: Expression, _ step: NaiveStep) throws {
    if step.stratum == .settle { return try zeroSum(amount, step) }
    let mask = try maskGrain(step)
    let struck = before(step, in: reach(of: step), finerThan: mask).filter {
      method.steps[$0.step].line != step.line
    }
    try strike(struck, step)
    guard try number(amount, .one) != Rational.zero, let wanted = mask ?? struck.first?.grain else { return }
    let grain = lifted(wanted)
    append(step, .clause(step.clause ?? 0), grain, try guarded(step, grain) { try self.number(amount, $0) })
  }

  // MARK: S6

  /// 同一 K 只记…: whole records compete, those of one sign apart; blank keys do not compete.
  func keep(_ keys: [NameReference], _ rule: Act.KeepAct, _ step: NaiveStep) throws {
    let names = keys.map { ($0.member ?? $0.name).text }
    for table in tables where names.allSatisfy({ table.column($0) != nil }) {
      let grain = NaiveGrain.row(table.name)
      let own = before(step, in: reach(of: step), finerThan: grain).filter { $0.grain == grain }
      if own.isEmpty { continue }
      let losers = try losers(names, rule, step, table, own)
      try strike(own, step) { losers.contains($0.key) }
    }
  }

  private func losers(
    _ names: [String], _ rule: Act.KeepAct, _ step: NaiveStep, _ table: NaiveTable, _ own: [NaivePosting]
  ) throws -> Set<NaiveKey> {
    var groups: [[NaiveValue]: [Int]] = [:]
    for row in table.rows.indices {
      let place = NaivePlace(grain: .row(table.name), key: .row(row))
      guard try holds(step, at: place), !earned(own, place.key).isZero else { continue }
      var key = try names.map { try cell(table, $0, row: row) }
      if key.contains(.absent) { continue }
      if let unit = unitOfRow[table.name]?[row] { key.append(.text(unit)) }
      groups[key, default: []].append(row)
    }
    var losers: Set<NaiveKey> = []
    for rows in groups.values {
      // The earlier record first: by date where the table has one, then as it stands in the table.
      let dated = try rows.sorted { left, right in
        let days = (try day(left, table), try day(right, table))
        return days.0 != days.1 ? days.0 < days.1 : left < right
      }
      var kept: Set<Int> = []
      for sign in [1, -1] {
        let rivals = dated.filter { earned(own, .row($0)).sign == sign }
        guard let first = rivals.first else { continue }
        switch rule {
        case .once: kept.insert(first)
        case .highest, .top(by: nil, n: nil):
          let sizes = rivals.map { earned(own, .row($0)).magnitude }
          if let largest = sizes.max(), let index = sizes.firstIndex(of: largest) {
            kept.insert(rivals[index])
          }
        case .top(let by, let n): kept.formUnion(try best(rivals, by, n, sign, step, table, own))
        }
      }
      for row in rows where !kept.contains(row) { losers.insert(.row(row)) }
    }
    return losers
  }

  private func day(_ row: Int, _ table: NaiveTable) throws -> Int {
    guard let dated = table.datedColumn else { return 0 }
    switch try cell(table, dated, row: row) {
    case .day(let number), .period(let number): return number
    case .absent, .number, .truth, .text: return Int.max
    }
  }

  /// 只记 V 最高 n: the n best by V; V nil the record's points. Of losses the heaviest come first by points.
  private func best(
    _ rows: [Int], _ by: Expression?, _ n: Expression?, _ sign: Int, _ step: NaiveStep, _ table: NaiveTable,
    _ own: [NaivePosting]
  ) throws -> Set<Int> {
    let original = before(step, in: reach(of: step), finerThan: .row(table.name)).filter {
      stratum($0) <= .multiply && $0.grain == .row(table.name)
    }
    func measure(_ row: Int) throws -> Rational? {
      guard let by else { return sign < 0 ? -earned(own, .row(row)) : earned(own, .row(row)) }
      if case .builtin(.original, _) = by {
        return sign < 0 ? -earned(original, .row(row)) : earned(original, .row(row))
      }
      let place = NaivePlace(grain: .row(table.name), key: .row(row))
      return order(try value(by, NaiveSpot(), at: place), try shape(by, NaiveSpot()).kind)
    }
    let count = try n.flatMap { try number($0, .one)?.floor().asInt } ?? 1
    var rest = rows
    var kept: Set<Int> = []
    while kept.count < count, let first = rest.first {
      // The best of those left; among equals the earliest. A blank measure is the lowest.
      var chosen = first
      for row in rest.dropFirst() {
        guard let value = try measure(row) else { continue }
        if try measure(chosen).map({ $0 < value }) ?? true { chosen = row }
      }
      kept.insert(chosen)
      rest.removeAll { $0 == chosen }
    }
    return kept
  }

  // MARK: S7

  /// Each record's points go to its signers: in equal parts, in full, or by weights cut to those present.
  func share(_ rule: Act.ShareRule, _ step: NaiveStep) throws {
    for table in tables where table.signersColumn != nil && table.unitColumn == nil {
      let rows = NaiveGrain.row(table.name)
      let own = before(step, in: reach(of: step), finerThan: rows).filter { $0.grain == rows }
      for posting in own {
        let amounts = try guarded(step, .signer(table.name)) { place in
          guard case .signer(let row, let unit) = place.key, let names = self.signersOfRow[table.name]?[row]
          else {
            return nil
          }
          return try self.part(of: unit, names, rule).map { $0 * (posting.amounts[.row(row)] ?? .zero) }
        }
        append(step, posting.owner, line: posting.line, .signer(table.name), amounts)
        posting.counts = false
      }
    }
  }

  private func part(of unit: String, _ names: [String], _ rule: Act.ShareRule) throws -> Rational? {
    switch rule {
    case .equally: return Rational(1, over: names.count)
    case .inFull, .credited: return .one
    case .weights(let literals):
      let weights = try names.indices.map { $0 < literals.count ? try number(literals[$0]) : .zero }
      guard let index = names.firstIndex(of: unit) else { return nil }
      return weights[index].divided(by: weights.total())
    }
  }
}
