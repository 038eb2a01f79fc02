import QuotaModel

/// `inspect --format json` (contract, sections 8 and 11.3).
public struct InspectionJSON {
    private let wording: Wording
    /// A log may have millions of them, and all are told: each is written as it comes.
    private let rejects = JSONElements()

    /// - Parameter wording: of the messages; keys and codes have no language.
    public init(wording: Wording) { self.wording = wording }

    /// Every reject of the log, in its order, before `bytes`.
    public func add(_ reject: Reject) { rejects.add { $0.reject(reject, wording: wording) } }

    /// - Parameter inspection: of the log whose rejects were added.
    public func bytes(_ inspection: Inspection) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("schema", "quota-inspect/1")
            json.member("source", inspection.source)
            json.member("sha256", inspection.sha256)
            json.member("bytes", inspection.bytes)
            json.member("format", inspection.format.rawValue)
            json.member("encoding", inspection.encoding)
            json.member("encodingBy", inspection.encodingBy.rawValue)
            json.member("delimiter", inspection.delimiter?.text)
            json.member("headings") { $0.array(inspection.headings) }
            json.fieldTexts("fields", inspection.fields)
            json.member("unmapped") { $0.array(inspection.unmapped) }
            json.fieldTexts("dateForms", inspection.dateForms)
            json.member("recordsRead", inspection.recordsRead)
            json.member("records", each: inspection.records) { json, record in
                json.member("record", record.number)
                json.member("line", record.line)
                if inspection.format == .csv { json.member("cells") { $0.array(record.cells) } }
                json.fieldTexts("fields", record.fields)
            }
            json.member("rejects") { $0.array(rejects) }
            json.member("remarks", each: inspection.remarks) { json, remark in
                json.member("code", remark.code.rawValue)
                json.member("message", wording.sentence(remark))
            }
            json.member("unreadableCount", inspection.unreadableCount)
            json.member("unreadable", each: inspection.unreadable) { json, cell in
                json.member("record", cell.place.record)
                json.member("line", cell.place.line)
                json.member("field", cell.field.rawValue)
                json.member("value", cell.value)
            }
        }
        return writer.finished()
    }
}

extension JSONWriter {
    /// Texts by field, in canonical order.
    mutating func fieldTexts(_ key: JSONKey, _ texts: [Field: String]) {
        member(key) { json in
            json.object { json in
                for field in Field.allCases {
                    if let text = texts[field] { json.member(JSONKey(field.rawValue), text) }
                }
            }
        }
    }

    mutating func reject(_ reject: Reject, wording: Wording) {
        member("record", reject.place.record)
        member("line", reject.place.line)
        member("column", reject.column)
        member("field", reject.field?.rawValue)
        member("value", reject.value)
        member("code", reject.code.rawValue)
        member("message", wording.sentence(reject))
        member("suggestion", reject.suggestion)
    }
}
