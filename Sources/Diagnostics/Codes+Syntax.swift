extension Code {
  public static let badCharacter = Code(
    "J101", .error, Phrase("这里不能用字符 {0}", "the character {0} cannot stand here"),
    help: Phrase(
      "删去它；名称里要用的标点，请把整个名称放在「」里", "remove it; a name with punctuation goes inside 「」 or backticks"),
    detail: Phrase(
      "办法文件里可以用汉字、字母、数字、引号和常用标点，全角半角都行。其他字符只能出现在引号里，例如 「5-6月得分」。",
      "A method file holds letters, digits, quotes and common punctuation, full-width or ASCII. Anything else must stand inside quotes, as in 「5-6月得分」."
    ))
  public static let unclosedQuote = Code(
    "J102", .error, Phrase("引号没有配对：缺少后引号 {1}", "this quote is never closed: {1} is missing"),
    help: Phrase("在文字末尾、同一行里补上 {1}", "put {1} behind the text, on the same line"),
    detail: Phrase(
      "引号里的文字必须在同一行写完，例如 办法 “某县政务信息考核”。“…”和 \"…\" 写标题、条款号、理由；「…」和 `…` 写名称。前引号写“，后引号写”，中文输入法一般会自动成对。",
      "Quoted text ends on the line where it starts, as in method “County scores”. “…” and \"…\" hold titles, labels and reasons; 「…」 and `…` hold names."
    ))
  public static let expected = Code(
    "J103", .error, Phrase("这里应当是{0}，却是“{1}”", "expected {0}, found “{1}”"),
    detail: Phrase(
      "这一行写到这里，语法上只能接信息里列出的内容。例如 排名：总分 从大到小 要写成 总分 从高到低。对照参考手册里这种语句的写法，或者看看前面是不是少了空格、冒号、“的”。",
      "At this place the grammar allows only what the message names. For example ranking keys end with descending or ascending. Compare with the statement's form in the reference, or look for a missing space, colon or 的 before it."
    ))
  public static let expectedAtEnd = Code(
    "J104", .error, Phrase("这一行没有写完：后面应当是{0}", "the line ends too early: expected {0}"),
    detail: Phrase(
      "这一行在该写内容的地方结束了，例如 排名：总分 后面没有写“从高到低”。一行太长时可以换行，上一行要以“、”“，”或运算符结尾。",
      "The line stops where something must follow, as in “rank: total” without descending. A long line goes on below when it ends with a list separator, a comma or an operator."
    ))
  public static let unknownStatement = Code(
    "J105", .error, Phrase("不认识以“{0}”开头的语句", "no statement begins with “{0}”"),
    help: Phrase(
      "每条语句以关键词开头，如 表、参数、条款、排名、名单、公布；定义写成 名称 = 算式",
      "a statement begins with a keyword such as table, parameter, clause, rank, list, publish; a definition is NAME = formula"
    ),
    detail: Phrase(
      "顶格的一行必须是一条语句：办法、依据、期间、沿用、表、参数、部分、条款、不计分、排名、等次、名单、公布、核对、方案、试算，或者“名称 = 算式”。例如 总分 = 各条款之和。说明性的文字写成注释，以 # 开头。",
      "A line at the margin is a statement: method, source, period, based_on, table, parameter, part, clause, not_scored, rank, grade, list, publish, check, variant, example, or “NAME = formula”, as in total = all_clauses. Remarks are comments and begin with #."
    ))
  public static let missingDe = Code(
    "J106", .error, Phrase("条件后面少了“的”", "the condition lacks its ending “的” (or a leading if)"),
    help: Phrase("写成“{0} 的，…”", "write “if {0}, …”"),
    detail: Phrase(
      "条款里的条件以“的”结束：报送条数 满 36 条 的，得 50 分。英文写 if … , give …。",
      "In a clause a condition is closed by 的 (“报送条数 满 36 条 的，得 50 分”) or opened by if (“if sent at_least 36 items, give 50 points”)."
    ))
  public static let nestedTooDeep = Code(
    "J107", .error, Phrase("算式套得太深，超过 {0} 层", "this formula is nested more than {0} levels deep"),
    help: Phrase("把里面的算式另起一行定义成名称", "give the inner formula a name of its own"),
    detail: Phrase(
      "算式的嵌套有上限，以保证任何文件都能在有限的时间和内存里读完；定义一个用一个，也算嵌套。真实的办法用不到这么深。例如先写 基础分 = …，再写 总分 = 基础分 + 加分，也更好核对。",
      "Nesting is bounded so that every file is read in bounded time and memory; definitions that use one another count as nested. Real methods never come near. Write base = … first and then total = base + extra; that is easier to check, too."
    ))
  public static let unexpectedBlock = Code(
    "J108", .error, Phrase("“{0}”下面不该有缩进的行", "nothing may be indented below “{0}”"),
    help: Phrase(
      "不属于上一行就去掉缩进；要接着上一行写，上一行以“，”“、”或运算符结尾",
      "where it does not belong to the line above, indent it less; a line goes on below where it ends with a comma, a list separator or an operator"
    ),
    detail: Phrase(
      "缩进的行属于上面以冒号结尾的语句。没有冒号的语句写在一行里；太长时在“、”“，”或运算符后面换行，例如第一行写 总分 = 采用分 +，第二行写 报送分。",
      "Indented lines belong to a statement that ends with a colon. Other statements stand on one line; a long one may break after a list separator, a comma or an operator, as in “total = adopted +” and “sent” on the next line."
    ))
  public static let emptyBlock = Code(
    "J109", .error, Phrase("“{0}”后面没有内容", "“{0}” is empty"),
    help: Phrase("在下面缩进写出内容", "write its content indented below"),
    detail: Phrase(
      "以冒号结尾的语句需要内容：写在冒号后面，例如 条款 “一”：得 采用分；或者缩进写在下面各行。没有分值的条款写成 不计分 “一”：“理由”。",
      "A statement that ends with a colon needs content: after the colon, as in clause “1”: give adopted, or indented below. A clause without points is not_scored “1”: “reason”."
    ))
  public static let duplicateCell = Code(
    "J110", .error, Phrase("分值表里“{0}”出现了两次", "“{0}” stands twice in the points table"),
    help: Phrase("留下一处；两处分值不同时，先对照原文", "keep one; where the points differ, look at the circular"),
    detail: Phrase(
      "分值表的每个选项只能有一个分值，行和列都不能重复。例如“市快报、县快报 3 分”已经写了县快报，就不能再有一行“县快报 1 分”。",
      "Each option of a points table has one value; neither rows nor columns may repeat. Where a row covers B | C, a row for C alone would give C a second value."
    ))
  public static let raggedGrid = Code(
    "J111", .error,
    Phrase("分值表这一行有 {0} 格，表头有 {1} 列", "this row of the points table has {0} cells for {1} columns"),
    help: Phrase("没有分值的格子写“—”", "write — where there is no such combination"),
    detail: Phrase(
      "分值表每行的格数要和表头一样多。表头有 单条、综合、专报 三列，每行就写三格；不存在的组合写破折号“—”，不要留空，例如 县快报 1 分 — 2 分。",
      "Every row of a points table has as many cells as its header. With three columns each row has three; a combination that does not exist is written —, never left out."
    ))
  public static let minusForDash = Code(
    "J112", .error, Phrase("分值表里没有的组合要写破折号“—”，不是减号", "a missing combination is written —, not a minus sign"),
    help: Phrase("把“-”改成“—”", "replace - by —"),
    detail: Phrase(
      "减号会被看成负数的开头。不存在的组合写破折号“—”（中文输入法按 Shift 和减号键），例如 县快报 1 分 — 2 分。扣分写成负数时，减号紧挨数字，如 -2 分。",
      "A minus sign would begin a negative number. A combination that does not exist is written with a dash, —. Where points are taken off, the minus touches the digits, as in -2 points."
    ))
  public static let badNumber = Code(
    "J113", .error, Phrase("“{0}”不是可以用的数字：{1}", "“{0}” is not a usable number: {1}"),
    help: Phrase("数字写成 12、0.5、30% 这样", "write numbers as 12, 0.5 or 30%"),
    detail: Phrase(
      "数字由阿拉伯数字和最多一个小数点组成，最长 30 位。“一条”“十分”请写成 1 条、10 分。",
      "A number is digits with at most one decimal point, 30 digits at most."))
  public static let tooLarge = Code(
    "J114", .error, Phrase("办法文件太大：超过 {0}", "the method file is too large: more than {0}"),
    help: Phrase("数据放进表格文件，办法文件只写规则", "keep data in table files; a method file holds rules"),
    detail: Phrase(
      "办法文件最大 4 MB，最多 20 万个词。真实的办法只有几 KB。",
      "A method file holds at most 4 MB and 200,000 tokens. Real methods are a few kilobytes."))
  public static let notUTF8 = Code(
    "J115", .error, Phrase("办法文件不是 UTF-8 编码", "the method file is not UTF-8 text"),
    help: Phrase("在记事本或 WPS 里另存为 UTF-8", "save it as UTF-8"),
    detail: Phrase(
      "办法文件要存成 UTF-8（有无 BOM 都行）。记事本“另存为”可以选编码。",
      "A method file must be UTF-8, with or without a byte order mark."))
  public static let ambiguousFold = Code(
    "J116", .error,
    Phrase(
      "“{0}”有两种读法：再加 {1} 倍，还是变成 {1} 倍", "“{0}” can be read in two ways: {1} times more, or {1} times in all"),
    help: Phrase(
      "加原分的 {1} 倍写“另加 {1} 倍”；变成原分的 {1} 倍写“乘 {1}”",
      "write “add {1} fold” to add {1} times the original points, or “times {1}” to multiply them"),
    detail: Phrase(
      "“加 2 倍”有人指再加原分的 2 倍（一共 3 倍），有人指变成 2 倍。例如原分 5 分：另加 2 倍得 15 分，乘 2 得 10 分。",
      "“plus 2 fold” may mean adding twice the points (three times in all) or doubling them. With 5 original points: add 2 fold gives 15, times 2 gives 10."
    ))
  public static let trailingBound = Code(
    "J117", .error,
    Phrase("“{0}”写在数字后面，含不含这个数不清楚", "“{0}” after a number leaves open whether the number itself counts"),
    help: Phrase(
      "含这个数写“满 {1}”，不含写“超过 {1}”；下限以内写“不超过 {1}”或“不足 {1}”",
      "write at_least {1} or above {1}; at_most {1} or below {1}"),
    detail: Phrase(
      "“10 件以上”在不同文件里含义不同。本语言用 满（≥）、超过（>）、不超过（≤）、不足（<）写清楚。",
      "“10 or more” is written at_least (≥), above (>), at_most (≤) or below (<)."))
  public static let chineseNumeral = Code(
    "J118", .error, Phrase("数字请用阿拉伯数字：“{0}”", "write the number in digits: “{0}”"),
    help: Phrase("改成“{1}”", "write “{1}”"),
    detail: Phrase(
      "分值和数量要能计算，写成 1 条、10 分。条款号可以照原文用汉字，放在引号或括号里。",
      "Figures that are calculated with are written in digits. Labels may keep the circular's numerals, in quotes or parentheses."
    ))
  public static let splitWord = Code(
    "J119", .error, Phrase("“{0}”连在一起，看不出哪里断开", "“{0}” runs together"),
    help: Phrase("加上空格：“{1}”", "add spaces: “{1}”"),
    detail: Phrase(
      "名称和关键词之间要有空格；数字两边、引号和标点旁边不用。例如“省单条 每条 5 分”。",
      "Names and keywords are separated by spaces; around digits, quotes and punctuation they may be left out."
    ))
  public static let labelMissing = Code(
    "J120", .error, Phrase("{0}后面要写编号或名称", "{0} needs a label"),
    help: Phrase("例如 条款 “（二）” 省级采用：", "for example: clause “(2)” province:"),
    detail: Phrase(
      "条款和部分都要有编号或名称，放在引号或括号里，照原文写：条款 “（二）” 省级采用：、条款（二）：。别处用它指这一条，例如 条款“（二）” + 条款“（三）”；--set 的地址也以它开头。",
      "Clauses and parts carry the circular's label in quotes or parentheses, as in clause “(2)” province. Other lines name the clause by it, as in clause “(2)” + clause “(3)”, and addresses of --set begin with it."
    ))
  public static let twiceInHeader = Code(
    "J121", .error, Phrase("“{0}”写了两次", "“{0}” is written twice"),
    help: Phrase("只留一处", "keep one"),
    detail: Phrase(
      "办法、期间各写一次；一条语句里同一个修饰也只写一次。例如两行“期间”时，看不出以哪一行为准。",
      "A file has one method and one period line, and a statement takes each modifier once. With two periods it would be unclear which holds."
    ))

  public static let tooManyTerms = Code(
    "J122", .error, Phrase("算式太长，超过 {0} 项", "this formula has more than {0} terms"),
    help: Phrase("分成几个有名称的定义，再把它们合起来", "cut it into definitions with names and put these together"),
    detail: Phrase(
      "一个算式里的运算有上限，以保证任何文件都能在有限的时间和内存里读完。几十项相加时，先分组定义，例如 省级得分 = …，市级得分 = …，再写 总分 = 省级得分 + 市级得分，也更好核对。",
      "The number of operators in one formula is bounded so that every file is read in bounded time and memory. Sum in groups first: provincial = …, municipal = …, total = provincial + municipal; that is easier to check as well."
    ))

  public static let moreMethodErrors = Code(
    "J123", .error, Phrase("办法另有 {0} 处问题未列出", "further problems of the method, not shown: {0}"),
    help: Phrase("改正已列出的问题后再试", "correct the ones shown and run again"),
    detail: Phrase(
      "一份办法最多列出 100 个错误，其余只报个数。成片的错误往往出于同一个原因，例如表里的一列没有声明，后面用到它的每一行就都不对。",
      "At most 100 errors of a method are shown, and the rest are counted. Many of them usually have one cause, such as a column that is not declared and is used in every line."
    ))

  static let syntaxCodes: [Code] = [
    badCharacter, unclosedQuote, expected, expectedAtEnd, unknownStatement, missingDe, nestedTooDeep,
    unexpectedBlock,
    emptyBlock, duplicateCell, raggedGrid, minusForDash, badNumber, tooLarge, notUTF8, ambiguousFold,
    trailingBound,
    chineseNumeral, splitWord, labelMissing, twiceInHeader, tooManyTerms, moreMethodErrors,
  ]
}
