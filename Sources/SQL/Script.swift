import Diagnostics
import Exact
import Semantics

/// What a script is to be like.
public struct ScriptOptions: Sendable {
  public var dialect: Dialect
  /// Language of comments and of names that the method does not give.
  public var language: Language
  /// Only this published table, and what it rests on.
  public var table: String?
  /// How many decimals a column of an input may have that is not a count: 0 … 9.
  public var decimals: Int
  /// The column of every input that tells the order of its rows.
  public var rowColumn: String

  public init(
    dialect: Dialect, language: Language = .chinese, table: String? = nil, decimals: Int = 4,
    rowColumn: String = "行号"
  ) {
    self.dialect = dialect
    self.language = language
    self.table = table
    self.decimals = decimals
    self.rowColumn = rowColumn
  }
}

/// A method as SQL.
public enum Script {
  /// The script that scores: temporary views and tables only, one for each grain and step, results as views.
  ///
  /// nil, with errors, where the dialect cannot say something that the method needs. Cost: linear in the plan.
  public static func score(
    _ plan: Plan, figures: [Rational?], options: ScriptOptions, diagnostics: inout [Diagnostic]
  ) -> String? {
    let writer = ScriptWriter(plan, figures, options)
    let text = writer.script()
    diagnostics += writer.compiler.problems
    return writer.compiler.problems.hasErrors ? nil : text
  }

  /// Queries that find what `jifen check` would: one table of findings, empty where the data is good.
  public static func checks(
    _ plan: Plan, figures: [Rational?], options: ScriptOptions, diagnostics: inout [Diagnostic]
  ) -> String? {
    let writer = ScriptWriter(plan, figures, options)
    let text = writer.checks()
    diagnostics += writer.compiler.problems
    return writer.compiler.problems.hasErrors ? nil : text
  }
}

/// Writes the statements of a script in order.
final class ScriptWriter {
  let compiler: Compiler
  let options: ScriptOptions
  var plan: Plan { compiler.plan }
  var dialect: Dialect { compiler.dialect }
  var results: [ResultView] = []

  init(_ plan: Plan, _ figures: [Rational?], _ options: ScriptOptions) {
    self.options = options
    compiler = Compiler(plan, figures, options)
  }

  func word(_ chinese: String, _ english: String) -> String { compiler.word(chinese, english) }

