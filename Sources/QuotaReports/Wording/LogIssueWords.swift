import QuotaModel

/// Why a log cannot be read.
extension Wording {
    func logSentence(_ issue: Issue) -> String? {
        foreignFileSentence(issue) ?? brokenLogSentence(issue)
    }

    private func foreignFileSentence(_ issue: Issue) -> String? {
        let export =
            issue.subject == "--inputs"
            ? self("; hãy lưu số liệu thành CSV UTF-8", "; save the figures as CSV UTF-8")
            : self("; hãy xuất nhật ký ra CSV hoặc XML", "; export the log as CSV or XML")
        switch issue.code {
        case .emptyFile: return self("tệp rỗng", "the file is empty")
        case .webPage: return self("đây là một trang web", "this is a web page") + export
        case .zipArchive: return self("đây là tệp nén zip", "this is a zip archive") + export
        case .spreadsheet:
            return self(
                "đây là tệp bảng tính; hãy lưu thành CSV UTF-8", "this is a spreadsheet file; save it as CSV UTF-8")
        case .gzip: return self("đây là tệp nén gzip; hãy giải nén trước", "this is gzip; unpack it first")
        case .pdf: return self("đây là tệp PDF", "this is a PDF") + export
        case .json: return self("đây là tệp JSON", "this is JSON") + export
        case .binaryFile:
            return self("đây là tệp nhị phân, không phải văn bản", "this is a binary file, no text") + export
        default: return nil
        }
    }

    private func brokenLogSentence(_ issue: Issue) -> String? {
        switch issue.code {
        case .badXML:
            self("XML hỏng, không tính bản ghi nào: ", "broken XML, nothing of it counts: ") + flaw(issue)
        case .unknownXMLForm where issue.subject == "records":
            self(
                "gốc của tệp là \(found(issue)), khác records của tệp ánh xạ",
                "the root is \(found(issue)), other than the mapping file's records") + expected(issue)
        case .unknownXMLForm:
            self(
                "không nhận ra dạng XML có gốc \(found(issue)); cần tệp ánh xạ (--mapping) với khóa records",
                "the XML form with the root \(found(issue)) is not known; give a mapping file (--mapping) with records")
        case .documentType:
            self("DOCTYPE có phần khai báo bên trong, từ chối đọc", "a DOCTYPE with an internal subset is refused")
        case .undefinedEntity:
            self("thực thể \(found(issue)) không được định nghĩa", "the entity \(found(issue)) is not defined")
        case .unknownEncoding:
            self("không đọc được bảng mã", "the encoding cannot be read") + (issue.found.map { " \(quoted($0))" } ?? "")
                + self("; hãy ghi --encoding", "; give --encoding") + expected(issue)
        case .ambiguousEncoding:
            self(
                "chưa rõ bảng mã, có thể là \(choice(issue.expected)); hãy ghi --encoding",
                "the encoding is not certain, perhaps \(choice(issue.expected)); give --encoding")
        case .limitExceeded: limit(issue)
        case .fieldMissing: missingField(issue)
        case .headingNotFound:
            headingNotFound(issue)
        default: nil
        }
    }

    private func limit(_ issue: Issue) -> String {
        let name = issue.subject ?? ""
        let most = issue.expected.first ?? ""
        let found = issue.found.map { self(" (có \($0))", " (\($0) found)") } ?? ""
        // Limits of logs have options; those of rules have none.
        switch FixedLimit(rawValue: name) {
        case .periods:
            return self(
                "quá nhiều kỳ để kiểm đếm: nhiều nhất \(most), tính mọi đơn vị và chỉ tiêu",
                "too many periods to count by: at most \(most), of all units and quotas")
        case .names:
            return self(
                "quá nhiều thẻ và thuộc tính khác nhau, tính theo đường dẫn: nhiều nhất \(most)",
                "too many different tags and attributes, told apart by their paths: at most \(most)")
        case .nameBytes:
            return self(
                "tên các thẻ và thuộc tính khác nhau dài quá giới hạn: cộng lại nhiều nhất \(most) byte",
                "the names of different tags and attributes are too long: at most \(most) bytes together")
        case .bytes:
            return self("tệp lớn quá giới hạn \(most) byte", "the file is over the limit of \(most) bytes") + found
        case .depth:
            return self("lồng nhau quá giới hạn \(most) cấp", "nested over the limit of \(most) levels") + found
        case nil: return self("vượt giới hạn --\(name) \(most)", "over the limit --\(name) \(most)") + found
        }
    }

