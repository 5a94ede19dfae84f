import Diagnostics
import Jifen

/// The stages of a run with the time that each took.
enum TimingsText {
  static func render(_ timings: Timings, _ language: Language) -> String {
    let stages = Timings.Stage.allCases.filter { timings[$0] != nil }
    let names = stages.map { name($0)[language] } + [Phrase("合计", "total")[language]]
    let times = stages.map { timings[$0] ?? 0 }
    let texts = (times + [times.reduce(0, +)]).map { milliseconds($0) }
    let width = names.map { DisplayWidth.of($0) }.max() ?? 0
    let digits = texts.map(\.utf8.count).max() ?? 0
    return zip(names, texts).map { name, text in
      name + String(repeating: " ", count: width - DisplayWidth.of(name) + 2 + digits - text.utf8.count)
        + text
        + Phrase(" 毫秒\n", " ms\n")[language]
    }.joined()
  }

  private static func name(_ stage: Timings.Stage) -> Phrase {
    switch stage {
    case .method: Phrase("办法", "method")
    case .read: Phrase("读入", "read")
    case .decode: Phrase("识别", "decode")
    case .aggregate: Phrase("汇总", "aggregate")
    case .rules: Phrase("条款", "rules")
    case .rank: Phrase("排名", "rank")
    case .write: Phrase("输出", "write")
    }
  }

  /// With one decimal.
  private static func milliseconds(_ nanoseconds: Int) -> String {
    let tenths = (nanoseconds + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
