// Files that cannot be read or written, or whose text is no table.
extension Code {
  static let fileCodes: [Code] = [
    fileMissing, pathIsFolder, pathIsNotFolder, fileNotPermitted, fileTooLarge, fileUnreadable,
    fileUnwritable, folderMissing, fileChanged,
    emptyFile, tableWithoutRows, notATextTable, undecodableText, unknownEncoding, converterMissing, zeroByte,
    titleAboveHeader,
    unclosedCellQuote, textAfterQuote, tooManyCells, tooFewCells, headerRepeated, headerBlank,
    fullWidthSeparator, tooManyColumns, cellTooLong, tableTooLarge, moreFileErrors, jsonSyntax, jsonNotRows,
    jsonRowNotObject, jsonNestedValue, jsonKeyRepeated,
  ]

  public static let fileMissing = Code(
    "J301", .error,
    Phrase("找不到“{0}”", "there is no file “{0}”"),
    help: Phrase("请核对文件名和所在的文件夹", "check the name and the folder"),
    detail: Phrase(
      "文件名按当前文件夹查找，除非写了完整路径。常见的原因是扩展名被隐藏（“名册.csv”实为“名册.csv.txt”），或文件在别的文件夹里。",
      "Names are looked up from the current folder unless a full path is given. Often an extension is hidden (“roster.csv” is in fact “roster.csv.txt”), or the file lies in another folder."
    ))

  public static let pathIsFolder = Code(
    "J302", .error,
    Phrase("“{0}”是文件夹，不是文件", "“{0}” is a folder, not a file"),
    help: Phrase(
      "请写出里面的文件；命令后面先写办法文件，再写数据",
      "name a file in it; the method comes first on the command line, then the tallies"),
    detail: Phrase(
      "这里需要一个文件。例如给出的是“数据”这个文件夹，应改为“数据/名册.csv”。jifen score 后面先写办法文件，再写数据文件夹，次序颠倒了也会这样。",
      "A file is wanted here. Where the folder “data” was given, write “data/roster.csv”. After jifen score the method file comes first and the folder of tallies second; the other way round ends here, too."
    ))

  public static let pathIsNotFolder = Code(
    "J303", .error,
    Phrase("“{0}”是文件，不是文件夹", "“{0}” is a file, not a folder"),
    help: Phrase("请核对斜线“/”前面的名称", "check the names before each “/”"),
    detail: Phrase(
      "斜线“/”前面的每一段都应是文件夹。例如“名册.csv/得分.csv”里，“名册.csv”是文件，不能当作文件夹。",
      "Each part of a path before a “/” is a folder. In “roster.csv/scores.csv”, “roster.csv” is a file and cannot be one."
    ))

  public static let fileNotPermitted = Code(
    "J304", .error,
    Phrase("没有权限读写“{0}”", "“{0}” may not be read or written with your permissions"),
    help: Phrase("请修改文件或文件夹的权限，或换一个位置", "change the permissions of the file or folder, or use another place"),
    detail: Phrase(
      "系统拒绝了对文件的读或写。文件可能属于别的用户、设为只读，或在只读的磁盘上。请把文件复制到自己的文件夹再试。",
      "The system refused to read or write the file. It may belong to another user, be read-only, or lie on a read-only disk. Copy it to a folder of your own and try again."
    ))

  public static let fileTooLarge = Code(
    "J305", .error,
    Phrase("“{0}”超过 {1}", "“{0}” is larger than {1}"),
    help: Phrase("请把数据分成几个文件", "split the data into several files"),
    detail: Phrase(
      "一个数据文件最大 2 GiB，约合几千万行。更大的数据请按月或按地区分成几个文件。",
      "A data file may have up to 2 GiB, some tens of millions of rows. Split larger data by month or by area."
    ))

  public static let fileUnreadable = Code(
    "J306", .error,
    Phrase("读“{0}”时出错：{1}", "“{0}” cannot be read: {1}"),
    help: Phrase("请检查磁盘和网络位置后再试", "check the disk or network place and try again"),
    detail: Phrase(
      "文件存在，但系统在读的中途报告了故障。常见于网络位置断开、移动存储被拔出或磁盘损坏。已读的部分不会使用。",
      "The file exists, but the system reported a failure while reading: a network place went away, a stick was removed, or the disk is damaged. What was read is not used."
    ))

