import Packaging

/// How a numeric cell is shown, as far as it says what the number stands for.
enum DateForm: Sendable {
  /// A plain number.
  case none
  /// Shown times a hundred with a percent sign.
  case percent
  case date
  /// Year and month only.
  case month
  case year
  case time
}

/// The number formats of a workbook's cell styles.
struct CellStyles: Sendable {
  private var forms: [DateForm] = []

  /// Of the part: room for more formats than the 65,490 that spreadsheets allow.
  private static let mostBytes = 32 << 20

  init() {}

  init(part: String?, _ archive: ZipArchive) throws(WorkbookFault) {
    guard let part, archive.contains(part) else { return }
    var custom: [Int: DateForm] = [:]
    var forms: [DateForm] = []
    try readPart(part, archive, most: Self.mostBytes) { reader throws(XMLFault) in
      var isInCells = false
      while let event = try reader.next() {
        switch event {
        case .start:
          if reader.isNamed("numFmt"), let id = reader.attribute("numFmtId").flatMap({ Int($0) }),
            let code = reader.attribute("formatCode")
          {
            custom[id] = Self.form(code: code)
          } else if reader.isNamed("cellXfs") {
            isInCells = true
          } else if isInCells, reader.isNamed("xf"), forms.count < 65_536 {
            let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
            forms.append(custom[id] ?? Self.form(builtIn: id))
          }
        case .end: if reader.isNamed("cellXfs") { isInCells = false }
        case .text: break
        }
      }
    }
    self.forms = forms
  }

  subscript(style: Int) -> DateForm { forms.indices.contains(style) ? forms[style] : .none }

  /// The formats that have a number instead of a text (ECMA-376-1, 18.8.30), with their forms in Chinese.
  static func form(builtIn id: Int) -> DateForm {
    switch id {
    case 9, 10: .percent
    case 14...16, 22, 28...31, 51, 53, 54, 58: .date
    case 17, 27, 36, 50, 52, 57: .month
    case 18...21, 32...35, 45, 47, 55, 56: .time
    default: .none
    }
  }

  /// What a format code shows: `yyyy"年"m"月"d"日"` a date, `0.00` a number. An elapsed time (`[h]:mm`) counts
  /// as a number of days.
  static func form(code: String) -> DateForm {
    var letters: Set<Character> = []
    var characters = code.lowercased().makeIterator()
    var bracketed: String?
    var isQuoted = false
    while let character = characters.next() {
      if isQuoted {
        isQuoted = character != "\""
      } else if let inner = bracketed {
        bracketed = character == "]" ? nil : inner + String(character)
        if character == "]", ["h", "hh", "m", "mm", "s", "ss"].contains(inner) { return .none }
      } else {
        switch character {
        case "\"": isQuoted = true
        case "[": bracketed = ""
        case "\\", "_", "*": _ = characters.next()
        case ";": return form(letters)
        default: letters.insert(character)
        }
      }
    }
    return form(letters)
  }

  private static func form(_ letters: Set<Character>) -> DateForm {
    if letters.contains("%") { return .percent }
    let hasDigits = letters.contains("0") || letters.contains("#") || letters.contains("?")
    let hasYear = letters.contains("y") || letters.contains("e") && !hasDigits
    let hasDay = letters.contains("d")
    let hasTime = letters.contains("h") || letters.contains("s")
    let hasMonth = letters.contains("m") && (!hasTime || hasYear || hasDay)
    // “General” and its translations are no dates.
    if letters.contains("g"), letters.contains("n") { return .none }
    if hasDay || (hasMonth && !hasYear) { return .date }
    if hasYear { return hasMonth ? .month : .year }
    return hasTime ? .time : .none
  }
}
