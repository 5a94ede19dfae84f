extension Code {
  /// J831 … J869: sweeps, comparisons of methods, and what it takes to reach a place.
  static let comparisonCodes: [Code] = [
    .emptyInterval, .notSwept, .notEnoughToCompare, .tooManyToCompare, .methodLacksTables,
    .methodNotRun, .ranksNobody, .mappingWithoutMethod, .mappingNotExact, .noSharedUnits, .reachUnknownUnit,
    .reachUnknownGoal, .reachNotRanked, .reachWithoutCounts, .reachUnknownColumn,
  ]

  public static let emptyInterval = Code(
    "J831", .error,
    Phrase("“{0}..{1}”不是一段：前一个数要小于后一个数", "“{0}..{1}” is no interval: the first must be less than the second"),
    help: Phrase("写成 小..大，例如 1..5 或 10%..30%", "write LOW..HIGH, such as 1..5 or 10%..30%"),
    detail: Phrase(
      "jifen sweep 看一个数字在一段范围里变动时会发生什么，所以要一小一大两个数，中间写两个点，例如 jifen sweep 办法.jifen 数据 '“（五）” 另加' 1..5。",
      "jifen sweep looks at what happens while a figure moves through an interval, so it needs a lower and a higher value with two dots between, as in jifen sweep METHOD.jifen TALLIES '“(5)” add' 1..5."
    ))

  public static let notSwept = Code(
    "J832", .error,
    Phrase("“{0}”在这个范围里不能准确地扫描：{1}（{2}）", "“{0}” cannot be swept exactly here: {1} ({2})"),
    help: Phrase("换一段范围，或者换一个数字", "choose another interval, or another figure"),
    detail: Phrase(
      "转折点一律用分数准确算出，从不抽样。一个数字若与自己相乘（例如既是单价又是系数），转折点可能是无理数；若作取整的步长而接近 0，转折点没有尽头；若使某个单元格超出办法写的范围，那里就不能计分。这时给出原因和算到哪里，而不给一个近似的答案。",
      "Turning points are computed exactly as fractions and never by sampling. A figure that is multiplied by itself may turn something at an irrational value; one that is a rounding step has turning points without end near zero; one that puts a cell out of bounds cannot be scored there. Then the reason and how far it got are told, instead of an approximate answer."
    ))

  public static let notEnoughToCompare = Code(
    "J833", .error, Phrase("只有一个办法，没有什么可比", "there is one method and nothing to compare it with"),
    help: Phrase(
      "用 --variant 写出方案（可重复），或者再写一个办法文件；办法里的方案：{0}",
      "name variants with --variant, or give another method file; variants of the method: {0}"),
    detail: Phrase(
      "jifen compare 比较两个以上的办法或方案。一个办法文件时，把写明的数字和每个 --variant 的方案相比；不写 --variant 就比全部方案，办法里没有方案就没有可比的。例如 jifen compare 办法.jifen 数据/ --variant 批示乘三倍。",
      "jifen compare compares two or more methods or variants. With one file the written figures are compared with each --variant, or with all variants where none is named; a method without variants has nothing to compare. For example jifen compare METHOD.jifen TALLIES --variant NAME."
    ))

  public static let tooManyToCompare = Code(
    "J834", .error, Phrase("一次最多比 100 个，写了 {0} 个", "at most 100 can be compared at once, and {0} are given"),
    help: Phrase("分几次比", "compare them in several runs"),
    detail: Phrase(
      "jifen compare 一次比较 2 至 100 个办法或方案。更多时分几次，每次都带上作为基准的第一个。",
      "jifen compare takes 2 to 100 methods or variants. For more, compare in several runs, each with the first one as the base."
    ))

  public static let methodLacksTables = Code(
    "J835", .error, Phrase("办法“{0}”要用的，数据里没有：{1}", "the tallies lack what the method “{0}” needs: {1}"),
    help: Phrase(
      "写一个换算文件，从现有的数据算出这些表：--mapping 文件.jifen；现有的表：{2}",
      "write a mapping that makes these tables from what there is: --mapping FILE.jifen; the tallies have: {2}"
    ),
    detail: Phrase(
      "别的县的办法用自己的表名和列名。换算文件也是一个办法文件：用“表”读现有的数据，用“公布”写出那个办法要的表，表名和列名照那个办法写（“题为”）。例如 公布 “采用情况”：单位、个数（采用记录，限 刊物 为 省快报，按 单位） 题为 “省单条”。文件名与那个办法相同，放在另一个文件夹里，用 --mapping 文件夹 指明。",
      "Another county's method has table and column names of its own. A mapping is a method file too: its table statements read the tallies, and its publish statements write the tables that the other method wants, under that method's names (titled). For example publish “adopted”: unit | count(items, where bulletin is province, by unit) titled “province”. It is named as the method's file, in another folder, which --mapping gives."
    ))

  public static let methodNotRun = Code(
    "J836", .note, Phrase("以上错误出在用办法“{0}”计分时", "the errors above come from scoring by “{0}”"),
    detail: Phrase(
      "jifen compare 用每个办法给同一份数据计分，其中一个不行就都不比。这一行说明前面的错误是哪个办法、哪个方案的。",
      "jifen compare scores the same tallies by every method; where one fails nothing is compared. This line tells which method or variant the errors before it belong to."
    ))

  public static let ranksNobody = Code(
    "J837", .error, Phrase("“{0}”没有给单位排名，不能比名次", "“{0}” ranks no units, so ranks cannot be compared"),
    help: Phrase("在办法里加一行，例如：排名：总分 从高到低", "add a line to the method, such as: rank: total descending"),
    detail: Phrase(
      "比较办法要看各单位在每个办法下的分数和名次，所以每个办法都要有一个按单位的排名。按月、按季度的排名不算。",
      "Comparing methods looks at every unit's score and rank under each, so each needs a rank of units. Ranks by month or quarter do not count."
    ))

  public static let mappingWithoutMethod = Code(
    "J838", .error, Phrase("换算“{0}”不属于任何一个办法", "the mapping “{0}” belongs to none of the methods"),
    help: Phrase("换算文件的名字要和办法文件相同；办法文件：{1}", "a mapping is named as its method's file; the methods: {1}"),
    detail: Phrase(
      "--mapping 后面写换算文件，或者写装换算文件的文件夹。换算文件与它对应的办法文件同名，例如 办法/延津.jifen 的换算是 换算/延津.jifen。只比一个办法时，名字不论。",
      "--mapping takes a mapping file or a folder of them. A mapping is named as the method file it is for: the mapping of methods/yanjin.jifen is mappings/yanjin.jifen. With one method the name does not matter."
    ))

  public static let mappingNotExact = Code(
    "J839", .error,
    Phrase(
      "换算“{0}”的“{1}”算出 {2}，不是有限小数，写不进表里",
      "“{1}” of the mapping “{0}” comes to {2}, which no decimal writes exactly"),
    help: Phrase("在换算里四舍五入，或者换算成可以写准的数", "round it in the mapping, or map what can be written exactly"),
    detail: Phrase(
      "换算文件公布的表当作数据读入，单元格里只能是小数。三分之一这样的数写不准，会悄悄改变分数，所以不许。例如在换算里写 四舍五入（甲 ÷ 3，2 位）。",
      "The tables that a mapping publishes are read as tallies, whose cells hold decimals. One third cannot be written exactly and would change scores quietly, so it is refused. For example write half_up(a / 3, 2 digits) in the mapping."
    ))

  public static let noSharedUnits = Code(
    "J840", .error, Phrase("“{0}”和“{1}”没有同一个单位", "“{0}” and “{1}” have no unit in common"),
    help: Phrase("查看单位名称是否一致，可在表里写别名", "see whether units are named alike; tables may declare aliases"),
    detail: Phrase(
      "各办法要给同样的单位计分才能比。单位按名称对应，别名算同一个。一个办法的名册来自另一份数据时，名称要写得一样。",
      "Methods are compared over the same units, which are matched by name, aliases included. Where a method takes its roster from other tallies, names must be written alike."
    ))

  public static let reachUnknownUnit = Code(
    "J841", .error, Phrase("数据里没有单位“{0}”", "there is no unit “{0}” in the tallies"),
    help: Phrase("jifen score 会列出全部单位", "jifen score lists all units"),
    detail: Phrase(
      "jifen reach 办法 数据 单位 里的单位要在名册里，名称照数据写，也可以写办法里的别名。",
      "The unit of jifen reach METHOD TALLIES UNIT must be on the roster, written as in the tallies or as an alias of the method."
    ))

  public static let reachUnknownGoal = Code(
    "J842", .error,
    Phrase("办法里没有“{0}”这个名单或等次；有：{1}", "the method has no list or grade “{0}”; there are: {1}"),
    help: Phrase("照办法里的写法填写", "write it as the method does"),
    detail: Phrase(
      "--list 后面写名单的名字，--grade 后面写等次的名字，都照办法里写的。例如 --list 任务过半，--grade 优秀。",
      "--list takes the name of a list and --grade the name of a grade, both as the method writes them."
    ))

  public static let reachNotRanked = Code(
    "J843", .error,
    Phrase("要写一个目标：--rank 名次、--list 名单 或 --grade 等次", "name one goal: --rank N, --list NAME or --grade NAME"),
    help: Phrase("例如 --rank 3", "for example --rank 3"),
    detail: Phrase(
      "jifen reach 求一个单位最少再要几条（几次、几篇）才能达到一个目标，目标三选一：--rank 3 是前三名，--list 是列入名单，--grade 是得到等次。",
      "jifen reach finds the fewest further counts that get a unit to a goal, one of three: --rank 3 for a place among the first three, --list to be listed, --grade to get a grade."
    ))

  public static let reachWithoutCounts = Code(
    "J844", .error, Phrase("办法没有可以增加的计数列", "the method has no column of counts that could grow"),
    help: Phrase(
      "计数列是“每行一个单位”的表里以条、篇、次等为单位的列；逐条记录的表请先汇总",
      "these are columns counted in items, articles, times … in tables with one row per unit; fold tables of records first"
    ),
    detail: Phrase(
      "jifen reach 在“每行一个单位”的表里找以条、篇、期、次等计数的列，看各增加几才够。逐条记录没有这样的列：一条记录带着刊物、形式、日期，加一条有许多种加法；请用汇总成计数的办法来问。",
      "jifen reach looks for columns counted in items, articles, issues, times … in tables with one row per unit, and how much each must grow. Tables of single records have none: a further record comes with a bulletin, a form and a date, in many ways. Ask with a method over counts instead."
    ))

  public static let reachUnknownColumn = Code(
    "J845", .error, Phrase("没有“{0}”这个计数列；有：{1}", "there is no column of counts “{0}”; there are: {1}"),
    help: Phrase("照办法里的列名写", "write the column as the method does"),
    detail: Phrase(
      "--column 限定只增加哪些列，可以重复；写办法里的列名。例如 jifen reach 办法.jifen 数据/ 甲局 --rank 3 --column 省单条。",
      "--column limits which columns may grow, and may be repeated; it takes column names of the method, as in jifen reach METHOD.jifen TALLIES UNIT --rank 3 --column province_items."
    ))
}
