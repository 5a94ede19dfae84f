// Findings about a method that checks without errors: what its rules make of some data that it accepts. Each is
// shown by a counter-example that was computed. 暂按 on the statement says that it is meant so.
extension Code {
  static let linterCodes: [Code] = [
    limitOutOfReach, branchNeverTaken, bandGap, bandOverlap, countedTwiceInTotal, countedByTwoClauses,
    higherEarnsLess, moreEarnsLess, weightsDiffer, deductionAdds, belowZero, groupWithoutScore, tieUndecided,
    methodNotExamined, floorAlwaysHolds, floorOverMonths, limitOverRecords, titleLimitsNothing,
  ]

  public static let methodNotExamined = Code(
    "J714", .note,
    Phrase(
      "办法太大（{0} 步计算，超过 {1} 步），没有检查有没有够不着的上限、永远轮不到的分档之类的毛病",
      "the method is too large ({0} steps, more than {1}) to be examined for limits out of reach, branches never taken and the like"
    ),
    help: Phrase(
      "办法本身没有错误，可以照常计分；要检查，把它分成几个文件分别检查",
      "it has no errors and scores as it is; to have it examined, split it into several files"),
    detail: Phrase(
      "check 除了找错误，还逐条试算，看规则里有没有不会起作用的地方。试算的次数随办法的大小成倍增长，特别大的办法（大约 800 行以上）就不做这一步，在这里说明。",
      "Beside looking for errors, check tries each rule out to see whether some of it can never take effect. The trials grow with the square of the method's size, so that a very large one (of more than some 800 lines) is left out, which this note tells."
    ))

  public static let limitOutOfReach = Code(
    "J701", .warning, Phrase("“{0}”够不着：{1}{2}", "“{0}” is out of reach: {1}{2}"),
    help: Phrase(
      "核对分值和限额；确实如此的，在后面写 暂按 “…”", "compare points and limit; if it is meant so, add assuming \"…\""),
    detail: Phrase(
      "上限或下限管的那些分怎样也到不了它，等于没有写：多半是分值漏写、写小了，或者限额写大了。例如满分 20 分的条款，各档最高只有 15 分。扣完为止 的条款里没有一处扣分的，也在这里提。后面写着得分最多（或最少）的一种填法，是真算出来的。",
      "The points that a cap or floor bounds can never come to it, so that it does nothing: points were left out or are too small, or the limit is too large, as with full marks of 20 where the best tier gives 15. until_zero over a clause that deducts nothing is told here too. The cells shown were scored; they bring the most (or least) that was found."
    ))

  public static let branchNeverTaken = Code(
    "J702", .warning, Phrase("“{0}”永远轮不到：{1}", "“{0}” is never taken: {1}"),
    help: Phrase(
      "前面的条件包住了后面的，就把要求高的写在前面；否则改条件",
      "where an earlier condition covers this one, put the stricter first; else change it"),
    detail: Phrase(
      "没有哪种数据会走到这一支、这一档、分值表的这一项或者这一等。常见的原因：先写了 满 10 条，后写 满 20 条，满 20 条的在前一支就取走了；条款的 限 把这个选项排除在外；列的范围不到这个数。",
      "No data takes this branch, tier, entry of a points table, or grade. Usual reasons: reaches 10 stands before reaches 20 and takes its units; the where of the clause leaves the option out; the bounds of the column end before the number."
    ))

  public static let bandGap = Code(
    "J703", .warning,
    Phrase(
      "{0}漏了一段：{1}为 {2} 时，既不合“{3}”，也不合“{4}”，得 0 分",
      "{0} has a hole: where {1} is {2}, neither “{3}” nor “{4}” holds, and it gives 0 points"),
    help: Phrase("两段接起来写：前一段写 不足 后一段的起点", "let the stretches meet: end one below where the next begins"),
    detail: Phrase(
      "几段之间有空隙：60% 至 79% 的 5 分，80% 至 99% 的 8 分，那么 79.5% 一分没有。能取小数的数，前一段应写到后一段的起点为止（满 60% 且 不足 80%），或者用 列：满 60% 5 分、满 80% 8 分，这样不会漏。",
      "Stretches leave something out: 60% to 79% gives 5 points and 80% to 99% gives 8, so that 79.5% gives nothing. Where fractions occur, end one stretch where the next begins (reaches 60% and below 80%), or write tiers, which leave no hole."
    ))

