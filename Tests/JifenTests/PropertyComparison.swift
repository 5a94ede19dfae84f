import Diagnostics
import Engine
import Exact
import Jifen
import Semantics
import Syntax

/// Every result of a method over its data, by name, as two evaluators see it.
enum PropertyComparison {
  enum Verdict {
    /// The checker refuses the method: nothing to compare.
    case rejected([String])
    /// Both refuse the data.
    case bothRefuse
    case agreed
    case disagreed([String])
    case unsupported(String)
  }

  /// The method as written, and where it has one with the figures of its variant too.
  static func compare(_ subject: PropertyCase) -> Verdict {
    let text = subject.method
    let rows = Dictionary(uniqueKeysWithValues: subject.tables.map { ($0.name, $0.plainRows) })
    let plain = compare(text: text, files: subject.files, rows: rows)
    guard case .agreed = plain, text.contains("方案 “变”") else { return plain }
    return compare(text: text, files: subject.files, rows: rows, variant: "变")
  }

  static func compare(
    text: String, files: [InputFile], rows: [String: [[String: String]]], variant: String? = nil
  ) -> Verdict {
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "random.jifen", text: text, diagnostics: &diagnostics) else {
      return .rejected(
        diagnostics.filter { $0.severity == .error }.map { "\($0.code.id) \($0.message(.chinese))" })
    }
    var problems: [Diagnostic] = []
    let run = Jifen.run(
      method, tables: files, options: ScoreOptions(variant: variant), diagnostics: &problems)
    let figures = figures(of: variant, method)
    let naive: [String: String]
    do {
      naive = try naiveResults(text, rows, figures)
    } catch NaiveFailure.absentAmount(let what) {
      return run?.outcome == nil ? .bothRefuse : .disagreed(["naive: absent amount \(what); engine: scored"])
    } catch NaiveFailure.openFigure {
      return run?.outcome == nil ? .bothRefuse : .disagreed(["naive: open figure; engine: scored"])
    } catch NaiveFailure.badData(let what) {
      return run?.outcome == nil ? .bothRefuse : .disagreed(["naive: bad data \(what); engine: scored"])
    } catch {
      return .unsupported("\(error)")
    }
    guard let run, run.outcome != nil else {
      // With nobody to score, the naive results are empty.
      if problems.contains(where: { $0.code == .nobodyToScore }) { return .bothRefuse }
      return .disagreed(
        [
          "naive: scored; engine: "
            + problems.map { "\($0.code.id) \($0.message(.chinese))" }.joined(separator: "; ")
        ])
    }
    let engine = engineResults(run)
    var differences: [String] = []
    for name in Set(engine.keys).union(naive.keys).sorted() where engine[name] != naive[name] {
      differences.append("\(name): engine \(engine[name] ?? "nothing"), naive \(naive[name] ?? "nothing")")
    }
    return differences.isEmpty ? .agreed : .disagreed(differences)
  }

  /// What a variant sets, by where the method writes the figure.
  static func figures(of variant: String?, _ method: Method) -> [Span: Rational] {
    var figures: [Span: Rational] = [:]
    for override in method.plan.variants.first(where: { $0.name == variant })?.overrides ?? [] {
      guard case .text(_, let span) = method.plan.figures[override.figure].place else { continue }
      figures[span] = override.value
    }
    return figures
  }

  // MARK: The naive side

  static func naiveResults(
    _ text: String, _ rows: [String: [[String: String]]], _ figures: [Span: Rational],
    isLenient: Bool = false
  ) throws -> [String: String] {
    var diagnostics: [Diagnostic] = []
    let file = Parser.parse(SourceText(name: "random.jifen", text: text), diagnostics: &diagnostics)
    let world = try NaiveWorld(
      NaiveMethod(file), rows: rows, figures: figures, isLenient: isLenient)
    var result: [String: String] = [:]
    for index in world.method.steps.indices where world.method.steps[index].stratum != .veto {
      try world.post(index)
    }
    let units = try world.places(.unit)
    for index in world.method.clauses.indices where world.method.clauses[index].isScored {
      for place in units {
        let sum = try world.sum(NaiveReach(clauses: [index]), NaiveSpot(), at: place)
        result["条款 \(index) \(place.key.unitName)"] = shown(sum)
      }
    }
    for index in world.method.parts.indices {
      let reach = NaiveReach(clauses: world.method.clauses(ofPart: index), part: index)
      for place in units {
        result["部分 \(index) \(place.key.unitName)"] = shown(try world.sum(reach, NaiveSpot(), at: place))
      }
    }
    for name in world.method.definitionNames {
      guard let entry = world.method.definitions[name] else { continue }
      let places = try world.places(try world.definitionShape(entry).grain)
      for (index, place) in places.enumerated() {
        do {
          result["\(name) \(index)"] = shown(try world.definitionValue(entry, at: place))
        } catch NaiveFailure.openFigure {
          result["\(name) \(index)"] = shown(.absent)
        }
      }
    }
    for rank in world.method.ranks {
      let name = rank.name?.text ?? "名次"
      let ranks = try world.ranks(name)
      for (index, key) in try world.keys(world.rankGrain(rank.keysBy)).enumerated() {
        result["排名 \(name) \(index)"] = ranks[key].map { "\($0)" } ?? "absent"
      }
    }
    for grade in world.method.grades {
      let names = try world.gradeNames(grade)
      for unit in world.units { result["等次 \(grade.name?.text ?? "等次") \(unit)"] = names[unit] ?? "absent" }
    }
    for list in try world.method.lists.flatMap({ try world.lists($0) }) {
      let name = ["名单", list.name, list.group ?? "", list.period.map { "\($0)" } ?? ""].joined(separator: " ")
      result[name] = "\(list.units) \(list.excluded) \(list.cutInTie)"
    }
    for (index, publish) in world.method.publications.enumerated() {
      for (place, row) in try world.rows(publish).enumerated() {
        result["公布 \(index) \(place)"] =
          ([row.key.unitName, row.group ?? ""] + row.values.map { printed($0, publish) }).joined(
            separator: " ")
      }
    }
    for (index, check) in world.method.checks.enumerated() {
      let name = check.name?.text ?? "\(index)"
      result["核对 \(name)"] = try world.fails(check) ? "fails" : nil
    }
    return result
  }

  static func shown(_ value: NaiveValue) -> String {
    switch value {
    case .absent: "absent"
    case .number(let number): exact(number)
    case .truth(let truth): truth ? "是" : "否"
    case .text(let text): text
    case .day(let day): "day \(day)"
    case .period(let number): "period \(number)"
    }
  }

  static func exact(_ number: Rational) -> String {
    number.isInteger ? "\(number.numerator)" : "\(number.numerator)/\(number.denominator)"
  }

  /// As a printed table has it exactly: dates and periods are not compared there.
  private static func printed(_ value: NaiveValue, _ publish: PublishStatement) -> String {
    switch value {
    case .day, .period: "…"
    case .absent, .number, .truth, .text: shown(value)
    }
  }
}
