extension PropertyMethod {
  /// What tells records apart: a column of each kind can.
  static let keys = ["编号", "编号", "刊物", "标题", "字数", "批示", "日期"]

  /// Lines that give points.
  mutating func giving(_ level: PropertyLevel) -> String {
    var line = base(level)
    if line.contains("＼") { return line }
    if random.chance(25) {
      // 最多 behind a line that only takes points is refused.
      line += "，\(line.contains("扣") ? "不超过" : random.pick(["最多", "不超过"])) \(random.int(1...12)) 分"
    }
    if random.chance(8) { line += "，不低于 \(random.int(-2...2)) 分" }
    return line
  }

  private mutating func base(_ level: PropertyLevel) -> String {
    switch level {
    case .unit: return unitLine()
    case .record: return recordLine()
    case .month: return monthLine()
    case .signed:
      return random.pick([
        "档：优 \(random.amount(2...9)) 分、良 \(random.amount(1...5)) 分", "得 稿分",
        "\(guardText(.signed)) 的，得 \(points(.signed))",
      ])
    case .item: return itemLine()
    case .quarter:
      return random.pick([
        "得 季分", "完成率 满 80% 的，得 \(random.amount(1...4)) 分；否则 扣 1 分", "每季 得 \(random.amount(1...3)) 分",
        "\(guardText(.quarter)) 的，\(sign()) \(points(.quarter))", "完成率 非空 的，完成率 比 60% 每低 10 个百分点 扣 1 分 进步",
      ])
    }
  }

  private mutating func sign() -> String { random.pick(["得", "加", "扣", "得"]) }

  private mutating func unitLine() -> String {
    if hasSecond, random.chance(20) {
      return random.pick([
        "两数.甲数 每条 \(random.amount(1...3)) 分", "两数 每条 0.5 分", "加项 非空 的，加项 每条 \(random.amount(1...3)) 分",
        "评级：好 3 分、中 1 分、差 扣 1 分", "两数.乙数：满 1 条 1 分、满 3 条 \(random.amount(2...4)) 分",
      ])
    }
    let n = random.int(1...7)
    let price = "\(random.amount(1...4)) 分"
    let rule = random.pick(["满步", "进步", "按比例"])
    let limit = random.pick(["\(n) 条", "目标", "组目标", "数二"])
    switch random.int(0...18) {
    case 17:
      return "数一 超过 \(random.int(0...3)) 条 且 数一 不超过 \(random.int(4...8)) 条 的部分，每条 \(price)"
    case 18: return "数二 不超过 \(n) 条 的部分，每 2 条 \(price) \(rule)"
    case 16:
      return "给分名次：第 1 名 得 \(price)、第 2 名 得 2 分、第 4 名 扣 1 分\(random.pick(["", "、以后 得 0.5 分"]))"
    case 0: return "数一 每条 \(price)"
    case 1: return "数二 每条 \(random.pick(["加", "扣"])) \(random.pick([price, "单价"]))"
    case 2: return "数一 满 \(limit) 的，得 5 分；否则 按比例 得 5 分"
    case 3: return "数一 不足 \(limit) 的，每缺 1 条 扣 \(price)"
    case 4: return "数一 超过 \(limit) 的，得 3 分，每超 2 条 加 \(price) \(rule)；否则 每缺 1 条 扣 1 分"
    case 5: return "数二 超过 \(n) 条 的部分，每条 \(price)"
    case 6: return "数一 每 \(random.int(2...4)) 条 加 \(price) \(rule)"
    case 7:
      let word = random.pick(["满", "超过"])
      return "数一：\(word) \(n) 条 2 分、\(word) \(n + 3) 条 \(random.amount(3...6)) 分"
    case 8: return "数二：不超过 \(n) 条 4 分、不超过 \(n + 4) 条 扣 1 分"
    case 9:
      let onwards = random.pick(["", "、以后 逐次加倍", "、以后 每次 扣 2 分"])
      let prior = onwards.isEmpty || random.chance(60) ? "" : " 接 数二"
      return "数三 非空 的，数三：第 1 次 扣 1 分、第 2 次 扣 \(random.amount(1...3)) 分\(onwards)\(prior)"
    case 10: return "给分 另加 \(random.int(1...3)) 倍"
    case 11: return "比率 满 90% 的，得 5 分；比率 满 60% 的，得 \(price)；否则 扣 2 分"
    case 12: return "比率 非空 的，比率 比 60% 每\(random.pick(["高", "低"])) 5 个百分点 加 \(price) \(rule)"
    case 13:
      return
        "\(guardText(.unit)) 的，\(sign()) \(points(.unit))；\(guardText(.unit)) 的，\(sign()) \(points(.unit))；否则 \(sign()) \(points(.unit))"
    case 14: return "组：甲组 \(price)、乙组、丙组 扣 1 分"
    default: return "\(guardText(.unit)) 的，\(sign()) \(points(.unit))"
    }
  }

