import Semantics

/// Values as they are printed.
extension Dialect {
  func asText(_ expression: String) -> String { cast(expression, textType) }

  private func padded(_ expression: String, _ width: Int) -> String {
    switch self {
    case .sqlite: "printf('%0\(width)d', \(expression))"
    case .postgresql, .duckdb, .spark: "lpad(\(asText(expression)), \(width), '0')"
    }
  }

  private func trimmed(_ expression: String) -> String {
    switch self {
    case .postgresql, .sqlite, .duckdb: "rtrim(\(expression), '0')"
    case .spark: "TRIM(TRAILING '0' FROM \(expression))"
    }
  }

  /// A whole number of parts of 10^decimals, all decimals shown or zeros at the end left out.
  func decimalText(_ value: String, decimals: Int, trims: Bool) -> String {
    if decimals == 0 { return asText(value) }
    let power = "1" + String(repeating: "0", count: decimals)
    let size = "ABS(\(value))"
    let rest = "(\(size) % \(power))"
    let sign = "CASE WHEN \(value) < 0 THEN '-' ELSE '' END"
    let whole = asText(quotient(size, power))
    let digits = padded(rest, decimals)
    let tail = trims ? "CASE WHEN \(rest) = 0 THEN '' ELSE '.' || \(trimmed(digits)) END" : "'.' || \(digits)"
    return "(\(sign) || \(whole) || \(tail))"
  }

  /// A fraction: exactly where a decimal writes it, else with two decimals, which `rounded` holds in hundredths.
  func fractionText(_ top: String, _ below: String, rounded: String) -> String {
    let near = decimalText(rounded, decimals: 2, trims: false)
    switch self {
    case .postgresql:
      let power = "1" + String(repeating: "0", count: 40)
      return "CASE WHEN (\(top) * \(power)) % \(below) = 0 "
        + "THEN CAST(trim_scale(div(\(top) * \(power), \(below)) / \(power)::numeric(60,0)) AS text) ELSE \(near) END"
    case .duckdb, .spark:
      let power = self == .spark ? "CAST(1000000000000000000 AS \(wide))" : "1000000000000000000"
      let rest = "(ABS(\(top)) % \(below) * \(power))"
      let error = raise("小数超过 18 位 more than 18 decimals", "CAST(\(below) AS \(textType))")
      let sign = "CASE WHEN \(top) < 0 THEN '-' ELSE '' END"
      let whole = asText(wideQuotient("ABS(\(top))", below))
      let digits = trimmed(padded(wideQuotient(rest, below), 18))
      return "CASE WHEN \(top) % \(below) = 0 THEN \(sign) || \(whole) "
        + "WHEN \(rest) % \(below) = 0 THEN \(sign) || \(whole) || '.' || \(digits) "
        + "WHEN \(below) % 524288 = 0 OR \(below) % 19073486328125 = 0 THEN \(asText(error)) ELSE \(near) END"
    case .sqlite:
      let digits = """
        (WITH RECURSIVE e(k, r, t) AS (SELECT 0, ABS(\(top)) % \(below), '' UNION ALL \
        SELECT k + 1, r * 10 % \(below), t || (r * 10 / \(below)) FROM e WHERE r <> 0 AND k < 19) \
        SELECT CASE WHEN r = 0 AND k > 0 THEN '.' || t WHEN r = 0 THEN '' END FROM e ORDER BY k DESC LIMIT 1)
        """
      let error = raise("分母太大 denominator too large", "CAST(\(below) AS TEXT)")
      let sign = "CASE WHEN \(top) < 0 THEN '-' ELSE '' END"
      return "CASE WHEN \(below) > 900000000000000000 THEN \(error) "
        + "ELSE COALESCE(\(sign) || (ABS(\(top)) / \(below)) || \(digits), \(near)) END"
    }
  }

  func dateText(_ days: String) -> String {
    switch self {
    case .postgresql: "to_char(DATE '1970-01-01' + CAST(\(days) AS integer), 'YYYY-MM-DD')"
    case .sqlite: "date(\(days) * 86400, 'unixepoch')"
    case .duckdb: "CAST(CAST(DATE '1970-01-01' + CAST(\(days) AS INTEGER) AS DATE) AS VARCHAR)"
    case .spark: "CAST(date_add(DATE '1970-01-01', CAST(\(days) AS INT)) AS STRING)"
    }
  }

  /// A period in words, as reports have it: 2024年5月, 2024年第2季度, 2024年上半年.
  func periodText(_ number: String, _ unit: CalendarUnit) -> String {
    let perYear = 12 / unit.months
    let year = asText(keyQuotient(number, perYear))
    let part = asText("(\(number) % \(perYear) + 1)")
    switch unit {
    case .month: return "(\(year) || \(text("年")) || \(part) || \(text("月")))"
    case .quarter: return "(\(year) || \(text("年第")) || \(part) || \(text("季度")))"
    case .halfYear:
      return "(\(year) || CASE \(number) % 2 WHEN 0 THEN \(text("年上半年")) ELSE \(text("年下半年")) END)"
    case .year: return "(\(asText(number)) || \(text("年")))"
    }
  }
}
