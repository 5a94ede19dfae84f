// Wrong data: a file whose cells, rows or units cannot be scored as they are.
extension Code {
  static let dataCodes: [Code] = [
    tableNotGiven, columnMissing, headerTwice, blankCell, notANumber, notWhole, percentWanted,
    percentUnwanted,
    notAnOption, badDate, dateSerial, badPeriod, notYesNo, badNotation, nameTwice, duplicateKey, unknownUnit,
    totalRow, unitBlank, outsidePeriod, moreErrors, outOfBounds, openFigure, absentAmount, rowsDisagree,
    unknownExampleUnit, exampleFailed, countTooLarge, nobodyToScore, numberTooLarge, numbersTooLarge,
  ]

  public static let tableNotGiven = Code(
    "J401", .error,
    Phrase("表“{0}”没有给出数据文件", "no data file is given for table “{0}”"),
    help: Phrase("请为表“{0}”指定一个文件", "name a file for table “{0}”"),
    detail: Phrase(
      "办法声明的每张表都要有一个数据文件。例如办法写了“表 名册”和“表 采用记录”，计分时两张表都要给出文件；没有记录时也请给出只有表头的文件。",
      "Every table that the method declares needs a data file. Where the method declares a roster and a table of records, both files must be given; if there are no records, give a file that holds the header only."
    ))

  public static let columnMissing = Code(
    "J402", .error,
    Phrase("表“{0}”的文件里没有“{1}”列", "the file of table “{0}” has no column “{1}”"),
    help: Phrase(
      "请在文件中补上“{1}”列；若该列另有名称，请在办法里写“又称 “…””",
      "add the column “{1}” to the file; if it is headed otherwise, write also \"…\" after it in the method"),
    detail: Phrase(
      "办法要求的列必须出现在文件的表头里，顺序不限，多余的列不要紧。允许为空（可空，或空作 0）的列可以不出现。例如印发的表头写“5-6月得分”，办法里的列名是“印发得分”，可在该列后写“又称 “5-6月得分””。",
      "The columns that the method asks for must stand in the header of the file, in any order; further columns do no harm. A column that may be blank may be left out. If the printed header differs from the method's name of the column, say so in the method with an alternative header."
    ))

  public static let headerTwice = Code(
    "J403", .error,
    Phrase("表“{0}”的文件里有两列都对应“{1}”", "two columns of the file of table “{0}” answer to “{1}”"),
    help: Phrase("请删去或改名其中一列", "remove or rename one of them"),
    detail: Phrase(
      "一列数据只能有一个来源。文件里若有两列的表头都与同一列（或它的又称）相符，就无从判断该取哪一列。例如同时有“得分”和又称“总分”的两列。",
      "One column of the method has one source. Where two headers of the file match the same column or its alternative headers, there is no telling which one is meant."
    ))

  public static let blankCell = Code(
    "J404", .error,
    Phrase("“{0}”列不许为空，这一格是空的", "column “{0}” may not be blank, and this cell is"),
    help: Phrase(
      "请填上数；若空着就是 0，请在办法的该列后写“空作 0”，若本来可以没有，写“可空”",
      "fill it in; if a blank means 0, write blank_as 0 after the column in the method, or optional if it may be missing"
    ),
    detail: Phrase(
      "空着不等于 0。只有办法写明“空作 0”或“可空”的列才可以空着，否则按错误报出。合并单元格另存后，下面各行会变成空的，也会在这里被发现。",
      "A blank is not zero. Only a column that the method marks as blank-tolerant may hold blank cells; others are errors. Merged cells that were saved as text leave blanks below, and are found here."
    ))

  public static let notANumber = Code(
    "J405", .error,
    Phrase("“{0}”列应填数，这里是“{1}”", "column “{0}” holds numbers, and “{1}” is not one"),
    help: Phrase(
      "请只写数，如 12 或 3.5；没有就留空", "write a number alone, such as 12 or 3.5; leave it blank if there is none"),
    detail: Phrase(
      "数列的单元格只能是一个十进制数，可带千分位逗号和该列的量词。文字说明（如“无”“暂缺”“3条左右”）不能参加计算，请改成数或留空。",
      "A number cell holds one decimal number, with thousands separators or the column's measure word if need be. Words such as “none” or “about 3” cannot be computed with: write a number or leave the cell blank."
    ))

