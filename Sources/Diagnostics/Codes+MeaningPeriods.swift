extension Code {
  public static let periodTooShort = Code(
    "J283", .error, Phrase("“{1}”是{2}，“{0}”比它短，不能比较", "“{1}” is {2}, and “{0}” is shorter than that"),
    help: Phrase(
      "写一样长的或更长的时期，如“{3}”；要按月比，左边写 月",
      "write a period of that length or longer, such as {3}; to compare months, put month on the left"),
    detail: Phrase(
      "月、季度、半年、年 只能和一样长或更长的时期比：月 为 上半年、季度 不超过 第二季度 都行，季度 为 3月 不行，因为一个季度里有三个月，有的是三月，有的不是。",
      "A month, quarter, half-year or year compares with periods as long as itself or longer: month is first_half and quarter at_most second_quarter are read, quarter is 3月 is not, since of the months of a quarter one may be March and the others are not."
    ))
  public static let periodYearMissing = Code(
    "J284", .error, Phrase("“{0}”没有写年份：{1}", "“{0}” has no year: {1}"),
    help: Phrase("写上年份，如“{2}”", "write the year, as in “{2}”"),
    detail: Phrase(
      "不写年份的 3月、第一季度、上半年 指办法期间里的那一个。办法没有写期间，期间里没有它，或者期间跨年、有两个它的时候，要写明年份：2024年3月、2024年第一季度、2024年上半年。",
      "3月, first_quarter or first_half without a year is the one within the method's period. Where the method has no period, or its period holds none or several of them, write the year: 2024年3月, 2024年 first_quarter, 2024年 first_half."
    ))
  public static let periodMisplaced = Code(
    "J285", .error, Phrase("“{0}”是时期，“{1}”是{2}，不能比较", "“{0}” is a period but “{1}” is {2}"),
    help: Phrase(
      "时期和日期、月份列，或者 月、季度、半年、年 比，如“半年 为 上半年”；时间的长短写“3 个月”",
      "a period compares with a date, a column of months, or month, quarter, half_year, year, as in “half_year is first_half”; a length of time is “3 months”"
    ),
    detail: Phrase(
      "3月、第一季度、上半年、2024年 是日历上的时期，写在比较的右边，左边是日期列、月份（季度、半年、年）列，或者 月、季度、半年、年：半年 为 下半年 的，乘 2。三个月的时间写“3 个月”，和月数比：最长连续(信息数 为 0 条) 满 3 个月。",
      "3月, first_quarter, first_half and 2024年 are periods of the calendar. They stand on the right of a comparison; on the left stands a date, a column of months (quarters, half-years, years), or month, quarter, half_year, year: if half_year is second_half, times 2. Three months as a length of time are “3 months”: longest_run(briefs is 0 items) at_least 3 months."
    ))

  static let meaningPeriodCodes: [Code] = [periodTooShort, periodYearMissing, periodMisplaced]
}
