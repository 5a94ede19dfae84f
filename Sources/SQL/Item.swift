import Semantics

/// Index of an item in `Compiler.items`.
typealias ItemID = Int

/// One column of the script: a node of the plan, or a value on the way to one.
struct Item {
  var grain: Grain
  /// Which step of its grain computes it: above those of other grains that it reads.
  var level: Int
  /// Its column; of a fraction the numerator's.
  var name: String
  var below: String
  var kind: ValueKind
  var shape: Shape
  var source: Source
  /// What it is in the method, for the comment above its step.
  var note: String?
  /// Whether it is never NULL.
  var always = false
}

/// Where the values of an item come from.
enum Source {
  /// The figures' row.
  case parameter(FigureID)
  /// The same for every row, written where it is used.
  case literal(Quantity)
  /// A key column of the grain.
  case key(String)
  /// A column of an input, at its own rows or at the units (and periods) that have one row each.
  case input(table: Int, field: InputField)
  /// A value at a coarser grain.
  case carried(ItemID, links: [Link])
  /// A row of a table found by a code.
  case fetched(table: Int, field: InputField, by: ItemID)
  /// Worked out from others of the grain.
  case scalar(Scalar)
  case folded(Fold)
}

/// Something of an input table that a script reads.
enum InputField: Hashable {
  case value(column: Int, field: Int?)
  /// The cell of a notation as it is written.
  case cell(column: Int)
  /// Whether there is a row.
  case present
  /// Whether every figure of the row is blank.
  case blank
}

/// How a row of a finer grain finds its key of a coarser one.
struct Link {
  /// The coarser grain's key column.
  var key: String
  /// The finer grain's expression over an alias.
  var expression: @Sendable (String) -> String
  /// What the expression reads besides key columns.
  var item: ItemID?
}

struct Scalar {
  var operands: [ItemID]
  /// Whether each operand is written once, so that its own expression may stand in its place.
  var once: Bool
  /// Whether it may stand in another's expression itself.
  var mayInline = true
  /// The expression, of a fraction numerator and denominator.
  var build: ([Quantity]) -> [String]
}

/// Values of a finer grain folded.
struct Fold {
  enum Style {
    /// Aggregate functions over the operands, side by side with others of the same rows; what a key without
    /// rows has, and how the same comes about in two strides.
    case plain(([Quantity]) -> String, none: String?, split: Split? = nil)
    /// Sum of fractions: operands are the value and what selects it.
    case fractions
    /// The largest or smallest fraction.
    case extremeFraction(greater: Bool)
    /// The n highest, n being the last operand; fractions or not.
    case highest
    /// The longest run of true along the periods.
    case longestRun
  }

  /// An aggregate of aggregates: those of a grain in between, and what is made of them.
  struct Split {
    var partials: [([Quantity]) -> String]
    var combine: ([Quantity]) -> String

    /// Where one partial value is folded on by the same function.
    static func again(_ function: String, _ partial: @escaping ([Quantity]) -> String) -> Split {
      Split(partials: [partial], combine: { "\(function)(\($0[0].numerator))" })
    }
  }

  var fine: Grain
  var operands: [ItemID]
  /// Rows where it is not true do not count.
  var condition: ItemID?
  var links: [Link]
  var style: Style
}
