/// Makes a failing case small: takes pieces away as long as it keeps failing.
struct PropertyShrinking {
  let fails: (PropertyCase) -> Bool
  private var budget: Int

  init(budget: Int = 3000, fails: @escaping (PropertyCase) -> Bool) {
    self.budget = budget
    self.fails = fails
  }

  mutating func shrunk(_ subject: PropertyCase) -> PropertyCase {
    var current = subject
    var isSmaller = true
    while isSmaller, budget > 0 {
      isSmaller = false
      var index = 0
      var candidates = Self.smaller(current)
      while index < candidates.count, budget > 0 {
        budget -= 1
        if fails(candidates[index]) {
          current = candidates[index]
          candidates = Self.smaller(current)
          isSmaller = true
        } else {
          index += 1
        }
      }
    }
    return current
  }

  // MARK: What is a little less

  private static func smaller(_ subject: PropertyCase) -> [PropertyCase] {
    var result: [PropertyCase] = []
    for blocks in smaller(subject.blocks) {
      result.append(PropertyCase(blocks: blocks, tables: subject.tables))
    }
    for (index, table) in subject.tables.enumerated() {
      for smaller in smaller(table) {
        var next = subject
        next.tables[index] = smaller
        result.append(next)
      }
    }
    return result
  }

  private static func smaller(_ blocks: [PropertyCase.Block]) -> [[PropertyCase.Block]] {
    var result: [[PropertyCase.Block]] = []
    for index in blocks.indices.reversed() {
      var fewer = blocks
      fewer.remove(at: index)
      result.append(fewer)
      // A part falls away around its clauses.
      if !blocks[index].children.isEmpty {
        result.append(blocks[..<index] + blocks[index].children + blocks[(index + 1)...])
      }
    }
    for index in blocks.indices {
      for smaller in smaller(blocks[index]) {
        var next = blocks
        next[index] = smaller
        result.append(next)
      }
    }
    return result
  }

  private static func smaller(_ block: PropertyCase.Block) -> [PropertyCase.Block] {
    var result: [PropertyCase.Block] = []
    func add(_ change: (inout PropertyCase.Block) -> Void) {
      var next = block
      change(&next)
      if !(next.needsLines && next.lines.isEmpty && next.children.isEmpty) { result.append(next) }
    }
    for index in block.lines.indices { add { $0.lines.remove(at: index) } }
    for children in smaller(block.children) { add { $0.children = children } }
    for head in shorter(block.head) { add { $0.head = head } }
    for (index, line) in block.lines.enumerated() {
      for shorter in shorter(line) { add { $0.lines[index] = shorter } }
    }
    return result
  }

  /// A line without one of its pieces.
  private static func shorter(_ line: String) -> [String] {
    var result: [String] = []
    let colon = line.hasSuffix("：") ? "：" : ""
    let body = String(line.dropLast(colon.count))
    for separator: Character in ["；", "，", "、"] {
      let pieces = body.split(separator: separator, omittingEmptySubsequences: false)
      guard pieces.count > 1 else { continue }
      for index in pieces.indices {
        var fewer = pieces
        fewer.remove(at: index)
        result.append(fewer.joined(separator: String(separator)) + colon)
      }
    }
    for word in [" 且 ", " 或 "] {
      guard let range = body.firstRange(of: word) else { continue }
      result.append(
        String(body[..<range.lowerBound]) + String(body[range.upperBound...].drop { $0 != " " }) + colon)
    }
    return result
  }

  private static func smaller(_ table: PropertyCase.Table) -> [PropertyCase.Table] {
    var result: [PropertyCase.Table] = []
    if table.rows.count > 3 {
      for half in [table.rows.prefix(table.rows.count / 2), table.rows.suffix(table.rows.count / 2)] {
        result.append(.init(name: table.name, header: table.header, rows: Array(half)))
      }
    }
    for index in table.rows.indices {
      var fewer = table
      fewer.rows.remove(at: index)
      result.append(fewer)
    }
    for (row, cells) in table.rows.enumerated() {
      for (column, cell) in cells.enumerated() where column > 0 {
        for simple in ["", "0", "1"]
        where simple != cell && cell.count >= simple.count && !cell.isEmpty && cell != "0" {
          var next = table
          next.rows[row][column] = simple
          result.append(next)
        }
      }
    }
    return result
  }
}
