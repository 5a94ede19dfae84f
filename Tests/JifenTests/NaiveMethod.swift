import Diagnostics
import Exact
import Syntax

/// A method as a reader sees it: declarations by name, clauses cut into steps. Taken from the syntax tree.
struct NaiveMethod {
  struct ClauseEntry {
    var label: String
    var part: Int?
    var isScored: Bool
  }

  struct DefinitionEntry {
    var statement: Definition
    var clause: Int?
    var part: Int?
  }

  var period: (first: Int, last: Int)?
  var tables: [NaiveTable] = []
  var tableStatements: [TableStatement] = []
  /// Alias of a unit to the name meant.
  var aliases: [String: String] = [:]
  var parameters: [String: ParameterStatement] = [:]
  var definitions: [String: DefinitionEntry] = [:]
  var definitionNames: [String] = []
  var parts: [String] = []
  var clauses: [ClauseEntry] = []
  var steps: [NaiveStep] = []
  var lineCount = 0
  var ranks: [RankStatement] = []
  var grades: [GradeStatement] = []
  var lists: [ListStatement] = []
  var publications: [PublishStatement] = []
  var checks: [CheckStatement] = []
  var examples: [ExampleStatement] = []
  /// Columns that 记给 lines speak of.
  var credited: Set<String> {
    Set(
      steps.compactMap { step in
        guard case .act(let act) = step.form, case .share(.name(let reference), .credited) = act.kind else {
          return nil
        }
        return (reference.member ?? reference.name).text
      })
  }

  init(_ file: MethodFile) {
    for case .table(let table) in file.statements {
      tables.append(NaiveTable(table))
      tableStatements.append(table)
      for line in table.columns {
        for pair in line.aliases { aliases[pair.alias.text] = pair.name.text }
      }
    }
    for statement in file.statements { declare(statement) }
  }

  private mutating func declare(_ statement: Statement) {
    switch statement {
    case .period(let period):
      self.period = (
        period.first.year * 12 + (period.first.month ?? 1) - 1,
        period.last.year * 12 + (period.last.month ?? 12) - 1
      )
    case .parameter(let parameter): parameters[parameter.name.text] = parameter
    case .definition(let definition): declare(definition, clause: nil, part: nil)
    case .rank(let rank): ranks.append(rank)
    case .grade(let grade): grades.append(grade)
    case .list(let list): lists.append(list)
    case .publish(let publish): publications.append(publish)
    case .bulletin: break
    case .check(let check): checks.append(check)
    case .notScored(let label, _, _):
      clauses.append(ClauseEntry(label: Self.folded(label.text), part: nil, isScored: false))
    case .clause(let clause): declare(clause, part: nil)
    case .part(let part):
      let index = parts.count
      parts.append(Self.folded(part.head.label.text))
      for clause in part.clauses {
        var clause = clause
        clause.head.conditions = part.head.conditions + clause.head.conditions
        declare(clause, part: index)
      }
      declareBounds(part.head, clause: nil, part: index)
    case .example(let example): examples.append(example)
    case .method, .source, .based, .repeal, .table, .variant: break
    }
  }

  private mutating func declare(_ definition: Definition, clause: Int?, part: Int?) {
    definitions[definition.name.text] = DefinitionEntry(statement: definition, clause: clause, part: part)
    definitionNames.append(definition.name.text)
  }

  private mutating func declare(_ clause: Clause, part: Int?) {
    let index = clauses.count
    clauses.append(ClauseEntry(label: Self.folded(clause.head.label.text), part: part, isScored: true))
    for item in clause.items {
      switch item {
      case .line(let line): declare(line, clause.head, index, part)
      case .grid(let grid):
        steps.append(
          NaiveStep(
            clause: index, part: part, line: newLine(), form: .grid(grid),
            tests: clause.head.conditions.map { NaiveTest($0) }, stratum: .give, order: steps.count))
      case .definition(let definition): declare(definition, clause: index, part: part)
      case .rank(let rank): ranks.append(rank)
      case .grade(let grade): grades.append(grade)
      case .list(let list): lists.append(list)
      }
    }
    declareBounds(clause.head, clause: index, part: part)
  }

