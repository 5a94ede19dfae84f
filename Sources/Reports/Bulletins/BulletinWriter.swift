import Diagnostics
import Engine
import Exact
import Semantics
import Syntax

/// The words that all renderers of a notice share: numbers of headings, units one after another, annexes.
struct BulletinWriter {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }

  // MARK: - Text

  func text(_ text: Bulletin.Text) -> String { text.pieces.map(piece).joined() }

  private func piece(_ piece: Bulletin.Piece) -> String {
    switch piece {
    case .words(let words): words
    case .figure(let figure): figure
    case .period(let period): PeriodText.text(period, language)
    case .units(let lists): units(lists)
    }
  }

  /// 甲（540.4分）、乙（523.8分）; under the names of groups where there are several.
  private func units(_ lists: [Bulletin.UnitList]) -> String {
    lists.map { list in
      let names = list.units.map(member)
      let text = names.isEmpty ? say("无", "none") : names.joined(separator: Report.comma[language])
      let title = [list.group, list.period].compactMap { $0 }.joined(separator: Report.comma[language])
      return title.isEmpty || lists.count == 1 ? text : title + Report.colon[language] + text
    }.joined(separator: say("；", "; "))
  }

  private func member(_ member: Bulletin.Member) -> String {
    let figures = member.figures.map(figure).joined(separator: say("，", ", "))
    return figures.isEmpty ? member.unit : member.unit + Report.inBrackets(figures)[language]
  }

  /// 540.4分, 540.4 points.
  private func figure(_ figure: Bulletin.Figure) -> String {
    let word: String
    switch figure.measure {
    case nil, .plain: return figure.shown
    case .points: word = "分"
    case .tagged(let tag): word = tag
    }
    let spelled = MeasureWord.spelling(word, language, plural: figure.shown != "1")
    return figure.shown + say("", " ") + spelled
  }

  // MARK: - Numbers

  /// 一、 （一） 1. （1） by level, as official notices have them; in English 1. (1) (a) (i).
  func number(_ number: Int, level: Int) -> String {
    switch (language, level) {
    case (.chinese, 1): Self.chinese(number) + "、"
    case (.chinese, 2): "（" + Self.chinese(number) + "）"
    case (.chinese, 3): "\(number)．"
    case (.chinese, _): "（\(number)）"
    case (.english, 1): "\(number). "
    case (.english, 2): "(\(number)) "
    case (.english, 3): "(\(Self.letter(number))) "
    case (.english, _): "(\(Self.roman(number))) "
    }
  }

  /// 一, 十二, 三十: numbers from 1 to 99 in words, others in digits.
  static func chinese(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(number) else { return "\(number)" }
    let tens = number / 10
    return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[number % 10]
  }

  private static func letter(_ number: Int) -> String {
    guard (1...26).contains(number), let letter = Unicode.Scalar(0x60 + number) else { return "\(number)" }
    return String(letter)
  }

  private static func roman(_ number: Int) -> String {
    let numerals = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    guard (1...39).contains(number) else { return "\(number)" }
    var rest = number
    var result = ""
    for (value, numeral) in numerals {
      while rest >= value {
        result += numeral
        rest -= value
      }
    }
    return result
  }

  // MARK: - Fixed words

  /// The lines that name the annexes below the text.
  func annexLines(_ annexes: [Bulletin.Annex]) -> [String] {
    guard annexes.count > 1 else { return annexes.map { say("附件：", "Annex: ") + $0.name } }
    return annexes.enumerated().map { place, annex in
      (place == 0 ? say("附件：", "Annexes: ") : say("　　　", "")) + "\(place + 1). " + annex.name
    }
  }

  /// What stands above an annex: 附件, or 附件2 where there are several.
  func annexMark(_ place: Int, of count: Int) -> String {
    say("附件", "Annex") + (count > 1 ? say("\(place + 1)", " \(place + 1)") : "")
  }

  /// The lead of a numbered paragraph, with what ends it.
  func lead(_ text: Bulletin.Text) -> String {
    let lead = self.text(text)
    guard let last = lead.last, !"。．.：:！？!?".contains(last) else { return lead }
    return lead + say("。", ".")
  }

  /// The sections of a table with their headings.
  func sections(_ table: PublishedTable) -> [(heading: String?, rows: [PublishedTable.Row])] {
    table.sections(language)
  }
}
