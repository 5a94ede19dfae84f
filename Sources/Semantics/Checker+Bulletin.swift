import Diagnostics
import Exact
import Syntax

extension Checker {
  /// What a numbered paragraph is written for each of.
  struct BulletinGroup {
    let name: String
    /// A code at unit grain.
    let within: NodeID
  }

  func compile(_ statement: BulletinStatement) {
    guard plan.bulletin == nil else { return report(.bulletinTwice, statement.span) }
    var spot = self.spot
    spot.subject = [.keyword(Keyword.bulletin.phrase)]
    // Its numbers are the notice's, not figures of the method.
    spot.isCheck = true
    let compiled: BulletinPlan? = attempt { () throws(Failure) in
      try at(spot) { () throws(Failure) in
        BulletinPlan(
          title: text(statement.title, nil), blocks: statement.blocks.compactMap { block($0) },
          place: place(statement.span))
      }
    }
    plan.bulletin = compiled
  }

  private func block(_ block: BulletinBlock) -> BulletinPlan.Block? {
    switch block {
    case .paragraph(let text): return .paragraph(self.text(text, nil))
    case .addressed(let text): return .addressed(self.text(text, nil))
    case .heading(let text, let blocks):
      return .heading(self.text(text, nil), blocks.compactMap { self.block($0) })
    case .signed(let texts): return .signed(texts.map { text($0, nil) })
    case .table(let name): return published(name).map { .table($0) }
    case .annex(let name): return published(name).map { .annex($0) }
    case .numbered(let lead, let key, let text):
      guard let key else {
        return .numbered(lead: lead.map { self.text($0, nil) }, within: nil, self.text(text, nil))
      }
      guard let group = attempt({ () throws(Failure) in try self.group(key) }) else { return nil }
      return .numbered(lead: lead.map { self.text($0, group) }, within: group.within, self.text(text, group))
    }
  }

  private func group(_ key: Name) throws(Failure) -> BulletinGroup {
    let value: Value
    if let column = groupColumn, plan.tables[column.table].columns[column.column].name == key.text {
      value = columnValue(column, field: nil, span: key.span)
    } else {
      value = try resolve(NameReference(name: key, member: nil))
    }
    guard case .code(.options) = value.kind, value.grain == .unit else {
      throw failure(.notAChoice, key.span, Phrase(key.text), kindName(value.kind))
    }
    return BulletinGroup(name: key.text, within: value.node)
  }

  private func published(_ name: Name) -> Int? {
    if let index = plan.publications.firstIndex(where: { $0.name == name.text }) { return index }
    let names = plan.publications.map(\.name)
    guard !names.isEmpty else { return nil }
    report(
      .unknownPrintedTable, name.span, Phrase(name.text),
      Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
      near: Nearness.suggestions(for: name.text, among: names))
    return nil
  }

  // MARK: - Text

  private func text(_ text: BulletinText, _ group: BulletinGroup?) -> BulletinPlan.Text {
    BulletinPlan.Text(
      pieces: text.pieces.compactMap { piece in
        switch piece {
        case .words(let words): return words.isEmpty ? nil : .words(words)
        case .hole(let hole, let span):
          return attempt { () throws(Failure) in try compile(hole, span, group) }
        }
      })
  }

  private func compile(_ hole: BulletinHole, _ span: Span, _ group: BulletinGroup?) throws(Failure)
    -> BulletinPlan.Piece
  {
    switch hole {
    case .period:
      guard plan.period != nil else { throw failure(.periodMissing, span) }
      return .period
    case .value(let column): return try value(column, group)
    case .list(let name, let units):
      let index = try listIndex(name)
      let list = plan.lists[index]
      try told(name, list.within, by: group)
      return .list(index, try compile(units, list.grain))
    case .grade(let name, let grade, let units):
      let index = try gradeIndex(name, span)
      let rows = plan.grades[index].rows.map(\.grade) + vetoes.map(\.verdict)
      guard rows.contains(grade.text) else {
        throw failure(
          .unknownGradeName, grade.span, Phrase(plan.grades[index].name), Phrase(grade.text),
          Phrase(rows.joined(separator: "、"), rows.joined(separator: ", ")),
          near: Nearness.suggestions(for: grade.text, among: rows))
      }
      try told(grade, plan.grades[index].within, by: group)
      return .grade(index, grade.text, try compile(units, .unit))
    }
  }

