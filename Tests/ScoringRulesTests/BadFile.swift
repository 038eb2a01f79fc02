import QuotaModel
import Testing

@testable import ScoringRules

/// The smallest file with one mistake, and exactly what must be said of it. `▸` in the text marks the places of the
/// findings, in order, and is taken out before the file is loaded.
struct BadFile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let file: RuleFile
    private let marked: String
    private let expected: [(code: IssueCode, suggestion: String?)]
    /// Whether the grammar alone finds it, so that the JSON Schema must find it too.
    let isStructural: Bool

    init(
        _ name: String, _ code: IssueCode, _ suggestion: String?, in file: RuleFile = .rules,
        more: [(code: IssueCode, suggestion: String?)] = [], structural: Bool = true, _ marked: String
    ) {
        testDescription = "\(code.rawValue): \(name)"
        self.file = file
        self.marked = marked
        expected = [(code, suggestion)] + more
        isStructural = structural
    }

    /// A mistake for which nothing can be suggested.
    init(
        _ name: String, _ code: IssueCode, in file: RuleFile = .rules,
        more: [(code: IssueCode, suggestion: String?)] = [], structural: Bool = true, _ marked: String
    ) {
        self.init(name, code, nil, in: file, more: more, structural: structural, marked)
    }

    var text: String { marked.replacing("▸", with: "") }

    var findings: [Finding] {
        var places: [(Int, Int)] = []
        for (number, line) in marked.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var column = 1
            for character in line.unicodeScalars {
                if character == "▸" { places.append((number + 1, column)) } else { column += 1 }
            }
        }
        return zip(expected, places).map { Finding($0.code, $1.0, $1.1, $0.suggestion) }
    }

    /// A pack with these lines behind the required ones.
    static func pack(_ lines: String) -> String {
        """
        schema: quota-rules/1
        id: p
        title: T
        effective: {from: 2022-01-01, to: 2022-12-31}
        units: [{id: van-phong, name: Văn phòng, block: phong}, {id: phong-1, name: Phòng 1}]
        kinds: [{id: tin, name: Tin}, {id: bai, name: Bài}]
        sources: [{id: tb, document: Thông báo}]
        \(lines)
        """
    }

    /// A pack with one quota, of which these keys are written.
    static func quota(_ keys: String) -> String {
        pack("quotas:\n  - {id: q, units: all, minimum: 1, \(keys)}")
    }
}

extension BadFile {
    private static let head = "schema: quota-rules/1\nid: p\ntitle: T\n"
    private static let body = "effective: {from: 2022-01-01}\nunits: [{id: a, name: A}]\n"

    static let yaml: [BadFile] = [
        BadFile("nothing in it", .emptyFile, "▸"),
        BadFile("only a comment", .emptyFile, "▸# chưa có gì\n"),
        BadFile("a list instead of a mapping", .wrongType, "▸- schema: quota-rules/1\n"),
        BadFile("a text instead of a mapping", .wrongType, "▸chỉ tiêu\n"),
        BadFile("a bracket that never closes", .notYAML, head + body + "kinds: [\n▸"),
        BadFile("a tab as indentation", .notYAML, head + "effective:\n▸\tfrom: 2022-01-01\n"),
        BadFile("a second colon in an unquoted text", .notYAML, head + body + "agency: “Sở▸: Nội vụ”\n"),
        BadFile("a second document", .notYAML, head + body + "▸---\nid: q\n"),
        BadFile("an anchor", .anchorRefused, head + body + "agency: ▸&a Sở\n"),
        BadFile(
            "an anchor and its alias", .anchorRefused, more: [(.anchorRefused, nil)],
            head + body + "kinds: ▸&k []\npeople: ▸*k\n"),
        BadFile("a tag", .wrongType, head + body + "agency: ▸!so Nội vụ\n"),
        BadFile(
            "a merge key", .unknownKey, more: [(.anchorRefused, nil)], head + body + "calendar: {▸<<: ▸*x}\n"),
        BadFile("a key that is a list", .wrongType, head + body + "? ▸[a, b]\n: c\n"),
        BadFile(
            "too many brackets", .limitExceeded,
            head + body + "kinds: " + String(repeating: "[", count: YAMLReader.depthLimit - 1) + "▸[[[[["),
    ]

