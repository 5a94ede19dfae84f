import Diagnostics
import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// The README shows what the program does: its methods are real, its output is the program's, its code compiles.
@Suite struct ReadmeTests {
  static let file = ReferencePages.root.appendingPathComponent("README.md")
  static let text = ReferencePages.text(file)
  static let blocks = ReferencePages.blocks(of: "README", text)
  static let county = ReferencePages.fixtures.appendingPathComponent("county")
  static let countyMethod = ReferencePages.text(county.appendingPathComponent("county.jifen"))
  static let countyTallies = ReferencePages.text(county.appendingPathComponent("采用情况.csv"))

  static var isRecording: Bool { ProcessInfo.processInfo.environment["JIFEN_RECORD"] == "1" }

  // MARK: Output

  /// A command and what it prints: `$ jifen … | head -5`, then the lines.
  struct Session: Sendable, CustomStringConvertible {
    let command: String
    let output: String
    let words: [String]
    let mostLines: Int?

    var description: String { command }

    init?(_ block: ReferencePages.Block) {
      guard block.kind == "console", block.text.hasPrefix("$ "), let end = block.text.firstIndex(of: "\n")
      else {
        return nil
      }
      command = String(block.text[block.text.index(block.text.startIndex, offsetBy: 2)..<end])
      output = String(block.text[block.text.index(after: end)...])
      let pipe = command.components(separatedBy: " | head -")
      mostLines = pipe.count > 1 ? Int(pipe[1]) : nil
      // Quotes keep an address together.
      words = pipe[0].components(separatedBy: "'").enumerated().flatMap { index, piece in
        index % 2 == 1 ? [piece] : piece.split(separator: " ").map(String.init)
      }
    }

    /// What the program prints for it now. Paths count from the package, or from the county's folder.
    func run() -> String {
      let result = CommandRun(
        words.dropFirst(words.firstIndex(of: "jifen").map { $0 + 1 } ?? 0).map(Self.located),
        Surroundings(environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil }))
      var text = result.output.replacingOccurrences(of: ReadmeTests.county.path + "/", with: "")
        .replacingOccurrences(of: ReferencePages.root.path + "/", with: "")
      if let mostLines {
        text = text.components(separatedBy: "\n").prefix(mostLines).joined(separator: "\n") + "\n"
      }
      // Trailing blanks of a table are not worth showing.
      let lines = text.components(separatedBy: "\n").map { line in
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
      }
      return lines.joined(separator: "\n")
    }

    private static func located(_ word: String) -> String {
      for folder in [ReferencePages.root, ReadmeTests.county] {
        let path = folder.appendingPathComponent(word).path
        if !word.hasPrefix("-"), FileManager.default.fileExists(atPath: path) { return path }
      }
      return word
    }
  }

  static let sessions = blocks.compactMap(Session.init)

  @Test func thereAreSessions() { #expect(Self.sessions.count >= 7) }

  @Test(.enabled(if: !isRecording), arguments: sessions)
  func outputIsTheProgramsOwn(_ session: Session) {
    let difference = ReferencePages.difference(session.output, session.run())
    #expect(
      difference == nil,
      "\(session); write the README's output anew with JIFEN_RECORD=1 swift test --filter Readme")
  }

  @Test(.enabled(if: isRecording)) func recordOutput() throws {
    var text = Self.text
    for session in Self.sessions {
      let old = "```console\n$ \(session.command)\n\(session.output)```"
      text = text.replacingOccurrences(of: old, with: "```console\n$ \(session.command)\n\(session.run())```")
    }
    try text.write(to: Self.file, atomically: true, encoding: .utf8)
  }

  // MARK: Methods and data

  @Test(arguments: blocks.filter { $0.kind == "jifen" })
  func methodsAreReal(_ block: ReferencePages.Block) {
    if block.isWhole {
      #expect(block.text == Self.countyMethod, "\(block)")
      return
    }
    let source = ReferencePages.text(ReferencePages.root.appendingPathComponent("RuleSets/yanjin-2024.jifen"))
    // How columns are aligned is the formatter's business.
    for piece in block.text.components(separatedBy: "…\n") {
      #expect(Self.folded(source).contains(Self.folded(piece)), "\(block)")
    }
  }

  private static func folded(_ text: String) -> String {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.joined(
      separator: "\n")
  }

  @Test func talliesAreTheCountys() {
    #expect(Self.blocks.first { $0.kind == "csv" }?.text == Self.countyTallies)
  }

  /// The forms of the one-page tables are understood, each as a line of a clause.
  @Test func formsAreUnderstood() {
    let head = """
      办法 “一页”
      期间 2024年
      表 数，每行一个单位一个月：
          单位 名称
          月 月份
          省单条 报送 任务 singles sent quota 条
          差错 errors 次
          事故 accidents 起
          满意率 satisfaction 百分比
      表 记录，每行一条：
          单位 名称
          信息编号 item_id 编号
          形式 选项：单条、综合
          form 选项：single、composite
          批示 instructed 是否

      """
    let forms = Self.text.components(separatedBy: "\n").compactMap { line -> [String]? in
      let cells = line.replacingOccurrences(of: "\\|", with: "¦").components(separatedBy: " | ")
      guard cells.count == 3, cells[1].hasPrefix("`"), cells[2].hasPrefix("`"), line.hasPrefix("| ") else {
        return nil
      }
      return cells.dropFirst().map { cell in
        let text = cell.components(separatedBy: "`")
        return text.count > 1 ? text[1].replacingOccurrences(of: "¦", with: "|") : ""
      }
    }
    #expect(forms.count >= 12)
    for form in forms.flatMap({ $0 }) {
      let isLimit = ["扣完为止", "until_zero", "每月 不超过 20 分", "each month at_most 20 points"].contains(form)
      let base =
        isLimit || form.contains("信息编号") || form.contains("item_id") || form.contains("批示")
          || form.contains("instructed") ? (isLimit ? "    省单条 每条 1 分\n" : "    记录 每条 1 分\n") : ""
      let (_, errors) = ReferencePages.method("\(head)条款 “1”：\n\(base)    \(form)\n公布：单位\n", form)
      #expect(errors == "", "\(form)")
    }
  }

  // MARK: Embedding

  static let embedding = ReferencePages.text(
    ReferencePages.root.appendingPathComponent("Tests/JifenTests/ReadmeEmbedding.swift"))

  @Test func embeddingIsShownAsItIs() {
    #expect(!Self.embedding.isEmpty)
    #expect(Self.blocks.contains { $0.kind == "swift" && $0.text == Self.embedding })
    let page = ReferencePages.blocks(of: "Embedding", ReferencePages.page("Embedding"))
    #expect(page.contains { $0.kind == "swift" && $0.text == Self.embedding })
  }

  @Test func embeddingRuns() {
    let report = scoreReport(method: Self.countyMethod, tallies: Self.countyTallies, unit: "西乡")
    #expect(report.hasPrefix("得分\n1 城关镇 2 5 0 35 175%\n"))
    #expect(report.contains("Behind rank 1 城关镇") || report.contains("城关镇"))
    #expect(scoreReport(method: "办法", tallies: "", unit: "").contains("J1"))
  }

  // MARK: Links

  @Test func linksLeadSomewhere() {
    let targets = Self.text.components(separatedBy: "](").dropFirst().compactMap {
      $0.components(separatedBy: ")").first
    }
    #expect(targets.count >= 10)
    for target in targets {
      let path = ReferencePages.root.appendingPathComponent(target).path
      #expect(FileManager.default.fileExists(atPath: path), "\(target)")
    }
  }
}
