import Diagnostics
import Exact

/// What a table's header and values suggest.
struct GuessedTable {
  let name: String
  private(set) var columns: [GuessedColumn] = []
  /// Notes for the clerk, below the columns.
  private(set) var notes: [Phrase] = []
  /// The column that names the scored units.
  private(set) var unitName: String?
  /// The column that groups them.
  private(set) var group: String?
  /// Whether a row is a record rather than a unit: units repeat.
  private(set) var isRecords = false

  init(_ table: FirstMethod.Table, _ language: Language, takesGroup: Bool) {
    name = table.name
    var samples: [ColumnSample] = []
    var seen = Set<String>()
    for (index, header) in table.headers.enumerated() {
      let cells = table.columns.indices.contains(index) ? table.columns[index] : []
      let sample = ColumnSample(header: header, cells: cells)
      if sample.header.isEmpty {
        if !sample.values.isEmpty { notes.append(FirstMethod.Advice.skippedHeaderless(index + 1)) }
      } else if !seen.insert(sample.header).inserted {
        notes.append(FirstMethod.Advice.skippedRepeated(sample.header))
      } else if HeaderWords.isOrdinal(sample.header), sample.values.allSatisfy({ $0.isCount }) {
        notes.append(FirstMethod.Advice.skippedRank(sample.header))
      } else {
        samples.append(sample)
      }
    }
    let unit = Self.unitIndex(samples)
    if let unit {
      unitName = samples[unit].header
      isRecords = samples[unit].repeats
      if let total = samples[unit].values.last(where: { HeaderWords.isTotal($0.text) }) {
        notes.append(FirstMethod.Advice.totalRow(total.text))
      }
    } else {
      isRecords = true
      notes.append(FirstMethod.Advice.noUnit())
    }
    let groupIndex = isRecords ? nil : Self.groupIndex(samples, unit)
    for (index, sample) in samples.enumerated() {
      if index == unit {
        columns.append(
          GuessedColumn(name: sample.header, header: sample.header, kind: .unit, hasBlanks: false))
      } else if index == groupIndex {
        guard takesGroup else {
          notes.append(FirstMethod.Advice.skippedGroup(sample.header))
          continue
        }
        let name = Phrase("组", "group")[language]
        group = name
        columns.append(
          GuessedColumn(
            name: name, header: sample.header, kind: .choice(sample.distinct), hasBlanks: sample.hasBlanks))
      } else {
        add(sample, language)
      }
    }
  }

  private mutating func add(_ sample: ColumnSample, _ language: Language) {
    let kind = sample.kind(language)
    if sample.values.isEmpty { notes.append(FirstMethod.Advice.noValues(sample.header)) }
    let name = kind == .result ? Phrase("印发", "printed_")[language] + sample.header : sample.header
    var column = GuessedColumn(name: name, header: sample.header, kind: kind, hasBlanks: sample.hasBlanks)
    if case .count = kind, HeaderWords.isTarget(sample.header) {
      column.isTarget = true
      notes.append(FirstMethod.Advice.target(sample.header))
    }
    columns.append(column)
  }

  /// The column with a header that says so, else the first of texts that are all different.
  private static func unitIndex(_ samples: [ColumnSample]) -> Int? {
    let texts = samples.indices.filter { index in
      let values = samples[index].values
      return !values.isEmpty && values.contains { !$0.isNumber }
    }
    return texts.first { HeaderWords.unit.contains(samples[$0].header.lowercased()) }
      ?? texts.first { HeaderWords.isUnit(samples[$0].header) }
      ?? texts.first { !samples[$0].repeats && !samples[$0].hasBlanks }
  }

  /// The column with a header that says so, else the first of a few texts that repeat.
  private static func groupIndex(_ samples: [ColumnSample], _ unit: Int?) -> Int? {
    let choices = samples.indices.filter { $0 != unit && samples[$0].isChoice }
    // In a small table no group may occur twice; its header tells all the same.
    let named = samples.indices.first { index in
      let sample = samples[index]
      return index != unit && HeaderWords.isGroup(sample.header)
        && (sample.isChoice || sample.isFewWords)
    }
    return named ?? choices.first
  }
}

/// A column as a method file declares it.
struct GuessedColumn {
  enum Kind: Hashable {
    case unit
    case choice([String])
    case id
    case text
    case yesNo
    case date
    case month
    case percent
    case plain
    case count(String)
    case notation(String, String)
    case points
    /// A figure that the method computes, kept to compare with.
    case result

    /// Whether a clause may give points for it.
    var earns: Bool {
      switch self {
      case .count, .notation, .points, .yesNo, .choice: true
      case .unit, .id, .text, .date, .month, .percent, .plain, .result: false
      }
    }
  }

  var name: String
  /// As the file has it.
  var header: String
  var kind: Kind
  var hasBlanks: Bool
  /// A number to be reached rather than counted.
  var isTarget = false

  /// Whether it is printed beside the total.
  var earns: Bool {
    switch kind {
    case .count, .notation, .points: !isTarget
    case .unit, .choice, .id, .text, .yesNo, .date, .month, .percent, .plain, .result: false
    }
  }
}

/// What words in headers and cells mean to the clerks who write them.
enum HeaderWords {
  static let unit: Set<String> = [
    "单位", "单位名称", "名称", "被考核单位", "考核单位", "报送单位", "责任单位", "unit", "units", "name", "office", "department",
  ]

  static func isUnit(_ header: String) -> Bool {
    ["单位", "部门", "乡镇", "街道", "镇街", "区县", "县区", "姓名", "unit", "office", "bureau"].contains {
      header.lowercased().contains($0)
    }
  }

  static func isGroup(_ header: String) -> Bool {
    ["组", "类", "性质", "层级", "group", "category", "class", "type"].contains { header.lowercased().contains($0) }
  }

  /// Numbering and ranks, which a method computes.
  static func isOrdinal(_ header: String) -> Bool {
    ["序号", "编号", "排名", "名次", "位次", "no", "no.", "rank", "#"].contains(header.lowercased())
  }

  static func isResult(_ header: String) -> Bool {
    [
      "总分", "得分", "总得分", "本期得分", "合计", "总计", "合计得分", "累计得分", "最终得分", "综合得分", "考核得分", "total", "score",
      "total score",
    ].contains(header.lowercased())
  }

  /// The result that a total is compared with first.
  static func isGrandTotal(_ header: String) -> Bool { ["总分", "总得分", "total"].contains(header.lowercased()) }

  static func isTarget(_ header: String) -> Bool {
    ["任务", "目标", "计划", "应报", "target", "quota"].contains { header.lowercased().contains($0) }
  }

  static func isID(_ header: String) -> Bool {
    ["编号", "文号", "id", "代码", "number"].contains { header.lowercased().hasSuffix($0) }
  }

  static func isTotal(_ cell: String) -> Bool {
    ["合计", "总计", "小计", "total", "sum"].contains(cell.lowercased())
  }

  /// The measure that a header suggests; 分 means points.
  static func measure(_ header: String) -> String? {
    let endings: [(String, String)] = [
      ("分", "分"), ("分数", "分"), ("score", "分"), ("points", "分"), ("万元", "万元"), ("元", "元"), ("次", "次"),
      ("次数", "次"),
      ("专期", "期"), ("期", "期"), ("期数", "期"), ("篇", "篇"), ("篇数", "篇"), ("件", "件"), ("件数", "件"), ("人数", "人"),
      ("场", "场"),
      ("场次", "场"), ("户", "户"), ("户数", "户"), ("个数", "个"),
    ]
    return endings.first { header.lowercased().hasSuffix($0.0) }?.1
  }
}
