extension Code {
  /// J340 … J369: workbooks, read and written.
  static let workbookCodes: [Code] = [
    .workbookDamaged, .workbookEncrypted, .workbookWithMacros, .workbookTooLarge, .unsafePartName,
    .notAWorkbook, .workbookPartUnreadable, .unknownSheet, .sheetNotTold, .severalSheets, .sheetEmpty,
    .errorValue,
    .formulaWithoutValue, .mergedCellsInData, .mergedCellsFilled, .remarkLeftOut, .hiddenRowsRead,
    .noSuchSerialDay, .numberBeyondPrecision, .formulasAwaitComputing, .sheetNotUsed, .workbookNeedsFile,
    .formulaMissing, .figuresTooNear, .sheetTooLong,
  ]

  public static let workbookDamaged = Code(
    "J340", .error,
    Phrase("工作簿打不开：{0}", "the workbook cannot be opened: {0}"),
    help: Phrase(
      "请重新复制或下载；能在电子表格中打开的，另存一份再试", "copy or download it again; if a spreadsheet opens it, save it anew"),
    detail: Phrase(
      "XLSX 工作簿是一个 ZIP 压缩文件。它的目录在文件末尾，所以没有传完的文件缺少目录；每个部分还带有校验和，内容被改动过就对不上。读到的部分不会使用。",
      "An XLSX workbook is a ZIP archive. Its directory stands at the end, so a file that was not copied whole lacks it; and every part has a checksum that damage gives away. What was read is not used."
    ))

  public static let workbookEncrypted = Code(
    "J341", .error,
    Phrase("工作簿加了密码", "the workbook is protected by a password"),
    help: Phrase(
      "请在电子表格中打开，去掉打开密码，另存一份", "open it in a spreadsheet, remove the password for opening, and save it"),
    detail: Phrase(
      "设了打开密码的工作簿整个是加密的，不能读。只保护工作表不让修改的，可以读。在 Excel 或 WPS 里：文件 → 信息（或文档加密）→ 删除打开密码。",
      "A workbook with a password for opening is encrypted as a whole and cannot be read. One whose sheets are only protected against changes can. In a spreadsheet program, remove the password under File → Info."
    ))

  public static let workbookWithMacros = Code(
    "J342", .error,
    Phrase("工作簿里有宏", "the workbook holds macros"),
    help: Phrase("请另存为不带宏的 XLSX 工作簿", "save it as an XLSX workbook without macros"),
    detail: Phrase(
      "宏是工作簿里的程序。Jifen 不会运行它们，但由宏算出的数字无法核对，所以不收带宏的工作簿（XLSM，或改了扩展名的）。另存为“Excel 工作簿（*.xlsx）”会去掉宏，数值不变。",
      "Macros are programs inside a workbook. Jifen never runs them, yet figures that they produced cannot be checked; so workbooks with macros (XLSM, also renamed ones) are refused. Saving as XLSX drops the macros and keeps the values."
    ))

  public static let workbookTooLarge = Code(
    "J343", .error,
    Phrase("工作簿太大：{0}", "the workbook is too large: {0}"),
    help: Phrase(
      "请删去用不到的工作表和行列；数据确实多的，存为 CSV",
      "remove sheets, rows and columns that are not used; save large data as CSV"),
    detail: Phrase(
      "一个部分展开后最多 128 MiB，最多是原来的 200 倍；一张工作表最多 1048576 行、400 万个有内容的格，全部文字最多 64 MiB。超过的多半是格式一直设到了表底，或是恶意做成的文件。更大的表请存为 CSV，最大 2 GiB。",
      "A part may unpack to 128 MiB and to 200 times its size; a sheet may have 1,048,576 rows and four million cells that are not blank, all texts together 64 MiB. What goes beyond is mostly a sheet formatted to its very end, or a file made to harm. Larger tables are read from CSV, up to 2 GiB."
    ))

  public static let unsafePartName = Code(
    "J344", .error,
    Phrase(
      "工作簿里的名称“{0}”指向文件之外，或出现两次", "the name “{0}” inside the workbook leads out of it, or stands there twice"),
    help: Phrase(
      "电子表格不会写出这样的文件；请向提供者要原件", "no spreadsheet writes such a file; ask its sender for the original"),
    detail: Phrase(
      "工作簿内部的各部分用路径命名。带“..”、盘符或反斜杠的名称想指到工作簿以外，重名的部分让不同的程序读到不同的内容。Jifen 从不读写工作簿以外的文件，见到这样的名称就停下。",
      "The parts of a workbook are named by paths. Names with “..”, a drive or backslashes try to lead elsewhere, and parts of one name show different content to different programs. Jifen never touches anything outside the workbook, and stops at such a name."
    ))

