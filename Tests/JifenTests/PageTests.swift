import Foundation
import Jifen
import Tables
import Testing

@testable import JifenCommand
@testable import Reports

/// The page of a run: the figures of `score`, links that lead somewhere, nothing from elsewhere.
@Suite struct PageTests {
  static func page(_ name: String, _ language: Language = .chinese) throws -> String {
    let method = try ExplanationSamples.method(name)
    var diagnostics: [Diagnostic] = []
    let page = Jifen.page(
      method, tables: try ExplanationSamples.tables(method, name),
      record: .init(
        inputs: [.init(path: "m.jifen", sha256: String(repeating: "0f", count: 32))], version: "jifen 1"),
      language: language, diagnostics: &diagnostics)
    return String(decoding: try #require(page, "\(diagnostics)"), as: UTF8.self)
  }

  @Test(arguments: ExplanationSamples.names) func figuresAreThoseOfScore(_ name: String) throws {
    let page = PageReading(try Self.page(name))
    let outcome = try #require(try ExplanationSamples.run(name).outcome)
    for table in outcome.tables {
      let printed = table.printedColumns
      let expected = table.rows.map { row in printed.map { table.shown(row, $0) } }
      #expect(page.cells(ofTable: table.name) == expected)
    }
    for list in outcome.lists {
      let title = Report.title(list.name, group: list.group, period: list.period, .chinese)
      let units = try #require(page.definition(of: title), "\(title)")
      #expect(units.hasPrefix(Report.joined(list.entries.map(\.unit), .chinese)))
    }
  }

  /// Clauses, figures, units: each link of a page leads to a place of it, and places have names of their own.
  @Test(arguments: ExplanationSamples.names) func linksLeadSomewhere(_ name: String) throws {
    for language in Language.allCases {
      let page = PageReading(try Self.page(name, language))
      #expect(Set(page.ids).count == page.ids.count)
      #expect(Set(page.links).subtracting(page.ids).isEmpty)
      let method = try ExplanationSamples.method(name)
      for clause in method.plan.clauses { #expect(page.ids.contains("c-" + clause.label)) }
      #expect(
        page.ids.filter { $0.hasPrefix("t") && Int($0.dropFirst()) != nil }.count == method.plan.figures.count
      )
    }
  }

  @Test(arguments: ExplanationSamples.names) func everyUnitIsDerived(_ name: String) throws {
    let page = PageReading(try Self.page(name))
    let run = try ExplanationSamples.run(name)
    #expect(
      page.text.components(separatedBy: "<details data-u=").count - 1 == run.evaluation.dataset.units.count)
    let plain = page.plain
    for unit in 0..<run.evaluation.dataset.units.count {
      let explanation = try #require(run.explanation(unit: unit))
      let writer = ExplanationWriter(language: .chinese)
      for total in explanation.totals.flatMap(writer.derivation) {
        #expect(plain.contains(total.trimmingCharacters(in: .whitespaces)))
      }
    }
  }

  @Test func nothingComesFromElsewhere() throws {
    for name in ExplanationSamples.names {
      let page = try Self.page(name)
      for mark in ["http:", "https:", "src=", "url(", "<link", "@import", "<iframe"] {
        #expect(!page.contains(mark), "\(name) \(mark)")
      }
    }
  }

  /// The rule that lets one script run lets this one run.
  @Test func scriptIsTheOneAllowed() throws {
    let page = try Self.page("wenxian-2023")
    let script = try #require(
      page.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first)
    let hex = SHA256.hex(Array(script.utf8))
    let digest = stride(from: 0, to: 64, by: 2).map { place in
      UInt8(hex.dropFirst(place).prefix(2), radix: 16) ?? 0
    }
    #expect(page.contains("script-src 'sha256-\(Data(digest).base64EncodedString())'"))
    #expect(page.components(separatedBy: "<script").count == 2)
  }

  @Test func sameBytesEveryTime() throws {
    #expect(try Self.page("yanjin-2024") == Self.page("yanjin-2024"))
  }

  @Test func pageOfFiftyThreeUnitsIsSmall() throws {
    for name in ["yanjin-2024", "yanjin-2024-items"] {
      #expect(try Self.page(name).utf8.count < 500_000)
    }
  }

  @Test func charts() throws {
    let page = try Self.page("yanjiang-2020q3")
    #expect(page.contains("报送条数对报送任务的完成情况（条）"))
    #expect(page.contains("79.2%（19/24）"))
    #expect(page.contains("完成率的分布"))
    let bars = try Self.page("yanjin-2024")
    #expect(bars.contains("<title>农业农村局 （三）市级采用 10</title>"))
    #expect(bars.contains("总分对年目标的完成情况（分）"))
  }

  @Test func changedFiguresAreSaid() throws {
    let method = try ExplanationSamples.method("yanjin-2024")
    var diagnostics: [Diagnostic] = []
    let page = Jifen.page(
      method, tables: try ExplanationSamples.tables(method, "yanjin-2024"),
      options: ScoreOptions(variant: "批示乘三倍"),
      record: .init(inputs: [], version: "jifen 1", variant: "批示乘三倍"), language: .english,
      diagnostics: &diagnostics)
    let text = PageReading(String(decoding: try #require(page), as: UTF8.self)).plain
    #expect(text.contains("Changed for this page: variant “批示乘三倍”"))
    #expect(text.contains("3 times; here 2 times") || text.contains("; here 2"))
  }
}

/// A page as a test reads it.
struct PageReading {
  let text: String

  init(_ text: String) { self.text = text }

  /// Without tags, entities resolved.
  var plain: String { Self.plain(text) }

  static func plain(_ markup: String) -> String {
    var result = markup.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      result = result.replacingOccurrences(of: entity, with: character)
    }
    return result
  }

  private func captures(_ pattern: String) -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = text as NSString
    return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map {
      whole.substring(with: $0.range(at: 1))
    }
  }

  var ids: [String] {
    captures("<[a-z0-9]+(?: [^<>]*)? id=\"?([^\" >]+)").map(Self.plain)
  }

  var links: [String] { captures(" href=\"#([^\"]*)\"").map(Self.plain) }

  func cells(ofTable name: String) -> [[String]] {
    let caption = "<caption>\(HTMLText.escaped(name))</caption>"
    guard let body = text.components(separatedBy: caption).last?.components(separatedBy: "</table>").first
    else {
      return []
    }
    let rows = body.components(separatedBy: "\n<tr").dropFirst()
    return rows.map { row in
      let row = row.components(separatedBy: "</tbody>").first ?? row
      return row.replacingOccurrences(of: "<th scope=row", with: "<td").components(separatedBy: "<td")
        .dropFirst()
        .map { Self.plain(String("<td" + $0)).trimmingCharacters(in: .newlines) }
    }
  }

  func definition(of title: String) -> String? {
    let parts = text.components(separatedBy: "<dt>\(HTMLText.escaped(title))</dt><dd>")
    guard parts.count > 1 else { return nil }
    return parts[1].components(separatedBy: "</dd>").first.map(Self.plain)
  }
}
