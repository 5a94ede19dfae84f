extension Rational: CustomStringConvertible {
  /// The same as ``plain``.
  public var description: String { plain }

  /// Lowest terms: "95/24", "5", "-1/2".
  public var fraction: String {
    isBeyond ? "…" : isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The shortest exact decimal if there is one ("3.75"), otherwise the fraction ("1/3").
  public var plain: String {
    var bytes: [UInt8] = []
    appendPlain(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Exactly `digits` decimals (0 … 400): "3.96", "-0.50". A value that rounds to zero has no sign.
  public func decimal(digits: Int, mode: RoundingMode = .halfUp) -> String {
    var bytes: [UInt8] = []
    appendDecimal(digits: digits, mode: mode, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as per cent with exactly `digits` decimals: 19/24 to two digits is "79.17%".
  public func percent(digits: Int, mode: RoundingMode = .halfUp) -> String {
    (self * .oneHundred).decimal(digits: digits, mode: mode) + "%"
  }

  /// Appends what ``plain`` gives, without making a string.
  public func appendPlain(to bytes: inout [UInt8]) {
    if let scale = decimalScale {
      append(scale: scale, mode: .down, to: &bytes)
    } else {
      bytes.append(contentsOf: fraction.utf8)
    }
  }

  /// Appends what ``decimal(digits:mode:)`` gives, without making a string.
  public func appendDecimal(digits: Int, mode: RoundingMode = .halfUp, to bytes: inout [UInt8]) {
    append(scale: min(max(digits, 0), 400), mode: mode, to: &bytes)
  }

  private func append(scale: Int, mode: RoundingMode, to bytes: inout [UInt8]) {
    if isBeyond {
      bytes.append(contentsOf: "…".utf8)
      return
    }
    if let word = smallSteps(mode, digits: scale) {
      FixedKernels.append(word, scale: scale, to: &bytes)
      return
    }
    let steps = steps(mode, digits: scale)
    if steps.isNegative { bytes.append(0x2D) }
    let digits = steps.limbs.digits
    let zeros = max(0, scale &+ 1 &- digits.count)
    let padded = [UInt8](repeating: 0x30, count: zeros) + digits
    bytes.append(contentsOf: padded.dropLast(scale))
    if scale > 0 {
      bytes.append(0x2E)
      bytes.append(contentsOf: padded.suffix(scale))
    }
  }
}
