import Diagnostics
import Syntax

/// Writes a first method file from tables that an office already keeps: their columns with guessed kinds, a
/// clause for each that can earn points with its figure left open, a total, a rank and a printed table.
/// Comments tell the clerk what to settle. Cost: the tables' cells.
public struct FirstMethod {
  /// A table as it was read: texts only.
  public struct Table: Sendable {
    public var name: String
    public var headers: [String]
    /// Per header, its cells from the top.
    public var columns: [[String]]

    public init(name: String, headers: [String], columns: [[String]]) {
      self.name = name
      self.headers = headers
      self.columns = columns
    }
  }

  private let tables: [GuessedTable]
  private let language: Language
  /// Names of columns that more than one table has.
  private let shared: Set<String>
  private var lines: [String] = []

  /// The text of a method file in the keywords of one language.
  public static func write(_ tables: [Table], _ language: Language) -> String {
    var guessed: [GuessedTable] = []
    for table in tables {
      let hasGroup = guessed.contains { $0.group != nil }
      let guess = GuessedTable(table, language, takesGroup: !hasGroup)
      if !guess.columns.isEmpty { guessed.append(guess) }
    }
    var writer = FirstMethod(guessed, language)
    writer.write()
    return writer.lines.map(trimmed).joined(separator: "\n") + "\n"
  }

  /// Without the blank that a colon at a line's end would leave.
  private static func trimmed(_ line: String) -> String {
    line.hasSuffix(" ") ? String(line.dropLast()) : line
  }

  private init(_ tables: [GuessedTable], _ language: Language) {
    self.tables = tables
    self.language = language
    let names = tables.flatMap { table in table.columns.filter { $0.kind != .unit }.map(\.name) }
    shared = Set(Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys)
  }

  private mutating func write() {
    comments(Advice.opening)
    let title = tables.first.map { Phrase($0.name + "计分办法", $0.name + " scoring")[language] } ?? ""
    lines.append("\(word(.method)) \(MethodName.quoted(title))")
    let circular = Phrase("文件的名称和文号", "the circular and its number")[language]
    lines.append("# \(word(.source)) \(MethodName.quoted(circular))")
    for table in tables { declare(table) }
    for table in tables { for column in table.columns { clause(column, table) } }
    for table in tables where table.isRecords && !table.columns.contains(where: \.kind.earns) {
      bareClause(table)
    }
    results()
  }

  // MARK: Tables

  private mutating func declare(_ table: GuessedTable) {
    let row = table.isRecords ? Phrase("一条", "item") : Phrase("一个单位", "unit")
    lines.append("")
    lines.append(
      "\(word(.table)) \(MethodName.spelled(table.name))\(comma)\(joined(word(.eachRow), row[language]))\(colon)"
    )
    let width = table.columns.reduce(4) { max($0, DisplayWidth.of(MethodName.spelled($1.name))) }
    for column in table.columns {
      let name = DisplayWidth.padded(MethodName.spelled(column.name), to: min(width, 24))
      lines.append("    \(name)  \(kind(column.kind))" + attributes(column).map { comma + $0 }.joined())
    }
    for note in table.notes { lines.append("    # " + note[language]) }
  }

  private func kind(_ kind: GuessedColumn.Kind) -> String {
    switch kind {
    case .unit: return word(.name)
    case .choice(let options):
      return word(.choice) + colon + options.map(MethodName.spelled).joined(separator: listSeparator)
    case .id: return word(.id)
    case .text: return word(.text)
    case .yesNo: return word(.yesNo)
    case .date: return word(.date)
    case .month: return word(.month)
    case .percent: return word(.percentFormat)
    case .plain: return word(.number)
    case .count(let measure), .notation(let measure, _):
      return MeasureWord.spelling(measure, language, plural: true)
    case .points, .result: return MeasureWord.spelling("分", language, plural: true)
    }
  }

  private func attributes(_ column: GuessedColumn) -> [String] {
    var result: [String] = []
    if case .notation(_, let pattern) = column.kind {
      result.append(word(.notation) + " " + MethodName.quoted(pattern))
    }
    if column.name != column.header {
      result.append(word(.alsoCalled) + " " + MethodName.quoted(column.header))
    }
    guard column.hasBlanks else { return result }
    switch column.kind {
    case .unit: break
    case .count, .notation, .points: result.append(word(.blankAs) + " 0")
    case .yesNo: result.append(word(.blankAs) + " " + word(.no))
    case .choice, .id, .text, .date, .month, .percent, .plain, .result: result.append(word(.optional))
    }
    return result
  }

  // MARK: Clauses

