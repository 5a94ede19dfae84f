import Exact
import Semantics

/// A field of a table at a grain.
struct InputKey: Hashable {
  var table: Int
  var field: InputField
  var grain: Grain
}

extension Compiler {
  /// A column of a table at a grain.
  func input(_ table: Int, _ column: Int, field: Int? = nil, at grain: Grain) -> ItemID {
    let schema = plan.tables[table]
    if grain == schema.grain || grain == .rows(table) {
      if grain == .unit || isDense(grain), column == schema.unitColumn {
        return key("_u", grain, .code(.units))
      }
      if isDense(grain), column == schema.datedColumn, let unit = periodUnit(grain) {
        return key("_p", grain, .period(unit))
      }
      return input(table, .value(column: column, field: field), at: grain)
    }
    switch grain {
    case .shares(table) where schema.namesColumn == column: return key("_u", grain, .code(.units))
    case .keyed, .shares, .rows: return bring(input(table, column, field: field, at: .rows(table)), to: grain)
    case .one, .period, .classes, .unit, .unitPeriod: return agreeing(table, column, field, grain)
    }
  }

  private func isDense(_ grain: Grain) -> Bool {
    if case .unitPeriod = grain { true } else { false }
  }

  func key(_ name: String, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    let made = add(grain, level: 0, kind, .plain, .key(name))
    items[made].always = name != "_u" || grain == .unit || isDense(grain)
    return made
  }

  /// A field at the rows of a table, or at the units that have one row each.
  func input(_ table: Int, _ field: InputField, at grain: Grain) -> ItemID {
    let key = InputKey(table: table, field: field, grain: grain)
    if let known = inputItems[key] { return known }
    let schema = plan.tables[table]
    let kind: ValueKind
    var shape = Shape.plain
    var always = false
    var name = schema.name
    switch field {
    case .value(let column, _):
      (kind, shape) = self.kind(table, column)
      name = schema.columns[column].name
      // Numbers that stand in for blanks are there for missing rows too.
      if case .stands = schema.columns[column].blank, standIn(table, column) != nil { always = true }
    case .cell(let column):
      kind = .text
      name = schema.columns[column].name
    case .present, .blank:
      kind = .truth
      always = true
    }
    _ = inputName(table, field)
    let made = add(grain, level: 0, kind, shape, name: name, .input(table: table, field: field))
    items[made].always = always
    inputItems[key] = made
    return made
  }

  /// The column of an input's view.
  func inputName(_ table: Int, _ field: InputField) -> String {
    if let known = inputNames[table][field] { return known }
    let wanted: String
    switch field {
    case .value(let column, _), .cell(let column): wanted = plan.tables[table].columns[column].name
    case .present: wanted = "has_row"
    case .blank: wanted = "all_blank"
    }
    let name = unique(wanted)
    inputNames[table][field] = name
    return name
  }

  /// How the cells of a column are held.
  func kind(_ table: Int, _ column: Int) -> (ValueKind, Shape) {
    let schema = plan.tables[table]
    switch schema.columns[column].type {
    case .name: return (.code(.units), .plain)
    case .names, .text: return (.text, .plain)
    case .id: return (.code(.occurring(table: table, column: column)), .plain)
    case .options(let options, _): return (.code(.options(options)), .plain)
    case .yesNo: return (.truth, .plain)
    case .date: return (.date, .plain)
    case .period(let unit): return (.period(unit), .plain)
    case .number(let measure), .notation(let measure, _):
      return (.number(measure), .fixed(Self.isWhole(measure) ? 1 : scale))
    case .percent: return (.number(.plain), .fixed(scale))
    }
  }

  /// 10 to the power of the decimals that columns may have.
  var scale: Int { Denominators.powerOfTen(decimals) ?? 1 }

  /// Words that count things, of which there are no fractions.
  static func isWhole(_ measure: Measure) -> Bool {
    guard case .tagged(let word) = measure else { return false }
    return ["条", "篇", "期", "次", "个", "件", "起", "项", "场", "份", "家", "户", "人", "名"].contains(word)
  }

