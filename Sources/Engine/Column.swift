import Exact

/// One typed column of values at a grain.
///
/// Storage of one element stands for any count of equal values: constants of a method are never copied out
/// row by row.
public struct Column: Sendable {
  enum Values: Sendable {
    case numbers(Numbers)
    /// 0 false, 1 true, 2 absent.
    case truths([UInt8])
    /// Codes of a code space, days since 1970-01-01, or period numbers; `Column.none` where absent.
    case codes([Int32])
    case texts([String?])
  }

  /// The code of an absent value.
  static let none = Int32.min
  static let unknown: UInt8 = 2

  var values: Values
  public let count: Int

  init(_ values: Values, count: Int) {
    self.values = values
    self.count = count
  }

  static func constant(_ value: Rational?, count: Int) -> Column {
    Column(.numbers(Numbers(constant: value)), count: count)
  }

  /// The number at an index; nil where it is absent, out of range, or not a number.
  public func number(at index: Int) -> Rational? {
    guard index >= 0, index < count, case .numbers(let numbers) = values else { return nil }
    return numbers.value(at: index)
  }

  public func truth(at index: Int) -> Bool? {
    guard index >= 0, index < count, case .truths(let truths) = values else { return nil }
    let value = truths[truths.count == 1 ? 0 : index]
    return value == Column.unknown ? nil : value == 1
  }

  public func code(at index: Int) -> Int32? {
    guard index >= 0, index < count, case .codes(let codes) = values else { return nil }
    let value = codes[codes.count == 1 ? 0 : index]
    return value == Column.none ? nil : value
  }

  public func text(at index: Int) -> String? {
    guard index >= 0, index < count, case .texts(let texts) = values else { return nil }
    return texts[texts.count == 1 ? 0 : index]
  }

  public func isAbsent(at index: Int) -> Bool {
    switch values {
    case .numbers(let numbers): numbers.isAbsent(at: index)
    case .truths: truth(at: index) == nil
    case .codes: code(at: index) == nil
    case .texts: text(at: index) == nil
    }
  }

  /// All numbers, or a column of absent ones where it holds none.
  var numbers: Numbers {
    if case .numbers(let numbers) = values { return numbers }
    return Numbers(constant: nil)
  }

  /// Truths, one per index.
  var truths: [UInt8] {
    guard case .truths(let truths) = values else { return [UInt8](repeating: Column.unknown, count: count) }
    return truths.count == 1 && count != 1 ? [UInt8](repeating: truths[0], count: count) : truths
  }

  /// Codes, one per index.
  var codes: [Int32] {
    guard case .codes(let codes) = values else { return [Int32](repeating: Column.none, count: count) }
    return codes.count == 1 && count != 1 ? [Int32](repeating: codes[0], count: count) : codes
  }

  /// Codes by which values are told apart, one per index: codes, dates and periods as they are, truths, numbers
  /// and texts numbered. Cost: linear, one hash look-up for each number or text.
  var identities: [Int32] {
    switch values {
    case .codes: codes
    case .truths: truths.map { $0 == Column.unknown ? Column.none : Int32($0) }
    case .numbers(let numbers): Column.numbered((0..<count).map { numbers.value(at: $0) })
    case .texts: Column.numbered(texts)
    }
  }

  private static func numbered<Value: Hashable>(_ values: [Value?]) -> [Int32] {
    var known: [Value: Int32] = [:]
    return values.map { value in
      guard let value else { return Column.none }
      if let code = known[value] { return code }
      let code = Int32(clamping: known.count)
      known[value] = code
      return code
    }
  }

  var texts: [String?] {
    guard case .texts(let texts) = values else { return [String?](repeating: nil, count: count) }
    return texts.count == 1 && count != 1 ? [String?](repeating: texts[0], count: count) : texts
  }

  /// The same values in a space of another size; only for columns whose storage is one element.
  func broadcast(to count: Int) -> Column? {
    switch values {
    case .numbers(let numbers): numbers.isConstant ? Column(values, count: count) : nil
    case .truths(let truths): truths.count == 1 ? Column(values, count: count) : nil
    case .codes(let codes): codes.count == 1 ? Column(values, count: count) : nil
    case .texts(let texts): texts.count == 1 ? Column(values, count: count) : nil
    }
  }

  /// The values at the given indexes, absent where an index is -1.
  func gathered(_ mapping: Mapping, count: Int) -> Column {
    switch mapping {
    case .identity: return self
    case .toOne:
      return broadcast(to: count) ?? gathered([Int32](repeating: 0, count: count))
    case .nowhere: return gathered([Int32](repeating: -1, count: count))
    case .indexes(let table): return gathered(table)
    }
  }

  func gathered(_ table: [Int32]) -> Column {
    switch values {
    case .numbers(let numbers): return Column(.numbers(numbers.gathered(table)), count: table.count)
    case .truths(let truths):
      return Column(.truths(pick(truths, table, absent: Column.unknown)), count: table.count)
    case .codes(let codes): return Column(.codes(pick(codes, table, absent: Column.none)), count: table.count)
    case .texts(let texts): return Column(.texts(pick(texts, table, absent: nil)), count: table.count)
    }
  }

  /// The values with absent ones at a set of indexes replaced by the (single) value of another column.
  func replacing(_ missing: [Bool], with other: Column) -> Column {
    guard missing.contains(true) else { return self }
    switch values {
    case .numbers(let numbers):
      return Column(
        .numbers(Numbers.chosen(missing.map { $0 ? 1 : 0 }, other.numbers, numbers)), count: count)
    case .truths:
      var result = truths
      let value = other.truths.first ?? Column.unknown
      for index in result.indices where missing[index] { result[index] = value }
      return Column(.truths(result), count: count)
    case .codes:
      var result = codes
      let value = other.codes.first ?? Column.none
      for index in result.indices where missing[index] { result[index] = value }
      return Column(.codes(result), count: count)
    case .texts:
      var result = texts
      let value = other.texts.first ?? nil
      for index in result.indices where missing[index] { result[index] = value }
      return Column(.texts(result), count: count)
    }
  }
}

/// Values at indexes; storage of one element stands for any index.
func pick<Element>(_ storage: [Element], _ table: [Int32], absent: Element) -> [Element] {
  let single = storage.count == 1
  return table.map { index in
    guard index >= 0, !storage.isEmpty else { return absent }
    let place = single ? 0 : Int(index)
    return place < storage.count ? storage[place] : absent
  }
}