    static let structure: [BadFile] = [
        BadFile("no schema", .missingKey, "▸id: p\ntitle: T\n" + body),
        BadFile("a later schema", .newerSchema, "quota-rules/1", "schema: ▸quota-rules/2\nwhatever: 1\n"),
        BadFile("another schema", .wrongSchema, "quota-rules/1", "schema: ▸quota-mapping/1\nfields: {}\n"),
        BadFile("a schema that is a number", .wrongSchema, "quota-rules/1", "schema: ▸1\n"),
        BadFile(
            "id, title, effective and units missing", .missingKey,
            more: [(.missingKey, nil), (.missingKey, nil), (.missingKey, nil)], "▸▸▸▸schema: quota-rules/1\n"),
        BadFile(
            "effective without from", .missingKey, head + "effective: ▸{to: 2022-12-31}\nunits: [{id: a, name: A}]\n"),
        BadFile("a unit without a name", .missingKey, head + "effective: {from: 2022-01-01}\nunits:\n  - ▸id: a\n"),
        BadFile("a unit without an id", .missingKey, head + "effective: {from: 2022-01-01}\nunits:\n  - ▸{name: A}\n"),
        BadFile("a quota without per", .missingKey, pack("quotas: [▸{id: q, units: all, minimum: 1}]")),
        BadFile("a source without an id", .missingKey, head + body + "sources: [▸{document: Thông báo}]\n"),
        BadFile("a deadline without within", .missingKey, pack("deadlines: [▸{id: d, from: event, to: published}]")),
        BadFile(
            "a range without bounds", .missingKey,
            quota("per: week, counted: calendar, partial: full, where: {photos: ▸{}}")),
        BadFile("a standard that expects nothing", .missingKey, pack("standards: [{id: s, title: T, expect: ▸{}}]")),
        BadFile("a misspelt key", .unknownKey, "agency", head + body + "▸agnecy: Sở\n"),
        BadFile(
            "a misspelt required key is one mistake", .unknownKey, "minimum",
            pack("quotas: [{id: q, units: all, ▸minimun: 1, per: day}]")),
        BadFile("a key from nowhere", .unknownKey, head + body + "▸xyz: 1\n"),
        BadFile("a key with accents", .unknownKey, "title", head + body + "▸tìtle: T\n"),
        BadFile("a key of another place", .unknownKey, head + body + "▸holidays: []\n"),
        BadFile("the same key again", .duplicateKey, head + body + "agency: Sở\n▸agency: Sở Nội vụ\n"),
        BadFile(
            "the same key three times", .duplicateKey, more: [(.duplicateKey, nil)],
            head + body + "counting: {date: event, ▸date: event, ▸\"date\": event}\n"),
        BadFile("royalties", .reservedKey, head + body + "▸royalties: {}\n"),
        BadFile("no units at all", .emptyList, head + "effective: {from: 2022-01-01}\nunits: ▸[]\n"),
        BadFile("a quota for no units", .emptyList, pack("quotas: [{id: q, units: ▸[], minimum: 1, per: day}]")),
        BadFile("no kinds in counting", .emptyList, head + body + "counting: {kinds: ▸[]}\n"),
        BadFile("no states in counting", .emptyList, head + body + "counting: {status: ▸[]}\n"),
        BadFile("no channels in where", .emptyList, quota("per: day, where: {channels: ▸[]}")),
    ]

