/// Makes random well-formed methods, as text, over a fixed vocabulary of tables, and data for them.
struct PropertyMethod {
  var random: PropertyRandom
  let hasRecords: Bool
  let hasMonths: Bool
  let hasSigned: Bool
  let hasItems: Bool
  /// A second table of units, not all of them in it.
  let hasSecond: Bool
  let hasQuarters: Bool
  /// The first month of six, since year 0: the range may span two years.
  let firstMonth: Int
  /// Labels of clauses already written, to be named by later ones.
  var labels: [String] = []
  var definitions: [String] = []

  init(seed: Int) {
    random = PropertyRandom(seed: seed)
    hasRecords = random.chance(75)
    hasMonths = random.chance(45)
    hasSigned = random.chance(25)
    hasItems = random.chance(25)
    hasSecond = random.chance(35)
    hasQuarters = random.chance(20)
    firstMonth = random.chance(25) ? 2023 * 12 + 10 : 2024 * 12
  }

  static func make(seed: Int) -> PropertyCase {
    var maker = PropertyMethod(seed: seed)
    let blocks = maker.blocks()
    return PropertyCase(blocks: blocks, tables: maker.data())
  }

  // MARK: Declarations

  private mutating func blocks() -> [PropertyCase.Block] {
    var blocks: [PropertyCase.Block] = [
      .init(head: "办法 “随机”", needsLines: false),
      .init(head: "期间 \(monthText(0)) 至 \(monthText(5))", needsLines: false),
    ]
    blocks += tableBlocks()
    blocks += parameterBlocks()
    blocks += clauseBlocks()
    blocks += resultBlocks()
    return blocks
  }

  /// The n-th month of the range.
  func monthText(_ index: Int) -> String {
    let month = firstMonth + index
    return "\(month / 12)年\(month % 12 + 1)月"
  }

  private func tableBlocks() -> [PropertyCase.Block] {
    var blocks = [
      PropertyCase.Block(
        head: "表 名册，每行一个单位：",
        lines: [
          "单位 名称，别名 “甲单位” 即 “甲局”", "组 选项：甲组、乙组、丙组，可空", "数一 数二 条，在 0 条 至 9 条 之间，空作 0", "数三 次，可空", "给分 分，空作 0",
          "比率 百分比，可空", "达标 是否，可空",
        ])
    ]
    if hasRecords {
      blocks.append(
        .init(
          head: "表 记录，每行一条：",
          lines: [
            "单位 名称", "编号 编号，可空", "刊物 选项：省刊、市刊、县刊", "形式 选项：单条、综合、专期，可空", "级别 次第：县级、市级、省级，可空", "批示 是否，空作 否",
            "日期 日期，可空",
            "字数 字，可空", "加分 分，空作 0", "转给 名称列表，可空", "标题 文本",
          ]))
    }
    if hasMonths {
      blocks.append(
        .init(
          head: "表 月表，每行一个单位一个月：",
          lines: ["单位 名称", "月份 月份", "上报 条，空作 0", "任务 条，可空", "月分 分，空作 0", "报送日 日期，可空"]))
    }
    if hasSigned {
      blocks.append(
        .init(head: "表 稿件，每行一篇：", lines: ["署名 名称列表", "稿号 编号，可空", "档 选项：优、良、中", "稿分 分，空作 0", "稿日 日期，可空"]))
    }
    if hasItems {
      blocks.append(
        .init(
          head: "表 指标表，每行一个单位一个指标：",
          lines: ["单位 名称", "指标 选项：指标一、指标二、指标三", "完成 项，空作 0", "应完成 项，空作 4", "权重 数，空作 1"]))
    }
    if hasSecond {
      blocks.append(
        .init(
          head: "表 补表，每行一个单位：",
          lines: ["单位 名称", "加项 条，可空", "两数 条，记法 “甲数+乙数*”，空作 0", "评级 次第：差、中、好，可空", "受评 是否，空作 否"]))
    }
    if hasQuarters {
      blocks.append(
        .init(head: "表 季表，每行一个单位一个季度：", lines: ["单位 名称", "季度 季度", "季分 分，空作 0", "完成率 百分比，可空"]))
    }
    return blocks
  }