  public static let bandOverlap = Code(
    "J704", .warning,
    Phrase(
      "{0}有一段算了两次：{1}为 {2} 时，“{3}”和“{4}”都给分，共 {5}",
      "{0} counts a stretch twice: where {1} is {2}, both “{3}” and “{4}” give points, {5} in all"),
    help: Phrase(
      "写成同一行的几支（用；隔开），或者把一头改成 不足", "make them branches of one line (with ;), or let one end stay below"),
    detail: Phrase(
      "分开写的两行，各管一段，两段却有重叠：60% 至 80% 的 5 分，80% 至 100% 的 8 分，正好 80% 的两行都得，共 13 分。写成一行里的几支，就只走先合的一支。一段完全包住另一段的，看作加分，不提。",
      "Two lines speak of two stretches that overlap: 60% to 80% gives 5 points, 80% to 100% gives 8, and exactly 80% gives 13. As branches of one line only the first that holds is taken. A stretch inside another counts as a bonus and is not told."
    ))

  public static let countedTwiceInTotal = Code(
    "J705", .warning,
    Phrase(
      "“{0}”把{1}加了两遍：{2} 时{1}是 {3}，“{0}”多了 {4}",
      "“{0}” adds {1} twice: with {2}, {1} is {3}, and “{0}” grows by {4}"),
    help: Phrase("各条款之和 里已经有它，不用再加", "all_clauses holds it already"),
    detail: Phrase(
      "一个合计里，同一条款的分进了两次：总分 = 各条款之和 + 条款“1”，而 各条款之和 已经包括条款“1”。各部分之和 与其中的条款、条款的分又写进别的定义再相加，也是这样。",
      "In one sum the points of a clause occur twice: total = all_clauses + clause \"1\", where all_clauses holds clause \"1\" already. So it is with all_parts and a clause of one of them."
    ))

  public static let countedByTwoClauses = Code(
    "J706", .warning,
    Phrase(
      "同一件事在两个条款里都给分：{0} 时，{1}得 {2}，{3}又得 {4}",
      "one thing earns in two clauses: with {0}, {1} gives {2} and {3} gives {4}"),
    help: Phrase(
      "留下一处；本来就要叠加的，后一处写 另加，或者加上 暂按 “…”",
      "keep one; where they are meant to add up, write add in the second, or assuming \"…\""),
    detail: Phrase(
      "两个条款在同样的条件下，按同一列（或同一列的选项）各给一次分，加在一起。多半是一条分成两处抄写时重复了。确实要叠加的，用 另加 写明，或者注明 暂按。",
      "Two clauses give points for the same column (or by its options) under the same condition, and both count. Often a clause was copied twice. Where they are meant to add up, say so with add, or assuming."
    ))

  public static let higherEarnsLess = Code(
    "J707", .warning,
    Phrase("级别高的反而得分少：{0} 得 {1}，{2} 得 {3}", "the higher level earns less: {0} gives {1}, {2} gives {3}"),
    help: Phrase("核对分值，多半是两格写反了", "compare the points; two cells may have changed places"),
    detail: Phrase(
      "次第 的列从低到高排列，后面的选项得分应当不少于前面的；列名、选项只差一个 国、省、市、县、乡 的，级别高的应当不少于级别低的。后面写着两条只差这一项的记录各得多少。",
      "The options of a ranked_choice stand from low to high, and a later one should earn no less than an earlier; so should names that differ only in their level, as province and city. The two units shown differ in nothing else."
    ))

