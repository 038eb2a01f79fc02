import QuotaModel

extension Wording {
    /// What is wrong with a row and what to do about it.
    public func sentence(_ reject: Reject) -> String {
        let field = reject.field.map(name) ?? ""
        let value = quoted(reject.value)
        switch reject.code {
        case .malformedRow: return malformed(reject.flaw)
        case .badEncoding:
            guard !field.isEmpty else {
                return self(
                    "có ký tự sai bảng mã trong một ô của cột không dùng",
                    "bytes of another encoding in a cell of a column that is not used")
            }
            return self("có ký tự sai bảng mã trong ô \(field)", "bytes of another encoding in the cell \(field)")
        case .missingField: return self("ô \(field) để trống", "the cell \(field) is empty")
        case .badDate:
            if let form = reject.dateForm {
                return self(
                    "\(field) \(value) không viết theo dạng \(quoted(form)) đã ghi cho cột này",
                    "\(field) \(value) is not written as \(quoted(form)), the form that was given for this column")
            }
            let example = self("; viết ngày/tháng/năm, ví dụ 15/02/2022", "; write day/month/year, as 15/02/2022")
            return self("\(field) \(value) không phải là ngày", "\(field) \(value) is no day")
                + (reject.suggestion == nil ? serialDay(reject.value) ?? example : hint(reject))
        case .unknownUnit:
            let name = quoted(reject.unknownName ?? reject.value)
            let unknown = self("không có đơn vị \(name) trong danh sách", "no unit \(name) in the rule pack")
            // No name has a semicolon in it: a log has it between them.
            guard let names = reject.suggestion, names.contains(";") else { return unknown + hint(reject) }
            return unknown
                + self(
                    "; nhiều đơn vị cách nhau bằng dấu chấm phẩy: \(quoted(names))",
                    "; several are separated by semicolons: \(quoted(names))")
        case .unknownKind:
            return self("không có loại \(value) trong danh sách", "no kind \(value) in the rule pack") + hint(reject)
        case .duplicate:
            return self("trùng với \(first(reject))", "the same item as \(first(reject))")
        case .conflict:
            return self(
                "cùng \(field) với \(first(reject)) nhưng khác đơn vị, loại hoặc ngày",
                "the same \(field) as \(first(reject)) with another unit, kind or date")
        }
    }

    /// A spreadsheet that saves a day as a number counts days since 30/12/1899: these are the years 1998 to 2064.
    private func serialDay(_ value: String) -> String? {
        guard let days = Int(value), 36_000...60_000 ~= days else { return nil }
        return self(
            "; nếu là số ngày của bảng tính, ghi trong tệp ánh xạ format: spreadsheet-serial",
            "; if it is a spreadsheet's number of a day, write in a mapping file format: spreadsheet-serial")
    }

    private func malformed(_ flaw: RowFlaw?) -> String {
        switch flaw {
        case .tooFewCells(let found, let expected):
            self(
                "dòng có \(number(found)) ô, cần \(number(expected))",
                "the row has \(count(found, "cell", "cells")), \(number(expected)) needed")
        case .tooManyCells(let found, let expected):
            self(
                "dòng có \(number(found)) ô, chỉ cần \(number(expected))",
                "the row has \(count(found, "cell", "cells")), only \(number(expected)) expected")
        case .unclosedQuote:
            self("dấu ngoặc kép mở mà không đóng", "a quote opens here and never closes")
        case .strayQuote, nil:
            self("dấu ngoặc kép đặt sai chỗ", "a quote stands where none can be")
        }
    }

    private func hint(_ reject: Reject) -> String {
        reject.suggestion.map { self("; có phải \(quoted($0))?", "; did you mean \(quoted($0))?") } ?? ""
    }

    /// The row that counts instead, with its log where that is another one.
    private func first(_ reject: Reject) -> String {
        guard let place = reject.first else { return self("một dòng trước", "an earlier row") }
        let log = place.source + 1
        return self("bản ghi \(place.record)", "record \(place.record)")
            + (place.line > 0 ? self(" (dòng \(place.line))", " (line \(place.line))") : "")
            + (place.source == reject.place.source ? "" : self(" của nhật ký thứ \(log)", " of log \(log)"))
    }
}