  /// Branches exclude one another: each holds only where those before it surely do not.
  private mutating func declare(_ line: ClauseLine, _ head: ClauseHead, _ clause: Int, _ part: Int?) {
    var before: [NaiveTest] = []
    var compared: NaiveComparison?
    for branch in line.branches {
      var tests = before
      var isBeyond = false
      var isUpTo = false
      var lower: Expression?
      switch branch.test {
      case .condition(let condition)?:
        tests.append(NaiveTest(condition, by: branch.period))
        before.append(NaiveTest(condition, isNegated: true, by: branch.period))
        compared = NaiveComparison(in: condition) ?? compared
      case .beyond(let condition)?:
        before.append(NaiveTest(condition, isNegated: true, by: branch.period))
        compared = NaiveComparison(in: condition) ?? compared
        isBeyond = true
        // 不超过 10 条 的部分 counts up to 10 of however many; with a lower bound before it, what lies between.
        if branch.acts.contains(where: \.countsNaively), case .comparison(.lessOrEqual, _, _, _) = condition {
          isUpTo = true
        } else if branch.acts.contains(where: \.countsNaively),
          case .binary(.and, .comparison(let sign, let left, let right, let word), let upper) = condition,
          sign == .greater || sign == .greaterOrEqual, case .comparison(.lessOrEqual, _, _, _) = upper
        {
          isUpTo = true
          lower = right
          tests.append(NaiveTest(.comparison(sign, left, right, word: word), by: branch.period))
        } else {
          tests.append(NaiveTest(condition, by: branch.period))
        }
      case .otherwise?: break
      case nil: tests = []
      }
      let number = newLine()
      var gives = false
      var adds = false
      for act in branch.acts {
        if case .assumption = act.kind { continue }
        let stratum = NaiveStratum(act)
        if case .untilZero = act.kind, gives, !adds {
          // Nothing of such a line could be used up: its clause is meant, whatever the condition.
          steps.append(
            NaiveStep(
              clause: clause, part: part, line: number, form: .act(act),
              tests: head.conditions.map { NaiveTest($0) }, stratum: stratum, order: steps.count))
          continue
        }
        steps.append(
          NaiveStep(
            clause: clause, part: part, line: number, form: .act(act),
            tests: head.conditions.map { NaiveTest($0) } + tests, compared: compared, isBeyond: isBeyond,
            isUpTo: isUpTo, lower: lower, followsGive: gives, stratum: stratum, order: steps.count))
        if stratum < .drop {
          gives = true
          adds = adds || act.addsNaively
        }
      }
    }
  }

  /// Bounds of a head are limits on the whole clause or part.
  private mutating func declareBounds(_ head: ClauseHead, clause: Int?, part: Int?) {
    let tests = head.conditions.map { NaiveTest($0) }
    for bound in head.bounds {
      steps.append(
        NaiveStep(
          clause: clause, part: part, line: newLine(), form: .bound(bound.amount, isCap: bound.isCap),
          tests: tests, stratum: .settle, order: steps.count))
    }
    if head.untilZero != nil {
      steps.append(
        NaiveStep(
          clause: clause, part: part, line: newLine(), form: .bound(nil, isCap: false), tests: tests,
          stratum: .settle, order: steps.count))
    }
  }

  private mutating func newLine() -> Int {
    lineCount += 1
    return lineCount - 1
  }

  /// Labels compare with their parentheses folded.
  static func folded(_ label: String) -> String {
    String(
      String.UnicodeScalarView(
        label.unicodeScalars.compactMap { scalar in
          if scalar == " " || scalar == "\u{3000}" { return nil }
          return (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
        }))
  }

  func clauses(ofPart part: Int) -> Set<Int> { Set(clauses.indices.filter { clauses[$0].part == part }) }
}

/// A condition of a step; negated where an earlier branch must not hold.
struct NaiveTest {
  var condition: Expression
  var isNegated = false
  /// 每月 before it: what its aggregates fold to, in months.
  var months: Int?

  init(_ condition: Expression, isNegated: Bool = false, by period: String? = nil) {
    self.condition = condition
    self.isNegated = isNegated
    months = period.flatMap { NaiveCalendar.months(named: $0) }
  }

