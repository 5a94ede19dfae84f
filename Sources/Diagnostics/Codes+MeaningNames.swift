extension Code {
  public static let unknownName = Code(
    "J201", .error, Phrase("没有叫“{0}”的列、参数或定义", "nothing is called “{0}”: no column, parameter or definition"),
    help: Phrase(
      "在表、参数或定义里写出它，或者改成已有的名称", "declare it in a table, a parameter or a definition, or use an existing name"),
    detail: Phrase(
      "算式里的名称必须来自表的列、参数、定义、排名或等次。写错一个字也会找不到；信息里列出相近的名称。",
      "A name in a formula must be a column of a table, a parameter, a definition, a rank or a grade. The message lists near names."
    ))
  public static let unknownColumn = Code(
    "J202", .error, Phrase("“{0}”没有“{1}”这一列", "“{0}” has no column “{1}”"),
    detail: Phrase(
      "用 表名.列名 指明列，或者用 列名.分项 指明一格几个数的分项；点后面的名称要在那里声明过。",
      "TABLE.COLUMN names a column and COLUMN.FIELD a field of a notation; what stands behind the dot must be declared there."
    ))
  public static let unknownTable = Code(
    "J203", .error, Phrase("没有叫“{0}”的表", "there is no table “{0}”"),
    detail: Phrase(
      "试算里的“给”要写已经声明的表名。",
      "A given line of an example names a declared table."))
  public static let unknownLabel = Code(
    "J204", .error, Phrase("没有编号为“{0}”的条款或部分", "no clause or part is labelled “{0}”"),
    detail: Phrase(
      "引号或括号里的编号要与某个条款或部分一致；全角半角括号都行。",
      "A label in quotes or parentheses must be that of a clause or part; full-width and ASCII parentheses are the same."
    ))
  public static let unknownFunction = Code(
    "J205", .error, Phrase("没有叫“{0}”的函数", "there is no function “{0}”"),
    help: Phrase(
      "可用：合计、个数、最高、最低、平均、占比、任一、全部、最长连续、四舍五入 等",
      "use sum, count, highest, lowest, average, share, any, all, longest_run, half_up and so on"),
    detail: Phrase(
      "名称后面紧跟括号就是函数。函数是固定的一组，见参考手册。",
      "A name followed by a parenthesis is a function. The functions are a fixed set; see the reference."))
  public static let optionUnknown = Code(
    "J206", .error, Phrase("“{0}”没有“{1}”这个选项", "“{0}” has no option “{1}”"),
    help: Phrase("照表里写的选项改，或者把它加进选项", "use an option of the table, or add this one to it"),
    detail: Phrase(
      "选项、次第列只能取表里列出的值。条款、参数里提到的值必须在其中。",
      "A choice column takes only the options listed in its table; clauses and parameters must name one of those."
    ))
  public static let optionNeeded = Code(
    "J207", .error, Phrase("“{0}”不能与“{1}”的选项比较", "“{0}” cannot be compared with the options of “{1}”"),
    help: Phrase("“为”后面写选项的名称", "write the name of an option after is"),
    detail: Phrase(
      "“为”“不为”后面写选项、单位名称，或者是、否。数字的比较用 =、满、超过 等。",
      "After is or is_not stands an option, a unit's name, or yes or no. Numbers are compared with =, at_least, above and so on."
    ))
  public static let ambiguousColumn = Code(
    "J208", .error, Phrase("“{0}”在几张表里都有：{1}", "“{0}” stands in several tables: {1}"),
    help: Phrase("写明是哪张表，例如 {2}", "say which, for example {2}"),
    detail: Phrase(
      "几张表有同名的列时，要写成 表名.列名。条款限定在某张表的记录上时，就用那张表的列。",
      "Where tables share a column name, write TABLE.COLUMN. A clause limited to one table's records uses that table's column."
    ))
  public static let declaredTwice = Code(
    "J209", .error, Phrase("“{0}”声明了两次", "“{0}” is declared twice"),
    help: Phrase("改名，或者删去一处", "rename or remove one"),
    detail: Phrase(
      "名称在全文里只能声明一次：表、列、参数、定义、排名、名单、方案都是这样。",
      "A name is declared once in a method: tables, columns, parameters, definitions, ranks, lists and variants alike."
    ))
  public static let labelTwice = Code(
    "J210", .error, Phrase("编号“{0}”用了两次", "the label “{0}” is used twice"),
    help: Phrase("条款和部分共用一套编号，改掉一处", "clauses and parts share one set of labels; change one"),
    detail: Phrase(
      "条款、部分和不计分条款的编号不能重复，否则“条款 “x””指哪一个说不清。全角半角括号看成一样。",
      "Labels of clauses, parts and unscored clauses must differ, or “clause x” would be unclear. Full-width and ASCII parentheses count as the same."
    ))
  public static let hidesColumn = Code(
    "J211", .error, Phrase("定义“{0}”与一列同名", "the definition “{0}” has the name of a column"),
    help: Phrase("给定义换一个名称", "give the definition another name"),
    detail: Phrase(
      "定义与输入列同名时，读的人分不清用的是输入的数还是算出的数，所以不允许。",
      "A definition with the name of an input column would leave open which of the two is meant."))
  public static let secondUnitColumn = Code(
    "J212", .error, Phrase("一张表只能有一列“名称”：“{0}”是第二列", "a table has one name column; “{0}” is the second"),
    help: Phrase("另一列用“文本”或“编号”", "make the other one text or id"),
    detail: Phrase(
      "种类为“名称”的列指被考核的单位，每张表只能有一列。几个署名用“名称列表”。",
      "The column of kind name is the scored unit; a table has one. Joint authors are a name_list."))
  public static let unknownRowWord = Code(
    "J213", .error,
    Phrase(
      "看不出“每行一个{0}”是什么：“{1}”没有这一列，它也不是量词",
      "unclear what a row is: “{0}” is neither a column of “{1}” nor a measure word"),
    help: Phrase(
      "写列名（一个单位、一个单位一个月）或者量词（一条、一次）", "name columns (unit, unit month) or a measure word (item, times)"),
    detail: Phrase(
      "“每行”后面写出一行由哪些列确定：一个单位、一个单位一个月；记录可以重复时写量词：一条、一篇、一次。",
      "each_row names the columns that identify a row (unit; unit month), or a measure word where rows are records (item, times)."
    ))
  public static let notationNeedsCount = Code(
    "J214", .error, Phrase("记法只用于数量列", "a notation goes with a column of counts"),
    help: Phrase("把列的种类写成量词，如 条", "make the column's kind a measure word such as items"),
    detail: Phrase(
      "一格几个数（5+1*）的列，种类写量词，记法写各个分项。",
      "A column with several counts in a cell (5+1*) has a measure word as its kind and names the fields in its notation."
    ))
  public static let notationUnreadable = Code(
    "J215", .error, Phrase("看不懂记法“{0}”", "the notation “{0}” cannot be read"),
    help: Phrase(
      "写成“专报+综合*”：分项名后面跟它的记号，用 + 连接",
      "write “special+composite*”: each field with the mark behind it, joined by +"),
    detail: Phrase(
      "记法列出分项名和数字后面的记号；没有记号的分项只能有一个，记号不能重复。",
      "A notation lists the fields with the marks behind their numbers; one field may have no mark, and marks must differ."
    ))
  public static let boundTooFine = Code(
    "J216", .error, Phrase("“{1}”的范围“{0}”不是每行一个值", "the bound “{0}” of “{1}” is not one value per row"),
    help: Phrase("用同一行的列、参数或固定的数", "use columns of the same row, parameters or constants"),
    detail: Phrase(
      "单元格的上下限只能用同一行里的列、参数和常数算出来。",
      "The bounds of a cell are made of columns of its row, parameters and constants."))
  public static let numberNeeded = Code(
    "J217", .error, Phrase("“{0}”是{1}，这里要用数", "“{0}” is {1}, but a number is wanted"),
    detail: Phrase(
      "加减乘除、合计、排名的依据等处要用数。选项和是否不能直接计算，先用“若…则…否则…”换成数。",
      "Arithmetic, sums and ranking keys need numbers. Choices and yes/no are turned into numbers with if … then … else …."
    ))
  public static let notACondition = Code(
    "J218", .error, Phrase("“{0}”是{1}，不是条件", "“{0}” is {1}, not a condition"),
    help: Phrase("写成比较，例如“{0} 超过 0 …”", "write a comparison, such as “{0} above 0 …”"),
    detail: Phrase(
      "条件要么是“是否”列，要么是比较：满、超过、不足、不超过、为、为空、在…至…之间。",
      "A condition is a yes_no column or a comparison: at_least, above, below, at_most, is, is_blank, between."
    ))
  public static let notADate = Code(
    "J219", .error, Phrase("“{0}”是{1}，这里要用日期", "“{0}” is {1}, but a date is wanted"),
    detail: Phrase(
      "工作日、天数 的前两个数是日期列或日期；休假日写一张有日期列的表。",
      "workdays and days take dates; the holidays are a table with a date column."))
  public static let notAChoice = Code(
    "J220", .error, Phrase("“{0}”是{1}，这里要用选项列", "“{0}” is {1}, but a choice is wanted"),
    detail: Phrase(
      "按选项给分、分值表、“按”后面的分组都要用选项列。",
      "Points by option, points tables and groupings are over choice columns."))
  public static let kindsDiffer = Code(
    "J221", .error,
    Phrase(
      "“{0}”是{1}，“{2}”是{3}，不能比较或合并", "“{0}” is {1} and “{2}” is {3}; they cannot be compared or combined"),
    detail: Phrase(
      "数只能和数比，日期只能和日期比，选项只能和选项比。",
      "Numbers compare with numbers, dates with dates, options with options."))
  public static let measuresDiffer = Code(
    "J222", .error, Phrase("“{0}”是{1}，“{2}”是{3}，量词不同", "“{0}” is in {1} but “{2}” is in {3}"),
    help: Phrase("检查是不是用错了列；要换算就乘上每单位的数", "check the columns; to convert, multiply by a rate"),
    detail: Phrase(
      "加、减和比较要求量词相同：分加条、条比篇都没有意义。乘除不受限制。",
      "Adding, subtracting and comparing need equal measures: points plus items means nothing. Products and ratios are free."
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
      "粗的值可以直接用在细的地方；两张表的记录之间没有对应关系，要先各自汇总到单位。",
      "A coarse value may be used at a finer grain. Rows of two tables do not correspond; fold each to units first."
    ))
  public static let choiceNotOrdered = Code(
    "J225", .error, Phrase("“{0}”是选项，没有高低，不能比大小", "“{0}” is a choice without an order"),
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
      "分只能乘以数、比例或数量。",
      "Points are multiplied by numbers, ratios or counts."))
  public static let pointsNeedMeasure = Code(
    "J227", .error, Phrase("“{0}”没有写“分”", "“{0}” has no measure"),
    help: Phrase("写成“{0} 分”", "write “{0} points”"),
    detail: Phrase(
      "给分、扣分的数要写明“分”（奖金写“元”）。",
      "Amounts given or taken carry their measure: points, or yuan for money."))

  static let meaningNamesCodes: [Code] = [
    unknownName, unknownColumn, unknownTable, unknownLabel, unknownFunction, optionUnknown, optionNeeded,
    ambiguousColumn, declaredTwice, labelTwice, hidesColumn, secondUnitColumn, unknownRowWord,
    notationNeedsCount, notationUnreadable, boundTooFine, numberNeeded, notACondition, notADate, notAChoice,
    kindsDiffer, measuresDiffer, literalNeedsMeasure, grainsDiffer, choiceNotOrdered, pointsSquared,
    pointsNeedMeasure,
  ]
}
