import Diagnostics
import Exact
import Syntax

extension Checker {
  /// Declares everything, then compiles everything; the plan is complete where no error was reported.
  func run(_ statements: [Sourced<Statement>]) {
    declareTables(statements)
    for item in statements { at1(item.source) { declare(item) } }
    if plan.title.isEmpty { lacks(.noMethodLine) }
    if plan.tables.isEmpty { lacks(.noTable) }
    if let column = groupColumn { plan.group = columnValue(column, field: nil, span: .empty).node }
    compileAll(statements)
    reportUncovered()
    finish(statements)
  }

  /// Runs `body` with the spot in a file.
  func at1(_ source: SourceText, _ body: () -> Void) {
    let saved = spot
    spot = Spot(source: source)
    body()
    spot = saved
  }

  private func declareTables(_ statements: [Sourced<Statement>]) {
    let credited = Self.creditedColumns(statements)
    for item in statements {
      guard case .table(let table) = item.statement else { continue }
      at1(item.source) { declare(table, credited: credited) }
    }
  }

  private func declare(_ item: Sourced<Statement>) {
    switch item.statement {
    case .table, .based, .repeal, .publish, .bulletin, .check, .variant, .example: break
    case .method(let name, let span):
      if !plan.title.isEmpty { report(.twiceInHeader, span, Keyword.method.phrase) }
      plan.title = name.text
    case .source(let names, _): plan.sources += names.map(\.text)
    case .period(let period): declare(period)
    case .parameter(let parameter):
      guard !isTaken(parameter.name.text) else { return repeated(parameter.name) }
      if columnsNamed[parameter.name.text] != nil || parameter.name.text == plan.unitHeader {
        report(
          .hidesColumn, parameter.name.span, Phrase(parameter.name.text),
          related: declaration(of: parameter.name.text))
      }
      parameters[parameter.name.text] = ParameterEntry(statement: parameter, source: spot.source)
      for assumption in parameter.assumptions {
        assume(assumption, parameter.name.text)
      }
    case .definition(let definition): declare(definition, clause: nil, part: nil)
    case .rank(let rank): declare(rank, clause: nil)
    case .grade(let grade): declare(grade, clause: nil)
    case .list(let list): lists.append(Sourced(list, spot.source))
    case .clause(let clause): declare(clause, part: nil)
    case .part(let part): declare(part, item.replacements)
    case .notScored(let label, let reason, _):
      let folded = Self.foldedLabel(label.text)
      guard clauseLabelled[folded] == nil, partLabelled[folded] == nil else {
        return repeatedLabel(label)
      }
      clauseLabelled[folded] = plan.clauses.count
      plan.clauses.append(
        ClauseInfo(
          label: label.text, title: "", part: nil, total: nil, notScored: reason.text, assumptions: [],
          place: place(label.span)))
    }
  }

  func assume(_ assumption: Assumption, _ subject: String) {
    plan.assumptions.append(
      PlanAssumption(subject: subject, text: assumption.text, place: place(assumption.span)))
  }

  private func declare(_ part: Part, _ replacements: [String: Sourced<Clause>]) {
    let folded = Self.foldedLabel(part.head.label.text)
    guard clauseLabelled[folded] == nil, partLabelled[folded] == nil else {
      return repeatedLabel(part.head.label)
    }
    let index = plan.parts.count
    partLabelled[folded] = index
    plan.parts.append(
      PartInfo(
        label: part.head.label.text, title: part.head.title, total: nil, place: place(part.head.label.span)))
    partClauses.append([])
    for clause in part.clauses {
      let replacement = replacements[Self.foldedLabel(clause.head.label.text)]
      var chosen = replacement?.statement ?? clause
      chosen.head.conditions = part.head.conditions + chosen.head.conditions
      if let source = replacement?.source {
        at1(source) { declare(chosen, part: index) }
      } else {
        declare(chosen, part: index)
      }
    }
    addBounds(part.head, clause: -1, part: index)
    for assumption in part.head.assumptions {
      assume(assumption, part.head.label.text)
    }
  }

  func declare(_ definition: Definition, clause: Int?, part: Int?) {
    let name = definition.name.text
    guard !isTaken(name) else { return repeated(definition.name) }
    if columnsNamed[name] != nil || name == plan.unitHeader {
      report(.hidesColumn, definition.name.span, Phrase(name), related: declaration(of: name))
    }
    definitions[name] = DefinitionEntry(
      statement: definition, source: spot.source, clause: clause, part: part)
    definitionOrder.append(name)
    for assumption in definition.assumptions { assume(assumption, name) }
  }

