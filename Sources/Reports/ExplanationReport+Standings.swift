import Diagnostics
import Engine
import Exact
import Semantics

extension ExplanationWriter {
  /// 第 7 名，共 12 个单位
  func summary(_ standing: Explanation.Standing) -> String {
    guard let rank = standing.rank else { return say("不排名", "not ranked") }
    let place: String
    switch standing.kind {
    case .rank where !standing.tied.isEmpty: place = say("并列第 \(rank) 名", "shares rank \(rank)")
    case .rank: place = say("第 \(rank) 名", "rank \(rank)")
    case .printed: place = say("第 \(rank) 行", "row \(rank)")
    }
    let word = standing.kind == .rank ? "个单位" : "行"
    return place + say("，共 \(standing.count) \(word)", " of \(standing.count)")
  }

  func title(_ standing: Explanation.Standing) -> String {
    let period = standing.period?[language]
    return title(standing.kind, standing.name, standing.group, period)
  }

  /// 名次（部门）; for a table, “采用”表里的次序（部门）.
  func title(_ kind: Explanation.Standing.Kind, _ name: String, _ group: String?, _ period: String?) -> String
  {
    switch kind {
    case .rank: return Report.title(name, group: group, period: period, language)
    case .printed:
      return Report.title(
        say("“\(name)”表里的次序", "Order in table “\(name)”"), group: group, period: period, language)
    }
  }

  /// The unit between its neighbours, and what decided.
  func standing(_ standing: Explanation.Standing) -> [String] {
    var lines = [title(standing) + say("：", ": ") + summary(standing)]
    if let unranked = standing.unranked {
      lines.append("  " + self.unranked(unranked))
      return lines
    }
    let order = standing.keys.map { key in
      key.text + (key.descending ? say(" 从高到低", " descending") : say(" 从低到高", " ascending"))
    }
    lines.append("  " + say("先后看：", "Ordered by: ") + list(order))
    if !standing.tied.isEmpty {
      let names = standing.tied.prefix(5)
      let more = standing.tied.count - names.count
      let all = list(Array(names)) + (more > 0 ? say(" 等 \(standing.tied.count) 个", " and \(more) more") : "")
      lines.append("  " + say("与 \(all) 并列：各项都相同", "Shares the rank with \(all): equal in every key"))
    }
    if let above = standing.above {
      lines.append(
        "  " + say("排在\(seat(above, standing)) 之后：", "Behind \(seat(above, standing)): ")
          + reason(above, standing, isAhead: false))
    }
    if let below = standing.below {
      lines.append(
        "  " + say("排在\(seat(below, standing)) 之前：", "Ahead of \(seat(below, standing)): ")
          + reason(below, standing, isAhead: true))
    }
    return lines
  }

  private func seat(_ neighbour: Explanation.Neighbour, _ standing: Explanation.Standing) -> String {
    switch standing.kind {
    case .rank: say("第 \(neighbour.rank) 名 \(neighbour.unit)", "rank \(neighbour.rank) \(neighbour.unit)")
    case .printed: say("第 \(neighbour.rank) 行 \(neighbour.unit)", "row \(neighbour.rank) \(neighbour.unit)")
    }
  }

  private func reason(
    _ neighbour: Explanation.Neighbour, _ standing: Explanation.Standing, isAhead: Bool
  ) -> String {
    decision(neighbour.decision, standing.keys, neighbour.values, isAhead: isAhead)
  }

  /// 总分相同，本期得分 19 分对 17 分，多 2 分
  func decision(
    _ decision: Explanation.Decision, _ keys: [Explanation.Key], _ others: [Explanation.Value], isAhead: Bool
  ) -> String {
    guard case .key(let number, let difference) = decision, keys.indices.contains(number),
      others.indices.contains(number)
    else { return say("各项都相同，按表中先后", "equal in every key, in the order of the table") }
    let key = keys[number]
    var same = ""
    if number > 0 {
      let names = list(keys[..<number].map(\.text))
      same = say("\(names)相同，", "equal in \(names); ")
    }
    let versus = say(
      "\(key.text) \(text(key.value)) 对 \(text(others[number]))",
      "\(key.text) \(text(key.value)) against \(text(others[number]))")
    guard difference != .absent else { return same + versus }
    let isMore = isAhead == key.descending
    let amount = gap(difference)
    return same + versus
      + (isMore ? say("，多 \(amount)", ", \(amount) more") : say("，少 \(amount)", ", \(amount) less"))
  }

