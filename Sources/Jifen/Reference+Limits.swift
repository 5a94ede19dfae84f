import Diagnostics

extension Reference {
  /// Every limit with what is reported beyond it.
  public static func limits() -> String {
    """
    # Limits

    What is bounded, so that every input ends in bounded time and memory, made from the table that the program itself
    reads.

    ## The table

    At the limit all works; beyond it a diagnostic says so, nothing is computed by halves, and no file is written. A test
    tries each at the limit and past it.

    到了上限还能用；超过就报错，不会算一半，也不写文件。每一项都有测试，正好到上限的和超过一点的都试。


    """
      + table(
        ["上限", "Limit", "", "Code"],
        Limits.all.map { limit in
          [
            plain(limit.subject.chinese), plain(limit.subject.english), limit.amount,
            "[\(limit.code.id)](<doc:Diagnostics>)",
          ]
        })
        + """

        Not bounded by a number of their own: rows of a table, units, distinct keys and clauses. They are bounded by the
        bytes of the files that they stand in; <doc:Cost> tells what time and memory they take.

        行数、单位数、不同的编号数、条款数没有单独的上限，由文件的大小管住；要多少时间和内存见 <doc:Cost>。

        ## What bounds memory and time

        A method is read in time linear in its text. A definition that is used in many places is computed once, so that
        definitions of definitions of definitions do not multiply; a chain of them is bounded. Scientific notation is refused
        in cells: `1e999999` is no quantity. Archives are refused by what their directory announces before anything is
        unpacked. Numbers are exact and grow: a chain of definitions that each square the one before doubles the digits at
        every step. A number that outgrows its limit is not computed, the run ends with an error that names the line and the
        unit, and where many numbers are long without one being beyond, the work that they make is bounded too. Linter,
        sensitivity, sweep and reach take a number that large for one of which nothing is known.

        `Tests/Faults/run 0 limits` measures the worst inputs.

        """
  }
}
