import Diagnostics
import Syntax

// Where names and labels were first declared, for those that are declared again.
extension Checker {
  static func firstDeclared(_ place: Place) -> Diagnostic.Related {
    Diagnostic.Related(place, Phrase("先在这里声明", "first declared here"))
  }

  /// Whether a formula could mean something else by a name than a column: tables, parameters, definitions, ranks
  /// and grades share one set of names. Columns of several tables may share one.
  func isTaken(_ name: String) -> Bool {
    definitions[name] != nil || parameters[name] != nil || tableIndex[name] != nil || rankNamed[name] != nil
      || gradeNamed[name] != nil
  }

  /// Reports a name that is taken.
  func repeated(_ name: Name) {
    report(.declaredTwice, name.span, Phrase(name.text), related: declaration(of: name.text))
  }

  /// Reports a label that another clause or part has.
  func repeatedLabel(_ label: Name) {
    let folded = Self.foldedLabel(label.text)
    let place =
      clauseLabelled[folded].map { plan.clauses[$0].place }
      ?? partLabelled[folded].map { plan.parts[$0].place }
    report(.labelTwice, label.span, Phrase(label.text), related: place.map { [Self.firstDeclared($0)] } ?? [])
  }

  /// Where a name was declared; none where it was not.
  func declaration(of name: String) -> [Diagnostic.Related] {
    if let entry = definitions[name] {
      return [Self.firstDeclared(.text(entry.source, entry.statement.name.span))]
    }
    if let entry = parameters[name] {
      return [Self.firstDeclared(.text(entry.source, entry.statement.name.span))]
    }
    if let column = columnsNamed[name]?.first {
      return [Self.firstDeclared(plan.tables[column.table].columns[column.column].place)]
    }
    if let table = tableIndex[name] { return [Self.firstDeclared(plan.tables[table].place)] }
    if let entry = rankNamed[name] {
      return [Self.firstDeclared(.text(entry.source, entry.statement.name?.span ?? entry.statement.span))]
    }
    if let entry = gradeNamed[name] {
      return [Self.firstDeclared(.text(entry.source, entry.statement.name?.span ?? entry.statement.span))]
    }
    return []
  }
}
