import Exact

/// A column of exact numbers: fixed-point while it fits 64 bits, rationals where it does not.
///
/// Storage of one element stands for any count. What stands at an absent place is arbitrary.
struct Numbers: Sendable {
  enum Store: Sendable {
    case fixed([Int64], scale: Int)
    case exact([Rational])
  }

  var store: Store
  /// Which places are absent: empty for none, one element for all alike.
  var absent: [Bool]

  /// Scales beyond this are not worth keeping fixed.
  static let deepestScale = 18

  init(_ store: Store, absent: [Bool] = []) {
    self.store = store
    self.absent = absent
  }

  init(constant value: Rational?) {
    guard let value else {
      self.init(.fixed([0], scale: 0), absent: [true])
      return
    }
    self.init(Numbers.narrowed([value]))
  }

  /// Rationals as fixed-point where all of them are decimals that fit.
  init(values: [Rational?]) {
    let hasAbsent = values.contains { $0 == nil }
    self.init(
      Numbers.narrowed(values.map { $0 ?? Rational.zero }), absent: hasAbsent ? values.map { $0 == nil } : [])
  }

  init(whole: [Int64]) {
    self.init(.fixed(whole, scale: 0))
  }

  private static func narrowed(_ values: [Rational]) -> Store {
    if let (fixed, scale) = FixedKernels.column(values, most: 9) { return .fixed(fixed, scale: scale) }
    return .exact(values)
  }

  var storageCount: Int {
    switch store {
    case .fixed(let values, _): values.count
    case .exact(let values): values.count
    }
  }

  var isConstant: Bool { storageCount == 1 && absent.count <= 1 }

  func isAbsent(at index: Int) -> Bool {
    guard !absent.isEmpty else { return false }
    return absent[absent.count == 1 ? 0 : index]
  }

  func value(at index: Int) -> Rational? {
    isAbsent(at: index) ? nil : raw(at: index)
  }

  /// The stored value, whether or not it counts as absent.
  func raw(at index: Int) -> Rational {
    switch store {
    case .fixed(let values, let scale):
      Rational(fixed: values[values.count == 1 ? 0 : index], scale: scale)
    case .exact(let values): values[values.count == 1 ? 0 : index]
    }
  }

  /// Storage as rationals, as many as are stored.
  var exact: [Rational] {
    switch store {
    case .fixed(let values, let scale): values.map { Rational(fixed: $0, scale: scale) }
    case .exact(let values): values
    }
  }

  /// The absence of two operands together.
  static func absence(_ left: [Bool], _ right: [Bool]) -> [Bool] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    if left.count == 1 { return left[0] ? left : right }
    if right.count == 1 { return right[0] ? right : left }
    return zip(left, right).map { $0 || $1 }
  }

  func gathered(_ table: [Int32]) -> Numbers {
    var mask: [Bool] = []
    if !absent.isEmpty || table.contains(where: { $0 < 0 }) {
      mask = table.map { $0 < 0 || isAbsent(at: Int($0)) }
    }
    switch store {
    case .fixed(let values, let scale):
      return Numbers(.fixed(pick(values, table, absent: 0), scale: scale), absent: mask)
    case .exact(let values):
      return Numbers(.exact(pick(values, table, absent: Rational.zero)), absent: mask)
    }
  }

  /// `first` where the truth is 1, `second` where it is 0, absent elsewhere. One element per truth.
  static func chosen(_ truths: [UInt8], _ first: Numbers, _ second: Numbers) -> Numbers {
    var mask: [Bool] = []
    if !first.absent.isEmpty || !second.absent.isEmpty || truths.contains(Column.unknown) {
      mask = truths.indices.map { index in
        switch truths[index] {
        case 1: first.isAbsent(at: index)
        case 0: second.isAbsent(at: index)
        default: true
        }
      }
    }
    if let (left, right, scale) = aligned(first, second) {
      let leftSingle = left.count == 1
      let rightSingle = right.count == 1
      let values = truths.indices.map { index -> Int64 in
        truths[index] == 1 ? left[leftSingle ? 0 : index] : right[rightSingle ? 0 : index]
      }
      return Numbers(.fixed(values, scale: scale), absent: mask)
    }
    return Numbers(
      .exact(truths.indices.map { truths[$0] == 1 ? first.raw(at: $0) : second.raw(at: $0) }), absent: mask)
  }

  /// Columns one after the other, each of one element.
  static func joined(_ parts: [Numbers]) -> Numbers {
    Numbers(values: parts.map { $0.storageCount == 0 ? nil : $0.value(at: 0) })
  }

  /// Both in fixed-point of one scale; nil where one is not, or does not fit.
  static func aligned(_ left: Numbers, _ right: Numbers) -> ([Int64], [Int64], scale: Int)? {
    guard case .fixed(let first, let firstScale) = left.store,
      case .fixed(let second, let secondScale) = right.store
    else { return nil }
    if firstScale == secondScale { return (first, second, firstScale) }
    let scale = max(firstScale, secondScale)
    guard let wideFirst = FixedKernels.scaleUp(first, by: scale - firstScale),
      let wideSecond = FixedKernels.scaleUp(second, by: scale - secondScale)
    else { return nil }
    return (wideFirst, wideSecond, scale)
  }
}
