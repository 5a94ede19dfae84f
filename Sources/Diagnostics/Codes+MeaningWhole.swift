extension Code {
  public static let unknownPeriod = Code(
    "J255", .error, Phrase("“{0}”不是这里能用的时期", "“{0}” is no period that can be used here"),
    help: Phrase(
      "用 月、季度、半年、年；试算里的时期要在“期间”之内",
      "use month, quarter, half_year or year; in an example, one within the method's period"),
    detail: Phrase(
      "时期有月、季度、半年、年，例如 每月 最多 20 分。没有按周的时期。试算里写的时期要在办法的“期间”之内，如 期间 2024年5月 至 2024年6月 里只有 5月、6月。",
      "Periods are month, quarter, half_year and year, as in each month max 20 points; there is no week. A period in an example lies within the method's period."
    ))
  public static let tooFineToRank = Code(
    "J256", .error, Phrase("“{0}”是{1}，这里要{2}", "“{0}” is {1}, but {2} is wanted"),
    help: Phrase("用 合计、个数、最高 等汇总", "fold it with sum, count, highest and so on"),
    detail: Phrase(
      "排名、名单、公布的每一行是一个单位（或一个单位一期），用到的值不能更细。记录表里一个单位有几行，先汇总，例如 总分 = 合计(采用分)，再写 排名：总分 从高到低。",
      "A row of a rank, list or printed table is a unit (or a unit and period); values may not be finer. Where a unit has several records fold them first: total = sum(points), then rank: total descending."
    ))
  public static let noGroup = Code(
    "J257", .error, Phrase("没有“组”这一列，不能“组内”", "in_group needs a column called 组 or group"),
    help: Phrase("在单位表里加：组 选项：…", "add “group choice: …” to the table of units"),
    detail: Phrase(
      "“组内”按名为“组”（group）的选项列分开，例如 组 选项：乡镇、部门。按别的列分，写“按 列名”，例如 排名 按 类别：总分 从高到低。",
      "in_group parts units by the choice column called 组 or group, as in group choice: township | department. For another column write by COLUMN, as in rank by kind: total descending."
    ))
  public static let noRank = Code(
    "J258", .error, Phrase("这里要用名次，但是没有（合适的）排名", "a rank is needed here, but there is none that fits"),
    help: Phrase("加一条 排名 语句；名单“组内”时排名也要“组内”", "add a rank statement, in_group where the list is"),
    detail: Phrase(
      "前 n、后 n 和“名次”都要先有排名，例如 排名：总分 从高到低；并列 同名次。按月、按半年的名单，排名也要按同样的时期。",
      "first n, last n and position need a rank, as in rank: total descending; ties same_rank. Where a list is by month or half_year, so is its rank."
    ))
  public static let rankAmbiguous = Code(
    "J200", .error,
    Phrase("有几个排名（{0}），看不出这里用哪一个", "there are several ranks ({0}), and it is unclear which one is meant"),
    help: Phrase("写明 按 {1}；或者最后的排名不起名字", "say by {1}, or leave the final rank without a name"),
    detail: Phrase(
      "名单的前 n 名、后 n 名，等次的前 n 名、前 30%，都要看排名。不起名字的排名（名次）优先；只有起了名字的几个时，写明用哪一个，例如 名单 “表扬” 组内，按 总名次：前 3 名。",
      "First and last n of a list and the first n or 30% of a grade go by a rank. One without a name comes first; of several with names say which, as in list \"praised\" in_group, by total_rank: first 3 places."
    ))
  public static let noGrade = Code(
    "J259", .error, Phrase("没有“等次”语句，等次定不下来", "there is no grade statement, so nothing has a grade"),
    help: Phrase("加一条 等次 语句", "add a grade statement"),
    detail: Phrase(
      "“等次”要先用等次语句定下来，例如 等次：优秀 总分 满 90 分；合格 总分 满 60 分；不合格 其余。",
      "grade needs a grade statement, as in grade: excellent total at_least 90 points; passed total at_least 60 points; failed rest."
    ))
  public static let noParts = Code(
    "J260", .error, Phrase("没有部分，不能用“各部分之和”", "there are no parts for all_parts"),
    help: Phrase("用“各条款之和”", "use all_clauses"),
    detail: Phrase(
      "各部分之和 是各个“部分”语句的得分之和，例如 部分 “一” 采用：下面缩进写条款。办法没有分部分时，用 各条款之和。",
      "all_parts sums the points of the part statements, such as part “1” adopted: with clauses indented below. Where a method has no parts use all_clauses."
    ))
  public static let vetoNeedsGuard = Code(
    "J261", .error, Phrase("“{0}”没有写在什么情况下", "it is not said when “{0}” holds"),
    help: Phrase("前面写条件：… 的，否决 为 不合格", "begin with a condition: if …, veto is …"),
    detail: Phrase(
      "否决和“总分 记 59 分”都要有条件，例如 泄密 的，否决 为 不合格。没有条件就对每个单位都成立。",
      "veto and “total counts 59 points” need a condition, as in if leaked, veto is failed. Without one they would hold for every unit."
    ))
  public static let builtinMisplaced = Code(
    "J262", .error, Phrase("“{0}”不能用在这里", "“{0}” cannot be used here"),
    help: Phrase(
      "序号 用在“公布”里，原分 用在“只记 原分 最高”里，计分 用在汇总的“限”里",
      "row_number is for publish, original for “keep original highest”, counted for the where of an aggregate"
    ),
    detail: Phrase(
      "序号 是公布的表里的行号，只用于公布，例如 公布：序号、单位、总分；原分 只用于“只记 原分 最高”；计分 用于汇总某张表的记录时的“限”，例如 个数(采用记录，限 计分)。",
      "row_number numbers the rows of a printed table, as in publish: row_number | unit | total. original is for “keep original highest”, counted for the where of an aggregate over records, as in count(records, where counted)."
    ))
  public static let noFields = Code(
    "J263", .error, Phrase("“{0}”没有分项“{1}”", "“{0}” has no field “{1}”"),
    help: Phrase("点后面写表的列，或者给列写上记法", "a dot names a table's column, or a field of a notation"),
    detail: Phrase(
      "点用于 表名.列名，如 采用.条数；或者有记法的列的分项，如 采用条数 条，记法 “单条+综合*”，就能写 采用条数.综合。",
      "A dot is for TABLE.COLUMN, as in adopted.count, or for a field of a column with a notation: with adopted items, notation “single+composite*”, adopted.composite is such a field."
    ))
  public static let missingOption = Code(
    "J264", .warning, Phrase("没有写分值的选项：{0}，得 0 分", "options without points: {0}; they earn 0"),
    help: Phrase("补上分值；确实没有的写“—”或 0 分", "give them points, or write — or 0 points"),
    detail: Phrase(
      "选项没有出现在任何分值里，这样的记录一分也没有，可能是漏写。例如“刊物：省快报 5 分、市快报 3 分”漏了县快报；确实不给分就写 县快报 0 分，分值表里写“—”。",
      "An option that no points name earns nothing; it may have been forgotten. Where it is meant to earn nothing write “county 0 points”, or — in a points table."
    ))
  public static let columnPrintedTwice = Code(
    "J265", .error, Phrase("公布的表里有两列都叫“{0}”", "two printed columns are both called “{0}”"),
    help: Phrase("用“题为 “…””给一列换个表头", "give one another header with titled “…”"),
    detail: Phrase(
      "一张表里的表头不能重复，否则看不出哪列是哪列。给其中一列换个表头，例如 报送分 题为 “报送得分”。",
      "Headers of a printed table must differ, or nobody could tell the columns apart. Give one another header, as in sent titled “points for sending”."
    ))
  public static let overrideNotConstant = Code(
    "J266", .error, Phrase("“{0}”不是一个固定的数", "“{0}” is not a constant"),
    help: Phrase("写一个数字", "write a number"),
    detail: Phrase(
      "方案、试算的预期结果里写固定的数，例如 “（五）” 另加 = 2 倍。方案是换一个数字重算，不能换成另一个算式。",
      "Variants and expected results take constants, as in “(5)” add = 2 fold. A variant scores again with another figure; it cannot put a formula in its place."
    ))
  public static let unknownAddress = Code(
    "J267", .error, Phrase("没有数字在这个地址：{0}", "there is no figure at this address: {0}"),
    help: Phrase("jifen figures 列出全部数字和地址", "jifen figures lists every figure with its address"),
    detail: Phrase(
      "地址由编号、名称和关键词组成，例如 “（五）” 另加。写出其中几个词，只要对得上唯一的一个数字就行。",
      "An address is made of label, names and keywords, such as “(5)” add. Some of its words do, as long as one figure fits."
    ))
  public static let ambiguousAddress = Code(
    "J268", .error, Phrase("不止一个数字对得上这个地址：{0}", "more than one figure fits this address: {0}"),
    help: Phrase("多写几个词，写成其中一个：{1}", "write more words, so that it is one of: {1}"),
    detail: Phrase(
      "地址要能定到唯一的数字。例如两个条款都有“每条”，写 “（三）” 每条 就只剩一个；jifen figures 列出全部地址。",
      "An address must fit one figure only. Where two clauses have each, “(3)” each leaves one; jifen figures lists all addresses."
    ))
  public static let addressMeasure = Code(
    "J269", .error,
    Phrase("“{0}”的量词不对，办法里写的是“{1}”", "“{0}” has another measure than “{1}”, which the method says"),
    help: Phrase("用同样的量词，或者只写数", "use the same measure, or the number alone"),
    detail: Phrase(
      "换数字时量词要和原来一样，例如原来是 3 分，就写 4 分，或者只写 4。写成 4 条，多半是找错了数字。",
      "An override has the measure of the written figure, or none: for 3 points write 4 points or 4. With 4 items it is probably the wrong figure."
    ))
  public static let addressNotNumber = Code(
    "J270", .error, Phrase("等号后面不是可以用的数：“{0}”", "what stands after = is no usable number: “{0}”"),
    help: Phrase(
      "写阿拉伯数字，可以带量词或 %，例如 '“（五）” 另加=2 倍'",
      "write digits, with a measure or % if you like, for example '“(5)” add=2'"),
    detail: Phrase(
      "等号左边是地址，右边是一个数，可以带量词或 %，例如 --set '“（五）” 另加=2 倍'。数字用阿拉伯数字；算式不行。",
      "An address, =, and a number, with a measure or % if you like, as in --set '“(5)” add=2 fold'. The number is written in digits; a formula will not do."
    ))
  public static let baseMissing = Code(
    "J271", .error, Phrase("找不到沿用的文件“{0}”", "the base file “{0}” is not there"),
    help: Phrase("路径从本文件所在的文件夹算起", "paths are relative to the folder of this file"),
    detail: Phrase(
      "沿用 “文件名” 在另一个办法的基础上修改，例如 沿用 “2023年办法.jifen”。路径从本文件所在的文件夹算起。",
      "based_on “file” changes another method, as in based_on “method-2023.jifen”. Paths are relative to the folder of this file."
    ))
  public static let baseOutside = Code(
    "J289", .error,
    Phrase("沿用的文件“{0}”不在办法所在的文件夹里", "the base file “{0}” lies outside the folder of the method"),
    help: Phrase("把它放进办法所在的文件夹或下级文件夹", "put it into the folder of the method or one below"),
    detail: Phrase(
      "办法只能沿用自己所在的文件夹和下级文件夹里的文件，不能用 .. 或快捷方式（链接）指到外面去，免得别人给的办法读到不该读的文件。",
      "A method may stand only on files in its own folder or below; .. and links may not lead outside, so that a method from elsewhere cannot read what it was not given."
    ))
  public static let baseCycle = Code(
    "J272", .error,
    Phrase("沿用“{0}”转了一圈，或者超过 8 层", "basing on “{0}” goes in a circle, or deeper than 8 files"),
    help: Phrase("去掉其中一个文件的“沿用”", "take based_on out of one of the files"),
    detail: Phrase(
      "甲沿用乙、乙又沿用甲，就没有起点。沿用最多 8 层，例如今年的沿用去年的，去年的沿用前年的。",
      "Where A is based on B and B on A there is no beginning. At most 8 files may stand on one another, this year's on last year's and so on."
    ))
  public static let periodBackwards = Code(
    "J273", .error, Phrase("期间的结束早于开始", "the period ends before it begins"),
    help: Phrase("先写开始的月份，后写结束的月份", "write the first month first"),
    detail: Phrase(
      "期间写成 2024年5月 至 2024年6月，前面是开始的月份，后面是结束的月份；同一年也可以写 2024年5月 至 6月。",
      "A period is written 2024年5月 to 2024年6月, the first month before the last."))
  public static let periodTooLong = Code(
    "J274", .error, Phrase("期间超过 100 年", "the period is longer than 100 years"),
    help: Phrase("检查年份有没有写错", "see whether a year is mistyped"),
    detail: Phrase(
      "期间最长 100 年，再长多半是年份写错了，例如把 2024年 写成 1924年。",
      "A period is at most 100 years; a longer one is probably a mistyped year, such as 1924 for 2024."))
  public static let noMethodLine = Code(
    "J275", .error, Phrase("没有“办法”这一行，不知道办法叫什么", "there is no method line, which holds the title"),
    help: Phrase("第一行写 办法 “某县政务信息考核”", "begin with: method “title”"),
    detail: Phrase(
      "每个办法文件以一行“办法”开头，写办法的名称，例如 办法 “延津县政务信息采用考核”。沿用别的文件时，可以由原文件给出。",
      "Every method has a title line, as in method “County bulletin scores”. Where the file is based on another, that one may give it."
    ))
  public static let noTable = Code(
    "J276", .error, Phrase("没有声明任何表", "no table is declared"),
    help: Phrase(
      "写一张表：表 采用情况，每行一个单位：…；jifen new 可以从表格文件生成",
      "declare one: table NAME, each_row unit: …; jifen new makes one from a file"),
    detail: Phrase(
      "办法要声明输入的表，才知道从哪里取数。例如 表 采用情况，每行一个单位：下面写 单位 名称、省单条 条。jifen new 数据.csv 按数据写出第一稿。",
      "A method declares its input tables, so that it is known where figures come from, as in table adopted, each_row unit: with the lines “unit name” and “provincial items” below. jifen new TALLIES.csv writes a first version."
    ))
  public static let publishesNothing = Code(
    "J277", .warning, Phrase("没有“公布”，算出来的结果不会印出来", "there is no publish statement, so nothing is printed"),
    help: Phrase("加一条 公布：单位、…", "add publish: UNIT | …"),
    detail: Phrase(
      "公布 语句决定印哪些列、怎样排，例如 公布：单位、总分、名次。没有它，jifen score 只能给出名单和等次。",
      "publish says which columns are printed and in which order, as in publish: unit | total | position. Without it jifen score can show lists and grades only."
    ))
  public static let clauseUnpublished = Code(
    "J278", .warning,
    Phrase("条款“{0}”的得分没有进入任何公布的数、排名或名单", "the points of clause “{0}” reach no printed figure, rank or list"),
    help: Phrase("把它加进总分，或者改成 不计分", "add it to the total, or make it not_scored"),
    detail: Phrase(
      "条款给了分，但是公布的总分、排名都没有用到它，多半是漏加：例如 总分 = 条款“（二）” + 条款“（三）” 漏了条款“（八）”。用 各条款之和 就不会漏。",
      "The clause gives points, but no printed total or rank uses them; probably it was forgotten in a sum, as “(8)” is in clause “(2)” + clause “(3)”. all_clauses leaves none out."
    ))
  public static let unknownVariant = Code(
    "J279", .error, Phrase("没有叫“{0}”的方案；有：{1}", "there is no variant “{0}”; there are: {1}"),
    help: Phrase("在办法里加：方案 “{0}”：地址 = 数", "add to the method: variant “{0}”: ADDRESS = NUMBER"),
    detail: Phrase(
      "方案是办法里写好的一组改动，用 --variant 选，例如 方案 “批示乘三倍”： “（五）” 另加 = 2 倍。只改一两个数时，也可以用 --set。",
      "A variant is a named set of overrides in the method, chosen with --variant, as in variant “three times”: “(5)” add = 2 fold. For a figure or two --set does as well."
    ))
  public static let mostOfDeduction = Code(
    "J280", .error,
    Phrase(
      "{0}，“{1}”封的却是得分，不起作用",
      "“{1}” caps points given, but {0}, so it does nothing"),
    help: Phrase("写成“最多 扣 5 分”这样", "write it as “max minus 5 points”"),
    detail: Phrase(
      "最多 5 分 是得分的上限。扣分的上限要写明“扣”，例如 数据差错 每次 扣 3 分，最多 扣 9 分。满分 5 分 也只是上限：从满分往下扣的，条款里先写一行 得 5 分，再写扣分的行和 扣完为止。",
      "“max 5 points” bounds points given. A bound on a deduction says minus: errors each time minus 3 points, max minus 9 points. “full 5 points” is a cap too: where points are taken off the full marks, the clause first says give 5 points, then what is taken and until_zero."
    ))
  public static let periodMissing = Code(
    "J281", .error,
    Phrase("办法里有按月（季、半年）的数，但是没有写期间", "the method works by month (quarter, half-year), but has no period"),
    help: Phrase(
      "在开头加一行，例如 期间 2024年1月 至 2024年12月", "add a line at the top, such as period 2024年1月 to 2024年12月"),
    detail: Phrase(
      "按月、按季、按半年计分时，要知道从哪个月到哪个月。没有期间，就一个月也没有，按月的分数会全部落空。",
      "Scores by month, quarter or half-year need to know which months there are. Without a period there are none, and every monthly score would be lost."
    ))

  static let meaningWholeCodes: [Code] = [
    unknownPeriod, tooFineToRank, noGroup, noRank, rankAmbiguous, noGrade, noParts, vetoNeedsGuard,
    builtinMisplaced,
    noFields, missingOption, columnPrintedTwice, overrideNotConstant, unknownAddress, ambiguousAddress,
    addressMeasure, addressNotNumber, baseMissing, baseOutside, baseCycle, periodBackwards, periodTooLong,
    noMethodLine,
    noTable, publishesNothing, clauseUnpublished, unknownVariant, mostOfDeduction, periodMissing,
  ]
}
