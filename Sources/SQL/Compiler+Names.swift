/// Lists of names, such as joint authors of one record.
extension Compiler {
  /// One row for each name in a list: separated by 、, as the reader of tables writes them.
  func namesQuery(_ table: Int) -> String {
    let view = quoted(inputView(table))
    let month = plan.tables[table].datedColumn == nil ? "" : ", s._m"
    let own = "s._r\(month)"
    let separator = dialect.text("、")
    func resolved(_ text: String) -> String { aliased("TRIM(\(text))") }
    switch dialect {
    case .postgresql:
      return "SELECT \(own), n.i AS _i, \(resolved("n.t")) AS _u FROM \(view) AS s "
        + "CROSS JOIN LATERAL unnest(string_to_array(s._names, \(separator))) WITH ORDINALITY AS n(t, i)"
    case .duckdb:
      return "SELECT \(own), n.i AS _i, \(resolved("n.t")) AS _u FROM \(view) AS s, "
        + "(SELECT UNNEST(string_split(s._names, \(separator))) AS t, "
        + "UNNEST(range(1, len(string_split(s._names, \(separator))) + 1)) AS i) AS n"
    case .spark:
      return "SELECT \(own), n.i + 1 AS _i, \(resolved("n.t")) AS _u FROM \(view) AS s "
        + "LATERAL VIEW posexplode(split(s._names, \(separator))) n AS i, t"
    case .sqlite:
      let carried = month.isEmpty ? "" : ", _m"
      return "WITH RECURSIVE n(_r\(carried), _i, t, rest) AS ("
        + "SELECT s._r\(month), 0, NULL, s._names || \(separator) FROM \(view) AS s WHERE s._names IS NOT NULL "
        + "UNION ALL SELECT _r\(carried), _i + 1, substr(rest, 1, instr(rest, \(separator)) - 1), "
        + "substr(rest, instr(rest, \(separator)) + 1) FROM n WHERE rest <> '') "
        + "SELECT _r\(carried), _i, \(resolved("t")) AS _u FROM n WHERE _i > 0"
    }
  }
}
