import Jifen
import Packaging
import Syntax
import Tables

/// What a fuzzer's bytes are taken for. Each target must come back, whatever they are: a crash, a hang or an
/// oracle that fails is a defect of the program.
enum FuzzTarget: String, CaseIterable {
  /// A method's text: parsed, checked, laid out.
  case method
  /// A table's file, its form taken from the first byte.
  case csv
  case json
  /// A column's cells with several counts in them.
  case notation
  /// What stands behind `--set`.
  case address
  /// A method and its tables, parted by bytes of 0.
  case score
  /// An XLSX workbook.
  case workbook
  /// The XML of a sheet, put into an archive that is in order: a fuzzer seldom makes one itself.
  case sheet
  case receipt

  func run(_ bytes: [UInt8]) {
    switch self {
    case .method: Self.method(bytes)
    case .csv: Self.table(bytes, name: "t.csv")
    case .json: Self.table(bytes, name: "t.json")
    case .notation: Self.notation(bytes)
    case .address: Self.address(bytes)
    case .score: Self.score(bytes)
    case .workbook: Self.table(bytes, name: "t.xlsx")
    case .sheet: Self.sheet(bytes)
    case .receipt: Self.receipt(bytes)
    }
  }

  private static func method(_ bytes: [UInt8]) {
    var diagnostics: [Diagnostic] = []
    let loaded = Method.load(name: "m.jifen", bytes: bytes, diagnostics: &diagnostics)
    _ = Render.terminal(diagnostics, .chinese)
    _ = Render.json(diagnostics, .english)
    for language in [nil, Language.chinese, .english] { checkLayout(bytes, language, loaded) }
    guard let loaded else { return }
    _ = FiguresReport.text(loaded.plan.figures, .chinese)
    var tested: [Diagnostic] = []
    _ = runExamples(loaded, tables: nil, diagnostics: &tested)
  }

  /// Laying out is idempotent, keeps a text free of errors, and keeps its meaning.
  private static func checkLayout(_ bytes: [UInt8], _ language: Language?, _ loaded: Method?) {
    var problems: [Diagnostic] = []
    guard let once = format(name: "m.jifen", bytes: bytes, language: language, diagnostics: &problems) else {
      return
    }
    guard
      let twice = format(name: "m.jifen", bytes: Array(once.utf8), language: language, diagnostics: &problems)
    else { fail("a laid out text does not parse:\n\(once)") }
    if once != twice { fail("laying out twice changes the text:\n\(once)\n--\n\(twice)") }
    guard let loaded else { return }
    let again = Method.load(name: "m.jifen", text: once, diagnostics: &problems)
    if again?.plan.text != loaded.plan.text { fail("laying out changes the meaning:\n\(once)") }
  }

  private static func table(_ bytes: [UInt8], name: String) {
    var diagnostics: [Diagnostic] = []
    _ = TableReader.read(name: name, bytes: bytes, format: nil, diagnostics: &diagnostics)
    _ = Render.terminal(diagnostics, .english)
    let method = columns
    let file = InputFile(table: method.plan.tables[0].name, name: name, bytes: bytes)
    var found: [Diagnostic] = []
    _ = Jifen.score(method, tables: [file], diagnostics: &found)
    _ = Render.terminal(found, .chinese)
  }