  private mutating func clause(_ column: GuessedColumn, _ table: GuessedTable) {
    let name = reference(column, table)
    let open = word(.open)
    let body: String
    switch column.kind {
    case .count(let measure), .notation(let measure, _):
      guard column.earns else { return }
      body = "\(name)  \(each(measure)) \(open) " + MethodName.quoted(howMuch(each: measure))
    case .points:
      body = "\(word(.give)) \(name)"
    case .yesNo:
      let what = MethodName.quoted(howMuch(each: nil))
      body = Phrase("\(name) 的，得 \(open) \(what)", "if \(name), give \(open) \(what)")[language]
    case .choice(let options):
      guard table.isRecords else { return }
      let cells = options.map { MethodName.spelled($0) + " " + open }
      body = "\(name)\(colon)" + cells.joined(separator: listSeparator)
    case .unit, .id, .text, .date, .month, .percent, .plain, .result: return
    }
    let label = shared.contains(column.name) ? table.name + "·" + column.name : column.name
    lines.append("")
    lines.append("\(word(.clause)) \(MethodName.quoted(label))\(colon)")
    lines.append("    " + body)
  }

  /// For records that say nothing but that they exist.
  private mutating func bareClause(_ table: GuessedTable) {
    lines.append("")
    lines.append("\(word(.clause)) \(MethodName.quoted(table.name))\(colon)")
    let open = "\(word(.open)) " + MethodName.quoted(howMuch(each: "条"))
    lines.append("    \(MethodName.spelled(table.name))  \(each("条")) \(open)")
  }

  // MARK: Results

  private mutating func results() {
    let total = totalName
    let names = tables.flatMap(\.columns)
    guard names.contains(where: \.earns) || tables.contains(where: \.isRecords) else { return }
    lines.append("")
    lines.append("\(total) = \(word(.allClauses))")
    lines.append("")
    let inGroup = tables.contains { $0.group != nil } ? " " + word(.inGroup) : ""
    let tie = "\(semicolon)\(word(.ties)) \(word(.sameRank))"
    lines.append("\(word(.rank))\(inGroup)\(colon)\(total) \(word(.descending))\(tie)")
    lines.append("")
    var printed = [word(.position)]
    if let unit = tables.lazy.compactMap(\.unitName).first { printed.append(MethodName.spelled(unit)) }
    for table in tables where !table.isRecords {
      printed += table.columns.filter(\.earns).map { reference($0, table) }
    }
    printed.append(total)
    let title = Phrase("得分", "scores")[language]
    lines.append(
      "\(word(.publish)) \(MethodName.quoted(title))\(inGroup)\(colon)"
        + printed.joined(separator: listSeparator))
    let printedResults = names.filter { $0.kind == .result }
    let grandTotal = printedResults.first { HeaderWords.isGrandTotal($0.header) }
    guard let result = grandTotal ?? printedResults.first else { return }
    lines.append("")
    let label = Phrase("\(total)与印发一致", "\(total) as printed")[language]
    lines.append(
      "\(word(.check)) \(MethodName.quoted(label))\(colon)\(total) = \(MethodName.spelled(result.name))")
  }

  /// 总分, or another name where a column has that one.
  private var totalName: String {
    let taken = Set(tables.flatMap { $0.columns.map(\.name) + [$0.name] })
    let candidates = [Phrase("总分", "total"), Phrase("计得总分", "computed_total"), Phrase("本表总分", "score_total")]
    return (candidates.first { !taken.contains($0[language]) } ?? candidates[0])[language]
  }

  private func reference(_ column: GuessedColumn, _ table: GuessedTable) -> String {
    let name = MethodName.spelled(column.name)
    return shared.contains(column.name) ? MethodName.spelled(table.name) + "." + name : name
  }

  private func howMuch(each measure: String?) -> String {
    guard let measure else { return Phrase("几分", "how many points")[language] }
    let english = MeasureWord.spelling(measure, .english, plural: false)
    return Phrase("每\(measure)几分", "points for each \(english)")[language]
  }

  // MARK: Words

  private func each(_ measure: String) -> String {
    joined(word(.each), MeasureWord.spelling(measure, language, plural: false))
  }

  private func word(_ keyword: Keyword) -> String { keyword.spelling(language) }
  private func word(_ closed: ClosedWord) -> String { closed.spelling(language) }

  /// Chinese words stand together, English ones apart.
  private func joined(_ left: String, _ right: String) -> String {
    language == .chinese ? left + right : left + " " + right
  }

  private var colon: String { Phrase("：", ": ")[language] }
  private var comma: String { Phrase("，", ", ")[language] }
  private var semicolon: String { Phrase("；", "; ")[language] }
  private var listSeparator: String { Phrase("、", " | ")[language] }

  private mutating func comments(_ texts: [Phrase]) { lines += texts.map { "# " + $0[language] } }
}