  public static let moreEarnsLess = Code(
    "J708", .warning,
    Phrase(
      "多了反而得分少：{1} 时“{0}”是 {2}，{3} 时是 {4}", "more earns less: with {1} “{0}” is {2}, with {3} it is {4}"),
    help: Phrase(
      "核对各档的分值和系数；平均、比率本来就会这样的，在后面写 暂按 “…”",
      "compare tiers and factors; where an average or a rate is meant to do so, add assuming \"…\""),
    detail: Phrase(
      "一项本来能加分的数，多了一点，总的反而少了：档次的分写反了，达到某数以后乘了小于 1 的系数，或者按条数平均，多报一条分低的就把平均拉下来。写明 扣 的不在此列。",
      "A number that raises the score lowers it at one point when it grows: tiers whose points fall, a factor below 1 from some number on, or an average, which one more small item brings down. What is written as a deduction is not told."
    ))

  public static let weightsDiffer = Code(
    "J709", .warning, Phrase("分值合不拢：{0}；{1}", "points do not add up: {0}; {1}"),
    help: Phrase(
      "核对权重和满分；确实如此的，在后面写 暂按 “…”", "compare weights and full marks; if it is meant so, add assuming \"…\""),
    detail: Phrase(
      "各项权重加起来不是 100%，或者一部分里各条款的满分加起来超过这部分的满分。前者总分到不了（或超过）百分，后者有的分白得。合不到满分的见 J701。",
      "Weights that do not make 100%, or full marks of clauses that make more than those of their part: the total cannot come to 100 (or exceeds it), or points are earned for nothing. Clauses that make less are told by J701."
    ))

  public static let deductionAdds = Code(
    "J710", .warning,
    Phrase("“{0}”该扣却加了分：{1} 时{2}得 {3}", "“{0}” adds what should be taken: with {1}, {2} gives {3}"),
    help: Phrase("漏写的补上 扣；扣的数不要再写负号", "write minus where it was left out; what is taken needs no minus sign"),
    detail: Phrase(
      "两种写法会把扣分变成加分：差错 每次 3 分 漏了 扣；扣 -3 分，或者 扣 一个只会是负数的列，负负得正。列的名称里有差错、迟报、漏报、失实一类字样而按次给分的，都在这里提。",
      "Two slips turn a deduction into a gain: errors each time 3 points without minus, and minus of a number below 0. Columns named after a fault that earn points for each are told here."
    ))

  public static let belowZero = Code(
    "J711", .note, Phrase("{0}可能低于 0 分：{1} 时是 {2}", "{0} can fall below 0: with {1} it is {2}"),
    help: Phrase("不许负分的，写 扣完为止 或 不低于 0 分", "where it may not, write until_zero or at_least 0 points"),
    detail: Phrase(
      "有底分可扣的条款或总分，扣的次数多了会成负数，而办法没有写 扣完为止。本来就容许负分的，不必理会，或者写 暂按 说明。没有底分、只按次加减的办法不提。",
      "A score that starts from a base can be brought below 0 by its deductions, and nothing says until_zero. Where that is meant, leave it or say so with assuming. Methods without a base are not told."
    ))

  public static let groupWithoutScore = Code(
    "J712", .warning,
    Phrase(
      "{0}的单位没有“{1}”：参数对它写的是 无；{2}的单位有，例如 {3}",
      "units of {0} have no “{1}”, since a parameter says none for them; units of {2} have one, such as {3}"),
    help: Phrase(
      "给这一组补上参数，或者用 若 … 则 … 否则 … 写明它怎样算",
      "give the group a figure, or say with if … then … else … how it is scored"),
    detail: Phrase(
      "参数按组给定，有的组写作 无，而排名所用的数少不了它：这些组的单位没有这个数，排不上名，或者计分时报错。只是公布用到的（如占任务）不提。",
      "A parameter by group says none for a group, but what units are ranked by needs it: these units have no value and no rank, or scoring stops. What is only printed is not told."
    ))

