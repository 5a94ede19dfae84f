extension Code {
  public static let unknownPeriod = Code(
    "J255", .error, Phrase("不认识的时期“{0}”", "unknown period “{0}”"),
    help: Phrase("用 月、季度、半年、年", "use month, quarter, half_year or year"),
    detail: Phrase(
      "时期有月、季度、半年、年。",
      "Periods are month, quarter, half_year and year."))
  public static let tooFineToRank = Code(
    "J256", .error, Phrase("“{0}”是{1}，这里要{2}", "“{0}” is {1}, but {2} is wanted"),
    help: Phrase("用 合计、个数、最高 等汇总", "fold it with sum, count, highest and so on"),
    detail: Phrase(
      "排名、名单、公布的每一行是一个单位（或一个单位一期），用到的值不能更细。",
      "A row of a rank, list or printed table is a unit (or a unit and period); values may not be finer."))
  public static let noGroup = Code(
    "J257", .error, Phrase("没有“组”这一列，不能“组内”", "in_group needs a column called 组 or group"),
    help: Phrase("在单位表里加：组 选项：…", "add “group choice: …” to the table of units"),
    detail: Phrase(
      "“组内”按名为“组”的选项列分开。按别的列分，写“按 列名”。",
      "in_group parts units by the choice column called 组 or group. For another column write by COLUMN."))
  public static let noRank = Code(
    "J258", .error, Phrase("这里要用名次，但是没有（合适的）排名", "a rank is needed here, but there is none that fits"),
    help: Phrase("加一条 排名 语句；名单“组内”时排名也要“组内”", "add a rank statement, in_group where the list is"),
    detail: Phrase(
      "前 n、后 n 和“名次”都要先有排名。",
      "first n, last n and position need a rank."))
  public static let noGrade = Code(
    "J259", .error, Phrase("没有等次", "there are no grades"),
    help: Phrase("加一条 等次 语句", "add a grade statement"),
    detail: Phrase(
      "“等次”要先用等次语句定下来。",
      "grade needs a grade statement."))
  public static let noParts = Code(
    "J260", .error, Phrase("没有部分，不能用“各部分之和”", "there are no parts for all_parts"),
    help: Phrase("用“各条款之和”", "use all_clauses"),
    detail: Phrase(
      "各部分之和 是各个“部分”语句的得分之和。",
      "all_parts sums the points of the part statements."))
  public static let vetoNeedsGuard = Code(
    "J261", .error, Phrase("没有写什么情况下", "it is not said when"),
    help: Phrase("前面写条件：… 的，否决 为 不合格", "begin with a condition: if …, veto is …"),
    detail: Phrase(
      "否决和“总分 记 59 分”都要有条件。",
      "veto and “total counts 59 points” need a condition."))
  public static let builtinMisplaced = Code(
    "J262", .error, Phrase("“{0}”不能用在这里", "“{0}” cannot be used here"),
    detail: Phrase(
      "序号 只用于公布；原分 只用于“只记 原分 最高”；计分 用于汇总某张表的记录时的“限”。",
      "row_number is for printed tables, original for “keep original highest”, counted for the where of an aggregate over records."
    ))
  public static let noFields = Code(
    "J263", .error, Phrase("“{0}”没有分项“{1}”", "“{0}” has no field “{1}”"),
    help: Phrase("点后面写表的列，或者给列写上记法", "a dot names a table's column, or a field of a notation"),
    detail: Phrase(
      "点用于 表名.列名，或者有记法的列的分项。",
      "A dot is for TABLE.COLUMN, or for a field of a column with a notation."))
  public static let missingOption = Code(
    "J264", .warning, Phrase("分值没有写到的选项：{0}，它们得 0 分", "options without points: {0}; they earn 0"),
    help: Phrase("补上分值；确实没有的写“—”或 0 分", "give them points, or write — or 0 points"),
    detail: Phrase(
      "选项没有出现在任何分值里，这样的记录一分也没有。可能是漏写。",
      "An option that no points name earns nothing; it may have been forgotten."))
  public static let columnPrintedTwice = Code(
    "J265", .error, Phrase("公布的表里有两列都叫“{0}”", "two printed columns are both called “{0}”"),
    help: Phrase("用“题为 “…””给一列换个表头", "give one another header with titled “…”"),
    detail: Phrase(
      "一张表里的表头不能重复。",
      "Headers of a printed table must differ."))
  public static let overrideNotConstant = Code(
    "J266", .error, Phrase("“{0}”不是一个固定的数", "“{0}” is not a constant"),
    help: Phrase("写一个数字", "write a number"),
    detail: Phrase(
      "方案和预期结果里写固定的数。",
      "Variants and expected results take constants."))
  public static let unknownAddress = Code(
    "J267", .error, Phrase("“{0}”对不上任何数字；相近的：{1}", "“{0}” names no figure; near: {1}"),
    help: Phrase("jifen figures 列出全部数字和地址", "jifen figures lists every figure with its address"),
    detail: Phrase(
      "地址由编号、名称和关键词组成，例如 “（五）” 另加。写出其中几个词，只要对得上唯一的一个数字就行。",
      "An address is made of label, names and keywords, such as “(5)” add. Some of its words do, as long as one figure fits."
    ))
  public static let ambiguousAddress = Code(
    "J268", .error, Phrase("“{0}”对得上不止一个数字：{1}", "“{0}” names more than one figure: {1}"),
    help: Phrase("多写几个词", "write more of its words"),
    detail: Phrase(
      "地址要能定到唯一的数字。",
      "An address must fit one figure only."))
  public static let addressMeasure = Code(
    "J269", .error, Phrase("“{0}”的量词不对，原来写的是“{1}”", "“{0}” has another measure than the written “{1}”"),
    help: Phrase("用同样的量词，或者只写数", "use the same measure, or the number alone"),
    detail: Phrase(
      "换数字时量词要和原来一样；也可以不写量词。",
      "An override has the measure of the written figure, or none."))
  public static let addressNotNumber = Code(
    "J270", .error, Phrase("“{0}”不是“地址=数”", "“{0}” is not ADDRESS=NUMBER"),
    help: Phrase("例如 “（五）” 另加=2", "for example “(5)” add=2"),
    detail: Phrase(
      "等号左边是地址，右边是一个数，可以带量词或 %。",
      "An address, =, and a number, with a measure or % if you like."))
  public static let baseMissing = Code(
    "J271", .error, Phrase("找不到沿用的文件“{0}”", "the base file “{0}” is not there"),
    help: Phrase("路径从本文件所在的文件夹算起", "paths are relative to the folder of this file"),
    detail: Phrase(
      "沿用 “文件名” 在另一个办法的基础上修改。文件要在本文件夹或其下面。",
      "based_on “file” changes another method. The file must lie in this folder or below."))
  public static let baseCycle = Code(
    "J272", .error, Phrase("沿用“{0}”转了一圈，或者层数太多", "basing on “{0}” goes in a circle or too deep"),
    detail: Phrase(
      "沿用不能互相沿用，最多 8 层。",
      "Files may not base on each other; at most 8 levels."))
  public static let periodBackwards = Code(
    "J273", .error, Phrase("期间的结束早于开始", "the period ends before it begins"),
    detail: Phrase(
      "期间写成 2024年5月 至 2024年6月。",
      "A period is written 2024年5月 to 2024年6月."))
  public static let periodTooLong = Code(
    "J274", .error, Phrase("期间超过 100 年", "the period is longer than 100 years"),
    detail: Phrase(
      "期间最长 100 年。",
      "A period is at most 100 years."))
  public static let noMethodLine = Code(
    "J275", .error, Phrase("没有写“办法 “名称””", "there is no method line"),
    help: Phrase("第一行写 办法 “某县政务信息考核”", "begin with: method “title”"),
    detail: Phrase(
      "每个办法文件以“办法 “名称””开头（沿用的文件可以由原文件给出）。",
      "Every method has a title line: method “title” (a base file may give it)."))
  public static let noTable = Code(
    "J276", .error, Phrase("没有声明任何表", "no table is declared"),
    help: Phrase(
      "写一张表：表 采用情况，每行一个单位：…；jifen new 可以从表格文件生成",
      "declare one: table NAME, each_row unit: …; jifen new makes one from a file"),
    detail: Phrase(
      "办法要声明输入的表，才知道从哪里取数。",
      "A method declares its input tables, so that it is known where figures come from."))
  public static let publishesNothing = Code(
    "J277", .warning, Phrase("没有“公布”，算出来的结果不会印出来", "there is no publish statement, so nothing is printed"),
    help: Phrase("加一条 公布：单位、…", "add publish: UNIT | …"),
    detail: Phrase(
      "公布 语句决定印哪些列、怎样排。",
      "publish says which columns are printed and in which order."))
  public static let clauseUnpublished = Code(
    "J278", .warning,
    Phrase("条款“{0}”的得分没有进入任何公布的数、排名或名单", "the points of clause “{0}” reach no printed figure, rank or list"),
    help: Phrase("把它加进总分，或者改成 不计分", "add it to the total, or make it not_scored"),
    detail: Phrase(
      "条款给了分，但是公布的总分、排名都没有用到它，多半是漏加。",
      "The clause gives points, but no printed total or rank uses them; probably it was forgotten in a sum."))
  public static let unknownVariant = Code(
    "J279", .error, Phrase("没有叫“{0}”的方案；有：{1}", "there is no variant “{0}”; there are: {1}"),
    help: Phrase("在办法里加：方案 “{0}”：地址 = 数", "add to the method: variant “{0}”: ADDRESS = NUMBER"),
    detail: Phrase(
      "方案是办法里写好的一组改动，用 --variant 选。",
      "A variant is a named set of overrides in the method, chosen with --variant."))

  static let meaningWholeCodes: [Code] = [
    unknownPeriod, tooFineToRank, noGroup, noRank, noGrade, noParts, vetoNeedsGuard, builtinMisplaced,
    noFields, missingOption, columnPrintedTwice, overrideNotConstant, unknownAddress, ambiguousAddress,
    addressMeasure, addressNotNumber, baseMissing, baseCycle, periodBackwards, periodTooLong, noMethodLine,
    noTable, publishesNothing, clauseUnpublished, unknownVariant,
  ]
}
