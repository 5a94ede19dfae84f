extension Code {
  /// 通报 / bulletin: texts with computed figures.
  static let bulletinCodes: [Code] = [
    unclosedHole, unknownList, unknownPrintedTable, listNotByGroup, unknownGradeName, bulletinTwice,
    bulletinValueAbsent,
  ]

  public static let unclosedHole = Code(
    "J290", .error, Phrase("“{”没有在本行用“}”收住", "“{” is not closed by “}” on its line"),
    help: Phrase(
      "写成 {合计（采用条数）}；文字里真要一个花括号，写两个：{{", "write {sum(items)}; a brace of the text is written twice: {{"),
    detail: Phrase(
      "通报的文字里，花括号之间是要算出来的数字或单位，例如 “共采用{合计（采用条数）}条”。左右花括号要在同一行。文字太长时，先收住引号，行末写逗号，下一行接着写：两段引号连成一段。",
      "In the text of a notice braces hold what is computed, as in “{sum(items)} items in all”. Both stand on one line. Where a text grows too long close the quotes, end the line with a comma and go on below: the strings make one paragraph."
    ))
  public static let unknownList = Code(
    "J291", .error, Phrase("没有叫“{0}”的名单", "there is no list called “{0}”"),
    help: Phrase(
      "名单要先用 名单 语句写出来，例如 名单 “{0}” 组内：前 3 名",
      "declare it with a list statement, as in list \"{0}\" in_group: first 3 places"),
    detail: Phrase(
      "通报里的 {名单 “…”} 说的是办法里一条名单语句，名称要一字不差。",
      "{list \"…\"} in a notice means a list statement of the method, by its exact name."))
  public static let unknownPrintedTable = Code(
    "J292", .error, Phrase("没有叫“{0}”的公布表", "no published table is called “{0}”"),
    help: Phrase("公布的表有：{1}", "published tables: {1}"),
    detail: Phrase(
      "通报里的“表”和“附件”后面写公布语句的名称，例如 公布 “得分”：…，通报里写 附件 “得分”。没有写名称的公布，名称就是办法的名称。",
      "Behind table and annex stands the name of a publish statement, as in publish \"score\": … and annex \"score\". A publish statement without a name bears the method's title."
    ))
  public static let listNotByGroup = Code(
    "J293", .error,
    Phrase("“{0}”不是按“{1}”分开的，不能每组写一份", "“{0}” is not told apart by “{1}”, so it cannot be told for each"),
    help: Phrase(
      "名单或等次写“组内”（或“按 {1}”）；或者这一段不写“按 {1}”", "make it in_group (or by {1}), or leave out by {1} here"),
    detail: Phrase(
      "“分项，按 组”为每个组写一段，段里的名单和等次要同样按组分开，才知道哪些单位属于这一段。例如 名单 “成绩好的单位” 组内：前 3 名，通报里写 分项，按 组：“{组}：{名单 “成绩好的单位”}。”",
      "numbered, by group writes a paragraph for each group; lists and grades in it must be told apart in the same way, as in list \"leading\" in_group: first 3 places and numbered, by group: \"{group}: {list \"leading\"}.\""
    ))
  public static let unknownGradeName = Code(
    "J294", .error, Phrase("“{0}”里没有“{1}”这个等次", "“{0}” has no grade “{1}”"),
    help: Phrase("有这些等次：{2}", "its grades: {2}"),
    detail: Phrase(
      "通报里的 {等次 优秀} 列出得到这个等次的单位；办法有几条等次语句时，先写它的名称：{等次 年度等次 优秀}。",
      "{grade excellent} in a notice lists the units of that grade; where the method has several grade statements name the one: {grade yearly excellent}."
    ))
  public static let bulletinTwice = Code(
    "J295", .error, Phrase("一份办法只能有一份通报，这里又写了一份", "a method has one notice; this is another"),
    help: Phrase("合成一份，或者删去一份", "put them into one, or take one away"),
    detail: Phrase(
      "通报语句在一份办法里写一次。沿用别的办法时，本文件的通报代替原来的。",
      "A notice is written once in a method. In a file that is based on another it replaces the one there."))
  public static let bulletinValueAbsent = Code(
    "J296", .warning, Phrase("通报里“{0}”没有值，印成“—”", "“{0}” in the notice has no value and prints as “—”"),
    help: Phrase(
      "补上数据，或者写明空着印什么：{{0} 空 作 “无”}",
      "complete the data, or say what a blank prints: {{0} blank shown_as \"none\"}"),
    detail: Phrase(
      "花括号里的值空缺，例如除数为 0、一个组一个数也没有。通报照样写出来，空处印“—”。要印别的文字，在花括号里写 空 作 “…”。",
      "The value between braces is absent, as when a divisor is 0 or a group has no figure. The notice is written all the same, with “—” in its place. For another text write blank shown_as \"…\" between the braces."
    ))
}
