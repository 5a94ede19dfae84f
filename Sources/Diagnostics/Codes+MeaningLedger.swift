extension Code {
  public static let notPoints = Code(
    "J228", .error, Phrase("“{0}”的量词是{1}，不是分", "“{0}” is in {1}, not in points"),
    help: Phrase("乘上每个的分值，例如“{0} 每{1} 1 分”", "multiply it by points each"),
    detail: Phrase(
      "计入得分的数必须是分（或元）。数量要先乘以分值。",
      "What goes into a score must be in points (or yuan). Counts are multiplied by points first."))
  public static let noSuchDate = Code(
    "J229", .error, Phrase("没有“{0}”这一天", "there is no such date as “{0}”"),
    detail: Phrase(
      "日期写成 2024年5月3日，要在日历上存在。",
      "Dates are written 2024年5月3日 and must exist in the calendar."))
  public static let cyclicDefinition = Code(
    "J230", .error, Phrase("“{0}”绕一圈又用到了自己", "“{0}” depends on itself"),
    help: Phrase("把其中一处改成不依赖它的算式", "break the circle"),
    detail: Phrase(
      "定义、排名不能直接或间接用到自己，否则没有确定的值。",
      "Definitions and ranks may not use themselves, directly or through others."))
  public static let cyclicClause = Code(
    "J231", .error, Phrase("条款“{0}”的得分绕一圈又取决于它自己", "the points of clause “{0}” depend on themselves"),
    help: Phrase("条件里用的得分要排除本条款", "leave this clause out of the sum that its condition reads"),
    detail: Phrase(
      "一个条款的条件可以看其他条款的得分，但不能看含有自己的合计。按月的合计不含“全年”扣的分，可以用。",
      "A clause may read the sums of others, not a sum that holds itself. A monthly sum holds no whole_year postings and may be read."
    ))
  public static let definitionTooFine = Code(
    "J232", .error, Phrase("“{0}”的值比“按”后面写的更细", "“{0}” is finer than what stands after by"),
    help: Phrase("在算式里用 合计、最高 等汇总", "fold it with sum, highest and so on"),
    detail: Phrase(
      "“按”写出每个什么有一个值；算式比它细时要汇总。",
      "by says what there is one value for; a finer formula must be folded."))
  public static let keysDisagree = Code(
    "J233", .error, Phrase("“按”后面的几列不在同一张表里", "the keys after by are not of one table"),
    detail: Phrase(
      "“按”后面可以写单位、时期、组，或者同一张表的列。",
      "by takes the unit, a period, the group, or columns of one table."))
  public static let parameterVaries = Code(
    "J234", .error, Phrase("“{0}”这里要用固定的数", "“{0}” must be a constant here"),
    help: Phrase("用数字、参数或它们的算式", "use a figure, a parameter or a formula of these"),
    detail: Phrase(
      "参数、分值表的格子、位数等处的值不能随单位变化。",
      "Parameters, cells of points tables and digits may not differ by unit."))
  public static let groupWithoutParameter = Code(
    "J235", .error, Phrase("参数“{0}”没有写：{1}", "the parameter “{0}” says nothing for: {1}"),
    help: Phrase("补上它们的值；本来没有的写“无”", "add their values, or none where there is none"),
    detail: Phrase(
      "按组的参数要写全每个组。某组确实没有的，写“无”，报告会列出这些单位。",
      "A parameter by group covers every group. A group without one is written none; reports list its units.")
  )
  public static let gridKeys = Code(
    "J236", .error, Phrase("“{0}”的表格参数要按两列", "“{0}” as a grid needs two keys"),
    help: Phrase("写成 参数 名 按 列 列：", "write parameter NAME by COLUMN COLUMN:"),
    detail: Phrase(
      "用 行＼列 的表格给出参数时，“按”后面写两个选项列。",
      "A parameter given as a grid has two choice columns after by."))
  public static let wrongArguments = Code(
    "J237", .error, Phrase("“{0}”要 {1} 个数，写了 {2} 个", "“{0}” takes {1} arguments, not {2}"),
    detail: Phrase(
      "函数的用法见参考手册。限 条件、按 列 不算在内。",
      "See the reference for each function. where and by do not count."))
  public static let needsPeriods = Code(
    "J238", .error, Phrase("“{0}”要按月（季、半年）的值，这里是{1}", "“{0}” needs values by period, but this is {1}"),
    help: Phrase(
      "先定义按月的值，例如 月得分 = 各条款之和，按 单位 月", "define a value by period first: monthly = all_clauses, by UNIT month"),
    detail: Phrase(
      "最长连续、上期、累计、当月 都要有每个单位每期一个的值。",
      "longest_run, previous, cumulative and this_month work on one value per unit and period."))
  public static let cannotFold = Code(
    "J239", .error, Phrase("“{0}”是{1}，汇总不到{2}", "“{0}” is {1} and cannot be folded to {2}"),
    detail: Phrase(
      "汇总只能从细到粗，而且细的每一个都要属于某一个粗的。",
      "Folding goes from fine to coarse, where each fine key belongs to one coarse key."))
  public static let stepRuleMissing = Code(
    "J240", .error, Phrase("不足“{0}”的零头怎么算没有写", "it is not said what a part of “{0}” counts"),
    help: Phrase(
      "加上“按比例”“满步”（零头不算）或“进步”（零头算一步）",
      "add pro_rata, full_only (a part does not count) or or_part (a part counts as one)"),
    detail: Phrase(
      "按 1 条 1 条数的不用写；分数、百分比、每 10 条这样的，要写明零头怎么算。",
      "Whole things counted one by one need no rule; points, ratios and steps such as 10 items do."))
  public static let eachMeasureDiffers = Code(
    "J241", .error, Phrase("“{0}”的量词是{1}，不是{2}", "“{0}” is in {1}, not in {2}"),
    help: Phrase("写成“{3}”", "write “{3}”"),
    detail: Phrase(
      "“每条”只能用在按条计的列上；这样能发现用错的列。",
      "“each item” goes with a column of items, so that a wrong column is found."))
  public static let eachNeedsSubject = Code(
    "J242", .error, Phrase("没有写每什么", "each of what?"),
    help: Phrase("写出列名，或者先写条件：… 的，每条 5 分", "name a column, or begin with a condition"),
    detail: Phrase(
      "“每条 5 分”前面写计数的列或表；条件限定了某张表的记录时可以省去。",
      "Before “each item 5 points” stands a column or table; it may be left out where a condition picks records of one table."
    ))
  public static let gapNeedsComparison = Code(
    "J243", .error, Phrase("差多少、完成多少，要先写出和什么比", "short of what? a comparison is missing"),
    help: Phrase(
      "在前面写条件：报送条数 不足 36 条 的，每缺 1 条 扣 0.5 分",
      "begin with a condition: if sent below 36 items, shortfall 1 item minus 0.5 points"),
    detail: Phrase(
      "每缺、每超、按比例 用的是同一行条件里的比较；也可以写“甲 比 乙 每高 …”。",
      "shortfall, excess and pro_rata refer to the comparison of their line; or write “A against B excess …”."
    ))
  public static let percentOfWhat = Code(
    "J244", .error, Phrase("扣 {0}，是谁的 {0}？", "{0} of what?"),
    help: Phrase("写成“本条 扣 {0}”（这一条的得分）或“本部分 扣 {0}”", "write “this_item minus {0}” or “this_part minus {0}”"),
    detail: Phrase(
      "按百分比扣分要写明是这一条记录的得分，还是本部分、某条款的得分。",
      "A percent deduction says what it is a percentage of: the record, the part, or a clause."))
  public static let factorHasMeasure = Code(
    "J245", .error, Phrase("乘的“{0}”带着量词{1}", "the factor “{0}” has a measure: {1}"),
    help: Phrase("去掉量词，写“乘 2”", "leave the measure out: times 2"),
    detail: Phrase(
      "“乘”后面是没有量词的倍数或系数。",
      "times takes a pure number or coefficient."))
  public static let additionNeedsFold = Code(
    "J246", .error, Phrase("“{0} 另加”后面要写几倍", "“{0} add” needs a fold"),
    help: Phrase("写“另加 3 倍”；按数量加分写“每次 …”", "write “add 3 fold”; for points by count write “each …”"),
    detail: Phrase(
      "分数列 另加 3 倍，就是再加它的 3 倍。给固定分写条件：… 的，另加 5 分。",
      "POINTS add 3 fold adds three times that column. For fixed points write a condition: if …, add 5 points."
    ))
  public static let tiersMixed = Code(
    "J247", .error, Phrase("各档要么都写“满/超过”，要么都写“不足/不超过”", "tiers are all at_least/above or all at_most/below"),
    detail: Phrase(
      "分档从低到高写：满 50 件 2 分、满 100 件 3 分；取达到的最高一档。或者都写上限，取没超过的最低一档。",
      "Tiers run upwards: at_least 50 … | at_least 100 …, the highest reached counts; or all as upper bounds, the lowest not passed."
    ))
  public static let tiersUnordered = Code(
    "J248", .error, Phrase("分档要从小到大写，“{0}”乱了次序", "tiers run from low to high; “{0}” is out of order"),
    detail: Phrase(
      "分档的界线要递增，才能看出哪一档先到。",
      "The thresholds of tiers must increase."))
  public static let occurrencesUnordered = Code(
    "J249", .error,
    Phrase(
      "次数要从第 1 次起一次一次写，这里应当是第 {0} 次",
      "occurrences are written one by one from the first; this should be number {0}"),
    detail: Phrase(
      "第 1 次、第 2 次……依次写，后面用“以后”。",
      "Write nth 1, nth 2 … in order, then onwards."))
  public static let nothingToModify = Code(
    "J250", .error, Phrase("“{0}”没有可以改动的得分", "there are no points for “{0}” to act on"),
    help: Phrase(
      "检查它作用的范围：本条款、本部分，或者用编号写明", "check what it ranges over: this clause, this part, or name labels"),
    detail: Phrase(
      "乘、改按、另加几倍、封顶、只记最高 等作用在已有的得分上。条款自己给分时作用于自己，否则作用于本部分；范围里要有给分的条款，而且条件要用得到它们的记录上。",
      "times, instead, add n fold, caps and keep act on points already given: those of their own clause if it gives any, else of the part. The range must hold some, at the grain of the condition."
    ))
  public static let shareNeedsNames = Code(
    "J251", .error, Phrase("“{0}”不是名称列表，不能分摊", "“{0}” is no name_list and cannot share"),
    help: Phrase("把署名列的种类写成“名称列表”", "make the signers' column a name_list"),
    detail: Phrase(
      "均分、各得全分、按 3:2 分摊 用在种类为“名称列表”的列上。",
      "equally, each_in_full and split go with a column of kind name_list."))
  public static let sharesUnsaid = Code(
    "J252", .error,
    Phrase(
      "“{0}”的记录有几个署名，没有写分数怎么分", "records of “{0}” have several signers, but it is not said how they share"),
    help: Phrase(
      "加一行：署名 均分、署名 各得全分，或 署名 按 3:2 分摊",
      "add a line: SIGNERS equally, SIGNERS each_in_full, or SIGNERS by 3:2 split"),
    detail: Phrase(
      "没有单位列、只有名称列表的表，得分要写明怎样分给各署名者。",
      "A table with a name_list and no name column needs a line that says how signers share."))
  public static let sumMixesMeasures = Code(
    "J253", .error, Phrase("“{0}”里既有{1}又有{2}，不能相加", "“{0}” mixes {1} and {2}"),
    help: Phrase("分开合计：条款 “x” 至 “y”", "sum them apart: clause “x” to “y”"),
    detail: Phrase(
      "分和元不能加在一起。",
      "Points and yuan cannot be added."))
  public static let noUnit = Code(
    "J254", .error, Phrase("“{0}”没有单位列，得分记不到谁的名下", "“{0}” has no unit column, so nobody gets the points"),
    help: Phrase("在表里加一列种类为“名称”的列", "add a column of kind name to the table"),
    detail: Phrase(
      "给分的记录要能归到单位：表里要有“名称”列或“名称列表”列。",
      "Records that give points need a name or name_list column."))

  static let meaningLedgerCodes: [Code] = [
    notPoints, noSuchDate, cyclicDefinition, cyclicClause, definitionTooFine, keysDisagree, parameterVaries,
    groupWithoutParameter, gridKeys, wrongArguments, needsPeriods, cannotFold, stepRuleMissing,
    eachMeasureDiffers, eachNeedsSubject, gapNeedsComparison, percentOfWhat, factorHasMeasure,
    additionNeedsFold, tiersMixed, tiersUnordered, occurrencesUnordered, nothingToModify, shareNeedsNames,
    sharesUnsaid, sumMixesMeasures, noUnit,
  ]
}