  /// The bytes as parts of a workbook, parted by bytes of 0: the sheet, then texts, styles, the list of sheets.
  private static func sheet(_ bytes: [UInt8]) {
    let pieces = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
    var archive = ZipWriter()
    let types =
      "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relations(_ targets: [(String, String)]) -> String {
      let items = targets.enumerated().map { number, target in
        "<Relationship Id=\"r\(number + 1)\" Type=\"\(relation)/\(target.0)\" Target=\"\(target.1)\"/>"
      }
      return
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
    }
    let book =
      "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(relation)\"><sheets><sheet name=\"列表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    archive.add("[Content_Types].xml", Array(types.utf8))
    archive.add("_rels/.rels", Array(relations([("officeDocument", "xl/workbook.xml")]).utf8))
    archive.add("xl/workbook.xml", pieces.count > 3 ? pieces[3] : Array(book.utf8))
    archive.add(
      "xl/_rels/workbook.xml.rels",
      Array(
        relations([
          ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
          ("styles", "styles.xml"),
        ]).utf8))
    archive.add("xl/worksheets/sheet1.xml", pieces[0])
    if pieces.count > 1 { archive.add("xl/sharedStrings.xml", pieces[1]) }
    if pieces.count > 2 { archive.add("xl/styles.xml", pieces[2]) }
    table(archive.finished(), name: "t.xlsx")
  }

  /// What is read as a receipt is written as it was meant.
  private static func receipt(_ bytes: [UInt8]) {
    var found: [Diagnostic] = []
    guard let receipt = Receipt.read(name: "r.json", bytes: bytes, diagnostics: &found) else {
      if !found.hasErrors { fail("no receipt, and no error") }
      _ = Render.terminal(found, .chinese)
      return
    }
    let again = Receipt.read(name: "r.json", bytes: Array(receipt.document().utf8), diagnostics: &found)
    if again != receipt { fail("a receipt reads back as another one") }
  }

  private static func notation(_ bytes: [UInt8]) {
    let method = columns
    var text = Array("单位,合写\n甲,\"".utf8)
    text += bytes.filter { $0 != UInt8(ascii: "\"") } + Array("\"\n".utf8)
    var found: [Diagnostic] = []
    let file = InputFile(table: method.plan.tables[0].name, name: "t.csv", bytes: text)
    _ = Jifen.score(method, tables: [file], diagnostics: &found)
  }

  private static func address(_ bytes: [UInt8]) {
    let method = columns
    let file = InputFile(table: method.plan.tables[0].name, name: "t.csv", bytes: Array("单位\n甲\n".utf8))
    var found: [Diagnostic] = []
    let options = ScoreOptions(settings: [String(decoding: bytes, as: UTF8.self)])
    _ = Jifen.score(method, tables: [file], options: options, diagnostics: &found)
    _ = Render.terminal(found, .chinese)
  }

  private static func score(_ bytes: [UInt8]) {
    let pieces = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    var diagnostics: [Diagnostic] = []
    guard let text = pieces.first,
      let method = Method.load(name: "m.jifen", bytes: text, diagnostics: &diagnostics)
    else { return }
    let files = zip(method.plan.tables, pieces.dropFirst()).map { table, bytes in
      InputFile(table: table.name, name: bytes.first == UInt8(ascii: "[") ? "t.json" : "t.csv", bytes: bytes)
    }
    var found: [Diagnostic] = []
    let run = Jifen.run(method, tables: files, diagnostics: &found)
    _ = Render.terminal(found, .english)
    guard let outcome = run?.outcome else { return }
    // The same again gives the same.
    var again: [Diagnostic] = []
    guard let other = Jifen.score(method, tables: files, diagnostics: &again),
      "\(other.tables)" == "\(outcome.tables)"
    else { fail("two runs differ") }
    if let unit = run?.evaluation.dataset.units.texts.first {
      _ = explain(method, tables: files, unit: unit, language: .chinese, diagnostics: &again)
    }
  }

  private static func fail(_ message: String) -> Never { fatalError(message) }

  /// One table with a column of every kind.
  private static let columns: Method = {
    var diagnostics: [Diagnostic] = []
    let method = Method.load(
      name: "columns.jifen",
      text: """
        办法 “各种列”
        期间 2024年1月 至 2024年12月
        表 列表，每行一条：
            单位  名称，别名 “乙局” 即 “乙”
            级别  次第：低、中、高，可空
            种类  选项：甲、乙，可空
            达标  是否，可空
            条数  条，空作 0
            得分  分，可空，在 -10 分 至 10 分 之间
            比率  百分比，可空
            日期  日期，可空
            编号  编号，可空
            合写  条，记法 “单+双*+三#”，空作 0
        条款 “1”：条数 每条 1 分
        条款 “2”：合写.双 每条 2 分，最多 100 分
        条款 “3”：达标 的，得 3 分
        条款 “4”：种类：甲 1 分、乙 2 分
        条款 “5”：同一 编号 只记最高
        总分 = 各条款之和
        排名：总分 从高到低
        公布：名次、单位、总分

        """, diagnostics: &diagnostics)
    guard let method else { fail(Render.terminal(diagnostics, .english)) }
    return method
  }()
}
