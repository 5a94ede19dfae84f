import Testing

@testable import Exact

@Suite("Fixed-point columns")
struct FixedKernelsTests {
  private func columns(_ seed: UInt64, _ count: Int, bits: UInt64) -> ([Int64], [Int64]) {
    var generator = SeededGenerator(seed: seed)
    func lane() -> Int64 {
      bits == 64 ? generator.word() : Int64(truncatingIfNeeded: generator.next()) >> Int64(64 - bits)
    }
    return ((0..<count).map { _ in lane() }, (0..<count).map { _ in lane() })
  }

  /// The lanes in double width, or nil if one does not fit.
  private func narrow(_ lanes: [Int128]) -> [Int64]? {
    lanes.contains { Int64(exactly: $0) == nil } ? nil : lanes.map { Int64(truncatingIfNeeded: $0) }
  }

  @Test("Rounded quotients agree with fractions")
  func quotients() {
    for seed in 0..<200 as Range<UInt64> {
      let bits: UInt64 = [4, 20, 40, 63, 64][Int(seed % 5)]
      var (a, b) = columns(seed, Int(seed % 9) + 2, bits: bits)
      if seed % 3 == 0 { b[0] = 0 }
      if seed % 7 == 0 { a[1] = Int64.min }
      let mode = RoundingMode.allCases[Int(seed) % RoundingMode.allCases.count]
      let lanes = zip(a, b).map { left, right in
        Rational(fixed: left, scale: 0).divided(by: Rational(fixed: right, scale: 0))?.rounded(
          mode, digits: 0)
      }
      let hasLeast = zip(a, b).contains { $1 == Int64.min || ($1 != 0 && $0 == Int64.min) }
      let found = FixedKernels.quotient(a, b, shift: 0, mode: mode)
      guard !hasLeast else {
        #expect(found == nil)
        continue
      }
      #expect(found?.undefined == lanes.indices.filter { lanes[$0] == nil })
      #expect(found?.values.map { Rational(fixed: $0, scale: 0) } == lanes.map { $0 ?? .zero })
    }
  }

  @Test("Many numbers as texts are those of each by itself, without zeros at the end")
  func manyTexts() {
    for seed in 0..<200 as Range<UInt64> {
      let bits: UInt64 = [1, 4, 20, 63, 64][Int(seed % 5)]
      var (values, _) = columns(seed, Int(seed % 9), bits: bits)
      values += [0, 10, -100, 1_000_000_000, Int64.max, Int64.min]
      let scale = Int(seed % 22)
      let isWritten = seed % 2 == 0 ? [] : values.map { $0 % 3 != 0 }
      var bytes: [UInt8] = [0x40]
      var ends: [Int] = []
      FixedKernels.append(values, scale: scale, where: isWritten, to: &bytes, ends: &ends)
      var wanted = "@"
      for (row, value) in values.enumerated() {
        if isWritten.isEmpty || isWritten[row] { wanted += Rational(fixed: value, scale: scale).plain }
        #expect(ends[row] == wanted.utf8.count)
      }
      #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    }
  }

  @Test("Every kernel agrees with double width, also about what does not fit")
  func agreement() {
    for seed in 0..<400 as Range<UInt64> {
      let bits: UInt64 = [20, 31, 40, 63, 64][Int(seed % 5)]
      let (a, b) = columns(seed, Int(seed % 9), bits: bits)
      let pairs = zip(a, b).map { (Int128($0), Int128($1)) }
      #expect(FixedKernels.add(a, b) == narrow(pairs.map { $0 + $1 }))
      #expect(FixedKernels.subtract(a, b) == narrow(pairs.map { $0 - $1 }))
      #expect(FixedKernels.multiply(a, b) == narrow(pairs.map { $0 * $1 }))
      #expect(FixedKernels.negate(a) == narrow(a.map { -Int128($0) }))
      let constant = b.first ?? 3
      #expect(FixedKernels.add(a, constant: constant) == narrow(a.map { Int128($0) + Int128(constant) }))
      #expect(FixedKernels.multiply(a, constant: constant) == narrow(a.map { Int128($0) * Int128(constant) }))
      for places in 0...18 {
        let power = Int128(PowerOfTen.table[places])
        #expect(FixedKernels.scaleUp(a, by: places) == narrow(a.map { Int128($0) * power }))
      }
      #expect(FixedKernels.min(a, b) == zip(a, b).map { min($0, $1) })
      #expect(FixedKernels.max(a, b) == zip(a, b).map { max($0, $1) })
      #expect(FixedKernels.min(a, constant: constant) == a.map { min($0, constant) })
      #expect(FixedKernels.max(a, constant: constant) == a.map { max($0, constant) })
      #expect(FixedKernels.compare(a, b) == zip(a, b).map { $0 < $1 ? -1 : $0 == $1 ? 0 : 1 })
      #expect(
        FixedKernels.compare(a, constant: constant) == a.map { $0 < constant ? -1 : $0 == constant ? 0 : 1 })
      #expect(FixedKernels.sum(a, scale: 3) == Rational.sum(FixedKernels.rationals(a, scale: 3)))
    }
  }

