import Exact

/// A number as a workbook stores it: decimal digits of a binary fraction, such as 1.1000000000000001.
///
/// Spreadsheets hold 15 significant digits and show no more; a stored number is brought back to these by
/// rounding its decimal digits, so that 1.1 typed is 1.1 read. No binary arithmetic takes part.
struct SpreadsheetNumber: Equatable {
  /// The plain decimal: 1.1, -0.05, 1200.
  var text: [UInt8]
  /// Whether it is a whole number of more than 15 digits, the last of which the spreadsheet has not kept.
  var isBeyondPrecision: Bool

  static let precision = 15

  /// nil where the bytes are no number, or one beyond ±10^308.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var digits: [UInt8] = []
    // Digits before the point.
    var point = 0
    var sawPoint = false
    var sawDigit = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        sawDigit = true
        if byte != 0x30 || !digits.isEmpty {
          digits.append(byte &- 0x30)
          if !sawPoint { point += 1 }
        } else if sawPoint {
          point -= 1
        }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break
      }
      index += 1
    }
    guard sawDigit, digits.count < 400 else { return nil }
    if index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"),
        let exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)), abs(exponent) <= 400
      else { return nil }
      point += exponent
    }
    guard abs(point) <= 309 else { return nil }
    while digits.last == 0 { digits.removeLast() }
    isBeyondPrecision = point > Self.precision && digits.count > Self.precision
    Self.round(&digits, &point)
    guard !digits.isEmpty else {
      text = [0x30]
      return
    }
    text = isNegative ? [UInt8(ascii: "-")] : []
    if point <= 0 {
      text += [0x30, UInt8(ascii: ".")] + [UInt8](repeating: 0x30, count: -point)
      text += digits.map { $0 + 0x30 }
    } else {
      text += digits.prefix(point).map { $0 + 0x30 }
      if digits.count < point { text += [UInt8](repeating: 0x30, count: point - digits.count) }
      if digits.count > point {
        text.append(UInt8(ascii: "."))
        text += digits.dropFirst(point).map { $0 + 0x30 }
      }
    }
  }

  /// To 15 significant digits, half up.
  private static func round(_ digits: inout [UInt8], _ point: inout Int) {
    guard digits.count > precision else { return }
    let goesUp = digits[precision] >= 5
    digits.removeLast(digits.count - precision)
    if goesUp {
      var index = precision - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
  }
}

extension SpreadsheetNumber {
  /// The number as its cell shows it where the format is a percentage: 1.18 is 118%.
  var percentText: [UInt8] {
    let isNegative = text.first == UInt8(ascii: "-")
    let parts = text.drop { $0 == UInt8(ascii: "-") }.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    var decimals = parts.count > 1 ? Array(parts[1]) : []
    while decimals.count < 2 { decimals.append(0x30) }
    let whole = (Array(parts.first ?? []) + decimals.prefix(2)).drop { $0 == 0x30 }
    let rest = decimals.dropFirst(2)
    return (isNegative ? [UInt8(ascii: "-")] : []) + (whole.isEmpty ? [0x30] : Array(whole))
      + (rest.isEmpty ? [] : [UInt8(ascii: ".")] + rest) + [UInt8(ascii: "%")]
  }

  /// The number as a day or a time of day in ISO form; nil where the calendar has no such day.
  func dateText(_ form: DateForm, countsFrom1904: Bool) -> String? {
    let plain = String(decoding: text, as: UTF8.self)
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard !plain.hasPrefix("-"), let whole = parts.first.flatMap({ Int($0) }) else { return nil }
    var serial = whole
    var seconds = 0
    if parts.count > 1 {
      let digits = parts[1].prefix(10)
      guard let fraction = Int(digits + String(repeating: "0", count: 10 - digits.count)) else { return nil }
      seconds = (fraction * 86_400 + 5_000_000_000) / 10_000_000_000
      if seconds == 86_400 { (serial, seconds) = (serial + 1, 0) }
    }
    let time = Self.time(seconds)
    if form == .time, serial == 0 { return time }
    guard let date = Self.date(serial, countsFrom1904: countsFrom1904) else { return nil }
    switch form {
    case .none, .percent, .date, .time: return seconds == 0 ? date.text : date.text + " " + time
    case .month: return String(date.text.dropLast(3))
    case .year: return String(date.text.prefix(4))
    }
  }

  private static func date(_ serial: Int, countsFrom1904: Bool) -> CivilDate? {
    guard serial >= 0, serial <= 2_958_465 else { return nil }
    if countsFrom1904 { return CivilCalendar.civil(fromDays: Int32(serial + 1462 - 25_569)) }
    // Day 60 is 29 February 1900, which spreadsheets count and the calendar does not have.
    guard serial >= 1, serial != 60 else { return nil }
    return CivilCalendar.civil(fromDays: Int32(serial - (serial < 60 ? 25_568 : 25_569)))
  }

  private static func time(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let minutes = two(seconds / 3600) + ":" + two(seconds / 60 % 60)
    return seconds % 60 == 0 ? minutes : minutes + ":" + two(seconds % 60)
  }
}
