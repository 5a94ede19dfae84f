import Jifen
import Testing

@testable import Auditing

/// Verdicts and their certificates on small tables, held against trying everything.
@Suite struct FitCertificateTests {
  private static let method = """
    办法 “证明”
    表 采用，每行一个单位，空格作 0：
        单位     名称
        甲 乙    条
    条款 “一”：
        甲 每条 5 分
        乙 每条 2 分
    总分 = 条款“一”
    公布 “得分”：单位、总分

    """

  private func fit(
    _ counts: [(Int, Int)], _ printed: [String], _ domain: FigureDomain = FigureDomain()
  ) throws -> Fit {
    let rows = counts.enumerated().map { "单位\($0.offset)号,\($0.element.0),\($0.element.1)" }
    let desk = try AuditDesk(Self.method, [("采用", (["单位,甲,乙"] + rows).joined(separator: "\n"))])
    let lines = [["单位", "总分"]] + printed.enumerated().map { ["单位\($0.offset)号", $0.element] }
    return try desk.fit([AuditDesk.file("得分.csv", lines)], free: ["“一” 甲 每", "“一” 乙 每"], domain: domain)
  }

  @Test func unique() throws {
    let fit = try fit([(1, 0), (0, 1), (2, 3)], ["6", "3", "21"])
    #expect(fit.verdict == .unique && fit.isProven)
    #expect(fit.figures.map(\.recovered) == [6, 3])
    #expect(fit.pinnedBy.map(\.row) == ["单位0号", "单位1号"])
    #expect(fit.pinnedBy.first?.text.chinese == "总分：“一” 甲 每 = 6")
    #expect(fit.family.isEmpty && fit.contradicting.isEmpty)
  }

  @Test func several() throws {
    // Twice as many 乙 everywhere: only 甲 + 2 乙 is known. The blank row would decide.
    let fit = try fit([(1, 2), (2, 4), (3, 6), (1, 0)], ["13", "26", "39", ""])
    #expect(fit.verdict == .several)
    #expect(fit.figures[0].recovered + fit.figures[1].recovered * 2 == 13)
    #expect(fit.figures.allSatisfy { $0.low == nil && $0.high == nil })
    #expect(fit.family.map(\.chinese) == ["“一” 甲 每 + 2 × “一” 乙 每 = 13"])
    let whole = try self.fit(
      [(1, 2), (2, 4), (3, 6)], ["13", "26", "39"], FigureDomain(step: 1, isNonNegative: true))
    #expect(whole.verdict == .several)
    #expect(whole.figures.map(\.low) == [0, 0])
    #expect(whole.figures.allSatisfy { $0.recovered.isInteger })
    // 0 ≤ 甲, 乙 and 甲 + 3 乙 = 2 leaves 2 and 0 alone among whole figures.
    let one = try self.fit([(1, 3), (2, 6)], ["2", "4"], FigureDomain(step: 1, isNonNegative: true))
    #expect(one.verdict == .unique && one.figures.map(\.recovered) == [2, 0])
  }

  @Test func decidingRows() throws {
    // Ten rows that know only 甲 + 乙, and one that is wrong whatever holds but would tell them apart.
    let counts = (1...9).map { ($0, $0) } + [(2, 1), (2, 1)]
    let printed = (1...9).map { "\($0 * 8)" } + ["13", "14"]
    let fit = try fit(counts, printed)
    #expect(fit.verdict == .unique)
    #expect(fit.reproduces == 10 && fit.left.count == 1)
  }

  @Test func none() throws {
    let fit = try fit([(1, 0), (1, 0), (1, 0), (0, 1), (0, 1), (0, 1)], ["3", "4", "6", "1", "5", "7"])
    #expect(fit.verdict == .none)
    #expect(fit.reproduces == 2 && fit.of == 6)
    #expect(fit.contradicting.count == 2)
    #expect(fit.left.count == 4)
  }