  private func declare(_ statement: PeriodStatement) {
    if plan.period != nil { report(.twiceInHeader, statement.span, Keyword.period.phrase) }
    let first = statement.first.year * 12 + (statement.first.month ?? 1) - 1
    let last = statement.last.year * 12 + (statement.last.month ?? 12) - 1
    guard first <= last else { return report(.periodBackwards, statement.span) }
    guard last - first < 12 * Limits.periodYears else { return report(.periodTooLong, statement.span) }
    plan.period = PeriodRange(firstMonth: first, lastMonth: last)
  }

  // MARK: Compiling

  private func compileAll(_ statements: [Sourced<Statement>]) {
    for item in statements {
      guard case .table(let table) = item.statement else { continue }
      at1(item.source) { checkBounds(table) }
    }
    for name in parameters.keys.sorted() {
      guard let entry = parameters[name] else { continue }
      at1(entry.source) { _ = attempt { () throws(Failure) in try parameter(entry.statement.name) } }
    }
    for index in steps.indices {
      guard case .waiting = stepState[index], steps[index].stratum != .veto || isVerdict(index) else {
        continue
      }
      at1(steps[index].source) { _ = attempt { () throws(Failure) in try compile(index) } }
    }
    for name in definitionOrder {
      guard let entry = definitions[name] else { continue }
      at1(entry.source) {
        guard let value = attempt({ () throws(Failure) in try definition(entry.statement.name) }) else {
          return
        }
        plan.definitions.append(
          NamedNode(name: name, node: value.node, place: place(entry.statement.name.span)))
      }
    }
    checkShares()
    totals()
    results(statements)
  }

  /// 记 on a definition is compiled with the definition.
  private func isVerdict(_ index: Int) -> Bool {
    guard let act = steps[index].act, case .counts = act.kind else { return true }
    return false
  }

  private func totals() {
    for index in plan.clauses.indices where plan.clauses[index].notScored == nil {
      let reach = Reach(clauses: [index], line: nil, owner: .clause(index), size: 1)
      if let value = try? total(reach, .empty) { plan.clauses[index].total = value.node }
    }
    for index in plan.parts.indices {
      let reach = Reach(clauses: Set(partClauses[index]), line: nil, owner: .part(index), size: 3)
      if let value = try? total(reach, .empty) { plan.parts[index].total = value.node }
    }
  }

  private func results(_ statements: [Sourced<Statement>]) {
    for name in rankOrder {
      guard let entry = rankNamed[name] else { continue }
      at1(entry.source) { _ = attempt { () throws(Failure) in try rankValue(name, entry.statement.span) } }
    }
    for name in gradeOrder {
      guard let entry = gradeNamed[name] else { continue }
      at1(entry.source) { _ = attempt { () throws(Failure) in try gradeValue(name, entry.statement.span) } }
    }
    var names = Set<String>()
    for item in lists {
      at1(item.source) {
        guard names.insert(item.statement.name.text).inserted else {
          return report(.declaredTwice, item.statement.name.span, Phrase(item.statement.name.text))
        }
        spot.clause = item.clause
        if let list = attempt({ () throws(Failure) in try compile(item.statement) }) {
          plan.lists.append(list)
        }
      }
    }
    variantNames = statements.compactMap { item in
      if case .variant(let variant) = item.statement { return variant.name.text }
      return nil
    }
    for item in statements { at1(item.source) { compileResult(item.statement) } }
    for item in statements {
      guard case .bulletin(let bulletin) = item.statement else { continue }
      at1(item.source) { compile(bulletin) }
    }
    if !vetoes.isEmpty, let value = attempt({ () throws(Failure) in try vetoed(.empty) }) {
      plan.vetoed = value.node
      plan.verdict = verdictNode()
    }
  }

  /// The first veto line that holds names the verdict.
  private func verdictNode() -> NodeID? {
    var options: [String] = []
    for veto in vetoes where !options.contains(veto.verdict) { options.append(veto.verdict) }
    let kind = ValueKind.code(.options(options))
    var result: NodeID?
    for veto in vetoes.reversed() {
      let verdict = spread(node(.code(veto.verdict), .one, kind), to: .unit)
      result = node(.choose(veto.mask, then: verdict, otherwise: result ?? verdict), .unit, kind)
    }
    return result
  }

