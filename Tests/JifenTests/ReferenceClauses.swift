import Foundation

/// The page “kind of clause → how to write it”, taken from the fixtures: a comment `# ◆ 中文 / English` begins a
/// kind, and the lines below it are how it is written.
enum ReferenceClauses {
  struct Kind: Sendable {
    let chinese: String
    let english: String
    let fixture: String
    let chineseLines: [String]
    let englishLines: [String]
  }

  /// A fixture with its heading, and what its lines work on.
  struct Section: Sendable {
    let fixture: String
    let title: String
    let note: String
  }

  /// Fixtures in the order of the page.
  static let sections: [Section] = [
    Section(
      fixture: "counts", title: "On tallies · 计数表上的条款",
      note: "Columns of a table with one row per unit. 各列在一张每行一个单位的表里。"),
    Section(
      fixture: "records", title: "On records, one row per item · 逐条记录上的条款",
      note: "Columns of a table with one row per item. 各列在一张每行一条的表里。"),
    Section(
      fixture: "repeats", title: "One item in several places · 同一条多处采用",
      note: "Of records; 层级分 is a parameter by 层级. 用于逐条记录；层级分 是按 层级 的参数。"),
    Section(
      fixture: "joint", title: "Several signers · 联合署名",
      note: "Of a table whose 署名 is a 名称列表 and that has no 名称 column. 表里署名列是“名称列表”，没有“名称”列。"),
    Section(
      fixture: "levels", title: "Another level, another unit · 按另一级计，记到另一单位名下",
      note: "Of records: 层级 is a 次第; 所在县区 and 承办单位 name units. 用于逐条记录；层级 是次第，所在县区、承办单位 是另外的单位。"),
    Section(
      fixture: "months", title: "By month and quarter · 按月、按季",
      note:
        "Columns of a table with one row per unit and month, and dated records. 各列在一张每行一个单位一个月的表里；采用 是有日期的记录。"
    ),
    Section(
      fixture: "indicators", title: "By indicator, parts and weights · 按指标、部分和权重",
      note: "Columns of a table with one row per unit and indicator. 各列在一张每行一个单位一个指标的表里。"),
    Section(
      fixture: "deadlines", title: "Deadlines and durations · 时限和时长",
      note: "Of records with dates; 休假日 is a table of holidays. 用于有日期的记录；休假日 是一张休假日的表。"),
    Section(
      fixture: "standing", title: "Compared with others; grades and lists · 与别的单位比较、等次、名单",
      note: "Columns of a table with one row per unit. 各列在一张每行一个单位的表里。"),
  ]

  static let kinds: [Kind] = sections.flatMap { section in
    zip(entries(section.fixture), entries(section.fixture + ".en")).map { chinese, english in
      Kind(
        chinese: chinese.title.first ?? "", english: chinese.title.last ?? "", fixture: section.fixture,
        chineseLines: chinese.lines, englishLines: english.lines)
    }
  }

  private static func entries(_ fixture: String) -> [(title: [String], lines: [String])] {
    let text = ReferencePages.text(ReferencePages.fixtures.appendingPathComponent(fixture + ".jifen"))
    var result: [(title: [String], lines: [String])] = []
    var indent: Int?
    for line in text.components(separatedBy: "\n") {
      let own = line.prefix { $0 == " " }.count
      let content = String(line.dropFirst(own))
      if content.hasPrefix("# ◆ ") {
        result.append((content.dropFirst(4).components(separatedBy: " / "), []))
        indent = own
      } else if let least = indent, !content.isEmpty, !content.hasPrefix("#"), own >= least,
        let last = result.indices.last
      {
        append(String(line.dropFirst(least)), to: &result[last].lines)
      } else {
        indent = nil
      }
    }
    return result
  }

  /// A line that goes on below is one row; what merely aligns is one space.
  private static func append(_ line: String, to lines: inout [String]) {
    let words = line.split(separator: " ").joined(separator: " ")
    let goesOn = lines.last?.last.map { ",，|、".contains($0) } ?? false
    if goesOn, let last = lines.indices.last {
      lines[last] += " " + words
    } else {
      lines.append(line.prefix { $0 == " " } + words)
    }
  }

  static func page(_ kinds: [Kind]) -> String {
    var text = """
      # Clauses: how to write them

      Find your clause in the first column; the other two say how to write it, in Chinese and in English.

      ## Overview

      Every line below stands in a complete method with worked examples, in `Tests/JifenTests/Fixtures/reference/`;
      the tests run them in both languages. Open the file named under a heading to see which columns a line works on.
      This page is made from those files: change them, then run
      `JIFEN_RECORD=1 swift test --filter ReferenceTests`.

      先在第一栏找到你的条款，后两栏是中文和英文的写法。每一行都取自一份完整的、有试算的办法文件（文件名写在各节标题下面），
      要看它用到哪些列，就打开那份文件。

      Lists are separated by `、` in Chinese and by a vertical bar in English; this page's source writes the bar as
      backslash and bar, because it stands in a table. A clause whose lines take several rows needs all of them.


      """
    for section in sections {
      text +=
        "## \(section.title)\n\nFrom `\(section.fixture).jifen` and `\(section.fixture).en.jifen`. \(section.note)\n\n"
      text += "| Kind · 种类 | 中文 | English |\n| --- | --- | --- |\n"
      for kind in kinds where kind.fixture == section.fixture { text += rows(kind) }
      text += "\n"
    }
    return text.dropLast() + ""
  }

  /// A row for each line; only the first names the kind.
  private static func rows(_ kind: Kind) -> String {
    let count = max(kind.chineseLines.count, kind.englishLines.count)
    return (0..<count).map { index in
      let title = index == 0 ? "\(kind.chinese) · \(kind.english)" : ""
      return "| \(title) | \(cell(kind.chineseLines, index)) | \(cell(kind.englishLines, index)) |\n"
    }.joined()
  }

  private static func cell(_ lines: [String], _ index: Int) -> String {
    guard lines.indices.contains(index) else { return "" }
    return "`" + lines[index].replacingOccurrences(of: "|", with: "\\|") + "`"
  }
}