  public static let fileUnwritable = Code(
    "J307", .error,
    Phrase("写“{0}”时出错：{1}", "“{0}” cannot be written: {1}"),
    help: Phrase("请检查磁盘空间和位置后再试", "check the space on the disk and try again"),
    detail: Phrase(
      "结果先写入同一文件夹的临时文件，写完才换名，所以原来的文件没有变化。常见的原因是磁盘已满或网络位置断开。",
      "Results go to a temporary file in the same folder, which takes the name only when complete; so the old file is unchanged. The disk may be full, or a network place went away."
    ))

  public static let folderMissing = Code(
    "J308", .error,
    Phrase("没有“{0}”这个文件夹，写不了文件", "there is no folder “{0}” to write into"),
    help: Phrase("请先建好文件夹，或改写到别处", "make the folder first, or write to another place"),
    detail: Phrase(
      "写单个结果文件时，所在的文件夹必须先有，以免写错一个字就多出一个文件夹。-o 后面写文件夹（以“/”结尾）时会自动建，例如 -o 结果/。",
      "A single file is written only into a folder that exists, so that a slip of the pen makes no new folder. Where -o names a folder, with a slash at its end as in -o results/, it is made."
    ))

  public static let fileChanged = Code(
    "J309", .error,
    Phrase("“{0}”在读的时候变了", "“{0}” changed while it was being read"),
    help: Phrase(
      "等别的程序写完，或者先复制一份，再运行一次", "wait until the other program has written it, or copy it first, and run again"),
    detail: Phrase(
      "读到一半时文件被改写、截短或换成了另一个，前后读到的内容可能对不上，所以没有输出结果。常见的原因是表格程序正在保存，或者同步盘正在更新。",
      "The file was rewritten, cut short or replaced during the run, so that what was read first and last may not belong together; no result is given. Often a spreadsheet program is saving it, or a synchronised folder is being renewed."
    ))

  public static let emptyFile = Code(
    "J310", .error,
    Phrase("文件是空的，没有表头", "the file is empty and has no header"),
    help: Phrase("请写上表头；没有记录时只写表头即可", "write a header; with no records, the header alone will do"),
    detail: Phrase(
      "数据文件的第一行是表头，写列的名称，例如“单位,采用条数”。没有任何记录时，也要有这一行，以免把没写好的文件当作没有记录。",
      "The first line of a data file is its header with the names of the columns, such as “unit,items”. It is needed even without records, so that an unfinished file is not taken for one."
    ))

  public static let tableWithoutRows = Code(
    "J311", .note,
    Phrase("文件只有表头，没有数据行", "the file has a header but no rows"),
    help: Phrase("若确实没有记录，不必改动", "if there are indeed no records, leave it so"),
    detail: Phrase(
      "表头以下没有一行数据，该表按没有记录计。例如本期没有差错，差错表就只有表头。若本应有数据，请检查是否存错了工作表。",
      "There is no row below the header, and the table counts as one without records, such as a table of faults in a period without any. If there should be data, check whether another sheet was saved."
    ))

  public static let notATextTable = Code(
    "J312", .error,
    Phrase("这是{0}，不是文本表格", "this is {0}, not a table in text form"),
    help: Phrase("请在电子表格中打开，另存为“CSV UTF-8（逗号分隔）”", "open it in a spreadsheet and save it as “CSV UTF-8”"),
    detail: Phrase(
      "这里读的是文本表格：CSV、制表符分隔的文本，或 JSON。只把扩展名改成 .csv 并不能转换内容；有的系统导出的 .xls 其实是网页，也要先在电子表格里打开再另存。",
      "Tables are read from text: CSV, tab-separated text, or JSON. Renaming a file does not convert it. Some systems export web pages named .xls; open these in a spreadsheet, too, and save them again."
    ))

  public static let undecodableText = Code(
    "J313", .error,
    Phrase(
      "文件是 {0} 编码，但这一行有损坏的字（{1}）", "the file is {0}, but a character of this row is damaged ({1})"),
    help: Phrase(
      "请从原处重新导出，或在编辑器中改正这一行，再另存为 UTF-8", "export it again, or correct the row in an editor and save as UTF-8"),
    detail: Phrase(
      "文件的大部分可以按这种编码读出，个别字节却不合编码。多半是传输中损坏、末尾被截断，或把两种编码的文件拼在了一起。带着坏字读下去会使单位名称对不上，所以不读。",
      "Most of the file reads well in this encoding, but some bytes do not belong to it: it was damaged or cut short, or files of two encodings were joined. Names with broken characters would not match, so the file is refused."
    ))

