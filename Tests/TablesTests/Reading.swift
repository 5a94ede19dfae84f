import Diagnostics

@testable import Tables

/// What reading a table gives, in a form that tests compare.
struct Reading {
  var grid: Grid?
  var diagnostics: [Diagnostic]

  init(
    _ text: String, name: String = "数据.csv", format: TableFormat? = nil, limits: TableLimits = .standard
  ) {
    self.init(bytes: Array(text.utf8), name: name, format: format, limits: limits)
  }

  init(
    bytes: [UInt8], name: String = "数据.csv", format: TableFormat? = nil, limits: TableLimits = .standard,
    decoder: TextDecoder = TextDecoder()
  ) {
    diagnostics = []
    grid = TableReader.read(
      name: name, bytes: bytes, format: format, limits: limits, decoder: decoder, diagnostics: &diagnostics)
  }

  var headers: [String]? { grid?.headers }
  var rows: [[String]]? { grid?.rows }
  var codes: [String] { diagnostics.map(\.code.id) }

  /// Code, row and column of each finding: `J322 3:4`.
  var found: [String] {
    diagnostics.map { diagnostic in
      switch diagnostic.place {
      case .cell(_, _, let row, let column, _, _): "\(diagnostic.code.id) \(row):\(column)"
      case .text(_, let span): "\(diagnostic.code.id) @\(span.start)"
      case .file, .argument, .nowhere: diagnostic.code.id
      }
    }
  }
}

extension Grid {
  var rows: [[String]] {
    (0..<rowCount).map { row in (0..<columnCount).map { text(row: row, column: $0) } }
  }

  var numbers: [Int] { (0..<rowCount).map(spreadsheetRow) }
  var lines: [Int] { (0..<rowCount).map(sourceLine) }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
