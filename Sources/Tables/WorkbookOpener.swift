import Diagnostics
import Packaging

/// Finds the sheets of a workbook by the relations between its parts (Open Packaging Conventions, ECMA-376-2).
struct WorkbookOpener {
  private let name: String
  private let archive: ZipArchive
  private let limits: TableLimits

  init(name: String, bytes: [UInt8], limits: TableLimits) throws(WorkbookFault) {
    self.name = name
    self.limits = limits
    do throws(ArchiveFault) { archive = try ZipArchive(bytes) } catch { throw .archive(error) }
  }

  func workbook() throws(WorkbookFault) -> Workbook {
    guard archive.contains("[Content_Types].xml"), let main = try mainPart() else { throw otherKind() }
    if archive.names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) { throw .macros }
    guard main.lowercased().hasSuffix(".xml"), main.lowercased().contains("workbook") else {
      throw otherKind()
    }
    let relations = try self.relations(of: main)
    var found: [(name: String, isHidden: Bool, id: String)] = []
    var countsFrom1904 = false
    var awaitsComputing = false
    try readPart(main, archive) { reader throws(XMLFault) in
      while let event = try reader.next() {
        guard event == .start else { continue }
        if reader.isNamed("sheet"), let name = reader.attribute("name"), let id = reader.attribute("id") {
          found.append((name, reader.attribute("state").map { $0 != "visible" } ?? false, id))
        } else if reader.isNamed("workbookPr") {
          countsFrom1904 = Self.isTrue(reader.attribute("date1904"))
        } else if reader.isNamed("calcPr") {
          awaitsComputing = Self.isTrue(reader.attribute("fullCalcOnLoad"))
        }
      }
    }
    if awaitsComputing, isOwn() { awaitsComputing = false }
    guard found.count <= 1000 else {
      throw .tooMany(Phrase("工作表超过 1000 张", "it has more than 1000 sheets"))
    }
    var sheets: [Workbook.Sheet] = []
    for sheet in found {
      guard let relation = relations[sheet.id] else { throw .inconsistent(main) }
      guard relation.kind == "worksheet" else { continue }
      sheets.append(.init(name: sheet.name, isHidden: sheet.isHidden, part: relation.part))
    }
    guard !sheets.isEmpty else { throw .inconsistent(main) }
    func part(_ kind: String) -> String? { relations.values.first { $0.kind == kind }?.part }
    return Workbook(
      name: name, sheets: sheets, archive: archive, limits: limits, stringsPart: part("sharedStrings"),
      stylesPart: part("styles"), countsFrom1904: countsFrom1904, awaitsComputing: awaitsComputing)
  }

  /// Whether this program wrote the workbook: then every value that a table shows was stored exactly.
  private func isOwn() -> Bool {
    guard let properties = try? archive.part("docProps/app.xml", most: 1 << 20) else { return false }
    return String(decoding: properties.prefix(2000), as: UTF8.self).contains("<Application>jifen ")
  }

  private static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

  private func mainPart() throws(WorkbookFault) -> String? {
    guard archive.contains("_rels/.rels") else { return nil }
    return try relations(of: "").values.first { $0.kind == "officeDocument" }?.part
  }

  private struct Relation {
    /// The last word of its type, which the transitional and the strict form share.
    var kind: String
    var part: String
  }

  /// The relations of a part by id. Those that lead outside the archive (links to other files) are left out;
  /// none is ever followed there.
  private func relations(of part: String) throws(WorkbookFault) -> [String: Relation] {
    let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    let file = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    guard let stored = archive.name(matching: file) else { throw .inconsistent(file) }
    var result: [String: Relation] = [:]
    var outside: String?
    try readPart(stored, archive) { reader throws(XMLFault) in
      while let event = try reader.next() {
        guard event == .start, reader.isNamed("Relationship"), let id = reader.attribute("Id"),
          let type = reader.attribute("Type"), let target = reader.attribute("Target"),
          reader.attribute("TargetMode") != "External"
        else { continue }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        if let path = Self.resolved(target, in: folder) {
          result[id] = Relation(kind: kind, part: archive.name(matching: path) ?? path)
        } else {
          outside = target
        }
      }
    }
    if let outside { throw .outsidePart(DisplayWidth.cut(outside, to: 60)) }
    return result
  }

  /// The part that a target stands for; nil where it leads out of the archive.
  private static func resolved(_ target: String, in folder: String) -> String? {
    guard !target.utf8.contains(UInt8(ascii: "\\")), !target.utf8.contains(UInt8(ascii: ":")) else {
      return nil
    }
    var path = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for component in target.split(separator: "/") {
      if component == ".." {
        guard path.popLast() != nil else { return nil }
      } else if component != "." {
        path.append(String(component))
      }
    }
    return path.joined(separator: "/")
  }

  /// What an archive is that is no workbook in the form that is read.
  private func otherKind() -> WorkbookFault {
    let names = archive.names
    let save = Phrase("请在电子表格中打开，另存为 XLSX 工作簿", "open it in a spreadsheet and save it as an XLSX workbook")
    if names.contains("xl/workbook.bin") {
      return .otherKind(Phrase("一个二进制工作簿（xlsb）", "a binary workbook (xlsb)"), help: save)
    }
    if let type = try? archive.part("mimetype", most: 1000) {
      let text = String(decoding: type.prefix(100), as: UTF8.self)
      if text.contains("opendocument.spreadsheet") {
        return .otherKind(Phrase("一个 ODS 电子表格", "an ODS spreadsheet"), help: save)
      }
    }
    if names.contains(where: { $0.hasPrefix("word/") }) {
      return .otherKind(
        Phrase("一个 Word 文档", "a Word document"),
        help: Phrase("请把文档里的表格复制到电子表格，存为 XLSX 工作簿", "copy its table into a spreadsheet and save that as XLSX")
      )
    }
    return .otherKind(Phrase("一个压缩文件", "an archive"), help: nil)
  }
}