  private mutating func recordLine() -> String {
    let price = random.amount(1...9)
    switch random.int(0...10) {
    case 0: return "刊物：省刊 \(price) 分、市刊 \(random.amount(1...4)) 分"
    case 1: return "刊物：省刊、市刊 \(price) 分、县刊 扣 1 分"
    case 2:
      let rows = [
        "刊物 ＼ 形式 单条 综合、专期", "省刊 \(price) 分 \(random.int(1...9)) 分", "市刊、县刊 \(random.int(1...4)) 分 —",
      ]
      return rows.joined(separator: "\n")
    case 3: return "\(guardText(.record)) 的，每条 \(sign()) \(points(.record))"
    case 4: return "\(guardText(.record)) 的，\(sign()) \(points(.record))；否则 \(sign()) \(points(.record))"
    case 5: return random.pick(["得 加分", "得 刊价", "批示 的，得 刊价 × 2", "得 刊形价"])
    case 6: return "级别：县级 1 分、市级 2 分、省级 \(price) 分"
    case 7: return "字数 非空 的，字数 每 20 字 加 1 分 \(random.pick(["满步", "进步", "按比例"]))"
    case 8: return "\(guardText(.record)) 的，批示：第 1 次 扣 1 分、第 2 次 扣 2 分、以后 逐次加倍"
    case 9:
      let period = random.pick(["每月", "每季度", ""])
      let count = random.pick(["记录", "个数(记录)", "合计(字数)", "个数(批示)"])
      let limit = count.contains("字数") ? "60 字" : count.contains("批示") ? "2 个" : "2 条"
      return random.pick([
        "\(period) \(count) 满 \(limit) 的，得 \(price) 分；否则 \(sign()) 1 分",
        "\(period) \(count) 不足 \(limit) 的，每缺 1 \(limit.suffix(1)) 扣 0.5 分",
        "\(period) \(count) 不足 \(limit) 的，按比例 得 \(price) 分", "每月 得 个数(记录) × \(price) 分",
      ])
    default: return "\(guardText(.record)) 的，\(sign()) \(points(.record))"
    }
  }

  private mutating func monthLine() -> String {
    let price = "\(random.amount(1...4)) 分"
    let day = random.pick(["1", "5", "10", "28", "31"])
    switch random.int(0...11) {
    case 8:
      return
        "报送日 晚于 \(random.pick(["次月", "本月"]))(月份，\(day) 日) 的，每晚 1 \(random.pick(["天", "个工作日"])) 扣 \(price)"
    case 9: return "报送日 早于 次月(月份，\(day) 日) 的，每早 1 \(random.pick(["天", "个工作日"])) 加 0.1 分，最多 5 分"
    case 10: return "报送日 不晚于 次月(月份，\(day) 日) 的，得 \(price)；否则 扣 1 分"
    case 11: return "报送日 为空 或 报送日 晚于 次月(月份，\(day) 日) 的，\(random.pick(["全年 ", ""]))扣 \(price)"
    case 0: return "上报 满 任务 的，得 \(price)；否则 按比例 得 \(price)"
    case 1: return "上报 不足 任务 的，每缺 1 条 扣 \(price)"
    case 2: return "上报 每条 \(price)"
    case 3: return "每月 得 \(price)"
    case 4: return "上报 超过 任务 的部分，每条 \(price)"
    case 5: return "\(guardText(.month)) 的，全年 \(sign()) \(price)"
    case 6: return "上报：" + random.pick(["满 2 条 1 分、满 4 条 \(price)", "满 4 条 \(price)、满 2 条 1 分"])
    default: return "\(guardText(.month)) 的，\(sign()) \(points(.month))；否则 \(sign()) \(points(.month))"
    }
  }