  public static let notWhole = Code(
    "J406", .error,
    Phrase("“{0}”列按{2}计数，应为整数，这里是“{1}”", "column “{0}” counts {2} and wants whole numbers, not “{1}”"),
    help: Phrase(
      "请改成整数；若本就可以有小数，请在办法里把该列改为“数”或“分”",
      "write a whole number; if fractions are meant, declare the column as number or points in the method"),
    detail: Phrase(
      "以条、篇、期、次、个、件、起、项、场、份、家、户、人、名计的列是计数，不会有小数。例如“省单条”列出现 1.5，多半是把分数填到了条数列。",
      "Columns that count items hold whole numbers. A cell such as 1.5 in a column of counts is most likely a score that was typed into the wrong column."
    ))

  public static let percentWanted = Code(
    "J407", .error,
    Phrase(
      "“{0}”列是百分比，“{1}”大于 1 却没有百分号",
      "column “{0}” is a percentage, and “{1}” exceeds 1 without a percent sign"),
    help: Phrase(
      "请写明百分号：百分之 {1} 写 {1}%，{1} 倍写 {2}%", "write the sign: {1}% if that is meant, or {2}% for {1} times"),
    detail: Phrase(
      "百分比列可以写 25%，也可以写 0.25。光写 25 有两种读法（25% 或 2500%），所以必须带上百分号。",
      "A percentage may be written 25% or 0.25. A bare 25 could mean either 25% or 2500%, so the percent sign is required above 1."
    ))

  public static let percentUnwanted = Code(
    "J408", .error,
    Phrase("“{0}”列不是百分比，这里却写了“{1}”", "column “{0}” is not a percentage, yet it holds “{1}”"),
    help: Phrase("请去掉百分号，或在办法里把该列改为“百分比”", "drop the percent sign, or declare the column as a percentage"),
    detail: Phrase(
      "条数、分数等列里出现百分号，多半是列错位。若该列确实是比率，请在办法的表里把它声明为“百分比”。",
      "A percent sign in a column of counts or points usually means that columns were shifted. If the column is a ratio, declare it as a percentage in the method."
    ))

  public static let notAnOption = Code(
    "J409", .error,
    Phrase("“{0}”列没有“{1}”这个选项", "“{1}” is not among the options of column “{0}”"),
    help: Phrase("可填：{2}", "it may be: {2}"),
    detail: Phrase(
      "选项列只接受办法里列出的那几个值，一字不差（全角半角、首尾空格不计）。例如选项是“县直一类”，写成“一类单位”就会报错，并给出相近的选项。",
      "A choice column accepts only the options that the method lists, to the letter (full-width forms and outer spaces aside). Near options are proposed."
    ))

  public static let badDate = Code(
    "J410", .error,
    Phrase("“{0}”列的“{1}”不是日期", "“{1}” in column “{0}” is not a date"),
    help: Phrase("请写成 2024-05-03 或 2024年5月3日", "write it as 2024-05-03"),
    detail: Phrase(
      "日期要有年、月、日，且确有这一天。例如 2024年2月30日 不存在；“5月上旬”不是一天。",
      "A date has a year, a month and a day, and must exist: 30 February does not, and “early May” is not one day."
    ))

  public static let dateSerial = Code(
    "J411", .error,
    Phrase("“{0}”列的“{1}”像是电子表格的日期序号", "“{1}” in column “{0}” looks like a spreadsheet's date serial number"),
    help: Phrase(
      "请在电子表格里把该列设为日期格式后重新另存，或直接写成 2024-05-03",
      "format the column as dates in the spreadsheet and save again, or write 2024-05-03"),
    detail: Phrase(
      "电子表格内部用天数表示日期，45415 即 2024年5月3日。列格式丢失后另存为文本，就会留下这样的数。序号有两种起点，不宜猜测，所以按错误报出。",
      "Spreadsheets store dates as day counts: 45415 is 3 May 2024. A file saved after the format was lost holds such numbers. As there are two epochs in use, they are not guessed at."
    ))

