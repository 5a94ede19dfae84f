import Foundation
import Jifen
import Syntax
import Testing

@testable import JifenCommand
@testable import Packaging
@testable import Tables

/// Each limit of the table at its number, where all works, and one past it, where its code is reported.
@Suite struct LimitTests {
  private static let head = """
    办法 “考核”
    表 采用，每行一个单位：
        单位  名称
        市刊  分

    """

  /// A limit, and what is reported where it holds `most` and where it holds one more.
  struct Bound: Sendable, CustomTestStringConvertible {
    let id: String
    let codes: @Sendable (_ amount: Int) -> [String]

    var testDescription: String { id }
  }

  private static func codes(_ text: String) -> [String] {
    var found: [Diagnostic] = []
    _ = Method.load(name: "m.jifen", text: text, diagnostics: &found)
    return found.filter { $0.severity == .error }.map(\.code.id)
  }

  private static func codes(_ name: String, _ text: String) -> [String] {
    var found: [Diagnostic] = []
    _ = TableReader.read(name: name, bytes: Array(text.utf8), format: nil, diagnostics: &found)
    return found.filter { $0.severity == .error }.map(\.code.id)
  }

  /// A folder of files, each based on the next.
  private static func basedOn(_ files: Int) -> [String] {
    var found: [Diagnostic] = []
    _ = Method.load(
      name: "1", bytes: Array("沿用 “2”\n".utf8),
      resolve: { path, _ in
        let number = Int(path) ?? 0
        return (path, Array((number < files ? "沿用 “\(number + 1)”\n" : head + "总分 = 市刊\n").utf8))
      }, diagnostics: &found)
    return found.filter { $0.severity == .error }.map(\.code.id)
  }

