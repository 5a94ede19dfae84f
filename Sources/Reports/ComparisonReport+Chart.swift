import Diagnostics
import Engine
import Exact

extension ComparisonReport {
  /// A bump chart: one panel for each group, one column for each method, one line for each unit from rank to
  /// rank. Units that keep their rank throughout are grey. Plain SVG 1.1 with whole coordinates.
  public func chart() -> String {
    let columns = comparison.contenders.count
    let widest = comparison.units.map { DisplayWidth.of($0) }.max() ?? 8
    let margin = widest * 7 + 40
    let step = 180
    let width = margin * 2 + step * max(0, columns - 1)
    var body: [String] = []
    var top = 20
    for group in comparison.groups {
      let members = comparison.members(of: group)
      guard !members.isEmpty else { continue }
      if let group { body.append(label(group, x: 10, y: top + 14, anchor: "start", weight: "bold")) }
      top += group == nil ? 0 : 26
      for column in 0..<columns {
        body.append(label(name(column), x: margin + column * step, y: top + 14, anchor: "middle"))
      }
      top += 26
      body += lines(members, top, margin, step)
      let last = (0..<columns).flatMap { column in slots(members, column).values }.max() ?? 0
      top += (last + 1) * 20 + 24
    }
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(top)\" viewBox=\"0 0 \(width) \(top)\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"\(Self.escaped(Self.title[language]))\">"
    let back = "<rect width=\"\(width)\" height=\"\(top)\" fill=\"#ffffff\"/>"
    return ([head, back] + body + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// The row of each unit in a column: units that share a rank stand one below the other.
  private func slots(_ members: [Int], _ column: Int) -> [Int: Int] {
    let results = comparison.results[column]
    let ranked = members.filter { results[$0].rank != nil }
      .sorted { left, right in
        let first = results[left].rank ?? 0
        let second = results[right].rank ?? 0
        return first != second ? first < second : left < right
      }
    return Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($0.element, $0.offset) })
  }

  private func lines(
    _ members: [Int], _ top: Int, _ margin: Int, _ step: Int
  ) -> [String] {
    let columns = comparison.contenders.count
    let slots = (0..<columns).map { self.slots(members, $0) }
    var found: [String] = []
    for (position, unit) in members.enumerated() {
      let ranks = comparison.results.map { $0[unit].rank }
      let moves = Set(ranks).count > 1
      let color = moves ? Self.colors[position % Self.colors.count] : "#b0b0b0"
      let points = (0..<columns).compactMap { column -> (x: Int, y: Int)? in
        slots[column][unit].map { (margin + column * step, top + 10 + $0 * 20) }
      }
      let path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
      if points.count > 1 {
        found.append(
          "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(moves ? 2 : 1)\"/>"
        )
      }
      found += points.map { "<circle cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3\" fill=\"\(color)\"/>" }
      let name = comparison.units[unit]
      if let slot = slots[0][unit], let rank = ranks[0] {
        found.append(label("\(name) \(rank)", x: margin - 8, y: top + 14 + slot * 20, anchor: "end"))
      }
      if columns > 1, let slot = slots[columns - 1][unit], let rank = ranks[columns - 1] {
        let x = margin + (columns - 1) * step + 8
        found.append(label("\(rank) \(name)", x: x, y: top + 14 + slot * 20, anchor: "start"))
      }
    }
    return found
  }

  private static let colors = [
    "#1b6ca8", "#c0392b", "#1e8449", "#8e44ad", "#b9770e", "#117a65", "#a04000", "#2e4053", "#ad1457",
    "#5d6d00",
  ]

  private func label(_ text: String, x: Int, y: Int, anchor: String, weight: String = "normal") -> String {
    let weight = weight == "normal" ? "" : " font-weight=\"\(weight)\""
    return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\"\(weight)>\(Self.escaped(text))</text>"
  }

  private static func escaped(_ text: String) -> String {
    PlainLine.escaped(text).reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
