import Diagnostics
import Exact
import Syntax

/// The entry to checking: a parsed method, with the files that it is based on, becomes a plan.
public enum MethodChecker {
  /// How many files a method may stand on.
  static let maximumBases = Limits.bases

  /// Parses and checks a method. `resolve` reads a base file by the path written after 沿用, relative to
  /// the file that names it; nil where there is none. Returns nil where there are errors.
  /// Cost: linear in the files, but for modifiers, which look through the postings in their reach.
  public static func check(
    _ source: SourceText, diagnostics: inout [Diagnostic],
    resolve: (_ path: String, _ from: String) -> SourceText?
  ) -> Plan? {
    var problems: [Diagnostic] = []
    var files: [MethodFile] = []
    var next: SourceText? = source
    while let current = next {
      let file = Parser.parse(current, diagnostics: &problems)
      files.append(file)
      next = base(of: file, files: files, problems: &problems, resolve: resolve)
    }
    // What is too large, no text or not there says nothing about its statements.
    let unread: [Code] = [.tooLarge, .notUTF8, .baseMissing, .baseCycle]
    let isReadable = !problems.contains { unread.contains($0.code) }
    let checker = Checker(source: source)
    if isReadable { checker.run(MethodMerge.merged(files, problems: &problems)) }
    var lost = checker.lost
    for file in files { lost.add(file.lost) }
    let ranks = files.flatMap(\.statements).contains { statement in
      if case .rank = statement { return true }
      return false
    }
    let followOn = FollowOn(lost: lost, problems: problems + checker.diagnostics, ranks: ranks)
    let told = checker.diagnostics.filter { !followOn.isConsequence($0) }
    // Errors may not excuse each other until none is left.
    problems += (problems + told).hasErrors ? told : checker.diagnostics
    let ordered = problems.sortedByPlace()
    diagnostics += ordered
    return ordered.hasErrors ? nil : checker.plan
  }

  private static func base(
    of file: MethodFile, files: [MethodFile], problems: inout [Diagnostic],
    resolve: (_ path: String, _ from: String) -> SourceText?
  ) -> SourceText? {
    for statement in file.statements {
      guard case .based(let path, _) = statement else { continue }
      let place = Place.text(file.source, path.span)
      guard let found = resolve(path.text, file.source.name) else {
        problems.append(Diagnostic(.baseMissing, at: place, Phrase(path.text)))
        return nil
      }
      if files.contains(where: { $0.source.name == found.name }) || files.count >= maximumBases {
        problems.append(Diagnostic(.baseCycle, at: place, Phrase(path.text)))
        return nil
      }
      return found
    }
    return nil
  }
}

/// Puts a file's statements over those of the files that it is based on: a statement of the same label or
/// name replaces the one below, in its place; others are added at the end.
enum MethodMerge {
  static func merged(_ files: [MethodFile], problems: inout [Diagnostic]) -> [Sourced<Statement>] {
    var result: [Sourced<Statement>] = []
    for file in files.reversed() {
      for statement in file.statements {
        let sourced = Sourced(statement, file.source)
        if case .repeal(let kind, let name, _) = statement {
          if !remove(kind, name.text, from: &result) { problems.append(nothing(kind, name, file.source)) }
          continue
        }
        if case .based = statement { continue }
        // Inside one file doubles are errors, found later; only another file's statement is replaced.
        guard files.count > 1, let key = key(statement),
          let index = result.firstIndex(where: { $0.source != file.source && self.key($0.statement) == key })
        else {
          let isReplaced = files.count > 1 && replaceInPart(statement, file.source, &result)
          if !isReplaced { result.append(sourced) }
          continue
        }
        result[index] = sourced
      }
    }
    return result
  }

  /// A clause that a part of the base holds is replaced there.
  private static func replaceInPart(
    _ statement: Statement, _ source: SourceText, _ result: inout [Sourced<Statement>]
  ) -> Bool {
    guard case .clause(let clause) = statement else { return false }
    let label = Checker.foldedLabel(clause.head.label.text)
    for index in result.indices where result[index].source != source {
      guard case .part(let part) = result[index].statement,
        part.clauses.contains(where: { Checker.foldedLabel($0.head.label.text) == label })
      else { continue }
      result[index].replacements[label] = Sourced(clause, source)
      return true
    }
    return false
  }

  /// 废止 of what is not there would leave standing what it was meant to take away.
  private static func nothing(_ kind: Keyword, _ name: Name, _ source: SourceText) -> Diagnostic {
    let isLabelled = kind == .clause || kind == .part || kind == .notScored
    return Diagnostic(
      isLabelled ? .unknownLabel : .unknownName, at: .text(source, name.span), Phrase(name.text),
      help: Phrase(
        "废止的要在沿用的文件里：照那里的种类和名称写",
        "what is repealed stands in the base file: write its kind and name as it has them"))
  }

  /// Whether there was anything to take away.
  private static func remove(_ kind: Keyword, _ name: String, from result: inout [Sourced<Statement>]) -> Bool
  {
    var found = false
    // There is one bulletin, whatever its title.
    let wanted = kind.phrase.chinese + " " + (kind == .bulletin ? "" : Checker.foldedLabel(name))
    result.removeAll { item in
      let isWanted = key(item.statement) == wanted
      found = found || isWanted
      return isWanted
    }
    // A clause of a part goes by its label; a list or rank of that name does not touch it.
    guard kind == .clause || kind == .notScored else { return found }
    let label = Checker.foldedLabel(name)
    for index in result.indices {
      guard case .part(var part) = result[index].statement else { continue }
      let count = part.clauses.count
      part.clauses.removeAll { Checker.foldedLabel($0.head.label.text) == label }
      found = found || part.clauses.count < count
      result[index].statement = .part(part)
    }
    return found
  }

  private static func key(_ statement: Statement) -> String? {
    func key(_ keyword: Keyword, _ name: String) -> String {
      keyword.phrase.chinese + " " + Checker.foldedLabel(name)
    }
    switch statement {
    case .method: return key(.method, "")
    case .source: return key(.source, "")
    case .period: return key(.period, "")
    case .based, .repeal: return nil
    case .table(let table): return key(.table, table.name.text)
    case .parameter(let parameter): return key(.parameter, parameter.name.text)
    case .part(let part): return key(.part, part.head.label.text)
    case .clause(let clause): return key(.clause, clause.head.label.text)
    case .notScored(let label, _, _): return key(.clause, label.text)
    case .definition(let definition): return "= " + definition.name.text
    case .rank(let rank): return key(.rank, rank.name?.text ?? "")
    case .grade(let grade): return key(.grade, grade.name?.text ?? "")
    case .list(let list): return key(.list, list.name.text)
    case .publish(let publish): return key(.publish, publish.name?.text ?? "")
    case .bulletin: return key(.bulletin, "")
    case .check(let check): return check.name.map { key(.check, $0.text) }
    case .variant(let variant): return key(.variant, variant.name.text)
    case .example(let example): return key(.example, example.name.text)
    }
  }
}
