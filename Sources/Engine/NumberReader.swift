import Diagnostics
import Exact
import Semantics
import Tables

/// How the number cells of one column are read.
struct NumberReader {
  /// Words that count things, of which there are no fractions.
  static let wholeWords: Set<String> = [
    "条", "篇", "期", "次", "个", "件", "起", "项", "场", "份", "家", "户", "人", "名",
  ]

  /// What is wrong with a cell.
  enum Wrong: Error {
    case blank
    case notANumber(Phrase?)
    /// Something else than the column's measure word stands behind the number.
    case trailingText(String)
    case notWhole(String)
    case percentWanted
    case percentUnwanted
    case notation(String)

    var isBlank: Bool {
      if case .blank = self { true } else { false }
    }

    func diagnostic(_ column: ColumnSchema, _ text: String, _ place: Place) -> Diagnostic {
      let name = Phrase(column.name)
      let cell = Phrase(cell: text)
      switch self {
      case .blank: return Diagnostic(.blankCell, at: place, name)
      case .notANumber(let help):
        return Diagnostic(.notANumber, at: place, name, cell, help: help ?? NumberReader.nothing(column))
      case .trailingText(let measure):
        let help = Phrase(
          "请只写数，数的后面最多可以带“\(measure)”", "write the number alone, or with “\(measure)” behind it")
        return Diagnostic(.notANumber, at: place, name, cell, help: help)
      case .notWhole(let word): return Diagnostic(.notWhole, at: place, name, cell, Phrase(word))
      case .percentWanted:
        let hundredfold = (try? CellParser.number(text).get()).map { ($0.rational * Rational(100)).readable }
        return Diagnostic(.percentWanted, at: place, name, cell, Phrase(hundredfold ?? "…"))
      case .percentUnwanted: return Diagnostic(.percentUnwanted, at: place, name, cell)
      case .notation(let sample): return Diagnostic(.badNotation, at: place, name, cell, Phrase(sample))
      }
    }
  }

  /// What to write where there is no number to write.
  private static func nothing(_ column: ColumnSchema) -> Phrase? {
    guard case .refused = column.blank else { return nil }
    return Phrase("请只写数；一个也没有就写 0", "write a number alone; where there is none, write 0")
  }

  static let percent = NumberReader(measure: "", wholeWord: nil, isPercent: true, fields: [])

  /// The measure word that a cell may carry after its number.
  private let measure: String
  private let wholeWord: String?
  private let isPercent: Bool
  private let notation: [NotationField]
  private let marks: [String]

  private init(measure: String, wholeWord: String?, isPercent: Bool, fields: [NotationField]) {
    self.measure = measure
    self.wholeWord = wholeWord
    self.isPercent = isPercent
    notation = fields
    marks = fields.map(\.mark)
  }

  init(_ measure: Measure, fields: [NotationField] = []) {
    switch measure {
    case .points: self.init(measure: "分", wholeWord: nil, isPercent: false, fields: fields)
    case .plain: self.init(measure: "", wholeWord: nil, isPercent: false, fields: fields)
    case .tagged(let tag):
      let isWhole = NumberReader.wholeWords.contains(tag)
      self.init(measure: tag, wholeWord: isWhole ? tag : nil, isPercent: false, fields: fields)
    }
  }

  /// Whether a bare number is a share, and must not exceed 1.
  var isShare: Bool { isPercent }

  var isSingle: Bool { notation.isEmpty }
  /// How many columns the cells give: a notation's total and its fields.
  var width: Int { isSingle ? 1 : notation.count + 1 }

  /// The values of a text of the method (空作 0); nil where it cannot be read.
  func read(_ text: String) -> [DecimalValue]? {
    var text = text
    return text.withUTF8 { bytes in
      if isSingle { return (try? single(bytes).get()).map { [$0] } }
      return try? fields(bytes).get()
    }
  }