    static let values: [BadFile] = [
        BadFile("a list for a text", .wrongType, "schema: quota-rules/1\nid: p\ntitle: ▸[T]\n" + body),
        BadFile("nothing behind a key", .wrongType, head + body + "agency:▸\n"),
        BadFile("a number for a text", .wrongType, "\"2022\"", "schema: quota-rules/1\nid: p\ntitle: ▸2022\n" + body),
        BadFile("an empty title", .badValue, "schema: quota-rules/1\nid: p\ntitle: ▸\" \"\n" + body),
        BadFile("a text for a list", .wrongType, head + "effective: {from: 2022-01-01}\nunits: ▸a\n"),
        BadFile("a list for a mapping", .wrongType, head + "effective: ▸[2022-01-01]\nunits: [{id: a, name: A}]\n"),
        BadFile("a quoted number", .wrongType, "3", pack("quotas: [{id: q, units: all, minimum: ▸\"3\", per: day}]")),
        BadFile("a number in words", .wrongType, pack("quotas: [{id: q, units: all, minimum: ▸ba, per: day}]")),
        BadFile(
            "a number with a point for thousands", .wrongType, "1000",
            pack("quotas: [{id: q, units: all, minimum: ▸1.000, per: day}]")),
        BadFile("half an item", .wrongType, pack("quotas: [{id: q, units: all, minimum: ▸2.5, per: day}]")),
        BadFile("less than nothing", .badValue, pack("quotas: [{id: q, units: all, minimum: ▸-1, per: day}]")),
        BadFile(
            "more than a billion", .badValue, pack("quotas: [{id: q, units: all, minimum: ▸1000000001, per: day}]")),
        BadFile(
            "a number no machine holds", .badValue,
            pack("quotas: [{id: q, units: all, minimum: ▸99999999999999999999, per: day}]")),
        BadFile("units in words", .badValue, "all", pack("quotas: [{id: q, units: ▸alll, minimum: 1, per: day}]")),
        BadFile("units as a number", .wrongType, pack("quotas: [{id: q, units: ▸5, minimum: 1, per: day}]")),
        BadFile("an unknown length", .badValue, "month", quota("per: ▸mnoth")),
        BadFile("a length in Vietnamese", .badValue, quota("per: ▸tháng")),
        BadFile(
            "a month that begins on the 29th", .badValue, quota("per: month, counted: calendar, month-starts-on: ▸29")),
        BadFile("yes for true", .wrongType, "true", quota("per: day, working-days: ▸yes")),
        BadFile("có for true", .wrongType, "true", quota("per: day, working-days: ▸có")),
        BadFile("a quoted true", .wrongType, "true", quota("per: day, working-days: ▸\"true\"")),
        BadFile(
            "an id with accents and capitals", .badValue, "phong-nghiep-vu-1",
            head + "effective: {from: 2022-01-01}\nunits: [{id: ▸Phòng Nghiệp vụ 1, name: A}]\n"),
        BadFile(
            "an id with a hyphen before it", .badValue, "a",
            head + "effective: {from: 2022-01-01}\nunits: [{id: ▸-a, name: A}]\n"),
        BadFile(
            "a day as offices write it", .badValue, "2022-02-15",
            head + "effective: {from: ▸15/02/2022}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "a day with points", .badValue, "2022-02-05",
            head + "effective: {from: ▸5.2.2022}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "a day without its zeros", .badValue, "2022-02-05",
            head + "effective: {from: ▸2022-2-5}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "month first, where day first is impossible", .badValue, "2022-02-15",
            head + "effective: {from: ▸02/15/2022}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "a day in words", .badValue, "2022-02-15",
            head + "effective: {from: ▸ngày 15 tháng 02 năm 2022}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "a day in typographic quotes", .badValue, "2022-02-15",
            head + "effective: {from: ▸“2022-02-15”}\nunits: [{id: a, name: A}]\n"),
        BadFile("30 February", .badValue, head + "effective: {from: ▸2022-02-30}\nunits: [{id: a, name: A}]\n"),
        BadFile("the year 1989", .badValue, head + "effective: {from: ▸1989-12-31}\nunits: [{id: a, name: A}]\n"),
        BadFile("a year alone", .wrongType, head + "effective: {from: ▸2022}\nunits: [{id: a, name: A}]\n"),
        BadFile("an unknown status", .badValue, "illustrative", head + body + "status: ▸ilustrative\n"),
        BadFile("an unknown weekday", .badValue, "sunday", head + body + "calendar: {weekend: [▸sundey]}\n"),
        BadFile("a report day too late", .badValue, head + body + "report: {day: ▸29}\n"),
        BadFile("a report day that is no word", .badValue, "last", head + body + "report: {day: ▸lsat}\n"),
        BadFile("a date that items don't have", .badValue, "published", head + body + "counting: {date: ▸publish}\n"),
    ]