  /// What scoring rows of units and numbers reports.
  private static func scored(_ text: String, _ rows: String) -> [String] {
    var found: [Diagnostic] = []
    guard let method = Method.load(name: "m", text: text + "公布：单位、总分\n", diagnostics: &found) else {
      return ["?"] + found.map(\.code.id)
    }
    let file = InputFile(table: "采用", name: "t.csv", bytes: Array(("单位,市刊\n" + rows).utf8))
    _ = score(method, tables: [file], diagnostics: &found)
    return found.filter { $0.severity == .error }.map(\.code.id)
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let bounds: [Bound] = [
    Bound(id: "method-bytes") { codes(repeated("#", $0 - 1 - head.utf8.count) + "\n" + head) },
    // The words of the head, and of the lines of a definition.
    Bound(id: "method-words") { amount in
      let line = "总分 = 市刊\n"
      let words = TokenCount.of(head)
      let each = TokenCount.of(line)
      let left = amount - words
      let text = head + repeated(line, left / each) + repeated(" 总", left % each) + "\n"
      return codes(text).filter { $0 == "J114" }
    },
    Bound(id: "method-digits") { codes(head + "甲 = \(repeated("9", $0 - 2)).25 分\n总分 = 市刊 + 甲\n") },
    Bound(id: "nesting") { codes(head + "总分 = \(repeated("(", $0 - 1))市刊\(repeated(")", $0 - 1))\n") },
    Bound(id: "chain") { amount in
      // Each definition is one level, and so is the value at its end.
      let chain = (1..<(amount)).map { "d\($0) = d\($0 + 1)\n" }.joined()
      return codes(head + chain + "d\(amount) = 市刊\n总分 = d1\n").filter { $0 == "J107" }
    },
    Bound(id: "terms") { codes(head + "总分 = 市刊" + repeated(" + 市刊", $0 - 1) + "\n") },
    Bound(id: "bases") { basedOn($0) },
    Bound(id: "example-rows") { amount in
      codes(
        """
        办法 “考核”
        表 采用，每行一条：
            单位  名称
            市刊  分
        条款 “一”：得 市刊
        总分 = 各条款之和
        试算 “很多”：
            给 采用 \(amount) 行：单位 甲，市刊 1
            应 甲 总分 = \(amount) 分

        """)
    },
    Bound(id: "period-years") {
      codes(head.replacing("办法 “考核”\n", with: "办法 “考核”\n期间 1901年1月 至 \(1900 + $0)年12月\n") + "总分 = 市刊\n")
    },
    Bound(id: "method-findings") { amount in
      codes(head + (1...amount).map { "x\($0) = 无名\($0)\n" }.joined() + "总分 = 市刊\n").filter { $0 == "J123" }
    },
    Bound(id: "columns") { amount in
      codes(
        "t.csv",
        (1...amount).map { "列\($0)" }.joined(separator: ",") + "\n" + repeated(",", amount - 1) + "1\n")
    },
    Bound(id: "cell-bytes") { codes("t.csv", "甲\n" + repeated("x", $0) + "\n") },
    Bound(id: "cell-digits") { scored(head + "总分 = 市刊\n", "甲,\(repeated("9", $0))\n") },
    Bound(id: "number-bits") { amount in
      // 2^(amount − 1), by squaring and doubling.
      var lines = "d0 = 市刊\n"
      var last = 0
      for bit in String(amount - 1, radix: 2).dropFirst() {
        lines += "d\(last + 1) = d\(last) × d\(last)\n"
        last += 1
        guard bit == "1" else { continue }
        lines += "d\(last + 1) = d\(last) × 市刊\n"
        last += 1
      }
      return scored(
        head.replacing("分\n", with: "次\n") + lines + "条款 “一”：d\(last) 超过 0 的，得 1 分\n总分 = 各条款之和\n", "甲,2\n")
    },
    Bound(id: "json-depth") { amount in
      // The array of rows and the row itself are two; what lies in a cell that nobody reads is passed over.
      codes(
        "t.json", "{\"x\": \(repeated("[", amount - 1))\(repeated("]", amount - 1)), \"rows\": [{\"甲\": 1}]}")
    },
    Bound(id: "findings") { codes("t.csv", "甲,乙\n" + repeated("1\n", $0)).filter { $0 == "J330" } },
    Bound(id: "receipt-bytes") { amount in
      var found: [Diagnostic] = []
      _ = Receipt.read(name: "r.json", bytes: [UInt8](repeating: 0x20, count: amount), diagnostics: &found)
      // Blanks are no receipt either way; only beyond the limit the size is what is wrong.
      return found.filter { $0.message(.english).contains("larger") }.map(\.code.id)
    },
  ]

  /// Limits that a test elsewhere tries, with smaller numbers or a made archive.
  private static let elsewhere: Set<String> = [
    "file-bytes",  // DiagnosticWithoutFixtureTests.largeFile
    "standard-input-bytes",  // numbers() below
    "cells",  // DiagnosticWithoutFixtureTests.manyCells
    "workbook-parts", "workbook-part-bytes", "workbook-ratio",  // TablesTests: WorkbookHostileTests
    "sheet-rows", "workbook-cells", "workbook-text-bytes", "xml-depth",
    "compared-methods",  // numbers() below
    "large-work",  // manyLongNumbers() below
  ]

  @Test(arguments: bounds) func atAndPast(_ bound: Bound) throws {
    let limit = try #require(Limits.all.first { $0.id == bound.id })
    let at = bound.codes(limit.most)
    #expect(at.isEmpty, "at the limit: \(at)")
    let past = bound.codes(limit.most + 1)
    #expect(past.contains(limit.code.id), "past the limit: \(past)")
  }

  @Test func everyLimitIsTried() {
    let tried = Set(Self.bounds.map(\.id))
    #expect(tried.isDisjoint(with: Self.elsewhere))
    #expect(tried.union(Self.elsewhere) == Set(Limits.all.map(\.id)))
    #expect(Set(Limits.all.map(\.id)).count == Limits.all.count)
  }

  /// Targets that import nothing keep their own numbers; texts say the same ones.
  @Test func numbers() {
    #expect(Rational.mostDigits == Limits.cellDigits)
    #expect(Rational.mostBits == Limits.numberBits)
    #expect(Code.moreMethodErrors.detail.chinese.contains(String(Limits.methodFindings)))
    #expect(Code.moreFileErrors.detail.chinese.contains(String(Limits.findings)))
    for code in [Code.numberTooLarge] {
      #expect(code.message.chinese.contains(String(Limits.numberBits)))
      #expect(code.message.english.contains(String(Limits.numberBits)))
    }
    #expect(XMLReader.mostDepth == Limits.xmlDepth)
    let archive = ArchiveLimits()
    #expect(archive.parts == Limits.workbookParts && archive.partBytes == Limits.workbookPartBytes)
    #expect(archive.ratio == Limits.workbookRatio)
    for (code, number) in [
      (Code.baseCycle, Limits.bases), (.periodTooLong, Limits.periodYears),
      (.tooManyToCompare, Limits.comparedMethods), (.exampleRowCount, Limits.exampleRows),
      (.inputBroken, Limits.standardInputBytes >> 30),
    ] {
      #expect(code.message.chinese.contains(String(number)), "\(code.id)")
    }
    #expect(Code.workbookTooLarge.detail.chinese.contains(String(Limits.sheetRows)))
    #expect(Code.badNumber.detail.english.contains("\(Limits.methodDigits) digits"))
  }

  // MARK: The worst inputs

  /// Definitions that double: 2^100 terms if they were written out.
  @Test func definitionsOfDefinitions() throws {
    let lines = (1...100).map { "d\($0) = d\($0 - 1) + d\($0 - 1)\n" }.joined()
    var found: [Diagnostic] = []
    let text = Self.head + "d0 = 市刊\n" + lines + "总分 = d100\n公布：单位、总分\n"
    let method = try #require(
      Method.load(name: "m", text: text, diagnostics: &found), "\(found.map(\.code.id))")
    // Looking for flaws does not write them out either.
    _ = method.flaws()
    let file = InputFile(table: "采用", name: "t.csv", bytes: Array("单位,市刊\n甲,1\n".utf8))
    let outcome = try #require(score(method, tables: [file], diagnostics: &found))
    #expect(outcome.tables[0].rows[0].values[1].shown == "1267650600228229401496703205376")
  }