  public static let unknownEncoding = Code(
    "J314", .error,
    Phrase(
      "文件既不是 UTF-8 也不是 GB18030 编码：这一行有字节 {0}",
      "the file is neither UTF-8 nor GB18030: this row holds the bytes {0}"),
    help: Phrase("请用原来的程序打开，另存为 UTF-8", "open it in the program that it came from and save it as UTF-8"),
    detail: Phrase(
      "能读的编码有 UTF-8、UTF-16 和 GB18030（含 GBK、GB2312）。别的编码，例如 Big5，或不是文本的文件，都不猜着读：猜错一个字，单位和分数就可能对不上。",
      "The encodings that are read are UTF-8, UTF-16 and GB18030 (with GBK and GB2312). Others, such as Big5, or files that are no text at all, are not guessed at: one wrong character, and units no longer match."
    ))

  public static let converterMissing = Code(
    "J315", .error,
    Phrase("这个系统不能转换 {0} 编码", "this system cannot convert from {0}"),
    help: Phrase("请把文件另存为 UTF-8", "save the file as UTF-8"),
    detail: Phrase(
      "文件不是 UTF-8，像是 GB18030；它的转换由系统提供，而这个系统没有装（精简的容器里常缺）。在电子表格里另存为“CSV UTF-8”即可，不必改系统。",
      "The file is not UTF-8 and looks like GB18030, which is converted by the system; this one lacks the converter, as small containers often do. Saving the file as UTF-8 is enough."
    ))

  public static let zeroByte = Code(
    "J316", .error,
    Phrase("这一行有空字符（NUL），文件可能已损坏", "this row holds a NUL character; the file may be damaged"),
    help: Phrase("请从原处重新导出", "export the file again"),
    detail: Phrase(
      "文本里不应有编码为 0 的字符。它多半说明文件不是文本，或复制中断后留下了空白区。例如断电后的文件末尾常有成片的空字符。",
      "Text holds no characters of code 0. They mean that the file is no text, or that copying broke off and left an empty stretch, as at the end of a file after a power cut."
    ))

  public static let titleAboveHeader = Code(
    "J319", .error,
    Phrase("第一行像是标题，列名在第 {0} 行", "the first row looks like a title, with the headers in row {0}"),
    help: Phrase("请删去列名上方的行，让列名成为第一行", "delete what stands above the headers, so that they come first"),
    detail: Phrase(
      "数据文件的第一行必须是列名。印发的表格上方往往有标题、单位和日期，例如“2024年3月采用情况”；导出前请删去这些行，表头占两行的也请合成一行。",
      "The first row of a data file holds the names of the columns. Printed tables often have a title or a date above them; delete those rows before saving, and make a header of two rows one."
    ))

  public static let unclosedCellQuote = Code(
    "J320", .error,
    Phrase("这一格以双引号开头，到文件末尾都没有结束的双引号", "this cell opens with a double quote that is never closed"),
    help: Phrase(
      "请补上结束的双引号；若引号是内容，请写成两个 \"\" 并把整格括起来",
      "close it; where the quote is meant as text, write it twice and quote the whole cell"),
    detail: Phrase(
      "双引号括起的格可以含逗号和换行，直到下一个双引号为止。缺了结束的双引号，后面所有的行都会并进这一格。例如 \"信息科 应为 \"信息科\"。",
      "A cell in double quotes may hold commas and line breaks up to the closing quote. Without it, all rows that follow would belong to this cell: \"records should be \"records\"."
    ))

  public static let textAfterQuote = Code(
    "J321", .error,
    Phrase("这一格在结束的双引号后面还有文字", "this cell has text after its closing double quote"),
    help: Phrase("请把整格括在双引号里；格内的双引号写成两个 \"\"", "quote the whole cell, and write quotes inside it twice"),
    detail: Phrase(
      "以双引号开头的格，到结束的双引号就完了，后面只能是分隔符或换行。例如 \"甲\"单位 应写成 \"\"\"甲\"\"单位\"。前面某一行多了一个双引号时，也会在这里发现。",
      "A cell that opens with a double quote ends at the closing one; only a separator or line end may follow. Write \"A\" unit as \"\"\"A\"\" unit\". A stray quote in an earlier row may show up here, too."
    ))

