import Diagnostics
import Engine
import Exact
import Semantics

/// How the order of a group's units follows a figure: one stepped line for each unit, from left to right through
/// the values, the first on top. A line is upright where ranks turn. Units that keep their place are grey; of a
/// large group only those that move are drawn.
struct SweepChart {
  let sweep: Sweep
  let evaluation: Evaluation
  let language: Language

  private static let rowHeight = 200
  private static let top = 240
  /// Units of a group, above which those that keep their place are left out.
  private static let mostStill = 40
  /// Break-points, above which they are not marked one by one.
  private static let mostMarks = 60

  /// A panel: the units of one group, and where each stands in each stretch of the sweep.
  struct Panel {
    var title: String?
    /// In the order of the first stretch.
    var lines: [Line]
  }

  struct Line {
    var name: String
    /// The place in the group's order by stretch, from 0; nil where it is not ranked.
    var slots: [Int?]
    /// The rank at both ends of the sweep.
    var first: Int?
    var last: Int?
    var moves: Bool
  }

  /// One drawing for each group of the rank that the published tables stand in; empty where nobody moves.
  func panels() -> [Panel] {
    guard let rank = evaluation.plan.leadingRank else { return [] }
    let ties = evaluation.plan.ranks[rank].ties
    var panels: [Int32: Panel] = [:]
    var lineOf: [Int32: [Int32: Int]] = [:]
    for (position, stretch) in sweep.stretches.enumerated() {
      for standing in stretch.placement.standings where standing.rank == rank {
        let group = standing.partition
        if panels[group] == nil {
          panels[group] = Panel(title: evaluation.title(of: standing, language), lines: [])
        }
        for ((place, index), shown) in zip(standing.order.enumerated(), standing.shown(ties)) {
          let line = lineOf[group]?[index] ?? panels[group]?.lines.count ?? 0
          if lineOf[group]?[index] == nil {
            lineOf[group, default: [:]][index] = line
            let unit = evaluation.unit(of: index, rank: rank)
            let blank = [Int?](repeating: nil, count: sweep.stretches.count)
            panels[group]?.lines.append(
              Line(
                name: evaluation.dataset.units.text(Int32(clamping: unit)) ?? "—", slots: blank, moves: false)
            )
          }
          panels[group]?.lines[line].slots[position] = place
          if position == 0 { panels[group]?.lines[line].first = shown }
          if position == sweep.stretches.count - 1 { panels[group]?.lines[line].last = shown }
        }
      }
    }
    return panels.sorted { $0.key < $1.key }.map { settled($0.value) }.filter {
      $0.lines.contains(where: \.moves)
    }
  }

  private func settled(_ panel: Panel) -> Panel {
    var panel = panel
    for line in panel.lines.indices { panel.lines[line].moves = Set(panel.lines[line].slots).count > 1 }
    if panel.lines.count > Self.mostStill { panel.lines.removeAll { !$0.moves } }
    return panel
  }

  /// - Parameter names: of all panels, so that their scales stand one below the other.
  func drawn(_ panel: Panel, names: [String]) -> SVGChart {
    var chart = SVGChart()
    let margin = SVGChart.labels(names) + 250
    let scale = ChartScale(low: sweep.from, high: sweep.to, from: margin, to: SVGChart.width - margin)
    // Places between those that are drawn are closed up.
    let used = Set(panel.lines.flatMap { $0.slots.compactMap { $0 } }).sorted()
    let rowOf = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    func y(_ slot: Int) -> Int { Self.top + (rowOf[slot] ?? 0) * Self.rowHeight }
    let bottom = Self.top + max(1, used.count) * Self.rowHeight
    chart.height = bottom
    let figure = evaluation.plan.figures[sweep.figure]
    for tick in scale.ticks {
      chart.text(scale(tick), Self.top - 160, text(tick, figure), anchor: "middle", style: "axis")
    }
    let marks = self.marks(panel)
    if marks.count <= Self.mostMarks {
      for mark in marks { chart.line(scale(mark), Self.top - 110, scale(mark), bottom, "grid") }
    }
    var colour = 0
    for line in panel.lines {
      var style = "still"
      if line.moves {
        style = "s\(colour % SVGChart.colours)"
        colour += 1
      }
      steps(line, scale, y, style, &chart)
      if let slot = line.slots.first ?? nil {
        let label = SVGChart.cut(line.name) + " " + (line.first.map(String.init) ?? "")
        chart.text(margin - 60, y(slot) + 45, label, anchor: "end")
      }
      if let slot = line.slots.last ?? nil {
        chart.text(
          SVGChart.width - margin + 60, y(slot) + 45,
          (line.last.map(String.init) ?? "") + " " + SVGChart.cut(line.name))
      }
    }
    if let now = evaluation.figures[sweep.figure], now >= sweep.from, now <= sweep.to {
      chart.line(scale(now), Self.top - 110, scale(now), bottom, "target")
    }
    return chart
  }

  /// Where the panel's order turns.
  private func marks(_ panel: Panel) -> [Rational] {
    sweep.stretches.indices.filter { place in
      guard sweep.stretches[place].isPoint, place > 0, place + 1 < sweep.stretches.count else { return false }
      return panel.lines.contains { $0.slots[place - 1] != $0.slots[place + 1] }
    }.map { sweep.stretches[$0].from }
  }

  private func steps(
    _ line: Line, _ scale: ChartScale, _ y: (Int) -> Int, _ style: String, _ chart: inout SVGChart
  ) {
    var points: [(x: Int, y: Int)] = []
    for (stretch, slot) in zip(sweep.stretches, line.slots) where !stretch.isPoint {
      guard let slot else {
        chart.path(points, style, title: line.name)
        points = []
        continue
      }
      points += [(scale(stretch.from), y(slot)), (scale(stretch.to), y(slot))]
    }
    chart.path(points, style, title: line.name)
  }

  private func text(_ value: Rational, _ figure: Figure) -> String {
    figure.isPercent ? CompletionBars.percent(value) : value.readable
  }
}