  private mutating func parameterBlocks() -> [PropertyCase.Block] {
    let rows = ["甲组 \(random.int(2...8)) 条；乙组、丙组 \(random.int(2...8)) 条", "甲组 3 条；乙组 6 条；丙组 无"]
    var blocks: [PropertyCase.Block] = [
      .init(head: "排名 给分名次：给分 从高到低；并列 \(random.pick(["同名次", "紧接"]))", needsLines: false),
      .init(head: "参数 单价 = \(random.amount(1...4)) 分", needsLines: false),
      .init(head: "参数 目标 = \(random.int(3...9)) 条", needsLines: false),
      .init(head: "参数 组目标，按 组：", lines: [random.pick(rows)]),
      .init(
        head: "参数 组价，按 组：",
        lines: [
          "甲组 \(random.amount(1...5)) 分", "乙组 \(random.amount(1...5)) 分", "丙组 \(random.amount(1...5)) 分",
        ]),
    ]
    if hasRecords {
      blocks.append(
        .init(
          head: "参数 刊价，按 刊物：", lines: ["省刊 \(random.amount(2...6)) 分", "市刊、县刊 \(random.amount(1...3)) 分"]))
      blocks.append(
        .init(
          head: "参数 刊形价，按 刊物、形式：",
          lines: ["刊物 ＼ 形式 单条、专期 综合\n    省刊 \(random.int(2...6)) 分 \(random.int(2...6)) 分\n    市刊、县刊 1 分 2 分"]
        ))
    }
    return blocks
  }

  // MARK: Clauses

  private mutating func clauseBlocks() -> [PropertyCase.Block] {
    let count = random.int(1...5)
    var clauses: [PropertyCase.Block] = []
    for index in 0..<count {
      let label = ["一", "二", "三", "四", "五"][index]
      clauses.append(clause(label))
      labels.append(label)
    }
    guard random.chance(40) else { return clauses }
    let size = random.int(1...count)
    let bounds = random.chance(40) ? head(bounds: 40) : ""
    var blocks = [
      PropertyCase.Block(head: "部分 “部”\(bounds)：", children: Array(clauses.prefix(size)))
    ]
    if size < count, random.chance(30) {
      // A part that counts only after another.
      let limit = random.chance(30) ? "，限 部分“部” 超过 \(random.int(-2...6)) 分" : ""
      blocks.append(.init(head: "部分 “余”\(limit)：", children: Array(clauses.dropFirst(size))))
    } else {
      blocks += clauses.dropFirst(size)
    }
    return blocks
  }

  private mutating func clause(_ label: String) -> PropertyCase.Block {
    var levels: [PropertyLevel] = [.unit, .unit]
    if hasRecords { levels += [.record, .record, .record] }
    if hasMonths { levels += [.month, .month] }
    if hasQuarters { levels.append(.quarter) }
    if hasSigned { levels.append(.signed) }
    if hasItems { levels.append(.item) }
    let level = levels[random.int(0...levels.count - 1)]
    var lines: [String] = []
    let onlyModifies = !labels.isEmpty && random.chance(20)
    if !onlyModifies {
      for _ in 0..<random.int(1...2) { lines.append(giving(level)) }
      if random.chance(10) { lines.append(giving(.unit)) }
    }
    let modifiers = onlyModifies ? random.int(1...2) : random.chance(50) ? random.int(1...2) : 0
    for _ in 0..<modifiers { lines.append(modifying(level)) }
    // A shifted level needs points by level.
    if lines.contains(where: { $0.contains("一级") }), !lines.contains(where: { $0.contains("级别：") }) {
      lines.insert("级别：县级 1 分、市级 \(random.amount(2...4)) 分、省级 \(random.int(5...9)) 分", at: 0)
    }
    if hasMonths, random.chance(8) {
      lines.append("\(guardText(.month)) 的，当月 记 0 分，全年 另扣 \(random.amount(1...3)) 分")
    }
    if level == .signed, !onlyModifies {
      lines.append("署名 \(random.pick(["均分", "各得全分", "按 3:2 分摊", "按 5:3:2 分摊"]))")
    }
    if !onlyModifies, random.chance(30) { lines.append(limiting(level)) }
    var head = "条款 “\(label)”"
    if !onlyModifies, random.chance(12) { head += "，限 \(guardText(level))" }
    if random.chance(25) { head += self.head(bounds: 15) }
    if random.chance(25) { lines.shuffle(using: &random) }
    return .init(head: head + "：", lines: lines)
  }

  private mutating func head(bounds most: Int) -> String {
    let cap = random.int(2...most)
    switch random.int(0...4) {
    case 0: return "，满分 \(cap) 分"
    case 1: return "，不超过 \(cap) 分"
    case 2: return "，不低于 \(random.int(-3...3)) 分"
    case 3: return "，扣完为止"
    default: return "，不超过 \(cap) 分，不低于 0 分"
    }
  }
}

/// What a clause's lines mainly speak of.
enum PropertyLevel {
  case unit, record, month, signed, item, quarter
}
