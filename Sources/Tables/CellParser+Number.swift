import Exact

/// The value of a decimal number: fixed-point where it fits, else a fraction.
public enum DecimalValue: Hashable, Sendable {
  /// `mantissa ÷ 10^scale`, with a scale of 0 … 18 and at most 18 digits.
  case fixed(Int64, scale: Int)
  case wide(Rational)

  public var rational: Rational {
    switch self {
    case .fixed(let mantissa, let scale): Rational(fixed: mantissa, scale: scale)
    case .wide(let value): value
    }
  }

  var hundredth: DecimalValue {
    switch self {
    case .fixed(let mantissa, let scale):
      scale <= 16
        ? .fixed(mantissa, scale: scale + 2) : .wide(Rational(fixed: mantissa, scale: scale + 2))
    case .wide(let value): .wide(value * Rational(fixed: 1, scale: 2))
    }
  }
}

/// A number cell: its value, a hundredth of what is written where it bears a percent sign.
public struct CellNumber: Hashable, Sendable {
  public var value: DecimalValue
  public var isPercent: Bool

  public init(_ value: DecimalValue, isPercent: Bool = false) {
    self.value = value
    self.isPercent = isPercent
  }

  public var rational: Rational { value.rational }
}

/// Why a cell is not a number.
public enum NumberFailure: Error, Hashable, Sendable {
  case blank
  case notANumber
  /// 1e5, which spreadsheets show for long numbers: digits have been lost.
  case exponent
  /// Thousands separators that do not part groups of three digits.
  case badGrouping
  /// A number with something after it.
  case trailingText(String)
  /// More digits than ``Rational/mostDigits``.
  case tooManyDigits
}

extension CellParser {
  /// The number of a cell: sign, digits, thousands separators, decimal point, percent sign.
  /// - Parameter measure: a measure word that may stand after the number (5条), "" for none.
  public static func number(
    _ cell: UnsafeBufferPointer<UInt8>, measure: String = ""
  ) -> Result<CellNumber, NumberFailure> {
    if let plain = FixedKernels.parse(cell) {
      return .success(CellNumber(.fixed(plain.value, scale: plain.scale)))
    }
    return cell.withFolded { number(folded: $0, measure) }
  }

  public static func number(_ cell: String, measure: String = "") -> Result<CellNumber, NumberFailure> {
    borrow(cell) { number($0, measure: measure) }
  }

  private static func number(folded: CellBytes, _ measure: String) -> Result<CellNumber, NumberFailure> {
    if folded.isEmpty { return .failure(.blank) }
    var cursor = CellCursor(folded)
    switch decimal(&cursor, signed: true) {
    case .failure(let failure): return .failure(failure)
    case .success(let value):
      cursor.skipSpaces()
      if cursor.take(UInt8(ascii: "%")) {
        return cursor.isAtEnd
          ? .success(CellNumber(value.hundredth, isPercent: true))
          : .failure(.trailingText(cursor.rest.string))
      }
      if !measure.isEmpty { _ = cursor.take(measure) }
      return cursor.isAtEnd ? .success(CellNumber(value)) : .failure(.trailingText(cursor.rest.string))
    }
  }

  /// A decimal number at the cursor, with thousands separators; the cursor stands behind it.
  static func decimal(_ cursor: inout CellCursor, signed: Bool) -> Result<DecimalValue, NumberFailure> {
    var plain: [UInt8] = []
    if signed, let sign = cursor.next, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      _ = cursor.take(sign)
      cursor.skipSpaces()
      plain.append(sign)
    }
    let start = cursor.index
    guard groups(&cursor, into: &plain) else { return .failure(.badGrouping) }
    if cursor.take(UInt8(ascii: ".")) {
      let point = cursor.index
      guard cursor.digits() != nil else { return .failure(.notANumber) }
      plain.append(UInt8(ascii: "."))
      plain += cursor.bytes[point..<cursor.index]
    }
    guard cursor.index > start else { return .failure(.notANumber) }
    if let letter = cursor.next, letter | 0x20 == UInt8(ascii: "e") {
      var ahead = cursor
      _ = ahead.take(letter)
      if !ahead.take(UInt8(ascii: "+")) { _ = ahead.take(UInt8(ascii: "-")) }
      if ahead.digits() != nil { return .failure(.exponent) }
    }
    if let fixed = plain.withUnsafeBufferPointer({ FixedKernels.parse($0) }) {
      return .success(.fixed(fixed.value, scale: fixed.scale))
    }
    guard let wide = Rational(decimal: plain) else { return .failure(.tooManyDigits) }
    return .success(.wide(wide))
  }

  /// Whole digits, in groups of three where there are separators; false where the groups are of other sizes.
  private static func groups(_ cursor: inout CellCursor, into plain: inout [UInt8]) -> Bool {
    let start = cursor.index
    guard let first = cursor.digits() else { return true }
    plain += cursor.bytes[start..<cursor.index]
    guard cursor.next == UInt8(ascii: ",") else { return true }
    guard first.count <= 3, cursor.bytes[start] != UInt8(ascii: "0") else { return false }
    while cursor.take(UInt8(ascii: ",")) {
      let group = cursor.index
      guard cursor.digits()?.count == 3 else { return false }
      plain += cursor.bytes[group..<cursor.index]
    }
    return true
  }
}
