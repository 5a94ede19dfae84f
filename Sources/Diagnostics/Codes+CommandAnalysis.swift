extension Code {
  /// J651 … J669: arguments of the commands that compare and search.
  static let analysisCodes: [Code] = [.notAnInterval, .notACount]

  public static let notAnInterval = Code(
    "J651", .error, Phrase("“{0}”不是一段范围", "“{0}” is no interval"),
    help: Phrase("写成 从..到，例如 1..5。", "write FROM..TO, such as 1..5."),
    detail: Phrase(
      "jifen sweep 最后一个参数是范围，两个数中间写两个点：1..5、0.5..2、10%..30%。参数的次序是办法、数据、地址、范围。",
      "The last argument of jifen sweep is an interval, two values with two dots between: 1..5, 0.5..2, 10%..30%. The order is method, tallies, address, interval."
    ))

  public static let notACount = Code(
    "J652", .error,
    Phrase("“{0}”后面要写一个不小于 0 的整数，写的是“{1}”", "“{0}” takes a whole number from 0 up, not “{1}”"),
    help: Phrase("例如 {0} 3。", "for example {0} 3."),
    detail: Phrase(
      "这个选项数的是个数，只能是整数，不带单位，例如 --top 5。",
      "The option counts, so it takes a whole number without a measure, such as --top 5."))
}
