import Jifen

/// Random methods whose records can be counted, with data for them: every line looks at the record or its case.
struct StreamMethod {
  let method: String
  let files: [InputFile]

  init(seed: Int) {
    var generator = StreamMethodGenerator(seed: seed)
    method = generator.method()
    files = generator.files()
  }
}

private struct StreamMethodGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func draw(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func pick(_ texts: [String]) -> String { texts[draw(texts.count)] }

  mutating func method() -> String {
    let changes = [
      "批示 的，另加 3 倍", "形式 为 专期 的，乘 2", "字数 满 300 字 的，改按 6 分", "批示 的，另加 1.5 分", "形式 为空 的，本条 扣 50%",
      "刊物 为 县刊 且 字数 不足 200 字 的，不计", "形式 为 专期 且 非 批示 的，本条 记 0 分",
    ]
    let gifts = [
      "刊物：省刊 5 分、市刊 3 分、县刊 1 分", "字数 每 100 字 加 0.25 分 按比例", "形式 为 专期 的，得 2 分；否则 得 0.5 分",
      "字数：满 100 字 1 分、满 300 字 2 分", "刊物 为 市刊 的，扣 1 分", "记录 每条 0.1 分",
    ]
    let keeps = [
      "同一 编号 只记最高", "同一 编号 只记一次", "同一 编号 只记 最高 2 次", "同一 编号、刊物 只记最高", "同一 编号 只记 原分 最高",
    ]
    var text = """
      办法 “计数”
      表 名册，每行一个单位：
          单位    名称
          组      选项：甲组、乙组
      表 记录，每行一条：
          单位    名称
          编号    编号
          刊物    选项：省刊、市刊、县刊
          形式    选项：单条、专期，可空
          批示    是否，空作 否
          字数    字，在 0 字 至 900 字 之间，空作 0
      条款 “一”：\(pick(gifts))
      条款 “二”：\(pick(gifts))
      """ + "\n"
    for label in ["三", "四"] where draw(4) > 0 { text += "条款 “\(label)”：\(pick(changes))\n" }
    if draw(3) > 0 { text += "条款 “五”：\(pick(keeps))\n" }
    if draw(3) == 0 { text += "条款 “六”：“一”、“二” 不超过 20 分\n" }
    text += """
      条数 = 个数（记录）
      省刊条数 = 个数（记录，限 刊物 为 省刊）
      最多字数 = 最高（字数，按 单位）
      平均字数 = 平均（字数，按 单位）
      有批示 = 任一（批示，按 单位）
      都有批示 = 全部（批示，按 单位）
      计分条数 = 个数（记录，限 计分）
      每条次数 = 个数（记录，按 单位 编号）
      不同条数 = 个数（每条次数，按 单位）
      总字数 = 合计（字数，按 单位）
      全部条数 = 个数（记录，限 字数 超过 100 字）
      总分 = 各条款之和
      排名 组内：总分 从高到低，条数 从高到低；并列 同名次；不排 全空 的
      名单 “前二” 组内：前 2 名；并列 按表序
      公布 组内：组、单位、总分、条数、省刊条数、最多字数、平均字数、有批示、都有批示、计分条数、不同条数、总字数、名次
      核对 “全部最多”：最高（字数） = 0 字
      核对 “县刊最少”：最低（字数，限 刊物 为 县刊） = 1 字
      核对 “全部合计”：合计（字数） = 1 字
      """ + "\n"
    return text
  }

  mutating func files() -> [InputFile] {
    var roster = "单位,组\n"
    for unit in 0..<7 { roster += "乡\(unit),\(unit % 2 == 0 ? "甲组" : "乙组")\n" }
    var records = "编号,单位,字数,刊物,批示,备注,形式\n"
    for _ in 0..<30 + draw(120) {
      let id = pick(["A\(draw(12))", "A\(draw(12))", "延发〔2024〕\(draw(4))号", "Ａ\(draw(3))", "x-\(draw(900))"])
      let unit = draw(9) == 0 ? "\" 乡\(draw(6))\"" : "乡\(draw(6))"
      records += "\(id),\(unit),\(pick(["", "90", "100", "250字", "300", "\(draw(900))"])),"
      records +=
        "\(pick(["省刊", "市刊", "县刊", "县刊 "])),\(pick(["是", "", "否", "√"])),注\(draw(99)),\(pick(["单条", "专期", ""]))\n"
    }
    return [
      InputFile(table: "名册", name: "名册.csv", bytes: Array(roster.utf8)),
      InputFile(table: "记录", name: "记录.csv", bytes: Array(records.utf8)),
    ]
  }
}