  /// Definitions that each square the one before.
  private static func squares(_ count: Int) -> String {
    "d0 = 市刊\n" + (1...count).map { "d\($0) = d\($0 - 1) × d\($0 - 1)\n" }.joined()
      + "条款 “一”：d\(count) 超过 0 的，得 1 分\n总分 = 各条款之和\n"
  }

  /// 2 to the power of 2 to the power of 39, and thousands of numbers each of which is within the limit.
  @Test func numbersThatGrow() {
    let head = Self.head.replacing("分\n", with: "次\n")
    #expect(Self.scored(head + Self.squares(39), "甲,2\n") == ["J430"])
    // One and zero do not grow.
    #expect(Self.scored(head + Self.squares(39), "甲,1\n乙,0\n") == [])
  }

  @Test func manyLongNumbers() {
    let head = Self.head.replacing("分\n", with: "次\n")
    let text = head + Self.squares(16)
    func rows(_ count: Int) -> String { (1...count).map { "甲\($0),2\n" }.joined() }
    #expect(Self.scored(text, rows(20)) == [])
    #expect(Self.scored(text, rows(250)) == ["J431"])
  }

  @Test func deepAndLongTexts() {
    let deep = Self.repeated("(", 10_000) + "市刊" + Self.repeated(")", 10_000)
    #expect(Self.codes(Self.head + "总分 = \(deep)\n").contains("J107"))
    #expect(
      Self.codes(Self.head + "总分 = " + Self.repeated("-", 50_000) + "市刊\n").contains { $0.hasPrefix("J1") })
    #expect(Self.codes(Self.head + "总分 = 市刊" + Self.repeated(" + 市刊", 90_000) + "\n") == ["J122"])
    #expect(Self.codes(Self.head + "总分 = \(Self.repeated("9", 1_000_000)) 分\n").contains("J113"))
    #expect(Self.codes("t.json", Self.repeated("[", 1_000_000)) == ["J331"])
    #expect(Self.codes("t.csv", Self.repeated("a,", 1_000_000) + "a\n").contains("J327"))
  }

  @Test func exponentsAreRefused() {
    var found: [Diagnostic] = []
    let method = Method.load(name: "m", text: Self.head + "总分 = 市刊\n公布：单位、总分\n", diagnostics: &found)
    for text in ["1e999999999", "1E+400000000", "-1e-999999999", "9^9^9"] {
      guard let method else { continue }
      var problems: [Diagnostic] = []
      let file = InputFile(table: "采用", name: "t.csv", bytes: Array("单位,市刊\n甲,\(text)\n".utf8))
      #expect(score(method, tables: [file], diagnostics: &problems) == nil)
      #expect(problems.contains { $0.code == .notANumber }, "\(text)")
    }
  }

  // MARK: What an evaluation may ask the system

  /// Only these files of the sources ask for the environment, a clock or the number of processors; the result depends
  /// on none of it (Tests/Faults/run shows that with real processes).
  @Test func onlyTheseAskTheSystem() throws {
    let allowed: [String: Set<String>] = [
      "getenv": ["Surroundings.swift"], "clock_gettime": ["Timings.swift", "ProgressLine.swift"],
      "sysconf": ["Workers.swift"], "usleep": ["Surroundings.swift"],
    ]
    let words = [
      "getenv", "environ", "clock_gettime", "gettimeofday", "localtime", "gmtime",
      "ContinuousClock",
      "SuspendingClock", "ProcessInfo", "setlocale", "sysconf", "usleep", "socket", "connect", "getaddrinfo",
      "URLSession", "SystemRandomNumberGenerator", "arc4random", "posix_spawn", "fork", "execve", "dlopen",
    ]
    let root = ReferencePages.root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var read = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      read += 1
      let text = ReferencePages.text(file)
      #expect(!text.contains("import Foundation"), "\(file.lastPathComponent)")
      for word in words where text.contains(word + "(") || text.contains(word + ".") {
        #expect(allowed[word]?.contains(file.lastPathComponent) == true, "\(file.lastPathComponent): \(word)")
      }
    }
    #expect(read > 300)
  }
}

/// How many words a text has, as the limit counts them.
private enum TokenCount {
  static func of(_ text: String) -> Int {
    var found: [Diagnostic] = []
    return Lexer.tokenize(SourceText(name: "m", text: text), diagnostics: &found).tokens.count
  }
}
