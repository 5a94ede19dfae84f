/// What of a method no example and no row made take effect, as a clerk reads it.
struct CoverageGaps {
  /// Clauses of which nothing took effect: label and title.
  private(set) var clauses: [String] = []
  /// What else did not, clause by clause and then part by part.
  private(set) var inClauses: [TestedMethod.Unused] = []

  private let plan: Plan
  private let effects: Set<Effect>

  init(_ plan: Plan, _ effects: Set<Effect>) {
    self.plan = plan
    self.effects = effects
    var ofLine: [Int: [Effect]] = [:]
    for effect in plan.effects { ofLine[plan.line(of: effect), default: []].append(effect) }
    var linesOf: [Owner: [Int]] = [:]
    for line in plan.lines.indices where ofLine[line] != nil {
      if let owner = plan.lines[line].clause.map(Owner.clause) ?? plan.lines[line].part.map(Owner.part) {
        linesOf[owner, default: []].append(line)
      }
    }
    for (index, clause) in plan.clauses.enumerated() {
      let lines = linesOf[.clause(index)] ?? []
      let all = lines.flatMap { ofLine[$0] ?? [] }
      guard !all.isEmpty else { continue }
      if all.contains(where: { effects.contains($0) }) {
        note(clause.label, lines.map { ofLine[$0] ?? [] })
      } else {
        clauses.append(clause.title.isEmpty ? clause.label : "\(clause.label) \(clause.title)")
      }
    }
    for (index, part) in plan.parts.enumerated() {
      note(part.label, (linesOf[.part(index)] ?? []).map { ofLine[$0] ?? [] })
    }
  }

  private mutating func note(_ owner: String, _ lines: [[Effect]]) {
    let items = lines.flatMap(items)
    if !items.isEmpty { inClauses.append(.init(owner: owner, items: items)) }
  }

  /// The gaps of one line: the line itself where all of it is one, else tiers, entries and limits by kind.
  private func items(_ line: [Effect]) -> [Phrase] {
    let missing = line.filter { !effects.contains($0) }
    guard let first = missing.first else { return [] }
    let info = plan.lines[plan.line(of: first)]
    if case .line = first {
      switch info.branch {
      case .otherwise:
        return [Phrase("“\(info.text)”这一支没有用到", "branch “\(info.text)” not used")]
      case .plain, .condition:
        return [Phrase("“\(info.text)”没有用到", "“\(info.text)” not used")]
      }
    }
    var result: [Phrase] = []
    for run in runs(missing) {
      let texts = run.map(text)
      let chinese = texts.map(\.chinese).joined(separator: "、")
      let english = texts.map(\.english).joined(separator: ", ")
      let isOne = run.count == 1
      switch run[0] {
      case .tier:
        result.append(
          Phrase("\(chinese) \(isOne ? "这一档" : "这几档")没有用到", "\(isOne ? "tier" : "tiers") \(english) not used")
        )
      case .entry, .occurrence:
        result.append(
          Phrase(
            "\(chinese) \(isOne ? "这一项" : "这几项")没有用到", "\(isOne ? "entry" : "entries") \(english) not used"))
      case .limit, .line: result.append(Phrase("\(chinese) 没有用到", "\(english) not used"))
      }
    }
    return result
  }

  /// Neighbours of one scale or table, or of limits, together.
  private func runs(_ effects: [Effect]) -> [[Effect]] {
    var result: [[Effect]] = []
    for effect in effects {
      if let last = result.last?.last, isSameKind(last, effect) {
        result[result.count - 1].append(effect)
      } else {
        result.append([effect])
      }
    }
    return result
  }

  private func isSameKind(_ left: Effect, _ right: Effect) -> Bool {
    switch (left, right) {
    case (.tier(let left, _), .tier(let right, _)), (.entry(let left, _), .entry(let right, _)),
      (.occurrence(let left, _), .occurrence(let right, _)):
      left == right
    case (.limit, .limit): true
    case (.tier, _), (.entry, _), (.occurrence, _), (.limit, _), (.line, _): false
    }
  }

  private func text(_ effect: Effect) -> Phrase {
    switch effect {
    case .line(let line): return Phrase(plan.lines[line].text)
    case .tier(let scale, let tier):
      // Tiers of several subjects in one line are told apart by them.
      let own = plan.tierScales[scale]
      let isAlone = plan.tierScales.count { $0.line == own.line } == 1
      return Phrase(isAlone ? own.tiers[tier].text : "\(own.subjectText) \(own.tiers[tier].text)")
    case .entry(let table, let entry):
      return Phrase(plan.pointsTables[table].entries[entry].texts.joined(separator: " "))
    case .occurrence(let scale, let place):
      let texts = plan.repeatScales[scale].texts
      guard texts.indices.contains(place) else { return Phrase("以后各次", "onwards") }
      return Phrase("第 \(texts[place])", "nth \(texts[place])")
    case .limit(let limit): return Phrase(plan.limits[limit].text)
    }
  }
}
