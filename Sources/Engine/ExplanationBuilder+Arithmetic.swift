import Diagnostics
import Exact
import Semantics

extension ExplanationBuilder {
  /// How tightly a piece of arithmetic holds together.
  enum Bond: Int, Comparable {
    case sum
    case product
    case atom

    static func < (left: Bond, right: Bond) -> Bool { left.rawValue < right.rawValue }
  }

  /// A definition with the arithmetic of its value at an index of its grain.
  mutating func derivation(_ definition: NamedNode, _ grain: Grain, _ index: Int) -> Explanation.Derivation {
    let node = isSet(definition.name) ? base(definition.node) : definition.node
    let arithmetic = arithmetic(node, grain, index, depth: 0)
    var period: Phrase?
    if case .unitPeriod(let unit) = grain {
      period = evaluation.periodText(unit, index % evaluation.periodsPerUnit(grain))
    }
    let isOpaque = arithmetic.terms.count == 1 && !arithmetic.isNamed
    return Explanation.Derivation(
      name: Phrase(definition.name), period: period, text: Self.rightSide(definition.place),
      terms: isOpaque ? [] : arithmetic.terms, value: value(definition.node, grain, index),
      settings: settings(definition.name), before: value(node, grain, index))
  }

  struct Arithmetic {
    var terms: [Explanation.Term]
    var bond: Bond

    /// Whether a name stands in it, so that it tells more than the value alone.
    var isNamed: Bool {
      terms.contains { term in
        if case .value(let name, _) = term { return !name.chinese.isEmpty }
        return false
      }
    }
  }

  private mutating func atom(_ node: NodeID, _ grain: Grain, _ index: Int) -> Arithmetic {
    Arithmetic(terms: [.value(name(node) ?? "", value(node, grain, index))], bond: .atom)
  }

  /// One operand: by its name where it has one, else its own arithmetic.
  private mutating func piece(_ node: NodeID, _ grain: Grain, _ index: Int, _ depth: Int) -> Arithmetic {
    guard name(node) == nil, let place = self.index(of: node, from: grain, index) else {
      return atom(node, grain, index)
    }
    return arithmetic(node, plan.nodes[node].grain, place, depth: depth + 1)
  }

  /// The terms of an operand, in parentheses where it holds together less tightly than its neighbours.
  private mutating func part(_ node: NodeID, _ grain: Grain, _ index: Int, _ depth: Int, _ least: Bond = .sum)
    -> [Explanation.Term]
  {
    let inner = piece(node, grain, index, depth)
    return inner.bond < least ? [.words("(")] + inner.terms + [.words(")")] : inner.terms
  }

  /// The arithmetic of a node by its operation, one step deep into everything that has a name.
  mutating func arithmetic(_ node: NodeID, _ grain: Grain, _ index: Int, depth: Int) -> Arithmetic {
    guard depth < 24 else { return atom(node, grain, index) }
    if postingsOf[node] != nil { return addition([node], grain, index, depth) }
    let op = plan.nodes[node].op
    if case .sum(let values) = op { return addition(flattened(values), grain, index, depth) }
    if case .spread(let inner) = op, let place = self.index(of: inner, from: grain, index) {
      return arithmetic(inner, plan.nodes[inner].grain, place, depth: depth + 1)
    }
    if case .subtract(let left, let right) = op {
      return Arithmetic(
        terms: part(left, grain, index, depth) + [.words("−")] + part(right, grain, index, depth, .product),
        bond: .sum)
    }
    if case .multiply(let left, let right) = op {
      return Arithmetic(
        terms: part(left, grain, index, depth, .product) + [.words("×")]
          + part(right, grain, index, depth, .product),
        bond: .product)
    }
    if case .divide(let left, let right) = op {
      return Arithmetic(
        terms: part(left, grain, index, depth, .product) + [.words("÷")]
          + part(right, grain, index, depth, .atom),
        bond: .product)
    }
    if case .negate(let value) = op {
      return Arithmetic(terms: [.words("−")] + part(value, grain, index, depth, .product), bond: .product)
    }
    if case .minimum(let values) = op { return call(Phrase("最低(", "lowest("), values, grain, index, depth) }
    if case .maximum(let values) = op { return call(Phrase("最高(", "highest("), values, grain, index, depth) }
    if case .absolute(let value) = op {
      return call(Phrase("绝对值(", "absolute("), [value], grain, index, depth)
    }
    if case .round(let value, let mode, let digits) = op {
      var result = call(Self.words(mode), [value], grain, index, depth)
      let places = Phrase("，\(digits) 位", ", \(digits) \(digits == 1 ? "digit" : "digits")")
      result.terms.insert(.words(places), at: result.terms.count - 1)
      return result
    }
    if case .roundToMultiple(let value, let mode, let multiple) = op {
      return call(Self.words(mode), [value, multiple], grain, index, depth)
    }
    if case .guarded(let mask, let amount) = op, truth(mask, grain, index) == true {
      return Arithmetic(terms: part(amount, grain, index, depth), bond: .sum)
    }
    if case .choose(let test, let then, let otherwise) = op, let holds = truth(test, grain, index) {
      return Arithmetic(terms: part(holds ? then : otherwise, grain, index, depth), bond: .sum)
    }
    if depth == 0 && name(node) == nil || definitions[node] != nil {
      return Arithmetic(terms: [.value("", value(node, grain, index))], bond: .atom)
    }
    if name(node) == nil, case .aggregate(let how, _, _) = op {
      return Arithmetic(terms: [.value(how.word, value(node, grain, index))], bond: .atom)
    }
    return atom(node, grain, index)
  }

