import QuotaReports
import Testing

/// Word repairs or refuses a file whose elements stand in another order than the schema's (ISO/IEC 29500-1, annex A).
@Suite("The order of elements that Word insists on")
struct WordOrderTests {
    /// The children that each properties element may have, in their order.
    static let order: [String: [String]] = [
        "w:pPr": [
            "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
            "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
            "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
            "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
            "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
        ],
        "w:rPr": [
            "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
            "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
            "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs",
            "em", "lang", "eastAsianLayout", "specVanish", "oMath",
        ],
        "w:tblPr": [
            "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW",
            "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook",
        ],
        "w:trPr": ["cantSplit", "tblHeader"],
        "w:tcPr": [
            "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
            "textDirection", "tcFitText", "vAlign", "hideMark",
        ],
        "w:sectPr": [
            "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
            "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
            "textDirection", "bidi", "rtlGutter", "docGrid",
        ],
        "w:tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
        "w:tblCellMar": ["top", "left", "bottom", "right"],
        "w:pBdr": ["top", "left", "bottom", "right", "between", "bar"],
        "w:tbl": ["tblPr", "tblGrid", "tr"],
        "w:tr": ["tblPrEx", "trPr", "tc"],
        "w:tc": ["tcPr", "p"],
        "w:p": ["pPr", "r"],
        "w:r": ["rPr", "t", "br", "fldChar", "instrText"],
        "w:styles": ["docDefaults", "latentStyles", "style"],
        "w:docDefaults": ["rPrDefault", "pPrDefault"],
        "w:style": [
            "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
            "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "pPr",
            "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
        ],
        "w:settings": ["zoom", "defaultTabStop", "compat", "decimalSymbol", "listSeparator"],
    ]

    /// Elements whose children are free in order or of one kind.
    private static let free: Set<String> = [
        "w:document", "w:body", "w:hdr", "w:rPrDefault", "w:pPrDefault", "w:tblGrid", "w:compat",
    ]

    @Test("holds for every element of every part", arguments: SampleDocuments.Kind.allCases)
    func order(kind: SampleDocuments.Kind) throws {
        var seen: Set<String> = []
        for element in try WordFile(SampleDocuments.file(kind)).wordParts.flatMap(\.everything)
        where !element.children.isEmpty && !Self.free.contains(element.name) {
            seen.insert(element.name)
            let order = try #require(Self.order[element.name], "nobody knows the order inside \(element.name)")
            let places = try element.children.map { child in
                try #require(
                    order.firstIndex(of: String(child.name.dropFirst(2))), "\(child.name) in \(element.name)")
            }
            #expect(places == places.sorted(), "\(element.name): \(element.children.map(\.name))")
        }
        #expect(seen.isSuperset(of: ["w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sectPr", "w:style"]))
    }

    @Test("a cell ends with a paragraph, and a paragraph stands behind every table")
    func paragraphs() throws {
        for kind in SampleDocuments.Kind.allCases {
            let document = try WordFile(SampleDocuments.file(kind)).document
            for cell in document.all("w:tc") { #expect(cell.children.last?.name == "w:p") }
            let blocks = try #require(document.child("w:body")).children.map(\.name)
            for (block, next) in zip(blocks, blocks.dropFirst()) where block == "w:tbl" { #expect(next == "w:p") }
            #expect(blocks.last == "w:sectPr")
        }
    }

    @Test("a table's rows fill its grid, and the grid is as wide as the page allows")
    func grids() throws {
        for kind in SampleDocuments.Kind.allCases {
            for table in try WordFile(SampleDocuments.file(kind)).document.all("w:tbl") {
                let grid = table.all("w:gridCol").compactMap { $0.attributes["w:w"].flatMap(Int.init) }
                #expect(grid.reduce(0, +) <= 9_356)
                #expect(table.all("w:tblLayout").first?.attributes["w:type"] == "fixed")
                for row in table.all("w:tr") {
                    let spans = row.all("w:tc").map { cell in
                        cell.all("w:gridSpan").first?.attributes["w:val"].flatMap(Int.init) ?? 1
                    }
                    #expect(spans.reduce(0, +) == grid.count)
                }
            }
        }
    }
}
