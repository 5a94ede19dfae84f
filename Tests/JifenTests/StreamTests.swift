import Foundation
import Jifen
import Tables
import Testing

@testable import Engine

/// Counting records while they are read gives what keeping them gives: every cell, list, grade and finding.
@Suite struct StreamTests {
  /// Small pieces, several threads and partitions, so that short data meets every seam.
  static let settings = [(1, 96, 0), (2, 128, 2), (3, 200, 1)].map { threads, piece, bits in
    var setting = StreamSetting(threads: threads, piece: piece, least: 0)
    setting.partitionBits = bits
    return setting
  }

  /// Random methods of lines that look at the record or its case, over random data.
  @Test func randomMethodsAgree() throws {
    var counted = 0
    let count = PropertyTests.count / 3
    for seed in PropertyTests.first..<PropertyTests.first + count {
      let subject = StreamMethod(seed: seed)
      var diagnostics: [Diagnostic] = []
      let method = try #require(
        Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics),
        "\(diagnostics.map { $0.message(.chinese) })\n\(subject.method)")
      let setting = Self.settings[seed % Self.settings.count]
      guard let differences = StreamComparison.differences(method, subject.files, setting: setting) else {
        continue
      }
      counted += 1
      #expect(differences.isEmpty, "seed \(seed): \(differences.prefix(4))\n\(subject.method)")
    }
    #expect(counted * 2 > count, "only \(counted) of \(count) were counted")
  }

  /// The offices' methods over their data: whatever takes the counting way agrees.
  @Test(arguments: RuleSetTests.offices) func ruleSetsAgree(_ office: String) throws {
    var diagnostics: [Diagnostic] = []
    let file = RuleSetTests.root.appendingPathComponent("RuleSets/\(office).jifen")
    let method = try #require(
      Method.load(name: office, bytes: Array(Data(contentsOf: file)), diagnostics: &diagnostics))
    let folder = RuleSetTests.root.appendingPathComponent("Examples/\(office)")
    let tables = try method.plan.tables.map { table in
      let bytes = try Array(Data(contentsOf: folder.appendingPathComponent("\(table.name).csv")))
      return InputFile(table: table.name, name: "\(table.name).csv", bytes: bytes)
    }
    for setting in Self.settings {
      let differences = StreamComparison.differences(method, tables, setting: setting)
      #expect(differences?.isEmpty ?? true, "\(differences ?? [])")
    }
  }

  // MARK: - The benchmark's method

  func benchmark(_ name: String) throws -> Method {
    var diagnostics: [Diagnostic] = []
    let file = RuleSetTests.root.appendingPathComponent("Tests/Benchmarks/\(name).jifen")
    return try #require(
      Method.load(name: name, bytes: Array(Data(contentsOf: file)), diagnostics: &diagnostics))
  }

  /// Records with repeated items, deductions, instructions, several units and quoted cells.
  static func items(_ count: Int, units: Int = 23, seed: UInt64 = 7, mixedLineEnds: Bool = true) -> String {
    var state = seed
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let groups = ["一类单位", "三类单位", "乡镇街道", "二类单位"]
    let kinds = ["县快报,单条", "县快报,专期", "市快报,单条", "省快报,综合", "要情专报,单条", "数据差错,", "重复抄袭,"]
    var text = "单位,组,信息编号,刊物,形式,批示,日期\n"
    for row in 0..<count {
      let unit = draw(units)
      let ids = ["X\(draw(count / 2 + 1))", "延政快报〔2024〕\(draw(9))号", "a-very-long-identity-\(draw(9))"]
      let name = draw(5) == 0 ? "\"单位\(unit)\"" : "单位\(unit)"
      text += "\(name),\(groups[unit % 4]),\(ids[draw(8) < 6 ? 0 : draw(3)]),\(kinds[draw(kinds.count)]),"
      text += "\(draw(4) == 0 ? 1 : 0),2024-05-0\(draw(9) + 1)"
      text += mixedLineEnds && row % 97 == 5 ? "\r\n" : "\n"
    }
    return text
  }

  @Test func itemsAgree() throws {
    let method = try benchmark("items")
    let files = [InputFile(table: "采用记录", name: "采用记录.csv", bytes: Array(Self.items(3000).utf8))]
    for setting in Self.settings {
      let differences = StreamComparison.differences(method, files, setting: setting)
      #expect(differences?.prefix(3) == [], "threads \(setting.threads)")
    }
  }

  /// More units than the index of their spellings has room for at first.
  @Test func manyUnitsAgree() throws {
    let method = try benchmark("items")
    let text = Self.items(2000, units: 700)
    let files = [InputFile(table: "采用记录", name: "采用记录.csv", bytes: Array(text.utf8))]
    for setting in Self.settings {
      let differences = StreamComparison.differences(method, files, setting: setting)
      #expect(differences?.prefix(3) == [], "threads \(setting.threads)")
    }
  }

  /// Every way of cutting a file up: threads, bytes at once, partitions, and which part is read first.
  static let cuts: [StreamSetting] = [1, 2, 3, 5, 8].flatMap { threads in
    [96, 129, 1000, 1 << 16].flatMap { piece in
      [0, 1, 3].flatMap { bits in
        [false, true].map { isBackwards in
          var setting = StreamSetting(threads: threads, piece: piece, least: 0)
          setting.partitionBits = bits
          setting.isBackwards = isBackwards
          return setting
        }
      }
    }
  }

  /// The table as CSV and all the rest as text; nil where the data are left to the plain way.
  private func bytes(_ method: Method, _ files: [InputFile], _ setting: StreamSetting) -> String? {
    var timings = Timings()
    let sources = files.map { file in
      TableSource(
        table: method.plan.tables.firstIndex { $0.name == file.table } ?? 0, name: file.name,
        bytes: .memory(file.bytes))
    }
    guard let large = sources.max(by: { $0.bytes.count < $1.bytes.count }) else { return nil }
    let outcome = Scorer.stream(
      plan: method.plan, sources: sources, figures: method.plan.writtenFigures, counting: large.table,
      setting: setting, timings: &timings
    ) { source in
      guard case .success(let bytes) = source.bytes.load() else { return nil }
      var found: [Diagnostic] = []
      return TableReader.read(name: source.name, bytes: bytes, diagnostics: &found)
    }
    return outcome.map { outcome in
      outcome.tables.map { CSVReport.render($0) }.joined() + TextReport.render(outcome, .english)
    }
  }

  /// The same bytes, whatever the number of threads, the size of pieces and their order.
  @Test(arguments: ["items", "tallies"]) func sameBytesHoweverItIsCut(_ workload: String) throws {
    let method = try benchmark(workload)
    let table = method.plan.tables[0].name
    let text = workload == "items" ? Self.items(700) : Self.tallies(300)
    let files = [InputFile(table: table, name: table + ".csv", bytes: Array(text.utf8))]
    var diagnostics: [Diagnostic] = []
    let kept = try #require(score(method, tables: files, diagnostics: &diagnostics))
    let wanted = kept.tables.map { CSVReport.render($0) }.joined() + TextReport.render(kept, .english)
    for setting in Self.cuts {
      // A roster's record has more bytes than the smallest pieces; those are left to the plain way.
      guard workload == "items" || setting.piece >= 129 else { continue }
      let found = bytes(method, files, setting)
      #expect(
        found == wanted,
        "threads \(setting.threads), piece \(setting.piece), backwards \(setting.isBackwards)")
    }
  }

  /// The same of random methods: each by several cuts.
  @Test func randomMethodsGiveTheSameBytesHoweverTheyAreCut() throws {
    var seen = 0
    for seed in 1..<13 {
      let subject = StreamMethod(seed: seed)
      var diagnostics: [Diagnostic] = []
      let method = try #require(
        Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics))
      guard StreamComparison.differences(method, subject.files, setting: Self.settings[0]) != nil,
        let first = bytes(method, subject.files, Self.cuts[0])
      else { continue }
      seen += 1
      for number in stride(from: seed, to: Self.cuts.count, by: 11) {
        let found = bytes(method, subject.files, Self.cuts[number])
        #expect(found == first, "seed \(seed), cut \(number)")
      }
    }
    #expect(seen > 6, "only \(seen) were counted")
  }

  /// A wrong cell in the middle: the plain way tells, with row, column and the count of the others.
  @Test(arguments: [
    ("单位3,一类单位,X1,晚报,单条,0,2024-05-01", Code.notAnOption, 4),
    ("单位3,一类单位,X1,省快报,单条,2,2024-05-01", .notYesNo, 6),
    (",一类单位,X1,省快报,单条,0,2024-05-01", .unitBlank, 1),
    ("单位3,一类单位,,省快报,单条,0,2024-05-01", .blankCell, 3),
    ("合计,一类单位,X1,省快报,单条,0,2024-05-01", .totalRow, 1),
    ("单位3,一类单位,X1,省快报,单条,0,2024-05-01,多", .tooManyCells, 8),
    ("单位3,一类单位,X1", .tooFewCells, 0),
    ("单位3,三类单位,X1,省快报,单条,0,2024-05-01", .rowsDisagree, 2),
  ]) func wrongRowsAreTold(_ line: String, _ code: Code, _ column: Int) throws {
    let method = try benchmark("items")
    var lines = Self.items(2000, mixedLineEnds: false).split(separator: "\n").map(String.init)
    lines.insert("单位3,二类单位,X0,省快报,单条,0,2024-05-01", at: 1)
    lines.insert(line, at: 1000)
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    for setting in Self.settings {
      var timings = Timings()
      var diagnostics: [Diagnostic] = []
      let outcome = score(
        method, sources: [TallySource(table: "采用记录", name: "采用记录.csv", bytes: .memory(bytes))],
        setting: setting, timings: &timings, diagnostics: &diagnostics)
      #expect(outcome == nil)
      let found = try #require(diagnostics.first { $0.code == code }, "\(diagnostics)")
      guard case .cell(_, _, let row, let place, _, _) = found.place else {
        Issue.record("no cell: \(found)")
        continue
      }
      // The header is row 1.
      #expect(row == (code == .rowsDisagree ? row : 1001))
      #expect(place == column)
    }
  }

  @Test func errorsBeyondTheFirstAreCounted() throws {
    let method = try benchmark("items")
    let wrong = (0..<50).map { "单位3,二类单位,X\($0),晚报,单条,0,2024-05-01\n" }.joined()
    let bytes = Array((Self.items(500) + wrong).utf8)
    var timings = Timings()
    var diagnostics: [Diagnostic] = []
    _ = score(
      method, sources: [TallySource(table: "采用记录", name: "采用记录.csv", bytes: .memory(bytes))],
      setting: Self.settings[1], timings: &timings, diagnostics: &diagnostics)
    #expect(diagnostics.filter { $0.code == .notAnOption }.count == 20)
    #expect(diagnostics.contains { $0.code == .moreErrors })
  }

  // MARK: - Splitting

  /// Fields of clean text are those of the plain reader, whatever the piece.
  @Test func splitterAgreesWithReader() throws {
    let text = Self.items(400)
    var diagnostics: [Diagnostic] = []
    let grid = try #require(
      TableReader.read(name: "a.csv", bytes: Array(text.utf8), diagnostics: &diagnostics))
    let bytes = Array(text.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: FieldSplitter.slack)
    var splitter = FieldSplitter(columns: 7, separator: UInt8(ascii: ","))
    var fields = [UInt32](repeating: 0, count: 14 * 500)
    var numbers = [UInt32](repeating: 0, count: 500)
    let found = padded.withUnsafeBufferPointer { padded in
      fields.withUnsafeMutableBufferPointer { fields in
        numbers.withUnsafeMutableBufferPointer { numbers in
          splitter.split(
            padded.baseAddress!, from: 0, to: bytes.count, isLast: true, fields: fields.baseAddress!,
            numbers: numbers.baseAddress!, rows: 500)
        }
      }
    }
    #expect(found.rows == 401)
    for row in 0..<grid.rowCount {
      #expect(Int(numbers[row + 1]) + 1 == grid.spreadsheetRow(row))
      for column in 0..<7 {
        let place = ((row + 1) * 7 + column) * 2
        let cell = String(decoding: bytes[Int(fields[place])..<Int(fields[place + 1])], as: UTF8.self)
        #expect(cell == grid.text(row: row, column: column))
      }
    }
  }
}

