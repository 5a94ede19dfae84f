import Diagnostics
import Exact
import Syntax

extension Checker {
  /// A literal as a figure with an address. The same place is the same figure, however often it is compiled.
  func figure(_ literal: Literal) -> Value {
    let isFree = literal.digits == nil && literal.measure == nil
    var value = literal.digits.flatMap { Rational(decimal: $0) }
    let measure: Measure
    let isPoint = literal.measure == "个百分点"
    if literal.isPercent || isPoint {
      value = value?.divided(by: Rational(100))
      measure = .plain
    } else if let word = literal.measure {
      measure = word == "倍" ? .plain : self.measure(word)
    } else {
      measure = .plain
    }
    let isBare = literal.digits != nil && literal.measure == nil && !literal.isPercent
    if spot.isCheck, let value {
      return Value(
        node: node(.number(value), .one, .number(measure)), grain: .one, kind: .number(measure),
        isBareLiteral: isBare,
        span: literal.span)
    }
    let place = Int(literal.span.start) << 32 | Int(literal.span.end)
    let id: FigureID
    if let known = figureOf[place]?.first(where: { $0.source == spot.source.name }) {
      id = known.figure
    } else {
      id = plan.figures.count
      plan.figures.append(
        Figure(
          address: address(), value: value, openReason: literal.openReason, measure: measure,
          isPercent: literal.isPercent || isPoint, isPoint: isPoint, place: self.place(literal.span)))
      figureOf[place, default: []].append((spot.source.name, id))
    }
    return Value(
      node: node(.figure(id), .one, .number(measure)), grain: .one, kind: .number(measure), isFree: isFree,
      isBareLiteral: isBare, span: literal.span)
  }

  /// Label, subject, role; numbered where a method has two figures alike.
  private func address() -> [AddressWord] {
    var words: [AddressWord] = []
    if let label = spot.label { words.append(.label(label)) }
    for word in spot.subject where words.last != word { words.append(word) }
    if let role = spot.role { words.append(role) }
    let key = words.reduce(into: "") { key, word in
      switch word {
      case .label(let text): key += "l" + text
      case .name(let text): key += "n" + text
      case .keyword(let phrase): key += "k" + phrase.chinese
      }
      // Ends a word: none has it.
      key += "\n"
    }
    let count = addressCount[key, default: 0] + 1
    addressCount[key] = count
    return count == 1 ? words : words + [.name("#\(count)")]
  }

  /// The names of an expression, as the subject of an address.
  func words(of expression: Expression) -> [AddressWord] {
    switch expression {
    case .literal, .date, .period: []
    case .name(let reference): [.name(reference.text)]
    case .labelled(let reference): [.label(reference.first.text)]
    case .builtin(let keyword, _): [.keyword(keyword.phrase)]
    case .call(_, _, let arguments, _):
      arguments.flatMap { $0.role == .value ? words(of: $0.expression) : [] }
    case .negated(let inner, _), .not(let inner, _), .blankness(let inner, _, _): words(of: inner)
    case .binary(_, let left, let right): words(of: left) + words(of: right)
    case .comparison(_, let left, let right, _): words(of: left) + words(of: right)
    case .membership(let inner, let options, _): words(of: inner) + options.flatMap { words(of: $0) }
    case .between(let inner, _, _): words(of: inner)
    case .conditional(let condition, _, _, _): words(of: condition)
    }
  }

  // MARK: Parameters

  /// A parameter's value: a constant, or a look-up by its keys.
  func parameter(_ name: Name) throws(Failure) -> Value {
    guard let entry = parameters[name.text] else { throw unknown(name) }
    switch entry.state {
    case .failed: throw Failure(diagnostic: nil)
    case .waiting:
      parameters[name.text]?.state = .failed
      let spot = Spot(source: entry.source, label: nil, subject: [.name(entry.statement.name.text)])
      let (state, kind, isFree) = try at(spot) { () throws(Failure) in try compileParameter(entry.statement) }
      parameters[name.text]?.state = state
      parameters[name.text]?.kind = kind
      parameters[name.text]?.isFree = isFree
    case .constant, .keyed: break
    }
    guard let done = parameters[name.text], let kind = done.kind else { throw Failure(diagnostic: nil) }
    switch done.state {
    case .waiting, .failed: throw Failure(diagnostic: nil)
    case .constant(var value):
      value.span = name.span
      value.isBareLiteral = false
      return value
    case .keyed(let entries):
      var keys: [Value] = []
      for key in done.statement.keys {
        keys.append(try at(keySpot(done.source)) { () throws(Failure) in try resolve(key) })
      }
      var grain = keys[0].grain
      for key in keys.dropFirst() {
        guard let joined = grains.join(grain, key.grain) else { throw failure(.keysDisagree, name.span) }
        grain = joined
      }
      let id = node(.lookup(keys: keys.map { spread($0.node, to: grain) }, entries: entries), grain, kind)
      return Value(node: id, grain: grain, kind: kind, isFree: done.isFree, span: name.span)
    }
  }

