extension Code {
  public static let notPoints = Code(
    "J228", .error, Phrase("“{0}”的量词是{1}，不是分", "“{0}” is in {1}, not in points"),
    help: Phrase("乘上分值，例如“{0} 每{1} 1 分”", "give points for each, such as “{0} each 1 point”"),
    detail: Phrase(
      "计入得分的数必须是分（或元）。数量要先乘以分值，例如 报送条数 每条 1 分，而不是 得 报送条数。",
      "What goes into a score must be in points (or yuan). Counts are multiplied by points first: sent each item 1 point, not give sent."
    ))
  public static let noSuchDate = Code(
    "J229", .error, Phrase("没有“{0}”这一天", "there is no such date as “{0}”"),
    help: Phrase("查对日历", "look at a calendar"),
    detail: Phrase(
      "日期写成 2024年5月3日，要在日历上存在；2024年2月有 29 天，没有 30 日。",
      "Dates are written 2024年5月3日 and must exist in the calendar; February 2024 has 29 days."))
  public static let cyclicDefinition = Code(
    "J230", .error, Phrase("“{0}”绕一圈又用到了自己：{1}", "“{0}” depends on itself: {1}"),
    help: Phrase("把其中一个改成不用后一个的算式", "change one of them so that it does not use the next"),
    detail: Phrase(
      "定义、排名不能直接或间接用到自己，否则没有确定的值。信息里的箭头是“用到”：扣分 → 总分 → 扣分 就是扣分按总分算，总分里又有扣分。通常另起一个名称，例如 扣前总分。",
      "Definitions and ranks may not use themselves, directly or through others; they would have no definite value. An arrow in the message means “uses”. Usually another name helps, such as total_before_deductions."
    ))
  public static let cyclicClause = Code(
    "J231", .error,
    Phrase("条款“{0}”的得分绕一圈又取决于它自己：{1}", "the points of clause “{0}” depend on themselves: {1}"),
    help: Phrase(
      "条件里的合计要排除本条款，例如写明 条款 “…” 至 “…”",
      "leave this clause out of the sum that its condition reads: name the others, clause “…” to “…”"),
    detail: Phrase(
      "一个条款的条件可以看其他条款的得分，但不能看含有自己的合计：各条款之和 满 60 分 的，得 10 分，这 10 分也在“各条款之和”里。写明其他条款，例如 条款 “一” 至 “五” 满 60 分 的。按月的合计不含“全年”扣的分，可以用。",
      "A clause may read the sums of others, not a sum that holds itself: in “if all_clauses at_least 60 points, give 10 points” the 10 points are part of all_clauses. Name the others, as in clause “1” to “5”. A monthly sum holds no whole_year postings and may be read."
    ))
  public static let definitionTooFine = Code(
    "J232", .error, Phrase("“{0}”要{1}，算式却是{2}", "“{0}” is to be {1}, but its formula is {2}"),
    help: Phrase("先汇总，例如 合计({3})、最高({3})", "fold it first, as in sum({3}) or highest({3})"),
    detail: Phrase(
      "“按”写出每个什么有一个值，例如 按 单位 是每个单位一个。算式比它细（每条记录一个）时要汇总，例如 单位得分 = 合计(采用分)，按 单位。",
      "by says what there is one value for: by unit is one per unit. A formula that is finer, one per record, must be folded: unit_points = sum(points), by unit."
    ))
  public static let keysDisagree = Code(
    "J233", .error, Phrase("“按”后面的几样不能放在一起", "the keys after by do not go together"),
    help: Phrase(
      "只留同一张表的列；另一张表的数另写一个定义", "keep columns of one table; define what the other table gives by itself"),
    detail: Phrase(
      "“按”后面可以写单位、时期、组，或者同一张表的列，例如 最高(采用分，按 单位 刊物)。两张表的列凑不成一组，因为它们的行没有对应关系。",
      "by takes the unit, a period, the group, or columns of one table, as in highest(points, by unit bulletin). Columns of two tables make no key, since their rows do not correspond."
    ))
  public static let parameterVaries = Code(
    "J234", .error, Phrase("“{0}”这里要用固定的数", "“{0}” must be a constant here"),
    help: Phrase(
      "写数字、参数或它们的算式；随单位变化的值写成定义：名称 = 算式",
      "use a figure, a parameter or a formula of these; what differs by unit is a definition, NAME = formula"),
    detail: Phrase(
      "参数、分值表的格子、位数、前 n 项的 n 都是固定的数。随单位、随记录变化的值写成定义，例如 采用率 = 采用条数 ÷ 报送条数，不写“参数”。",
      "Parameters, cells of points tables, digits and the n of the n highest are constants. What differs by unit or record is a definition: rate = adopted / sent, without the word parameter."
    ))
  public static let groupWithoutParameter = Code(
    "J235", .error, Phrase("参数“{0}”没有写：{1}", "the parameter “{0}” says nothing for: {1}"),
    help: Phrase("补上它们的值；本来没有的写“无”", "add their values, or none where there is none"),
    detail: Phrase(
      "按组的参数要写全每个组。某组确实没有的，写“无”，报告会列出这些单位。",
      "A parameter by group covers every group. A group without one is written none; reports list its units.")
  )
  public static let gridKeys = Code(
    "J236", .error,
    Phrase("“{0}”的表有行有列，“按”后面要写两列", "“{0}” is given by rows and columns, so two keys are wanted after by"),
    help: Phrase("写成 参数 {0}，按 {1} {2}：", "write parameter {0}, by {1} {2}:"),
    detail: Phrase(
      "用 行＼列 的表格给出参数时，“按”后面写两个选项列，先行后列，例如 参数 分值，按 刊物 形式：。只按一列的参数，每行写“选项 数”。",
      "A parameter given as a grid has two choice columns after by, rows first, as in parameter value, by bulletin form. A parameter with one key has lines of “option figure”."
    ))
  public static let wrongArguments = Code(
    "J237", .error, Phrase("“{0}”的括号里要 {1} 项，写了 {2} 项", "“{0}” takes {1} argument(s), not {2}"),
    help: Phrase("括号里各项用“，”分开", "what stands in the parentheses is parted by commas"),
    detail: Phrase(
      "各函数要的项数见参考手册：合计(采用分) 一项，四舍五入(总分，1 位) 两项。限 条件、按 列 不算在内。几列相加用加号，不用 合计。",
      "The reference tells what each function takes: sum(points) one, half_up(total, 1 digit) two. where and by do not count. Columns are added with +, not with sum."
    ))
  public static let needsPeriods = Code(
    "J238", .error, Phrase("“{0}”要按月（季、半年）的值，这里是{1}", "“{0}” needs values by period, but this is {1}"),
    help: Phrase(
      "先定义按月的值，例如 月得分 = 各条款之和，按 单位 月", "define a value by period first: monthly = all_clauses, by UNIT month"),
    detail: Phrase(
      "最长连续、上期、累计、当月 都要有每个单位每期一个的值。先按月定义，例如 月得分 = 各条款之和，按 单位 月，再写 最长连续(月得分 不足 5 分)；表里要有月份或日期列。",
      "longest_run, previous, cumulative and this_month work on one value per unit and period. Define it first, as in monthly = all_clauses, by unit month, then write longest_run(monthly below 5 points); the table needs a month or a date."
    ))
  public static let cannotFold = Code(
    "J239", .error, Phrase("“{0}”是{1}，汇总不到{2}", "“{0}” is {1} and cannot be folded to {2}"),
    help: Phrase(
      "要按它汇总，表里要有这一列（如 月份、日期、组）；否则去掉“按 …”",
      "to fold by it the table needs that column, such as a month, a date or the group; otherwise leave by … out"
    ),
    detail: Phrase(
      "汇总只能从细到粗，而且细的每一个都要属于某一个粗的。例如每单位一个的数不能按月汇总，因为表里没有月份；每条记录一个的数，记录里有月份列就可以。",
      "Folding goes from fine to coarse, where each fine key belongs to one coarse key. A value per unit cannot be folded to months where the table has no month; a value per record can where the records have one."
    ))
  public static let stepRuleMissing = Code(
    "J240", .error, Phrase("不足“{0}”的零头怎么算没有写", "it is not said what a part of “{0}” counts"),
    help: Phrase(
      "加上“按比例”“满步”（零头不算）或“进步”（零头算一步）",
      "add pro_rata, full_only (a part does not count) or or_part (a part counts as one)"),
    detail: Phrase(
      "按 1 条 1 条数的不用写；分数、百分比、每 10 条这样的，要写明不足一步的零头怎么算。例如报送 25 条、每 10 条 1 分：满步得 2 分，进步得 3 分，按比例得 2.5 分。",
      "Whole things counted one by one need no rule; points, ratios and steps such as 10 items do. With 25 items at 1 point per 10, full_only gives 2, or_part 3 and pro_rata 2.5."
    ))
  public static let eachMeasureDiffers = Code(
    "J241", .error, Phrase("“{0}”的量词是{1}，不是{2}", "“{0}” is in {1}, not in {2}"),
    help: Phrase("写成“{3}”", "write “{3}”"),
    detail: Phrase(
      "“每条”只能用在按条计的列上，“每篇”用在按篇计的列上。这样用错列时马上能发现；真是同一个数时，改表里列的量词。",
      "“each item” goes with a column of items, “each article” with one of articles, so that a wrong column is found at once. Where the column is right, change its measure in the table."
    ))
  public static let eachNeedsSubject = Code(
    "J242", .error, Phrase("没有写明数的是哪一列、哪张表", "it is not said which column or table is counted"),
    help: Phrase(
      "前面写列名，如“采用条数 每条 5 分”；或者先写条件，如“批示 的，每条 5 分”",
      "put a column before it, as in “adopted each item 5 points”, or begin with a condition"),
    detail: Phrase(
      "“每条 5 分”前面写计数的列或表，例如 省单条 每条 5 分；条件限定了某张表的记录时可以省去，例如 刊物 为 省快报 的，每条 5 分。办法只有一张记录表时也可以省去。",
      "Before “each item 5 points” stands a column or table, as in provincial each item 5 points. It may be left out where a condition picks records of one table, as in if bulletin is province, each item 5 points, or where there is only one table of records."
    ))
  public static let gapNeedsComparison = Code(
    "J243", .error, Phrase("差多少、完成多少，要先写出和什么比", "short of what? a comparison is missing"),
    help: Phrase(
      "在前面写条件：报送条数 不足 36 条 的，每缺 1 条 扣 0.5 分",
      "begin with a condition: if sent below 36 items, shortfall 1 item minus 0.5 points"),
    detail: Phrase(
      "每缺、每超、按比例 用的是同一行条件里的比较，例如 报送条数 不足 36 条 的，每缺 1 条 扣 0.5 分。也可以写明两个数：报送条数 比 年目标 每缺 1 条 扣 0.5 分。",
      "shortfall, excess and pro_rata refer to the comparison of their line, as in if sent below 36 items, shortfall 1 item minus 0.5 points. Or name both sides: sent against target shortfall 1 item minus 0.5 points."
    ))
  public static let percentOfWhat = Code(
    "J244", .error, Phrase("扣 {0}，是谁的 {0}？", "{0} of what?"),
    help: Phrase("写成“本条 扣 {0}”（这一条的得分）或“本部分 扣 {0}”", "write “this_item minus {0}” or “this_part minus {0}”"),
    detail: Phrase(
      "按百分比扣分要写明是谁的百分之几：本条 扣 50% 是这一条记录得分的一半，本部分 扣 10% 是整个部分的，条款 “（二）” 扣 10% 是那一条的。",
      "A percent deduction says what it is a percentage of: this_item minus 50% is half of the record's points, this_part minus 10% a tenth of the part's, clause “(2)” minus 10% of that clause's."
    ))
  public static let factorHasMeasure = Code(
    "J245", .error, Phrase("“乘”后面的“{0}”带了量词“{1}”", "the factor “{0}” is in {1}"),
    help: Phrase(
      "只写倍数，如“乘 2”；要加固定的分写“另加 2 分”",
      "write the factor alone, as in “times 2”; to add fixed points write “add 2 points”"),
    detail: Phrase(
      "“乘”后面是没有量词的倍数或系数，例如 乘 2、乘 1.5。要在原分之外加固定的分，写“另加 2 分”；再加原分的几倍，写“另加 3 倍”。",
      "times takes a pure number or coefficient, as in times 2. Fixed points on top are “add 2 points”, multiples of the original points “add 3 fold”."
    ))
  public static let additionNeedsFold = Code(
    "J246", .error, Phrase("“{0} 另加”后面要写几倍", "“{0} add” needs a fold"),
    help: Phrase(
      "再加几倍写“{0} 另加 3 倍”；给固定的分先写条件，如“{0} 超过 0 分 的，另加 5 分”",
      "to add multiples write “{0} add 3 fold”; for fixed points begin with a condition, as in “if {0} above 0, add 5 points”"
    ),
    detail: Phrase(
      "分数列后面的“另加”再加它的几倍：批示原分 另加 3 倍，原分 5 分就再加 15 分。给固定的分要写条件，例如 批示 的，另加 5 分；按次数给分写 批示次数 每次 5 分。",
      "After a column of points, add means multiples of it: with original points 5, “points add 3 fold” adds 15. Fixed points need a condition, as in if instructed, add 5 points; points by count are “times_instructed each time 5 points”."
    ))
  public static let tiersMixed = Code(
    "J247", .error,
    Phrase("各档要么都写“满”“超过”，要么都写“不足”“不超过”", "tiers are all at_least or above, or all below or at_most"),
    help: Phrase(
      "没到最低一档的不得分，不用写；要写就用“满 0 …”",
      "what lies below the lowest tier earns nothing and needs no tier; if you want one, write at_least 0"),
    detail: Phrase(
      "各档都写下限（满、超过），取达到的最高一档，例如 满 50 件 2 分、满 100 件 3 分；或者都写上限（不足、不超过），取没超过的最低一档。混在一起时，一个数可能同时落进两档。",
      "Tiers are all lower bounds, of which the highest reached counts, as in at_least 50 2 points | at_least 100 3 points, or all upper bounds, of which the lowest not passed counts. Mixed, a number could fall into two."
    ))
  public static let tiersUnordered = Code(
    "J248", .error,
    Phrase("分档要按大小次序写，“{0}”乱了次序", "tiers run from low to high or from high to low; “{0}” is out of order"),
    help: Phrase("按界线从小到大（或从大到小）重排各档", "write the tiers in the order of their thresholds"),
    detail: Phrase(
      "分档的界线要从小到大或从大到小，例如 满 10 条 2 分、满 20 条 4 分、满 30 条 5 分，这样漏写、重写一眼就能看出来。",
      "The thresholds of tiers increase, as in at_least 10 … | at_least 20 … | at_least 30 …, so that one left out or written twice is seen at once."
    ))
  public static let occurrencesUnordered = Code(
    "J249", .error,
    Phrase(
      "次数要从第 1 次起一次一次写，这里应当是第 {0} 次",
      "occurrences are written one by one from the first; this should be number {0}"),
    help: Phrase(
      "某一次不计分就写 0 分，如“第 {0} 次 扣 0 分”", "for one that counts nothing write 0, as in “nth {0} minus 0 points”"),
    detail: Phrase(
      "从第 1 次起依次写，后面用“以后”，例如 迟报：第 1 次 扣 0 分、第 2 次 扣 1 分、以后 每次 扣 2 分。第 1 次不扣分也要写出 0 分。",
      "Write nth 1, nth 2 … in order, then onwards, as in late: nth 1 minus 0 points | nth 2 minus 1 point | onwards each time minus 2 points. The first is written even where it costs nothing."
    ))
  public static let nothingToModify = Code(
    "J250", .error, Phrase("“{0}”没有可以改动的得分", "there are no points for “{0}” to act on"),
    help: Phrase(
      "检查它作用的范围：本条款、本部分，或者用编号写明", "check what it ranges over: this clause, this part, or name labels"),
    detail: Phrase(
      "乘、改按、另加几倍、封顶、只记最高 等作用在已有的得分上。条款自己给分时作用于自己，否则作用于本部分；范围里要有给分的条款，而且条件要用得到它们的记录上。例如全办法只有一行“不超过 20 分”时没有分可封。",
      "times, instead, add n fold, caps and keep act on points already given: those of their own clause if it gives any, else of the part. The range must hold some, at the grain of the condition. A method with nothing but a cap has no points to cap."
    ))
  public static let shareNeedsNames = Code(
    "J251", .error, Phrase("“{0}”不是名称列表，不能分摊", "“{0}” is no name_list and cannot share"),
    help: Phrase("把署名列的种类写成“名称列表”", "make the signers' column a name_list"),
    detail: Phrase(
      "均分、各得全分、按 3:2 分摊 用在种类为“名称列表”的列上，例如 署名 名称列表，条款里写 署名 均分。种类为“名称”的列每行只有一个单位，不用分。",
      "equally, each_in_full and split go with a column of kind name_list, as in signers name_list and then signers equally. A column of kind name holds one unit per row, so there is nothing to share."
    ))
  public static let creditNeedsUnits = Code(
    "J282", .error, Phrase("“{0}”不能用在“记给”后面", "“{0}” cannot stand behind credited_to"),
    help: Phrase(
      "“记给”后面写同一张记录表里另一列单位（一张表一列）：列的种类写“名称”或“名称列表”，不是每行都有的加“可空”",
      "behind credited_to stands the one other column of units of the same table of records: its kind is name or name_list, optional where not every row has one"
    ),
    detail: Phrase(
      "“记给”把一条记录的得分从它自己的单位记到另一列的单位名下，例如表里有 单位 名称 和 承办单位 名称，可空，条款里写 承办单位 非空 的，记给 承办单位。表没有自己的单位列时，写 署名 均分 或 署名 各得全分。",
      "credited_to moves a record's points from its own unit to the one of another column: with unit name and county name, optional in the table, write if county is_given, credited_to county. A table without a unit of its own takes signers equally or signers each_in_full instead."
    ))
  public static let sharesUnsaid = Code(
    "J252", .error,
    Phrase(
      "“{0}”的记录有几个署名，没有写分数怎么分", "records of “{0}” have several signers, but it is not said how they share"),
    help: Phrase(
      "加一行：署名 均分、署名 各得全分，或 署名 按 3:2 分摊",
      "add a line: SIGNERS equally, SIGNERS each_in_full, or SIGNERS by 3:2 split"),
    detail: Phrase(
      "没有单位列、只有名称列表的表，一条记录有几个署名，得分要写明怎样分：署名 均分、署名 各得全分，或 署名 按 3:2 分摊（第一署名 3 份、第二署名 2 份）。",
      "A record of a table with a name_list and no name column has several signers; say how they share: signers equally, signers each_in_full, or signers by 3:2 split, three parts for the first and two for the second."
    ))
  public static let sumMixesMeasures = Code(
    "J253", .error, Phrase("“{0}”里既有{1}又有{2}，不能相加", "“{0}” mixes {1} and {2}"),
    help: Phrase("分开合计，把条款写明，如 条款 “一” 至 “三”", "sum them apart and name the clauses, as in clause “1” to “3”"),
    detail: Phrase(
      "分和元不能加在一起，例如奖金条款给的是元，就不能算进各条款之和。各写一个合计，例如 总分 = 条款“一” + 条款“二”，奖金合计 = 条款“三”。",
      "Points and yuan cannot be added: a clause that gives yuan cannot be part of all_clauses. Write two sums, as in total = clause “1” + clause “2” and bonus = clause “3”."
    ))
  public static let noUnit = Code(
    "J254", .error, Phrase("“{0}”没有单位列，得分记不到谁的名下", "“{0}” has no unit column, so nobody gets the points"),
    help: Phrase("在表里加一列种类为“名称”的列", "add a column of kind name to the table"),
    detail: Phrase(
      "给分的记录要能归到单位：表里要有一列“名称”，或者一列“名称列表”（几个署名）。例如 表 采用记录，每行一条：下面加一行 单位 名称。",
      "Records that give points need the unit they belong to: a column of kind name, or a name_list where there are joint signers. Add for example the line “unit name” to the table."
    ))

