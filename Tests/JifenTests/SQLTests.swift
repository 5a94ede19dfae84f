import Foundation
import Jifen
import Testing

/// Methods as SQL: what the scripts may hold, and what SQLite makes of them where its shell is installed.
/// `Tests/Engines/run` compares all four engines and everything that is published.
@Suite struct SQLTests {
  static let shell = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3", "/opt/homebrew/bin/sqlite3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func method(_ text: String) throws -> Method {
    var diagnostics: [Diagnostic] = []
    return try #require(Method.load(name: "m.jifen", text: text, diagnostics: &diagnostics), "\(diagnostics)")
  }

  private func script(
    _ method: Method, _ dialect: SQLDialect, table: String? = nil, rowColumn: String = "行号"
  ) throws -> String {
    var diagnostics: [Diagnostic] = []
    var options = SQLOptions(dialect: dialect)
    options.table = table
    options.rowColumn = rowColumn
    return try #require(Jifen.sqlScript(method, sql: options, diagnostics: &diagnostics), "\(diagnostics)")
  }

  /// A method that names things as an attacker would.
  private static let hostile = """
    办法 “甲”
    期间 2024年3月

    表 采用，每行一个单位：
        单位    名称
        组      选项：“x'; DROP TABLE 采用; --”、“a\\\\' OR 1=1”
        市刊    条

    条款 “一"; DELETE FROM 采用; --” 采用：
        组 为 “x'; DROP TABLE 采用; --” 的，得 2 分
        市刊 每条 5 分

    总分 = 各条款之和
    公布 “表"`'; DROP TABLE 采用; --”：单位、总分 题为 “总"`'; --分”
    """

  @Test(arguments: SQLDialect.allCases) func scriptsOnlyReadAndCreateTemporaryThings(_ dialect: SQLDialect)
    throws
  {
    let subject = try method(Self.hostile)
    let row = "行\"`'; DROP TABLE 采用; --\n*/"
    var diagnostics: [Diagnostic] = []
    var options = SQLOptions(dialect: dialect)
    options.rowColumn = row
    let checks = try #require(Jifen.sqlChecks(subject, sql: options, diagnostics: &diagnostics))
    for text in [
      try script(subject, dialect, rowColumn: row), checks,
      try script(subject, dialect, table: subject.plan.publications[0].name, rowColumn: row),
    ] {
      expectOnlyReads(text, dialect)
    }
  }

  private func expectOnlyReads(_ text: String, _ dialect: SQLDialect) {
    let allowed = [
      "CREATE TEMPORARY ", "CREATE OR REPLACE TEMPORARY ", "CACHE TABLE ", "SET ", "SELECT ",
      "CREATE AGGREGATE pg_temp.",
    ]
    for statement in Self.statements(text, dialect) {
      #expect(allowed.contains { statement.hasPrefix($0) }, "\(dialect): \(statement.prefix(120))")
    }
  }

  /// Statements of a script, told apart as an engine would: quotes, and comments to the end of their line.
  private static func statements(_ text: String, _ dialect: SQLDialect) -> [String] {
    var result: [String] = []
    var current = ""
    var quote: Character?
    var inComment = false
    var characters = Array(text).makeIterator()
    var previous: Character = "\n"
    var isEscaped = false
    while let character = characters.next() {
      defer { previous = character }
      if inComment {
        inComment = !character.isNewline
        continue
      }
      if let open = quote {
        current.append(character)
        if isEscaped {
          isEscaped = false
        } else if dialect == .spark, open == "'", character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
        continue
      }
      switch character {
      case "'", "\"", "`":
        quote = character
        current.append(character)
      case "-" where previous == "-":
        current.removeLast()
        inComment = true
      case ";":
        result.append(current.trimmingCharacters(in: .whitespacesAndNewlines))
        current = ""
      default: current.append(character)
      }
    }
    let rest = current.trimmingCharacters(in: .whitespacesAndNewlines)
    return (result + [rest]).filter { !$0.isEmpty }
  }

  @Test(arguments: SQLDialect.allCases) func scriptsAreTheSameEachTime(_ dialect: SQLDialect) throws {
    var diagnostics: [Diagnostic] = []
    let found = (0..<50).lazy.compactMap { seed in
      Method.load(name: "m.jifen", text: PropertyMethod.make(seed: seed).method, diagnostics: &diagnostics)
    }.first
    let subject = try #require(found)
    #expect(try script(subject, dialect) == script(subject, dialect))
  }

  /// The benchmark's method: the records are read once, and nothing is sorted to find what stays of an item.
  @Test(arguments: SQLDialect.allCases) func oneTableReadsRecordsOnce(_ dialect: SQLDialect) throws {
    let file = ReferencePages.root.appendingPathComponent("Tests/Benchmarks/items.jifen")
    let subject = try method(ReferencePages.text(file))
    let alone = try script(subject, dialect, table: subject.plan.publications[0].name)
    let input = dialect == .spark ? "FROM `输入_采用记录`" : "FROM \"输入_采用记录\""
    #expect(alone.components(separatedBy: input).count == 2)
    #expect(!alone.contains("PARTITION BY CASE"))
    // What stands in the ledger needs each record.
    #expect(try script(subject, dialect).contains("PARTITION BY CASE"))
  }

  @Test func onlyOneTable() throws {
    let subject = try method(Self.hostile)
    let text = try script(subject, .sqlite, table: subject.plan.publications[0].name)
    let last = try #require(Self.statements(text, .sqlite).last)
    #expect(last.hasPrefix("SELECT * FROM"))
  }

