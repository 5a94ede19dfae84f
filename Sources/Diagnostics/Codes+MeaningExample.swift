extension Code {
  public static let exampleListUnknown = Code(
    "J286", .error, Phrase("试算里的名单“{0}”不存在", "the example speaks of a list “{0}” that does not exist"),
    help: Phrase("照“名单”语句里的名称写", "write the name as the list statement has it"),
    detail: Phrase(
      "应 甲 在 名单“表扬” 里的名称要和办法里某个名单的一致：名单 “表扬” 组内：前 3 名。",
      "The name in “expect Ash on list \"praised\"” is that of a list of the method, as in list \"praised\" in_group: first 3 places."
    ))
  public static let exampleListPeriod = Code(
    "J287", .error,
    Phrase("名单“{0}”每期一份，没有写哪一期", "there is a list “{0}” for each period; which one is not said"),
    help: Phrase(
      "在单位后面写时期：应 甲 {1} 在 名单“{0}”", "write the period behind the unit: expect Ash {1} on list “{0}”"),
    detail: Phrase(
      "按月、按季、按半年的名单每期各有一份，试算要写明是哪一期：应 甲 3月 在 名单“月度表扬”。",
      "A list by month, quarter or half-year exists once for each; an example says which: expect Ash 3月 on list \"praised of the month\"."
    ))
  public static let exampleRowCount = Code(
    "J288", .error, Phrase("“{0}”不是 1 到 10000 的整数", "“{0}” is no whole number from 1 to 10,000"),
    help: Phrase("写行数，如 给 采用记录 26 行：单位 甲", "write how many rows, as in given adopted 26 rows: unit Ash"),
    detail: Phrase(
      "给 采用记录 26 行：… 等于把同样的一行写 26 次；没有写的编号列自动各不相同。行数从 1 到 10000。",
      "given adopted 26 rows: … is the same line written 26 times; ids that are not given differ by themselves. From 1 to 10,000 rows."
    ))
  public static let exampleRowsKeyed = Code(
    "J298", .error,
    Phrase("“{0}”的一行由单位等列确定，不能有几行一样的", "rows of “{0}” are told apart by their keys and cannot be equal"),
    help: Phrase(
      "逐行写；每月各一行写 给 {0}，每月：…", "write them one by one; a row for each month is given {0}, each month: …"),
    detail: Phrase(
      "“26 行”只用于记录表（每行一条、一篇、一次）。每行一个单位、一个单位一个月的表，同一个单位、同一个月不能有两行；各月都一样时写 给 月报，每月：单位 甲，信息数 4。",
      "“26 rows” is for tables of records (each_row item, article, time). In a table with a row for each unit or for each unit and month none may come twice; where every month is alike, write given monthly, each month: unit Ash, briefs 4."
    ))
  public static let exampleEachPeriod = Code(
    "J299", .error, Phrase("“{0}”不能“{1}”给一行", "“{0}” cannot be given a row “{1}”"),
    help: Phrase(
      "表要有这种时期的列（月份、季度、半年、年），而且这一列不再写值",
      "the table needs a column of such periods (month, quarter, half_year, year), and the line gives it no value"
    ),
    detail: Phrase(
      "给 月报，每月：单位 甲，信息数 4 在期间的每个月给一行，月份列自动填上，所以表里要有月份列，行里不再写它。按季的表写 每季度，按半年的写 每半年。",
      "given monthly, each month: unit Ash, briefs 4 gives a row in every month of the period and fills in the column of months; so the table has one, and the line does not. Tables by quarter take each quarter, by half-year each half_year."
    ))

  static let meaningExampleCodes: [Code] = [
    exampleListUnknown, exampleListPeriod, exampleRowCount, exampleRowsKeyed, exampleEachPeriod,
  ]
}
