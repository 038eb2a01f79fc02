import QuotaReports

/// The argument parser speaks English only. What it says in fixed forms is said here in Vietnamese; a form that is not
/// known stays as it is.
struct ParserWords {
    let wording: Wording

    func translated(_ text: String) -> String {
        guard wording.language == .vi else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private func line(_ line: Substring) -> String {
        for (english, vietnamese) in Self.headings where line.hasPrefix(english) {
            return vietnamese + line.dropFirst(english.count)
        }
        guard line.hasPrefix("Error: ") else { return optionLine(String(line)) }
        return "Lỗi: " + sentence(String(line.dropFirst("Error: ".count)))
    }

    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "CÁCH DÙNG: "), ("Usage: ", "Cách dùng: "), ("ARGUMENTS:", "THAM SỐ:"),
        ("OPTIONS:", "TÙY CHỌN:"), ("SUBCOMMANDS:", "LỆNH:"), ("Help: ", "Hướng dẫn: "),
    ]

    private func optionLine(_ line: String) -> String {
        line.replacing("Show help information.", with: "Xem hướng dẫn này.")
            .replacing("Show the version.", with: "Xem số phiên bản.")
            .replacing("(default: ", with: "(mặc định: ")
            .replacing("; default: ", with: "; mặc định: ")
            .replacing("(values: ", with: "(giá trị: ")
            .replacing("for more information.", with: "để biết thêm.")
            .replacing("for detailed help.", with: "để xem hướng dẫn chi tiết.")
            .replacing("  See '", with: "  Xem '")
    }

    private func sentence(_ text: String) -> String {
        if let match = text.wholeMatch(of: /Unknown option '(.+?)'(?:\. Did you mean '(.+?)'\?)?/) {
            let hint = match.2.map { "; có phải “\($0)”?" } ?? ""
            return "không có tùy chọn “\(match.1)”\(hint)"
        }
        if let match = text.wholeMatch(of: /Missing expected argument '(.+?)'/) { return "thiếu “\(match.1)”" }
        if let match = text.wholeMatch(of: /Missing value for '(.+?)'/) { return "“\(match.1)” cần một giá trị" }
        if let match = text.wholeMatch(of: /Unexpected argument '(.+?)'/) { return "thừa “\(match.1)”" }
        if let match = text.wholeMatch(of: /(\d+) unexpected arguments?: (.+)/) { return "thừa \(match.2)" }
        if let match = text.wholeMatch(
            of: /The value '(.*?)' is invalid for '(.+?)'(?:\. Please provide one of (.+?)\.?)?/)
        {
            let choices = match.3.map {
                "; cần một trong: \($0.replacing("the following: ", with: "").replacing(" and ", with: ", ").replacing(" or ", with: ", "))"
            }
            return "“\(match.1)” không dùng được cho “\(match.2)”\(choices ?? "")"
        }
        return text
    }
}