    static let meaning: [BadFile] = [
        BadFile(
            "a unit", .unknownID, "phong-1", structural: false,
            pack("quotas: [{id: q, units: [▸phong-2], minimum: 1, per: day}]")),
        BadFile(
            "a block", .unknownID, "phong", structural: false,
            pack("quotas: [{id: q, units: {block: ▸phongs}, minimum: 1, per: day}]")),
        BadFile("a kind in counting", .unknownID, "tin", structural: false, pack("counting: {kinds: [▸tinn, bai]}")),
        BadFile("a kind in where", .unknownID, structural: false, quota("per: day, where: {kinds: [▸video]}")),
        BadFile(
            "a category in where", .unknownID, structural: false, quota("per: day, where: {categories: [▸tin-moi]}")),
        BadFile("a source", .unknownID, structural: false, quota("per: day, cite: {source: ▸qd-123}")),
        BadFile(
            "a person's unit", .unknownID, "van-phong", structural: false,
            pack("people: [{id: a, name: A, unit: ▸vanphong}]")),
        BadFile(
            "a category's unit", .unknownID, structural: false, pack("categories: [{id: a, name: A, units: [▸b]}]")),
        BadFile("an exempt unit", .unknownID, structural: false, pack("exemptions: [{units: [▸b], from: 2022-02-01}]")),
        BadFile(
            "a bad id is one mistake, not one more wherever it is meant", .badValue, "a", structural: true,
            head + "effective: {from: 2022-01-01}\nunits: [{id: ▸A, name: A}]\n"
                + "quotas: [{id: q, units: [a], minimum: 1, per: day}]\n"),
        BadFile(
            "a unit without an id hides no other's", .missingKey, more: [(.unknownID, "a"), (.unknownID, nil)],
            structural: false,
            head + "effective: {from: 2022-01-01}\nunits: [{id: a, name: A}, ▸{name: Phòng 2}]\n"
                + "quotas: [{id: q, units: [▸aa, phong-2, p2, ▸bb], minimum: 1, per: day}]\n"),
        BadFile(
            "kinds that are words are no kinds of other words", .wrongType, more: [(.unknownID, nil)],
            structural: false,
            head + body + "kinds: [▸Tin, {id: bai, name: Bài}]\ncounting: {kinds: [tin, bai, ▸video]}\n"),
        BadFile(
            "an id under a key that nobody knows", .missingKey, more: [(.unknownKey, nil), (.unknownID, nil)],
            structural: false,
            pack(
                "deadlines: [▸{▸ma: cham, from: event, to: published, within: 1}]\n"
                    + "measures: {a: {count: late, deadline: cham}, b: {count: late, deadline: ▸khac}}")),
        BadFile(
            "a block that is no id", .badValue, "khoi-1", more: [(.unknownID, nil)], structural: false,
            head + "effective: {from: 2022-01-01}\nunits: [{id: a, name: A, block: ▸Khối 1}]\n"
                + "quotas: [{id: q, units: {block: khoi-1}, minimum: 1, per: day}, {id: r, units: {block: ▸xyz}, minimum: 1, per: day}]\n"
        ),
        BadFile(
            "a unit's id again", .duplicateID, structural: false,
            head + "effective: {from: 2022-01-01}\nunits: [{id: a, name: A}, {id: ▸a, name: B}]\n"),
        BadFile(
            "a source's id again", .duplicateID, structural: false,
            head + body + "sources: [{id: s, document: A}, {id: ▸s, document: B}]\n"),
        BadFile(
            "a deadline's id again", .duplicateID, structural: false,
            pack(
                "deadlines:\n  - {id: d, from: event, to: published, within: 1}\n  - {id: ▸d, from: event, to: approved, within: 1}"
            )),
        BadFile(
            "a unit named twice in one list", .duplicateID, structural: false,
            pack("quotas: [{id: q, units: [van-phong, ▸van-phong], minimum: 1, per: day}]")),
        BadFile(
            "two units of one name but for case and spaces", .duplicateName, structural: false,
            head + "effective: {from: 2022-01-01}\nunits: [{id: a, name: Văn phòng}, {id: b, name: ▸\"VĂN  PHÒNG\"}]\n"),
        BadFile(
            "a name that is another's alias, decomposed", .duplicateName, structural: false,
            head
                + "effective: {from: 2022-01-01}\nunits: [{id: a, name: Văn phòng}, {id: b, name: B, aliases: [C, ▸Va\u{306}n pho\u{300}ng]}]\n"
        ),
        BadFile(
            "two kinds of one label", .duplicateName, structural: false,
            head + body + "kinds: [{id: a, name: Tin}, {id: b, name: Bài, labels: [▸tin]}]\n"),
        BadFile(
            "two people of one name", .duplicateName, structural: false,
            head + body + "people: [{id: a, name: Nguyễn Văn A}, {id: b, name: ▸Nguyễn Văn A}]\n"),
        BadFile(
            "two categories of one name", .duplicateName, structural: false,
            head + body + "categories: [{id: a, name: Tin}, {id: b, name: ▸Tin}]\n"),
        BadFile(
            "lines of one id on the same days", .overlappingLines, structural: false,
            pack(
                "quotas:\n  - {id: q, units: all, minimum: 1, per: day, to: 2022-06-30}\n  - {id: ▸q, units: all, minimum: 2, per: day, from: 2022-06-30}"
            )),
        BadFile(
            "lines of one id without dates", .overlappingLines, structural: false,
            pack(
                "quotas:\n  - {id: q, units: [van-phong], minimum: 1, per: day}\n  - {id: ▸q, units: [phong-1], minimum: 2, per: day}"
            )),
        BadFile(
            "the pack", .endBeforeStart, structural: false,
            head + "effective: {from: 2022-01-01, to: ▸2021-12-31}\nunits: [{id: a, name: A}]\n"),
        BadFile(
            "a unit", .endBeforeStart, structural: false,
            head + "effective: {from: 2022-01-01}\nunits: [{id: a, name: A, to: ▸2022-02-01, from: 2022-02-02}]\n"),
        BadFile(
            "a person", .endBeforeStart, structural: false,
            pack("people: [{id: a, name: A, from: 2022-02-02, to: ▸2022-02-01}]")),
        BadFile("a quota", .endBeforeStart, structural: false, quota("per: day, from: 2022-02-02, to: ▸2022-02-01")),
        BadFile(
            "a quota before the pack begins", .endBeforeStart, structural: false, quota("per: day, to: ▸2021-02-01")),
        BadFile(
            "an exemption", .endBeforeStart, structural: false,
            pack("exemptions: [{units: all, from: 2022-02-02, to: ▸2022-02-01}]")),
        BadFile(
            "an anchor after the quota's from", .anchorAfterStart, structural: false,
            quota("per: month, partial: full, from: 2022-02-01, anchor: ▸2022-02-02")),
        BadFile(
            "an anchor after the pack's from", .anchorAfterStart, structural: false,
            quota("per: month, partial: full, anchor: ▸2022-01-02")),
        BadFile(
            "month-starts-on with from-start", .pointlessKey, structural: false,
            quota("per: month, month-starts-on: ▸15")),
        BadFile(
            "month-starts-on with weeks", .pointlessKey, structural: false,
            quota("per: week, counted: calendar, partial: full, month-starts-on: ▸15")),
        BadFile(
            "an anchor with calendar", .pointlessKey, structural: false,
            quota("per: month, counted: calendar, anchor: ▸2022-01-01")),
        BadFile("working days with months", .pointlessKey, structural: false, quota("per: month, working-days: ▸true")),
        BadFile(
            "at-most below at-least", .badValue, structural: false,
            quota("per: day, where: {words: {at-least: 100, at-most: ▸99}}")),
        BadFile(
            "a deadline from a date to itself", .badValue, structural: false,
            pack("deadlines: [{id: d, from: event, to: ▸event, within: 1}]")),
        BadFile(
            "a start inside a calendar month", .partialNeeded, structural: false,
            pack(
                "quotas:\n  - ▸id: q\n    units: all\n    minimum: 1\n    per: month\n    counted: calendar\n    from: 2022-02-15"
            )),
        BadFile(
            "an end inside a month from the start", .partialNeeded, structural: false,
            pack("quotas: [▸{id: q, units: all, minimum: 1, per: month, from: 2022-02-15}]")),
        BadFile(
            "a civil year in weeks", .partialNeeded, structural: false,
            pack("quotas: [▸{id: q, units: all, minimum: 1, per: week}]")),
        BadFile(
            "a start inside the anchor's month", .partialNeeded, structural: false,
            pack("quotas: [▸{id: q, units: all, minimum: 1, per: month, anchor: 2021-12-15, to: 2022-06-14}]")),
        BadFile(
            "a unit that begins later", .partialNeeded, structural: false,
            head
                + "effective: {from: 2022-01-01}\nunits: [{id: a, name: A}, {id: b, name: B, from: 2022-02-02}]\nquotas: [▸{id: q, units: all, minimum: 1, per: month, counted: calendar}]\n"
        ),
        BadFile(
            "mistakes of all kinds are all told, by place", .badValue, "2022-02-15",
            more: [(.duplicateName, nil), (.unknownKey, "people"), (.unknownID, nil), (.pointlessKey, nil)],
            structural: false,
            head
                + "effective: {from: ▸15/02/2022}\nunits: [{id: a, name: A}, {id: b, name: ▸a}]\n▸poeple: []\nquotas: [{id: q, units: [▸xyz], minimum: 1, per: day, month-starts-on: ▸2}]\n"
        ),
    ]
}