  mutating func truth(_ node: NodeID, _ grain: Grain, _ index: Int) -> Bool? {
    self.index(of: node, from: grain, index).flatMap { evaluation.column(node).truth(at: $0) }
  }

  private mutating func call(
    _ head: Phrase, _ values: [NodeID], _ grain: Grain, _ index: Int, _ depth: Int
  ) -> Arithmetic {
    var terms: [Explanation.Term] = [.words(head)]
    for (position, value) in values.enumerated() {
      if position > 0 { terms.append(.words(Phrase("，", ","))) }
      terms += part(value, grain, index, depth)
    }
    return Arithmetic(terms: terms + [.words(")")], bond: .atom)
  }

  private static func words(_ mode: RoundingMode) -> Phrase {
    switch mode {
    case .halfUp: Phrase("四舍五入(", "half_up(")
    case .halfEven: Phrase("四舍六入五成双(", "half_even(")
    case .up: Phrase("进一(", "round_up(")
    case .down: Phrase("舍去(", "round_down(")
    }
  }

  // MARK: - Sums

  /// The terms of a sum, sums inside it without a name taken apart.
  func flattened(_ values: [NodeID]) -> [NodeID] {
    values.flatMap { node -> [NodeID] in
      guard definitions[node] == nil, postingsOf[node] == nil, case .sum(let inner) = plan.nodes[node].op
      else {
        return [node]
      }
      return flattened(inner)
    }
  }

  /// A sum: postings by the clause or part that they belong to, other terms as they are. Clauses that gave
  /// nothing are left out beside others.
  private mutating func addition(_ values: [NodeID], _ grain: Grain, _ index: Int, _ depth: Int) -> Arithmetic
  {
    let (owned, others) = split(values)
    var pieces: [Arithmetic] = []
    for node in others {
      let piece = piece(node, grain, index, depth)
      // A sum over nothing adds nothing to read.
      if piece.terms.count == 1, case .value("", let value) = piece.terms[0], value.number?.isZero == true {
        continue
      }
      pieces.append(piece)
    }
    for group in folded(owned, isInner: depth > 0) {
      let numbers = group.nodes.map { value($0, grain, index) }
      let sum = Rational.sum(numbers.compactMap(\.number))
      guard !sum.isZero, let head = group.nodes.first else { continue }
      pieces.append(
        Arithmetic(terms: [.value(group.name, .number(sum, measure(head), isPercent: false))], bond: .atom))
    }
    guard let head = pieces.first else {
      let measure = values.first.map(measure) ?? .points
      return Arithmetic(terms: [.value("", .number(.zero, measure, isPercent: false))], bond: .atom)
    }
    guard pieces.count > 1 else { return head }
    return Arithmetic(
      terms: pieces.dropFirst().reduce(head.terms) { $0 + [.words("+")] + $1.terms }, bond: .sum)
  }

