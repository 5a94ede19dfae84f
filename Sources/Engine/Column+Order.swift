import Exact

extension Column {
  /// 1, 0 or -1 as the first value is above, equal to or below the second; absent values stand lowest.
  func order(_ first: Int, _ second: Int) -> Int {
    switch values {
    case .numbers(let numbers):
      if case .fixed(let digits, _) = numbers.store, numbers.absent.isEmpty {
        let single = digits.count == 1
        let left = digits[single ? 0 : first]
        let right = digits[single ? 0 : second]
        return left == right ? 0 : left > right ? 1 : -1
      }
      return Column.order(numbers.value(at: first), numbers.value(at: second))
    case .truths:
      return Column.order(truth(at: first).map { $0 ? 1 : 0 }, truth(at: second).map { $0 ? 1 : 0 })
    case .codes: return Column.order(code(at: first), code(at: second))
    case .texts: return Column.order(text(at: first), text(at: second))
    }
  }

  private static func order<Value: Comparable>(_ first: Value?, _ second: Value?) -> Int {
    switch (first, second) {
    case (nil, nil): return 0
    case (nil, _): return -1
    case (_, nil): return 1
    case (let first?, let second?): return first == second ? 0 : first > second ? 1 : -1
    }
  }
}
