import Jifen
import Testing

/// Lists and open figures of the corpus, and the ledger behind its scores.
@Suite struct CorpusScoreTests {
  /// 就业科 has nothing in May, June and July.
  @Test func threeMonthsInARowAreCriticised() throws {
    let outcome = try #require(try CorpusMethod.run(number: "018").outcome)
    let list = try #require(outcome.lists.first { $0.name == "通报批评" })
    #expect(list.entries.map(\.unit) == ["就业科"])
  }

  @Test func unitsBelowTheYearlyLineAreNotCommended() throws {
    let outcome = try #require(try CorpusMethod.run(number: "018").outcome)
    let list = try #require(outcome.lists.first { $0.name == "先进单位" })
    #expect(list.entries.map(\.unit) == ["人才中心", "东城区局", "仲裁科"])
    #expect(list.excluded.map(\.unit) == ["西城区局", "就业科"])
    #expect(Set(list.excluded.map(\.reason)) == ["全年综合分没达到要求"])
  }

  /// Unit n adopted so many items of 4 points: two units share the fifteenth place, and both are taken.
  @Test func tieAtTheFifteenthPlaceIsTakenWhole() throws {
    let method = try CorpusMethod.load(number: "018")
    let units = (1...18).map { ("单位\($0)", $0 < 15 ? 40 - $0 : $0 < 17 ? 20 : 12) }
    let items = units.flatMap { unit, items in
      [String](repeating: "\(unit),2015-01-08,2015-02-03,市级,是,简报原件", count: items)
    }
    let tables = [
      "名册": ["单位,组"] + units.map { "\($0.0),科室" },
      "媒体采用": ["单位,播发日,登记日,媒体,经办公室转报,凭证"] + items,
      "月报": ["单位,月,任务分", "单位1,2015-01,0"],
    ]
    var diagnostics: [Diagnostic] = []
    let run = Jifen.run(
      method,
      tables: tables.sorted { $0.key < $1.key }.map {
        InputFile(table: $0.key, name: $0.key + ".csv", bytes: Array($0.value.joined(separator: "\n").utf8))
      }, options: ScoreOptions(variant: "试设"), diagnostics: &diagnostics)
    #expect(diagnostics.map { $0.message(.chinese) } == [])
    let list = try #require(run?.outcome?.lists.first { $0.name == "先进单位" })
    #expect(list.entries.map(\.unit) == (1...16).map { "单位\($0)" })
    #expect(list.entries.map(\.rank) == Array(1...15) + [15])
    #expect(list.cutInTie == ["单位15", "单位16"])
    #expect(!list.undecided)
  }

  @Test func openFiguresAreAskedFor() throws {
    let method = try CorpusMethod.load(number: "018")
    let tables = try CorpusMethod.tallies(method, "018")
    var diagnostics: [Diagnostic] = []
    #expect(score(method, tables: tables, diagnostics: &diagnostics) == nil)
    #expect(Set(diagnostics.map(\.code.id)) == ["J423"])
    // 另二项 and 另三项 are open too, but no record needs them.
    let asked = diagnostics.compactMap { $0.arguments.first?.chinese }
    #expect(Set(asked).isSuperset(of: ["另一项分", "月要求"]))
    diagnostics = []
    let settings = ["另一项分=2", "另二项分=3", "另三项分=5", "年要求=40", "月要求=4"]
    let run = Jifen.run(
      method, tables: tables, options: ScoreOptions(settings: settings), diagnostics: &diagnostics)
    #expect(run?.outcome != nil)
    #expect(diagnostics.isEmpty)
  }

  /// 甲区's office lacks a group of staff and 市水利局 its own assessment: first or second, and not commended.
  @Test func placesOfTheCommendedByGroup() throws {
    let outcome = try #require(try CorpusMethod.run(number: "001").outcome)
    let lists = outcome.lists.filter { $0.name == "先进单位" }
    #expect(lists.map(\.entries.count) == [1, 2])
    #expect(lists.flatMap { $0.excluded.map(\.reason) }.allSatisfy { $0 == "资格门槛没有都达到" })
    #expect(lists.flatMap(\.excluded).contains { $0.unit == "市水利局" })
  }

  /// Every score is the sum of its postings, so that an explanation needs no second evaluator.
  @Test(arguments: [("018", "综合分"), ("076", "全年得分"), ("016", "总分"), ("078", "总分"), ("086", "总分")])
  func scoresAreSumsOfPostings(_ number: String, _ total: String) throws {
    let evaluation = try CorpusMethod.run(number: number).evaluation
    let node = try #require(evaluation.plan.definitions.first { $0.name == total }).node
    for unit in evaluation.dataset.units.texts.indices {
      let parts = evaluation.contributions(unit: unit).filter { evaluation.plan.postings[$0.posting].counts }
      #expect(Rational.sum(parts.map(\.amount)) == evaluation.number(node, at: unit))
    }
  }
}