  /// Terms of a sum that are postings, by owner in printed order, and the others.
  func split(_ values: [NodeID]) -> (owned: [(owner: Owner, nodes: [NodeID])], others: [NodeID]) {
    var owned: [(owner: Owner, nodes: [NodeID])] = []
    var others: [NodeID] = []
    // Equal lines of several clauses share a node; each occurrence stands for the next of them.
    var used: [NodeID: Int] = [:]
    for node in values {
      guard let postings = postingsOf[node], !postings.isEmpty else {
        others.append(node)
        continue
      }
      let number = used[node, default: 0]
      used[node] = number + 1
      let owner = plan.postings[postings[min(number, postings.count - 1)]].of
      if let found = owned.firstIndex(where: { $0.owner == owner }) {
        owned[found].nodes.append(node)
      } else {
        owned.append((owner, [node]))
      }
    }
    owned.sort { order($0.owner) < order($1.owner) }
    return (owned, others)
  }

  private func order(_ owner: Owner) -> (Int, Int) {
    switch owner {
    case .clause(let index): (index, 0)
    case .part(let part): (plan.clauses.lastIndex { $0.part == part } ?? 0, 1)
    case .definition: (plan.clauses.count, 2)
    }
  }

  private struct OwnedSum {
    var name: Phrase
    var nodes: [NodeID]
  }

  /// Owners with their names; the clauses of a whole part count as the part, but where the part itself is told.
  private func folded(_ owned: [(owner: Owner, nodes: [NodeID])], isInner: Bool) -> [OwnedSum] {
    let parts = Set(owned.map { part(of: $0.owner) })
    var result: [OwnedSum] = []
    var done: Set<Int> = []
    for (owner, nodes) in owned {
      guard parts.count > 1 || isInner, let part = part(of: owner) else {
        result.append(OwnedSum(name: ownName(owner), nodes: nodes))
        continue
      }
      let members = owned.filter { self.part(of: $0.owner) == part }
      let all = Set(plan.postings.filter { $0.counts && self.part(of: $0.of) == part }.map(\.of))
      guard Set(members.map(\.owner)) == all else {
        result.append(OwnedSum(name: ownName(owner), nodes: nodes))
        continue
      }
      if done.insert(part).inserted {
        result.append(OwnedSum(name: name(.part(part)), nodes: members.flatMap(\.nodes)))
      }
    }
    return result
  }

  private func part(of owner: Owner) -> Int? {
    switch owner {
    case .clause(let index): plan.clauses.indices.contains(index) ? plan.clauses[index].part : nil
    case .part(let part): part
    case .definition: nil
    }
  }

  /// A clause or part as it is named beside numbers: （二）省级采用.
  func name(_ owner: Owner) -> Phrase {
    switch owner {
    case .clause(let index):
      guard plan.clauses.indices.contains(index) else { return "" }
      return Phrase(Self.heading(plan.clauses[index].label, plan.clauses[index].title))
    case .part(let index):
      guard plan.parts.indices.contains(index) else { return "" }
      return Phrase(Self.heading(plan.parts[index].label, plan.parts[index].title))
    case .definition(let name): return Phrase(name)
    }
  }

  /// What an owner's own postings are, beside the clauses of a part.
  func ownName(_ owner: Owner) -> Phrase {
    guard case .part = owner else { return name(owner) }
    let part = name(owner)
    return Phrase("\(part.chinese)的限额", "limit of \(part.english)")
  }

  /// Label and title: （二）省级采用, “注1” 采用得分.
  static func heading(_ label: String, _ title: String) -> String {
    if label.hasSuffix("）") || label.hasSuffix(")"), !title.isEmpty { return label + title }
    return title.isEmpty ? "“\(label)”" : "“\(label)” \(title)"
  }

  // MARK: - Words of the method

  /// What stands after the = of a definition, on one line.
  static func rightSide(_ place: Place) -> String {
    guard case .text(let source, let span) = place else { return "" }
    let bytes = source.bytes
    var start = min(Int(span.start), bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var lines: [String] = []
    var depth = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      let blanks = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
      if lines.isEmpty {
        depth = blanks
      } else if blanks <= depth || blanks == line.count {
        // What goes on stands further in than where it began.
        break
      }
      let text = String(decoding: line, as: UTF8.self)
      lines.append(text.firstIndex(of: "#").map { String(text[..<$0]) } ?? text)
      start = end + 1
    }
    let text = lines.joined(separator: " ")
    guard let equals = text.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { return "" }
    return text[text.index(after: equals)...].split {
      $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\u{3000}"
    }
    .joined(separator: " ")
  }
}
