/// The version of the command and of the language that it reads.
enum Version {
  static let number = "0.1.0"
  static let name = "jifen \(number)"
  static let text = "jifen \(number)\n"
}
