import Exact
import Syntax

/// A column as the method declares it.
struct NaiveColumn {
  var name: String
  var headers: [String]
  var kind: ColumnLine.Kind
  var options: [String]
  /// What a blank stands for; nil: absent.
  var blankText: String?
  /// Whether a blank is an error.
  var refusesBlank: Bool
  /// Field names and marks of a notation, such as 专报+综合*.
  var fields: [(name: String, mark: String)]
}

/// A table with its plain rows.
struct NaiveTable {
  var name: String
  var columns: [NaiveColumn]
  /// Columns that together identify a row; empty for records.
  var keys: [String]
  var unitColumn: String?
  var signersColumn: String?
  var datedColumn: String?
  var grain: NaiveGrain
  var rows: [[String: String]] = []

  func column(_ name: String) -> NaiveColumn? { columns.first { $0.name == name } }
}

extension NaiveTable {
  init(_ statement: TableStatement) {
    name = statement.name.text
    columns = []
    for line in statement.columns {
      for column in line.names {
        columns.append(NaiveColumn(column.text, line, statement))
      }
    }
    unitColumn = columns.first { $0.kind == .name }?.name
    signersColumn = unitColumn == nil ? columns.first { $0.kind == .nameList }?.name : nil
    let dated = columns.filter { $0.kind == .date || $0.periodMonths != nil }
    let marked = statement.columns.last { $0.isDated }?.names.last?.text
    keys = []
    for word in statement.rowWords {
      if let column = columns.first(where: { $0.name == word.text || $0.isPeriod(named: word.text) }) {
        keys.append(column.name)
      } else if word.text == "单位" || word.text == "unit", let unitColumn {
        keys.append(unitColumn)
      }
    }
    let monthly = Set(columns.filter { $0.periodMonths != nil }.map(\.name))
    let keyed = keys.first { monthly.contains($0) }
    datedColumn = marked ?? keyed ?? (dated.count == 1 ? dated[0].name : nil)
    grain = .row(name)
    if let unitColumn, keys.contains(unitColumn) {
      let others = keys.filter { $0 != unitColumn }
      if others.isEmpty {
        grain = .unit
      } else if others.count == 1, let months = column(others[0])?.periodMonths {
        grain = .unitPeriod(months)
      }
    }
    if case .unitPeriod = grain { datedColumn = keyed }
  }
}

extension NaiveColumn {
  init(_ name: String, _ line: ColumnLine, _ table: TableStatement) {
    self.name = name
    headers = [name] + line.headers.map(\.text)
    kind = line.kind
    options = line.options.map(\.text)
    blankText = nil
    fields = []
    if let notation = line.notation {
      for piece in notation.text.split(separator: "+", omittingEmptySubsequences: false) {
        let field = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        fields.append((String(field), String(piece.dropFirst(field.count))))
      }
    }
    switch line.blank {
    case .stands(let text)?:
      blankText = text
      refusesBlank = false
    case .optional?: refusesBlank = false
    case nil:
      switch line.kind {
      case .measure, .number, .percent:
        blankText = table.blank?.digits
        refusesBlank = blankText == nil
      case .text: refusesBlank = false
      case .name, .nameList, .id, .choice, .rankedChoice, .yesNo, .date, .period: refusesBlank = true
      }
    }
  }

  var periodMonths: Int? {
    guard case .period(let word) = kind else { return nil }
    return NaiveCalendar.months(word)
  }

  /// 一个月 means the column of months, whatever it is called.
  func isPeriod(named word: String) -> Bool {
    guard let periodMonths, let named = ClosedWord.spelled(word) else { return false }
    return NaiveCalendar.months(named) == periodMonths
  }

  var naiveKind: NaiveKind {
    switch kind {
    case .measure, .number, .percent: .number
    case .choice, .rankedChoice: .choice(options)
    case .yesNo: .truth
    case .date: .day
    case .period(let word): .period(NaiveCalendar.months(word) ?? 1)
    case .name, .nameList, .id, .text: .text
    }
  }