  public static let gapWrongWay = Code(
    "J124", .error,
    Phrase("“{0}”在这里总是 0：{1}", "“{0}” is always 0 here: {1}"),
    help: Phrase("写成“{2}”，或者把条件反过来", "write “{2}”, or turn the condition round"),
    detail: Phrase(
      "每缺、每少、每低、每早 数的是还差多少，每超、每多、每高、每晚 数的是多出多少，都从同一行的比较算起。“报送数 不足 36 条 的，每超 1 条 扣 1 分”里不足 36 条的一条也没有超，永远不扣；要写 每缺 1 条。“否则”后面按前面的比较不成立算：报送数 满 36 条 的，得 10 分；否则 得 10 分，每缺 1 条 扣 1 分。",
      "shortfall, each_fewer, each_lower and each_earlier count what is missing, excess, each_more, each_higher and each_later what is beyond, both from the comparison of their line. In “if sent below 36 items, excess 1 item minus 1 point” nothing is ever beyond 36; write shortfall 1 item. Behind else the comparison before it does not hold: if sent reaches 36 items, give 10 points; else give 10 points, shortfall 1 item minus 1 point."
    ))

  public static let proRataOfWhat = Code(
    "J125", .error,
    Phrase(
      "“{0}”有两种读法：按完成的比例扣，还是按差的比例扣",
      "“{0}” can be read in two ways: in proportion to what was done, or to what was missed"),
    help: Phrase("按差的扣，写“{1}”；按完成的扣，写“{2}”", "for what was missed write “{1}”; for what was done “{2}”"),
    detail: Phrase(
      "按比例 得 10 分 是 10 分乘完成的比例。扣的时候，“没完成任务的按比例扣 10 分”多半指差多少扣多少：完成八成扣 2 分；也可能指别的。写明算式：报送数 不足 任务数 的，扣 10 分 × (1 - 报送数 ÷ 任务数)。从满分里按完成比例得分的，写 报送数 满 任务数 的，得 10 分；否则 按比例 得 10 分。",
      "pro_rata give 10 points is 10 points times what was done. Of a deduction “in proportion” mostly means what was missed, 2 points where four fifths were done, but it need not. Write the formula: if sent below quota, minus 10 points * (1 - sent / quota). For points in proportion to what was done write if sent reaches quota, give 10 points; else pro_rata give 10 points."
    ))

