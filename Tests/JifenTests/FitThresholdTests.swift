import Diagnostics
import Jifen
import Testing

/// Thresholds (满 36 条) recovered from published tables, held against scoring every value of a grid.
@Suite struct FitThresholdTests {
  private static let method = """
    办法 “门槛”
    表 报送，每行一个单位，空格作 0：
        单位      名称
        条数 要情  条
    条款 “一”：
        条数 满 36 条 的，得 5 分
        要情 每条 2 分
    条款 “二”：
        条数 超过 20 条 的，得 3 分
    总分 = 各条款之和
    公布 “得分”：单位、总分

    """

  private func desk(_ counts: [(Int, Int)]) throws -> AuditDesk {
    let rows = counts.enumerated().map { "单位\($0.offset)号,\($0.element.0),\($0.element.1)" }
    return try AuditDesk(Self.method, [("报送", (["单位,条数,要情"] + rows).joined(separator: "\n"))])
  }

  /// The address of the figure with a written value.
  private func address(_ desk: AuditDesk, _ value: Rational) throws -> String {
    try #require(desk.method.plan.figures.first { $0.value == value }).address(.chinese)
  }

  private func lines(_ desk: AuditDesk, _ settings: [String]) throws -> [[String]] {
    try #require(try desk.published(settings).first?.lines)
  }

  @Test func oneThreshold() throws {
    let desk = try desk([(10, 1), (25, 0), (29, 2), (30, 1), (33, 0), (36, 1), (40, 3), (52, 0)])
    let full = try address(desk, 36)
    let file = AuditDesk.file("得分.csv", try lines(desk, [full + "=30"]))
    let fit = try desk.fit([file], free: [full])
    // 29 < t ≤ 30 give the same table: several, unless only whole figures count.
    #expect(fit.verdict == .several && fit.isProven && fit.reproduces == 8 && fit.of == 8)
    let figure = try #require(fit.figures.first)
    #expect(figure.low == 29 && figure.high == 30 && figure.isLowOpen && !figure.isHighOpen)
    #expect(figure.recovered == 30 && figure.written == 36)
    #expect(figure.rangeWords.chinese == "大于 29、不超过 30")
    #expect(figure.rangeWords.english == "above 29, at most 30")
    #expect(fit.pinnedBy.map(\.row) == ["单位2号", "单位3号"])
    #expect(fit.writtenReproduces == 6)
    let whole = try desk.fit([file], free: [full], domain: FigureDomain(step: 1, isNonNegative: true))
    #expect(whole.verdict == .unique && whole.figures.map(\.recovered) == [30])
    // Found without being named, and offered by an audit.
    let searched = try desk.fit([file])
    #expect(searched.changed.map(\.recovered) == [30] && searched.changed.map(\.figure) == [figure.figure])
  }

  @Test func offeredByAnAudit() throws {
    let desk = try desk((0..<40).map { ($0 + 10, $0 % 3) })
    let full = try address(desk, 36)
    let audit = try desk.audit([AuditDesk.file("得分.csv", try lines(desk, [full + "=24"]))])
    let offer = try #require(audit.offer)
    #expect(offer.changed.map(\.recovered) == [24] && offer.reproduces == 40)
    #expect(audit.disagreements.allSatisfy { $0.kind == .otherFigures })
    #expect(audit.disagreements.count == 12)
  }

  @Test func contradiction() throws {
    // 25 got the five points, 30 and 40 did not: no threshold does that.
    let desk = try desk([(10, 0), (25, 0), (30, 0), (40, 0), (41, 0)])
    let fit = try desk.fit(
      [
        AuditDesk.file("得分.csv", [["单位", "总分"]] + zip(0..., [5, 8, 3, 3, 3]).map { ["单位\($0)号", "\($1)"] })
      ],
      free: [try address(desk, 36)])
    #expect(fit.verdict == .none)
    #expect(fit.contradicting.count == 2)
    #expect(Set(fit.contradicting.map(\.row)).isSubset(of: ["单位0号", "单位1号", "单位2号", "单位3号", "单位4号"]))
  }

  /// Every value of a grid scored: the best count, where it is reached, and which rows fail beyond the ends.
  @Test func againstEveryValue() throws {
    for seed in 0..<FitPropertyTests.cases * 2 {
      var random = PropertyRandom(seed: 7000 + seed)
      let desk = try desk((0..<random.int(4...9)).map { _ in (random.int(0...24), random.int(0...2)) })
      let isStrict = random.chance(50)
      let free = try address(desk, isStrict ? 20 : 36)
      var published = try lines(desk, ["\(free)=\(random.int(0...24))"])
      for place in 1..<published.count where random.chance(20) {
        published[place][1] = "\(random.int(0...12))"
      }
      let grid = (-2...52).map { Rational($0, over: 2) ?? .zero }
      let counts = try grid.map { value in
        let own = try lines(desk, [free + "=" + value.plain])
        return zip(published, own).filter { $0 == $1 }.count - 1
      }
      let most = try #require(counts.max())
      let fit = try desk.fit([AuditDesk.file("得分.csv", published)], free: [free])
      let figure = try #require(fit.figures.first)
      #expect(fit.reproduces == most && fit.isProven, "seed \(seed)")
      // The range and the alternatives together are all values that reproduce as many rows.
      func isInside(_ figure: Fit.Recovered, _ value: Rational) -> Bool {
        if let low = figure.low, figure.isLowOpen ? value <= low : value < low { return false }
        if let high = figure.high, figure.isHighOpen ? value >= high : value > high { return false }
        return true
      }
      let base = try lines(desk, [free + "=" + figure.recovered.plain])
      let rows = zip(published, base).map { $0 == $1 }
      for (value, count) in zip(grid, counts) {
        let own = zip(published, try lines(desk, [free + "=" + value.plain])).map { $0 == $1 }
        if isInside(figure, value) { #expect(own == rows, "seed \(seed) at \(value.plain)") }
        if count == most, own == rows, !isInside(figure, value) {
          #expect(!fit.alternatives.isEmpty || fit.verdict == .none, "seed \(seed) at \(value.plain)")
        }
      }
      let holding = zip(grid, counts).filter { $0.1 == most && !isInside(figure, $0.0) }
      if fit.verdict != .none { #expect(holding.isEmpty == fit.alternatives.isEmpty, "seed \(seed)") }
      if fit.verdict == .unique {
        #expect(zip(grid, counts).filter { $0.1 == most }.count == 1, "seed \(seed)")
      }
    }
  }

  /// A threshold together with the points behind another line.
  @Test func withPoints() throws {
    for seed in 0..<FitPropertyTests.cases {
      var random = PropertyRandom(seed: 7500 + seed)
      let desk = try desk((0..<24).map { _ in (random.int(0...50), random.int(0...4)) })
      let full = try address(desk, 36)
      let points = try address(desk, 2)
      let (limit, each) = (random.int(10...45), random.int(3...9))
      let file = AuditDesk.file("得分.csv", try lines(desk, ["\(full)=\(limit)", "\(points)=\(each)"]))
      let fit = try desk.fit([file], free: [full, points])
      #expect(fit.reproduces == 24 && fit.isProven, "seed \(seed)")
      #expect(fit.figures.last?.recovered == Rational(each), "seed \(seed)")
      let figure = try #require(fit.figures.first)
      #expect(figure.low.map { $0 < Rational(limit) } ?? true, "seed \(seed)")
      #expect(figure.high.map { Rational(limit) <= $0 } ?? true, "seed \(seed)")
    }
  }
}
