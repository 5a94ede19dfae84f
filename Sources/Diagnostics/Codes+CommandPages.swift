extension Code {
  /// Commands that write pages and notices.
  static let pageCommandCodes: [Code] = [
    methodWithoutBulletin, documentWithoutFile, watchWithoutFile, watchOverInput,
    notASweep,
  ]

  public static let methodWithoutBulletin = Code(
    "J671", .error,
    Phrase("这份办法没有“通报”语句，写不出通报", "the method has no notice statement, so there is nothing to write"),
    help: Phrase(
      "在办法末尾加：通报 “标题”：，下面缩进写各段，例如 “前三名：{名单 “表扬”，附 总分}。”",
      "add at the end: notice \"title\": with paragraphs indented below, as in \"First three: {list \"praised\", showing total}.\""
    ),
    detail: Phrase(
      "jifen bulletin 按办法里的通报语句写出通报。语句里写好文字，要算的数字和单位放在花括号里；写法见语言手册“通报”一节。只要表和名单，用 jifen score --format markdown。",
      "jifen bulletin writes the notice that the method's notice statement describes: its text, with figures and units to be computed between braces. See Notices in the language reference. For tables and lists alone use jifen score --format markdown."
    ))
  public static let documentWithoutFile = Code(
    "J672", .error, Phrase("Word 文件不能写到标准输出", "a Word document cannot go to standard output"),
    help: Phrase("用 -o 给出文件名，例如 -o 通报.docx", "name a file with -o, as in -o notice.docx"),
    detail: Phrase(
      "docx 是压缩的文件，屏幕上看不了。用 -o 写到文件；要在屏幕上看，用 --format markdown。",
      "A docx file is compressed and cannot be read on a screen. Write it to a file with -o, or read --format markdown."
    ))
  public static let watchWithoutFile = Code(
    "J673", .error, Phrase("没有说网页写到哪个文件", "no file is named for the page"),
    help: Phrase("用 -o 给出文件名，例如 -o 结果.html", "name a file with -o, as in -o result.html"),
    detail: Phrase(
      "jifen watch 每次保存后重写同一个网页，所以要用 -o 给出文件；不能写到标准输出，办法和数据也不能从标准输入读。",
      "jifen watch writes the same page after every save, so that it needs a file (-o). It cannot write to standard output, nor read the method or the tallies from standard input."
    ))
  public static let watchOverInput = Code(
    "J674", .error, Phrase("“{0}”是输入文件，网页不能写到它上面", "“{0}” is an input; the page cannot be written over it"),
    help: Phrase("换一个文件名", "choose another file name"),
    detail: Phrase(
      "-o 给出的文件正是要读的办法或数据，写了就没有了。",
      "The file behind -o is the method or the tallies; writing there would destroy them."))
  public static let notASweep = Code(
    "J675", .error, Phrase("“{0}”没有写明哪个数字从几变到几", "“{0}” does not say which figure moves from where to where"),
    help: Phrase(
      "写成 地址=从..到，例如 --sweep '“（五）” 另加=1..5'", "write ADDRESS=FROM..TO, as in --sweep '“(5)” add=1..5'"),
    detail: Phrase(
      "jifen report 的 --sweep 后面是数字的地址、等号和一段范围，范围的两个数中间写两个点。地址见 jifen figures。",
      "--sweep of jifen report takes a figure's address, an equals sign and an interval of two values with two dots between. For addresses see jifen figures."
    ))
}
