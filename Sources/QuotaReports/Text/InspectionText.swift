import QuotaModel

/// `inspect` as text: how the file is read, its first records, and everything that is odd about it.
public struct InspectionText {
    let inspection: Inspection
    let wording: Wording

    public init(_ inspection: Inspection, wording: Wording) {
        self.inspection = inspection
        self.wording = wording
    }

    /// So many rejects and cells are shown.
    private static let shown = 50

    /// UTF-8; the first rejects and cells only, all of them counted.
    public func bytes() -> [UInt8] {
        var page = TextPage()
        page.add(head())
        page.section(wording("CÁC TRƯỜNG", "FIELDS"), fields())
        page.section(
            wording("CỘT KHÔNG DÙNG", "UNUSED COLUMNS"), inspection.unmapped.map { "- \(Wording.printable($0))" })
        page.section(wording("LƯU Ý", "REMARKS"), inspection.remarks.map { "- \(wording.sentence($0))" })
        page.section(wording("BẢN GHI ĐẦU", "FIRST RECORDS"), records())
        page.section(
            wording("BẢN GHI BỊ LOẠI", "REJECTED") + " (\(wording.number(inspection.rejected)))",
            inspection.rejects.prefix(Self.shown).map {
                "- " + wording("dòng ", "line ") + "\($0.place.line): \(wording.sentence($0)) [\($0.code.rawValue)]"
            } + more(than: inspection.rejects, of: inspection.rejected))
        page.section(
            wording("Ô KHÔNG ĐỌC ĐƯỢC", "UNREADABLE CELLS") + " (\(wording.number(inspection.unreadableCount)))",
            inspection.unreadable.prefix(Self.shown).map {
                "- " + wording("dòng ", "line ")
                    + "\($0.place.line), \(wording.name($0.field)): \(wording.quoted($0.value))"
            } + more(than: inspection.unreadable, of: inspection.unreadableCount))
        return page.bytes
    }

    /// How many are not shown.
    private func more(than listed: [some Any], of count: Int) -> [String] {
        let rest = count - min(listed.count, Self.shown)
        return rest > 0 ? [wording("… và \(wording.number(rest)) nữa", "… and \(wording.number(rest)) more")] : []
    }

    private func head() -> [String] {
        var lines = [
            "\(inspection.source): \(inspection.format.rawValue.uppercased()), "
                + wording("\(wording.number(inspection.bytes)) byte", wording.count(inspection.bytes, "byte", "bytes"))
        ]
        lines.append(
            wording("Bảng mã: ", "Encoding: ") + "\(inspection.encoding) (\(reason(inspection.encodingBy)))")
        if let delimiter = inspection.delimiter {
            let name = delimiter == .tab ? "tab" : delimiter.text
            lines.append(wording("Dấu tách cột: ", "Delimiter: ") + name)
        }
        lines.append(
            wording("Số bản ghi: ", "Records: ") + wording.number(inspection.recordsRead))
        return lines
    }

    private func reason(_ source: Inspection.EncodingSource) -> String {
        switch source {
        case .bom: wording("theo dấu BOM", "by its byte order mark")
        case .declared: wording("tệp tự khai", "as the file declares")
        case .detected: wording("tự nhận ra", "detected")
        case .option: wording("như đã ghi", "as told")
        }
    }

    private func fields() -> [String] {
        Field.allCases.compactMap { field in
            inspection.fields[field].map { origin in
                let form = inspection.dateForms[field].map { " (\($0))" } ?? ""
                return "- \(field.rawValue) (\(wording.name(field))) ← \(wording.quoted(origin))\(form)"
            }
        }
    }

    private func records() -> [String] {
        inspection.records.map { record in
            let texts = Field.allCases.compactMap { field in
                record.fields[field].map { "\(field.rawValue)=\(Wording.printable($0, limit: 60))" }
            }
            return wording("- \(record.number) (dòng \(record.line)): ", "- \(record.number) (line \(record.line)): ")
                + texts.joined(separator: "; ")
        }
    }
}
