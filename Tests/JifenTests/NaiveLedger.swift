import Exact
import Syntax

/// Whose score a posting changes.
enum NaiveOwner: Hashable {
  case clause(Int)
  case part(Int)
}

/// Amounts that one step posts at one grain (rule 8). A strike carries the line and owner of what it strikes.
final class NaivePosting {
  let owner: NaiveOwner
  let line: Int
  let step: Int
  let grain: NaiveGrain
  let amounts: [NaiveKey: Rational]
  /// False for records whose points were shared out.
  var counts = true
  /// Sums by coarser grain, kept once they were made.
  var sums: [NaiveGrain: [NaiveKey: Rational]] = [:]

  init(_ owner: NaiveOwner, line: Int, step: Int, _ grain: NaiveGrain, _ amounts: [NaiveKey: Rational]) {
    self.owner = owner
    self.line = line
    self.step = step
    self.grain = grain
    self.amounts = amounts
  }
}

enum NaiveStepState {
  case waiting, underWay, done
}

/// Which postings something ranges over.
struct NaiveReach {
  /// nil: all.
  var clauses: Set<Int>?
  var part: Int?
  var line: Int?
  var owner: NaiveOwner?
  /// line 0, clause 1, several clauses 2, part 3, everything 4.
  var size = 3

  static let everything = NaiveReach(clauses: nil, size: 4)

  func contains(_ posting: NaivePosting) -> Bool {
    if let line { return posting.line == line }
    guard let clauses else { return true }
    switch posting.owner {
    case .clause(let index): return clauses.contains(index)
    case .part(let index): return part == index
    }
  }
}

extension NaiveWorld {
  // MARK: Sums

  /// The sum of all that is posted in reach, at the wanted grain; only postings that keep its keys count.
  func sum(_ reach: NaiveReach, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    let grain = spot.target ?? .unit
    guard let own = try project(place, to: grain) else { return .absent }
    for index in method.steps.indices where posts(index, into: reach) && keeps(index, grain) {
      if method.steps[index].stratum != .veto { try post(index) }
    }
    var total = Rational.zero
    for posting in postings where posting.counts && reach.contains(posting) && reaches(posting.grain, grain) {
      total = total + (try amount(of: posting, at: NaivePlace(grain: grain, key: own)))
    }
    return .number(total)
  }

  /// What a posting adds up to at a coarser key.
  func amount(of posting: NaivePosting, at place: NaivePlace) throws -> Rational {
    if posting.grain == place.grain { return posting.amounts[place.key] ?? .zero }
    if posting.sums[place.grain] == nil {
      var sums: [NaiveKey: Rational] = [:]
      for (key, amount) in posting.amounts where !amount.isZero {
        let fine = NaivePlace(grain: posting.grain, key: key)
        if let coarse = try project(fine, to: place.grain) { sums[coarse, default: .zero] += amount }
      }
      posting.sums[place.grain] = sums
    }
    return posting.sums[place.grain]?[place.key] ?? .zero
  }

  /// 全年 and limits of the whole period belong to no month.
  private func keeps(_ index: Int, _ grain: NaiveGrain) -> Bool {
    let step = method.steps[index]
    if grain == .unit || grain == .one { return true }
    guard step.act != nil, !step.scopes.contains(.wholeYear) else { return false }
    return step.stratum == .settle ? settlesFine(step) : true
  }

  func clauses(of reference: LabelReference) -> (clauses: Set<Int>, part: Int?) {
    let first = NaiveMethod.folded(reference.first.text)
    if let part = method.parts.firstIndex(of: first), reference.last == nil {
      return (method.clauses(ofPart: part), part)
    }
    guard let start = method.clauses.firstIndex(where: { $0.label == first }) else { return ([], nil) }
    guard let last = reference.last,
      let end = method.clauses.firstIndex(where: { $0.label == NaiveMethod.folded(last.text) })
    else { return ([start], nil) }
    return (Set(min(start, end)...max(start, end)), nil)
  }

  // MARK: Order of steps

  /// Whether a step works before another (rule 9, and rule 13 among limits).
  func precedes(_ other: NaiveStep, _ step: NaiveStep) -> Bool {
    if other.stratum != step.stratum { return other.stratum < step.stratum }
    switch step.stratum {
    case .settle: return settlingOrder(other).lexicographicallyPrecedes(settlingOrder(step))
    // Percents first, then what leaves the record out or counts it as 0.
    case .drop: return [strikes(other), other.order].lexicographicallyPrecedes([strikes(step), step.order])
    case .add: return false
    case .give, .reprice, .multiply, .select, .share, .veto: return other.order < step.order
    }
  }

  private func strikes(_ step: NaiveStep) -> Int {
    guard case .give? = step.act?.kind else { return 1 }
    return 0
  }