  /// Random strips of two and three figures: the deepest points, feasibility and conflicts by trying all corners.
  @Test func consensusAgainstAllCorners() {
    for seed in 0..<FitPropertyTests.cases * 4 {
      var random = PropertyRandom(seed: seed)
      let dimension = 2 + seed % 2
      let strips = (0..<(6 + seed % 5)).map { row -> Strip in
        let low = Rational(random.int(-6...12))
        let width = random.chance(50) ? Rational.zero : Rational(random.int(1...4))
        return Strip(
          coefficients: (0..<dimension).map { _ in Rational(random.int(0...3)) }, low: low, high: low + width,
          rows: [row])
      }.filter { $0.coefficients.contains { !$0.isZero } }
      var consensus = Consensus(strips, dimension: dimension)
      let found = consensus.deepest()
      #expect(consensus.isExhaustive)
      let most = corners(strips, dimension).map { point in strips.count { $0.holds(at: point) } }.max() ?? 0
      // Where fewer planes than figures meet, a corner does not exist, but the search still finds a point.
      #expect(found.first.map { $0.weight >= most } ?? false, "seed \(seed)")
      #expect(found.allSatisfy { point in strips.count { $0.holds(at: point.figures) } == point.weight })

      let conflict = Fitter.minimalConflict(strips, dimension)
      let isFeasible = LinearProgram.isFeasible(strips.flatMap(\.halfSpaces), dimension: dimension)
      #expect(conflict.isEmpty == isFeasible, "seed \(seed)")
      if !isFeasible {
        #expect(conflict.count <= dimension + 1)
        #expect((found.first?.weight ?? 0) < strips.count)
        #expect(!LinearProgram.isFeasible(conflict.flatMap(\.halfSpaces), dimension: dimension))
        for left in conflict.indices {
          let rest = conflict.indices.filter { $0 != left }.flatMap { conflict[$0].halfSpaces }
          #expect(LinearProgram.isFeasible(rest, dimension: dimension), "seed \(seed): not minimal")
        }
      } else {
        #expect(found.first?.weight == strips.count, "seed \(seed)")
      }
    }
  }

  /// All points where as many boundaries meet as there are figures.
  private func corners(_ strips: [Strip], _ dimension: Int) -> [[Rational]] {
    let planes = strips.flatMap { strip in
      (strip.isExact ? [strip.low] : [strip.low, strip.high]).map { (strip.coefficients, $0) }
    }
    var points: [[Rational]] = []
    func choose(_ from: Int, _ chosen: [([Rational], Rational)]) {
      if chosen.count == dimension {
        if let point = Self.solve(chosen) { points.append(point) }
        return
      }
      for place in from..<max(from, planes.count) { choose(place + 1, chosen + [planes[place]]) }
    }
    choose(0, [])
    return points
  }

  /// Gauss–Jordan elimination; nil where the planes meet in no single point.
  private static func solve(_ planes: [([Rational], Rational)]) -> [Rational]? {
    var rows = planes.map { $0.0 + [$0.1] }
    let size = rows.count
    for column in 0..<size {
      guard let pivot = (column..<size).first(where: { !rows[$0][column].isZero }) else { return nil }
      rows.swapAt(column, pivot)
      let lead = rows[column][column]
      rows[column] = rows[column].map { $0.divided(by: lead) ?? 0 }
      for row in 0..<size where row != column {
        let factor = rows[row][column]
        rows[row] = zip(rows[row], rows[column]).map { $0 - factor * $1 }
      }
    }
    return rows.map { $0[size] }
  }

  @Test func simplestValues() {
    let any = FigureDomain()
    #expect(any.simplest(Rational(fixed: 598, scale: 2), Rational(fixed: 602, scale: 2), near: 8) == 6)
    #expect(
      any.simplest(Rational(fixed: 55, scale: 1), Rational(fixed: 59, scale: 1), near: nil)?.plain == "5.7")
    #expect(any.simplest(5, 9, near: 7) == 7)
    #expect(any.simplest(nil, 3, near: 8) == 2)
    #expect(any.simplest(4, 3, near: nil) == nil)
    let halves = FigureDomain(step: Rational(1, over: 2), isNonNegative: true)
    #expect(halves.simplest(-5, Rational(fixed: 7, scale: 1), near: -2)?.plain == "0.5")
    #expect(halves.simplest(Rational(fixed: 51, scale: 1), Rational(fixed: 54, scale: 1), near: nil) == nil)
  }
}
