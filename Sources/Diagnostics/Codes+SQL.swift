// J371 … J399: what an SQL engine cannot be told.
extension Code {
  static let sqlCodes: [Code] = [.sqlCannotSay, .sqlTooFine, .sqlFigureTooLong]

  public static let sqlCannotSay = Code(
    "J371", .error,
    Phrase("{0} 的 SQL 写不出这一步：{1}", "the SQL for {0} cannot say this: {1}"),
    help: Phrase(
      "请在办法里换一种写法，或用 jifen score 计分", "put it another way in the method, or score with jifen score"),
    detail: Phrase(
      "jifen sql 只写精确的 SQL：写不出的一步按名称拒绝，不用近似的写法代替。",
      "jifen sql writes exact SQL only: what it cannot say is refused by name, never replaced by something near it."
    ))

  public static let sqlTooFine = Code(
    "J372", .error,
    Phrase(
      "{0} 的整数装不下：“{1}”一步的小数位太多（输入每列按 {2} 位小数算）",
      "whole numbers of {0} cannot hold it: a value of “{1}” has too many decimals (inputs are taken with {2})"
    ),
    help: Phrase("请用 --decimals 写明较少的小数位，例如 --decimals 2", "say fewer decimals, such as --decimals 2"),
    detail: Phrase(
      "SQL 里的数写成整数分子配固定分母。几个有小数的数相乘，分母也相乘；超过 1 后面 12 个零，分子就可能装不下。输入列的小数位越少，余地越大。",
      "Numbers are whole numerators over fixed denominators. Products multiply the denominators; beyond a 1 and 12 zeros the numerators may no longer fit. Fewer decimals in the inputs leave more room."
    ))

  public static let sqlFigureTooLong = Code(
    "J373", .error,
    Phrase("{0} 的整数装不下这个数：{1}", "whole numbers of {0} cannot hold this figure: {1}"),
    help: Phrase("请少写几位小数", "write fewer decimals"),
    detail: Phrase(
      "办法的数字在 SQL 里写成整数分子和分母，各不超过 18 位，分母不超过 1 后面 12 个零。",
      "Figures become whole numerators and denominators of at most 18 digits, denominators of at most a 1 and 12 zeros."
    ))
}