  public static let tooManyCells = Code(
    "J322", .error,
    Phrase("这一行有 {0} 格，表头只有 {1} 列", "this row has {0} cells under {1} headers"),
    help: Phrase(
      "请核对是否多了分隔符；内容里的逗号要用双引号括起整格", "look for a surplus separator; a cell with a comma in it must be quoted"),
    detail: Phrase(
      "多出的格不知道属于哪一列，往往整行都错了位。常见的是内容里有逗号而没有加双引号，例如 甲单位,1,234 应写成 甲单位,\"1,234\"。行末多出的空格不算。",
      "It is unknown which column a surplus cell belongs to, and often the whole row has shifted: a cell holds a comma without being quoted, as in unit,1,234 for unit,\"1,234\". Blank cells at the end of a row do no harm."
    ))

  public static let tooFewCells = Code(
    "J323", .error,
    Phrase("这一行只有 {0} 格，表头有 {1} 列", "this row has only {0} of the {1} cells that the header calls for"),
    help: Phrase("请补齐缺少的格，没有内容的也要留出分隔符", "add the missing cells, with separators also for blank ones"),
    detail: Phrase(
      "每行的格数要与表头一致。少一格时，不知道缺的是哪一列，后面的数可能都错位。例如表头有三列，行里写“甲单位,5”，应写成“甲单位,5,”。表尾的说明文字请从数据文件中删去。",
      "Every row has as many cells as the header. With one missing it is unknown which, and the others may have shifted: under three headers, “unit,5” should be “unit,5,”. Remove remarks below the table from the file."
    ))

  public static let headerRepeated = Code(
    "J324", .error,
    Phrase("表头“{0}”出现了两次（第 {1} 列和第 {2} 列）", "the header “{0}” stands twice (columns {1} and {2})"),
    help: Phrase("请改名或删去其中一列", "rename or remove one of them"),
    detail: Phrase(
      "列按表头的名称取用，同名的两列分不清。例如上下半年各有一列“得分”，请改成“上半年得分”“下半年得分”。全角与半角、首尾的空格不算差别。",
      "Columns are taken by name, and two of one name cannot be told apart: call them “score, first half” and “score, second half”. Full-width forms and outer spaces make no difference."
    ))

  public static let headerBlank = Code(
    "J325", .error,
    Phrase("第 {0} 列没有表头，却有内容", "there is no header over the cells of {0}"),
    help: Phrase("请写上表头，或删去没有用的列", "write one, or remove what is not used"),
    detail: Phrase(
      "没有名称的列无法取用，其中的数也就会无声丢失。表头占两行时也会这样：请把表头合成一行，放在第一行。整列都空的不要紧。",
      "A column without a name cannot be used, and its figures would be lost in silence. This also comes of a header of two rows: make it one row, the first. A column that is blank throughout does no harm."
    ))

  public static let fullWidthSeparator = Code(
    "J326", .error,
    Phrase("表头里是全角的逗号或分号，不能当作分隔符", "the header holds full-width commas, which do not separate columns"),
    help: Phrase("请把分隔符都改成半角逗号“,”", "use the ASCII comma as separator"),
    detail: Phrase(
      "中文输入法打出的“，”与半角的“,”是不同的字符。表头“单位，得分”只是一列；改成“单位,得分”才是两列。数据行也要一并改。若确实只有一列，请从列名里去掉这个标点。",
      "The comma of a Chinese keyboard is another character than the ASCII one: the header “unit，score” is one column, “unit,score” are two. Change the rows as well. If one column is meant, take the mark out of its name."
    ))

  public static let tooManyColumns = Code(
    "J327", .error,
    Phrase("这一行超过 {0} 列", "this row has more than {0} columns"),
    help: Phrase("请核对分隔符，或删去用不到的列", "check the separators, or remove columns that are not used"),
    detail: Phrase(
      "一张表最多 4096 列。超过时多半是换行丢失，整个文件成了一行，或文件不是表格。",
      "A table has at most 4096 columns. More of them usually mean that line ends were lost and the file became one line, or that it is no table."
    ))

  public static let cellTooLong = Code(
    "J328", .error,
    Phrase("这一格的内容超过 {0}", "this cell holds more than {0}"),
    help: Phrase("请核对双引号是否成对，或缩短内容", "check that quotes are paired, or shorten the text"),
    detail: Phrase(
      "一格最多 1 MiB，约三十五万个汉字。超过时多半是前面多了一个双引号，把许多行并进了一格。",
      "A cell holds at most 1 MiB. More usually means that a stray double quote joined many rows into one cell."
    ))