  /// The finest grain first, then the smallest reach, caps before floors before zeroing, then as printed.
  func settlingOrder(_ step: NaiveStep) -> [Int] {
    var grain = 20
    var kind = 0
    for scope in step.scopes {
      switch scope {
      case .thisItem: grain = 0
      case .eachKey: grain = 1
      case .eachPeriod(let word): grain = 1 + (NaiveCalendar.months(named: word) ?? 12)
      case .thisPeriod: grain = 2
      case .wholeYear, .thisPart, .labels, .together: break
      }
    }
    switch step.form {
    case .bound(_, let isCap): kind = isCap ? 0 : 1
    case .act(let act):
      switch act.kind {
      case .floor, .untilZero: kind = 1
      case .counts: kind = 2
      case _: kind = 0
      }
    case .grid: break
    }
    return [grain, reach(of: step).size, kind, step.order]
  }

  func settlesFine(_ step: NaiveStep) -> Bool {
    step.scopes.contains { scope in
      switch scope {
      case .eachPeriod, .eachKey, .thisPeriod, .thisItem: true
      case .wholeYear, .thisPart, .labels, .together: false
      }
    }
  }

  /// Fixed additions rest on nothing that others posted.
  func needsBase(_ step: NaiveStep) -> Bool {
    guard step.stratum == .add, case .give(_, let amount)? = step.act?.kind else {
      return step.stratum != .add
    }
    return amount.isNaiveFold
  }

  /// Whether a step may change the scores in reach.
  func posts(_ index: Int, into reach: NaiveReach) -> Bool {
    let step = method.steps[index]
    guard let clauses = reach.clauses else { return true }
    if let clause = step.clause, clauses.contains(clause) { return true }
    guard step.stratum != .give, needsBase(step) else { return false }
    guard let own = self.reach(of: step).clauses else { return true }
    return !own.isDisjoint(with: clauses)
  }

  // MARK: Reach (rule 10)

  func reach(of step: NaiveStep) -> NaiveReach {
    guard let clause = step.clause else { return partReach(step) }
    let own = NaiveReach(clauses: [clause], owner: .clause(clause), size: 1)
    for scope in step.scopes {
      switch scope {
      case .labels(let references): return named(references, with: nil, clause)
      case .together(let references): return named(references, with: clause, clause)
      case .thisPart: return partReach(step)
      case .wholeYear, .thisItem, .thisPeriod, .eachPeriod, .eachKey: continue
      }
    }
    if step.stratum == .settle {
      if step.scopes.contains(.thisPeriod) { return partReach(step) }
      guard step.followsGive else {
        // The head's own bounds are the clause's.
        guard step.act != nil else { return own }
        var isUntilZero = false
        if case .untilZero? = step.act?.kind { isUntilZero = true }
        let earns = method.steps.contains {
          $0.clause == clause && ($0.stratum == .give || $0.stratum == .add)
            && (!isUntilZero || $0.act?.addsNaively ?? true)
        }
        return earns ? own : partReach(step)
      }
      // Where no other line gives, whatever is struck or cut in the clause is this line's.
      let isAlone = !method.steps.contains { other in
        other.clause == clause && other.line != step.line && (other.stratum == .give || other.stratum == .add)
      }
      return NaiveReach(clauses: [clause], line: isAlone ? nil : step.line, owner: .clause(clause), size: 0)
    }
    // 本条, and a bare 记 n of a record, range over all that the record earned.
    if step.stratum == .drop, step.scopes.contains(.thisItem) { return partReach(step) }
    if case .counts? = step.act?.kind, step.scopes.isEmpty, (try? isByRecord(step)) == true {
      return partReach(step)
    }
    // A clause that gives points of its own modifies those; one that only modifies ranges over its part.
    return method.steps.contains { $0.clause == clause && $0.stratum == .give } ? own : partReach(step)
  }

  private func isByRecord(_ step: NaiveStep) throws -> Bool {
    try maskGrain(step)?.table != nil
  }

  /// The part of a step, or everything outside parts.
  func partReach(_ step: NaiveStep) -> NaiveReach {
    guard let part = step.part else {
      return NaiveReach(clauses: nil, owner: step.clause.map { .clause($0) }, size: 4)
    }
    return NaiveReach(clauses: method.clauses(ofPart: part), part: part, owner: .part(part), size: 3)
  }

  private func named(_ references: [LabelReference], with own: Int?, _ clause: Int) -> NaiveReach {
    var clauses = Set(own.map { [$0] } ?? [])
    var part: Int?
    for reference in references {
      let found = self.clauses(of: reference)
      clauses.formUnion(found.clauses)
      part = part ?? found.part
    }
    if own == nil, references.count == 1, let part {
      return NaiveReach(clauses: clauses, part: part, owner: .part(part), size: 3)
    }
    let isSingle = own == nil && clauses.count == 1
    return NaiveReach(
      clauses: clauses, owner: .clause(isSingle ? clauses.first ?? clause : clause),
      size: clauses.count == 1 ? 1 : 2)
  }