  public static let notAWorkbook = Code(
    "J345", .error,
    Phrase("这是{0}，不是 XLSX 工作簿", "this is {0}, not an XLSX workbook"),
    help: Phrase("数据请用 XLSX 工作簿、CSV、TSV 或 JSON", "tallies may be XLSX workbooks, CSV, TSV or JSON"),
    detail: Phrase(
      "读的是 XLSX 工作簿（Excel 2007 以后的格式，WPS 也能存）。只改扩展名并不能转换内容：旧式 xls、ODS、xlsb 请在电子表格中打开，另存为 XLSX。",
      "XLSX workbooks are read, the format of Excel since 2007, which other programs save too. Renaming a file does not convert it: open old XLS, ODS and XLSB files in a spreadsheet and save them as XLSX."
    ))

  public static let workbookPartUnreadable = Code(
    "J346", .error,
    Phrase("工作簿里的“{0}”读不了：{1}", "the part “{0}” of the workbook cannot be read: {1}"),
    help: Phrase("请在电子表格中打开，另存一份再试", "open it in a spreadsheet, save it anew and try again"),
    detail: Phrase(
      "工作簿的内容是一组 XML 部分。其中一个不完整、前后矛盾，或含有 DOCTYPE 声明（可以用来让文件无限膨胀）时，整个工作簿都不用。",
      "The content of a workbook is a set of XML parts. Where one of them is not whole, contradicts itself, or has a DOCTYPE declaration, by which a file can be made to swell without end, the workbook is not used at all."
    ))

  public static let unknownSheet = Code(
    "J347", .error,
    Phrase("工作簿“{0}”里没有工作表“{1}”；有：{2}", "workbook “{0}” has no sheet “{1}”; it has: {2}"),
    help: Phrase("--sheet 后面写工作表标签上的名称", "after --sheet write the name on a sheet's tab"),
    detail: Phrase(
      "--sheet 后面写工作表标签上的名称，例如 --sheet 6月；几张表时写 --sheet 采用情况=6月。图表工作表里没有数据，不算在内。",
      "After --sheet stands the name on the sheet's tab, as in --sheet June; with several tables, write --sheet adopted=June. Chart sheets hold no data and do not count."
    ))

  public static let sheetNotTold = Code(
    "J348", .error,
    Phrase("不知道表“{1}”是工作簿“{0}”里的哪一张工作表；有：{2}", "which sheet of workbook “{0}” is table “{1}”? It has: {2}"),
    help: Phrase(
      "请把工作表的名称改为“{1}”，或加上 --sheet {1}=工作表", "rename the sheet to “{1}”, or add --sheet {1}=SHEET"),
    detail: Phrase(
      "工作簿里，工作表的名称就是表名；只有一张工作表有内容、办法也只有一张表时，不论名称。其他情况用 --sheet 指定，例如 --sheet 采用情况=6月。隐藏的工作表只有写明名称才读。",
      "In a workbook, the name of a sheet is that of the table. Where only one sheet holds anything and only one table is wanted, names do not matter. Otherwise --sheet tells, as in --sheet adopted=June. Hidden sheets are read only by name."
    ))

  public static let severalSheets = Code(
    "J364", .error,
    Phrase("工作簿“{0}”里有几张工作表：{1}", "workbook “{0}” has several sheets: {1}"),
    help: Phrase("请用 --sheet 工作表 指定一张", "choose one with --sheet SHEET"),
    detail: Phrase(
      "这里只要一张表，而工作簿里有几张工作表有内容，看不出读哪一张。用 --sheet 写上工作表的名称，例如 --sheet 6月。",
      "One table is wanted here, and several sheets of the workbook hold something. Name one with --sheet, as in --sheet June."
    ))

  public static let sheetEmpty = Code(
    "J349", .error,
    Phrase("工作表是空的，没有表头", "the sheet is empty and has no header"),
    help: Phrase("请写上表头；没有记录时只写表头即可", "write a header; with no records, the header alone will do"),
    detail: Phrase(
      "表的第一行写列的名称；它上面可以有标题行。没有任何记录时，也要有表头，以免把没写好的工作表当作没有记录。",
      "A table begins with the names of its columns; title rows may stand above. The header is needed even without records, so that an unfinished sheet is not taken for one."
    ))

  public static let errorValue = Code(
    "J350", .error,
    Phrase("单元格是错误值 {0}", "the cell holds the error value {0}"),
    help: Phrase("请在电子表格中改正公式，或改填数值", "correct the formula in the spreadsheet, or type the value"),
    detail: Phrase(
      "#N/A、#REF!、#DIV/0! 等说明电子表格自己没有算出来：引用的格被删了、除数为零、查不到。这样的格没有可用的值，也不会当作空白。",
      "Values such as #N/A, #REF! and #DIV/0! say that the spreadsheet itself failed: a cell was deleted, a divisor is zero, nothing was found. Such a cell has no value to use, and does not count as blank."
    ))

