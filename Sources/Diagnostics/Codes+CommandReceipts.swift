extension Code {
  /// J681 … J690: receipts.
  static let receiptCodes: [Code] = [
    receiptUnreadable, receiptOutside, receiptWithoutFile, receiptOverFile,
  ]

  public static let receiptUnreadable = Code(
    "J681", .error, Phrase("这不是 jifen 写出的凭据：{0}", "this is no receipt as jifen writes it: {0}"),
    help: Phrase(
      "凭据由 jifen score … --receipt 文件 写出，不要手工改。",
      "receipts are written by jifen score … --receipt FILE and not to be edited."),
    detail: Phrase(
      "凭据是一个 JSON 文件，记着办法、数据、结果的 SHA-256 和程序的版本。缺了字段、多了字段、写法不对的，一概不认，以免把改过的凭据当成真的。",
      "A receipt is a JSON file with the SHA-256 of method, tallies and result, and the program's version. With a field missing, added or malformed it is refused, so that a changed one does not pass for a good one."
    ))

  public static let receiptOutside = Code(
    "J682", .error,
    Phrase("凭据要读“{0}”，它不在凭据的文件夹里", "the receipt wants to read “{0}”, which is outside its folder"),
    help: Phrase(
      "知道凭据的来历，就用 --within 文件夹 允许读那里的文件。",
      "if you know where the receipt comes from, allow the files of a folder with --within FOLDER."),
    detail: Phrase(
      "jifen verify 只读凭据所在文件夹里的文件（链接按它所指的地方算），别人给的凭据因此读不到你别处的文件。办法和数据在别的文件夹时，用 --within 把那个文件夹告诉它，可以写几个。",
      "jifen verify reads only files in the receipt's own folder or below it, links followed, so that a receipt from elsewhere cannot make it read other files of yours. Where method and tallies lie elsewhere name that folder with --within; it may be repeated."
    ))

  public static let receiptWithoutFile = Code(
    "J683", .error, Phrase("凭据记的是文件，“{0}”不是文件", "a receipt is about files, and “{0}” is none"),
    help: Phrase("办法、数据和凭据都写成文件名。", "give file names for the method, the tallies and the receipt."),
    detail: Phrase(
      "从标准输入或管道读来的东西，以后没有办法再读一遍来核对；凭据自己也要写到一个文件里。",
      "What comes from standard input or a pipe cannot be read again for verification, and the receipt itself needs a file to be kept in."
    ))

  public static let receiptOverFile = Code(
    "J684", .error,
    Phrase("“{0}”是输入或结果文件，凭据不能写到它上面", "“{0}” is an input or a result; the receipt cannot be written over it"),
    help: Phrase("换一个文件名，例如 --receipt 凭据.json", "choose another file name, as in --receipt receipt.json"),
    detail: Phrase(
      "--receipt 给出的文件正是办法、数据或 -o 给出的结果，写了就没有了。",
      "The file behind --receipt is the method, the tallies, or the result that -o names; writing there would destroy them."
    ))
}
