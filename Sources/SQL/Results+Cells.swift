import Diagnostics
import Exact
import Semantics

/// Cells of results: which items they rest on, and their texts.
extension ScriptWriter {
  /// Text over the columns of an alias.
  typealias CellText = (String) -> String

  /// Keeps an item to the end; figures become columns.
  func root(_ item: ItemID) -> ItemID {
    var item = item
    if case .parameter = compiler.items[item].source {
      let own = compiler.items[item]
      item = compiler.scalar(own.grain, own.kind, own.shape, [item], mayInline: false) { [$0[0].numerator] }
    }
    compiler.roots.insert(item)
    return item
  }

  /// A kept item as an alias has it.
  func reference(_ item: ItemID, _ alias: String) -> Quantity {
    let own = compiler.items[item]
    var denominator = Quantity.Denominator.fixed(1)
    switch own.shape {
    case .plain: break
    case .fixed(let value): denominator = .fixed(value)
    case .ratio: denominator = .dynamic("\(alias).\(compiler.quoted(own.below))")
    }
    switch own.source {
    case .literal(let quantity): return quantity
    case .key(let key): return Quantity(numerator: "\(alias).\(key)", denominator: denominator)
    case .parameter, .input, .carried, .fetched, .scalar, .folded:
      return Quantity(numerator: "\(alias).\(compiler.quoted(own.name))", denominator: denominator)
    }
  }

  /// The text of an item as a format prints it; NULL where it is absent.
  func cell(_ item: ItemID, _ format: Publication.Format) -> CellText {
    let own = compiler.items[item]
    let dialect = dialect
    switch own.kind {
    case .number: return number(item, format)
    case .truth:
      let kept = root(item)
      return { alias in
        let value = self.reference(kept, alias).numerator
        return "CASE WHEN \(value) THEN '是' WHEN NOT \(value) THEN '否' END"
      }
    case .code, .text:
      let kept = root(item)
      return { self.reference(kept, $0).numerator }
    case .date:
      let kept = root(item)
      return { dialect.dateText(self.reference(kept, $0).numerator) }
    case .period(let unit):
      let kept = root(item)
      return { dialect.periodText(self.reference(kept, $0).numerator, unit) }
    }
  }

  private func number(_ item: ItemID, _ format: Publication.Format) -> CellText {
    let dialect = dialect
    let own = compiler.items[item]
    let plain = root(item)
    var scaled = item
    if format.percent {
      let hundred = compiler.literal(own.grain, number: Rational(100))
      scaled = compiler.product(item, hundred, own.grain, own.kind, name: "c")
    }
    let body: CellText
    if let rounding = format.rounding {
      let steps = root(compiler.rounded(scaled, rounding.mode, rounding.digits, name: "c"))
      let digits = max(0, rounding.digits)
      let below = compiler.denominator(steps) ?? 1
      let power = Denominators.powerOfTen(digits) ?? 1
      body = { alias in
        let value = self.reference(steps, alias).numerator
        // A value that needs no rounding may have a smaller denominator.
        let whole =
          power % below == 0
          ? dialect.times(value, power / below) : dialect.quotient(dialect.times(value, power), "\(below)")
        return dialect.decimalText(whole, decimals: digits, trims: false)
      }
    } else {
      body = readable(scaled)
    }
    let substitutions = format.substitutions
    return { alias in
      let value = self.reference(plain, alias)
      let branches = substitutions.compactMap { value_, text -> String? in
        guard let wanted = value_ else { return nil }
        return self.equals(value, wanted).map { "WHEN \($0) THEN \(dialect.text(text)) " }
      }.joined()
      let shown = format.percent ? "(\(body(alias)) || '%')" : body(alias)
      return branches.isEmpty ? shown : "CASE \(branches)ELSE \(shown) END"
    }
  }

