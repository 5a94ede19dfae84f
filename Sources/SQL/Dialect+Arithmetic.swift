import Exact

/// Arithmetic on whole numbers as each engine writes it. All quotients are of numbers not below zero.
extension Dialect {
  /// An error at run time with a message; `witness` is an expression over the row at hand, without which
  /// engines would work the error out before they look at any row.
  func raise(_ message: String, _ witness: String) -> String {
    switch self {
    case .postgresql: "CAST(concat(\(text(message + " ")), \(witness)) AS numeric)"
    case .sqlite: "json_extract('{}', \(text(message + " ")) || COALESCE(\(witness), ''))"
    case .duckdb: "CAST(concat(\(text(message + " ")), CAST(\(witness) AS VARCHAR)) AS HUGEINT)"
    case .spark: "raise_error(concat(\(text(message + " ")), COALESCE(CAST(\(witness) AS STRING), '')))"
    }
  }

  /// The same where a truth is wanted.
  func raiseTruth(_ message: String, _ witness: String) -> String {
    self == .postgresql || self == .duckdb ? "(\(raise(message, witness)) > 0)" : raise(message, witness)
  }

  /// The same where a text is wanted.
  func raiseText(_ message: String, _ witness: String) -> String {
    self == .postgresql || self == .duckdb ? asText(raise(message, witness)) : raise(message, witness)
  }

  /// SQLite turns sums and products beyond 64 bits to floating point: an error here. Other engines raise one.
  func checked(_ expression: String) -> String {
    guard self == .sqlite else { return expression }
    let error = raise("整数超过 64 位 integer beyond 64 bits", "CAST(\(expression) AS TEXT)")
    return "CASE typeof(\(expression)) WHEN 'real' THEN \(error) ELSE \(expression) END"
  }

  func times(_ expression: String, _ factor: Int) -> String {
    factor == 1 ? expression : "(\(expression) * \(factor))"
  }

  /// The whole part of a quotient of numbers of a fixed denominator.
  func quotient(_ numerator: String, _ denominator: String) -> String {
    switch self {
    case .postgresql: "div(\(numerator), \(denominator))"
    case .sqlite: "(\(numerator) / \(denominator))"
    case .duckdb: "(\(numerator) // \(denominator))"
    case .spark: "(\(numerator) DIV \(denominator))"
    }
  }

  /// The whole part of a quotient of wide numbers.
  func wideQuotient(_ numerator: String, _ denominator: String) -> String {
    guard self == .spark else { return quotient(numerator, denominator) }
    return "CAST((\(numerator) - \(numerator) % \(denominator)) / \(denominator) AS \(wide))"
  }

  func commonDivisor(_ left: String, _ right: String) -> String {
    switch self {
    case .postgresql, .duckdb: return "gcd(\(left), \(right))"
    case .sqlite:
      return """
        (WITH RECURSIVE e(a, b) AS (SELECT \(left), \(right) UNION ALL SELECT b, a % b FROM e WHERE b <> 0) \
        SELECT a FROM e WHERE b = 0)
        """
    case .spark:
      return """
        aggregate(sequence(1, 190), named_struct('a', \(left), 'b', \(right)), \
        (s, i) -> IF(s.b = 0, s, named_struct('a', s.b, 'b', CAST(s.a % s.b AS \(wide)))), s -> s.a)
        """
    }
  }

  /// The numerator rounded ÷ denominator, half steps as the mode says; the sign is put back behind.
  ///
  /// `numerator` and `denominator` are short: they are written several times.
  func rounded(_ numerator: String, _ denominator: String, _ mode: RoundingMode, wide isWide: Bool) -> String
  {
    let size = "ABS(\(numerator))"
    func over(_ top: String, _ below: String) -> String {
      isWide ? wideQuotient(top, below) : quotient(top, below)
    }
    let steps: String
    switch mode {
    case .down: steps = over(size, denominator)
    case .up: steps = over("(\(size) + \(denominator) - 1)", denominator)
    case .halfUp: steps = over("(\(size) * 2 + \(denominator))", "(\(denominator) * 2)")
    case .halfEven:
      let below = over(size, denominator)
      let rest = "(\(size) % \(denominator)) * 2"
      steps = """
        (\(below) + CASE WHEN \(rest) > \(denominator) OR (\(rest) = \(denominator) AND \(below) % 2 = 1) \
        THEN 1 ELSE 0 END)
        """
    }
    let signed = checked("(CASE WHEN \(numerator) < 0 THEN -1 ELSE 1 END * \(steps))")
    return isWide && self == .spark ? cast(signed, whole) : signed
  }

  /// The larger (or smaller) of two short expressions, absent where either is.
  func extreme(_ left: String, _ right: String, greater: Bool) -> String {
    "CASE WHEN \(left) IS NULL OR \(right) IS NULL THEN NULL "
      + "WHEN \(left) \(greater ? ">=" : "<=") \(right) THEN \(left) ELSE \(right) END"
  }

  /// Powers of two to tell so many things by in one whole number; nil where there are too many, or the engine
  /// cannot fold bits.
  func marks(_ count: Int) -> [Int]? {
    switch self {
    case .sqlite: nil
    case .postgresql, .duckdb, .spark: count <= 30 ? (0..<count).map { 1 << $0 } : nil
    }
  }

  /// 2 to a power from 0 to 60.
  func powerOfTwo(_ exponent: String) -> String {
    switch self {
    case .postgresql: "CAST((CAST(1 AS bigint) << CAST(\(exponent) AS integer)) AS numeric)"
    case .sqlite: "(1 << \(exponent))"
    case .duckdb: "(CAST(1 AS BIGINT) << CAST(\(exponent) AS BIGINT))"
    case .spark: "shiftleft(CAST(1 AS BIGINT), CAST(\(exponent) AS INT))"
    }
  }

  /// Keys that order fractions as their values do: the whole part, then digits behind the point, enough of
  /// them to tell any two fractions apart whose denominators are within the bound; beyond it, an error.
  func digitKeys(_ numerator: String, _ denominator: String) -> [String] {
    let rest = "((\(numerator) % \(denominator) + \(denominator)) % \(denominator))"
    let whole = wideQuotient("(\(numerator) - \(rest))", denominator)
    func head(_ bound: String) -> String {
      let error = raise("分母太大 denominator too large", "CAST(\(denominator) AS \(textType))")
      return "CASE WHEN \(denominator) > \(bound) THEN \(error) ELSE \(whole) END"
    }
    func chunks(_ step: String, _ count: Int) -> [String] {
      var rest = rest
      return (0..<count).map { _ in
        let scaled = "(\(rest) * \(step))"
        rest = "(\(scaled) % \(denominator))"
        return wideQuotient(scaled, denominator)
      }
    }
    switch self {
    case .postgresql:
      return [
        head("10000000000000000000"),
        "div(\(rest) * 10000000000000000000000000000000000000000, \(denominator))",
      ]
    case .sqlite: return [head("1000000000000")] + chunks("1000000", 4)
    case .duckdb: return [head("1000000000000000000")] + chunks("1000000000000000000", 2)
    case .spark:
      return [head("1000000000000000000")] + chunks("CAST(1000000000000000000 AS \(wide))", 2)
    }
  }
}
