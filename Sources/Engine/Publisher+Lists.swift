import Diagnostics
import Exact
import Semantics

extension Publisher {
  /// A list, one for each group and period that it is told by.
  mutating func lists(_ list: ListPlan) -> [PublishedList] {
    let (choice, excluded) = choice(list)
    return assembled(list, choice, excluded)
  }

  /// Who is in a list and who would be but for an exclusion, with the reason.
  mutating func choice(_ list: ListPlan) -> (Choice, excluded: [String?]) {
    let count = evaluation.size(list.grain)
    var choice = Choice(count: count)
    let excluded = exclusions(list.exclusions, list.grain, count)
    switch list.pick {
    case .holding(let condition):
      let truths = evaluation.operand(condition, at: list.grain).truths
      // Inside groups a unit without one is on no list.
      let groups = list.within.map { evaluation.operand($0, at: list.grain).codes }
      for index in truths.indices where truths[index] == 1 && groups?[index] != Column.none {
        if excluded[index] == nil { choice.taken[index] = true } else { choice.refused[index] = true }
      }
    case .first(let n): pick(list, n, fromTop: true, excluded, into: &choice)
    case .last(let n): pick(list, n, fromTop: false, excluded, into: &choice)
    }
    return (choice, excluded)
  }

  /// Who is in, who would be but for an exclusion, and who shares the rank at which the list is cut.
  struct Choice {
    var taken: [Bool]
    var refused: [Bool]
    var tied: [Bool]

    init(count: Int) {
      taken = [Bool](repeating: false, count: count)
      refused = taken
      tied = taken
    }
  }

  /// The reason of the first exclusion that holds for each index.
  private mutating func exclusions(
    _ exclusions: [ListPlan.Exclusion], _ grain: Grain, _ count: Int
  ) -> [String?] {
    var reasons = [String?](repeating: nil, count: count)
    for exclusion in exclusions {
      let truths = evaluation.operand(exclusion.condition, at: grain).truths
      for index in truths.indices where truths[index] == 1 && reasons[index] == nil {
        reasons[index] = exclusion.reason
      }
    }
    return reasons
  }

  private mutating func pick(
    _ list: ListPlan, _ n: NodeID, fromTop: Bool, _ excluded: [String?], into choice: inout Choice
  ) {
    guard let rank = list.rank else { return }
    let limits = evaluation.operand(n, at: list.grain)
    let tiers = evaluation.ranking(rank).tier
    let outside = list.outside.map { evaluation.operand($0, at: list.grain).truths }
    for bench in evaluation.benches(rank, within: list.within, list.grain) {
      let order = (fromTop ? bench.seats : bench.seats.reversed()).map { Int($0.index) }
        .filter { outside?[$0] != 1 }
      let competing = list.fills ? order.filter { excluded[$0] == nil } : order
      var seats = competing.map {
        Evaluation.Bench.Seat(index: Int32(truncatingIfNeeded: $0), standing: 0, tied: 0)
      }
      Evaluation.seat(&seats, competing.map { tiers[$0] })
      for (place, seat) in seats.enumerated() {
        let index = Int(seat.index)
        let limit = limits.number(at: index)?.floor().asInt ?? 0
        guard Int(seat.standing) <= limit else { continue }
        var isIn = true
        if Int(seat.standing) + Int(seat.tied) - 1 > limit {
          choice.tied[index] = true
          switch list.ties {
          case .takeAll: isIn = true
          case .takeNone: isIn = false
          case .tableOrder, .unstated: isIn = place < limit
          }
        }
        guard isIn else { continue }
        if excluded[index] == nil { choice.taken[index] = true } else { choice.refused[index] = true }
      }
      if list.fills { passOver(order, excluded, limits, tiers, into: &choice) }
    }
  }

  /// Where others move up, those are refused whose standing among the competing would have sufficed.
  private func passOver(
    _ order: [Int], _ excluded: [String?], _ limits: Column, _ tiers: [Int32], into choice: inout Choice
  ) {
    for index in order where excluded[index] != nil {
      let better = order.prefix { tiers[$0] != tiers[index] }.count { excluded[$0] == nil }
      if better < limits.number(at: index)?.floor().asInt ?? 0 { choice.refused[index] = true }
    }
  }

