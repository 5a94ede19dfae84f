import Diagnostics

extension Keyword {
  /// Spellings, meaning and role of every keyword, in the order of the enumeration (a test holds it so).
  public static let entries: [KeywordEntry] =
    statementEntries + layoutEntries + actEntries + conditionEntries + otherEntries

  private static let statementEntries: [KeywordEntry] = [
    .init(.method, .statement, "办法", "method", Phrase("办法的名称", "title of the method")),
    .init(.source, .statement, "依据", "source", Phrase("依据的文件和文号", "the circular and its number")),
    .init(.period, .statement, "期间", "period", Phrase("考核的起止月份", "first and last month scored")),
    .init(.based, .statement, "沿用", "based_on", Phrase("在另一个办法上修改", "changes another method file")),
    .init(
      .repeal, .statement, "废止", "repeal",
      Phrase("不再沿用的条款、名单等", "a clause or list of the base that no longer holds")),
    .init(.table, .statement, "表", "table", Phrase("一张输入的表", "an input table")),
    .init(
      .parameter, .statement, "参数", "parameter", Phrase("有名字的常数，可按组不同", "a named constant, by group too")),
    .init(.part, .statement, "部分", "part", Phrase("几个条款合成的部分", "a part made of clauses")),
    .init(.clause, .statement, "条款", "clause", Phrase("一个计分条款", "a scoring clause")),
    .init(
      .notScored, .statement, "不计分", "not_scored",
      Phrase("记录在案、不计分的条款", "a clause on record that gives no points")),
    .init(.rank, .statement, "排名", "rank", Phrase("名次怎样排", "how ranks are made")),
    .init(.grade, .statement, "等次", "grade", Phrase("等次怎样定", "how grades are set")),
    .init(.list, .statement, "名单", "list", Phrase("表扬、批评等名单", "commended, criticised and other lists")),
    .init(.publish, .statement, "公布", "publish", Phrase("公布的表", "a printed table")),
    .init(
      .bulletin, .statement, "通报", "notice",
      Phrase("按结果写成的通报，文字里有算出来的数字", "a notice with computed figures in its text")),
    .init(.check, .statement, "核对", "check", Phrase("与通报数字核对", "a figure of the circular asserted")),
    .init(.variant, .statement, "方案", "variant", Phrase("换一组数字的方案", "named overrides of figures")),
    .init(.example, .statement, "试算", "example", Phrase("给定数据、预期结果的例子", "a worked example")),
    .init(.given, .statement, "给", "given", Phrase("试算中的一行数据", "a row of a worked example")),
    .init(.expect, .statement, "应", "expect", Phrase("试算的预期结果", "an expected result")),
  ]

  private static let layoutEntries: [KeywordEntry] = [
    .init(.by, .layout, "按", "by", Phrase("按什么分、按什么排", "by what to group or order")),
    .init(.inGroup, .layout, "组内", "in_group", Phrase("各组分别", "inside each group")),
    .init(.splitByGroup, .layout, "按组分表", "split_by_group", Phrase("每组一张表", "one table per group")),
    .init(.limit, .layout, "限", "where", Phrase("只限符合条件的", "only where it holds")),
    .init(.eachRow, .layout, "每行", "each_row", Phrase("表的每一行是什么", "what a row of the table is")),
    .init(.blankAs, .layout, "空作 空格作", "blank_as", Phrase("空格当作什么", "what a blank cell stands for")),
    .init(.optional, .layout, "可空", "optional", Phrase("可以空着", "may be blank")),
    .init(.alsoCalled, .layout, "又称", "also", Phrase("文件里的另一个表头", "another header in the file")),
    .init(.alias, .layout, "别名", "alias", Phrase("单位的另一种写法", "another spelling of a unit")),
    .init(.meaning, .layout, "即", "means", Phrase("别名指的是谁", "whom the alias means")),
    .init(
      .notation, .layout, "记法", "notation", Phrase("一格记几个数，如 5+1*", "several counts in a cell, such as 5+1*")),
    .init(.dated, .layout, "记期", "dates", Phrase("按这一列归入月份", "the column that dates a row")),
    .init(.between, .layout, "在", "between", Phrase("在两数之间，含两端", "between two figures, both included")),
    .init(.to, .layout, "至", "to", Phrase("到", "to")),
    .init(.amid, .layout, "之间", "both_included", Phrase("配合 在 … 至 …，可省", "closes between … to …, optional")),
    .init(.titled, .layout, "题为", "titled", Phrase("印出来的表头", "the printed header")),
    .init(.shownAs, .layout, "作", "shown_as", Phrase("某个值印成什么", "how a value is printed")),
    .init(.nothing, .layout, "无", "none", Phrase("没有", "none")),
    .init(.blank, .layout, "空", "blank", Phrase("空白", "blank")),
    .init(
      .percentFormat, .layout, "百分比", "percent",
      Phrase("印成百分数；也是列的种类", "printed as a percentage; also a kind of column")),
  ]

