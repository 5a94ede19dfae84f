extension Code {
  public static let unknownName = Code(
    "J201", .error, Phrase("没有叫“{0}”的列、参数或定义", "nothing is called “{0}”: no column, parameter or definition"),
    help: Phrase(
      "在表、参数或定义里写出它，或者改成已有的名称", "declare it in a table, a parameter or a definition, or use an existing name"),
    detail: Phrase(
      "算式里的名称必须是表的列、参数、定义、排名或等次。写错一个字也会找不到，例如列叫“市级采用”，算式里写“市级采纳”就不行；信息里列出相近的名称。",
      "A name in a formula must be a column of a table, a parameter, a definition, a rank or a grade. One wrong character is enough: a column called adopted is not found as adoptd. The message lists near names."
    ))
  public static let unknownColumn = Code(
    "J202", .error, Phrase("“{0}”没有“{1}”这一列", "“{0}” has no column “{1}”"),
    help: Phrase("照“表 {0}”里声明的列名写", "use a column declared in the table “{0}”"),
    detail: Phrase(
      "用 表名.列名 指明列，例如 采用.条数；用 列名.分项 指明一格几个数的分项。点后面的名称要在那里声明过，试算“给”后面的列名也一样。",
      "TABLE.COLUMN names a column, as in adopted.count, and COLUMN.FIELD a field of a notation; what stands behind the dot must be declared there. The same holds for columns after given in an example."
    ))
  public static let unknownTable = Code(
    "J203", .error, Phrase("没有叫“{0}”的表", "there is no table “{0}”"),
    help: Phrase("“给”后面写办法里“表”语句的名字", "after given stands the name of a table statement"),
    detail: Phrase(
      "试算里的“给”要写已经声明的表名。例如办法写“表 采用情况，每行一个单位：”，试算就写 给 采用情况：单位 甲，省单条 2。",
      "A given line of an example names a declared table. Where the method says table adopted, write given adopted: unit A, provincial 2."
    ))
  public static let unknownLabel = Code(
    "J204", .error, Phrase("没有编号为“{0}”的条款或部分", "no clause or part is labelled “{0}”"),
    help: Phrase("照条款开头写的编号写", "write the label as the clause has it"),
    detail: Phrase(
      "引号或括号里的编号要与某个条款或部分一致，例如 条款“（二）” 指开头写着 条款 “（二）” 的那一条。全角半角括号都行，（二）和 (二) 看成一样。",
      "A label in quotes or parentheses must be that of a clause or part: clause “(2)” means the clause that begins so. Full-width and ASCII parentheses are the same."
    ))
  public static let unknownFunction = Code(
    "J205", .error, Phrase("没有叫“{0}”的函数", "there is no function “{0}”"),
    help: Phrase(
      "可用：合计、个数、最高、最低、平均、占比、任一、全部、最长连续、四舍五入 等",
      "use sum, count, highest, lowest, average, share, any, all, longest_run, half_up and so on"),
    detail: Phrase(
      "名称后面紧跟括号就是函数，例如 合计(采用分)、四舍五入(总分，1 位)。函数是固定的一组，见参考手册；几列相加直接用加号。",
      "A name followed by a parenthesis is a function, as in sum(points) or half_up(total, 1 digit). The functions are a fixed set, listed in the reference; columns are added with +."
    ))
  public static let optionUnknown = Code(
    "J206", .error, Phrase("“{0}”没有“{1}”这个选项", "“{0}” has no option “{1}”"),
    help: Phrase("照表里写的选项改，或者把它加进选项", "use an option of the table, or add this one to it"),
    detail: Phrase(
      "选项、次第列只能取表里列出的值，条款、参数里提到的值必须在其中。例如表里写“选项：省快报、市快报”，条款里写“市快讯”就对不上；要么改条款，要么在表里加上它。",
      "A choice column takes only the options listed in its table; clauses and parameters must name one of those. With “choice: province | city” a clause cannot speak of county until the table lists it."
    ))
  public static let optionNeeded = Code(
    "J207", .error,
    Phrase("“{1}”要和选项的名称比，“{0}”不是选项", "“{1}” compares with the names of its options, and “{0}” is none"),
    help: Phrase("“为”后面写选项的名称", "write the name of an option after is"),
    detail: Phrase(
      "“为”“不为”后面写选项、单位名称，或者是、否，例如 刊物 为 省快报、市快报。数字的比较用 =、满、超过 等，例如 报送条数 满 10 条。",
      "After is or is_not stands an option, a unit's name, or yes or no, as in bulletin is province | city. Numbers are compared with =, at_least, above and so on, as in sent at_least 10 items."
    ))
  public static let ambiguousColumn = Code(
    "J208", .error, Phrase("“{0}”在几张表里都有：{1}", "“{0}” stands in several tables: {1}"),
    help: Phrase("写明是哪张表：{2}", "say which: {2}"),
    detail: Phrase(
      "几张表有同名的列时，要写成 表名.列名，例如 采用.条数。条款限定在某张表的记录上时，就用那张表的列，不必写表名。",
      "Where tables share a column name, write TABLE.COLUMN, as in adopted.count. A clause limited to one table's records uses that table's column without being told."
    ))
  public static let declaredTwice = Code(
    "J209", .error, Phrase("“{0}”声明了两次", "“{0}” is declared twice"),
    help: Phrase("改名，或者删去一处", "rename or remove one"),
    detail: Phrase(
      "名称在全文里只能声明一次：表、列、参数、定义、排名、名单、方案都是这样，一列里的选项也不能重复。例如有了 总分 = …，第二个要叫别的名字，如 折算总分 = …。",
      "A name is declared once in a method: tables, columns, parameters, definitions, ranks, lists and variants alike; options of one column differ, too. Where total is taken call the second one something else, such as weighted_total."
    ))
  public static let labelTwice = Code(
    "J210", .error, Phrase("编号“{0}”用了两次", "the label “{0}” is used twice"),
    help: Phrase("条款和部分共用一套编号，改掉一处", "clauses and parts share one set of labels; change one"),
    detail: Phrase(
      "条款、部分和不计分条款的编号不能重复，否则“条款 “（二）””指哪一个说不清。全角半角括号看成一样。原文的编号真的重复时，加上所在部分的编号，如 “一（二）”。",
      "Labels of clauses, parts and unscored clauses must differ, or “clause (2)” would be unclear. Full-width and ASCII parentheses count as the same. Where the circular itself repeats a label, put the part's before it, as in “1(2)”."
    ))
  public static let hidesColumn = Code(
    "J211", .error, Phrase("“{0}”与一列同名", "“{0}” has the name of a column"),
    help: Phrase("换一个名称", "give it another name"),
    detail: Phrase(
      "定义、参数与输入列同名时，读的人分不清用的是输入的数还是算出的数，所以不允许。例如表里已有“总分”一列，算出的就叫“本期总分”；要核对两者，写 核对：本期总分 = 总分。",
      "A definition or parameter with the name of an input column would leave open which of the two is meant. Where the table has a column total, call the definition new_total; to compare them write check: new_total = total."
    ))
  public static let secondUnitColumn = Code(
    "J212", .error, Phrase("一张表只能有一列“名称”：“{0}”是第二列", "a table has one name column; “{0}” is the second"),
    help: Phrase(
      "另一列用“文本”或“编号”；要把得分记到它名下，在条款里写 记给 {0}",
      "make the other one text or id; where points go to it, write credited_to {0} in a clause"),
    detail: Phrase(
      "种类为“名称”的列指被考核的单位，每张表只能有一列。报送人、标题这样的列写“文本”；一格里有几个署名单位写“名称列表”。",
      "The column of kind name is the scored unit; a table has one. A reporter or a title is text, and joint authors in one cell are a name_list."
    ))
  public static let unknownRowWord = Code(
    "J213", .error,
    Phrase(
      "看不出“每行一个{0}”是什么：“{1}”没有这一列，它也不是量词",
      "unclear what a row is: “{0}” is neither a column of “{1}” nor a measure word"),
    help: Phrase(
      "写列名（一个单位、一个单位一个月）或者量词（一条、一次）", "name columns (unit, unit month) or a measure word (item, times)"),
    detail: Phrase(
      "“每行”后面写出一行由哪些列确定：一个单位、一个单位一个月；记录可以重复时写量词：一条、一篇、一次。例如 表 采用情况，每行一个单位：；表 采用记录，每行一条：。",
      "each_row names the columns that identify a row, as in “each_row unit” or “each_row unit month”, or a measure word where rows are records, as in “each_row item”."
    ))
  public static let notationNeedsCount = Code(
    "J214", .error, Phrase("记法只用于数量列", "a notation goes with a column of counts"),
    help: Phrase("把列的种类写成量词，如 条", "make the column's kind a measure word such as items"),
    detail: Phrase(
      "一格几个数（如 5+1*）的列，种类写量词，记法写各个分项，例如 采用条数 条，记法 “单条+综合*”。文本、选项这样的列没有分项。",
      "A column with several counts in a cell, such as 5+1*, has a measure word as its kind and names the fields in its notation: adopted items, notation “single+composite*”. Text and choices have no fields."
    ))
  public static let notationUnreadable = Code(
    "J215", .error, Phrase("看不懂记法“{0}”", "the notation “{0}” cannot be read"),
    help: Phrase(
      "写成“专报+综合*”：分项名后面跟它的记号，用 + 连接",
      "write “special+composite*”: each field with the mark behind it, joined by +"),
    detail: Phrase(
      "记法列出分项名和数字后面的记号，例如 “单条+综合*”读 5+1* 为单条 5、综合 1。没有记号的分项只能有一个，名称和记号都不能重复。",
      "A notation lists the fields with the marks behind their numbers: “single+composite*” reads 5+1* as 5 single and 1 composite. One field may have no mark; names and marks must differ."
    ))
  public static let boundTooFine = Code(
    "J216", .error,
    Phrase(
      "“{0}”在“{2}”里不是每行一个值，不能作“{1}”的范围", "“{0}” is not one value per row of “{2}” and cannot bound “{1}”"),
    help: Phrase("用同一行的列、参数或固定的数", "use columns of the same row, parameters or constants"),
    detail: Phrase(
      "单元格的上下限只能用同一行里的列、参数和常数算出来，例如 在 0 分 至 约稿量 × 2 分 之间。别的表里一个单位有几行，不知道用哪一行；先用 合计 等汇总成定义。",
      "The bounds of a cell are made of columns of its row, parameters and constants, as in between 0 points to drafts * 2 points. Another table may have several rows for a unit; fold those in a definition first."
    ))
  public static let numberNeeded = Code(
    "J217", .error, Phrase("“{0}”是{1}，这里要用数", "“{0}” is {1}, but a number is wanted"),
    help: Phrase(
      "检查列名；不是数的先换成数：若 … 则 … 否则 …", "check the name; turn it into a number first: if … then … else …"),
    detail: Phrase(
      "加减乘除、合计、排名的依据等处要用数。选项和是否不能直接计算，先换成数，例如 若 组 为 乡镇 则 1 分 否则 0 分。",
      "Arithmetic, sums and ranking keys need numbers. Choices and yes/no are turned into numbers first, as in if group is township then 1 point else 0 points."
    ))
  public static let notACondition = Code(
    "J218", .error, Phrase("“{0}”是{1}，不是条件", "“{0}” is {1}, not a condition"),
    help: Phrase("写成比较，例如“{0} 超过 0”", "write a comparison, such as “{0} above 0”"),
    detail: Phrase(
      "条件要么是“是否”列，如 批示 的，…；要么是比较：满、超过、不足、不超过、为、为空、在…至…之间，如 报送条数 满 36 条 的，…。",
      "A condition is a yes_no column, as in if instructed, or a comparison: at_least, above, below, at_most, is, is_blank, between, as in if sent at_least 36 items."
    ))
  public static let notADate = Code(
    "J219", .error, Phrase("“{0}”是{1}，这里要用日期", "“{0}” is {1}, but a date is wanted"),
    help: Phrase(
      "把列的种类改成“日期”，或者写 2024年5月3日 这样的日期", "make the column a date, or write one, such as 2024年5月3日"),
    detail: Phrase(
      "工作日、天数 的前两项是日期列或日期，例如 工作日(限期，交稿日，休假日)。休假日是一张有日期列的表。声明成“文本”的列，即使看起来像日期也不能算天数。",
      "workdays and days take dates first, as in workdays(due, sent, holidays); the holidays are a table with a date column. A column declared as text is no date, even where it looks like one."
    ))
  public static let notAChoice = Code(
    "J220", .error, Phrase("“{0}”是{1}，这里要用选项列", "“{0}” is {1}, but a choice is wanted"),
    help: Phrase(
      "用声明为“选项：…”的列；按数量分档写 满 10 条 2 分、满 20 条 4 分",
      "use a column declared as a choice; for tiers of a count write at_least 10 items 2 points | at_least 20 items 4 points"
    ),
    detail: Phrase(
      "按选项给分、分值表、“按”后面的分组都要用选项列，例如 刊物：省快报 5 分、县快报 1 分。数量没有选项，用“每条”或者分档：报送条数：满 10 条 2 分、满 20 条 4 分。",
      "Points by option, points tables and groupings are over choice columns, as in bulletin: province 5 points | county 1 point. A count has no options; use each, or tiers: sent: at_least 10 items 2 points | at_least 20 items 4 points."
    ))
  public static let kindsDiffer = Code(
    "J221", .error,
    Phrase(
      "“{0}”是{1}，“{2}”是{3}，不能比较或合并", "“{0}” is {1} and “{2}” is {3}; they cannot be compared or combined"),
    help: Phrase(
      "两边要同一种：数比数、日期比日期、选项比选项；相隔的天数写 天数(甲，乙)",
      "both sides must be of one kind: numbers, dates, options; the days between two dates are days(A, B)"),
    detail: Phrase(
      "数只能和数比，日期只能和日期比，选项只能和选项比。例如“交稿日 超过 3 天”是拿日期和天数比，应当写 天数(限期，交稿日) 超过 3 天。",
      "Numbers compare with numbers, dates with dates, options with options. “sent above 3 days” compares a date with a number of days; write days(due, sent) above 3 days."
    ))
  public static let measuresDiffer = Code(
    "J222", .error, Phrase("“{0}”是{1}，“{2}”是{3}，量词不同", "“{0}” is in {1} but “{2}” is in {3}"),
    help: Phrase("检查是不是用错了列；要换算就乘上每单位的数", "check the columns; to convert, multiply by a rate"),
    detail: Phrase(
      "加、减和比较要求量词相同：分加条、条比篇都没有意义，多半是用错了列。乘除不受限制，例如 约稿量 × 2 分。",
      "Adding, subtracting and comparing need equal measures: points plus items means nothing, and usually the column is wrong. Products and ratios are free, as in drafts * 2 points."
    ))
  public static let literalNeedsMeasure = Code(
    "J223", .error, Phrase("“{0}”没有写量词，而“{1}”的量词是“{2}”", "“{0}” has no measure, but “{1}” is in {2}"),
    help: Phrase("写成“{3}”", "write “{3}”"),
    detail: Phrase(
      "数字与有量词的列比较或相加时要写量词，这样用错列马上能发现。0 可以不写。",
      "A number that meets a column with a measure carries one too, so that a wrong column is found at once. 0 needs none."
    ))
  public static let grainsDiffer = Code(
    "J224", .error,
    Phrase("“{0}”是{1}，“{2}”是{3}，凑不到一起", "“{0}” is {1} and “{2}” is {3}; they do not go together"),
    help: Phrase(
      "先用 合计、个数、任一 等汇总到单位，再一起用", "fold one of them to units first, with sum, count, any and so on"),
    detail: Phrase(
      "粗的值可以直接用在细的地方：每单位一个的目标可以和每条记录比。两张表的记录之间没有对应关系，要先各自汇总到单位，例如 合计(采用分) + 合计(约稿分)。",
      "A coarse value may be used at a finer grain: a unit's target meets each of its records. Rows of two tables do not correspond; fold each to units first, as in sum(adopted) + sum(drafts)."
    ))
  public static let choiceNotOrdered = Code(
    "J225", .error,
    Phrase(
      "“{0}”是选项，没有高低，不能比大小，也没有低一级", "“{0}” is a choice without an order: nothing in it is higher or lower"),
    help: Phrase("把列的种类改成“次第”，由低到高列出", "make the column a ranked_choice, listed from low to high"),
    detail: Phrase(
      "只有“次第”列的选项有高低之分，可以用 不低于、超过 等比较。",
      "Only the options of a ranked_choice have an order and can be compared with at_least, above and so on.")
  )
  public static let pointsSquared = Code(
    "J226", .error,
    Phrase("分乘分没有意义：“{0}”和“{1}”都是分", "points times points: “{0}” and “{1}” are both in points"),
    help: Phrase("其中一个应当是倍数、比例或数量", "one of them should be a factor, a ratio or a count"),
    detail: Phrase(
      "分只能乘以数、比例或数量，例如 采用分 × 60%、采用条数 × 5 分。两列分数相乘，多半是其中一列应当是系数（种类写“数”）。",
      "Points are multiplied by numbers, ratios or counts, as in adopted * 60% or count * 5 points. Where two columns of points are multiplied, one of them is probably a coefficient, of kind number."
    ))
  public static let pointsNeedMeasure = Code(
    "J227", .error, Phrase("“{0}”没有写“分”", "“{0}” has no measure"),
    help: Phrase("写成“{0} 分”", "write “{0} points”"),
    detail: Phrase(
      "给分、扣分的数要写明“分”（奖金写“元”），例如 得 50 分、每条 5 分。这样不会把条数、百分比误当成分数。",
      "Amounts given or taken carry their measure: points, or yuan for money, as in give 50 points. So a count or a percentage is never taken for points."
    ))

  static let meaningNamesCodes: [Code] = [
    unknownName, unknownColumn, unknownTable, unknownLabel, unknownFunction, optionUnknown, optionNeeded,
    ambiguousColumn, declaredTwice, labelTwice, hidesColumn, secondUnitColumn, unknownRowWord,
    notationNeedsCount, notationUnreadable, boundTooFine, numberNeeded, notACondition, notADate, notAChoice,
    kindsDiffer, measuresDiffer, literalNeedsMeasure, grainsDiffer, choiceNotOrdered, pointsSquared,
    pointsNeedMeasure,
  ]
}
