import QuotaModel

/// The form of a day that is written month first, in the letters of a mapping file.
enum MonthFirstForm {
    /// `Saturday, 3/15/2022 - 8:05 PM` is `EEE, MM/dd/yyyy - HH:mm tt`; nil for a text that this form would not read.
    static func text(of value: String) -> String? {
        let text = value.split { " \u{A0}".contains($0) }.map(form).joined(separator: " ")
            .replacing("EEE EEE", with: "EEE")
        guard let pattern = DatePattern(text) else { return nil }
        var value = value
        let reading = value.withUTF8 { MappedDates.read(UnsafeRawBufferPointer($0), as: pattern) }
        if case .day = reading.content { return text }
        return nil
    }

    /// A word of the value; what is none of a day's parts stays.
    private static func form(of word: Substring) -> String {
        let body = word.prefix { $0 != "," }
        return part(of: body) + word.dropFirst(body.count)
    }

    private static func part(of word: Substring) -> String {
        let numbers = word.split(omittingEmptySubsequences: false) { "/-.:".contains($0) }
        let marks = word.filter { "/-.:".contains($0) }
        let isNumeric = numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        switch marks {
        case "//" where isNumeric, "--" where isNumeric, ".." where isNumeric:
            return ["MM", "dd", "yyyy"].joined(separator: String(marks.prefix(1)))
        case ":" where isNumeric: return "HH:mm"
        case "::" where isNumeric: return "HH:mm:ss"
        case "" where ["AM", "PM", "SA", "CH"].contains(word.uppercased()): return "tt"
        case "" where !word.isEmpty && word.allSatisfy(\.isLetter): return "EEE"
        default: return String(word)
        }
    }
}