  private static let actEntries: [KeywordEntry] = [
    .init(.give, .act, "得 计", "give get", Phrase("得分", "gives points")),
    .init(.plus, .act, "加", "plus", Phrase("加分", "adds points")),
    .init(.minus, .act, "扣", "minus", Phrase("扣分", "deducts points")),
    .init(
      .also, .act, "另加", "add",
      Phrase("在原分之外再加；3 倍即再加原分的 3 倍", "in addition to the original points; 3 fold adds three times them")),
    .init(.alsoMinus, .act, "另扣", "take", Phrase("在原分之外再扣", "deducts in addition")),
    .init(.times, .act, "乘", "times", Phrase("分数乘以", "multiplies the points")),
    .init(.instead, .act, "改按", "instead", Phrase("不按原来的分值，改按这个", "this instead of the usual points")),
    .init(.counts, .act, "记", "counts", Phrase("记作这个分数", "counts as this score")),
    .init(.drop, .act, "不计", "excluded", Phrase("不计分，也不计条数", "neither scored nor counted")),
    .init(.same, .act, "同一", "same", Phrase("同一个什么的几条之间", "among records of the same")),
    .init(.keep, .act, "只记", "keep", Phrase("只留下若干条", "keeps only some")),
    .init(.keepHighest, .act, "只记最高", "keep_highest", Phrase("只记分数最高的一条", "keeps the highest")),
    .init(.keepOnce, .act, "只记一次", "keep_once", Phrase("只记最早的一条", "keeps the earliest")),
    .init(.highest, .act, "最高", "highest", Phrase("最高的；也是函数", "the highest; also a function")),
    .init(.proRata, .act, "按比例", "pro_rata", Phrase("按完成的比例", "in proportion")),
    .init(
      .cap, .act, "不超过 不高于 至多 不晚于", "at_most no_higher_than up_to no_later_than",
      Phrase("封顶；条件里是 ≤", "a cap; ≤ in a condition")),
    .init(
      .floor, .act, "不低于 不少于 满 达到 不早于", "at_least no_fewer_than reaches attains no_earlier_than",
      Phrase("保底；条件里是 ≥", "a floor; ≥ in a condition")),
    .init(.most, .act, "最多", "max", Phrase("本行最多", "at most, for this line")),
    .init(.untilZero, .act, "扣完为止", "until_zero", Phrase("扣到 0 为止", "never below 0")),
    .init(.with, .act, "连同", "with", Phrase("连同别的条款一起", "together with other clauses")),
    .init(.veto, .act, "否决", "veto", Phrase("一票否决；条件里表示已被否决", "a veto; in a condition: vetoed")),
    .init(.equally, .act, "均分", "equally", Phrase("署名者平分", "signers share equally")),
    .init(.inFull, .act, "各得全分", "each_in_full", Phrase("署名者各得全分", "each signer in full")),
    .init(.split, .act, "分摊", "split", Phrase("按比例分给署名者", "split among signers")),
    .init(
      .credited, .act, "记给", "credited_to",
      Phrase("这一条的得分记到另一列的单位名下", "the record's points go to the unit of another column")),
    .init(
      .oneLower, .act, "低一级 低一档 降一级 降一档 按低一级计 按低一档计", "one_lower",
      Phrase("当作次第列低一级来计分", "scored as one level lower")),
    .init(
      .oneHigher, .act, "高一级 高一档 升一级 升一档 按高一级计 按高一档计", "one_higher",
      Phrase("当作次第列高一级来计分", "scored as one level higher")),
    .init(.open, .act, "未定", "open", Phrase("原文没有给出的数字", "a figure that the source does not give")),
    .init(.assume, .act, "暂按", "assuming", Phrase("编写人的理解，列入报告", "an interpretation, listed in reports")),
    .init(.fullMarks, .act, "满分", "full_marks", Phrase("条款或部分的满分", "the full marks of a clause or part")),
  ]

