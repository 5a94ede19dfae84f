import Diagnostics

/// 通报 “TITLE”: the text of a notice.
public struct BulletinStatement: Sendable {
  public var title: BulletinText
  public var blocks: [BulletinBlock]
  public var span: Span
}

/// Text with what is computed in it.
public struct BulletinText: Sendable {
  public enum Piece: Sendable {
    case words(String)
    case hole(BulletinHole, Span)
  }

  public var pieces: [Piece]
  public var span: Span
}

public enum BulletinHole: Sendable {
  /// A value as a printed column would show it.
  case value(PublishColumn)
  case list(Name, BulletinUnits)
  /// The units of a grade; nil: the unnamed 等次.
  case grade(Name?, Name, BulletinUnits)
  case period
}

/// How units are told one after another.
public struct BulletinUnits: Sendable {
  public var order: [OrderKey]
  /// 附: figures in brackets behind each unit.
  public var shown: [PublishColumn]
}

public indirect enum BulletinBlock: Sendable {
  case paragraph(BulletinText)
  case addressed(BulletinText)
  case heading(BulletinText, [BulletinBlock])
  /// A numbered paragraph; with keys, one for each group of that column.
  case numbered(lead: BulletinText?, by: Name?, BulletinText)
  case signed([BulletinText])
  case table(Name)
  case annex(Name)
}
