import Diagnostics
import Exact
import Semantics

extension Dialect {
  /// A number in the form of a shape: one expression for a fixed denominator, two for a fraction.
  func parts(_ quantity: Quantity, _ shape: Shape) -> [String] {
    switch (shape, quantity.denominator) {
    case (.fixed(let wanted), .fixed(let own)):
      return [own == wanted ? quantity.numerator : times(quantity.numerator, wanted / own)]
    case (.ratio, .fixed(let own)): return [widened(quantity.numerator), widened("\(own)")]
    case (.ratio, .dynamic(let below)): return [quantity.numerator, below]
    case (.plain, _), (.fixed, .dynamic): return [quantity.numerator]
    }
  }
}

/// Numbers: which form a result has, and how it is worked out in whole numbers.
extension Compiler {
  func denominator(_ item: ItemID) -> Int? {
    if case .fixed(let value) = items[item].shape { value } else { nil }
  }

  /// The form in which all of some numbers can be written; nil where no denominator fits.
  func commonShape(_ values: [ItemID]) -> Shape? {
    var common = 1
    for value in values {
      switch items[value].shape {
      case .plain: continue
      case .ratio: return .ratio
      case .fixed(let own):
        guard let next = Denominators.commonMultiple(common, own), next <= dialect.largestDenominator else {
          return nil
        }
        common = next
      }
    }
    return .fixed(common)
  }

  /// A number with more decimals than the engine's whole numbers leave room for.
  func tooFine(_ grain: Grain, _ kind: ValueKind) -> ItemID {
    refuse(.sqlTooFine, Phrase(title(grain)), Phrase("\(decimals)"))
    return absent(grain, kind)
  }

  func total(_ values: [ItemID], _ grain: Grain, _ kind: ValueKind, name: String) -> ItemID {
    let dialect = dialect
    let fixed = values.filter { items[$0].shape != .ratio }
    let fractions = values.filter { items[$0].shape == .ratio }
    var result: ItemID?
    if !fixed.isEmpty || fractions.isEmpty {
      guard let shape = commonShape(fixed) else { return tooFine(grain, kind) }
      result = scalar(
        grain, kind, shape, name: fractions.isEmpty ? name : "c", fixed, once: dialect != .sqlite
      ) {
        operands in
        if operands.isEmpty { return ["0"] }
        let terms = operands.map { dialect.parts($0, shape)[0] }
        return [dialect.checked("(" + terms.joined(separator: " + ") + ")")]
      }
    }
    for fraction in fractions {
      guard let before = result else {
        result = fraction
        continue
      }
      result = reduced(
        scalar(grain, kind, .ratio, [before, fraction], once: false) { operands in
          let left = dialect.parts(operands[0], .ratio)
          let right = dialect.parts(operands[1], .ratio)
          return [
            dialect.checked("(\(left[0]) * \(right[1]) + \(right[0]) * \(left[1]))"),
            dialect.checked("(\(left[1]) * \(right[1]))"),
          ]
        }, name: name)
    }
    return result ?? literal(grain, number: .zero, kind)
  }

  /// A fraction in lowest terms, so that numbers stay small.
  func reduced(_ value: ItemID, name: String = "c") -> ItemID {
    let own = items[value]
    let dialect = dialect
    let divisor = scalar(own.grain, own.kind, .plain, [value], once: false, mayInline: false) { operands in
      [dialect.commonDivisor("ABS(\(operands[0].numerator))", operands[0].below)]
    }
    return scalar(own.grain, own.kind, .ratio, name: name, [value, divisor], once: false, mayInline: false) {
      operands in
      let size = dialect.wideQuotient("ABS(\(operands[0].numerator))", operands[1].numerator)
      return [
        "(CASE WHEN \(operands[0].numerator) < 0 THEN -1 ELSE 1 END * \(size))",
        dialect.wideQuotient(operands[0].below, operands[1].numerator),
      ]
    }
  }

  /// The numerator changed in a way that keeps the denominator.
  func mapped(_ value: ItemID, name: String = "c", _ change: @escaping (String) -> String) -> ItemID {
    let own = items[value]
    return scalar(own.grain, own.kind, own.shape, name: name, [value], once: own.shape != .ratio) {
      operands in
      own.shape == .ratio
        ? [change(operands[0].numerator), operands[0].below] : [change(operands[0].numerator)]
    }
  }