  private mutating func assembled(_ list: ListPlan, _ choice: Choice, _ excluded: [String?])
    -> [PublishedList]
  {
    let count = choice.taken.count
    let groups = list.within.map { evaluation.operand($0, at: list.grain).codes }
    let periods = evaluation.periodsPerUnit(list.grain)
    let names = periodNames(list.grain)
    let owners = owners(list.grain)
    let shown = list.rank.map { evaluation.rankColumn($0, list.grain) }
    // A group and a period in one number, in the order of groups: both have 31 bits.
    func key(_ index: Int) -> Int { (groups.map { Int($0[index]) } ?? 0) << 32 | index % periods }
    var keys: Set<Int> = []
    for index in 0..<count where groups?[index] != Column.none { keys.insert(key(index)) }
    if keys.isEmpty, groups == nil { keys = [0] }
    let order = listOrder(list, count)
    return keys.sorted().map { own in
      let members = order.filter { key($0) == own }
      let (part, period) = (own >> 32, own & 0xFFFF_FFFF)
      let tied = members.filter { choice.tied[$0] }.map { unitName(Int(owners[$0])) }
      let group = list.within.flatMap { evaluation.book(of: $0).text(Int32(clamping: part)) }
      let title = [list.name, group ?? "", count > 0 ? names?(period) ?? "" : ""].filter { !$0.isEmpty }
      if !tied.isEmpty { noticeTie(title.joined(separator: " "), tied, list) }
      return PublishedList(
        name: list.name, group: group, period: names?(period),
        entries: members.filter { choice.taken[$0] }.map { index in
          PublishedList.Entry(unit: unitName(Int(owners[index])), rank: shown?.number(at: index)?.asInt)
        },
        excluded: members.filter { choice.refused[$0] }.map { index in
          PublishedList.Excluded(unit: unitName(Int(owners[index])), reason: excluded[index] ?? "")
        },
        cutInTie: tied, undecided: !tied.isEmpty && list.ties == .unstated)
    }
  }

  /// By rank where the list has one, the unranked last; else table order.
  private mutating func listOrder(_ list: ListPlan, _ count: Int) -> [Int] {
    guard let rank = list.rank else { return Array(0..<count) }
    let ranking = evaluation.ranking(rank)
    let ranked = ranking.order.map { Int($0) }
    return ranked
      + (0..<count).filter { !ranking.partition.indices.contains($0) || ranking.partition[$0] < 0 }
  }

  private mutating func noticeTie(_ title: String, _ tied: [String], _ list: ListPlan) {
    let how: Phrase
    var help: Phrase? = Phrase("并列的单位在名单中另行列出，供核对", "the units of the tie are shown beside the list")
    switch list.ties {
    case .takeAll: how = Phrase("并列者全取", "all of the tie are taken")
    case .takeNone: how = Phrase("并列者全不取", "none of the tie is taken")
    case .tableOrder: how = Phrase("按表序取", "taken in table order")
    case .unstated:
      how = Phrase("办法没有写明取谁，暂按表序列出，待定", "the method does not say who is in; shown in table order, undecided")
      help = nil
    }
    findings.append(Diagnostic(.tieAtCut, at: list.place, Phrase(title), few(tied), how, help: help))
  }

  // MARK: - Grades

  /// The grades of one grade statement, for each group that it tells apart.
  mutating func grades(_ grade: Int) -> [PublishedGrades] {
    let plan = plan.grades[grade]
    let names = evaluation.gradeNames(grade, .unit)
    let count = names.count
    let groups = plan.within.map { evaluation.operand($0, at: .unit).codes }
    let order = gradeOrder(plan, count)
    var labels: [String] = []
    for name in plan.rows.map(\.grade) + names.compactMap({ $0 }) where !labels.contains(name) {
      labels.append(name)
    }
    var keys: [Int32] = [Column.none]
    if let groups { keys = Set(groups).filter { $0 != Column.none }.sorted() }
    noticeQuotaTies(plan)
    return keys.map { key in
      let members = order.filter { groups == nil || groups?[$0] == key }
      return PublishedGrades(
        name: plan.name, group: plan.within.flatMap { evaluation.book(of: $0).text(key) },
        rows: labels.map { label in
          (grade: label, units: members.filter { names[$0] == label }.map { unitName($0) })
        })
    }
  }

  private mutating func gradeOrder(_ grade: GradePlan, _ count: Int) -> [Int] {
    let ranks = plan.ranks.indices.filter { plan.ranks[$0].grain == .unit }
    let rank = grade.rank ?? ranks.first { plan.ranks[$0].name.isEmpty } ?? ranks.first
    guard let rank, plan.ranks.indices.contains(rank), plan.ranks[rank].grain == .unit else {
      return Array(0..<count)
    }
    let ranking = evaluation.ranking(rank)
    return ranking.order.map { Int($0) } + (0..<count).filter { ranking.partition[$0] < 0 }
  }

  /// Quotas whose cut falls between units of one rank: all of them are taken, and it is said.
  private mutating func noticeQuotaTies(_ grade: GradePlan) {
    guard let rank = grade.rank else { return }
    for row in grade.rows {
      guard case .first(let n, let isShare, let mode) = row.test else { continue }
      let limits = evaluation.operand(n, at: .unit)
      for bench in evaluation.benches(rank, within: grade.within, .unit) {
        let tied = bench.seats.filter { seat in
          guard var limit = limits.number(at: Int(seat.index)) else { return false }
          if isShare { limit = (limit * Rational(bench.seats.count)).rounded(mode, digits: 0) }
          return Rational(Int(seat.standing)) <= limit
            && Rational(Int(seat.standing) + Int(seat.tied) - 1) > limit
        }
        guard !tied.isEmpty else { continue }
        findings.append(
          Diagnostic(
            .tieAtCut, at: grade.place,
            Phrase([grade.name, row.grade].filter { !$0.isEmpty }.joined(separator: " ")),
            few(tied.map { unitName(Int($0.index)) }), Phrase("并列者全取", "all of the tie are taken"),
            help: Phrase("超出比例的请在办法中另行规定", "let the method say otherwise if the quota may not be exceeded")))
      }
    }
  }
}
