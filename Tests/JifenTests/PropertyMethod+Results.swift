extension PropertyMethod {
  mutating func resultBlocks() -> [PropertyCase.Block] {
    var blocks: [PropertyCase.Block] = [.init(head: "总分 = 各条款之和", needsLines: false)]
    for _ in 0..<random.int(1...4) { if let definition = definition() { blocks.append(definition) } }
    if random.chance(15) {
      blocks.append(.init(head: "条款 “否决”：", lines: ["\(guardText(.unit)) 的，总分 记 \(random.int(0...9)) 分"]))
    }
    let vetoes = random.chance(15)
    if vetoes {
      blocks.append(
        .init(
          head: "条款 “一票”：",
          lines: [
            "\(guardText(hasRecords && random.chance(50) ? .record : .unit)) 的，否决 为 \(random.pick(["差", "中"]))"
          ]))
    }
    let inGroup = random.chance(50)
    blocks.append(.init(head: rank(inGroup), needsLines: false))
    if !inGroup { blocks.append(.init(head: "排名 组名次 组内：总分 从高到低", needsLines: false)) }
    if hasMonths, random.chance(35) {
      blocks.append(.init(head: "月得分 = 各条款之和，按 单位 月份", needsLines: false))
      blocks.append(.init(head: "排名 月名次，按 月份：月得分 从高到低，上报 从低到高", needsLines: false))
      blocks.append(.init(head: "名单 “月单”，按 月名次：前 2 名；并列 全取", needsLines: false))
      blocks.append(.init(head: "公布 “月表”，按 月份：单位、月份、上报、月得分、月名次、各条款之和 题为 “和”", needsLines: false))
    }
    if random.chance(20) {
      let number = random.int(1...9)
      let checks = ["合计(数一) 超过 \(number * 4) 条", "总分 满 \(number - 4) 分", "个数(名册，限 达标) = \(number / 3) 个"]
      blocks.append(.init(head: "核对 “查”：\(random.pick(checks))", needsLines: false))
    }
    for index in 0..<random.int(0...3) { blocks.append(.init(head: list(index), needsLines: false)) }
    if random.chance(40) { blocks.append(grade()) }
    blocks.append(.init(head: publish(inGroup), needsLines: false))
    if random.chance(20) {
      blocks.append(
        .init(head: "方案 “变”：", lines: ["单价 = \(random.int(0...5)) 分", "组价 甲组 = \(random.int(0...5)) 分"]))
    }
    if random.chance(15) { blocks.append(notice()) }
    return blocks
  }

  /// A notice computes from the same values and changes none.
  private mutating func notice() -> PropertyCase.Block {
    let lines = [
      "“共{合计(数一)}条，平均{平均(总分) 四舍五入 1 位}分，{期间}。”", "“最高{最高(总分)}分。”",
      "分项，按 组：“{组}：{合计(数二)}条。”", "附件 “表”",
    ]
    return .init(head: "通报 “情况”：", lines: lines.filter { _ in random.chance(60) } + ["“{个数(名册)}个单位。”"])
  }

  private mutating func definition() -> PropertyCase.Block? {
    let name = "式\(["一", "二", "三", "四"][definitions.count])"
    var all = [
      "总分 ÷ 数一", "四舍五入(总分 ÷ 3，1 位)", "四舍六入五成双(总分 × 0.35，0 位)", "进一(总分 ÷ 4，0.5 分)",
      "若 总分 超过 5 分 则 总分 － 1 分 否则 2 分",
      "最高(总分)", "最低(总分，按 组)", "平均(总分，按 组)", "总分 ÷ 最高(总分，按 组)", "合计(数一，限 达标)", "个数(名册，限 数一 满 2 条)",
      "前 3 项合计(给分)", "占比(达标)",
      "绝对值(总分 － 平均(总分))", "任一(达标)", "数一 满 组目标", "最高(总分，3 分，给分)", "合计(给分，限 达标，按 组)", "全部(数一 满 1 条，按 组)", "名次",
    ]
    if let label = labels.randomElement(using: &random) { all += ["条款“\(label)”", "条款“\(label)” × 2 + 给分"] }
    if hasRecords {
      all += [
        "合计(字数，限 批示)", "个数(记录，限 刊物 为 省刊，按 单位)", "平均(字数)", "最高(字数，按 单位)", "最低(加分，按 刊物)", "前 2 项合计(加分)",
        "个数(批示)", "占比(批示)",
        "个数(字数)", "最高(合计(加分，按 单位 编号)，按 单位)", "合计(加分，按 单位 月份)", "各条款之和，按 单位 月份", "平均(加分，限 计分)",
        "个数(记录，限 日期 超过 2024年3月1日，按 单位)",
      ]
    }
    if hasMonths {
      all += [
        "累计(上报)", "上期(上报)", "合计(上报)", "最长连续(上报 满 任务)", "最高(上报，按 单位)", "各条款之和，按 单位 月份", "合计(上报，按 单位 季度)",
        "平均(月分)", "上报 ÷ 任务",
        "个数(上报 满 任务)", "合计(月分，限 上报 满 任务，按 单位)",
      ]
    }
    if hasRecords {
      all += [
        "合计(天数(日期，2024年6月30日))", "最高(天数(日期，次月(日期，10 日))，按 单位)", "最低(工作日(本月(日期，1 日)，日期)，按 单位)",
        "最高(工作日(日期，2024年5月31日)，按 单位)", "最高(刊价，按 单位)",
      ]
    }
    if hasSecond {
      all += ["两数.乙数", "个数(补表)", "合计(加项)", "平均(加项，按 组)", "两数 + 数一", "若 加项 为空 则 0 条 否则 加项", "最高(两数)"]
    }
    if hasQuarters { all += ["累计(季分)", "上期(季分)", "合计(季分)", "平均(完成率)", "各条款之和，按 单位 季度", "合计(季分，按 单位 半年)"] }
    if hasItems { all += ["合计(完成，按 单位)", "完成 ÷ 应完成", "合计(完成 × 权重)", "最高(完成，按 指标)"] }
    if hasSigned { all += ["最高(稿分)", "合计(稿分，按 稿号)"] }
    let value = random.pick(all)
    definitions.append(name)
    return .init(head: "\(name) = \(value)", needsLines: false)
  }

  private mutating func rank(_ inGroup: Bool) -> String {
    let limit = random.chance(12) ? "，限 \(guardText(.unit))" : ""
    var text = "排名\(inGroup ? " 组内" : "")\(limit)：总分 从\(random.pick(["高到低", "高到低", "低到高"]))"
    if random.chance(40) { text += "，\(random.pick(["数一", "数三", "给分"])) 从\(random.pick(["高到低", "低到高"]))" }
    if random.chance(70) { text += "；并列 \(random.pick(["同名次", "紧接", "依次"]))" }
    if random.chance(25) { text += "；不排 \(guardText(.unit)) 的" }
    return text
  }

  private mutating func list(_ index: Int) -> String {
    let inGroup = random.chance(50) ? " 组内" : ""
    let limit = random.chance(20) ? "，限 \(guardText(.unit))" : ""
    var text = "名单 “名单\(index)”\(inGroup)\(limit)：\(random.pick(["前", "后"])) \(random.int(1...3)) 名"
    if random.chance(25) { return "名单 “名单\(index)”\(random.chance(50) ? " 组内" : "")：\(guardText(.unit)) 的" }
    if random.chance(70) { text += "；并列 \(random.pick(["全取", "全不取", "按表序"]))" }
    if random.chance(30) { text += "；不含 \(guardText(.unit)) 的，因 “不合要求”" }
    if random.chance(30) { text += "；递补" }
    return text
  }

  private mutating func grade() -> PropertyCase.Block {
    var lines: [String] = []
    if random.chance(30) { lines.append("差 否决") }
    lines.append(
      random.chance(50)
        ? "优 前 \(random.pick(["30%", "1 名", "2 名", "50%"]))" : "优 总分 满 \(random.int(4...12)) 分")
    lines.append("中 \(guardText(.unit))")
    if random.chance(70) { lines.append("差 其余") }
    return .init(
      head: "等次\(random.chance(30) ? " 组内" : "")\(random.chance(20) ? "，限 \(guardText(.unit))" : "")：",
      lines: lines)
  }

  private mutating func publish(_ inGroup: Bool) -> String {
    let frame = random.pick(["", " 组内", "，按 总分 从高到低", "，限 \(guardText(.unit))"])
    var columns = ["单位", "总分", "名次"]
    if random.chance(50) { columns.append("组") }
    if random.chance(30) { columns.append("数一") }
    if random.chance(30) { columns.append("序号") }
    if let label = labels.first { columns.append("条款“\(label)”") }
    return "公布 “表”\(frame)：" + columns.joined(separator: "、")
  }
}