  // MARK: Posting

  /// Posts what a step gives, changes or settles, after all that it rests on.
  func post(_ index: Int) throws {
    switch stepStates[index] {
    case .done: return
    case .underWay: throw NaiveFailure.unsupported("cycle at step \(index)")
    case .waiting: stepStates[index] = .underWay
    }
    let step = method.steps[index]
    for other in try prerequisites(of: index) { try post(other) }
    try compute(step)
    stepStates[index] = .done
  }

  private func prerequisites(of index: Int) throws -> [Int] {
    let step = method.steps[index]
    guard step.stratum != .give, needsBase(step) else { return [] }
    var isFine = settlesFine(step)
    var isOfRecords = false
    if step.stratum != .settle, let grain = try maskGrain(step) {
      isFine = grain != .unit && grain != .one && reaches(grain, .unit)
      isOfRecords = grain.table != nil
    }
    let reach = reach(of: step)
    return method.steps.indices.filter { other in
      guard other != index, precedes(method.steps[other], step) else { return false }
      // What belongs to the whole year is out of a record's or a month's reach.
      if isFine, method.steps[other].scopes.contains(.wholeYear) { return false }
      if isOfRecords, isByUnit(method.steps[other]) { return false }
      if let line = reach.line, method.steps[other].line == line { return true }
      return posts(other, into: reach)
    }
  }

  /// Points by the unit or its month: what single records lose or gain does not touch them, nor wait for them.
  private func isByUnit(_ step: NaiveStep) -> Bool {
    guard step.stratum == .give, !step.tests.isEmpty, let act = step.act else { return false }
    let amounts: [Expression]
    switch act.kind {
    case .give(_, let amount), .proRata(_, let amount): amounts = [amount]
    case .gap(let pair, _, _, _, let amount, _): amounts = (pair.map { [$0.0, $0.1] } ?? []) + [amount]
    case .perStep(let subject, _, _, let amount, _): amounts = (subject.map { [$0] } ?? []) + [amount]
    default: return false
    }
    let parts = step.tests.map { ($0.condition, $0.spot) } + amounts.map { ($0, step.tests[0].spot) }
    return parts.allSatisfy { part, spot in
      guard let grain = try? shape(part, spot).grain else { return false }
      return grain.table == nil
    }
  }

  /// What is posted in a step's reach before it.
  func before(_ step: NaiveStep, in reach: NaiveReach, finerThan grain: NaiveGrain?) -> [NaivePosting] {
    postings.filter { posting in
      guard precedes(method.steps[posting.step], step), reach.contains(posting) else { return false }
      return grain.map { reaches(posting.grain, $0) } ?? true
    }
  }

  func append(
    _ step: NaiveStep, _ owner: NaiveOwner, line: Int? = nil, _ grain: NaiveGrain,
    _ amounts: [NaiveKey: Rational]
  ) {
    postings.append(NaivePosting(owner, line: line ?? step.line, step: step.order, grain, amounts))
  }

  // MARK: Guards

  /// The grain of all tests of a step together; nil without any.
  func maskGrain(_ step: NaiveStep) throws -> NaiveGrain? {
    guard !step.tests.isEmpty else { return nil }
    return try step.tests.map { try shape($0.condition, $0.spot).grain }.reduce(.one) { try join($0, $1) }
  }

  /// Whether the guard surely holds: an absent one fires neither a branch nor its 否则, and what the guard
  /// cannot reach stays untouched (rules 4 and 10).
  func holds(_ step: NaiveStep, at place: NaivePlace) throws -> Bool {
    guard !step.tests.isEmpty else { return true }
    let grain = try maskGrain(step) ?? .one
    // A record with a blank key has no value of it; what the guard says beside may decide all the same.
    var isFiner = false
    if case .combination = grain { isFiner = reaches(place.grain, grain) }
    guard let place = try self.place(place, at: grain) ?? (isFiner ? place : nil) else { return false }
    var result: Bool? = true
    for test in step.tests {
      let truth = try value(test.condition, test.spot, at: place).truth
      result = NaiveLogic.and(result, test.isNegated ? truth.map { !$0 } : truth)
    }
    return result == true
  }

  /// Amounts where the guard holds, 0 elsewhere.
  func guarded(
    _ step: NaiveStep, _ grain: NaiveGrain, _ amount: (NaivePlace) throws -> Rational?
  ) throws -> [NaiveKey: Rational] {
    var result: [NaiveKey: Rational] = [:]
    for place in try places(grain) where try holds(step, at: place) {
      guard let found = try amount(place) else {
        throw NaiveFailure.absentAmount("\(place.key) 步 \(step.order)")
      }
      result[place.key] = found
    }
    return result
  }
}