  func negated(_ value: ItemID) -> ItemID { mapped(value) { "(- \($0))" } }

  func product(_ left: ItemID, _ right: ItemID, _ grain: Grain, _ kind: ValueKind, name: String) -> ItemID {
    let dialect = dialect
    if let first = denominator(left), let second = denominator(right) {
      guard let below = Denominators.product(first, second), below <= dialect.largestDenominator else {
        return tooFine(grain, kind)
      }
      return scalar(grain, kind, .fixed(below), name: name, [left, right], once: dialect != .sqlite) {
        operands in
        [dialect.checked("(\(operands[0].numerator) * \(operands[1].numerator))")]
      }
    }
    return reduced(
      scalar(grain, kind, .ratio, [left, right], once: false) { operands in
        let first = dialect.parts(operands[0], .ratio)
        let second = dialect.parts(operands[1], .ratio)
        return [
          dialect.checked("(\(first[0]) * \(second[0]))"), dialect.checked("(\(first[1]) * \(second[1]))"),
        ]
      }, name: name)
  }

  /// A quotient, absent where the divisor is 0: by a known number another denominator, else a fraction.
  func ratio(_ left: ItemID, _ right: ItemID, _ grain: Grain, _ kind: ValueKind, name: String) -> ItemID {
    let dialect = dialect
    if let known = constants[right], let top = known.numerator.asInt64.map({ Int($0) }),
      let below = known.denominator.asInt64.map({ Int($0) }), let own = denominator(left)
    {
      guard top != 0, top != Int.min else { return absent(grain, kind) }
      // x ⁄ own ÷ (top ⁄ below), the factor below ⁄ (own × top) in lowest terms.
      let common = Denominators.commonDivisor(below, own)
      if let wanted = Denominators.product(own / common, abs(top)), wanted <= dialect.largestDenominator {
        let factor = (below / common) * (top < 0 ? -1 : 1)
        return scalar(grain, kind, .fixed(wanted), name: name, [left], once: dialect != .sqlite) { operands in
          [dialect.checked(dialect.times(operands[0].numerator, factor))]
        }
      }
    }
    return reduced(
      scalar(grain, kind, .ratio, [left, right], once: false, strict: false) { operands in
        let (top, below) = dialect.crossed(operands[0], operands[1])
        let divisor = operands[1].numerator
        return [
          "CASE WHEN \(divisor) > 0 THEN \(top) WHEN \(divisor) < 0 THEN - \(top) END",
          "CASE WHEN \(divisor) > 0 THEN \(below) WHEN \(divisor) < 0 THEN - \(below) END",
        ]
      }, name: name)
  }

  func extreme(_ values: [ItemID], _ grain: Grain, _ kind: ValueKind, greater: Bool) -> ItemID {
    let dialect = dialect
    guard let first = values.first else { return literal(grain, number: .zero, kind) }
    return values.dropFirst().reduce(first) { left, right in
      guard let shape = commonShape([left, right]) else { return tooFine(grain, kind) }
      return scalar(grain, kind, shape, [left, right], once: false) { operands in
        let first = dialect.parts(operands[0], shape)
        let second = dialect.parts(operands[1], shape)
        if shape != .ratio { return [dialect.extreme(first[0], second[0], greater: greater)] }
        let test = dialect.comparison(operands[0], greater ? ">=" : "<=", operands[1])
        return zip(first, second).map { "CASE WHEN \(test) THEN \($0) WHEN NOT \(test) THEN \($1) END" }
      }
    }
  }

