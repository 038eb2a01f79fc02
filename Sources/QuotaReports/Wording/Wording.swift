import QuotaModel
import ScoringRules

/// The languages people can read.
public enum Language: String, CaseIterable, Sendable { case vi, en }

/// Makes what people read from bare facts, both languages side by side. Sentences about issues, rules and reasons, and all
/// that several forms of a report share, stand in this folder; headings and labels where they are written.
public struct Wording: Sendable {
    /// Vietnamese unless `--lang` says otherwise; it changes no key, code or file format.
    public let language: Language

    public init(_ language: Language) { self.language = language }

    /// The text in the wording's language.
    public func callAsFunction(_ vietnamese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String
    {
        language == .vi ? vietnamese() : english()
    }

    /// A whole number with the thousands apart.
    public func number(_ value: Int) -> String { grouped(String(value)[...]) }

    /// A plain decimal number as people read it, with the thousands apart.
    public func decimal(_ plain: String) -> String {
        let parts = plain.split(separator: ".", maxSplits: 1)
        return parts.count == 2 ? grouped(parts[0]) + self(",", ".") + parts[1] : grouped(plain[...])
    }

    private func grouped(_ digits: Substring) -> String {
        guard !digits.hasPrefix("-") else { return "-" + grouped(digits.dropFirst()) }
        let count = digits.utf8.count
        guard count > 3 else { return String(digits) }
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (count - place) % 3 == 0 { text += self(".", ",") }
            text.append(digit)
        }
        return text
    }

    /// `3 tin, bài`.
    public func items(_ number: Int) -> String {
        self("\(self.number(number)) tin, bài", count(number, "item", "items"))
    }

    /// `còn 14 ngày`.
    func daysLeft(_ number: Int) -> String {
        self("còn \(self.number(number)) ngày", count(number, "day left", "days left"))
    }

    /// So many of something in English, which has a form for one; Vietnamese names things alike however many they are.
    public func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(self.number(number)) \(number == 1 ? one : many)"
    }

    /// A share as a percentage with one decimal: `88,9 %`.
    public func percent(_ share: Fraction) -> String {
        let text = Fraction(share.numerator * 100, over: share.denominator).decimal(places: 1)
        let trimmed = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return self(trimmed.replacing(".", with: ",") + " %", trimmed + "%")
    }

    /// `dd/MM/yyyy` in both languages.
    public func day(_ day: CivilDate) -> String { day.dayFirst }

    /// `15/03/2022 – 14/04/2022`; of one day the day alone.
    public func span(_ span: DaySpan) -> String {
        span.first == span.last ? span.first.dayFirst : "\(span.first.dayFirst) – \(span.last.dayFirst)"
    }

    /// `15/03–14/04`; with the year where the span does not end in `year`.
    public func shortSpan(_ span: DaySpan, in year: Int) -> String {
        let last = span.last.parts.year == year ? String(span.last.dayFirst.prefix(5)) : span.last.dayFirst
        return span.first == span.last ? last : "\(span.first.dayFirst.prefix(5))–\(last)"
    }

    /// Words joined for a sentence: `a, b và c`.
    public func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + self(" và ", " and ") + last
    }

    /// Alternatives for a sentence: `a, b hoặc c`.
    public func choice(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + self(" hoặc ", " or ") + last
    }

    /// A text of somebody else, made printable, in quotation marks.
    public func quoted(_ text: String) -> String { "“\(Self.printable(text))”" }

    /// The text without control characters and cut to a length that fits a line.
    public static func printable(_ text: String, limit: Int = 120) -> String {
        // Nearly all texts are short and of such letters; a table of rejects may have millions.
        if text.utf8.count <= limit, text.unicodeScalars.allSatisfy(isPlain) { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
            // Marks that turn the writing direction could make a line read as something else.
            case .format: continue
            default: clean.append(scalar)
            }
        }
        let characters = String(clean)
        return characters.utf8.count > limit && characters.count > limit ? characters.prefix(limit) + "…" : characters
    }

    /// ASCII that is printed, letters of Latin with their accents, Vietnamese, the signs of our own sentences and tables.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xB0...0x24F, 0x300...0x34E, 0x1E00...0x1EFF, 0x2010...0x2027, 0x2190...0x25FF: true
        default: false
        }
    }
}