  var spot: NaiveSpot { NaiveSpot(target: months.map { .unitPeriod($0) }) }
}

/// What a gap or a proportion measures: the last comparison of the guard.
struct NaiveComparison {
  var left: Expression
  var right: Expression
  var isShort: Bool

  init?(in condition: Expression) {
    if case .comparison(let sign, let left, let right, _) = condition {
      self.left = left
      self.right = right
      isShort = sign == .less || sign == .lessOrEqual
    } else if case .binary(.and, let first, let second) = condition {
      guard let found = NaiveComparison(in: second) ?? NaiveComparison(in: first) else { return nil }
      self = found
    } else {
      return nil
    }
  }
}

/// Rule 9.
enum NaiveStratum: Int, Comparable {
  case give = 1, reprice, multiply, add, drop, select, share, settle, veto

  static func < (left: NaiveStratum, right: NaiveStratum) -> Bool { left.rawValue < right.rawValue }

  init(_ act: Act) {
    switch act.kind {
    case .give(let sign, let amount):
      self = sign == .minus && amount.isNaivePercent ? .drop : sign.isAddition ? .add : .give
    case .each(_, _, let sign, _), .perStep(_, _, let sign, _, _), .gap(_, _, _, let sign, _, _),
      .proRata(let sign, _):
      self = sign.isAddition ? .add : .give
    case .addition: self = .add
    case .map(_, let sign, _): self = sign?.isAddition == true ? .add : .give
    case .tiers, .escalating, .open, .assumption: self = .give
    case .instead, .shift: self = .reprice
    case .times: self = .multiply
    case .drop: self = .drop
    case .counts(let target, _):
      let isWhole = act.scopes.contains(.thisPeriod) || act.scopes.contains(.thisPart)
      self = target != nil ? .veto : isWhole ? .settle : .drop
    case .keep: self = .select
    case .share: self = .share
    case .cap, .floor, .untilZero: self = .settle
    case .veto: self = .veto
    }
  }
}

/// One act of a clause.
struct NaiveStep {
  enum Form {
    case act(Act)
    case grid(PointsGrid)
    case bound(Expression?, isCap: Bool)
  }

  /// nil: the head of a part.
  var clause: Int?
  var part: Int?
  var line: Int
  var form: Form
  var tests: [NaiveTest]
  var compared: NaiveComparison?
  var isBeyond = false
  var isUpTo = false
  /// From where the part up to a bound begins.
  var lower: Expression?
  var followsGive = false
  var stratum: NaiveStratum
  var order: Int

  var act: Act? {
    guard case .act(let act) = form else { return nil }
    return act
  }

  var scopes: [Scope] { act?.scopes ?? [] }
}

extension Act {
  /// Whether points may come of it: what is said of 扣 alone only goes down.
  var addsNaively: Bool {
    switch kind {
    case .give(let sign, _), .each(_, _, let sign, _), .perStep(_, _, let sign, _, _),
      .gap(_, _, _, let sign, _, _), .proRata(let sign, _), .addition(_, let sign, _):
      return !sign.isNegative
    case .map(_, let sign, let entries):
      return entries.contains { ($0.sign ?? sign)?.isNegative != true }
    case .tiers(_, let tiers): return tiers.contains { $0.pointSign?.isNegative != true }
    case .escalating(_, let occurrences, let onwards, _):
      if case .amount(let sign, _)? = onwards, !sign.isNegative { return true }
      return occurrences.contains { !$0.pointSign.isNegative }
    default: return true
    }
  }

  /// 每… without a column of its own.
  var countsNaively: Bool {
    if case .each(nil, _, _, _) = kind { return true }
    if case .perStep(nil, _, _, _, _) = kind { return true }
    return false
  }
}

extension Expression {
  var isNaivePercent: Bool {
    guard case .literal(let literal) = self else { return false }
    return literal.isPercent
  }

  /// 3 倍
  var isNaiveFold: Bool {
    guard case .literal(let literal) = self else { return false }
    return literal.measure == "倍"
  }
}
