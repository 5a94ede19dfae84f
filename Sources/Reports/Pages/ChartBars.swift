import Diagnostics
import Exact

/// A bar for each unit, made of pieces for each series; what is taken away lies left of zero.
struct StackedBars {
  struct Series {
    var name: String
    var href: String
    var values: [Rational?]
  }

  let series: [Series]
  let rows: [ChartRow]
  var chart: SVGChart

  private static let rowHeight = 200
  private static let top = 240

  func drawn() -> SVGChart {
    var chart = chart
    chart.legend = series.enumerated().map { .init(colour: $0, name: $1.name, href: $1.href) }
    let units = rows.compactMap(\.unit)
    let gains = units.map { unit in series.compactMap { $0.values[unit] }.filter { $0.sign > 0 }.total }
    let losses = units.map { unit in series.compactMap { $0.values[unit] }.filter { $0.sign < 0 }.total }
    let left = SVGChart.labels(rows.map(\.name))
    let scale = ChartScale(
      low: losses.min() ?? 0, high: gains.max() ?? 1, from: left, to: SVGChart.width - 600)
    let bottom = Self.top + rows.count * Self.rowHeight
    chart.height = bottom + 60
    for tick in scale.ticks {
      chart.line(scale(tick), Self.top - 40, scale(tick), bottom, "grid")
      chart.text(scale(tick), Self.top - 80, tick.plain, anchor: "middle", style: "axis")
    }
    var y = Self.top
    for row in rows {
      if let unit = row.unit {
        bar(unit, row, y, left, scale, &chart)
      } else {
        chart.text(0, y + 140, SVGChart.cut(row.name), style: "group")
      }
      y += Self.rowHeight
    }
    chart.line(scale(0), Self.top - 40, scale(0), bottom, "zero")
    return chart
  }

  private func bar(
    _ unit: Int, _ row: ChartRow, _ y: Int, _ left: Int, _ scale: ChartScale, _ chart: inout SVGChart
  ) {
    chart.text(left - 80, y + 140, SVGChart.cut(row.name), anchor: "end", href: row.href)
    var above = Rational.zero
    var below = Rational.zero
    for (colour, series) in series.enumerated() {
      guard let value = series.values[unit], !value.isZero else { continue }
      let from = value.sign > 0 ? above : below + value
      let to = value.sign > 0 ? above + value : below
      if value.sign > 0 { above = to } else { below = from }
      chart.rectangle(
        scale(from), y + 20, max(10, scale(to) - scale(from)), Self.rowHeight - 50, "k\(colour)",
        title: "\(row.name) \(series.name) \(value.readable)")
    }
    chart.text(scale(above) + 50, y + 140, (above + below).readable, style: "value")
  }
}

/// What share of its target each unit has reached; bars end at a fifth above twice the target.
struct CompletionBars {
  let rows: [ChartRow]
  /// By unit: the share, and both figures in words.
  let values: [Int: (share: Rational, text: String)]
  let language: Language

  private static let rowHeight = 200
  private static let top = 240

  func drawn() -> SVGChart {
    var chart = SVGChart()
    let left = SVGChart.labels(rows.map(\.name))
    let most = values.values.map(\.share).max() ?? 1
    let limit = Rational(11, over: 5) ?? 2
    let scale = ChartScale(
      low: 0, high: max(1, min(most, limit)), from: left, to: SVGChart.width - 1300)
    let bottom = Self.top + rows.count * Self.rowHeight
    chart.height = bottom + 60
    for tick in scale.ticks {
      chart.line(scale(tick), Self.top - 40, scale(tick), bottom, "grid")
      chart.text(scale(tick), Self.top - 80, Self.percent(tick), anchor: "middle", style: "axis")
    }
    var y = Self.top
    for row in rows {
      if let unit = row.unit, let value = values[unit] {
        chart.text(left - 80, y + 140, SVGChart.cut(row.name), anchor: "end", href: row.href)
        let shown = min(value.share, scale.high)
        let style = value.share < 1 ? "short" : "met"
        let text = Self.percent(value.share) + Report.inBrackets(value.text)[language]
        chart.rectangle(
          left, y + 20, value.share.isZero ? 0 : max(10, scale(shown) - left), Self.rowHeight - 50, style,
          title: "\(row.name) \(text)")
        let cut = value.share > scale.high ? "» " : ""
        chart.text(scale(shown) + 50, y + 140, cut + text, style: "value")
      } else {
        chart.text(0, y + 140, SVGChart.cut(row.name), style: "group")
      }
      y += Self.rowHeight
    }
    chart.line(scale(1), Self.top - 40, scale(1), bottom, "target")
    return chart
  }

  static func percent(_ share: Rational) -> String {
    let scaled = share * 100
    return (scaled.isInteger ? scaled.plain : scaled.decimal(digits: 1)) + "%"
  }
}