  @Test(.enabled(if: shell != nil, "the sqlite3 shell is not installed"))
  func hostileNamesScoreAsOthers() throws {
    let file = InputFile(
      table: "采用", name: "采用.csv", bytes: Array("单位,组,市刊\n甲,x'; DROP TABLE 采用; --,3\n乙,,1\n".utf8))
    var text = Self.hostile
    text.replace(
      "组      选项：“x'; DROP TABLE 采用; --”、“a\\\\' OR 1=1”", with: "组      选项：“x'; DROP TABLE 采用; --”、乙，可空")
    #expect(try differences(try method(text), [file]) == [])
  }

  @Test(.enabled(if: shell != nil, "the sqlite3 shell is not installed"))
  func randomMethodsScoreAlike() throws {
    for seed in 0..<40 {
      let subject = PropertyMethod.make(seed: seed)
      var diagnostics: [Diagnostic] = []
      guard let method = Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics)
      else {
        continue
      }
      let found = try differences(method, subject.files)
      #expect(found == [], "seed \(seed)\n\(subject.report)")
      if !found.isEmpty { break }
    }
  }

  /// Data that `jifen score` refuses: the checks name each flaw, and the scripts end in an error.
  @Test(.enabled(if: shell != nil, "the sqlite3 shell is not installed"))
  func wrongDataIsFoundAndStops() throws {
    let subject = try method(
      """
      办法 “试”

      表 采用，每行一条：
          单位    名称
          组      选项：甲组、乙组
          编号    编号
          市刊    条

      条款 “一” 采用：
          市刊 每条 5 分
          同一 编号 只记最高

      总分 = 各条款之和
      公布 “表” 组内：单位、总分

      """)
    let create = #"CREATE TEMPORARY TABLE "采用" ("行号" INTEGER, "单位" TEXT, "组" TEXT, "编号" TEXT, "市刊" INTEGER);"#
    let insert = #"INSERT INTO "采用" VALUES (1, '一', '甲组', 'x', 3)"#
    let flaws = [
      "J425": "(2, '一', '乙组', 'y', 2)", "J409": "(2, '二', '丙组', 'y', 2)", "J404": "(2, '二', '乙组', NULL, 2)",
    ]
    var diagnostics: [Diagnostic] = []
    let checks = try #require(
      Jifen.sqlChecks(subject, sql: SQLOptions(dialect: .sqlite), diagnostics: &diagnostics))
    #expect(try run(".mode ascii\n\(create)\n\(insert);\n" + checks) == [])
    for (code, row) in flaws {
      let tables = "\(create)\n\(insert), \(row);\n"
      #expect(try run(".mode ascii\n" + tables + checks).map(\.first) == [code])
      for table in ["表", nil] where code != "J404" || table != nil {
        let text = try run(tables + script(subject, .sqlite, table: table)).joined().joined()
        #expect(text.contains("JSON path"), "\(code): \(text)")
      }
    }
  }

  /// Where SQLite publishes something else than the engine; nothing where the engine refuses the data.
  private func differences(_ method: Method, _ files: [InputFile]) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    guard let outcome = Jifen.score(method, tables: files, diagnostics: &diagnostics) else { return [] }
    let options = SQLOptions(dialect: .sqlite)
    let tables = try #require(Jifen.sqlTables(method, tables: files, sql: options, diagnostics: &diagnostics))
    let text = try script(method, .sqlite)
    var names = views(text)
    var found: [String] = []
    for publication in method.plan.publications {
      guard let view = names[publication.name]?.first else { return ["no view of \(publication.name)"] }
      names[publication.name]?.removeFirst()
      let rows = try run(tables + text + "\n.mode ascii\nSELECT * FROM \(view) ORDER BY 1;\n")
      let wanted = outcome.tables.filter {
        $0.name == publication.name
          || publication.grouping == .split && $0.name.hasPrefix(publication.name + "-")
      }.flatMap { table in table.rows.map { [table.name] + $0.values.map(\.shown) } }
      let got = rows.map { Array($0.dropFirst()) }
      if got != wanted { found.append("\(publication.name): \(wanted) ≠ \(got)") }
      // The same where it is all that is asked for.
      let own = try script(method, .sqlite, table: publication.name)
      guard let last = views(own)[publication.name]?.last else {
        return ["no view of \(publication.name) alone"]
      }
      let alone = try run(
        tables
          + own.prefix(
            upTo: own.range(of: "\nSELECT * FROM ", options: .backwards)?.lowerBound ?? own.endIndex)
          + "\n.mode ascii\nSELECT * FROM \(last) ORDER BY 1;\n")
      if alone != rows { found.append("\(publication.name) alone: \(rows) ≠ \(alone)") }
    }
    return found
  }

  /// The views of published tables by the tables' names.
  private func views(_ text: String) -> [String: [String]] {
    var names: [String: [String]] = [:]
    let lines = text.split(separator: "\n")
    for (place, line) in lines.enumerated() where line.hasPrefix("-- 公布 ") && place + 1 < lines.count {
      names[String(line.dropFirst(6)), default: []].append(
        String(lines[place + 1].dropFirst("CREATE TEMPORARY VIEW ".count).dropLast(" AS".count)))
    }
    return names
  }

  /// The rows that SQLite's shell prints.
  private func run(_ script: String) throws -> [[String]] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("jifen-\(UUID().uuidString).sql")
    try Data(script.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.shell ?? "")
    process.arguments = ["-bail", "-init", file.path, ":memory:", ""]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\u{1E}").map { row in
      row.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
