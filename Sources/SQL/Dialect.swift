/// An engine whose SQL the compiler writes.
///
/// All four have exact whole numbers, none has exact fractions of any size: PostgreSQL's numeric has no bound,
/// DuckDB and Spark have 128 bits or 38 digits and raise an error beyond, SQLite has 64 bits and turns silently to
/// floating point beyond, which ``checked(_:)`` makes an error.
public enum Dialect: String, Sendable, CaseIterable {
  case postgresql
  case sqlite
  case duckdb
  case spark

  /// As its makers write it.
  public var title: String {
    switch self {
    case .postgresql: "PostgreSQL"
    case .sqlite: "SQLite"
    case .duckdb: "DuckDB"
    case .spark: "Spark SQL"
    }
  }

  /// The largest static denominator that leaves room for the numerators of scores.
  var largestDenominator: Int {
    switch self {
    case .postgresql, .duckdb, .spark: 1_000_000_000_000
    case .sqlite: 1_000_000_000
    }
  }

  /// How many bytes of a name count; nil where all do. PostgreSQL cuts the rest off without a word.
  var nameBytes: Int? {
    switch self {
    case .postgresql: 63
    case .sqlite, .duckdb, .spark: nil
    }
  }

  // MARK: - Names and texts

  /// A name, so quoted that nothing in it is read as SQL.
  func name(_ text: String) -> String {
    let mark: Character = self == .spark ? "`" : "\""
    var result = String(mark)
    for scalar in text.unicodeScalars where scalar != "\0" {
      result.unicodeScalars.append(scalar)
      if Character(scalar) == mark { result.append(mark) }
    }
    return result + String(mark)
  }

  /// A text literal. Spark reads backslashes in it, joins neighbouring literals without the quote, and puts settings
  /// in the place of ${…} before it reads anything.
  func text(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars where scalar != "\0" {
      switch (scalar, self) {
      case ("'", .spark): result += "\\'"
      case ("\\", .spark): result += "\\\\"
      case ("$", .spark): result += "\\u0024"
      case ("'", _): result += "''"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// One line of comment: what could end the line is a blank.
  static func comment(_ text: String) -> String {
    var result = "-- "
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let isBreak = scalar.value == 0x2028 || scalar.value == 0x2029
      result.unicodeScalars.append(isControl || isBreak ? " " : scalar)
    }
    return result
  }

  // MARK: - Types

  /// Whole numbers of a fixed denominator.
  var whole: String {
    switch self {
    case .postgresql: "numeric"
    case .sqlite: "INTEGER"
    case .duckdb, .spark: "BIGINT"
    }
  }

  /// Numerators and denominators of fractions.
  var wide: String {
    switch self {
    case .postgresql: "numeric"
    case .sqlite: "INTEGER"
    case .duckdb: "HUGEINT"
    case .spark: "DECIMAL(38,0)"
    }
  }

  var textType: String {
    switch self {
    case .postgresql: "text"
    case .sqlite: "TEXT"
    case .duckdb: "VARCHAR"
    case .spark: "STRING"
    }
  }

  func cast(_ expression: String, _ type: String) -> String { "CAST(\(expression) AS \(type))" }

  func widened(_ expression: String) -> String {
    self == .sqlite || self == .postgresql ? expression : cast(expression, wide)
  }

  /// A text that is ordered by its code points: the others do so anyway, PostgreSQL by the database's language.
  func ordered(_ text: String) -> String {
    self == .postgresql ? "(\(text)) COLLATE \"C\"" : text
  }

  func truth(_ value: Bool) -> String { self == .sqlite ? (value ? "1" : "0") : value ? "TRUE" : "FALSE" }

  // MARK: - Objects

  func createView(_ name: String) -> String {
    switch self {
    case .postgresql, .sqlite, .duckdb: "CREATE TEMPORARY VIEW \(self.name(name)) AS"
    case .spark: "CREATE OR REPLACE TEMPORARY VIEW \(self.name(name)) AS"
    }
  }

  /// A step that later ones read more than once: computed and kept for the session.
  func createStep(_ name: String) -> String {
    switch self {
    case .postgresql, .sqlite, .duckdb: "CREATE TEMPORARY TABLE \(self.name(name)) AS"
    case .spark: "CACHE TABLE \(self.name(name)) AS"
    }
  }

  /// Keeps the planner from writing an inner query's expressions out wherever they are used.
  var fence: String {
    switch self {
    case .postgresql: " OFFSET 0"
    case .sqlite: " LIMIT -1 OFFSET 0"
    case .duckdb, .spark: ""
    }
  }

  /// Whether steps that are read once are views, for the planner to run through.
  var runsThroughViews: Bool {
    switch self {
    case .postgresql, .sqlite: false
    case .duckdb, .spark: true
    }
  }

  /// A query without a table that gives one row.
  var oneRow: String { "(SELECT 1 AS x) AS one_row" }
}