    private func headingNotFound(_ issue: Issue) -> String {
        guard let field = issue.subject, let path = issue.found else {
            let needed = issue.expected.map(quoted)
            return self("không tìm thấy dòng tiêu đề cột", "no heading row was found")
                + (needed.isEmpty ? "" : self("; cần đủ các cột \(list(needed))", "; needed: \(list(needed))"))
        }
        return self(
            "không có \(quoted(path)) mà tệp ánh xạ ghi cho \(field)",
            "there is no \(quoted(path)), which the mapping names for \(field)")
    }

    /// What is wrong with the XML, in our words where the flaw is a known one.
    private func flaw(_ issue: Issue) -> String {
        if issue.subject == "bad-encoding" { return wrongEncoding(issue) }
        let words =
            switch issue.subject {
            case "truncated": self("tệp bị cắt giữa chừng", "the file breaks off")
            case "no-root": self("không có phần tử gốc", "there is no root element")
            case "content-after-end": self("còn nội dung sau phần tử gốc", "content follows the root element")
            case "tag-mismatch": self("thẻ đóng không khớp thẻ mở", "a closing tag does not match")
            case "broken-tag": self("thẻ viết sai", "a tag is broken")
            case "broken-attribute": self("thuộc tính viết sai", "an attribute is broken")
            case "repeated-attribute": self("thuộc tính lặp lại", "an attribute stands twice")
            case "broken-reference":
                self("tham chiếu ký tự viết sai (dấu & phải viết &amp;)", "a reference is broken (& must be &amp;)")
            case "forbidden-character": self("có ký tự mà XML cấm", "a character that XML forbids")
            case "broken-comment": self("chú thích viết sai", "a comment is broken")
            case "broken-cdata": self("phần CDATA viết sai", "a CDATA section is broken")
            case "broken-instruction": self("chỉ thị <? ?> viết sai", "a processing instruction is broken")
            case "broken-declaration": self("khai báo <?xml ?> viết sai", "the XML declaration is broken")
            case "broken-document-type": self("DOCTYPE viết sai", "the DOCTYPE is broken")
            case "name-too-long": self("tên thẻ hoặc thuộc tính quá dài", "a name is too long")
            default: ""
            }
        let found = issue.found.map { Self.printable($0) } ?? ""
        return [words, words.isEmpty ? found : detail(ofFlaw: found)].filter { !$0.isEmpty }.joined(separator: " – ")
    }

    private func wrongEncoding(_ issue: Issue) -> String {
        let option = "--encoding" + (issue.expected.first.map { " \($0)" } ?? "")
        return self(
            "có byte không thuộc bảng mã \(issue.found ?? ""); hãy ghi bảng mã đúng bằng \(option)",
            "bytes that \(issue.found ?? "") does not have; name the right encoding by \(option)")
    }

    private func missingField(_ issue: Issue) -> String {
        let field = issue.subject.flatMap(Field.init(rawValue:))
        let name = field.map(name) ?? issue.subject ?? ""
        let mapping = self(
            "; nếu cột có tên khác, ghi trong tệp ánh xạ (--mapping): fields: {\(issue.subject ?? ""): \"tên cột\"}",
            "; if the column has another name, say so in a mapping file (--mapping): fields: {\(issue.subject ?? ""): \"heading\"}"
        )
        let because = issue.found.map { self("; có: \(Self.printable($0))", "; found: \(Self.printable($0))") } ?? ""
        let rules =
            issue.rules.isEmpty
            ? "" : self(", mà quy tắc \(list(issue.rules)) cần", ", which the rule \(list(issue.rules)) tests")
        return self("nhật ký không có \(name)", "the log has no \(name)") + rules + because + expected(issue) + mapping
    }
}