  private static let conditionEntries: [KeywordEntry] = [
    .init(.de, .condition, "的", "de", Phrase("条件写完了", "ends a condition")),
    .init(.beyond, .condition, "的部分", "beyond", Phrase("超过或不足的那一部分", "the part beyond")),
    .init(.ifWord, .condition, "若 凡", "if", Phrase("如果", "if")),
    .init(.thenWord, .condition, "则", "then", Phrase("那么", "then")),
    .init(.elseWord, .condition, "否则", "else otherwise", Phrase("条件不成立时", "otherwise")),
    .init(
      .over, .condition, "超过 高于 多于 大于 晚于", "above higher_than more_than greater_than later_than",
      Phrase("大于，不含等于", "greater than")),
    .init(
      .under, .condition, "不足 低于 少于 小于 早于", "below lower_than fewer_than less_than earlier_than",
      Phrase("小于，不含等于", "less than")),
    .init(.isWord, .condition, "为 等于 是", "is equals", Phrase("是其中之一", "is one of")),
    .init(.isNot, .condition, "不为 不是", "is_not", Phrase("不是其中任何一个", "is none of")),
    .init(.isBlank, .condition, "为空", "is_blank", Phrase("空着", "is blank")),
    .init(.isGiven, .condition, "非空", "is_given", Phrase("没有空着", "is not blank")),
    .init(.and, .condition, "且 并且", "and", Phrase("并且", "and")),
    .init(.or, .condition, "或 或者", "or", Phrase("或者", "or")),
    .init(.not, .condition, "非", "not", Phrase("不是", "not")),
    .init(.each, .quota, "每", "each", Phrase("每（多少）", "each")),
    .init(
      .short, .quota, "每缺 每少 每低 每早", "shortfall each_fewer each_lower each_earlier",
      Phrase("比目标每少", "each short of the target")),
    .init(
      .excess, .quota, "每超 每多 每高 每晚", "excess each_more each_higher each_later",
      Phrase("比目标每多", "each over the target")),
    .init(.against, .quota, "比", "against", Phrase("与什么相比", "compared with")),
    .init(.orPart, .quota, "进步", "or_part", Phrase("不足一步的按一步", "a part of a step counts as one")),
    .init(.fullOnly, .quota, "满步", "full_only", Phrase("不足一步的不算", "a part of a step does not count")),
    .init(.ordinal, .quota, "第", "nth", Phrase("第几次", "the n-th")),
    .init(.onwards, .quota, "以后", "onwards", Phrase("再往后", "from there on")),
    .init(.doubling, .quota, "逐次加倍", "doubling", Phrase("每次是上次的两倍", "twice the one before")),
    .init(.carrying, .quota, "接", "carrying", Phrase("接着以前的次数数", "counting on from before")),
  ]

  private static let otherEntries: [KeywordEntry] = [
    .init(.wholeYear, .scope, "全年", "whole_year", Phrase("记到全年，不归哪个月", "posts to the year, to no month")),
    .init(.thisItem, .scope, "本条", "this_item", Phrase("这一条（行）的分数", "this record's points")),
    .init(
      .thisMonth, .scope, "当月 当期 当季 当周", "this_month this_period_only this_quarter this_week",
      Phrase("这一期的分数", "this period's points")),
    .init(.thisPart, .scope, "本部分", "this_part", Phrase("这一部分的分数", "this part's points")),
    .init(.allClauses, .name, "各条款之和", "all_clauses", Phrase("全部条款的得分", "the points of all clauses")),
    .init(.allParts, .name, "各部分之和", "all_parts", Phrase("全部部分的得分", "the points of all parts")),
    .init(.position, .name, "名次", "position", Phrase("排名得出的名次", "the rank")),
    .init(.rowNumber, .name, "序号", "row_number", Phrase("公布表里的序号", "running number in a printed table")),
    .init(.allBlank, .name, "全空", "all_blank", Phrase("一个数也没有的单位", "a unit with no input at all")),
    .init(.counted, .name, "计分", "counted", Phrase("没有被“不计”的记录", "a record that was not excluded")),
    .init(.original, .name, "原分", "original", Phrase("另加之前的分数", "the points before add-ons")),
    .init(.descending, .order, "从高到低", "descending", Phrase("高的在前", "highest first")),
    .init(.ascending, .order, "从低到高", "ascending", Phrase("低的在前", "lowest first")),
    .init(.ties, .order, "并列", "ties", Phrase("相同的怎么办", "what equal ones get")),
    .init(.unranked, .order, "不排", "unranked", Phrase("列出但不排名", "listed without a rank")),
    .init(.except, .order, "不含", "except", Phrase("不列入", "leaves out")),
    .init(.because, .order, "因", "because", Phrase("理由", "the reason")),
    .init(.fill, .order, "递补", "fill_up", Phrase("后面的补上来", "the next move up")),
    .init(.first, .order, "前", "first", Phrase("前几名", "the first n")),
    .init(.last, .order, "后", "last", Phrase("后几名", "the last n")),
    .init(.rest, .order, "其余", "rest", Phrase("其他的", "all others")),
    .init(.halfUp, .rounding, "四舍五入", "half_up", Phrase("四舍五入", "half away from zero")),
    .init(.halfEven, .rounding, "四舍六入五成双", "half_even", Phrase("四舍六入五成双", "half to even")),
    .init(.roundUp, .rounding, "进一", "round_up", Phrase("有余数就进一", "away from zero")),
    .init(.roundDown, .rounding, "舍去 截尾", "round_down truncate", Phrase("舍去余数", "towards zero")),
  ]
}
