extension PropertyMethod {
  /// Rows for every table of the method: few values, so that ties, caps and equal keys are frequent.
  mutating func data() -> [PropertyCase.Table] {
    let names = Array(
      ["甲局", "乙局", "丙局", "丁局", "戊局", "己局", "庚局"].shuffled(using: &random).prefix(random.int(1...7)))
    let blank = random.chance(25) ? 20 : 0
    var tables: [PropertyCase.Table] = [
      .init(
        name: "名册", header: ["单位", "组", "数一", "数二", "数三", "给分", "比率", "达标"],
        rows: names.map { name in
          [
            name, cell(blank, "甲组", "甲组", "乙组", "丙组"), number(15, 0...9), number(15, 0...9),
            number(blank, 0...5),
            random.chance(15) ? "" : random.amount(0...6),
            random.chance(blank) ? "" : "\(random.int(0...20) * 5)%",
            cell(blank, "是", "否", "是"),
          ]
        })
    ]
    if hasRecords {
      let rows = (0..<random.int(0...14)).map { _ in
        [
          random.chance(10) && names.contains("甲局") ? "甲单位" : random.pick(names),
          cell(12, "A1", "A2", "A3", "A1"), random.pick(["省刊", "市刊", "县刊"]),
          cell(blank, "单条", "综合", "专期"), cell(blank, "县级", "市级", "省级"), cell(30, "是", "否"), date(12),
          number(blank, 0...100), random.chance(20) ? "" : random.amount(0...6),
          random.chance(50)
            ? "" : names.shuffled(using: &random).prefix(random.int(1...2)).joined(separator: "、"),
          cell(10, "春耕", "夏收", "春耕"),
        ]
      }
      tables.append(
        .init(
          name: "记录", header: ["单位", "编号", "刊物", "形式", "级别", "批示", "日期", "字数", "加分", "转给", "标题"],
          rows: rows))
    }
    if hasMonths {
      var rows: [[String]] = []
      for name in names {
        for month in 1...6 where random.chance(75) {
          rows.append([
            name, text(month - 1), number(20, 0...6), number(blank, 1...5), number(20, 0...4),
            reported(month - 1),
          ])
        }
      }
      tables.append(.init(name: "月表", header: ["单位", "月份", "上报", "任务", "月分", "报送日"], rows: rows))
    }
    if hasSigned {
      let rows = (0..<random.int(0...7)).map { _ in
        [
          names.shuffled(using: &random).prefix(random.int(1...3)).joined(separator: "、"),
          cell(15, "S1", "S2", "S3"),
          random.pick(["优", "良", "中"]), random.amount(0...6), date(15),
        ]
      }
      tables.append(.init(name: "稿件", header: ["署名", "稿号", "档", "稿分", "稿日"], rows: rows))
    }
    if hasSecond {
      let extra = random.chance(10) ? ["外局"] : []
      let rows = (names + extra).filter { _ in random.chance(75) }.map { name in
        [
          name, number(30, 0...5), random.chance(25) ? "" : random.pick(["3", "2+1*", "1*", "4+2*", "0"]),
          cell(25, "差", "中", "好"), cell(30, "是", "否"),
        ]
      }
      tables.append(.init(name: "补表", header: ["单位", "加项", "两数", "评级", "受评"], rows: rows))
    }
    if hasQuarters {
      var rows: [[String]] = []
      let quarters = Set((0..<6).map { (firstMonth + $0) / 3 }).sorted()
      for name in names {
        for quarter in quarters where random.chance(70) {
          rows.append([
            name, "\(quarter / 4)年第\(quarter % 4 + 1)季度", random.chance(20) ? "" : random.amount(0...5),
            random.chance(20) ? "" : "\(random.int(8...22) * 5)%",
          ])
        }
      }
      tables.append(.init(name: "季表", header: ["单位", "季度", "季分", "完成率"], rows: rows))
    }
    if hasItems {
      var rows: [[String]] = []
      for name in names {
        for item in ["指标一", "指标二", "指标三"] where random.chance(70) {
          rows.append([name, item, number(15, 0...6), number(15, 1...6), random.pick(["1", "0.5", "2"])])
        }
      }
      rows.shuffle(using: &random)
      tables.append(.init(name: "指标表", header: ["单位", "指标", "完成", "应完成", "权重"], rows: rows))
    }
    return tables
  }

  private mutating func cell(_ blank: Int, _ options: String...) -> String {
    random.chance(blank) ? "" : random.pick(options)
  }

  private mutating func number(_ blank: Int, _ range: ClosedRange<Int>) -> String {
    random.chance(blank) ? "" : "\(random.int(range))"
  }

  private mutating func date(_ blank: Int) -> String {
    random.chance(blank) ? "" : "\(text(random.int(0...5)))-\(random.pick(["03", "11", "15", "28"]))"
  }

  /// When a month's report came in: late in the month or early in the next, on week-ends too.
  private mutating func reported(_ index: Int) -> String {
    if random.chance(20) { return "" }
    let day = random.int(0...20)
    let (month, date) = day < 8 ? (index, 22 + day % 7) : (index + 1, day - 7)
    return "\(text(month))-\(date < 10 ? "0" : "")\(date)"
  }

  /// The n-th month of the range as cells have it: 2024-05.
  private func text(_ index: Int) -> String {
    let month = firstMonth + index
    return "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
  }
}
