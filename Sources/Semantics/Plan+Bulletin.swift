import Diagnostics
import Exact

/// The text of a notice, with what is computed in it.
public struct BulletinPlan: Sendable {
  public indirect enum Block: Sendable {
    case paragraph(Text)
    case addressed(Text)
    case heading(Text, [Block])
    /// A numbered paragraph; with a choice column `within`, one for each of its options that has units.
    case numbered(lead: Text?, within: NodeID?, Text)
    case signed([Text])
    /// A published table, by its index.
    case table(Int)
    case annex(Int)
  }

  public struct Text: Sendable {
    public var pieces: [Piece]
  }

  public enum Piece: Sendable {
    case words(String)
    /// One value for all, or for each group of the paragraph; its words are for messages.
    case value(NodeID, Grain, Publication.Format, text: String, place: Place)
    /// The name of the paragraph's group.
    case group
    case period
    /// Units of a list, by its index in `Plan.lists`.
    case list(Int, Units)
    /// Units of a grade, by the index in `Plan.grades`.
    case grade(Int, String, Units)
  }

  /// How units are told one after another.
  public struct Units: Sendable {
    /// nil: in the order of the list.
    public var keys: [SortKey]
    public var shown: [Shown]
  }

  /// A figure in brackets behind each unit, with its measure word.
  public struct Shown: Sendable {
    public var node: NodeID
    public var format: Publication.Format
    public var measure: Measure
  }

  /// The language that it is written in: separators, numbers of headings and measure words follow it.
  public var language: Language {
    title.pieces.contains { piece in
      guard case .words(let words) = piece else { return false }
      return words.unicodeScalars.contains { $0.properties.isIdeographic }
    } ? .chinese : .english
  }

  public var title: Text
  public var blocks: [Block]
  public var place: Place
}

extension BulletinPlan {
  /// What it computes, without the author's words, for `Plan.text`.
  var lines: [String] { ["bulletin"] + Self.lines(title) + blocks.flatMap { Self.lines($0) } }

  private static func lines(_ block: Block) -> [String] {
    switch block {
    case .paragraph(let text): ["  paragraph"] + lines(text)
    case .addressed(let text): ["  addressed"] + lines(text)
    case .heading(let text, let blocks): ["  heading"] + lines(text) + blocks.flatMap { lines($0) }
    case .numbered(let lead, let within, let text):
      ["  numbered within \(within.map { "\($0)" } ?? "-")"] + (lead.map(lines) ?? []) + lines(text)
    case .signed(let texts): ["  signed"] + texts.flatMap { lines($0) }
    case .table(let table): ["  table \(table)"]
    case .annex(let table): ["  annex \(table)"]
    }
  }

  private static func lines(_ text: Text) -> [String] {
    text.pieces.compactMap { piece in
      switch piece {
      case .words: nil
      case .value(let node, let grain, let format, text: _, place: _): "    value \(node) @\(grain) \(format)"
      case .group: "    group"
      case .period: "    period"
      case .list(let list, let units): "    list \(list) \(units)"
      case .grade(let grade, let name, let units): "    grade \(grade) \(name) \(units)"
      }
    }
  }
}