  public static let floorAlwaysHolds = Code(
    "J715", .warning,
    Phrase("“{0}”使{1}总是 {2}：没有可扣的分", "“{0}” makes {1} always {2}: there is nothing to take from"),
    help: Phrase(
      "扣的是别的条款的分，在扣分后面写 扣完为止；扣的是这里的分，先写 得 几分",
      "where other clauses' points are taken write until_zero behind what is taken; where this clause's own are, give them first"
    ),
    detail: Phrase(
      "不低于 0 分，以及写在条款抬头的 扣完为止，管的是自己的条款（或部分）。里面只有扣分、没有得分时，扣多少都补回到 0 分，这一条等于没有写。跟在扣分后面的 扣完为止 不会这样：条款里没有得分的，它管所在的部分；不在部分里的，管全部条款。",
      "at_least 0 points, and until_zero in the head of a clause, hold for their own clause or part. Where it gives nothing and only takes, all that is taken is given back, and the clause does nothing. until_zero behind what is taken does not do so: where the clause gives nothing it holds for the part, outside of parts for all clauses."
    ))

  public static let floorOverMonths = Code(
    "J716", .note,
    Phrase(
      "{1}按{2}得分、按{2}扣分，“{0}”却把全期合起来算：一个{2}多扣的，会扣到别的{2}的分",
      "{1} gives and takes by {2}, but “{0}” holds for the whole period: what one {2} takes too much comes off the others"
    ),
    help: Phrase(
      "每{2}各自扣完的，写 每{2} 扣完为止；确实全期合算的，在后面写 暂按 “…”",
      "where each {2} is used up by itself write “each {2} until_zero”; where it is meant so add: assuming “…”"
    ),
    detail: Phrase(
      "例如每月 1 分，少报一条扣 0.2 分，扣完为止：通常是说这一个月的 1 分扣完为止，一个月少报得再多也不影响别的月份。不写“每月”的限额管整个期间。",
      "A point for each month, 0.2 off for each item short, until_zero: mostly the month's own point is meant, and a bad month leaves the others alone. A limit without “each month” holds for the whole period."
    ))

  public static let limitOverRecords = Code(
    "J717", .note,
    Phrase(
      "“{0}”管的是“{1}”各行合起来的分，一行多了，别的行就少算",
      "“{0}” holds for all records of “{1}” together: where one costs or earns much, the others count less"),
    help: Phrase(
      "每一行各自封顶的，写 本条 {0}；确实合起来算的，在后面写 暂按 “…”",
      "where each record has the limit of its own write “this_item {0}”; where it is meant so add: assuming “…”"
    ),
    detail: Phrase(
      "例如迟报一天扣 0.5 分、最多扣 3 分：说的是一件最多扣 3 分，还是全年最多扣 3 分，文件里往往没有写明。不写 本条 的限额管一个单位的合计。",
      "Half a point for each day late, three points at most: for one report, or for the whole year? Circulars often leave it open. A limit without this_item holds for a unit's sum."
    ))

  public static let titleLimitsNothing = Code(
    "J718", .note,
    Phrase(
      "{0}的标题里写着 {1}，得分却可以超过它：标题不限分",
      "the title of {0} says {1}, but its points may go beyond: a title limits nothing"),
    help: Phrase(
      "封顶的，在标题后面写“，满分 {1}”；不封顶的，在后面写 暂按 “…”",
      "for a limit write “, full_marks {1}” behind the title; where none is meant add: assuming “…”"),
    detail: Phrase(
      "文件里的“组织领导（10 分）”多半是说这一项满分 10 分。抬头里逗号后面的 满分 才起作用。",
      "“leadership (10 points)” in a circular mostly means full marks. Only full_marks behind a comma in the head limits."
    ))

  public static let tieUndecided = Code(
    "J713", .note,
    Phrase(
      "“{0}”的截止处遇到并列时没有说取谁：只取 {1} 个，{2} 个单位的{3}完全相同就定不下来",
      "“{0}” does not say who is in where the cut meets a tie: it takes {1}, and {2} units equal in {3} leave it open"
    ),
    help: Phrase("在后面写 并列 全取、并列 全不取 或 并列 按表序", "add ties take_all, ties take_none or ties table_order"),
    detail: Phrase(
      "取前几名或后几名，排名的各项都相同的单位正好在界线上，取谁不取谁要办法写明。没有写的，到时名单标为待定（J506）。",
      "Where the first or last n are taken, units that are equal in all keys may stand at the cut; the method should say who is in. Else the list will be marked undecided (J506)."
    ))
}