  public static let formulaWithoutValue = Code(
    "J351", .error,
    Phrase("单元格里的公式没有算过，没有值", "the formula of the cell was never computed and has no value"),
    help: Phrase("请用电子表格打开工作簿，保存一次再试", "open the workbook in a spreadsheet, save it and try again"),
    detail: Phrase(
      "Jifen 不计算电子表格的公式，用的是保存时存下的结果。由程序生成、没有在电子表格里打开过的工作簿，公式还没有结果。",
      "Jifen does not compute formulas of spreadsheets; it uses the results that were stored when the workbook was saved. In a workbook that a program made and no spreadsheet has opened, formulas have none yet."
    ))

  public static let mergedCellsInData = Code(
    "J352", .error,
    Phrase("合并单元格里的“{0}”不知道是哪一格的", "it is not clear which cell the “{0}” of the merged cells belongs to"),
    help: Phrase("请取消合并，每格各填各的", "unmerge the cells and fill in each of them"),
    detail: Phrase(
      "向下合并的文字（如组别）用于它跨过的每一行。向下合并的数字可能是几行合计，也可能是每行都有；横向合并的格不知道属于哪一列：都要先取消合并。表头里的合并不受影响。",
      "A text merged downwards, such as a group, holds for each row that it spans. A number merged downwards may be the rows' total or each row's own, and a cell merged sideways may belong to either column: unmerge them. Merged cells in headers are fine."
    ))

  public static let mergedCellsFilled = Code(
    "J353", .note,
    Phrase(
      "向下合并的单元格，文字用于它跨过的每一行，共补上 {0} 格",
      "text of cells merged downwards holds for each row that they span (cells filled: {0})"),
    help: Phrase(
      "若不是每行都有，请取消合并，只留该有的", "if it does not hold for each row, unmerge the cells and keep it where it does"),
    detail: Phrase(
      "例如组别一列按组合并：“乡镇街道”写在第一行，合并到第十三行，这十三行都按“乡镇街道”计。只有文字这样补，数字不补。",
      "For example, a column of groups merged by group: the name stands in the first of thirteen rows and counts for all of them. Only texts are filled in this way, never numbers."
    ))

  public static let remarkLeftOut = Code(
    "J354", .note,
    Phrase("横跨表格的一行“{0}”不是数据，没有读", "the row “{0}” stands across the table and was not read as data"),
    help: Phrase("若是数据，请取消合并", "if it is data, unmerge its cells"),
    detail: Phrase(
      "表头以下，只有一格文字、横向合并的行是表的说明或小标题，例如“注：…”。没有合并的说明行会按数据读，请移到表外或删去。",
      "Below the header, a row whose only text is merged across columns is a remark or a heading, such as “Note: …”. A remark that is not merged is read as data: move it out of the table or remove it."
    ))

  public static let hiddenRowsRead = Code(
    "J355", .note,
    Phrase("有 {0} 行是隐藏的（例如被筛选掉），也读了", "hidden rows (filtered out, say) were read too: {0}"),
    help: Phrase("不该计的，请从工作表里删去", "delete rows that should not count"),
    detail: Phrase(
      "筛选和隐藏只改变显示，数据还在工作表里。Jifen 读全部的行，免得因为忘了取消筛选而漏计。",
      "Filters and hiding change what is shown, not what is there. All rows are read, lest a forgotten filter drop some of them."
    ))

  public static let noSuchSerialDay = Code(
    "J356", .error,
    Phrase("单元格设成了日期，但 {0} 不是一个日子", "the cell is formatted as a date, but {0} is no day"),
    help: Phrase("请改填日期，或把单元格格式改为“常规”", "type a date, or set the cell's format to General"),
    detail: Phrase(
      "电子表格里的日期是从 1900 年（有的从 1904 年）起的天数。负数、0 和太大的数没有对应的日子；1900 年 2 月 29 日电子表格里有，历法里没有。",
      "Dates in a spreadsheet are days counted from 1900, in some workbooks from 1904. Negative numbers, zero and very large ones stand for no day, and 29 February 1900 exists in spreadsheets only."
    ))

