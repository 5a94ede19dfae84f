import Diagnostics
import Tables

extension Receipt {
  /// The largest file that is taken for a receipt, in bytes.
  public static let mostBytes = Limits.receiptBytes

  /// The receipt that a file holds; nil, with an error, where it holds none. Every key must be there and hold what
  /// belongs there, and none other may: what a newer program adds must not be passed over in silence.
  public static func read(name: String, bytes: [UInt8], diagnostics: inout [Diagnostic]) -> Receipt? {
    let source = SourceText(name: name, bytes: bytes)
    func fail(at offset: Int, _ reason: Phrase) -> Receipt? {
      let end = min(offset + 1, bytes.count)
      diagnostics.append(
        Diagnostic(.receiptUnreadable, at: .text(source, Span(min(offset, end), end)), reason))
      return nil
    }
    guard bytes.count <= mostBytes else {
      diagnostics.append(
        Diagnostic(
          .receiptUnreadable, at: .file(name),
          Phrase("超过 \(mostBytes >> 20) MiB", "it is larger than \(mostBytes >> 20) MiB")))
      return nil
    }
    switch JSONDocument.read(bytes) {
    case .failure(let fault): return fail(at: fault.offset, fault.reason)
    case .success(let value):
      do throws(Misfit) {
        return try receipt(value)
      } catch {
        diagnostics.append(Diagnostic(.receiptUnreadable, at: .file(name), error.reason))
        return nil
      }
    }
  }

  /// Something that does not belong where it stands.
  private struct Misfit: Error {
    var reason: Phrase

    init(_ reason: Phrase) { self.reason = reason }
  }

  /// An object of the file, whose members are taken one by one.
  private struct Members {
    private var members: [String: JSONValue] = [:]
    private let path: String

    init(_ value: JSONValue, _ path: String) throws(Misfit) {
      guard case .object(let members) = value else {
        throw Misfit(Phrase("“\(path)”应是一个对象 {…}", "“\(path)” should be an object {…}"))
      }
      for (key, value) in members { self.members[key] = value }
      self.path = path
    }

    private func named(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

    mutating func take(_ key: String) throws(Misfit) -> JSONValue {
      guard let value = members.removeValue(forKey: key) else {
        throw Misfit(Phrase("缺少“\(named(key))”", "“\(named(key))” is missing"))
      }
      return value
    }

    mutating func object(_ key: String) throws(Misfit) -> Members { try Members(take(key), named(key)) }

    mutating func array(_ key: String) throws(Misfit) -> [JSONValue] {
      guard case .array(let elements) = try take(key) else {
        throw Misfit(Phrase("“\(named(key))”应是一个数组 […]", "“\(named(key))” should be an array […]"))
      }
      return elements
    }

    mutating func text(_ key: String) throws(Misfit) -> String {
      guard let text = try optionalText(key) else { throw notText(key) }
      return text
    }

    mutating func optionalText(_ key: String) throws(Misfit) -> String? {
      switch try take(key) {
      case .text(let text): return text
      case .null: return nil
      case .truth, .whole, .array, .object: throw notText(key)
      }
    }

    private func notText(_ key: String) -> Misfit {
      Misfit(Phrase("“\(named(key))”应是一段文字", "“\(named(key))” should be a text"))
    }

    mutating func truth(_ key: String) throws(Misfit) -> Bool {
      guard case .truth(let truth) = try take(key) else {
        throw Misfit(Phrase("“\(named(key))”应是 true 或 false", "“\(named(key))” should be true or false"))
      }
      return truth
    }

    mutating func digest(_ key: String) throws(Misfit) -> String {
      let text = try text(key)
      let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      guard text.utf8.count == 64, text.utf8.allSatisfy(isDigit) else {
        throw Misfit(
          Phrase(
            "“\(named(key))”应是 64 位十六进制数字（小写）",
            "“\(named(key))” should be 64 hexadecimal digits in lower case"))
      }
      return text
    }

    func finish() throws(Misfit) {
      guard let key = members.keys.min() else { return }
      throw Misfit(Phrase("多了“\(named(key))”", "“\(named(key))” does not belong there"))
    }
  }

  private static func receipt(_ value: JSONValue) throws(Misfit) -> Receipt {
    var members = try Members(value, "")
    guard case .whole(layout) = try members.take(Key.layout) else {
      throw Misfit(
        Phrase(
          "“\(Key.layout)”应是 \(layout)：这是别的版本的凭据",
          "“\(Key.layout)” should be \(layout): this is of another version"))
    }
    let program = try members.text(Key.program)
    var arguments = try members.object(Key.arguments)
    let variant = try arguments.optionalText(Key.variant)
    var settings: [String] = []
    for value in try arguments.array(Key.settings) {
      guard case .text(let text) = value else {
        throw Misfit(Phrase("“arguments.set”里应都是文字", "“arguments.set” should hold texts only"))
      }
      settings.append(text)
    }
    let table = try arguments.optionalText(Key.table)
    let format = try arguments.text(Key.format)
    let formulas = try arguments.truth(Key.formulas)
    let folder = try arguments.truth(Key.folder)
    guard let language = Language(rawValue: try arguments.text(Key.language)) else {
      throw Misfit(Phrase("“arguments.language”应是 zh 或 en", "“arguments.language” should be zh or en"))
    }
    try arguments.finish()
    var inputs: [ReportedInput] = []
    var places: [String] = []
    for (number, value) in try members.array(Key.inputs).enumerated() {
      let (input, place) = try input(value, "\(Key.inputs)[\(number)]")
      inputs.append(input)
      places.append(place)
    }
    guard inputs.first?.role == .method, inputs.count(where: { $0.role == .method }) == 1 else {
      throw Misfit(
        Phrase("“\(Key.inputs)”里应有一个办法，排在第一", "“\(Key.inputs)” should begin with the method, and hold one"))
    }
    var results: [Result] = []
    for (number, value) in try members.array(Key.results).enumerated() {
      var result = try Members(value, "\(Key.results)[\(number)]")
      let path = try result.optionalText(Key.path)
      results.append(Result(path: path, sha256: try result.digest(Key.sha256)))
      try result.finish()
    }
    guard !results.isEmpty else {
      throw Misfit(Phrase("“\(Key.results)”是空的", "“\(Key.results)” is empty"))
    }
    try members.finish()
    return Receipt(
      run: RunRecord(inputs: inputs, version: program, variant: variant, settings: settings), places: places,
      form: Form(table: table, format: format, formulas: formulas, folder: folder, language: language),
      results: results)
  }

  private static func input(_ value: JSONValue, _ path: String) throws(Misfit) -> (ReportedInput, String) {
    var members = try Members(value, path)
    let role: ReportedInput.Role
    switch try members.text(Key.role) {
    case Key.method: role = .method
    case Key.base: role = .base
    case Key.table: role = .table(try members.text(Key.table), sheet: try members.optionalText(Key.sheet))
    default:
      throw Misfit(
        Phrase("“\(path).role”应是 method、base 或 table", "“\(path).role” should be method, base or table"))
    }
    let place = try members.text(Key.path)
    let name = try members.text(Key.name)
    let digest = try members.digest(Key.sha256)
    try members.finish()
    return (ReportedInput(path: name, sha256: digest, role: role), place)
  }
}