  func single(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<DecimalValue, Wrong> {
    switch CellParser.number(bytes, measure: measure) {
    case .failure(let failure): return .failure(wrong(failure))
    case .success(let number):
      if isPercent {
        if !number.isPercent, number.rational > Rational.one { return .failure(.percentWanted) }
      } else {
        if number.isPercent { return .failure(.percentUnwanted) }
        if let wholeWord, !number.value.isWhole { return .failure(.notWhole(wholeWord)) }
      }
      return .success(number.value)
    }
  }

  private func wrong(_ failure: NumberFailure) -> Wrong {
    switch failure {
    case .blank: .blank
    case .notANumber: .notANumber(nil)
    case .trailingText: measure.isEmpty ? .notANumber(nil) : .trailingText(measure)
    case .exponent:
      .notANumber(
        Phrase(
          "这是科学记数，位数已经丢失：请在电子表格里把该列设为常规或数值格式后重新另存",
          "this is scientific notation, and digits are lost: format the column as numbers and save again"))
    case .badGrouping:
      .notANumber(
        Phrase(
          "千分位逗号应每三位一个，如 12,345；小数点请用“.”",
          "separators part groups of three digits (12,345); decimals follow a point"))
    case .tooManyDigits:
      .notANumber(
        Phrase(
          "数字超过 \(Rational.mostDigits) 位，不像是数量：请核对是否填错了列",
          "more than \(Rational.mostDigits) digits are no quantity: check whether the columns have shifted"))
    }
  }

  /// The total and each field of a notation cell.
  func fields(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<[DecimalValue], Wrong> {
    switch CellParser.notation(bytes, marks: marks) {
    case .failure(.blank): return .failure(.blank)
    case .failure(.badPart), .failure(.unknownMark), .failure(.repeatedMark):
      return .failure(
        .notation(marks.enumerated().map { "\($0.offset + 1)\($0.element)" }.joined(separator: "+")))
    case .success(let parts):
      if let wholeWord, parts.contains(where: { !$0.isWhole }) { return .failure(.notWhole(wholeWord)) }
      return .success([DecimalValue(Rational.sum(parts.map(\.rational)))] + parts)
    }
  }
}

extension Phrase {
  /// A cell's text within a message, cut where it is long.
  init(cell text: String) { self.init(DisplayWidth.cut(CellParser.trimmed(text), to: 60)) }

  /// A list of names.
  init(names: [String]) {
    self.init(names.joined(separator: "、"), names.joined(separator: ", "))
  }
}

extension DecimalValue {
  init(_ number: Rational) {
    if let scale = number.decimalScale, scale <= 18, let value = number.fixed(scale: scale) {
      self = .fixed(value, scale: scale)
    } else {
      self = .wide(number)
    }
  }

  var isWhole: Bool {
    if case .fixed(_, 0) = self { return true }
    return rational.isInteger
  }
}

/// Numbers of a column as they are read, brought to one scale at the end.
struct NumberStrip {
  private var values: [Int64] = []
  private var scales: [UInt8] = []
  private var absent: [Bool] = []
  private var hasAbsent = false
  private var deepest: UInt8 = 0
  private var wide: [Int: Rational] = [:]

  init(capacity: Int) {
    values.reserveCapacity(capacity)
    scales.reserveCapacity(capacity)
    absent.reserveCapacity(capacity)
  }

  mutating func append(_ number: DecimalValue?) {
    absent.append(number == nil)
    switch number {
    case .fixed(let value, let scale):
      let narrow = UInt8(clamping: scale)
      deepest = max(deepest, narrow)
      values.append(value)
      scales.append(narrow)
    case .wide(let value):
      wide[values.count] = value
      values.append(0)
      scales.append(0)
    case nil:
      hasAbsent = true
      values.append(0)
      scales.append(0)
    }
  }

  var numbers: Numbers {
    let mask = hasAbsent ? absent : []
    if wide.isEmpty, let fixed = aligned() {
      return Numbers(.fixed(fixed, scale: Int(deepest)), absent: mask)
    }
    let exact = values.indices.map { wide[$0] ?? Rational(fixed: values[$0], scale: Int(scales[$0])) }
    return Numbers(.exact(exact), absent: mask)
  }

  private func aligned() -> [Int64]? {
    if deepest == 0 { return values }
    var powers: [Int64] = [1]
    while powers.count <= Int(deepest), let last = powers.last {
      let (next, overflow) = last.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      powers.append(next)
    }
    var overflow = false
    let result = values.indices.map { index -> Int64 in
      let (value, failed) = values[index].multipliedReportingOverflow(
        by: powers[Int(deepest &- scales[index])])
      overflow = overflow || failed
      return value
    }
    return overflow ? nil : result
  }
}
