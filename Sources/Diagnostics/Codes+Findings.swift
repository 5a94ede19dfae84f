// Findings: what a reader of the results should know. They never stop a run.
extension Code {
  static let findingCodes: [Code] = [
    extraColumns, columnLeftOut, unitOnlyLater, unitLacking, rowsLacking, tieAtCut, printAlike, withoutGroup,
    withoutEntry, lineNeverFires, recordsEarnNothing, assumption, unranked, checkFailed, checkExcepted,
    undetermined,
  ]

  public static let extraColumns = Code(
    "J501", .note,
    Phrase("表“{0}”的文件里有 {1} 列没有用到：{2}", "the file of table “{0}” has columns that are not used ({1}): {2}"),
    detail: Phrase(
      "文件里办法没有声明的列不参加计算，只在这里提一次。若其中有本该用到的列，多半是列名写得不同，可在办法里写“又称”。",
      "Columns that the method does not declare take no part; they are named here once. If one of them should count, its header probably differs from the method's name."
    ))

  public static let columnLeftOut = Code(
    "J502", .note,
    Phrase(
      "表“{0}”的文件里没有 {1} 列，各行按空着计：{2}",
      "the file of table “{0}” lacks columns, which count as blank in every row ({1}): {2}"),
    detail: Phrase(
      "允许为空的列可以整列不出现，等于每一行都空着：空作 0 的按 0，可空的按空缺。",
      "A column that may be blank may be left out altogether, as if each of its cells were blank."))

  public static let unitOnlyLater = Code(
    "J503", .warning,
    Phrase(
      "{1} 个单位只见于表“{0}”，不见于它前面的表：{2}", "table “{0}” has units that no table before it has ({1}): {2}"),
    help: Phrase(
      "若是同一单位的两种写法，请在办法的名称列后写“别名 “…” 即 “…””",
      "if one unit goes by two names, write alias \"…\" means \"…\" after the name column in the method"),
    detail: Phrase(
      "有几张每行一个单位的表时，单位以第一张为准，其后各表多出的单位照样计分，但往往是名称写法不同。例如报送表写“区住建局”，采用表写“区住房城乡建设局”。",
      "Where several tables have one row per unit, units that appear only in a later one are scored too, but are often another spelling of a unit in the first."
    ))

  public static let unitLacking = Code(
    "J504", .warning,
    Phrase("{1} 个单位在表“{0}”里没有行：{2}", "table “{0}” has no row for some units ({1}): {2}"),
    help: Phrase(
      "请补上这些单位的行；若空着就是 0，请在办法里写“空作 0”", "add their rows; if nothing means 0, write blank_as 0 in the method"),
    detail: Phrase(
      "表里没有该单位的行，等于各格都空。其中有不许为空的列，按空缺处理：不会当作 0，进入分数时报错。",
      "A unit without a row is as one whose cells are all blank. Columns that may not be blank count as absent for it: never as zero, and an error where they would enter a score."
    ))

  public static let rowsLacking = Code(
    "J505", .warning,
    Phrase("表“{0}”缺 {1} 行：{2}", "table “{0}” lacks rows ({1}): {2}"),
    help: Phrase("请补上；若空着就是 0，请在办法里写“空作 0”", "add them; if nothing means 0, write blank_as 0 in the method"),
    detail: Phrase(
      "一个单位一期一行的表，每个单位每一期都应有行。缺的按各列的空格规定处理，不许为空的列按空缺处理。",
      "A table with one row per unit and period should have a row for each. What lacks is read as blank; columns that may not be blank count as absent."
    ))

  public static let tieAtCut = Code(
    "J506", .warning,
    Phrase("“{0}”的截止处有并列：{1}（{2}）", "the cut of “{0}” falls inside a tie: {1} ({2})"),
    help: Phrase(
      "请在办法的这一行后面写“并列 全取”“并列 全不取”或“并列 按表序”",
      "write ties take_all, ties take_none or ties table_order at the end of this line of the method"),
    detail: Phrase(
      "取前几名或后几名时，截止处若正好落在名次相同的单位中间，取谁不取谁要由办法写明。没有写明时，名单按表序列出并标为未定，由人来定。",
      "Where the first or last n are taken and the cut falls between units of the same rank, the method must say who is in. Where it does not, the list is shown in table order and marked undecided."
    ))

  public static let printAlike = Code(
    "J507", .warning,
    Phrase("“{0}”中有单位印出来相同而名次不同：{1}", "in “{0}” units print alike but rank differently: {1}"),
    help: Phrase(
      "若应并列，请在办法里先四舍五入再排名；若不应并列，请多印几位", "round before ranking if they should tie, or print more digits"),
    detail: Phrase(
      "排名用精确值，公布时才四舍五入。两个单位印出来的数相同、名次却不同，读者会以为排错了。",
      "Ranks use exact values; rounding is for print only. Units whose printed values agree while their ranks differ look like a mistake to a reader."
    ))

