/// Writes `word/styles.xml`: one paragraph style for each element of the decree, with the figures of `DecreeLayout`.
enum WordStyles {
    private static let normal = "Normal"

    static func bytes(language: String) -> [UInt8] {
        var xml = XMLPart()
        xml.element("w:styles", WordBody.namespaces) { xml in
            xml.element("w:docDefaults") { defaults(language, &$0) }
            xml.element("w:style", ["w:type": "paragraph", "w:default": "1", "w:styleId": normal]) { xml in
                xml.element("w:name", ["w:val": "Normal"])
                xml.element("w:qFormat")
            }
            xml.element("w:style", ["w:type": "table", "w:default": "1", "w:styleId": "TableNormal"]) { xml in
                xml.element("w:name", ["w:val": "Normal Table"])
                xml.element("w:uiPriority", ["w:val": "99"])
                xml.element("w:semiHidden")
                xml.element("w:unhideWhenUsed")
            }
            for element in DecreeElement.allCases { style(element, &xml) }
        }
        return xml.bytes
    }

    private static func defaults(_ language: String, _ xml: inout XMLPart) {
        let body = DecreeLayout.format(.body)
        xml.element("w:rPrDefault") { xml in
            xml.element("w:rPr") { xml in
                let font = DecreeLayout.font
                xml.element("w:rFonts", ["w:ascii": font, "w:hAnsi": font, "w:eastAsia": font, "w:cs": font])
                xml.element("w:color", ["w:val": "000000"])
                xml.element("w:sz", ["w:val": String(body.size * 2)])
                xml.element("w:szCs", ["w:val": String(body.size * 2)])
                xml.element("w:lang", ["w:val": language, "w:eastAsia": language, "w:bidi": language])
            }
        }
        xml.element("w:pPrDefault") { xml in
            xml.element("w:pPr") { xml in
                xml.element(
                    "w:spacing", ["w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"])
            }
        }
    }

    private static func style(_ element: DecreeElement, _ xml: inout XMLPart) {
        let format = DecreeLayout.format(element)
        xml.element("w:style", ["w:type": "paragraph", "w:customStyle": "1", "w:styleId": element.rawValue]) { xml in
            xml.element("w:name", ["w:val": format.name])
            xml.element("w:basedOn", ["w:val": normal])
            xml.element("w:qFormat")
            xml.element("w:pPr") { xml in
                if format.keepNext { xml.element("w:keepNext") }
                xml.element("w:spacing", spacing(element, format))
                if format.firstLine > 0 {
                    let indent = DecreeLayout.twips(millimetres: format.firstLine)
                    xml.element("w:ind", ["w:firstLine": String(indent)])
                }
                xml.element("w:jc", ["w:val": format.alignment.rawValue])
            }
            xml.element("w:rPr") { xml in
                if format.bold {
                    xml.element("w:b")
                    xml.element("w:bCs")
                }
                if format.italic {
                    xml.element("w:i")
                    xml.element("w:iCs")
                }
                xml.element("w:sz", ["w:val": String(format.size * 2)])
                xml.element("w:szCs", ["w:val": String(format.size * 2)])
            }
        }
    }

    private static func spacing(_ element: DecreeElement, _ format: DecreeFormat) -> XMLPart.Attributes {
        // A rule takes no more room than its own height: an empty line of the smallest letter would take more.
        let isRule = element == .rule
        return [
            "w:before": String(format.before * 20), "w:after": String(format.after * 20),
            "w:line": String(isRule ? format.size * 20 : format.line * 240 / 100),
            "w:lineRule": isRule ? "exact" : "auto",
        ]
    }
}