  public static let mostOfSeveral = Code(
    "J126", .error,
    Phrase("“{0}”只管“{2}”，还是连“{1}”一起管，看不出来", "is “{0}” of “{2}” alone, or of “{1}” as well?"),
    help: Phrase(
      "只管“{2}”的，把这一项和它的限额另起一行写；一起管的，写“{3}”",
      "for “{2}” alone give it a line of its own with its limit; for all of them write “{3}”"),
    detail: Phrase(
      "“完成任务得 10 分，每超 1 条加 1 分，最多加 2 分”是两行：报送数 满 任务数 的，得 10 分，和 报送数 超过 任务数 的，每超 1 条 加 1 分，最多 2 分。写在一行里，2 分就成了两项合计的上限。两项合计最多 12 分的，写 不超过 12 分。",
      "“10 points for the quota, 1 point for each item more, at most 2 for these” is two lines: if sent reaches quota, give 10 points, and if sent above quota, excess 1 item plus 1 point, max 2 points. On one line 2 points would be the limit of both. Where both together are at most 12 points write at_most 12 points."
    ))

  static let meaningLedgerCodes: [Code] = [
    notPoints, noSuchDate, cyclicDefinition, cyclicClause, definitionTooFine, keysDisagree, parameterVaries,
    groupWithoutParameter, gridKeys, wrongArguments, needsPeriods, cannotFold, stepRuleMissing,
    eachMeasureDiffers, eachNeedsSubject, gapNeedsComparison, percentOfWhat, factorHasMeasure,
    additionNeedsFold, tiersMixed, tiersUnordered, occurrencesUnordered, nothingToModify, shareNeedsNames,
    creditNeedsUnits,
    sharesUnsaid, sumMixesMeasures, noUnit, gapWrongWay, proRataOfWhat, mostOfSeveral,
  ]
}
