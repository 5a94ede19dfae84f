import Diagnostics
import Exact
import Foundation
import Jifen
import Syntax
import Testing

/// The worked examples (试算) of every rule set and draft, most of them computed by hand: the naive evaluator
/// gives what they expect.
@Suite struct NaiveExampleTests {
  static let files: [String] = {
    let root = PropertyExampleTests.root.path
    let folders = ["/RuleSets", "/RuleSets/corpus", "/Tests/JifenTests/Fixtures/drafts"]
    return folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []).sorted()
        .filter { $0.hasSuffix(".jifen") }.map { folder + "/" + $0 }
    }
  }()

  @Test func manyExamplesHold() throws {
    var count = 0
    for file in Self.files {
      let text = try String(contentsOfFile: PropertyExampleTests.root.path + file, encoding: .utf8)
      var diagnostics: [Diagnostic] = []
      let tree = Parser.parse(SourceText(name: file, text: text), diagnostics: &diagnostics)
      let stands = tree.statements.contains { statement in
        if case .based = statement { return true }
        return false
      }
      // A file that stands on another is no method by itself.
      if stands || diagnostics.hasErrors { continue }
      let method = NaiveMethod(tree)
      for example in method.examples {
        do {
          count += try check(example, method, figures(of: example, text), file)
        } catch NaiveFailure.openFigure {
          continue
        } catch {
          Issue.record("\(file) \(example.name.text): \(error)")
        }
      }
    }
    #expect(count > 100)
  }

  /// What the example's variant sets.
  private func figures(of example: ExampleStatement, _ text: String) -> [Span: Rational] {
    guard let variant = example.variant?.text else { return [:] }
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: "examples.jifen", text: text, diagnostics: &diagnostics)
    return method.map { PropertyComparison.figures(of: variant, $0) } ?? [:]
  }

  /// How many expectations were compared.
  private func check(
    _ example: ExampleStatement, _ method: NaiveMethod, _ figures: [Span: Rational], _ file: String
  ) throws -> Int {
    var rows: [String: [[String: String]]] = [:]
    for given in example.given {
      var row: [String: String] = [:]
      for cell in given.cells { row[cell.column.text] = cell.text }
      rows[given.table.text, default: []].append(row)
    }
    let world = try NaiveWorld(method, rows: rows, figures: figures, isLenient: true)
    for expected in example.expected {
      let spot = NaiveSpot()
      let place = try place(expected, world)
      let found = try world.value(expected.value, spot, at: place)
      let holds: Bool
      switch expected.result {
      case .absent: holds = found.isAbsent
      case .truth(let truth): holds = found.truth == truth
      case .text(let name): holds = found.text == name.text
      case .formula(let formula):
        holds = try found.number != nil && found.number == world.value(formula, spot, at: place).number
      case .literal(let literal): holds = try found.number == world.number(literal)
      }
      #expect(
        holds,
        "\(file) \(example.name.text): \(expected.unit?.text ?? "") is \(PropertyComparison.shown(found))")
    }
    return example.expected.count
  }

  /// The unit, and the period where one is named: 5月, 2024年5月, 上半年.
  private func place(_ expected: ExampleStatement.Expected, _ world: NaiveWorld) throws -> NaivePlace {
    guard let unit = expected.unit?.text else { return .one }
    guard let period = expected.period?.text,
      let months = try world.shape(expected.value, NaiveSpot()).grain.months
    else { return NaivePlace(grain: .unit, key: .unit(world.canonical(unit))) }
    let year = (world.method.period?.first ?? 0) / 12
    let number = NaiveCalendar.period(period, months: months, year: year) ?? 0
    return NaivePlace(grain: .unitPeriod(months), key: .unitPeriod(world.canonical(unit), number))
  }
}