  public static let withoutGroup = Code(
    "J508", .warning,
    Phrase(
      "{0} 个单位没有分组，没有组内名次和按组的参数：{1}", "units without a group have no rank or parameter by group ({0}): {1}"),
    detail: Phrase(
      "没有分组的单位照常计分、列出，但不参加组内排名，也没有按组规定的目标或限额。",
      "Units without a group are scored and listed, but have no rank inside a group and no parameter that is given by group."
    ))

  public static let withoutEntry = Code(
    "J509", .note,
    Phrase("{0} 个单位按办法没有“{1}”：{2}", "the method gives some units no “{1}” ({0}): {2}"),
    detail: Phrase(
      "按组给定的目标、限额里，这些单位所在的组写作“无”，其值空缺：占比等印作空，不会当作 0。",
      "A parameter by group says none for the group of these units. The value is absent for them: shares of it print blank, never as zero."
    ))

  public static let lineNeverFires = Code(
    "J510", .note,
    Phrase("{0} 行条款对这批数据没有产生分数：{1}", "lines of the method that earned nothing from this data ({0}): {1}"),
    detail: Phrase(
      "这些条款的条件在数据里一次也没有满足，或数量全为 0。可能本期确实没有，也可能是列名或选项写得不对，请看一眼。",
      "The conditions of these lines never held, or their counts were all zero. That may well be so for this period, or a column or option may be misspelled."
    ))

  public static let recordsEarnNothing = Code(
    "J511", .note,
    Phrase("表“{0}”有 {1} 条记录没有得到任何分数：{2}", "records of table “{0}” that earned nothing ({1}): {2}"),
    detail: Phrase(
      "没有一行条款给这些记录计分（分值表里是“—”，或条件都不满足）。若本该得分，请核对选项和条款的条件。",
      "No line of the method posts anything for these records: a dash in a points table, or no condition that holds. Check options and conditions if they should count."
    ))

  public static let assumption = Code(
    "J512", .note,
    Phrase("“{0}”暂按：{1}", "“{0}” goes by an assumption: {1}"),
    detail: Phrase(
      "办法原文在这里没有写清，作者选定了一种读法并写作“暂按”。它照常计分，每次报告都会列出，供确认。",
      "The circular is not clear here; the author chose a reading and marked it. It is scored as written and listed in every report."
    ))

  public static let unranked = Code(
    "J513", .note,
    Phrase("“{0}”有 {1} 个单位不参加排名：{2}", "“{0}” leaves units unranked ({1}): {2}"),
    detail: Phrase(
      "不排的单位照常列出，没有名次。原因可能是办法写了“不排 …”，可能没有分组，也可能排名所用的值空缺。",
      "Units without a rank are listed without one: the method excludes them, they have no group, or the value that is ranked is absent."
    ))

  public static let checkFailed = Code(
    "J514", .warning,
    Phrase("核对“{0}”有 {1} 处不符：{2}", "check “{0}” does not hold ({1}): {2}"),
    help: Phrase(
      "请查是数据、办法还是印发的数有误；已知的例外可在后面写“不含 … 的，因 “…””",
      "find out whether data, method or printed figure is wrong; add known exceptions with except … because \"…\""
    ),
    detail: Phrase(
      "核对把印发的数放在算得的数旁边。不符时两边的值都列出，不会自动改动任何一边。",
      "A check puts a printed figure beside the computed one. Where they differ both are shown, and neither is changed."
    ))

  public static let checkExcepted = Code(
    "J515", .note,
    Phrase("核对“{0}”有 {1} 处例外：{2}", "exceptions of check “{0}” ({1}): {2}"),
    detail: Phrase(
      "这些单位与印发的数不符，但办法已写明是例外及其原因，所以只列出，不算不符。",
      "These differ from the printed figure, but the method names them as exceptions with a reason, so they are listed only."
    ))

  public static let undetermined = Code(
    "J516", .warning,
    Phrase(
      "有条件因值空缺而无从判断，既不计分也不按“否则”计：{0}",
      "conditions could not be decided because values are absent; neither branch applied: {0}"),
    help: Phrase(
      "请补上空缺的值，或在办法里写明为空时如何计", "fill in the missing values, or let the method say what a blank means"),
    detail: Phrase(
      "条件里用到的值空缺时，条件既不成立也不是不成立：该行不计分，它的“否则”也不计。",
      "Where a value that a condition needs is absent, the condition neither holds nor fails: neither the line nor its otherwise-branch posts anything."
    ))
}
