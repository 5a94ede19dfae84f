extension Code {
  /// J801 … J829: published tables held against a method, figures recovered from them, marks at discretion.
  static let auditCodes: [Code] = [
    .publishedNameUnknown, .publishedFitsNoTable, .publishedWithoutUnits, .publishedUnitsDiffer,
    .publishedGivenTwice, .publishedColumnsNotAudited, .publishedColumnsMissing, .publishedColumnReadAs,
    .publishedTableNotGiven, .publishedTotalSkipped, .auditWithoutPublication, .publishedSheetNotTold,
    .publishedSheetsNotAudited, .publishedWithoutRows, .fitReachesNothing,
    .fitFigureTwice, .fitTooManyFigures, .fitWithoutNumbers, .boundsWithoutMarks, .boundsUnknownColumn,
    .boundsOpenSide,
  ]

  public static let publishedNameUnknown = Code(
    "J801", .error,
    Phrase("办法没有公布叫“{0}”的表、名单或等次", "the method publishes no table, list or grade called “{0}”"),
    help: Phrase("可以写的有：{1}", "there are: {1}"),
    detail: Phrase(
      "公布的文件写成 表名=文件 时，等号前面是办法里“公布”语句的表名（按组分表的，写成 表名-组，也可以只写表名），或者名单、等次的名称。名称与数据表相同时，前面加“公布-”。例如 公布-采用=印发.csv。",
      "In NAME=FILE for a published file, NAME is that of a table that the method publishes (for a table split by group NAME-GROUP, or NAME alone), or of a list or a grade. Where a table of the tallies has the same name, put published- before it, as in published-adopted=printed.csv."
    ))

  public static let publishedFitsNoTable = Code(
    "J802", .error,
    Phrase("这个文件的列与办法公布的表对不上：{0}", "the columns of this file are not those of a published table: {0}"),
    help: Phrase(
      "办法公布的“{1}”有这些列：{2}。表头改成一样，或者用 表名=文件 指明是哪张表",
      "the published table “{1}” has the columns: {2}. Use the same headers, or say which table it is with NAME=FILE"
    ),
    detail: Phrase(
      "公布的文件按表头对列，按单位对行；没有一列能与办法公布的数（得分、比率、名次）对上，就无从核对。常见的原因是表头有两层、第一行是标题，或者拿错了文件。把标题行去掉，表头写成一层，再试一次。",
      "Columns of a published file are matched by header and rows by unit; without any column of figures (scores, rates, ranks) that the method publishes there is nothing to hold against it. Often the header has two lines, the first line is a title, or it is the wrong file. Remove title lines and give the header one line."
    ))

  public static let publishedWithoutUnits = Code(
    "J803", .error, Phrase("这个文件没有单位名称的列：{0}", "this file has no column of units: {0}"),
    help: Phrase("要有一列写着单位，例如 {1}", "one column must name the units, such as {1}"),
    detail: Phrase(
      "行按单位对上。文件里没有一列叫“单位”（或办法里单位列的名称），也没有一列的内容是数据里的单位。",
      "Rows are matched by unit. No column of the file is called 单位 or unit (or as the method calls it), and none holds names of the roster."
    ))

  public static let publishedUnitsDiffer = Code(
    "J804", .error, Phrase("这个文件的单位没有一个在“{0}”里", "none of the units of this file is in “{0}”"),
    help: Phrase("文件里是 {1}；按办法应是 {2}", "the file has {1}; the method has {2}"),
    detail: Phrase(
      "文件里的单位与办法算出的表一个也对不上，连相近的也没有：多半是拿错了文件、年份或地方，或者单位一律用了另一种叫法，可以在办法里用 别名 “甲” 即 “乙” 写明。",
      "Not one unit of the file is a unit of the table that the method gives, or near to one: it is likely the wrong file, year or place, or all units go by other names, which the method can declare with alias “a” means “b”."
    ))

  public static let publishedGivenTwice = Code(
    "J805", .error, Phrase("公布的表“{0}”有两个文件", "there are two files for the published table “{0}”"),
    help: Phrase("另一个是 {1}；去掉一个", "the other is {1}; leave one of them out"),
    detail: Phrase(
      "一张公布的表只能与一个文件核对。文件夹里有两个文件名相近的，用 表名=文件 写明用哪一个。",
      "A published table is held against one file. Where a folder has two of nearly one name, say with NAME=FILE which."
    ))

  public static let publishedColumnsNotAudited = Code(
    "J806", .warning, Phrase("没有核对的列：{0}", "columns that were not audited: {0}"),
    help: Phrase(
      "办法的“{1}”没有这些列；要核对，在“公布”里加上，或用 题为 “…” 写成印发的表头",
      "“{1}” has no such columns; to audit them, add them to publish, or use titled “…” with the printed header"
    ),
    detail: Phrase(
      "印发的表里有办法没有公布、也不是办法里定义的名称的列，这些列跳过不核对。",
      "The published table has columns that the method neither publishes nor defines under that name; they are passed over."
    ))

  public static let publishedColumnsMissing = Code(
    "J807", .note, Phrase("印发的“{0}”没有这些列：{1}", "the published “{0}” has no columns {1}"),
    help: Phrase("没有的列不核对", "columns that are not there are not audited"),
    detail: Phrase(
      "办法公布的表比印发的多几列，多出的不核对。列名写法不同时，可在公布里用 题为 “…”。",
      "The method publishes more columns than the file has; those are not audited. Where only the header differs, use titled “…”."
    ))

  public static let publishedColumnReadAs = Code(
    "J808", .note, Phrase("列“{0}”当作“{1}”核对", "the column “{0}” is taken for “{1}”"),
    help: Phrase("不是同一列时，改成不同的名称", "if they are not the same, give it another name"),
    detail: Phrase(
      "表头与办法公布的列名只差一点，没有别的列可对，就当作同一列。",
      "The header is nearly that of a column that the method publishes, and no other column is, so they are taken for the same."
    ))

  public static let publishedTableNotGiven = Code(
    "J809", .note, Phrase("没有给出公布的表“{0}”，未核对", "the published table “{0}” was not given, and not audited"),
    help: Phrase("文件名写成 公布-{0}.csv，或用 {0}=文件", "name the file published-{0}.csv, or use {0}=FILE"),
    detail: Phrase(
      "办法公布的表有的没有对应的文件。只核对给出的；要核对别的，把文件放进同一个文件夹。",
      "Some of the tables that the method publishes have no file. Only those given are audited; to audit others, put their files into the same folder."
    ))

  public static let publishedTotalSkipped = Code(
    "J810", .note, Phrase("跳过了“{0}”这一行", "the row “{0}” was passed over"),
    help: nil,
    detail: Phrase("合计、小计行不是单位，不核对。", "Rows of totals are no units and are not audited."))

  public static let auditWithoutPublication = Code(
    "J811", .error,
    Phrase("办法没有公布表，也没有名单和等次，无从核对", "the method publishes no table, list or grade to hold it against"),
    help: Phrase(
      "在办法里加一行，例如：公布 “得分”：单位、总分、名次",
      "add a line to the method, for example: publish “scores”: unit | total | position"),
    detail: Phrase(
      "核对的是印发的表与办法公布的表，所以办法里要有“公布”语句，列名写成印发的表头。",
      "An audit holds printed tables against those that the method publishes, so the method needs publish statements with the printed headers."
    ))

  public static let publishedSheetNotTold = Code(
    "J812", .error,
    Phrase(
      "不知道公布的“{1}”是工作簿“{0}”里的哪一张工作表；有：{2}",
      "which sheet of workbook “{0}” is the published “{1}”? It has: {2}"),
    help: Phrase(
      "请把工作表的名称改为“{1}”，或加上 --published-sheet {1}=工作表",
      "rename the sheet to “{1}”, or add --published-sheet {1}=SHEET"),
    detail: Phrase(
      "印发的工作簿里，工作表的名称就是办法公布的表名；只有一张工作表有内容时不论名称。其他情况用 --published-sheet 指定，例如 --published-sheet 采用情况=6月。",
      "In a published workbook, the name of a sheet is that of a table that the method publishes; where only one sheet holds anything, its name does not matter. Otherwise --published-sheet tells, as in --published-sheet adopted=June."
    ))

  public static let publishedSheetsNotAudited = Code(
    "J813", .note, Phrase("工作簿里没有核对的工作表：{0}", "sheets of the workbook that were not audited: {0}"),
    help: Phrase(
      "要核对，把工作表改成办法公布的表名，或用 --published-sheet 表名=工作表",
      "to audit one, name it as the method's table, or use --published-sheet TABLE=SHEET"),
    detail: Phrase(
      "印发的工作簿里，名称和表头都不是办法公布的表、名单或等次的工作表跳过不核对，列在这里，以免漏掉写错名称的表。",
      "Sheets of a published workbook that are no table, list or grade of the method, neither by name nor by header, are passed over. They are listed since one wrong character in a name would drop a table."
    ))

  public static let publishedWithoutRows = Code(
    "J814", .error,
    Phrase("印发的“{0}”只有表头，没有数据行", "the published “{0}” has a header but no rows"),
    help: Phrase(
      "按办法应有 {1} 行，例如 {2}；请核对是不是拿错了文件，或者没有保存完",
      "by the method there are {1} rows, such as {2}; see whether it is the wrong file, or was not saved whole"
    ),
    detail: Phrase(
      "表头与办法公布的表相符，下面却一行也没有，无从核对。常见的原因是只存了表头的样表，或者数据在另一张工作表上。",
      "The header is that of a published table, but nothing stands below it, so there is nothing to audit. Often it is a form that holds only the header, or the rows stand on another sheet."
    ))

  public static let fitReachesNothing = Code(
    "J821", .error, Phrase("数字 {0} 不影响印发的任何一格", "the figure {0} reaches no published cell"),
    help: Phrase("去掉它，或换一个；jifen figures 列出全部数字", "leave it out or take another; jifen figures lists them"),
    detail: Phrase(
      "--free 指的数字改了以后，印发的得分、比率一格也不变，从印发的表就推不出它。可能是没有单位用到这一条，或者都到了上限。",
      "Changing the figure that --free names changes no published score or rate, so the table cannot tell what it is. Perhaps no unit has anything of that kind, or all of them are at a limit."
    ))

  public static let fitFigureTwice = Code(
    "J822", .error, Phrase("数字 {0} 写了两次", "the figure {0} is given twice"),
    help: Phrase("去掉一个 --free", "leave out one --free"),
    detail: Phrase(
      "同一个数字只用放开一次。两个不同的写法可能是同一个地址。", "A figure is freed once. Two spellings may be one address."))

  public static let fitTooManyFigures = Code(
    "J823", .error, Phrase("放开的数字太多：{0} 个，最多 {1} 个", "too many free figures: {0}, at most {1}"),
    help: Phrase("分几次推算", "recover them in several runs"),
    detail: Phrase(
      "要逐行穷尽地比较，放开的数字越多越慢，也越容易凑巧对上。一次最多这么多。",
      "Rows are compared exhaustively; with more free figures that takes long, and chance agreement becomes likely. This is the most for one run."
    ))

  public static let fitWithoutNumbers = Code(
    "J824", .error,
    Phrase("印发的表里没有由办法的数字算出的得分或比率", "no published score or rate rests on a figure of the method"),
    help: Phrase(
      "要有得分、比率等列；名次和照抄数据的列推不出数字",
      "columns of scores or rates are needed; ranks and copied tallies cannot tell figures"),
    detail: Phrase(
      "推算用的是印发的得分和比率。印发的表只有名次、单位，或者只有照抄数据的列时，无从推算。",
      "Recovery works from published scores and rates. It cannot where only ranks, units or copied tallies are published."
    ))

  public static let boundsWithoutMarks = Code(
    "J826", .error, Phrase("办法没有酌情给分的列", "the method has no marks at discretion"),
    help: Phrase(
      "给分的列写上界限，例如：约稿得分  分，在 0 分 至 2 分 之间",
      "give the column of marks its bounds, for example: draft_points  points, between 0 points to 2 points"),
    detail: Phrase(
      "酌情给分的列是计量为分、写明上下限（在 … 至 … 之间，或 不低于 和 不超过）的列。只写 不超过 的，下限作 0；只写 不低于 的没有上限，不能算。",
      "Marks at discretion are columns in points with bounds (between … to …, or at_least and at_most). With at_most alone the lowest is 0; with at_least alone there is no highest and nothing can be said."
    ))

  public static let boundsUnknownColumn = Code(
    "J827", .error, Phrase("“{0}”不是酌情给分的列", "“{0}” is not a column of marks at discretion"),
    help: Phrase("可以写的有：{1}", "there are: {1}"),
    detail: Phrase(
      "--column 后面写酌情给分的列，两张表有同名的列时写 表.列。",
      "--column takes a column of marks at discretion, as TABLE.COLUMN where two tables have one of that name."
    ))

  public static let boundsOpenSide = Code(
    "J828", .note,
    Phrase("列“{0}”没有上限，按数据里的分，不算酌情", "the column “{0}” has no highest mark; its marks are taken as given"),
    help: Phrase("要当作酌情给分，写上 不超过 n 分", "to treat it as discretionary, add at_most n points"),
    detail: Phrase(
      "只写了 不低于 的列没有上限，最高分无从说起。", "A column with at_least alone has no highest mark to speak of."))
}
