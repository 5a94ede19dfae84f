extension PropertyMethod {
  /// A condition at a level, without 的.
  mutating func guardText(_ level: PropertyLevel, depth: Int = 0) -> String {
    if depth < 2, random.chance(15) {
      let first = guardText(level, depth: depth + 1)
      let second = guardText(level, depth: depth + 1)
      switch random.int(0...2) {
      case 0: return "\(first) 且 \(second)"
      case 1: return "(\(first) 或 \(second))"
      default: return "非 (\(first))"
      }
    }
    switch level {
    case .unit: return unitGuard()
    case .record: return depth == 1 && random.chance(20) ? unitGuard() : recordGuard()
    case .month: return depth == 1 && random.chance(20) ? unitGuard() : monthGuard()
    case .signed: return random.pick(["档 为 优", "档 不为 中", "稿分 满 \(random.int(1...6)) 分", "稿号 非空"])
    case .quarter:
      return random.pick([
        "完成率 满 80%", "完成率 不足 \(random.int(4...9) * 10)%", "季分 超过 \(random.int(0...4)) 分", "完成率 为空",
      ])
    case .item:
      return random.pick([
        "完成 满 应完成", "完成 不足 应完成", "指标 为 指标一", "指标 不为 指标三", "完成 超过 \(random.int(1...5)) 项", "组 不为 丙组",
      ])
    }
  }

  private mutating func unitGuard() -> String {
    let n = random.int(0...8)
    var all = [
      "数一 满 \(n) 条", "数二 不足 \(n) 条", "数一 超过 数二", "数三 不超过 \(n) 次", "数三 为空", "数三 非空", "达标", "非 达标", "达标 为 否",
      "比率 满 \(n * 10)%", "比率 不足 \(n * 10 + 5)%", "组 为 甲组、乙组", "组 不为 丙组", "数一 在 2 条 至 \(n) 条 之间", "给分 为 0 分",
      "数一 × 2 超过 数二 + \(n) 条", "单位 为 甲局、丙局", "数一 满 组目标", "数一 + 数二 不低于 目标", "给分 高于 单价", "组 为空", "单价 超过 2 分",
      "合计(数一) 超过 12 条", "平均(给分，按 组) 满 2 分",
    ]
    if hasRecords {
      all += ["任一(批示)", "个数(记录，限 批示，按 单位) 满 1 条", "合计(字数) 超过 \(n * 20) 字", "全部(刊物 为 省刊)", "最高(加分) 满 3 分"]
    }
    if hasSecond {
      all += ["加项 满 2 条", "加项 为空", "评级 不低于 中", "受评", "两数.甲数 超过 \(n / 2) 条", "评级 为 差、好", "补表 = 1 个"]
    }
    if hasQuarters { all += ["合计(季分) 满 \(n) 分", "任一(完成率 满 90%)"] }
    if hasMonths { all += ["最长连续(上报 不足 任务) 满 2 月", "合计(上报) 满 \(n * 2) 条", "任一(上报 满 任务)"] }
    if let label = labels.last, random.chance(4) { return "条款“\(label)” 超过 \(n) 分" }
    return random.pick(all)
  }

  private mutating func recordGuard() -> String {
    let n = random.int(1...8)
    return random.pick([
      "批示", "非 批示", "刊物 为 省刊", "刊物 不为 县刊", "刊物 为 省刊、市刊", "级别 不低于 市级", "级别 超过 县级", "级别 不超过 市级", "形式 为 综合、专期",
      "形式 不为 单条",
      "字数 满 \(n * 10) 字", "字数 不足 \(n * 10) 字", "字数 为空", "加分 超过 \(n / 2) 分", "日期 不超过 2024年3月15日",
      "日期 超过 2024年2月20日", "编号 为空", "记录 满 \(n / 2) 条", "记录 不超过 \(n / 2) 条",
      "任一(批示，按 编号)", "任一(级别 不低于 省级，按 单位 编号)", "个数(记录，按 单位 编号) 满 2 条", "工作日(日期，2024年3月31日) 满 20 工作日",
      "天数(2024年1月1日，日期) 超过 60 天", "日期 为 2月", "日期 超过 2024年1月", "月 在 1月 至 2024年2月 之间", "记录.月 不为 3月",
      "季度 为 第一季度", "半年 不超过 2024年上半年", "日期 为 下半年、1月",
    ])
  }

  private mutating func monthGuard() -> String {
    let n = random.int(0...6)
    return random.pick([
      "上报 满 任务", "上报 不足 任务", "上报 为 0 条", "月分 超过 \(n) 分", "上报 超过 任务 且 月分 满 1 分", "累计(上报) 满 \(n * 2) 条",
      "上期(上报) 不足 上报",
      "上报 满 \(n) 条", "任务 为空", "月份 不为 2024年2月", "月份 为 1月、3月", "月份 不足 2月", "月 不低于 2024年2月", "季度 为 2024年第一季度",
    ])
  }

  /// Points as an amount.
  mutating func points(_ level: PropertyLevel) -> String {
    if random.chance(65) { return "\(random.amount(1...8)) 分" }
    var all = [
      "单价", "给分", "单价 × 2", "数一 × 0.5 分", "最高(给分，2 分)", "四舍五入(给分 ÷ 3，1 位)",
      "若 达标 为 是 且 数一 满 1 条 则 3 分 否则 1 分",
    ]
    switch level {
    case .unit: if random.chance(30) { all.append("组价") }
    case .record: all += ["加分", "加分 + 1 分", "进一(加分 ÷ 4，0 位)"]
    case .month: all += ["月分", "舍去(月分 × 1.7，0 位)"]
    case .signed: all += ["稿分"]
    case .quarter: all += ["季分", "季分 × 0.5"]
    case .item: all += ["完成 × 1 分", "单价 × 权重"]
    }
    let chosen = random.pick(all)
    // A choice inside an amount would end the sum.
    return chosen.hasPrefix("若") ? "(\(chosen))" : chosen
  }
}
