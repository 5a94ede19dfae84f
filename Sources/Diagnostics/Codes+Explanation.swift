extension Code {
  /// J551 … J559: what an explanation is asked for.
  static let explanationCodes: [Code] = [.explainsUnknownUnit, .comparedWithItself]

  public static let explainsUnknownUnit = Code(
    "J551", .error,
    Phrase("数据里没有单位“{0}”", "there is no unit “{0}” in the tallies"),
    help: Phrase(
      "单位按数据里的写法或办法里的别名填写；jifen score 会列出全部单位",
      "write the unit as the tallies have it, or by an alias of the method; jifen score lists all units"),
    detail: Phrase(
      "jifen explain 要说明的单位（或 --against 后面的单位）不在名册里。名称按数据里的写法，或办法里写明的别名，空格和全角半角不论。例如数据里是“农业农村局”，写“县农业农村局”就找不到，除非办法写了 别名 “县农业农村局” 即 “农业农村局”。",
      "The unit that jifen explain is asked about, or the one after --against, is not in the roster. Names are those of the tallies, or aliases that the method declares; blanks and full-width forms do not matter. Where the tallies say 农业农村局, 县农业农村局 is found only if the method declares it as an alias."
    ))

  public static let comparedWithItself = Code(
    "J552", .error,
    Phrase("“{0}”和“{1}”是同一个单位", "“{0}” and “{1}” are the same unit"),
    help: Phrase("--against 后面请写另一个单位", "name another unit after --against"),
    detail: Phrase(
      "jifen explain … --against 把两个单位的得分逐条相减，所以要两个不同的单位。两个名称也可能是同一个单位的名称和别名。",
      "jifen explain … --against subtracts two units clause by clause, so it needs two different ones. The two names may also be a unit's name and its alias."
    ))
}
