import QuotaModel
import TestSupport

@testable import ArticleIngest

/// Logs with as many tags, attributes and marks as the limit allows, in no order. The last of each kind means a field.
enum ManyNames {
    /// Paths besides those of each kind: the root, the record, `<x>`.
    static let more = 3

    static func mapping(of count: Int) -> LogMapping {
        let last = count - 1
        return LogMapping(
            records: "/nhat-ky/tin",
            fields: [
                .title: .init(from: "a\(last)"), .url: .init(from: "x/@b\(last)"),
                .unit: .init(from: "truong[@ten='c\(last)']"),
            ])
    }

    /// The first record holds all names; of the others each holds the last of each kind and some of the rest.
    static func log(of count: Int, records: Int) -> String {
        var numbers = SeededRandom(seed: UInt64(count))
        let all = Array(0..<count)
        // No tag may have all attributes at once.
        let attributes = stride(from: 0, to: count, by: 200).map { tag(all[$0..<min($0 + 200, count)]) }.joined()
        var text = "<nhat-ky>\n" + record(all, attributes, number: 0)
        for number in 1..<records {
            let some = (all.dropLast().shuffled(using: &numbers).prefix(100) + [count - 1]).shuffled(using: &numbers)
            text += record(some, tag(some[...]), number: number)
        }
        return text + "</nhat-ky>\n"
    }

    private static func tag(_ names: ArraySlice<Int>) -> String {
        "<x" + names.map { " b\($0)='u\($0)'" }.joined() + "/>"
    }

    private static func record(_ names: [Int], _ attributes: String, number: Int) -> String {
        let elements = names.map { "<a\($0)>\($0) \(number)</a\($0)><truong ten='c\($0)'>Phòng \($0)</truong>" }
        return "<tin>\(elements.joined())\(attributes)</tin>\n"
    }
}
