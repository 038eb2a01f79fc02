import QuotaModel

/// Puts a document's parts together as a DOCX: the same document gives the same bytes.
enum WordPackage {
    /// The relations by which sections name the page headers.
    static let pageNumberPart = "rId3"
    static let firstPagePart = "rId4"

    private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    private static let coreType = "application/vnd.openxmlformats-package.core-properties+xml"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    private static let package = "http://schemas.openxmlformats.org/package/2006/"

    /// - Throws: `Issue` `write-failed` when there is no memory for it.
    static func bytes(_ document: WordDocument) throws(Issue) -> [UInt8] {
        try ZipArchive.bytes([
            .init(name: "[Content_Types].xml", bytes: contentTypes()),
            .init(name: "_rels/.rels", bytes: packageRelations()),
            .init(name: "docProps/core.xml", bytes: properties(of: document)),
            .init(name: "word/document.xml", bytes: WordBody(document).bytes()),
            .init(name: "word/styles.xml", bytes: WordStyles.bytes(language: document.language)),
            .init(name: "word/settings.xml", bytes: settings()),
            .init(name: "word/header1.xml", bytes: header([WordParagraph(.pageNumber, [.pageNumber])])),
            .init(name: "word/header2.xml", bytes: header([WordParagraph(.pageNumber, [])])),
            .init(name: "word/_rels/document.xml.rels", bytes: documentRelations()),
        ])
    }

    private static func contentTypes() -> [UInt8] {
        let parts: [(String, String)] = [
            ("/word/document.xml", wordType + "document.main+xml"), ("/word/styles.xml", wordType + "styles+xml"),
            ("/word/settings.xml", wordType + "settings+xml"), ("/word/header1.xml", wordType + "header+xml"),
            ("/word/header2.xml", wordType + "header+xml"), ("/docProps/core.xml", coreType),
        ]
        var xml = XMLPart()
        xml.element("Types", ["xmlns": package + "content-types"]) { xml in
            xml.element(
                "Default",
                ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
            xml.element("Default", ["Extension": "xml", "ContentType": "application/xml"])
            for (name, type) in parts { xml.element("Override", ["PartName": name, "ContentType": type]) }
        }
        return xml.bytes
    }

    private static func packageRelations() -> [UInt8] {
        relations([
            ("rId1", office + "officeDocument", "word/document.xml"),
            ("rId2", package + "relationships/metadata/core-properties", "docProps/core.xml"),
        ])
    }

    private static func documentRelations() -> [UInt8] {
        relations([
            ("rId1", office + "styles", "styles.xml"), ("rId2", office + "settings", "settings.xml"),
            (pageNumberPart, office + "header", "header1.xml"), (firstPagePart, office + "header", "header2.xml"),
        ])
    }

    private static func relations(_ targets: [(id: String, type: String, target: String)]) -> [UInt8] {
        var xml = XMLPart()
        xml.element("Relationships", ["xmlns": package + "relationships"]) { xml in
            for (id, type, target) in targets {
                xml.element("Relationship", ["Id": id, "Type": type, "Target": target])
            }
        }
        return xml.bytes
    }

    /// The day is the document's own, not that of the run: the same document is the same file.
    private static func properties(of document: WordDocument) -> [UInt8] {
        var xml = XMLPart()
        xml.element(
            "cp:coreProperties",
            [
                "xmlns:cp": package + "metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                "xmlns:dcterms": "http://purl.org/dc/terms/",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            ]
        ) { xml in
            xml.element("dc:title") { $0.text(document.title) }
            xml.element("dc:creator") { $0.text(document.author) }
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.element(name, ["xsi:type": "dcterms:W3CDTF"]) { $0.text("\(document.day)T00:00:00Z") }
            }
            xml.element("dc:language") { $0.text(document.language) }
        }
        return xml.bytes
    }

    private static func settings() -> [UInt8] {
        var xml = XMLPart()
        xml.element("w:settings", WordBody.namespaces) { xml in
            xml.element("w:zoom", ["w:percent": "100"])
            xml.element("w:defaultTabStop", ["w:val": String(DecreeLayout.twips(millimetres: 10))])
            xml.element("w:compat") { xml in
                // Without it Word opens the file as one of an old version.
                xml.element(
                    "w:compatSetting",
                    [
                        "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word",
                        "w:val": "15",
                    ])
            }
            xml.element("w:decimalSymbol", ["w:val": ","])
            xml.element("w:listSeparator", ["w:val": ";"])
        }
        return xml.bytes
    }

    private static func header(_ paragraphs: [WordParagraph]) -> [UInt8] {
        var xml = XMLPart()
        xml.element("w:hdr", WordBody.namespaces) { xml in
            for paragraph in paragraphs { WordBody.write(paragraph, &xml) }
        }
        return xml.bytes
    }
}
