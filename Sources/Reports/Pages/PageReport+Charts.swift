import Diagnostics
import Engine
import Exact
import Semantics
import Syntax

extension PageReport {
  /// Units that one chart shows; more are too many to tell apart.
  static let mostBars = 80

  var hasCharts: Bool {
    overview.units.count > 1
      && (overview.score != nil || !overview.completions.isEmpty || overview.clauses.contains { $0.isTold })
  }

  mutating func charts() {
    guard hasCharts else { return }
    heading("charts", say("图", "Charts"))
    stackedPoints()
    distribution()
    for completion in overview.completions.prefix(3) { self.completion(completion) }
    html.markup("</section>\n")
  }

  private mutating func figure(_ caption: String, _ chart: SVGChart) {
    html.markup("<figure><figcaption>")
    html.text(caption)
    html.markup("</figcaption>")
    html.append(chart.key())
    html.markup("<div class=wide tabindex=0 role=region aria-label=\"\(HTMLText.attribute(caption))\">")
    html.append(chart.markup(label: caption))
    html.markup("</div></figure>\n")
  }

  /// The measure of a series, for a caption: （分）.
  private func unit(_ series: Overview.Series) -> String {
    switch series.measure {
    case .plain: ""
    case .points: Report.inBrackets(say("分", "points"))[language]
    case .tagged(let word): Report.inBrackets(MeasureWord.spelling(word, language, plural: true))[language]
    }
  }

  // MARK: - Points by clause

  private mutating func stackedPoints() {
    let told = overview.clauses.filter(\.isTold)
    guard !told.isEmpty else { return }
    // The weightiest clauses have colours of their own.
    let weights = told.map { column in column.points.compactMap { $0?.magnitude }.total }
    let heavy = told.indices.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
    let own = Set(heavy.prefix(told.count > SVGChart.colours ? SVGChart.colours - 1 : SVGChart.colours))
    var series = told.indices.filter(own.contains).map { place in
      let clause = plan.clauses[told[place].clause]
      return StackedBars.Series(
        name: writer.heading(clause.label, clause.title), href: anchors.name("c", clause.label),
        values: told[place].points)
    }
    let rest = told.indices.filter { !own.contains($0) }
    if !rest.isEmpty {
      let sums = overview.units.indices.map { unit in
        Optional(rest.compactMap { told[$0].points[unit] }.total)
      }
      series.append(.init(name: say("其他条款", "other clauses"), href: "clauses", values: sums))
    }
    var caption = say("各单位得分，按条款（分）", "Points of each unit, by clause")
    let shown = shownUnits(&caption)
    let bars = StackedBars(series: series, rows: rows(shown), chart: SVGChart())
    figure(caption, bars.drawn())
  }

  /// All units, or the first of each group where they are too many for a chart.
  private func shownUnits(_ caption: inout String) -> [Int] {
    guard overview.units.count > Self.mostBars else { return overview.order }
    let each = max(3, Self.mostBars / max(1, overview.groups.count))
    var counts: [String: Int] = [:]
    let shown = overview.order.filter { unit in
      let group = overview.units[unit].group ?? ""
      counts[group, default: 0] += 1
      return counts[group, default: 0] <= each
    }.prefix(2 * Self.mostBars)
    caption +=
      overview.groups.count > 1
      ? say("，每组前 \(each) 个", ", the first \(each) of each group")
      : say("，前 \(each) 个", ", the first \(each)")
    return Array(shown)
  }

  /// Units under headings of their groups.
  private mutating func rows(_ units: [Int]) -> [ChartRow] {
    var rows: [ChartRow] = []
    var group: String??
    for unit in units {
      let own = overview.units[unit].group
      if overview.groups.count > 1, group != .some(own) {
        rows.append(ChartRow(unit: nil, name: own ?? Report.noGroup[language], href: ""))
        group = own
      }
      let name = overview.units[unit].name
      rows.append(ChartRow(unit: unit, name: name, href: anchors.name("u", name)))
    }
    return rows
  }

  // MARK: - Distribution

  private mutating func distribution() {
    guard let score = overview.score else { return }
    var groups: [DotPlot.Group] = []
    let names: [String?] = overview.groups.isEmpty ? [nil] : overview.groups
    for name in names {
      let members = overview.order.filter { name == nil || overview.units[$0].group == name }
      let dots = members.compactMap { unit in
        score.values[unit].map { value in
          DotPlot.Dot(
            value: value, name: overview.units[unit].name, href: anchors.name("u", overview.units[unit].name))
        }
      }
      guard !dots.isEmpty else { continue }
      groups.append(DotPlot.Group(name: name ?? say("全体", "all"), dots: dots.sorted { $0.value < $1.value }))
    }
    guard groups.contains(where: { $0.dots.count > 1 }) else { return }
    let caption =
      say(
        "\(score.name.chinese)的分布：一点一个单位，粗线是中位数，浅框是中间一半",
        "\(score.name.english): a dot for each unit, the thick line is the median, the box the middle half")
      + unit(score)
    let percent = SVGChart.isShare(groups.flatMap { $0.dots.map(\.value) }, score.measure)
    figure(caption, DotPlot(groups: groups, isPercent: percent, language: language).drawn())
  }

  // MARK: - Completion

  private mutating func completion(_ completion: Overview.Completion) {
    let amounts = completion.amount.values
    let targets = completion.target.values
    let shares = overview.units.indices.map { unit -> Rational? in
      guard let amount = amounts[unit], let target = targets[unit], target.sign > 0 else { return nil }
      return amount.divided(by: target)
    }
    var caption =
      say(
        "\(completion.amount.name.chinese)对\(completion.target.name.chinese)的完成情况",
        "\(completion.amount.name.english) against \(completion.target.name.english)")
      + unit(completion.amount)
    var members = overview.order.filter { shares[$0] != nil }
    let places = Dictionary(uniqueKeysWithValues: overview.order.enumerated().map { ($1, $0) })
    let groups = Dictionary(
      uniqueKeysWithValues: overview.groups.enumerated().map { ($1, $0) })
    func isBefore(_ left: Int, _ right: Int) -> Bool {
      let first = overview.units[left].group.flatMap { groups[$0] } ?? Int.max
      let second = overview.units[right].group.flatMap { groups[$0] } ?? Int.max
      if first != second { return first < second }
      guard let one = shares[left], let other = shares[right], one != other else {
        return places[left, default: 0] < places[right, default: 0]
      }
      return one > other
    }
    guard members.count > 1 else { return }
    if members.count > Self.mostBars {
      let lowest = members.sorted { (shares[$0] ?? 0, $0) < (shares[$1] ?? 0, $1) }.prefix(Self.mostBars)
      members = Array(lowest)
      caption += say("，完成率最低的 \(members.count) 个", ", the \(members.count) lowest")
    }
    members.sort(by: isBefore)
    let values = members.map { unit in
      (
        unit: unit, share: shares[unit] ?? 0,
        text: "\((amounts[unit] ?? 0).readable)/\((targets[unit] ?? 0).readable)"
      )
    }
    let chart = CompletionBars(
      rows: rows(members),
      values: Dictionary(uniqueKeysWithValues: values.map { ($0.unit, ($0.share, $0.text)) }),
      language: language)
    figure(caption, chart.drawn())
  }
}

extension Overview.ClausePoints {
  /// Whether it gave or took anything.
  var isTold: Bool { points.contains { $0.map { !$0.isZero } ?? false } }
}
