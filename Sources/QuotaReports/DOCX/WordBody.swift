/// Writes `word/document.xml`. Word refuses a file whose elements stand in another order than its schema's: every
/// properties element is written in that order here.
struct WordBody {
    private let document: WordDocument

    init(_ document: WordDocument) { self.document = document }

    static let namespaces: XMLPart.Attributes = [
        "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ]

    func bytes() -> [UInt8] {
        var xml = XMLPart()
        xml.element("w:document", Self.namespaces) { xml in
            xml.element("w:body") { xml in
                for (place, section) in document.sections.enumerated() {
                    for block in section.blocks { write(block, &xml) }
                    // Word wants a paragraph behind every table.
                    if case .table? = section.blocks.last { write(.end, &xml) }
                    let isLast = place == document.sections.count - 1
                    if isLast { write(section, &xml) } else { endSection(section, &xml) }
                }
            }
        }
        return xml.bytes
    }

    // MARK: Sections

    /// A section but the last ends with a paragraph that carries its properties.
    private func endSection(_ section: WordSection, _ xml: inout XMLPart) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { xml in
                xml.element("w:pStyle", ["w:val": DecreeElement.rule.rawValue])
                write(section, &xml)
            }
        }
    }

    private func write(_ section: WordSection, _ xml: inout XMLPart) {
        let paper = DecreeLayout.paper
        let (width, height) = section.isLandscape ? (paper.height, paper.width) : (paper.width, paper.height)
        let margins = DecreeLayout.margins
        xml.element("w:sectPr") { xml in
            xml.element("w:headerReference", ["w:type": "default", "r:id": WordPackage.pageNumberPart])
            xml.element("w:headerReference", ["w:type": "first", "r:id": WordPackage.firstPagePart])
            xml.element("w:type", ["w:val": "nextPage"])
            xml.element(
                "w:pgSz",
                [
                    "w:w": twips(width), "w:h": twips(height),
                    "w:orient": section.isLandscape ? "landscape" : "portrait",
                ])
            xml.element(
                "w:pgMar",
                [
                    "w:top": twips(margin: margins.top), "w:right": twips(margin: margins.right),
                    "w:bottom": twips(margin: margins.bottom), "w:left": twips(margin: margins.left),
                    "w:header": twips(DecreeLayout.pageNumberFromTop),
                    "w:footer": twips(DecreeLayout.pageNumberFromTop), "w:gutter": "0",
                ])
            xml.element("w:pgNumType", ["w:start": "1"])
            xml.element("w:titlePg")
        }
    }

    // MARK: Paragraphs

    private func write(_ block: WordBlock, _ xml: inout XMLPart) {
        switch block {
        case .paragraph(let paragraph): Self.write(paragraph, &xml)
        case .table(let table): write(table, &xml)
        }
    }

    static func write(_ paragraph: WordParagraph, _ xml: inout XMLPart) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { xml in
                xml.element("w:pStyle", ["w:val": paragraph.element.rawValue])
                if paragraph.keepNext { xml.element("w:keepNext") }
                if let inset = paragraph.ruleInset {
                    xml.element("w:pBdr") { xml in
                        xml.element("w:bottom", border(DecreeLayout.ruleWeight))
                    }
                    xml.element("w:ind", ["w:left": String(inset), "w:right": String(inset)])
                }
                if let alignment = paragraph.alignment { xml.element("w:jc", ["w:val": alignment.rawValue]) }
            }
            for piece in paragraph.pieces { write(piece, &xml) }
        }
    }

    private static func write(_ piece: WordParagraph.Piece, _ xml: inout XMLPart) {
        switch piece {
        case .text(let text, let isBold):
            xml.element("w:r") { xml in
                if isBold {
                    xml.element("w:rPr") { xml in
                        xml.element("w:b")
                        xml.element("w:bCs")
                    }
                }
                xml.element("w:t", ["xml:space": "preserve"]) { $0.text(text) }
            }
        case .lineBreak: xml.element("w:r") { $0.element("w:br") }
        case .pageNumber:
            for mark in ["begin", "separate", "end"] {
                xml.element("w:r") { $0.element("w:fldChar", ["w:fldCharType": mark]) }
                if mark == "begin" {
                    xml.element("w:r") { $0.element("w:instrText", ["xml:space": "preserve"]) { $0.text(" PAGE ") } }
                }
                if mark == "separate" { xml.element("w:r") { $0.element("w:t") { $0.text("2") } } }
            }
        }
    }

    // MARK: Tables

    private func write(_ table: WordTable, _ xml: inout XMLPart) {
        xml.element("w:tbl") { xml in
            xml.element("w:tblPr") { xml in
                xml.element("w:tblW", ["w:w": twips(table.columns.reduce(0, +)), "w:type": "dxa"])
                xml.element("w:tblInd", ["w:w": "0", "w:type": "dxa"])
                if table.hasBorders {
                    xml.element("w:tblBorders") { xml in
                        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                            xml.element("w:\(side)", Self.border(DecreeLayout.tableBorder))
                        }
                    }
                }
                xml.element("w:tblLayout", ["w:type": "fixed"])
                let margin = table.hasBorders ? twips(DecreeLayout.tableMargin) : "0"
                xml.element("w:tblCellMar") { xml in
                    xml.element("w:left", ["w:w": margin, "w:type": "dxa"])
                    xml.element("w:right", ["w:w": margin, "w:type": "dxa"])
                }
            }
            xml.element("w:tblGrid") { xml in
                for width in table.columns { xml.element("w:gridCol", ["w:w": twips(width)]) }
            }
            for row in table.rows { write(row, of: table, &xml) }
        }
    }

    private func write(_ row: WordTable.Row, of table: WordTable, _ xml: inout XMLPart) {
        xml.element("w:tr") { xml in
            xml.element("w:trPr") { xml in
                xml.element("w:cantSplit")
                if row.isHeading { xml.element("w:tblHeader") }
            }
            var column = 0
            for cell in row.cells {
                let width = table.columns[column..<(column + cell.span)].reduce(0, +)
                column += cell.span
                write(cell, width: width, isCentred: table.hasBorders, &xml)
            }
        }
    }

    private func write(_ cell: WordTable.Cell, width: Int, isCentred: Bool, _ xml: inout XMLPart) {
        xml.element("w:tc") { xml in
            xml.element("w:tcPr") { xml in
                xml.element("w:tcW", ["w:w": twips(width), "w:type": "dxa"])
                if cell.span > 1 { xml.element("w:gridSpan", ["w:val": String(cell.span)]) }
                switch cell.merge {
                case .none: break
                case .first: xml.element("w:vMerge", ["w:val": "restart"])
                case .following: xml.element("w:vMerge")
                }
                xml.element("w:vAlign", ["w:val": isCentred ? "center" : "top"])
            }
            for paragraph in cell.paragraphs { Self.write(paragraph, &xml) }
        }
    }

    private static func border(_ eighths: Int) -> XMLPart.Attributes {
        ["w:val": "single", "w:sz": String(eighths), "w:space": "0", "w:color": "000000"]
    }

    private func twips(_ millimetres: Int) -> String { String(DecreeLayout.twips(millimetres: millimetres)) }

    private func twips(margin: Int) -> String { String(DecreeLayout.twips(margin: margin)) }
}