  private mutating func itemLine() -> String {
    let price = "\(random.amount(1...4)) 分"
    switch random.int(0...3) {
    case 0: return "完成 满 应完成 的，得 \(price)；否则 按比例 得 \(price)"
    case 1: return "完成 每项 \(price)"
    case 2: return "完成 不足 应完成 的，每缺 1 项 扣 \(price)"
    default: return "\(guardText(.item)) 的，\(sign()) \(points(.item))"
    }
  }

  // MARK: Lines that change what others gave

  mutating func modifying(_ level: PropertyLevel) -> String {
    let isScoped = !labels.isEmpty && random.chance(15)
    let test = guardText(isScoped || random.chance(25) ? .unit : level)
    let scope = isScoped ? random.pick(labels.map { "“\($0)” " }) : ""
    switch random.int(0...(level == .record ? 16 : 6)) {
    case 0: return "\(test) 的，\(scope)另加 \(random.amount(1...3)) 倍"
    case 1: return "\(test) 的，另加 \(points(level))"
    case 2: return "\(test) 的，\(scope)乘 \(random.pick(["2", "0.5", "1.2", "0"]))"
    case 3: return "\(test) 的，\(scope)改按 \(random.amount(1...5)) 分"
    case 4: return "\(test) 的，另扣 \(random.pick(["1 倍", "2 分", "0.5 倍"]))"
    case 5: return "\(test) 的，另加 1 倍；否则 乘 0.8"
    case 6:
      return level == .month
        ? "\(guardText(.month, depth: 2)) 的，当月 记 \(random.pick(["0", "1"])) 分"
        : "\(guardText(.unit)) 的，本部分 记 0 分"
    case 7: return "\(test) 的，本条 扣 \(random.pick(["50", "20"]))%"
    case 8: return "\(test) 的，不计"
    case 9: return "\(test) 的，\(random.pick(["", "本条 "]))记 \(random.pick(["0", "0", "2"])) 分"
    case 10:
      return
        "\(random.chance(25) ? test + " 的，" : "")同一 \(random.pick(Self.keys)) \(random.pick(["只记最高", "只记一次", "只记最高"]))"
    case 11: return "同一 编号、刊物 \(random.pick(["只记最高", "只记一次"]))"
    case 12:
      return
        "同一 \(random.pick(Self.keys)) 只记 \(random.pick(["原分", "级别", "加分"])) 最高\(random.pick(["", " 2 次", " 1 次"]))"
    case 13: return "同一 编号 只记 最高 2 次"
    case 14: return "\(guardText(.record)) 的，级别 低一级"
    case 15: return "\(guardText(.record)) 的，级别 \(random.pick(["低一级", "高一级"]))"
    default: return "\(guardText(.record)) 的，记给 转给"
    }
  }

  /// Limits as lines of their own.
  mutating func limiting(_ level: PropertyLevel) -> String {
    let n = random.int(1...12)
    if labels.count > 1, random.chance(10) {
      return "“\(labels[0])”、“\(labels[1])” \(random.pick(["最多", "不低于"])) \(n) 分"
    }
    var all = [
      "最多 组价", "最多 \(n) 分", "不低于 \(random.int(-2...2)) 分", "扣完为止", "\(guardText(.unit)) 的，最多 \(n) 分",
    ]
    if let label = labels.last {
      all += ["连同 “\(label)” 最多 \(n + 6) 分", "连同 “\(label)” 扣完为止"]
    }
    switch level {
    case .unit: break
    case .record:
      all += [
        "每月 最多 \(n) 分", "每季 最多 \(n) 分", "每半年 最多 \(n) 分", "每个 刊物 最多 \(n) 分", "本条 最多 \(n) 分", "每月 不低于 0 分",
      ]
    case .month: all += ["每月 最多 \(n) 分", "每月 不低于 0 分", "每季 最多 \(n) 分", "每季 不低于 1 分"]
    case .signed: all += ["每月 最多 \(n) 分"]
    case .quarter: all += ["每季 最多 \(n) 分", "每季 不低于 0 分", "每半年 最多 \(n) 分"]
    case .item: all += ["每个 指标 最多 \(n) 分", "每个 指标 不低于 0 分"]
    }
    return random.pick(all)
  }
}
