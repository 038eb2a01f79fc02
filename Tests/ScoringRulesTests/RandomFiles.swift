import TestSupport
import QuotaModel

@testable import ScoringRules

/// A good file with one to three of its words exchanged for others.
enum MutatedFile {
    private static let words = [
        "all", "tin", "3", "-1", "1000000001", "2022-02-15", "15/02/2022", "2022-02-30", "true", "no", "~", "''", "[]",
        "{}", "[tin]", "{block: phong}", "month", "calendar", "Văn phòng", "2.5", "last", "29", "from", "to", "\"3\"",
        "units", "minimum", "event", "sunday", "blank", "{at-least: 1}", "quota-rules/1",
    ]

    static func make(from text: String, using random: inout SeededRandom) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let line = Int.random(in: 0..<lines.count, using: &random)
            var pieces = lines[line].split(separator: ": ", omittingEmptySubsequences: false).map(String.init)
            let piece = Int.random(in: 0..<pieces.count, using: &random)
            let word = words.randomElement(using: &random) ?? "all"
            if let range = pieces[piece].firstRange(of: /[^ ,\[\]{}#]+/) {
                pieces[piece].replaceSubrange(range, with: word)
            }
            lines[line] = pieces.joined(separator: ": ")
        }
        return lines.joined(separator: "\n")
    }
}

/// A valid pack, made at random.
struct RandomPack {
    let yaml: String
    let unitCount: Int
    let quotaCount: Int

    init(using random: inout SeededRandom) {
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        func day(in years: ClosedRange<Int>) -> CivilDate {
            CivilDate(year: number(years), month: number(1...12), day: number(1...28)) ?? CivilDate(dayNumber: 0)
        }
        let from = day(in: 2020...2022)
        let to = Bool.random(using: &random) ? from.adding(days: number(0...900)) : nil
        unitCount = number(1...6)
        quotaCount = number(0...6)
        var lines = ["schema: quota-rules/1", "id: pack-\(number(0...99))", "title: \"Chỉ tiêu \(number(1...9))\""]
        lines.append("effective: {from: \(from)" + (to.map { ", to: \"\($0)\"" } ?? "") + "}")
        lines.append("units:")
        for unit in 0..<unitCount {
            let start = Bool.random(using: &random) ? ", from: \(from.adding(days: number(0...60)))" : ""
            lines.append("  - {id: u\(unit), name: Phòng \(unit), block: b\(unit % 2), aliases: [P.\(unit)]\(start)}")
        }
        lines.append("quotas:")
        for quota in 0..<quotaCount {
            let per = PeriodLength.allCases.randomElement(using: &random) ?? .month
            var keys = ["id: q\(quota)", "minimum: 0\(number(0...20))", "per: \(per.rawValue)", "partial: full"]
            keys.append(
                "units: "
                    + (["all", "{block: b0}", "[u\(number(0...(unitCount - 1)))]"].randomElement(using: &random)
                        ?? "all"))
            if Bool.random(using: &random) {
                keys.append("counted: calendar")
                if per.months != nil { keys.append("month-starts-on: \(number(1...28))") }
            } else if Bool.random(using: &random) {
                keys.append("anchor: \(from.adding(days: -number(0...400)))")
            }
            if per == .day { keys.append("working-days: true") }
            keys.shuffle(using: &random)
            lines.append("  - {\(keys.joined(separator: ", "))}")
        }
        if quotaCount == 0 { lines.removeLast() }
        yaml = lines.joined(separator: "\n") + "\n"
    }
}
