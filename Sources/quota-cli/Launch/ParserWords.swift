import QuotaModel
import QuotaReports

/// The argument parser speaks English only. What it says in fixed forms is said here in Vietnamese; a form that is not
/// known stays as it is.
struct ParserWords {
    let wording: Wording

    func translated(_ text: String) -> String {
        let text = withoutStranger(text)
        guard wording.language == .vi else { return withDay(text) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private func line(_ line: Substring) -> String {
        for (english, vietnamese) in Self.headings where line.hasPrefix(english) {
            return vietnamese + optionLine(String(line.dropFirst(english.count)))
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
            .replacing("Show subcommand help information.", with: "Xem hướng dẫn của một lệnh.")
            .replacing(/<subcommands?>/, with: "<lệnh>")
            .replacing("<options>", with: "<tùy chọn>")
            .replacing(/(^ +|\(|; )default:/) { $0.1 + "mặc định:" }
            .replacing("(values:", with: "(giá trị:")
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
        if let match = text.wholeMatch(of: /The option '(.+?)' does not take any value, but '(.*)' was specified\./) {
            return "“\(match.1)” không nhận giá trị; thừa “\(match.2)”"
        }
        if let match = text.wholeMatch(of: /Missing value for '(.+?)'/) { return "“\(match.1)” cần một giá trị" }
        if let match = text.wholeMatch(of: /Unexpected argument '(.+?)'/) { return "thừa “\(match.1)”" }
        if let match = text.wholeMatch(of: /(\d+) unexpected arguments?: (.+)/) { return "thừa \(match.2)" }
        if let match = text.wholeMatch(
            of: /The value '(.*?)' is invalid for '(.+?)'(?:\. Please provide one of (.+?)\.?)?/)
        {
            // More than a few choices stand below, each on a line of its own.
            let choices = match.3.map {
                $0 == "the following:"
                    ? "; cần một trong:"
                    : "; cần một trong: \($0.replacing(" and ", with: ", ").replacing(" or ", with: ", "))"
            }
            let day = Self.day(meantBy: match.1, for: match.2).map { "; có phải “\($0)”?" }
            let years =
                Self.isBeyondYears(match.1, for: match.2)
                ? "; năm phải từ \(Self.years.first) đến \(Self.years.last)" : nil
            return "“\(match.1)” không dùng được cho “\(match.2)”\(choices ?? day ?? years ?? "")"
        }
        return text
    }

    /// The parser suggests any option that four letters make of another, `--quiet` for `--rules`; only one that is misspelt
    /// is meant.
    private func withoutStranger(_ text: String) -> String {
        guard let match = text.firstMatch(of: /(Unknown option '-*(.+?)')\. Did you mean '-*(.+?)'\?/),
            Suggestion.nearest(to: match.2, among: [String(match.3)]) == nil
        else { return text }
        return String(text[..<match.range.lowerBound] + match.1 + text[match.range.upperBound...])
    }

    /// In English the parser's own words stay, but it does not know what day was meant, and of which years days may be.
    private func withDay(_ text: String) -> String {
        guard let match = text.firstMatch(of: /The value '(.*?)' is invalid for '(.+?)'/) else { return text }
        let end = match.range.upperBound
        if let day = Self.day(meantBy: match.1, for: match.2) {
            return text[..<end] + ". Did you mean '\(day)'?" + text[end...]
        }
        guard Self.isBeyondYears(match.1, for: match.2) else { return text }
        return text[..<end] + ": years are \(Self.years.first)–\(Self.years.last)" + text[end...]
    }

    private static let years = (first: CivilDate.firstDay.parts.year, last: CivilDate.lastDay.parts.year)

    /// Whether a day or month is as options have it but for its year.
    private static func isBeyondYears(_ value: Substring, for option: Substring) -> Bool {
        guard let year = value.prefixMatch(of: /(\d{4})(?=-)/).flatMap({ Int($0.1) }), let count = parts(of: option),
            value.split(separator: "-").count == count
        else { return false }
        return CivilDate(iso: "2000" + value.dropFirst(4) + (count == 2 ? "-01" : "")) != nil
            && !(years.first...years.last ~= year)
    }

    /// How many numbers a day or month is that the option takes; nil where it takes none.
    private static func parts(of option: Substring) -> Int? {
        option.hasSuffix("<yyyy-MM-dd>") ? 3 : option.hasSuffix("<yyyy-MM>") ? 2 : nil
    }

    /// A day or month written from the day or month on, as people here do, in the form that options have.
    private static func day(meantBy value: Substring, for option: Substring) -> String? {
        let numbers = value.split(whereSeparator: { "/-. ".contains($0) }).map { Int($0) }
        guard let count = parts(of: option), numbers.count == count, let year = numbers.last ?? nil,
            let month = numbers[count - 2], let day = count == 3 ? numbers[0] : 1,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return String(date.description.prefix(count == 3 ? 10 : 7))
    }
}