  @Test("One lane that overflows, anywhere in a long column, is seen")
  func overflow() {
    for position in 0..<67 {
      var left = [Int64](repeating: 5, count: 67)
      let right = [Int64](repeating: 2, count: 67)
      left[position] = .max
      #expect(FixedKernels.add(left, right) == nil)
      #expect(FixedKernels.multiply(left, right) == nil)
      #expect(FixedKernels.add(left, constant: 1) == nil)
      #expect(FixedKernels.scaleUp(left, by: 1) == nil)
      #expect(FixedKernels.negate(left)?[position] == -Int64.max)
      left[position] = .min
      #expect(FixedKernels.subtract(left, right) == nil)
      #expect(FixedKernels.negate(left) == nil)
      #expect(FixedKernels.multiply(left, constant: -1) == nil)
    }
  }

  @Test("Rounding a column is rounding each fraction")
  func rounding() throws {
    for seed in 0..<60 as Range<UInt64> {
      let (a, _) = columns(seed, 40, bits: seed % 2 == 0 ? 64 : 12)
      for mode in RoundingMode.allCases {
        for (scale, digits) in [(4, 2), (18, 0), (2, 2), (1, 3), (18, 17)] {
          let result = try #require(FixedKernels.round(a, scale: scale, to: digits, mode: mode))
          #expect(result.scale == min(scale, digits))
          let expected = FixedKernels.rationals(a, scale: scale).map { $0.rounded(mode, digits: digits) }
          #expect(FixedKernels.rationals(result.values, scale: result.scale) == expected)
        }
      }
    }
    #expect(FixedKernels.round([1], scale: 19, to: 2, mode: .up) == nil)
    #expect(FixedKernels.round([1], scale: 2, to: -1, mode: .up) == nil)
  }

  @Test("Unequal lengths, empty columns and odd places")
  func shapes() {
    #expect(FixedKernels.add([1, 2, 3], [10]) == [11])
    #expect(FixedKernels.min([1, 2], []) == [])
    #expect(FixedKernels.add([], []) == [])
    #expect(FixedKernels.compare([], constant: 1) == [])
    #expect(FixedKernels.scaleUp([1], by: 19) == nil)
    #expect(FixedKernels.scaleUp([1], by: -1) == nil)
    #expect(FixedKernels.sum([], scale: 2) == .zero)
    #expect(FixedKernels.sum([.max, .max], scale: 0).plain == "18446744073709551614")
    #expect(FixedKernels.sum([.max, .max], scale: 2).plain == "184467440737095516.14")
  }

  @Test(
    "A rounded quotient has the sign of both, also of a negative divisor", arguments: RoundingMode.allCases)
  func quotientSigns(_ mode: RoundingMode) throws {
    let lefts: [Int64] = [7, -7, 7, -7, 5, -5, 6, 0]
    let rights: [Int64] = [2, 2, -2, -2, -2, -2, -4, -3]
    let found = try #require(FixedKernels.quotient(lefts, rights, shift: 0, mode: mode))
    for (lane, value) in found.values.enumerated() {
      let exact = try #require(Rational(Int(lefts[lane]), over: Int(rights[lane])))
      #expect(Rational(Int(value)) == exact.rounded(mode, digits: 0), "\(lefts[lane]) ÷ \(rights[lane])")
    }
    #expect(found.undefined.isEmpty)
  }

  @Test("Texts and columns of fractions")
  func texts() throws {
    func parse(_ text: String) -> (value: Int64, scale: Int)? {
      Array(text.utf8).withUnsafeBufferPointer { FixedKernels.parse($0) }
    }
    #expect(parse("3.50").map { $0 == (350, 2) } == true)
    #expect(parse("-.5").map { $0 == (-5, 1) } == true)
    #expect(parse("+12").map { $0 == (12, 0) } == true)
    #expect(parse("1234567890123456789") == nil)
    #expect(parse("5.") == nil)
    func text(_ value: Int64, _ scale: Int) -> String {
      var bytes: [UInt8] = Array("x".utf8)
      FixedKernels.append(value, scale: scale, to: &bytes)
      return String(decoding: bytes.dropFirst(), as: UTF8.self)
    }
    #expect(text(350, 2) == "3.50")
    #expect(text(-5, 2) == "-0.05")
    #expect(text(0, 0) == "0")
    #expect(text(0, 3) == "0.000")
    #expect(text(.min, 0) == "-9223372036854775808")
    #expect(text(.min, 18) == "-9.223372036854775808")
    #expect(text(7, -1) == "7")
    let column = try #require(
      FixedKernels.column([1, Rational(fixed: 25, scale: 2), Rational(fixed: -5, scale: 1)]))
    #expect(column.values == [100, 25, -50] && column.scale == 2)
    let third = try #require(Rational(1, over: 3))
    #expect(FixedKernels.column([third]) == nil)
    #expect(FixedKernels.column([Rational(fixed: 1, scale: 3)], most: 2) == nil)
    #expect(FixedKernels.column([Rational(Int.max), Rational(fixed: 1, scale: 1)]) == nil)
    #expect(FixedKernels.column([])?.scale == 0)
  }
}