  func compare(_ comparison: Comparison, _ left: ItemID, _ right: ItemID, _ grain: Grain) -> ItemID {
    let dialect = dialect
    let sign = comparison.sign
    switch items[left].kind {
    case .number:
      if let first = denominator(left), let second = denominator(right) {
        guard let common = Denominators.commonMultiple(first, second) else { return tooFine(grain, .truth) }
        return scalar(grain, .truth, .plain, [left, right], once: dialect != .sqlite) { operands in
          let left = dialect.times(operands[0].numerator, common / first)
          let right = dialect.times(operands[1].numerator, common / second)
          return ["(\(dialect.checked(left)) \(sign) \(dialect.checked(right)))"]
        }
      }
      return scalar(grain, .truth, .plain, [left, right], once: false) {
        [dialect.comparison($0[0], sign, $0[1])]
      }
    case .code(.options(let options)):
      let texts = options.map { dialect.text($0) }
      return scalar(grain, .truth, .plain, [left, right]) { operands in
        let first = dialect.ordinal(operands[0].numerator, texts)
        let second = dialect.ordinal(operands[1].numerator, texts)
        return ["(\(first) \(sign) \(second))"]
      }
    case .truth, .date, .period, .text, .code:
      if case .code = items[left].kind, comparison != .equal, comparison != .notEqual {
        refuse(.sqlCannotSay, Phrase("按出现先后比较编号", "comparing ids by order of appearance"))
      }
      let isText = items[left].kind == .text
      return scalar(grain, .truth, .plain, [left, right]) { operands in
        let right = operands[1].numerator
        return ["(\(operands[0].numerator) \(sign) \(isText ? dialect.ordered(right) : right))"]
      }
    }
  }

  func rounded(_ value: ItemID, _ mode: RoundingMode, _ digits: Int, name: String) -> ItemID {
    let own = items[value]
    let dialect = dialect
    guard let power = Denominators.powerOfTen(abs(digits)), power <= dialect.largestDenominator else {
      if digits > 0, own.shape != .ratio { return value }
      return tooFine(own.grain, own.kind)
    }
    switch own.shape {
    case .plain: return value
    case .fixed(let below):
      if digits >= 0, power % below == 0 { return value }
      let common = digits >= 0 ? Denominators.commonDivisor(power, below) : 1
      let factor = digits >= 0 ? power / common : 1
      let divisor = digits >= 0 ? below / common : below * power
      let wanted = Shape.fixed(digits >= 0 ? power : 1)
      return scalar(own.grain, own.kind, wanted, name: name, [value], once: false) { operands in
        let top = dialect.checked(dialect.times(operands[0].numerator, factor))
        let steps = dialect.rounded("(\(top))", "\(divisor)", mode, wide: false)
        return [digits >= 0 ? steps : dialect.checked("(\(steps) * \(power))")]
      }
    case .ratio:
      let wanted = Shape.fixed(digits >= 0 ? power : 1)
      return scalar(own.grain, own.kind, wanted, name: name, [value], once: false) { operands in
        let factor = digits >= 0 ? power : 1
        let top = dialect.checked(dialect.times(operands[0].numerator, factor))
        let below = digits >= 0 ? operands[0].below : dialect.checked("(\(operands[0].below) * \(power))")
        let steps = dialect.rounded("(\(top))", below, mode, wide: true)
        return [digits >= 0 ? steps : dialect.checked("(\(steps) * \(power))")]
      }
    }
  }

  /// value ÷ step as a whole number, rounded as the mode says; absent where the step is 0.
  func wholeSteps(
    _ value: ItemID, _ step: ItemID, _ mode: RoundingMode, _ grain: Grain, _ kind: ValueKind
  ) -> ItemID {
    rounded(ratio(value, step, grain, kind, name: "c"), mode, 0, name: "c")
  }
}

extension Dialect {
  /// Numerator and denominator of a quotient, signs aside.
  func crossed(_ left: Quantity, _ right: Quantity) -> (String, String) {
    if case .fixed(let first) = left.denominator, case .fixed(let second) = right.denominator {
      let common = Denominators.commonDivisor(first, second)
      return (
        checked(times(widened(left.numerator), second / common)),
        checked(times(widened(right.numerator), first / common))
      )
    }
    let first = parts(left, .ratio)
    let second = parts(right, .ratio)
    return (checked("(\(first[0]) * \(second[1]))"), checked("(\(first[1]) * \(second[0]))"))
  }

  /// Two numbers compared by multiplying crosswise.
  func comparison(_ left: Quantity, _ sign: String, _ right: Quantity) -> String {
    let first = parts(left, .ratio)
    let second = parts(right, .ratio)
    return "(\(checked("(\(first[0]) * \(second[1]))")) \(sign) \(checked("(\(second[0]) * \(first[1]))")))"
  }

  /// The place of an option in its list; NULL for none.
  func ordinal(_ expression: String, _ texts: [String]) -> String {
    if texts.isEmpty { return "CAST(NULL AS INTEGER)" }
    let branches = texts.enumerated().map { "WHEN \($0.element) THEN \($0.offset)" }.joined(separator: " ")
    return "CASE \(expression) \(branches) END"
  }
}