  /// What a blank cell stands for, as SQL; nil where it is absent.
  func standIn(_ table: Int, _ column: Int, field: Int? = nil) -> String? {
    let schema = plan.tables[table].columns[column]
    guard case .stands(let text) = schema.blank else { return nil }
    switch schema.type {
    case .number, .percent, .notation:
      let (_, shape) = kind(table, column)
      let digits = text.filter { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
      let hundredth = text.contains("%") || text.contains("％")
      guard case .fixed(let below) = shape, var value = Rational(decimal: digits) else { return nil }
      if hundredth { value = value.divided(by: Rational(100)) ?? value }
      if let field, field > 0, !value.isZero { return nil }
      let scaled = value * Rational(below)
      return scaled.isInteger ? scaled.plain : nil
    case .yesNo:
      let yes: Set<String> = ["是", "有", "对", "yes", "true", "y", "1", "√"]
      return dialect.truth(yes.contains(text.lowercased()))
    case .options, .id, .text, .name, .names: return dialect.text(text)
    case .date, .period: return nil
    }
  }

  /// The one value that the rows of a key agree on; an error at run time where they do not.
  private func agreeing(_ table: Int, _ column: Int, _ field: Int?, _ grain: Grain) -> ItemID {
    let rows = Grain.rows(table)
    let value = input(table, column, field: field, at: rows)
    let (kind, shape) = self.kind(table, column)
    let name = plan.tables[table].columns[column].name
    let dialect = dialect
    let message = word("同一对象各行的“\(name)”不一致", "rows of one object disagree on “\(name)”")
    var texts: [String] = []
    if case .code(.options(let options)) = kind, !isChecking {
      texts = options.map { dialect.text($0) }
      if let marks = dialect.marks(options.count) {
        return agreeing(value, texts, marks, name, message, grain)
      }
    }
    let unknown = unknownOption(name)
    func term(_ own: String) -> String {
      if kind == .truth { return "CASE WHEN \(own) THEN 1 WHEN NOT \(own) THEN 0 END" }
      if texts.isEmpty { return own }
      return
        "CASE WHEN \(own) NOT IN (\(texts.joined(separator: ", "))) THEN \(dialect.raiseText(unknown, own)) ELSE \(own) END"
    }
    func agreed(_ low: String, _ high: String) -> String {
      if isChecking { return low }
      let shown = "CAST(\(low) AS \(dialect.textType))"
      let error: String
      switch kind {
      case .number, .truth, .date, .period: error = dialect.raise(message, shown)
      case .code, .text: error = dialect.raiseText(message, shown)
      }
      return "CASE WHEN \(low) <> \(high) THEN \(error) ELSE \(low) END"
    }
    let low: ([Quantity]) -> String = { "MIN(\(term($0[0].numerator)))" }
    let high: ([Quantity]) -> String = { "MAX(\(term($0[0].numerator)))" }
    let isTruth = kind == .truth
    let found = fold(
      grain, isTruth ? .number(.plain) : kind, isTruth ? .fixed(1) : shape, name: name, rows, [value],
      condition: nil,
      .plain(
        { agreed(low($0), high($0)) }, none: nil,
        split: .init(
          partials: [low, high], combine: { agreed("MIN(\($0[0].numerator))", "MAX(\($0[1].numerator))") })))
    if !isTruth { return found }
    return scalar(grain, kind, .plain, name: name, [found], strict: false) {
      ["(\($0[0].numerator) = 1)"]
    }
  }

  private func unknownOption(_ name: String) -> String {
    word("“\(name)”不在选项之中：", "“\(name)” is not one of the options:")
  }

  /// The same of options: a mark each, all marks of a key folded into one number.
  private func agreeing(
    _ value: ItemID, _ texts: [String], _ marks: [Int], _ name: String, _ message: String, _ grain: Grain
  ) -> ItemID {
    let dialect = dialect
    let unknown = unknownOption(name)
    let found = fold(
      grain, .number(.plain), .fixed(1), name: name, items[value].grain, [value], condition: nil,
      plain("BIT_OR") { operands in
        let own = operands[0].numerator
        let branches = zip(texts, marks).map { "WHEN \($0) THEN \($1)" }.joined(separator: " ")
        let error = dialect.cast(dialect.raise(unknown, own), "INTEGER")
        return "BIT_OR(CASE \(own) \(branches) ELSE CASE WHEN \(own) IS NOT NULL THEN \(error) END END)"
      })
    return scalar(grain, items[value].kind, .plain, name: name, [found], strict: false) { operands in
      let own = operands[0].numerator
      let branches = zip(marks, texts).map { "WHEN \($0) THEN \($1)" }.joined(separator: " ")
      let error = dialect.raiseText(message, "CAST(\(own) AS \(dialect.textType))")
      return ["CASE \(own) \(branches) ELSE CASE WHEN \(own) IS NOT NULL THEN \(error) END END"]
    }
  }

  /// 1 where a table has a row, else 0; at rows always 1.
  func presence(_ table: Int, _ grain: Grain) -> ItemID {
    switch grain {
    case .rows, .keyed, .shares: return literal(grain, number: .one)
    case .one, .period, .classes, .unit, .unitPeriod: break
    }
    if grain == plan.tables[table].grain {
      let there = input(table, .present, at: grain)
      return scalar(grain, .number(.plain), .fixed(1), [there]) {
        ["CASE WHEN \($0[0].numerator) THEN 1 ELSE 0 END"]
      }
    }
    let count = fold(
      grain, .number(.plain), .fixed(1), .rows(table), [], condition: nil,
      plain("MAX", none: "0") { _ in "MAX(1)" })
    items[count].always = true
    return count
  }

  /// Whether units left every figure of theirs blank and have no record.
  func allBlank() -> ItemID {
    var parts: [ItemID] = []
    for (table, schema) in plan.tables.enumerated() {
      switch schema.grain {
      case .unit: parts.append(input(table, .blank, at: .unit))
      case .unitPeriod:
        let blank = input(table, .blank, at: schema.grain)
        parts.append(everyTruth(.unit, schema.grain, blank, condition: nil))
      case .rows:
        for grain in [Grain.rows(table), .shares(table)] where links(grain, .unit) != nil {
          if case .shares = grain, schema.namesColumn == nil { continue }
          let count = fold(
            .unit, .number(.plain), .fixed(1), grain, [], condition: nil,
            plain("MAX", none: "0") { _ in "MAX(1)" })
          parts.append(scalar(.unit, .truth, .plain, [count], strict: false) { ["(\($0[0].numerator) = 0)"] })
        }
      case .one, .period, .classes, .keyed, .shares: break
      }
    }
    let dialect = dialect
    let all = scalar(.unit, .truth, .plain, parts, strict: false) { operands in
      operands.isEmpty
        ? [dialect.truth(true)] : ["(" + operands.map(\.numerator).joined(separator: " AND ") + ")"]
    }
    items[all].always = true
    return all
  }

  func everyTruth(_ grain: Grain, _ fine: Grain, _ value: ItemID, condition: ItemID?) -> ItemID {
    let least = fold(
      grain, .number(.plain), .fixed(1), fine, [value], condition: condition,
      plain("MIN", none: "1") { "MIN(CASE WHEN NOT \($0[0].numerator) THEN 0 ELSE 1 END)" })
    return scalar(grain, .truth, .plain, [least], strict: false) { ["(\($0[0].numerator) = 1)"] }
  }
}
