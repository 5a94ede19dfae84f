import Exact
import Syntax

extension NaiveWorld {
  /// 低一级: everything is scored again over rows whose cells say the other level; what each record would
  /// earn then, less what it earned, is posted. Beyond the last level it would earn nothing.
  func shift(_ subject: Expression, _ places: Int, _ step: NaiveStep) throws {
    guard case .name(let reference) = subject,
      case .choice(let options) = try shape(subject, NaiveSpot()).kind,
      let table = try shape(subject, NaiveSpot()).grain.table.flatMap({ self.table($0) }),
      let column = table.column((reference.member ?? reference.name).text)
    else { throw NaiveFailure.unsupported("低一级") }
    let grain = NaiveGrain.row(table.name)
    var rows = givenRows
    var beyond: Set<NaiveKey> = []
    var moved: Set<NaiveKey> = []
    for place in try self.places(grain) where try holds(step, at: place) {
      guard case .row(let row) = place.key, let level = try value(subject, NaiveSpot(), at: place).text,
        let index = options.firstIndex(of: level)
      else { continue }
      moved.insert(place.key)
      guard options.indices.contains(index + places) else {
        beyond.insert(place.key)
        continue
      }
      for header in column.headers where rows[table.name]?[row][header] != nil {
        rows[table.name]?[row][header] = options[index + places]
      }
    }
    let other = try NaiveWorld(method, rows: rows, figures: figures, isLenient: isLenient)
    for posting in before(step, in: reach(of: step), finerThan: grain)
    where method.steps[posting.step].stratum == .give && posting.grain == grain {
      let own = method.steps[posting.step]
      if case .waiting = other.stepStates[own.order] { try other.post(own.order) }
      guard let fresh = other.postings.first(where: { $0.step == own.order && $0.owner == posting.owner })
      else { continue }
      // A line that does not look at the level stays as it is, beyond the last level too.
      guard try reads(own, column.name) else { continue }
      var amounts: [NaiveKey: Rational] = [:]
      for key in moved {
        let wanted = beyond.contains(key) ? .zero : fresh.amounts[key] ?? .zero
        amounts[key] = wanted - (posting.amounts[key] ?? .zero)
      }
      append(step, posting.owner, line: posting.line, grain, amounts)
    }
  }

  /// Whether what a step gives depends on a column: by name, also through parameters and definitions.
  private func reads(_ step: NaiveStep, _ column: String) throws -> Bool {
    var seen: Set<String> = []
    var pending = NaiveNames.of(step)
    while let name = pending.popLast() {
      if name == column { return true }
      guard seen.insert(name).inserted else { continue }
      if let definition = method.definitions[name] { pending += NaiveNames.of(definition.statement) }
      if let parameter = method.parameters[name] { pending += NaiveNames.of(parameter) }
    }
    return false
  }

  // MARK: 记给

  /// The record's points leave its unit for those of the column, each in full.
  func credit(_ step: NaiveStep) throws {
    for table in tables where table.unitColumn != nil && table.signersColumn != nil {
      let rows = NaiveGrain.row(table.name)
      for posting in before(step, in: reach(of: step), finerThan: rows) where posting.grain == rows {
        var taken: [NaiveKey: Rational] = [:]
        var given: [NaiveKey: Rational] = [:]
        for place in try self.places(rows) where try holds(step, at: place) {
          guard case .row(let row) = place.key, let amount = posting.amounts[place.key],
            let names = signersOfRow[table.name]?[row], !names.isEmpty
          else { continue }
          taken[place.key] = -amount
          for name in names { given[.signer(row: row, unit: name)] = amount }
        }
        append(step, posting.owner, line: posting.line, rows, taken)
        append(step, posting.owner, line: posting.line, .signer(table.name), given)
      }
    }
  }
}

/// Names that a piece of a method's tree mentions anywhere.
enum NaiveNames {
  static func of(_ value: Any) -> [String] {
    if let reference = value as? NameReference { return [(reference.member ?? reference.name).text] }
    return Mirror(reflecting: value).children.flatMap { of($0.value) }
  }
}