  /// A difference; of shares, in percentage points.
  private func gap(_ value: Explanation.Value) -> String {
    guard case .number(let number, _, isPercent: true) = value else { return text(value) }
    return text(.number(number * 100, .tagged("个百分点"), isPercent: false))
  }

  private func unranked(_ reason: Explanation.Unranked) -> String {
    switch reason {
    case .withoutGroup(let name):
      say("“\(name)”为空，不在任何一组内", "“\(name)” is blank, so it is in no group")
    case .condition(let terms): say("不排：", "Left out of the ranking: ") + sentence(terms)
    case .absentKey(let key, let because):
      say("“\(key)”空缺：\(because.chinese)", "“\(key)” is absent: \(because.english)")
    case .notPrinted: say("不在这张表里", "not a row of this table")
    }
  }

  // MARK: - Grades and lists

  func grades(_ grades: [Explanation.GradeGiven]) -> [String] {
    guard !grades.isEmpty else { return [] }
    var lines = [Report.grades[language]]
    for grade in grades {
      let name = Report.title(grade.name, group: grade.group, period: nil, language)
      let given = grade.grade ?? say("没有等次", "no grade")
      let because = self.because(grade.reason)
      lines.append(
        "  " + [name, given].filter { !$0.isEmpty }.joined(separator: say("：", ": "))
          + (because.isEmpty ? "" : say("，因为 \(because)", ", because \(because)")))
      for failed in grade.failed {
        let why = self.because(failed.reason)
        if case .vetoed = failed.reason {
          lines.append("    " + say("不是 \(failed.grade)：没有被否决", "not \(failed.grade): not vetoed"))
          continue
        }
        guard !why.isEmpty else { continue }
        lines.append(
          "    " + say("不是 \(failed.grade)：\(why) 不成立", "not \(failed.grade): \(why) does not hold"))
      }
    }
    return lines
  }

  private func because(_ reason: Explanation.GradeGiven.Reason) -> String {
    switch reason {
    case .condition(let terms): return sentence(terms)
    case .vetoed(let terms):
      return say("一票否决", "vetoed") + (terms.isEmpty ? "" : say("：", ": ") + sentence(terms))
    case .undecided(let terms):
      return sentence(terms) + say(" 无从判断", ", which cannot be decided")
    case .rest: return say("不合以上各档", "none of the above")
    case .none: return ""
    case .first(let standing, let limit):
      guard let standing, let limit else { return say("没有名次", "not ranked") }
      return say(
        "第 \(standing) 名，取前 \(limit.plain) 名", "rank \(standing), the first \(limit.plain) are taken")
    }
  }

  /// Lists that the unit is on or left out of; a group is named where it is not the unit's own.
  func lists(_ lists: [Explanation.ListPlace], of group: String?) -> [String] {
    guard !lists.isEmpty else { return [] }
    var lines = [Report.lists[language]]
    var absent: [String] = []
    for list in lists {
      let name = Report.title(
        "“\(list.name)”", group: list.group == group ? nil : list.group,
        period: list.period, language)
      var line: String
      switch list.outcome {
      case .notListed where !list.isInTie:
        absent.append(name)
        continue
      case .notListed: line = say("未列入", "Not on ") + name
      case .listed:
        line = say("列入", "On ") + name
        if !list.terms.isEmpty { line += say("：", ": ") + sentence(list.terms) }
      case .excluded(let reason): line = say("不列入", "Left out of ") + name + say("：\(reason)", ": \(reason)")
      }
      if list.isInTie {
        line +=
          list.isUndecided
          ? say("（截止处并列，办法没有写怎么取，未决）", " (in a tie at the cut; the method does not decide)")
          : say("（截止处并列，按办法处理）", " (in a tie at the cut, which the method decides)")
      }
      lines.append("  " + line)
    }
    if !absent.isEmpty { lines.append("  " + say("未列入：", "Not on: ") + list(absent)) }
    return lines
  }
}
