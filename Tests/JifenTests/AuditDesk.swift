import Jifen
import Testing

/// A method with its tallies, and what one makes of them: published tables, audits, fits, bounds.
struct AuditDesk {
  let method: Method
  let files: [InputFile]

  init(_ text: String, _ tables: [(name: String, csv: String)]) throws {
    var diagnostics: [Diagnostic] = []
    let loaded = Method.load(name: "办法.jifen", text: text, diagnostics: &diagnostics)
    method = try #require(loaded, "\(diagnostics)")
    files = tables.map { InputFile(table: $0.name, name: $0.name + ".csv", bytes: Array($0.csv.utf8)) }
  }

  /// The published tables as the method prints them with these settings.
  func published(_ settings: [String] = []) throws -> [(name: String, lines: [[String]])] {
    var diagnostics: [Diagnostic] = []
    let outcome = score(
      method, tables: files, options: ScoreOptions(settings: settings), diagnostics: &diagnostics)
    return try #require(outcome, "\(diagnostics)").tables.map { table in
      (
        table.name,
        [table.columns.map(\.header)] + table.rows.map { $0.values.map(\.shown) }
      )
    }
  }

  static func file(_ name: String, _ lines: [[String]]) -> PublishedFile {
    let text = lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    return PublishedFile(name: name, bytes: Array(text.utf8))
  }

  func audit(_ published: [PublishedFile], _ settings: [String] = []) throws -> Audit {
    var diagnostics: [Diagnostic] = []
    let audit = Jifen.audit(
      method, tables: files, published: published, options: ScoreOptions(settings: settings),
      diagnostics: &diagnostics)
    return try #require(audit, "\(diagnostics)")
  }

  /// Codes of the errors that an audit ends with.
  func errors(_ published: [PublishedFile]) -> [String] {
    var diagnostics: [Diagnostic] = []
    let audit = Jifen.audit(method, tables: files, published: published, diagnostics: &diagnostics)
    return audit == nil ? diagnostics.filter { $0.severity == .error }.map(\.code.id) : []
  }

  func fit(
    _ published: [PublishedFile], free: [String] = [], domain: FigureDomain = FigureDomain(),
    _ settings: [String] = []
  ) throws -> Fit {
    var diagnostics: [Diagnostic] = []
    let fit = Jifen.fit(
      method, tables: files, published: published, free: free, domain: domain,
      options: ScoreOptions(settings: settings), diagnostics: &diagnostics)
    return try #require(fit, "\(diagnostics)")
  }

  func bounds(columns: [String] = [], blankOnly: Bool = false) throws -> Bounds {
    var diagnostics: [Diagnostic] = []
    let bounds = Jifen.bounds(
      method, tables: files, columns: columns, blankOnly: blankOnly, diagnostics: &diagnostics)
    return try #require(bounds, "\(diagnostics)")
  }
}
