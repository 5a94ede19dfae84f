extension Code {
  /// J631 … J640: published files on the command line.
  static let publishedCodes: [Code] = [publishedOperandMissing, folderWithoutPublished, stepNotPositive]

  public static let publishedOperandMissing = Code(
    "J631", .error,
    Phrase("只给了“{0}”，还缺数据或印发的表", "only “{0}” is given; tallies or published tables are missing"),
    help: Phrase(
      "先写数据，最后写印发的表；两样在一个文件夹里，就把文件夹写两次。",
      "give the tallies first and the published tables last; where one folder holds both, give it twice."),
    detail: Phrase(
      "核对要有办法、数据和印发的表，例如 jifen audit 办法.jifen 数据/ 印发.csv。印发的表写在最后；表名=文件 可以写几个，名称是办法公布的表。数据和名为 公布*.csv 的文件在同一个文件夹时，写两次：jifen audit 办法.jifen 数据/ 数据/。",
      "An audit needs the method, its tallies and what was published, as in jifen audit METHOD.jifen tallies/ printed.csv. The published tables come last; there may be several TABLE=FILE with names of published tables. Where one folder holds both the tallies and files named published*.csv, give it twice: jifen audit METHOD.jifen tallies/ tallies/."
    ))

  public static let folderWithoutPublished = Code(
    "J632", .error, Phrase("文件夹“{0}”里没有印发的表", "the folder “{0}” holds no published table"),
    help: Phrase(
      "印发的表的文件名以“公布”开头，例如 公布-得分.csv；也可以直接写文件名。",
      "files of published tables are named published-…, as published-scores.csv; or name the file itself."),
    detail: Phrase(
      "最后一个文件夹里找名为 公布*.csv（或 published*.csv，TSV、JSON、XLSX 也可以）的文件，“公布-”后面是办法里公布的表名。",
      "The last folder is searched for files named 公布* or published*, as CSV, TSV, JSON or XLSX; behind the prefix stands the name of a table that the method publishes."
    ))

  public static let stepNotPositive = Code(
    "J633", .error, Phrase("--step 后面要写大于 0 的数，“{0}”不是", "--step takes a number above 0; “{0}” is none"),
    help: Phrase(
      "例如 --step 1（整数）或 --step 0.5（半分）。", "for example --step 1 for whole figures or --step 0.5 for halves."),
    detail: Phrase(
      "推出的数字只取 --step 的倍数：1 是整数，0.5 是半分，0.1 是一位小数。不写就什么数都可以。",
      "Recovered figures are multiples of --step: 1 for whole ones, 0.5 for halves, 0.1 for one decimal. Without it any number will do."
    ))
}