  func script() -> String {
    compileResults()
    compiler.takeStrides()
    let assembly = Assembly(compiler, grains: results.map(\.grain))
    let all = assembly.statements()
    let views = results.map { ($0, $0.query(assembly)) }
    let steps = assembly.live(all)
    var blocks = [header(), figuresBlock()]
    blocks += inputBlocks(assembly) + functions(assembly)
    for step in steps { blocks.append(block(step, assembly)) }
    for (view, query) in views {
      blocks.append(
        Dialect.comment(view.note) + "\n" + dialect.createView(view.name) + "\n" + query + ";")
    }
    blocks.append(catalogue())
    if let only = results.first(where: { $0.kind == .table }), options.table != nil {
      blocks.append("SELECT * FROM \(dialect.name(only.name)) ORDER BY \(dialect.name(only.order));")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// What a dialect lacks and can be given for the session.
  func functions(_ assembly: Assembly) -> [String] {
    guard assembly.usesFractions, dialect == .postgresql else { return [] }
    return [
      Dialect.comment(word("分数求和用的最小公倍数", "least common multiple, for sums of fractions"))
        + "\nCREATE AGGREGATE pg_temp.jifen_lcm(numeric) (SFUNC = lcm, STYPE = numeric, INITCOND = '1');"
    ]
  }

  /// A step as a view that is read once, or as a temporary table.
  func block(_ step: Assembly.Statement, _ assembly: Assembly) -> String {
    let comments = step.notes.map { Dialect.comment($0) + "\n" }.joined()
    let isView = dialect.runsThroughViews && (assembly.readers[step.name] ?? 0) < 2
    let head = isView ? dialect.createView(step.name) : dialect.createStep(step.name)
    return comments + head + "\n" + step.query + ";"
  }

  func header() -> String {
    var lines = [
      plan.title,
      word(
        "由 jifen sql 写出（\(dialect.title)）；只读输入表，只建临时的表和视图，在一个会话里运行",
        "written by jifen sql for \(dialect.title); reads the inputs, creates temporary objects only; run in one session"
      ),
      word(
        "数是精确的：整数分子配固定的分母，商是分子、分母各一列；不用浮点数",
        "numbers are exact: whole numerators over a fixed denominator, quotients as two columns; no floating point"
      ),
      word(
        "输入表要有列“\(options.rowColumn)”（行的先后）；非计数的列最多 \(options.decimals) 位小数，多了就报错",
        "inputs need a column “\(options.rowColumn)” (the order of rows); columns that do not count have at most \(options.decimals) decimals, else an error"
      ),
    ]
    lines += plan.sources
    var text = lines.map(Dialect.comment).joined(separator: "\n")
    switch dialect {
    case .postgresql: text += "\nSET standard_conforming_strings = on;\nSET jit = off;"
    case .spark:
      text +=
        "\nSET spark.sql.variable.substitute = false;\nSET spark.sql.ansi.enabled = true;\nSET spark.sql.parser.escapedStringLiterals = false;"
        + "\nSET spark.sql.legacy.storeAnalyzedPlanForView = true;"
        + "\nSET spark.sql.analyzer.maxIterations = 1000;\nSET spark.sql.optimizer.maxIterations = 1000;"
    case .sqlite, .duckdb: break
    }
    return text
  }

  /// The figures as one table to read, and as one row for the steps.
  func figuresBlock() -> String {
    let used = compiler.usedFigures.sorted { $0.key < $1.key }
    let columns = [
      word("列", "column"), word("地址", "address"), word("数", "figure"), word("分子", "numerator"),
      word("分母", "denominator"),
    ]
    var rows: [String] = []
    for (figure, name) in used {
      let value = compiler.figures[figure] ?? .zero
      let entry = plan.figures[figure]
      let cells = [
        dialect.text(name), dialect.text(entry.address(options.language)),
        dialect.text(entry.written(value, options.language)),
        dialect.cast("\(value.numerator)", dialect.whole),
        dialect.cast("\(value.denominator)", dialect.whole),
      ]
      rows.append(
        "SELECT "
          + (rows.isEmpty ? zip(cells, columns).map { "\($0) AS \(dialect.name($1))" } : cells)
          .joined(separator: ", "))
    }
    if rows.isEmpty { rows = ["SELECT 0 AS \(dialect.name(columns[3]))"] }
    let list = used.map { figure, name in
      let value = compiler.figures[figure] ?? .zero
      _ = value
      let pick =
        "CASE WHEN t.\(dialect.name(columns[0])) = \(dialect.text(name)) THEN t.\(dialect.name(columns[3])) END"
      return "MAX(\(pick)) AS \(dialect.name(name))"
    }
    let row = list.isEmpty ? ["1 AS no_figures"] : list
    return [
      Dialect.comment(
        word("办法的数字；要改请用 --set 重新生成", "the method's figures; to change one, write the script anew with --set")
      ),
      dialect.createView(compiler.figuresName), rows.joined(separator: "\nUNION ALL ") + ";", "",
      dialect.createStep(compiler.figureRowName),
      "SELECT " + row.joined(separator: ",\n  "),
      "FROM \(dialect.name(compiler.figuresName)) AS t;",
    ].joined(separator: "\n")
  }

  func inputBlocks(_ assembly: Assembly) -> [String] {
    var blocks: [String] = []
    for table in plan.tables.indices where assembly.readsInput(table) {
      blocks.append(
        Dialect.comment(word("输入：", "input: ") + plan.tables[table].name) + "\n"
          + dialect.createView(compiler.inputView(table)) + "\n" + compiler.viewQuery(table) + ";")
    }
    if assembly.readers[compiler.rosterName] != nil {
      blocks.append(
        Dialect.comment(word("名册：谁参加计分，按表里的先后", "the roster: who is scored, in order")) + "\n"
          + dialect.createStep(compiler.rosterName) + "\n" + compiler.rosterQuery() + ";")
    }
    return blocks
  }

  /// What can be read when all has run.
  private func catalogue() -> String {
    let columns = [word("种类", "kind"), word("名称", "name"), word("视图", "view"), word("次序", "order_by")]
    var rows: [String] = []
    for view in results {
      let cells = [view.kind.rawValue, view.title, view.name, view.order].map { dialect.text($0) }
      rows.append(
        "SELECT "
          + (rows.isEmpty ? zip(cells, columns).map { "\($0) AS \(dialect.name($1))" } : cells)
          .joined(separator: ", "))
    }
    if rows.isEmpty { return Dialect.comment(word("没有要公布的表", "nothing is published")) }
    return [
      Dialect.comment(
        word("结果一览：每个视图按所写的列排序来读", "the results: read each view in the order of the column named")),
      dialect.createView(compiler.unique(word("结果", "results"))),
      rows.joined(separator: "\nUNION ALL ") + ";",
    ].joined(separator: "\n")
  }
}

/// A view of results.
struct ResultView {
  enum Kind: String {
    case table, rank, list, grades, contributions
  }

  var kind: Kind
  /// As the method calls it.
  var title: String
  var name: String
  var grain: Grain
  var note: String
  /// The column that tells the order of rows.
  var order: String
  var query: (Assembly) -> String
}
