import Diagnostics

/// A sheet of a workbook that is being written.
public struct WorkbookSheet: Sendable {
  /// The name on its tab; see `SheetNames`.
  public var name: String
  public private(set) var rows: [Row] = []
  public private(set) var merges: [CellRange] = []
  /// Rows at the top that stay in sight and are printed on every page.
  public var frozenRows = 0
  /// The row of the header, for a filter over the table below it; 0 for none.
  public var headerRow = 0
  /// Columns that are not shown, from 1.
  public var hiddenColumns: Set<Int> = []
  /// Widths that are set instead of fitted, by column from 1.
  public var widths: [Int: Int] = [:]
  /// Whether long texts are the content: portrait, with one broad column.
  public var isText = false

  public struct Row: Sendable {
    public var cells: [WorkbookCell]
    /// In points; nil lets the spreadsheet choose.
    public var height: Int?

    public init(_ cells: [WorkbookCell], height: Int? = nil) {
      self.cells = cells
      self.height = height
    }
  }

  public struct CellRange: Hashable, Sendable {
    public var top: Int
    public var left: Int
    public var bottom: Int
    public var right: Int

    public init(top: Int, left: Int, bottom: Int, right: Int) {
      self.top = top
      self.left = left
      self.bottom = bottom
      self.right = right
    }

    var text: String {
      CellName.letters(column: left) + String(top) + ":" + CellName.letters(column: right) + String(bottom)
    }
  }

  public init(name: String) { self.name = name }

  /// How many cells the widest row has.
  public var columnCount: Int { rows.reduce(0) { max($0, $1.cells.count) } }

  /// Adds a row and returns its number, from 1.
  @discardableResult
  public mutating func append(_ cells: [WorkbookCell], height: Int? = nil) -> Int {
    rows.append(Row(cells, height: height))
    return rows.count
  }

  /// Adds a row of one text merged over `width` columns.
  @discardableResult
  public mutating func append(merged text: String, _ look: CellLook, width: Int, height: Int? = nil) -> Int {
    let blank = WorkbookCell(.blank, look)
    let row = append(
      [WorkbookCell(.text(text), look)] + Array(repeating: blank, count: max(0, width - 1)), height: height)
    if width > 1 { merges.append(CellRange(top: row, left: 1, bottom: row, right: width)) }
    return row
  }
}

/// A cell that is being written.
public struct WorkbookCell: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case blank
    /// Always a text, whatever it begins with.
    case text(String)
    /// A plain decimal: 1.5, -3.
    case number(String)
    /// A formula without its =, and the value that it has now; nil leaves that to the spreadsheet.
    case formula(String, Result?)
  }

  public enum Result: Hashable, Sendable {
    case text(String)
    case number(String)
  }

  public var value: Value
  public var look: CellLook

  public init(_ value: Value, _ look: CellLook = CellLook()) {
    self.value = value
    self.look = look
  }

  /// How many columns of a screen the value takes, for fitting widths; a line break ends a line.
  var width: Int { lineWidths.max() ?? 0 }

  /// How many lines the value takes where a line has so many columns.
  func lines(in width: Int) -> Int {
    lineWidths.reduce(0) { $0 + max(1, ($1 + max(1, width) - 1) / max(1, width)) }
  }

  private var lineWidths: [Int] {
    switch value {
    case .blank, .formula(_, nil): []
    case .text(let text), .formula(_, .text(let text)):
      text.split(separator: "\n", omittingEmptySubsequences: false).map { DisplayWidth.of(String($0)) }
    case .number(let number), .formula(_, .number(let number)): [min(DisplayWidth.of(number), 12)]
    }
  }
}

/// How a cell looks. Equal looks share one style of the workbook.
public struct CellLook: Hashable, Sendable {
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// Part of a table.
    case body
    case title
    case subtitle
    case header
    /// A heading across a table.
    case section
    /// Text outside tables.
    case plain
    /// Text of a method: fixed width, blanks kept.
    case source
    /// A figure that a user may change.
    case input
  }

  public enum Alignment: Hashable, Sendable {
    case left
    case center
    case right
  }

  public var kind: Kind
  public var alignment: Alignment?
  /// A format code; nil for General.
  public var format: String?
  /// Keeps a text from becoming a formula when its cell is edited.
  public var quotes = false

  public init(_ kind: Kind = .body, _ alignment: Alignment? = nil, format: String? = nil) {
    self.kind = kind
    self.alignment = alignment
    self.format = format
  }
}

/// Names of sheets as spreadsheets allow them.
public struct SheetNames {
  private var used: Set<String> = []

  public init() {}

  /// The name with forbidden characters replaced, of at most 31 UTF-16 units, and different from those given out
  /// before whatever the case.
  public mutating func name(for text: String) -> String {
    var plain = ""
    for character in text {
      let isForbidden =
        "[]:*?/\\".contains(character) || character.unicodeScalars.contains { $0.value < 0x20 }
      plain += isForbidden ? "_" : String(character)
    }
    while plain.hasPrefix("'") { plain.removeFirst() }
    while plain.hasSuffix("'") { plain.removeLast() }
    // Spreadsheets keep this one for themselves.
    if plain.isEmpty || plain.lowercased() == "history" { plain += "_" }
    var number = 1
    while true {
      let suffix = number == 1 ? "" : " (\(number))"
      let name = Self.cut(plain, to: 31 - suffix.utf16.count) + suffix
      if used.insert(name.lowercased()).inserted { return name }
      number += 1
    }
  }

  private static func cut(_ text: String, to units: Int) -> String {
    var result = ""
    for character in text {
      guard result.utf16.count + String(character).utf16.count <= units else { break }
      result.append(character)
    }
    return result
  }
}