  /// Keys are looked up where the parameter is used, so that 标准分 按 指标 follows the table at hand.
  private func keySpot(_ source: SourceText) -> Spot {
    var spot = Spot(source: source)
    spot.hint = self.spot.hint
    return spot
  }

  /// One value of a keyed parameter, and all keys that share its figure.
  private struct Cell {
    var texts: [Name]
    var shared: [Name]
    var value: Expression
  }

  private func compileParameter(
    _ statement: ParameterStatement
  ) throws(Failure) -> (ParameterEntry.State, ValueKind, Bool) {
    if let expression = statement.value {
      let value = try number(self.expression(expression))
      guard value.grain == .one else {
        throw failure(.parameterVaries, expression.span, Phrase(statement.name.text))
      }
      return (.constant(value), value.kind, value.isFree)
    }
    var spaces: [CodeSpace] = []
    for key in statement.keys {
      let value = try resolve(key)
      guard case .code(let space) = value.kind else {
        throw failure(.notAChoice, key.span, Phrase(key.text), kindName(value.kind))
      }
      spaces.append(space)
    }
    var cells: [Cell] = []
    var listed: [[Name]] = spaces.map { _ in [] }
    if let grid = statement.grid {
      guard spaces.count == 2 else {
        let span = statement.keys.dropFirst().reduce(statement.keys[0].span) { $0.joined($1.span) }
        throw failure(
          .gridKeys, span, Phrase(statement.name.text), Phrase(grid.rowSubject.text),
          Phrase(grid.columnSubject.text))
      }
      listed[0] = grid.rows.flatMap(\.options)
      listed[1] = grid.columns.flatMap { $0 }
      for row in grid.rows {
        for option in row.options {
          for (column, cell) in zip(grid.columns, row.cells) {
            for other in column {
              if let cell {
                cells.append(Cell(texts: [option, other], shared: row.options + column, value: cell))
              }
            }
          }
        }
      }
    } else {
      guard spaces.count == 1 else {
        let (first, second) = (statement.keys[0], statement.keys[1])
        throw failure(
          .gridKeys, first.span.joined(statement.keys[statement.keys.count - 1].span),
          Phrase(statement.name.text), Phrase(first.text), Phrase(second.text),
          help: Phrase(
            "按两列给出的参数写成表格，第一行是“\(first.text) ＼ \(second.text)”和各列的选项；只按一列的，“按”后面只写一列",
            "a parameter by two columns is a grid: its first line is “\(first.text) \\ \(second.text)” and the options of the columns; one by one column has one column after by"
          ))
      }
      for row in statement.rows {
        for key in row.keys {
          guard !listed[0].contains(where: { $0.text == key.text }) else {
            report(.declaredTwice, key.span, Phrase(key.text))
            continue
          }
          listed[0].append(key)
          if let value = row.value { cells.append(Cell(texts: [key], shared: row.keys, value: value)) }
        }
      }
    }
    return try compileEntries(statement, spaces, cells, listed)
  }

  private func compileEntries(
    _ statement: ParameterStatement, _ spaces: [CodeSpace], _ cells: [Cell],
    _ listed: [[Name]]
  ) throws(Failure) -> (ParameterEntry.State, ValueKind, Bool) {
    for (index, space) in spaces.enumerated() {
      guard case .options(let options) = space else { continue }
      let isMisspelt = listed[index].contains { !options.contains($0.text) }
      for text in listed[index] where !options.contains(text.text) {
        report(
          .optionUnknown, text.span, Phrase(statement.keys[index].text), Phrase(text.text),
          near: Nearness.suggestions(for: text.text, among: options))
      }
      let missing = options.filter { option in !listed[index].contains { $0.text == option } }
      // An option under another name is one mistake, not two.
      if !missing.isEmpty, !isMisspelt {
        report(
          .groupWithoutParameter, statement.name.span, Phrase(statement.name.text),
          Phrase(missing.joined(separator: "、"), missing.joined(separator: ", ")))
      }
    }
    var entries: [LookupEntry] = []
    var kind: ValueKind?
    var isFree = true
    for cell in cells {
      let expression = cell.value
      let value = try with({ $0.subject += cell.shared.map { .name($0.text) } }) { () throws(Failure) in
        try number(self.expression(expression))
      }
      guard value.grain == .one else {
        throw failure(.parameterVaries, expression.span, Phrase(statement.name.text))
      }
      if !value.isFree {
        if let kind, kind != value.kind {
          throw failure(
            .measuresDiffer, expression.span, Phrase(statement.name.text), kindName(kind),
            Phrase(foldedText(expression.span)), kindName(value.kind))
        }
        kind = value.kind
        isFree = false
      }
      entries.append(LookupEntry(cell.texts.map(\.text), value.node))
    }
    return (.keyed(entries), kind ?? .number(.plain), isFree)
  }
}
