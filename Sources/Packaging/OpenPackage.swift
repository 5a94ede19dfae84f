/// Puts a document of several parts together after the Open Packaging Conventions (ECMA-376-2): the parts, their
/// content types, and the relations between them. Workbooks and word-processor documents are such packages.
public struct OpenPackage {
  private var parts: [(name: String, type: String, bytes: [UInt8])] = []
  private var relations: [(from: String, id: String, kind: String, target: String)] = []

  static let relationKinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  public init() {}

  /// Adds a part. `name` is its path without a slash before it; `type` its content type.
  public mutating func add(_ name: String, type: String, _ bytes: [UInt8]) {
    parts.append((name, type, bytes))
  }

  /// Relates a part (or, with "", the package) to another and returns the relation's id. `kind` is the last word
  /// of the relation's type: `worksheet`, `styles`.
  @discardableResult
  public mutating func relate(_ from: String, to target: String, kind: String) -> String {
    let id = "rId\(relations.count { $0.from == from } + 1)"
    relations.append((from, id, kind, target))
    return id
  }

  /// Adds the part that names the program which wrote the document; applications show it among the properties.
  public mutating func add(application: String) {
    var xml = XMLText()
    xml.markup(
      "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">")
    xml.element("Application", application)
    xml.markup("</Properties>")
    relate("", to: "docProps/app.xml", kind: "extended-properties")
    add(
      "docProps/app.xml", type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      xml.bytes)
  }

  /// The archive. The same parts give the same bytes.
  public func archive() -> [UInt8] {
    var writer = ZipWriter()
    writer.add("[Content_Types].xml", contentTypes())
    var sources: [String] = []
    for relation in relations where !sources.contains(relation.from) { sources.append(relation.from) }
    for source in sources { writer.add(Self.relationsPart(of: source), relationsText(of: source)) }
    for part in parts { writer.add(part.name, part.bytes) }
    return writer.finished()
  }

  private static func folder(_ part: String) -> String {
    part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
  }

  private static func relationsPart(of part: String) -> String {
    let folder = folder(part)
    return folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
  }

  private func contentTypes() -> [UInt8] {
    var xml = XMLText()
    xml.markup("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    xml.markup(
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    )
    xml.markup("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    for part in parts {
      xml.markup("<Override")
      xml.attribute("PartName", "/" + part.name)
      xml.attribute("ContentType", part.type)
      xml.markup("/>")
    }
    xml.markup("</Types>")
    return xml.bytes
  }

  private func relationsText(of source: String) -> [UInt8] {
    var xml = XMLText()
    xml.markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    for relation in relations where relation.from == source {
      xml.markup("<Relationship")
      xml.attribute("Id", relation.id)
      xml.attribute("Type", Self.relationKinds + relation.kind)
      // Absolute targets need no folder of the source.
      xml.attribute("Target", "/" + relation.target)
      xml.markup("/>")
    }
    xml.markup("</Relationships>")
    return xml.bytes
  }
}
