import Jifen

/// A method and its data as text, in pieces that a failing case can lose one by one.
struct PropertyCase {
  /// A statement: a head line and the lines below it.
  struct Block {
    var head: String
    var lines: [String] = []
    /// Blocks without lines that need some are no statement.
    var needsLines = true
    /// Clauses of a part.
    var children: [Block] = []

    var text: String {
      let below =
        lines.flatMap { $0.split(separator: "\n") }.map { "    " + $0 }
        + children.flatMap { child in
          child.text.split(separator: "\n").map { "    " + $0 }
        }
      return ([head] + below).joined(separator: "\n")
    }
  }

  struct Table {
    var name: String
    var header: [String]
    var rows: [[String]]

    var csv: String {
      ([header] + rows).map { row in row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") }
        .joined(separator: "\n") + "\n"
    }

    /// Plain rows, as the naive evaluator takes them.
    var plainRows: [[String: String]] {
      rows.map { row in Dictionary(uniqueKeysWithValues: zip(header, row)) }
    }
  }

  var blocks: [Block]
  var tables: [Table]

  var files: [InputFile] {
    tables.map { InputFile(table: $0.name, name: $0.name + ".csv", bytes: Array($0.csv.utf8)) }
  }

  var method: String { blocks.map(\.text).joined(separator: "\n") + "\n" }

  var report: String {
    (["---- 办法", method] + tables.flatMap { ["---- \($0.name).csv", $0.csv] }).joined(separator: "\n")
  }
}
