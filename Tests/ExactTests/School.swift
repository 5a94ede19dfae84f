/// Whole-number arithmetic as taught in school, on strings of decimal digits: slow and plainly right.
enum School {
  static func trimmed(_ text: String) -> String {
    let rest = text.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }

  /// Digits from the last to the first.
  private static func columns(_ text: String) -> [Int] {
    text.utf8.reversed().map { Int($0) - 48 }
  }

  private static func text(_ columns: [Int]) -> String {
    trimmed(columns.reversed().map(String.init).joined())
  }

  static func isLess(_ left: String, _ right: String) -> Bool {
    left.count != right.count ? left.count < right.count : left < right
  }

  static func sum(_ left: String, _ right: String) -> String {
    let (a, b) = (columns(left), columns(right))
    var result: [Int] = []
    var carry = 0
    for index in 0..<max(a.count, b.count) {
      let total = (index < a.count ? a[index] : 0) + (index < b.count ? b[index] : 0) + carry
      result.append(total % 10)
      carry = total / 10
    }
    return text(result + [carry])
  }

  /// The larger less the smaller.
  static func difference(_ left: String, _ right: String) -> String {
    let (large, small) = isLess(left, right) ? (right, left) : (left, right)
    let (a, b) = (columns(large), columns(small))
    var result: [Int] = []
    var borrow = 0
    for index in a.indices {
      let rest = a[index] - (index < b.count ? b[index] : 0) - borrow
      borrow = rest < 0 ? 1 : 0
      result.append(rest < 0 ? rest + 10 : rest)
    }
    return text(result)
  }

  static func product(_ left: String, _ right: String) -> String {
    let (a, b) = (columns(left), columns(right))
    var result = [Int](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() { result[i + j] += x * y }
    }
    for index in 0..<(result.count - 1) {
      result[index + 1] += result[index] / 10
      result[index] %= 10
    }
    return text(result)
  }

  /// Long division, one digit at a time by repeated subtraction.
  static func quotient(_ left: String, _ right: String) -> (quotient: String, remainder: String) {
    var quotient = ""
    var rest = "0"
    for digit in left {
      rest = trimmed(rest + String(digit))
      var count = 0
      while !isLess(rest, right) {
        rest = difference(rest, right)
        count += 1
      }
      quotient += String(count)
    }
    return (trimmed(quotient), rest)
  }
}
