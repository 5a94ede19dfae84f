import Foundation
import Jifen
import Testing

/// Methods, other figures, a table computed with them, rows of it corrupted: the figures are recovered, and the
/// corrupted cells are those reported.
@Suite struct FitPropertyTests {
  static let cases =
    (ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 300) / 30

  private struct Subject {
    var desk: AuditDesk
    /// Written and true values of 甲, 乙, 丙, 丁.
    var written: [Int]
    var truth: [String]
    var lines: [[String]]
    var corrupted: Set<String>
  }

  private static let names = ["甲", "乙", "丙", "丁"]

  /// A method with four figures over `count` units; `changed` of them are other in the published table.
  private func subject(seed: Int, changed: Int, count: Int, wrong: Int, rounds: Bool) throws -> Subject {
    var random = PropertyRandom(seed: seed)
    let written = (0..<4).map { _ in random.int(1...9) }
    var truth = written.map(String.init)
    for place in Array(0..<4).shuffled(using: &random).prefix(changed) {
      var value = random.int(1...12)
      if value == written[place] { value += 13 }
      truth[place] = random.chance(40) ? "\(value).5" : "\(value)"
    }
    let cap =
      random.chance(50)
      ? "\n    丁 每条 \(written[3]) 分，最多 \(written[3] * 3 + 40) 分" : "\n    丁 每条 \(written[3]) 分"
    let format = rounds ? "总分、占比 百分比 四舍五入 1 位" : "总分、占比 百分比 四舍五入 0 位"
    let text = """
      办法 “推算”

      表 采用，每行一个单位，空格作 0：
          单位              名称
          甲 乙 丙 丁 基数   条

      条款 “一”：
          甲 每条 \(written[0]) 分
          乙 每条 \(written[1]) 分
          丙 每条 \(written[2]) 分

      条款 “二”：\(cap)
          基数 每条 1 分

      总分 = 各条款之和
      占比 = 总分 ÷ 240 分
      公布 “得分”：单位、\(format)

      """
    var rows = ["单位,甲,乙,丙,丁,基数"]
    for unit in 0..<count {
      rows.append(
        "单位\(unit)号,"
          + (0..<5).map { _ in "\(random.chance(25) ? 0 : random.int(0...7))" }.joined(separator: ","))
    }
    let desk = try AuditDesk(text, [("采用", rows.joined(separator: "\n"))])
    let settings = zip(Self.names, truth).enumerated().map { place, pair in
      "\(place < 3 ? "“一”" : "“二”") \(pair.0) 每=\(pair.1)"
    }
    var lines = try desk.published(settings)[0].lines
    var corrupted: Set<String> = []
    for place in Array(1...count).shuffled(using: &random).prefix(wrong) {
      guard let value = Rational(decimal: lines[place][1]) else { continue }
      lines[place][1] = (value + Rational(random.int(1...9))).plain
      corrupted.insert(lines[place][0])
    }
    return Subject(desk: desk, written: written, truth: truth, lines: lines, corrupted: corrupted)
  }

  private func address(_ place: Int) -> String { "\(place < 3 ? "“一”" : "“二”") \(Self.names[place]) 每" }

  @Test func figuresAreRecovered() throws {
    for seed in 0..<Self.cases {
      let changed = 1 + seed % 3
      let subject = try subject(
        seed: seed, changed: changed, count: 24, wrong: seed % 9, rounds: seed % 2 == 0)
      let free = (0..<4).filter { subject.truth[$0] != "\(subject.written[$0])" }
      let file = AuditDesk.file("得分.csv", subject.lines)
      let fit = try subject.desk.fit([file], free: free.map(address))
      #expect(fit.verdict == .unique, "seed \(seed)")
      #expect(fit.figures.map { $0.recovered.plain } == free.map { subject.truth[$0] }, "seed \(seed)")
      #expect(fit.reproduces == 24 - subject.corrupted.count, "seed \(seed)")
      #expect(Set(fit.contradicting.map(\.row)) == subject.corrupted, "seed \(seed)")
      // With the figures as they were, exactly the corrupted rows disagree.
      let settings = free.map { address($0) + "=" + subject.truth[$0] }
      let audit = try subject.desk.audit([file], settings)
      #expect(Set(audit.disagreements.map(\.row)) == subject.corrupted, "seed \(seed)")
      #expect(audit.corrections.count == subject.corrupted.count, "seed \(seed)")
    }
  }

  @Test func figuresAreFound() throws {
    for seed in 1000..<1000 + Self.cases / 2 {
      let subject = try subject(
        seed: seed, changed: 1 + seed % 2, count: 30, wrong: seed % 5, rounds: true)
      let fit = try subject.desk.fit([AuditDesk.file("得分.csv", subject.lines)])
      let found = fit.changed.map {
        (subject.desk.method.plan.figures[$0.figure].address(.chinese), $0.recovered.plain)
      }
      let wanted = (0..<4).filter { subject.truth[$0] != "\(subject.written[$0])" }
        .map { (address($0), subject.truth[$0]) }
      #expect(found.map { "\($0.0)=\($0.1)" } == wanted.map { "\($0.0)=\($0.1)" }, "seed \(seed)")
      #expect(fit.reproduces == 30 - subject.corrupted.count, "seed \(seed)")
      #expect(fit.isSearched)
    }
  }

  /// Only a rate, rounded to whole percents: an interval for each row, and a grid that leaves one value.
  @Test func roundedPrint() throws {
    for seed in 2000..<2000 + Self.cases / 2 {
      let subject = try subject(seed: seed, changed: 2, count: 40, wrong: 0, rounds: false)
      let free = (0..<4).filter { subject.truth[$0] != "\(subject.written[$0])" }
      let rates = subject.lines.map { [$0[0], $0[2]] }
      let file = AuditDesk.file("得分.csv", rates)
      let any = try subject.desk.fit([file], free: free.map(address))
      #expect(any.reproduces == 40, "seed \(seed)")
      for (figure, place) in zip(any.figures, free) {
        let truth = try #require(Rational(decimal: subject.truth[place]))
        #expect(figure.low.map { $0 <= truth } ?? true, "seed \(seed)")
        #expect(figure.high.map { truth <= $0 } ?? true, "seed \(seed)")
      }
      let halves = try subject.desk.fit(
        [file], free: free.map(address), domain: FigureDomain(step: Rational(1, over: 2), isNonNegative: true)
      )
      #expect(halves.reproduces == 40, "seed \(seed)")
      try expectGrid(halves, subject, free, rates)
    }
  }

  /// The verdict over a grid is what trying every value says.
  private func expectGrid(_ fit: Fit, _ subject: Subject, _ free: [Int], _ rates: [[String]]) throws {
    var good: [[String]] = []
    // The rate moves by 1/240 of each item: values further away cannot print alike everywhere.
    func near(_ place: Int) -> [String] {
      let truth = Rational(decimal: subject.truth[place]) ?? 0
      return (-3...3).map { truth + Rational(fixed: Int64($0 * 5), scale: 1) }.filter { $0 >= 0 }.map(\.plain)
    }
    for first in near(free[0]) {
      for second in near(free[1]) {
        let lines = try subject.desk.published([
          address(free[0]) + "=" + first, address(free[1]) + "=" + second,
        ])
        if lines[0].lines.map({ [$0[0], $0[2]] }) == rates { good.append([first, second]) }
      }
    }
    #expect(good.contains(fit.figures.map { $0.recovered.plain }))
    #expect((fit.verdict == .unique) == (good.count == 1), "\(good) \(fit.verdict)")
  }
}