  /// Whether a number equals a value known when the script is written; nil where it never does.
  private func equals(_ value: Quantity, _ wanted: Rational) -> String? {
    switch value.denominator {
    case .fixed(let below):
      let parts = wanted * Rational(below)
      return parts.isInteger ? "\(value.numerator) = \(parts.plain)" : nil
    case .dynamic(let below):
      return "\(value.numerator) * \(wanted.denominator) = \(wanted.numerator) * \(below)"
    }
  }

  /// Exactly where a decimal writes it, else with two decimals.
  private func readable(_ item: ItemID) -> CellText {
    let dialect = dialect
    let kept = root(item)
    if let below = compiler.denominator(item) {
      if let decimals = Denominators.decimals(below), let power = Denominators.powerOfTen(decimals) {
        return { alias in
          let value = self.reference(kept, alias).numerator
          return dialect.decimalText(dialect.times(value, power / below), decimals: decimals, trims: true)
        }
      }
      let near = root(compiler.rounded(item, .halfUp, 2, name: "c"))
      return { alias in
        dialect.fractionText(
          dialect.widened(self.reference(kept, alias).numerator), dialect.widened("\(below)"),
          rounded: self.reference(near, alias).numerator)
      }
    }
    let near = root(compiler.rounded(item, .halfUp, 2, name: "c"))
    return { alias in
      let value = self.reference(kept, alias)
      return dialect.fractionText(
        value.numerator, value.below, rounded: self.reference(near, alias).numerator)
    }
  }

  // MARK: - Order

  /// Terms to sort rows by.
  typealias SortTerms = (String) -> [String]

  func terms(_ item: ItemID, descending: Bool) -> SortTerms {
    let kept = root(item)
    let kind = compiler.items[item].kind
    let dialect = dialect
    return { dialect.sortKeys(self.reference(kept, $0), kind, descending: descending) }
  }

  /// Groups in the order of the options; those without stand last.
  func terms(group: ItemID) -> SortTerms {
    if case .code(let space) = compiler.items[group].kind {
      switch space {
      case .options: break
      case .units, .occurring:
        compiler.refuse(.sqlCannotSay, Phrase("按编号分组的先后", "the order of groups told by ids"))
      }
    }
    return terms(group, descending: false)
  }

  /// The order of a rank, the unranked last, then the table's order.
  func terms(rank: Int, at grain: Grain) -> SortTerms {
    let parts = compiler.parts(ofRank: rank)
    let eligible = root(compiler.bring(parts.eligible, to: grain))
    let within = parts.within.map { terms(group: compiler.bring($0, to: grain)) }
    let keys = parts.keys.map { terms(compiler.bring($0.item, to: grain), descending: $0.descending) }
    return { alias in
      let test = self.reference(eligible, alias).numerator
      // The unranked keep the table's order: their keys do not count.
      func ranked(_ term: String) -> String {
        let ends = [" DESC NULLS LAST", " NULLS LAST", " DESC"].first { term.hasSuffix($0) } ?? ""
        return "CASE WHEN \(test) THEN \(term.dropLast(ends.count)) END\(ends)"
      }
      return ["CASE WHEN \(test) THEN 0 ELSE 1 END"]
        + ((within?(alias) ?? []) + keys.flatMap { $0(alias) }).map(ranked)
    }
  }

  /// The order in which a grain's keys come.
  func natural(_ grain: Grain) -> SortTerms {
    compiler.readsRosterOrder = true
    let keys: [String]
    switch grain {
    case .one: keys = ["_one"]
    case .period: keys = ["_p"]
    case .classes, .unit: keys = ["_o"]
    case .unitPeriod: keys = ["_o", "_p"]
    case .rows: keys = ["_r"]
    case .shares: keys = ["_r", "_i"]
    case .keyed(_, let columns, let withUnit):
      keys = ["_r"] + columns.map { "_k\($0)" } + (withUnit ? ["_u"] : [])
    }
    return { alias in keys.map { "\(alias).\($0)" } }
  }
}
