import Diagnostics

extension FirstMethod {
  /// What the comments of a first method file say.
  enum Advice {
    static let opening: [Phrase] = [
      Phrase("这是按数据写出的第一稿，请对照文件核对：", "A first version, written from the data. Compare it with the circular:"),
      Phrase(
        "  1. 办法的名称和依据；按月考核的加一行，例如 期间 2024年1月 至 2024年12月",
        "  1. title and source; where months matter add a line, such as: period 2024年1月 to 2024年12月"),
      Phrase(
        "  2. 每一列的种类和量词（条、篇、期、次、分 等）是猜的",
        "  2. the kind and measure word of each column (items, articles, issues, times, points) are guesses"),
      Phrase(
        "  3. “未定”处填分值，例如 每条 5 分；不计分的条款删去",
        "  3. put figures where it says open, such as: each item 5 points; remove clauses that give no points"
      ),
      Phrase("  4. 条款的名字改成文件里的编号，例如 “（二）”", "  4. name clauses by their printed numbers, such as “(2)”"),
      Phrase("改好后运行 jifen check 检查。", "Then run jifen check."),
    ]

    static func skippedRank(_ header: String) -> Phrase {
      Phrase("“\(header)”由计算得出，没有列入", "“\(header)” is computed, so it is not declared")
    }

    static func skippedHeaderless(_ number: Int) -> Phrase {
      Phrase("第 \(number) 列没有表头，没有列入", "column \(number) has no header, so it is not declared")
    }

    static func skippedRepeated(_ header: String) -> Phrase {
      Phrase("“\(header)”这个表头出现两次，只列入第一个", "the header “\(header)” occurs twice; the first is declared")
    }

    static func skippedGroup(_ header: String) -> Phrase {
      Phrase("“\(header)”在前面的表里已经有了，没有列入", "“\(header)” is in an earlier table, so it is not declared again")
    }

    static func noUnit() -> Phrase {
      Phrase("没有找到写单位名称的列：把它的种类改成“名称”", "no column of unit names was found: give it the kind name")
    }

    static func noValues(_ header: String) -> Phrase {
      Phrase("“\(header)”一个数也没有，种类是猜的", "“\(header)” has no values; its kind is a guess")
    }

    static func totalRow(_ name: String) -> Phrase {
      Phrase(
        "表里像是有合计行“\(name)”，计分前要删去", "the table seems to have a total row “\(name)”; remove it before scoring")
    }

    static func target(_ header: String) -> Phrase {
      Phrase(
        "“\(header)”像是任务数，没有写成条款；例如 报送条数 满 \(header) 的，得 5 分",
        "“\(header)” looks like a target, so no clause was made; for example: if sent at_least \(header), give 5 points"
      )
    }
  }
}
