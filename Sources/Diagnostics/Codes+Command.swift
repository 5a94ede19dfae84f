extension Code {
  static let commandCodes: [Code] =
    usageCodes + tallyCodes + publishedCodes + outputCodes + analysisCodes

  private static let usageCodes: [Code] = [
    unknownCommand, unknownOption, valueMissing, valueNotTaken, valueNotAllowed, optionRepeated,
    operandMissing,
    operandNotTaken, settingWithoutValue, standardInputTwice, unknownCode, belongsTogether,
  ]

  private static let tallyCodes: [Code] = [
    tableWithoutFile, fileWithoutTable, pairForUnknownTable, fileGivenTwice, severalFilesForTable,
    fileForSeveralTables,
    folderWithoutTables, methodWithoutTables, inputBroken, tableOutside,
  ]

  private static let outputCodes: [Code] = [
    severalTablesToOneFile, unknownPublishedTable, sameFileName, nothingPublished, outputBroken, notInLayout,
    folderNotMade,
    methodExpected,
  ]

  // MARK: The command line

  public static let unknownCommand = Code(
    "J601", .error, Phrase("没有“{0}”这个命令", "there is no command “{0}”"),
    help: Phrase("jifen help 列出全部命令。", "jifen help lists all commands."),
    detail: Phrase(
      "jifen 后面的第一个词是命令，例如 jifen score 办法.jifen 数据。命令一律用英文小写，jifen help 列出全部命令和用途。",
      "The first word after jifen is a command, as in jifen score METHOD.jifen TALLIES. jifen help lists all commands and what they are for."
    ))

  public static let unknownOption = Code(
    "J602", .error, Phrase("{1} 没有“{0}”这个选项", "{1} has no option “{0}”"),
    help: Phrase("在命令后面写 --help 可以看到它的选项。", "write --help after the command to see its options."),
    detail: Phrase(
      "以 - 开头的词是选项，每个命令只认自己的选项。横线要用半角 -，中文输入法的“——”或“－”不行。参数本身以 - 开头时，在它前面写 --，例如 jifen check -- -办法.jifen。",
      "A word that begins with - is an option, and each command knows only its own. The dashes must be ASCII. Where an argument itself begins with -, write -- before it, as in jifen check -- -method.jifen."
    ))

  public static let valueMissing = Code(
    "J603", .error, Phrase("“{0}”后面缺一个值", "“{0}” needs a value"), help: Phrase("写成 {1}。", "write {1}."),
    detail: Phrase(
      "这个选项要带一个值，可以写成 --table 附件1，也可以写成 --table=附件1。值本身以 -- 开头时只能用等号。",
      "The option takes a value, written --table NAME or --table=NAME. Only the form with = can take a value that begins with --."
    ))

  public static let valueNotTaken = Code(
    "J604", .error, Phrase("“{0}”不带值，却写了“{1}”", "“{0}” takes no value, but “{1}” is given"),
    help: Phrase("只写 {0}。", "write {0} alone."),
    detail: Phrase(
      "这个选项是一个开关，写上就有效，后面没有等号和值。例如 jifen fmt --check 办法.jifen。",
      "The option is a switch: writing it turns it on, without = and a value, as in jifen fmt --check METHOD.jifen."
    ))

  public static let valueNotAllowed = Code(
    "J605", .error, Phrase("“{0}”不能是“{1}”", "“{0}” cannot be “{1}”"),
    help: Phrase("可以写：{2}。", "it may be: {2}."),
    detail: Phrase(
      "这个选项只认几个固定的值，大小写要一致。例如 --format 可以是 text、csv、json 或 markdown。",
      "The option knows only a few fixed values, in this very spelling. For example --format may be text, csv, json or markdown."
    ))

  public static let optionRepeated = Code(
    "J606", .error, Phrase("“{0}”写了两次", "“{0}” is given twice"), help: Phrase("只留一个。", "keep one of them."),
    detail: Phrase(
      "这个选项只能写一次，写两次时看不出要用哪个值。可以重复的选项（如 --set）在 --help 里注明了“可重复”。",
      "The option may be given once; with two values it is not clear which is meant. Options that may be repeated, such as --set, say so in --help."
    ))

  public static let operandMissing = Code(
    "J607", .error, Phrase("缺少参数：{0}", "missing: {0}"), help: Phrase("写成：{1}", "write: {1}"),
    detail: Phrase(
      "命令后面要写它的参数，顺序与 --help 里的用法一致。例如 jifen score 要先写办法文件，再写数据：jifen score 办法.jifen 数据文件夹。",
      "A command needs its arguments in the order that --help shows. For example jifen score takes the method first and the tallies second: jifen score METHOD.jifen FOLDER."
    ))

  public static let operandNotTaken = Code(
    "J608", .error, Phrase("多了一个参数“{0}”", "“{0}” is one argument too many"),
    help: Phrase("写成：{1}", "write: {1}"),
    detail: Phrase(
      "命令后面的参数比它要的多。名字里有空格时要加引号，例如 \"2024 年.jifen\"，否则会被当成两个参数。",
      "There are more arguments than the command takes. A name with blanks needs quotes, as in \"my method.jifen\"; otherwise it counts as two."
    ))

  public static let settingWithoutValue = Code(
    "J609", .error, Phrase("“{0}”里没有等号", "there is no = in “{0}”"),
    help: Phrase(
      "写成 --set '地址=值'，例如 --set '“（二）” 省单条 每条=6 分'；jifen figures 列出全部地址。",
      "write --set 'ADDRESS=VALUE', for example --set '“(2)” province each=6 points'; jifen figures lists all addresses."
    ),
    detail: Phrase(
      "--set 临时改办法里的一个数字，办法文件不变。等号左边是数字的地址，右边是新的值；地址用 jifen figures 办法.jifen 查。可以写多个 --set。",
      "--set changes one figure of the method for this run; the file stays as it is. Left of = stands the figure's address, right of it the new value. jifen figures METHOD.jifen lists the addresses. --set may be repeated."
    ))

  public static let standardInputTwice = Code(
    "J610", .error, Phrase("标准输入“-”只能用一次", "standard input, “-”, can be read only once"),
    help: Phrase("其中一个换成文件名。", "give a file name for one of them."),
    detail: Phrase(
      "“-”表示从标准输入读，读完就没有了，不能既当办法又当数据。例如 cat 采用.csv | jifen score 办法.jifen - 是可以的。",
      "“-” stands for standard input, which is used up once read, so it cannot be both the method and the tallies. For example cat adopted.csv | jifen score METHOD.jifen - is fine."
    ))

  public static let unknownCode = Code(
    "J611", .error, Phrase("没有“{0}”这个诊断代号", "there is no diagnostic code “{0}”"),
    help: Phrase(
      "不带参数的 jifen explain-code 列出全部代号。", "jifen explain-code without an argument lists all codes."),
    detail: Phrase(
      "每条诊断开头的方括号里有代号，例如“错误[J601]”。jifen explain-code J601 给出它的详细说明。",
      "Each diagnostic shows its code in brackets, as in error[J601]. jifen explain-code J601 prints its long form."
    ))

  public static let belongsTogether = Code(
    "J612", .error, Phrase("“{0}”要和“{1}”一起用", "“{0}” goes together with “{1}”"),
    help: Phrase("加上 {1}，或者去掉 {0}。", "add {1}, or leave {0} out."),
    detail: Phrase(
      "有的选项离开另一个选项或参数就没有意义。例如 jifen test --tallies 数据 只能配一个办法文件。",
      "Some options mean nothing without another option or argument. For example jifen test --tallies FOLDER goes with exactly one method file."
    ))

  // MARK: Input tables

  public static let tableWithoutFile = Code(
    "J621", .error, Phrase("表“{0}”没有数据文件", "there is no file for the table “{0}”"),
    help: Phrase(
      "在文件夹里放“{0}.csv”，或者写 {0}=文件。", "put “{0}.csv” into the folder, or write {0}=FILE."),
    detail: Phrase(
      "办法里的每张表都要有数据。给文件夹时，文件名就是表名，扩展名可以是 .csv、.tsv、.txt 或 .json；文件名不同时写“表名=文件”，例如 jifen score 办法.jifen 采用=6月.csv。",
      "Every table of the method needs data. In a folder the file is named as the table, with the extension .csv, .tsv, .txt or .json. Where it is named otherwise write TABLE=FILE, as in jifen score METHOD.jifen adopted=june.csv."
    ))

  public static let fileWithoutTable = Code(
    "J622", .note,
    Phrase("文件“{0}”不属于办法的任何一张表，没有读", "the file “{0}” is for no table of the method and was not read"),
    detail: Phrase(
      "数据文件夹里的文件按名字对应办法里的表。名字对不上的文件不读；如果它本来应当读，请改成表名，或者写“表名=文件”。以“公布”或 published 开头的文件是结果，不作此提示。",
      "Files of a folder belong to the tables of their names. One that matches no table is not read; rename it, or write TABLE=FILE, where it should be. Files whose names begin with 公布 or published hold results and are passed over."
    ))

  public static let pairForUnknownTable = Code(
    "J623", .error, Phrase("办法里没有“{0}”这张表", "the method has no table “{0}”"),
    help: Phrase("办法里的表：{1}。", "the method's tables: {1}."),
    detail: Phrase(
      "“表名=文件”的左边要和办法里“表”后面的名字一样。例如办法写“表 采用情况，每行一个单位：”，这里就写 采用情况=文件.csv。",
      "The left side of TABLE=FILE must be the name that follows table in the method. Where the method says table adopted, write adopted=FILE.csv."
    ))

  public static let fileGivenTwice = Code(
    "J624", .error, Phrase("表“{0}”的文件“{1}”给了两次", "the file “{1}” is given twice for the table “{0}”"),
    help: Phrase("只留一个。", "keep one."),
    detail: Phrase(
      "一张表可以有几个文件，例如 采用=5月.csv 采用=6月.csv，它们的行接在一起。同一个文件写两次，每一行就会算两遍。",
      "A table may have several files, as in adopted=may.csv adopted=june.csv; their rows are put one after the other. A file given twice would count each row twice."
    ))

  public static let severalFilesForTable = Code(
    "J625", .error, Phrase("表“{0}”有几个文件：{1}", "there are several files for the table “{0}”: {1}"),
    help: Phrase("只留一个，或者写 {0}=文件 指定。", "keep one, or name it with {0}=FILE."),
    detail: Phrase(
      "文件夹里有几个文件只是扩展名不同，看不出该读哪个。例如 采用.csv 和 采用.json 都在；删去一个，或者写 采用=采用.csv。",
      "The folder holds files that differ in their extensions only, so it is not clear which to read: adopted.csv beside adopted.json, for example. Remove one, or write adopted=adopted.csv."
    ))

  public static let fileForSeveralTables = Code(
    "J626", .error, Phrase("看不出“{0}”是哪张表的数据", "it is not clear which table “{0}” is for"),
    help: Phrase("写成“表名=文件”；办法里的表：{1}。", "write TABLE=FILE; the method's tables: {1}."),
    detail: Phrase(
      "办法有几张表，而这个文件的名字不是其中任何一张的名字。例如写 采用=六月.csv，或者给一个文件夹，里面每张表一个文件。",
      "The method has several tables and the file is named as none of them. Write for example adopted=june.csv, or give a folder with one file per table."
    ))

  public static let folderWithoutTables = Code(
    "J627", .error, Phrase("文件夹“{0}”里没有数据文件", "the folder “{0}” holds no table"),
    help: Phrase("放入 .csv、.tsv、.txt 或 .json 文件。", "put .csv, .tsv, .txt or .json files into it."),
    detail: Phrase(
      "数据文件夹里每张表一个文件，文件名就是表名，例如 数据/采用情况.csv。Excel 或 WPS 的表请另存为 CSV。",
      "A folder of tallies holds one file per table, named as the table, such as tallies/adopted.csv. Save spreadsheets as CSV."
    ))

  public static let methodWithoutTables = Code(
    "J628", .error, Phrase("办法里没有表，用不上数据", "the method has no table, so it cannot use any data"),
    help: Phrase("在办法里加一段“表 名称，每行一个单位：”。", "add “table NAME, each_row unit:” to the method."),
    detail: Phrase(
      "计分要从数据开始，办法要用“表”说明数据有哪些列。jifen new 数据.csv 可以按数据写出第一稿。",
      "Scoring starts from data, and the method must declare its columns in a table statement. jifen new TALLIES.csv writes a first version from the data."
    ))

  // MARK: Results

  public static let severalTablesToOneFile = Code(
    "J641", .error,
    Phrase("办法公布 {1} 张表，CSV 一个文件只能放一张：{0}", "the method publishes {1} tables and a CSV file holds one: {0}"),
    help: Phrase(
      "写 --table 表名 取一张，或者 -o 文件夹/ 每张写一个文件。",
      "pick one with --table NAME, or write one file each with -o FOLDER/."),
    detail: Phrase(
      "CSV 只有表头和行，没有表名，几张表放在一起就分不开。--table 附件1 只取一张；-o 结果/ 在文件夹里每张表写一个文件，文件名就是表名。",
      "A CSV file has a header and rows and no place for names, so several tables could not be told apart. --table NAME picks one; -o results/ writes each into a file named as the table."
    ))

  public static let unknownPublishedTable = Code(
    "J642", .error, Phrase("办法没有公布“{0}”这张表", "the method publishes no table “{0}”"),
    help: Phrase("公布的表：{1}。", "published tables: {1}."),
    detail: Phrase(
      "--table 后面写“公布”语句的名字；按组分表的，写成“名字-组”，例如 --table 附件1-部门。",
      "--table takes the name of a publish statement; where it makes one table per group, NAME-GROUP, as in --table annex1-departments."
    ))

  public static let sameFileName = Code(
    "J643", .error,
    Phrase("表“{0}”与“{1}”会写进同一个文件“{2}”", "the tables “{0}” and “{1}” would be written to the same file “{2}”"),
    help: Phrase(
      "把其中一张改个名字，或者用 --table 一张一张写。", "rename one of them, or write them one by one with --table."),
    detail: Phrase(
      "写进文件夹时文件名就是表名，其中 / : 等不能用在文件名里的字符换成下划线。两张表因此同名时不能都写。",
      "In a folder each file is named as its table, with characters that file names cannot hold, such as / and :, replaced by underscores. Two tables that come to the same name cannot both be written."
    ))

  public static let nothingPublished = Code(
    "J644", .error, Phrase("办法没有公布任何表", "the method publishes no table"),
    help: Phrase(
      "在办法里加一行，例如：公布 “得分”：单位、总分", "add a line to the method, for example: publish “scores”: unit | total"),
    detail: Phrase(
      "CSV 输出的是公布的表，办法里要有“公布”语句说明印哪些列。--format text 或 json 还可以看名单和等次。",
      "CSV output is a published table, so the method must say with publish which columns are printed. --format text or json also shows lists and grades."
    ))

  public static let outputBroken = Code(
    "J645", .error, Phrase("结果没有写完：{0}", "the result could not be written whole: {0}"),
    help: Phrase(
      "查看磁盘是否已满、管道另一头的程序是否提前结束。",
      "see whether the disk is full, or the program at the other end of the pipe ended early."),
    detail: Phrase(
      "写标准输出时出错，已写出的部分不完整，不要使用。常见的原因是磁盘满，或者管道后面的程序（如 head）先结束了。",
      "Writing to standard output failed, and what has been written is incomplete and must not be used. Usually the disk is full, or a program behind the pipe, such as head, ended first."
    ))

  public static let notInLayout = Code(
    "J646", .warning, Phrase("格式不是统一的格式", "the file is not in the one layout"),
    help: Phrase("运行 jifen fmt {0} 改过来。", "run jifen fmt {0} to change it."),
    detail: Phrase(
      "jifen fmt --check 只检查不改文件。缩进、对齐和空格有统一的格式，jifen fmt 按它改写，不改变意思，注释保留。",
      "jifen fmt --check reads and changes nothing. There is one layout of indentation, alignment and blanks; jifen fmt rewrites a file in it without changing its meaning, and keeps the comments."
    ))

  public static let methodExpected = Code(
    "J647", .error, Phrase("“{0}”里没有办法文件", "there is no method file in “{0}”"),
    help: Phrase("办法文件的扩展名是 .jifen。", "method files have the extension .jifen."),
    detail: Phrase(
      "jifen test 后面写办法文件，或者写装有 .jifen 文件的文件夹，例如 jifen test RuleSets。",
      "jifen test takes method files, or folders that hold .jifen files, as in jifen test RuleSets."))

  public static let folderNotMade = Code(
    "J648", .error, Phrase("不能建立文件夹“{0}”", "the folder “{0}” cannot be made"),
    help: Phrase(
      "查看上级文件夹的权限，以及是否有同名的文件。",
      "check the permissions of the folder above it, and whether a file has that name."),
    detail: Phrase(
      "-o 后面是文件夹时，没有就会建立。建立不了，多半是没有权限，或者同名的文件已经存在。",
      "Where -o names a folder that does not exist, it is made. It cannot be where permissions lack or a file of that name exists."
    ))

  public static let tableOutside = Code(
    "J630", .error,
    Phrase("“{0}”是通向文件夹外面的链接，没有读", "“{0}” is a link that leads out of the folder, and was not read"),
    help: Phrase(
      "确实要读它，就写 表名=文件；否则换成文件本身。",
      "to read it all the same write TABLE=FILE; or put the file itself there."),
    detail: Phrase(
      "给出数据文件夹，就只读它里面的文件；从别处得来的文件夹里，链接可能通向你没打算给出的文件。在命令行上写明“表名=文件”的，链接照读。",
      "Of a folder of tallies only the files in it are read: in one that came from elsewhere a link may lead to files that you never meant to give. A link that the command line names with TABLE=FILE is followed."
    ))

  public static let inputBroken = Code(
    "J629", .error, Phrase("标准输入读不出来，或者超过 1 GB", "standard input cannot be read, or is larger than 1 GB"),
    help: Phrase("改用文件名。", "give a file name instead."),
    detail: Phrase(
      "“-”从标准输入读到结束为止，例如 cat 采用.csv | jifen score 办法.jifen -。读的时候出错，或者内容太大，就不能用。",
      "“-” reads standard input to its end, as in cat adopted.csv | jifen score METHOD.jifen -. It cannot be used where reading fails or there is too much of it."
    ))
}
