import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// What an audit of published tables found: every printed cell held against the one that the method gives.
public struct Audit: Sendable {
  public struct Table: Hashable, Sendable {
    public var name: String
    public var file: String
    /// Printed cells that could be held against the method.
    public var cells: Int
    public var agree: Int
    public var rows: Int
    /// Rows with at least one disagreement.
    public var disagreeingRows: Int
  }

  /// A published file, or a sheet of one, as it was read.
  public struct Print: Sendable {
    /// The table, list or grade that it is; empty for a file of several lists.
    public var name: String
    public var grid: Grid
    /// Columns that were held against the method, as indices in the grid.
    public var audited: Set<Int>
    public var unitColumn: Int?
  }

  public var method: String
  public var tables: [Table]
  /// What was audited, in the order of `tables`.
  public var prints: [Print]
  public var disagreements: [Disagreement]
  /// A smallest set of changes found after which nothing disagrees.
  public var corrections: [Correction]
  /// Columns, rows and tables that were read otherwise or passed over.
  public var findings: [Diagnostic]
  /// Other figures that would explain most of the disagreements; nil where none do.
  public var offer: Fit?

  public var cells: Int { tables.reduce(0) { $0 + $1.cells } }
  public var agree: Int { tables.reduce(0) { $0 + $1.agree } }
}

/// A place where a published table does not say what the method gives.
public struct Disagreement: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The value rounded to other digits or in another way.
    case rounding
    /// The rest cut off instead of rounded.
    case truncated
    /// A rank that is right for another column, or was right before a change.
    case staleRank = "stale_rank"
    /// Equal scores ranked apart, or what follows a tie counted otherwise.
    case tie
    /// A row that does not stand where its score puts it.
    case order
    case unitMissing = "unit_missing"
    case unitExtra = "unit_extra"
    case unitRepeated = "unit_repeated"
    /// A name on no roster, near to one that is.
    case unitSpelling = "unit_spelling"
    case blank
    /// One cell of the tallies changed would give the published figure.
    case arithmetic
    /// Right with other figures of the method, which the audit offers.
    case otherFigures = "other_figures"
    /// Right if the other published figures of the table were.
    case follows
    /// The figure of a neighbouring row or column.
    case misplaced
    /// A cell of the tallies, printed otherwise.
    case input
    /// Words (a grade, a group) that differ.
    case text
    /// A list that has a unit too many or lacks one.
    case list
    /// A list that is cut between units of one rank.
    case cutInTie = "cut_in_tie"
    /// Nothing that was tried explains it.
    case unexplained
  }

  public var table: String
  /// The unit, with its period; for other tables the names of the row.
  public var row: String
  /// The header; nil where the row itself is meant.
  public var column: String?
  public var published: String
  public var computed: String
  public var kind: Kind
  /// The evidence, the most telling first.
  public var explanations: [Phrase]
  public var place: Place

  /// The cell as a spreadsheet names it: `D17`, `采用情况!D17` in a workbook. nil where a whole row or column
  /// is meant, and in JSON, which has no cells.
  public var cellName: String? {
    guard case .cell(let file, let sheet, let row, let column, _, _) = place, row > 0, column > 0 else {
      return nil
    }
    if let sheet { return CellName.text(sheet: sheet, row: row, column: column) }
    return file.lowercased().hasSuffix(".json") ? nil : CellName.letters(column: column) + String(row)
  }
}

/// A change that removes disagreements.
public struct Correction: Hashable, Sendable {
  public enum Target: String, Sendable {
    case published
    case tallies
  }

  public var target: Target
  public var table: String
  public var row: String
  /// nil where the whole row is meant: it is added, removed or moved.
  public var column: String?
  public var from: String
  public var to: String
  /// How many disagreements it removes.
  public var repairs: Int
}

extension Disagreement.Kind {
  /// The kind in a reader's words.
  public var title: Phrase {
    switch self {
    case .rounding: Phrase("取位不同", "rounded otherwise")
    case .truncated: Phrase("舍去未进位", "cut off, not rounded")
    case .staleRank: Phrase("名次未更新", "stale rank")
    case .tie: Phrase("并列处理不同", "tie counted otherwise")
    case .order: Phrase("次序不对", "out of order")
    case .unitMissing: Phrase("缺单位", "unit missing")
    case .unitExtra: Phrase("多出单位", "unit not in the table")
    case .unitRepeated: Phrase("单位重复", "unit twice")
    case .unitSpelling: Phrase("单位名称写法不同", "unit spelled otherwise")
    case .blank: Phrase("空白", "blank")
    case .arithmetic: Phrase("算术", "arithmetic")
    case .otherFigures: Phrase("按别的数字算的", "follows other figures")
    case .follows: Phrase("随别的印发数", "follows other printed figures")
    case .misplaced: Phrase("串行或串列", "figure of another row or column")
    case .input: Phrase("与数据不同", "not the tally's figure")
    case .text: Phrase("文字不同", "words differ")
    case .list: Phrase("名单不同", "list differs")
    case .cutInTie: Phrase("名单在并列处截断", "list cut inside a tie")
    case .unexplained: Phrase("原因不明", "unexplained")
    }
  }
}