// MARK: - Rosters

extension StreamTests {
  /// Units with counts, decimals, blanks and cells written otherwise than they print.
  static func tallies(_ count: Int, seed: UInt64 = 3, odd: Bool = false) -> String {
    var state = seed
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let groups = ["一类单位", "三类单位", "乡镇街道", "二类单位"]
    let head = "单位,组,约稿量,约稿得分,重点提示量,重点提示得分,省单条,省综合,省专期,市单条,市专期,县单条,县专期,"
    var text = head + "批示原分,数据差错,重复抄袭,上期累计,报送条数\n"
    for unit in 0..<count {
      var cells = [
        "单位\(unit)", groups[draw(4)], "\(draw(4))", "\(draw(9)).\(draw(10))", "\(draw(3))", "\(draw(50)).25",
      ]
      for _ in 6..<18 { cells.append("\(draw(30))") }
      if odd, unit % 7 == 3 { cells[9] = "\(draw(9))条" }
      if odd, unit % 11 == 5 { cells[16] = "１２" }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  @Test(arguments: [false, true]) func rostersAgree(odd: Bool) throws {
    let method = try benchmark("tallies")
    // More than a slice, and a table long enough to print from its columns.
    let text = Self.tallies(9000, odd: odd)
    let files = [InputFile(table: "采用情况", name: "采用情况.csv", bytes: Array(text.utf8))]
    var setting = StreamSetting(threads: 2, piece: 1 << 16, least: 0)
    setting.partitionBits = 1
    let differences = StreamComparison.differences(method, files, setting: setting)
    #expect(differences?.prefix(3) == [])
  }

  @Test(arguments: [
    ("单位5,一类单位,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", Code.duplicateKey),
    ("单位甲,一类单位,1,1,1,1,1,x,1,1,1,1,1,1,1,1,1,1", .notANumber),
    ("单位甲,四类单位,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", .notAnOption),
    ("单位甲,一类单位,1,1,1,1,1,,1,1,1,1,1,1,1,1,1,1", .blankCell),
  ]) func wrongUnitsAreTold(_ line: String, _ code: Code) throws {
    let method = try benchmark("tallies")
    var lines = Self.tallies(600).split(separator: "\n").map(String.init)
    lines.insert(line, at: 300)
    var timings = Timings()
    var diagnostics: [Diagnostic] = []
    let source = TallySource(
      table: "采用情况", name: "采用情况.csv", bytes: .memory(Array((lines.joined(separator: "\n") + "\n").utf8)))
    let outcome = score(
      method, sources: [source], setting: Self.settings[1], timings: &timings, diagnostics: &diagnostics)
    #expect(outcome == nil)
    let found = try #require(diagnostics.first { $0.code == code }, "\(diagnostics)")
    guard case .cell(_, _, 301, _, _, _) = found.place else {
      Issue.record("another place: \(found.place)")
      return
    }
  }

  /// What wants quotes, or would be taken for a formula, is marked in long tables as in short ones.
  @Test func longTablesMarkWhatShortOnesMark() throws {
    let method = try benchmark("tallies")
    var lines = Self.tallies(5000).split(separator: "\n").map(String.init)
    for (row, name) in [(7, "=1+2"), (9, "\"甲,乙\""), (4500, "＠某局"), (4600, "-x"), (4700, "-5")] {
      lines[row] = name + lines[row].drop { $0 != "," }
    }
    let text = lines.joined(separator: "\n") + "\n"
    var diagnostics: [Diagnostic] = []
    let file = InputFile(table: "采用情况", name: "采用情况.csv", bytes: Array(text.utf8))
    let outcome = try #require(
      score(method, tables: [file], diagnostics: &diagnostics), "\(diagnostics.map(\.code.id))")
    let table = try #require(outcome.tables.first)
    #expect(table.rows.isLong)
    let long = CSVReport.render(table)
    let kept = PublishedTable(
      name: table.name, group: nil, isSectioned: true, columns: table.columns, rows: Array(table.rows))
    #expect(long == CSVReport.render(kept))
    for marked in [",'=1+2,", ",\"甲,乙\",", ",'＠某局,", ",'-x,", ",-5,"] { #expect(long.contains(marked)) }
  }

  /// One CSV, whether rows are kept or made from columns.
  @Test func longTablesPrintAlike() throws {
    let method = try benchmark("tallies")
    var diagnostics: [Diagnostic] = []
    let file = InputFile(table: "采用情况", name: "采用情况.csv", bytes: Array(Self.tallies(5000).utf8))
    let outcome = try #require(score(method, tables: [file], diagnostics: &diagnostics))
    let table = try #require(outcome.tables.first)
    #expect(table.rows.isLong)
    let kept = PublishedTable(
      name: table.name, group: nil, isSectioned: true, columns: table.columns, rows: Array(table.rows))
    #expect(CSVReport.render(table) == CSVReport.render(kept))
  }
}