  public static let badPeriod = Code(
    "J412", .error,
    Phrase("“{0}”列应填{2}，这里是“{1}”", "column “{0}” wants a {2}, not “{1}”"),
    help: Phrase("请写成 2024年5月、2024-05 或 5月 这样的写法", "write it like 2024-05"),
    detail: Phrase(
      "按月（季、半年、年）填报的表，该列要写清是哪一期。只写“5月”时取办法期间所在的年份；期间跨年时必须写年份。",
      "A table told by month (quarter, half-year, year) must name the period in this column. A bare month takes the year of the method's period, which must then lie within one year."
    ))

  public static let notYesNo = Code(
    "J413", .error,
    Phrase("“{0}”列应填是或否，这里是“{1}”", "column “{0}” wants yes or no, not “{1}”"),
    help: Phrase("请填 是 / 否（也可用 1 / 0、√ / ×）", "write yes / no (or 1 / 0)"),
    detail: Phrase(
      "是否列只有两种值。写“待定”“部分”等第三种值时，请先定下来；若允许没有，请在办法里写“可空”。",
      "A yes/no column has two values. Decide on words such as “pending” first; if the value may be missing, let the method say that the column may be blank."
    ))

  public static let badNotation = Code(
    "J414", .error,
    Phrase("“{0}”列的“{1}”不合该列的记法", "“{1}” does not follow the notation of column “{0}”"),
    help: Phrase("该列的记法如：{2}", "the notation of this column: {2}"),
    detail: Phrase(
      "有的表在一格里合记几种数，例如 5+1* 表示 5 条加 1 条带星号的。记号要与办法声明的一致，同一种不能出现两次。",
      "Some tables hold several counts in one cell: 5+1* is five plain and one starred. The marks must be those that the method declares, each at most once."
    ))

  public static let nameTwice = Code(
    "J415", .error,
    Phrase("“{0}”在同一条记录的“{1}”里出现了两次", "“{0}” stands twice in the list “{1}” of one record"),
    help: Phrase("请删去重复的名称", "remove the repeated name"),
    detail: Phrase(
      "合报单位列里，每个单位只能出现一次，否则同一份分数会分给它两次。别名也算同一单位。",
      "A list of joint submitters names each unit once; a repeated name, also under an alias, would receive two shares."
    ))

  public static let duplicateKey = Code(
    "J416", .error,
    Phrase("表“{0}”有两行都是“{1}”（第 {2} 行和第 {3} 行）", "two rows of table “{0}” are “{1}” (rows {2} and {3})"),
    help: Phrase("请合并或删去其中一行", "merge them or delete one"),
    detail: Phrase(
      "办法说明每行一个单位（或一个单位一个月），同一个键就只能有一行，否则不知道取哪一行，也可能重复计分。别名折算后相同也算重复。",
      "Where the method says one row per unit (or per unit and month), a key may stand in one row only; otherwise points would be counted twice or at random. Aliases count as the same unit."
    ))

  public static let unknownUnit = Code(
    "J417", .error,
    Phrase("名册里没有“{0}”这个单位", "there is no unit “{0}” in the roster"),
    help: Phrase(
      "请改正名称，或在名册中补上该单位；若是别称，请在办法的名称列后写“别名 “{0}” 即 “…””",
      "correct the name, add the unit to the roster, or write alias \"{0}\" means \"…\" after the name column in the method"
    ),
    detail: Phrase(
      "记录里的单位必须在每行一个单位的表里出现过，否则它的分数无处可记。相近的名称会列出来供对照；同一单位有两种叫法时，用别名说明。",
      "A unit of a record must stand in a table that has one row per unit; otherwise its points would go nowhere. Near names are shown; where one unit goes by two names, declare an alias."
    ))

  public static let totalRow = Code(
    "J418", .error,
    Phrase("“{0}”一行像是合计行，不是单位", "the row “{0}” looks like a total, not a unit"),
    help: Phrase("请从数据文件中删去这一行", "delete this row from the data file"),
    detail: Phrase(
      "表尾的“合计”“小计”“总计”行若当作单位读入，会排进名次，也会使平均数和占比出错。",
      "A total row at the foot of a table, read as a unit, would be ranked and would spoil averages and shares."
    ))

  public static let unitBlank = Code(
    "J419", .error,
    Phrase("这一行没有写单位", "this row names no unit"),
    help: Phrase("请填上单位名称；若是合并单元格，请取消合并并逐行填写", "fill in the unit; split merged cells and fill each row"),
    detail: Phrase(
      "每一行都要写明是哪个单位的。合并单元格另存后，只有第一行留有名称，其余各行是空的。",
      "Each row must say whose it is. Merged cells keep the name in their first row only, and leave the others blank."
    ))