  /// The value of a cell's text.
  func value(_ cell: String, year: Int?) throws -> NaiveValue {
    let text = NaiveText.trimmed(cell)
    if text.isEmpty {
      if refusesBlank { throw NaiveFailure.badData("\(name) 为空") }
      guard let blankText, !blankText.isEmpty else { return .absent }
      return try value(blankText, year: year)
    }
    switch kind {
    case .name, .nameList, .id, .text: return .text(text)
    case .choice, .rankedChoice:
      guard options.contains(text) else { throw NaiveFailure.badData("\(name) \(text)") }
      return .text(text)
    case .yesNo:
      if ["是", "√", "1", "有", "yes"].contains(text) { return .truth(true) }
      if ["否", "×", "0", "无", "no"].contains(text) { return .truth(false) }
      throw NaiveFailure.badData("\(name) \(text)")
    case .date:
      guard let day = NaiveCalendar.day(text) else { throw NaiveFailure.badData("\(name) \(text)") }
      return .day(day)
    case .period(let word):
      guard let months = NaiveCalendar.months(word),
        let number = NaiveCalendar.period(text, months: months, year: year)
      else { throw NaiveFailure.badData("\(name) \(text)") }
      return .period(number)
    case .measure, .number, .percent:
      guard let number = NaiveText.number(text) else { throw NaiveFailure.badData("\(name) \(text)") }
      return .number(number)
    }
  }

  /// One count of a notation cell such as 5+1*.
  func field(_ field: String?, of cell: String) throws -> NaiveValue {
    var text = NaiveText.trimmed(cell)
    if text.isEmpty {
      guard let blankText else { return .absent }
      text = blankText
    }
    var total = Rational.zero
    for piece in text.split(separator: "+") {
      let digits = piece.prefix { $0.isNumber || $0 == "." }
      let mark = piece.dropFirst(digits.count)
      guard let number = Rational(decimal: String(digits)),
        let meant = fields.first(where: { $0.mark == mark })
      else { throw NaiveFailure.badData("\(name) \(text)") }
      if field == nil || meant.name == field { total = total + number }
    }
    return .number(total)
  }
}

extension NaiveTable {
  /// The same for worked examples: no blank is an error.
  var lenient: NaiveTable {
    var result = self
    for index in columns.indices where columns[index].refusesBlank {
      result.columns[index].refusesBlank = false
      switch columns[index].kind {
      case .measure, .number, .percent: result.columns[index].blankText = "0"
      case .yesNo: result.columns[index].blankText = "否"
      case .name, .nameList, .id, .text, .choice, .rankedChoice, .date, .period: break
      }
    }
    return result
  }
}

/// Cells as texts, read plainly.
enum NaiveText {
  static func trimmed(_ text: String) -> String {
    var result = Substring(text)
    while let first = result.first, first.isWhitespace || first == "\u{FEFF}" { result = result.dropFirst() }
    while let last = result.last, last.isWhitespace { result = result.dropLast() }
    return String(result)
  }

  /// A decimal, with thousands separators and a percent sign allowed.
  static func number(_ text: String) -> Rational? {
    var digits = text.filter { $0 != "," }
    let isPercent = digits.hasSuffix("%")
    if isPercent { digits.removeLast() }
    guard let number = Rational(decimal: digits) else { return nil }
    return isPercent ? number * (Rational(1, over: 100) ?? .one) : number
  }

  /// Rows of a comma-separated file by header.
  static func rows(csv: String) -> [[String: String]] {
    let lines = lines(csv: csv)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().filter { line in line.contains { !trimmed($0).isEmpty } }.map { line in
      var row: [String: String] = [:]
      for (name, cell) in zip(header, line) { row[trimmed(name)] = cell }
      return row
    }
  }

  /// Cells line by line, quotes understood.
  static func lines(csv: String) -> [[String]] {
    var lines: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = Array(csv)[...]
    if characters.first == "\u{FEFF}" { characters = characters.dropFirst() }
    while let character = characters.popFirst() {
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if characters.first == "\"" {
          cell.append(character)
          characters = characters.dropFirst()
        } else {
          isQuoted = false
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," {
        record.append(cell)
        cell = ""
      } else if character.isNewline {
        lines.append(record + [cell])
        record = []
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !record.isEmpty { lines.append(record + [cell]) }
    return lines
  }
}
