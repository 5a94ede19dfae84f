import Diagnostics
import Exact
import Semantics

/// A drawing of bars, dots and texts. Lengths are tenths of a pixel, computed from exact values without binary
/// fractions, so that a chart is the same on every machine.
struct SVGChart {
  /// Colours that the page's style sheet has for series; each stands out against white.
  static let colours = 10
  static let width = 7200

  struct Key {
    var colour: Int
    var name: String
    var href: String
  }

  var legend: [Key] = []
  var height = 0
  private var body = HTMLText()

  /// The drawing; `label` says what it shows to who cannot see it.
  func markup(label: String) -> HTMLText {
    var html = HTMLText()
    html.markup(
      "<svg viewBox=\"0 0 \(Self.length(Self.width)) \(Self.length(height))\" role=group aria-label=\"\(HTMLText.attribute(label))\">"
    )
    html.append(body)
    html.markup("</svg>")
    return html
  }

  /// The series with their colours, which wraps where a drawing would not.
  func key() -> HTMLText {
    var html = HTMLText()
    guard !legend.isEmpty else { return html }
    html.markup("<ul class=legend>")
    for key in legend {
      html.markup("<li><i class=k\(key.colour)></i><a href=\"#\(key.href)\">")
      html.text(key.name)
      html.markup("</a>")
    }
    html.markup("</ul>\n")
    return html
  }

  /// Tenths as a length: 125 is 12.5.
  static func length(_ tenths: Int) -> String {
    let magnitude = tenths.magnitude
    let text = magnitude % 10 == 0 ? "\(magnitude / 10)" : "\(magnitude / 10).\(magnitude % 10)"
    return tenths < 0 ? "-" + text : text
  }

  // MARK: - Shapes

  mutating func rectangle(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String, title: String = ""
  ) {
    body.markup(
      "<rect x=\"\(Self.length(x))\" y=\"\(Self.length(y))\" width=\"\(Self.length(width))\" height=\"\(Self.length(height))\" class=\(style)"
    )
    close("rect", title)
  }

  mutating func circle(_ x: Int, _ y: Int, _ radius: Int, _ style: String, title: String, href: String) {
    if !href.isEmpty { body.markup("<a href=\"#\(href)\" tabindex=-1>") }
    body.markup(
      "<circle cx=\"\(Self.length(x))\" cy=\"\(Self.length(y))\" r=\"\(Self.length(radius))\" class=\(style)")
    close("circle", title)
    if !href.isEmpty { body.markup("</a>") }
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ style: String) {
    body.markup(
      "<path d=\"M\(Self.length(x1)) \(Self.length(y1))L\(Self.length(x2)) \(Self.length(y2))\" class=\(style) />"
    )
  }

  /// A line through points; nothing for fewer than two.
  mutating func path(_ points: [(x: Int, y: Int)], _ style: String, title: String) {
    guard points.count > 1, let first = points.first else { return }
    var drawing = "M\(Self.length(first.x)) \(Self.length(first.y))"
    for (last, point) in zip(points, points.dropFirst()) where last != point {
      if point.y == last.y {
        drawing += "H\(Self.length(point.x))"
      } else if point.x == last.x {
        drawing += "V\(Self.length(point.y))"
      } else {
        drawing += "L\(Self.length(point.x)) \(Self.length(point.y))"
      }
    }
    body.markup("<path d=\"\(drawing)\" class=\(style)")
    close("path", title)
  }

  /// A text whose baseline is at `y`; `anchor` is start, middle or end.
  mutating func text(
    _ x: Int, _ y: Int, _ text: String, anchor: String = "start", style: String = "", href: String = ""
  ) {
    // Every label can be clicked; the keyboard reaches units through the tables.
    if !href.isEmpty { body.markup("<a href=\"#\(href)\" tabindex=-1>") }
    body.markup("<text x=\"\(Self.length(x))\" y=\"\(Self.length(y))\"")
    if anchor != "start" { body.markup(" text-anchor=\(anchor)") }
    if !style.isEmpty { body.markup(" class=\(style)") }
    body.markup(">")
    body.text(text)
    body.markup("</text>")
    if !href.isEmpty { body.markup("</a>") }
  }

  private mutating func close(_ tag: String, _ title: String) {
    guard !title.isEmpty else { return body.markup(" />") }
    body.markup("><title>")
    body.text(title)
    body.markup("</title></\(tag)>")
  }

  // MARK: - Labels

  /// The width of a column of labels, and the labels cut to it.
  static func labels(_ names: [String]) -> Int {
    let widest = names.map { DisplayWidth.of($0) }.max() ?? 0
    return min(max(widest, 10), 26) * 64 + 100
  }

  static func cut(_ name: String) -> String { DisplayWidth.cut(name, to: 26) }

  /// Whether plain numbers between 0 and some small number read better as per cent.
  static func isShare(_ values: [Rational], _ measure: Measure) -> Bool {
    switch measure {
    case .plain:
      return values.contains { !$0.isInteger } && values.allSatisfy { $0.magnitude <= Rational(20) }
    case .points, .tagged: return false
    }
  }
}

/// A row of a chart: a unit, or the heading of a group.
struct ChartRow {
  var unit: Int?
  var name: String
  var href: String
}

/// From values to lengths.
struct ChartScale {
  let low: Rational
  let high: Rational
  let from: Int
  let to: Int

  /// - Parameters: the values to be shown, and the lengths that they fill.
  init(low: Rational, high: Rational, from: Int, to: Int) {
    self.low = low
    self.high = high > low ? high : low + Rational(1)
    self.from = from
    self.to = to
  }

  func callAsFunction(_ value: Rational) -> Int {
    let share = (value - low).divided(by: high - low) ?? 0
    let length = (share * Rational(to - from)).rounded(.halfUp, digits: 0).asInt ?? 0
    return from + length
  }

  /// Round values between the ends: steps of 1, 2 or 5 times a power of ten, at most seven.
  var ticks: [Rational] {
    let span = high - low
    var power = Rational(1)
    while power * Rational(7) < span { power = power * Rational(10) }
    while power > span, let smaller = power.divided(by: Rational(10)) { power = smaller }
    if let smaller = power.divided(by: Rational(10)) { power = smaller }
    for factor in [1, 2, 5, 10, 20, 50, 100] {
      let step = power * Rational(factor)
      guard let first = low.divided(by: step)?.ceiling().asInt,
        let last = high.divided(by: step)?.floor().asInt,
        last - first < 7
      else { continue }
      return last >= first ? (first...last).map { step * Rational($0) } : []
    }
    return []
  }
}