  private func listIndex(_ name: Name) throws(Failure) -> Int {
    if let index = plan.lists.firstIndex(where: { $0.name == name.text }) { return index }
    // A list that could not be compiled has been reported.
    guard !lists.contains(where: { $0.statement.name.text == name.text }) else {
      throw Failure(diagnostic: nil)
    }
    throw failure(
      .unknownList, name.span, Phrase(name.text),
      near: Nearness.suggestions(for: name.text, among: plan.lists.map(\.name)))
  }

  private func gradeIndex(_ name: Name?, _ span: Span) throws(Failure) -> Int {
    let wanted = name?.text ?? (gradeOrder.count == 1 ? gradeOrder[0] : Self.defaultGrade)
    _ = try gradeValue(wanted, name?.span ?? span)
    guard let index = plan.grades.firstIndex(where: { $0.name == wanted }) else {
      throw failure(.noGrade, name?.span ?? span)
    }
    return index
  }

  /// In a paragraph for each group, lists and grades are told apart by the same.
  private func told(_ name: Name, _ within: NodeID?, by group: BulletinGroup?) throws(Failure) {
    guard let group else { return }
    var own = within
    while let node = own, case .spread(let inner) = plan.nodes[node].op { own = inner }
    guard own == group.within else {
      throw failure(.listNotByGroup, name.span, Phrase(name.text), Phrase(group.name))
    }
  }

  private func compile(_ units: BulletinUnits, _ grain: Grain) throws(Failure) -> BulletinPlan.Units {
    var result = BulletinPlan.Units(keys: try sortKeys(units.order, at: grain), shown: [])
    for column in units.shown {
      let value = try with({ $0.target = grain }) { () throws(Failure) in try expression(column.value) }
      let format = try shown(column, value, at: grain)
      var measure = Measure.plain
      if case .number(let own) = value.kind { measure = own }
      result.shown.append(.init(node: spread(value.node, to: grain), format: format, measure: measure))
    }
    return result
  }

  /// One value for all, or one for each group.
  private func value(_ column: PublishColumn, _ group: BulletinGroup?) throws(Failure) -> BulletinPlan.Piece {
    if let group, case .name(let reference) = column.value, reference.member == nil,
      reference.text == group.name
    {
      return .group
    }
    let grain = group.map { Grain.classes(attribute: $0.within) } ?? .one
    var value = try with({
      $0.target = grain
      $0.fold = grain
    }) { () throws(Failure) in try expression(column.value) }
    if let group, value.grain == .unit { value = byGroup(value, group) }
    let format = try shown(column, value, at: grain)
    return .value(
      spread(value.node, to: grain), grain, format, text: foldedText(column.value.span),
      place: place(column.span))
  }

  /// How a value of a grain is written; refuses one that is finer, and a form of numbers for what is none.
  private func shown(_ column: PublishColumn, _ value: Value, at grain: Grain) throws(Failure)
    -> Publication.Format
  {
    try mustReach(grain, value.grain, column.value.span)
    let format = format(column)
    if !format.isPlain { _ = try number(value) }
    return format
  }

  /// A parameter by group has one value for all units of the group: any of them tells it.
  private func byGroup(_ value: Value, _ group: BulletinGroup) -> Value {
    guard case .lookup(keys: let keys, _) = plan.nodes[value.node].op, keys == [group.within] else {
      return value
    }
    var result = value
    result.grain = .classes(attribute: group.within)
    result.node = node(.aggregate(.highest, value.node, condition: nil), result.grain, value.kind)
    return result
  }
}