  private func compileResult(_ statement: Statement) {
    switch statement {
    case .publish(let publish):
      let index = plan.publications.count
      guard let publication = attempt({ () throws(Failure) in try compile(publish, index: index) }) else {
        return
      }
      if plan.publications.contains(where: { $0.name == publication.name }) {
        report(.declaredTwice, publish.name?.span ?? publish.span, Phrase(publication.name))
      }
      plan.publications.append(publication)
    case .check(let check):
      if let compiled = attempt({ () throws(Failure) in try compile(check) }) { plan.checks.append(compiled) }
    case .variant(let variant):
      if plan.variants.contains(where: { $0.name == variant.name.text }) {
        report(.declaredTwice, variant.name.span, Phrase(variant.name.text))
      }
      plan.variants.append(compile(variant))
    case .example(let example): plan.examples.append(compile(example))
    case .method, .source, .period, .based, .repeal, .table, .parameter, .part, .clause, .notScored,
      .definition, .rank, .grade, .list, .bulletin:
      break
    }
  }

  /// Last checks on the whole: something must be published, and a scoring clause must reach it.
  private func finish(_ statements: [Sourced<Statement>]) {
    if plan.period == nil { reportMissingPeriod() }
    guard !diagnostics.hasErrors else { return }
    let written = plan.figures.map(\.value)
    diagnostics += plan.disorderedTiers(written)
    guard !diagnostics.hasErrors else { return }
    for variant in plan.variants {
      var figures = written
      for (figure, value) in variant.overrides where figures.indices.contains(figure) {
        figures[figure] = value
      }
      for problem in plan.disorderedTiers(figures) {
        var told = problem
        told.place = variant.place
        diagnostics.append(told)
      }
    }
    guard !diagnostics.hasErrors else { return }
    // Where nothing is published no clause is.
    if plan.publications.isEmpty { lacks(.publishesNothing) } else { reportUnused() }
  }

  /// Something that the file as a whole is missing.
  private func lacks(_ code: Code) { diagnostics.append(Diagnostic(code, at: .file(spot.source.name))) }

  /// Values by period need to know which periods there are.
  private func reportMissingPeriod() {
    let isTold = plan.nodes.contains { node in
      switch node.grain {
      case .period, .unitPeriod: true
      case .one, .classes, .unit, .rows, .keyed, .shares: false
      }
    }
    guard isTold else { return }
    let dated = plan.tables.first { table in
      if case .unitPeriod = table.grain { return true }
      return table.datedColumn != nil
    }
    diagnostics.append(Diagnostic(.periodMissing, at: dated?.place ?? .text(spot.source, .empty)))
  }

  /// Clauses whose points no definition, rank, list, check or table reads.
  private func reportUnused() {
    var used = Set<NodeID>()
    var roots = plan.ranks.flatMap { $0.keys.map(\.node) }
    for publication in plan.publications {
      roots += publication.keys.map(\.node)
      for column in publication.columns {
        if case .node(let id) = column.content { roots.append(id) }
      }
    }
    for grade in plan.grades {
      for row in grade.rows {
        if case .condition(let id) = row.test { roots.append(id) }
      }
    }
    for list in plan.lists {
      switch list.pick {
      case .first(let id), .last(let id), .holding(let id): roots.append(id)
      }
    }
    while let id = roots.popLast() {
      guard used.insert(id).inserted else { continue }
      roots += plan.nodes[id].op.operands
      if case .rank(let index) = plan.nodes[id].op { roots += plan.ranks[index].keys.map(\.node) }
      if case .grade(let index) = plan.nodes[id].op {
        if let outside = plan.grades[index].outside { roots.append(outside) }
        for row in plan.grades[index].rows { if case .condition(let id) = row.test { roots.append(id) } }
      }
    }
    for (index, clause) in plan.clauses.enumerated() {
      let own = (postingsOf[.clause(index)] ?? []).map { plan.postings[$0] }.filter(\.counts)
      guard !own.isEmpty, !own.contains(where: { used.contains($0.amount) }),
        case .text(let source, let span) = clause.place
      else { continue }
      diagnostics.append(Diagnostic(.clauseUnpublished, at: .text(source, span), Phrase(clause.label)))
    }
  }
}
