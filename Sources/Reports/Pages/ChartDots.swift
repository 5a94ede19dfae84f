import Diagnostics
import Exact

/// Values of each group on one scale: a dot for each unit, stacked where they meet, with the median and the
/// middle half. A group of very many units shows columns in place of dots.
struct DotPlot {
  struct Dot {
    var value: Rational
    var name: String
    var href: String
  }

  struct Group {
    var name: String
    /// From low to high.
    var dots: [Dot]
  }

  let groups: [Group]
  let isPercent: Bool
  let language: Language

  private static let top = 240
  private static let column = 80
  private static let tallest = 8
  private static let bandHeight = 760

  func drawn() -> SVGChart {
    var chart = SVGChart()
    let left = SVGChart.labels(groups.map(\.name))
    let values = groups.flatMap { $0.dots.map(\.value) }
    var low = values.min() ?? 0
    if low.sign > 0, low * 2 < values.max() ?? 0 { low = 0 }
    let scale = ChartScale(
      low: low, high: values.max() ?? 1, from: left + 60, to: SVGChart.width - 200)
    let bottom = Self.top + groups.count * Self.bandHeight
    chart.height = bottom + 40
    for tick in scale.ticks {
      chart.line(scale(tick), Self.top - 40, scale(tick), bottom, "grid")
      chart.text(scale(tick), Self.top - 80, text(tick), anchor: "middle", style: "axis")
    }
    for (place, group) in groups.enumerated() {
      band(group, Self.top + place * Self.bandHeight, left, scale, &chart)
    }
    return chart
  }

  private func band(_ group: Group, _ top: Int, _ left: Int, _ scale: ChartScale, _ chart: inout SVGChart) {
    let base = top + Self.bandHeight - 80
    let count = group.dots.count
    chart.text(left - 80, top + 380, SVGChart.cut(group.name), anchor: "end", style: "group")
    chart.text(
      left - 80, top + 540, Phrase("\(count) 个单位", count == 1 ? "1 unit" : "\(count) units")[language],
      anchor: "end", style: "axis")
    let values = group.dots.map(\.value)
    if count >= 4 {
      let lower = scale(Self.quantile(values, 1, 4))
      let upper = scale(Self.quantile(values, 3, 4))
      chart.rectangle(lower, top + 100, max(10, upper - lower), Self.bandHeight - 160, "half")
    }
    dots(group, base, scale, &chart)
    if count >= 2 {
      let median = Self.quantile(values, 1, 2)
      chart.line(scale(median), top + 100, scale(median), base + 20, "median")
      chart.text(scale(median), top + 80, text(median), anchor: "middle", style: "value")
    }
    chart.line(left, base + 40, SVGChart.width - 100, base + 40, "grid")
  }

  private func dots(_ group: Group, _ base: Int, _ scale: ChartScale, _ chart: inout SVGChart) {
    var columns: [Int: [Dot]] = [:]
    for dot in group.dots { columns[(scale(dot.value) - scale.from) / Self.column, default: []].append(dot) }
    let highest = columns.values.map(\.count).max() ?? 0
    for (place, dots) in columns.sorted(by: { $0.key < $1.key }) {
      let x = scale.from + place * Self.column
      guard highest > Self.tallest else {
        for (level, dot) in dots.enumerated() {
          chart.circle(
            x + Self.column / 2, base - level * 70, 32, "dot", title: "\(dot.name) \(text(dot.value))",
            href: dot.href)
        }
        continue
      }
      let height = max(12, dots.count * (Self.bandHeight - 260) / highest)
      chart.rectangle(
        x, base + 30 - height, Self.column - 10, height, "dot",
        title: Phrase("\(dots.count) 个", "\(dots.count)")[language])
    }
  }

  /// The value below which a share of sorted values lies: between two of them, in proportion.
  static func quantile(_ values: [Rational], _ numerator: Int, _ denominator: Int) -> Rational {
    guard let first = values.first else { return 0 }
    let steps = (values.count - 1) * numerator
    let lower = steps / denominator
    guard values.indices.contains(lower + 1), let part = Rational(steps % denominator, over: denominator)
    else {
      return values.indices.contains(lower) ? values[lower] : first
    }
    return values[lower] + (values[lower + 1] - values[lower]) * part
  }

  private func text(_ value: Rational) -> String {
    isPercent ? CompletionBars.percent(value) : value.readable
  }
}
