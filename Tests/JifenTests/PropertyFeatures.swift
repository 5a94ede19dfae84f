/// Features of the language that generated methods are to have, and how each shows in a method's text.
enum PropertyFeatures {
  struct Feature {
    let name: String
    /// Any of these pieces of text.
    let marks: [String]
  }

  static let all: [Feature] = [
    Feature(name: "每缺, 每超 and other gaps", marks: ["每缺", "每超", "每高", "每低"]),
    Feature(name: "按比例", marks: ["按比例"]),
    Feature(name: "满步, 进步", marks: ["满步", "进步"]),
    Feature(name: "tiers", marks: ["：满", "：超过", "：不超过"]),
    Feature(name: "第 n 次", marks: ["第 1 次"]),
    Feature(name: "第 n 名", marks: ["第 1 名"]),
    Feature(name: "points tables", marks: ["刊物 ＼ 形式 单条 综合"]),
    Feature(name: "的部分", marks: ["的部分"]),
    Feature(name: "的部分 between two bounds", marks: ["条 且 数一 不超过"]),
    Feature(name: "改按", marks: ["改按"]),
    Feature(name: "乘", marks: [" 乘 "]),
    Feature(name: "另加, 另扣", marks: ["另加", "另扣"]),
    Feature(name: "本条 扣 n%", marks: ["本条 扣"]),
    Feature(name: "不计", marks: ["，不计\n"]),
    Feature(name: "本条, 当月, 本部分 记", marks: ["记 0 分", "记 1 分", "记 2 分"]),
    Feature(name: "同一 … 只记", marks: ["同一 "]),
    Feature(name: "署名 shares", marks: ["署名 均分", "署名 各得", "署名 按"]),
    Feature(name: "记给", marks: ["记给 转给"]),
    Feature(name: "低一级, 高一级", marks: ["低一级", "高一级"]),
    Feature(name: "limits by month, quarter, half-year", marks: ["每月 最多", "每季 最多", "每半年 最多", "每月 不低于"]),
    Feature(name: "limits by key", marks: ["每个 刊物 最多", "每个 指标 最多", "每个 指标 不低于"]),
    Feature(name: "扣完为止, 连同", marks: ["扣完为止", "连同"]),
    Feature(name: "parts", marks: ["部分 “部”"]),
    Feature(name: "a part after another", marks: ["限 部分“部”"]),
    Feature(name: "全年", marks: ["全年 "]),
    Feature(name: "deadlines: 次月, 本月", marks: ["次月(月份", "本月(月份"]),
    Feature(name: "每晚, 每早", marks: ["每晚", "每早"]),
    Feature(name: "day of the month of a date", marks: ["次月(日期", "本月(日期"]),
    Feature(
      name: "calendar in conditions", marks: ["为 2月", "第一季度", "下半年", "上半年", "1月、3月", "不足 2月", "2024年2月"]),
    Feature(name: "上期, 累计", marks: ["上期(", "累计("]),
    Feature(name: "最长连续", marks: ["最长连续("]),
    Feature(name: "a period over two years", marks: ["2023年11月 至"]),
    Feature(name: "ranks by month", marks: ["排名 月名次"]),
    Feature(name: "排名 or 等次, 限", marks: ["排名，限", "排名 组内，限", "等次，限", "等次 组内，限"]),
    Feature(name: "lists", marks: ["名单 “名单"]),
    Feature(name: "递补", marks: ["；递补"]),
    Feature(name: "名单, 限", marks: ["”，限", "” 组内，限"]),
    Feature(name: "grades", marks: ["等次"]),
    Feature(name: "vetoes", marks: ["否决 为", "总分 记"]),
    Feature(name: "variants", marks: ["方案 “变”"]),
    Feature(name: "notices", marks: ["通报 “情况”"]),
    Feature(name: "checks", marks: ["核对 “查”"]),
  ]

  /// The names of those that a method has.
  static func of(_ text: String) -> [String] {
    all.filter { feature in feature.marks.contains { text.contains($0) } }.map(\.name)
  }
}