  public static let tableTooLarge = Code(
    "J329", .error,
    Phrase("表的格数超过 {0}", "the table has more than {0} cells"),
    help: Phrase(
      "请把数据分成几个文件，或删去用不到的列", "split the data into several files, or remove columns that are not used"),
    detail: Phrase(
      "行数乘列数有上限，以免占尽内存。JSON 里各行的字段名不同时，每个字段都成为一列，格数会很快增加。",
      "Rows times columns are limited, so that memory does not run out. Where rows of a JSON file have different fields, each field becomes a column, and cells multiply."
    ))

  public static let moreFileErrors = Code(
    "J330", .error,
    Phrase("该文件另有 {0} 处问题未列出", "further problems of this file, not shown: {0}"),
    help: Phrase("改正已列出的问题后再试", "correct the ones shown and run again"),
    detail: Phrase(
      "每个文件最多列出 20 处问题，其余只报个数。成片的问题往往出于同一个原因，例如分隔符不对或多了一个双引号。",
      "At most 20 problems are shown for each file. Many of them usually have one cause, such as a wrong separator or a stray double quote."
    ))

  public static let jsonSyntax = Code(
    "J331", .error,
    Phrase("JSON 写法有误：{0}", "the JSON is not well formed: {0}"),
    help: Phrase("请改正这一处；最好由程序导出 JSON，不要手写", "correct it; JSON is best written by a program"),
    detail: Phrase(
      "JSON 按标准严格读入：文字和字段名用双引号，最后一项后面没有逗号，没有注释。例如 [{\"单位\": \"甲\", \"采用条数\": 5}]。",
      "JSON is read strictly: texts and field names in double quotes, no comma after the last item, no comments. For example [{\"unit\": \"A\", \"items\": 5}]."
    ))

  public static let jsonNotRows = Code(
    "J332", .error,
    Phrase("JSON 文件里没有行的数组", "the JSON file holds no array of rows"),
    help: Phrase(
      "请写成 [{…}, {…}]，或 {\"rows\": [{…}, {…}]}", "write [{…}, {…}], or {\"rows\": [{…}, {…}]}"),
    detail: Phrase(
      "一个 JSON 数据文件是对象的数组，每个对象是一行，字段名就是表头；也可以是含有一个 rows 字段的对象，别的字段不读。",
      "A JSON data file is an array of objects, each of them a row, with the field names as headers; or an object with one field “rows” that is such an array. Other fields are not read."
    ))

  public static let jsonRowNotObject = Code(
    "J333", .error,
    Phrase("这一行不是写有列名的对象", "this row is not an object with column names"),
    help: Phrase("请把每一行写成 {\"列名\": 值, …}", "write each row as {\"column\": value, …}"),
    detail: Phrase(
      "数组的每一项应是一个对象，例如 {\"单位\": \"甲\", \"采用条数\": 5}。以数组写行（[\"甲\", 5]）时没有列名，不能取用。",
      "Each item of the array is an object such as {\"unit\": \"A\", \"items\": 5}. A row written as an array ([\"A\", 5]) has no column names and cannot be used."
    ))

  public static let jsonNestedValue = Code(
    "J334", .error,
    Phrase("这一格是数组或对象，应是文字或数", "this cell is an array or object, and should be a text or number"),
    help: Phrase("请写成一个值；几个名称写成 \"甲、乙\"", "write one value; several names as \"A; B\""),
    detail: Phrase(
      "一格只有一个值：文字、数、true、false 或 null（空）。几个联合报送的单位写在一个文字里，用顿号隔开。",
      "A cell has one value: a text, a number, true, false or null (blank). Joint submitters stand in one text, separated by semicolons."
    ))

  public static let jsonKeyRepeated = Code(
    "J335", .error,
    Phrase("这一行里“{0}”写了两次", "the field “{0}” stands twice in this row"),
    help: Phrase("请删去其中一个", "remove one of them"),
    detail: Phrase(
      "一个对象里的字段名不能重复，否则不知道取哪一个值。首尾的空格不算差别。",
      "A field may stand in an object only once; otherwise it is unknown which value counts. Outer spaces make no difference."
    ))
}