  public static let outsidePeriod = Code(
    "J420", .error,
    Phrase("“{1}”不在办法的期间（{2}）之内", "“{1}” lies outside the method's period ({2})"),
    help: Phrase(
      "请核对日期，或移出这条记录，或改办法的期间", "check the date, take the record out, or change the method's period"),
    detail: Phrase(
      "表里用来记期的日期必须落在办法写明的期间内。期间外的记录若照计，会把别期的分数带进来；若不计，又会无声丢失，所以按错误报出。",
      "The date by which a record falls into a period must lie within the method's period. Counting it would bring in points of another period, and dropping it would lose them in silence."
    ))

  public static let moreErrors = Code(
    "J421", .error,
    Phrase("表“{0}”另有 {1} 处错误未列出", "further errors in table “{0}”, not shown: {1}"),
    help: Phrase("改正已列出的错误后再试", "correct the ones shown and run again"),
    detail: Phrase(
      "每张表最多列出 20 处错误，其余只报个数。成片的错误往往出于同一个原因，例如列错位或表头选错。",
      "At most 20 errors are shown for each table. Many errors at once usually have one cause, such as shifted columns or a wrong header row."
    ))

  public static let outOfBounds = Code(
    "J422", .error,
    Phrase("“{0}”列的“{1}”不合“{2}”（{3}）", "“{1}” in column “{0}” breaks “{2}” ({3})"),
    help: Phrase("请核对这一格，或改办法中该列的范围", "check the cell, or change the bounds of the column in the method"),
    detail: Phrase(
      "办法给该列规定了范围，例如“酌情分 在 0 分 至 2 分 之间”。超出范围的值不会被悄悄截断，而是按错误报出。",
      "The method bounds this column, such as discretionary marks between 0 and 2 points. A value beyond its bounds is not cut in silence but reported."
    ))

  public static let openFigure = Code(
    "J423", .error,
    Phrase(
      "{0} 未定：{1}；{2} 要用到它", "{0} is left open by the method: {1}; {2} needs it"),
    help: Phrase("计分时请给定，如 --set '{0}=…'", "give it when scoring, such as --set '{0}=…'"),
    detail: Phrase(
      "办法原文没有给出这个数，文件里写作“未定”。检查办法时不算错；没有单位用得到它时（数量为 0，条件都不成立），计分也不问。有单位的得分要用到它时，须用 --set 按地址给定，或写一个方案；信息里写着第一个要用到它的单位。",
      "The circular does not give this figure, and the file says so. Checking the method is fine, and so is scoring while no unit needs it (a count of 0, a condition that holds nowhere). Where a unit's result needs it, give it by address with --set, or in a variant; the message names the first such unit."
    ))

  public static let absentAmount = Code(
    "J424", .error,
    Phrase("{0}：“{1}”应计分，但所需的值空缺（{2}）", "{0}: “{1}” applies, but the value it needs is absent ({2})"),
    help: Phrase(
      "请补上空缺的值，或在办法里写明空缺时如何计", "fill in the missing value, or let the method say what a blank counts as"),
    detail: Phrase(
      "空缺的值不能进入分数。例如单位没有分组，因而没有目标数，而某条要按目标数计分；或者除数为 0。请补上数据，或在条款里用“… 为空 的”另作规定。",
      "An absent value may not enter a score: a unit without a group has no target, for instance, or a divisor is zero. Fill in the data, or let a clause treat the blank case of its own."
    ))

  public static let rowsDisagree = Code(
    "J425", .error,
    Phrase(
      "“{0}”的“{1}”前后不一：第 {2} 行是“{3}”，第 {4} 行是“{5}”",
      "“{1}” of “{0}” differs: “{3}” in row {2}, “{5}” in row {4}"),
    help: Phrase("请改成一致", "make them agree"),
    detail: Phrase(
      "记录表里每行都带着单位的分组等属性时，同一单位各行必须一致，否则不知道该算哪一组。",
      "Where each record repeats an attribute of its unit, such as its group, all rows of the unit must agree."
    ))