  public static let numberBeyondPrecision = Code(
    "J357", .warning,
    Phrase(
      "{0} 超过 15 位，电子表格没有保留后面的数字", "{0} has more than 15 digits; the spreadsheet has not kept the others"),
    help: Phrase("编号请设为“文本”格式后重新填写", "set the format of such a column to Text and type the numbers again"),
    detail: Phrase(
      "电子表格的数字只有 15 位有效数字，18 位的编号填成数字，后三位会变成 0，不同的编号因此可能变成相同的。编号、证号要设为文本。",
      "A number in a spreadsheet has 15 significant digits. Of an id of 18 digits typed as a number, the last three become zeros, and different ids may become the same. Ids have to be typed as text."
    ))

  public static let formulasAwaitComputing = Code(
    "J358", .warning,
    Phrase(
      "写这个工作簿的程序把公式留给打开的人计算，存下的值可能不是最新的",
      "the program that wrote the workbook left its formulas to be computed on opening; the stored values may be out of date"
    ),
    help: Phrase("请用电子表格打开，保存一次再试", "open it in a spreadsheet, save it and try again"),
    detail: Phrase(
      "工作簿里有“打开时全部重算”的标记，说明存下的公式结果不是电子表格算的（有的程序一律写 0）。用电子表格打开并保存后，结果就是真的。没有公式的表不受影响。",
      "The workbook is marked to be recomputed when opened: its stored results do not come from a spreadsheet, and some programs write 0 for all. After a spreadsheet has opened and saved it, they are real. Tables without formulas are not affected."
    ))

  public static let sheetNotUsed = Code(
    "J359", .note,
    Phrase("工作表“{0}”不是办法的表，没有读", "sheet “{0}” is no table of the method and was not read"),
    help: Phrase(
      "若是数据，请把工作表改名为表名，或用 --sheet 指定", "if it holds data, name the sheet as its table, or tell with --sheet"),
    detail: Phrase(
      "按名称取用工作簿里的工作表时，名称不是表名的工作表不读。名称写错一个字，数据就会漏掉，所以列出来。",
      "Where sheets of a workbook are taken by name, a sheet whose name is no table is not read. It is listed since one wrong character in a name would drop its data."
    ))

  public static let workbookNeedsFile = Code(
    "J360", .error,
    Phrase("工作簿不能写到屏幕上", "a workbook cannot be written to the screen"),
    help: Phrase("请加上 -o 文件.xlsx", "add -o FILE.xlsx"),
    detail: Phrase(
      "XLSX 工作簿是二进制文件，要写到文件里：jifen score 办法.jifen 数据/ -o 结果.xlsx。扩展名是 .xlsx 时，--format xlsx 可以不写。",
      "An XLSX workbook is binary and needs a file: jifen score method.jifen tallies/ -o result.xlsx. With the extension .xlsx, --format xlsx may be left out."
    ))

  public static let formulaMissing = Code(
    "J361", .error,
    Phrase("“{0}”用到{1}，电子表格公式写不出来", "“{0}” uses {1}, which no spreadsheet formula expresses"),
    help: Phrase("请去掉 --formulas，只写数值", "leave out --formulas and write values"),
    detail: Phrase(
      "--formulas 把办法写成活的公式，每一步都要和 Jifen 算的一样。有的写法电子表格没有相应的函数，或写出来太长；这时整个工作簿都不写，不用近似的代替。",
      "With --formulas the method becomes live formulas, each step equal to what Jifen computes. For some of what a method can say spreadsheets have no function, or it would grow too long; then no workbook is written, rather than an approximate one."
    ))

  public static let figuresTooNear = Code(
    "J362", .error,
    Phrase(
      "“{0}”的数字 {1}，电子表格的 15 位有效数字分不清",
      "the figures of “{0}” ({1}) are too near or too long for the 15 digits of a spreadsheet"),
    help: Phrase("请去掉 --formulas，只写数值", "leave out --formulas and write values"),
    detail: Phrase(
      "电子表格用二进制小数计算，只有约 15 位有效数字。公式里的比较因此先舍入。写工作簿之前，Jifen 用精确值核对：只要有两个数比这更接近却不相等，或者一个数位数太多，就不写公式。",
      "Spreadsheets compute in binary fractions of some 15 significant digits, so formulas round before they compare. Before writing, Jifen checks with its exact values: where two figures are nearer than that without being equal, or one has too many digits, formulas are not written."
    ))

  public static let sheetTooLong = Code(
    "J363", .error,
    Phrase("“{0}”有 {1} 行，一张工作表放不下", "“{0}” has {1} rows, more than a sheet can hold"),
    help: Phrase("请写成 CSV：--format csv", "write CSV instead: --format csv"),
    detail: Phrase(
      "一张工作表最多 1048576 行、16384 列，一格最多 32767 个字。超过的请写成 CSV 或 JSON。",
      "A sheet holds at most 1,048,576 rows and 16,384 columns, a cell 32,767 characters. Write CSV or JSON beyond that."
    ))
}
