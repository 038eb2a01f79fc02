import Foundation
import FoundationXML
import TestSupport
import Testing

/// A DOCX taken apart again, by other means than those that wrote it.
struct WordFile {
    let parts: [ZipContents.Part]

    init(_ bytes: [UInt8]) throws { parts = try #require(ZipContents(bytes)).parts }

    func xml(_ name: String) throws -> XMLTree {
        let part = try #require(parts.first { $0.name == name }, "no part \(name)")
        return try XMLTree.parsed(part.bytes)
    }

    var document: XMLTree { get throws { try xml("word/document.xml") } }

    /// Every part that holds markup of Word.
    var wordParts: [XMLTree] {
        get throws { try parts.map(\.name).filter { $0.hasPrefix("word/") && $0.hasSuffix(".xml") }.map(xml) }
    }

    /// The document as lines: a paragraph with its style, a row of a table with its cells.
    func lines() throws -> [String] {
        let body = try #require(document.children.first)
        return body.children.flatMap(Self.lines)
    }

    private static func lines(_ block: XMLTree) -> [String] {
        switch block.name {
        case "w:p": ["[\(block.style)] \(block.text)"]
        case "w:tbl":
            block.all("w:tr").map { row in
                row.all("w:tc").map { cell in cell.all("w:p").map(\.text).joined(separator: " / ") }
                    .joined(separator: " | ")
            }
        default: ["<\(block.name)>"]
        }
    }
}

/// An element with what it holds.
final class XMLTree {
    let name: String
    let attributes: [String: String]
    private(set) var children: [XMLTree] = []
    private var own = ""

    private init(_ name: String, _ attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// The text in it, a line break as `⏎`.
    var text: String { name == "w:br" ? "⏎" : name == "w:instrText" ? "" : own + children.map(\.text).joined() }

    var style: String { all("w:pStyle").first?.attributes["w:val"] ?? "" }

    func child(_ name: String) -> XMLTree? { children.first { $0.name == name } }

    /// Every element of that name below this one.
    func all(_ name: String) -> [XMLTree] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    var everything: [XMLTree] { [self] + children.flatMap(\.everything) }

    static func parsed(_ bytes: [UInt8]) throws -> XMLTree {
        let builder = Builder()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = builder
        try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
        return try #require(builder.root)
    }

    private final class Builder: NSObject, XMLParserDelegate {
        var root: XMLTree?
        private var open: [XMLTree] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let element = XMLTree(name, attributes)
            open.last?.children.append(element)
            if root == nil { root = element }
            open.append(element)
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.own += text }
    }
}