  public static let unknownExampleUnit = Code(
    "J426", .error,
    Phrase("试算“{0}”没有给出“{1}”这个单位", "example “{0}” gives no unit “{1}”"),
    help: Phrase("请用“给 表：单位 {1}，…”给出它的数据", "give its data in the example first"),
    detail: Phrase(
      "试算里“应”说到的单位，要先用“给”写出它的数据。名册由所给各行而来。",
      "A unit that an example expects something of must be given first; the roster of an example comes from the rows that it gives."
    ))

  public static let exampleFailed = Code(
    "J427", .error,
    Phrase("试算“{0}”：{1}，算得 {2}", "example “{0}”: {1}, but the result is {2}"),
    help: Phrase(
      "请核对条款与试算，哪一个错了改哪一个", "check the clauses against the example, and correct the one that is wrong"),
    detail: Phrase(
      "试算是办法里自带的算例：给出几行数据，写明应得的结果。算得的与应得的不同时报出，两者必有一错。",
      "An example states some rows and the results that they must give. Where the computed value differs, either the clauses or the example is wrong."
    ))

  public static let countTooLarge = Code(
    "J428", .error,
    Phrase("{0}：次数 {2} 太大，不能逐次加倍（“{1}”）", "{0}: the count {2} is too large for doubling (“{1}”)"),
    help: Phrase("请核对是不是把日期、编号填成了次数", "check whether a date or an id was entered as the count"),
    detail: Phrase(
      "“逐次加倍”每次翻一番，计算又用精确的数，所以次数最多 4096。超过时一般是数据错位，例如把日期或编号当作次数。",
      "Amounts that double each time are computed exactly, and so for at most 4096 times. More usually means shifted data, such as a date or an id read as a count."
    ))

  public static let nobodyToScore = Code(
    "J429", .error,
    Phrase("表“{0}”里一个单位也没有，没有可计分的", "table “{0}” names no unit, so there is nobody to score"),
    help: Phrase("请检查是否给错了文件，或存错了工作表", "check whether this is the right file, and the right sheet was saved"),
    detail: Phrase(
      "计分的单位来自每行一个单位的表；没有这样的表时，来自各条记录。文件只有表头时，就没有单位可以计分。记录表可以没有数据行，例如本期没有差错。",
      "The units to be scored come from the tables with one row per unit or, without any, from the records. A file that holds a header only gives none. A table of records may be empty, such as faults in a period without any."
    ))

  public static let numberTooLarge = Code(
    "J430", .error,
    Phrase(
      "{0}：算“{1}”时出现了太大的数，分子或分母超过 100000 位二进制数（约 3 万位数字）",
      "{0}: computing “{1}” gives a number that is too large, with more than 100000 binary digits (about 30,000 decimal ones) above or below the line"
    ),
    help: Phrase(
      "请核对这一行是否把数与自己反复相乘；若是很多个除不尽的数相加，请先取整再加",
      "check whether the line multiplies numbers over and over; where many quotients that do not come out even are added up, round them first"
    ),
    detail: Phrase(
      "计算用精确的分数，不作近似，所以数会越算越长：每一步都把上一步平方，长度就每步加倍；分母各不相同的分数相加，分母也越通越大。一个数的分子或分母超过 100000 位二进制数就不再算下去，整次计分按错误结束，不给出部分结果。",
      "Numbers are exact fractions, so they grow: squaring the step before doubles their length at every step, and adding up fractions without a small common divisor multiplies their denominators. A number with more than 100000 binary digits above or below the line is not computed, and the run ends with this error instead of a partial result."
    ))

  public static let numbersTooLarge = Code(
    "J431", .error,
    Phrase(
      "算到“{1}”时，很长的数太多，超过一次计算的上限", "computing “{1}” takes more work on very long numbers than one run may"),
    help: Phrase(
      "请把除不尽的数先取整，或核对数据里是否有几百位的数",
      "round quotients that do not come out even, and check the data for numbers of hundreds of digits"),
    detail: Phrase(
      "单个数没有超限，但很长的数太多，再算下去时间和内存都没有把握。只有超过 512 位二进制数的数才计入，每个按长度的平方计；平常的数据碰不到这个上限。",
      "No single number is beyond its limit, but there are so many long ones that time and memory would run out. Only numbers of more than 512 binary digits count, each by the square of its length in words; ordinary data stay far below."
    ))
}
