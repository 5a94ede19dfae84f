import SQL

/// The dialects that ``sqlScript(_:sql:options:diagnostics:)`` writes.
public typealias SQLDialect = SQL.Dialect
public typealias SQLOptions = SQL.ScriptOptions

/// A method as an SQL script that scores where the records are; nil, with errors in `diagnostics`, where the
/// settings are wrong or the dialect cannot say something exactly. Cost: linear in the method.
public func sqlScript(
  _ method: Method, sql: SQLOptions, options: ScoreOptions = ScoreOptions(), diagnostics: inout [Diagnostic]
) -> String? {
  guard let figures = figures(method.plan, options, &diagnostics) else { return nil }
  return SQL.Script.score(method.plan, figures: figures, options: sql, diagnostics: &diagnostics)
}

/// Queries that find in a database what ``score(_:tables:options:diagnostics:)`` refuses in files.
public func sqlChecks(
  _ method: Method, sql: SQLOptions, options: ScoreOptions = ScoreOptions(), diagnostics: inout [Diagnostic]
) -> String? {
  guard let figures = figures(method.plan, options, &diagnostics) else { return nil }
  return SQL.Script.checks(method.plan, figures: figures, options: sql, diagnostics: &diagnostics)
}

/// Tallies as statements that fill temporary tables, as the scripts expect them.
public func sqlTables(
  _ method: Method, tables: [InputFile], sql: SQLOptions, diagnostics: inout [Diagnostic]
) -> String? {
  guard let dataset = bind(method.plan, tables, &diagnostics) else { return nil }
  let rows = method.plan.tables.indices.map { table in
    TypedTable(
      columns: dataset.typedColumns(table: table, method.plan.tables[table]),
      rowCount: dataset.tables[table].rowCount)
  }
  return SQL.Script.load(method.plan, rows, options: sql)
}
