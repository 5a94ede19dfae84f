extension Code {
  /// J831 … J869: sweeps, comparisons of methods, and what it takes to reach a place.
  static let comparisonCodes: [Code] = [.emptyInterval, .notSwept]

  public static let emptyInterval = Code(
    "J831", .error,
    Phrase("“{0}..{1}”不是一段：前一个数要小于后一个数", "“{0}..{1}” is no interval: the first must be less than the second"),
    help: Phrase("写成 小..大，例如 1..5 或 10%..30%", "write LOW..HIGH, such as 1..5 or 10%..30%"),
    detail: Phrase(
      "jifen sweep 看一个数字在一段范围里变动时会发生什么，所以要一小一大两个数，中间写两个点，例如 jifen sweep 办法.jifen 数据 '“（五）” 另加' 1..5。",
      "jifen sweep looks at what happens while a figure moves through an interval, so it needs a lower and a higher value with two dots between, as in jifen sweep METHOD.jifen TALLIES '“(5)” add' 1..5."
    ))

  public static let notSwept = Code(
    "J832", .error,
    Phrase("“{0}”在这个范围里不能准确地扫描：{1}（{2}）", "“{0}” cannot be swept exactly here: {1} ({2})"),
    help: Phrase("换一段范围，或者换一个数字", "choose another interval, or another figure"),
    detail: Phrase(
      "转折点一律用分数准确算出，从不抽样。一个数字若与自己相乘（例如既是单价又是系数），转折点可能是无理数；若作取整的步长而接近 0，转折点没有尽头；若使某个单元格超出办法写的范围，那里就不能计分。这时给出原因和算到哪里，而不给一个近似的答案。",
      "Turning points are computed exactly as fractions and never by sampling. A figure that is multiplied by itself may turn something at an irrational value; one that is a rounding step has turning points without end near zero; one that puts a cell out of bounds cannot be scored there. Then the reason and how far it got are told, instead of an approximate answer."
    ))
}
